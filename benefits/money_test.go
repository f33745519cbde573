package benefits_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// policyOf is a board's own policy that states only so much.
func policyOf(t testing.TB, lines ...string) *benefits.Policy {
	t.Helper()
	p, err := benefits.ParsePolicy("board.yaml", []byte("policy: x-board\ntitle: A board's own\nsource: Manual\n"+strings.Join(lines,
		"\n")+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

const (
	halfUpCents = `rounding: {how: half_up, cite: "Manual, rounding"}`
	regularPay  = "pay: {reimbursable: [{kind: regular, title: Wages, cite: \"Manual, pay\"}]}"
)

func month(p ...benefits.Step) benefits.Schedule { return benefits.Steps(p...) }

func TestParsePolicyTakesWhatABoardHas(t *testing.T) {
	p := policyOf(t, halfUpCents, regularPay)
	in := benefits.ReimburseInput{Start: day("2025-01-01"), Schedule: month(benefits.Step{Months: 1, Percent: num("50")}),
		Apportion: benefits.CalendarDays,
		PayPeriods: []benefits.PayPeriod{{From: day("2025-01-01"), To: day("2025-01-14"),
			Lines: []benefits.Line{{Kind: "regular", Amount: num("99.99")}}}}}
	d, err := p.Reimburse(in)
	if err != nil {
		t.Fatal(err)
	}
	amount(t, "total", d.Value.Total, "50.00")
	for _, f := range d.Findings {
		if !strings.HasPrefix(string(f.Cite), "Manual") {
			t.Errorf("another board's provision: %s", f)
		}
	}
	for _, i := range p.Interpretations() {
		if i.Question == "" || i.Cite != "Manual" || i.Chosen() == i.Reading {
			t.Errorf("%s", i)
		}
	}
	if how, to := p.Rounding(); how != rule.HalfUp || to != benefits.Cents || to.Amount().String() != "0.01" {
		t.Errorf("%s to %s", how, to)
	}
	_, err = p.TopUp(benefits.TopUpInput{Per: benefits.Week, PreAccidentNet: num("1"), ActualNet: num("0")})
	faulty(t, err, "rate: missing", "x-board")
	_, err = p.CompensationRate(benefits.RateInput{Accident: day("2025-01-01"), Gross: num("1")})
	faulty(t, err, "rate: missing")
	_, err = policyOf(t, halfUpCents, `rate: {value: "2/3", cite: Manual}`).CompensationRate(benefits.RateInput{Accident: day("2025-01-01"), Gross: num("1")})
	faulty(t, err, "accident", "2025")
	_, err = policyOf(t, halfUpCents).Forecast(benefits.ForecastInput{})
	faulty(t, err, "pay.reimbursable")
	in.PayPeriods[0].Lines = []benefits.Line{}
	_, err = policyOf(t, halfUpCents).Reimburse(in)
	faulty(t, err, "pay.reimbursable")
}

// Without a nearest amount the gross counts as it is.
func TestCompensationRateByTwoThirds(t *testing.T) {
	p := policyOf(t, halfUpCents, `rate: {value: "2/3", cite: Manual}`,
		"maximum_earnings: [{from: 2025-01-01, to: 2025-12-31, amount: 50000, cite: Manual}]")
	d, err := p.CompensationRate(benefits.RateInput{Accident: day("2025-01-01"), Gross: num("40000.01"),
		NetTable: []benefits.NetRow{{Gross: num("40000.01"), Net: num("30000.01")}}})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, d.Value, `{"maximum":"50000","capped":false,"gross":"40000.01","net":"30000.01","amount":"20000.01","monthly":"1666.67"}`)
}

func TestRate(t *testing.T) {
	for text, want := range map[string]string{`"2/3"`: "2/3", `"0.90"`: "0.90", `0.9`: "0.9", `"1/1"`: "1/1", `"0"`: "0", `null`: ""} {
		var r benefits.Rate
		if err := json.Unmarshal([]byte(text), &r); err != nil || r.String() != want || r.IsZero() != (want == "") {
			t.Errorf("%s: %q, %v", text, r, err)
		}
		if _, err := benefits.ParseRate("rate", want); (err != nil) != (want == "") {
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, text := range []string{"3/2", "1/0", "a/b", "2/", "/3", "1.5/3", "-1/3", "2/3/4", "x", "-0.1", "1.01",
		strings.Repeat("1", 70) + "/" + strings.Repeat("2", 70)} {
		_, err := benefits.ParseRate("rate", text)
		faulty(t, err, "rate")
	}
	equal(t, benefits.RateOf(num("0.90")), `"0.90"`)
	_, err := alberta(t).TopUp(benefits.TopUpInput{Rate: benefits.RateOf(decimal.Decimal{}), Per: benefits.Week,
		PreAccidentNet: num("1"), ActualNet: num("0")})
	faulty(t, err, "rate")
	equal(t, benefits.TopUpInput{Per: benefits.Week, Existing: rule.FlagOf(true), PreAccidentNet: num("1")},
		`{"existing":true,"per":"week","pre_accident_net":"1"}`)
}

// Each coarse unit, and each rounding; what a cap cut stays in cents.
func TestRoundingOfAPolicy(t *testing.T) {
	for rounding, want := range map[string][2]string{
		"how: half_up": {"1234.57", "0.01"}, "how: half_even": {"1234.56", "0.00"}, "how: half_down": {"1234.56",
			"0.00"}, "how: up": {"1234.57", "0.01"}, "how: down": {"1234.56", "0.00"},
		"how: half_up, to: dollars": {"1235", "0"}, "how: down, to: tens": {"1230", "0"}, "how: up, to: hundreds": {"1300", "100"},
	} {
		p := policyOf(t, "rounding: {"+rounding+", cite: Manual}", regularPay, `rate: {value: "0.5", cite: Manual}`)
		for i, net := range []string{"2469.13", "0.01"} { // 1,234.565 and 0.005
			d, err := p.TopUp(benefits.TopUpInput{Per: benefits.Week, PreAccidentNet: num(net), ActualNet: num("0")})
			if err != nil {
				t.Fatal(err)
			}
			amount(t, rounding, d.Value.Amount, want[i])
			found(t, d.Findings, "round-half-up", true)
		}
	}
	p := policyOf(t, "rounding: {how: up, to: hundreds, cite: Manual}", regularPay)
	d, err := p.Reimburse(benefits.ReimburseInput{Start: day("2025-01-01"), Schedule: month(benefits.Step{Days: 7, Percent: num("50")},
		benefits.Step{Days: 7, Percent: num("25")}),
		Apportion: benefits.CalendarDays, PayPeriods: []benefits.PayPeriod{{From: day("2025-01-01"), To: day("2025-01-14"),
			Lines: []benefits.Line{{Kind: "regular", Amount: num("100.00")}}}}})
	if err != nil {
		t.Fatal(err)
	}
	// 37.50 becomes 100, shared as 25.00 and 12.50; the base stays in cents.
	equal(t, d.Value.Periods[0].Steps, `[{"percent":"50","days":7,"base":"50.00","amount":"66.67"},{"percent":"25","days":7,"base":"50.00","amount":"33.33"}]`)
	amount(t, "employer's share", d.Value.EmployerShare, "0")
	_, err = benefits.ParsePolicy("board.yaml", []byte("policy: x\ntitle: t\nsource: s\nrounding: {how: up, to: fifties, cite: c}\n"))
	mistakes(t, err)
}

// An amount that a coarse rounding would bring above a limit is brought to the
// cent.
func TestACoarseRoundingPassesNoLimit(t *testing.T) {
	for limit, want := range map[string]string{
		"per_week: {amount: 199, cite: m}": "180.50 week", "per_step: {amount: 199, cite: m}": "180.50 step", "": "200.00 none",
	} {
		step := "  - {weeks: 4, percent: 50, cite: m"
		if limit != "" {
			step += ", " + limit
		}
		s := schemeOf(t, "rounding: {how: up, to: hundreds, cite: m}", "steps:", step+"}")
		got, _ := paid(t, s, "2025-01-06", wage("2025-01-06", "2025-01-12", "361", 5))
		expect(t, got, want)
	}
	s := schemeOf(t, "rounding: {how: up, to: hundreds, cite: m}", "steps:", "  - {weeks: 4, percent: 50, cite: m}",
		"total: {amount: 199, cite: m}")
	got, _ := paid(t, s, "2025-01-06", wage("2025-01-06", "2025-01-12", "361", 5))
	expect(t, got, "180.50 total")
	// What a cap cut is in cents, by the same rounding.
	s = schemeOf(t, "rounding: {how: down, to: dollars, cite: m}", "steps:",
		"  - {weeks: 4, percent: 50, per_week: {amount: \"187.50\", cite: m}, cite: m}")
	got, _ = paid(t, s, "2025-01-06", wage("2025-01-06", "2025-01-12", "900", 5), wage("2025-01-13", "2025-01-19", "201.98", 5))
	expect(t, got, "187.50 week", "100.00 none")
	// Over two weeks the whole dollars are shared, and count in each week.
	s = schemeOf(t, "rounding: {how: up, to: dollars, cite: m}", "steps:",
		"  - {weeks: 4, percent: 50, per_week: {amount: 60, cite: m}, cite: m}")
	got, _ = paid(t, s, "2025-01-06", wage("2025-01-08", "2025-01-17", "201.98", 8), wage("2025-01-18", "2025-01-19", "40", 1))
	expect(t, got, "101.00 none", "9.50 week")
}

// schemeOf is a scheme with a rounding of its own.
func schemeOf(t testing.TB, rounding string, lines ...string) *benefits.Subsidy {
	t.Helper()
	text, _, _ := strings.Cut(schemeText(lines...), "not_modelled:")
	text = strings.Replace(text, "rounding: {how: half_up, cite: Board manual 9}", rounding, 1)
	if !strings.Contains(text, rounding) {
		t.Fatal("the text has another rounding")
	}
	s, err := benefits.ParseSubsidy("s.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestReimburseByTheFirstDay(t *testing.T) { // apportion-straddle: first_day
	p := albertaWith(t, "reading: by_days", "reading: first_day")
	in := benefits.ReimburseInput{Start: day("2025-01-06"), Schedule: month(benefits.Step{Weeks: 1, Percent: num("100")},
		benefits.Step{Weeks: 2, Percent: num("50")}),
		Apportion: benefits.CalendarDays, PayPeriods: []benefits.PayPeriod{{From: day("2025-01-06"), To: day("2025-01-19"),
			Lines: []benefits.Line{
				{Kind: "regular", Amount: num("100.00")}, {Kind: "regular", Amount: num("60.00"), From: day("2025-01-13")}, {Kind: "regular",
					Amount: num("20.00"), To: day("2025-01-14")}}}}}
	d, err := p.Reimburse(in)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, d.Value.Periods[0].Steps, `[{"percent":"100","days":14,"base":"120.00","amount":"120.00"},{"percent":"50","days":0,"base":"60.00","amount":"30.00"}]`)
	found(t, d.Findings, "apportion-straddle", true)
}

func TestReimburseKindsOfTheirOwn(t *testing.T) { // sick-pay and vacation-pay, set by pay
	p := albertaWith(t, "  excluded:\n", "    - {kind: vacation_pay, title: Vacation pay, cite: Manual 2, interpretation: "+
		"vacation-pay}\n  excluded:\n    - {kind: sick_pay, title: Sick pay, cite: Manual 3, interpretation: sick-pay}\n")
	d, err := p.Reimburse(benefits.ReimburseInput{Start: day("2025-01-06"),
		Schedule: month(benefits.Step{Weeks: 1, Percent: num("50")}), Apportion: benefits.CalendarDays,
		PayPeriods: []benefits.PayPeriod{{From: day("2025-01-06"), To: day("2025-01-12"),
			Lines: []benefits.Line{line("vacation_pay", "50.00"), line("sick_pay", "30.00"), line("vacation_pay", "8.02")}}}})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, d.Value, `{"periods":[{"base":"58.02","excluded":{"sick_pay":"30.00"},"steps":[{"percent":"50","days":7,"base":"58.02","amount":"29.01"}],"amount":"29.01"}],`+
		`"total":"29.01","excluded_total":"30.00","employer_share":"29.01"}`)
	found(t, d.Findings, "sick-pay", true)
	found(t, d.Findings, "vacation-pay", true)
	readings := map[string]string{}
	for _, i := range p.Interpretations() {
		readings[i.ID] = i.Reading
	}
	if readings["sick-pay"] != "excluded" || readings["vacation-pay"] != "reimbursed" || readings["holiday-pay"] != "as_booked" {
		t.Error(readings)
	}
}

func TestLinesThatCannotBe(t *testing.T) {
	for name, c := range map[string]struct {
		line  benefits.Line
		words []string
	}{
		"before": {benefits.Line{Kind: "regular", Amount: num("1"), From: day("2025-01-05")}, []string{"lines[0].from", "outside"}},
		"after":  {benefits.Line{Kind: "regular", Amount: num("1"), To: day("2025-01-13")}, []string{"lines[0].to", "outside"}},
		"backwards": {benefits.Line{Kind: "regular", Amount: num("1"), From: day("2025-01-08"), To: day("2025-01-07")},
			[]string{"lines[0].to", "backwards"}},
		"a mill": {benefits.Line{Kind: "regular", Amount: num("1.001")}, []string{"lines[0].amount", "two decimals"}},
	} {
		_, err := alberta(t).Reimburse(benefits.ReimburseInput{Start: day("2025-01-06"), Schedule: falling(), Apportion: benefits.CalendarDays,
			PayPeriods: []benefits.PayPeriod{{From: day("2025-01-06"), To: day("2025-01-12"), Lines: []benefits.Line{c.line}}}})
		faulty(t, err, c.words...)
		if t.Failed() {
			t.Fatal(name)
		}
	}
}

func TestReconcileWhatCannotBe(t *testing.T) {
	in := benefits.ReconcileInput{ReimburseInput: benefits.ReimburseInput{Start: day("2025-01-06"), Schedule: falling(),
		Apportion: benefits.CalendarDays, PayPeriods: []benefits.PayPeriod{}}}
	for name, c := range map[string]struct {
		paid  []benefits.PaidEntry
		words []string
	}{
		"none":      {nil, []string{"paid: missing"}},
		"no from":   {[]benefits.PaidEntry{{To: day("2025-01-06"), Amount: num("1")}}, []string{"paid[0].from"}},
		"no amount": {[]benefits.PaidEntry{{From: day("2025-01-06"), To: day("2025-01-06")}}, []string{"paid[0].amount"}},
		"half cents": {[]benefits.PaidEntry{{From: day("2025-01-06"), To: day("2025-01-06"), Amount: num("-1.005")}},
			[]string{"paid[0].amount", "two decimals"}},
	} {
		in.Paid = c.paid
		_, err := alberta(t).Reconcile(in)
		faulty(t, err, c.words...)
		if t.Failed() {
			t.Fatal(name)
		}
	}
	in.Start = calendar.Date{}
	_, err := alberta(t).Reconcile(in)
	faulty(t, err, "start")
}

func TestForecastBothWaysFromItsAnchor(t *testing.T) {
	for name, c := range map[string]struct {
		every         benefits.PayEvery
		anchor, start string
		want          string // the pay periods
	}{
		"weeks, later":         {benefits.EveryWeek, "2025-02-03", "2025-01-08", "2025-01-08 to 2025-01-12, 2025-01-13 to 2025-01-17"},
		"weeks, earlier":       {benefits.EveryWeek, "2020-01-06", "2025-01-08", "2025-01-08 to 2025-01-12, 2025-01-13 to 2025-01-17"},
		"two weeks":            {benefits.EveryTwoWeeks, "2024-12-30", "2025-01-08", "2025-01-08 to 2025-01-12, 2025-01-13 to 2025-01-17"},
		"months, later":        {benefits.EveryMonth, "2030-07-10", "2025-01-08", "2025-01-08 to 2025-01-09, 2025-01-10 to 2025-01-17"},
		"half months":          {benefits.EveryHalfMonth, "2025-06-16", "2025-01-08", "2025-01-08 to 2025-01-15, 2025-01-16 to 2025-01-17"},
		"half months, earlier": {benefits.EveryHalfMonth, "2001-02-01", "2025-01-08", "2025-01-08 to 2025-01-15, 2025-01-16 to 2025-01-17"},
	} {
		in := benefits.ForecastInput{Salary: num("100"), Per: benefits.PerHour, HoursPerWeek: num("37.5"), PayEvery: c.every,
			Anchor: day(c.anchor), Start: day(c.start),
			Schedule: month(benefits.Step{Days: 10, Percent: num("100")})}
		d, err := alberta(t).Forecast(in)
		if err != nil {
			t.Fatal(name, err)
		}
		var got []string
		for _, p := range d.Value.Periods {
			got = append(got, calendar.Period{From: p.From, To: p.To}.String())
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
	in := benefits.ForecastInput{Salary: num("100"), Per: "week", PayEvery: benefits.EveryWeek, Anchor: day("2025-01-06"),
		Start: day("2025-01-06"), Schedule: falling()}
	for name, c := range map[string]struct {
		change func(*benefits.ForecastInput)
		words  []string
	}{
		"no start":   {func(in *benefits.ForecastInput) { in.Start = calendar.Date{} }, []string{"start"}},
		"no anchor":  {func(in *benefits.ForecastInput) { in.Anchor = calendar.Date{} }, []string{"anchor"}},
		"half month": {func(in *benefits.ForecastInput) { in.PayEvery = benefits.EveryHalfMonth }, []string{"anchor", "1st"}},
		"no salary":  {func(in *benefits.ForecastInput) { in.Salary = decimal.Decimal{} }, []string{"salary"}},
		"no per":     {func(in *benefits.ForecastInput) { in.Per = "" }, []string{"per"}},
		"more hours than a week has": {func(in *benefits.ForecastInput) { in.Per, in.HoursPerWeek = benefits.PerHour, num("168.1") },
			[]string{"hours_per_week", "168.1", "at most 168"}},
		"a week, of a year's salary": {func(in *benefits.ForecastInput) { in.HoursPerWeek = num("400") }, []string{"hours_per_week", "at most 168"}},
		"no hours":                   {func(in *benefits.ForecastInput) { in.Per = benefits.PerHour }, []string{"hours_per_week"}},
		"no pay every":               {func(in *benefits.ForecastInput) { in.PayEvery = "" }, []string{"pay_every"}},
		"no schedule":                {func(in *benefits.ForecastInput) { in.Schedule = nil }, []string{"schedule"}},
		"no more days": {func(in *benefits.ForecastInput) {
			in.Start, in.End = day("9999-12-01"), day("9999-12-31")
			in.Schedule = month(benefits.Step{Days: 3, Percent: num("1")})
		}, []string{"anchor", "range"}},
		"no half months": {func(in *benefits.ForecastInput) {
			in.Anchor, in.Start, in.PayEvery = day("0001-01-01"), day("0001-01-01"), benefits.EveryHalfMonth
		}, []string{"anchor", "range"}},
	} {
		changed := in
		c.change(&changed)
		_, err := alberta(t).Forecast(changed)
		faulty(t, err, c.words...)
		if t.Failed() {
			t.Fatal(name)
		}
	}
	_, err := (*benefits.Policy)(nil).Forecast(in)
	faulty(t, err, "policy")
}

func TestTD02ByTheDaysOfTheirYear(t *testing.T) {
	p := albertaWith(t, "reading: \"365\"", "reading: actual")
	in := benefits.TD02Input{PreAccidentNet: num("73200"), Rate: benefits.RateOf(num("0.5")), PayPeriods: []benefits.NetPay{
		{From: day("2024-12-31"), To: day("2025-01-01"), Net: num("0")}, {From: day("2025-01-02"), To: day("2025-01-02"), Net: num("100.28")}}}
	d, err := p.TD02(in)
	if err != nil {
		t.Fatal(err)
	}
	// 36,600 / 366 and 36,600 / 365.
	equal(t, d.Value.Periods, `[{"from":"2024-12-31","to":"2025-01-01","days":2,"compensation":"200.27","earnings":"0","amount":"200.27"},`+
		`{"from":"2025-01-02","to":"2025-01-02","days":1,"compensation":"100.27","earnings":"100.28","amount":"0.00"}]`)
	found(t, d.Findings, "days-of-the-year", true)
	for name, c := range map[string]struct {
		change func(*benefits.TD02Input)
		words  []string
	}{
		"no net":     {func(in *benefits.TD02Input) { in.PreAccidentNet = decimal.Decimal{} }, []string{"pre_accident_net"}},
		"no periods": {func(in *benefits.TD02Input) { in.PayPeriods = nil }, []string{"pay_periods"}},
		"backwards": {func(in *benefits.TD02Input) {
			in.PayPeriods = []benefits.NetPay{{From: day("2025-01-02"), To: day("2025-01-01"), Net: num("0")}}
		}, []string{"pay_periods[0].to"}},
		"no earnings": {func(in *benefits.TD02Input) {
			in.PayPeriods = []benefits.NetPay{{From: day("2025-01-02"), To: day("2025-01-02")}}
		}, []string{"pay_periods[0].net"}},
		"a rate above": {func(in *benefits.TD02Input) { in.Rate = benefits.RateOf(num("1.1")) }, []string{"rate"}},
	} {
		changed := in
		c.change(&changed)
		_, err := p.TD02(changed)
		faulty(t, err, c.words...)
		if t.Failed() {
			t.Fatal(name)
		}
	}
}

func TestPartMonthByThirtieths(t *testing.T) {
	p := albertaWith(t, "reading: calendar_days", "reading: thirty_days")
	d, err := p.PartMonth(benefits.PartMonthInput{Monthly: num("900"), From: day("2025-01-01"), To: day("2025-01-30")})
	if err != nil {
		t.Fatal(err)
	}
	amount(t, "thirty days of 31", d.Value.Total, "900.00")
	found(t, d.Findings, "part-month", true)
	d, err = p.PartMonth(benefits.PartMonthInput{Monthly: num("900"), From: day("2025-02-02"), To: day("2025-03-01")})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, d.Value, `{"months":[{"from":"2025-02-02","to":"2025-02-28","amount":"810.00"},{"from":"2025-03-01","to":"2025-03-01","amount":"30.00"}],"total":"840.00"}`)
	_, err = (*benefits.Policy)(nil).PartMonth(benefits.PartMonthInput{})
	faulty(t, err, "policy")
	_, err = p.PartMonth(benefits.PartMonthInput{Monthly: num("900"), From: day("2025-02-02")})
	faulty(t, err, "to")
}

func TestLossEndsWhatCannotBe(t *testing.T) {
	five := []decimal.Decimal{num("1"), num("2"), num("3"), num("4"), num("5")}
	for name, c := range map[string]struct {
		in    benefits.LossEndsInput
		words []string
	}{
		"no earnings":  {benefits.LossEndsInput{PlacementEarnings: num("1"), Raises: five}, []string{"accident_earnings"}},
		"no placement": {benefits.LossEndsInput{AccidentEarnings: num("1"), Raises: five}, []string{"placement_earnings"}},
		"no raises":    {benefits.LossEndsInput{AccidentEarnings: num("1"), PlacementEarnings: num("1")}, []string{"raises: missing"}},
		"six raises": {benefits.LossEndsInput{AccidentEarnings: num("1"), PlacementEarnings: num("1"), Raises: append(five, num("6"))},
			[]string{"raises", "6"}},
		"a fall": {benefits.LossEndsInput{AccidentEarnings: num("1"), PlacementEarnings: num("1"),
			Raises: append([]decimal.Decimal{num("-1")}, five[1:]...)}, []string{"raises[0]", "negative"}},
		"too late": {benefits.LossEndsInput{AccidentEarnings: num("5"), PlacementEarnings: num("1"), Raises: five,
			From: day("9996-01-01")}, []string{"from"}},
	} {
		_, err := alberta(t).LossEnds(c.in)
		faulty(t, err, c.words...)
		if t.Failed() {
			t.Fatal(name)
		}
	}
	d, err := alberta(t).LossEnds(benefits.LossEndsInput{AccidentEarnings: num("5"), PlacementEarnings: num("5"), Raises: five})
	if err != nil || len(d.Findings) != 5 || *d.Value.WithinYears != 0 {
		t.Errorf("four later years are below: %v, %v", d.Findings, err)
	}
	_, err = (*benefits.Policy)(nil).LossEnds(benefits.LossEndsInput{})
	faulty(t, err, "policy")
}

func TestReconcile(t *testing.T) { // TOJ-5, "payment for invoices based on the wage reimbursement schedule"
	in := benefits.ReconcileInput{ReimburseInput: benefits.ReimburseInput{Start: day("2025-01-06"),
		Schedule: benefits.Steps(benefits.Step{Weeks: 4, Percent: num("50")}), Apportion: benefits.CalendarDays,
		PayPeriods: []benefits.PayPeriod{{From: day("2025-01-13"), To: day("2025-01-19"),
			Lines: []benefits.Line{line("regular", "300.00")}}, {From: day("2025-01-06"), To: day("2025-01-12"), Lines: []benefits.Line{line("regular", "200.00")}}}},
		Paid: []benefits.PaidEntry{{From: day("2025-01-06"), To: day("2025-01-12"), Amount: num("130")}, {From: day("2025-01-20"),
			To: day("2025-01-20"), Amount: num("-5")},
			{From: day("2025-01-06"), To: day("2025-01-12"), Amount: num("-20"), On: day("2030-01-01")}}}
	d, err := alberta(t).Reconcile(in)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, d.Value, `{"periods":[{"from":"2025-01-13","to":"2025-01-19","due":"150.00","paid":"0.00","difference":"150.00"},{"from":"2025-01-06","to":"2025-01-12","due":"100.00","paid":"110.00","difference":"-10.00"}],`+
		`"unmatched":[{"from":"2025-01-20","to":"2025-01-20","paid":"-5.00","difference":"5.00"}],"due":"250.00","paid":"105.00","owed":"155.00","overpaid":"10.00","net":"145.00"}`)
	if !d.Cites("TOJ-5 admin") || !strings.Contains(d.String(), "2 payments for 2025-01-06 to 2025-01-12 come to 110.00") {
		t.Error(d)
	}
}

func TestSegmentsWithAGapAreReimbursedAtNothingBetween(t *testing.T) {
	in := benefits.ReimburseInput{Start: day("2025-01-06"), End: day("2025-02-02"), Apportion: benefits.CalendarDays,
		Schedule: benefits.Schedule{
			{From: day("2025-01-06"), Steps: []benefits.Step{{Weeks: 1, Percent: num("100")}}}, {From: day("2025-01-20"),
				Steps: []benefits.Step{{Weeks: 1, Percent: num("50")}}}},
		PayPeriods: []benefits.PayPeriod{{From: day("2025-01-06"), To: day("2025-02-02"),
			Lines: []benefits.Line{line("regular", "280.00"), {Kind: "regular", Amount: num("14.00"), From: day("2025-01-17"),
				To: day("2025-01-23")}}}}}
	d, err := alberta(t).Reimburse(in)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, d.Value.Periods[0].Steps, `[{"percent":"100","days":7,"base":"70.00","amount":"70.00"},{"percent":"0","days":7,"base":"76.00","amount":"0.00"},`+
		`{"percent":"50","days":7,"base":"78.00","amount":"39.00"},{"percent":"0","days":7,"base":"70.00","amount":"0.00"}]`)
	s, err := subsidy(t, "ca-ab-toj").Pay(benefits.SubsidyInput{Start: in.Start, Schedule: in.Schedule,
		Wages: []benefits.Wage{wage("2025-01-01", "2025-02-02", "330", 20)}})
	if err != nil {
		t.Fatal(err)
	}
	amount(t, "subsidy", s.Value.Total, "105.00")
	if !strings.Contains(s.String(), "5 of 33 days lie before the start") || !strings.Contains(s.String(), "14 of 33 days lie in no step") {
		t.Error(s)
	}
}
