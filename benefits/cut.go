package benefits

import (
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
)

// An entry is the pay of some days: what the calculator is asked about.
type entry struct {
	span            calendar.Period
	days            int             // counted in it: calendar days or, by days worked, those of worked
	worked          []calendar.Date // in order; only where days worked are counted
	byDays          bool            // days worked are counted
	pay             exact           // of all counted days, in cents
	own             []ownPay        // of days of their own
	paid            exact           // days worked, of which a limit of paid days takes its share
	hours, baseline exact           // hours worked, and the wages before in cents, as paid
}

// ownPay is pay of some of an entry's days, in cents.
type ownPay struct {
	span calendar.Period
	days int // counted in it
	pay  exact
}

// count gives the counted days of an entry that lie in a span of it.
func (e *entry) count(span calendar.Period) int {
	if !e.byDays {
		return span.Days()
	}
	low, _ := slices.BinarySearchFunc(e.worked, span.From, calendar.Date.Compare)
	high, found := slices.BinarySearchFunc(e.worked, span.To, calendar.Date.Compare)
	if found {
		high++
	}
	return high - low
}

// A portion is some days of an entry: in one row, on one side of the window's
// end and, where something is limited by the week, in one week from the start
// or in several whole weeks that are alike.
type portion struct {
	row     int
	from    calendar.Date // its first day
	week    int           // its first week, from the start
	weeks   int           // how many alike; 1 for a part of a week
	days    int           // counted days in each
	inside  bool          // the window
	base    exact         // the pay of each of the weeks alike
	capped  bool          // the most of a week's wage counts up to maximum, in cents
	maximum exact
}

// cut cuts an entry's days into portions, in their order. Days that lie in no
// row are in none.
func (c *calculator) cut(e *entry) ([]portion, error) {
	portions, rows := c.portions[:0], c.plan.rows
	first, past := 0, len(rows) // searched by halves, without a copy of a row
	for first < past {
		if middle := (first + past) / 2; rows[middle].to.Before(e.span.From) {
			first = middle + 1
		} else {
			past = middle
		}
	}
	if c.plan.firstDay {
		return c.cutByFirstDay(e, portions, first), nil
	}
	for i := first; i < len(rows) && !rows[i].from.After(e.span.To); i++ {
		common := e.span
		if rows[i].from.After(common.From) {
			common.From = rows[i].from
		}
		if rows[i].to.Before(common.To) {
			common.To = rows[i].to
		}
		inside := !common.From.After(c.plan.last)
		if inside && common.To.After(c.plan.last) {
			var err error
			if portions, err = c.cutByCalendar(e, portions, &portion{row: i, inside: true}, calendar.Period{From: common.From,
				To: c.plan.last}); err != nil {
				return nil, err
			}
			common.From, inside = next(c.plan.last), false
		}
		var err error
		if portions, err = c.cutByCalendar(e, portions, &portion{row: i, inside: inside}, common); err != nil {
			return nil, err
		}
	}
	c.portions = portions
	return portions, nil
}

// cutByFirstDay puts all of an entry into the row of its first day, and pay with
// days of its own into that of their first day.
func (c *calculator) cutByFirstDay(e *entry, portions []portion, first int) []portion {
	in := func(r int) *portion {
		at, found := slices.BinarySearchFunc(portions, r, func(p portion, r int) int { return p.row - r })
		if !found {
			portions = slices.Insert(portions, at, portion{row: r, weeks: 1, inside: true})
		}
		return &portions[at]
	}
	p := in(first)
	p.days, p.base = e.days, e.pay
	for _, own := range e.own {
		r := first
		for r+1 < len(c.plan.rows) && !c.plan.rows[r+1].from.After(own.span.From) {
			r++
		}
		p := in(r)
		p.base = p.base.add(own.pay)
	}
	c.portions = portions
	return portions
}

// cutByCalendar cuts a span by the times of the calendar that matter, and then by
// weeks.
func (c *calculator) cutByCalendar(e *entry, portions []portion, like *portion, span calendar.Period) (all []portion, err error) {
	for len(c.plan.anchors) > 0 {
		end := span.To
		for _, a := range c.plan.anchors {
			if last := a.end(span.From); last.Before(end) {
				end = last
			}
		}
		if end == span.To {
			break
		}
		if portions, err = c.cutByWeek(e, portions, like, calendar.Period{From: span.From, To: end}); err != nil {
			return nil, err
		}
		span.From = next(end)
	}
	return c.cutByWeek(e, portions, like, span)
}

// cutByWeek cuts a span by weeks from the start where something is limited by
// the week. Whole weeks that nothing tells apart make one portion: no other
// entry has a day in them.
func (c *calculator) cutByWeek(e *entry, portions []portion, like *portion, span calendar.Period) ([]portion, error) {
	if like.weeks = 1; !c.plan.weekly {
		like.from = span.From
		if like.days = e.count(span); like.days > 0 {
			like.base = e.base(span, like.days)
			portions = append(portions, *like)
		}
		return portions, nil
	}
	end := span.To.DaysSince(c.plan.start)
	for day := span.From.DaysSince(c.plan.start); day <= end; day += like.weeks * like.days {
		like.week, like.weeks = day/7, 1
		like.days = min(7-day%7, end-day+1)
		from, _ := c.plan.start.AddDays(day) // in the span
		like.from = from
		if like.days == 7 {
			like.weeks = c.alike(from, end-day+1)
		}
		like.base = e.base(calendar.Period{}, like.days)
		if like.capped = c.plan.wage != nil && like.inside; like.capped {
			var err error
			if like.maximum, err = c.plan.wage.countedIn(from, like.days); err != nil {
				return nil, err
			}
		}
		portions = append(portions, *like)
	}
	return portions, nil
}

// base gives the pay of some counted days of an entry: their share of the pay of
// all its days, and what the span has of pay with days of its own.
func (e *entry) base(span calendar.Period, days int) exact {
	pay := e.pay
	if days != e.days {
		pay = pay.mul(fraction(days, e.days))
	}
	for _, own := range e.own {
		if common, ok := span.Intersect(own.span); ok {
			if n := e.count(common); n > 0 {
				pay = pay.add(own.pay.mul(fraction(n, own.days)))
			}
		}
	}
	return pay
}

// alike gives how many whole weeks from a day on, of the days at hand, are
// alike: those of one year where years differ.
func (c *calculator) alike(from calendar.Date, days int) int {
	if c.plan.wage != nil {
		if newYear, err := calendar.Of(from.Year()+1, 1, 1); err == nil {
			days = min(days, newYear.DaysSince(from))
		}
	}
	return max(days/7, 1)
}
