package calendar_test

import (
	"testing"
	"time"

	"github.com/workcomp-go/workcomp/calendar"
)

// easterByTables is Easter Sunday by the rules as they were proclaimed: the
// golden number, the epact with its solar and lunar corrections, the full moon
// by the epact, and the Sunday after it (Clavius, in the form of Lilius's tables).
func easterByTables(year int) time.Time {
	golden := year%19 + 1
	century := year/100 + 1
	solar := 3*century/4 - 12
	lunar := (8*century+5)/25 - 5
	epact := (11*golden + 20 + lunar - solar) % 30
	if epact < 0 {
		epact += 30
	}
	if epact == 25 && golden > 11 || epact == 24 {
		epact++
	}
	moon := 44 - epact // the day of March of the full moon
	if moon < 21 {
		moon += 30
	}
	d := time.Date(year, time.March, moon+1, 0, 0, 0, 0, time.UTC)
	for d.Weekday() != time.Sunday {
		d = d.AddDate(0, 0, 1)
	}
	return d
}

// easterOf is Easter Sunday of a year, as a table that closes it has it.
func easterOf(t *testing.T, year int) calendar.Date {
	t.Helper()
	holidays, err := easters.Holidays(year)
	if err != nil || len(holidays) != 1 {
		t.Fatalf("%d: %v, %v", year, holidays, err)
	}
	return holidays[0].Date
}

var easters = must(calendar.NewClosed(calendar.Table{Name: "easter",
	Rows: []calendar.Row{{Name: "Easter", Cite: "c", Easter: new(int)}}}))

func TestEasterIsThatOfTheTablesInEveryYear(t *testing.T) {
	for year := 1; year <= 9999; year++ {
		if got, want := easterOf(t, year), easterByTables(year); !got.Time().Equal(want) {
			t.Fatalf("Easter of %d is %v, want %v", year, got, want)
		}
	}
}

// As published for the century in which the Protestant states of Germany
// counted otherwise, and for years in which the corrections of the epact show.
func TestEasterAsPublished(t *testing.T) {
	for _, s := range []string{"1700-04-11", "1724-04-16", "1734-04-25", "1744-04-05", "1761-03-22", "1778-04-19", "1798-04-08", "1799-03-24",
		"1818-03-22", "1886-04-25", "1943-04-25", "2000-04-23", "2008-03-23", "2038-04-25", "2285-03-22", "4200-04-20"} {
		if d := day(s); easterOf(t, d.Year()) != d {
			t.Errorf("Easter of %d is %v, want %v", d.Year(), easterOf(t, d.Year()), d)
		}
	}
}
