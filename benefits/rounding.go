package benefits

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

// toCent is how an amount is brought to the cent.
type toCent struct {
	How  rule.Rounding `json:"how"` // to the nearest cent, a half up or to the even one
	Cite rule.Citation `json:"cite"`
}

// toCents rounds an exact amount, or its part, once, to the cent.
func (p *Policy) toCents(what string, exact, part decimal.Decimal, findings []rule.Finding) (decimal.Decimal, []rule.Finding) {
	digits, scale := ratio(exact)
	num, den := digits.Mul(digits, hundredInt), scale.Mul(scale, part.BigInt())
	whole, even := rounded(num, den, p.rounding.How)
	amount := dollars(whole)
	if !even {
		findings = append(findings, p.rounding.finding(what, quotient(num, den.Mul(den, hundredInt)), amount))
	}
	return amount, findings
}

// finding says that an amount was rounded: a step with a name, once.
func (r toCent) finding(what, exact string, amount decimal.Decimal) rule.Finding {
	return rule.Stated{Cite: r.Cite, Holds: true, Interpretation: roundHalfUp,
		Text: fmt.Sprintf("%s, %s, is rounded once, to the cent (%s): %s.", what, exact, roundingWords[r.How], money(amount))}.Finding()
}

var roundingWords = map[rule.Rounding]string{rule.HalfUp: "half up", rule.HalfEven: "half to even"}
