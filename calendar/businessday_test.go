package calendar_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/workcomp-go/workcomp/calendar"
)

// agrees fails unless Date gives what From does, the error too.
func agrees(t testing.TB, term calendar.Term, event calendar.Date) {
	t.Helper()
	due, wantErr := term.From(event)
	got, err := term.Date(event)
	if got != due.Date || !cmp.Equal(err, wantErr) {
		t.Fatalf("%v of %v, roll %s, closed %s: Date gives %v, %v; From %v, %v",
			term, event, term.Roll, term.Closed.Name(), got, err, due.Date, wantErr)
	}
}

// Every business day of the calendar is the one after the business day before
// it, and the other way around.
func TestTheNextBusinessDayOfEveryDayOfTheCalendar(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	next, before := businessDays(1), businessDays(1)
	for _, c := range []*calendar.Closed{calendar.Weekends(), everywhere(), calendar.CAAB(), harbour()} {
		open := calendar.Date{}
		for d := firstDay; d != lastDay; d = must(d.AddDays(1)) {
			if !open.IsZero() {
				if got := must(calendar.Term{Length: before, Before: true, Closed: c}.Date(d)); got != open {
					t.Fatalf("%s: the business day before %v is %v, want %v", c.Name(), d, got, open)
				}
			}
			if _, closed, _ := c.On(d); closed {
				continue
			}
			if !open.IsZero() {
				if got := must(calendar.Term{Length: next, Closed: c}.Date(open)); got != d {
					t.Fatalf("%s: the business day after %v is %v, want %v", c.Name(), open, got, d)
				}
			}
			open = d
		}
	}
}

func TestLawDateIsThatOfFrom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		term, event := anyTerm().Draw(t, "term"), anyDate().Draw(t, "event")
		proclaimed := rapid.SliceOf(rapid.IntRange(-400, 400)).Draw(t, "proclaimed")
		for _, n := range proclaimed {
			if d, err := event.AddDays(n); err == nil {
				term.Closed = term.Closed.With(calendar.Proclaimed{Date: d})
			}
		}
		due, wantErr := term.From(event)
		got, err := term.Date(event)
		if got != due.Date || !cmp.Equal(err, wantErr) {
			t.Errorf("%v of %v: Date gives %v, %v; From %v, %v", term, event, got, err, due.Date, wantErr)
		}
	})
}

// 1 July 2025, a Tuesday and Canada Day, is open where the table opens it: it counts.
func TestDate_countsADayThatWasOpened(t *testing.T) {
	opened := must(calendar.NewClosed(calendar.Table{Base: "ca-ab", Opened: []calendar.Date{day("2025-07-01")}}))
	term := calendar.Term{Length: businessDays(2), Closed: opened}
	if got := must(term.Date(day("2025-06-27"))); got != day("2025-07-01") {
		t.Errorf("got %v", got)
	}
	agrees(t, term, day("2025-06-27"))
	agrees(t, calendar.Term{Length: businessDays(1), Closed: opened}, lastDay)
	if got := must(calendar.Term{Length: businessDays(1), Closed: opened}.Date(day("9999-12-30"))); got != lastDay {
		t.Errorf("got %v", got)
	}
}

func TestDateOfATermThatIsNone(t *testing.T) {
	for _, c := range []struct {
		term  calendar.Term
		event calendar.Date
	}{
		{calendar.Term{Length: businessDays(-1)}, day("2025-01-31")},
		{calendar.Term{Length: businessDays(1)}, calendar.Date{}},
		{calendar.Term{Length: businessDays(1), Roll: "sideways"}, day("2025-01-31")},
		{calendar.Term{Length: calendar.Length{N: 1, Unit: "fortnights"}}, day("2025-01-31")},
	} {
		agrees(t, c.term, c.event)
		if d, err := c.term.Date(c.event); err == nil {
			t.Errorf("%v of %v is %v", c.term, c.event, d)
		}
	}
}

func TestDateStaysInTheCalendar(t *testing.T) {
	const farthest = int(^uint(0) >> 1)
	for _, n := range []int{1, 5, 3000000, 4000000, farthest} {
		for _, before := range []bool{false, true} {
			event := lastDay
			if before {
				event = firstDay
			}
			for _, c := range []*calendar.Closed{nil, everywhere()} {
				_, err := calendar.Term{Length: businessDays(n), Before: before, Closed: c}.Date(event)
				var out *calendar.RangeError
				if !errors.As(err, &out) || out.From != event {
					t.Errorf("%d days from %v: %v", n, event, err)
				}
			}
		}
	}
	// 9999-12-31 is a Friday and no holiday: it can be reached, and nothing after it.
	agrees(t, calendar.Term{Length: businessDays(20), Closed: calendar.USWV()}, day("9999-12-01"))
	agrees(t, calendar.Term{Length: businessDays(20), Before: true, Closed: everywhere()}, day("0001-01-31"))
}

func FuzzDateAgreesWithFrom(f *testing.F) {
	f.Add(int32(739000), 250, false, uint8(2), int32(0), uint8(0))
	f.Add(int32(739000), 2500, true, uint8(3), int32(10), uint8(40))
	f.Add(int32(3652059), 1, false, uint8(1), int32(-5), uint8(1))
	f.Add(int32(1), 3, true, uint8(0), int32(2), uint8(9))
	f.Fuzz(func(t *testing.T, at int32, n int, before bool, closed uint8, shut int32, run uint8) {
		event, err := firstDay.AddDays(int(at))
		if err != nil || n > 100_000 { // From walks
			return
		}
		c := []*calendar.Closed{nil, calendar.Weekends(), calendar.USWV(), calendar.CAAB(), everywhere(), harbour()}[closed%6]
		var proclaimed []calendar.Proclaimed
		for i := range int(run) { // a run of days, every other of which is closed, or all
			if d, err := event.AddDays(int(shut) + i*(1+int(closed)/128)); err == nil {
				proclaimed = append(proclaimed, calendar.Proclaimed{Date: d})
			}
		}
		agrees(t, calendar.Term{Length: businessDays(n), Before: before, Closed: c.With(proclaimed...)}, event)
	})
}
