package benefits

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// CalendarLimits are the most for times of the calendar, each in full for a part
// of it too. The zero value limits nothing.
type CalendarLimits struct {
	PerMonth   *Limit `json:"per_month,omitempty"`   // the most in a calendar month
	PerQuarter *Limit `json:"per_quarter,omitempty"` // the most in a calendar quarter
	PerYear    *Limit `json:"per_year,omitempty"`    // the most in a year, which begins on the text's year_begins
}

// CountedWages are the wages that count: those above the deductible, up to the
// limits, over all steps. WeeklyWage comes first. The zero value counts all wages.
type CountedWages struct {
	Deductible *Limit `json:"deductible,omitempty"` // of all wages from the start, the first that do not count
	CalendarLimits
	Total *Limit `json:"total,omitempty"` // the most of all wages from the start that counts
}

// A Change is another amount from a day on. The zero value is no change, and no file has it.
type Change struct {
	From   calendar.Date   `json:"from"`   // its first day, after that of the change before
	Amount decimal.Decimal `json:"amount"` // dollars, with at most two decimals
	Cite   rule.Citation   `json:"cite"`
}

// MarshalJSON writes the numbers with their digits.
func (a Change) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// on is the limit as it stands on a day.
func (l *Limit) on(d calendar.Date) Limit {
	at := Limit{Amount: l.Amount, Cite: l.Cite}
	for _, c := range l.Changes {
		if d.Before(c.From) {
			break
		}
		at.Amount, at.Cite = c.Amount, c.Cite
	}
	return at
}

// at is the limit as it stands on a day, to be kept; nil for none.
func (l *Limit) at(d calendar.Date) *Limit {
	if l == nil || l.Changes == nil {
		return l
	}
	limit := l.on(d)
	return &limit
}

// A MonthDay is a day that every year has, written 04-06. The zero value is no day; a
// year that begins on it begins on 1 January.
type MonthDay struct {
	Month time.Month
	Day   int
}

// String writes the day as 04-06; "" for the zero MonthDay.
func (m MonthDay) String() string {
	if m == (MonthDay{}) {
		return ""
	}
	return fmt.Sprintf("%02d-%02d", m.Month, m.Day)
}

// MarshalText writes the day as String does.
func (m MonthDay) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads a day such as 04-06. The error names it.
func (m *MonthDay) UnmarshalText(text []byte) error {
	d, err := calendar.Parse("2001-" + string(text)) // which has no 29 February
	if err != nil {
		return &rule.InputError{Field: "year_begins", Value: string(text), Expected: "a month and a day that every year has, such as 04-06"}
	}
	*m = MonthDay{d.Month(), d.Day()}
	return nil
}

// An anchored time is one of the calendar: a month, a quarter or a year.
type anchored struct {
	over   Over
	begins MonthDay // of a year
}

// key numbers the time in which a day lies, by its last day.
func (a anchored) key(d calendar.Date) int { return lastOfCalendar.DaysSince(a.end(d)) }

// end is the last day of the time in which a day lies.
func (a anchored) end(d calendar.Date) calendar.Date {
	switch a.over {
	case OverMonth:
		return d.MonthEnd()
	case OverQuarter:
		return calendar.QuarterOf(d).Period().To
	}
	for year := d.Year(); ; year++ {
		first, err := calendar.Of(year, max(a.begins.Month, 1), max(a.begins.Day, 1))
		if err != nil {
			return lastOfCalendar
		}
		if first.After(d) {
			return before(first)
		}
	}
}

// isAnchored reports whether a time is one of the calendar.
func (o Over) isAnchored() bool { return o == OverMonth || o == OverQuarter || o == OverYear }

// A most is a limit over a time of the calendar or over all of it, of what is
// paid or of the wages that count.
type most struct {
	anchored // OverStep: of all of it
	bound    limits
	limit    *Limit
	step     int  // whose it is; -1: of all steps
	wages    bool // it limits the wages that count
	employer bool // over all workers
}

// key numbers the time of a portion.
func (m *most) key(p *portion) int {
	if m.over == OverStep {
		return 0
	}
	return m.anchored.key(p.from)
}

// A mostKey names the time of a limit.
type mostKey struct{ most, key int }

// limitOver adds the limits of a step, or of all steps, to the plan.
func (p *plan) limitOver(l CalendarLimits, step int, wages bool, begins MonthDay) {
	for _, one := range [...]struct {
		limit *Limit
		over  Over
		bound limits
	}{{l.PerMonth, OverMonth, limitMonth}, {l.PerQuarter, OverQuarter, limitQuarter}, {l.PerYear, OverYear, limitYear}} {
		if one.limit != nil {
			p.mosts = append(p.mosts, most{anchored{one.over, begins}, one.bound, one.limit, step, wages, false})
			p.anchor(anchored{one.over, begins})
		}
	}
}

// anchor cuts entries by a time of the calendar.
func (p *plan) anchor(a anchored) {
	if !slices.Contains(p.anchors, a) {
		p.anchors = append(p.anchors, a)
	}
}

// usedUp is what has been used up of the limits of a worker, or of the employer.
func (c *calculator) usedUp(m *most) map[mostKey]exact {
	if m.employer {
		return c.employer
	}
	return c.ledger.mosts
}

// limitMosts leaves of each portion what is left of each limit over its time: of
// what is paid, or of the wages that count.
func (c *calculator) limitMosts(d *dues, portions []portion, on limits, wages bool) {
	amounts := d.amounts
	if wages {
		amounts = d.counted
	}
	for k := range c.plan.mosts {
		if m := &c.plan.mosts[k]; m.wages == wages && on&m.bound != 0 && c.limitMost(k, amounts, portions) {
			d.capped = true
		}
	}
}

// limitMost leaves of each portion what is left of one limit over its time, the
// earlier portion first, and reports whether it cut something.
func (c *calculator) limitMost(k int, amounts []exact, portions []portion) (cut bool) {
	m := &c.plan.mosts[k]
	at, used := mostKey{most: -1}, exact{}
	for i := range portions {
		p := &portions[i]
		if m.step >= 0 && c.plan.rows[p.row].step != m.step {
			continue
		}
		if key := (mostKey{k, m.key(p)}); key != at {
			at, used = key, c.usedUp(m)[key]
		}
		if amount := least(amounts[i], cents(m.limit.on(p.from).Amount).sub(used)); amount.cmp(amounts[i]) < 0 {
			amounts[i], cut = amount, true
		}
		used = used.add(amounts[i])
	}
	return cut
}

// postMosts writes what was counted and paid into the ledger of each limit.
func (c *calculator) postMosts(due *dues, shares []exact, portions []portion) {
	for k := range c.plan.mosts {
		m := &c.plan.mosts[k]
		amounts := shares
		if m.wages {
			amounts = due.counted
		}
		for i := range portions {
			if p := &portions[i]; m.step < 0 || c.plan.rows[p.row].step == m.step {
				key := mostKey{k, m.key(p)}
				used := c.usedUp(m)
				used[key] = used[key].add(amounts[i])
			}
		}
	}
}

// passesMost names the limit over a time of the calendar that shares rounded to
// a coarser unit than the cent would pass: the first that would cut them.
func (c *calculator) passesMost(shares []exact, portions []portion) Bound {
	for k := range c.plan.mosts {
		if m := &c.plan.mosts[k]; !m.wages && c.limitMost(k, slices.Clone(shares), portions) {
			return m.bound.word()
		}
	}
	return BoundNone
}

// bindingMost is the limit over a time that cut the entry which was paid last:
// the first of the bound that is used up, as it stands on the last day on which it is. A
// total may be a limit of another kind.
func (c *calculator) bindingMost(by Bound) (binds *most, day calendar.Date) {
	for k := range c.plan.mosts {
		m := &c.plan.mosts[k]
		if m.bound.word() != by {
			continue
		}
		for i := len(c.portions) - 1; i >= 0; i-- {
			p := &c.portions[i]
			if m.step >= 0 && c.plan.rows[p.row].step != m.step {
				continue
			}
			if c.usedUp(m)[mostKey{k, m.key(p)}].cmp(cents(m.limit.on(p.from).Amount)) >= 0 {
				return m, p.from
			}
			if binds == nil && by != BoundTotal {
				binds, day = m, p.from
			}
		}
	}
	return binds, day
}

// times counts those in which the entry that was paid last lies.
func (c *calculator) times(m *most) int {
	n, last := 0, 0
	for i := range c.portions {
		if key := m.key(&c.portions[i]); n == 0 || key != last {
			n, last = n+1, key
		}
	}
	return n
}

// check asks for limits that can be, with their sources.
func (l CalendarLimits) check(p part) {
	l.PerMonth.check(p.key("per_month"))
	l.PerQuarter.check(p.key("per_quarter"))
	l.PerYear.check(p.key("per_year"))
}

func (w *CountedWages) check(p part) {
	if w == nil {
		return
	}
	w.Deductible.check(p.key("deductible"))
	w.CalendarLimits.check(p)
	w.Total.check(p.key("total"))
}

// checkChanges asks for later amounts in the order of their days.
func (l *Limit) checkChanges(p part) {
	for i, c := range l.Changes {
		at := p.item(i)
		checkAmount(at.key("amount"), c.Amount)
		at.cited(c.Cite)
		if i > 0 && !c.From.After(l.Changes[i-1].From) {
			at.key("from").bad(strconv.Quote(c.From.String()), "a day after that of the change before")
		}
	}
}

// changes are the days from which a text has other amounts.
func (t Text) changes() []calendar.Date {
	var days []calendar.Date
	see := func(limits ...*Limit) {
		for _, l := range limits {
			if l != nil {
				for _, c := range l.Changes {
					days = append(days, c.From)
				}
			}
		}
	}
	calendarLimits := func(l CalendarLimits) { see(l.PerMonth, l.PerQuarter, l.PerYear) }
	for _, s := range t.Steps {
		see(s.Flat, s.PerHour, s.PerDay, s.PerWeek, s.PerStep)
		calendarLimits(s.CalendarLimits)
	}
	calendarLimits(t.CalendarLimits)
	if w := t.CountedWages; w != nil {
		calendarLimits(w.CalendarLimits)
		see(w.Total)
	}
	if w := t.WeeklyWage; w != nil {
		see(w.limit())
	}
	if e := t.Employer; e != nil {
		calendarLimits(e.CalendarLimits)
		see(e.Total)
	}
	return days
}

// split cuts the rows of a plan on days, so that each has one amount of each
// limit.
func (p *plan) split(days []calendar.Date) {
	for _, d := range days {
		i, found := slices.BinarySearchFunc(p.rows, d, func(r row, d calendar.Date) int {
			switch {
			case r.to.Before(d):
				return -1
			case r.from.After(d):
				return 1
			}
			return 0
		})
		if found && p.rows[i].from != d {
			later := p.rows[i]
			later.from, p.rows[i].to = d, before(d)
			p.rows = slices.Insert(p.rows, i+1, later)
		}
	}
	for i := range p.rows {
		r := &p.rows[i]
		r.flat, r.perHour, r.perDay = r.flat.at(r.from), r.perHour.at(r.from), r.perDay.at(r.from)
		r.perWeek, r.perStep = r.perWeek.at(r.from), r.perStep.at(r.from)
	}
}

var overNames = map[Over]string{OverMonth: "calendar month", OverQuarter: "calendar quarter", OverYear: "year"}

// name is the time in a sentence.
func (a anchored) name() string {
	if a.over == OverYear && a.begins != (MonthDay{}) {
		return "year from " + a.begins.String()
	}
	return overNames[a.over]
}
