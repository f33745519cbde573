package classify

import (
	"encoding/json"
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

// SurchargeInput is what the surcharge of a tier three employer for one quarter
// is reckoned on (6.4). Amounts are dollars, zero or more.
type SurchargeInput struct {
	// QuarterlyPremiumTax is the premium tax due for the quarter.
	QuarterlyPremiumTax decimal.Decimal `json:"quarterly_premium_tax"`
	// PenaltyTax is the penalty premium tax of § 23-2-5(f)(1) in it, which is no
	// part of the base.
	PenaltyTax decimal.Decimal `json:"penalty_tax"`
	// Rate is the commission's: 0.25 is 25 per cent.
	Rate decimal.Decimal `json:"rate"`
}

// MarshalJSON writes the amounts with the digits that were given, and a missing
// one as null.
func (in SurchargeInput) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		QuarterlyPremiumTax *string `json:"quarterly_premium_tax"`
		PenaltyTax          *string `json:"penalty_tax"`
		Rate                *string `json:"rate"`
	}{text(in.QuarterlyPremiumTax), text(in.PenaltyTax), text(in.Rate)})
}

// A Surcharge is the premium tax surcharge for one quarter, dollars and cents.
type Surcharge struct {
	Amount decimal.Decimal `json:"amount"`
}

// Surcharge reckons the surcharge of 6.4: the premium tax without the penalty
// tax, times the rate, rounded down to the cent unless the policy reads that
// otherwise; rounding never passes the cap. A rate above the cap is refused; a missing or negative number, or a
// penalty over the tax, is an InputError. Whether a surcharge is due at all the
// commission decides (6.4.2).
func (p *Policy) Surcharge(in SurchargeInput) (rule.Decision[Surcharge], error) {
	if err := p.checkStanding(); err != nil {
		return rule.Decision[Surcharge]{}, err
	}
	if err := in.check(); err != nil {
		return rule.Decision[Surcharge]{}, err
	}
	limit := p.tiers.surcharge
	within := said(limit.cite, in.Rate.Cmp(limit.cap) <= 0, "The rate %s does not exceed %s of the premium tax due for the quarter.", digits(in.Rate), digits(limit.cap))
	if !within.Holds {
		return rule.Decision[Surcharge]{}, rule.Refuse("surcharge", "", limit.cite,
			fmt.Sprintf("The rate %s exceeds %s, which is the most that a surcharge may be of the premium tax due for the quarter.", digits(in.Rate), digits(limit.cap)))
	}
	base := in.QuarterlyPremiumTax.Sub(in.PenaltyTax)
	exact := base.Mul(in.Rate)
	amount, how := p.surchargeCents(base, exact)
	return rule.Decision[Surcharge]{Value: Surcharge{amount}, Findings: []rule.Finding{
		said(limit.cite, true, "The premium tax due for the quarter without the penalty premium tax is %s - %s = %s.",
			thousands(in.QuarterlyPremiumTax), thousands(in.PenaltyTax), thousands(base)),
		within,
		read(surchargeRoundsDown, limit.cite, true, "The surcharge is %s x %s = %s, rounded %s to the cent: %s.", thousands(base), digits(in.Rate), thousands(exact), how, thousands(amount)),
		said(par6_4_2, true, "Whether a surcharge is to be paid, at what rate and for how long, is for the commission to decide."),
	}}, nil
}

// surchargeCents brings a surcharge to the cent, and says how: never past what
// the highest rate gives.
func (p *Policy) surchargeCents(base, exact decimal.Decimal) (decimal.Decimal, string) {
	mode, how := rule.Down, "down"
	if up := rule.Round(exact, 2, rule.HalfUp); p.taken.halfUp && up.Cmp(base.Mul(p.tiers.surcharge.cap)) <= 0 {
		mode, how = rule.HalfUp, "half up"
	}
	return decimal.RequireFromString(rule.Round(exact, 2, mode).StringFixed(2)), how
}

func (in SurchargeInput) check() error {
	for _, amount := range []struct {
		field string
		value decimal.Decimal
	}{{"quarterly_premium_tax", in.QuarterlyPremiumTax}, {"penalty_tax", in.PenaltyTax}, {"rate", in.Rate}} {
		if err := rule.CheckAmount(amount.field, amount.value); err != nil {
			return err
		}
	}
	if in.PenaltyTax.Cmp(in.QuarterlyPremiumTax) > 0 {
		return &rule.InputError{Field: "penalty_tax", Value: digits(in.PenaltyTax),
			Expected: fmt.Sprintf("no more than the quarterly premium tax of %s, of which it is a part", digits(in.QuarterlyPremiumTax))}
	}
	return nil
}
