package benefits

import (
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/rule"
)

// checkCents is rule.CheckAmount for an amount that is paid: it has no parts
// of a cent. Trailing zeros do not count.
func checkCents(field string, d decimal.Decimal) error {
	if err := rule.CheckAmount(field, d); err != nil {
		return err
	}
	if !wholeCents(d) {
		return &rule.InputError{Field: field, Value: plain(d), Expected: "an amount with at most two decimals"}
	}
	return nil
}

// wholeCents reports whether an amount can be paid: it is given, not below zero,
// of a usual size and without parts of a cent.
func wholeCents(d decimal.Decimal) bool {
	if n, fits := expression.Word(d); fits && n >= 0 && d.Exponent() >= -2 && d.Exponent() <= 2 && rule.IsSet(d) {
		return true
	}
	return rule.CheckAmount("", d) == nil && d.Truncate(2).Equal(d)
}

// plain writes a number with the digits it needs and no more.
func plain(d decimal.Decimal) string {
	s := rule.Digits(d)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}
