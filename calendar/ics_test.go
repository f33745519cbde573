package calendar_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/workcomp-go/workcomp/calendar"
)

func ExampleICS() {
	duties := []calendar.Duty{
		{ID: "report", By: "employer", To: "commission", Cite: "85-23-5.5.1", Due: calendar.MustParse("2025-07-31"), For: "2025-Q2"},
		{ID: "seminar", By: "employer", To: "commission", Cite: "85-23-4.2"}, // without a date
	}
	fmt.Print(strings.ReplaceAll(calendar.ICS("XYZ", duties), "\r", ""))
	// Output:
	// BEGIN:VCALENDAR
	// VERSION:2.0
	// PRODID:-//workcomp-go//workcomp//EN
	// CALSCALE:GREGORIAN
	// BEGIN:VEVENT
	// UID:XYZ/report/2025-Q2@workcomp
	// DTSTAMP:20250731T000000Z
	// DTSTART;VALUE=DATE:20250731
	// SUMMARY:report (2025-Q2): employer to commission
	// DESCRIPTION:85-23-5.5.1
	// TRANSP:TRANSPARENT
	// END:VEVENT
	// END:VCALENDAR
}

// unfolded reads the content lines as RFC 5545, 3.1 has them.
func unfolded(t *testing.T, text string) []string {
	t.Helper()
	for _, line := range strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") || !utf8.ValidString(line) {
			t.Errorf("a line that cannot be: %q", line)
		}
	}
	return strings.Split(strings.TrimSuffix(strings.ReplaceAll(text, "\r\n ", ""), "\r\n"), "\r\n")
}

func TestICSEscapesAndFolds(t *testing.T) {
	due := day("2025-07-31")
	text := calendar.ICS("a, b; c", []calendar.Duty{{
		ID: "plan", By: `the \ employer`, Cite: "§ 4.10; " + strings.Repeat("é", 60), Due: due,
		CopyTo: []string{"union", "agent"}, Encloses: []string{"form A", "form B"},
		Skipped: []calendar.Skipped{{Date: day("2025-07-30"), Why: "closed,\nby order\x00\x7f\tof\r\nall\r"}},
	}})
	want := []string{
		"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//workcomp-go//workcomp//EN", "CALSCALE:GREGORIAN", "BEGIN:VEVENT",
		`UID:a\, b\; c/plan/@workcomp`, "DTSTAMP:20250731T000000Z", "DTSTART;VALUE=DATE:20250731", `SUMMARY:plan: the \\ employer`,
		`DESCRIPTION:§ 4.10\; ` + strings.Repeat("é", 60) + `\nEncloses: form A\, form B\nCopy to: union\, agent\n` +
			`Moved past 2025-07-30 (closed\,\nby order` + "\t" + `of\nall\n)`,
		"TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR",
	}
	if diff := cmp.Diff(want, unfolded(t, text)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	// What is no UTF-8 does not hold it up.
	if got := calendar.ICS("", []calendar.Duty{{ID: strings.Repeat("\x80", 200), Due: due}}); !strings.HasSuffix(got, "END:VCALENDAR\r\n") {
		t.Errorf("got %q", got)
	}
	for n := range 75 { // a character of four octets across every place of the fold
		id := strings.Repeat("a", n) + strings.Repeat("𝄞", 40)
		if got := unfolded(t, calendar.ICS("", []calendar.Duty{{ID: id, Due: due}})); got[8] != "SUMMARY:"+id {
			t.Errorf("%d: got %q", n, got[8])
		}
	}
	if got := unfolded(t, calendar.ICS("", nil)); len(got) != 5 {
		t.Errorf("got %q", got)
	}
}

func TestICSKeepsTheEventOfADuty(t *testing.T) {
	uids := func(duties ...calendar.Duty) (ids []string) {
		for _, line := range unfolded(t, calendar.ICS("case", duties)) {
			if id, ok := strings.CutPrefix(line, "UID:"); ok {
				ids = append(ids, id)
			}
		}
		return ids
	}
	due := day("2025-07-31")
	a := calendar.Duty{ID: "report", For: "2025-Q2", Due: due}
	later := a
	later.Due = day("2025-08-31")
	b := calendar.Duty{ID: "report", Key: "3/report/2025-Q3", For: "2025-Q3", Due: due}
	got := uids(a, a, later, b, calendar.Duty{ID: "report"})
	want := []string{"case/report/2025-Q2@workcomp", "case/report/2025-Q2/2@workcomp", "case/report/2025-Q2/3@workcomp",
		"case/3/report/2025-Q3@workcomp"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(uids(a), uids(later)); diff != "" {
		t.Errorf("another due date is another event\n%s", diff)
	}
}
