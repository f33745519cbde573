// Package speed_test has the benchmarks of pay in a program of their own, which links the
// library and nothing else: most of what a reimbursement takes is memory, and what that
// costs grows with all that lives beside it, as the tables of a testing library do.
package speed_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
)

// biweekly are n periods of two weeks from a day on.
func biweekly(from string, n int) []calendar.Period {
	periods, start := make([]calendar.Period, n), calendar.MustParse(from)
	for i := range periods {
		to, _ := start.AddDays(13)
		periods[i] = calendar.Period{From: start, To: to}
		start, _ = to.AddDays(1)
	}
	return periods
}

// falling is a schedule of five months: 100, 75, 50, 25 and 0 %.
func falling() benefits.Schedule {
	var steps []benefits.Step
	for _, percent := range []int64{100, 75, 50, 25, 0} {
		steps = append(steps, benefits.Step{Months: 1, Percent: decimal.NewFromInt(percent)})
	}
	return benefits.Steps(steps...)
}

// Ten biweekly pay periods with overtime, over the schedule of five months, with the
// shares of each step and all findings.
func BenchmarkReimburse(b *testing.B) {
	for by, want := range map[benefits.Apportion]string{
		// 31 days at 100 %, 28 at 75, 31 at 50 and 30 at 25 are 75 days of 142.857142…: 10,714.29, less a cent for the roundings of ten periods.
		benefits.CalendarDays: "10714.28",
		// 23, 20, 21 and 22 days worked at 200 a day.
		benefits.DaysWorked: "10800",
	} {
		b.Run(string(by), func(b *testing.B) {
			p, err := benefits.Builtin("ab-toj")
			if err != nil {
				b.Fatal(err)
			}
			in := benefits.ReimburseInput{Start: calendar.MustParse("2025-01-15"), Schedule: falling(), Apportion: by}
			for _, span := range biweekly("2025-01-15", 10) {
				pay := benefits.PayPeriod{From: span.From, To: span.To, Lines: []benefits.Line{
					{Kind: "regular", Amount: decimal.New(200000, -2)}, {Kind: "overtime", Amount: decimal.New(15000, -2)}}}
				for d := span.From; !d.After(span.To); d, _ = d.AddDays(1) {
					if w := d.Weekday(); w != 0 && w != 6 {
						pay.Worked = append(pay.Worked, d)
					}
				}
				in.PayPeriods = append(in.PayPeriods, pay)
			}
			total := ""
			b.ReportAllocs()
			for b.Loop() {
				d, e := p.Reimburse(in)
				total, err = d.Value.Total.String(), e
			}
			if err != nil || total != want {
				b.Fatalf("got %s, %v; want %s", total, err, want)
			}
		})
	}
}

// A year of biweekly pay of 2,000.00 under every built-in scheme; what each pays is told by
// the scenarios.
func BenchmarkPayYear(b *testing.B) {
	var schemes []*benefits.Subsidy
	var questions []benefits.SubsidyInput
	for _, id := range benefits.BuiltinSubsidyIDs() {
		s, err := benefits.BuiltinSubsidy(id)
		if err != nil {
			b.Fatal(err)
		}
		in := benefits.SubsidyInput{Start: calendar.MustParse("2025-01-06"), Accident: calendar.MustParse("2025-01-05")}
		if s.Texts()[0].Agreement {
			in.Schedule = falling()
		}
		for _, span := range biweekly("2025-01-06", 26) {
			in.Wages = append(in.Wages, benefits.Wage{From: span.From, To: span.To, Gross: decimal.New(200000, -2), Days: 10})
		}
		schemes, questions = append(schemes, s), append(questions, in)
	}
	var total decimal.Decimal
	b.ReportAllocs()
	for b.Loop() {
		total = decimal.Decimal{}
		for i, s := range schemes {
			d, err := s.Pay(questions[i])
			if err != nil {
				b.Fatal(err)
			}
			total = total.Add(d.Value.Total)
		}
	}
	if want := "196214.28"; total.StringFixed(2) != want {
		b.Fatalf("got %s, want %s", total.StringFixed(2), want)
	}
}
