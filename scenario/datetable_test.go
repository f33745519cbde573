package scenario

import (
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
)

// A page says how a duty was closed, and by how many days too late.
func TestBecame(t *testing.T) {
	late := func(closed string) calendar.Duty {
		return calendar.Duty{How: calendar.Late, Due: calendar.MustParse("2025-03-31"), Closed: calendar.Mark{On: calendar.MustParse(closed)}}
	}
	for want, d := range map[string]calendar.Duty{
		"":                {},
		"met":             {How: calendar.Met},
		"lapsed":          {How: calendar.Lapsed},
		"met late":        {How: calendar.Late},
		"met a day late":  late("2025-04-01"),
		"met 3 days late": late("2025-04-03"),
	} {
		if got := became(d); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// Of many closed days a page names those that are no weekend.
func TestDue(t *testing.T) {
	skipped := func(days ...string) (all []calendar.Skipped) {
		for _, day := range days {
			d := calendar.MustParse(day)
			all = append(all, calendar.Skipped{Date: d, Why: d.Weekday().String()})
		}
		return all
	}
	d := calendar.Duty{Due: calendar.MustParse("2025-04-22"), Skipped: skipped("2025-04-19", "2025-04-20")}
	if got := due(d); got != "22 April 2025, past 19 April 2025 (Saturday), 20 April 2025 (Sunday)" {
		t.Errorf("got %s", got)
	}
	d.Skipped = append(skipped("2025-04-12", "2025-04-13", "2025-04-19", "2025-04-20"), calendar.Skipped{Date: calendar.MustParse("2025-04-21"), Why: "Easter Monday"})
	if got := due(d); got != "22 April 2025, past 5 closed days, among them 21 April 2025 (Easter Monday)" {
		t.Errorf("got %s", got)
	}
	d.Skipped = skipped("2025-04-12", "2025-04-13", "2025-04-19", "2025-04-20")
	if got := due(d); got != "22 April 2025, past 4 closed days" {
		t.Errorf("got %s", got)
	}
}
