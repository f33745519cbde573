package calendartest

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule/property"
	"pgregory.net/rapid"
)

// TestTerm runs the laws of terms on one of a host's own, such as "within 10
// business days", for events on every kind of day. A term that is meant to
// fall on closed days has none: its Closed is nil.
func TestTerm(t *testing.T, term calendar.Term) {
	askTerm(term).Test(t)
}

// CheckTerm asks the laws of [TestTerm] outside of a test. The error names
// every law that is broken; it is nil for none.
func CheckTerm(term calendar.Term) error { return askTerm(term).Err() }

// askTerm asks all laws of a term, or only those that are named.
func askTerm(term calendar.Term, only ...string) property.Report {
	return property.Ask("calendar", "", newKit(term.Closed, nil).lawsOf(term), only...)
}

// lawsOf are the laws of one term. That a term ends is a law: the others do not
// ask of one that does not.
func (k kit) lawsOf(term calendar.Term) []property.Property {
	ask := func(name string, keeps func(asked) error) property.Property {
		return property.Property{Name: name, Holds: func(t *rapid.T) error { return keeps(k.ask(term, k.events().Draw(t, "event"))) }}
	}
	return []property.Property{
		ask("a term ends", k.ends),
		ask("a deadline never falls on a closed day", k.endsOpen),
		ask("a deadline lies on its side of the event", k.endsOnItsSide),
		ask("what counts or passes over closed days has some", k.hasClosedDays),
		ask("a later event never ends earlier", k.endsNoEarlier),
		ask("the days passed over are named", k.names),
		ask("the same question has the same bytes", k.repeats),
	}
}

// termLaws are those of any term over the closed days.
func (k kit) termLaws() []property.Property {
	ask := func(name string, keeps func(asked) error) property.Property {
		return property.Property{Name: name, Holds: func(t *rapid.T) error {
			term := Terms(k.closed).Draw(t, "term")
			return keeps(k.ask(term, k.events().Draw(t, "event")))
		}}
	}
	return []property.Property{
		ask("a term ends", k.ends),
		ask("a counted or rolled deadline never falls on a closed day", func(a asked) error {
			if a.term.Roll == calendar.NoRoll && (a.term.Length.Unit != calendar.BusinessDays || a.term.Length.N == 0) {
				return nil // the last day stays
			}
			return k.endsOpen(a)
		}),
		ask("the days passed over are named", k.names),
		ask("a longer term never ends earlier", k.growsOutward),
		ask("a later event never ends earlier", k.endsNoEarlier),
		ask("within and before mirror each other", k.mirrors),
		ask("modified following stays in the month", k.staysInTheMonth),
		ask("a date alone is the same date", k.isTheSameDate),
		ask("the same question has the same bytes", k.repeats),
	}
}

// events draws the day of an event: one of the years, or one that is not long
// before or after a day proclaimed.
func (k kit) events() *rapid.Generator[calendar.Date] {
	days := []*rapid.Generator[calendar.Date]{Dates(Years())}
	for _, p := range k.closed.Proclaimed() {
		if year := p.Date.Year(); year < 100 || year > 9900 {
			continue // so that every term ends in the calendar
		}
		from, _ := p.Date.AddDays(-40)
		to, _ := p.Date.AddDays(40)
		days = append(days, Dates(calendar.Period{From: from, To: to}))
	}
	return rapid.OneOf(days...)
}

// ends asks of terms that do not come to a year of which the closed days are not
// known.
func (k kit) ends(a asked) error {
	var input *calendar.InputError
	if a.err == nil || errors.As(a.err, &input) && input.Field == "year" {
		return nil
	}
	return breaks(a.String(), a)
}

func (k kit) endsOpen(a asked) error {
	if why, shut, _ := a.term.Closed.On(a.due.Date); a.err == nil && shut {
		return breaks(fmt.Sprintf("%v, %s", a, why), a)
	}
	return nil
}

// endsOnItsSide holds of terms that have a length: rolled back, a term of a day
// can end on the event or before it, rolled forward one before it on the event.
func (k kit) endsOnItsSide(a asked) error {
	if a.err != nil || a.term.Length.N == 0 || !a.term.Before && a.due.Date.After(a.event) || a.term.Before && a.due.Date.Before(a.event) {
		return nil
	}
	return breaks(a.String(), a)
}

// hasClosedDays asks about the week from the event on.
func (k kit) hasClosedDays(a asked) error {
	if a.term.Length.Unit != calendar.BusinessDays && rollOf(a.term) == calendar.NoRoll {
		return nil
	}
	for n := range 7 {
		d, _ := a.event.AddDays(n) // far from the end of the calendar
		if _, shut, _ := a.term.Closed.On(d); shut {
			return nil
		}
	}
	return breaks(fmt.Sprintf("%v, and no day of the week from %v is closed: its closed days are %q", a, a.event, a.term.Closed.Name()), a)
}

func (k kit) endsNoEarlier(a asked) error {
	next, _ := a.event.AddDays(1) // far from the end of the calendar
	b := k.ask(a.term, next)
	if a.err != nil || b.err != nil || !b.due.Date.Before(a.due.Date) {
		return nil
	}
	return breaks(fmt.Sprintf("%v, and %v", a, b), a, b)
}

func (k kit) growsOutward(a asked) error {
	long := a.term
	long.Length.N++
	b := k.ask(long, a.event)
	if a.err != nil || b.err != nil || !long.Before && !b.due.Date.Before(a.due.Date) || long.Before && !b.due.Date.After(a.due.Date) {
		return nil
	}
	return breaks(fmt.Sprintf("%v, and %v", a, b), a, b)
}

// mirrors asks of terms that have a way back: business days from an open day,
// and days and weeks, without a roll.
func (k kit) mirrors(a asked) error {
	if _, shut, _ := a.term.Closed.On(a.event); shut || a.term.Length.Unit == calendar.Months {
		return nil
	}
	there := a.term
	there.Roll = calendar.NoRoll
	back := there
	back.Before = !there.Before
	a = k.ask(there, a.event)
	b := k.ask(back, a.due.Date)
	if a.err != nil || b.err != nil || b.due.Date == a.event {
		return nil
	}
	return breaks(fmt.Sprintf("%v, and %v", a, b), a, b)
}

func (k kit) staysInTheMonth(a asked) error {
	plain, rolled := a.term, a.term
	plain.Roll, rolled.Roll = calendar.NoRoll, calendar.ModifiedFollowing
	a, b := k.ask(plain, a.event), k.ask(rolled, a.event)
	if a.err != nil || b.err != nil || !b.due.Date.After(a.due.Date.MonthEnd()) {
		return nil
	}
	return breaks(fmt.Sprintf("%v, and %v", a, b), a, b)
}

func (k kit) isTheSameDate(a asked) error {
	date, err := k.date(a.term, a.event)
	if date == a.due.Date && (err == nil) == (a.err == nil) {
		return nil
	}
	return breaks(fmt.Sprintf("%v, and its date alone is %v (%v)", a, date, err), a)
}

func (k kit) repeats(a asked) error {
	b := k.ask(a.term, a.event)
	first, _ := json.Marshal(a.due) // a due date always marshals
	second, _ := json.Marshal(b.due)
	if string(first) == string(second) && (a.err == nil) == (b.err == nil) {
		return nil
	}
	return breaks(fmt.Sprintf("%v: %s, and the second time %s", a, first, second), a)
}

// names asks every day that was passed over, one by one: each closed day is
// named, in order and once, with why it is closed.
func (k kit) names(a asked) error {
	from := a.event
	if a.term.Length.Unit != calendar.BusinessDays || a.term.Length.N == 0 {
		plain := a.term
		plain.Roll = calendar.NoRoll
		from = k.ask(plain, a.event).due.Date
	}
	want := passed(a.term.Closed, from, a.due.Date, a.event)
	if a.err != nil || slices.Equal(a.due.Skipped, want) {
		return nil
	}
	return breaks(fmt.Sprintf("%v and passes over %v: it names %v", a, want, a.due.Skipped), a)
}

// passed are the closed days from one day to another, whichever is first, but
// for the event's own.
func passed(closed *calendar.Closed, from, to, event calendar.Date) []calendar.Skipped {
	if to.Before(from) {
		from, to = to, from
	}
	if from == to {
		return nil
	}
	var skipped []calendar.Skipped
	for n := range to.DaysSince(from) + 1 {
		d, _ := from.AddDays(n) // up to a day that there is
		if why, shut, _ := closed.On(d); shut && d != event {
			skipped = append(skipped, calendar.Skipped{Date: d, Why: why})
		}
	}
	return skipped
}
