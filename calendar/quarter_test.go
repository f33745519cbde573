package calendar_test

import (
	"encoding/json"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
)

func quarter(t *testing.T, s string) calendar.Quarter {
	t.Helper()
	q, err := calendar.ParseQuarter(s)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func TestAQuarterIsACalendarQuarter(t *testing.T) {
	for s, want := range map[string]string{
		"2025-Q1": "2025-01-01 to 2025-03-31",
		"2025-Q2": "2025-04-01 to 2025-06-30",
		"2025-Q3": "2025-07-01 to 2025-09-30",
		"2025-Q4": "2025-10-01 to 2025-12-31",
		"0001-Q1": "0001-01-01 to 0001-03-31",
		"9999-Q4": "9999-10-01 to 9999-12-31",
	} {
		q := quarter(t, s)
		if q.Period() != period(want) || q.String() != s || q.Check() != nil {
			t.Errorf("%v runs %v, %v; want %s", q, q.Period(), q.Check(), want)
		}
		for _, d := range []calendar.Date{q.Period().From, q.Period().To} {
			if calendar.QuarterOf(d) != q {
				t.Errorf("%v falls in %v, want %v", d, calendar.QuarterOf(d), q)
			}
		}
	}
	if got := calendar.QuarterOf(calendar.Date{}); got != (calendar.Quarter{}) {
		t.Errorf("no date falls in %v", got)
	}
}

// W. Va. Code R. § 85-23-5.5.1: a calendar date, which does not roll.
func TestTheLastDayOfTheMonthFollowingTheEndOfTheQuarter(t *testing.T) {
	for s, want := range map[string]string{
		"2025-Q1": "2025-04-30", "2025-Q2": "2025-07-31", "2025-Q3": "2025-10-31",
		"2025-Q4": "2026-01-31", // a Saturday
	} {
		if got := quarter(t, s).MonthEndAfter(); got != day(want) {
			t.Errorf("after %s: got %v, want %s", s, got, want)
		}
	}
	last := quarter(t, "9999-Q4")
	if got := last.MonthEndAfter(); !got.IsZero() {
		t.Errorf("after the calendar: got %v", got)
	}
	leavesTheRange(t, last.Next().Check())
}

func TestQuartersFollowEachOther(t *testing.T) {
	q := quarter(t, "2025-Q3")
	for _, want := range []string{"2025-Q4", "2026-Q1", "2026-Q2"} {
		next := q.Next()
		if next != quarter(t, want) || q.Compare(next) != -1 || next.Compare(q) != 1 || next.Compare(next) != 0 {
			t.Errorf("after %v comes %v, want %s", q, next, want)
		}
		q = next
	}
}

func TestAQuarterThatCannotBe(t *testing.T) {
	for _, s := range []string{"", "2025", "2025-Q0", "2025-Q5", "2025Q2", "2025-q2", "2025-2", "0000-Q1", "25-Q1", "2025-Q2 ", "20x5-Q2", "2025-Qx"} {
		_, err := calendar.ParseQuarter(s)
		refusesInput(t, err, "quarter", s)
	}
	for _, q := range []calendar.Quarter{{Year: 2025}, {Year: 2025, Number: 5}, {Year: 2025, Number: -1}, {Year: 10000, Number: 5}} {
		refusesInput(t, q.Check(), "quarter", q.String())
	}
	refusesInput(t, calendar.Quarter{}.Check(), "quarter", "")
	for _, q := range []calendar.Quarter{{Year: 0, Number: 1}, {Year: 10000, Number: 1}, {Year: -1, Number: 4}} {
		leavesTheRange(t, q.Check())
	}
	for _, q := range []calendar.Quarter{{}, {Year: 2025}, {Year: 10000, Number: 1}, {Year: 0, Number: 4}} {
		if q.Period() != (calendar.Period{}) || !q.MonthEndAfter().IsZero() {
			t.Errorf("%v runs %v and then to %v", q, q.Period(), q.MonthEndAfter())
		}
	}
}

func TestAQuarterInJSONIsItsText(t *testing.T) {
	type report struct{ For, Last calendar.Quarter }
	text, err := json.Marshal(report{For: quarter(t, "2025-Q2")})
	if want := `{"For":"2025-Q2","Last":""}`; err != nil || string(text) != want {
		t.Errorf("got %s, %v; want %s", text, err, want)
	}
	read := report{Last: quarter(t, "2024-Q1")}
	if err := json.Unmarshal(text, &read); err != nil || read != (report{For: quarter(t, "2025-Q2")}) {
		t.Errorf("read back %v, %v", read, err)
	}
	refusesInput(t, json.Unmarshal([]byte(`{"For":"Q2"}`), &read), "quarter", "Q2")
	if _, err := json.Marshal(calendar.Quarter{Year: 2025, Number: 7}); err == nil {
		t.Error("a quarter that cannot be was written")
	}
}
