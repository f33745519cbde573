package benefits

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// ReconcileInput asks what is owed or overpaid: the pay periods as they are known
// today, a corrected invoice in place of the first, beside all that was paid. The zero
// value lacks the start: an input error.
type ReconcileInput struct {
	ReimburseInput
	Paid []PaidEntry `json:"paid"` // whatever the day
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (in *ReconcileInput) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, in) }

// A PaidEntry is a payment for a pay period or, below zero, a refund. It has at
// most two decimals. The zero value lacks its days: an input error.
type PaidEntry struct {
	From   calendar.Date   `json:"from"`
	To     calendar.Date   `json:"to"`
	Amount decimal.Decimal `json:"amount"`
	On     calendar.Date   `json:"on,omitzero"` // the day of the payment
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (in *PaidEntry) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, in) }

// MarshalJSON writes the numbers with the digits that were given, and leaves out
// those that were not.
func (in PaidEntry) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(in) }

// A Reconciliation is what was paid against what is due now. Nothing is netted
// but in Net: a period overpaid leaves another owed in full. The zero value answers
// nothing: it stands beside an error.
type Reconciliation struct {
	Periods   []ReconciledPeriod `json:"periods"`   // one for each pay period, in the order given
	Unmatched []UnmatchedPayment `json:"unmatched"` // in the order in which their days first stand in Paid
	Due       decimal.Decimal    `json:"due"`
	Paid      decimal.Decimal    `json:"paid"`
	Owed      decimal.Decimal    `json:"owed"`     // the sum of the differences above zero
	Overpaid  decimal.Decimal    `json:"overpaid"` // the sum of those below, with its sign turned
	Net       decimal.Decimal    `json:"net"`      // owed less overpaid
}

// MarshalJSON writes the numbers with their digits.
func (a Reconciliation) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// A ReconciledPeriod is a pay period with what was paid for exactly its days. The zero
// value is no part of an answer.
type ReconciledPeriod struct {
	From       calendar.Date   `json:"from"`
	To         calendar.Date   `json:"to"`
	Due        decimal.Decimal `json:"due"`
	Paid       decimal.Decimal `json:"paid"`
	Difference decimal.Decimal `json:"difference"` // due less paid
}

// MarshalJSON writes the numbers with their digits.
func (a ReconciledPeriod) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// An UnmatchedPayment was paid for days that are no pay period: nothing is due
// for them. The zero value is no part of an answer.
type UnmatchedPayment struct {
	From       calendar.Date   `json:"from"`
	To         calendar.Date   `json:"to"`
	Paid       decimal.Decimal `json:"paid"`
	Difference decimal.Decimal `json:"difference"`
}

// MarshalJSON writes the numbers with their digits.
func (a UnmatchedPayment) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

var (
	reconciledTemplate = rule.Template{ID: "benefits.reconcile.period",
		Text: "For {from} to {to} {due:money} is due and {paid:money} was paid: the difference is {difference:money}."}
	severalTemplate = rule.Template{ID: "benefits.reconcile.several",
		Text: "{entries} payments for {from} to {to} come to {paid:money}."}
	unmatchedTemplate = rule.Template{ID: "benefits.reconcile.unmatched",
		Text: "{paid:money} was paid for {from} to {to}, which is no pay period: nothing is due for it."}
	reconciledTotalTemplate = rule.Template{ID: "benefits.reconcile.total",
		Text: "{due:money} is due and {paid:money} was paid: {owed:money} is owed, {overpaid:money} overpaid."}
)

// Reconcile compares what was paid with what [Policy.Reimburse] gives for the pay
// periods as they are known today. Errors are InputErrors. (TOJ-5)
func (p *Policy) Reconcile(in ReconcileInput) (rule.Decision[Reconciliation], error) {
	var d rule.Decision[Reconciliation]
	due, x, err := p.reimburse(in.ReimburseInput)
	if err != nil {
		return d, err
	}
	if err := checkPaid(in.Paid); err != nil {
		return d, err
	}
	d.Value = p.reconcile(&x, in, due)
	d.Findings = x.findings
	return d, nil
}

func (p *Policy) reconcile(x *explanation, in ReconcileInput, due Reimbursement) Reconciliation {
	type sum struct {
		entries int
		paid    exact
	}
	sums, order := map[calendar.Period]*sum{}, []calendar.Period{}
	for _, entry := range in.Paid {
		span := calendar.Period{From: entry.From, To: entry.To}
		if sums[span] == nil {
			sums[span], order = &sum{}, append(order, span)
		}
		sums[span].entries++
		sums[span].paid = sums[span].paid.add(cents(entry.Amount))
	}
	v := Reconciliation{Periods: make([]ReconciledPeriod, len(in.PayPeriods)), Unmatched: []UnmatchedPayment{}}
	var dueTotal, paidTotal, owed, overpaid exact
	post := func(due, paid exact) decimal.Decimal {
		dueTotal, paidTotal = dueTotal.add(due), paidTotal.add(paid)
		difference := due.sub(paid)
		if difference.sign() > 0 {
			owed = owed.add(difference)
		} else {
			overpaid = overpaid.sub(difference)
		}
		return dollars(difference)
	}
	for i, pay := range in.PayPeriods {
		span := calendar.Period{From: pay.From, To: pay.To}
		r := &v.Periods[i]
		*r = ReconciledPeriod{From: pay.From, To: pay.To, Due: due.Periods[i].Amount, Paid: dollars(whole(0))}
		paid := exact{}
		if s := sums[span]; s != nil {
			paid, r.Paid = s.paid, dollars(s.paid)
			if s.entries > 1 {
				x.find(&severalTemplate, p.cites.Invoices, true, rule.Int("entries", s.entries), rule.Date("from", pay.From),
					rule.Date("to", pay.To), rule.Num("paid", r.Paid))
			}
			delete(sums, span)
		}
		r.Difference = post(cents(r.Due), paid)
		x.find(&reconciledTemplate, p.cites.Invoices, r.Difference.Sign() == 0, rule.Date("from", r.From), rule.Date("to", r.To),
			rule.Num("due", r.Due), rule.Num("paid", r.Paid), rule.Num("difference", r.Difference))
	}
	for _, span := range order {
		if s := sums[span]; s != nil {
			u := UnmatchedPayment{From: span.From, To: span.To, Paid: dollars(s.paid), Difference: post(exact{}, s.paid)}
			v.Unmatched = append(v.Unmatched, u)
			x.find(&unmatchedTemplate, p.cites.Invoices, false, rule.Num("paid", u.Paid), rule.Date("from", u.From), rule.Date("to", u.To))
		}
	}
	v.Due, v.Paid = dollars(dueTotal), dollars(paidTotal)
	v.Owed, v.Overpaid, v.Net = dollars(owed), dollars(overpaid), dollars(owed.sub(overpaid))
	x.find(&reconciledTotalTemplate, p.cites.Invoices, v.Net.Sign() == 0 && v.Owed.Sign() == 0, rule.Num("due", v.Due),
		rule.Num("paid", v.Paid),
		rule.Num("owed", v.Owed), rule.Num("overpaid", v.Overpaid))
	return v
}

func checkPaid(paid []PaidEntry) error {
	if paid == nil {
		return &rule.InputError{Field: "paid", Expected: "a list of what was paid"}
	}
	for i, entry := range paid {
		path := fmt.Sprintf("paid[%d]", i)
		if err := checkPeriod(calendar.Period{From: entry.From, To: entry.To}); err != nil {
			return within(path, err)
		}
		if err := rule.CheckDecimal(path+".amount", entry.Amount); err != nil {
			return err
		}
		if !wholeCents(entry.Amount.Abs()) {
			return &rule.InputError{Field: path + ".amount", Value: plain(entry.Amount), Expected: "an amount with at most two decimals"}
		}
	}
	return nil
}
