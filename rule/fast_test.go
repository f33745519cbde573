package rule

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"pgregory.net/rapid"
)

func decimals() *rapid.Generator[decimal.Decimal] {
	return rapid.Custom(func(t *rapid.T) decimal.Decimal {
		return decimal.New(rapid.Int64Range(-1e12, 1e12).Draw(t, "coefficient"), rapid.Int32Range(-8, 4).Draw(t, "exponent"))
	})
}

// drawn facts lie on, beside and far from what conditions compare with.
func drawReview(t *rapid.T) *review {
	number := func(name string) decimal.Decimal {
		switch rapid.IntRange(0, 9).Draw(t, name+" form") {
		case 0:
			return decimal.Decimal{}
		case 1:
			return decimal.New(rapid.Int64().Draw(t, name), rapid.Int32Range(-70, 70).Draw(t, name+" exponent"))
		case 2:
			return decimals().Draw(t, name).Mul(decimal.New(1_000_000_000_000_001, -20))
		}
		return decimal.New(rapid.Int64Range(-300, 300).Draw(t, name), rapid.Int32Range(-4, 3).Draw(t, name+" exponent"))
	}
	r := &review{EMF: number("emf"), Premium: number("premium"), Periods: rapid.IntRange(-3, 3).Draw(t, "periods"),
		Excluded: rapid.Bool().Draw(t, "excluded"), Improved: Flag(rapid.IntRange(0, 2).Draw(t, "improved")),
		Reason: rapid.SampledFrom([]string{"", "late report", "x"}).Draw(t, "reason"), Tier: tierWord(rapid.SampledFrom([]string{"none", "focus", "target", "", "other"}).Draw(t, "tier"))}
	r.Baseline.EMF = number("baseline")
	r.Services = rapid.SampledFrom([][]string{nil, {}, {"x"}, {"y", "x"}, strings.Fields("x y z")[:1]}).Draw(t, "services")
	r.Tiers = rapid.SampledFrom([][]tierWord{nil, {"focus", "target"}, {"focus", "other"}}).Draw(t, "tiers")
	if rapid.Bool().Draw(t, "dated") {
		r.Day, _ = calendar.MustParse("2025-01-30").AddDays(rapid.IntRange(-1, 3).Draw(t, "day"))
	}
	return r
}

func TestTableDecideIsExplainWithoutFindings(t *testing.T) {
	whole, rowByRow := tiers(t), MustTable[review]("t", First, Row[string]{If: "services contains \"y\"", Then: "a", Cite: "1"},
		Row[string]{If: "emf > 1.5", Then: "b", Cite: "2"}, Row[string]{Then: "c", Cite: "3"})
	if whole.fast == nil || rowByRow.fast != nil {
		t.Error("a table is in the fast path when all its rows are")
	}
	condition := MustCompile[review]("emf >= 1.70 and three_year_premium >= 25000 and not excluded")
	rapid.Check(t, func(t *rapid.T) {
		f := drawReview(t)
		for _, table := range []*Table[review, tierWord]{whole} {
			v, err := table.Decide(f)
			d, fault := table.Explain(f)
			if v != d.Value || fmt.Sprint(err) != fmt.Sprint(fault) {
				t.Fatalf("%+v: %v, %v and explained %v, %v", f, v, err, d, fault)
			}
		}
		holds, err := condition.Holds(f)
		if want, fault := condition.plain(f); holds != want || fmt.Sprint(err) != fmt.Sprint(fault) {
			t.Fatalf("%+v: %v, %v and plain %v, %v", f, holds, err, want, fault)
		}
		v, err := rowByRow.Decide(f)
		d, fault := rowByRow.Explain(f)
		if v != d.Value || fmt.Sprint(err) != fmt.Sprint(fault) {
			t.Fatalf("%+v: %v, %v and explained %v, %v", f, v, err, d, fault)
		}
	})
}
