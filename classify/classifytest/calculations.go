package classifytest

import (
	"errors"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/laws"
	"github.com/workcomp-go/workcomp/internal/told"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
	"pgregory.net/rapid"
)

// ofCalculations are the laws of what the policy computes: the surcharge of tier
// three, and the time for a protest.
func ofCalculations(p policy) []laws.Asked {
	return []laws.Asked{
		surcharge(p, "a surcharge is never negative, nor over its rate of the tax", withinTheRate),
		surcharge(p, "a surcharge is never the whole of the tax", notTheWhole),
		capped(p),
		laws.Claim[classify.ProtestInput]{
			Name: "a decision that is noticed at once is protested in the days from the notice",
			Draw: func(rt *rapid.T) classify.ProtestInput {
				day := days(calendar.MustParse("2020-01-01"), 3000).Draw(rt, "decided")
				return classify.ProtestInput{Decided: day, NoticeReceived: day}
			},
			Keeps: func(in classify.ProtestInput) error { return noticeCounts(p, in) },
			Calls: func(in classify.ProtestInput) ([]told.Step, error) {
				d, err := p.ProtestWindow(in)
				return one(told.Call("protest_window", in, d.Value, err))
			},
		},
	}
}

func one(step told.Step, err error) ([]told.Step, error) { return []told.Step{step}, err }

// surcharge makes a law of surcharges.
func surcharge(p policy, name string, keeps func(in classify.SurchargeInput, amount decimal.Decimal) error) laws.Asked {
	return laws.Claim[classify.SurchargeInput]{
		Name: name,
		Draw: drawSurcharge,
		Keeps: func(in classify.SurchargeInput) error {
			d, err := p.Surcharge(in)
			var refused *rule.Refused
			if errors.As(err, &refused) {
				return nil // the rate is over the cap
			}
			if err != nil {
				return err
			}
			return keeps(in, d.Value.Amount)
		},
		Simpler: simplerSurcharge,
		Calls:   calls(p),
	}
}

func calls(p policy) func(in classify.SurchargeInput) ([]told.Step, error) {
	return func(in classify.SurchargeInput) ([]told.Step, error) {
		d, err := p.Surcharge(in)
		return one(told.Call("surcharge", in, d.Value, err))
	}
}

func drawSurcharge(rt *rapid.T) classify.SurchargeInput {
	tax := rapid.Int64Range(0, 10_000_000).Draw(rt, "tax")
	rate := rapid.SampledFrom([]int64{rapid.Int64Range(0, 1100).Draw(rt, "rate"), 100, 250, 1000}).Draw(rt, "a rate")
	return classify.SurchargeInput{QuarterlyPremiumTax: decimal.New(tax, -2), Rate: decimal.New(rate, -3),
		PenaltyTax: decimal.New(rapid.Int64Range(0, tax).Draw(rt, "penalty"), -2)}
}

// capped makes the law of the highest rate, which the policy itself states.
func capped(p policy) laws.Asked {
	values := p.Catalogue().Values
	at := slices.IndexFunc(values, func(v catalogue.Value) bool { return v.ID == "tiers.surcharge.cap" })
	highest := decimal.RequireFromString(values[at].Value)
	c := laws.Claim[classify.SurchargeInput]{
		Name: "a rate over the highest of the policy is refused, and one up to it is taken",
		Draw: drawSurcharge,
		Keeps: func(in classify.SurchargeInput) error {
			_, err := p.Surcharge(in)
			var refused *rule.Refused
			if over := in.Rate.Cmp(highest) > 0; errors.As(err, &refused) != over || !over && err != nil {
				return fmt.Errorf("the rate %s, where %s is the highest: %v", in.Rate, highest, err)
			}
			return nil
		},
		Simpler: simplerSurcharge,
		Calls:   calls(p),
	}
	for _, rate := range []decimal.Decimal{highest, highest.Add(decimal.New(1, highest.Exponent()))} {
		c.First = append(c.First, classify.SurchargeInput{QuarterlyPremiumTax: decimal.New(100, 0), PenaltyTax: decimal.New(0, 0), Rate: rate})
	}
	return c
}

func simplerSurcharge(in classify.SurchargeInput) []classify.SurchargeInput {
	var all []classify.SurchargeInput
	for _, s := range shorter(in.PenaltyTax) {
		all = append(all, classify.SurchargeInput{QuarterlyPremiumTax: in.QuarterlyPremiumTax, PenaltyTax: s, Rate: in.Rate})
	}
	for _, s := range shorter(in.QuarterlyPremiumTax) {
		if in.PenaltyTax.Cmp(s) <= 0 {
			all = append(all, classify.SurchargeInput{QuarterlyPremiumTax: s, PenaltyTax: in.PenaltyTax, Rate: in.Rate})
		}
	}
	return all
}

func withinTheRate(in classify.SurchargeInput, amount decimal.Decimal) error {
	exact := in.QuarterlyPremiumTax.Sub(in.PenaltyTax).Mul(in.Rate)
	if amount.Sign() < 0 || amount.Cmp(exact.RoundCeil(2)) > 0 {
		return fmt.Errorf("the surcharge is %s, and the rate gives %s", amount, exact)
	}
	return nil
}

func notTheWhole(in classify.SurchargeInput, amount decimal.Decimal) error {
	if base := in.QuarterlyPremiumTax.Sub(in.PenaltyTax); base.Sign() > 0 && amount.Cmp(base) >= 0 {
		return fmt.Errorf("the surcharge on a tax of %s is %s", base, amount)
	}
	return nil
}

// noticeCounts holds when the time from the notice can be the one that ends
// first: with no day between decision and notice.
func noticeCounts(p policy, in classify.ProtestInput) error {
	d, err := p.ProtestWindow(in)
	if err != nil {
		return err
	}
	if w := d.Value; w.SixtyFromDecision.Before(w.ThirtyFromNotice) {
		return fmt.Errorf("the days from the decision end on %v, before those from the notice on %v: the notice never counts", w.SixtyFromDecision, w.ThirtyFromNotice)
	}
	return nil
}
