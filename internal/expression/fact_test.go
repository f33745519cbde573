package expression

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
)

func TestIdentifier(t *testing.T) {
	for name, want := range map[string]bool{"emf": true, "a_1": true, "_": true, "": false, "9a": false, "a b": false, "a.b": false, "contains": false, "é": false} {
		if Identifier(name) != want {
			t.Errorf("%s: %v", name, !want)
		}
	}
}

func TestFactReadByItsType(t *testing.T) {
	amount, count := Fact{"a", Type{Minimum: true}}, Fact{"n", Type{Minimum: true, Whole: true}}
	yes, word := Fact{"y", Type{Kind: BoolKind}}, Fact{"w", Type{Kind: TextKind, Words: []string{"x", "z"}}}
	text, day := Fact{"t", Type{Kind: TextKind}}, Fact{"d", Type{Kind: DateKind}}
	for _, c := range []struct {
		fact  Fact
		given any
		want  string
	}{
		{amount, dec("5.00"), "5.00"}, {amount, "1.40", "1.40"}, {amount, 0, "0"}, {count, 3, "3"}, {count, dec("3.0"), "3.0"}, {Fact{}, "-2.5", "-2.5"},
		{yes, true, "true"}, {yes, "true", "true"}, {yes, flag(2), "true"}, {yes, false, "false"}, {yes, "false", "false"}, {yes, flag(1), "false"},
		{word, "x", "x"}, {text, "", ""}, {day, "2025-01-31", "2025-01-31"}, {day, calendar.MustParse("2025-01-31"), "2025-01-31"},
	} {
		if v, err := c.fact.Read(c.given); err != nil || v.String() != c.want || v.Kind() != c.fact.Type.Kind {
			t.Errorf("%s from %v: %v, %v", c.fact.Name, c.given, v, err)
		}
	}
	for _, c := range []struct {
		fact  Fact
		given any
		want  string
	}{
		{amount, int64(-7), "-7 is negative, expected zero or more"},
		{amount, 1.4, "a float64 is not valid, expected a decimal.Decimal, an int or the text of a decimal number"},
		{amount, nil, "missing, expected a number"},
		{amount, decimal.Decimal{}, "missing, expected a decimal number"},
		{amount, "1,4", "\"1,4\" is not valid, expected a decimal number"},
		{amount, "-1", "-1 is negative, expected zero or more"},
		{count, "1.5", "1.5 is not valid, expected a whole number"},
		{yes, flag(0), "missing, expected true or false"},
		{yes, flag(3), "3 is no flag, expected yes, no or not given"},
		{yes, "yes", "\"yes\" is not valid, expected true or false"},
		{yes, decimal.New(1, 1<<30), "\"1e1073741824\" is not valid, expected true or false"},
		{yes, []string{"true"}, "a []string is not valid, expected true or false"},
		{word, "nurse", "\"nurse\" is not valid, expected one of x, z"},
		{word, "", "missing, expected one of x, z"},
		{text, 5, "5 is not valid, expected a text"},
		{day, "2025-02-30", "2025-02-30 is not valid, expected a date"},
		{day, calendar.Date{}, "missing, expected a date"},
		{day, 5, "5 is not valid, expected a date"},
	} {
		_, err := c.fact.Read(c.given)
		wantInput(t, c.want, err, c.fact.Name, c.want)
	}
}
