package calendartest

import (
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
)

func period(from, to string) calendar.Period {
	return calendar.Period{From: calendar.MustParse(from), To: calendar.MustParse(to)}
}

// Every day of a period is drawn, with the first and the last, and no other.
func TestDates(t *testing.T) {
	drawn := map[string]bool{}
	for seed := range 100 {
		drawn[Dates(period("2025-06-29", "2025-07-01")).Example(seed).String()] = true
	}
	if len(drawn) != 3 || !drawn["2025-06-29"] || !drawn["2025-06-30"] || !drawn["2025-07-01"] {
		t.Errorf("got %v", drawn)
	}
}

// A period of a day is drawn, the longest one, and one to the end.
func TestPeriods(t *testing.T) {
	within, lengths, ends := period("2025-06-01", "2025-06-09"), map[int]bool{}, map[calendar.Date]bool{}
	for seed := range 500 {
		p := Periods(within, 4).Example(seed)
		lengths[p.Days()], ends[p.To] = true, true
		if p.From.Before(within.From) || p.To.After(within.To) {
			t.Errorf("%v is not within %v", p, within)
		}
	}
	if len(lengths) != 4 || !lengths[1] || !lengths[4] || len(ends) != 9 {
		t.Errorf("the lengths are %v, the last days %v", lengths, ends)
	}
}

// Lengths are none to three hundred of a unit, and up to thirty years.
func TestLengths(t *testing.T) {
	least, most := map[calendar.Unit]int{}, map[calendar.Unit]int{}
	for seed := range 20000 {
		l := Lengths().Example(seed)
		if n, known := least[l.Unit]; !known || l.N < n {
			least[l.Unit] = l.N
		}
		most[l.Unit] = max(most[l.Unit], l.N)
	}
	for unit, want := range map[calendar.Unit]int{calendar.Days: 300, calendar.BusinessDays: 300, calendar.Weeks: 300, calendar.Months: 300, calendar.Years: 30} {
		if least[unit] != 0 || most[unit] != want {
			t.Errorf("%s: got %d to %d, want 0 to %d", unit, least[unit], most[unit], want)
		}
	}
}

// What is proclaimed would be open without it, and has a name and a provision.
func TestProclamations(t *testing.T) {
	for seed := range 50 {
		p := Proclamations(calendar.USWV(), period("2025-07-03", "2025-07-07")).Example(seed) // a holiday, a weekend
		if s := p.Date.String(); s != "2025-07-03" && s != "2025-07-07" || p.Name == "" || p.Cite == "" {
			t.Errorf("got %+v", p)
		}
	}
}
