package expression

import (
	"fmt"
	"slices"

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
}

// A List is a list of values that a policy states once, under a name.
type List struct {
	Name   string
	Values []string
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
	return words.Each(s.Facts, func(f Fact) string { return f.Name })
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
// a bool, a flag, a calendar.Date, or a text that is read by the type. The error
// is a *calendar.InputError.
func (f *Fact) Read(given any) (Value, error) {
	if flag, ok := given.(triState); ok {
		given = nil
		if flag.Given() {
			given = flag.True()
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
	}
	return Value{}, &calendar.InputError{Field: f.Name, Value: fmt.Sprint(given), Expected: f.Type.Kind.String()}
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
