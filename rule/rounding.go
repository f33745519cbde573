package rule

import (
	"strings"

	"github.com/shopspring/decimal"
)

// A Rounding names how a number is brought to fewer decimals. There is no
// default: a rounding is always a named step.
type Rounding string

// The roundings.
const (
	HalfUp   Rounding = "half_up"   // to the nearest, a half away from zero
	HalfEven Rounding = "half_even" // to the nearest, a half to the even digit
	Down     Rounding = "down"      // towards zero
)

var roundings = []string{string(HalfUp), string(HalfEven), string(Down)}

// ParseRounding reads the name of a rounding; the error names field.
func ParseRounding(field, name string) (Rounding, error) {
	for _, r := range roundings {
		if name == r {
			return Rounding(r), nil
		}
	}
	return "", &InputError{Field: field, Value: name, Expected: "one of " + strings.Join(roundings, ", ")}
}

// Round brings d to the given number of decimals. Money is 2.
func Round(d decimal.Decimal, places int32, how Rounding) decimal.Decimal {
	switch how {
	case HalfUp:
		return d.Round(places)
	case HalfEven:
		return d.RoundBank(places)
	}
	return d.Truncate(places)
}

// Divide returns a/b to the given number of decimals, rounded once from the
// exact quotient. It is an error to divide by zero.
func Divide(a, b decimal.Decimal, places int32, how Rounding) (decimal.Decimal, error) {
	if b.Sign() == 0 {
		return decimal.Decimal{}, &InputError{Field: "divisor", Value: "0", Expected: "a number other than zero"}
	}
	quotient, rest := a.QuoRem(b, places) // truncated towards zero, and exact
	unit := decimal.New(int64(a.Sign()*b.Sign()), -places)
	half := rest.Abs().Mul(decimal.New(2, 0)).Cmp(b.Abs().Mul(decimal.New(1, -places)))
	odd := quotient.Shift(places).BigInt().Bit(0) == 1
	if how == HalfUp && half >= 0 || how == HalfEven && (half > 0 || half == 0 && odd) {
		quotient = quotient.Add(unit)
	}
	return quotient, nil
}
