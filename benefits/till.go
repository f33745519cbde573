package benefits

import (
	"math/big"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// A till pays one subsidy, wage by wage, and remembers in cents what it has
// paid so far.
type till struct {
	plan     plan
	text     Text
	rounding toCent
	steps    []*big.Int       // paid in each step, flat amounts included
	flats    []bool           // of the steps: paid
	weeks    map[int]*big.Int // paid in each week
	counted  map[int]*big.Rat // wages counted in each week
	days     *big.Rat         // paid days that are left; nil: no limit
	flat     *big.Int
	total    *big.Int
	findings []rule.Finding
}

func newTill(s *Subsidy, text Text, p plan, findings []rule.Finding) *till {
	t := &till{plan: p, text: text, rounding: s.rounding, steps: make([]*big.Int, len(p.steps)), flats: make([]bool, len(p.steps)),
		weeks: map[int]*big.Int{}, counted: map[int]*big.Rat{}, flat: new(big.Int), total: new(big.Int), findings: findings}
	for i := range t.steps {
		t.steps[i] = new(big.Int)
	}
	if text.Days != nil {
		t.days = big.NewRat(int64(text.Days.Count), 1)
	}
	if text.AtStart != nil {
		t.payFlat(cents(text.AtStart.Amount))
		t.find(flatFinding("at the start", text.AtStart))
	}
	return t
}

func (t *till) find(f rule.Finding) { t.findings = append(t.findings, f) }

func (t *till) payFlat(amount *big.Int) {
	t.flat.Add(t.flat, amount)
	t.total.Add(t.total, amount)
}

// An entry is a wage, cut.
type entry struct {
	Wage
	portions []portion
	gross    *big.Rat // in cents
	calendar int      // days
}

// pay pays a wage and books it.
func (t *till) pay(w Wage) (PaidPeriod, error) {
	span := calendar.Period{From: w.From, To: w.To}
	portions, err := t.plan.portions(span)
	if err != nil {
		return PaidPeriod{}, err
	}
	digits, scale := ratio(w.Gross)
	gross := new(big.Rat).SetFrac(digits.Mul(digits, hundredInt), scale)
	e := entry{Wage: w, portions: portions, gross: gross, calendar: span.Days()}
	t.payStepFlats(portions)
	uncut, due := t.due(e, 0), t.due(e, everyLimit)
	amount, exact := rounded(due.sum.Num(), due.sum.Denom(), t.rounding.How)
	out := PaidPeriod{Amount: dollars(amount), BoundBy: t.boundBy(e, uncut, amount)}
	t.explain(e, uncut, out)
	if !exact {
		hundredths := new(big.Int).Mul(due.sum.Denom(), hundredInt)
		t.find(t.rounding.finding("The amount due", quotient(due.sum.Num(), hundredths), out.Amount))
	}
	t.book(e, due, amount)
	return out, nil
}

// payStepFlats pays the flat amount of each step that the wage reaches inside
// the window, as far as the limits leave it.
func (t *till) payStepFlats(portions []portion) {
	for _, c := range portions {
		step := t.plan.steps[c.step]
		if step.Flat == nil || t.flats[c.step] || !c.inside {
			continue
		}
		t.flats[c.step] = true
		amount := cents(step.Flat.Amount)
		for _, limit := range [...]struct {
			most *Limit
			paid *big.Int
		}{{step.PerStep, t.steps[c.step]}, {t.text.Total, t.total}} {
			if limit.most == nil {
				continue
			}
			if left := new(big.Int).Sub(cents(limit.most.Amount), limit.paid); amount.Cmp(left) > 0 {
				amount = left
			}
		}
		t.payFlat(amount)
		t.steps[c.step].Add(t.steps[c.step], amount)
		t.find(flatFinding("in this step", &Limit{dollars(amount), step.Flat.Cite}))
	}
}

// book remembers what was paid: to each step its share of the printed amount,
// within the step to each week, by largest remainder.
func (t *till) book(e entry, d dues, amount *big.Int) {
	t.total.Add(t.total, amount)
	if t.days != nil {
		t.days.Sub(t.days, d.days)
	}
	var groups [][]int // portions of one step
	var parts []*big.Rat
	for i, c := range e.portions {
		if n := len(groups); n == 0 || e.portions[groups[n-1][0]].step != c.step {
			groups, parts = append(groups, nil), append(parts, new(big.Rat))
		}
		last := len(groups) - 1
		groups[last] = append(groups[last], i)
		parts[last].Add(parts[last], d.amounts[i])
	}
	for g, share := range spreadRats(amount, parts) {
		amounts := make([]*big.Rat, len(groups[g]))
		for k, i := range groups[g] {
			amounts[k] = d.amounts[i]
		}
		step := t.steps[e.portions[groups[g][0]].step]
		step.Add(step, share)
		for k, part := range spreadRats(share, amounts) {
			c := e.portions[groups[g][k]]
			if t.plan.weekly && c.weeks == 1 {
				t.weeks[c.week] = new(big.Int).Add(orZero(t.weeks[c.week]), part)
				t.counted[c.week] = new(big.Rat).Add(orNone(t.counted[c.week]), d.counted[groups[g][k]])
			}
		}
	}
}

func orZero(n *big.Int) *big.Int {
	if n == nil {
		return new(big.Int)
	}
	return n
}

func orNone(n *big.Rat) *big.Rat {
	if n == nil {
		return new(big.Rat)
	}
	return n
}
