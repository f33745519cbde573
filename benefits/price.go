package benefits

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// PriceInput asks for all the money of a placement in one call: its dates and
// its schedule (as a placement.Case gives them), the pay stubs, what was paid so
// far and what the worker is paid beside the wages. The zero value lacks the schedule: an
// input error.
type PriceInput struct {
	Agreement
	Apportion   Apportion    `json:"apportion"`
	PayPeriods  []Stub       `json:"pay_periods"`           // as they are known today
	Paid        []PaidEntry  `json:"paid,omitempty"`        // all that was paid to the employer; nil: nothing is reconciled
	Supplements []Supplement `json:"supplements,omitempty"` // in any order, no day in two of them
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (in *PriceInput) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, in) }

// A Stub is the pay of a pay period, and its net. The zero value lacks its days: an input error.
type Stub struct {
	PayPeriod
	Net decimal.Decimal `json:"net,omitempty"` // what the worker was paid; needed where the pay fluctuates
}

// MarshalJSON writes the numbers with the digits that were given, and leaves out
// those that were not, so that they are not read back as zero.
func (s Stub) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(s) }

// A Supplement is what the worker is paid beside the wages for some days of the
// placement, both ends included. Where the pay fluctuates it is TD-02, less the
// net of each pay stub; else a top-up, paid by the month. All earnings are of a
// year. The zero value lacks its days: an input error.
type Supplement struct {
	From           calendar.Date   `json:"from"`
	To             calendar.Date   `json:"to"`
	Fluctuating    bool            `json:"fluctuating,omitempty"`
	PreAccidentNet decimal.Decimal `json:"pre_accident_net"`
	Accident       calendar.Date   `json:"accident,omitzero"`       // as in a TopUpInput
	Facts          rule.Facts      `json:"facts,omitempty"`         // as in a TopUpInput
	Existing       rule.Flag       `json:"existing,omitzero"`       // as in a TopUpInput
	ActualNet      decimal.Decimal `json:"actual_net,omitempty"`    // as in a TopUpInput; this and the next are of a top-up alone
	EstimatedNet   decimal.Decimal `json:"estimated_net,omitempty"` // as in a TopUpInput
	ActualWages    decimal.Decimal `json:"actual_wages,omitempty"`  // as in a TopUpInput
}

// MarshalJSON writes the numbers with the digits that were given, and leaves out
// those that were not, so that they are not read back as zero.
func (s Supplement) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(s) }

// A Price is the money of a placement. The zero value answers nothing: it stands beside an error.
type Price struct {
	Steps          []Dated           `json:"steps"` // of the schedule, those in force
	Issues         []Issue           `json:"issues"`
	Reimbursement  Reimbursement     `json:"reimbursement"`
	Reconciliation *Reconciliation   `json:"reconciliation,omitempty"`
	Supplements    []SupplementPrice `json:"supplements"` // in the order given
	Totals         PriceTotals       `json:"totals"`
}

// A SupplementPrice is what the worker is paid for the days of a Supplement. The zero
// value is no part of an answer.
type SupplementPrice struct {
	From   calendar.Date   `json:"from"`
	To     calendar.Date   `json:"to"`
	TD02   *TD02           `json:"td_02,omitempty"`
	TopUp  *TopUp          `json:"top_up,omitempty"` // of a year
	Months []PaidMonth     `json:"months,omitempty"` // of the top-up
	Total  decimal.Decimal `json:"total"`
}

// MarshalJSON writes the numbers with their digits.
func (a SupplementPrice) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// PriceTotals are the sums of a Price. Gross is Excluded and Base; Base is
// Reimbursed and EmployerShare; Cost is Reimbursed and Supplements. The zero value is no
// part of an answer.
type PriceTotals struct {
	Gross         decimal.Decimal `json:"gross"`          // all lines of pay
	Excluded      decimal.Decimal `json:"excluded"`       // of them, never reimbursed
	Base          decimal.Decimal `json:"base"`           // of them, reimbursable
	Reimbursed    decimal.Decimal `json:"reimbursed"`     // to the employer
	EmployerShare decimal.Decimal `json:"employer_share"` // of the base, borne by the employer
	Supplements   decimal.Decimal `json:"supplements"`    // to the worker
	Cost          decimal.Decimal `json:"cost"`           // to the board
}

// MarshalJSON writes the numbers with their digits.
func (a PriceTotals) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// Price gives all the money of a placement in one call: what Taper, Reimburse,
// Reconcile, TD02, TopUp and PartMonth answer, with totals that come to each
// other. Errors are InputErrors.
func (p *Policy) Price(in PriceInput) (rule.Decision[Price], error) {
	var d rule.Decision[Price]
	if err := p.must(); err != nil {
		return d, err
	}
	taper, looked, err := p.taper(TaperInput{Schedule: in.Schedule, Start: in.Start, End: in.End})
	if err != nil {
		return d, err
	}
	v := Price{Steps: taper.Steps, Issues: taper.Issues, Supplements: []SupplementPrice{}}
	question := ReimburseInput{Start: in.Start, End: in.End, Schedule: in.Schedule, Apportion: in.Apportion}
	if in.PayPeriods != nil {
		question.PayPeriods = make([]PayPeriod, len(in.PayPeriods))
	}
	for i, stub := range in.PayPeriods {
		question.PayPeriods[i] = stub.PayPeriod
		if rule.IsSet(stub.Net) {
			if err := rule.CheckAmount(fmt.Sprintf("pay_periods[%d].net", i), stub.Net); err != nil {
				return d, err
			}
		}
	}
	reimbursed, x, err := p.reimburse(question)
	if err != nil {
		return d, err
	}
	v.Reimbursement = reimbursed
	if in.Paid != nil {
		if err := checkPaid(in.Paid); err != nil {
			return d, err
		}
		reconciled := p.reconcile(&x, ReconcileInput{question, in.Paid}, reimbursed)
		v.Reconciliation = &reconciled
	}
	d.Findings = append(looked.findings, x.findings...)
	if err := in.checkSupplements(v.Steps); err != nil {
		return rule.Decision[Price]{}, err
	}
	supplements := whole(0)
	for i, s := range in.Supplements {
		paid, findings, err := p.supplement(s, in.PayPeriods)
		if err != nil {
			return rule.Decision[Price]{}, within(fmt.Sprintf("supplements[%d]", i), err)
		}
		v.Supplements = append(v.Supplements, paid)
		d.Findings = append(d.Findings, findings...)
		supplements = supplements.add(cents(paid.Total))
	}
	total, excluded := cents(reimbursed.Total), cents(reimbursed.ExcludedTotal)
	base := cents(reimbursed.EmployerShare).add(total)
	v.Totals = PriceTotals{Gross: dollars(base.add(excluded)), Excluded: reimbursed.ExcludedTotal, Base: dollars(base),
		Reimbursed:    reimbursed.Total,
		EmployerShare: reimbursed.EmployerShare, Supplements: dollars(supplements), Cost: dollars(total.add(supplements))}
	d.Value = v
	return d, nil
}

// checkSupplements asks for supplements inside the placement, each day in one of
// them.
func (in PriceInput) checkSupplements(steps []Dated) error {
	last := in.End
	if last.IsZero() {
		last = steps[len(steps)-1].To
	}
	for i, s := range in.Supplements {
		if err := checkSpan(calendar.Period{From: s.From, To: s.To}, in.Start, last); err != nil {
			return within(fmt.Sprintf("supplements[%d]", i), err)
		}
	}
	return checkOverlap("supplements", len(in.Supplements), func(i int) calendar.Period {
		return calendar.Period{From: in.Supplements[i].From, To: in.Supplements[i].To}
	})
}

// checkFluctuating refuses what only a top-up asks: TD-02 takes the net of the pay stubs.
func (s Supplement) checkFluctuating() error {
	for _, given := range [...]struct {
		field string
		value decimal.Decimal
	}{{"actual_net", s.ActualNet}, {"estimated_net", s.EstimatedNet}, {"actual_wages", s.ActualWages}} {
		if rule.IsSet(given.value) {
			return &rule.InputError{Field: given.field, Problem: "an amount beside fluctuating is not valid",
				Expected: "none: where the pay fluctuates the net of each pay stub is taken"}
		}
	}
	return rule.CheckFlag("existing", s.Existing)
}

// supplement gives what the worker is paid for the days of a supplement.
func (p *Policy) supplement(s Supplement, stubs []Stub) (SupplementPrice, []rule.Finding, error) {
	out := SupplementPrice{From: s.From, To: s.To}
	if s.Fluctuating {
		if err := s.checkFluctuating(); err != nil {
			return out, nil, err
		}
		question := TD02Input{PreAccidentNet: s.PreAccidentNet, Accident: s.Accident, Facts: s.Facts, PayPeriods: []NetPay{}}
		span := calendar.Period{From: s.From, To: s.To}
		for _, stub := range stubs {
			period := calendar.Period{From: stub.From, To: stub.To}
			switch {
			case !period.Overlaps(span):
				continue
			case !span.Contains(stub.From) || !span.Contains(stub.To):
				return out, nil, &rule.InputError{Field: "to", Value: s.To.String(), Problem: "cuts the pay period " + period.String(),
					Expected: "the days of whole pay periods, where the pay fluctuates"}
			}
			question.PayPeriods = append(question.PayPeriods, NetPay{From: stub.From, To: stub.To, Net: stub.Net})
		}
		d, err := p.TD02(question)
		out.TD02, out.Total = &d.Value, d.Value.Total
		return out, d.Findings, err
	}
	topUp, err := p.TopUp(TopUpInput{Existing: s.Existing, Per: Year, Accident: s.Accident, Facts: s.Facts, PreAccidentNet: s.PreAccidentNet, ActualNet: s.ActualNet,
		EstimatedNet: s.EstimatedNet, ActualWages: s.ActualWages})
	if err != nil {
		return out, nil, err
	}
	months, err := p.PartMonth(PartMonthInput{Monthly: *topUp.Value.Monthly, From: s.From, To: s.To})
	out.TopUp, out.Months, out.Total = &topUp.Value, months.Value.Months, months.Value.Total
	return out, append(topUp.Findings, months.Findings...), err
}
