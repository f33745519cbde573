package rule

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
)

// A FactType is the type of a fact that a policy file declares.
type FactType string

// The types of declared facts.
const (
	Money  FactType = "money"  // an amount, zero or more
	Factor FactType = "factor" // a multiplier, zero or more
	Rate   FactType = "rate"   // a rate, zero or more
	Number FactType = "number" // any decimal number
	Count  FactType = "count"  // a whole number, zero or more
	YesNo  FactType = "flag"   // true or false
	Word   FactType = "text"   // a text, or one of the declared words
	Day    FactType = "date"   // a civil date
)

var factTypes = []string{string(Money), string(Factor), string(Rate), string(Number), string(Count), string(YesNo), string(Word), string(Day)}

// A Declaration names a fact of a policy file and its type.
type Declaration struct {
	Name   string   `json:"name"`
	Type   FactType `json:"type"`
	Values []string `json:"values,omitempty"` // of a Word: the only words it can be
}

// Declarations are the facts that the conditions of a policy file may ask.
type Declarations struct{ schema *schema[Facts] }

// Facts are the values of declared facts: a decimal.Decimal, an int, a bool, a
// calendar.Date, or a string that is read by the declared type. A float64 is
// refused: it is not the number that was written.
type Facts map[string]any

// UnmarshalJSON reads a flat object of numbers, texts, true and false. A number
// is the decimal that was written, never a float64; null is a missing fact.
func (f *Facts) UnmarshalJSON(data []byte) error {
	var given map[string]any
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	if err := dec.Decode(&given); err != nil {
		return err
	}
	*f = make(Facts, len(given))
	for _, name := range slices.Sorted(maps.Keys(given)) {
		switch v := given[name].(type) {
		case json.Number:
			d, err := ParseDecimal(name, v.String())
			if err != nil {
				return err
			}
			(*f)[name] = d
		case nil, bool, string:
			(*f)[name] = v
		default:
			return &InputError{Field: name, Problem: "a list or an object is not valid", Expected: "a number, a text, true or false"}
		}
	}
	return nil
}

// Declare checks the declarations and returns them. The error names the fact.
func Declare(decls ...Declaration) (*Declarations, error) {
	s := &schema[Facts]{}
	for _, d := range decls {
		t, err := d.typ()
		if err != nil {
			return nil, err
		}
		if s.slot(d.Name) >= 0 {
			return nil, &InputError{Field: d.Name, Problem: "declared twice", Expected: "one declaration of each fact"}
		}
		s.facts = append(s.facts, fact{name: d.Name, typ: t, declared: d.Type})
	}
	s.read = func(f *Facts, slot int) (value, error) {
		return readFact(&s.facts[slot], (*f)[s.facts[slot].name])
	}
	return &Declarations{s}, nil
}

func (d Declaration) typ() (typ, error) {
	if !identifier(d.Name) {
		return typ{}, &InputError{Field: "facts", Value: d.Name, Expected: "a name of letters, digits and _, and no word of the language"}
	}
	if len(d.Values) > 0 && d.Type != Word {
		return typ{}, &InputError{Field: d.Name, Problem: fmt.Sprintf("a %s with its own values is not valid", d.Type), Expected: "values for a text alone"}
	}
	switch d.Type {
	case Money, Factor, Rate:
		return typ{kind: numberKind, minimum: true}, nil
	case Count:
		return typ{kind: numberKind, minimum: true, whole: true}, nil
	case Number:
		return typ{kind: numberKind}, nil
	case YesNo:
		return typ{kind: boolKind}, nil
	case Day:
		return typ{kind: dateKind}, nil
	case Word:
		return d.word()
	}
	return typ{}, &InputError{Field: d.Name, Value: string(d.Type), Expected: oneOf(factTypes), Suggestion: Suggest(string(d.Type), factTypes)}
}

func (d Declaration) word() (typ, error) {
	for i, w := range d.Values {
		if w == "" || slices.Contains(d.Values[:i], w) {
			return typ{}, &InputError{Field: d.Name, Value: w, Expected: "words that differ, none empty"}
		}
	}
	if len(d.Values) == 0 {
		return typ{kind: textKind}, nil
	}
	return typ{kind: textKind, values: slices.Clone(d.Values)}, nil
}

// reserved are the words of the language: no fact of that name could be asked.
var reserved = []string{"and", "or", "not", "in", "contains", "matches", "startsWith", "endsWith", "let", "if", "else", "true", "false", "nil"}

// identifier reports whether a condition can name a fact so.
func identifier(name string) bool {
	for i, r := range name {
		letter := r == '_' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
		if !letter && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return name != "" && !slices.Contains(reserved, name)
}

// Names returns the declared names in order.
func (d *Declarations) Names() []string { return d.schema.names() }

// Check reads every declared fact and refuses any other: what is missing, of
// the wrong form or unknown is an InputError that names it.
func (d *Declarations) Check(f Facts) error {
	for slot := range d.schema.facts {
		fact := &d.schema.facts[slot]
		if _, err := readFact(fact, f[fact.name]); err != nil {
			return err
		}
	}
	if len(f) == len(d.schema.facts) {
		return nil
	}
	var unknown []string
	for name := range f {
		if d.schema.slot(name) < 0 {
			unknown = append(unknown, name)
		}
	}
	slices.Sort(unknown)
	return &InputError{Field: unknown[0], Problem: "a fact that the policy does not have is not valid", Expected: oneOf(d.Names()),
		Suggestion: Suggest(unknown[0], d.Names())}
}

func readFact(f *fact, given any) (value, error) {
	if given == nil || given == NotGiven || given == (calendar.Date{}) {
		return value{}, &InputError{Field: f.name, Expected: f.typ.kind.String()}
	}
	switch f.typ.kind {
	case numberKind:
		return readNumber(f, given)
	case boolKind:
		switch given {
		case true, "true", Yes:
			return boolValue(true), nil
		case false, "false", No:
			return boolValue(false), nil
		}
	case textKind:
		if s, ok := given.(string); ok {
			return value{kind: textKind, text: s}, f.word(s)
		}
	case dateKind:
		switch g := given.(type) {
		case calendar.Date:
			return value{kind: dateKind, date: g}, nil
		case string:
			d, err := calendar.Parse(g)
			if err == nil {
				return value{kind: dateKind, date: d}, nil
			}
		}
	}
	return value{}, &InputError{Field: f.name, Value: fmt.Sprint(given), Expected: f.typ.kind.String()}
}

func readNumber(f *fact, given any) (value, error) {
	var d decimal.Decimal
	var err error
	switch g := given.(type) {
	case decimal.Decimal:
		d, err = g, CheckDecimal(f.name, g)
	case int:
		d = decimal.NewFromInt(int64(g))
	case string:
		d, err = ParseDecimal(f.name, g)
	default:
		err = &InputError{Field: f.name, Problem: fmt.Sprintf("a %T is not valid", given), Expected: "a decimal.Decimal, an int or the text of a decimal number"}
	}
	if err == nil && f.typ.minimum {
		err = CheckAmount(f.name, d)
	}
	if err == nil && f.typ.whole && !d.IsInteger() {
		err = &InputError{Field: f.name, Value: numberValue(d).String(), Expected: "a whole number"}
	}
	return numberValue(d), err
}

func oneOf(words []string) string { return "one of " + strings.Join(words, ", ") }
