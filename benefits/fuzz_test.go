package benefits_test

import (
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// To fuzz: go test -run xxx -fuzz FuzzParsePolicy -fuzzminimizetime 1x. Without
// that limit nearly all the time goes into minimizing inputs, not into new ones.

// seeds adds the files of a folder.
func seeds(f *testing.F, patterns ...string) {
	f.Helper()
	for _, pattern := range patterns {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			f.Fatal(pattern, err)
		}
		for _, file := range files {
			f.Add([]byte(text(f, file)))
		}
	}
}

// placed asks that an error of a file tells where it is.
func placed(t *testing.T, err error) {
	t.Helper()
	var all rule.Diagnostics
	if !errors.As(err, &all) || len(all) == 0 || all[0].File != "f.yaml" || all[0].Message == "" {
		t.Fatalf("%v", err)
	}
}

// A policy that parses can be asked anything: its answers come to their sums.
func FuzzParsePolicy(f *testing.F) {
	seeds(f, "policies/*.yaml", "testdata/policies/*.yaml")
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := benefits.ParsePolicy("f.yaml", data)
		if err != nil {
			placed(t, err)
			return
		}
		in := question(pay("2025-02-03", "2025-02-16"))
		for _, kind := range p.Kinds() {
			in.PayPeriods[0].Lines = append(in.PayPeriods[0].Lines, line(kind, "100.01"))
		}
		d, err := p.Reimburse(in)
		var input *rule.InputError
		if len(p.Kinds()) == 0 { // a policy that states no pay
			if !errors.As(err, &input) || input.Field != "pay.reimbursable" {
				t.Fatalf("no kind of pay: %v", err)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		sums(t, in, d.Value)
		if _, err := p.TopUp(benefits.TopUpInput{Per: benefits.Year, PreAccidentNet: num("60000"), ActualNet: num("1"),
			ActualWages: num("1")}); err != nil {
			t.Fatal(err)
		}
		_, err = p.CompensationRate(benefits.RateInput{Accident: day("2020-06-01"), Gross: num("54250"), Lenient: true,
			Net: func(gross decimal.Decimal) (decimal.Decimal, error) { return gross, nil }})
		if err != nil && !errors.As(err, &input) {
			t.Fatal(err)
		}
		if len(p.Interpretations()) < 8 {
			t.Fatal(p.Interpretations())
		}
	})
}

// sums asks that the parts of a reimbursement come to its totals.
func sums(t *testing.T, in benefits.ReimburseInput, v benefits.Reimbursement) {
	t.Helper()
	paid, total, base, excluded := decimal.New(0, 0), decimal.New(0, 0), decimal.New(0, 0), decimal.New(0, 0)
	for i, p := range v.Periods {
		amount := decimal.New(0, 0)
		for _, s := range p.Steps {
			amount = amount.Add(s.Amount)
		}
		if !amount.Equal(p.Amount) || p.Amount.Sign() < 0 || p.Amount.Cmp(p.Base) > 0 {
			t.Fatalf("period %d: %+v", i, p)
		}
		total, base = total.Add(p.Amount), base.Add(p.Base)
		for _, e := range p.Excluded {
			excluded = excluded.Add(e.Amount)
		}
		for _, l := range in.PayPeriods[i].Lines {
			paid = paid.Add(l.Amount)
		}
	}
	if !total.Equal(v.Total) || !excluded.Equal(v.ExcludedTotal) || !base.Equal(v.EmployerShare.Add(total)) ||
		!paid.Equal(base.Add(excluded)) {
		t.Fatalf("%+v of %s", v, paid)
	}
}

// A scheme that parses pays wages by its limits, and never more than they are.
func FuzzParseSubsidy(f *testing.F) {
	seeds(f, "policies/subsidy/*.yaml", "testdata/policies/subsidy-*.yaml")
	f.Add([]byte(schemeText("steps:", "  - {percent: 50, flat: {amount: 5, cite: m}, per_day: {amount: 1, cite: m}, per_week: "+
		"{amount: 9, cite: m}, per_step: {amount: 99, cite: m}, cite: m}",
		"at_start: {amount: 1, cite: m}", "total: {amount: 90, cite: m}", "days: {count: 8, cite: m}", "window: {months: 9, cite: m}",
		"weekly_wage: {weeks_a_year: 52, cite: m, years: [{year: 2025, amount: 52, cite: m}]}")))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := benefits.ParseSubsidy("f.yaml", data)
		if err != nil {
			placed(t, err)
			return
		}
		in := benefits.SubsidyInput{Accident: day("9000-01-01"), Start: day("2025-01-06"), Wages: []benefits.Wage{
			wage("2025-01-06", "2025-01-14", "123.45", 7), wage("2025-01-15", "2025-12-31", "9999.99", 200)}}
		for _, x := range s.Texts() {
			if x.Agreement {
				in.Schedule = falling()
			}
		}
		d, err := s.Pay(in)
		var input *rule.InputError
		if errors.As(err, &input) {
			return // a year without a maximum, or a schedule that only one of the texts takes
		}
		if err != nil {
			t.Fatal(err)
		}
		sum := d.Value.Flat
		for i, p := range d.Value.Periods {
			sum = sum.Add(p.Amount)
			if p.Amount.Sign() < 0 || p.Amount.Cmp(in.Wages[i].Gross) > 0 {
				t.Fatalf("%+v", d.Value)
			}
		}
		if !sum.Equal(d.Value.Total) {
			t.Fatalf("%+v", d.Value)
		}
	})
}

// Any message is reimbursed to the cent or refused by the name of its field.
func FuzzReimburseJSON(f *testing.F) {
	var worked = question(pay("2025-02-10", "2025-02-23", line("regular", "1800.00"), line("gst", "1")))
	worked.Apportion = benefits.DaysWorked
	for _, d := range []string{"2025-02-10", "2025-02-20", "2025-02-14"} {
		worked.PayPeriods[0].Worked = append(worked.PayPeriods[0].Worked, day(d))
	}
	for _, in := range []benefits.ReimburseInput{worked, tenPeriods(), question()} {
		data, err := json.Marshal(in)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(`{"start":"9999-11-01","schedule":[{"days":60,"percent":1e60}],"apportion":"calendar_days","pay_periods":[]}`))
	f.Add([]byte(`{"start":"0001-01-01","end":"9999-12-31","schedule":[{"days":1,"percent":33.3}],"apportion":"calendar_days","pay_periods":[{"from":"0001-01-01","to":"9999-12-31","lines":[{"kind":"regular","amount":"1e20"}]}]}`))
	p := alberta(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		var in benefits.ReimburseInput
		if err := strict.UnmarshalJSON(data, &in); err != nil {
			return
		}
		d, err := p.Reimburse(in)
		if err != nil {
			var input *rule.InputError
			if !errors.As(err, &input) || input.Field == "" || strings.HasPrefix(input.Field, ".") {
				t.Fatalf("%#v", err)
			}
			return
		}
		sums(t, in, d.Value)
		again, err := p.Reimburse(in)
		a, _ := json.Marshal(d)
		b, _ := json.Marshal(again)
		if err != nil || string(a) != string(b) {
			t.Fatalf("%s\n%s\n%v", a, b, err)
		}
	})
}
