package calendar_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/workcomp-go/workcomp/calendar"
)

// A target employer was notified on 30 September 2024 and has 60 days for its
// plan. The 60th is Lincoln's Day in West Virginia, and a weekend follows.
func Example() {
	plan := calendar.Term{
		Length: calendar.Length{N: 60, Unit: calendar.Days},
		Roll:   calendar.Following,
		Closed: calendar.USWV(),
	}
	due, err := plan.From(calendar.MustParse("2024-09-30"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("due", due.Date)
	for _, s := range due.Skipped {
		fmt.Println("not", s.Date, s.Why)
	}
	// Output:
	// due 2024-12-02
	// not 2024-11-29 Lincoln's Day
	// not 2024-11-30 Saturday
	// not 2024-12-01 Sunday
}

func ExampleDate() {
	d, err := calendar.Parse("2024-02-29")
	fmt.Println(d, d.Weekday(), err)
	_, err = calendar.Of(2025, time.February, 29)
	fmt.Println(err)
	// Output:
	// 2024-02-29 Thursday <nil>
	// date: 2025-02-29 is not valid, expected a day of the calendar, YYYY-MM-DD, from 0001-01-01 to 9999-12-31
}

// Wrong use: the zero Date is no date. It is not a first day to count from,
// and what is calculated from it is an error, never a date.
func ExampleDate_wrongUse() {
	var injured calendar.Date // the host forgot to set it
	_, err := injured.AddDays(60)
	fmt.Println(err)
	// Output:
	// date: missing, expected a day of the calendar, YYYY-MM-DD, from 0001-01-01 to 9999-12-31
}

// Wrong use: a month after 31 January is no day. Without a rounding the sum is
// an error with both candidates; the instrument must say which is meant.
func ExampleDate_Add_wrongUse() {
	_, err := calendar.MustParse("2025-01-31").Add(calendar.Span{Months: 1}, calendar.NoRounding)
	var ambiguous *calendar.AmbiguousError
	if errors.As(err, &ambiguous) {
		fmt.Println("down", ambiguous.Down)
		fmt.Println("up  ", ambiguous.Up)
	}
	// Output:
	// down 2025-02-28
	// up   2025-03-01
}

func ExampleDate_Add() {
	d := calendar.MustParse("2025-03-31")
	down, _ := d.Add(calendar.Span{Months: 1, Days: -1}, calendar.Down) // 30 April, less a day
	up, _ := d.Add(calendar.Span{Months: 1, Days: -1}, calendar.Up)     // 1 May, less a day
	fmt.Println(down, up)
	// Output: 2025-04-29 2025-04-30
}

func ExampleSpan() {
	// Years and months are one number of months: no stop at 29 February 2025.
	d, err := calendar.MustParse("2024-02-29").Add(calendar.Span{Years: 1, Months: 1}, calendar.NoRounding)
	fmt.Println(d, err)
	// Output: 2025-03-29 <nil>
}

func ExampleRounding() {
	r, err := calendar.ParseRounding("up")
	fmt.Println(r, err)
	_, err = calendar.ParseRounding("nearest")
	fmt.Println(err)
	// Output:
	// up <nil>
	// rounding: "nearest" is not valid, expected none, down or up
}

func ExampleLength() {
	l, err := calendar.ParseLength("within", "10 business days")
	fmt.Println(l.N, l.Unit, err)
	_, err = calendar.ParseLength("within", "1 days")
	fmt.Println(err)
	// Output:
	// 10 business days <nil>
	// within: "1 days" is not valid, expected a number and a unit (days, business days, weeks, months or years; singular after 1), such as 60 days or 1 month
}

func ExampleUnit() {
	fmt.Println(calendar.Length{N: 1, Unit: calendar.BusinessDays})
	// Output: 1 business day
}

func ExampleRoll() {
	event := calendar.MustParse("2025-03-02") // 90 days on is Saturday 31 May
	for _, r := range []calendar.Roll{calendar.NoRoll, calendar.Following, calendar.Preceding, calendar.ModifiedFollowing} {
		term := calendar.Term{Length: calendar.Length{N: 90, Unit: calendar.Days}, Roll: r, Closed: calendar.Weekends()}
		due, err := term.From(event)
		fmt.Println(due.Date, r, err)
	}
	// Output:
	// 2025-05-31 none <nil>
	// 2025-06-02 following <nil>
	// 2025-05-30 preceding <nil>
	// 2025-05-30 modified_following <nil>
}

func ExampleTerm() {
	file := calendar.Term{Length: calendar.Length{N: 3, Unit: calendar.Weeks}, Before: true}
	due, err := file.From(calendar.MustParse("2025-09-30"))
	fmt.Println(file, "the end of the placement:", due.Date, err)
	// Output: 3 weeks before the end of the placement: 2025-09-09 <nil>
}

// Postlewait v. City of Wheeling (W. Va. 2012): ten days from 19 November 2010
// end on 7 December.
func ExampleDue() {
	term := calendar.Term{Length: calendar.Length{N: 10, Unit: calendar.BusinessDays}, Closed: calendar.USWV()}
	due, err := term.From(calendar.MustParse("2010-11-19"))
	fmt.Println(due.Date, len(due.Skipped), err)
	// Output: 2010-12-07 8 <nil>
}

func ExampleSkipped() {
	text, _ := json.Marshal(calendar.Skipped{Date: calendar.MustParse("2024-11-29"), Why: "Lincoln's Day"})
	fmt.Println(string(text))
	// Output: {"date":"2024-11-29","why":"Lincoln's Day"}
}

func ExampleRecurrence() {
	monthly := calendar.Recurrence{Anchor: calendar.MustParse("2025-01-31"), Every: calendar.Length{N: 1, Unit: calendar.Months},
		Last: calendar.MustParse("2025-04-30")}
	dates, err := monthly.Dates()
	fmt.Println(dates, err)
	// Output: [2025-01-31 2025-02-28 2025-03-31 2025-04-30] <nil>
}

func ExamplePeriod() {
	p, err := calendar.NewPeriod(calendar.MustParse("2025-01-15"), calendar.MustParse("2025-10-14"))
	fmt.Println(p.Days(), "days", err)
	fmt.Println("longer than nine months:", p.LongerThan(9))
	fmt.Println("nine months or longer:", p.OrLonger(9))
	// Output:
	// 273 days <nil>
	// longer than nine months: false
	// nine months or longer: true
}

func ExamplePeriod_ByRollingMonth() {
	p, _ := calendar.NewPeriod(calendar.MustParse("2025-01-31"), calendar.MustParse("2025-04-15"))
	pieces, _ := p.ByRollingMonth(calendar.Down)
	for _, piece := range pieces {
		fmt.Println(piece)
	}
	// Output:
	// 2025-01-31 to 2025-02-27
	// 2025-02-28 to 2025-03-30
	// 2025-03-31 to 2025-04-15
}

func ExampleQuarter() {
	q, err := calendar.ParseQuarter("2025-Q4")
	fmt.Println(q.Period(), err)
	fmt.Println("report due", q.MonthEndAfter())
	// Output:
	// 2025-10-01 to 2025-12-31 <nil>
	// report due 2026-01-31
}

func ExampleClosed() {
	closed, err := calendar.Named("ca-ab")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(closed.On(calendar.MustParse("2018-07-02")))
	fmt.Println(closed.Interpretations())
	// Output:
	// Canada Day true <nil>
	// [ca-ab-saturday]
}

func ExampleProclaimed() {
	juneteenth := calendar.Proclaimed{Date: calendar.MustParse("2022-06-17"), Name: "Juneteenth", Cite: "W. Va. Code § 2-2-1(a)(15)"}
	fmt.Println(calendar.USWV().With(juneteenth).On(juneteenth.Date))
	// Output: Juneteenth true <nil>
}

func ExampleHoliday() {
	holidays, _ := calendar.USWV().Holidays(2021)
	for _, h := range holidays[9:] {
		fmt.Println(h.Date, h.Name+",", h.Own, h.Cite)
	}
	// Output:
	// 2021-11-25 Thanksgiving Day,  W. Va. Code § 2-2-1(a)(10)
	// 2021-11-26 Lincoln's Day,  W. Va. Code § 2-2-1(a)(11)
	// 2021-12-24 Christmas Day, 2021-12-25 W. Va. Code § 2-2-1(a)(12)
	// 2021-12-31 New Year's Day, 2022-01-01 W. Va. Code § 2-2-1(a)(1)
}

func ExampleNewClosed() {
	closed, err := calendar.NewClosed(calendar.Table{
		Name: "harbour",
		Base: "ca-ab",
		Rows: []calendar.Row{{Name: "Fleet Monday", Weekday: calendar.Monday, Nth: calendar.Last, Month: time.August}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(closed.On(calendar.MustParse("2025-08-25")))
	_, err = calendar.NewClosed(calendar.Table{Rows: []calendar.Row{{Name: "Fleet Monday", Weekday: calendar.Monday, Month: time.August}}})
	fmt.Println(err)
	// Output:
	// Fleet Monday true <nil>
	// rows[0].nth: missing, expected 1 to 5, or last
}

func ExampleClosed_BusinessDaysBetween() {
	days, err := calendar.USWV().BusinessDaysBetween(calendar.MustParse("2010-11-19"), calendar.MustParse("2010-12-07"))
	fmt.Println(days, err)
	// Output: 10 <nil>
}

func ExampleFiscalYear() {
	july := calendar.FiscalYear{FirstMonth: time.July}
	q, err := july.QuarterOf(calendar.MustParse("2024-08-15"))
	period, _ := july.Quarter(q)
	fmt.Println(q, period, err)
	// Output: 2025-Q1 2024-07-01 to 2024-09-30 <nil>
}

func ExamplePayCycle() {
	p, err := calendar.Biweekly.Of(calendar.MustParse("2025-01-10"), calendar.MustParse("2024-12-16"))
	fmt.Println(p.From, p.To, p.Year, p.Number, err)
	// Output: 2024-12-30 2025-01-12 2025 1 <nil>
}

func ExampleRow() {
	row := calendar.CAAB().Rows()[4]
	fmt.Printf("%s: %s, %s (%s)\n", row.Name, row.Rule(), row.Observed(), row.Cite)
	// Output: Canada Day: 1 July; on a Sunday the day after, every year (Alberta Employment Standards, general holidays)
}

func ExampleDuty() {
	text, _ := json.Marshal(calendar.Duty{ID: "seminar", By: "employer", To: "commission", Cite: "85-23-4.2"})
	fmt.Println(string(text))
	// Output: {"id":"seminar","by":"employer","to":"commission","cite":"85-23-4.2"}
}

func ExampleDocket() {
	var docket calendar.Docket
	docket = docket.Open(
		calendar.Duty{ID: "report", By: "employer", Due: calendar.MustParse("2025-07-31"), For: "2025-Q2"},
		calendar.Duty{ID: "report", By: "employer", Due: calendar.MustParse("2025-04-30"), For: "2025-Q1"},
	)
	fmt.Println("overdue on the day:", len(docket.OverdueOn(calendar.MustParse("2025-04-30"))))
	fmt.Println("overdue the day after:", len(docket.OverdueOn(calendar.MustParse("2025-05-01"))))
	docket, closed, _ := docket.Close("report")
	fmt.Println("closed", closed[0].For, "open", docket.IDs())
	// Output:
	// overdue on the day: 0
	// overdue the day after: 1
	// closed 2025-Q1 open [report]
}

func ExampleInputError() {
	_, err := calendar.Parse("1 March 2025")
	var input *calendar.InputError
	if errors.As(err, &input) {
		fmt.Println(input.Field, "/", input.Value, "/", input.Expected)
	}
	// Output: date / 1 March 2025 / a day of the calendar, YYYY-MM-DD, from 0001-01-01 to 9999-12-31
}

func ExampleAmbiguousError() {
	_, err := calendar.MustParse("2012-02-29").Add(calendar.Span{Years: 1}, calendar.NoRounding)
	fmt.Println(err)
	// Output: rounding: ambiguous date: 2012-02-29 plus 1 year reaches a day that the month does not have; rounded down it is 2013-02-28, rounded up 2013-03-01
}

// Outside the calendar is an error, also where days would lead back inside.
func ExampleRangeError() {
	_, err := calendar.MustParse("9999-12-31").Add(calendar.Span{Months: 1, Days: -31}, calendar.Down)
	fmt.Println(err)
	// Output: date: out of range: from 9999-12-31, 1 month, -31 days leads outside 0001-01-01 to 9999-12-31
}

func ExampleBackwardsError() {
	_, err := calendar.NewPeriod(calendar.MustParse("2025-02-01"), calendar.MustParse("2025-01-31"))
	fmt.Println(err)
	// Output: to: backwards: what begins on 2025-02-01 ends before that, on 2025-01-31
}

func ExampleTerm_Date() {
	year := calendar.Term{Length: calendar.Length{N: 250, Unit: calendar.BusinessDays}, Closed: calendar.USWV()}
	due, err := year.Date(calendar.MustParse("2024-12-31"))
	fmt.Println(due, err)
	// Output: 2026-01-02 <nil>
}
