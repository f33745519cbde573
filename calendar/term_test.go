package calendar_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/workcomp-go/workcomp/calendar"
)

// skipped reads "2024-11-29 Lincoln's Day" lines.
func skipped(lines ...string) []calendar.Skipped {
	var days []calendar.Skipped
	for _, line := range lines {
		date, why, _ := strings.Cut(line, " ")
		days = append(days, calendar.Skipped{Date: day(date), Why: why})
	}
	return days
}

func days(n int) calendar.Length         { return calendar.Length{N: n, Unit: calendar.Days} }
func weeks(n int) calendar.Length        { return calendar.Length{N: n, Unit: calendar.Weeks} }
func months(n int) calendar.Length       { return calendar.Length{N: n, Unit: calendar.Months} }
func businessDays(n int) calendar.Length { return calendar.Length{N: n, Unit: calendar.BusinessDays} }

type termCase struct {
	event string
	term  calendar.Term
	due   string
	moved []calendar.Skipped
}

func checkTerms(t *testing.T, cases []termCase) {
	t.Helper()
	for _, c := range cases {
		got, err := c.term.From(day(c.event))
		if err != nil {
			t.Errorf("%v of %s: %v", c.term, c.event, err)
			continue
		}
		if diff := cmp.Diff(calendar.Due{Date: day(c.due), Skipped: c.moved}, got); diff != "" {
			t.Errorf("%v of %s, roll %s (-want +got):\n%s", c.term, c.event, c.term.Roll, diff)
		}
	}
}

func TestTheDayOfTheEventDoesNotCountAndTheLastDayDoes(t *testing.T) {
	checkTerms(t, []termCase{
		{"2024-03-01", calendar.Term{Length: days(60)}, "2024-04-30", nil},
		{"2024-03-01", calendar.Term{Length: days(1)}, "2024-03-02", nil},
		{"2024-03-01", calendar.Term{Length: days(0)}, "2024-03-01", nil},
		{"2024-03-01", calendar.Term{Length: weeks(2)}, "2024-03-15", nil},
		{"2024-01-31", calendar.Term{Length: months(1)}, "2024-02-29", nil}, // rounds down
		{"2025-09-30", calendar.Term{Length: days(21), Before: true}, "2025-09-09", nil},
		{"2025-09-30", calendar.Term{Length: weeks(3), Before: true}, "2025-09-09", nil},
		{"2025-09-30", calendar.Term{Length: months(2), Before: true}, "2025-07-30", nil},
		{"2025-03-31", calendar.Term{Length: months(1), Before: true}, "2025-02-28", nil},
		{"2025-05-02", calendar.Term{Length: days(1), Roll: calendar.NoRoll, Closed: calendar.Weekends()}, "2025-05-03", nil},
	})
}

// W. Va. Code § 2-2-3: the first day is out, the last day is in, and when it is
// a Saturday, a Sunday or a legal holiday it is out too.
func TestAClosedLastDayMovesToTheNextOpenDay(t *testing.T) {
	term := func(n int) calendar.Term {
		return calendar.Term{Length: days(n), Roll: calendar.Following, Closed: calendar.USWV()}
	}
	checkTerms(t, []termCase{
		{"2024-03-01", term(60), "2024-04-30", nil},
		{"2024-09-30", term(60), "2024-12-02", skipped("2024-11-29 Lincoln's Day", "2024-11-30 Saturday", "2024-12-01 Sunday")},
		{"2024-04-21", term(60), "2024-06-21", skipped("2024-06-20 West Virginia Day")},
		{"2021-12-01", term(30), "2022-01-03", skipped("2021-12-31 New Year's Day", "2022-01-01 Saturday", "2022-01-02 Sunday")},
		{"2024-12-29", term(20), "2025-01-21", skipped("2025-01-18 Saturday", "2025-01-19 Sunday", "2025-01-20 Martin Luther King's Birthday")},
	})
}

func TestARollGoesOnwardsOrBackAndNeedNotLeaveTheMonth(t *testing.T) {
	term := func(n int, r calendar.Roll) calendar.Term {
		return calendar.Term{Length: days(n), Roll: r, Closed: calendar.Weekends()}
	}
	checkTerms(t, []termCase{ // Saturday 31 May 2025
		{"2025-03-02", term(90, calendar.NoRoll), "2025-05-31", nil},
		{"2025-03-02", term(90, calendar.Following), "2025-06-02", skipped("2025-05-31 Saturday", "2025-06-01 Sunday")},
		{"2025-03-02", term(90, calendar.Preceding), "2025-05-30", skipped("2025-05-31 Saturday")},
		{"2025-03-02", term(90, calendar.ModifiedFollowing), "2025-05-30", skipped("2025-05-31 Saturday")},
		// In the middle of the month it is following.
		{"2025-03-02", term(69, calendar.ModifiedFollowing), "2025-05-12", skipped("2025-05-10 Saturday", "2025-05-11 Sunday")},
		// Sunday 31 August 2025: two days backwards, in calendar order.
		{"2025-08-01", term(30, calendar.ModifiedFollowing), "2025-08-29", skipped("2025-08-30 Saturday", "2025-08-31 Sunday")},
		{"2025-08-01", term(30, calendar.Preceding), "2025-08-29", skipped("2025-08-30 Saturday", "2025-08-31 Sunday")},
		// An open last day stays.
		{"2025-08-01", term(28, calendar.ModifiedFollowing), "2025-08-29", nil},
	})
}

func TestADayProclaimedMovesATerm(t *testing.T) {
	// Juneteenth 2022 was proclaimed for Friday 17 June, since Monday 20 June is West Virginia Day.
	closed := calendar.USWV().With(calendar.Proclaimed{Date: day("2022-06-17"), Name: "Juneteenth", Cite: "W. Va. Code § 2-2-1(a)(15)"})
	checkTerms(t, []termCase{
		{"2022-05-18", calendar.Term{Length: days(30), Roll: calendar.Following, Closed: closed}, "2022-06-21",
			skipped("2022-06-17 Juneteenth", "2022-06-18 Saturday", "2022-06-19 Sunday", "2022-06-20 West Virginia Day")},
	})
}

// Postlewait v. City of Wheeling (W. Va. 2012): 19 November to 7 December 2010
// are ten days once weekends and holidays are left out.
func TestBusinessDaysAreTheDaysThatAreNotClosed(t *testing.T) {
	checkTerms(t, []termCase{
		{"2010-11-19", calendar.Term{Length: businessDays(10), Closed: calendar.USWV()}, "2010-12-07",
			skipped("2010-11-20 Saturday", "2010-11-21 Sunday", "2010-11-25 Thanksgiving Day", "2010-11-26 Lincoln's Day",
				"2010-11-27 Saturday", "2010-11-28 Sunday", "2010-12-04 Saturday", "2010-12-05 Sunday")},
		{"2010-11-19", calendar.Term{Length: businessDays(10), Closed: calendar.Weekends(), Roll: calendar.Following}, "2010-12-03",
			skipped("2010-11-20 Saturday", "2010-11-21 Sunday", "2010-11-27 Saturday", "2010-11-28 Sunday")},
		{"2010-11-19", calendar.Term{Length: businessDays(10), Closed: calendar.NoneClosed()}, "2010-11-29", nil},
		{"2010-11-19", calendar.Term{Length: businessDays(10)}, "2010-11-29", nil},
		// Counted back, and skipped in calendar order all the same.
		{"2010-12-07", calendar.Term{Length: businessDays(10), Before: true, Closed: calendar.USWV()}, "2010-11-19",
			skipped("2010-11-20 Saturday", "2010-11-21 Sunday", "2010-11-25 Thanksgiving Day", "2010-11-26 Lincoln's Day",
				"2010-11-27 Saturday", "2010-11-28 Sunday", "2010-12-04 Saturday", "2010-12-05 Sunday")},
		// From a closed day: the event is none of the days passed over.
		{"2025-05-03", calendar.Term{Length: businessDays(1), Closed: calendar.Weekends()}, "2025-05-05", skipped("2025-05-04 Sunday")},
		{"2025-05-04", calendar.Term{Length: businessDays(1), Before: true, Closed: calendar.Weekends()}, "2025-05-02", skipped("2025-05-03 Saturday")},
	})
}

func TestTheDayOfTheEventIsNeverSkipped(t *testing.T) {
	checkTerms(t, []termCase{
		// A term of no length whose event is closed.
		{"2025-05-03", calendar.Term{Length: days(0), Roll: calendar.Following, Closed: calendar.Weekends()}, "2025-05-05", skipped("2025-05-04 Sunday")},
		{"2025-05-03", calendar.Term{Length: days(0), Roll: calendar.Preceding, Closed: calendar.Weekends()}, "2025-05-02", nil},
		{"2025-05-03", calendar.Term{Length: businessDays(0), Roll: calendar.Following, Closed: calendar.Weekends()}, "2025-05-05", skipped("2025-05-04 Sunday")},
		// A roll back over the event.
		{"2025-05-03", calendar.Term{Length: days(1), Roll: calendar.Preceding, Closed: calendar.Weekends()}, "2025-05-02", skipped("2025-05-04 Sunday")},
		// A roll onwards over the event.
		{"2025-05-04", calendar.Term{Length: days(1), Before: true, Roll: calendar.Following, Closed: calendar.Weekends()}, "2025-05-05", skipped("2025-05-03 Saturday")},
	})
}

func TestATermThatLeavesTheCalendarIsAnError(t *testing.T) {
	for _, c := range []struct {
		event string
		term  calendar.Term
	}{
		{"9999-12-31", calendar.Term{Length: days(1)}},
		{"9999-12-31", calendar.Term{Length: months(1)}},
		{"0001-01-01", calendar.Term{Length: weeks(1), Before: true}},
		{"0001-01-01", calendar.Term{Length: businessDays(1), Before: true}},
		{"9999-12-31", calendar.Term{Length: businessDays(1), Closed: calendar.Weekends()}},
		{"9999-12-01", calendar.Term{Length: businessDays(math.MaxInt), Closed: calendar.USWV()}},
		{"9999-12-01", calendar.Term{Length: days(math.MaxInt), Closed: calendar.USWV()}},
		// 1 January 10000 is a Saturday, observed on Friday 31 December 9999.
		{"9999-12-30", calendar.Term{Length: days(1), Roll: calendar.Following, Closed: calendar.USWV()}},
		{"0001-01-02", calendar.Term{Length: days(1), Before: true, Roll: calendar.Preceding, Closed: calendar.CAAB()}},
	} {
		_, err := c.term.From(day(c.event))
		leavesTheRange(t, err)
	}
	// To leave the calendar is to leave the month.
	checkTerms(t, []termCase{
		{"9999-12-30", calendar.Term{Length: days(1), Roll: calendar.ModifiedFollowing, Closed: calendar.USWV()}, "9999-12-30",
			skipped("9999-12-31 New Year's Day")},
	})
}

func TestARollComesToTheEndsOfTheCalendar(t *testing.T) {
	closed := calendar.NoneClosed().With(calendar.Proclaimed{Date: day("0001-01-02")}, calendar.Proclaimed{Date: day("9999-12-30")})
	checkTerms(t, []termCase{
		{"0001-01-01", calendar.Term{Length: days(1), Roll: calendar.Preceding, Closed: closed}, "0001-01-01", skipped("0001-01-02 proclaimed day")},
		{"9999-12-29", calendar.Term{Length: days(1), Roll: calendar.Following, Closed: closed}, "9999-12-31", skipped("9999-12-30 proclaimed day")},
	})
}

func TestATermThatCannotBeIsNamedByItsField(t *testing.T) {
	_, err := calendar.Term{Length: days(1)}.From(calendar.Date{})
	refusesInput(t, err, "event", "")
	_, err = calendar.Term{Length: days(-1)}.From(day("2025-01-01"))
	refusesInput(t, err, "within", "-1 days")
	_, err = calendar.Term{Length: calendar.Length{N: 2, Unit: "fortnights"}, Before: true}.From(day("2025-01-01"))
	refusesInput(t, err, "before", "2 fortnights")
	_, err = calendar.Term{Length: days(1), Roll: "back"}.From(day("2025-01-01"))
	refusesInput(t, err, "roll", "back")
}

func TestRollsAreNamed(t *testing.T) {
	for _, s := range []string{"none", "following", "preceding", "modified_following"} {
		if r, err := calendar.ParseRoll(s); err != nil || string(r) != s {
			t.Errorf("%q: got %q, %v", s, r, err)
		}
	}
	for _, s := range []string{"", "Following", "modified following"} {
		_, err := calendar.ParseRoll(s)
		refusesInput(t, err, "roll", s)
	}
}

func TestALengthIsANumberAndAUnitSingularAfterOne(t *testing.T) {
	for s, want := range map[string]calendar.Length{
		"60 days": days(60), "1 day": days(1), "0 days": days(0), "3 weeks": weeks(3), "1 week": weeks(1), "9 months": months(9),
		"1 month": months(1), "10 business days": businessDays(10), "1 year": {N: 1, Unit: calendar.Years}, "2 years": {N: 2,
			Unit: calendar.Years}, "1 business day": businessDays(1),
	} {
		if got, err := calendar.ParseLength("within", s); err != nil || got != want || got.String() != s {
			t.Errorf("%q: got %v, %v", s, got, err)
		}
	}
	for _, s := range []string{
		"", "60", "days", "1 days", "2 day", "-1 days", "+1 day", "060 days", "60  days", " 60 days", "60 days ", "60days", "60 Days",
		"1 fortnight", "1.5 days", "0 day", "60 business  days", "60 business", "99999999999999999999 days", "6 dayss",
	} {
		_, err := calendar.ParseLength("within", s)
		refusesInput(t, err, "within", s)
	}
}

func TestATermIsWrittenInWords(t *testing.T) {
	if got := (calendar.Term{Length: days(60)}).String(); got != "within 60 days" {
		t.Errorf("got %q", got)
	}
	if got := (calendar.Term{Length: businessDays(1), Before: true}).String(); got != "1 business day before" {
		t.Errorf("got %q", got)
	}
}
