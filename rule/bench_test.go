package rule

import (
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

func BenchmarkLifecycleFire(b *testing.B) {
	l, f := machine(b), &permit{Ready: true, Fee: 5, Reason: "x"}
	b.ReportAllocs()
	for b.Loop() {
		if d, err := l.Fire("open", "apply", "clerk", f); d.Value.ID != "1" || len(d.Findings) != 1 || err != nil {
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
