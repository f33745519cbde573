package expression

import (
	"cmp"
	"math/big"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unsafe"

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
	ListKind    // of texts
	EntriesKind // a list of records, or of values that are no texts
)

// MostEntries bounds a list that is given as a fact.
const MostEntries = 1000

// String names the kind as messages do: "a number".
func (k Kind) String() string {
	return [...]string{"a number", "true or false", "a text", "a date", "a list of texts", "a list of entries"}[k]
}

// A Type is the type of a fact or of an expression.
type Type struct {
	Kind    Kind
	Words   []string // of a text or list: the only words it can be; nil for any
	Minimum bool     // of a number: never below zero
	Whole   bool     // of a number: no fraction
	Entry   []Fact   // of entries: the fields of each; one alone, named #, where an entry is a plain value
}

// Plain is the name of an entry that is a value and no record.
const Plain = "#"

// ListOf is the type of a list whose entries have some fields.
func ListOf(entry []Fact) Type {
	if len(entry) == 1 && entry[0].Name == Plain && entry[0].Type.Kind == TextKind {
		return Type{Kind: ListKind, Words: entry[0].Type.Words}
	}
	return Type{Kind: EntriesKind, Entry: entry}
}

// fields are those of each entry of a list.
func (t Type) fields() []Fact {
	if t.Kind == ListKind {
		return []Fact{{Name: Plain, Type: Type{Kind: TextKind, Words: t.Words}}}
	}
	return t.Entry
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
// zero Value is a number that is not set. An explained answer holds hundreds of
// them, so that a Value takes half of what a field for each kind would.
type Value struct {
	of   any   // the *big.Int of a number, a text, the *[]string of a list, or *entries
	n    int32 // the exponent of a number, 1 for what is true, or the number of a date's day
	kind Kind
}

// parts are the two fields of a decimal.Decimal, which it shows only as copies.
type parts struct {
	coefficient *big.Int
	exponent    int32
}

// hasParts says whether a decimal.Decimal is made of the two fields of parts. In
// a version of that module where it is not, a number is kept as it is.
var hasParts = sameFields(reflect.TypeFor[decimal.Decimal](), reflect.TypeFor[parts]())

func sameFields(a, b reflect.Type) bool {
	same := a.NumField() == b.NumField()
	for i := 0; same && i < a.NumField(); i++ {
		same = a.Field(i).Type == b.Field(i).Type && a.Field(i).Offset == b.Field(i).Offset
	}
	return same
}

// Num is a number.
func Num(d decimal.Decimal) Value {
	if !hasParts {
		return Value{kind: NumberKind, of: d}
	}
	p := (*parts)(unsafe.Pointer(&d))
	return Value{kind: NumberKind, of: p.coefficient, n: p.exponent}
}

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
func Bool(b bool) Value {
	if b {
		return Value{kind: BoolKind, n: 1}
	}
	return Value{kind: BoolKind}
}

// Str is a text.
func Str(s string) Value { return Value{kind: TextKind, of: s} }

// Day is a date.
func Day(d calendar.Date) Value { return Value{kind: DateKind, n: int32(d.DaysSince(calendar.Date{}))} }

// Texts is a list of texts. The value keeps the list: do not change it.
func Texts(list []string) Value { return Value{kind: ListKind, of: &list} }

// entries are a list of records.
type entries struct {
	fields []Fact
	values []Value // those of each entry in turn; one that was not given is the zero Value
	places []int   // of the entries in the whole list, from 0; nil: they are all of it
}

// isSet reports whether a value was given.
func (v Value) isSet() bool { return v.kind != NumberKind || v.of != nil }

// Len is how many entries a list has.
func (v Value) Len() int {
	if of, is := v.of.(*entries); is {
		return len(of.values) / len(of.fields)
	}
	return len(v.List())
}

// entry is one of a list; few has room for it.
func (v Value) entry(i int, few *[1]Value) []Value {
	if of, is := v.of.(*entries); is {
		n := len(of.fields)
		return of.values[i*n : (i+1)*n]
	}
	few[0] = Str(v.List()[i])
	return few[:]
}

// Numbers are those of a value: itself, or those of the entries of a list.
func (v Value) Numbers() []Value {
	if of, is := v.of.(*entries); is {
		return slices.DeleteFunc(slices.Clone(of.values), func(v Value) bool { return v.kind != NumberKind || !v.isSet() })
	}
	if v.kind == NumberKind {
		return []Value{v}
	}
	return nil
}

// pick is the list of some entries of a list.
func (v Value) pick(places []int) Value {
	var few [1]Value
	if of, is := v.of.(*entries); is {
		some := &entries{fields: of.fields, places: places}
		for _, i := range places {
			some.values = append(some.values, v.entry(i, &few)...)
		}
		v.of = some
		return v
	}
	texts := make([]string, len(places))
	for i, place := range places {
		texts[i] = v.List()[place]
	}
	return Texts(texts)
}

// String writes the entries as they were given; of some of a list each with its place.
func (e *entries) String() string {
	var b strings.Builder
	n := len(e.fields)
	for i := 0; i < len(e.values); i += n {
		if i > 0 {
			b.WriteString(", ")
		}
		if e.places != nil {
			b.WriteString("[" + strconv.Itoa(e.places[i/n]) + "] ")
		}
		e.write(&b, e.values[i:i+n])
	}
	return cmp.Or(b.String(), "no entry")
}

func (e *entries) write(b *strings.Builder, entry []Value) {
	if e.fields[0].Name == Plain {
		b.WriteString(entry[0].asGiven())
		return
	}
	between := "{"
	for i, v := range entry {
		if v.isSet() {
			b.WriteString(between + e.fields[i].Name + ": " + v.asGiven())
			between = ", "
		}
	}
	if between == "{" {
		b.WriteString(between)
	}
	b.WriteString("}")
}

// asGiven is String, where a value may be missing.
func (v Value) asGiven() string {
	if !v.isSet() {
		return "not given"
	}
	return v.String()
}

// Kind says what the value is; of the methods below, that of its kind gives it.
func (v Value) Kind() Kind { return v.kind }

// Number is the value of a number.
func (v Value) Number() (d decimal.Decimal) {
	switch of := v.of.(type) {
	case *big.Int:
		*(*parts)(unsafe.Pointer(&d)) = parts{of, v.n}
	case decimal.Decimal:
		return of
	}
	return d
}

// IsTrue is the value of what is true or false.
func (v Value) IsTrue() bool { return v.kind == BoolKind && v.n == 1 }

// Text is the value of a text.
func (v Value) Text() string {
	text, _ := v.of.(string)
	return text
}

// firstDay is the day of which the number is 1.
var firstDay = calendar.MustParse("0001-01-01")

// Date is the value of a date.
func (v Value) Date() (d calendar.Date) {
	if v.kind == DateKind && v.n > 0 {
		d, _ = firstDay.AddDays(int(v.n) - 1) // which was a date
	}
	return d
}

// List is the value of a list, to be read only.
func (v Value) List() []string {
	if list, is := v.of.(*[]string); is {
		return *list
	}
	return nil
}

// String writes a value for a finding; a number keeps the digits it was given.
func (v Value) String() string {
	switch v.kind {
	case NumberKind:
		return number.Digits(v.Number())
	case BoolKind:
		return strconv.FormatBool(v.IsTrue())
	case DateKind:
		return v.Date().String()
	case ListKind:
		return strings.Join(v.List(), ", ")
	case EntriesKind:
		return v.of.(*entries).String()
	}
	return v.Text()
}

// Compare orders two numbers or two dates.
func (v Value) Compare(w Value) int {
	if v.kind == DateKind {
		return cmp.Compare(v.n, w.n)
	}
	return number.Compare(v.Number(), w.Number())
}

// sameField reports whether two fields of entries are equal, or both missing.
func sameField(a, b Value) bool { return a.isSet() == b.isSet() && (!a.isSet() || a.Equal(b)) }

// Equal compares two values of one kind, numbers by their size. Lists are equal
// with the same texts, or equal entries, in the same order.
func (v Value) Equal(w Value) bool {
	switch v.kind {
	case BoolKind:
		return v.n == w.n
	case TextKind:
		return v.Text() == w.Text()
	case ListKind:
		return slices.Equal(v.List(), w.List())
	case EntriesKind:
		return slices.EqualFunc(v.of.(*entries).values, w.of.(*entries).values, sameField)
	}
	return v.Compare(w) == 0
}
