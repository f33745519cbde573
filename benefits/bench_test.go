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
