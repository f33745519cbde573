package calendar_test

import (
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
)

// W. Va. Code § 2-2-1 as printed in SB 100 (1994), HB 4254 (1998) and HB 2310
// (2005).
func TestWestVirginiaHolidaysAsTheyWere(t *testing.T) {
	for year, want := range map[int]string{
		// 20 June and 11 November on weekdays; 1 and 4 July on weekdays; an even year with an election.
		1990: "1990-01-01 1990-01-15 1990-02-12 1990-02-19 1990-05-28 1990-06-20 1990-07-04 1990-09-03 1990-10-08 1990-11-06 1990-11-12 1990-11-22 1990-12-25",
		// 4 July a Saturday, which moves nothing.
		1992: "1992-01-01 1992-01-20 1992-02-12 1992-02-17 1992-05-25 1992-06-20 1992-07-04 1992-09-07 1992-10-12 1992-11-03 1992-11-11 1992-11-26 1992-12-25",
		// Christmas Day 1993 and New Year's Day 1994, both Saturdays, stay.
		1993: "1993-01-01 1993-01-18 1993-02-12 1993-02-15 1993-05-31 1993-06-21 1993-07-05 1993-09-06 1993-10-11 1993-11-11 1993-11-25 1993-12-25",
		1994: "1994-01-01 1994-01-17 1994-02-12 1994-02-21 1994-05-30 1994-06-20 1994-07-04 1994-09-05 1994-10-10 1994-11-08 1994-11-11 1994-11-24 1994-12-26",
		// The first year in which a Saturday moves a holiday: 11 November.
		1995: "1995-01-02 1995-01-16 1995-02-13 1995-02-20 1995-05-29 1995-06-20 1995-07-04 1995-09-04 1995-10-09 1995-11-10 1995-11-23 1995-12-25",
		// New Year's Day 2000, a Saturday, is observed in 1999.
		1999: "1999-01-01 1999-01-18 1999-02-12 1999-02-15 1999-05-31 1999-06-21 1999-07-05 1999-09-06 1999-10-11 1999-11-11 1999-11-25 1999-12-24 1999-12-31",
		// The last year of Lincoln's Birthday, 12 February a Saturday, and the first of Lincoln's Day.
		2005: "2005-01-17 2005-02-11 2005-02-21 2005-05-30 2005-06-20 2005-07-04 2005-09-05 2005-10-10 2005-11-11 2005-11-24 2005-12-26",
		2006: "2006-01-02 2006-01-16 2006-02-20 2006-05-29 2006-06-20 2006-07-04 2006-09-04 2006-10-09 2006-11-07 2006-11-10 2006-11-23 2006-11-24 2006-12-25",
	} {
		if got := observedIn(calendar.USWV(), year); got != want {
			t.Errorf("%d:\ngot  %s\nwant %s", year, got, want)
		}
		for _, h := range must(calendar.USWV().Holidays(year)) {
			want := "holidays-before-2006"
			if year == 2006 {
				want = ""
			}
			if h.Interpretation != want {
				t.Errorf("%v rests on %q, want %q", h.Date, h.Interpretation, want)
			}
		}
	}
}

func TestClosedIsUnknownBeforeItsFirstYear(t *testing.T) {
	wv := calendar.USWV()
	if from, ok := wv.Known(); from != 1990 || !ok {
		t.Errorf("known from %d, %v", from, ok)
	}
	roll := func(n int, roll calendar.Roll) calendar.Term {
		return calendar.Term{Length: days(n), Roll: roll, Closed: wv}
	}
	business := func(n int, before bool) calendar.Term {
		return calendar.Term{Length: businessDays(n), Before: before, Closed: wv}
	}
	_, _, err := wv.On(day("1989-12-31"))
	refusesInput(t, err, "year", "1989")
	_, err = wv.Holidays(1989)
	refusesInput(t, err, "year", "1989")
	for _, c := range []struct {
		term  calendar.Term
		event string
		year  string // that the error names; none for an answer
	}{
		{roll(1, calendar.NoRoll), "1975-03-01", ""},
		{roll(1, calendar.Following), "1975-03-01", "1975"},
		{roll(1, calendar.Following), "1989-12-30", "1989"},
		{roll(2, calendar.Following), "1989-12-30", ""}, // New Year's Day 1990 is asked about, and 2 January
		{roll(2, calendar.Preceding), "1989-12-30", "1989"},
		{roll(2, calendar.ModifiedFollowing), "1989-12-30", ""},
		{business(0, false), "1989-12-31", ""},
		{business(1, false), "1989-12-31", ""},
		{business(1, false), "1989-12-30", "1989"},
		{business(1, false), "1988-12-31", "1989"},
		{business(1, false), "1985-07-01", "1985"},
		{business(1, true), "1990-01-03", ""},
		{business(1, true), "1990-01-02", "1989"},
		{business(1, true), "1990-01-01", "1989"},
		{business(1, true), "1990-01-02", "1989"},
		{business(3, true), "1985-07-02", "1985"},
		{business(900, true), "1990-03-02", "1989"},
	} {
		due, err := c.term.From(day(c.event))
		agrees(t, c.term, day(c.event))
		if c.year != "" {
			refusesInput(t, err, "year", c.year)
		} else if err != nil || due.Date.IsZero() {
			t.Errorf("%v of %s: %v", c.term, c.event, err)
		}
	}
	for _, c := range []struct{ from, to, year string }{
		{"1989-12-31", "1990-01-10", ""}, {"1990-01-10", "1989-12-31", "1989"}, {"1989-12-30", "1990-01-10", "1989"},
		{"1980-01-01", "1980-01-01", ""}, {"1990-01-10", "1990-01-01", ""},
	} {
		_, err := wv.BusinessDaysBetween(day(c.from), day(c.to))
		if c.year != "" {
			refusesInput(t, err, "year", c.year)
		} else if err != nil {
			t.Errorf("%s to %s: %v", c.from, c.to, err)
		}
	}
}

func TestTermFromNamesTheInterpretationsOfTheDaysSkipped(t *testing.T) {
	for _, c := range []struct {
		closed *calendar.Closed
		event  string
		want   string
	}{
		{calendar.USWV(), "1996-01-13", "[holidays-before-2006]"}, // Lincoln's Birthday 1996, a Monday
		{calendar.USWV(), "1996-01-12", "[holidays-before-2006]"},
		{calendar.USWV(), "1996-02-02", "[]"}, // a Sunday
		{calendar.USWV(), "2024-10-30", "[]"}, // the day after Thanksgiving
		{calendar.CAAB(), "2025-05-01", "[ca-ab-saturday]"},
		{calendar.CAAB(), "2025-06-01", "[]"}, // Canada Day
	} {
		term := calendar.Term{Length: days(30), Roll: calendar.Following, Closed: c.closed}
		due := must(term.From(day(c.event)))
		got := "[]"
		for _, id := range due.Interpretations {
			got = "[" + id + "]"
		}
		if got != c.want || len(due.Interpretations) > 1 {
			t.Errorf("30 days of %s: %v rests on %v, want %s", c.event, due, due.Interpretations, c.want)
		}
	}
}
