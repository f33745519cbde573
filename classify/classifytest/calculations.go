package classifytest

import (
	"errors"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
	"github.com/workcomp-go/workcomp/rule/property"
	"pgregory.net/rapid"
)

// ofCalculations are the laws of what the policy computes: the surcharge of tier
// three, and the time for a protest.
func ofCalculations(p policy) []property.Property {
	return []property.Property{
		surcharge(p, "a surcharge is never negative, nor over its rate of the tax", unlessRefused(withinTheRate)),
		surcharge(p, "a surcharge is never the whole of the tax", unlessRefused(notTheWhole)),
		capped(p),
		{Name: "a decision that is noticed at once is protested in the days from the notice", Holds: func(t *rapid.T) error {
			day := days(calendar.MustParse("2020-01-01"), 3000).Draw(t, "decided")
			in := classify.ProtestInput{Decided: day, NoticeReceived: day}
			d, err := p.ProtestWindow(in)
			if how := noticeCounts(d.Value, err); how != nil {
				return property.Breaks("%v", how).Call("protest_window", in, d.Value, err)
			}
			return nil
		}},
	}
}

// ofSurcharge says how a surcharge breaks a law.
type ofSurcharge = func(in classify.SurchargeInput, amount decimal.Decimal, err error) error

// surcharge makes a law of surcharges: at some rates first, and of what is drawn.
func surcharge(p policy, name string, keeps ofSurcharge, rates ...decimal.Decimal) property.Property {
	ask := func(in classify.SurchargeInput) error {
		d, err := p.Surcharge(in)
		if how := keeps(in, d.Value.Amount, err); how != nil {
			return property.Breaks("%v", how).Call("surcharge", in, d.Value, err)
		}
		return nil
	}
	return property.Property{Name: name, Holds: func(t *rapid.T) error { return ask(drawSurcharge(t)) }, Fixed: func() error {
		for _, rate := range rates {
			if how := ask(classify.SurchargeInput{QuarterlyPremiumTax: decimal.New(100, 0), PenaltyTax: decimal.New(0, 0), Rate: rate}); how != nil {
				return how
			}
		}
		return nil
	}}
}

// unlessRefused is a law of surcharges whose rate is not over the cap.
func unlessRefused(keeps func(in classify.SurchargeInput, amount decimal.Decimal) error) ofSurcharge {
	return func(in classify.SurchargeInput, amount decimal.Decimal, err error) error {
		var refused *rule.Refused
		if errors.As(err, &refused) {
			return nil
		}
		if err != nil {
			return err
		}
		return keeps(in, amount)
	}
}

func drawSurcharge(t *rapid.T) classify.SurchargeInput {
	tax := rapid.Int64Range(0, 10_000_000).Draw(t, "tax")
	rate := rapid.SampledFrom([]int64{rapid.Int64Range(0, 1100).Draw(t, "rate"), 100, 250, 1000}).Draw(t, "a rate")
	return classify.SurchargeInput{QuarterlyPremiumTax: decimal.New(tax, -2), Rate: decimal.New(rate, -3),
		PenaltyTax: decimal.New(rapid.Int64Range(0, tax).Draw(t, "penalty"), -2)}
}

// capped makes the law of the highest rate, which the policy itself states.
func capped(p policy) property.Property {
	values := p.Catalogue().Values
	at := slices.IndexFunc(values, func(v catalogue.Value) bool { return v.ID == "tiers.surcharge.cap" })
	highest := decimal.RequireFromString(values[at].Value)
	return surcharge(p, "a rate over the highest of the policy is refused, and one up to it is taken",
		func(in classify.SurchargeInput, _ decimal.Decimal, err error) error {
			var refused *rule.Refused
			if over := in.Rate.Cmp(highest) > 0; errors.As(err, &refused) != over || !over && err != nil {
				return fmt.Errorf("the rate %s, where %s is the highest: %v", in.Rate, highest, err)
			}
			return nil
		}, highest, highest.Add(decimal.New(1, highest.Exponent())))
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
func noticeCounts(w classify.ProtestWindow, err error) error {
	if err == nil && w.SixtyFromDecision.Before(w.ThirtyFromNotice) {
		return fmt.Errorf("the days from the decision end on %v, before those from the notice on %v: the notice never counts",
			w.SixtyFromDecision, w.ThirtyFromNotice)
	}
	return err
}
