package expression

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/number"
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
		return arithmetic{number.Digits(d), d}
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
		a, how := sub(), rapid.SampledFrom(number.Roundings).Draw(t, "how")
		return arithmetic{fmt.Sprintf("round(%s, 1, %q)", a.text, how), number.Round(a.value, 1, how)}
	}
	a, b := sub(), sub()
	if a.value.Cmp(b.value) > 0 {
		return arithmetic{"max(" + a.text + ", " + b.text + ")", a.value}
	}
	return arithmetic{"max(" + a.text + ", " + b.text + ")", b.value}
}

func decimals() *rapid.Generator[decimal.Decimal] {
	return rapid.Custom(func(t *rapid.T) decimal.Decimal {
		return decimal.New(rapid.Int64Range(-1e12, 1e12).Draw(t, "coefficient"), rapid.Int32Range(-8, 4).Draw(t, "exponent"))
	})
}

func TestProgramEvalIsPlainDecimalArithmetic(t *testing.T) {
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
			p, err := CompileBool(source, scope)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := holds(p, f); got != want || err != nil {
				t.Fatalf("%s: %v, %v, want %v", source, got, err, want)
			}
		}
	})
}
