package calendar_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/workcomp-go/workcomp/calendar"
)

func TestRecurrenceDatesFromMonthEndToMonthEnd(t *testing.T) {
	year := calendar.Length{N: 1, Unit: calendar.Years}
	for _, c := range []struct {
		r    calendar.Recurrence
		want string
	}{
		{calendar.Recurrence{Anchor: day("2025-02-28"), Every: months(1), Last: day("2025-05-31"), LastDayOfMonth: true},
			"2025-02-28 2025-03-31 2025-04-30 2025-05-31"},
		{calendar.Recurrence{Anchor: day("2025-02-28"), Every: months(1), Last: day("2025-05-30"), LastDayOfMonth: true,
			Rounding: calendar.Up}, "2025-02-28 2025-03-31 2025-04-30"},
		{calendar.Recurrence{Anchor: day("2025-01-31"), Every: months(1), Last: day("2025-03-31"), LastDayOfMonth: true,
			Rounding: calendar.Up}, "2025-01-31 2025-02-28 2025-03-31"},
		{calendar.Recurrence{Anchor: day("2023-02-28"), Every: year, Last: day("2025-12-31"), LastDayOfMonth: true},
			"2023-02-28 2024-02-29 2025-02-28"},
		{calendar.Recurrence{Anchor: day("2024-02-29"), Every: year, Last: day("2028-12-31")},
			"2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-29"},
		{calendar.Recurrence{Anchor: day("2024-02-29"), Every: year, Last: day("2026-12-31"), Rounding: calendar.Up},
			"2024-02-29 2025-03-01 2026-03-01"},
		{calendar.Recurrence{Anchor: day("2025-01-31"), Every: months(1), Last: day("2025-05-01"), Rounding: calendar.Up},
			"2025-01-31 2025-03-01 2025-03-31 2025-05-01"},
		{calendar.Recurrence{Anchor: day("9999-11-30"), Every: months(1), Last: day("9999-12-31"), LastDayOfMonth: true},
			"9999-11-30 9999-12-31"},
	} {
		got, err := c.r.Dates()
		if diff := cmp.Diff(c.want, texts(got)); err != nil || diff != "" {
			t.Errorf("%+v: %v (-want +got)\n%s", c.r, err, diff)
		}
	}
	_, err := calendar.Recurrence{Anchor: day("2025-02-28"), Every: days(30), Last: day("2025-05-31"), LastDayOfMonth: true}.Dates()
	refusesInput(t, err, "every", "30 days")
	_, err = calendar.Recurrence{Anchor: day("2025-02-27"), Every: months(1), Last: day("2025-05-31"), LastDayOfMonth: true}.Dates()
	refusesInput(t, err, "anchor", "2025-02-27")
	_, err = calendar.Recurrence{Anchor: day("2025-02-28"), Every: months(1), Last: day("2025-05-31"), Rounding: calendar.NoRounding}.Dates()
	refusesInput(t, err, "rounding", "none")
}

func TestByRollingMonthRoundsUpWhereItIsAsked(t *testing.T) {
	got := must(period("2025-01-31 to 2025-04-15").ByRollingMonth(calendar.Up))
	if diff := cmp.Diff([]string{"2025-01-31 to 2025-02-28", "2025-03-01 to 2025-03-30", "2025-03-31 to 2025-04-15"}, lines(got)); diff != "" {
		t.Error(diff)
	}
	_, err := period("2025-01-31 to 2025-04-15").ByRollingMonth(calendar.NoRounding)
	refusesInput(t, err, "rounding", "none")
}

func TestBusinessDaysBetween(t *testing.T) {
	for _, c := range []struct {
		closed   *calendar.Closed
		from, to string
		want     int
	}{
		{calendar.USWV(), "2010-11-19", "2010-12-07", 10}, // Postlewait v. City of Wheeling
		{calendar.USWV(), "2010-12-07", "2010-11-19", -10},
		{nil, "2025-01-01", "2025-01-31", 30},
		{nil, "2025-01-31", "2025-01-31", 0},
		{calendar.Weekends(), "2025-05-02", "2025-05-03", 0}, // Friday to Saturday
		{calendar.Weekends(), "2025-05-03", "2025-05-02", -1},
		{calendar.Weekends(), "2025-05-05", "2025-05-03", 0},
		{calendar.Weekends(), "0001-01-01", "9999-12-31", 521722*5 + 5 - 1}, // whole weeks, Monday to Friday, and not the first day
		{calendar.USWV().With(calendar.Proclaimed{Date: day("2022-06-17")}), "2022-06-16", "2022-06-21", 1},
	} {
		if got, err := c.closed.BusinessDaysBetween(day(c.from), day(c.to)); got != c.want || err != nil {
			t.Errorf("%s: from %s to %s: got %d, %v, want %d", c.closed.Name(), c.from, c.to, got, err, c.want)
		}
	}
	_, err := calendar.Weekends().BusinessDaysBetween(calendar.Date{}, day("2025-01-01"))
	refusesInput(t, err, "from", "")
	_, err = calendar.Weekends().BusinessDaysBetween(day("2025-01-01"), calendar.Date{})
	refusesInput(t, err, "to", "")
}

func TestLawBusinessDaysBetweenAreThoseOfTheTerm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		term, event := anyTerm().Draw(t, "term"), someDate().Draw(t, "event")
		term.Length.Unit, term.Roll = calendar.BusinessDays, calendar.NoRoll
		want := term.Length.N
		if term.Before {
			want = -want
		}
		if got := must(term.Closed.BusinessDaysBetween(event, must(term.From(event)).Date)); got != want {
			t.Errorf("%v of %v: %d business days between", term, event, got)
		}
	})
	rapid.Check(t, func(t *rapid.T) { // and one by one
		closed, from := anyClosed().Draw(t, "closed"), someDate().Draw(t, "from")
		to := must(from.AddDays(rapid.IntRange(-300, 300).Draw(t, "days")))
		want := 0
		for d, step := from, 2*to.Compare(from)-to.Compare(from); d != to; {
			d = must(d.AddDays(step))
			if _, shut, _ := closed.On(d); !shut {
				want += step
			}
		}
		if got := must(closed.BusinessDaysBetween(from, to)); got != want {
			t.Errorf("from %v to %v: got %d, want %d", from, to, got, want)
		}
	})
}

func TestFiscalYear(t *testing.T) {
	july := calendar.FiscalYear{FirstMonth: time.July}
	for _, c := range []struct {
		f                         calendar.FiscalYear
		date, quarter, days, year string
	}{
		{calendar.FiscalYear{}, "2025-05-20", "2025-Q2", "2025-04-01 to 2025-06-30", "2025-01-01 to 2025-12-31"},
		{calendar.FiscalYear{FirstMonth: time.January, Named: calendar.NamedByStart}, "2025-12-31", "2025-Q4", "2025-10-01 to 2025-12-31",
			"2025-01-01 to 2025-12-31"},
		{july, "2024-07-01", "2025-Q1", "2024-07-01 to 2024-09-30", "2024-07-01 to 2025-06-30"},
		{july, "2025-06-30", "2025-Q4", "2025-04-01 to 2025-06-30", "2024-07-01 to 2025-06-30"},
		{july, "2025-01-01", "2025-Q3", "2025-01-01 to 2025-03-31", "2024-07-01 to 2025-06-30"},
		{calendar.FiscalYear{FirstMonth: time.July, Named: calendar.NamedByStart}, "2025-06-30", "2024-Q4", "2025-04-01 to 2025-06-30",
			"2024-07-01 to 2025-06-30"},
		{calendar.FiscalYear{FirstMonth: time.July, Named: "start"}, "2025-06-30", "2024-Q4", "2025-04-01 to 2025-06-30",
			"2024-07-01 to 2025-06-30"},
		{calendar.FiscalYear{FirstMonth: time.July, Named: "end"}, "2025-06-30", "2025-Q4", "2025-04-01 to 2025-06-30",
			"2024-07-01 to 2025-06-30"},
		{calendar.FiscalYear{FirstMonth: time.December, Named: calendar.NamedByEnd}, "2024-02-29", "2024-Q1", "2023-12-01 to 2024-02-29",
			"2023-12-01 to 2024-11-30"},
		{calendar.FiscalYear{FirstMonth: time.April}, "2025-05-20", "2026-Q1", "2025-04-01 to 2025-06-30", "2025-04-01 to 2026-03-31"},
	} {
		q := must(c.f.QuarterOf(day(c.date)))
		if q.String() != c.quarter || lines([]calendar.Period{must(c.f.Quarter(q))})[0] != c.days ||
			lines([]calendar.Period{must(c.f.Year(q))})[0] != c.year {
			t.Errorf("%+v, %s: got %v, %v, %v", c.f, c.date, q, must(c.f.Quarter(q)), must(c.f.Year(q)))
		}
	}
	if got := must(july.MonthEndAfter(calendar.Quarter{Year: 2025, Number: 4})); got != day("2025-07-31") {
		t.Errorf("got %v", got)
	}
}

func TestFiscalYearsThatCannotBe(t *testing.T) {
	q := calendar.Quarter{Year: 2025, Number: 1}
	for _, f := range []calendar.FiscalYear{{FirstMonth: 13}, {FirstMonth: -1}} {
		_, err := f.QuarterOf(day("2025-01-01"))
		refusesInput(t, err, "first_month", map[time.Month]string{13: "13", -1: "-1"}[f.FirstMonth])
		_, err = f.Quarter(q)
		refusesInput(t, err, "first_month", map[time.Month]string{13: "13", -1: "-1"}[f.FirstMonth])
	}
	refusesInput(t, calendar.FiscalYear{Named: "middle"}.Check(), "named", "middle")
	_, err := calendar.FiscalYear{}.QuarterOf(calendar.Date{})
	refusesInput(t, err, "date", "")
	_, err = calendar.FiscalYear{}.Year(calendar.Quarter{Year: 2025, Number: 5})
	refusesInput(t, err, "quarter", "2025-Q5")
	july := calendar.FiscalYear{FirstMonth: time.July}
	_, err = july.QuarterOf(day("9999-07-01")) // of the year 10000
	leavesTheRange(t, err)
	byStart := calendar.FiscalYear{FirstMonth: time.July, Named: calendar.NamedByStart}
	_, err = byStart.QuarterOf(day("0001-06-30")) // of the year 0
	leavesTheRange(t, err)
	_, err = july.Quarter(calendar.Quarter{Year: 1, Number: 2}) // October of the year 0
	leavesTheRange(t, err)
	_, err = byStart.Year(calendar.Quarter{Year: 9999, Number: 1})
	leavesTheRange(t, err)
	_, err = calendar.FiscalYear{}.MonthEndAfter(calendar.Quarter{Year: 9999, Number: 4})
	leavesTheRange(t, err)
}

func TestLawQuartersOfFiscalYearsTileThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := calendar.FiscalYear{FirstMonth: time.Month(rapid.IntRange(0, 12).Draw(t, "month")),
			Named: rapid.SampledFrom([]calendar.Naming{"", calendar.NamedByEnd, calendar.NamedByStart}).Draw(t, "named")}
		d := someDate().Draw(t, "date")
		q := must(f.QuarterOf(d))
		quarter, year := must(f.Quarter(q)), must(f.Year(q))
		if !quarter.Contains(d) || !year.Contains(quarter.From) || !year.Contains(quarter.To) {
			t.Errorf("%+v: %v is in %v, %v of %v", f, d, q, quarter, year)
		}
		if next := must(f.Quarter(q.Next())); next.From.DaysSince(quarter.To) != 1 {
			t.Errorf("%+v: %v and then %v", f, quarter, next)
		}
		first := max(f.FirstMonth, time.January)
		if named := map[bool]int{true: year.From.Year(),
			false: year.To.Year()}[f.Named == calendar.NamedByStart]; year.From.Month() != first || year.From.Day() != 1 || q.Year != named {
			t.Errorf("%+v: the year %d is %v", f, q.Year, year)
		}
	})
}

func TestWeek(t *testing.T) {
	for _, c := range []struct{ date, week, days string }{
		{"2027-01-03", "2026-W53", "2026-12-28 to 2027-01-03"},
		{"2024-12-30", "2025-W01", "2024-12-30 to 2025-01-05"},
		{"0001-01-01", "0001-W01", "0001-01-01 to 0001-01-07"},
		{"9999-12-26", "9999-W51", "9999-12-20 to 9999-12-26"},
	} {
		w := calendar.WeekOf(day(c.date))
		if w.String() != c.week || must(calendar.ParseWeek(c.week)) != w || lines([]calendar.Period{must(w.Period())})[0] != c.days {
			t.Errorf("%s: got %v, %v", c.date, w, must(w.Period()))
		}
	}
	for _, s := range []string{"", "2025-W53", "2026-W54", "2026-W00", "0000-W01", "2026-W1", "2026W53", "2026-w53", "x026-W01", "2026-W0x"} {
		_, err := calendar.ParseWeek(s)
		refusesInput(t, err, "week", s)
	}
	for _, w := range []calendar.Week{{}, {Year: 10000, Number: 1}, {Year: 2025, Number: 53}} {
		_, err := w.Period()
		refusesInput(t, err, "week", w.String())
	}
	_, err := must(calendar.ParseWeek("9999-W52")).Period()
	leavesTheRange(t, err)
	if w := calendar.WeekOf(calendar.Date{}); w != (calendar.Week{}) || w.String() != "" {
		t.Errorf("got %v", w)
	}
	a, b, c := calendar.Week{Year: 2025, Number: 2}, calendar.Week{Year: 2025, Number: 10}, calendar.Week{Year: 2026, Number: 1}
	if a.Compare(b) != -1 || b.Compare(c) != -1 || c.Compare(a) != 1 || a.Compare(a) != 0 {
		t.Error("weeks are not in order")
	}
}

func TestLawWeeksAreThoseOfPackageTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate().Draw(t, "date")
		year, number := d.Time().ISOWeek()
		if got := calendar.WeekOf(d); got.Year != year || got.Number != number {
			t.Errorf("%v is in %v, want %d-W%02d", d, got, year, number)
		}
	})
}

func TestPayCycle(t *testing.T) {
	for _, c := range []struct {
		cycle        calendar.PayCycle
		date, anchor string
		days         string
		year, number int
	}{
		{calendar.Biweekly, "2025-01-10", "2024-12-16", "2024-12-30 to 2025-01-12", 2025, 1},
		{calendar.Biweekly, "2024-12-29", "2024-12-16", "2024-12-16 to 2024-12-29", 2024, 26},
		{calendar.Biweekly, "2024-12-15", "2024-12-16", "2024-12-02 to 2024-12-15", 2024, 25},
		{calendar.Biweekly, "2025-01-10", "2030-01-07", "2024-12-30 to 2025-01-12", 2025, 1}, // the anchor lies after
		{calendar.Weekly, "2025-01-01", "2025-01-01", "2025-01-01 to 2025-01-07", 2025, 1},
		{calendar.Weekly, "2021-01-08", "2021-01-02", "2021-01-02 to 2021-01-08", 2021, 2}, // the first ends on New Year's Day
		{calendar.Biweekly, "2021-01-15", "2021-01-02", "2021-01-02 to 2021-01-15", 2021, 2},
		{calendar.Weekly, "2024-12-31", "2025-01-01", "2024-12-25 to 2024-12-31", 2024, 53},
		{calendar.SemiMonthly, "2024-02-15", "", "2024-02-01 to 2024-02-15", 2024, 3},
		{calendar.SemiMonthly, "2024-02-16", "", "2024-02-16 to 2024-02-29", 2024, 4},
		{calendar.Monthly, "2025-02-28", "2025-01-31", "2025-02-28 to 2025-03-30", 2025, 3},
		{calendar.Monthly, "2025-02-27", "2025-01-31", "2025-01-31 to 2025-02-27", 2025, 2},
		{calendar.Monthly, "2024-12-31", "2025-01-31", "2024-12-31 to 2025-01-30", 2025, 1},
		{calendar.Monthly, "2024-12-30", "2025-01-31", "2024-11-30 to 2024-12-30", 2024, 12},
		{calendar.Monthly, "2025-07-04", "2019-03-01", "2025-07-01 to 2025-07-31", 2025, 7},
		{calendar.Monthly, "9999-12-31", "2019-03-01", "9999-12-01 to 9999-12-31", 9999, 12},
	} {
		var anchor calendar.Date
		if c.anchor != "" {
			anchor = day(c.anchor)
		}
		got, err := c.cycle.Of(day(c.date), anchor)
		if err != nil || got.From.String()+" to "+got.To.String() != c.days || got.Year != c.year || got.Number != c.number {
			t.Errorf("%s, %s from %s: got %+v, %v", c.cycle, c.date, c.anchor, got, err)
		}
	}
}

func TestPayPeriodsThatCannotBe(t *testing.T) {
	d := day("2025-01-10")
	_, err := calendar.Weekly.Of(calendar.Date{}, d)
	refusesInput(t, err, "date", "")
	_, err = calendar.PayCycle("fortnight").Of(d, d)
	refusesInput(t, err, "every", "fortnight")
	_, err = calendar.PayCycle("").Of(d, d)
	refusesInput(t, err, "every", "")
	for _, cycle := range []calendar.PayCycle{calendar.Weekly, calendar.Biweekly, calendar.Monthly} {
		_, err = cycle.Of(d, calendar.Date{})
		refusesInput(t, err, "anchor", "")
	}
	_, err = calendar.SemiMonthly.Of(d, d)
	refusesInput(t, err, "anchor", "2025-01-10")
	for _, c := range []struct {
		cycle  calendar.PayCycle
		d      string
		anchor string
	}{
		{calendar.Weekly, "0001-01-01", "0001-01-02"}, {calendar.Biweekly, "9999-12-31", "9999-12-31"},
		{calendar.Monthly, "0001-01-01", "2025-01-02"}, {calendar.Monthly, "9999-12-31", "2025-01-02"},
	} {
		_, err := c.cycle.Of(day(c.d), day(c.anchor))
		leavesTheRange(t, err)
	}
}

// Pay periods follow each other, and are numbered one by one in their year.
func TestLawPayPeriodsTileTheYears(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cycle := rapid.SampledFrom([]calendar.PayCycle{calendar.Weekly, calendar.Biweekly, calendar.SemiMonthly,
			calendar.Monthly}).Draw(t, "cycle")
		d, anchor := someDate().Draw(t, "date"), someDate().Draw(t, "anchor")
		if cycle == calendar.SemiMonthly {
			anchor = calendar.Date{}
		}
		p := must(cycle.Of(d, anchor))
		next := must(cycle.Of(must(p.To.AddDays(1)), anchor))
		if d.Before(p.From) || d.After(p.To) || next.From.DaysSince(p.To) != 1 {
			t.Fatalf("%v is in %+v, and then %+v", d, p, next)
		}
		want := p.Number + 1
		if next.Year != p.Year {
			want = 1
		}
		if p.Year != p.To.Year() || next.Number != want {
			t.Errorf("%+v, and then %+v", p, next)
		}
	})
}

func TestMonthsBetween(t *testing.T) {
	for _, c := range []struct {
		from, to string
		r        calendar.Rounding
		want     int
	}{
		{"2025-01-31", "2025-02-28", calendar.Down, 1}, {"2025-01-31", "2025-02-28", calendar.Up, 0}, {"2025-01-31", "2025-03-01", calendar.Up, 1},
		{"2025-01-15", "2025-02-14", calendar.Down, 0}, {"2025-01-15", "2025-02-15", calendar.Down, 1}, {"2025-01-15", "2025-01-15", calendar.Up, 0},
		{"2024-02-29", "2025-02-28", calendar.Down, 12}, {"2024-02-29", "2025-02-28", calendar.Up, 11},
		{"2025-02-28", "2025-01-31", calendar.Down, -1}, {"0001-01-01", "9999-12-31", calendar.Up, 119987},
	} {
		if got, err := calendar.MonthsBetween(day(c.from), day(c.to), c.r); got != c.want || err != nil {
			t.Errorf("%s to %s, %s: got %d, %v, want %d", c.from, c.to, c.r, got, err, c.want)
		}
	}
	_, err := calendar.MonthsBetween(calendar.Date{}, day("2025-01-01"), calendar.Down)
	refusesInput(t, err, "from", "")
	_, err = calendar.MonthsBetween(day("2025-01-01"), calendar.Date{}, calendar.Down)
	refusesInput(t, err, "to", "")
	_, err = calendar.MonthsBetween(day("2025-01-01"), day("2025-01-01"), calendar.NoRounding)
	refusesInput(t, err, "rounding", "none")
}

func TestAge(t *testing.T) {
	for _, c := range []struct {
		born, on string
		leap     calendar.LeapDay
		want     int
	}{
		{"2004-02-29", "2025-02-28", "", 21},
		{"2004-02-29", "2025-02-28", calendar.On28February, 21},
		{"2004-02-29", "2025-02-28", calendar.On1March, 20},
		{"2004-02-29", "2025-03-01", calendar.On1March, 21},
		{"2004-02-29", "2025-02-27", calendar.On28February, 20},
		{"2004-02-29", "2024-02-28", calendar.On28February, 19},
		{"2004-02-29", "2024-02-29", calendar.On1March, 20},
		{"1980-06-15", "1980-06-15", "", 0}, {"1980-06-15", "2025-06-14", "", 44}, {"1980-06-15", "2025-06-15", "", 45},
		{"0001-01-01", "9999-12-31", "", 9998},
	} {
		if got, err := calendar.Age(day(c.born), day(c.on), c.leap); got != c.want || err != nil {
			t.Errorf("born %s, on %s, %s: got %d, %v, want %d", c.born, c.on, c.leap, got, err, c.want)
		}
	}
	_, err := calendar.Age(calendar.Date{}, day("2025-01-01"), "")
	refusesInput(t, err, "born", "")
	_, err = calendar.Age(day("2025-01-01"), calendar.Date{}, "")
	refusesInput(t, err, "on", "")
	_, err = calendar.Age(day("2025-01-01"), day("2025-01-01"), "29_february")
	refusesInput(t, err, "leap_day", "29_february")
	_, err = calendar.Age(day("2025-01-02"), day("2025-01-01"), "")
	var backwards *calendar.BackwardsError
	if !errors.As(err, &backwards) || backwards.Field != "on" {
		t.Errorf("got %v", err)
	}
}
