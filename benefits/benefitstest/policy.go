package benefitstest

import (
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule/property"
	"pgregory.net/rapid"
)

// policyLaws are the laws for a policy.
func policyLaws(p policy) []property.Property {
	reimburse := func(name string, keeps func(reimbursed) error) property.Property {
		return property.Property{Name: name, Holds: func(t *rapid.T) error {
			if len(p.Kinds()) == 0 {
				return nil
			}
			a := ask("reimburse", Placements(p.Kinds()).Draw(t, "placement"), p.Reimburse)
			if a.err != nil {
				return a.answered()
			}
			return keeps(a)
		}}
	}
	return append([]property.Property{
		reimburse("parts come to their total", partsComeToTheirTotal),
		reimburse("a step is paid its percentage", func(a reimbursed) error { return stepsKeepTheirPercentage(p, a) }),
		reimburse("the order of pay periods does not matter", orderDoesNotMatter),
		{Name: "a day is never paid twice", Holds: func(t *rapid.T) error { return noDayTwice(t, p) }},
		{Name: "what is no wage is not reimbursed", Holds: func(t *rapid.T) error { return onlyWages(t, p) }},
		{Name: "a top-up is never negative nor above the rate", Holds: func(t *rapid.T) error { return topUpsKeepToTheRate(t, p) }},
		{Name: "a top-up and what is earned are never above the net before", Holds: func(t *rapid.T) error { return topUpsStayBelow(t, p) }},
		{Name: "a better option never earns less", Holds: func(t *rapid.T) error { return bestIsBest(t, p) }},
		readingsLaw(p.Interpretations),
	}, append(moneyLaws(p), rateLaws(p)...)...)
}

func partsComeToTheirTotal(a reimbursed) error {
	total, base, excluded, paid := zero, zero, zero, zero
	for i, pay := range a.Value.Periods {
		steps, bases := zero, zero
		for _, s := range pay.Steps {
			if s.Amount.Sign() < 0 || s.Base.Sign() < 0 || s.Days < 0 || s.Days < 1 && s.Base.Sign() == 0 {
				return a.breaks("period %d: %+v", i, s)
			}
			steps, bases = steps.Add(s.Amount), bases.Add(s.Base)
		}
		if !steps.Equal(pay.Amount) || !bases.Equal(pay.Base) {
			return a.breaks("period %d of %s on %s: its steps come to %s on %s", i, pay.Amount, pay.Base, steps, bases)
		}
		for _, e := range pay.Excluded {
			excluded = excluded.Add(e.Amount)
		}
		for _, l := range a.in.PayPeriods[i].Lines {
			paid = paid.Add(l.Amount)
		}
		total, base = total.Add(pay.Amount), base.Add(pay.Base)
	}
	v := a.Value
	if !total.Equal(v.Total) || !excluded.Equal(v.ExcludedTotal) || !base.Sub(total).Equal(v.EmployerShare) ||
		!base.Add(excluded).Equal(paid) {
		return a.breaks("%+v: its parts come to %s, %s and %s", v, total, excluded, base.Sub(total))
	}
	if !a.found("total").Equal(v.Total) || !a.found("employer_share").Equal(v.EmployerShare) {
		return a.breaks("the findings have another total than %s", v.Total)
	}
	return a.sameBytes()
}

// reimbursed is a question about pay, with its answer.
type reimbursed = asked[benefits.ReimburseInput, benefits.Reimbursement]

// stepsKeepTheirPercentage: give or take two cents or, to a coarser unit, two of
// those.
func stepsKeepTheirPercentage(p policy, a reimbursed) error {
	_, to := p.Rounding()
	unit := to.Amount()
	slack := decimal.New(2, 2).Mul(unit)
	for i, pay := range a.Value.Periods {
		for _, s := range pay.Steps {
			if due := s.Base.Mul(s.Percent); s.Amount.Mul(hundred).Sub(due).Abs().Cmp(slack) > 0 {
				return a.breaks("period %d: %s is not %s %% of %s, give or take two times %s", i, s.Amount, s.Percent, s.Base, unit)
			}
		}
		if pay.Amount.Sub(pay.Base).Cmp(unit.Sub(cent)) > 0 {
			return a.breaks("period %d: %s is paid for %s", i, pay.Amount, pay.Base)
		}
	}
	return nil
}

func orderDoesNotMatter(a reimbursed) error {
	turned := a.in
	turned.PayPeriods = slices.Clone(a.in.PayPeriods)
	slices.Reverse(turned.PayPeriods)
	b := ask("reimburse", turned, a.again)
	if b.err != nil {
		return b.answered()
	}
	for i := range a.Value.Periods {
		other := b.Value.Periods[len(b.Value.Periods)-1-i]
		if one := a.Value.Periods[i]; !one.Amount.Equal(other.Amount) {
			return b.shows(a.breaks("period %d: %s, and %s in another order", i, one.Amount, other.Amount))
		}
	}
	return nil
}

func noDayTwice(t *rapid.T, p policy) error {
	if len(p.Kinds()) == 0 {
		return nil
	}
	in := Placements(p.Kinds()).Draw(t, "placement")
	again := rapid.SampledFrom(in.PayPeriods).Draw(t, "again")
	again.From = rapid.SampledFrom([]calendar.Date{again.From, again.To}).Draw(t, "from")
	again.Worked = nil
	in.PayPeriods = append(in.PayPeriods, again)
	return ask("reimburse", in, p.Reimburse).refused()
}

// onlyWages asks about the pay that step 1 of the procedure never reimburses
// ("WCB does not reimburse for …"), as far as the policy knows it.
func onlyWages(t *rapid.T, p policy) error {
	day := calendar.MustParse("2025-01-06")
	in := benefits.ReimburseInput{Start: day, Schedule: benefits.Steps(benefits.Step{Weeks: 1, Percent: hundred}),
		Apportion: benefits.CalendarDays}
	pay := Amounts(1000000).Draw(t, "amount")
	for _, kind := range [...]string{"overtime", "holiday_pay", "employer_ei", "employer_cpp", "wcb_premium", "gst"} {
		if !slices.Contains(p.Kinds(), kind) {
			continue
		}
		in.PayPeriods = []benefits.PayPeriod{{From: day, To: day, Lines: []benefits.Line{{Kind: kind, Amount: pay}}}}
		a := ask("reimburse", in, p.Reimburse)
		if a.err != nil {
			return a.answered()
		}
		if a.Value.Total.Sign() > 0 {
			return a.breaks("%s of %s is reimbursed", a.Value.Total, kind)
		}
	}
	return nil
}

// askTopUp asks about a top-up; not ok of a policy without a rate, and of a benefit
// that is the least there is.
func askTopUp(t *rapid.T, p policy) (a asked[benefits.TopUpInput, benefits.TopUp], ok bool) {
	if !hasRate(p) {
		return a, false
	}
	in := TopUps().Draw(t, "earnings")
	in.Accident, in.Facts = circumstances(t, p)
	a = ask("top_up", in, p.TopUp)
	return a, a.Value.BoundBy != benefits.BoundLeast
}

func topUpsKeepToTheRate(t *rapid.T, p policy) error {
	a, ok := askTopUp(t, p)
	if a.err != nil {
		return a.answered()
	}
	if !ok {
		return nil
	}
	if a.Value.Amount.Sign() < 0 || a.Value.Amount.Cmp(a.in.PreAccidentNet) > 0 {
		return a.breaks("%s of %s", a.Value.Amount, a.in.PreAccidentNet)
	}
	if year := a.Value.Monthly.Mul(decimal.New(12, 0)); year.Sub(a.Value.Amount).Abs().Cmp(decimal.New(7, -2)) > 0 {
		return a.breaks("%s a month is not %s a year", a.Value.Monthly, a.Value.Amount)
	}
	return a.sameBytes()
}

func topUpsStayBelow(t *rapid.T, p policy) error {
	a, ok := askTopUp(t, p)
	if a.err != nil {
		return a.answered()
	}
	if !ok {
		return nil
	}
	earned := a.in.ActualNet
	if a.in.Basis == benefits.FullCompensation {
		earned = decimal.Min(a.in.ActualWages, a.in.ActualNet) // whichever the policy takes
	}
	if sum := a.Value.Amount.Add(earned); a.Value.Amount.Sign() > 0 && sum.Cmp(a.in.PreAccidentNet) > 0 {
		return a.breaks("%s beside earnings of %s come to %s, above %s", a.Value.Amount, earned, sum, a.in.PreAccidentNet)
	}
	return nil
}

func bestIsBest(t *rapid.T, p policy) error {
	in := benefits.OptionsInput{Options: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) benefits.Option {
		return benefits.Option{Option: rapid.SampledFrom([]string{"placement", "job option"}).Draw(t, "option"),
			Earnings: Amounts(300).Draw(t, "earnings"), RuledOut: rapid.Bool().Draw(t, "out")}
	}), 1, 6).Draw(t, "options")}
	left := slices.DeleteFunc(slices.Clone(in.Options), func(o benefits.Option) bool { return o.RuledOut })
	a := ask("best_earnings", in, p.BestEarnings)
	if len(left) == 0 {
		return a.refused()
	}
	if a.err != nil {
		return a.answered()
	}
	for _, o := range left {
		if o.Earnings.Cmp(a.Value.Earnings) > 0 {
			return a.breaks("%+v was passed over for %+v", o, a.Value)
		}
	}
	if len(a.Value.PassedOver) != len(in.Options)-len(left) {
		return a.breaks("%+v of %+v", a.Value, in.Options)
	}
	return a.sameBytes()
}
