package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// wages are the pay of a placement and the net earnings beside it.
type wages struct {
	Start      calendar.Date      `json:"start"`
	End        calendar.Date      `json:"end"`
	Apportion  benefits.Apportion `json:"apportion"`
	Schedule   benefits.Schedule  `json:"schedule"`
	TopUp      topUp              `json:"top_up"`
	PayPeriods []payPeriod        `json:"pay_periods"`
}

type topUp struct {
	Basis          benefits.Basis  `json:"basis"`
	Per            benefits.Per    `json:"per"`
	PreAccidentNet decimal.Decimal `json:"pre_accident_net"`
}

type payPeriod struct {
	From      calendar.Date   `json:"from"`
	To        calendar.Date   `json:"to"`
	Lines     []benefits.Line `json:"lines"`
	ActualNet decimal.Decimal `json:"actual_net"` // for full_compensation: the wages
}

// wages writes the money of a placement: what the employer is reimbursed and
// what the worker is topped up, period by period, and the totals.
// brief leaves the findings of each pay period to a chapter of wages alone.
func (p *page) wages(policy string, w wages, brief bool) error {
	b, err := benefits.Builtin(policy)
	if err != nil {
		return err
	}
	taper, err := b.Taper(benefits.TaperInput{Schedule: w.Schedule, Start: w.Start, End: w.End})
	if err != nil {
		return err
	}
	in := benefits.ReimburseInput{Start: w.Start, End: w.End, Schedule: w.Schedule, Apportion: w.Apportion}
	for _, pay := range w.PayPeriods {
		in.PayPeriods = append(in.PayPeriods, benefits.PayPeriod{From: pay.From, To: pay.To, Lines: pay.Lines})
	}
	paid, err := b.Reimburse(in)
	if err != nil {
		return err
	}
	p.schedule(taper)
	p.reimbursed(w, paid, brief)
	return p.toppedUp(b, w)
}

func (p *page) schedule(taper rule.Decision[benefits.Taper]) {
	p.blank()
	p.line(bold, "", "The subsidy schedule", cites(taper.Findings)...)
	var rows [][]string
	for _, s := range taper.Value.Steps {
		rows = append(rows, []string{day(s.From), day(s.To), s.Percent.String() + " %"})
	}
	p.table("  ", []string{"from", "to", ">reimbursed"}, rows)
	p.findings(taper.Findings)
}

func (p *page) reimbursed(w wages, d rule.Decision[benefits.Reimbursement], brief bool) {
	p.blank()
	p.line(bold, "", "What the employer is reimbursed (payment code VRE02)", cites(d.Findings)...)
	total := struct{ gross, excluded, base, amount, share decimal.Decimal }{}
	var rows [][]string
	for i, period := range d.Value.Periods {
		gross := period.Base
		for _, paid := range period.Excluded {
			gross = gross.Add(paid.Amount)
		}
		excluded, share := gross.Sub(period.Base), period.Base.Sub(period.Amount)
		total.gross, total.excluded = total.gross.Add(gross), total.excluded.Add(excluded)
		total.base, total.amount, total.share = total.base.Add(period.Base), total.amount.Add(period.Amount), total.share.Add(share)
		percents := make([]string, len(period.Steps))
		for j, s := range period.Steps {
			percents[j] = s.Percent.String() + " %"
		}
		rows = append(rows, []string{w.PayPeriods[i].From.String(), w.PayPeriods[i].To.String(), money(gross), money(excluded),
			money(period.Base), strings.Join(percents, ", "), money(period.Amount), money(share)})
	}
	rows = append(rows, []string{""}, []string{"total", "", money(total.gross), money(total.excluded), money(total.base), "",
		money(total.amount), money(total.share)})
	p.table("  ", []string{"from", "to", ">cost to the employer", ">not reimbursed", ">base", ">at", ">reimbursed", ">employer's share"}, rows)
	tie := "The totals of the columns are those of the decision"
	if !total.amount.Equal(d.Value.Total) || !total.excluded.Equal(d.Value.ExcludedTotal) || !total.share.Equal(d.Value.EmployerShare) {
		tie = "THE TOTALS DIFFER from those of the decision"
	}
	p.line("", "  ", fmt.Sprintf("%s: reimbursed %s, not reimbursable %s, employer's share of the base %s.", tie,
		money(d.Value.Total), money(d.Value.ExcludedTotal), money(d.Value.EmployerShare)))
	if !brief {
		p.findings(d.Findings)
	}
}

func (p *page) toppedUp(b *benefits.Policy, w wages) error {
	p.blank()
	var rows [][]string
	var findings []rule.Finding
	total := decimal.Zero
	for _, pay := range w.PayPeriods {
		in := benefits.TopUpInput{Basis: w.TopUp.Basis, Per: w.TopUp.Per, PreAccidentNet: w.TopUp.PreAccidentNet, ActualNet: pay.ActualNet}
		if w.TopUp.Basis == benefits.FullCompensation {
			in.ActualNet, in.ActualWages = decimal.Decimal{}, pay.ActualNet
		}
		d, err := b.TopUp(in)
		if err != nil {
			return err
		}
		findings = d.Findings
		total = total.Add(d.Value.Amount)
		rows = append(rows, []string{pay.From.String(), pay.To.String(), money(w.TopUp.PreAccidentNet), money(pay.ActualNet),
			money(d.Value.Amount)})
	}
	rows = append(rows, []string{""}, []string{"total", "", "", "", money(total)})
	p.line(bold, "", "What the worker is topped up", cites(findings)...)
	p.table("  ", []string{"from", "to", ">net before the accident", ">net of the placement", ">top-up"}, rows)
	p.line(dim, "  ", "The last of these, in words:")
	p.findings(findings)
	return nil
}

// money writes an amount in dollars and cents, with its thousands.
func money(d decimal.Decimal) string {
	whole, cents, _ := strings.Cut(d.Abs().StringFixed(2), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if d.Sign() < 0 {
		whole = "-" + whole
	}
	return whole + "." + cents
}

// cites lists the provisions of findings, each once.
func cites(findings []rule.Finding) []string {
	var all []string
	for _, f := range findings {
		if !slices.Contains(all, string(f.Cite)) {
			all = append(all, string(f.Cite))
		}
	}
	return all
}
