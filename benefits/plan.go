package benefits

import (
	"fmt"
	"math/big"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

var lastOfCalendar = calendar.MustParse("9999-12-31")

// A plan is a text with its dates: what is paid from a start on.
type plan struct {
	start  calendar.Date
	steps  []SubsidyStep
	dates  []Dated       // of the steps
	last   calendar.Date // of the window; without one, of the calendar
	weekly bool          // something is limited by the week
	wage   *WeeklyWage
}

func (t Text) plan(in SubsidyInput) (plan, error) {
	p := plan{start: in.Start, steps: t.Steps, last: lastOfCalendar, wage: t.WeeklyWage, weekly: t.WeeklyWage != nil}
	if in.Start.IsZero() {
		return p, &rule.InputError{Field: "start", Expected: "the first subsidised day"}
	}
	if t.Agreement {
		if err := in.Schedule.check(); err != nil {
			return p, err
		}
		var err error
		if p.dates, err = in.Schedule.dated(in.Start); err != nil {
			return p, err
		}
		p.steps = make([]SubsidyStep, len(p.dates))
		for i, s := range p.dates {
			p.steps[i] = SubsidyStep{Percent: s.Percent, Cite: t.Cite}
		}
		return p, p.end(t.Window)
	}
	if in.Schedule != nil {
		return p, &rule.InputError{Field: "schedule", Problem: "a schedule is not valid", Expected: "none: the policy has its own steps"}
	}
	var steps []Step
	for _, s := range t.Steps {
		steps = append(steps, Step{Months: s.Months, Weeks: s.Weeks, Days: s.Days, Percent: s.Percent})
		p.weekly = p.weekly || s.PerWeek != nil
	}
	if err := p.date(steps); err != nil {
		return p, err
	}
	return p, p.end(t.Window)
}

// date gives the policy's own steps their days. A last step without a length is
// open.
func (p *plan) date(steps []Step) error {
	ends := len(steps)
	if s := steps[ends-1]; s.Months+s.Weeks+s.Days == 0 {
		ends--
	}
	var err error
	if p.dates, err = dated(p.start, steps[:ends], Schedule(nil).path); err != nil {
		return err
	}
	if ends < len(steps) {
		open := Dated{From: p.start, To: lastOfCalendar, Percent: steps[ends].Percent}
		if ends > 0 {
			open.From, _ = p.dates[ends-1].To.AddDays(1) // dated reached it
		}
		p.dates = append(p.dates, open)
	}
	return nil
}

// end gives the window its last day.
func (p *plan) end(window *Window) error {
	if window == nil {
		return nil
	}
	after, err := p.start.AddMonths(window.Months)
	if err != nil {
		return &rule.InputError{Field: "start", Value: p.start.String(), Problem: "is out of range for the window", Expected: "an earlier day"}
	}
	p.last, _ = after.AddDays(-1) // after the start
	return nil
}

// A portion is some days of a wage: in one step, on one side of the window's
// end and, where something is limited by the week, in one week from the start
// or in several whole weeks that are alike.
type portion struct {
	step    int
	week    int      // its first week, from the start
	weeks   int      // how many alike; 1 for a part of a week
	days    int      // calendar days in each
	inside  bool     // the window
	maximum *big.Rat // the most of a week's wage that counts, in cents; nil: all of it
}

// portions cuts a wage's days, in their order. Days after the last step are in
// none.
func (p plan) portions(span calendar.Period) ([]portion, error) {
	var cut []portion
	for i, d := range p.dates {
		common, ok := span.Intersect(calendar.Period{From: d.From, To: d.To})
		if !ok {
			continue
		}
		var err error
		if inside, ok := common.Intersect(calendar.Period{From: p.start, To: p.last}); ok {
			if cut, err = p.byWeek(cut, portion{step: i, inside: true}, inside); err != nil {
				return nil, err
			}
		}
		if common.To.After(p.last) {
			outside := common
			if !outside.From.After(p.last) {
				outside.From, _ = p.last.AddDays(1) // the wage goes on after it
			}
			cut, _ = p.byWeek(cut, portion{step: i}, outside) // no maximum is asked for what is not paid
		}
	}
	return cut, nil
}

// byWeek cuts a span by weeks from the start. Whole weeks that nothing tells
// apart make one portion: no other wage has a day in them.
func (p plan) byWeek(cut []portion, like portion, span calendar.Period) ([]portion, error) {
	like.weeks, like.days = 1, span.Days()
	if !p.weekly {
		return append(cut, like), nil
	}
	end := span.To.DaysSince(p.start)
	for day := span.From.DaysSince(p.start); day <= end; day += like.weeks * like.days {
		like.week, like.weeks = day/7, 1
		like.days = min(7-day%7, end-day+1)
		date, _ := p.start.AddDays(day) // in the span
		if like.days == 7 {
			like.weeks = p.alike(date, end-day+1)
		}
		if p.wage != nil && like.inside {
			var err error
			if like.maximum, err = p.wage.countedIn(date, like.days); err != nil {
				return nil, err
			}
		}
		cut = append(cut, like)
	}
	return cut, nil
}

// alike gives how many whole weeks from a day on, of the days at hand, are
// alike: those of one year where years differ.
func (p plan) alike(from calendar.Date, days int) int {
	if p.wage != nil {
		newYear, err := calendar.Of(from.Year()+1, 1, 1)
		if err == nil {
			days = min(days, newYear.DaysSince(from))
		}
	}
	return max(days/7, 1)
}

// countedIn gives the most of a week's wage that counts, in cents and exactly,
// for some days of that week: each day takes its year's.
func (w *WeeklyWage) countedIn(from calendar.Date, days int) (*big.Rat, error) {
	sum := new(big.Rat)
	for left := days; left > 0; {
		year := from.Year()
		n := left
		if newYear, err := calendar.Of(year+1, 1, 1); err == nil {
			n = min(left, newYear.DaysSince(from))
		}
		maximum, err := w.of(year)
		if err != nil {
			return nil, err
		}
		part := new(big.Rat).SetInt(cents(maximum.Amount))
		sum.Add(sum, part.Mul(part, big.NewRat(int64(n), int64(days*w.WeeksAYear))))
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
	return YearMaximum{}, &rule.InputError{Field: "from", Problem: fmt.Sprintf("a wage with days in %d is not valid", year), Expected: fmt.Sprintf("a year with a maximum: there is none for %d", year)}
}
