package number

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/words"
)

// The names of the roundings.
const (
	HalfUp   = "half_up"   // to the nearest, a half away from zero
	HalfEven = "half_even" // to the nearest, a half to the even digit
	HalfDown = "half_down" // to the nearest, a half towards zero
	Up       = "up"        // away from zero
	Down     = "down"      // towards zero
)

// Roundings are the names of the roundings.
var Roundings = []string{HalfUp, HalfEven, HalfDown, Up, Down}

// CheckRounding returns an InputError naming field when name is no rounding.
func CheckRounding(field, name string) error {
	if slices.Contains(Roundings, name) {
		return nil
	}
	return &calendar.InputError{Field: field, Value: name, Expected: words.OneOf(Roundings)}
}

// extreme bounds the exponents and the decimals that are computed with: far
// more than any check of input lets in, far less than would fill a memory.
const extreme = 1 << 16

// Round brings d to the given number of decimals, written out: 5 to two
// decimals is 5.00. Money is 2; -3 is whole thousands. A number that was never set,
// a rounding that is none of these, or more decimals than the 65536 that can be
// computed with, gives the unassigned Decimal (see IsSet), which every check refuses.
func Round(d decimal.Decimal, places int32, how string) decimal.Decimal {
	if !IsSet(d) || max(abs(places), abs(d.Exponent())) > extreme {
		return decimal.Decimal{}
	}
	switch how {
	case HalfUp:
		return d.Round(places)
	case HalfEven:
		return d.RoundBank(places)
	case Down:
		return d.RoundDown(places)
	case Up:
		return d.RoundUp(places)
	case HalfDown:
		down := d.RoundDown(places)
		if d.Sub(down).Abs().Cmp(decimal.New(5, -places-1)) > 0 {
			return d.RoundUp(places)
		}
		return down
	}
	return decimal.Decimal{}
}

func abs(n int32) int64 { return max(int64(n), -int64(n)) }

// Divide returns a/b to the given number of decimals, rounded once from the
// exact quotient. The error is an InputError that names the dividend or the divisor
// when it was never set, the divisor when it is zero, the rounding when it is none, and the decimals or the
// number when they are more than can be computed with (see Round).
func Divide(a, b decimal.Decimal, places int32, how string) (decimal.Decimal, error) {
	if err := CheckRounding("rounding", how); err != nil {
		return decimal.Decimal{}, err
	}
	for _, n := range [...]struct {
		field string
		value decimal.Decimal
	}{{"dividend", a}, {"divisor", b}} {
		if !IsSet(n.value) {
			return decimal.Decimal{}, &calendar.InputError{Field: n.field, Expected: "a decimal number"}
		}
	}
	if b.Sign() == 0 {
		return decimal.Decimal{}, &calendar.InputError{Field: "divisor", Value: "0", Expected: "a number other than zero"}
	}
	if max(abs(places), abs(a.Exponent()), abs(b.Exponent())) > extreme {
		return decimal.Decimal{}, &calendar.InputError{Field: "division", Problem: "a number of extreme size is not valid",
			Expected: fmt.Sprintf("at most %d decimals", extreme)}
	}
	quotient, rest := a.QuoRem(b, places) // truncated towards zero, and exact
	unit := decimal.New(int64(a.Sign()*b.Sign()), -places)
	half := rest.Abs().Mul(decimal.New(2, 0)).Cmp(b.Abs().Mul(decimal.New(1, -places)))
	odd := quotient.Shift(places).BigInt().Bit(0) == 1
	away := half >= 0
	switch how {
	case HalfEven:
		away = half > 0 || half == 0 && odd
	case HalfDown:
		away = half > 0
	case Up:
		away = rest.Sign() != 0
	case Down:
		away = false
	}
	if away {
		quotient = quotient.Add(unit)
	}
	return quotient, nil
}
