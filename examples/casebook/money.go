package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
)

// payroll is what a board has beside a placement's case: the pay stubs, what was
// paid, and what the worker is paid. The dates and the schedule are the case's.
type payroll struct {
	Apportion   benefits.Apportion    `json:"apportion"`
	PayPeriods  []benefits.Stub       `json:"pay_periods"`
	Paid        []benefits.PaidEntry  `json:"paid"`
	Supplements []benefits.Supplement `json:"supplements"`
}

// price asks for all the money of a placement's case.
func (r payroll) price(policy string, c placement.Case) (rule.Decision[benefits.Price], error) {
	b, err := benefits.Builtin(policy)
	if err != nil {
		return rule.Decision[benefits.Price]{}, err
	}
	return b.Price(benefits.PriceInput{Agreement: c.Agreement(), Apportion: r.Apportion, PayPeriods: r.PayPeriods, Paid: r.Paid, Supplements: r.Supplements})
}

// money writes the money of a placement: pay period by pay period what the
// employer is reimbursed and was paid, what the worker is paid, and the totals.
func (p *page) money(policy string, r payroll, c placement.Case) error {
	d, err := r.price(policy, c)
	if err != nil {
		return err
	}
	v := d.Value
	p.blank()
	p.line(bold, "", "The subsidy schedule", cited(d, "TOJ-2")...)
	var rows [][]string
	for _, s := range v.Steps {
		rows = append(rows, []string{day(s.From), day(s.To), s.Percent.String() + " %"})
	}
	p.table("  ", []string{"from", "to", ">reimbursed"}, rows)
	for _, issue := range v.Issues {
		p.line("", "  - ", "issue: "+strings.ReplaceAll(string(issue), "_", " "))
	}
	p.stubs(r, v, cited(d, "TOJ-1", "TOJ-4")...)
	p.invoices(v, cited(d, "TOJ-5 admin")...)
	p.supplements(v, cited(d, "application 3", "TOJ-4")...)
	t := v.Totals
	p.blank()
	p.line(bold, "", "What the placement comes to")
	p.table("  ", []string{"", ">"}, [][]string{{"gross pay", money(t.Gross)}, {"never reimbursed", money(t.Excluded)},
		{"base", money(t.Base)}, {""},
		{"the employer is reimbursed", money(t.Reimbursed)}, {"the employer bears of the base", money(t.EmployerShare)}, {""},
		{"the worker is paid beside the wages", money(t.Supplements)}, {"the board's cost", money(t.Cost)}})
	return nil
}

// stubs writes the pay periods with what the employer is reimbursed.
func (p *page) stubs(r payroll, v benefits.Price, cites ...string) {
	p.blank()
	p.line(bold, "", "What the employer is reimbursed (payment code VRE02)", cites...)
	var rows [][]string
	for i, period := range v.Reimbursement.Periods {
		var steps, excluded []string
		for _, s := range period.Steps {
			steps = append(steps, fmt.Sprintf("%d d at %s %%", s.Days, s.Percent))
		}
		for _, paid := range period.Excluded {
			excluded = append(excluded, strings.ReplaceAll(paid.Kind, "_", " ")+" "+money(paid.Amount))
		}
		rows = append(rows, []string{r.PayPeriods[i].From.String(), r.PayPeriods[i].To.String(), strings.Join(excluded, ", "),
			money(period.Base), strings.Join(steps, ", "), money(period.Amount)})
	}
	rows = append(rows, []string{""}, []string{"total", "", "", money(v.Totals.Base), "", money(v.Totals.Reimbursed)})
	p.table("  ", []string{"from", "to", "not reimbursed", ">base", "by days worked", ">reimbursed"}, rows)
}

// invoices writes what was paid against what is due now, where the two differ.
func (p *page) invoices(v benefits.Price, cites ...string) {
	p.blank()
	p.line(bold, "", "The invoices, where what was paid is not what is due now", cites...)
	var rows [][]string
	for _, r := range v.Reconciliation.Periods {
		if r.Difference.Sign() != 0 {
			rows = append(rows, []string{r.From.String(), r.To.String(), money(r.Due), money(r.Paid), money(r.Difference)})
		}
	}
	for _, u := range v.Reconciliation.Unmatched {
		rows = append(rows, []string{u.From.String(), u.To.String(), "no pay period", money(u.Paid), money(u.Difference)})
	}
	r := v.Reconciliation
	rows = append(rows, []string{""}, []string{"all pay periods", "", money(r.Due), money(r.Paid), money(r.Net)})
	p.table("  ", []string{"from", "to", ">due", ">paid", ">difference"}, rows)
	p.line("", "  ", fmt.Sprintf("%s is owed and %s overpaid: a period overpaid leaves another owed in full.", money(r.Owed),
		money(r.Overpaid)))
}

// supplements writes what the worker is paid beside the wages.
func (p *page) supplements(v benefits.Price, cites ...string) {
	p.blank()
	p.line(bold, "", "What the worker is paid beside the wages", cites...)
	var rows [][]string
	for _, s := range v.Supplements {
		if s.TD02 != nil {
			for _, t := range s.TD02.Periods {
				rows = append(rows, []string{t.From.String(), t.To.String(), fmt.Sprintf("TD-02: %s less %s", money(t.Compensation),
					money(t.Earnings)), money(t.Amount)})
			}
		}
		for _, m := range s.Months {
			rows = append(rows, []string{m.From.String(), m.To.String(), "of " + money(*s.TopUp.Monthly) + " a month", money(m.Amount)})
		}
	}
	rows = append(rows, []string{""}, []string{"total", "", "", money(v.Totals.Supplements)})
	p.table("  ", []string{"from", "to", "how", ">paid"}, rows)
}

// cited lists those of some provisions that a decision cites.
func cited(d rule.Decision[benefits.Price], ends ...string) []string {
	var all []string
	for _, c := range cites(d.Findings) {
		if slices.ContainsFunc(ends, func(end string) bool { return strings.HasSuffix(c, end) }) {
			all = append(all, c)
		}
	}
	return all
}
