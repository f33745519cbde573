package expression

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
)

type answer uint8

func (a answer) Given() bool { return a > 0 }
func (a answer) True() bool  { return a == 2 }

type wide struct {
	Yes    bool
	Count  int
	Word   string
	Words  []string
	Day    calendar.Date
	Amount decimal.Decimal
	Agreed answer
}

// A field read as it is gives what Read gives, from a struct that was handed over by
// a pointer or by value.
func TestFieldIn(t *testing.T) {
	w := wide{true, 3, "a", []string{"b", "c"}, calendar.MustParse("2025-01-31"), decimal.New(15, -1), 2}
	fields := map[string]*Field{}
	all := SomeFields(reflect.TypeFor[wide]())
	for i := range all {
		fields[all[i].Name] = &all[i]
	}
	for _, s := range []Struct{StructAt(&w), StructOf(w)} {
		yes, given := fields["agreed"].FlagIn(s)
		if !fields["yes"].BoolIn(s) || fields["count"].IntIn(s) != 3 || fields["word"].TextIn(s) != "a" || len(fields["words"].ListIn(s)) != 2 ||
			fields["day"].DateIn(s) != w.Day || !fields["amount"].DecimalIn(s).Equal(w.Amount) || !yes || !given {
			t.Errorf("a field is read as something else: %+v", s.Value())
		}
	}
}

// Another struct's field is a fault of the caller.
func TestFieldIn_ofAnotherStruct(t *testing.T) {
	all, other := SomeFields(reflect.TypeFor[wide]()), StructOf(tiny{7})
	f := &all[0]
	for name, read := range map[string]func(){"bool": func() { f.BoolIn(other) }, "int": func() { f.IntIn(other) }, "text": func() { f.TextIn(other) },
		"list": func() { f.ListIn(other) }, "date": func() { f.DateIn(other) }, "decimal": func() { f.DecimalIn(other) },
		"flag": func() { all[6].FlagIn(other) }, "possible": func() { _ = all[6].Possible(other, 0) }, "read": func() { _, _ = f.ReadFrom(other) }, "set": func() { f.IsSetIn(other) }} {
		func() {
			defer func() {
				if p := fmt.Sprint(recover()); !strings.Contains(p, "is a field of expression.wide, not of expression.tiny") {
					t.Errorf("%s: got %s", name, p)
				}
			}()
			read()
		}()
	}
}

type tiny struct{ Count int8 }

type narrow struct{ Word *string }

// A struct that an interface holds in place of a pointer is copied.
func TestStructOf(t *testing.T) {
	word := "a"
	if got := StructOf(narrow{&word}).Value().Field(0).Elem().String(); got != "a" {
		t.Errorf("got %q", got)
	}
	if got := StructOf(tiny{7}).Value().Field(0).Int(); got != 7 {
		t.Errorf("got %d", got)
	}
}

func TestTypeAllows(t *testing.T) {
	if !(Type{}).Allows("x") || (Type{Words: []string{"a"}}).Allows("x") || !(Type{Words: []string{"a"}}).Allows("a") {
		t.Error("a type allows its words alone, or any where it has none")
	}
}

func TestField_Possible(t *testing.T) {
	type asked struct {
		Name string
		Is   flag
	}
	fields := SomeFields(reflect.TypeFor[asked]())
	for is, want := range map[flag]string{0: "", 1: "", 2: "", 3: "is: 3 is no flag, expected yes, no or not given", 255: "is: -1 is no flag, expected yes, no or not given"} {
		s, got := StructOf(asked{"a", is}), ""
		if err := fields[1].Possible(s, 0); err != nil {
			got = err.Error()
		}
		if got != want || fields[0].Possible(s, 0) != nil {
			t.Errorf("%d: got %q", is, got)
		}
	}
}

// A number that could not be read again is none; one that is missing is.
func TestField_Possible_numbers(t *testing.T) {
	type asked struct {
		Count int
		Cost  decimal.Decimal
		Name  string
	}
	fields := SomeFields(reflect.TypeFor[asked]())
	for i, want := range []bool{true, true, false} {
		if fields[i].IsNumber() != want {
			t.Errorf("%s is a number: %v", fields[i].Name, !want)
		}
	}
	for _, c := range []struct {
		v     asked
		least int
		want  [3]string // of each field
	}{
		{asked{}, 0, [3]string{}},
		{asked{Count: math.MaxInt32, Cost: decimal.New(-5, -2)}, 0, [3]string{}},
		{asked{Count: math.MinInt32}, math.MinInt32, [3]string{}},
		{asked{Count: -1}, 0, [3]string{"count: -1 is not valid, expected zero or more"}},
		{asked{Count: -1}, -1, [3]string{}},
		{asked{Count: math.MaxInt32 + 1}, 0, [3]string{"count: 2147483648 is not valid, expected a whole number of at most 9 digits"}},
		{asked{Count: math.MinInt32 - 1}, math.MinInt32, [3]string{"count: -2147483649 is not valid, expected a whole number of at most 9 digits"}},
		{asked{Cost: decimal.New(1, 1<<30)}, 0, [3]string{"", "cost: a number of extreme size is not valid, expected a decimal number "}},
	} {
		s := StructOf(c.v)
		for i, want := range c.want {
			got := ""
			if err := fields[i].Possible(s, c.least); err != nil {
				got = err.Error()
			}
			if !strings.HasPrefix(got, want) || want == "" && got != "" {
				t.Errorf("%d, %s: got %q, want %q", c.v.Count, fields[i].Name, got, want)
			}
		}
	}
}
