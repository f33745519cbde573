package benefits_test

import (
	"testing"

	"github.com/workcomp-go/workcomp/benefits"
)

// tenPeriods are ten biweekly pay periods over the schedule of five months.
func tenPeriods() benefits.ReimburseInput {
	in := question()
	from := in.Start
	for range 10 {
		to, _ := from.AddDays(13)
		in.PayPeriods = append(in.PayPeriods, benefits.PayPeriod{From: from, To: to, Lines: []benefits.Line{line("regular", "2000.00"),
			line("overtime", "150.00")}})
		from, _ = to.AddDays(1)
	}
	return in
}

func BenchmarkReimburse(b *testing.B) {
	for name, c := range map[string]struct {
		apportion benefits.Apportion
		total     string
	}{
		// 31 days at 100 %, 28 at 75, 31 at 50 and 30 at 25 are 75 days of 142.857142…: 10,714.29, less a cent for the roundings of ten periods.
		"calendar days": {benefits.CalendarDays, "10714.28"},
		// 23, 20, 21 and 22 days worked at 200 a day.
		"days worked": {benefits.DaysWorked, "10800"},
	} {
		b.Run(name, func(b *testing.B) {
			p, in := alberta(b), tenPeriods()
			in.Apportion = c.apportion
			for i, pay := range in.PayPeriods {
				for d := pay.From; !d.After(pay.To); d, _ = d.AddDays(1) {
					if w := d.Weekday(); w != 0 && w != 6 {
						in.PayPeriods[i].Worked = append(in.PayPeriods[i].Worked, d)
					}
				}
			}
			var err error
			var total string
			b.ReportAllocs()
			for b.Loop() {
				d, e := p.Reimburse(in)
				total, err = d.Value.Total.String(), e
			}
			if err != nil || total != c.total {
				b.Fatalf("got %s, %v; want %s", total, err, c.total)
			}
		})
	}
}

func BenchmarkPay(b *testing.B) {
	for id, want := range map[string]string{"us-dc-ojt": "20800", "au-nsw-jobcover": "27400", "us-or-eaip": "5280",
		"ca-bc-workbc-standard": "5760"} {
		b.Run(id, func(b *testing.B) {
			s := subsidy(b, id)
			in := benefits.SubsidyInput{Start: day("2025-01-06"), Wages: []benefits.Wage{wage("2025-01-06", "2026-01-04", "41600", 260)}}
			var err error
			var total string
			b.ReportAllocs()
			for b.Loop() {
				d, e := s.Pay(in)
				total, err = d.Value.Total.String(), e
			}
			if err != nil || total != want {
				b.Fatalf("got %s, %v; want %s", total, err, want)
			}
		})
	}
}

// A year of biweekly pay under every built-in scheme.
func BenchmarkPayYear(b *testing.B) {
	var schemes []*benefits.Subsidy
	var questions []benefits.SubsidyInput
	for _, id := range benefits.BuiltinSubsidyIDs() {
		s := subsidy(b, id)
		in := benefits.SubsidyInput{Start: day("2025-01-06"), Accident: day("2025-01-05")}
		if s.Texts()[0].Agreement {
			in.Schedule = falling()
		}
		for from := in.Start; len(in.Wages) < 26; {
			to, _ := from.AddDays(13)
			in.Wages = append(in.Wages, benefits.Wage{From: from, To: to, Gross: num("2000.00"), Days: 10})
			from, _ = to.AddDays(1)
		}
		schemes, questions = append(schemes, s), append(questions, in)
	}
	b.ReportAllocs()
	for b.Loop() {
		for i, s := range schemes {
			if _, err := s.Pay(questions[i]); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkParsePolicy(b *testing.B) {
	text := []byte(albertaText(b))
	var p *benefits.Policy
	var err error
	for b.Loop() {
		p, err = benefits.ParsePolicy("ab-toj.yaml", text)
	}
	if err != nil || p.ID() != "ab-toj" {
		b.Fatal(p, err)
	}
}
