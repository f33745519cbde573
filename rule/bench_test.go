package rule

import (
	"fmt"
	"testing"
)

// BenchmarkHolds asks the condition of the surcharge rule, without findings.
func BenchmarkHolds(b *testing.B) {
	c := MustCompile[review]("emf >= 1.70 and three_year_premium >= 25000 and not excluded")
	f := aReview()
	b.ReportAllocs()
	for b.Loop() {
		if holds, err := c.Holds(f); !holds || err != nil {
			b.Fatal(holds, err)
		}
	}
}

func BenchmarkTableDecide(b *testing.B) {
	table, f := tiers(b), aReview()
	b.ReportAllocs()
	for b.Loop() {
		if v, err := table.Decide(f); v != "target" || err != nil {
			b.Fatal(v, err)
		}
	}
}

func BenchmarkTableExplain(b *testing.B) {
	table, f := tiers(b), aReview()
	b.ReportAllocs()
	for b.Loop() {
		if d, err := table.Explain(f); d.Value != "target" || len(d.Findings) != 2 || err != nil {
			b.Fatal(d, err)
		}
	}
}

func BenchmarkCompile(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		c, err := Compile[review]("emf >= 1.70 and three_year_premium >= 25000 and not excluded")
		if err != nil || len(c.Uses()) != 3 {
			b.Fatal(c, err)
		}
	}
}

// BenchmarkFiftyConditions compiles what a policy of fifty conditions has.
func BenchmarkFiftyConditions(b *testing.B) {
	d := declared(b)
	sources := make([]string, 50)
	for i := range sources {
		sources[i] = fmt.Sprintf(`emf >= 1.%02d and payroll >= %d and not excluded and (claims > %d or change < 0.5) and industry in ["nursing", "other"]`, i, 1000*i, i)
	}
	b.ReportAllocs()
	for b.Loop() {
		for i, source := range sources {
			if c, err := CompileOn(d, source); err != nil || len(c.Uses()) != 6 || c.Source() != source {
				b.Fatal(i, c, err)
			}
		}
	}
}
