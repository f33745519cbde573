package calendar_test

import (
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
)

// W. Va. Code § 2-2-1(a) and (b).
func TestWestVirginiaHolidays(t *testing.T) {
	for year, want := range map[int]string{
		// No holiday falls on a weekend.
		2025: "2025-01-01 2025-01-20 2025-02-17 2025-05-26 2025-06-20 2025-07-04 2025-09-01 2025-10-13 2025-11-11 2025-11-27 2025-11-28 2025-12-25",
		// (b): Sunday 1 January to Monday, Saturday 11 November to Friday.
		2023: "2023-01-02 2023-01-16 2023-02-20 2023-05-29 2023-06-20 2023-07-04 2023-09-04 2023-10-09 2023-11-10 2023-11-23 2023-11-24 2023-12-25",
		// (b): 4 July a Sunday, 25 December a Saturday, and 1 January 2022 a Saturday, observed in the year before.
		2021: "2021-01-01 2021-01-18 2021-02-15 2021-05-31 2021-06-21 2021-07-05 2021-09-06 2021-10-11 2021-11-11 2021-11-25 2021-11-26 2021-12-24 2021-12-31",
		// (a)(14): Tuesday 5 November 2024.
		2024: "2024-01-01 2024-01-15 2024-02-19 2024-05-27 2024-06-20 2024-07-04 2024-09-02 2024-10-14 2024-11-05 2024-11-11 2024-11-28 2024-11-29 2024-12-25",
	} {
		if got := observedIn(calendar.USWV(), year); got != want {
			t.Errorf("%d:\ngot  %s\nwant %s", year, got, want)
		}
	}
}

// General elections of the United States as they were held.
func TestTheGeneralElectionDayOfEvenYearsIsAHoliday_221a14(t *testing.T) {
	for s, want := range map[string]bool{
		"2016-11-08": true, "2018-11-06": true, "2020-11-03": true, "2022-11-08": true, "2024-11-05": true,
		"2016-11-01": false, // a Tuesday before the first Monday
		"2021-11-02": false, "2023-11-07": false, "2025-11-04": false,
	} {
		if why, closed, _ := calendar.USWV().On(day(s)); closed != want || closed && why != "General election day" {
			t.Errorf("%s: %q, %v", s, why, closed)
		}
	}
}

func TestAHolidayThatMovedSaysSoOnTheDayItMovedTo_221b(t *testing.T) {
	for s, want := range map[string]string{
		"2021-12-31": "New Year's Day", "2022-01-01": "Saturday", "2022-01-03": "",
		"2023-01-02": "New Year's Day", "2023-11-10": "Veterans Day", "2021-07-05": "Independence Day",
		"2021-12-24": "Christmas Day", "2022-12-26": "Christmas Day", "2021-06-21": "West Virginia Day",
		"2025-12-25": "Christmas Day", "2024-11-29": "Lincoln's Day",
	} {
		if why, _, _ := calendar.USWV().On(day(s)); why != want {
			t.Errorf("%s: %q, want %q", s, why, want)
		}
	}
}

func TestJuneteenthIsNotARowOfSection221(t *testing.T) {
	if why, closed, _ := calendar.USWV().On(day("2024-06-19")); closed {
		t.Errorf("closed: %s", why)
	}
}

// Alberta Employment Standards, general holidays, as published for 2020 to 2022.
func TestAlbertaHolidays(t *testing.T) {
	for year, want := range map[int]string{
		2020: "2020-01-01 2020-02-17 2020-04-10 2020-05-18 2020-07-01 2020-09-07 2020-10-12 2020-11-11 2020-12-25",
		2021: "2021-01-01 2021-02-15 2021-04-02 2021-05-24 2021-07-01 2021-09-06 2021-10-11 2021-11-11 2021-12-25",
		2022: "2022-01-01 2022-02-21 2022-04-15 2022-05-23 2022-07-01 2022-09-05 2022-10-10 2022-11-11 2022-12-25",
	} {
		if got := observedIn(calendar.CAAB(), year); got != want {
			t.Errorf("%d:\ngot  %s\nwant %s", year, got, want)
		}
	}
}

func TestCanadaDayMovesFromASundayAndFromNoOtherDay(t *testing.T) {
	for s, want := range map[string]string{
		"2018-07-01": "Sunday", "2018-07-02": "Canada Day", "2017-06-30": "", "2017-07-01": "Canada Day", "2017-07-03": "",
		"2019-07-01": "Canada Day", "2022-12-26": "", "2023-01-02": "",
	} {
		if why, _, _ := calendar.CAAB().On(day(s)); why != want {
			t.Errorf("%s: %q, want %q", s, why, want)
		}
	}
	if got := observedIn(calendar.CAAB(), 2018); !strings.Contains(got, "2018-07-02") || strings.Contains(got, "2018-07-01") {
		t.Errorf("2018: %s", got)
	}
}

// Easter on its earliest and latest days, and on the days that the published
// exceptions of the Gregorian rule keep it from being later.
func TestGoodFridayIsTwoDaysBeforeEaster(t *testing.T) {
	for easter, friday := range map[string]string{
		"1818-03-22": "1818-03-20", "2285-03-22": "2285-03-20", "2008-03-23": "2008-03-21", "1943-04-25": "1943-04-23",
		"2038-04-25": "2038-04-23", "1954-04-18": "1954-04-16", "1981-04-19": "1981-04-17", "2049-04-18": "2049-04-16",
		"2076-04-19": "2076-04-17", "2024-03-31": "2024-03-29", "2018-04-01": "2018-03-30", "2025-04-20": "2025-04-18",
	} {
		if got := day(easter).DaysSince(day(friday)); got != 2 {
			t.Fatalf("%s is %d days before Easter", friday, got)
		}
		if why, closed, _ := calendar.CAAB().On(day(friday)); !closed || why != "Good Friday" {
			t.Errorf("%s: %q", friday, why)
		}
	}
}

func TestEveryHolidayIsARowWithItsRuleYearsAndCitation(t *testing.T) {
	for _, c := range []struct {
		closed      *calendar.Closed
		rows, names int
		cites       string
	}{
		{calendar.USWV(), 20, 14, "W. Va. Code § 2-2-1"},
		{calendar.CAAB(), 9, 9, "Alberta Employment Standards, general holidays"},
	} {
		rows := c.closed.Rows()
		names := map[string]bool{}
		for _, row := range rows {
			if row.Rule() == "" || !strings.HasPrefix(row.Cite, c.cites) {
				t.Errorf("%s: %+v", c.closed.Name(), row)
			}
			names[row.Name+row.Cite] = true
		}
		if len(rows) != c.rows || len(names) != c.names {
			t.Errorf("%s has %d rows and %d names, want %d and %d", c.closed.Name(), len(rows), len(names), c.rows, c.names)
		}
		for year := 1995; year <= 2045; year++ {
			for _, h := range must(c.closed.Holidays(year)) {
				if !names[h.Name+h.Cite] {
					t.Errorf("%v is not of a row", h)
				}
			}
		}
		rows[0].Name = "changed"
		for _, row := range rows {
			clear(row.Moves)
			if row.Easter != nil {
				*row.Easter = 0
			}
		}
		if again := c.closed.Rows(); again[0].Name == "changed" || again[4].Moves == nil || len(again[4].Moves) == 0 ||
			again[2].Easter != nil && *again[2].Easter == 0 {
			t.Error("a caller can change the table")
		}
	}
}

func TestRowSaysItsRuleAndYears(t *testing.T) {
	easter := func(days int) *int { return &days }
	for want, row := range map[string]calendar.Row{
		"1 January; on a Sunday the day after to 1994":                                 calendar.USWV().Rows()[0],
		"1 January; on a Saturday the day before, on a Sunday the day after from 1995": calendar.USWV().Rows()[1],
		"the third Monday of January every":                                            calendar.USWV().Rows()[2],
		"the last Monday of May every":                                                 calendar.USWV().Rows()[6],
		"the day after the fourth Thursday of November from 2006":                      calendar.USWV().Rows()[16],
		"the day after the first Monday of November even":                              calendar.USWV().Rows()[19],
		"2 days before Easter Sunday every":                                            calendar.CAAB().Rows()[2],
		"Easter Sunday every":                                                          {Name: "Easter", Easter: easter(0)},
		"the day after Easter Sunday odd 1999 to 2001": {Name: "Easter", Easter: easter(1), First: 1999,
			Last: 2001, Years: calendar.OddYears},
		"3 days after the day before Easter Sunday every": {Name: "Easter", Easter: easter(-1), Plus: 3},
		"31 December; on a Monday 3 days before every": {Name: "Old Year", Date: "12-31",
			Moves: map[calendar.Weekday]int{calendar.Monday: -3, calendar.Friday: 0}},
		"the fifth Friday of March every": {Name: "Fifth", Weekday: calendar.Friday, Nth: 5,
			Month: 3},
	} {
		years := strings.ReplaceAll(strings.ReplaceAll(row.Observed(), "every year ", ""), " year", "")
		years = strings.ReplaceAll(strings.ReplaceAll(years, "s from", ""), "evens", "even")
		if got := row.Rule() + " " + years; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if got := (calendar.Row{}).Rule(); got != "" {
		t.Errorf("no row has the rule %q", got)
	}
}
