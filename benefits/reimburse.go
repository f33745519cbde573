package benefits

import (
	"fmt"
	"math/big"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

// A Reimbursement is what the employer is paid under payment code VRE02, and
// what stays with the employer. Every total is the sum of its printed parts.
type Reimbursement struct {
	Periods       []ReimbursedPeriod `json:"periods"`        // in the order given
	Total         decimal.Decimal    `json:"total"`          // of the amounts
	ExcludedTotal decimal.Decimal    `json:"excluded_total"` // of the pay that is never reimbursed
	EmployerShare decimal.Decimal    `json:"employer_share"` // of the bases, less the total
}

// A ReimbursedPeriod is one pay period. All amounts are in whole cents.
type ReimbursedPeriod struct {
	Base     decimal.Decimal            `json:"base"`     // the reimbursable pay
	Excluded map[string]decimal.Decimal `json:"excluded"` // the other pay, by kind
	Steps    []ReimbursedStep           `json:"steps"`    // those with a counted day, in order
	Amount   decimal.Decimal            `json:"amount"`
}

// A ReimbursedStep is the part of a pay period that lies in a step. Base and
// Amount each take the period's odd cents by largest remainder, the earlier
// step first on a tie, so a 100 % step may show a cent more than its base.
type ReimbursedStep struct {
	Percent decimal.Decimal `json:"percent"`
	Days    int             `json:"days"` // counted days
	Base    decimal.Decimal `json:"base"`
	Amount  decimal.Decimal `json:"amount"`
}

// Reimburse gives what the employer is reimbursed for the worker's pay: the
// percentage of each step, of the reimbursable pay of the days in it. A pay
// period in several steps is split by days. Its amount is exact until it is
// rounded once, to the cent. Days after the last step count at 0 %. Errors are
// InputErrors. (TOJ-1, TOJ-2, TOJ-4)
func (p *Policy) Reimburse(in ReimburseInput) (rule.Decision[Reimbursement], error) {
	if err := p.must(); err != nil {
		return rule.Decision[Reimbursement]{}, err
	}
	t, err := in.terms()
	if err != nil {
		return rule.Decision[Reimbursement]{}, err
	}
	sorted, err := p.checkPay(in, t)
	if err != nil {
		return rule.Decision[Reimbursement]{}, err
	}
	c := cashier{policy: p, terms: t, by: in.Apportion, findings: make([]rule.Finding, 0, 5*len(in.PayPeriods)+1)}
	total, base, excluded := new(big.Int), new(big.Int), new(big.Int)
	periods := make([]ReimbursedPeriod, len(in.PayPeriods))
	for i, pay := range in.PayPeriods {
		sum := p.sums(pay)
		pay.Worked = sorted[i]
		if periods[i], err = c.pay(pay, sum); err != nil {
			return rule.Decision[Reimbursement]{}, inPeriod(i, err)
		}
		total.Add(total, cents(periods[i].Amount))
		base.Add(base, sum.base)
		excluded.Add(excluded, sum.excluded)
	}
	r := Reimbursement{Periods: periods, Total: dollars(total), ExcludedTotal: dollars(excluded), EmployerShare: dollars(base.Sub(base, total))}
	c.find(rule.Stated{Cite: p.code.Cite, Holds: true,
		Facts: []rule.Fact{rule.Str("total", r.Total.StringFixed(2)), rule.Str("employer_share", r.EmployerShare.StringFixed(2))},
		Text: fmt.Sprintf("The employer is reimbursed %s in all (payment code %s) and bears %s of the reimbursable pay.",
			money(r.Total), p.code.Value, money(r.EmployerShare))}.Finding())
	return rule.Decision[Reimbursement]{Value: r, Findings: c.findings}, nil
}

// sums are the pay of a period by what the policy makes of it, in cents.
type sums struct {
	base, excluded *big.Int
	byKind         []*big.Int // in the policy's order of excluded kinds; nil: no such line
}

func (p *Policy) sums(pay PayPeriod) sums {
	s := sums{base: new(big.Int), excluded: new(big.Int), byKind: make([]*big.Int, len(p.excluded))}
	for _, line := range pay.Lines {
		amount := cents(line.Amount)
		at := indexKind(p.excluded, line.Kind)
		if at < 0 {
			s.base.Add(s.base, amount)
			continue
		}
		s.excluded.Add(s.excluded, amount)
		if s.byKind[at] == nil {
			s.byKind[at] = new(big.Int)
		}
		s.byKind[at].Add(s.byKind[at], amount)
	}
	return s
}

// A cashier reimburses the pay periods of one placement.
type cashier struct {
	policy   *Policy
	terms    terms
	by       Apportion
	findings []rule.Finding
}

func (c *cashier) find(f rule.Finding) { c.findings = append(c.findings, f) }

// pay reimburses one period, of which the worked days are sorted.
func (c *cashier) pay(pay PayPeriod, sum sums) (ReimbursedPeriod, error) {
	out := ReimbursedPeriod{Base: dollars(sum.base), Excluded: map[string]decimal.Decimal{}, Steps: []ReimbursedStep{}, Amount: dollars(new(big.Int))}
	c.find(rule.Stated{Cite: c.policy.reimbursable[0].Cite, Holds: true,
		Text: fmt.Sprintf("The worker's gross earnings from %v to %v that are reimbursable come to %s.", pay.From, pay.To, money(out.Base))}.Finding())
	for i, amount := range sum.byKind {
		if amount == nil {
			continue
		}
		k := c.policy.excluded[i]
		out.Excluded[k.Kind] = dollars(amount)
		c.find(rule.Stated{Cite: k.Cite, Interpretation: k.Interpretation,
			Text: fmt.Sprintf("%s: %s is not reimbursed.", k.Title, money(dollars(amount)))}.Finding())
	}
	runs, days := c.count(pay)
	if days == 0 {
		if sum.base.Sign() > 0 {
			return out, &rule.InputError{Field: "worked", Problem: "no day worked is not valid", Expected: "the days on which " + money(out.Base) + " was earned"}
		}
		return out, nil
	}
	c.split(&out, runs, days, sum.base)
	return out, nil
}
