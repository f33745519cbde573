package expression

import (
	"fmt"
	"slices"
	"testing"
)

func TestProgram_EvalPartial(t *testing.T) {
	s := &Scope{Facts: []Fact{{Name: "a", Type: Type{Kind: BoolKind}}, {Name: "b", Type: Type{Kind: BoolKind}},
		{Name: "n", Type: Type{Kind: NumberKind}}, {Name: "m", Type: Type{Kind: NumberKind}}}}
	for _, c := range []struct {
		source string
		given  string // names of the facts that are known: all of them true, or 1
		want   string
	}{
		{"a and b", "ab", "true"},
		{"not a and b", "a", "false"},
		{"b and not a", "a", "false"},
		{"a and b", "a", "open: b"},
		{"a and b", "", "open: a b"},
		{"a or b", "b", "true"},
		{"not a or b", "a", "open: b"},
		{"n > m", "n", "open: m"},
		{"n > m and n > m", "", "open: n m"},
		{"n + 1 > m", "nm", "true"},
		{"n in [m, 2]", "n", "open: m"},
		{"a ? b : n > 1", "a", "open: b"},
		{"not a ? b : n > 1", "an", "false"},
		{"a ? b : n > 1", "bn", "open: a"},
		{"div(n, m - 1, 2, \"half_up\") > 1", "nm", "error"},
		{"a and div(n, m - 1, 2, \"half_up\") > 1", "anm", "error"},
		{"div(n, m - 1, 2, \"half_up\") > 1 ? a : b", "anm", "error"},
		{"n + m > 3 or n > m and 2 > 1", "nm", "false"},
		{"(n > m or a) and b", "an", "open: b"}, // m decides nothing
	} {
		p, err := CompileBool(c.source, s)
		if err != nil {
			t.Fatal(err)
		}
		v, known, open, err := p.EvalPartial(func(slot int) (Value, bool, error) {
			f := s.Facts[slot]
			if !slices.Contains([]rune(c.given), []rune(f.Name)[0]) {
				return Value{}, false, nil
			}
			if f.Type.Kind == NumberKind {
				return Int(1), true, nil
			}
			return Bool(true), true, nil
		})
		got := fmt.Sprint(v.IsTrue())
		switch {
		case err != nil:
			got = "error"
		case !known:
			got = "open:"
			for _, o := range open {
				got += " " + o.Name
			}
		}
		if got != c.want {
			t.Errorf("%s given %q: got %s, want %s", c.source, c.given, got, c.want)
		}
	}
}
