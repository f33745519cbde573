package rule

import (
	"strings"
	"testing"
)

// Two rows of which one holds where the other does not are a whole table, however each
// writes the same terms; where the second leaves out the edge, the table is refused, or
// what was not analysed is said.
func TestNewTableOn_equalTerms(t *testing.T) {
	d, err := Declare(Declaration{Name: "a", Type: Money}, Declaration{Name: "b", Type: Money}, Declaration{Name: "c", Type: Number},
		Declaration{Name: "f", Type: YesNo}, Declaration{Name: "s", Type: Word}, Declaration{Name: "from", Type: Day}, Declaration{Name: "to", Type: Day})
	if err == nil {
		d, err = d.WithLists(NamedList{Name: "few", Values: []string{"p", "q"}}, NamedList{Name: "more", Values: []string{"q", "p"}})
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ one, other, short string }{
		{"a * b > 10", "b * a <= 10", "b * a < 10"},
		{"a + b + c > 1", "c + b + a <= 1", "c + b + a < 1"},
		{"min(a, b, 5) > 3", "min(5, b, a) <= 3", "min(5, b, a) < 3"},
		{"max(a, c) > 3", "max(c, a) <= 3", "max(c, a) < 3"},
		{"(f ? a : b) > 3", "(not f ? b : a) <= 3", "(not f ? b : a) < 3"},
		{"f ? a > 3 : b > 3", "not f ? b <= 3 : a <= 3", "not f ? b < 3 : a <= 3"},
		{"(f ? 1 : 2) == 1", "not f", "false"},
		{"s in few", "not (s in more)", `not (s in more or s == "x")`},
		{"s in few", `not (s in ["q", "p"])`, `not (s in ["q", "p", "r"])`},
		{"(a - c) * (a - c) > 2", "(c - a) * (c - a) <= 2", "(c - a) * (c - a) < 2"},
		{"2 * (a + b) > 4", "a + b <= 2", "a + b < 2"},
		{"a * (b + c) > 1", "a * b + a * c <= 1", "a * b + c * a < 1"},
		{`months(to - from, "down") > 5`, `months(to - from, "down") <= 5`, `months(to - from, "down") < 5`},
		{"a - b > 0", "b >= a", "b > a"},
	} {
		whole, err := NewTableOn(d, "t", Unique, Row[int]{If: c.one, Cite: "1"}, Row[int]{If: c.other, Cite: "2"})
		if err != nil || len(whole.NotAnalysed()) > 0 {
			t.Errorf("%s, %s: %v, %v", c.one, c.other, err, whole.NotAnalysed())
		}
		short, err := NewTableOn(d, "t", Unique, Row[int]{If: c.one, Cite: "1"}, Row[int]{If: c.short, Cite: "2"})
		if err == nil && len(short.NotAnalysed()) == 0 {
			t.Errorf("%s, %s: the gap is not said", c.one, c.short)
		}
	}
	// What nobody compares is said: a distance written the other way round.
	some, err := NewTableOn(d, "t", Unique, Row[int]{If: "abs(a - c) > 2", Cite: "1"}, Row[int]{If: "abs(c - a) <= 2", Cite: "2"})
	if err != nil || len(some.NotAnalysed()) == 0 || !strings.Contains(some.NotAnalysed()[0], "not analysed") {
		t.Errorf("a distance: %v", err)
	}
}
