package rule

import (
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/number"
)

// IsSet reports whether d was ever set. A decimal.Decimal that nobody assigned
// is not zero but missing: its coefficient is no number at all, which the
// decimal package itself reads as 0. An amount that is lawfully nothing is
// decimal.NewFromInt(0), or what was read from "0". It is not decimal.Zero,
// which from version 1.6 of that package on is the unassigned Decimal itself.
func IsSet(d decimal.Decimal) bool { return number.IsSet(d) }

// MaxDigits bounds the decimals this library takes: no more digits before or
// after the point. A few characters ("1e1000000000") would otherwise unfold
// into gigabytes in the first comparison.
const MaxDigits = number.MaxDigits

// CheckDecimal returns an InputError naming field when d is missing (see IsSet)
// or has more than MaxDigits digits on either side of the point. It looks at the
// exponent before anything is rescaled.
func CheckDecimal(field string, d decimal.Decimal) error { return number.CheckDecimal(field, d) }

// CheckAmount is CheckDecimal for a fact that cannot be negative.
func CheckAmount(field string, d decimal.Decimal) error { return number.CheckAmount(field, d) }

// ParseDecimal reads a decimal number exactly as written: digits, one point, an
// optional sign, and an exponent of at most MaxDigits. The error names field.
func ParseDecimal(field, text string) (decimal.Decimal, error) {
	return number.ParseDecimal(field, text)
}

// Digits writes a number with the digits it was given: 1.40, not 1.4. It is
// StringFixed of the places that the number has, for the usual numbers with no
// allocation but the text. A number that was never set has no digits: "".
func Digits(d decimal.Decimal) string { return number.Digits(d) }

// A Rounding names how a number is brought to fewer decimals. There is no
// default: a rounding is always a named step. The zero value is none: an error.
type Rounding string

// The roundings.
const (
	HalfUp   Rounding = number.HalfUp   // to the nearest, a half away from zero
	HalfEven Rounding = number.HalfEven // to the nearest, a half to the even digit
	HalfDown Rounding = number.HalfDown // to the nearest, a half towards zero
	Up       Rounding = number.Up       // away from zero
	Down     Rounding = number.Down     // towards zero
)

// ParseRounding reads the name of a rounding; the error names field.
func ParseRounding(field, name string) (Rounding, error) {
	if err := number.CheckRounding(field, name); err != nil {
		return "", err
	}
	return Rounding(name), nil
}

// Round brings d to the given number of decimals, written out: 5 to two
// decimals is 5.00. Money is 2; -3 is whole thousands. A number that was never set,
// a rounding that is none of these, or more decimals than the 65536 that can be
// computed with, gives the unassigned Decimal (see IsSet), which every check refuses.
func Round(d decimal.Decimal, places int32, how Rounding) decimal.Decimal {
	return number.Round(d, places, string(how))
}

// Divide returns a/b to the given number of decimals, rounded once from the
// exact quotient. The error is an InputError that names the dividend or the divisor
// when it was never set, the divisor when it is zero, the rounding when it is none, and the decimals or the
// number when they are more than can be computed with (see Round).
func Divide(a, b decimal.Decimal, places int32, how Rounding) (decimal.Decimal, error) {
	return number.Divide(a, b, places, string(how))
}
