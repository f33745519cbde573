package calendar_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/workcomp-go/workcomp/calendar"
)

var rollings = []calendar.Roll{calendar.Following, calendar.Preceding, calendar.ModifiedFollowing}

func anyTerm() *rapid.Generator[calendar.Term] {
	return rapid.Custom(func(t *rapid.T) calendar.Term {
		return calendar.Term{
			Length: calendar.Length{N: rapid.IntRange(0, 300).Draw(t, "n"), Unit: rapid.SampledFrom([]calendar.Unit{
				calendar.Days, calendar.BusinessDays, calendar.Weeks, calendar.Months, calendar.Years}).Draw(t, "unit")},
			Before: rapid.Bool().Draw(t, "before"),
			Roll:   rapid.SampledFrom(append(rollings, calendar.NoRoll)).Draw(t, "roll"),
			Closed: anyClosed().Draw(t, "closed"),
		}
	})
}

func TestLawACountedDeadlineNeverFallsOnAClosedDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		term, event := anyTerm().Draw(t, "term"), someDate().Draw(t, "event")
		rolled := term.Roll != calendar.NoRoll || term.Length.Unit == calendar.BusinessDays && term.Length.N > 0
		due := must(term.From(event))
		if why, closed, _ := term.Closed.On(due.Date); closed && rolled {
			t.Errorf("%v of %v falls on %v, %s", term, event, due.Date, why)
		}
		plain := term
		plain.Roll = calendar.NoRoll
		if term.Roll == calendar.ModifiedFollowing && term.Length.Unit != calendar.BusinessDays {
			if last := must(plain.From(event)).Date; last.MonthEnd() != due.Date.MonthEnd() && due.Date.After(last) {
				t.Errorf("%v of %v left the month of %v for %v", term, event, last, due.Date)
			}
		}
	})
}

// What was skipped, by asking every day from the day next to the event, or
// from the last day of the term, to the due date.
func slowSkipped(term calendar.Term, event calendar.Date, due calendar.Due) []calendar.Skipped {
	plain := term
	plain.Roll = calendar.NoRoll
	from := event
	if term.Length.Unit != calendar.BusinessDays || term.Length.N == 0 {
		from = must(plain.From(event)).Date
	}
	to := due.Date
	if to.Before(from) {
		from, to = to, from
	}
	var skipped []calendar.Skipped
	for d := from; ; d = must(d.AddDays(1)) {
		if why, closed, _ := term.Closed.On(d); closed && d != event && from != to {
			skipped = append(skipped, calendar.Skipped{Date: d, Why: why})
		}
		if d == to {
			return skipped
		}
	}
}

func TestLawSkippedAreTheClosedDaysPassedOverInOrderAndOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		term, event := anyTerm().Draw(t, "term"), someDate().Draw(t, "event")
		due := must(term.From(event))
		if want := slowSkipped(term, event, due); !slices.Equal(due.Skipped, want) {
			t.Errorf("%v of %v, roll %s, is due %v and skipped %v, want %v", term, event, term.Roll, due.Date, due.Skipped, want)
		}
	})
}

func TestLawBusinessDaysAreTheDaysBetweenLessThoseSkipped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		term, event := anyTerm().Draw(t, "term"), someDate().Draw(t, "event")
		term.Length.Unit, term.Roll = calendar.BusinessDays, calendar.NoRoll
		due := must(term.From(event))
		apart := due.Date.DaysSince(event)
		if term.Before {
			apart = -apart
		}
		if apart-len(due.Skipped) != term.Length.N {
			t.Errorf("%v of %v is due %v, having skipped %d", term, event, due.Date, len(due.Skipped))
		}
		// From an open day and back is the same day.
		if _, closed, _ := term.Closed.On(event); !closed {
			back := term
			back.Before = !term.Before
			if got := must(back.From(due.Date)).Date; got != event {
				t.Errorf("%v of %v and back again is %v", term, event, got)
			}
		}
	})
}
