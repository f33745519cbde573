// Package number reads, checks, rounds and writes decimal numbers. The public
// functions of package rule stand on it.
package number

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
)

// IsSet reports whether d was ever assigned. A decimal.Decimal that nobody
// assigned is not zero but missing.
func IsSet(d decimal.Decimal) bool { return d != decimal.Decimal{} }

// MaxDigits bounds the decimals this library takes: no more digits before or
// after the point. A few characters ("1e1000000000") would otherwise unfold
// into gigabytes in the first comparison.
const MaxDigits = 64

// CheckDecimal returns an InputError naming field when d is missing or has more
// than MaxDigits digits on either side of the point. It looks at the exponent
// before anything is rescaled.
func CheckDecimal(field string, d decimal.Decimal) error {
	if !IsSet(d) {
		return &calendar.InputError{Field: field, Expected: "a decimal number"}
	}
	exponent := int64(d.Exponent())
	if exponent < -MaxDigits || int64(d.NumDigits())+exponent > MaxDigits {
		return &calendar.InputError{Field: field, Problem: "a number of extreme size is not valid",
			Expected: fmt.Sprintf("a decimal number of at most %d digits before and after the point", MaxDigits)}
	}
	return nil
}

// CheckAmount is CheckDecimal for a number that cannot be negative.
func CheckAmount(field string, d decimal.Decimal) error {
	if err := CheckDecimal(field, d); err != nil {
		return err
	}
	if d.Sign() < 0 {
		return &calendar.InputError{Field: field, Value: Digits(d), Problem: "is negative", Expected: "zero or more"}
	}
	return nil
}

// hundredth says how a percentage is written as a number.
func hundredth(text string) string {
	plain, one := strings.CutSuffix(text, "%")
	if !one { // 50% of wages
		return ""
	}
	plain = strings.TrimSpace(plain)
	n, err := ParseDecimal("", plain)
	if err != nil {
		return ""
	}
	return fmt.Sprintf(", as %v or, where the unit is percent, %s", n.Shift(-2), plain)
}

// ParseDecimal reads a decimal number exactly as written: digits, one point, an
// optional sign, and an exponent of at most MaxDigits. The error names field.
func ParseDecimal(field, text string) (decimal.Decimal, error) {
	bad := &calendar.InputError{Field: field, Value: text, Expected: "a decimal number"}
	switch {
	case strings.Contains(text, ","):
		bad.Expected += ": a decimal uses a point, and thousands no comma"
	case strings.Contains(text, "%"):
		bad.Expected += ": it stands without a percent sign" + hundredth(text)
	case strings.ContainsAny(text, "$€£"):
		bad.Expected += ": it stands without a currency sign"
	case strings.ContainsAny(strings.TrimSpace(text), " _'") && strings.Trim(text, "0123456789. _'") == "":
		bad.Expected += ": its digits stand together"
	}
	if len(text) > 4*MaxDigits {
		bad.Value, bad.Problem = "", "a text of extreme size is not valid"
		return decimal.Decimal{}, bad
	}
	if strings.Trim(text, "0123456789.eE+-") != "" {
		return decimal.Decimal{}, bad
	}
	d, err := decimal.NewFromString(text)
	if err != nil {
		return decimal.Decimal{}, bad
	}
	if err := CheckDecimal(field, d); err != nil {
		bad.Expected = fmt.Sprintf("a decimal number of at most %d digits before and after the point", MaxDigits)
		return decimal.Decimal{}, bad
	}
	return d, nil
}

// IsExtreme reports whether a number has an exponent so large that it cannot be
// computed with: far more than any check of input lets in.
func IsExtreme(d decimal.Decimal) bool { return abs(d.Exponent()) > extreme }

// Compare orders two numbers, also extreme ones: those it compares by their
// magnitudes, and unfolds neither.
func Compare(a, b decimal.Decimal) int {
	if !IsExtreme(a) && !IsExtreme(b) {
		return a.Cmp(b)
	}
	if a.Sign() != b.Sign() || a.Sign() == 0 {
		return cmp.Compare(a.Sign(), b.Sign())
	}
	magnitude := func(d decimal.Decimal) int64 { return int64(d.NumDigits()) + int64(d.Exponent()) }
	if by := cmp.Compare(magnitude(a), magnitude(b)); by != 0 {
		return by * a.Sign()
	}
	return a.Cmp(b) // of as many digits as one of them was given
}

// digitsOfInt is how many digits fit an int64 whatever they are.
const digitsOfInt = 18

// Digits writes a number with the digits it was given: 1.40, not 1.4. It is
// StringFixed of the places that the number has, for the usual numbers with no
// allocation but the text. One that is extreme has an exponent: 1e1073741824; one
// that was never set has none: "".
func Digits(d decimal.Decimal) string {
	if !IsSet(d) {
		return ""
	}
	if IsExtreme(d) {
		return d.Coefficient().String() + "e" + strconv.Itoa(int(d.Exponent()))
	}
	if uint32(-d.Exponent()) > digitsOfInt || d.NumDigits() > digitsOfInt { // no places below zero, and not too many
		return d.StringFixed(max(0, -d.Exponent()))
	}
	places := int(-d.Exponent())
	var few, digits [2 * digitsOfInt]byte
	text, coefficient := few[:0], d.CoefficientInt64()
	if coefficient < 0 {
		text = append(text, '-')
	}
	all := strconv.AppendInt(digits[:0], max(coefficient, -coefficient), 10)
	whole := max(len(all)-places, 0)
	text = append(text, all[:whole]...)
	if whole == 0 {
		text = append(text, '0')
	}
	if places > 0 {
		text = append(text, '.')
		for range places - len(all) {
			text = append(text, '0')
		}
		text = append(text, all[whole:]...)
	}
	return string(text)
}

// Grouped sets a comma before every three digits of the whole part of the figures of a
// number: -4,999.50.
func Grouped(figures string) string {
	whole, fraction, point := strings.Cut(figures, ".")
	first := 0
	if strings.HasPrefix(whole, "-") {
		first = 1
	}
	for at := len(whole) - 3; at > first; at -= 3 {
		whole = whole[:at] + "," + whole[at:]
	}
	if point {
		whole += "." + fraction
	}
	return whole
}
