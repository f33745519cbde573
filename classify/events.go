package classify

import (
	"encoding/json"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// An EventName is the word by which an event is known in JSON and in findings.
type EventName string

// The events.
const (
	review             EventName = "review"
	decide             EventName = "decide"
	nonparticipation   EventName = "nonparticipation"
	noncompliance      EventName = "noncompliance"
	exclude            EventName = "exclude"
	order              EventName = "order"
	closePeriod        EventName = "close_period"
	closeQuarter       EventName = "close_quarter"
	notify             EventName = "notify"
	receivePlan        EventName = "receive_plan"
	receiveReport      EventName = "receive_report"
	completeInspection EventName = "complete_inspection"
	complete           EventName = "complete"
)

// An Event is something that happened to an employer: one of the structs of
// this file, by value. On is its day and By the role that reports it; where
// the rule names nobody By may stay empty.
type Event interface {
	// Name returns the word by which the event is known.
	Name() EventName
	happened() (on calendar.Date, by rule.Role)
	// ask checks the event for values that cannot be, and states the facts
	// that the rows may ask of it.
	ask(s *change, f *Facts) error
	// act carries out the row that fired.
	act(s *change, fired row, f *Facts) error
}

// Review is the commission's review of one review period (4.4, 5.7), and before
// any classification the reading of Table 85-23A. How long a review period is
// the text at hand does not say; the review says its first and last day.
type Review struct {
	On calendar.Date `json:"on"`
	By rule.Role     `json:"by,omitempty"`
	// From is the first day of the review period.
	From calendar.Date `json:"from,omitzero"`
	// To is the last day of the review period.
	To calendar.Date `json:"to,omitzero"`
	// ThreeYearPremium is the premium tax paid over the last three full
	// calendar years, dollars; of a new subscriber the projected premium.
	ThreeYearPremium decimal.Decimal `json:"three_year_premium,omitzero"`
	// EMF is the experience modification factor. It is never rounded.
	EMF decimal.Decimal `json:"emf,omitzero"`
	// NewSubscriber: the employer is classified on its projected premium (7.2).
	NewSubscriber rule.Flag `json:"new_subscriber,omitzero"`
	// Facts are further facts that the policy declares, as text.
	Facts map[string]string `json:"facts,omitempty"`
}

// MarshalJSON writes the amounts with the digits that were given, and leaves out
// those that are missing.
func (e Review) MarshalJSON() ([]byte, error) {
	type rest Review
	return json.Marshal(struct {
		rest
		ThreeYearPremium *string `json:"three_year_premium,omitempty"`
		EMF              *string `json:"emf,omitempty"`
	}{rest(e), text(e.ThreeYearPremium), text(e.EMF)})
}

// text is an amount as text, or nil when it is missing.
func text(d decimal.Decimal) *string {
	if !rule.IsSet(d) {
		return nil
	}
	s := digits(d)
	return &s
}

// Decide is the commission's decision on a recommendation of 4.4.2 or 5.7.3,
// which are "subject to the discretion of the commission under section eight".
type Decide struct {
	On      calendar.Date `json:"on"`
	By      rule.Role     `json:"by,omitempty"`
	Approve rule.Flag     `json:"approve,omitzero"`
	Reason  string        `json:"reason,omitempty"`
}

// Nonparticipation is the finding that the employer does not participate in the
// requirements of its tier (6.1.1, 6.1.2).
type Nonparticipation struct {
	On     calendar.Date `json:"on"`
	By     rule.Role     `json:"by,omitempty"`
	Reason string        `json:"reason,omitempty"`
}

// Noncompliance is the finding that the employer does not comply with the
// requirements for target program employers (6.1.3).
type Noncompliance struct {
	On     calendar.Date `json:"on"`
	By     rule.Role     `json:"by,omitempty"`
	Reason string        `json:"reason,omitempty"`
}

// Exclude is the commission's exclusion of the employer under section eight
// (3.5).
type Exclude struct {
	On     calendar.Date `json:"on"`
	By     rule.Role     `json:"by,omitempty"`
	Reason string        `json:"reason,omitempty"`
}

// Order is an order of the commission by which an employer leaves tier three.
type Order struct {
	On     calendar.Date `json:"on"`
	By     rule.Role     `json:"by,omitempty"`
	To     Tier          `json:"to,omitempty"` // none, focus or target
	Reason string        `json:"reason,omitempty"`
}

// ClosePeriod is the conclusion of a review period (4.3, 4.4).
type ClosePeriod struct {
	On   calendar.Date `json:"on"`
	By   rule.Role     `json:"by,omitempty"`
	From calendar.Date `json:"from,omitzero"`
	To   calendar.Date `json:"to,omitzero"`
}

// CloseQuarter is the end of a calendar quarter (5.5.1).
type CloseQuarter struct {
	On      calendar.Date    `json:"on"`
	By      rule.Role        `json:"by,omitempty"`
	Quarter calendar.Quarter `json:"quarter,omitzero"`
}

// Notify is the commission's notice to the employer of its classification or
// reclassification (4.1, 4.5, 5.1, 5.8, 6.2). On is the day of the notice.
type Notify struct {
	On calendar.Date `json:"on"`
	By rule.Role     `json:"by,omitempty"`
}

// ReceivePlan is the commission's receipt of the employer's plan (5.4).
type ReceivePlan struct {
	On calendar.Date `json:"on"`
	By rule.Role     `json:"by,omitempty"`
}

// ReceiveReport is the commission's receipt of a quarterly report (5.5).
type ReceiveReport struct {
	On      calendar.Date    `json:"on"`
	By      rule.Role        `json:"by,omitempty"`
	Quarter calendar.Quarter `json:"quarter,omitzero"`
	// SecondOfPeriod: it is the report "for the second quarter of the review
	// period", from which the time for the review runs (5.7).
	SecondOfPeriod rule.Flag `json:"second_of_period,omitzero"`
}

// CompleteInspection is the completion of an inspection (5.6).
type CompleteInspection struct {
	On calendar.Date `json:"on"`
	By rule.Role     `json:"by,omitempty"`
}

// Complete says that a duty is done: seminar, safety_committee, claims_report,
// plan_review or inspection_report. Of several with one id it is the one due
// first.
type Complete struct {
	On   calendar.Date `json:"on"`
	By   rule.Role     `json:"by,omitempty"`
	Duty string        `json:"duty,omitempty"`
}

// completed are the duties that Complete can close.
var completed = []string{DutySeminar, DutySafetyCommittee, DutyClaimsReport, DutyPlanReview, DutyInspectionReport}

// Name returns "review".
func (Review) Name() EventName { return review }

// Name returns "decide".
func (Decide) Name() EventName { return decide }

// Name returns "nonparticipation".
func (Nonparticipation) Name() EventName { return nonparticipation }

// Name returns "noncompliance".
func (Noncompliance) Name() EventName { return noncompliance }

// Name returns "exclude".
func (Exclude) Name() EventName { return exclude }

// Name returns "order".
func (Order) Name() EventName { return order }

// Name returns "close_period".
func (ClosePeriod) Name() EventName { return closePeriod }

// Name returns "close_quarter".
func (CloseQuarter) Name() EventName { return closeQuarter }

// Name returns "notify".
func (Notify) Name() EventName { return notify }

// Name returns "receive_plan".
func (ReceivePlan) Name() EventName { return receivePlan }

// Name returns "receive_report".
func (ReceiveReport) Name() EventName { return receiveReport }

// Name returns "complete_inspection".
func (CompleteInspection) Name() EventName { return completeInspection }

// Name returns "complete".
func (Complete) Name() EventName { return complete }

func (e Review) happened() (calendar.Date, rule.Role)             { return e.On, e.By }
func (e Decide) happened() (calendar.Date, rule.Role)             { return e.On, e.By }
func (e Nonparticipation) happened() (calendar.Date, rule.Role)   { return e.On, e.By }
func (e Noncompliance) happened() (calendar.Date, rule.Role)      { return e.On, e.By }
func (e Exclude) happened() (calendar.Date, rule.Role)            { return e.On, e.By }
func (e Order) happened() (calendar.Date, rule.Role)              { return e.On, e.By }
func (e ClosePeriod) happened() (calendar.Date, rule.Role)        { return e.On, e.By }
func (e CloseQuarter) happened() (calendar.Date, rule.Role)       { return e.On, e.By }
func (e Notify) happened() (calendar.Date, rule.Role)             { return e.On, e.By }
func (e ReceivePlan) happened() (calendar.Date, rule.Role)        { return e.On, e.By }
func (e ReceiveReport) happened() (calendar.Date, rule.Role)      { return e.On, e.By }
func (e CompleteInspection) happened() (calendar.Date, rule.Role) { return e.On, e.By }
func (e Complete) happened() (calendar.Date, rule.Role)           { return e.On, e.By }
