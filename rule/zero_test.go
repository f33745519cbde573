package rule

import (
	"testing"

	"github.com/shopspring/decimal"
)

// A condition, a table and declarations that nobody made say so, or have nothing in
// them; none panics.
func TestZeroValues(t *testing.T) {
	for _, c := range []*Condition[review]{nil, {}} {
		_, err := c.Holds(aReview())
		wantInput(t, "holds", err, "condition", "expected a condition, from Compile")
		_, err = c.Find(aReview(), "x")
		wantInput(t, "find", err, "condition", "expected a condition")
		if c.Source() != "" || c.Uses() != nil || c.Facts() != nil {
			t.Errorf("a condition that is none has %q, %q and %v", c.Source(), c.Uses(), c.Facts())
		}
	}
	for _, table := range []*Table[review, string]{nil, {}} {
		if _, err := table.Decide(aReview()); err == nil {
			t.Error("a table that is none decides")
		}
		if _, err := table.Explain(aReview()); err == nil {
			t.Error("a table that is none explains")
		}
		rows, findings, err := table.Possible(aReview())
		if len(rows)+len(findings) > 0 || err != nil || table.Name() != "" || table.HitPolicy() != "" || table.Facts() != nil || len(table.Rows()) > 0 {
			t.Errorf("a table that is none has rows: %v, %v", rows, err)
		}
		errs := table.CheckEach([]map[string]decimal.Decimal{nil, {}})
		if len(errs) != 2 {
			t.Fatalf("%d errors", len(errs))
		}
		wantInput(t, "check", errs[1], "table", "expected a table, from NewTable")
	}
	for _, d := range []*Declarations{nil, {}} {
		if len(d.Names()) > 0 || d.Check(Facts{}) != nil {
			t.Error("declarations that are none declare something")
		}
	}
}
