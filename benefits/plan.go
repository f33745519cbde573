package benefits

import (
	"cmp"
	"fmt"
	"slices"

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
	step                              int             // of the policy, of which it is a part
	at                                int             // its step among all, repetitions counted
	flatAt                            int             // its flat amount among all, instalments counted
	flat                              *Limit
	perHour, perDay, perWeek, perStep *Limit
	cite                              rule.Citation
	place                             *rule.Fact // its path in the file; none of an agreement's
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
			p.mosts = append(p.mosts, most{anchored: anchored{over: OverStep}, bound: limitTotal, limit: w.Total, step: -1, wages: true})
		}
	}
	own := len(p.mosts)
	if e := t.Employer; e != nil {
		p.limitOver(e.CalendarLimits, -1, false, t.YearBegins)
		if e.Total != nil {
			p.mosts = append(p.mosts, most{anchored: anchored{over: OverStep}, limit: e.Total, step: -1})
		}
		for i := len(p.mosts) - 1; i >= own; i-- {
			p.mosts[i].employer, p.mosts[i].bound = true, limitEmployer
		}
	}
	p.split(t.changes())
	if len(in.Breaks) > 0 {
		if err := p.interrupt(in.Breaks, t.Breaks); err != nil {
			return p, err
		}
	}
	p.limit()
	return p, nil
}

// own gives the policy's own steps their days. A last step without a length is
// open. A step that repeats stands as often, and one with instalments in as many
// parts.
func (p *plan) own(own []SubsidyStep) error {
	var steps []Step
	var rows []row
	for i := range own {
		s := &own[i]
		like := row{step: i, from: s.From, to: s.To, shown: s.Percent, percent: percentOr(s.Percent, exact{}), flat: s.Flat,
			perHour: s.PerHour, perDay: s.PerDay, perWeek: s.PerWeek, perStep: s.PerStep, cite: s.Cite, place: &s.place}
		if !s.plain() {
			f := s.formula()
			f.over, f.words = s.Per, s.words()
			like.formula = &f
		}
		hours, baseline, _ := s.reads()
		p.hours, p.baseline = p.hours || hours, p.baseline || baseline
		parts := max(s.Instalments, 1)
		for range max(s.Repeat, 1) {
			if n := len(rows); n > 0 {
				like.at = rows[n-1].at + 1
			}
			for k := range parts {
				steps = append(steps, Step{Months: s.Months / parts, Weeks: s.Weeks / parts, Days: s.Days / parts})
				if like.flatAt = len(rows); parts > 1 {
					like.flat = p.instalment(s.Flat, k, parts)
				}
				rows = append(rows, like)
			}
		}
	}
	p.rows = rows
	if !own[0].From.IsZero() {
		return p.fromStart()
	}
	open := steps[len(steps)-1] == Step{}
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
	for i := range p.rows {
		p.rows[i].from, p.rows[i].to = dates[i].From, dates[i].To
	}
	return nil
}

// instalment gives one of the equal parts of an amount: each is rounded as a
// payment is, and the last is what the others leave.
func (p *plan) instalment(l *Limit, k, parts int) *Limit {
	amount := cents(l.Amount)
	each, _ := amount.quo(whole(int64(parts))).round(p.round.How, p.round.unit)
	if k == parts-1 {
		each = amount.sub(each.mul(whole(int64(parts - 1))))
	}
	return &Limit{Amount: dollars(least(each, each)), Cite: l.Cite}
}

// fromStart leaves of the steps with days of the calendar those from the start on.
func (p *plan) fromStart() error {
	p.rows = slices.DeleteFunc(p.rows, func(r row) bool { return r.to.Before(p.start) })
	if len(p.rows) == 0 {
		return &rule.InputError{Field: "start", Value: p.start.String(), Problem: "is after the last step", Expected: "an earlier day"}
	}
	if p.rows[0].from.Before(p.start) {
		p.rows[0].from = p.start
	}
	return nil
}

// interrupt moves the days of the steps and of the window behind the breaks, whose
// days lie in no step.
func (p *plan) interrupt(breaks []calendar.Period, by *Breaks) error {
	breaks = slices.DeleteFunc(slices.Clone(breaks), func(b calendar.Period) bool { return !b.From.After(p.start) }) // of a later worker
	behind := func(d calendar.Date) (calendar.Date, error) {
		var err error
		for _, b := range breaks {
			if !d.Before(b.From) && d != lastOfCalendar && err == nil {
				d, err = d.AddDays(b.Days())
			}
		}
		if err != nil {
			return d, &rule.InputError{Field: "breaks", Problem: "the days behind them are out of the calendar's range", Expected: "shorter breaks"}
		}
		return d, nil
	}
	var err, errTo error
	if by.Window && p.last != lastOfCalendar {
		if p.last, err = behind(p.last); err != nil {
			return err
		}
	}
	var rows []row
	for _, r := range p.rows {
		if by.Steps {
			r.from, err = behind(r.from)
			r.to, errTo = behind(r.to)
			if err := cmp.Or(err, errTo); err != nil {
				return err
			}
		}
		for _, b := range breaks {
			if !b.From.After(r.to) && !b.To.Before(r.from) {
				if before := before(b.From); !before.Before(r.from) {
					first := r
					first.to = before
					rows = append(rows, first)
				}
				r.from = next(b.To)
			}
		}
		if !r.to.Before(r.from) {
			rows = append(rows, r)
		}
	}
	p.rows = rows
	return nil
}

// limit notes which limits there are.
func (p *plan) limit() {
	set := func(is bool, l limits) {
		if is {
			p.limits |= l
		}
	}
	for i := range p.rows {
		r := &p.rows[i]
		set(r.perHour != nil, limitHour)
		set(r.perDay != nil, limitDay)
		set(r.perWeek != nil, limitWeek)
		set(r.perStep != nil, limitStep)
		p.weekly = p.weekly || r.formula != nil && r.formula.over == OverWeek
	}
	set(p.wage != nil, limitWeek)
	set(p.total != nil, limitTotal)
	set(p.days != nil, limitDays)
	set(p.window != nil, limitWindow)
	p.weekly = p.weekly || p.limits&limitWeek != 0
	for _, m := range p.mosts {
		p.limits |= m.bound
	}
}

// countedIn gives the most of a week's wage that counts, in cents and exactly,
// for some days of that week: each day takes its year's.
func (w *WeeklyWage) countedIn(from calendar.Date, days int) (exact, error) {
	if w.Years == nil {
		return cents(w.limit().on(from).Amount), nil
	}
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
		left -= n
		from, _ = from.AddDays(n) // still in the week, or of no use
	}
	return sum, nil
}

// limit is the amount of a week with its changes.
func (w *WeeklyWage) limit() *Limit {
	return &Limit{Amount: w.Amount, Changes: w.Changes, Cite: w.Cite}
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
