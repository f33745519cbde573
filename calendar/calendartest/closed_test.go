package calendartest

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
)

func proclaimedAs(name string, dates ...string) []calendar.Proclaimed {
	var days []calendar.Proclaimed
	for _, s := range dates {
		days = append(days, calendar.Proclaimed{Date: calendar.MustParse(s), Name: name, Cite: "Proclamation"})
	}
	return days
}

// days are the days of a period, each proclaimed.
func days(from, to string) []calendar.Proclaimed {
	var all []string
	for d := calendar.MustParse(from); !d.After(calendar.MustParse(to)); d, _ = d.AddDays(1) {
		all = append(all, d.String())
	}
	return proclaimedAs("Day of thanks", all...)
}

// Each law of closed days holds up to its bound, and is broken one beyond.
func TestTheLawsOfClosedDays(t *testing.T) {
	christmas := func(on string) []calendar.Proclaimed { return proclaimedAs("Christmas Day", on) }
	for _, c := range []struct {
		what  string
		law   string
		table calendar.Table
		given []calendar.Proclaimed
		says  string // "" for a law that holds
	}{
		{"31 days after the holiday", "a holiday is observed on one day", calendar.Table{Base: "us-wv"}, christmas("2025-01-25"),
			`"Christmas Day" is observed on 2024-12-25 by the table, and proclaimed on 2025-01-25`},
		{"32 days after it", "a holiday is observed on one day", calendar.Table{Base: "us-wv"}, christmas("2025-01-26"), ""},
		{"in the year before", "a holiday is observed on one day", calendar.Table{Base: "us-wv"}, proclaimedAs(" new year's day", "2022-12-28"),
			`is observed on 2023-01-02 by the table, and proclaimed on 2022-12-28`},
		{"in the same year", "a holiday is observed on one day", calendar.Table{Base: "us-wv"}, christmas("2024-12-26"), "is observed on 2024-12-25"},
		{"on the holiday", "a holiday is observed on one day", calendar.Table{Base: "us-wv"}, christmas("2024-12-25"), ""},
		{"thirteen days on end", "no fortnight is closed", calendar.Table{}, days("2025-01-02", "2025-01-14"), ""},
		{"fourteen days on end", "no fortnight is closed", calendar.Table{}, days("2025-01-02", "2025-01-15"),
			"within 1 day of 2025-01-01, roll following, ends on 2025-01-16: a deadline in between moves by more than a fortnight"},
		{"20 years apart", "no twenty years lie between two days proclaimed", calendar.Table{}, proclaimedAs("A", "2000-01-01", "2020-01-01"), ""},
		{"a day more", "no twenty years lie between two days proclaimed", calendar.Table{}, proclaimedAs("A", "2000-01-01", "2020-01-02"),
			`"A" is proclaimed for 2000-01-01, and no other day within twenty years of it: the nearest is 2020-01-02`},
		{"two as near", "no twenty years lie between two days proclaimed", calendar.Table{}, proclaimedAs("A", "2030-01-01", "1970-01-01", "2090-01-01"),
			"the nearest is 1970-01-01"},
		{"in the last of its years", "a row is observed in some year", calendar.Table{Rows: []calendar.Row{{Name: "A", Date: "02-29", First: 2001, Last: 2004}}}, nil, ""},
		{"in none of its years", "a row is observed in some year", calendar.Table{Rows: []calendar.Row{{Name: "A", Date: "02-29", First: 2001, Last: 2003}}}, nil,
			`is observed in no year from 2001 to 2003`},
		{"in no year up to the last", "a row is observed in some year", calendar.Table{Rows: []calendar.Row{{Name: "A", Date: "02-29", First: 9997}}}, nil,
			`is observed in no year from 9997 to 9999`},
		{"in the year 1", "a row is observed in some year", calendar.Table{Rows: []calendar.Row{{Name: "A", Date: "12-24", Last: 1}}}, nil, ""},
	} {
		closed, err := calendar.NewClosed(c.table)
		if err != nil {
			t.Fatal(err)
		}
		r := askClosed(closed, c.given, c.law)
		if len(r.Laws) != 1 {
			t.Fatalf("there is no law that %s", c.law)
		}
		if err := r.Err(); (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v, want %q", c.what, err, c.says)
		}
	}
}

// TestAsAHost is run by the test below, as a host runs the laws of its days and terms.
func TestAsAHost(t *testing.T) {
	closed := calendar.NoneClosed()
	var proclaimed []calendar.Proclaimed
	term := calendar.Term{Length: calendar.Length{N: 10, Unit: calendar.Days}}
	switch os.Getenv("CALENDAR_TEST") {
	case "days":
		proclaimed = proclaimedAs("A", "2025-01-02", "2025-01-02")
	case "term":
		term.Length.Unit = calendar.BusinessDays
	}
	t.Run("days", func(t *testing.T) { TestClosed(t, closed, proclaimed...) })
	t.Run("term", func(t *testing.T) { TestTerm(t, term) })
}

func TestAHostsTestFails(t *testing.T) {
	for fault, says := range map[string]string{
		"":     "--- PASS: TestAsAHost/days/a_date_is_proclaimed_once",
		"days": "--- FAIL: TestAsAHost/days/a_date_is_proclaimed_once",
		"term": "--- FAIL: TestAsAHost/term/what_counts_or_passes_over_closed_days_has_some",
	} {
		host := exec.Command(os.Args[0], "-test.run=^TestAsAHost$", "-test.v")
		host.Env = append(os.Environ(), "CALENDAR_TEST="+fault)
		if out, err := host.CombinedOutput(); (err == nil) != (fault == "") || !strings.Contains(string(out), says) {
			t.Errorf("%q: %v, want %q in\n%s", fault, err, says, out)
		}
	}
}
