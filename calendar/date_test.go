package calendar_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/workcomp-go/workcomp/calendar"
)

// day is a date of the test's own text.
func day(s string) calendar.Date { return calendar.MustParse(s) }

// refusesInput fails unless err is an InputError on the field, with a text
// that names the field, the value and what was expected.
func refusesInput(t *testing.T, err error, field, value string) {
	t.Helper()
	var input *calendar.InputError
	if !errors.As(err, &input) {
		t.Fatalf("got the error %v, want an InputError on %q", err, field)
	}
	if input.Field != field || input.Value != value || input.Expected == "" {
		t.Errorf("got %#v, want the field %q with the value %q", input, field, value)
	}
	if text := err.Error(); !strings.HasPrefix(text, field+": ") || !strings.Contains(text, input.Expected) {
		t.Errorf("the text %q does not name the field and what was expected", text)
	}
}

// leavesTheRange fails unless err is a RangeError that says so.
func leavesTheRange(t *testing.T, err error) {
	t.Helper()
	var outside *calendar.RangeError
	if !errors.As(err, &outside) {
		t.Fatalf("got the error %v, want a RangeError", err)
	}
	if !strings.Contains(err.Error(), "range") {
		t.Errorf("the text %q does not say range", err)
	}
}

func TestADateIsADayOfTheGregorianCalendar(t *testing.T) {
	for _, c := range []struct {
		year  int
		month time.Month
		day   int
		want  string // empty: no such day
		given string // the value that the error names
	}{
		{2025, time.February, 28, "2025-02-28", ""},
		{2024, time.February, 29, "2024-02-29", ""},
		{2000, time.February, 29, "2000-02-29", ""},
		{1, time.January, 1, "0001-01-01", ""},
		{9999, time.December, 31, "9999-12-31", ""},
		{2025, time.February, 29, "", "2025-02-29"},
		{1900, time.February, 29, "", "1900-02-29"},
		{2025, time.April, 31, "", "2025-04-31"},
		{2025, time.January, 0, "", "2025-01-00"},
		{2025, time.January, -1, "", "2025-01--1"},
		{2025, 0, 1, "", "2025-00-01"},
		{2025, 13, 1, "", "2025-13-01"},
		{0, time.January, 1, "", "0000-01-01"},
		{10000, time.January, 1, "", "10000-01-01"},
	} {
		d, err := calendar.Of(c.year, c.month, c.day)
		if c.want == "" {
			refusesInput(t, err, "date", c.given)
			continue
		}
		if err != nil || d.String() != c.want {
			t.Errorf("got %v, %v; want %s", d, err, c.want)
		}
		if d.Year() != c.year || d.Month() != c.month || d.Day() != c.day {
			t.Errorf("%v has the parts %d %d %d", d, d.Year(), d.Month(), d.Day())
		}
	}
}

func TestDatesAreWrittenInTheFormOfISO8601AndNoOther(t *testing.T) {
	for _, s := range []string{
		"", "2025", "2025-1-1", "2025-01-1", "25-01-01", "2025/01/01", "2025-01/01", "20250101", " 2025-01-01", "2025-01-01 ",
		"2025-01-01T00:00", "+025-01-01", "2025--1-01", "2025-01-+1", "2025-01-0x", "2025-0x-01", "202x-01-01", "2025-02-30", "0000-01-01",
		"\u0662025-01-01"[:10], "10000-01-01",
	} {
		_, err := calendar.Parse(s)
		refusesInput(t, err, "date", s)
	}
	if d, err := calendar.Parse("2024-02-29"); err != nil || d.String() != "2024-02-29" {
		t.Errorf("got %v, %v", d, err)
	}
}

func TestMustParsePanicsOnABadLiteral(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	calendar.MustParse("2025-02-30")
}

func TestTheZeroDateIsNoDate(t *testing.T) {
	var none calendar.Date
	if !none.IsZero() || none.String() != "" || none.MonthEnd() != none || !none.Time().IsZero() {
		t.Errorf("the zero Date is %q, %v", none, none.Time())
	}
	if y, m, d := none.YMD(); y != 0 || m != 0 || d != 0 {
		t.Errorf("the zero Date has the parts %d %d %d", y, m, d)
	}
	if first := day("0001-01-01"); !none.Before(first) || first.IsZero() {
		t.Error("the zero Date does not stand before the first date")
	}
	if _, err := none.AddDays(1); err != nil {
		refusesInput(t, err, "date", "")
	} else {
		t.Error("a day was added to no date")
	}
	if _, err := none.AddMonths(1); err != nil {
		refusesInput(t, err, "date", "")
	} else {
		t.Error("a month was added to no date")
	}
}

func TestADateHasTheWeekdayItHad(t *testing.T) {
	for s, want := range map[string]time.Weekday{
		"1969-07-20": time.Sunday,   // Apollo 11
		"2000-01-01": time.Saturday, // the turn of the millennium, as written
		"2012-02-29": time.Wednesday,
		"2010-11-25": time.Thursday, // Thanksgiving Day
		"0001-01-01": time.Monday,
		"9999-12-31": time.Friday,
	} {
		if got := day(s).Weekday(); got != want {
			t.Errorf("%s is a %v, want %v", s, got, want)
		}
	}
}

func TestTimesBecomeTheCivilDateOfTheirOwnZone(t *testing.T) {
	calgary := time.FixedZone("MST", -7*60*60)
	lateEvening := time.Date(2025, time.June, 30, 23, 30, 0, 0, calgary) // 1 July in UTC
	if got := calendar.FromTime(lateEvening); got != day("2025-06-30") {
		t.Errorf("got %v", got)
	}
	if got := day("2025-06-30").Time(); !got.Equal(time.Date(2025, time.June, 30, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("got %v", got)
	}
	for _, outside := range []time.Time{{}, time.Date(0, time.December, 31, 0, 0, 0, 0, time.UTC), time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)} {
		if got := calendar.FromTime(outside); !got.IsZero() {
			t.Errorf("%v became %v", outside, got)
		}
	}
}

func TestDatesAreComparedInTheOrderOfTime(t *testing.T) {
	early, late := day("2025-01-31"), day("2025-02-01")
	if early.Compare(late) != -1 || late.Compare(early) != 1 || early.Compare(early) != 0 {
		t.Error("compared in the wrong order")
	}
	if !early.Before(late) || late.Before(early) || early.Before(early) || !late.After(early) || early.After(late) || early.After(early) {
		t.Error("before and after are wrong")
	}
	if late.DaysSince(early) != 1 || early.DaysSince(late) != -1 {
		t.Error("the days between are wrong")
	}
	// Published: CatalaLang/catala, days_between.
	if got := day("2002-09-30").DaysSince(day("2019-01-01")); got != -5937 {
		t.Errorf("got %d days", got)
	}
}

func TestMonthEnd(t *testing.T) {
	// Published: CatalaLang/dates-calc, first_last_day_of_month.
	for s, want := range map[string]string{
		"2012-02-15": "2012-02-29", "2013-02-15": "2013-02-28", "2025-12-31": "2025-12-31", "9999-12-01": "9999-12-31",
	} {
		if got := day(s).MonthEnd(); got != day(want) {
			t.Errorf("the month of %s ends on %v, want %s", s, got, want)
		}
	}
}

func TestADateInJSONIsItsTextAndNoDateIsTheEmptyText(t *testing.T) {
	type letter struct {
		Sent, Answered calendar.Date
		Due            calendar.Date `json:",omitzero"`
	}
	text, err := json.Marshal(letter{Sent: day("2025-03-01")})
	if want := `{"Sent":"2025-03-01","Answered":""}`; err != nil || string(text) != want {
		t.Errorf("got %s, %v; want %s", text, err, want)
	}
	read := letter{Answered: day("2025-03-02")}
	if err := json.Unmarshal(text, &read); err != nil || read != (letter{Sent: day("2025-03-01")}) {
		t.Errorf("read back %v, %v", read, err)
	}
	refusesInput(t, json.Unmarshal([]byte(`{"Sent":"1 March"}`), &read), "date", "1 March")
	if read.Sent != day("2025-03-01") {
		t.Errorf("a date that cannot be read changed the value to %v", read.Sent)
	}
}
