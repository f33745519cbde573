package calendar_test

import (
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
)

func TestICS(t *testing.T) {
	due := calendar.MustParse("2025-03-02")
	got := calendar.ICS(calendar.MustParse("2025-01-31"),
		calendar.Duty{ID: "quarterly_report", By: "employer", To: "commission", Cite: "W. Va. Code R. § 85-23-5, 5.5.1; and\nnote", Due: due, For: "2025-Q1", Key: "3/report"},
		calendar.Duty{ID: "seminar", By: "employer"}, // without a day
		calendar.Duty{ID: "plan", By: "employer", To: "commission", Due: due})
	want := strings.ReplaceAll(`BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//workcomp//duties//EN
BEGIN:VEVENT
UID:3/report@workcomp
DTSTAMP:20250131T000000Z
DTSTART;VALUE=DATE:20250302
SUMMARY:quarterly report for 2025-Q1: employer to commission
DESCRIPTION:W. Va. Code R. § 85-23-5\, 5.5.1\; and\nnote
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
UID:plan//2025-03-02/3@workcomp
DTSTAMP:20250131T000000Z
DTSTART;VALUE=DATE:20250302
SUMMARY:plan: employer to commission
DESCRIPTION:
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
`, "\n", "\r\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A long line goes on in the next, and comes back whole.
func TestICS_foldsLongLines(t *testing.T) {
	long := strings.Repeat("Règle ", 40)
	got := calendar.ICS(calendar.MustParse("2025-01-31"), calendar.Duty{ID: "plan", Cite: long, Due: calendar.MustParse("2025-03-02")})
	for line := range strings.SplitSeq(got, "\r\n") {
		if len(line) > 75 {
			t.Errorf("%d bytes: %s", len(line), line)
		}
	}
	if !strings.Contains(strings.ReplaceAll(got, "\r\n ", ""), "DESCRIPTION:"+long) {
		t.Errorf("got %s", got)
	}
}

// A line goes on in the next after 73 bytes, and no sooner.
func TestICS_foldsAfter73Bytes(t *testing.T) {
	const before = "DESCRIPTION:"
	whole := strings.Repeat("x", 73-len(before))
	for cite, want := range map[string]string{whole: before + whole + "\r\n", whole + "y": before + whole + "\r\n y\r\n"} {
		if got := calendar.ICS(day("2025-01-31"), calendar.Duty{ID: "plan", Cite: cite, Due: day("2025-03-02")}); !strings.Contains(got, want) {
			t.Errorf("got %s", got)
		}
	}
}
