package benefitstest

import (
	"bytes"
	"cmp"
	"encoding/json"

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
		next, _ := start.Add(span(s.text.Steps[:step+1]), calendar.Down)
		if last, err := next.AddDays(-1); err == nil && !last.After(s.within.To) { // there is none before a day outside of the calendar
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
// was meant. It pays wages that are more than enough. Nothing is asked of a text
// with amounts that change: what is not reached now may be at another time.
func (s stated) everyLimitIsReached() error {
	if text, _ := json.Marshal(s.text); bytes.Contains(text, []byte(`"changes":`)) {
		return nil
	}
	for i := range s.text.Steps {
		if err := s.stepIsReached(i); err != nil {
			return err
		}
	}
	if len(s.text.Steps) == 0 { // they are the agreement's
		return nil
	}
	of := func(limit *benefits.Limit, what string, months int) error {
		return s.ever(func(s stated) (decimal.Decimal, error) { return s.monthsAreReached(limit, what, months) })
	}
	return cmp.Or(of(s.text.PerMonth, "a month in all", 1), of(s.text.PerQuarter, "a quarter in all", 3),
		s.ever(stated.totalIsReached), s.ever(stated.daysAreReached))
}

// ever is broken by what is broken whenever the employment begins, and shows the time
// when the most is paid: months differ in length, and a week that is begun has its limit
// whole. Steps with days of their own, and maximums of years, are for their time only.
func (s stated) ever(keeps func(stated) (decimal.Decimal, error)) error {
	most, err := keeps(s)
	moves := s.text.Steps[0].From.IsZero() && (s.text.WeeklyWage == nil || s.text.WeeklyWage.Years == nil)
	for days := 10; err != nil && moves && days < 366; days += 10 { // which come to every day of the week
		from, _ := s.within.From.AddDays(days) // if the later one is in the calendar
		to, end := s.within.To.AddDays(days)
		if end != nil {
			break
		}
		at := s
		at.within = calendar.Period{From: from, To: to}
		paid, errAt := keeps(at)
		if errAt == nil || paid.Cmp(most) > 0 {
			most, err = paid, errAt
		}
	}
	return err
}

// A limitOf is a limit with the days of a wage that reaches it.
type limitOf struct {
	limit *benefits.Limit
	what  string
	days  calendar.Period
	fits  bool
}

// calendarLimit gives the first whole month or quarter of a step.
func calendarLimit(l *benefits.Limit, what string, in stepDays, months int) limitOf {
	from := in.From
	for from.Day() != 1 || (int(from.Month())-1)%months != 0 {
		next, err := from.MonthEnd().AddDays(1)
		if err != nil {
			return limitOf{}
		}
		from = next
	}
	after, _ := from.AddMonths(months)
	to, err := after.AddDays(-1) // there is none before a day outside of the calendar
	return limitOf{l, what, calendar.Period{From: from, To: to}, err == nil && !to.After(in.To)}
}

// stepIsReached asks of the limits of a step: of an hour, a day, a week, a month, a
// quarter, of all of it, and whether its flat amount is paid in full.
func (s stated) stepIsReached(i int) error {
	for at := range 6 {
		if err := s.ever(func(s stated) (decimal.Decimal, error) { return s.limitIsReached(i, at) }); err != nil {
			return err
		}
	}
	in, ok := s.days(i)
	if e := s.text.Steps[i]; ok && e.Flat != nil && e.Instalments < 2 {
		a := s.employ(in.start, wage(in.week(), cent))
		if a.err != nil {
			return a.answered()
		}
		if flat := a.Value.Flat.Sub(s.atStart()); !flat.Equal(e.Flat.Amount) {
			return a.breaks("the flat amount of %s of step %d is never paid in full, but %s of it", e.Flat.Amount, i+1, flat)
		}
	}
	return nil
}

func (s stated) limitIsReached(i, at int) (decimal.Decimal, error) {
	in, ok := s.days(i)
	if !ok {
		return zero, nil
	}
	e, day := s.text.Steps[i], calendar.Period{From: in.From, To: in.From}
	l := [...]limitOf{
		{e.PerHour, "an hour", day, true},
		{e.PerDay, "a day", day, true},
		{e.PerWeek, "a week", in.week(), in.week().Days() == 7},
		calendarLimit(e.PerMonth, "a month", in, 1),
		calendarLimit(e.PerQuarter, "a quarter", in, 3),
		{e.PerStep, "all", in.Period, in.whole},
	}[at]
	if l.limit == nil || !l.fits || !isPlain(e) || e.Percent.Sign() == 0 {
		return zero, nil
	}
	w := wage(l.days, enough)
	if l.limit == e.PerHour {
		w.Hours = decimal.New(1, 0)
	}
	a := s.employ(in.start, w)
	if a.err != nil {
		return enough, a.answered()
	}
	paid := a.Value.Periods[0].Amount
	if l.limit == e.PerStep { // the flat amount counts towards it
		paid = a.Value.Total.Sub(s.atStart())
	}
	if !paid.Equal(l.limit.Amount) {
		return paid, a.breaks("the limit of %s for %s of step %d is never reached: any wage is paid %s at most",
			l.limit.Amount, l.what, i+1, paid)
	}
	return zero, nil
}

// monthsAreReached pays every step a month or quarter of the calendar: that one of
// them reaches the limit of all steps is enough. Of steps that are shorter, or have a
// limit of their own that two of them may use up in one month, it asks nothing.
func (s stated) monthsAreReached(limit *benefits.Limit, what string, months int) (decimal.Decimal, error) {
	if limit == nil {
		return zero, nil
	}
	var most paid
	for i, e := range s.text.Steps {
		in, ok := s.days(i)
		l := calendarLimit(limit, what, in, months)
		if !ok || !l.fits || !isPlain(e) || e.PerStep != nil {
			return zero, nil
		}
		a := s.employ(in.start, wage(l.days, enough))
		if a.err != nil {
			return enough, a.answered()
		}
		if i == 0 || a.Value.Periods[0].Amount.Cmp(most.Value.Periods[0].Amount) > 0 {
			most = a
		}
	}
	if paid := most.Value.Periods[0].Amount; paid.Cmp(limit.Amount) < 0 {
		return paid, most.breaks("the limit of %s for %s is never reached: any wage is paid %s at most", limit.Amount, what, paid)
	}
	return zero, nil
}

// totalIsReached pays every step in full: one wage for all of it and, where that is
// not enough, one for each week, as an amount for a wage is due for each.
func (s stated) totalIsReached() (decimal.Decimal, error) {
	last, whole := s.last()
	if s.text.Total == nil || !whole || !s.text.Steps[0].From.IsZero() {
		return zero, nil
	}
	var steps, weeks []benefits.Wage
	from := s.within.From
	for i := range s.text.Steps {
		next, err := s.within.From.Add(span(s.text.Steps[:i+1]), calendar.Down)
		to, _ := next.AddDays(-1) // of a step that has a length
		if err != nil || next == from || to.After(last) {
			to = last
		}
		step := calendar.Period{From: from, To: to}
		if !to.Before(from) {
			steps = append(steps, wage(step, enough))
		}
		for left := step; !left.To.Before(left.From); {
			week := calendar.Period{From: left.From, To: after(left.From, 6, step)}
			weeks = append(weeks, wage(week, enough))
			next, err := week.To.AddDays(1)
			if err != nil {
				break
			}
			left.From = next
		}
		from = next
	}
	var most paid
	wages := ""
	for _, in := range []struct {
		by    string
		wages []benefits.Wage
	}{{"any wages", steps}, {"wages of each week", weeks}} {
		a := s.employ(s.within.From, in.wages...)
		if a.err != nil {
			return enough, a.answered()
		}
		if a.Value.Total.Equal(s.text.Total.Amount) {
			return zero, nil
		}
		if wages == "" || a.Value.Total.Cmp(most.Value.Total) > 0 {
			most, wages = a, in.by
		}
	}
	return most.Value.Total, most.breaks("the limit of %s in all is never reached: %s are paid %s at most",
		s.text.Total.Amount, wages, most.Value.Total)
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
		next, _ := s.within.From.Add(end, calendar.Down)
		if d, err := next.AddDays(-1); err == nil && !d.After(last) { // there is none before a day outside of the calendar
			last, whole = d, true
		}
	}
	return last, whole
}

// daysAreReached pays one wage for all the time that is paid: one that is small
// enough for any amount or, where a formula pays nothing for it, a higher one.
func (s stated) daysAreReached() (decimal.Decimal, error) {
	last, whole := s.last()
	if s.text.Days == nil || !whole || !s.text.Steps[0].From.IsZero() {
		return zero, nil
	}
	all := calendar.Period{From: s.within.From, To: last}
	var a paid
	for _, gross := range []decimal.Decimal{enough, hundred.Mul(decimal.New(int64(all.Days()), 0)), hundred} {
		if a = s.employ(s.within.From, wage(all, gross)); a.err != nil {
			return enough, a.answered()
		}
		if a.Value.Periods[0].BoundBy == benefits.BoundDays {
			return zero, nil
		}
	}
	return zero, a.breaks("the limit of %d paid days is never reached: all the time is %d days", s.text.Days.Count, a.in.Wages[0].Days)
}
