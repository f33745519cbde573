package expression

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// What people who do not program write, at its place, with what helps them.
func TestCompileBoolSaysWhatHelps(t *testing.T) {
	s := &Scope{}
	for _, f := range []struct{ name, kind string }{{"emf", "factor"}, {"headcount", "count"}, {"rate", "rate"}, {"x", "flag"}} {
		of, _ := Declared(f.kind)
		s.Facts = append(s.Facts, Fact{f.name, of})
	}
	s.Facts = append(s.Facts, Fact{"kind", Type{Kind: TextKind, Words: []string{"fishing", "ports"}}})
	for _, c := range []struct {
		text, want string
		at         int
	}{
		{"emf >= 1,4", "a decimal uses a point, and thousands no comma", 8},
		{"max(1, 2) > emf and emf = 1", "to compare, write ==", 24},
		{"abs(emf) >= 1,4", "a decimal uses a point, and thousands no comma", 13},
		{"headcount >= 1,000", "a decimal uses a point, and thousands no comma", 14},
		{"headcount > 1 000", "a number has one point at most, and thousands stand together", 14},
		{"headcount > 1.000.000", "a number has one point at most, and thousands stand together", 17},
		{"headcount = 20", "to compare, write ==", 10},
		{"headcount is 20", "to compare, write ==", 10},
		{"kind equals \"ports\"", "to compare, write ==", 5},
		{"x & rate > 1", "write and", 2},
		{"x | rate > 1", "write or", 2},
		{"not kind == \"ports\"", "not asks for true or false, and this is a text: write not (…) around a comparison", 4},
		{"headcount <> 20", "for unequal, write !=", 10},
		{"headcount => 20", "write >=", 10},
		{"headcount =< 20", "write <=", 10},
		{"headcount > = 20", "write >= together", 10},
		{"headcount ≥ 20", "write >=", 10},
		{"rate >= 6.0 AND x", "write and", 12},
		{"x Or x", "write or", 2},
		{"NOT x", "write not", 0},
		{"x == True", "write true", 5},
		{"x == yes", "a flag is true or false: write it alone, or not before it", 5},
		{"rate over 6", "to compare, write >", 5},
		{"rate exceeds", "to compare, write >", 5},
		{"rate more than 6", "to compare, write >", 5},
		{"rate is below 6", "to compare, write <", 5},
		{"rate is at least 6", "to compare, write >=", 5},
		{"rate at most 6 and x", "to compare, write <=", 5},
		{"rate is 6", "to compare, write ==", 5},
		{"rate is", "to compare, write ==", 5},
		{"rate is rate or x", "to compare, write ==", 5},
		{"rate at rate", "at does not fit here: two tests are joined by and, or by or", 5},
		{"rate >= 6%", "no percent sign: 0.06, or 6 where the fact is in percent", 9},
		{"rate >= 6% and x", "no percent sign: 0.06, or 6 where the fact is in percent", 9},
		{"rate >= 6 percent", "no percent sign: 0.06, or 6 where the fact is in percent", 10},
		{"headcount between 1 and 9", "write x >= 1 and x <= 9", 10},
		{"emf > $5", "no currency sign: write the number alone", 6},
		{"kind in [fishing, ports]", `words need quotes: "fishing"`, 9},
		{"kind == fishing", `words need quotes: "fishing"`, 8},
		{"kind == “fishing”", `text stands in straight quotes, "`, 8},
		{"rate > 6 and", "nothing stands after and", 11},
		{"rate > max(", "nothing stands after (", 10},
		{"rate > [1", "a bracket is not closed", 8},
		{"(rate > 6 and x", "a bracket is not closed", 14},
		{"x ? x", "the condition is not finished", 4},
		{"rate > 6)", "a bracket is closed that was not opened", 8},
		{"(rate > 6))", "a bracket is closed that was not opened", 10},
		{"x and (rate > )", "a value is missing before )", 14},
		{"and x", "a value is missing before and", 0},
		{"rate not > 6", "a value is missing before >", 9},
		{"rate !> 6", "write not, and != for unequal", 5},
		{`kind in ("fishing", "ports")`, `no comma stands here: a list of values is written in ["a", "b"]`, 18},
		{"rate 6", "6 does not fit here: a comparison is missing before it, such as ==", 5},
		{`kind "ports"`, "ports does not fit here: a comparison is missing before it, such as ==", 5},
		{"rate > 6 unless x", "unless does not fit here: two tests are joined by and, or by or", 9},
		{"rate > 5k", `"5k" is no number: a unit or a word does not stand at its end`, 8},
		{`kind == "ports`, "a text is not closed: a quote is missing", 14},
		{`kind == "fishing" or "ports"`, "after or stands a test of its own: name the fact again", 21},
		{"headcount == 6 or 7", "after or stands a test of its own: name the fact again", 18},
		{"today > 6", "a condition knows no day but those that it is asked with: declare one as a fact, of the type date", 0},
		{"now > 6", "a condition knows no day but those that it is asked with: declare one as a fact, of the type date", 0},
		{"otherwise", "a row for all that is left has no test: leave its if out", 0},
		{"emf > 0x1F%", "no percent sign: a fraction, or 0x1F where the fact is in percent", 10},
	} {
		_, err := CompileBool(c.text, s)
		var e *Error
		if !errors.As(err, &e) || e.Message != c.want || e.Offset != c.at {
			t.Errorf("%s: got %v, want %q at %d", c.text, err, c.want, c.at)
		}
	}
	s.Facts = append(s.Facts, Fact{"note", Type{Kind: TextKind}}, Fact{"is", Type{Kind: BoolKind}})
	for _, text := range []string{"headcount in [1, 400]", `note == "≥ 5 % of $2 AND 1,000"`, `note != '“so”'`, "max(emf, 1.5) > rate", "emf > (1) and (x)", "is or x"} {
		if _, err := CompileBool(text, s); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestCompileBoolRefusesWhatCannotBeSeen(t *testing.T) {
	of, _ := Declared("factor")
	s := &Scope{Facts: []Fact{{"emf", of}}}
	for source, want := range map[string]string{"emf\u200b > 1": "U+200B", "\u0435mf > 1": "U+0435"} {
		if _, err := CompileBool(source, s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", source, err, want)
		}
	}
}

func TestUsages(t *testing.T) {
	all := Usages()
	if !slices.IsSorted(all) || !slices.Contains(all, "len(list)") || !slices.Contains(all, `date("2025-01-31")`) || len(all) != len(functions)+5 {
		t.Errorf("got %v", all)
	}
}

func TestSyntax(t *testing.T) {
	if err := Syntax("emf >= 1.4 and nobody_declared_it"); err != nil {
		t.Error(err)
	}
	if err := Syntax("emf >= 1,4"); err == nil || !strings.Contains(err.Error(), "thousands no comma") {
		t.Errorf("got %v", err)
	}
}
