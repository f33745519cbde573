package benefits_test

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// A board's policy says what it settles and how it reads what is left open.
func ExampleBuiltin() {
	p, err := benefits.Builtin("ab-toj")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p.ID()+":", p.Title())
	fmt.Println(p.Kinds())
	fmt.Println(p.Interpretations()[1])
	// Output:
	// ab-toj: Reimbursement of a placement's employer, wage-loss top-up and compensation rate
	// [regular overtime holiday_pay employer_ei employer_cpp wcb_premium gst]
	// net-nearest-100-tie (WCB-Alberta procedure 2-1, rate setting)
	//   question: Which hundred is nearest to a gross that ends in 50?
	//   reading:  The hundred above.
	//   other:    The hundred below.
}

// All the mistakes of a board's file come at once, each with its place.
func ExampleParsePolicy() {
	_, err := benefits.ParsePolicy("board.yaml", []byte("policy: nz-board\nrate: {value: 90 %, ciet: Manual 3}\n"))
	var mistakes rule.Diagnostics
	if errors.As(err, &mistakes) {
		for _, m := range mistakes {
			if m.Line == 2 {
				fmt.Println(m)
			}
		}
	}
	// Output:
	// board.yaml:2:15: rate.value: "90 %" is not valid, expected a rate from 0 to 1, such as 0.90 or 2/3
	//   rate: {value: 90 %, ciet: Manual 3}
	//                 ^^^^
	// board.yaml:2:21: rate.ciet: key "ciet" is not valid, expected one of value, cite (did you mean "cite"?)
	//   rate: {value: 90 %, ciet: Manual 3}
	//                       ^^^^
}

func ExamplePolicy_Taper() {
	p, _ := benefits.Builtin("ab-toj")
	d, err := p.Taper(benefits.TaperInput{
		Linear: &benefits.Linear{Months: 3, From: decimal.New(100, 0)},
		Start:  calendar.MustParse("2025-01-31"),
		End:    calendar.MustParse("2025-06-30"),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range d.Value.Steps {
		fmt.Println(s.From, s.To, s.Percent)
	}
	fmt.Println(d.Value.Issues)
	// Output:
	// 2025-01-31 2025-02-27 100
	// 2025-02-28 2025-03-30 50
	// 2025-03-31 2025-04-29 0
	// [not_covered]
}

// A biweekly pay period that lies in the first and the second month.
func ExamplePolicy_Reimburse() {
	p, _ := benefits.Builtin("ab-toj")
	d, err := p.Reimburse(benefits.ReimburseInput{
		Start:     calendar.MustParse("2025-01-15"),
		Schedule:  benefits.Steps(benefits.Step{Months: 1, Percent: decimal.New(100, 0)}, benefits.Step{Months: 1, Percent: decimal.New(75, 0)}),
		Apportion: benefits.CalendarDays,
		PayPeriods: []benefits.PayPeriod{{
			From: calendar.MustParse("2025-02-03"), To: calendar.MustParse("2025-02-16"),
			Lines: []benefits.Line{{Kind: "regular", Amount: decimal.New(2000, 0)}, {Kind: "overtime", Amount: decimal.New(150, 0)}},
		}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range d.Findings {
		fmt.Println(f)
	}
	// Output:
	// The worker's gross earnings from 2025-02-03 to 2025-02-16 that are reimbursable come to 2,000.00 (WCB-Alberta TOJ-1).
	// Overtime: 150.00 is not reimbursed (WCB-Alberta TOJ-1).
	// 12 of 14 calendar days lie in the step of 100 % from 2025-01-15 to 2025-02-14: 1,714.29 of pay, 1,714.29 reimbursed (WCB-Alberta TOJ-2; interpretation apportion-straddle).
	// 2 of 14 calendar days lie in the step of 75 % from 2025-02-15 to 2025-03-14: 285.71 of pay, 214.28 reimbursed (WCB-Alberta TOJ-2; interpretation apportion-straddle).
	// The reimbursement of the pay period, 1,928.571428…, is rounded once, to the cent (half up): 1,928.57 (WCB-Alberta TOJ-4; interpretation round-half-up).
	// The employer is reimbursed 1,928.57 in all (payment code VRE02) and bears 71.43 of the reimbursable pay (WCB-Alberta TOJ-4).
}

// How not to use it: one gross figure, in a kind that nobody defined. What is
// reimbursed depends on the kinds, so a kind that is not known is named and
// never dropped.
func ExamplePolicy_Reimburse_wrongUse() {
	p, _ := benefits.Builtin("ab-toj")
	_, err := p.Reimburse(benefits.ReimburseInput{
		Start:     calendar.MustParse("2025-01-15"),
		Schedule:  benefits.Steps(benefits.Step{Months: 1, Percent: decimal.New(100, 0)}),
		Apportion: benefits.CalendarDays,
		PayPeriods: []benefits.PayPeriod{{
			From: calendar.MustParse("2025-01-15"), To: calendar.MustParse("2025-01-28"),
			Lines: []benefits.Line{{Kind: "gross", Amount: decimal.New(2150, 0)}},
		}},
	})
	fmt.Println(err)
	// Output:
	// pay_periods[0].lines[0].kind: "gross" is not valid, expected one of regular, overtime, holiday_pay, employer_ei, employer_cpp, wcb_premium, gst
}

// The two readings of a top-up differ: the policy takes one, a question may
// name the other.
func ExamplePolicy_TopUp() {
	p, _ := benefits.Builtin("ab-toj")
	in := benefits.TopUpInput{Per: benefits.Year, PreAccidentNet: decimal.New(60000, 0), ActualNet: decimal.New(40000, 0), ActualWages: decimal.New(40000, 0)}
	for _, in.Basis = range []benefits.Basis{benefits.NetDifference, benefits.FullCompensation} {
		d, err := p.TopUp(in)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(in.Basis, d.Value.Amount.StringFixed(2), d.Value.Monthly.StringFixed(2))
	}
	// Output:
	// net_difference 18000.00 1500.00
	// full_compensation 14000.00 1166.67
}

func ExamplePolicy_CompensationRate() {
	p, _ := benefits.Builtin("ab-toj")
	d, err := p.CompensationRate(benefits.RateInput{
		Accident: calendar.MustParse("2024-06-30"),
		Gross:    decimal.New(150000, 0),
		NetTable: []benefits.NetRow{{Gross: decimal.New(104600, 0), Net: decimal.New(7661960, -2)}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Value.Maximum, d.Value.Capped, d.Value.Amount, d.Value.Monthly)
	// Output:
	// 104600 true 68957.64 5746.47
}

// What is not known is an error that names the year, unless the host asks for
// the last known value; the answer then says so.
func ExamplePolicy_CompensationRate_unknownYear() {
	p, _ := benefits.Builtin("ab-toj")
	in := benefits.RateInput{Accident: calendar.MustParse("2026-03-01"), Gross: decimal.New(150000, 0),
		Net: func(gross decimal.Decimal) (decimal.Decimal, error) { return gross.Mul(decimal.New(7, -1)), nil }}
	_, err := p.CompensationRate(in)
	fmt.Println(err)
	in.Lenient = true
	d, _ := p.CompensationRate(in)
	fmt.Println(d.Value.Maximum, d.Value.Lenient)
	// Output:
	// accident: 2026-03-01 is not valid, expected a day with a known maximum: there is none for 2026
	// 106400 true
}

func ExampleMaximum() {
	p, _ := benefits.Builtin("ab-toj")
	for _, r := range p.Maximums()[4:7] {
		fmt.Println(r.From, r.To, r.Amount)
	}
	// Output:
	// 2015-01-01 2015-12-31 95300
	// 2018-09-01 2020-12-31 none
	// 2021-01-01 2021-12-31 98700
}

func ExamplePolicy_BestEarnings() {
	p, _ := benefits.Builtin("ab-toj")
	d, err := p.BestEarnings(benefits.OptionsInput{Options: []benefits.Option{
		{Option: "placement", Earnings: decimal.New(41600, 0), RuledOut: true},
		{Option: "job option", Earnings: decimal.New(38480, 0)},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d)
	// Output:
	// The earnings of 41,600.00 for the option "placement" are not used: there is evidence that the worker would not have been successful (WCB-Alberta TOJ-3). The option "job option" earns 38,480.00 (WCB-Alberta TOJ-4). The option "job option" best maximizes earnings, with 38,480.00 (WCB-Alberta TOJ-4).
}

func ExampleAllocate() {
	d, err := benefits.Allocate(benefits.AllocateInput{
		Amount:  decimal.New(100, 0),
		Weights: []decimal.Decimal{decimal.New(1, 0), decimal.New(1, 0), decimal.New(1, 0)},
	})
	fmt.Println(d.Value.Shares, err)
	// Output:
	// [33.34 33.33 33.33] <nil>
}

// An amount that is lawfully nothing is decimal.New(0, 0). decimal.Zero is the
// number that nobody gave.
func ExampleAllocate_wrongUse() {
	_, err := benefits.Allocate(benefits.AllocateInput{Amount: decimal.Zero, Weights: []decimal.Decimal{decimal.New(1, 0)}})
	fmt.Println(err)
	// Output:
	// amount: missing, expected a decimal number
}

func ExampleSubsidy_Pay() {
	s, err := benefits.BuiltinSubsidy("us-wa-stay-at-work")
	if err != nil {
		fmt.Println(err)
		return
	}
	d, err := s.Pay(benefits.SubsidyInput{
		Accident: calendar.MustParse("2024-05-20"),
		Start:    calendar.MustParse("2024-06-10"),
		Wages: []benefits.Wage{
			{From: calendar.MustParse("2024-06-10"), To: calendar.MustParse("2024-09-01"), Gross: decimal.New(12000, 0), Days: 60},
			{From: calendar.MustParse("2024-09-02"), To: calendar.MustParse("2024-09-22"), Gross: decimal.New(3000, 0), Days: 15},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range d.Value.Periods {
		fmt.Println(p.Amount, p.BoundBy)
	}
	fmt.Println(d)
	// Output:
	// 6000 none
	// 600 days
	// For an accident on 2024-05-20 the text for accidents before 2025-01-01 applies (WAC 296-16A-030). Of the wages of 12,000.00 from 2024-06-10 to 2024-09-01, 84 of 84 days lie in the step of 50 % from 2024-06-10: 6,000.00 before any limit (WAC 296-16A-030). Of the wages of 3,000.00 from 2024-09-02 to 2024-09-22, 21 of 21 days lie in the step of 50 % from 2024-06-10: 1,500.00 before any limit (WAC 296-16A-030). The limit of 66 paid days binds the wages from 2024-09-02 to 2024-09-22, for which 600.00 is paid (WAC 296-16A-030). The subsidy comes to 6,600.00 in all (WAC 296-16A-030).
}

// A board's own scheme is a file, with a source beside every constant.
func ExampleParseSubsidy() {
	s, err := benefits.ParseSubsidy("nz-scheme.yaml", []byte(`
subsidy: nz-scheme
title: A board's own scheme
source: Board manual 3
rounding: {how: half_up, cite: Board manual 9}
texts:
  - cite: Board manual 3
    steps:
      - {weeks: 4, percent: 60, per_week: {amount: 500, cite: Board manual 3.2}, cite: Board manual 3.1}
    total: {amount: 1200, cite: Board manual 3.3}
not_modelled:
  - {what: Who may apply, cite: Board manual 2}
interpretations:
  - id: round-half-up
    question: How is an amount brought to the cent?
    cite: Board manual 9
    set: rounding
    readings:
      - {key: half_up, text: Half up.}
      - {key: half_even, text: Half to the even cent.}
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	d, err := s.Pay(benefits.SubsidyInput{Start: calendar.MustParse("2025-01-06"), Wages: []benefits.Wage{
		{From: calendar.MustParse("2025-01-06"), To: calendar.MustParse("2025-01-19"), Gross: decimal.New(2000, 0), Days: 10},
		{From: calendar.MustParse("2025-01-20"), To: calendar.MustParse("2025-01-26"), Gross: decimal.New(700, 0), Days: 5},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range d.Value.Periods {
		fmt.Println(p.Amount, p.BoundBy)
	}
	fmt.Println(s.NotModelled()[0].What)
	// Output:
	// 1000 week
	// 200 total
	// Who may apply
}

// A scheme loads, and is looked over before it is used: the percentage rises
// once, and nobody has entered the maximum of the year.
func ExampleCheckSubsidy() {
	notices := benefits.CheckSubsidy("nz-scheme.yaml", []byte(`subsidy: nz-scheme
title: A board's own scheme
source: Board manual 3
rounding: {how: half_up, cite: Board manual 9}
texts:
  - cite: Board manual 3
    steps:
      - {weeks: 4, percent: 75, cite: Board manual 3.1}
      - {weeks: 4, percent: 50, cite: Board manual 3.1}
      - {weeks: 8, percent: 52, cite: Board manual 3.1}
    weekly_wage:
      weeks_a_year: 52
      cite: Board manual 4
      years:
        - {year: 2025, amount: 98000, cite: Board manual 4}
not_modelled: []
interpretations:
  - id: round-half-up
    question: How is an amount brought to the cent?
    cite: Board manual 9
    set: rounding
    readings: [{key: half_up, text: Half up.}, {key: half_even, text: Half to the even cent.}]
`), calendar.MustParse("2026-11-01"))
	fmt.Println(notices)
	// Output:
	// nz-scheme.yaml:10:29: warning: texts[0].steps[2].percent: percent rises from 50 in the row before to 52 here, and nowhere else: is one of the two a slip?
	//         - {weeks: 8, percent: 52, cite: Board manual 3.1}
	//                               ^^
	// nz-scheme.yaml:15:18: warning: texts[0].weekly_wage.years[0].year: weekly_wage.years ends on 2025-12-31: a question about 2026-11-01 would be an error; add a row for it
	//           - {year: 2025, amount: 98000, cite: Board manual 4}
	//                    ^^^^
}

// The maximums of earnings, each with the days of accident for which it holds.
func ExamplePolicy_Catalogue() {
	policy, err := benefits.Builtin("ab-toj")
	if err != nil {
		panic(err)
	}
	for _, v := range policy.Catalogue().Values {
		if strings.HasPrefix(v.Path, "maximum_earnings") && strings.HasSuffix(v.Path, ".amount") && v.From >= "2018" {
			fmt.Printf("%s to %s: %s\n", v.From, v.To, v.Value)
		}
	}
	// Output:
	// 2018-09-01 to 2020-12-31: none
	// 2021-01-01 to 2021-12-31: 98700
	// 2022-01-01 to 2022-12-31: 98700
	// 2023-01-01 to 2023-12-31: 102100
	// 2024-01-01 to 2024-12-31: 104600
	// 2025-01-01 to 2025-12-31: 106400
}

// What a board's scheme pays, and what of it is left out.
func ExampleSubsidy_Catalogue() {
	subsidy, err := benefits.BuiltinSubsidy("us-dc-ojt")
	if err != nil {
		panic(err)
	}
	c := subsidy.Catalogue()
	for _, v := range c.Values {
		fmt.Printf("%s = %s\n", v.ID, v.Value)
	}
	fmt.Println("not modelled:", c.NotModelled[0].What)
	// Output:
	// rounding.how = half_up
	// texts[0].steps[0].weeks = 13
	// texts[0].steps[0].percent = 25
	// texts[0].steps[1].weeks = 13
	// texts[0].steps[1].percent = 40
	// texts[0].steps[2].weeks = 13
	// texts[0].steps[2].percent = 60
	// texts[0].steps[3].weeks = 13
	// texts[0].steps[3].percent = 75
	// not modelled: The plain schedule: 50 % on average over 52 weeks
}

// Before the agreement: what the placement will cost the board.
func ExamplePolicy_Forecast() {
	p, err := benefits.Builtin("ab-toj")
	if err != nil {
		fmt.Println(err)
		return
	}
	d, err := p.Forecast(benefits.ForecastInput{
		Salary: decimal.New(20, 0), Per: benefits.PerHour, HoursPerWeek: decimal.New(40, 0), PayEvery: benefits.EveryTwoWeeks,
		Anchor: calendar.MustParse("2025-03-02"), Start: calendar.MustParse("2025-03-05"), End: calendar.MustParse("2025-05-04"),
		Schedule: benefits.Steps(benefits.Step{Months: 1, Percent: decimal.New(100, 0)}, benefits.Step{Months: 1, Percent: decimal.New(0, 0)}),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(d.Value.Periods), "pay periods, cost", d.Value.Cost.StringFixed(2))
	// Output: 5 pay periods, cost 3542.85
}

// After a correction: what was paid against what is due now.
func ExamplePolicy_Reconcile() {
	p, err := benefits.Builtin("ab-toj")
	if err != nil {
		fmt.Println(err)
		return
	}
	first, last := calendar.MustParse("2025-03-16"), calendar.MustParse("2025-03-29")
	d, err := p.Reconcile(benefits.ReconcileInput{
		ReimburseInput: benefits.ReimburseInput{
			Start: calendar.MustParse("2025-03-05"), Apportion: benefits.CalendarDays,
			Schedule: benefits.Steps(benefits.Step{Months: 1, Percent: decimal.New(100, 0)}),
			PayPeriods: []benefits.PayPeriod{{From: first, To: last, Lines: []benefits.Line{
				{Kind: "regular", Amount: decimal.New(1600, 0)}, {Kind: "overtime", Amount: decimal.New(180, 0)}}}},
		},
		Paid: []benefits.PaidEntry{{From: first, To: last, Amount: decimal.New(1780, 0)}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range d.Findings[len(d.Findings)-2:] {
		fmt.Println(f)
	}
	// Output:
	// For 2025-03-16 to 2025-03-29 1,600.00 is due and 1,780.00 was paid: the difference is -180.00 (WCB-Alberta TOJ-5 admin).
	// 1,600.00 is due and 1,780.00 was paid: 0.00 is owed, 180.00 overpaid (WCB-Alberta TOJ-5 admin).
}
