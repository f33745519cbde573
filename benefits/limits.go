package benefits

import (
	"math/bits"

	"github.com/workcomp-go/workcomp/rule"
)

// bounds are the limits in the order in which they are named on a tie. The
// limits that are on are bits, in this order.
var bounds = [...]Bound{BoundHour, BoundDay, BoundWeek, BoundMonth, BoundQuarter, BoundYear, BoundStep, BoundTotal,
	BoundEmployer, BoundDays, BoundWindow}

type limits uint

const (
	limitHour limits = 1 << iota
	limitDay
	limitWeek
	limitMonth
	limitQuarter
	limitYear
	limitStep
	limitTotal
	limitEmployer
	limitDays
	limitWindow
)

// word is the bound of one limit.
func (l limits) word() Bound { return bounds[bits.TrailingZeros(uint(l))] }

// dues are the exact amounts of an entry's portions, in cents.
type dues struct {
	amounts  []exact
	counted  []exact // the pay that they are of
	sum      exact
	days     exact    // paid days that they use up
	capped   bool     // a limit that runs on cut something
	deducted exact    // of the deductible, by now
	sums     []sumsOf // of formulas, by now
}

// sumsOf are the sums of a step over a time.
type sumsOf struct {
	sumsKey
	sums
}

// A sumsKey names the time of a step's formula; key is that of the time.
type sumsKey struct{ step, key int }

// amounts gives what an entry is due under some of the limits, with what has
// been paid before.
func (c *calculator) amounts(d *dues, e *entry, portions []portion, on limits) {
	d.amounts, d.counted, d.sums = d.amounts[:0], d.counted[:0], d.sums[:0]
	d.sum, d.days, d.capped, d.deducted = exact{}, exact{}, false, exact{}
	c.count(d, portions, on)
	for i := range portions {
		p, r := &portions[i], &c.plan.rows[portions[i].row]
		amount := r.percent.mul(d.counted[i])
		if r.formula != nil {
			amount = c.formulaDue(d, e, p, d.counted[i])
		}
		if on&limitHour != 0 && r.perHour != nil {
			amount = least(amount, cents(r.perHour.Amount).mul(e.share(e.hours, p)))
		}
		if on&limitDay != 0 && r.perDay != nil {
			amount = least(amount, cents(r.perDay.Amount).mul(e.daysPaid(p)))
		}
		d.amounts = append(d.amounts, amount)
	}
	if c.plan.days != nil {
		c.limitDays(d, e, portions, on)
	}
	if on&limitWeek != 0 {
		c.limitWeeks(d, portions)
	}
	c.limitMosts(d, portions, on, false)
	if on&limitStep != 0 {
		c.limitSteps(d, portions)
	}
	for _, a := range d.amounts {
		d.sum = d.sum.add(a)
	}
	if on&limitTotal != 0 && c.plan.total != nil {
		if most := cents(c.plan.total.on(e.span.From).Amount).sub(c.ledger.total); d.sum.cmp(most) > 0 {
			scale(d.amounts, most, d.sum)
			d.sum, d.capped = most, true
		}
	}
}

// count gives the pay that counts in each portion: its base, up to the maximum
// of its week.
func (c *calculator) count(d *dues, portions []portion, on limits) {
	week, used := -1, exact{}
	for i := range portions {
		p := &portions[i]
		counted := exact{}
		if on&limitWindow == 0 || p.inside {
			counted = p.base
			if on&limitWeek != 0 && p.capped {
				if p.week != week {
					week, used = p.week, c.ledger.counted[p.week]
				}
				if left := least(counted, p.maximum.sub(used)); left.cmp(counted) < 0 {
					counted, d.capped = left, true
				}
				used = used.add(counted)
			}
			if p.weeks > 1 {
				counted = counted.mul(whole(int64(p.weeks)))
			}
		}
		d.counted = append(d.counted, counted)
	}
	if c.plan.deductible != nil {
		left := cents(c.plan.deductible.Amount).sub(c.ledger.deducted)
		for i, counted := range d.counted {
			below := least(counted, left)
			d.counted[i], left, d.deducted = counted.sub(below), left.sub(below), d.deducted.add(below)
		}
	}
	c.limitMosts(d, portions, on, true)
}

// formulaDue gives what the formula of a step is due for a portion: for the sums
// of its time so far, less what was due before. Weeks that are alike are each a
// time of their own where a formula is applied to weeks.
func (c *calculator) formulaDue(d *dues, e *entry, p *portion, counted exact) exact {
	r := &c.plan.rows[p.row]
	over := r.formula.over
	now := sums{wages: counted, baseline: e.share(e.baseline, p), hours: e.share(e.hours, p), days: e.daysPaid(p)}
	key, weeks := sumsKey{step: r.at}, whole(int64(p.weeks))
	switch {
	case over == OverWeek:
		key.key = p.week
		if p.weeks > 1 {
			now = sums{now.wages.quo(weeks), now.baseline.quo(weeks), now.hours.quo(weeks), now.days.quo(weeks), exact{}}
		}
	case over.isAnchored():
		key.key = anchored{over, c.plan.yearBegins}.key(p.from)
	}
	var so sums
	if n := len(d.sums); n > 0 && d.sums[n-1].sumsKey == key {
		so = d.sums[n-1].sums
	} else if over != OverWage {
		so = c.ledger.sums[key]
	}
	now = sums{so.wages.add(now.wages), so.baseline.add(now.baseline), so.hours.add(now.hours), so.days.add(now.days), so.due}
	due := r.formula.apply(&now).sub(so.due)
	due = least(due, due)
	now.due = so.due.add(due)
	d.sums = append(d.sums, sumsOf{key, now})
	if over == OverWeek {
		due = due.mul(weeks)
	}
	return due
}

// share gives the share of a number of an entry that a portion has, by days.
func (e *entry) share(of exact, p *portion) exact { return of.mul(fraction(p.days*p.weeks, e.days)) }

// daysPaid gives the days worked in a portion, pro rata.
func (e *entry) daysPaid(p *portion) exact { return e.share(e.paid, p) }

// limitDays counts the paid days and, where the limit is on, leaves of all
// portions alike what the paid days that are left allow. Paid days are those of
// pay, in a row that pays a percentage of it, in the window; what other entries
// have used up does not come into it, or the days of a week whose maximum is
// used up would leave more to the other days of the entry.
func (c *calculator) limitDays(d *dues, e *entry, portions []portion, on limits) {
	if e.pay.sign() == 0 {
		return
	}
	for i := range portions {
		if p := &portions[i]; c.plan.rows[p.row].pays() && (p.inside || on&limitWindow == 0) {
			d.days = d.days.add(e.daysPaid(p))
		}
	}
	left := whole(int64(c.plan.days.Count)).sub(c.ledger.days)
	if on&limitDays != 0 && d.days.cmp(left) > 0 {
		scale(d.amounts, left, d.days)
		d.days = left
	}
}

// limitWeeks leaves what is left of each week. Weeks that are alike are whole
// and nothing else is paid in them.
func (c *calculator) limitWeeks(d *dues, portions []portion) {
	week, used := -1, exact{}
	for i := range portions {
		p := &portions[i]
		if p.week != week {
			week, used = p.week, c.ledger.weeks[p.week]
		}
		if most := c.plan.rows[p.row].perWeek; most != nil {
			left := cents(most.Amount)
			if p.weeks == 1 {
				left = left.sub(used)
			} else {
				left = left.mul(whole(int64(p.weeks)))
			}
			if amount := least(d.amounts[i], left); amount.cmp(d.amounts[i]) < 0 {
				d.amounts[i], d.capped = amount, true
			}
		}
		used = used.add(d.amounts[i])
	}
}

// limitSteps leaves what is left of each step.
func (c *calculator) limitSteps(d *dues, portions []portion) {
	step, used := -1, exact{}
	for i := 0; i < len(portions); {
		at, from, sum := portions[i].row, i, exact{}
		for ; i < len(portions) && portions[i].row == at; i++ {
			sum = sum.add(d.amounts[i])
		}
		r := &c.plan.rows[at]
		if r.perStep == nil {
			continue
		}
		if r.at != step {
			step, used = r.at, c.ledger.steps[r.at]
		}
		if left := cents(r.perStep.Amount).sub(used); sum.cmp(left) > 0 {
			left = least(sum, left)
			scale(d.amounts[from:i], left, sum)
			sum, d.capped = left, true
		}
		used = used.add(sum)
	}
}

// boundBy names the limit that, by itself, leaves the least, if the printed
// amount is not what it would be without any. Where another rounding of that would be
// the amount, or no more be it, the rounding decides.
func (c *calculator) boundBy(e *entry, portions []portion, r *result) (Bound, roundedSum) {
	if c.plan.limits == 0 {
		return BoundNone, roundedSum{}
	}
	var by roundedSum
	printed, even := c.uncut.sum.round(c.plan.round.How, c.plan.round.unit)
	if !even && r.sum.cmp(c.uncut.sum) != 0 {
		for _, how := range [...]rule.Rounding{rule.Up, rule.Down} {
			if other, _ := c.uncut.sum.round(how, c.plan.round.unit); other.cmp(r.amount) == 0 {
				by = roundedSum{c.uncut.sum, printed}
			}
		}
	}
	if printed.cmp(r.amount) == 0 {
		return BoundNone, by
	}
	bound, least := BoundNone, c.uncut.sum
	for i, b := range bounds {
		if c.plan.limits&(1<<i) == 0 {
			continue
		}
		if c.amounts(&c.alone, e, portions, 1<<i); c.alone.sum.cmp(least) < 0 {
			bound, least = b, c.alone.sum
		}
	}
	return bound, by
}
