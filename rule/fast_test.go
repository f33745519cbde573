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

// fastConditions are in the fast path, by cells or by a tree.
var fastConditions = []string{
	"emf >= 1.70 and three_year_premium >= 25000 and not excluded", "emf < 1.70", "emf <= 1.5 or emf > 2.25", "emf == 1.7", "emf != 1.7", "1.7 <= emf", "2 > emf", "1 < emf < 2",
	"emf in [1.5, 1.70, -2]", "periods >= 2", "periods == -1 or improved", "excluded == improved", "excluded != improved", "improved ? emf > 1 : emf < -1",
	"tier == \"focus\"", "tier != \"focus\" and \"none\" != tier", "tier in [\"focus\", \"target\"]", "reason == \"late report\"", "reason != \"\" and reason != \"x\"",
	"day == date(\"2025-01-31\")", "day >= date(\"2025-01-31\") and day != date(\"2025-02-01\")",
	"emf < baseline.emf", "emf == baseline.emf", "emf - baseline.emf >= 0.05", "three_year_premium * 0.75 <= 100.5", "emf * baseline.emf * emf > 3", "-emf < 1.5", "emf + periods == 2",
	"emf >= (three_year_premium >= 100 ? 1.5 : 1.25)", "(excluded ? emf : baseline.emf) > 1", "emf > 0.000000000000001", "true", "1 < 2", "not (emf > 1.12345678)", "(emf * emf * emf > 2 ? emf : baseline.emf) > 1", "emf + 0 == 1.5",
	"len(services) == 0", "not (len(services) > 1)", "excluded == (len(services) > 1)", "len(services) > periods", "len(services) + emf > 1.5",
}

// plainConditions are not.
var plainConditions = []string{
	"len(tiers) > 1", "services contains \"x\"", "reason contains \"x\"", "round(emf, 1, \"half_up\") > 1", "reason == reason", "(excluded ? reason : \"x\") == \"x\"",
	"emf > 1e19", "emf in [1, 1e30]", "emf > 1e-20", "not (len(excluded ? services : services) > 1)", "emf + 1e17 > 2.00000000001", "emf * emf * emf * emf * emf > 1", "abs(emf) > 1",
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
