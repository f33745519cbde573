package expression

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/number"
	"github.com/workcomp-go/workcomp/internal/words"
)

// A Fact is something that an expression may ask, by its name. A name may have
// parts after dots.
type Fact struct {
	Name string
	Type Type
}

// A Scope is the facts that an expression may ask, and the lists of values by whose
// name it may ask whether a fact is among them.
type Scope struct {
	Facts []Fact
	Lists []List
	Quiet bool // an unknown name is an error that says no more: of what nobody reads
}

// A List is a list of values that a policy states once, under a name.
type List struct {
	Name   string
	Values []string
	read   [DateKind + 1]listed // as texts, as numbers and as dates
}

// listed are the values of a list as constants of one kind, which every condition shares
// that asks the list: it has thousands. Where one of them is of another kind it is wrong.
type listed struct {
	values []*Node
	wrong  string
}

// NewList is a list that conditions may ask by its name.
func NewList(name string, values []string) List {
	l := List{Name: name, Values: values}
	l.read[TextKind] = listedAs(TextKind, values, func(text string) (Value, error) { return Str(text), nil })
	l.read[NumberKind] = listedAs(NumberKind, values, func(text string) (Value, error) {
		d, err := number.ParseDecimal(name, text)
		return Num(d), err
	})
	l.read[DateKind] = listedAs(DateKind, values, func(text string) (Value, error) {
		d, err := calendar.Parse(text)
		return Day(d), err
	})
	return l
}

func listedAs(kind Kind, values []string, read func(string) (Value, error)) listed {
	var l listed
	for _, text := range values {
		v, err := read(text)
		if err != nil {
			return listed{wrong: text}
		}
		l.values = append(l.values, Constant(Type{Kind: kind}, v))
	}
	return l
}

// Slot is the place of a fact among the Facts; -1 when there is none.
func (s *Scope) Slot(name string) int {
	for i := range s.Facts {
		if s.Facts[i].Name == name {
			return i
		}
	}
	return -1
}

// Names are the names of the facts, in order.
func (s *Scope) Names() []string {
	return namesOf(s.Facts)
}

// reserved are the words of the language: no fact of that name could be asked.
var reserved = []string{"and", "or", "not", "in", "contains", "matches", "startsWith", "endsWith", "let", "if", "else",
	"true", "false", "nil"}

// Identifier reports whether an expression can name a fact, or a part of its
// name, so.
func Identifier(name string) bool {
	for i, r := range name {
		letter := r == '_' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
		if !letter && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return name != "" && !slices.Contains(reserved, name)
}

// Missing is the error for a fact that nobody gave: a *calendar.InputError.
func (f *Fact) Missing() error {
	return &calendar.InputError{Field: f.Name, Expected: f.Type.Kind.String()}
}

// Read reads the value of a fact that is no field: a decimal.Decimal, an int, an int64,
// a bool, a flag, a calendar.Date, a text that is read by the type, or a slice of these or
// of maps of names to them. The error is a *calendar.InputError.
func (f *Fact) Read(given any) (Value, error) {
	if flag, ok := given.(triState); ok {
		switch v := reflect.ValueOf(given); {
		case flag.Given():
			given = flag.True()
		case v.CanInt() && !v.IsZero() || v.CanUint() && !v.IsZero():
			return Value{}, noFlag(f.Name, given)
		default:
			given = nil
		}
	}
	if given == nil || given == (calendar.Date{}) {
		return Value{}, f.Missing()
	}
	switch f.Type.Kind {
	case NumberKind:
		return f.readNumber(given)
	case BoolKind:
		switch given {
		case true, "true":
			return Bool(true), nil
		case false, "false":
			return Bool(false), nil
		}
	case TextKind:
		if s, ok := given.(string); ok {
			return Str(s), f.word(s)
		}
	case DateKind:
		switch g := given.(type) {
		case calendar.Date:
			return Day(g), nil
		case string:
			if d, err := calendar.Parse(g); err == nil {
				return Day(d), nil
			}
		}
	case ListKind, EntriesKind:
		if list := reflect.ValueOf(given); list.Kind() == reflect.Slice {
			if list.IsNil() {
				return Value{}, f.Missing()
			}
			return f.readEntries(list)
		}
	}
	return Value{}, isNot(f.Name, given, f.Type.Kind.String())
}

// noFlag is the error for a flag that is none of its values.
func noFlag(field string, given any) error {
	return &calendar.InputError{Field: field, Value: fmt.Sprintf("%d", given), Problem: "is no flag", Expected: "yes, no or not given"}
}

// isNot is the error for a value of another type, made at no cost whatever it is.
func isNot(field string, given any, expected string) *calendar.InputError {
	e := &calendar.InputError{Field: field, Expected: expected}
	switch g := given.(type) {
	case decimal.Decimal:
		e.Value = number.Digits(g)
	case string, bool, int, int64, calendar.Date:
		e.Value = fmt.Sprint(g)
	case nil:
	default:
		e.Problem = fmt.Sprintf("a %T is not valid", g)
	}
	return e
}

func (f *Fact) readNumber(given any) (Value, error) {
	switch g := given.(type) {
	case decimal.Decimal:
		return f.Number(g)
	case int:
		return f.Number(decimal.NewFromInt(int64(g)))
	case int64:
		return f.Number(decimal.NewFromInt(g))
	case string:
		d, err := number.ParseDecimal(f.Name, g)
		if err != nil {
			return Value{}, err
		}
		return f.Number(d)
	}
	return Value{}, &calendar.InputError{Field: f.Name, Problem: fmt.Sprintf("a %T is not valid", given),
		Expected: "a decimal.Decimal, an int or the text of a decimal number"}
}

// readEntries reads a list: of plain values, or of maps of names to values. What is
// wrong is named as claims[2].cost.
func (f *Fact) readEntries(list reflect.Value) (Value, error) {
	n := list.Len()
	if n > MostEntries {
		return Value{}, &calendar.InputError{Field: f.Name, Problem: fmt.Sprintf("a list of %d entries is not valid", n),
			Expected: fmt.Sprintf("at most %d", MostEntries)}
	}
	if f.Type.Kind == ListKind {
		texts := make([]string, n)
		plain := f.Type.fields()[0]
		for i := range n {
			v, err := plain.Read(list.Index(i).Interface())
			if err != nil {
				return Value{}, f.inEntry(i, "", err)
			}
			texts[i] = v.Text()
		}
		return Texts(texts), nil
	}
	of := &entries{fields: f.Type.Entry, values: make([]Value, n*len(f.Type.Entry))}
	for i := range n {
		entry := of.values[i*len(of.fields) : (i+1)*len(of.fields)]
		given := list.Index(i).Interface()
		if of.fields[0].Name == Plain {
			if err := of.fields[0].readField(given, &entry[0]); err != nil {
				return Value{}, f.inEntry(i, "", err)
			}
			continue
		}
		record := reflect.ValueOf(given)
		if given == nil || !record.CanConvert(reflect.TypeFor[map[string]any]()) {
			return Value{}, f.inEntry(i, "", isNot("", given, "an object of "+strings.Join(namesOf(of.fields), ", ")))
		}
		if err := f.readRecord(i, record.Convert(reflect.TypeFor[map[string]any]()).Interface().(map[string]any), of.fields, entry); err != nil {
			return Value{}, err
		}
	}
	return Value{kind: EntriesKind, of: of}, nil
}

// readRecord reads the fields of the entry i.
func (f *Fact) readRecord(i int, record map[string]any, fields []Fact, entry []Value) error {
	known := 0
	for k := range fields {
		given, has := record[fields[k].Name]
		if has {
			known++
		}
		if err := fields[k].readField(given, &entry[k]); err != nil {
			return f.inEntry(i, "."+fields[k].Name, err)
		}
	}
	if known == len(record) {
		return nil
	}
	names := namesOf(fields)
	others := slices.DeleteFunc(slices.Sorted(maps.Keys(record)), func(name string) bool { return slices.Contains(names, name) })
	return f.inEntry(i, "."+others[0], &calendar.InputError{Problem: "a field that an entry does not have is not valid", Expected: words.OneOf(names),
		Suggestion: words.Suggest(others[0], names)})
}

// readField reads a field of an entry, which may be missing.
func (f *Fact) readField(given any, v *Value) error {
	read, err := f.Read(given)
	var input *calendar.InputError
	if errors.As(err, &input) && input.Value == "" && input.Problem == "" && (f.Type.Kind != TextKind || given == nil) {
		return nil
	}
	*v = read
	return err
}

// inEntry names the place of an error in a list.
func (f *Fact) inEntry(i int, field string, err error) error {
	named := *err.(*calendar.InputError) // which Read makes alone
	named.Field = fmt.Sprintf("%s[%d]%s", f.Name, i, field)
	return &named
}

func namesOf(fields []Fact) []string {
	return words.Each(fields, func(f Fact) string { return f.Name })
}

// Number checks a number by the type of the fact.
func (f *Fact) Number(d decimal.Decimal) (Value, error) {
	check := number.CheckDecimal
	if f.Type.Minimum {
		check = number.CheckAmount
	}
	err := check(f.Name, d)
	if err == nil && f.Type.Whole && !d.IsInteger() {
		err = &calendar.InputError{Field: f.Name, Value: number.Digits(d), Expected: "a whole number"}
	}
	return Num(d), err
}

// word refuses a text that the fact cannot be. One that is empty is missing,
// when empty is not itself among the words.
func (f *Fact) word(w string) error {
	if f.Type.allows(w) {
		return nil
	}
	return &calendar.InputError{Field: f.Name, Value: w, Problem: words.Odd(w), Expected: words.OneOf(f.Type.Words)}
}
