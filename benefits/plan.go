package benefits

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits/taper"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

var lastOfCalendar = calendar.MustParse("9999-12-31")

// A plan is what is paid from a start on: the rows of an agreement or of a
// subsidy with their days, and the limits. It is all that the calculator knows
// of a scheme.
type plan struct {
	start           calendar.Date
	rows            []row
	last            calendar.Date // of the window; without one, of the calendar
	total           *Limit
	days            *DaysLimit
	window          *Window
	wage            *WeeklyWage
	round           roundingRule
	cite            rule.Citation
	deductible      *Limit
	yearBegins      MonthDay
	mosts           []most     // limits over times of the calendar, or of wages in all
	anchors         []anchored // the times of the calendar by which entries are cut
	hours, baseline bool       // are read
	weekly          bool       // something is limited by the week
	limits          limits     // those that there are
	// firstDay puts all of a pay period, or of a line with its own days, into the
	// row of its first day (apportion-straddle).
	firstDay bool
}

// A row is a percentage for some days, and what limits it.
type row struct {
	from, to                          calendar.Date
	shown                             decimal.Decimal // the percentage as it was given; missing where there is none
	percent                           exact           // as a share of one
	formula                           *formula        // in place of the percentage; nil for none
	step                              int             // of which it is a part
	flat                              *Limit
	perHour, perDay, perWeek, perStep *Limit
	cite                              rule.Citation
}

// pays reports whether a row pays for wages.
func (r *row) pays() bool { return r.formula != nil || r.percent.sign() > 0 }

// planOf gives the rows of a schedule their days.
func planOf(start calendar.Date, schedule Schedule, cite rule.Citation, round roundingRule) (plan, error) {
	p := plan{start: start, last: lastOfCalendar, round: round, cite: cite}
	if err := schedule.Check(); err != nil {
		return p, err
	}
	steps, err := schedule.Dated(start)
	if err != nil {
		return p, err
	}
	p.rows = make([]row, 0, len(steps)+2)
	for _, s := range steps {
		p.rows = append(p.rows, row{from: s.From, to: s.To, shown: s.Percent, percent: exactOf(s.Percent, -2), cite: cite})
	}
	return p, nil
}

// reach adds the days that no step covers, up to the end, as rows at 0 %: those
// between two segments, and those after the last step.
func (p *plan) reach(end calendar.Date) {
	steps := p.rows
	for i := 1; i < len(steps); i++ {
		if steps[i].from.DaysSince(steps[i-1].to) > 1 {
			steps = append(steps[:i:i], append([]row{{cite: p.cite, from: next(steps[i-1].to), to: before(steps[i].from), shown: nothing}},
				steps[i:]...)...)
		}
	}
	if last := steps[len(steps)-1].to; end.After(last) {
		steps = append(steps, row{cite: p.cite, from: next(last), to: end, shown: nothing})
	}
	p.rows = steps
}

var nothing = decimal.New(0, 0)

// next and before are the days around one that is not at the calendar's end.
func next(d calendar.Date) calendar.Date   { d, _ = d.AddDays(1); return d }
func before(d calendar.Date) calendar.Date { d, _ = d.AddDays(-1); return d }

// plan is what a subsidy's text pays from a start on.
func (t Text) plan(in SubsidyInput, round roundingRule) (plan, error) {
	if in.Start.IsZero() {
		return plan{}, &rule.InputError{Field: "start", Expected: "the first subsidised day"}
	}
	p := plan{start: in.Start, last: lastOfCalendar, round: round, cite: t.Cite}
	var err error
	switch {
	case t.Agreement:
		p, err = planOf(in.Start, in.Schedule, t.Cite, round)
	case in.Schedule != nil:
		err = &rule.InputError{Field: "schedule", Problem: "a schedule is not valid", Expected: "none: the policy has its own steps"}
	default:
		err = p.own(t.Steps)
	}
	if err != nil {
		return p, err
	}
	p.total, p.days, p.window, p.wage, p.yearBegins = t.Total, t.Days, t.Window, t.WeeklyWage, t.YearBegins
	if t.Window != nil {
		after, err := p.start.AddMonths(t.Window.Months)
		if err != nil {
			return p, &rule.InputError{Field: "start", Value: p.start.String(), Problem: "is out of range for the window",
				Expected: "an earlier day"}
		}
		p.last = before(after)
	}
	for i, step := range t.Steps {
		p.limitOver(step.CalendarLimits, i, false, t.YearBegins)
		if step.Per.isAnchored() {
			p.anchor(anchored{step.Per, t.YearBegins})
		}
	}
	p.limitOver(t.CalendarLimits, -1, false, t.YearBegins)
	if w := t.CountedWages; w != nil {
		p.deductible = w.Deductible
		p.limitOver(w.CalendarLimits, -1, true, t.YearBegins)
		if w.Total != nil {
			p.mosts = append(p.mosts, most{anchored{over: OverStep}, limitTotal, w.Total, -1, true})
		}
	}
	p.split(t.changes())
	p.limit()
	return p, nil
}

// own gives the policy's own steps their days. A last step without a length is
// open.
func (p *plan) own(own []SubsidyStep) error {
	steps := make([]Step, len(own))
	for i, s := range own {
		steps[i] = Step{Months: s.Months, Weeks: s.Weeks, Days: s.Days}
	}
	open := len(steps) > 0 && steps[len(steps)-1] == Step{}
	if open {
		steps = steps[:len(steps)-1]
	}
	dates, err := taper.Days(p.start, steps, func(i int) string { return fmt.Sprintf("schedule[%d]", i) })
	if err != nil {
		return err
	}
	if open {
		from := p.start
		if n := len(dates); n > 0 {
			from = next(dates[n-1].To)
		}
		dates = append(dates, Dated{From: from, To: lastOfCalendar})
	}
	p.rows = make([]row, len(own))
	for i, s := range own {
		r := &p.rows[i]
		*r = row{step: i, from: dates[i].From, to: dates[i].To, shown: s.Percent, percent: percentOr(s.Percent, exact{}), flat: s.Flat,
			perHour: s.PerHour, perDay: s.PerDay, perWeek: s.PerWeek, perStep: s.PerStep, cite: s.Cite}
		if !s.plain() {
			f := s.formula()
			f.over, f.words = s.Per, s.words()
			r.formula = &f
		}
		hours, baseline, _ := s.reads()
		p.hours, p.baseline = p.hours || hours, p.baseline || baseline
	}
	return nil
}

// limit notes which limits there are.
func (p *plan) limit() {
	set := func(is bool, l limits) {
		if is {
			p.limits |= l
		}
	}
	for _, r := range p.rows {
		set(r.perHour != nil, limitHour)
		set(r.perDay != nil, limitDay)
		set(r.perWeek != nil, limitWeek)
		set(r.perStep != nil, limitStep)
	}
	set(p.wage != nil, limitWeek)
	set(p.total != nil, limitTotal)
	set(p.days != nil, limitDays)
	set(p.window != nil, limitWindow)
	p.weekly = p.limits&limitWeek != 0
	for _, r := range p.rows {
		p.weekly = p.weekly || r.formula != nil && r.formula.over == OverWeek
	}
	for _, m := range p.mosts {
		p.limits |= m.bound
	}
}

// countedIn gives the most of a week's wage that counts, in cents and exactly,
// for some days of that week: each day takes its year's.
func (w *WeeklyWage) countedIn(from calendar.Date, days int) (exact, error) {
	var sum exact
	for left := days; left > 0; {
		year, n := from.Year(), left
		if newYear, err := calendar.Of(year+1, 1, 1); err == nil {
			n = min(left, newYear.DaysSince(from))
		}
		maximum, err := w.of(year)
		if err != nil {
			return sum, err
		}
		sum = sum.add(cents(maximum.Amount).mul(fraction(n, days*w.WeeksAYear)))
		if left -= n; left > 0 {
			from, _ = from.AddDays(n) // still in the week
		}
	}
	return sum, nil
}

func (w *WeeklyWage) of(year int) (YearMaximum, error) {
	for _, y := range w.Years {
		if y.Year == year {
			return y, nil
		}
	}
	return YearMaximum{}, &rule.InputError{Field: "from", Problem: fmt.Sprintf("a wage with days in %d is not valid", year),
		Expected: fmt.Sprintf("a year with a maximum: there is none for %d", year)}
}
