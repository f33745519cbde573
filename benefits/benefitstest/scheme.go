package benefitstest

import (
	"cmp"
	"errors"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/property"
	"pgregory.net/rapid"
)

// schemeLaws are the laws of what a scheme states. They ask about wages that
// lie in one step each.
func (k kit) schemeLaws() []property.Property {
	var texts []stated
	for at, text := range k.subsidy.Texts() {
		texts = append(texts, stated{k, text, accidentOf(k.subsidy.Texts(), at), k.facts[at]})
	}
	drawn := func(name string, keeps func(stated, *rapid.T) error) property.Property {
		return property.Property{Name: name, Holds: func(t *rapid.T) error { return keeps(rapid.SampledFrom(texts).Draw(t, "text"), t) }}
	}
	fixed := func(name string, keeps func(stated) error) property.Property {
		return property.Property{Name: name, Fixed: func() error {
			for _, s := range texts {
				if err := keeps(s); err != nil {
					return err
				}
			}
			return nil
		}}
	}
	return []property.Property{
		fixed("a text is for accidents of the period", stated.isReached),
		fixed("every limit can be reached", stated.everyLimitIsReached),
		fixed("a year's wage counts up to the year's maximum", stated.yearCountsUpToItsMaximum),
		fixed("a later maximum is no lower", stated.maximumIsNoLower),
		drawn("every step pays for a wage in it", stated.everyStepPays),
		drawn("a percentage is no fraction", stated.percentIsNoFraction),
		drawn("the steps rise or fall and do not turn", stated.doesNotTurn),
		drawn("more wages are never paid less", stated.moreIsNoLess),
	}
}

// stated is one text of a scheme.
type stated struct {
	kit
	text     benefits.Text
	accident calendar.Date
	facts    rule.Facts
}

// employ asks about some wages of an employment for an accident of the text.
func (s stated) employ(start calendar.Date, wages ...benefits.Wage) paid {
	hours, baseline, _ := s.text.Reads()
	for i := range wages {
		if hours && !rule.IsSet(wages[i].Hours) {
			wages[i].Hours = decimal.New(int64(24*wages[i].Days), 0)
		}
		if baseline {
			wages[i].Baseline = wages[i].Gross
		}
	}
	return s.pay(benefits.SubsidyInput{Accident: s.accident, Facts: s.facts, Start: start, Wages: wages})
}

// isPlain reports whether a step pays a percentage of every wage.
func isPlain(e benefits.SubsidyStep) bool {
	return e.Repeat < 2 && e.Instalments < 2 && e.Per == "" && e.Of == "" && e.Each == "" && e.Share.IsZero()
}

// plainSteps reports whether all steps of a text do, and of the first wages too.
func plainSteps(t benefits.Text) bool {
	for _, e := range t.Steps {
		if !isPlain(e) {
			return false
		}
	}
	return t.CountedWages == nil
}

// isReached asks of the last accident in the period.
func (s stated) isReached() error {
	if !s.text.AccidentsFrom.After(s.within.To) {
		return nil
	}
	week := calendar.Period{From: s.within.From, To: after(s.within.From, 6, s.within)}
	s.accident = s.within.To
	return s.employ(week.From, wage(week, hundred)).breaks("the text is for accidents from %v on, and the last of the period, on %v, "+
		"is paid by another", s.text.AccidentsFrom, s.within.To)
}

// everyStepPays is broken by a step after the end of the window, or with a limit
// of nothing.
func (s stated) everyStepPays(t *rapid.T) error {
	gross := hundred.Add(Amounts(300000).Draw(t, "gross"))
	for i, e := range s.text.Steps {
		in, ok := s.days(i)
		if !ok || !isPlain(e) || e.Percent.Sign() == 0 && e.Flat == nil || s.text.CountedWages != nil {
			continue
		}
		a := s.employ(in.start, wage(in.week(), gross))
		if a.err != nil {
			return a.answered()
		}
		if paid := a.Value.Total.Sub(s.atStart()); paid.Sign() == 0 {
			return a.breaks("step %d pays nothing for a wage of %s", i+1, gross)
		}
	}
	return nil
}

// percentIsNoFraction is broken by 0.50 in the place of 50.
func (s stated) percentIsNoFraction(t *rapid.T) error {
	gross := hundred.Add(Amounts(300000).Draw(t, "gross"))
	for i, e := range s.text.Steps {
		in, ok := s.days(i)
		if err := noFractions(i, e); err != nil {
			return err
		}
		if !ok || !isPlain(e) || e.Percent.Sign() == 0 || s.text.CountedWages != nil {
			continue
		}
		a := s.employ(in.start, wage(in.week(), gross))
		if a.err != nil {
			return a.answered()
		}
		p := a.Value.Periods[0]
		if p.BoundBy == benefits.BoundNone && p.Amount.Mul(hundred).Add(decimal.New(1, 0)).Cmp(gross) < 0 {
			return a.breaks("step %d pays %s for a wage of %s, less than a hundredth of it", i+1, p.Amount, gross)
		}
	}
	return nil
}

// noFractions looks at the percentages of a formula.
func noFractions(step int, e benefits.SubsidyStep) error {
	if isPlain(e) {
		return nil
	}
	var percents []decimal.Decimal
	see := func(t benefits.Term) {
		percents = append(percents, t.Percent)
		for _, b := range t.Bands {
			percents = append(percents, b.Percent)
		}
		for _, b := range t.Brackets {
			percents = append(percents, b.Percent)
		}
	}
	see(e.Term)
	for _, a := range slices.Concat(e.GreaterOf, e.LesserOf) {
		see(a.Term)
		for _, t := range slices.Concat(a.GreaterOf, a.LesserOf) {
			see(t)
		}
	}
	for _, p := range percents {
		if p.Sign() > 0 && p.Cmp(decimal.New(1, 0)) < 0 {
			return property.Breaks("step %d has a formula of %s %%, less than a hundredth", step+1, p)
		}
	}
	return nil
}

// doesNotTurn pays the same weekly wage in every step.
func (s stated) doesNotTurn(t *rapid.T) error {
	gross := hundred.Add(Amounts(300000).Draw(t, "gross"))
	if !plainSteps(s.text) {
		return nil
	}
	var asked []paid
	rises, falls := false, false
	for i := range s.text.Steps {
		in, ok := s.days(i)
		if !ok {
			continue
		}
		a := s.employ(in.start, wage(in.week(), gross))
		if a.err != nil {
			return a.answered()
		}
		if n := len(asked); n > 0 {
			turn := a.Value.Periods[0].Amount.Cmp(asked[n-1].Value.Periods[0].Amount)
			rises, falls = rises || turn > 0, falls || turn < 0
		}
		asked = append(asked, a)
	}
	if !rises || !falls {
		return nil
	}
	b := property.Breaks("what is paid for a weekly wage of %s rises from one step to the next and falls in another", gross)
	for _, a := range asked {
		b = a.shows(b)
	}
	return b
}

// moreIsNoLess raises one wage. Where a week's wage counts up to a maximum, a
// higher wage can take the place of one that is paid better: nothing is asked of
// such a text, nor of a wage of nothing, whose days are no paid days.
func (s stated) moreIsNoLess(t *rapid.T) error {
	in := Employments(s.text, s.accident, s.within).Draw(t, "employment")
	in.Facts = s.facts
	at := rapid.IntRange(0, len(in.Wages)-1).Draw(t, "one")
	if s.text.WeeklyWage != nil || s.text.CountedWages != nil || byWages(s.text) || in.Wages[at].Gross.Sign() == 0 {
		return nil
	}
	more := in
	more.Wages = slices.Clone(in.Wages)
	more.Wages[at].Gross = in.Wages[at].Gross.Add(Amounts(100000).Draw(t, "more"))
	a, b := s.pay(in), s.pay(more)
	if err := cmp.Or(a.answered(), b.answered()); err != nil {
		return err
	}
	cents := decimal.New(int64(len(in.Wages)), -2) // each is rounded
	if b.Value.Total.Add(cents).Cmp(a.Value.Total) < 0 {
		return b.shows(a.breaks("%s is paid, and %s when wage %d is %s more", a.Value.Total, b.Value.Total, at,
			more.Wages[at].Gross.Sub(in.Wages[at].Gross)))
	}
	return nil
}

// byWages reports whether a higher wage can lie in a bracket that pays less.
func byWages(t benefits.Text) bool {
	by := func(t benefits.Term) bool { return t.By == benefits.ByWages }
	alternative := func(a benefits.Alternative) bool {
		return by(a.Term) || slices.ContainsFunc(slices.Concat(a.GreaterOf, a.LesserOf), by)
	}
	return slices.ContainsFunc(t.Steps, func(e benefits.SubsidyStep) bool {
		return by(e.Term) || slices.ContainsFunc(slices.Concat(e.GreaterOf, e.LesserOf), alternative)
	})
}

// yearCountsUpToItsMaximum pays the wage of a calendar year at the maximum,
// which is not cut, and twice as much, which is. A year has a day or two more
// than its weeks.
func (s stated) yearCountsUpToItsMaximum() error {
	if s.text.WeeklyWage == nil {
		return nil
	}
	for _, y := range s.text.WeeklyWage.Years {
		year, err := yearOf(y.Year)
		if err != nil || year.From.Before(s.within.From) || year.To.After(s.within.To) {
			continue
		}
		a, b := s.employ(year.From, wage(year, y.Amount)), s.employ(year.From, wage(year, y.Amount.Add(y.Amount)))
		if err := cmp.Or(a.answered(), b.answered()); err != nil {
			return err
		}
		if a.Value.Periods[0].BoundBy == benefits.BoundWeek {
			return a.breaks("of a year's wage of %s, the maximum of %d, not all counts", y.Amount, y.Year)
		}
		one, two := a.Value.Periods[0].Amount, b.Value.Periods[0].Amount
		if two.Mul(hundred).Cmp(one.Mul(decimal.New(103, 0))) > 0 {
			return b.shows(a.breaks("%s is paid for a year's wage of %s, the maximum of %d, and %s for twice that", one, y.Amount, y.Year, two))
		}
	}
	return nil
}

// maximumsRise pays a week of every year that has a maximum.
func (s stated) maximumIsNoLower() error {
	if s.text.WeeklyWage == nil {
		return nil
	}
	var before paid // of nothing, at first
	for _, y := range s.text.WeeklyWage.Years {
		year, err := yearOf(y.Year)
		if err != nil {
			return err
		}
		year.To, _ = year.From.AddDays(6) // of a year that there is
		a := s.employ(year.From, wage(year, enough))
		if a.err != nil {
			return a.answered()
		}
		if a.Value.Total.Cmp(before.Value.Total) < 0 {
			return a.shows(before.breaks("the maximum of %d is lower than that of the row before", y.Year))
		}
		before = a
	}
	return nil
}

func yearOf(year int) (calendar.Period, error) {
	from, err := calendar.Of(year, 1, 1)
	to, errTo := calendar.Of(year, 12, 31)
	return calendar.Period{From: from, To: to}, errors.Join(err, errTo)
}
