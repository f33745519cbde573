package expression

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/number"
)

// A Kind is what a value can be.
type Kind uint8

// The kinds of values.
const (
	NumberKind Kind = iota
	BoolKind
	TextKind
	DateKind
	ListKind // of texts
)

// String names the kind as messages do: "a number".
func (k Kind) String() string {
	return [...]string{"a number", "true or false", "a text", "a date", "a list of texts"}[k]
}

// A Type is the type of a fact or of an expression.
type Type struct {
	Kind    Kind
	Words   []string // of a text or list: the only words it can be; nil for any
	Minimum bool     // of a number: never below zero
	Whole   bool     // of a number: no fraction
}

// Declared is the type of a declared fact by its name in a policy file; of a
// text without its words. ok is false for a name that is none.
func Declared(name string) (t Type, ok bool) {
	switch name {
	case "money", "factor", "rate":
		return Type{Minimum: true}, true
	case "count":
		return Type{Minimum: true, Whole: true}, true
	case "number":
		return Type{}, true
	case "flag":
		return Type{Kind: BoolKind}, true
	case "text":
		return Type{Kind: TextKind}, true
	case "date":
		return Type{Kind: DateKind}, true
	case "texts":
		return Type{Kind: ListKind}, true
	}
	return Type{}, false
}

// allows reports whether a text can be the word w at all.
func (t Type) allows(w string) bool { return t.Words == nil || slices.Contains(t.Words, w) }

// A Value is a number, true or false, a text, a date or a list of texts. The
// zero Value is a number that is not set.
type Value struct {
	kind   Kind
	yes    bool
	date   calendar.Date
	text   string
	number decimal.Decimal
	list   *[]string
}

// Num is a number.
func Num(d decimal.Decimal) Value { return Value{kind: NumberKind, number: d} }

// Int is a whole number.
func Int(n int) Value {
	if few := small(); n >= 0 && n < len(few) {
		return Num(few[n])
	}
	return Num(decimal.NewFromInt(int64(n)))
}

// small are the whole numbers that findings mostly name, such as the days of a
// year: they are made once.
var small = sync.OnceValue(func() *[367]decimal.Decimal {
	var few [367]decimal.Decimal
	for n := range few {
		few[n] = decimal.NewFromInt(int64(n))
	}
	return &few
})

// Bool is true or false.
func Bool(b bool) Value { return Value{kind: BoolKind, yes: b} }

// Str is a text.
func Str(s string) Value { return Value{kind: TextKind, text: s} }

// Day is a date.
func Day(d calendar.Date) Value { return Value{kind: DateKind, date: d} }

// Texts is a list of texts. The value keeps the list: do not change it.
func Texts(list []string) Value { return Value{kind: ListKind, list: &list} }

// Kind says what the value is; of the methods below, that of its kind gives it.
func (v Value) Kind() Kind { return v.kind }

// Number is the value of a number.
func (v Value) Number() decimal.Decimal { return v.number }

// IsTrue is the value of what is true or false.
func (v Value) IsTrue() bool { return v.yes }

// Text is the value of a text.
func (v Value) Text() string { return v.text }

// Date is the value of a date.
func (v Value) Date() calendar.Date { return v.date }

// List is the value of a list, to be read only.
func (v Value) List() []string {
	if v.list == nil {
		return nil
	}
	return *v.list
}

// String writes a value for a finding; a number keeps the digits it was given.
func (v Value) String() string {
	switch v.kind {
	case NumberKind:
		return number.Digits(v.number)
	case BoolKind:
		return strconv.FormatBool(v.yes)
	case DateKind:
		return v.date.String()
	case ListKind:
		return strings.Join(v.List(), ", ")
	}
	return v.text
}

// Compare orders two numbers or two dates.
func (v Value) Compare(w Value) int {
	if v.kind == DateKind {
		return v.date.Compare(w.date)
	}
	return number.Compare(v.number, w.number)
}

// Equal compares two values of one kind, numbers by their size. Lists are equal
// with the same texts in the same order.
func (v Value) Equal(w Value) bool {
	switch v.kind {
	case BoolKind:
		return v.yes == w.yes
	case TextKind:
		return v.text == w.text
	case ListKind:
		return slices.Equal(v.List(), w.List())
	}
	return v.Compare(w) == 0
}
