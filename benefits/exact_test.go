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

// The least word has no negative in a word.
func TestExact_add_toTheLeastWord(t *testing.T) {
	half := exact{n: math.MinInt64 / 2, d: 3}
	if got, want := half.add(half).neg().rat(), new(big.Rat).SetFrac(new(big.Int).Lsh(big.NewInt(1), 63), big.NewInt(3)); got.Cmp(want) != 0 {
		t.Errorf("got %v, want %v", got, want)
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

// At the edge of what a word holds a sum or a product is as exact as far from it, and
// what fits into words takes no memory.
func TestExact_words(t *testing.T) {
	most, half := int64(math.MaxInt64), int64(1)<<32
	third := exact{n: 1, d: 3}
	amount := func(s string, tens int32) func() exact {
		d := decimal.RequireFromString(s)
		return func() exact { return exactOf(d, tens) }
	}
	rounded := func(x exact, how rule.Rounding, unit int64) func() exact {
		return func() exact { x, _ := x.round(how, unit); return x }
	}
	for name, c := range map[string]struct {
		do    func() exact
		want  string
		words bool // nothing but words is used
	}{
		"eighteen digits":            {amount("999999999999999999", 0), "999999999999999999", true},
		"nineteen digits":            {amount("9999999999999999999", 0), "9999999999999999999", false},
		"twenty digits":              {amount("99999999999999999999", 0), "99999999999999999999", false},
		"eighteen decimals":          {amount("0.000000000000000003", 0), "3/1000000000000000000", true},
		"nineteen decimals":          {amount("0.0000000000000000003", 0), "3/10000000000000000000", false},
		"sixteen zeros, and cents":   {amount("3e16", 2), "3000000000000000000", true},
		"seventeen zeros, and cents": {amount("3e17", 2), "30000000000000000000", false},
		"the greatest sum":           {func() exact { return whole(most - 1).add(whole(1)) }, "9223372036854775807", true},
		"a sum above it":             {func() exact { return whole(most).add(whole(1)) }, "9223372036854775808", false},
		"the least sum":              {func() exact { return whole(1 - most).add(whole(-1)) }, "-9223372036854775807", true},
		"a sum below it":             {func() exact { return whole(-most).add(whole(-1)) }, "-9223372036854775808", false},
		"a sum far below it":         {func() exact { return whole(-most).add(whole(-2)) }, "-9223372036854775809", false},
		"sums of other parts":        {func() exact { return exact{n: 1, d: 2}.add(third) }, "5/6", true},
		"a difference":               {func() exact { return exact{n: 1, d: 2}.sub(exact{n: 2, d: 3}) }, "-1/6", true},
		"a part that is too great":   {func() exact { return whole(most).add(third) }, "27670116110564327422/3", false},
		"a sum of great parts":       {func() exact { return whole(most / 3).add(exact{n: most, d: 2}) }, "15372286728091293011/2", false},
		"a difference of great ones": {func() exact { return whole(-most / 3).add(exact{n: -most, d: 2}) }, "-15372286728091293011/2", false},
		"the greatest product":       {func() exact { return whole(most / 7).mul(whole(7)) }, "9223372036854775807", true},
		"a product above it":         {func() exact { return whole(half).mul(whole(half / 2)) }, "9223372036854775808", false},
		"a product far above it":     {func() exact { return whole(half).mul(whole(half)) }, "18446744073709551616", false},
		"the least product":          {func() exact { return whole(-most / 7).mul(whole(7)) }, "-9223372036854775807", true},
		"a product below it":         {func() exact { return whole(-half).mul(whole(half / 2)) }, "-9223372036854775808", false},
		"times one, and nothing":     {func() exact { return exact{n: 7, d: most}.mul(exact{n: 5, d: 5}).add(exact{}) }, "1/1317624576693539401", true},
		"parts that are too great":   {func() exact { return exact{n: 1, d: half}.mul(exact{n: 1, d: half}) }, "1/18446744073709551616", false},
		"one divided":                {func() exact { return third.quo(exact{n: 2, d: 3}) }, "1/2", true},
		"a large one divided":        {func() exact { return exact{large: big.NewRat(1, 3)}.quo(exact{large: big.NewRat(2, 1)}) }, "1/6", false},
		"half up":                    {rounded(exact{n: 5, d: 2}, rule.HalfUp, 1), "3", true},
		"to the greatest":            {rounded(exact{n: most, d: 2}, rule.Up, 1), "4611686018427387904", true},
		"to tens":                    {rounded(whole(-15), rule.HalfUp, 10), "-20", true},
		"to what no word holds":      {rounded(whole(most), rule.Up, 10000), "9223372036854780000", false},
		"parts of great units":       {rounded(exact{n: most, d: most / 5}, rule.Up, 10000), "10000", false},
		"rounded as it is":           {rounded(exact{n: 6, d: 3}, rule.HalfUp, 1), "2", true},
	} {
		if got := c.do().rat().RatString(); got != c.want {
			t.Errorf("%s is %s, want %s", name, got, c.want)
		}
		if n := testing.AllocsPerRun(1, func() { c.do() }); (n == 0) != c.words {
			t.Errorf("%s takes memory %v times", name, n)
		}
	}
	for _, c := range []struct {
		x, y exact
		want int
	}{{whole(1), third, 1}, {third, exact{n: 2, d: 6}, 0}, {exact{}, whole(-1), 1}, {whole(-1), exact{}, -1}, {exact{}, exact{}, 0},
		{whole(most), exact{n: most, d: 2}, 1}, {exact{n: -most, d: 2}, whole(-most), 1}} {
		if got := c.x.cmp(c.y); got != c.want {
			t.Errorf("%v and %v compare as %d", c.x.rat(), c.y.rat(), got)
		}
	}
	if n := testing.AllocsPerRun(1, func() { third.cmp(whole(1)); least(third, whole(1)) }); n != 0 {
		t.Errorf("to compare takes memory %v times", n)
	}
}

// Shares of a few cents go to the largest remainders, the first on a tie: spec of
// the library, allocate.
func TestAllocate(t *testing.T) {
	parts := func(pairs ...int) (all []exact) {
		for i := 0; i < len(pairs); i += 2 {
			all = append(all, fraction(pairs[i], pairs[i+1]))
		}
		return all
	}
	for _, c := range []struct {
		total int64
		parts []exact
		want  []int64
	}{
		{10, parts(7, 3, 8, 3, 5, 1), []int64{2, 3, 5}},          // one is left, to the greater remainder
		{3, parts(3, 2, 3, 2), []int64{2, 1}},                    // on a tie the first
		{5, parts(5, 3, 5, 3, 5, 3), []int64{2, 2, 1}},           // two are left
		{6, parts(1, 4, 3, 4, 11, 4, 9, 4), []int64{0, 1, 3, 2}}, // two, not to the first
		{4, parts(3, 2, 3, 2), []int64{2, 2}},                    // rounded up: one each
		{2, parts(3, 2, 3, 2), []int64{1, 1}},                    // rounded down: none
		{8, parts(15, 2), []int64{8}},
	} {
		allocate(whole(c.total), c.parts)
		for i, got := range c.parts {
			if got.cmp(whole(c.want[i])) != 0 {
				t.Errorf("%d is shared as %v, want %v", c.total, c.parts, c.want)
				break
			}
		}
	}
	few := parts(4, 3, 4, 3, 4, 3, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1)
	kept := make([]exact, len(few))
	if n := testing.AllocsPerRun(1, func() { copy(kept, few); allocate(whole(5), kept) }); n != 0 {
		t.Errorf("to share one cent over eight takes memory %v times", n)
	}
}

// An amount of a usual size is looked at without memory.
func TestWholeCents(t *testing.T) {
	for s, c := range map[string]struct{ whole, quick bool }{"0": {true, true}, "0.05": {true, true}, "-0.05": {false, false}, "0.005": {false, false}, "1e2": {true, true},
		"9999999999999999.99": {true, true}, "0.050": {true, false}, "1e3": {true, true}, "99999999999999999.99": {true, true}} {
		d := decimal.RequireFromString(s)
		if got := wholeCents(d); got != c.whole {
			t.Errorf("%s: %t", s, got)
		}
		if n := testing.AllocsPerRun(1, func() { wholeCents(d) }); (n == 0) != c.quick {
			t.Errorf("%s takes memory %v times", s, n)
		}
	}
	if wholeCents(decimal.Decimal{}) {
		t.Error("a missing amount is one")
	}
}
