package calendartest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule/property"
)

// The calls of a scenario, by their words.
type (
	termCall struct {
		Event      calendar.Date         `json:"event"`
		Within     string                `json:"within,omitempty"`
		Before     string                `json:"before,omitempty"`
		Closed     any                   `json:"closed"` // a name, or a table
		Proclaimed []calendar.Proclaimed `json:"proclaimed,omitempty"`
		Roll       calendar.Roll         `json:"roll"`
	}
	dueAnswer struct {
		Due     calendar.Date      `json:"due"`
		Skipped []calendar.Skipped `json:"skipped"`
	}
	yearCall struct {
		Closed     any                   `json:"closed"`
		Proclaimed []calendar.Proclaimed `json:"proclaimed,omitempty"`
		Year       int                   `json:"year"`
	}
	yearAnswer struct {
		Holidays []calendar.Holiday `json:"holidays"`
	}
)

// inYear breaks a law by the holidays of a year, with the day proclaimed that
// breaks it alone.
func (k kit) inYear(year int, p calendar.Proclaimed, format string, args ...any) error {
	holidays, err := k.ruled.With(p).Holidays(year)
	answer := yearAnswer{append([]calendar.Holiday{}, holidays...)}
	return property.Breaks(format, args...).Call("holidays", yearCall{named(k.ruled), []calendar.Proclaimed{p}, year}, answer, err)
}

// asked is a term with its answer.
type asked struct {
	term  calendar.Term
	event calendar.Date
	due   calendar.Due
	err   error
}

func (k kit) ask(term calendar.Term, event calendar.Date) asked {
	due, err := k.from(term, event)
	return asked{term, event, due, err}
}

// onDay asks about a closed day, and entries about it alone, by a term that
// would end on it and rolls.
func (k kit) onDay(d calendar.Date, entries ...calendar.Proclaimed) asked {
	before, _ := d.AddDays(-1) // the calendar begins with an open day
	return k.ask(nextOpen(k.ruled.With(entries...)), before)
}

// nextOpen is a term that ends on the next open day.
func nextOpen(closed *calendar.Closed) calendar.Term {
	return calendar.Term{Length: calendar.Length{N: 1, Unit: calendar.Days}, Roll: calendar.Following, Closed: closed}
}

// String says "within 3 days of 2025-01-06, roll none, ends on 2025-01-09".
func (a asked) String() string {
	what := "of"
	if a.term.Before {
		what = "the event of"
	}
	what = fmt.Sprintf("%v %s %v, roll %s,", a.term, what, a.event, rollOf(a.term))
	if a.err != nil {
		return what + " does not end: " + a.err.Error()
	}
	return what + " ends on " + a.due.Date.String()
}

// call is the call of a scenario, with the days proclaimed that the term can
// have passed over.
func (a asked) call() termCall {
	from, to := a.event, a.due.Date
	if to.Before(from) {
		from, to = to, from
	}
	const near = 40 // days: more than a roll that turns back has seen
	c := termCall{Event: a.event, Within: a.term.Length.String(), Closed: named(a.term.Closed), Roll: rollOf(a.term)}
	if a.term.Before {
		c.Within, c.Before = "", c.Within
	}
	c.Proclaimed = slices.DeleteFunc(a.term.Closed.Proclaimed(), func(p calendar.Proclaimed) bool {
		return from.DaysSince(p.Date) > near || p.Date.DaysSince(to) > near
	})
	return c
}

// named gives closed days as a scenario has them: by the name, or as the table.
// The single days of both stand beside it as proclaimed.
func named(closed *calendar.Closed) any {
	t := closed.Table()
	if t.Name == "" && t.Weekend == nil && t.Rows == nil && t.Opened == nil {
		return t.Base
	}
	t.Closed = nil
	return t
}

// breaks says how a law is broken, and shows it by terms.
func breaks(says string, terms ...asked) error {
	b := property.Breaks("%s", says)
	for _, a := range terms {
		b = b.Call("term", a.call(), dueAnswer{a.due.Date, append([]calendar.Skipped{}, a.due.Skipped...)}, a.err)
	}
	return b
}

func rollOf(term calendar.Term) calendar.Roll { return cmp.Or(term.Roll, calendar.NoRoll) }

// plainName is the name of a holiday, however it is written.
func plainName(name string) string { return strings.ToLower(strings.TrimSpace(name)) }
