package benefitstest

import (
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/property"
	"pgregory.net/rapid"
)

// A kit runs the laws on one scheme.
type kit struct {
	subsidy scheme
	within  calendar.Period
	facts   []rule.Facts // by text
}

func newKit(s scheme, within calendar.Period) kit { return kit{s, within, factsOf(s)} }

// paid is a question about wages, with its answer.
type paid = asked[benefits.SubsidyInput, benefits.Payment]

func (k kit) pay(in benefits.SubsidyInput) paid { return ask("subsidy", in, k.subsidy.Pay) }

func (k kit) laws() []property.Property { return append(k.paymentLaws(), k.schemeLaws()...) }

// paymentLaws are the laws of what any scheme pays.
func (k kit) paymentLaws() []property.Property {
	pays := func(name string, keeps func(*rapid.T, benefits.Text, paid) error) property.Property {
		return property.Property{Name: name, Holds: func(t *rapid.T) error {
			text, a := k.wages(t)
			if a.err != nil {
				return a.answered()
			}
			return keeps(t, text, a)
		}}
	}
	return []property.Property{
		pays("a wage in the period is paid", func(*rapid.T, benefits.Text, paid) error { return nil }),
		pays("parts come to their total", k.partsComeToTheirTotal),
		pays("no limit is passed", k.noLimitIsPassed),
		pays("a wage is paid no more than it is", k.noMoreThanTheWage),
		pays("a day is never paid twice", k.noDayTwice),
		pays("the order of wages does not matter", k.orderDoesNotMatter),
		pays("what is unbound is not cut", k.unboundIsNotCut),
		pays("a longer employment is never paid less", k.longerIsNoLess),
		pays("each worker is paid as if alone, up to the limits of the employer", k.eachWorkerAsAlone),
		readingsLaw(k.subsidy.Interpretations),
	}
}

// eachWorkerAsAlone pays two workers the same wages.
func (k kit) eachWorkerAsAlone(_ *rapid.T, text benefits.Text, a paid) error {
	both := a.in
	both.Wages = slices.Clone(a.in.Wages)
	for _, w := range a.in.Wages {
		w.Worker = "another"
		both.Wages = append(both.Wages, w)
	}
	b := k.pay(both)
	if b.err != nil {
		return b.answered()
	}
	twice := a.Value.Total.Add(a.Value.Total)
	if text.Employer == nil && !b.Value.Total.Equal(twice) || b.Value.Total.Cmp(twice) > 0 {
		return b.shows(a.breaks("%s is paid for one worker, and %s for two with the same wages", a.Value.Total, b.Value.Total))
	}
	if text.Employer != nil && text.Employer.Total != nil && b.Value.Total.Cmp(highest(text.Employer.Total)) > 0 {
		return b.breaks("%s is paid, above %s for all workers", b.Value.Total, highest(text.Employer.Total))
	}
	return nil
}

// text draws one of the texts, and a day of accident for it.
func (k kit) text(t *rapid.T) (benefits.Text, calendar.Date, rule.Facts) {
	texts := k.subsidy.Texts()
	at := rapid.IntRange(0, len(texts)-1).Draw(t, "text")
	return texts[at], accidentOf(texts, at), k.facts[at]
}

// accidentOf is a day of accident for a text; the zero Date where the scheme
// does not turn on it.
func accidentOf(texts []benefits.Text, at int) calendar.Date {
	accident := texts[at].AccidentsFrom
	for _, later := range texts[at:] {
		if accident.IsZero() && !later.AccidentsFrom.IsZero() {
			accident, _ = later.AccidentsFrom.AddDays(-1) // of a text that has its day
		}
	}
	return accident
}

// wages draws a question about wages in the kit's period, and asks it.
func (k kit) wages(t *rapid.T) (benefits.Text, paid) {
	text, accident, facts := k.text(t)
	in := Employments(text, accident, k.within).Draw(t, "employment")
	in.Facts = facts
	return text, k.pay(in)
}

func (k kit) partsComeToTheirTotal(_ *rapid.T, _ benefits.Text, a paid) error {
	sum := a.Value.Flat
	for _, p := range a.Value.Periods {
		if p.Amount.Sign() < 0 || !p.Amount.Truncate(2).Equal(p.Amount) {
			return a.breaks("%s is paid", p.Amount)
		}
		sum = sum.Add(p.Amount)
	}
	if len(a.Value.Periods) != len(a.in.Wages) || !sum.Equal(a.Value.Total) || !a.found("total").Equal(sum) {
		return a.breaks("%+v: its parts come to %s", a.Value, sum)
	}
	return a.sameBytes()
}

// noLimitIsPassed checks what can be seen from outside: the total, the steps of
// a text by all their limits together, and the weeks of wages that lie in one.
func (k kit) noLimitIsPassed(_ *rapid.T, text benefits.Text, a paid) error {
	v := a.Value
	if text.Total != nil && v.Total.Cmp(highest(text.Total)) > 0 {
		return a.breaks("%s is paid, above %s in all", v.Total, highest(text.Total))
	}
	if text.Employer != nil && text.Employer.Total != nil && v.Total.Cmp(highest(text.Employer.Total)) > 0 {
		return a.breaks("%s is paid, above %s for all workers", v.Total, highest(text.Employer.Total))
	}
	steps, weekly, weekMost := zero, len(text.Steps) > 0, zero
	if text.AtStart != nil {
		steps = highest(text.AtStart)
	}
	bounded := len(text.Steps) > 0
	for _, s := range text.Steps {
		bounded = bounded && s.PerStep != nil && s.Repeat < 2
		if s.PerStep != nil {
			steps = steps.Add(highest(s.PerStep))
		}
		if weekly = weekly && s.PerWeek != nil; weekly {
			weekMost = decimal.Max(weekMost, highest(s.PerWeek))
		}
	}
	if bounded && v.Total.Cmp(steps) > 0 {
		return a.breaks("%s is paid, above %s in all steps", v.Total, steps)
	}
	for _, l := range [...]struct {
		limit  *benefits.Limit
		months int
	}{{text.PerMonth, 1}, {text.PerQuarter, 3}} {
		if l.limit == nil {
			continue
		}
		paid := map[int]decimal.Decimal{}
		for i, w := range a.in.Wages {
			first, last := monthOf(w.From)/l.months, monthOf(w.To)/l.months
			if first == last {
				paid[first] = paid[first].Add(a.Value.Periods[i].Amount)
			}
			if paid[first].Cmp(highest(l.limit)) > 0 {
				return a.breaks("%s is paid in the months of %v, above %s", paid[first], w.From, highest(l.limit))
			}
		}
	}
	if !weekly {
		return nil
	}
	return weekIsNotPassed(a, weekMost)
}

// highest is the most that a limit ever is, where it changes.
func highest(l *benefits.Limit) decimal.Decimal {
	most := l.Amount
	for _, c := range l.Changes {
		most = decimal.Max(most, c.Amount)
	}
	return most
}

func monthOf(d calendar.Date) int { return 12*d.Year() + int(d.Month()) - 1 }

func weekIsNotPassed(a paid, weekMost decimal.Decimal) error {
	weeks := map[int]decimal.Decimal{}
	for i, w := range a.in.Wages {
		first, last := w.From.DaysSince(a.in.Start)/7, w.To.DaysSince(a.in.Start)/7
		if most := weekMost.Mul(decimal.New(int64(last-first+1), 0)); a.Value.Periods[i].Amount.Cmp(most) > 0 {
			return a.breaks("%s is paid for %d weeks of at most %s", a.Value.Periods[i].Amount, last-first+1, weekMost)
		}
		if first == last {
			weeks[first] = weeks[first].Add(a.Value.Periods[i].Amount)
		}
		if weeks[first].Cmp(weekMost) > 0 {
			return a.breaks("%s is paid in week %d, above %s", weeks[first], first, weekMost)
		}
	}
	return nil
}

// noMoreThanTheWage asks nothing of a formula, which may pay for the wages so far.
func (k kit) noMoreThanTheWage(_ *rapid.T, text benefits.Text, a paid) error {
	for i, p := range a.Value.Periods {
		if plainSteps(text) && p.Amount.Sub(a.in.Wages[i].Gross).Cmp(cent) > 0 {
			return a.breaks("%s is paid for a wage of %s", p.Amount, a.in.Wages[i].Gross)
		}
	}
	return nil
}

func (k kit) noDayTwice(t *rapid.T, _ benefits.Text, a paid) error {
	again := rapid.SampledFrom(a.in.Wages).Draw(t, "again")
	again.From, again.Days = again.To, 1
	in := a.in
	in.Wages = append(slices.Clone(a.in.Wages), again)
	return k.pay(in).refused()
}

func (k kit) orderDoesNotMatter(_ *rapid.T, _ benefits.Text, a paid) error {
	turned := a.in
	turned.Wages = slices.Clone(a.in.Wages)
	slices.Reverse(turned.Wages)
	b := k.pay(turned)
	if b.err != nil {
		return b.answered()
	}
	for i, one := range a.Value.Periods {
		if other := b.Value.Periods[len(a.Value.Periods)-1-i]; !one.Amount.Equal(other.Amount) || one.BoundBy != other.BoundBy {
			return b.shows(a.breaks("wage %d: %+v, and %+v in another order", i, one, other))
		}
	}
	return nil
}

// unboundIsNotCut pays a wage by itself and again after others: what no limit
// binds is the same, unless a formula pays for the wages so far.
func (k kit) unboundIsNotCut(t *rapid.T, text benefits.Text, a paid) error {
	if !plainSteps(text) {
		return nil
	}
	at := rapid.IntRange(0, len(a.in.Wages)-1).Draw(t, "one")
	alone := a.in
	alone.Wages = a.in.Wages[at : at+1]
	b := k.pay(alone)
	if b.err != nil {
		return b.answered()
	}
	among, one := a.Value.Periods[at], b.Value.Periods[0]
	if among.BoundBy == benefits.BoundNone && !one.Amount.Equal(among.Amount) {
		return b.shows(a.breaks("a wage is paid %s among others, unbound, and %s alone (%s)", among.Amount, one.Amount, one.BoundBy))
	}
	if one.Amount.Cmp(among.Amount) < 0 {
		return b.shows(a.breaks("a wage is paid %s among others, and %s alone", among.Amount, one.Amount))
	}
	return nil
}

// longerIsNoLess takes the last wage away.
func (k kit) longerIsNoLess(_ *rapid.T, _ benefits.Text, a paid) error {
	shorter := a.in
	shorter.Wages = a.in.Wages[:len(a.in.Wages)-1]
	b := k.pay(shorter)
	if b.err != nil {
		return b.answered()
	}
	if b.Value.Total.Cmp(a.Value.Total) > 0 {
		return b.shows(a.breaks("%s is paid, and without the last wage %s", a.Value.Total, b.Value.Total))
	}
	return nil
}
