package benefits

import (
	"math"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// ReimbursedAmounts are the amounts of a Reimbursement alone.
type ReimbursedAmounts struct {
	Periods       []decimal.Decimal `json:"periods"` // the Amount of each, in the order given
	Total         decimal.Decimal   `json:"total"`
	ExcludedTotal decimal.Decimal   `json:"excluded_total"`
	EmployerShare decimal.Decimal   `json:"employer_share"`
}

// ReimburseAmounts is [Policy.Reimburse] without shares and findings, for a
// host that reckons many placements: the same cents or the same error. What is
// plain enough is reckoned in integers; for anything else it asks Reimburse.
func (p *Policy) ReimburseAmounts(in ReimburseInput) (ReimbursedAmounts, error) {
	if p.must() == nil {
		if amounts, ok := p.inIntegers(in); ok {
			return amounts, nil
		}
	}
	d, err := p.Reimburse(in)
	if err != nil {
		return ReimbursedAmounts{}, err
	}
	amounts := ReimbursedAmounts{Periods: make([]decimal.Decimal, len(d.Value.Periods)),
		Total: d.Value.Total, ExcludedTotal: d.Value.ExcludedTotal, EmployerShare: d.Value.EmployerShare}
	for i, period := range d.Value.Periods {
		amounts.Periods[i] = period.Amount
	}
	return amounts, nil
}

// inIntegers reckons in whole cents. It is not ok for what has a mistake, for
// pay periods or days worked that are not in order, and for numbers that may
// not fit.
func (p *Policy) inIntegers(in ReimburseInput) (amounts ReimbursedAmounts, ok bool) {
	s, ok := scaledSchedule(in)
	if !ok || in.PayPeriods == nil || len(in.PayPeriods) > mostPeriods || in.Apportion != CalendarDays && in.Apportion != DaysWorked {
		return amounts, false
	}
	amounts.Periods = make([]decimal.Decimal, len(in.PayPeriods))
	var total, bases, excluded int64
	for i := range in.PayPeriods {
		pay := &in.PayPeriods[i]
		if pay.From.Before(in.Start) || pay.To.Before(pay.From) || pay.To.After(s.last) || i > 0 && !pay.From.After(in.PayPeriods[i-1].To) {
			return amounts, false
		}
		base, other, fits := p.centsOf(pay.Lines)
		days, weighted, inOrder := s.weigh(pay, in.Apportion, p.firstDayRules)
		if !fits || !inOrder || days == 0 && base > 0 || weighted > 0 && base > math.MaxInt64/4/weighted {
			return amounts, false
		}
		amount := int64(0)
		if days > 0 {
			amount = p.rounding.whole(base*weighted, days*s.scale)
		}
		amounts.Periods[i] = decimal.New(amount, -2)
		total, bases, excluded = total+amount, bases+base, excluded+other
	}
	amounts.Total, amounts.ExcludedTotal, amounts.EmployerShare = decimal.New(total, -2), decimal.New(excluded, -2), decimal.New(bases-total, -2)
	return amounts, true
}

// whole is rounded for integers that are far from the largest.
func (r toCent) whole(num, den int64) int64 {
	whole, rest := num/den, num%den
	if 2*rest > den || 2*rest == den && (r.How == rule.HalfUp || whole%2 == 1) {
		whole++
	}
	return whole
}

// What is reckoned in integers is bounded, so that no sum is too large.
const (
	mostCents     = 1_000_000_000_000 // of a pay period
	mostPeriods   = 1_000_000
	mostSteps     = 24
	percentPlaces = 4
)

// centsOf sums lines of pay in cents, those that are reimbursable and those
// that are not.
func (p *Policy) centsOf(lines []Line) (base, excluded int64, ok bool) {
	for _, line := range lines {
		amount, fits := scaled(line.Amount, 2)
		if !fits {
			return 0, 0, false
		}
		switch {
		case indexKind(p.excluded, line.Kind) >= 0:
			excluded += amount
		case indexKind(p.reimbursable, line.Kind) >= 0:
			base += amount
		default:
			return 0, 0, false
		}
		if base > mostCents || excluded > mostCents {
			return 0, 0, false
		}
	}
	return base, excluded, true
}

// scaled gives a decimal that is not negative as a number of units of so many
// places.
func scaled(d decimal.Decimal, places int32) (int64, bool) {
	const digits = 12
	exponent := d.Exponent()
	if exponent > 0 || exponent < -places || !rule.Given(d) || d.Sign() < 0 || d.NumDigits() > digits {
		return 0, false
	}
	n := d.CoefficientInt64()
	for ; places > -exponent; places-- {
		n *= 10
	}
	return n, true
}

// A scaledTaper is a schedule with its percentages in integers.
type scaledTaper struct {
	steps    []Dated
	percents [mostSteps]int64
	scale    int64 // 100 % of them
	last     calendar.Date
}

func scaledSchedule(in ReimburseInput) (s scaledTaper, ok bool) {
	if in.Start.IsZero() || len(in.Schedule) == 0 || len(in.Schedule) > mostSteps {
		return s, false
	}
	s.scale = 100_0000
	for i, step := range in.Schedule {
		percent, fits := scaled(step.Percent, percentPlaces)
		if !fits || percent > s.scale || checkLength("", step.Months, step.Weeks, step.Days) != nil {
			return s, false
		}
		s.percents[i] = percent
	}
	var err error
	if s.steps, err = dated(in.Start, in.Schedule); err != nil {
		return s, false
	}
	if s.last = s.steps[len(s.steps)-1].To; !in.End.IsZero() {
		s.last = in.End
	}
	return s, !s.last.Before(in.Start)
}

// weigh counts the days of a pay period, and sums the percentages of the steps
// that they lie in; days after the last step have none.
func (s *scaledTaper) weigh(pay *PayPeriod, by Apportion, firstDayRules bool) (days, weighted int64, ok bool) {
	for i, day := range pay.Worked {
		if day.Before(pay.From) || day.After(pay.To) || i > 0 && !day.After(pay.Worked[i-1]) {
			return 0, 0, false
		}
	}
	days = int64(pay.To.DaysSince(pay.From) + 1)
	worked := pay.Worked
	if by == DaysWorked {
		days = int64(len(worked))
	}
	for i := range s.steps {
		step := &s.steps[i]
		if step.To.Before(pay.From) {
			continue
		}
		if firstDayRules {
			return days, days * s.percents[i], true
		}
		if step.From.After(pay.To) {
			break
		}
		n := 0
		if by == DaysWorked {
			for n < len(worked) && !worked[n].After(step.To) {
				n++
			}
			worked = worked[n:]
		} else {
			n = min(step.To.DaysSince(pay.From), pay.To.DaysSince(pay.From), step.To.DaysSince(step.From), pay.To.DaysSince(step.From)) + 1
		}
		weighted += int64(n) * s.percents[i]
	}
	return days, weighted, true
}
