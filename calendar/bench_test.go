package calendar_test

import (
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
)

// expect fails when a benchmark came to another answer.
func expect(b *testing.B, got calendar.Date, err error, want string) {
	b.Helper()
	if err != nil || got != day(want) {
		b.Fatalf("got %v, %v; want %s", got, err, want)
	}
}

func BenchmarkParse(b *testing.B) {
	var d calendar.Date
	var err error
	for b.Loop() {
		d, err = calendar.Parse("2024-02-29")
	}
	expect(b, d, err, "2024-02-29")
}

func BenchmarkAddDays(b *testing.B) {
	event := day("2024-03-01")
	var d calendar.Date
	var err error
	for b.Loop() {
		d, err = event.AddDays(60)
	}
	expect(b, d, err, "2024-04-30")
}

// A month on from one date in three of these is a day that its month misses.
func manyDates() (dates [4096]calendar.Date, integers [4096][3]int) {
	for i := range dates {
		dates[i] = must(day("2001-01-01").AddDays(37 * i % 30000))
		if i%2 == 0 {
			dates[i] = dates[i].MonthEnd()
		}
		y, m, d := dates[i].YMD()
		integers[i] = [3]int{y, int(m), d}
	}
	return dates, integers
}

func BenchmarkAddMonths(b *testing.B) {
	dates, integers := manyDates()
	sum, n := 0, 0
	b.Run("dates", func(b *testing.B) {
		for b.Loop() {
			d, _ := dates[n%4096].AddMonths(13)
			sum += d.DaysSince(dates[0])
			n++
		}
	})
	// What it costs when a date is three integers and nothing is checked.
	b.Run("integers", func(b *testing.B) {
		for b.Loop() {
			d := addToIntegers(integers[n%4096], 13)
			sum += d[0] + d[1] + d[2]
			n++
		}
	})
	for i, date := range dates {
		y, m, d := must(date.AddMonths(13)).YMD()
		if got := addToIntegers(integers[i], 13); got != [3]int{y, int(m), d} {
			b.Fatalf("%v: got %v, want %v", date, got, [3]int{y, int(m), d})
		}
	}
}

func addToIntegers(date [3]int, months int) [3]int {
	since := 12*date[0] + date[1] - 1 + months
	y, m := since/12, since%12+1
	last := [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[m-1]
	if m == 2 && y%4 == 0 && (y%100 != 0 || y%400 == 0) {
		last = 29
	}
	return [3]int{y, m, min(date[2], last)}
}

func BenchmarkOn(b *testing.B) {
	for name, c := range map[string]struct {
		closed    *calendar.Closed
		date, why string
	}{
		"us-wv open":     {calendar.USWV(), "2025-06-18", ""},
		"us-wv holiday":  {calendar.USWV(), "2025-11-28", "Lincoln's Day"},
		"us-wv observed": {calendar.USWV(), "2021-12-31", "New Year's Day"},
		"us-wv weekend":  {calendar.USWV(), "2025-06-21", "Saturday"},
		"ca-ab easter":   {calendar.CAAB(), "2025-04-18", "Good Friday"},
	} {
		b.Run(name, func(b *testing.B) {
			date, why := day(c.date), ""
			b.ReportAllocs()
			for b.Loop() {
				why, _, _ = c.closed.On(date)
			}
			if why != c.why {
				b.Fatalf("got %q, want %q", why, c.why)
			}
		})
	}
}

func BenchmarkTerm(b *testing.B) {
	for _, c := range []struct {
		name  string
		term  calendar.Term
		event string
		due   string
		moved int
	}{
		{"60 days", calendar.Term{Length: days(60), Roll: calendar.Following, Closed: calendar.USWV()}, "2024-03-01", "2024-04-30", 0},
		{"60 days rolled", calendar.Term{Length: days(60), Roll: calendar.Following, Closed: calendar.USWV()}, "2024-09-30", "2024-12-02", 3},
		{"10 business days", calendar.Term{Length: businessDays(10), Closed: calendar.USWV()}, "2010-11-19", "2010-12-07", 8},
		// 2025 has 261 days from Monday to Friday, and us-wv twelve holidays among them: 249 to its last.
		{"249 business days", calendar.Term{Length: businessDays(249), Closed: calendar.USWV()}, "2024-12-31", "2025-12-31", 116},
		{"250 business days", calendar.Term{Length: businessDays(250), Closed: calendar.USWV()}, "2024-12-31", "2026-01-02", 117},
	} {
		b.Run(c.name, func(b *testing.B) {
			event := day(c.event)
			var due calendar.Due
			var err error
			b.ReportAllocs()
			for b.Loop() {
				due, err = c.term.From(event)
			}
			expect(b, due.Date, err, c.due)
			if len(due.Skipped) != c.moved {
				b.Fatalf("skipped %d days, want %d", len(due.Skipped), c.moved)
			}
		})
	}
}

func BenchmarkTermDate(b *testing.B) {
	for _, c := range []struct {
		name   string
		length int
		before bool
		closed *calendar.Closed
		due    string
	}{
		{"10 business days", 10, false, calendar.USWV(), "2025-01-15"},
		{"250 business days", 250, false, calendar.USWV(), "2026-01-02"},
		{"2500 business days before", 2500, true, calendar.USWV(), "2014-12-08"},
		{"100000 business days", 100000, false, calendar.USWV(), "2427-08-04"},
		{"250 business days in Alberta", 250, false, calendar.CAAB(), "2025-12-29"},
	} {
		b.Run(c.name, func(b *testing.B) {
			term, event := calendar.Term{Length: businessDays(c.length), Before: c.before, Closed: c.closed}, day("2024-12-31")
			var due calendar.Date
			var err error
			b.ReportAllocs()
			for b.Loop() {
				due, err = term.Date(event)
			}
			expect(b, due, err, c.due)
			if by, err := term.From(event); err != nil || by.Date != due {
				b.Fatalf("From gives %v, %v", by.Date, err)
			}
		})
	}
}

func BenchmarkHolidays(b *testing.B) {
	var holidays []calendar.Holiday
	for b.Loop() {
		holidays, _ = calendar.USWV().Holidays(2025)
	}
	if len(holidays) != 12 {
		b.Fatalf("%d holidays", len(holidays))
	}
}

// The sums that every decision makes allocate nothing.
func TestSumsAndClosedDaysAllocateNothing(t *testing.T) {
	date, holiday, closed := day("2025-01-31"), day("2021-12-31"), calendar.USWV()
	for name, ask := range map[string]func(){
		"AddMonths": func() { _, _ = date.AddMonths(13) },
		"Add":       func() { _, _ = date.Add(calendar.Span{Years: 1, Days: 60}, calendar.NoRounding) },
		"Parse":     func() { _, _ = calendar.Parse("2025-01-31") },
		"On":        func() { _, _, _ = closed.On(holiday) },
		"From":      func() { _, _ = calendar.Term{Length: days(60)}.From(date) },
		"Date":      func() { _, _ = calendar.Term{Length: businessDays(60), Closed: closed}.Date(date) },
	} {
		if n := testing.AllocsPerRun(100, ask); n != 0 {
			t.Errorf("%s allocates %v times", name, n)
		}
	}
}
