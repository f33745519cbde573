package rule

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/internal/words"
)

// A FactType is the type of a fact that a policy file declares. The zero value is none of
// them: an error.
type FactType string

// The types of declared facts.
const (
	Money   FactType = "money"  // an amount, zero or more
	Factor  FactType = "factor" // a multiplier, zero or more
	Rate    FactType = "rate"   // a rate, zero or more
	Number  FactType = "number" // any decimal number
	Count   FactType = "count"  // a whole number, zero or more
	YesNo   FactType = "flag"   // true or false
	Word    FactType = "text"   // a text, or one of the declared words
	Day     FactType = "date"   // a civil date
	Texts   FactType = "texts"  // a list of texts: a field of a struct; it cannot be declared
	Entries FactType = "list"   // a list of records, or of values of one type: any(claims, .cost > 1000)
)

// factTypes are those that can be declared by their name alone.
var factTypes = []string{string(Money), string(Factor), string(Rate), string(Number), string(Count), string(YesNo), string(Word),
	string(Day)}

// Plain is the name of the entry of a list of plain values: all(days, # <= 30).
const Plain = expression.Plain

// MostEntries bounds a list that is given as a fact, and MostFields the fields of an entry.
const (
	MostEntries = expression.MostEntries
	MostFields  = 50
)

// A Declaration names a fact of a policy file and its type. The zero value names no fact: an error.
type Declaration struct {
	Name   string   `json:"name"`
	Type   FactType `json:"type"`
	Values []string `json:"values,omitempty"` // of a Word: the only words it can be
	// Of are the fields of each of the Entries, none a list itself; one alone, named
	// Plain, where an entry is a value.
	Of []Declaration `json:"of,omitempty"`
}

// Declarations are the facts that the conditions of a policy file may ask. The zero
// Declarations have none.
type Declarations struct{ schema *schema[Facts] }

// Facts are the values of declared facts: a decimal.Decimal, an int, an int64, a bool, a
// calendar.Date, or a string that is read by the declared type; of Entries a slice of
// these or, of records, []Facts. A field that an entry does not have is missing, and so
// is a nil slice; an empty one is a list without entries. A float64 is refused: it is
// not the number that was written. The zero value gives no fact.
type Facts map[string]any

// UnmarshalJSON reads an object of numbers, texts, true and false, and of lists of these
// or of such objects. A number is the decimal that was written, never a float64; null is
// a missing fact.
func (f *Facts) UnmarshalJSON(data []byte) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	if open, err := dec.Token(); err != nil || open != json.Delim('{') {
		return noFacts("facts", "this is no object")
	}
	facts, err := readFacts(dec, path{}, listsToo)
	if err != nil {
		return err
	}
	if _, err := dec.Token(); err != io.EOF {
		return noFacts("facts", "what stands after the object is not valid")
	}
	*f = facts
	return nil
}

// MarshalJSON writes an object that UnmarshalJSON reads: a number as a text with the digits
// that it has, and null for one that is missing. The error is an *InputError that names a
// float64 or a number of extreme size, which no condition is asked with.
func (f Facts) MarshalJSON() ([]byte, error) {
	if f == nil {
		return []byte("null"), nil
	}
	written := make(map[string]any, len(f))
	for name, v := range f {
		var err error
		if written[name], err = writtenFact(name, v); err != nil {
			return nil, err
		}
	}
	return json.Marshal(written)
}

// writtenFact is a fact as json writes it; in a list it may be a record.
func writtenFact(name string, v any) (any, error) {
	at := reflect.ValueOf(v)
	switch d, number := v.(decimal.Decimal); {
	case number && !IsSet(d):
		return nil, nil
	case number:
		return Digits(d), CheckDecimal(name, d)
	case at.CanFloat():
		return nil, &InputError{Field: name, Value: fmt.Sprint(v), Expected: "a decimal number, and no float"}
	case at.Kind() == reflect.Map && at.CanConvert(reflect.TypeFor[Facts]()):
		return at.Convert(reflect.TypeFor[Facts]()).Interface(), nil
	case at.Kind() != reflect.Slice || at.IsNil():
		return v, nil
	}
	written := make([]any, at.Len())
	for i := range written {
		var err error
		if written[i], err = writtenFact(fmt.Sprintf("%s[%d]", name, i), at.Index(i).Interface()); err != nil {
			return nil, err
		}
	}
	return written, nil
}

func noFacts(name, problem string) error {
	return &InputError{Field: name, Problem: problem, Expected: "one object of facts: numbers, texts, true and false, and lists of them, each once"}
}

// What a value may be in the JSON of facts: a list alone at the top, and in it an object.
type nesting uint8

const (
	onlyValues nesting = iota
	listsToo
	objectsToo
)

// A path is where a value stands in the JSON of facts; it is written where something is
// wrong alone, as names may be long.
type path struct {
	list  string // empty: at the top
	entry int
	name  string // of a field, or of the fact
}

func (p path) String() string {
	switch {
	case p.list == "":
		return p.name
	case p.name == "":
		return fmt.Sprintf("%s[%d]", p.list, p.entry)
	}
	return fmt.Sprintf("%s[%d].%s", p.list, p.entry, p.name)
}

// readFacts reads an object whose { was read; at is where it stands.
func readFacts(dec *json.Decoder, at path, may nesting) (Facts, error) {
	facts := Facts{}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return nil, noFacts("facts", err.Error())
		}
		name := key.(string) // the decoder itself refuses any other key
		if _, again := facts[name]; again {
			at.name = name
			return nil, noFacts(at.String(), "a fact that stands twice is not valid")
		}
		at.name = name
		if facts[name], err = readFact(dec, at, may); err != nil {
			return nil, err
		}
	}
	if _, err := dec.Token(); err != nil {
		return nil, noFacts("facts", err.Error())
	}
	return facts, nil
}

// readFact reads a value.
func readFact(dec *json.Decoder, at path, may nesting) (any, error) {
	token, err := dec.Token()
	if err != nil {
		return nil, noFacts(at.String(), err.Error())
	}
	switch v := token.(type) {
	case json.Number:
		d, err := ParseDecimal("", v.String())
		if err != nil {
			_, err = ParseDecimal(at.String(), v.String())
		}
		return d, err
	case json.Delim:
		switch {
		case v == '[' && may == listsToo:
			return readList(dec, at.name)
		case v == '{' && may == objectsToo:
			return readFacts(dec, at, onlyValues)
		}
		return nil, &InputError{Field: at.String(), Problem: "a list or an object is not valid", Expected: "a number, a text, true or false"}
	}
	return token, nil
}

// readList reads a list whose [ was read.
func readList(dec *json.Decoder, name string) (any, error) {
	list := []any{}
	for dec.More() {
		if len(list) == MostEntries {
			return nil, &InputError{Field: name, Problem: "a list of more entries is not valid", Expected: fmt.Sprintf("at most %d", MostEntries)}
		}
		value, err := readFact(dec, path{list: name, entry: len(list)}, objectsToo)
		if err != nil {
			return nil, err
		}
		list = append(list, value)
	}
	if _, err := dec.Token(); err != nil {
		return nil, noFacts(name, err.Error())
	}
	return list, nil
}

// Declare checks the declarations and returns them. The error names the fact.
func Declare(decls ...Declaration) (*Declarations, error) {
	const most = 1000
	if len(decls) > most {
		return nil, &InputError{Field: "facts", Value: strconv.Itoa(len(decls)), Expected: fmt.Sprintf("at most %d facts", most)}
	}
	s, seen := &schema[Facts]{}, make(map[string]bool, len(decls))
	for _, d := range decls {
		t, err := d.typ()
		if err != nil {
			return nil, err
		}
		again := seen[d.Name]
		if seen[d.Name] = true; again {
			return nil, &InputError{Field: d.Name, Problem: "declared twice", Expected: "one declaration of each fact"}
		}
		s.Facts, s.declared = append(s.Facts, expression.Fact{Name: d.Name, Type: t}), append(s.declared, d.clone())
	}
	return &Declarations{s}, nil
}

// clone copies a declaration, whose slices a caller may change.
func (d Declaration) clone() Declaration {
	d.Values, d.Of = slices.Clone(d.Values), slices.Clone(d.Of)
	for i := range d.Of {
		d.Of[i].Values = slices.Clone(d.Of[i].Values)
	}
	return d
}

// Expression is a fact that was declared rightly as the language of conditions has it.
func (d Declaration) Expression() expression.Fact {
	t, _ := expression.Declared(string(d.Type))
	if len(d.Values) > 0 {
		t.Words = d.Values
	}
	if d.Type == Entries {
		entry := make([]expression.Fact, len(d.Of))
		for i, of := range d.Of {
			entry[i] = of.Expression()
		}
		t = expression.ListOf(entry)
	}
	return expression.Fact{Name: d.Name, Type: t}
}

// entry checks the fields of the entries of a list.
func (d Declaration) entry() error {
	if d.Type != Entries && len(d.Of) == 0 {
		return nil
	}
	if d.Type != Entries || len(d.Of) == 0 || len(d.Of) > MostFields {
		return &InputError{Field: d.Name, Problem: fmt.Sprintf("a %s of entries of %d fields is not valid", d.Type, len(d.Of)),
			Expected: fmt.Sprintf("a list, of entries of 1 to %d", MostFields)}
	}
	for i, of := range d.Of {
		own := of
		if own.Name == Plain && len(d.Of) == 1 {
			own.Name = "value" // any name will do
		}
		_, err := own.typ()
		switch {
		case err == nil && own.Type == Entries:
			err = &InputError{Problem: "a list in a list is not valid", Expected: "a value"}
		case err == nil && slices.ContainsFunc(d.Of[:i], func(before Declaration) bool { return before.Name == of.Name }):
			err = &InputError{Problem: "declared twice", Expected: "one declaration of each field"}
		}
		var input *InputError
		if errors.As(err, &input) {
			input.Field = d.Name + "." + of.Name
			return input
		}
	}
	return nil
}

func (d Declaration) typ() (t expression.Type, err error) {
	if err := d.entry(); err != nil {
		return t, err
	}
	switch {
	case !expression.Identifier(d.Name):
		return t, &InputError{Field: "facts", Value: d.Name, Expected: "a name of letters, digits and _, and no word of the language"}
	case len(d.Values) > 0 && d.Type != Word:
		return t, &InputError{Field: d.Name, Problem: fmt.Sprintf("a %s with its own values is not valid", d.Type),
			Expected: "values for a text alone"}
	case d.Type != Entries && !slices.Contains(factTypes, string(d.Type)):
		return t, &InputError{Field: d.Name, Value: string(d.Type), Expected: words.OneOf(factTypes),
			Suggestion: words.Suggest(string(d.Type), factTypes)}
	}
	const most = 1000
	if len(d.Values) > most {
		return t, &InputError{Field: d.Name, Problem: fmt.Sprintf("a text of %d words is not valid", len(d.Values)),
			Expected: fmt.Sprintf("at most %d", most)}
	}
	seen := make(map[string]bool, len(d.Values))
	for _, w := range d.Values {
		again := seen[w]
		if seen[w] = true; w == "" || again {
			return t, &InputError{Field: d.Name, Value: w, Expected: "words that differ, none empty"}
		}
		if odd := words.Odd(w); odd != "" {
			return t, &InputError{Field: d.Name, Value: w, Problem: odd, Expected: words.AnID}
		}
	}
	return d.clone().Expression().Type, nil
}

// A NamedList is a list of values that a policy states once: zip in covered_zips. The
// zero value has no name: an error.
type NamedList struct {
	Name   string   `json:"name"`
	Values []string `json:"values"`
}

// WithLists returns the declarations with lists by whose name a condition may ask whether
// a fact is among their values, which are texts, numbers or dates as the fact is. The
// error names the list: at most 100 of at most 5,000 values, each name its own. The rows
// of a table ask 100,000 values of lists at most.
func (d *Declarations) WithLists(lists ...NamedList) (*Declarations, error) {
	const most, mostValues = 100, 5000
	if len(lists) > most {
		return nil, &InputError{Field: "lists", Value: strconv.Itoa(len(lists)), Expected: fmt.Sprintf("at most %d lists", most)}
	}
	s := *d.facts()
	s.Lists = slices.Clone(s.Lists)
	for _, l := range lists {
		again := s.Slot(l.Name) >= 0 || slices.ContainsFunc(s.Lists, func(o expression.List) bool { return o.Name == l.Name })
		switch {
		case !expression.Identifier(l.Name):
			return nil, &InputError{Field: "lists", Value: l.Name, Expected: "a name of letters, digits and _, and no word of the language"}
		case again:
			return nil, &InputError{Field: l.Name, Problem: "declared twice", Expected: "a name that no fact and no other list has"}
		case len(l.Values) == 0 || len(l.Values) > mostValues:
			return nil, &InputError{Field: l.Name, Problem: fmt.Sprintf("a list of %d values is not valid", len(l.Values)),
				Expected: fmt.Sprintf("from 1 to %d", mostValues)}
		}
		for _, value := range l.Values {
			if hidden := words.Hidden(value); hidden != "" {
				return nil, &InputError{Field: l.Name, Value: value, Problem: hidden, Expected: "values of which all is seen"}
			}
		}
		s.Lists = append(s.Lists, expression.NewList(l.Name, slices.Clone(l.Values)))
	}
	return &Declarations{&s}, nil
}

// Names returns the declared names in order.
func (d *Declarations) Names() []string { return d.facts().Scope.Names() }

// facts are the facts that were declared; none for the zero Declarations.
func (d *Declarations) facts() *schema[Facts] {
	if d == nil || d.schema == nil {
		return &schema[Facts]{}
	}
	return d.schema
}

// Check reads every declared fact and refuses any other: what is unknown, missing or
// of the wrong form is an InputError that names it. An unknown one comes first, as a
// name that is misspelt is missing too.
func (d *Declarations) Check(f Facts) error { return d.check(f, false) }

// CheckGiven is Check of facts of which any may be missing.
func (d *Declarations) CheckGiven(f Facts) error { return d.check(f, true) }

func (d *Declarations) check(f Facts, some bool) error {
	s := d.facts()
	var wrong error
	read := 0
	for slot := range s.Facts {
		fact := &s.Facts[slot]
		value, given := f[fact.Name]
		if some && !given {
			continue
		}
		if _, wrong = fact.Read(value); wrong != nil {
			break
		}
		read++
	}
	if wrong == nil && len(f) == read {
		return nil
	}
	var unknown []string
	for name := range f {
		if s.Slot(name) < 0 {
			unknown = append(unknown, name)
		}
	}
	if len(unknown) == 0 {
		return wrong
	}
	slices.Sort(unknown)
	return &InputError{Field: unknown[0], Problem: "a fact that the policy does not have is not valid", Expected: words.OneOf(d.Names()),
		Suggestion: words.Suggest(unknown[0], d.Names())}
}
