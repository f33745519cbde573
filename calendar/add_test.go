package calendar_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
)

func TestYearsAndMonthsAreOneNumberOfMonthsAndComeFirst(t *testing.T) {
	for _, c := range []struct {
		date string
		span calendar.Span
		r    calendar.Rounding
		want string
	}{
		{"2024-02-29", calendar.Span{Years: 1, Months: 1}, calendar.NoRounding, "2025-03-29"},
		{"2024-02-29", calendar.Span{Years: 1, Months: -12}, calendar.NoRounding, "2024-02-29"},
		{"2025-03-31", calendar.Span{Months: 1, Days: -1}, calendar.Down, "2025-04-29"},
		{"2025-03-31", calendar.Span{Months: 1, Days: -1}, calendar.Up, "2025-04-30"},
		{"2026-05-31", calendar.Span{Months: -1}, calendar.Up, "2026-05-01"},
		{"2021-02-19", calendar.Span{Weeks: 6}, calendar.NoRounding, "2021-04-02"},
		{"2021-02-19", calendar.Span{Weeks: 6, Days: -42}, "", "2021-02-19"},
		{"2025-01-15", calendar.Span{}, calendar.Up, "2025-01-15"},
		{"9999-10-31", calendar.Span{Months: 1}, calendar.Up, "9999-12-01"},
		{"9999-11-30", calendar.Span{Months: 1}, calendar.Up, "9999-12-30"},
		{"0001-03-31", calendar.Span{Months: -2}, calendar.NoRounding, "0001-01-31"},
		{"0001-01-01", calendar.Span{Years: 9998, Months: 11, Weeks: 4, Days: 2}, calendar.NoRounding, "9999-12-31"},
	} {
		got, err := day(c.date).Add(c.span, c.r)
		if err != nil || got != day(c.want) {
			t.Errorf("%s plus %v, %s: got %v, %v; want %s", c.date, c.span, c.r, got, err, c.want)
		}
	}
}

func TestWithoutARoundingAMissingDayIsAnErrorWithBothCandidates(t *testing.T) {
	for _, c := range []struct {
		date     string
		span     calendar.Span
		down, up string
		text     string
	}{
		{"2013-01-31", calendar.Span{Months: 1}, "2013-02-28", "2013-03-01",
			"rounding: ambiguous date: 2013-01-31 plus 1 month reaches a day that the month does not have; rounded down it is 2013-02-28, rounded up 2013-03-01"},
		{"2012-02-29", calendar.Span{Years: 88}, "2100-02-28", "2100-03-01", "2012-02-29 plus 88 years"},
		// The candidates are the days before weeks and days, even when those lead outside.
		{"2013-01-31", calendar.Span{Months: 3, Weeks: 1, Days: -2}, "2013-04-30", "2013-05-01", "3 months, 1 week, -2 days"},
		{"9999-10-31", calendar.Span{Months: 1, Days: 40}, "9999-11-30", "9999-12-01", "1 month, 40 days"},
	} {
		for _, r := range []calendar.Rounding{calendar.NoRounding, ""} {
			_, err := day(c.date).Add(c.span, r)
			var ambiguous *calendar.AmbiguousError
			if !errors.As(err, &ambiguous) {
				t.Fatalf("%s plus %v: got the error %v", c.date, c.span, err)
			}
			want := calendar.AmbiguousError{Field: "rounding", Date: day(c.date), Span: c.span, Down: day(c.down), Up: day(c.up)}
			if *ambiguous != want {
				t.Errorf("got %+v, want %+v", *ambiguous, want)
			}
			if !strings.Contains(err.Error(), c.text) || !strings.Contains(err.Error(), "ambiguous") {
				t.Errorf("the text is %q", err)
			}
		}
	}
}

func TestOutsideTheRangeIsAnErrorEvenInBetween(t *testing.T) {
	for _, c := range []struct {
		date string
		span calendar.Span
	}{
		{"9999-12-31", calendar.Span{Days: 1}},
		{"0001-01-01", calendar.Span{Days: -1}},
		{"9999-12-31", calendar.Span{Weeks: 1}},
		{"9999-12-01", calendar.Span{Months: 1}},
		{"0001-01-31", calendar.Span{Months: -1}},
		{"9999-12-31", calendar.Span{Months: 1, Days: -31}}, // back inside, but outside in between
		{"0001-01-01", calendar.Span{Years: -1, Days: 366}},
		{"2025-01-01", calendar.Span{Years: math.MaxInt}},
		{"2025-01-01", calendar.Span{Years: math.MinInt}},
		{"2025-01-01", calendar.Span{Years: math.MaxInt, Months: math.MinInt}},
		{"2025-01-01", calendar.Span{Months: math.MaxInt}},
		{"2025-01-01", calendar.Span{Months: math.MinInt}},
		{"2025-01-01", calendar.Span{Weeks: math.MaxInt, Days: math.MaxInt}},
		{"2025-01-01", calendar.Span{Weeks: math.MinInt, Days: math.MinInt}},
		{"2025-01-01", calendar.Span{Days: math.MinInt}},
		{"2025-01-01", calendar.Span{Weeks: 1 << 62, Days: math.MinInt}},
		{"2025-01-01", calendar.Span{Years: 1 << 40}},
	} {
		for _, r := range []calendar.Rounding{calendar.NoRounding, calendar.Down, calendar.Up} {
			got, err := day(c.date).Add(c.span, r)
			if !got.IsZero() {
				t.Errorf("%s plus %v wrapped to %v", c.date, c.span, got)
			}
			leavesTheRange(t, err)
		}
	}
	for _, n := range []int{math.MaxInt, math.MinInt, 1 << 31, -(1 << 31), 1 << 32, 3652059, -3652059} {
		_, err := day("2025-01-01").AddDays(n)
		leavesTheRange(t, err)
		_, err = day("2025-01-01").AddMonths(n)
		leavesTheRange(t, err)
	}
	if _, err := day("9999-12-31").AddDays(1); err.Error() != "date: out of range: from 9999-12-31, 1 day leads outside 0001-01-01 to 9999-12-31" {
		t.Errorf("the text is %q", err)
	}
}

// Numbers beyond the calendar that take each other back are one number of
// months, and of days.
func TestHugeNumbersThatCancelAreExact(t *testing.T) {
	const years = math.MaxInt/12 + 1 // 12 times it is more than an int holds, by 4
	if got, err := day("2025-01-15").Add(calendar.Span{Years: -20000, Months: 240013}, calendar.NoRounding); err != nil || got != day("2026-02-15") {
		t.Errorf("got %v, %v; want 13 months on", got, err)
	}
	if got, err := day("2025-01-15").Add(calendar.Span{Years: years, Months: math.MinInt}, calendar.NoRounding); err != nil || got != day("2025-05-15") {
		t.Errorf("got %v, %v; want 4 months on", got, err)
	}
	if got, err := day("2025-01-15").Add(calendar.Span{Weeks: 1e9, Days: -7e9 + 1}, calendar.NoRounding); err != nil || got != day("2025-01-16") {
		t.Errorf("got %v, %v; want 1 day on", got, err)
	}
}

func TestAddDaysAndAddMonths(t *testing.T) {
	if got, err := day("2024-02-28").AddDays(2); err != nil || got != day("2024-03-01") {
		t.Errorf("got %v, %v", got, err)
	}
	if got, err := day("2024-03-01").AddDays(-1); err != nil || got != day("2024-02-29") {
		t.Errorf("got %v, %v", got, err)
	}
	if got, err := day("2025-10-31").AddMonths(4); err != nil || got != day("2026-02-28") {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestRoundingsAreNamed(t *testing.T) {
	for _, s := range []string{"none", "down", "up"} {
		if r, err := calendar.ParseRounding(s); err != nil || string(r) != s {
			t.Errorf("%q: got %q, %v", s, r, err)
		}
	}
	for _, s := range []string{"", "Down", "nearest", "down "} {
		_, err := calendar.ParseRounding(s)
		refusesInput(t, err, "rounding", s)
	}
	// Even where no rounding is needed.
	_, err := day("2025-01-15").Add(calendar.Span{Days: 1}, "nearest")
	refusesInput(t, err, "rounding", "nearest")
}

func TestASpanIsWrittenInWords(t *testing.T) {
	for want, s := range map[string]calendar.Span{
		"0 days":                                {},
		"1 year, 1 month, 1 week, 1 day":        {Years: 1, Months: 1, Weeks: 1, Days: 1},
		"-1 years, 2 months, -3 weeks, 60 days": {Years: -1, Months: 2, Weeks: -3, Days: 60},
	} {
		if got := s.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
