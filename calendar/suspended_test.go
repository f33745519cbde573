package calendar_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/workcomp-go/workcomp/calendar"
)

func periods(texts ...string) []calendar.Period {
	var list []calendar.Period
	for _, s := range texts {
		list = append(list, must(calendar.ParsePeriod(s)))
	}
	return list
}

func TestTermFromDoesNotCountSuspendedDays(t *testing.T) {
	april := periods("2025-04-01/2025-04-10")
	for _, c := range []struct {
		about     string
		event     string
		term      calendar.Term
		due       string
		suspended int
		skipped   []calendar.Skipped
	}{
		{"the contract's example", "2025-03-21", calendar.Term{Length: days(30), Suspended: april}, "2025-04-30", 10, nil},
		{"the event among them", "2025-04-05", calendar.Term{Length: days(3), Suspended: april}, "2025-04-13", 5, nil},
		{"the event is their last day", "2025-04-10", calendar.Term{Length: days(3), Suspended: april}, "2025-04-13", 0, nil},
		{"it ends before them", "2025-03-21", calendar.Term{Length: days(11), Suspended: april}, "2025-04-11", 10, nil},
		{"it ends on the day before", "2025-03-21", calendar.Term{Length: days(10), Suspended: april}, "2025-03-31", 0, nil},
		{"no length", "2025-04-05", calendar.Term{Length: days(0), Suspended: april}, "2025-04-05", 0, nil},
		{"backwards", "2025-04-20", calendar.Term{Length: days(12), Before: true, Suspended: april}, "2025-03-29", 10, nil},
		{"backwards from among them", "2025-04-05", calendar.Term{Length: days(3), Before: true, Suspended: april}, "2025-03-29", 4, nil},
		{"overlapping and adjacent, in any order", "2025-03-21", calendar.Term{Length: days(30),
			Suspended: periods("2025-04-05/2025-04-10", "2025-04-01/2025-04-07", "2025-04-04/2025-04-05")}, "2025-04-30", 10, nil},
		{"two ranges", "2025-03-21", calendar.Term{Length: weeks(4), Suspended: periods("2025-03-22/2025-03-22",
			"2025-04-20/2025-04-21")}, "2025-04-19", 1, nil},
		{"a month is its days", "2025-01-31", calendar.Term{Length: months(1), Suspended: periods("2025-02-10/2025-02-19")}, "2025-03-10",
			10, nil},
		{"a month up is its days", "2025-01-31", calendar.Term{Length: months(1), Rounding: calendar.Up,
			Suspended: periods("2025-02-10/2025-02-19")}, "2025-03-11", 10, nil},
		{"a year is its days", "2024-02-29", calendar.Term{Length: calendar.Length{N: 1, Unit: calendar.Years},
			Suspended: periods("2024-03-01/2024-03-02")}, "2025-03-02", 2, nil},
		{"a roll passes over them", "2025-03-28", calendar.Term{Length: days(1), Roll: calendar.Following, Closed: calendar.Weekends(),
			Suspended: periods("2025-03-31/2025-04-02")}, "2025-04-03", 0, skipped("2025-03-29 Saturday", "2025-03-30 Sunday")},
		{"a roll back passes over them", "2025-03-29", calendar.Term{Length: days(1), Roll: calendar.Preceding, Closed: calendar.Weekends(),
			Suspended: periods("2025-03-27/2025-03-28")}, "2025-03-26", 0, skipped("2025-03-30 Sunday")},
		{"a closed day that is suspended is not skipped", "2025-03-28", calendar.Term{Length: days(1), Roll: calendar.Following,
			Closed:    calendar.Weekends(),
			Suspended: periods("2025-03-30/2025-03-30")}, "2025-03-31", 0, skipped("2025-03-29 Saturday")},
		{"a month that is suspended to its end turns back", "2025-03-28", calendar.Term{Length: days(1), Roll: calendar.ModifiedFollowing,
			Closed:    calendar.Weekends(),
			Suspended: periods("2025-03-31/2025-03-31")}, "2025-03-28", 0, skipped("2025-03-29 Saturday")},
		{"business days, open and closed", "2025-03-28", calendar.Term{Length: businessDays(3), Closed: calendar.Weekends(),
			Suspended: periods("2025-03-31/2025-04-06")}, "2025-04-09", 7, skipped("2025-03-29 Saturday", "2025-03-30 Sunday")},
		{"business days backwards", "2025-04-09", calendar.Term{Length: businessDays(3), Before: true, Closed: calendar.Weekends(),
			Suspended: periods("2025-03-31/2025-04-06")}, "2025-03-28", 7, skipped("2025-03-29 Saturday", "2025-03-30 Sunday")},
	} {
		got, err := c.term.From(day(c.event))
		want := calendar.Due{Date: day(c.due), Skipped: c.skipped, SuspendedDays: c.suspended}
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got)\n%s", c.about, err, diff)
		}
		agrees(t, c.term, day(c.event))
	}
}

// Every day by itself.
func slowDue(term calendar.Term, event calendar.Date) (due calendar.Date, suspended int) {
	off := func(d calendar.Date) bool {
		return slices.ContainsFunc(term.Suspended, func(p calendar.Period) bool { return p.Contains(d) })
	}
	step := 1
	if term.Before {
		step = -1
	}
	left := term.Length.N
	plain := calendar.Term{Length: term.Length, Before: term.Before, Rounding: term.Rounding}
	if term.Length.Unit != calendar.BusinessDays {
		left = step * must(plain.From(event)).Date.DaysSince(event)
	}
	due = event
	for left > 0 {
		due = must(due.AddDays(step))
		_, closed, _ := term.Closed.On(due)
		switch {
		case off(due):
			suspended++
		case term.Length.Unit != calendar.BusinessDays || !closed:
			left--
		}
	}
	return due, suspended
}

func TestLawSuspendedDaysAreThoseBetweenThatDoNotCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		term, event := anyTerm().Draw(t, "term"), someDate().Draw(t, "event")
		term.Roll, term.Length.N = calendar.NoRoll, term.Length.N%60
		term.Rounding = rapid.SampledFrom([]calendar.Rounding{"", calendar.Down, calendar.Up}).Draw(t, "rounding")
		for range rapid.IntRange(0, 5).Draw(t, "ranges") {
			from := must(event.AddDays(rapid.IntRange(-90, 90).Draw(t, "from")))
			term.Suspended = append(term.Suspended, calendar.Period{From: from, To: must(from.AddDays(rapid.IntRange(0, 30).Draw(t, "long")))})
		}
		got := must(term.From(event))
		if due, suspended := slowDue(term, event); got.Date != due || got.SuspendedDays != suspended {
			t.Errorf("%v of %v without %v is due %v after %d, want %v after %d", term, event, term.Suspended, got.Date, got.SuspendedDays,
				due, suspended)
		}
	})
}

func TestSuspendedDaysThatCannotBe(t *testing.T) {
	from := func(s ...calendar.Period) error {
		_, err := calendar.Term{Length: days(1), Suspended: append(periods("2025-01-01/2025-01-02"), s...)}.From(day("2025-01-01"))
		return err
	}
	refusesInput(t, from(calendar.Period{To: day("2025-01-01")}), "suspended[1].from", "")
	refusesInput(t, from(calendar.Period{From: day("2025-01-01")}), "suspended[1].to", "")
	var backwards *calendar.BackwardsError
	if err := from(calendar.Period{From: day("2025-01-02"), To: day("2025-01-01")}); !errors.As(err, &backwards) ||
		backwards.Field != "suspended[1].to" {
		t.Errorf("got %v", err)
	}
	_, err := calendar.Term{Length: months(1), Rounding: calendar.NoRounding}.From(day("2025-01-01"))
	refusesInput(t, err, "rounding", "none")
	_, err = calendar.Term{Length: months(1), Rounding: "nearest"}.Date(day("2025-01-01"))
	refusesInput(t, err, "rounding", "nearest")
	_, err = calendar.Term{Length: businessDays(1), Rounding: "nearest", Closed: calendar.Weekends()}.Date(day("2025-01-01"))
	refusesInput(t, err, "rounding", "nearest")
	for _, term := range []calendar.Term{
		{Length: days(2), Suspended: periods("9999-12-31/9999-12-31")},
		{Length: days(1), Before: true, Suspended: periods("0001-01-01/9999-12-30")},
		{Length: businessDays(2), Suspended: periods("9999-12-31/9999-12-31")},
		{Length: days(1), Roll: calendar.Following, Suspended: periods("9999-12-30/9999-12-31", "9999-12-20/9999-12-29")},
	} {
		_, err := term.From(day("9999-12-29"))
		leavesTheRange(t, err)
	}
}
