package main

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
)

// ten are ten biweekly pay periods over a schedule of five months that falls
// from 100 % to 0 %. Each has reimbursable pay and overtime, which is not.
func ten() benefits.ReimburseInput {
	in := benefits.ReimburseInput{Start: day("2025-01-15"), Apportion: benefits.CalendarDays}
	var steps []benefits.Step
	for percent := int64(100); percent >= 0; percent -= 25 {
		steps = append(steps, benefits.Step{Months: 1, Percent: decimal.New(percent, 0)})
	}
	in.Schedule = benefits.Steps(steps...)
	from := in.Start
	for i := range int64(10) {
		to, _ := from.AddDays(13) // far from the calendar's end
		in.PayPeriods = append(in.PayPeriods, benefits.PayPeriod{From: from, To: to, Lines: []benefits.Line{
			{Kind: "regular", Amount: decimal.New(2000_00+37*i, -2)}, {Kind: "overtime", Amount: decimal.New(150_00, -2)}}})
		from, _ = to.AddDays(1)
	}
	return in
}

// reimbursement asks what the employer is reimbursed. The answer tells all ten
// amounts: the sum of each times its number.
func reimbursement() (contest, error) {
	policy, err := benefits.Builtin("ab-toj")
	if err != nil {
		return contest{}, err
	}
	in := ten()
	d, err := policy.Reimburse(in)
	if err != nil {
		return contest{}, err
	}
	return contest{
		title:     "Reimbursement of ten biweekly pay periods over a taper of five steps",
		about:     "Base pay split by calendar days where a period lies in two steps; each period rounded once, half up, to the cent.",
		questions: 1,
		right:     func(int) int64 { return told(d.Value) },
		ways: []way{
			{name: "int64 cents by hand, from `decimal.Decimal`, amounts alone: the practical limit", ask: func(int) int64 { return payInIntegers(in) }},
			{name: "**workcomp**, `Policy.Reimburse`: with shares, totals and findings", ask: func(int) int64 {
				d, err := policy.Reimburse(in)
				if err != nil {
					return noAnswer
				}
				return told(d.Value)
			}},
			{name: "shopspring/decimal by hand, amounts alone", ask: func(int) int64 { return payInDecimals(in) }},
		},
	}, nil
}

// told gives the amounts as one answer.
func told(r benefits.Reimbursement) int64 {
	amounts := make([]decimal.Decimal, len(r.Periods))
	for i, p := range r.Periods {
		amounts[i] = p.Amount
	}
	return toldOf(amounts)
}

func toldOf(amounts []decimal.Decimal) (sum int64) {
	for i, amount := range amounts {
		cents, fits := hundredths(amount)
		if !fits {
			return noAnswer
		}
		sum += int64(i+1) * cents
	}
	return sum
}

// ends are the days after the last of each step.
func ends(in benefits.ReimburseInput) (days [5]calendar.Date) {
	months := 0
	for i, step := range in.Schedule[0].Steps {
		months += step.Months
		days[i], _ = in.Start.AddMonths(months) // far from the calendar's end
	}
	return days
}

// daysIn counts the days of a pay period in a step.
func daysIn(p benefits.PayPeriod, from, end calendar.Date) int64 {
	if from.Before(p.From) {
		from = p.From
	}
	days := p.To.DaysSince(from) + 1
	if !p.To.Before(end) {
		days = end.DaysSince(from)
	}
	return int64(max(days, 0))
}

var reimbursable = []string{"regular"}

func payInIntegers(in benefits.ReimburseInput) (sum int64) {
	steps := ends(in)
	for i, p := range in.PayPeriods {
		base := int64(0)
		for _, line := range p.Lines {
			if cents, fits := hundredths(line.Amount); fits && slices.Contains(reimbursable, line.Kind) {
				base += cents
			}
		}
		weighted, from := int64(0), in.Start
		for s, end := range steps {
			weighted += daysIn(p, from, end) * in.Schedule[0].Steps[s].Percent.IntPart()
			from = end
		}
		parts := 100 * int64(p.To.DaysSince(p.From)+1)
		sum += int64(i+1) * ((2*base*weighted + parts) / (2 * parts))
	}
	return sum
}

func payInDecimals(in benefits.ReimburseInput) int64 {
	amounts := make([]decimal.Decimal, len(in.PayPeriods))
	steps, hundred := ends(in), decimal.New(100, 0)
	for i, p := range in.PayPeriods {
		base, exact := decimal.Decimal{}, decimal.Decimal{}
		for _, line := range p.Lines {
			if slices.Contains(reimbursable, line.Kind) {
				base = base.Add(line.Amount)
			}
		}
		from := in.Start
		for s, end := range steps {
			days := decimal.New(daysIn(p, from, end), 0)
			exact = exact.Add(base.Mul(days).Mul(in.Schedule[0].Steps[s].Percent))
			from = end
		}
		parts := decimal.New(int64(p.To.DaysSince(p.From)+1), 0).Mul(hundred)
		amounts[i] = exact.DivRound(parts, 2)
	}
	return toldOf(amounts)
}
