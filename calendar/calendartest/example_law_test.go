package calendartest_test

import (
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/calendar/calendartest"
	"pgregory.net/rapid"
)

// neverNearer is a law of the host's own, over terms and days that are drawn: a
// day that is proclaimed never brings a deadline nearer.
func neverNearer(t *rapid.T) {
	closed, years := calendar.USWV(), calendartest.Years()
	term, event := calendartest.Terms(closed).Draw(t, "term"), calendartest.Dates(years).Draw(t, "event")
	term.Before, term.Roll = false, calendar.Following
	with := term
	with.Closed = closed.With(calendartest.Proclamations(closed, years).Draw(t, "proclaimed"))
	due, err := term.Date(event)
	if err != nil {
		t.Fatal(err)
	}
	later, err := with.Date(event)
	if err != nil {
		t.Fatal(err)
	}
	if later.Before(due) {
		t.Fatalf("%v of %v is due %v, and with one more closed day %v", term, event, due, later)
	}
}

// A host's own law is drawn from the generators and checked by rapid.
func ExampleTerms() {
	_ = func(t *testing.T) { rapid.Check(t, neverNearer) }
	// Output:
}
