package rule

import (
	"encoding/json"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/internal/words"
)

// A Fact is one thing that was looked at: its name in the policy and its value.
// In JSON the value is a text; decimals keep the digits that were written. The zero value
// has no name and no value.
type Fact struct {
	Name  string `json:"name"`
	Value Value  `json:"value"`
}

// A Value is what a fact was: a decimal number, a text, a date, a yes or no, or
// a list. It is written by String when somebody reads it. The zero Value is a
// number that was not given.
type Value struct{ expression.Value }

// A Kind is what a value can be. Its String is that of messages: "a number". The zero
// value is NumberKind.
type Kind = expression.Kind

// The kinds of values.
const (
	NumberKind  = expression.NumberKind
	BoolKind    = expression.BoolKind
	TextKind    = expression.TextKind
	DateKind    = expression.DateKind
	ListKind    = expression.ListKind    // of texts
	EntriesKind = expression.EntriesKind // a list of records, or of values that are no texts
)

// Kind says what the value is. One that was read from JSON is a text.
func (v Value) Kind() Kind { return v.Value.Kind() }

// Number gives a number with the digits it was given; of another kind, and of a
// number that was not given, a Decimal that is not set.
func (v Value) Number() decimal.Decimal { return v.Value.Number() }

// IsTrue reports whether the value is a yes.
func (v Value) IsTrue() bool { return v.Value.IsTrue() }

// Text gives a text; "" of another kind.
func (v Value) Text() string { return v.Value.Text() }

// Date gives a date; the zero Date of another kind.
func (v Value) Date() calendar.Date { return v.Value.Date() }

// List gives a list of texts, the caller's own; nil of another kind.
func (v Value) List() []string { return slices.Clone(v.Value.List()) }

// Num is a fact that is a decimal number.
func Num(name string, d decimal.Decimal) Fact { return Fact{name, Value{expression.Num(d)}} }

// Int is a fact that is a whole number.
func Int(name string, n int) Fact { return Fact{name, Value{expression.Int(n)}} }

// Str is a fact that is a text.
func Str[T ~string](name string, s T) Fact {
	return Fact{name, Value{expression.Str(string(s))}}
}

// Date is a fact that is a civil date.
func Date(name string, d calendar.Date) Fact {
	return Fact{name, Value{expression.Day(d)}}
}

// Bool is a fact that is so or is not.
func Bool(name string, b bool) Fact { return Fact{name, Value{expression.Bool(b)}} }

// List is a fact that is a list of texts.
func List[T ~string](name string, list []T) Fact {
	return Fact{name, Value{expression.Texts(words.Texts(list))}}
}

// String writes the value: a number with the digits it was given, a date as
// 2025-01-31, a list with commas.
func (v Value) String() string { return v.Value.String() }

// Equal reports whether two values are of one kind and read the same.
func (v Value) Equal(w Value) bool { return v.Kind() == w.Kind() && v.String() == w.String() }

// MarshalJSON writes the value as a text.
func (v Value) MarshalJSON() ([]byte, error) { return json.Marshal(v.String()) }

// UnmarshalJSON reads a text: what kind of value it was is not in it.
func (v *Value) UnmarshalJSON(data []byte) error {
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return &InputError{Field: "value", Value: string(data), Expected: "a text"}
	}
	v.Value = expression.Str(text)
	return nil
}
