package benefits

import (
	"fmt"
	"math/big"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

func flatFinding(when string, l *Limit) rule.Finding {
	return rule.Stated{Cite: l.Cite, Holds: true, Text: fmt.Sprintf("A flat amount of %s is due %s.", money(l.Amount), when)}.Finding()
}

// explain finds what a wage is due in each step, and the limit that cut it.
func (t *till) explain(e entry, uncut dues, out PaidPeriod) {
	counted := 0
	for i := 0; i < len(e.portions); {
		step, sum, days := e.portions[i].step, new(big.Rat), 0
		for ; i < len(e.portions) && e.portions[i].step == step; i++ {
			sum.Add(sum, uncut.amounts[i])
			days += e.portions[i].days * e.portions[i].weeks
		}
		counted += days
		dates, s := t.plan.dates[step], t.plan.steps[step]
		percentage := "nothing but a flat amount"
		if rule.Given(s.Percent) {
			percentage = percent(s.Percent)
		}
		t.find(rule.Stated{Cite: s.Cite, Holds: sum.Sign() > 0, Text: fmt.Sprintf(
			"Of the wages of %s from %v to %v, %d of %d days lie in the step of %s %s: %s before any limit.",
			money(e.Gross), e.From, e.To, days, e.calendar, percentage, reachOf(dates), quotient(sum.Num(), new(big.Int).Mul(sum.Denom(), hundredInt)))}.Finding())
	}
	if counted < e.calendar {
		t.find(rule.Stated{Cite: t.text.Cite, Text: fmt.Sprintf("Of the wages from %v to %v, %d of %d days lie after the last step, and nothing is paid for them.",
			e.From, e.To, e.calendar-counted, e.calendar)}.Finding())
	}
	if out.BoundBy != BoundNone {
		cite, limit := t.limit(e, out.BoundBy)
		t.find(rule.Stated{Cite: cite, Holds: true, Text: fmt.Sprintf("%s binds the wages from %v to %v, for which %s is paid.", limit, e.From, e.To, money(out.Amount))}.Finding())
	}
}

func reachOf(d Dated) string {
	if d.To == lastOfCalendar {
		return "from " + d.From.String()
	}
	return calendar.Period{From: d.From, To: d.To}.String()
}

// limit says which limit it is that binds, with its source.
func (t *till) limit(e entry, by Bound) (rule.Citation, string) {
	switch by {
	case BoundTotal:
		return t.text.Total.Cite, "The limit of " + money(t.text.Total.Amount) + " in all"
	case BoundDays:
		return t.text.Days.Cite, fmt.Sprintf("The limit of %d paid days", t.text.Days.Count)
	case BoundWindow:
		return t.text.Window.Cite, fmt.Sprintf("The window of %d months, which ends on %v,", t.text.Window.Months, t.plan.last)
	}
	if w := t.text.WeeklyWage; by == BoundWeek && w != nil {
		y, _ := w.of(e.From.Year()) // the wage was cut by it
		return y.Cite, fmt.Sprintf("The weekly wage that counts, 1/%d of %s in %d,", w.WeeksAYear, money(y.Amount), y.Year)
	}
	return t.stepLimit(e, by)
}

// stepLimit says which of its steps' limits binds a wage: the first step's that
// has one.
func (t *till) stepLimit(e entry, by Bound) (cite rule.Citation, text string) {
	for i := len(e.portions) - 1; i >= 0; i-- {
		s := t.plan.steps[e.portions[i].step]
		most, of := s.PerStep, "in the step"
		switch by {
		case BoundDay:
			most, of = s.PerDay, "a day worked"
		case BoundWeek:
			most, of = s.PerWeek, "a week"
		}
		if most != nil {
			cite, text = most.Cite, "The limit of "+money(most.Amount)+" "+of
		}
	}
	return cite, text
}
