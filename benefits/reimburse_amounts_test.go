package benefits_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/doc"
	"pgregory.net/rapid"
)

// agrees asks for the amounts alone and for the whole reimbursement: they are
// the same to the digit, or the errors are. It reports whether there were any.
func agrees(t interface {
	Helper()
	Fatalf(string, ...any)
}, p *benefits.Policy, in benefits.ReimburseInput) bool {
	t.Helper()
	d, wantErr := p.Reimburse(in)
	got, err := p.ReimburseAmounts(in)
	if !cmp.Equal(err, wantErr) {
		t.Fatalf("amounts: %v; whole: %v", err, wantErr)
	}
	if err != nil {
		return false
	}
	want := benefits.ReimbursedAmounts{Periods: make([]decimal.Decimal, len(in.PayPeriods)),
		Total: d.Value.Total, ExcludedTotal: d.Value.ExcludedTotal, EmployerShare: d.Value.EmployerShare}
	for i, p := range d.Value.Periods {
		want.Periods[i] = p.Amount
	}
	a, _ := json.Marshal(got)
	b, _ := json.Marshal(want)
	if string(a) != string(b) || got.Total.Exponent() != want.Total.Exponent() {
		t.Fatalf("amounts %s, whole %s", a, b)
	}
	return true
}

// readings are the policy, and the same with the other readings that change
// amounts.
func readings(t testing.TB) []*benefits.Policy {
	return []*benefits.Policy{alberta(t), albertaWith(t, "reading: by_days", "reading: first_day"), albertaWith(t, "how: half_up", "how: half_even")}
}

func TestAmountsAloneAreThoseOfTheWholeReimbursement(t *testing.T) {
	weekdays := func(in benefits.ReimburseInput) benefits.ReimburseInput {
		in.Apportion = benefits.DaysWorked
		for i, pay := range in.PayPeriods {
			for d := pay.From; !d.After(pay.To); d, _ = d.AddDays(1) {
				if w := d.Weekday(); w != 0 && w != 6 {
					in.PayPeriods[i].Worked = append(in.PayPeriods[i].Worked, d)
				}
			}
		}
		return in
	}
	with := func(change func(in *benefits.ReimburseInput)) benefits.ReimburseInput {
		in := tenPeriods()
		change(&in)
		return in
	}
	one := pay("2025-02-10", "2025-02-23", line("regular", "1800.01"))
	cases := map[string]benefits.ReimburseInput{
		"calendar days": tenPeriods(),
		"days worked":   weekdays(tenPeriods()),
		"no period":     with(func(in *benefits.ReimburseInput) { in.PayPeriods = []benefits.PayPeriod{} }),
		"out of order": with(func(in *benefits.ReimburseInput) {
			in.PayPeriods[0], in.PayPeriods[1] = in.PayPeriods[1], in.PayPeriods[0]
		}),
		"after the last":     with(func(in *benefits.ReimburseInput) { in.Schedule, in.End = in.Schedule[:3], day("2025-06-30") }),
		"after, days worked": weekdays(with(func(in *benefits.ReimburseInput) { in.Schedule, in.End = in.Schedule[:3], day("2025-06-30") })),
		"zeros at the end":   question(pay("2025-02-10", "2025-02-23", line("regular", "1800.0100"))),
		"large":              question(pay("2025-02-10", "2025-02-23", line("regular", "99999999999999.99"), line("gst", "99999999999999.99"))),
		"large sum":          question(pay("2025-02-10", "2025-02-23", line("regular", "9999999999.99"), line("regular", "9999999999.99"))),
		"large product":      question(pay("2025-02-10", "2025-03-23", line("regular", "9999999999.99"))),
		"fine percentages":   with(func(in *benefits.ReimburseInput) { in.Schedule[1].Percent = num("66.6666") }),
		"finer percentages":  with(func(in *benefits.ReimburseInput) { in.Schedule[1].Percent = num("66.66666") }),
		"no day worked": with(func(in *benefits.ReimburseInput) {
			in.PayPeriods, in.Apportion = []benefits.PayPeriod{{From: one.From, To: one.To}}, benefits.DaysWorked
		}),
		"halves": with(func(in *benefits.ReimburseInput) {
			in.Schedule = []benefits.Step{{Months: 6, Percent: num("50")}}
			for i := range in.PayPeriods {
				in.PayPeriods[i].Lines = []benefits.Line{line("regular", decimal.New(int64(i), -2).String())}
			}
		}),
		"many steps": with(func(in *benefits.ReimburseInput) {
			in.Schedule = nil
			for range 30 {
				in.Schedule = append(in.Schedule, benefits.Step{Weeks: 1, Percent: num("33.3")})
			}
		}),
	}
	mistakes := map[string]benefits.ReimburseInput{
		"no start":             with(func(in *benefits.ReimburseInput) { in.Start = calendar.Date{} }),
		"backwards":            with(func(in *benefits.ReimburseInput) { in.End = day("2025-01-01") }),
		"backwards, no period": {Start: day("2025-01-15"), End: day("2025-01-01"), Schedule: falling(), Apportion: benefits.CalendarDays, PayPeriods: []benefits.PayPeriod{}},
		"no schedule":          with(func(in *benefits.ReimburseInput) { in.Schedule = nil }),
		"no length":            with(func(in *benefits.ReimburseInput) { in.Schedule[2].Months = 0 }),
		"no percent":           with(func(in *benefits.ReimburseInput) { in.Schedule[2].Percent = decimal.Decimal{} }),
		"over 100 %":           with(func(in *benefits.ReimburseInput) { in.Schedule[2].Percent = num("100.01") }),
		"beyond the calendar":  with(func(in *benefits.ReimburseInput) { in.Schedule[2].Months = 200000 }),
		"no apportion":         with(func(in *benefits.ReimburseInput) { in.Apportion = "" }),
		"no periods":           with(func(in *benefits.ReimburseInput) { in.PayPeriods = nil }),
		"a day twice":          with(func(in *benefits.ReimburseInput) { in.PayPeriods[4].From = in.PayPeriods[3].To }),
		"outside":              with(func(in *benefits.ReimburseInput) { in.PayPeriods[9].To = day("2025-07-01") }),
		"unknown kind":         with(func(in *benefits.ReimburseInput) { in.PayPeriods[3].Lines[0].Kind = "gifts" }),
		"part of a cent":       with(func(in *benefits.ReimburseInput) { in.PayPeriods[3].Lines[0].Amount = num("0.001") }),
		"negative":             with(func(in *benefits.ReimburseInput) { in.PayPeriods[3].Lines[0].Amount = num("-1") }),
		"extreme":              with(func(in *benefits.ReimburseInput) { in.PayPeriods[3].Lines[0].Amount = decimal.New(1, 1000000000) }),
		"worked twice":         with(func(in *benefits.ReimburseInput) { in.PayPeriods[0].Worked = []calendar.Date{in.Start, in.Start} }),
		"paid, not worked":     with(func(in *benefits.ReimburseInput) { in.Apportion = benefits.DaysWorked }),
	}
	for _, p := range []*benefits.Policy{nil, {}} {
		if agrees(t, p, tenPeriods()) {
			t.Error("no policy, and no error")
		}
	}
	for _, p := range readings(t) {
		for name, in := range cases {
			if !agrees(t, p, in) {
				t.Errorf("%s: an error", name)
			}
		}
		for name, in := range mistakes {
			if agrees(t, p, in) {
				t.Errorf("%s: no error", name)
			}
		}
	}
}

func TestLawAmountsAloneAreThoseOfTheWholeReimbursement(t *testing.T) {
	policies := readings(t)
	rapid.Check(t, func(t *rapid.T) {
		in := benefits.ReimburseInput{Start: anyDay().Draw(t, "start"), Schedule: rapid.SliceOfN(anyStep(), 1, 6).Draw(t, "schedule"),
			Apportion: rapid.SampledFrom([]benefits.Apportion{benefits.CalendarDays, benefits.DaysWorked}).Draw(t, "apportion"), PayPeriods: []benefits.PayPeriod{}}
		in.End, _ = in.Start.AddDays(rapid.IntRange(20, 200).Draw(t, "end"))
		from := in.Start
		for range rapid.IntRange(0, 6).Draw(t, "periods") {
			from, _ = from.AddDays(rapid.IntRange(0, 9).Draw(t, "gap"))
			to, _ := from.AddDays(rapid.IntRange(0, 30).Draw(t, "length"))
			period := benefits.PayPeriod{From: from, To: to, Lines: []benefits.Line{{Kind: "regular", Amount: anyAmount(1_000_000).Draw(t, "pay")},
				{Kind: rapid.SampledFrom([]string{"overtime", "regular"}).Draw(t, "kind"), Amount: anyAmount(100_000).Draw(t, "more")}}}
			for d := from; !d.After(to); d, _ = d.AddDays(rapid.IntRange(1, 3).Draw(t, "days off")) {
				period.Worked = append(period.Worked, d)
			}
			in.PayPeriods = append(in.PayPeriods, period)
			from, _ = to.AddDays(1)
		}
		agrees(t, rapid.SampledFrom(policies).Draw(t, "policy"), in)
	})
}

func FuzzReimburseAmounts(f *testing.F) {
	for _, in := range []benefits.ReimburseInput{tenPeriods(), question(pay("2025-02-10", "2025-02-23", line("regular", "1800.00"), line("gst", "1")))} {
		data, err := json.Marshal(in)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(`{"start":"9999-11-01","end":"9999-12-31","schedule":[{"days":20,"percent":12.5}],"apportion":"days_worked","pay_periods":[{"from":"9999-12-01","to":"9999-12-31","lines":[{"kind":"regular","amount":"0.03"}],"worked":["9999-12-31"]},{"from":"9999-12-31","to":"9999-12-31","lines":[]}]}`))
	policies := readings(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		var in benefits.ReimburseInput
		if err := doc.UnmarshalJSON(data, &in); err != nil {
			return
		}
		for _, p := range policies {
			agrees(t, p, in)
		}
	})
}

func ExamplePolicy_ReimburseAmounts() {
	p, _ := benefits.Builtin("ab-toj")
	amounts, err := p.ReimburseAmounts(question(pay("2025-02-03", "2025-02-16", line("regular", "2000"), line("overtime", "150"))))
	fmt.Println(amounts.Periods, amounts.EmployerShare, amounts.ExcludedTotal, err)
	// Output: [1928.57] 71.43 150 <nil>
}

func BenchmarkReimburseAmounts(b *testing.B) {
	p, in := alberta(b), tenPeriods()
	var amounts benefits.ReimbursedAmounts
	var err error
	b.ReportAllocs()
	for b.Loop() {
		amounts, err = p.ReimburseAmounts(in)
	}
	if err != nil || amounts.Total.String() != "10714.28" || len(amounts.Periods) != 10 {
		b.Fatal(amounts, err)
	}
}
