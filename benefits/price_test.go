package benefits_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/benefits/benefitstest"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

// priced is a placement of two pay periods with TD-02 for the first and a monthly
// top-up for the second.
func priced() benefits.PriceInput {
	stub := func(from, to, net string, lines ...benefits.Line) benefits.Stub {
		return benefits.Stub{PayPeriod: benefits.PayPeriod{From: day(from), To: day(to), Lines: lines}, Net: num(net)}
	}
	schedule := benefits.Steps(benefits.Step{Weeks: 2, Percent: num("100")}, benefits.Step{Weeks: 2, Percent: num("50")})
	return benefits.PriceInput{Agreement: benefits.Agreement{Start: day("2025-03-05"), End: day("2025-03-31"), Schedule: schedule},
		Apportion: benefits.CalendarDays,
		PayPeriods: []benefits.Stub{stub("2025-03-05", "2025-03-18", "1000.00", line("regular", "1400.00"), line("overtime", "60.00")),
			stub("2025-03-19", "2025-03-31", "1100.00", line("regular", "1300.00"))},
		Paid: []benefits.PaidEntry{{From: day("2025-03-05"), To: day("2025-03-18"), Amount: num("1460.00")}},
		Supplements: []benefits.Supplement{{From: day("2025-03-05"), To: day("2025-03-18"), Fluctuating: true, PreAccidentNet: num("36500")},
			{From: day("2025-03-19"), To: day("2025-03-31"), PreAccidentNet: num("36500"), ActualNet: num("28600")}}}
}

func TestPrice(t *testing.T) {
	d, err := alberta(t).Price(priced())
	if err != nil {
		t.Fatal(err)
	}
	// 1,400.00 and half of 1,300.00; 14 days of 90.00 less 1,000.00, and 13 days of a month of 592.50.
	equal(t, d.Value.Totals, `{"gross":"2760.00","excluded":"60.00","base":"2700.00","reimbursed":"2050.00","employer_share":"650.00","supplements":"508.47","cost":"2558.47"}`)
	equal(t, d.Value.Issues, `["not_to_zero"]`)
	if r := d.Value.Reconciliation; !r.Owed.Equal(num("650")) || !r.Overpaid.Equal(num("60")) {
		t.Errorf("%+v", r)
	}
	if s := d.Value.Supplements; !s[0].TD02.Total.Equal(num("260")) || s[0].TopUp != nil || !s[1].TopUp.Monthly.Equal(num("592.50")) ||
		len(s[1].Months) != 1 {
		t.Errorf("%+v", s)
	}
	if len(d.Value.Steps) != 2 || !d.Cites("TOJ-2") || !d.Cites("TOJ-5 admin") || !d.Cites("application 3") {
		t.Error(d)
	}
	in := priced()
	in.Paid, in.Supplements = nil, nil
	if d, err = alberta(t).Price(in); err != nil || d.Value.Reconciliation != nil || len(d.Value.Supplements) != 0 ||
		!d.Value.Totals.Cost.Equal(num("2050")) {
		t.Errorf("%+v, %v", d.Value, err)
	}
}

func TestPriceInputComesThroughJSON(t *testing.T) {
	data, err := json.Marshal(priced())
	if err != nil {
		t.Fatal(err)
	}
	var in benefits.PriceInput
	if err := json.Unmarshal(data, &in); err != nil {
		t.Fatal(err)
	}
	equal(t, in, string(data))
	a, err := alberta(t).Price(priced())
	if err != nil {
		t.Fatal(err)
	}
	b, err := alberta(t).Price(in)
	if err != nil {
		t.Fatal(err)
	}
	want, _ := json.Marshal(a.Value)
	equal(t, b.Value, string(want))
}

func TestPriceOfWhatCannotBe(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*benefits.PriceInput)
		words  []string
	}{
		"no schedule":  {func(in *benefits.PriceInput) { in.Schedule = nil }, []string{"schedule"}},
		"no start":     {func(in *benefits.PriceInput) { in.Start = calendar.Date{} }, []string{"start"}},
		"no stubs":     {func(in *benefits.PriceInput) { in.PayPeriods = nil }, []string{"pay_periods"}},
		"no kind":      {func(in *benefits.PriceInput) { in.PayPeriods[0].Lines[0].Kind = "x" }, []string{"pay_periods[0].lines[0].kind"}},
		"paid nothing": {func(in *benefits.PriceInput) { in.Paid[0].Amount = decimal.Decimal{} }, []string{"paid[0].amount"}},
		"outside":      {func(in *benefits.PriceInput) { in.Supplements[1].To = day("2025-04-01") }, []string{"supplements[1].to", "outside"}},
		"overlapping":  {func(in *benefits.PriceInput) { in.Supplements[1].From = day("2025-03-18") }, []string{"supplements[1]", "overlap"}},
		"no net before": {func(in *benefits.PriceInput) { in.Supplements[1].PreAccidentNet = decimal.Decimal{} },
			[]string{"supplements[1].pre_accident_net"}},
		"no net of it": {func(in *benefits.PriceInput) { in.PayPeriods[0].Net = decimal.Decimal{} },
			[]string{"supplements[0].pay_periods[0].net"}},
		"a net that is not used": {func(in *benefits.PriceInput) { in.PayPeriods[1].Net = num("-1") }, []string{"pay_periods[1].net", "negative"}},
		"wages that are not used": {func(in *benefits.PriceInput) { in.Supplements[1].ActualWages = num("-1") },
			[]string{"supplements[1].actual_wages", "negative"}},
		"a net beside stubs":      {func(in *benefits.PriceInput) { in.Supplements[0].ActualNet = num("1") }, []string{"supplements[0].actual_net", "fluctuating"}},
		"an estimate beside them": {func(in *benefits.PriceInput) { in.Supplements[0].EstimatedNet = num("1") }, []string{"supplements[0].estimated_net"}},
		"wages beside them":       {func(in *benefits.PriceInput) { in.Supplements[0].ActualWages = num("1") }, []string{"supplements[0].actual_wages"}},
		"no flag":                 {func(in *benefits.PriceInput) { in.Supplements[0].Existing = 100 }, []string{"supplements[0].existing", "100"}},
		"half a period": {func(in *benefits.PriceInput) {
			in.Supplements = in.Supplements[:1]
			in.Supplements[0].To = day("2025-03-17")
		}, []string{"supplements[0].to", "cuts"}},
	} {
		in := priced()
		c.change(&in)
		_, err := alberta(t).Price(in)
		faulty(t, err, c.words...)
		if t.Failed() {
			t.Fatal(name)
		}
	}
	_, err := (*benefits.Policy)(nil).Price(priced())
	faulty(t, err, "policy")
}

// The totals of a price come to each other, and are those of the single calls.
func TestLawThePriceIsThatOfItsParts(t *testing.T) {
	p := alberta(t)
	rapid.Check(t, func(t *rapid.T) {
		q := benefitstest.Placements(p.Kinds()).Draw(t, "placement")
		in := benefits.PriceInput{Agreement: benefits.Agreement{Start: q.Start, End: q.End, Schedule: q.Schedule}, Apportion: q.Apportion, PayPeriods: []benefits.Stub{}}
		gross := decimal.New(0, 0)
		for _, pay := range q.PayPeriods {
			in.PayPeriods = append(in.PayPeriods, benefits.Stub{PayPeriod: pay, Net: benefitstest.Amounts(500000).Draw(t, "net")})
			for _, l := range pay.Lines {
				gross = gross.Add(l.Amount)
			}
		}
		in.Supplements = []benefits.Supplement{{From: q.Start, To: q.End, Fluctuating: rapid.Bool().Draw(t, "fluctuating"),
			Existing:       rule.FlagOf(rapid.Bool().Draw(t, "existing")),
			PreAccidentNet: benefitstest.Amounts(10000000).Draw(t, "before")}}
		if s := &in.Supplements[0]; !s.Fluctuating {
			s.ActualNet, s.ActualWages = num("1000"), num("2000")
		}
		d, err := p.Price(in)
		if err != nil {
			t.Fatal(err)
		}
		r, err := p.Reimburse(q)
		if err != nil {
			t.Fatal(err)
		}
		v := d.Value.Totals
		if !v.Gross.Equal(gross) || !v.Gross.Equal(v.Excluded.Add(v.Base)) || !v.Base.Equal(v.Reimbursed.Add(v.EmployerShare)) ||
			!v.Cost.Equal(v.Reimbursed.Add(v.Supplements)) ||
			!v.Reimbursed.Equal(r.Value.Total) || !v.Supplements.Equal(d.Value.Supplements[0].Total) {
			t.Fatalf("%+v", v)
		}
		if !slices.ContainsFunc(d.Findings, func(f rule.Finding) bool { return f.Equal(r.Findings[0]) }) {
			t.Fatal("the findings of the reimbursement are not among them")
		}
	})
}
