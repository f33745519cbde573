package benefits

import (
	"math/big"
)

// bounds are the limits in the order in which they are named on a tie. The
// limits that are on are bits, in this order.
var bounds = [...]Bound{BoundDay, BoundWeek, BoundStep, BoundTotal, BoundDays, BoundWindow}

type limits uint

const (
	limitDay limits = 1 << iota
	limitWeek
	limitStep
	limitTotal
	limitDays
	limitWindow
	everyLimit = limitDay | limitWeek | limitStep | limitTotal | limitDays | limitWindow
)

// dues are the exact amounts of a wage's portions, in cents.
type dues struct {
	amounts []*big.Rat
	counted []*big.Rat // the wages that they are of
	sum     *big.Rat
	days    *big.Rat // paid days that they use up
}

// due gives what a wage is due under some of the limits, with what has been
// paid before.
func (t *till) due(e entry, on limits) dues {
	d := dues{amounts: make([]*big.Rat, len(e.portions)), counted: make([]*big.Rat, len(e.portions)), sum: new(big.Rat), days: new(big.Rat)}
	t.wages(e, on, &d)
	for i, c := range e.portions {
		d.amounts[i] = t.ofWage(e, c, on, d.counted[i])
	}
	t.limitDays(e, on, &d)
	if on&limitWeek != 0 {
		t.limitWeeks(e, &d)
	}
	if on&limitStep != 0 {
		t.limitSteps(e, &d)
	}
	for _, a := range d.amounts {
		d.sum.Add(d.sum, a)
	}
	if on&limitTotal != 0 && t.text.Total != nil {
		most := new(big.Rat).SetInt(new(big.Int).Sub(cents(t.text.Total.Amount), t.total))
		if d.sum.Cmp(most) > 0 {
			scale(d.amounts, most, d.sum)
			d.sum = most
		}
	}
	return d
}

// wages gives the part of the wage that counts in each portion: its share by
// calendar days, up to the maximum of its week.
func (t *till) wages(e entry, on limits, d *dues) {
	week, used := -1, new(big.Rat)
	for i, c := range e.portions {
		d.counted[i] = new(big.Rat)
		if on&limitWindow != 0 && !c.inside {
			continue
		}
		wage := share(e.gross, c.days, e.calendar)
		if on&limitWeek != 0 && c.maximum != nil {
			if c.week != week {
				week, used = c.week, orNone(t.counted[c.week])
			}
			wage = least(wage, new(big.Rat).Sub(c.maximum, used))
			used = new(big.Rat).Add(used, wage)
		}
		d.counted[i] = wage.Mul(wage, big.NewRat(int64(c.weeks), 1))
	}
}

// ofWage gives the percentage of the wage that counts, up to the limit for each
// day worked.
func (t *till) ofWage(e entry, c portion, on limits, wage *big.Rat) *big.Rat {
	step := t.plan.steps[c.step]
	digits, scale := ratio(step.Percent)
	amount := new(big.Rat).SetFrac(digits, scale.Mul(scale, hundredInt))
	amount.Mul(amount, wage)
	if on&limitDay != 0 && step.PerDay != nil {
		most := new(big.Rat).SetInt(cents(step.PerDay.Amount))
		amount = least(amount, most.Mul(most, e.worked(c)))
	}
	return amount
}

// worked gives the days worked in a portion, pro rata.
func (e entry) worked(c portion) *big.Rat {
	return share(big.NewRat(int64(e.Days), 1), c.days*c.weeks, e.calendar)
}

// limitDays reckons the paid days and, where the limit is on, leaves of all
// portions alike what the paid days that are left allow.
func (t *till) limitDays(e entry, on limits, d *dues) {
	if t.days == nil {
		return
	}
	for _, c := range e.portions {
		if t.countsDays(e, c, on) {
			d.days.Add(d.days, e.worked(c))
		}
	}
	if on&limitDays != 0 && d.days.Cmp(t.days) > 0 {
		scale(d.amounts, t.days, d.days)
		d.days.Set(t.days)
	}
}

// countsDays reports whether a portion's days are paid days: days of a wage, in
// a step that pays a percentage of it, in the window. What other wages have
// used up does not come into it, or the days of a week whose maximum is used up
// would leave more to the other days of the wage.
func (t *till) countsDays(e entry, c portion, on limits) bool {
	return e.gross.Sign() > 0 && t.plan.steps[c.step].Percent.Sign() > 0 && (c.inside || on&limitWindow == 0)
}

// limitWeeks leaves what is left of each week. Weeks that are alike are whole
// and nothing else is paid in them.
func (t *till) limitWeeks(e entry, d *dues) {
	week, used := -1, new(big.Rat)
	for i, c := range e.portions {
		if c.week != week {
			week, used = c.week, new(big.Rat).SetInt(orZero(t.weeks[c.week]))
		}
		if most := t.plan.steps[c.step].PerWeek; most != nil {
			left := new(big.Rat).SetInt(cents(most.Amount))
			if c.weeks == 1 {
				left.Sub(left, used)
			}
			left.Mul(left, big.NewRat(int64(c.weeks), 1))
			d.amounts[i] = least(d.amounts[i], left)
		}
		used = new(big.Rat).Add(used, d.amounts[i])
	}
}

// limitSteps leaves what is left of each step.
func (t *till) limitSteps(e entry, d *dues) {
	for i := 0; i < len(e.portions); {
		step, sum, from := e.portions[i].step, new(big.Rat), i
		for ; i < len(e.portions) && e.portions[i].step == step; i++ {
			sum.Add(sum, d.amounts[i])
		}
		most := t.plan.steps[step].PerStep
		if most == nil {
			continue
		}
		left := new(big.Rat).SetInt(new(big.Int).Sub(cents(most.Amount), t.steps[step]))
		if sum.Cmp(left) > 0 {
			scale(d.amounts[from:i], left, sum)
		}
	}
}

// boundBy names the limit that, by itself, leaves the least, if the printed
// amount is not what it would be without any.
func (t *till) boundBy(e entry, uncut dues, amount *big.Int) Bound {
	if printed, _ := rounded(uncut.sum.Num(), uncut.sum.Denom(), t.rounding.How); printed.Cmp(amount) == 0 {
		return BoundNone
	}
	bound, least := BoundNone, uncut.sum
	for i, b := range bounds {
		if left := t.due(e, 1<<i).sum; left.Cmp(least) < 0 {
			bound, least = b, left
		}
	}
	return bound
}

// share is n × part / whole.
func share(n *big.Rat, part, whole int) *big.Rat {
	return new(big.Rat).Mul(n, big.NewRat(int64(part), int64(whole)))
}

// least is the lesser of an amount and what is left, and never under zero.
func least(amount, left *big.Rat) *big.Rat {
	if left.Sign() < 0 {
		return new(big.Rat)
	}
	if amount.Cmp(left) > 0 {
		return new(big.Rat).Set(left)
	}
	return amount
}

// scale brings amounts that come to sum to most.
func scale(amounts []*big.Rat, most, sum *big.Rat) {
	factor := new(big.Rat).Quo(most, sum)
	for i, a := range amounts {
		amounts[i] = new(big.Rat).Mul(a, factor)
	}
}
