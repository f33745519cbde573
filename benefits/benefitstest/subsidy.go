package benefitstest

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

// A kit runs the laws on one scheme.
type kit struct {
	subsidy scheme
	within  calendar.Period
}

// wages draws a question about wages in the kit's period, in order.
func (k kit) wages(t *rapid.T) (benefits.SubsidyInput, benefits.Text) {
	texts := k.subsidy.Texts()
	at := rapid.IntRange(0, len(texts)-1).Draw(t, "text")
	in := benefits.SubsidyInput{Accident: texts[at].AccidentsFrom, Wages: []benefits.Wage{}}
	if in.Accident.IsZero() && len(texts) > 1 {
		in.Accident, _ = texts[1].AccidentsFrom.AddDays(-1)
	}
	if texts[at].Agreement {
		in.Schedule = schedule().Draw(t, "schedule")
	}
	in.Start, _ = k.within.From.AddDays(rapid.IntRange(0, k.within.Days()-1).Draw(t, "start"))
	for from := in.Start; len(in.Wages) < 8; {
		to := after(from, rapid.SampledFrom([]int{0, 2, 6, 13, 29, 200}).Draw(t, "length"), k.within)
		all := calendar.Period{From: from, To: to}.Days()
		w := benefits.Wage{From: from, To: to, Days: rapid.IntRange(1, all).Draw(t, "days"), Gross: amount(3000000).Draw(t, "gross")}
		in.Wages = append(in.Wages, w)
		next, err := to.AddDays(1 + rapid.IntRange(0, 3).Draw(t, "gap"))
		if err != nil || next.After(k.within.To) {
			break
		}
		from = next
	}
	return in, texts[at]
}

// asked draws a question and asks it.
func (k kit) asked(t *rapid.T) (benefits.SubsidyInput, benefits.Text, rule.Decision[benefits.Payment], error) {
	in, text := k.wages(t)
	d, err := k.subsidy.Pay(in)
	return in, text, d, err
}

func (k kit) partsComeToTheirTotal(t *rapid.T) error {
	in, _, d, err := k.asked(t)
	if err != nil {
		return err
	}
	sum := d.Value.Flat
	for _, p := range d.Value.Periods {
		if p.Amount.Sign() < 0 || !p.Amount.Truncate(2).Equal(p.Amount) {
			return fmt.Errorf("%s is paid", p.Amount)
		}
		sum = sum.Add(p.Amount)
	}
	if len(d.Value.Periods) != len(in.Wages) || !sum.Equal(d.Value.Total) || !told(d.Findings, "total").Equal(sum) {
		return fmt.Errorf("%+v: its parts come to %s", d.Value, sum)
	}
	return sameBytes(in, d, k.subsidy.Pay)
}

// noLimitIsPassed checks what can be seen from outside: the total, the steps of
// a text by all their limits together, and the weeks of wages that lie in one.
func (k kit) noLimitIsPassed(t *rapid.T) error {
	in, text, d, err := k.asked(t)
	if err != nil {
		return err
	}
	v := d.Value
	if text.Total != nil && v.Total.Cmp(text.Total.Amount) > 0 {
		return fmt.Errorf("%s is paid, above %s in all", v.Total, text.Total.Amount)
	}
	steps, weekly, weekMost := zero, len(text.Steps) > 0, zero
	if text.AtStart != nil {
		steps = text.AtStart.Amount
	}
	bounded := len(text.Steps) > 0
	for _, s := range text.Steps {
		bounded = bounded && s.PerStep != nil
		if s.PerStep != nil {
			steps = steps.Add(s.PerStep.Amount)
		}
		if weekly = weekly && s.PerWeek != nil; weekly && s.PerWeek.Amount.Cmp(weekMost) > 0 {
			weekMost = s.PerWeek.Amount
		}
	}
	if bounded && v.Total.Cmp(steps) > 0 {
		return fmt.Errorf("%s is paid, above %s in all steps", v.Total, steps)
	}
	if !weekly {
		return nil
	}
	weeks := map[int]decimal.Decimal{}
	for i, w := range in.Wages {
		first, last := w.From.DaysSince(in.Start)/7, w.To.DaysSince(in.Start)/7
		if most := weekMost.Mul(decimal.New(int64(last-first+1), 0)); v.Periods[i].Amount.Cmp(most) > 0 {
			return fmt.Errorf("%s is paid for %d weeks of at most %s", v.Periods[i].Amount, last-first+1, weekMost)
		}
		if first == last {
			weeks[first] = weeks[first].Add(v.Periods[i].Amount)
		}
		if weeks[first].Cmp(weekMost) > 0 {
			return fmt.Errorf("%s is paid in week %d, above %s", weeks[first], first, weekMost)
		}
	}
	return nil
}

func (k kit) noMoreThanTheWage(t *rapid.T) error {
	in, _, d, err := k.asked(t)
	if err != nil {
		return err
	}
	for i, p := range d.Value.Periods {
		if p.Amount.Sub(in.Wages[i].Gross).Cmp(cent) > 0 {
			return fmt.Errorf("%s is paid for a wage of %s", p.Amount, in.Wages[i].Gross)
		}
	}
	return nil
}

func (k kit) noDayTwice(t *rapid.T) error {
	in, _ := k.wages(t)
	again := rapid.SampledFrom(in.Wages).Draw(t, "again")
	again.From, again.Days = again.To, 1
	in.Wages = append(in.Wages, again)
	_, err := k.subsidy.Pay(in)
	return refused(err)
}

func (k kit) orderDoesNotMatter(t *rapid.T) error {
	in, _, d, err := k.asked(t)
	if err != nil {
		return err
	}
	v := d.Value
	turned := in
	turned.Wages = slices.Clone(in.Wages)
	slices.Reverse(turned.Wages)
	e, err := k.subsidy.Pay(turned)
	if err != nil {
		return err
	}
	w := e.Value
	slices.Reverse(w.Periods)
	for i := range v.Periods {
		if a, b := v.Periods[i], w.Periods[i]; !a.Amount.Equal(b.Amount) || a.BoundBy != b.BoundBy {
			return fmt.Errorf("wage %d: %+v, and %+v in another order", i, a, b)
		}
	}
	return nil
}

// unboundIsNotCut pays a wage by itself and again after others: what no limit
// binds is the same.
func (k kit) unboundIsNotCut(t *rapid.T) error {
	in, _, d, err := k.asked(t)
	if err != nil {
		return err
	}
	all := d.Value
	at := rapid.IntRange(0, len(in.Wages)-1).Draw(t, "one")
	alone := in
	alone.Wages = in.Wages[at : at+1]
	e, err := k.subsidy.Pay(alone)
	if err != nil {
		return err
	}
	one := e.Value.Periods[0]
	if all.Periods[at].BoundBy == benefits.BoundNone && !one.Amount.Equal(all.Periods[at].Amount) {
		return fmt.Errorf("a wage is paid %s among others, unbound, and %s alone (%s)", all.Periods[at].Amount, one.Amount, one.BoundBy)
	}
	if one.Amount.Cmp(all.Periods[at].Amount) < 0 {
		return fmt.Errorf("a wage is paid %s among others, and %s alone", all.Periods[at].Amount, one.Amount)
	}
	return nil
}
