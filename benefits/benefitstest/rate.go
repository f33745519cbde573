package benefitstest

import (
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/property"
	"pgregory.net/rapid"
)

type rateAsked = asked[benefits.RateInput, benefits.CompensationRate]

// rateLaws are the laws of the rate and of the maximums.
func rateLaws(p policy) []property.Property {
	rate := func(name string, keeps func(*rapid.T, policy, rateAsked) error) property.Property {
		return property.Property{Name: name, Holds: func(t *rapid.T) error {
			if len(p.Maximums()) == 0 || !hasRate(p) {
				return nil
			}
			row := rapid.SampledFrom(p.Maximums()).Draw(t, "accident in")
			a := askRate(p, facts(t, p), row.From, rapid.OneOf(Amounts(30000000), rapid.Just(enough)).Draw(t, "gross"))
			if a.err != nil {
				return a.answered()
			}
			return keeps(t, p, a)
		}}
	}
	return []property.Property{
		rate("compensation is between half of the net and the net", halfOrMore),
		rate("the gross that counts is never above the maximum", neverAboveTheMaximum),
		rate("the gross that counts is the nearest hundred", nearestHundred),
		rate("a higher gross never has a lower rate", higherNeverLower),
		{Name: "a maximum lasts to the end of its year, or to the next", Fixed: func() error { return maximumsLast(p) }},
		{Name: "a later maximum is no lower", Fixed: func() error { return maximumsRise(p) }},
	}
}

// askRate asks with a net of three quarters of the gross; which row of a net
// table that takes is shown by the answer.
func askRate(p policy, facts rule.Facts, accident calendar.Date, gross decimal.Decimal) rateAsked {
	in := benefits.RateInput{Accident: accident, Facts: facts, Gross: gross, Net: func(gross decimal.Decimal) (decimal.Decimal,
		error) {
		return gross.Mul(decimal.New(75, -2)), nil
	}}
	a := ask("compensation_rate", in, p.CompensationRate)
	a.in.Net, a.in.NetTable = nil, []benefits.NetRow{{Gross: gross, Net: zero}}
	if a.err == nil {
		a.in.NetTable = []benefits.NetRow{{Gross: a.Value.Gross, Net: a.Value.Net}}
	}
	return a
}

func halfOrMore(_ *rapid.T, _ policy, a rateAsked) error {
	v := a.Value
	if v.BoundBy == benefits.BoundMost || v.BoundBy == benefits.BoundLeast {
		return a.sameBytes()
	}
	if v.Amount.Add(cent).Add(v.Amount).Cmp(v.Net) < 0 || v.Amount.Cmp(v.Net) > 0 {
		return a.breaks("%s a year is paid for a net of %s", v.Amount, v.Net)
	}
	return a.sameBytes()
}

// neverAboveTheMaximum: a gross that the nearest hundred would take above the
// maximum is the maximum.
func neverAboveTheMaximum(_ *rapid.T, _ policy, a rateAsked) error {
	if v := a.Value; !v.Maximum.None && v.Gross.Cmp(v.Maximum.Amount) > 0 {
		return a.breaks("%s counts, above the maximum of %s", v.Gross, v.Maximum)
	}
	return nil
}

// nearestHundred is asked of a policy that takes a gross to the nearest.
func nearestHundred(_ *rapid.T, p policy, a rateAsked) error {
	if v := a.Value; chosen(p, "net-nearest-100-tie") != "" && !v.Capped && v.Gross.Sub(a.in.Gross).Abs().Cmp(decimal.New(50, 0)) > 0 {
		return a.breaks("a gross of %s counts as %s", a.in.Gross, v.Gross)
	}
	return nil
}

func higherNeverLower(t *rapid.T, p policy, a rateAsked) error {
	b := askRate(p, a.in.Facts, a.in.Accident, a.in.Gross.Add(Amounts(1000000).Draw(t, "more")))
	if b.err != nil {
		return b.answered()
	}
	if b.Value.Amount.Cmp(a.Value.Amount) < 0 {
		return b.shows(a.breaks("%s a year for a gross of %s, and %s for one of %s", a.Value.Amount, a.in.Gross, b.Value.Amount, b.in.Gross))
	}
	return nil
}

// someFacts are facts of any kind, where nothing turns on them.
func someFacts(p policy) rule.Facts {
	if len(p.Facts()) == 0 {
		return nil
	}
	return Facts(p.Facts()).Example(1)
}

// enough is a gross that every maximum cuts.
var enough = decimal.New(1, 9)

// maximumsLast asks about the day after a row's last, where that is not the end
// of a year.
func maximumsLast(p policy) error {
	if !hasRate(p) {
		return nil
	}
	for _, row := range p.Maximums() {
		next, err := row.To.AddDays(1)
		if err != nil || next.Year() != row.To.Year() {
			continue
		}
		if a := askRate(p, someFacts(p), next, hundred); a.err != nil {
			return a.breaks("the maximum from %v ends on %v, and there is none the day after", row.From, row.To)
		}
	}
	return nil
}

// maximumsRise compares each maximum with the one before it. Years without one
// are passed over.
func maximumsRise(p policy) error {
	if !hasRate(p) {
		return nil
	}
	var before rateAsked // of no maximum, at first
	for _, row := range p.Maximums() {
		if row.Amount.None {
			continue
		}
		a := askRate(p, someFacts(p), row.From, enough)
		if a.err != nil {
			return a.answered()
		}
		if a.Value.Maximum.Amount.Cmp(before.Value.Maximum.Amount) < 0 {
			return a.shows(before.breaks("the maximum falls from %s on %v to %s on %v", before.Value.Maximum, before.in.Accident,
				a.Value.Maximum, row.From))
		}
		before = a
	}
	return nil
}
