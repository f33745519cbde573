package classify

import (
	"encoding/json"
	"fmt"
	"github.com/workcomp-go/workcomp/internal/strict"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

// SurchargeInput is what the surcharge of a tier three employer for one quarter
// is computed from (6.4). Amounts are dollars, zero or more.
type SurchargeInput struct {
	// QuarterlyPremiumTax is the premium tax due for the quarter.
	QuarterlyPremiumTax decimal.Decimal `json:"quarterly_premium_tax"`
	// PenaltyTax is the penalty premium tax of § 23-2-5(f)(1) in it, which is no
	// part of the base.
	PenaltyTax decimal.Decimal `json:"penalty_tax"`
	// Rate is the commission's: 0.25 is 25 per cent.
	Rate decimal.Decimal `json:"rate"`
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (in *SurchargeInput) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, in) }

// MarshalJSON writes the amounts with the digits that were given, and a missing
// one as null.
func (in SurchargeInput) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		QuarterlyPremiumTax *string `json:"quarterly_premium_tax"`
		PenaltyTax          *string `json:"penalty_tax"`
		Rate                *string `json:"rate"`
	}{text(in.QuarterlyPremiumTax), text(in.PenaltyTax), text(in.Rate)})
}

// A Surcharge is the premium tax surcharge for one quarter, dollars and cents. The zero
// value answers nothing: it stands beside an error.
type Surcharge struct {
	Amount decimal.Decimal `json:"amount"`
}

// MarshalJSON writes the numbers with their digits.
func (a Surcharge) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// Surcharge computes the surcharge of 6.4: the premium tax without the penalty
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
	rate, most := rule.Num("rate", in.Rate), rule.Num("cap", limit.cap)
	if in.Rate.Cmp(limit.cap) > 0 {
		return rule.Decision[Surcharge]{}, &rule.Refused{Event: "surcharge", Findings: []rule.Finding{cited(rateExceeds, limit.cite, false, rate, most)}}
	}
	base := in.QuarterlyPremiumTax.Sub(in.PenaltyTax)
	exact := base.Mul(in.Rate)
	down, up := rule.Round(exact, 2, rule.Down), rule.Round(exact, 2, rule.HalfUp)
	if up.Cmp(base.Mul(limit.cap)) > 0 {
		up = down // rounding never passes the highest rate
	}
	amount, how := down, "down"
	if p.reads(surchargeRoundsDown) == "half_up" && !up.Equal(down) {
		amount, how = up, "half up"
	}
	amount = decimal.RequireFromString(amount.StringFixed(2))
	result := cited(surchargeIs, limit.cite, true, rule.Num("base", base), rate, rule.Num("exact", exact), rule.Str("how", how), rule.Num("amount", amount))
	if !up.Equal(down) {
		result = on(surchargeRoundsDown, result)
	}
	return rule.Decision[Surcharge]{Value: Surcharge{amount}, Findings: []rule.Finding{
		cited(surchargeBase, limit.cite, true, rule.Num("tax", in.QuarterlyPremiumTax), rule.Num("penalty", in.PenaltyTax), rule.Num("base", base)),
		cited(rateWithin, limit.cite, true, rate, most),
		result,
		surchargeDecides.Finding(true),
	}}, nil
}

var (
	rateExceeds = &rule.Template{ID: "6.4.exceeds",
		Text: "The rate {rate} exceeds {cap}, which is the most that a surcharge may be of the premium tax due for the quarter."}
	rateWithin    = &rule.Template{ID: "6.4.within", Text: "The rate {rate} does not exceed {cap} of the premium tax due for the quarter."}
	surchargeBase = &rule.Template{ID: "6.4.base",
		Text: "The premium tax due for the quarter without the penalty premium tax is {tax:grouped} - {penalty:grouped} = {base:grouped}."}
	surchargeIs = &rule.Template{ID: "6.4.amount",
		Text: "The surcharge is {base:grouped} x {rate} = {exact:grouped}, rounded {how} to the cent: {amount:grouped}."}
	surchargeDecides = &rule.Template{ID: "6.4.2", Cite: par6_4_2,
		Text: "Whether a surcharge is to be paid, at what rate and for how long, is for the commission to decide."}
)

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
		return &rule.InputError{Field: "penalty_tax", Value: rule.Digits(in.PenaltyTax),
			Expected: fmt.Sprintf("no more than the quarterly premium tax of %s, of which it is a part", rule.Digits(in.QuarterlyPremiumTax))}
	}
	return nil
}
