package benefits

import (
	"math"
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

// numbers draws fractions that fit into words, that hardly do, and that do not.
func numbers() *rapid.Generator[exact] {
	parts := rapid.OneOf(rapid.Int64Range(-100, 100), rapid.Int64Range(-math.MaxInt64, math.MaxInt64))
	return rapid.Custom(func(t *rapid.T) exact {
		n, d := parts.Draw(t, "n"), parts.Draw(t, "d")
		if d == 0 {
			return whole(n)
		}
		if rapid.IntRange(0, 5).Draw(t, "large") == 0 {
			return lowered(new(big.Rat).Mul(big.NewRat(n, d), big.NewRat(n, d)))
		}
		return exact{n: n, d: int64(min(magnitude(d), math.MaxInt64))}
	})
}

func TestDollarsOfCents(t *testing.T) {
	for _, amount := range []string{"1.000", "-20.5000", "0.0000", "10", "1e3", "0.05"} {
		d := decimal.RequireFromString(amount)
		if got := dollars(cents(d)); !got.Equal(d) {
			t.Errorf("%s comes back as %s", amount, got)
		}
	}
}

func TestExactIsTheFraction(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y := numbers().Draw(t, "x"), numbers().Draw(t, "y")
		a, b := x.rat(), y.rat()
		for name, c := range map[string]struct {
			got  exact
			want *big.Rat
		}{
			"x + y": {x.add(y), new(big.Rat).Add(a, b)},
			"x - y": {x.sub(y), new(big.Rat).Sub(a, b)},
			"x × y": {x.mul(y), new(big.Rat).Mul(a, b)},
		} {
			if c.got.rat().Cmp(c.want) != 0 {
				t.Fatalf("%s is %v, want %v", name, c.got.rat(), c.want)
			}
		}
		if y.sign() > 0 && x.quo(y).rat().Cmp(new(big.Rat).Quo(a, b)) != 0 {
			t.Fatalf("x / y is %v", x.quo(y).rat())
		}
		if x.cmp(y) != a.Cmp(b) || x.sign() != a.Sign() || least(x, y).sign() < 0 && y.sign() < 0 {
			t.Fatalf("x and y compare as %d, and x has the sign %d", x.cmp(y), x.sign())
		}
	})
}

// rounds is a rounding by its definition.
func rounds(x *big.Rat, how rule.Rounding, unit int64) *big.Rat {
	scaled := new(big.Rat).Quo(x, big.NewRat(unit, 1))
	whole := new(big.Int).Quo(scaled.Num(), scaled.Denom())
	rest := new(big.Rat).Sub(scaled, new(big.Rat).SetInt(whole))
	away := map[rule.Rounding]bool{rule.Up: rest.Sign() != 0}[how]
	switch half := new(big.Rat).Abs(rest).Cmp(big.NewRat(1, 2)); how {
	case rule.HalfUp:
		away = half >= 0
	case rule.HalfEven:
		away = half > 0 || half == 0 && whole.Bit(0) == 1
	case rule.HalfDown:
		away = half > 0
	}
	if away {
		whole.Add(whole, big.NewInt(int64(scaled.Sign())))
	}
	return new(big.Rat).SetInt(whole.Mul(whole, big.NewInt(unit)))
}

func TestExactRound(t *testing.T) {
	halves := rapid.Custom(func(t *rapid.T) exact { return exact{n: rapid.Int64Range(-5000, 5000).Draw(t, "n"), d: 2} })
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.OneOf(numbers(), halves).Draw(t, "x")
		how, unit := rule.Rounding(rapid.SampledFrom(roundings).Draw(t, "how")), rapid.SampledFrom([]int64{1, 100, 1000, 10000}).Draw(t, "unit")
		got, even := x.round(how, unit)
		if want := rounds(x.rat(), how, unit); got.rat().Cmp(want) != 0 || even != (want.Cmp(x.rat()) == 0) {
			t.Fatalf("%v by %s to %d is %v (%t), want %v", x.rat(), how, unit, got.rat(), even, want)
		}
	})
}

// The shares come to the whole, and none is further from its part than one.
func TestAllocateComesToTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) exact {
			return exact{n: rapid.Int64Range(0, 1_000_000).Draw(t, "n"), d: rapid.Int64Range(1, 400).Draw(t, "d")}
		}), 1, 12).Draw(t, "parts")
		sum := exact{}
		for _, p := range parts {
			sum = sum.add(p)
		}
		total, _ := sum.round(rule.Rounding(rapid.SampledFrom(roundings).Draw(t, "how")), 1)
		shares, shared := append([]exact(nil), parts...), exact{}
		allocate(total, shares)
		for i, s := range shares {
			shared = shared.add(s)
			if off := s.sub(parts[i]); len(parts) > 1 && (off.cmp(whole(1)) > 0 || off.cmp(whole(-1)) <= 0) {
				t.Fatalf("%v is shared as %v", parts[i].rat(), s.rat())
			}
		}
		if shared.cmp(total) != 0 {
			t.Fatalf("%v is shared as %v", total.rat(), shared.rat())
		}
	})
}

func TestExactDecimal(t *testing.T) {
	huge := exactOf(decimal.RequireFromString("1e40"), 0)
	for _, c := range []struct {
		x          exact
		millionths int64
		want       string
		ends       bool
	}{
		{exact{n: 1, d: 3}, inCents, "0.003333", false}, {exact{n: 12345, d: 10}, inCents, "12.345", true}, {whole(1200), inCents, "12.00", true},
		{exact{n: 2, d: 3}, inOnes, "0.666666", false}, {huge, inOnes, "1" + "0000000000000000000000000000000000000000" + ".000000",
			true}, {exact{}, inCents, "0.00", true},
	} {
		if d, ends := c.x.decimal(c.millionths); d.StringFixed(-d.Exponent()) != c.want || ends != c.ends {
			t.Errorf("%v is %s (%t), want %s", c.x.rat(), d.StringFixed(-d.Exponent()), ends, c.want)
		}
	}
	if got := dollars(cents(decimal.RequireFromString("1e40"))); got.String() != "1"+"0000000000000000000000000000000000000000" {
		t.Error(got)
	}
}
