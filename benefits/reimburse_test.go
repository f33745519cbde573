package benefits_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

func pay(from, to string, lines ...benefits.Line) benefits.PayPeriod {
	return benefits.PayPeriod{From: day(from), To: day(to), Lines: lines}
}

func line(kind, amount string) benefits.Line { return benefits.Line{Kind: kind, Amount: num(amount)} }

func question(periods ...benefits.PayPeriod) benefits.ReimburseInput {
	return benefits.ReimburseInput{Start: day("2025-01-15"), Schedule: falling(), Apportion: benefits.CalendarDays, PayPeriods: periods}
}

func TestReimbursementIsOfGrossEarningsWithoutTheSixKinds(t *testing.T) { // TOJ-1; facts, example 2
	in := question(pay("2025-02-15", "2025-03-14", line("regular", "3000"), line("overtime", "300"), line("holiday_pay", "150.00"),
		line("regular", "1000.0"), line("employer_ei", "91.84"), line("employer_cpp", "238"), line("wcb_premium", "52"), line("gst",
			"222.50"), line("gst", "0.50")))
	d, err := alberta(t).Reimburse(in)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, d.Value, `{"periods":[{"base":"4000.00","excluded":{"employer_cpp":"238.00","employer_ei":"91.84","gst":"223.00","holiday_pay":"150.00","overtime":"300.00","wcb_premium":"52.00"},`+
		`"steps":[{"percent":"75","days":28,"base":"4000.00","amount":"3000.00"}],"amount":"3000.00"}],"total":"3000.00","excluded_total":"1054.84","employer_share":"1000.00"}`)
	for _, cite := range []string{"TOJ-1", "TOJ-2", "TOJ-4"} {
		if !strings.Contains(d.String(), "WCB-Alberta "+cite) {
			t.Errorf("nothing cites %s", cite)
		}
	}
	found(t, d.Findings, "holiday-pay", true)
	found(t, d.Findings, "cpp-employer-share", true)
	found(t, d.Findings, "apportion-straddle", false)
	found(t, d.Findings, "round-half-up", false)
}

func TestAPeriodInTwoStepsIsSplitByDays(t *testing.T) { // TOJ-1, "try to coordinate pay periods with the reimbursement schedule"
	d, err := alberta(t).Reimburse(question(pay("2025-02-03", "2025-02-16", line("regular", "2000"))))
	if err != nil {
		t.Fatal(err)
	}
	equal(t, d.Value.Periods, `[{"base":"2000.00","excluded":{},"steps":[{"percent":"100","days":12,"base":"1714.29","amount":"1714.29"},`+
		`{"percent":"75","days":2,"base":"285.71","amount":"214.28"}],"amount":"1928.57"}]`)
	found(t, d.Findings, "apportion-straddle", true)
	found(t, d.Findings, "round-half-up", true)
}

func TestAWorkedDayCountsInItsStep(t *testing.T) { // TOJ-1; the order of the days does not matter
	in := question(pay("2025-02-10", "2025-02-23", line("regular", "1800")))
	in.Apportion = benefits.DaysWorked
	for _, d := range []int{21, 10, 14, 12, 18, 19, 13, 11, 20} {
		worked, _ := calendar.Of(2025, 2, d)
		in.PayPeriods[0].Worked = append(in.PayPeriods[0].Worked, worked)
	}
	d, err := alberta(t).Reimburse(in)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, d.Value.Periods[0].Steps, `[{"percent":"100","days":5,"base":"1000.00","amount":"1000.00"},{"percent":"75","days":4,"base":"800.00","amount":"600.00"}]`)
	if in.PayPeriods[0].Worked[0] != day("2025-02-21") {
		t.Error("the question was sorted")
	}
	// Worked days in one step only: the other is left out.
	in.PayPeriods[0].Worked = in.PayPeriods[0].Worked[:1]
	if d, err = alberta(t).Reimburse(in); err != nil {
		t.Fatal(err)
	}
	equal(t, d.Value.Periods[0].Steps, `[{"percent":"75","days":1,"base":"1800.00","amount":"1350.00"}]`)
	// No base and no day worked: nothing to split.
	in.PayPeriods[0].Worked, in.PayPeriods[0].Lines = nil, []benefits.Line{line("gst", "5")}
	if d, err = alberta(t).Reimburse(in); err != nil {
		t.Fatal(err)
	}
	equal(t, d.Value, `{"periods":[{"base":"0.00","excluded":{"gst":"5.00"},"steps":[],"amount":"0.00"}],"total":"0.00","excluded_total":"5.00","employer_share":"0.00"}`)
}

func TestDaysAfterTheLastStepCountAtZero(t *testing.T) { // TOJ-2, up to the placement's last day
	in := question(pay("2025-06-08", "2025-06-21", line("regular", "1400")), pay("2025-07-01", "2025-07-14", line("regular", "700")))
	in.Schedule = benefits.Steps(benefits.Step{Months: 5, Percent: num("50")})
	in.End = day("2025-07-14")
	d, err := alberta(t).Reimburse(in)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, d.Value, `{"periods":[{"base":"1400.00","excluded":{},"steps":[{"percent":"50","days":7,"base":"700.00","amount":"350.00"},{"percent":"0","days":7,"base":"700.00","amount":"0.00"}],"amount":"350.00"},`+
		`{"base":"700.00","excluded":{},"steps":[{"percent":"0","days":14,"base":"700.00","amount":"0.00"}],"amount":"0.00"}],"total":"350.00","excluded_total":"0.00","employer_share":"1750.00"}`)
	in.End = day("2025-07-13")
	_, err = alberta(t).Reimburse(in)
	faulty(t, err, "pay_periods[1].to", "outside")
}

func TestPeriodsAreAnsweredInTheOrderGiven(t *testing.T) { // TOJ-5, invoices
	d, err := alberta(t).Reimburse(question(pay("2025-02-15", "2025-03-14", line("regular", "100")), pay("2025-01-15", "2025-02-14",
		line("regular", "200"))))
	if err != nil {
		t.Fatal(err)
	}
	amount(t, "the first period", d.Value.Periods[0].Amount, "75")
	amount(t, "the second period", d.Value.Periods[1].Amount, "200")
	none := question()
	none.PayPeriods = []benefits.PayPeriod{}
	if d, err = alberta(t).Reimburse(none); err != nil {
		t.Fatal(err)
	}
	equal(t, d.Value, `{"periods":[],"total":"0.00","excluded_total":"0.00","employer_share":"0.00"}`)
}

func TestPayThatCannotBe(t *testing.T) { // TOJ-1, TOJ-5
	regular := line("regular", "100")
	period := pay("2025-02-03", "2025-02-16", regular)
	with := func(change func(in *benefits.ReimburseInput)) benefits.ReimburseInput {
		in := question(period)
		change(&in)
		return in
	}
	worked := func(days ...string) benefits.ReimburseInput {
		return with(func(in *benefits.ReimburseInput) {
			in.Apportion = benefits.DaysWorked
			for _, d := range days {
				if d == "" {
					in.PayPeriods[0].Worked = append(in.PayPeriods[0].Worked, calendar.Date{})
				} else {
					in.PayPeriods[0].Worked = append(in.PayPeriods[0].Worked, day(d))
				}
			}
		})
	}
	for name, c := range map[string]struct {
		in    benefits.ReimburseInput
		words []string
	}{
		"no start":          {with(func(in *benefits.ReimburseInput) { in.Start = calendar.Date{} }), []string{"start"}},
		"end before start":  {with(func(in *benefits.ReimburseInput) { in.End = day("2025-01-01") }), []string{"end", "backwards"}},
		"no schedule":       {with(func(in *benefits.ReimburseInput) { in.Schedule = nil }), []string{"schedule"}},
		"range":             {with(func(in *benefits.ReimburseInput) { in.Start = day("9999-12-01") }), []string{"schedule", "range"}},
		"no apportion":      {with(func(in *benefits.ReimburseInput) { in.Apportion = "" }), []string{"apportion"}},
		"unknown apportion": {with(func(in *benefits.ReimburseInput) { in.Apportion = "hours" }), []string{"apportion", "hours", "days_worked"}},
		"near apportion":    {with(func(in *benefits.ReimburseInput) { in.Apportion = "day_worked" }), []string{`did you mean "days_worked"`}},
		"no periods":        {with(func(in *benefits.ReimburseInput) { in.PayPeriods = nil }), []string{"pay_periods"}},
		"no from":           {question(benefits.PayPeriod{To: day("2025-02-16")}), []string{"pay_periods[0].from"}},
		"no to":             {question(benefits.PayPeriod{From: day("2025-02-16")}), []string{"pay_periods[0].to"}},
		"backwards":         {question(pay("2025-02-16", "2025-02-15", regular)), []string{"pay_periods[0].to", "backwards"}},
		"before the start":  {question(pay("2025-01-14", "2025-01-20", regular)), []string{"pay_periods[0].from", "outside"}},
		"after the end":     {question(pay("2025-06-10", "2025-06-15", regular)), []string{"pay_periods[0].to", "outside"}},
		"overlap":           {question(period, pay("2025-02-16", "2025-02-20", regular)), []string{"pay_periods[1]", "overlap"}},
		"overlap, unsorted": {question(pay("2025-02-16", "2025-02-20", regular), pay("2025-03-03", "2025-03-04", regular), period),
			[]string{"pay_periods[2]", "overlap"}},
		"no lines":     {question(pay("2025-02-16", "2025-02-20")), []string{"pay_periods[0].lines: missing"}},
		"unknown kind": {question(pay("2025-02-03", "2025-02-16", line("commission", "1"))), []string{"lines[0].kind", "commission"}},
		"near kind":    {question(pay("2025-02-03", "2025-02-16", line("regulr", "1"))), []string{`did you mean "regular"`}},
		"no kind":      {question(pay("2025-02-03", "2025-02-16", benefits.Line{Amount: num("1")})), []string{"lines[0].kind", "missing"}},
		"no amount":    {question(pay("2025-02-03", "2025-02-16", benefits.Line{Kind: "gst"})), []string{"lines[0].amount", "missing"}},
		"a negative line": {question(pay("2025-02-03", "2025-02-16", regular, line("gst", "-0.01"))),
			[]string{"pay_periods[0].lines[1].amount", "negative"}},
		"half a cent":     {question(pay("2025-02-03", "2025-02-16", line("regular", "1.005"))), []string{"amount", "1.005"}},
		"worked twice":    {worked("2025-02-04", "2025-02-03", "2025-02-04"), []string{"worked", "2025-02-04", "twice"}},
		"worked outside":  {worked("2025-02-03", "2025-02-17"), []string{"worked", "outside"}},
		"worked, no date": {worked(""), []string{"worked"}},
		"nothing worked":  {worked(), []string{"pay_periods[0].worked"}},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := alberta(t).Reimburse(c.in)
			faulty(t, err, c.words...)
			if d.Value.Periods != nil || d.Findings != nil {
				t.Errorf("an answer beside the error: %v", d)
			}
		})
	}
}

func TestAnotherReadingOfAPeriodInTwoSteps(t *testing.T) { // TOJ-1, apportion-straddle
	p := albertaWith(t, "reading: by_days", "reading: first_day")
	d, err := p.Reimburse(question(pay("2025-02-03", "2025-02-16", line("regular", "2000"))))
	if err != nil {
		t.Fatal(err)
	}
	equal(t, d.Value.Periods[0].Steps, `[{"percent":"100","days":14,"base":"2000.00","amount":"2000.00"}]`)
	found(t, d.Findings, "apportion-straddle", true)
}

func TestAnotherReadingOfTheCent(t *testing.T) { // TOJ-4, round-half-up
	in := question(pay("2025-02-15", "2025-02-28", line("regular", "0.02")), pay("2025-03-01", "2025-03-14", line("regular", "0.06")))
	in.Schedule[0].Steps[1].Percent = num("25") // 0.005 and 0.015: a half each
	for how, want := range map[string][2]string{"half_up": {"0.01", "0.02"}, "half_even": {"0", "0.02"}} {
		d, err := albertaWith(t, "how: half_up", "how: "+how).Reimburse(in)
		if err != nil {
			t.Fatal(err)
		}
		amount(t, how, d.Value.Periods[0].Amount, want[0])
		amount(t, how, d.Value.Periods[1].Amount, want[1])
		found(t, d.Findings, "round-half-up", true)
	}
}

// A step may take a cent more than its base: bases and amounts each take the
// odd cents by largest remainder.
func TestBasesAndAmountsTakeTheOddCentsSeparately(t *testing.T) { // TOJ-4
	in := question(pay("2025-02-12", "2025-02-17", line("regular", "0.01")))
	in.Schedule[0].Steps[0].Percent, in.Schedule[0].Steps[1].Percent = num("100"), num("99")
	d, err := alberta(t).Reimburse(in)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, d.Value.Periods[0].Steps, `[{"percent":"100","days":3,"base":"0.01","amount":"0.01"},{"percent":"99","days":3,"base":"0.00","amount":"0.00"}]`)
	sum := decimal.New(0, 0)
	for _, s := range d.Value.Periods[0].Steps {
		sum = sum.Add(s.Amount)
	}
	amount(t, "the sum of the steps", sum, d.Value.Total.String())
}

func TestKindAmountsInJSON(t *testing.T) {
	var k benefits.KindAmounts
	if err := json.Unmarshal([]byte(`{"tips":"20","overtime":"150.00"}`), &k); err != nil {
		t.Fatal(err)
	}
	if len(k) != 2 || k[0].Kind != "overtime" || !k[0].Amount.Equal(num("150")) || k[1].Kind != "tips" {
		t.Errorf("got %v", k)
	}
	if again, err := json.Marshal(k); err != nil || string(again) != `{"overtime":"150.00","tips":"20"}` {
		t.Errorf("got %s, %v", again, err)
	}
	if none, err := json.Marshal(benefits.KindAmounts(nil)); err != nil || string(none) != `{}` {
		t.Errorf("of none: %s, %v", none, err)
	}
	if in := new(rule.InputError); !errors.As(json.Unmarshal([]byte(`[1]`), &k), &in) || in.Field != "excluded" {
		t.Errorf("a list: %v", in)
	}
}

// Amounts are told to the cent, however the pay was written.
func TestPolicy_Reimburse_amountsToTheCent(t *testing.T) {
	in := question()
	to, _ := in.Start.AddDays(13)
	in.PayPeriods = []benefits.PayPeriod{{From: in.Start, To: to, Lines: []benefits.Line{line("regular", "2000"), line("overtime", "150.0000")}}}
	d, err := alberta(t).Reimburse(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"base 2000.00", "amount 150.00", "amount 2000.00", "total 2000.00"} {
		if !slices.ContainsFunc(d.Findings, func(f rule.Finding) bool {
			return slices.ContainsFunc(f.Facts, func(fact rule.Fact) bool { return fact.Name+" "+fact.Value.String() == want })
		}) {
			t.Errorf("no finding has %s: %v", want, d.Findings)
		}
	}
}
