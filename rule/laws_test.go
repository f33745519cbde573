package rule

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// arithmetic is a drawn expression of numbers, as text and as its value in
// plain decimal arithmetic.
type arithmetic struct {
	text  string
	value decimal.Decimal
}

func drawArithmetic(t *rapid.T, f *review, depth int) arithmetic {
	form := rapid.IntRange(0, 8).Draw(t, "form")
	if depth == 0 {
		form %= 3
	}
	sub := func() arithmetic { return drawArithmetic(t, f, depth-1) }
	switch form {
	case 0:
		return arithmetic{"emf", f.EMF}
	case 1:
		return arithmetic{"periods", decimal.NewFromInt(int64(f.Periods))}
	case 2:
		d := decimals().Draw(t, "literal").Abs()
		return arithmetic{numberValue(d).String(), d}
	case 3:
		a, b := sub(), sub()
		return arithmetic{"(" + a.text + " + " + b.text + ")", a.value.Add(b.value)}
	case 4:
		a, b := sub(), sub()
		return arithmetic{a.text + " - (" + b.text + ")", a.value.Sub(b.value)}
	case 5:
		a, b := sub(), sub()
		return arithmetic{"(" + a.text + ") * (" + b.text + ")", a.value.Mul(b.value)}
	case 6:
		a := sub()
		return arithmetic{"-(" + a.text + ")", a.value.Neg()}
	case 7:
		a, how := sub(), rapid.SampledFrom(roundings).Draw(t, "how")
		return arithmetic{fmt.Sprintf("round(%s, 1, %q)", a.text, how), Round(a.value, 1, Rounding(how))}
	}
	a, b := sub(), sub()
	if a.value.Cmp(b.value) > 0 {
		return arithmetic{"max(" + a.text + ", " + b.text + ")", a.value}
	}
	return arithmetic{"max(" + a.text + ", " + b.text + ")", b.value}
}

func TestAConditionIsPlainDecimalArithmetic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := &review{EMF: decimals().Draw(t, "emf"), Periods: rapid.IntRange(-1000, 1000).Draw(t, "periods")}
		a, b := drawArithmetic(t, f, 3), drawArithmetic(t, f, 3)
		if rapid.Bool().Draw(t, "equal") {
			b = arithmetic{"(" + a.text + ") + 0.00", a.value}
		}
		order := a.value.Cmp(b.value)
		for op, want := range map[string]bool{"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0, "==": order == 0, "!=": order != 0} {
			source := a.text + " " + op + " " + b.text
			if len(source) > maxSource {
				t.Skip("too long a text")
			}
			c, err := Compile[review](source)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := c.Holds(f); got != want || err != nil {
				t.Fatalf("%s: %v, %v, want %v", source, got, err, want)
			}
		}
	})
}

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
