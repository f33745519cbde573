package classify

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

// digits writes an amount with the digits it was given.
func digits(d decimal.Decimal) string { return d.StringFixed(max(0, -d.Exponent())) }

// thousands writes an amount as 25,000.
func thousands(d decimal.Decimal) string {
	whole, fraction, _ := strings.Cut(digits(d), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return whole
}

// said is a finding whose provision holds, or does not.
func said(cite rule.Citation, holds bool, text string, args ...any) rule.Finding {
	return rule.Finding{Cite: cite, Holds: holds, Text: fmt.Sprintf(text, args...)}
}

// read is a finding that rests on an interpretation.
func read(id string, cite rule.Citation, holds bool, text string, args ...any) rule.Finding {
	f := said(cite, holds, text, args...)
	f.Interpretation = id
	return f
}
