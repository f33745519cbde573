package benefits

import (
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
)

// A calculator pays entries by a plan, one after the other: it cuts an entry
// into portions by days, takes the percentages, applies the limits, rounds once,
// allocates the printed amount to the rows and posts it to the ledger.
// Alberta's reimbursement and every board's subsidy are this one calculation.
type calculator struct {
	plan     *plan
	ledger   ledger
	employer map[mostKey]exact // used up of the limits over all workers; shared by their calculators

	// What follows is kept from entry to entry to be used again.
	portions          []portion
	uncut, due, alone dues
	rows              []rowResult
	parts             []exact
	few               struct { // room for an entry as most are
		portions       [2]portion
		uncut, counted [2]exact
		rows           [2]rowResult
		parts          [2]exact
	}
}

// A ledger is what has been paid so far, in cents.
type ledger struct {
	steps    []exact // in each step, flat amounts included
	flats    []bool  // of the steps: paid
	weeks    map[int]exact
	counted  map[int]exact     // wages counted in each week
	mosts    map[mostKey]exact // used up of each limit over a time
	sums     map[sumsKey]sums  // of formulas
	deducted exact             // of the deductible
	days     exact             // paid days
	flat     exact
	total    exact
}

func newCalculator(p *plan) *calculator {
	c := &calculator{plan: p}
	c.portions, c.rows, c.parts = c.few.portions[:0], c.few.rows[:0], c.few.parts[:0]
	c.uncut.amounts, c.uncut.counted = c.few.uncut[:0], c.few.counted[:0]
	if p.limits&limitStep != 0 || p.flats() {
		last := &p.rows[len(p.rows)-1]
		c.ledger.steps, c.ledger.flats = make([]exact, last.at+1), make([]bool, last.flatAt+1)
	}
	if p.mosts != nil {
		c.ledger.mosts = map[mostKey]exact{}
	}
	if p.formulas() {
		c.ledger.sums = map[sumsKey]sums{}
	}
	if p.weekly {
		c.ledger.weeks, c.ledger.counted = map[int]exact{}, map[int]exact{}
	}
	return c
}

func (p *plan) formulas() bool {
	for i := range p.rows {
		if p.rows[i].formula != nil {
			return true
		}
	}
	return false
}

func (p *plan) flats() bool {
	for i := range p.rows {
		if p.rows[i].flat != nil {
			return true
		}
	}
	return false
}

// A result is what is paid for an entry.
type result struct {
	amount   exact // printed, in cents
	sum      exact // before it was rounded
	even     bool  // nothing was rounded
	unit     int64 // to which it was rounded, in cents
	bound    Bound
	by       roundedSum // that decided which limit binds, where nothing paid was rounded
	deducted exact
	rows     []rowResult // those with a portion, in order; valid up to the next entry
}

// A roundedSum is an exact amount, and what it is rounded to; the zero value is none.
type roundedSum struct{ sum, amount exact }

// A rowResult is what a row has of an entry.
type rowResult struct {
	row, days int
	base      exact // the pay of the days in it
	uncut     exact // the amount before any limit
	due       exact // the amount within the limits, exact
	share     exact // of the printed amount
}

// pay pays an entry and posts it.
func (c *calculator) pay(e *entry) (result, error) {
	portions, err := c.cut(e)
	if err != nil {
		return result{}, err
	}
	return c.payPortions(e, portions), nil
}

func (c *calculator) payPortions(e *entry, portions []portion) result {
	c.amounts(&c.uncut, e, portions, 0)
	due := &c.uncut
	if c.plan.limits != 0 {
		due = &c.due
		c.amounts(due, e, portions, c.plan.limits)
	}
	r := result{sum: due.sum, deducted: due.deducted, unit: c.plan.round.unit, rows: c.results(portions, due)}
	if due.capped {
		r.unit = 1
	}
	c.round(&r)
	r.bound, r.by = c.boundBy(e, portions, &r)
	if passed := c.passes(e, &r, due, portions); passed != BoundNone {
		r.by = roundedSum{r.sum, r.amount}
		r.unit, r.bound = 1, passed
		c.round(&r)
	}
	c.post(&r, due, portions)
	return r
}

// results sums the portions of each row.
func (c *calculator) results(portions []portion, due *dues) []rowResult {
	rows := c.rows[:0]
	for i := range portions {
		p := &portions[i]
		base := p.base.mul(whole(int64(p.weeks)))
		if n := len(rows); n == 0 || rows[n-1].row != p.row {
			rows = append(rows, rowResult{row: p.row, days: p.days * p.weeks, base: base, uncut: c.uncut.amounts[i], due: due.amounts[i]})
			continue
		}
		r := &rows[len(rows)-1]
		r.days += p.days * p.weeks
		r.base = r.base.add(base)
		r.uncut = r.uncut.add(c.uncut.amounts[i])
		r.due = r.due.add(due.amounts[i])
	}
	c.rows = rows
	return rows
}

// round rounds what is due and allocates the printed amount to the rows, by
// largest remainder of the exact parts or, to a coarser unit than the cent, of
// the amount over them.
func (c *calculator) round(r *result) {
	r.amount, r.even = r.sum.round(c.plan.round.How, r.unit)
	parts := c.parts[:0]
	for _, row := range r.rows {
		parts = append(parts, row.due)
	}
	if r.unit > 1 {
		scale(parts, r.amount, r.sum)
	}
	allocate(r.amount, parts)
	for i := range r.rows {
		r.rows[i].share = parts[i]
	}
	c.parts = parts
}

// weekShares allocates each row's share of the printed amount to its portions,
// each week for itself, the earlier week first.
func (c *calculator) weekShares(r *result, due *dues, portions []portion) []exact {
	shares := append(c.parts[:0], due.amounts...)
	for i, at := 0, 0; i < len(portions); at++ {
		from := i
		for ; i < len(portions) && portions[i].row == r.rows[at].row; i++ {
		}
		if r.unit > 1 {
			scale(shares[from:i], r.rows[at].share, r.rows[at].due)
		}
		allocateWeeks(r.rows[at].share, shares[from:i], portions[from:i])
	}
	c.parts = shares
	return shares
}

// allocateWeeks allocates a share to portions, as allocate does: weeks that are
// alike are each a part, though they stand in one portion.
func allocateWeeks(share exact, parts []exact, portions []portion) {
	if !slices.ContainsFunc(portions, func(p portion) bool { return p.weeks > 1 }) {
		allocate(share, parts)
		return
	}
	rests, order, left := make([]exact, len(parts)), make([]int, len(parts)), share
	for i := range parts {
		weeks := whole(int64(portions[i].weeks))
		number, rest := parts[i].quo(weeks).split()
		parts[i], rests[i], order[i] = number.mul(weeks), rest, i
		left = left.sub(parts[i])
	}
	slices.SortStableFunc(order, func(a, b int) int { return rests[b].cmp(rests[a]) })
	for _, i := range order {
		one := least(whole(int64(portions[i].weeks)), left) // a cent for each week
		parts[i], left = parts[i].add(one), left.sub(one)
	}
}

// passes names the limit that an amount rounded to a coarser unit than the cent
// would pass.
func (c *calculator) passes(e *entry, r *result, due *dues, portions []portion) Bound {
	if r.unit == 1 || c.plan.limits&(limitWeek|limitMonth|limitQuarter|limitYear|limitStep|limitTotal|limitEmployer) == 0 {
		return BoundNone
	}
	week, used := -1, exact{}
	shares := c.weekShares(r, due, portions)
	for i, share := range shares {
		p := &portions[i]
		if p.week != week {
			week, used = p.week, c.ledger.weeks[p.week]
		}
		used = used.add(share)
		if most := c.plan.rows[p.row].perWeek; most != nil && used.cmp(cents(most.Amount).mul(whole(int64(p.weeks)))) > 0 {
			return BoundWeek
		}
	}
	if passed := c.passesMost(shares, portions); passed != BoundNone {
		return passed
	}
	step, used := -1, exact{}
	for _, row := range r.rows {
		at := &c.plan.rows[row.row]
		if at.perStep == nil {
			continue
		}
		if at.at != step {
			step, used = at.at, c.ledger.steps[at.at]
		}
		if used = used.add(row.share); used.cmp(cents(at.perStep.Amount)) > 0 {
			return BoundStep
		}
	}
	if most := c.plan.total; most != nil && c.ledger.total.add(r.amount).cmp(cents(most.on(e.span.From).Amount)) > 0 {
		return BoundTotal
	}
	return BoundNone
}

// post writes what was paid into the ledger: to each row its share of the
// printed amount, within the row to each week its own.
func (c *calculator) post(r *result, due *dues, portions []portion) {
	l := &c.ledger
	l.total = l.total.add(r.amount)
	l.days = l.days.add(due.days)
	if l.steps != nil {
		for _, row := range r.rows {
			step := c.plan.rows[row.row].at
			l.steps[step] = l.steps[step].add(row.share)
		}
	}
	l.deducted = l.deducted.add(due.deducted)
	for _, s := range due.sums {
		l.sums[s.sumsKey] = s.sums
	}
	if !c.plan.weekly && c.plan.mosts == nil {
		return
	}
	shares := c.weekShares(r, due, portions)
	c.postMosts(due, shares, portions)
	for i, share := range shares {
		if p := &portions[i]; c.plan.weekly && p.weeks == 1 {
			l.weeks[p.week] = l.weeks[p.week].add(share)
			l.counted[p.week] = l.counted[p.week].add(due.counted[i])
		}
	}
}

// payFlat pays a flat amount on a day, as far as the total of the employer leaves
// it.
func (c *calculator) payFlat(amount exact, on calendar.Date) exact {
	for k := range c.plan.mosts {
		if m := &c.plan.mosts[k]; m.employer && m.over == OverStep {
			key := mostKey{most: k}
			amount = least(amount, cents(m.limit.on(on).Amount).sub(c.employer[key]))
			c.employer[key] = c.employer[key].add(amount)
		}
	}
	c.ledger.flat = c.ledger.flat.add(amount)
	c.ledger.total = c.ledger.total.add(amount)
	return amount
}

// payStepFlats pays the flat amount of each row that pay above zero reaches
// inside the window, as far as the limits of the row and of the total leave it,
// and says which it paid.
func (c *calculator) payStepFlats(portions []portion, paid func(r *row, amount exact)) {
	for i := range portions {
		r := &c.plan.rows[portions[i].row]
		if r.flat == nil || c.ledger.flats[r.flatAt] || !portions[i].inside || portions[i].base.sign() == 0 {
			continue
		}
		c.ledger.flats[r.flatAt] = true
		amount := cents(r.flat.Amount)
		if r.perStep != nil {
			amount = least(amount, cents(r.perStep.Amount).sub(c.ledger.steps[r.at]))
		}
		if c.plan.total != nil {
			amount = least(amount, cents(c.plan.total.on(portions[i].from).Amount).sub(c.ledger.total))
		}
		amount = c.payFlat(amount, portions[i].from)
		c.ledger.steps[r.at] = c.ledger.steps[r.at].add(amount)
		paid(r, amount)
	}
}
