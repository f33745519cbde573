package expression

import (
	"reflect"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/number"
)

func TestValueIsWhatItWasMadeOf(t *testing.T) {
	day := calendar.MustParse("2025-01-31")
	for _, c := range []struct {
		value Value
		kind  Kind
		text  string
		holds bool
	}{
		{Num(dec("1.40")), NumberKind, "1.40", Num(dec("1.40")).Number().Equal(dec("1.4"))},
		{Int(-3), NumberKind, "-3", Int(-3).Number().Equal(dec("-3"))},
		{Bool(true), BoolKind, "true", Bool(true).IsTrue()},
		{Bool(false), BoolKind, "false", !Bool(false).IsTrue()},
		{Str("a b"), TextKind, "a b", Str("a b").Text() == "a b"},
		{Day(day), DateKind, "2025-01-31", Day(day).Date() == day},
		{Texts([]string{"a", "b"}), ListKind, "a, b", len(Texts([]string{"a", "b"}).List()) == 2},
		{Texts(nil), ListKind, "", Texts(nil).List() == nil},
		{Value{}, NumberKind, "", Value{}.List() == nil},
	} {
		if c.value.Kind() != c.kind || c.value.String() != c.text || !c.holds {
			t.Errorf("%v: a %v", c.value, c.value.Kind())
		}
	}
}

// Where decimal.Decimal were made of other fields, numbers would be kept whole.
func TestValueOfDecimalsWithOtherFields(t *testing.T) {
	type two struct {
		_ int32
		_ *int
	}
	type one struct{ _ int32 }
	if !hasParts || sameFields(reflect.TypeFor[parts](), reflect.TypeFor[two]()) || sameFields(reflect.TypeFor[parts](), reflect.TypeFor[one]()) {
		t.Error("the fields of a decimal.Decimal")
	}
	t.Cleanup(func() { hasParts = true })
	for _, text := range []string{"1.40", "-3", "0", "12345678901234567890.123"} {
		hasParts = true
		in := Num(dec(text))
		hasParts = false
		whole := Num(dec(text))
		if !in.Number().Equal(dec(text)) || in.String() != text || !whole.Equal(in) || whole.String() != text {
			t.Errorf("%s: %v and %v", text, in, whole)
		}
	}
	if v := Num(decimal.Decimal{}); number.IsSet(v.Number()) {
		t.Errorf("what was not set: %v", v)
	}
}

func TestValue_Date_ofTheFirstDay(t *testing.T) {
	first := calendar.MustParse("0001-01-01")
	if got := Day(first).Date(); got != first {
		t.Errorf("got %v", got)
	}
}

// A list of words stands for a list of plain texts alone.
func TestListOf(t *testing.T) {
	word, count := Type{Kind: TextKind}, Type{Kind: NumberKind}
	for kind, entry := range map[Kind][][]Fact{ListKind: {{{Plain, word}}}, EntriesKind: {{{"severity", word}}, {{Plain, count}}, {{"a", word}, {"b", word}}}} {
		for _, e := range entry {
			if got := ListOf(e); got.Kind != kind {
				t.Errorf("%v: got %v", e, got.Kind)
			}
		}
	}
}

func TestValueCompareAndEqual(t *testing.T) {
	day := calendar.MustParse("2025-01-31")
	next, _ := day.AddDays(1)
	if Int(1).Compare(Num(dec("1.00"))) != 0 || Int(1).Compare(Int(2)) != -1 || Day(next).Compare(Day(day)) != 1 {
		t.Error("the order of numbers and dates")
	}
	for _, pair := range [][2]Value{{Int(1), Int(2)}, {Bool(true), Bool(false)}, {Str("a"), Str("b")}, {Day(day), Day(next)}, {Texts([]string{"a"}), Texts([]string{"b"})}} {
		if !pair[0].Equal(pair[0]) || pair[0].Equal(pair[1]) {
			t.Errorf("%v and %v", pair[0], pair[1])
		}
	}
}

func TestDeclaredTypesByTheirNames(t *testing.T) {
	for name, want := range map[string]Type{"money": {Minimum: true}, "factor": {Minimum: true}, "rate": {Minimum: true}, "count": {Minimum: true, Whole: true},
		"number": {}, "flag": {Kind: BoolKind}, "text": {Kind: TextKind}, "date": {Kind: DateKind}, "texts": {Kind: ListKind}} {
		if got, ok := Declared(name); !ok || got.Kind != want.Kind || got.Minimum != want.Minimum || got.Whole != want.Whole {
			t.Errorf("%s: %+v, %v", name, got, ok)
		}
	}
	if _, ok := Declared("moneys"); ok {
		t.Error("a type that is none")
	}
}
