package expression

import (
	"math"
	"testing"

	"github.com/shopspring/decimal"
)

// The numbers are those of decimal.New, and arithmetic with one leaves its
// neighbours alone.
func TestDecimals(t *testing.T) {
	for _, side := range []bool{true, false} {
		func() {
			before := hasParts
			hasParts = before && side
			defer func() { hasParts = before }()
			var m Decimals
			given := []int64{0, 1, -1, 250, math.MaxInt64, math.MinInt64}
			var made []decimal.Decimal
			for i := range 3 * atOnce {
				made = append(made, m.New(given[i%len(given)], int32(i%5-4)))
			}
			for i, d := range made {
				d.Add(made[0]).Mul(d).Shift(3).Neg()
				d.Coefficient().SetInt64(7)
				if want := decimal.New(given[i%len(given)], int32(i%5-4)); !d.Equal(want) || d.String() != want.String() || d.Exponent() != want.Exponent() {
					t.Errorf("side by side %t: the %dth is %v; want %v", side, i, d, want)
				}
			}
		}()
	}
}

// An allocation makes many.
func TestDecimals_New_allocates(t *testing.T) {
	if !hasParts {
		t.Skip("each decimal is made alone")
	}
	var m Decimals
	if got := testing.AllocsPerRun(10, func() {
		for range atOnce {
			m.New(12345, -2)
		}
	}); got != 1 {
		t.Errorf("%d decimals take %v allocations", atOnce, got)
	}
}

func BenchmarkDecimals(b *testing.B) {
	b.ReportAllocs()
	var m Decimals
	var d decimal.Decimal
	for b.Loop() {
		d = m.New(12345, -2)
	}
	if d.String() != "123.45" {
		b.Fatal(d)
	}
}

func TestWord(t *testing.T) {
	for _, side := range []bool{true, false} {
		before := hasParts
		hasParts = before && side
		defer func() { hasParts = before }()
		for text, want := range map[string]int64{"0": 0, "12.50": 1250, "-3": -3, "999999999999999999": 999999999999999999} {
			if n, fits := Word(decimal.RequireFromString(text)); n != want || !fits {
				t.Errorf("%s: %d, %t", text, n, fits)
			}
		}
		if n, fits := Word(decimal.Decimal{}); n != 0 || !fits {
			t.Errorf("the zero Decimal: %d, %t", n, fits)
		}
		for _, text := range []string{"-9223372036854775808", "9223372036854775808", "100000000000000000000"} {
			if _, fits := Word(decimal.RequireFromString(text)); fits {
				t.Errorf("%s fits", text)
			}
		}
	}
}
