package benefits

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// terms are what an agreement says about the money: the steps with their days,
// among them, at 0 %, the days after the last step up to the placement's end.
type terms struct {
	steps    []Dated
	percents []*big.Int // of the steps, in units of 1/scale
	scale    *big.Int
	last     calendar.Date // the placement's last day
}

func (in ReimburseInput) terms() (terms, error) {
	if in.Start.IsZero() {
		return terms{}, &rule.InputError{Field: "start", Expected: "the placement's first day"}
	}
	if err := in.Schedule.check(); err != nil {
		return terms{}, err
	}
	steps, err := in.Schedule.dated(in.Start)
	if err != nil {
		return terms{}, err
	}
	t := terms{steps: steps, last: steps[len(steps)-1].To}
	if !in.End.IsZero() {
		if in.End.Before(in.Start) {
			return terms{}, &rule.InputError{Field: "end", Value: in.End.String(), Problem: "runs backwards", Expected: "a day on or after the start " + in.Start.String()}
		}
		if in.End.After(t.last) {
			after, _ := t.last.AddDays(1) // in.End is no earlier
			t.steps = append(t.steps, Dated{From: after, To: in.End, Percent: decimal.New(0, 0)})
		}
		t.last = in.End
	}
	t.scalePercents()
	return t, nil
}

// scalePercents writes every percentage as a whole number over one scale.
func (t *terms) scalePercents() {
	places := int32(0)
	for _, s := range t.steps {
		places = max(places, -s.Percent.Exponent())
	}
	t.percents = make([]*big.Int, len(t.steps))
	for i, s := range t.steps {
		t.percents[i] = s.Percent.Shift(places).BigInt()
	}
	t.scale = decimal.New(100, places).BigInt()
}

// A run is a step's counted days in a pay period.
type run struct{ step, days int }

// count gives the counted days of a period by step, in order, and their sum. It
// works on the ends of the steps, not day by day.
func (c *cashier) count(pay PayPeriod) (runs []run, days int) {
	steps := c.terms.steps
	first, _ := slices.BinarySearchFunc(steps, pay.From, func(s Dated, d calendar.Date) int { return s.To.Compare(d) })
	for i := first; i < len(steps) && !steps[i].From.After(pay.To); i++ {
		from, to := steps[i].From, steps[i].To
		if from.Before(pay.From) {
			from = pay.From
		}
		if to.After(pay.To) {
			to = pay.To
		}
		n := to.DaysSince(from) + 1
		if c.by == DaysWorked {
			low, _ := slices.BinarySearchFunc(pay.Worked, from, calendar.Date.Compare)
			high, found := slices.BinarySearchFunc(pay.Worked, to, calendar.Date.Compare)
			if n = high - low; found {
				n++
			}
		}
		days += n
		if n > 0 {
			runs = append(runs, run{i, n})
		}
	}
	if c.policy.firstDayRules && days > 0 {
		return []run{{first, days}}, days
	}
	return runs, days
}

// split shares the base of a period over its runs and pays each its
// percentage: base × its days / all days, exactly, until the sum is rounded
// once.
func (c *cashier) split(out *ReimbursedPeriod, runs []run, days int, base *big.Int) {
	all := big.NewInt(int64(days))
	den := new(big.Int).Mul(all, c.terms.scale)
	bases, amounts, sum := make([]*big.Int, len(runs)), make([]*big.Int, len(runs)), new(big.Int)
	for i, r := range runs {
		bases[i] = new(big.Int).Mul(base, big.NewInt(int64(r.days)))
		amounts[i] = new(big.Int).Mul(bases[i], c.terms.percents[r.step])
		sum.Add(sum, amounts[i])
	}
	amount, exact := rounded(sum, den, c.policy.rounding.How)
	out.Amount = dollars(amount)
	baseShares, amountShares := spread(base, bases, all), spread(amount, amounts, den)
	out.Steps = make([]ReimbursedStep, len(runs))
	for i, r := range runs {
		out.Steps[i] = ReimbursedStep{Percent: c.terms.steps[r.step].Percent, Days: r.days, Base: dollars(baseShares[i]), Amount: dollars(amountShares[i])}
		c.find(c.stepFinding(r, out.Steps[i], days, len(runs) > 1))
	}
	if !exact {
		c.find(c.policy.rounding.finding("The reimbursement of the pay period", quotient(sum, den.Mul(den, hundredInt)), out.Amount))
	}
}

var hundredInt = big.NewInt(100)

var units = map[Apportion]string{CalendarDays: "calendar days", DaysWorked: "days worked"}

func (c *cashier) stepFinding(r run, s ReimbursedStep, days int, straddles bool) rule.Finding {
	dates := c.terms.steps[r.step]
	f := rule.Stated{Cite: citeSchedule, Holds: s.Percent.Sign() > 0, Text: fmt.Sprintf(
		"%d of %d %s lie in the step of %s from %v to %v: %s of pay, %s reimbursed.",
		r.days, days, units[c.by], percent(s.Percent), dates.From, dates.To, money(s.Base), money(s.Amount))}
	if straddles || c.policy.firstDayRules {
		f.Interpretation = apportionStraddle
	}
	return f.Finding()
}
