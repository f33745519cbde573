package benefitstest

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

// Each sum of what was paid as due is looked at by itself.
func TestPaidAsDue_leastThatBreaks(t *testing.T) {
	for name, by := range map[string]func(v *benefits.Reconciliation){
		"owed":           func(v *benefits.Reconciliation) { v.Owed = cent.Neg() },
		"overpaid":       func(v *benefits.Reconciliation) { v.Overpaid = cent },
		"overpaid, less": func(v *benefits.Reconciliation) { v.Overpaid = cent.Neg() },
		"net":            func(v *benefits.Reconciliation) { v.Net = cent },
		"net, less":      func(v *benefits.Reconciliation) { v.Net = cent.Neg() },
		"unmatched":      func(v *benefits.Reconciliation) { v.Unmatched = append(v.Unmatched, benefits.UnmatchedPayment{}) },
		"due":            func(v *benefits.Reconciliation) { v.Due = v.Due.Add(cent) },
		"paid":           func(v *benefits.Reconciliation) { v.Paid = v.Paid.Add(cent) },
		"both":           func(v *benefits.Reconciliation) { v.Due, v.Paid = v.Due.Add(cent), v.Paid.Add(cent) },
	} {
		p := faultyPolicy{Policy: alberta(t), reconcile: func(d *rule.Decision[benefits.Reconciliation], _ *error) { by(&d.Value) }}
		if how := drawn(func(t *rapid.T) error { return paidAsDue(t, p) }); how == nil {
			t.Errorf("%s: not seen", name)
		}
	}
}

func TestACorrectionIsTheDifference_leastThatBreaks(t *testing.T) {
	for _, c := range []struct {
		name, says string
		by         func(v *benefits.Reconciliation)
	}{
		{"as it is", "", func(*benefits.Reconciliation) {}},
		{"due", "0", func(v *benefits.Reconciliation) { v.Due = v.Due.Add(cent) }},
		{"paid", "0", func(v *benefits.Reconciliation) { v.Paid = v.Paid.Add(cent) }},
		{"owed", "0", func(v *benefits.Reconciliation) { v.Owed = v.Owed.Add(cent) }},
		{"overpaid", "0", func(v *benefits.Reconciliation) { v.Overpaid = v.Overpaid.Add(cent) }},
		{"owed below nothing", "0", func(v *benefits.Reconciliation) {
			if v.Net.Sign() < 0 {
				v.Owed, v.Overpaid = cent.Neg(), v.Net.Neg().Sub(cent)
			}
		}},
		{"overpaid below nothing", "0", func(v *benefits.Reconciliation) {
			if v.Net.Sign() > 0 {
				v.Owed, v.Overpaid = v.Net.Sub(cent), cent.Neg()
			}
		}},
		{"the last", "0", func(v *benefits.Reconciliation) {
			last := &v.Periods[len(v.Periods)-1]
			last.Difference = last.Difference.Sub(cent)
		}},
	} {
		p := faultyPolicy{Policy: alberta(t), reconcile: func(d *rule.Decision[benefits.Reconciliation], _ *error) { c.by(&d.Value) }}
		if how := drawn(func(t *rapid.T) error { return correctionIsTheDifference(t, p) }); (how != nil) != (c.says != "") {
			t.Errorf("%s: got %v", c.name, how)
		}
	}
}

// The two parts are all of the pay period, with the same pay on every day.
func TestSplitting_leastThatBreaks(t *testing.T) {
	for _, c := range []struct {
		unit benefits.Unit
		two  string
		says string
	}{
		{benefits.Cents, "100", ""},
		{benefits.Cents, "100.01", ""},
		{benefits.Cents, "99.99", ""},
		{benefits.Cents, "100.02", "100 is paid for a pay period, and 100.02 for its two parts"},
		{benefits.Cents, "99.98", "100 is paid for a pay period, and 99.98 for its two parts"},
		{benefits.Dollars, "101", ""},
		{benefits.Dollars, "101.01", "100 is paid for a pay period, and 101.01 for its two parts"},
	} {
		pays := func(in benefits.ReimburseInput, d *rule.Decision[benefits.Reimbursement], _ *error) {
			d.Value.Total = hundred
			if len(in.PayPeriods) == 2 {
				d.Value.Total = num(c.two)
			}
		}
		p := coarse{faultyPolicy{Policy: alberta(t), reimburse: pays}, c.unit}
		edge(t, c.two, drawn(func(t *rapid.T) error { return splittingChangesLittle(t, p) }), c.says)
	}
	var asked [][]benefits.PayPeriod
	p := faultyPolicy{Policy: alberta(t), reimburse: func(in benefits.ReimburseInput, _ *rule.Decision[benefits.Reimbursement], _ *error) {
		asked = append(asked, in.PayPeriods)
		if last := in.PayPeriods[len(in.PayPeriods)-1].To; last.After(in.End) {
			t.Errorf("pay up to %v, and a placement to %v", last, in.End)
		}
	}}
	edge(t, "as it is", drawn(func(t *rapid.T) error { return splittingChangesLittle(t, p) }), "")
	for i := 0; i+1 < len(asked); i += 2 {
		one, two := asked[i][0], asked[i+1]
		next, _ := two[0].To.AddDays(1)
		n := func(p benefits.PayPeriod) decimal.Decimal { return decimal.New(int64(p.To.DaysSince(p.From)+1), 0) }
		pay := func(p benefits.PayPeriod) decimal.Decimal { return p.Lines[0].Amount }
		if len(asked[i]) != 1 || len(two) != 2 || two[0].From != one.From || two[1].From != next || two[1].To != one.To ||
			two[0].To.Before(two[0].From) || two[1].To.Before(two[1].From) ||
			!pay(one).Mul(n(two[0])).Equal(pay(two[0]).Mul(n(one))) || !pay(two[0]).Add(pay(two[1])).Equal(pay(one)) {
			t.Fatalf("%+v is split into %+v", one, two)
		}
	}
}

func TestAForecastIsReimbursed_leastThatBreaks(t *testing.T) {
	for name, by := range map[string]func(v *benefits.Forecast){
		"total":        func(v *benefits.Forecast) { v.Total = v.Total.Add(cent) },
		"total, cost":  func(v *benefits.Forecast) { v.Total, v.Cost = v.Total.Add(cent), v.Cost.Add(cent) },
		"cost":         func(v *benefits.Forecast) { v.Cost = v.Cost.Sub(cent) },
		"share":        func(v *benefits.Forecast) { v.EmployerShare = v.EmployerShare.Add(cent) },
		"a day before": func(v *benefits.Forecast) { v.Periods[0].From, _ = v.Periods[0].From.AddDays(-1) },
		"a day more":   func(v *benefits.Forecast) { last := &v.Periods[len(v.Periods)-1]; last.To, _ = last.To.AddDays(1) },
		"a day less":   func(v *benefits.Forecast) { last := &v.Periods[len(v.Periods)-1]; last.To, _ = last.To.AddDays(-1) },
	} {
		p := faultyPolicy{Policy: alberta(t), forecast: func(d *rule.Decision[benefits.Forecast], _ *error) { by(&d.Value) }}
		if how := drawn(func(t *rapid.T) error { return forecastIsReimbursed(t, p) }); how == nil {
			t.Errorf("%s: not seen", name)
		}
	}
}

func TestASurplusLowersNothing_leastThatBreaks(t *testing.T) {
	for _, c := range []struct{ each, more, says string }{
		{"0", "0", ""},
		{"1", "0", ""},
		{"-0.01", "0", "period 0: -0.01 among others, and -0.01 alone"},
		{"1", "0.01", "period 0: 1 among others, and 1.01 alone"},
	} {
		p := faultyPolicy{Policy: alberta(t), td02: func(d *rule.Decision[benefits.TD02], _ *error) {
			for i := range d.Value.Periods {
				d.Value.Periods[i].Amount = num(c.each)
			}
			d.Value.Total = num(c.each).Mul(decimal.New(int64(len(d.Value.Periods)), 0)).Add(num(c.more))
		}}
		edge(t, c.each, drawn(func(t *rapid.T) error { return surplusLowersNothing(t, p) }), c.says)
	}
	many := faultyPolicy{Policy: alberta(t), td02: func(d *rule.Decision[benefits.TD02], _ *error) {
		if len(d.Value.Periods) > 1 {
			d.Value.Total = d.Value.Total.Sub(cent)
		}
	}}
	edge(t, "a total less", drawn(func(t *rapid.T) error { return surplusLowersNothing(t, many) }), "the periods come to ")
}

// What a month is paid stays less than a unit above the monthly benefit.
func TestTheMonthsOfABenefit_leastThatBreaks(t *testing.T) {
	amount := func(by func(monthly decimal.Decimal) decimal.Decimal) func(in benefits.PartMonthInput, v *benefits.PartMonth) {
		return func(in benefits.PartMonthInput, v *benefits.PartMonth) {
			v.Total = zero
			for i := range v.Months {
				v.Months[i].Amount = by(in.Monthly)
				v.Total = v.Total.Add(v.Months[i].Amount)
			}
		}
	}
	more := func(amount string) func(decimal.Decimal) decimal.Decimal {
		return func(monthly decimal.Decimal) decimal.Decimal { return monthly.Add(num(amount)) }
	}
	for _, c := range []struct {
		name   string
		unit   benefits.Unit
		breaks bool
		by     func(in benefits.PartMonthInput, v *benefits.PartMonth)
	}{
		{"nothing", benefits.Cents, false, amount(func(decimal.Decimal) decimal.Decimal { return zero })},
		{"below nothing", benefits.Cents, true, amount(func(decimal.Decimal) decimal.Decimal { return cent.Neg() })},
		{"all", benefits.Cents, false, amount(more("0"))},
		{"less than a cent more", benefits.Cents, false, amount(more("0.009"))},
		{"a cent more", benefits.Cents, true, amount(more("0.01"))},
		{"less than a dollar more", benefits.Dollars, false, amount(more("0.99"))},
		{"a dollar more", benefits.Dollars, true, amount(more("1"))},
		{"another total", benefits.Cents, true, func(_ benefits.PartMonthInput, v *benefits.PartMonth) { v.Total = v.Total.Sub(cent) }},
		{"a later day", benefits.Cents, true, func(_ benefits.PartMonthInput, v *benefits.PartMonth) {
			last := &v.Months[len(v.Months)-1]
			last.From, _ = last.From.AddDays(1)
		}},
		{"an earlier end", benefits.Cents, true, func(_ benefits.PartMonthInput, v *benefits.PartMonth) {
			last := &v.Months[len(v.Months)-1]
			last.To, _ = last.To.AddDays(-1)
		}},
		{"a month that is none", benefits.Cents, true, func(_ benefits.PartMonthInput, v *benefits.PartMonth) {
			if n := len(v.Months); n > 1 {
				v.Months[0].Amount, v.Months[0].To = zero, v.Months[n-1].To
				v.Months, v.Total = v.Months[:1], zero
			}
		}},
	} {
		p := partMonths{coarse{faultyPolicy{Policy: alberta(t)}, c.unit}, c.by}
		if how := drawn(func(t *rapid.T) error { return monthsComeToTheirTotal(t, p) }); (how != nil) != c.breaks {
			t.Errorf("%s: got %v", c.name, how)
		}
	}
}

// partMonths changes what is paid for the months of a benefit.
type partMonths struct {
	coarse
	change func(in benefits.PartMonthInput, v *benefits.PartMonth)
}

func (p partMonths) PartMonth(in benefits.PartMonthInput) (rule.Decision[benefits.PartMonth], error) {
	d, err := p.coarse.PartMonth(in)
	p.change(in, &d.Value)
	return d, err
}

func TestALossEndsFirst_leastThatBreaks(t *testing.T) {
	for name, by := range map[string]func(v *benefits.LossEnds){
		"a loss remains, or does not": func(v *benefits.LossEnds) { v.LossRemaining = !v.LossRemaining },
		"no year": func(v *benefits.LossEnds) {
			if v.WithinYears != nil && *v.WithinYears > 0 {
				v.Reached = nil
			}
		},
		"a year of none": func(v *benefits.LossEnds) {
			if v.WithinYears == nil {
				v.Reached = new(calendar.Period)
			}
		},
		"a year of the placement": func(v *benefits.LossEnds) {
			if v.WithinYears != nil && *v.WithinYears == 0 {
				v.Reached = new(calendar.Period)
			}
		},
		"never": func(v *benefits.LossEnds) { v.WithinYears = nil },
		"a year earlier": func(v *benefits.LossEnds) {
			if v.WithinYears != nil && *v.WithinYears > 1 {
				*v.WithinYears--
			}
		},
	} {
		p := faultyPolicy{Policy: alberta(t), lossEnds: func(d *rule.Decision[benefits.LossEnds], _ *error) { by(&d.Value) }}
		if how := drawn(func(t *rapid.T) error { return lossEndsFirst(t, p) }); how == nil {
			t.Errorf("%s: not seen", name)
		}
	}
}

// The laws of the rate.

func TestHalfOrMore_leastThatBreaks(t *testing.T) {
	for _, c := range []struct {
		amount, net string
		bound       benefits.Bound
		says        string
	}{
		{"50", "100", benefits.BoundNone, ""},
		{"50", "100.01", benefits.BoundNone, ""},
		{"50", "100.02", benefits.BoundNone, "50 a year is paid for a net of 100.02"},
		{"100", "100", "", ""},
		{"100.01", "100", "", "100.01 a year is paid for a net of 100"},
		{"100.01", "100", benefits.BoundMost, ""},
		{"100.01", "100", benefits.BoundLeast, ""},
	} {
		v := benefits.CompensationRate{Amount: num(c.amount), Net: num(c.net), BoundBy: c.bound}
		edge(t, c.amount, halfOrMore(nil, nil, answering(benefits.RateInput{}, v)), c.says)
	}
}

func TestTheGrossThatCounts_leastThatBreaks(t *testing.T) {
	most := benefits.Maximum{Amount: hundred}
	for _, c := range []struct {
		gross string
		most  benefits.Maximum
		says  string
	}{
		{"100", most, ""},
		{"100.01", most, "100.01 counts, above the maximum of 100"},
		{"100.01", benefits.Maximum{None: true}, ""},
	} {
		v := benefits.CompensationRate{Gross: num(c.gross), Maximum: c.most}
		edge(t, c.gross, neverAboveTheMaximum(nil, nil, answering(benefits.RateInput{}, v)), c.says)
	}
	nearest := faultyPolicy{Policy: alberta(t), readings: []rule.Interpretation{{ID: "net-nearest-100-tie", Reading: "up"}}}
	none := faultyPolicy{Policy: alberta(t), readings: []rule.Interpretation{{ID: "another", Reading: "up"}}}
	for _, c := range []struct {
		policy faultyPolicy
		gross  string
		capped bool
		says   string
	}{
		{nearest, "450", false, ""},
		{nearest, "550", false, ""},
		{nearest, "550.01", false, "a gross of 550.01 counts as 500"},
		{nearest, "449.99", false, "a gross of 449.99 counts as 500"},
		{nearest, "550.01", true, ""},
		{none, "550.01", false, ""},
	} {
		v := benefits.CompensationRate{Gross: num("500"), Capped: c.capped}
		edge(t, c.gross, nearestHundred(nil, c.policy, answering(benefits.RateInput{Gross: num(c.gross)}, v)), c.says)
	}
}

func TestHigherNeverLower_leastThatBreaks(t *testing.T) {
	for amount, says := range map[string]string{"100": "", "100.01": "", "99.99": "100 a year for a gross of 5, and 99.99 for one of "} {
		p := faultyPolicy{Policy: alberta(t), rate: func(in benefits.RateInput, d *rule.Decision[benefits.CompensationRate], err *error) {
			d.Value, *err = benefits.CompensationRate{Amount: num(amount)}, nil
			if in.Gross.Cmp(num("5")) < 0 {
				t.Errorf("a gross of %s, and before of 5", in.Gross)
			}
		}}
		a := answering(benefits.RateInput{Gross: num("5")}, benefits.CompensationRate{Amount: hundred})
		edge(t, amount, drawn(func(t *rapid.T) error { return higherNeverLower(t, p, a) }), says)
	}
}

// rows is a policy of other maximums, each known for its days only.
type rows struct {
	faultyPolicy
	of []benefits.MaximumRow
}

func (p rows) Maximums() []benefits.MaximumRow { return p.of }

func (p rows) CompensationRate(in benefits.RateInput) (d rule.Decision[benefits.CompensationRate], err error) {
	for _, row := range p.of {
		if !in.Accident.Before(row.From) && !in.Accident.After(row.To) {
			d.Value.Maximum = row.Amount
			return d, nil
		}
	}
	return d, errFaulty
}

func TestMaximums_leastThatBreaks(t *testing.T) {
	row := func(days calendar.Period, amount string) benefits.MaximumRow {
		r := benefits.MaximumRow{From: days.From, To: days.To, Amount: benefits.Maximum{None: amount == ""}}
		if amount != "" {
			r.Amount.Amount = num(amount)
		}
		return r
	}
	first, second, third := period("2023-01-01", "2023-12-31"), period("2024-01-01", "2024-06-30"), period("2024-07-01", "2024-12-31")
	for i, c := range []struct {
		of         []benefits.MaximumRow
		last, rise string
	}{
		{[]benefits.MaximumRow{row(first, "100"), row(second, "100"), row(third, "100")}, "", ""},
		{[]benefits.MaximumRow{row(first, "100"), row(second, "100.01"), row(third, "100")}, "",
			"the maximum falls from 100.01 on 2024-01-01 to 100 on 2024-07-01"},
		{[]benefits.MaximumRow{row(first, "100"), row(second, "100")}, "the maximum from 2024-01-01 ends on 2024-06-30, and there is none", ""},
		{[]benefits.MaximumRow{row(first, "100"), row(third, "99.99")}, "", "the maximum falls from 100 on 2023-01-01 to 99.99 on 2024-07-01"},
		{[]benefits.MaximumRow{row(first, "100"), row(second, ""), row(third, "100")}, "", ""},
		{[]benefits.MaximumRow{row(first, "100"), row(second, ""), row(third, "99.99")}, "", "the maximum falls from 100 on 2023-01-01 to 99.99"},
	} {
		p := rows{faultyPolicy{Policy: alberta(t)}, c.of}
		edge(t, fmt.Sprint(i, " lasts"), maximumsLast(p), c.last)
		edge(t, fmt.Sprint(i, " rises"), maximumsRise(p), c.rise)
	}
}
