package benefitstest

import (
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
)

// stepDays are the days of a step in an employment.
type stepDays struct {
	start calendar.Date // of the employment
	calendar.Period
	whole bool // all of the step lies in the period
}

// days gives an employment whose step begins when the period does, or a few
// days after, and the days of the step that lie in the period, if any do.
func (s stated) days(step int) (stepDays, bool) {
	if e := s.text.Steps[step]; !e.From.IsZero() {
		d := stepDays{e.From, calendar.Period{From: e.From, To: e.To}, true}
		if e.From.Before(s.within.From) {
			d.start, d.From, d.whole = s.within.From, s.within.From, false
		}
		if e.To.After(s.within.To) {
			d.To, d.whole = s.within.To, false
		}
		return d, !d.To.Before(d.From)
	}
	before := span(s.text.Steps[:step])
	start, err := s.within.From.Add(calendar.Span{Months: -before.Months, Weeks: -before.Weeks, Days: -before.Days}, calendar.Up)
	if err != nil {
		return stepDays{}, false
	}
	first, err := start.Add(before, calendar.Down)
	for err == nil && first.Before(s.within.From) { // the months are of other lengths there and back
		if start, err = start.AddDays(s.within.From.DaysSince(first)); err == nil {
			first, err = start.Add(before, calendar.Down)
		}
	}
	if err != nil || first.After(s.within.To) {
		return stepDays{}, false
	}
	d := stepDays{start, calendar.Period{From: first, To: s.within.To}, false}
	if e := s.text.Steps[step]; e.Months+e.Weeks+e.Days > 0 {
		next, err := start.Add(span(s.text.Steps[:step+1]), calendar.Down)
		if last, errLast := next.AddDays(-1); err == nil && errLast == nil && !last.After(s.within.To) {
			d.To, d.whole = last, true
		}
	}
	return d, true
}

// span is the length of some steps.
func span(steps []benefits.SubsidyStep) (sum calendar.Span) {
	for _, e := range steps {
		n := max(e.Repeat, 1)
		sum.Months, sum.Weeks, sum.Days = sum.Months+n*e.Months, sum.Weeks+n*e.Weeks, sum.Days+n*e.Days
	}
	return sum
}

// week is the first whole week from the start of the employment that lies in
// the step, or the first days of a step that has none.
func (d stepDays) week() calendar.Period {
	offset := (7 - d.From.DaysSince(d.start)%7) % 7
	if from, err := d.From.AddDays(offset); err == nil && d.To.DaysSince(from) >= 6 {
		return calendar.Period{From: from, To: after(from, 6, d.Period)}
	}
	return calendar.Period{From: d.From, To: after(d.From, 6, d.Period)}
}

// wage is one wage for some days, all of them worked.
func wage(days calendar.Period, gross decimal.Decimal) benefits.Wage {
	return benefits.Wage{From: days.From, To: days.To, Gross: gross, Days: days.Days()}
}

// atStart is the flat amount that is due whatever the wages.
func (s stated) atStart() decimal.Decimal {
	if s.text.AtStart == nil {
		return zero
	}
	return s.text.AtStart.Amount
}

// everyLimitIsReached is broken by a limit that another one, or the lengths of
// the steps, keep from ever mattering: an amount or a count is not the one that
// was meant. It pays wages that are more than enough.
func (s stated) everyLimitIsReached() error {
	for i := range s.text.Steps {
		if err := s.stepIsReached(i); err != nil {
			return err
		}
	}
	if len(s.text.Steps) == 0 { // they are the agreement's
		return nil
	}
	if err := s.totalIsReached(); err != nil {
		return err
	}
	return s.daysAreReached()
}

// A limitOf is a limit with the days of a wage that reaches it.
type limitOf struct {
	limit *benefits.Limit
	what  string
	days  calendar.Period
	fits  bool
	flat  bool // the flat amount counts towards it
}

// calendarLimit gives the first whole month or quarter of a step.
func (s stated) calendarLimit(l *benefits.Limit, what string, in stepDays, months int) limitOf {
	from := in.From
	for from.Day() != 1 || (int(from.Month())-1)%months != 0 {
		next, err := from.MonthEnd().AddDays(1)
		if err != nil {
			return limitOf{}
		}
		from = next
	}
	after, err := from.AddMonths(months)
	to, errTo := after.AddDays(-1)
	return limitOf{l, what, calendar.Period{From: from, To: to}, err == nil && errTo == nil && !to.After(in.To), false}
}

// stepIsReached asks of the limits of a step: of a day, of a week, of all of it,
// and whether its flat amount is paid in full.
func (s stated) stepIsReached(i int) error {
	in, ok := s.days(i)
	if !ok {
		return nil
	}
	e := s.text.Steps[i]
	for _, l := range [...]limitOf{
		{e.PerHour, "an hour", calendar.Period{From: in.From, To: in.From}, true, false},
		{e.PerDay, "a day", calendar.Period{From: in.From, To: in.From}, true, false},
		{e.PerWeek, "a week", in.week(), in.week().Days() == 7, false},
		s.calendarLimit(e.PerMonth, "a month", in, 1),
		s.calendarLimit(e.PerQuarter, "a quarter", in, 3),
		s.calendarLimit(s.text.PerMonth, "a month in all", in, 1),
		s.calendarLimit(s.text.PerQuarter, "a quarter in all", in, 3),
		{e.PerStep, "all", in.Period, in.whole && e.Repeat < 2, true},
	} {
		if l.limit == nil || !l.fits || l.limit.Changes != nil || !isPlain(e) || e.Percent.Sign() == 0 {
			continue
		}
		a := s.employ(in.start, wage(l.days, enough))
		if a.err != nil {
			return a.answered()
		}
		paid := a.Value.Periods[0].Amount
		if l.limit == e.PerHour {
			paid = paid.Div(decimal.New(8, 0)) // of a day of eight hours
		}
		if l.flat {
			paid = a.Value.Total.Sub(s.atStart())
		}
		if !paid.Equal(l.limit.Amount) {
			return a.breaks("the limit of %s for %s of step %d is never reached: any wage is paid %s at most", l.limit.Amount, l.what, i+1, paid)
		}
	}
	if e.Flat == nil || e.Instalments > 1 {
		return nil
	}
	a := s.employ(in.start, wage(in.week(), cent))
	if a.err != nil {
		return a.answered()
	}
	if flat := a.Value.Flat.Sub(s.atStart()); !flat.Equal(e.Flat.Amount) {
		return a.breaks("the flat amount of %s of step %d is never paid in full, but %s of it", e.Flat.Amount, i+1, flat)
	}
	return nil
}

// totalIsReached pays every step in full.
func (s stated) totalIsReached() error {
	last, whole := s.last()
	if s.text.Total == nil || !whole || !s.text.Steps[0].From.IsZero() {
		return nil
	}
	var wages []benefits.Wage
	from := s.within.From
	for i := range s.text.Steps {
		next, err := s.within.From.Add(span(s.text.Steps[:i+1]), calendar.Down)
		to, _ := next.AddDays(-1) // of a step that has a length
		if err != nil || next == from || to.After(last) {
			to = last
		}
		if !to.Before(from) {
			wages = append(wages, wage(calendar.Period{From: from, To: to}, enough))
		}
		from = next
	}
	a := s.employ(s.within.From, wages...)
	if a.err != nil {
		return a.answered()
	}
	if !a.Value.Total.Equal(s.text.Total.Amount) {
		return a.breaks("the limit of %s in all is never reached: any wages are paid %s at most", s.text.Total.Amount, a.Value.Total)
	}
	return nil
}

// last is the last day that is paid in an employment from the period's first
// day on, and whether it lies in the period.
func (s stated) last() (calendar.Date, bool) {
	ends := []calendar.Span{span(s.text.Steps)}
	if n := len(s.text.Steps); span(s.text.Steps[n-1:]) == (calendar.Span{}) { // the last step is open
		ends = nil
	}
	if s.text.Window != nil {
		ends = append(ends, calendar.Span{Months: s.text.Window.Months})
	}
	last, whole := s.within.To, false
	for _, end := range ends {
		next, err := s.within.From.Add(end, calendar.Down)
		if d, errLast := next.AddDays(-1); err == nil && errLast == nil && !d.After(last) {
			last, whole = d, true
		}
	}
	return last, whole
}

// daysAreReached pays one wage for all the time that is paid, small enough for
// any amount.
func (s stated) daysAreReached() error {
	last, whole := s.last()
	if s.text.Days == nil || !whole || !s.text.Steps[0].From.IsZero() {
		return nil
	}
	a := s.employ(s.within.From, wage(calendar.Period{From: s.within.From, To: last}, hundred))
	if a.err != nil {
		return a.answered()
	}
	if a.Value.Periods[0].BoundBy != benefits.BoundDays {
		return a.breaks("the limit of %d paid days is never reached: all the time is %d days", s.text.Days.Count, a.in.Wages[0].Days)
	}
	return nil
}
