package number

import (
	"cmp"
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// exactly is a/b to the given decimals, by the definition of each rounding.
func exactly(a, b *big.Rat, places int32, how string) *big.Rat {
	unit := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(max(int64(places), -int64(places))), nil))
	if places < 0 {
		unit.Inv(unit)
	}
	x := new(big.Rat).Mul(new(big.Rat).Quo(a, b), unit)
	whole := new(big.Int).Quo(x.Num(), x.Denom())
	rest := new(big.Rat).Sub(x, new(big.Rat).SetInt(whole))
	half := rest.Abs(rest).Cmp(big.NewRat(1, 2))
	if how == HalfUp && half >= 0 || how == HalfEven && (half > 0 || half == 0 && whole.Bit(0) == 1) || how == HalfDown && half > 0 ||
		how == Up && rest.Sign() != 0 {
		whole.Add(whole, big.NewInt(int64(x.Sign())))
	}
	return new(big.Rat).Quo(new(big.Rat).SetInt(whole), unit)
}

func TestRoundAndDivideTheExactFraction(t *testing.T) {
	near := rapid.OneOf(decimals(), rapid.Custom(func(t *rapid.T) decimal.Decimal {
		return decimal.New(rapid.Int64Range(-2000, 2000).Draw(t, "halves")*5, rapid.Int32Range(-6, 0).Draw(t, "exponent"))
	}))
	rapid.Check(t, func(t *rapid.T) {
		a, b := near.Draw(t, "a"), near.Draw(t, "b")
		places, how := rapid.Int32Range(-4, 8).Draw(t, "places"), rapid.SampledFrom(Roundings).Draw(t, "how")
		rounded := Round(a, places, how)
		if want := exactly(a.Rat(), big.NewRat(1, 1), places, how); rounded.Rat().Cmp(want) != 0 || rounded.Exponent() != -places {
			t.Fatalf("Round(%v, %d, %s) = %v, want %v", a, places, how, rounded, want)
		}
		q, err := Divide(a, b, places, how)
		if b.Sign() == 0 {
			if err == nil {
				t.Fatalf("%v/0 = %v", a, q)
			}
			return
		}
		if want := exactly(a.Rat(), b.Rat(), places, how); err != nil || q.Rat().Cmp(want) != 0 {
			t.Fatalf("Divide(%v, %v, %d, %s) = %v, %v, want %v", a, b, places, how, q, err, want)
		}
	})
}

// What was never set is missing, and not zero.
func TestRoundAndDivide_ofNoNumber(t *testing.T) {
	var unset decimal.Decimal
	one := decimal.New(1, 0)
	for _, how := range Roundings {
		if got := Round(unset, 2, how); IsSet(got) {
			t.Errorf("%s: got %v", how, got)
		}
		got, err := Divide(unset, one, 2, how)
		wantInput(t, how, err, "dividend", "missing, expected a decimal number")
		again, err := Divide(one, unset, 2, how)
		wantInput(t, how, err, "divisor", "missing, expected a decimal number")
		if IsSet(got) || IsSet(again) {
			t.Errorf("%s: got %v, %v", how, got, again)
		}
	}
}

func TestCheckRounding(t *testing.T) {
	for _, name := range Roundings {
		if err := CheckRounding("r", name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	err := CheckRounding("r", "nearest")
	wantInput(t, "nearest", err, "r", `"nearest" is not valid, expected one of half_up, half_even, half_down, up, down`)
	err = CheckRounding("r", "")
	wantInput(t, "none", err, "r", "missing, expected one of")
	_, err = Divide(dec("1"), dec("2"), 0, "nearest")
	wantInput(t, "nearest", err, "rounding", "expected one of")
	if IsSet(Round(dec("1.5"), 0, "nearest")) {
		t.Error("a rounding that does not exist rounded")
	}
}

func TestDivideRefusesExtremeSizes(t *testing.T) {
	for _, c := range []struct {
		d      decimal.Decimal
		places int32
	}{{decimal.New(1, 2000000000), 2}, {decimal.New(1, -2000000000), 2}, {dec("1"), 2147483647}, {dec("1"), -2147483648}} {
		if IsSet(Round(c.d, c.places, HalfUp)) {
			t.Errorf("%d decimals of an extreme number", c.places)
		}
		_, err := Divide(c.d, dec("3"), c.places, HalfUp)
		wantInput(t, "extreme", err, "division", "a number of extreme size is not valid, expected at most 65536 decimals")
	}
	_, err := Divide(dec("1"), decimal.New(1, 2000000000), 2, HalfUp)
	wantInput(t, "extreme", err, "division", "a number of extreme size")
}

// Exact halves, where the three roundings part: 1/8 and 3/8 to the cent.
func TestDivideAnExactHalf(t *testing.T) {
	for _, c := range []struct{ a, up, even, down string }{
		{"1", "0.13", "0.12", "0.12"}, {"3", "0.38", "0.38", "0.37"},
		{"-1", "-0.13", "-0.12", "-0.12"}, {"-3", "-0.38", "-0.38", "-0.37"},
	} {
		for how, want := range map[string]string{HalfUp: c.up, HalfEven: c.even, Down: c.down} {
			if got, err := Divide(dec(c.a), dec("8"), 2, how); err != nil || !got.Equal(dec(want)) {
				t.Errorf("%s/8 %s: got %v, %v, want %s", c.a, how, got, err, want)
			}
			if got := Round(dec(c.a).Mul(dec("0.125")), 2, how); !got.Equal(dec(want)) {
				t.Errorf("%s × 0.125 %s: got %v, want %s", c.a, how, got, want)
			}
		}
	}
}

// An exact half, and what lies on either side of it.
func TestRoundAtAHalf(t *testing.T) {
	for how, want := range map[string][]string{
		HalfUp:   {"2", "3", "3", "-3", "3"},
		HalfEven: {"2", "2", "3", "-2", "3"},
		HalfDown: {"2", "2", "3", "-2", "3"},
		Up:       {"3", "3", "3", "-3", "3"},
		Down:     {"2", "2", "2", "-2", "3"},
	} {
		for i, text := range []string{"2.4", "2.5", "2.51", "-2.5", "3.0"} {
			if got := Round(dec(text), 0, how); !got.Equal(dec(want[i])) {
				t.Errorf("%s %s: got %v, want %s", text, how, got, want[i])
			}
			if got, err := Divide(dec(text), dec("1"), 0, how); !got.Equal(dec(want[i])) || err != nil {
				t.Errorf("%s / 1 %s: got %v, %v, want %s", text, how, got, err, want[i])
			}
		}
		if got, want := Round(dec("1250"), -2, how), map[string]string{HalfUp: "1300", Up: "1300"}[how]; got.String() != cmp.Or(want, "1200") {
			t.Errorf("1250 to hundreds %s: got %v", how, got)
		}
	}
}

// The last number of decimals that is computed with, and the first that is not.
func TestRoundAndDivideUpToTheirBound(t *testing.T) {
	for places, within := range map[int32]bool{1 << 16: true, -1 << 16: true, 1<<16 + 1: false, -1<<16 - 1: false} {
		_, err := Divide(dec("1"), dec("3"), places, HalfUp)
		if got := Round(dec("1.5"), places, Down); IsSet(got) != within || (err == nil) != within {
			t.Errorf("%d decimals: %v, %v", places, IsSet(got), err)
		}
	}
	if !IsExtreme(decimal.New(1, 1<<16+1)) || IsExtreme(decimal.New(1, 1<<16)) || !IsExtreme(decimal.New(1, -1<<16-1)) {
		t.Error("the bound of what is extreme")
	}
}
