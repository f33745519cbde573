package benefits

import (
	"math/big"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

// A Rate is a share from 0 to 1, exact: a decimal, or a fraction of two whole
// numbers such as 2/3. The zero Rate is none. Rates are made by RateOf and
// ParseRate and can be compared by ==, which tells 0.5 from 1/2.
type Rate struct {
	text  string
	value exact
}

// RateOf is the rate of a decimal. One that is not from 0 to 1 is refused by the
// calculation that is asked with it.
func RateOf(d decimal.Decimal) Rate {
	if rule.CheckDecimal("rate", d) != nil {
		return Rate{text: "a number that is not set, or of extreme size", value: whole(-1)}
	}
	return Rate{rule.Digits(d), exactOf(d, 0)}
}

// ParseRate reads a rate: "0.90" or "2/3". The error names field.
func ParseRate(field, text string) (Rate, error) {
	r, err := readRate(field, text)
	if err != nil {
		return r, err
	}
	return r, r.check(field)
}

// readRate reads a number that may be above 1.
func readRate(field, text string) (Rate, error) {
	numerator, denominator, isFraction := strings.Cut(text, "/")
	if !isFraction {
		d, err := rule.ParseDecimal(field, text)
		if err != nil {
			return Rate{}, badRate(field, text)
		}
		return Rate{text, exactOf(d, 0)}, nil
	}
	if len(text) > rule.MaxDigits || strings.Trim(numerator+denominator, "0123456789") != "" {
		return Rate{}, badRate(field, text)
	}
	n, wholeN := new(big.Int).SetString(numerator, 10)
	d, wholeD := new(big.Int).SetString(denominator, 10)
	if !wholeN || !wholeD || d.Sign() == 0 {
		return Rate{}, badRate(field, text)
	}
	return Rate{text, lowered(new(big.Rat).SetFrac(n, d))}, nil
}

func badRate(field, text string) error {
	return &rule.InputError{Field: field, Value: text, Expected: "a rate from 0 to 1, such as 0.90 or 2/3"}
}

// IsZero reports whether no rate was given.
func (r Rate) IsZero() bool { return r.text == "" }

// String writes the rate as it was given.
func (r Rate) String() string { return r.text }

// MarshalText writes the rate as String does.
func (r Rate) MarshalText() ([]byte, error) { return []byte(r.text), nil }

// UnmarshalText reads a rate. One above 1 or below 0 is refused by what is asked
// with it.
func (r *Rate) UnmarshalText(text []byte) error {
	read, err := readRate("rate", string(text))
	if err == nil {
		*r = read
	}
	return err
}

// UnmarshalJSON reads a text or a number.
func (r *Rate) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	return r.UnmarshalText([]byte(strings.Trim(string(data), `"`)))
}

func (r Rate) check(field string) error {
	switch {
	case r.value.sign() < 0:
		return &rule.InputError{Field: field, Value: r.text, Problem: "is negative", Expected: "a rate from 0 to 1, such as 0.90 or 2/3"}
	case r.value.cmp(whole(1)) > 0:
		return badRate(field, r.text)
	}
	return nil
}
