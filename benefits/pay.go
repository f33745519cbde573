package benefits

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// SubsidyInput asks what a subsidy pays for an employer's wages.
type SubsidyInput struct {
	// Policy is the id of the subsidy in a scenario or a message, by which a
	// host chooses the Subsidy. Pay itself does not read it.
	Policy   string        `json:"policy,omitempty"`
	Accident calendar.Date `json:"accident,omitzero"`  // where the policy turns on it
	Start    calendar.Date `json:"start"`              // the first subsidised day
	Schedule Schedule      `json:"schedule,omitempty"` // where the steps are the agreement's own
	Wages    []Wage        `json:"wages"`              // in any order, no day in two of them
}

// A Wage is what the employer paid for some days, both ends included.
type Wage struct {
	From  calendar.Date   `json:"from"`
	To    calendar.Date   `json:"to"`
	Gross decimal.Decimal `json:"gross"` // as the scheme counts it; any number of decimals
	Days  int             `json:"days"`  // days worked
}

// Bound names the limit that cut what is paid for a wage.
type Bound string

// The limits, in the order in which one is named on a tie.
const (
	BoundNone   Bound = "none" // nothing was cut
	BoundDay    Bound = "day"
	BoundWeek   Bound = "week"
	BoundStep   Bound = "step"
	BoundTotal  Bound = "total"
	BoundDays   Bound = "days"
	BoundWindow Bound = "window"
)

// A Payment is what a subsidy pays.
type Payment struct {
	Periods []PaidPeriod    `json:"periods"` // one for each wage, in the order given
	Flat    decimal.Decimal `json:"flat"`    // the flat amounts
	Total   decimal.Decimal `json:"total"`   // of Flat and the periods
}

// A PaidPeriod is what is paid for one wage, to the cent, and the limit that
// leaves the least of it.
type PaidPeriod struct {
	Amount  decimal.Decimal `json:"amount"`
	BoundBy Bound           `json:"bound_by"`
}

// Pay gives what the subsidy pays for each wage. The wages are reckoned in the
// order of their days. A wage that lies in several steps, weeks or years, or
// partly in the window, is cut by calendar days; a limit of days paid counts
// pro rata by its days worked. Amounts are exact until each period's is rounded
// once, to the cent; limits that run on are reckoned on the printed amounts.
// Wages after the last step pay 0.00. Errors are InputErrors.
func (s *Subsidy) Pay(in SubsidyInput) (rule.Decision[Payment], error) {
	text, findings, err := s.text(in.Accident)
	if err != nil {
		return rule.Decision[Payment]{}, err
	}
	plan, err := text.plan(in)
	if err != nil {
		return rule.Decision[Payment]{}, err
	}
	spans, err := text.checkWages(in)
	if err != nil {
		return rule.Decision[Payment]{}, err
	}
	t := newTill(s, text, plan, findings)
	v := Payment{Periods: make([]PaidPeriod, len(in.Wages))}
	for _, i := range inOrder(spans) {
		if v.Periods[i], err = t.pay(in.Wages[i]); err != nil {
			return rule.Decision[Payment]{}, within(fmt.Sprintf("wages[%d]", i), err)
		}
	}
	v.Flat, v.Total = dollars(t.flat), dollars(t.total)
	t.find(rule.Stated{Cite: text.Cite, Holds: true, Facts: []rule.Fact{rule.Str("total", v.Total.StringFixed(2))},
		Text: fmt.Sprintf("The subsidy comes to %s in all.", money(v.Total))}.Finding())
	return rule.Decision[Payment]{Value: v, Findings: t.findings}, nil
}

// checkWages asks for wages that can be paid for, each day in one of them.
func (t Text) checkWages(in SubsidyInput) ([]calendar.Period, error) {
	if in.Wages == nil {
		return nil, &rule.InputError{Field: "wages", Expected: "a list of wages"}
	}
	spans := make([]calendar.Period, len(in.Wages))
	for i, w := range in.Wages {
		spans[i] = calendar.Period{From: w.From, To: w.To}
		if err := t.checkWage(w, spans[i], in.Start); err != nil {
			return nil, within(fmt.Sprintf("wages[%d]", i), err)
		}
	}
	return spans, checkOverlap("wages", spans)
}

func (t Text) checkWage(w Wage, span calendar.Period, start calendar.Date) error {
	if err := checkPeriod(span); err != nil {
		return err
	}
	if span.From.Before(start) {
		return &rule.InputError{Field: "from", Value: span.From.String(), Problem: "is outside the subsidised time", Expected: "a day on or after the start " + start.String()}
	}
	if err := rule.CheckAmount("gross", w.Gross); err != nil {
		return err
	}
	switch all := span.Days(); {
	case w.Days < 0:
		return &rule.InputError{Field: "days", Value: fmt.Sprint(w.Days), Problem: "is negative", Expected: "zero or more days worked"}
	case w.Days > all:
		return &rule.InputError{Field: "days", Value: fmt.Sprint(w.Days), Expected: fmt.Sprintf("no more than the %d days of the wage", all)}
	case w.Days == 0 && w.Gross.Sign() > 0 && t.countsDays():
		return &rule.InputError{Field: "days", Value: "0", Problem: "is no number of days for a wage", Expected: "the days worked, by which the policy pays"}
	}
	return nil
}

// countsDays reports whether the days worked change what is paid.
func (t Text) countsDays() bool {
	for _, s := range t.Steps {
		if s.PerDay != nil {
			return true
		}
	}
	return t.Days != nil
}
