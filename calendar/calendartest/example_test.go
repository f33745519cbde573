package calendartest_test

import (
	"fmt"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/calendar/calendartest"
	"pgregory.net/rapid"
)

// A host calls this from a test of its own, with the days that it keeps.
func ExampleTestClosed() {
	proclaimed := []calendar.Proclaimed{
		{Date: calendar.MustParse("2022-06-17"), Name: "Juneteenth", Cite: "Proclamation of 2022"},
	}
	_ = func(t *testing.T) { calendartest.TestClosed(t, calendar.USWV(), proclaimed...) }
	// Output:
}

// A host calls this from a test of its own, with its own terms.
func ExampleTestTerm() {
	reply := calendar.Term{Length: calendar.Length{N: 10, Unit: calendar.BusinessDays}, Closed: calendar.USWV()}
	_ = func(t *testing.T) { calendartest.TestTerm(t, reply) }
	// Output:
}

// A term of the host's rolls to no open day. The law that it breaks is shown with
// the shortest case found.
func ExampleCheckTerm() {
	reply := calendar.Term{Length: calendar.Length{N: 3, Unit: calendar.Days}, Closed: calendar.USWV()}
	fmt.Println(calendartest.CheckTerm(reply))
	// Output:
	// # Broken: a deadline never falls on a closed day.
	// # within 3 days of 2001-01-04, roll none, ends on 2001-01-07, Sunday
	// # This is what came; it runs: workcomp test -v FILE
	// scenario: "Broken: a deadline never falls on a closed day"
	// domain: calendar
	// steps:
	//   - call: term
	//     with: {event: 2001-01-04, within: "3 days", closed: us-wv, roll: none}
	//     expect: {due: 2001-01-07, skipped: []}
}

// The dates of a period, and the periods in one, are drawn for laws too.
func ExampleDates() {
	june := calendar.Quarter{Year: 2025, Number: 2}.Period()
	d := calendartest.Dates(june).Example(1)
	p := calendartest.Periods(june, 14).Example(1)
	fmt.Println(june.Contains(d), june.Contains(p.From), june.Contains(p.To), p.Days() <= 14)
	// Output: true true true true
}

func TestADayProclaimedNeverBringsADeadlineNearer(t *testing.T) { rapid.Check(t, neverNearer) }
