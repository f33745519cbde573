package benefitstest

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"pgregory.net/rapid"
)

// schedule draws steps of months, weeks and days at any percentages.
func schedule() *rapid.Generator[[]benefits.Step] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) benefits.Step {
		s := benefits.Step{Percent: decimal.New(rapid.Int64Range(0, 10000).Draw(t, "percent"), -2)}
		n := rapid.IntRange(1, 6).Draw(t, "length")
		switch rapid.IntRange(0, 2).Draw(t, "unit") {
		case 0:
			s.Months = n
		case 1:
			s.Weeks = n
		default:
			s.Days = n
		}
		return s
	}), 1, 8)
}

// placement draws a schedule and pay periods that lie in it, in order.
func placement(t *rapid.T, p policy) benefits.ReimburseInput {
	in := benefits.ReimburseInput{Schedule: schedule().Draw(t, "schedule"), PayPeriods: []benefits.PayPeriod{},
		Apportion: rapid.SampledFrom([]benefits.Apportion{benefits.CalendarDays, benefits.DaysWorked}).Draw(t, "apportion")}
	in.Start, _ = calendar.MustParse("2023-01-01").AddDays(rapid.IntRange(0, 800).Draw(t, "start"))
	sum := calendar.Span{Days: rapid.IntRange(-1, 20).Draw(t, "more days")}
	for _, s := range in.Schedule {
		sum.Months, sum.Weeks, sum.Days = sum.Months+s.Months, sum.Weeks+s.Weeks, sum.Days+s.Days
	}
	last, _ := in.Start.Add(sum, calendar.Down) // far from the end of the calendar
	in.End = last
	for from := in.Start; !from.After(last) && len(in.PayPeriods) < 8; {
		to := after(from, rapid.IntRange(0, 30).Draw(t, "length"), calendar.Period{From: in.Start, To: last})
		in.PayPeriods = append(in.PayPeriods, period(t, p, from, to))
		from, _ = to.AddDays(1 + rapid.IntRange(0, 3).Draw(t, "gap"))
	}
	return in
}

func period(t *rapid.T, p policy, from, to calendar.Date) benefits.PayPeriod {
	pay := benefits.PayPeriod{From: from, To: to}
	for range rapid.IntRange(0, 4).Draw(t, "lines") {
		pay.Lines = append(pay.Lines, benefits.Line{Kind: rapid.SampledFrom(p.Kinds()).Draw(t, "kind"), Amount: amount(1000000).Draw(t, "amount")})
	}
	for d := from; !d.After(to); d, _ = d.AddDays(1) {
		if d == from || rapid.Bool().Draw(t, "worked") {
			pay.Worked = append(pay.Worked, d)
		}
	}
	return pay
}

func partsComeToTheirTotal(t *rapid.T, p policy) error {
	in := placement(t, p)
	d, err := p.Reimburse(in)
	if err != nil {
		return err
	}
	total, base, excluded, paid := zero, zero, zero, zero
	for i, pay := range d.Value.Periods {
		steps, bases := zero, zero
		for _, s := range pay.Steps {
			if s.Amount.Sign() < 0 || s.Base.Sign() < 0 || s.Days < 1 {
				return fmt.Errorf("period %d: %+v", i, s)
			}
			steps, bases = steps.Add(s.Amount), bases.Add(s.Base)
		}
		if !steps.Equal(pay.Amount) || !bases.Equal(pay.Base) {
			return fmt.Errorf("period %d of %s on %s: its steps come to %s on %s", i, pay.Amount, pay.Base, steps, bases)
		}
		for _, e := range pay.Excluded {
			excluded = excluded.Add(e)
		}
		for _, l := range in.PayPeriods[i].Lines {
			paid = paid.Add(l.Amount)
		}
		total, base = total.Add(pay.Amount), base.Add(pay.Base)
	}
	v := d.Value
	if !total.Equal(v.Total) || !excluded.Equal(v.ExcludedTotal) || !base.Sub(total).Equal(v.EmployerShare) || !base.Add(excluded).Equal(paid) {
		return fmt.Errorf("%+v: its parts come to %s, %s and %s", v, total, excluded, base.Sub(total))
	}
	if !told(d.Findings, "total").Equal(v.Total) || !told(d.Findings, "employer_share").Equal(v.EmployerShare) {
		return fmt.Errorf("the findings tell another total than %s", v.Total)
	}
	return sameBytes(in, d, p.Reimburse)
}

func stepsKeepTheirPercentage(t *rapid.T, p policy) error {
	d, err := p.Reimburse(placement(t, p))
	if err != nil {
		return err
	}
	for i, pay := range d.Value.Periods {
		for _, s := range pay.Steps {
			if due := s.Base.Mul(s.Percent); s.Amount.Mul(hundred).Sub(due).Abs().Cmp(decimal.New(2, 0)) > 0 {
				return fmt.Errorf("period %d: %s is not %s %% of %s, give or take two cents", i, s.Amount, s.Percent, s.Base)
			}
		}
		if pay.Amount.Cmp(pay.Base) > 0 {
			return fmt.Errorf("period %d: %s is paid for %s", i, pay.Amount, pay.Base)
		}
	}
	return nil
}

func noDayTwice(t *rapid.T, p policy) error {
	in := placement(t, p)
	again := rapid.SampledFrom(in.PayPeriods).Draw(t, "again")
	again.From = rapid.SampledFrom([]calendar.Date{again.From, again.To}).Draw(t, "from")
	again.Worked = nil
	in.PayPeriods = append(in.PayPeriods, again)
	_, err := p.Reimburse(in)
	return refused(err)
}

func orderDoesNotMatter(t *rapid.T, p policy) error {
	in := placement(t, p)
	d, err := p.Reimburse(in)
	if err != nil {
		return err
	}
	turned := in
	turned.PayPeriods = slices.Clone(in.PayPeriods)
	slices.Reverse(turned.PayPeriods)
	e, err := p.Reimburse(turned)
	if err != nil {
		return err
	}
	slices.Reverse(e.Value.Periods)
	for i := range d.Value.Periods {
		if a, b := d.Value.Periods[i].Amount, e.Value.Periods[i].Amount; !a.Equal(b) {
			return fmt.Errorf("period %d: %s, and %s in another order", i, a, b)
		}
	}
	return nil
}

func topUpsKeepToTheRate(t *rapid.T, p policy) error {
	in := benefits.TopUpInput{Basis: rapid.SampledFrom([]benefits.Basis{benefits.NetDifference, benefits.FullCompensation}).Draw(t, "basis"),
		Per: benefits.Year, PreAccidentNet: amount(10000000).Draw(t, "before"), ActualNet: amount(10000000).Draw(t, "now"),
		EstimatedNet: amount(10000000).Draw(t, "estimated"), ActualWages: amount(10000000).Draw(t, "wages")}
	d, err := p.TopUp(in)
	if err != nil {
		return err
	}
	if d.Value.Amount.Sign() < 0 || d.Value.Amount.Cmp(in.PreAccidentNet) > 0 {
		return fmt.Errorf("%s of %s", d.Value.Amount, in.PreAccidentNet)
	}
	if year := d.Value.Monthly.Mul(decimal.New(12, 0)); year.Sub(d.Value.Amount).Abs().Cmp(decimal.New(7, -2)) > 0 {
		return fmt.Errorf("%s a month is not %s a year", d.Value.Monthly, d.Value.Amount)
	}
	return sameBytes(in, d, p.TopUp)
}

func bestIsBest(t *rapid.T, p policy) error {
	in := benefits.OptionsInput{Options: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) benefits.Option {
		return benefits.Option{Option: rapid.SampledFrom([]string{"placement", "job option"}).Draw(t, "option"), Earnings: amount(300).Draw(t, "earnings"), RuledOut: rapid.Bool().Draw(t, "out")}
	}), 1, 6).Draw(t, "options")}
	left := slices.DeleteFunc(slices.Clone(in.Options), func(o benefits.Option) bool { return o.RuledOut })
	d, err := p.BestEarnings(in)
	if len(left) == 0 {
		return refused(err)
	}
	if err != nil {
		return err
	}
	for _, o := range left {
		if o.Earnings.Cmp(d.Value.Earnings) > 0 {
			return fmt.Errorf("%+v was passed over for %+v", o, d.Value)
		}
	}
	if len(d.Value.PassedOver) != len(in.Options)-len(left) {
		return fmt.Errorf("%+v of %+v", d.Value, in.Options)
	}
	return sameBytes(in, d, p.BestEarnings)
}
