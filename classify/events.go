package classify

import (
	"encoding/json"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// An EventName is the word by which an event is known in JSON and in findings. The zero
// value is no event.
type EventName string

// The events.
const (
	review             EventName = "review"
	decide             EventName = "decide"
	nonparticipation   EventName = "nonparticipation"
	noncompliance      EventName = "noncompliance"
	exclude            EventName = "exclude"
	liftExclusion      EventName = "lift_exclusion"
	order              EventName = "order"
	setAside           EventName = "set_aside"
	setCommittee       EventName = "set_bargained_committee"
	closePeriod        EventName = "close_period"
	closeQuarter       EventName = "close_quarter"
	notify             EventName = "notify"
	receivePlan        EventName = "receive_plan"
	answerPlan         EventName = "answer_plan"
	receiveReport      EventName = "receive_report"
	completeInspection EventName = "complete_inspection"
	complete           EventName = "complete"
)

// An Event is something that was done about an employer: one of the structs of
// this file, by value. On is its day and By the role that reports it. An event of
// the commission that names nobody is taken as the commission's, but for those
// that decide (Decide, Exclude, LiftExclusion, Order, SetAside); where the rule
// names nobody By may stay empty. Nil is no event: an input error.
type Event interface {
	// Name returns the word by which the event is known.
	Name() EventName
	// Event is one of this package.
	event()
}

// Review is the commission's review of one review period (4.4, 5.7), and before
// any classification the reading of Table 85-23A. How long a review period is
// the text at hand does not say; the review says its first and last day. The zero value
// lacks its day: an input error.
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

// Decide is the commission's decision on a recommendation of 4.4.2 or 5.7.3,
// which are "subject to the discretion of the commission under section eight". The zero
// value lacks its day: an input error.
type Decide struct {
	On      calendar.Date `json:"on"`
	By      rule.Role     `json:"by,omitempty"`
	Approve rule.Flag     `json:"approve,omitzero"`
	Reason  string        `json:"reason,omitempty"`
}

// Nonparticipation is the finding that the employer does not participate in the
// requirements of its tier (6.1.1, 6.1.2). The zero value lacks its day: an input error.
type Nonparticipation struct {
	On     calendar.Date `json:"on"`
	By     rule.Role     `json:"by,omitempty"`
	Reason string        `json:"reason,omitempty"`
}

// Noncompliance is the finding that the employer does not comply with the
// requirements for target program employers (6.1.3). The zero value lacks its day: an input error.
type Noncompliance struct {
	On     calendar.Date `json:"on"`
	By     rule.Role     `json:"by,omitempty"`
	Reason string        `json:"reason,omitempty"`
}

// Exclude is the commission's exclusion of the employer under section eight
// (3.5). The zero value lacks its day: an input error.
type Exclude struct {
	On     calendar.Date `json:"on"`
	By     rule.Role     `json:"by,omitempty"`
	Reason string        `json:"reason,omitempty"`
}

// LiftExclusion ends the commission's exclusion of the employer (3.5). The zero value
// lacks its day: an input error.
type LiftExclusion struct {
	On     calendar.Date `json:"on"`
	By     rule.Role     `json:"by,omitempty"`
	Reason string        `json:"reason,omitempty"`
}

// Order is an order of the commission by which an employer leaves tier three. The zero
// value lacks its day: an input error.
type Order struct {
	On     calendar.Date `json:"on"`
	By     rule.Role     `json:"by,omitempty"`
	To     Tier          `json:"to,omitempty"` // none, focus or target
	Reason string        `json:"reason,omitempty"`
}

// SetAside is the decision on a protest that a designation was wrong (10.1, 10.4):
// the employer is put in the tier To. The zero value lacks its day: an input error.
type SetAside struct {
	On     calendar.Date `json:"on"`
	By     rule.Role     `json:"by,omitempty"`
	To     Tier          `json:"to,omitempty"`
	Reason string        `json:"reason,omitempty"`
}

// SetBargainedCommittee says that from now on the employer is, or is no more, a
// member of a group whose bargained safety committee meets the rule (5.3.1). The zero
// value lacks its day: an input error.
type SetBargainedCommittee struct {
	On        calendar.Date `json:"on"`
	By        rule.Role     `json:"by,omitempty"`
	Qualifies rule.Flag     `json:"qualifies,omitzero"`
}

// ClosePeriod is the conclusion of a review period (4.3, 4.4). The zero value lacks its
// day: an input error.
type ClosePeriod struct {
	On   calendar.Date `json:"on"`
	By   rule.Role     `json:"by,omitempty"`
	From calendar.Date `json:"from,omitzero"`
	To   calendar.Date `json:"to,omitzero"`
}

// CloseQuarter is the end of a calendar quarter (5.5.1). The zero value lacks its day: an
// input error.
type CloseQuarter struct {
	On      calendar.Date    `json:"on"`
	By      rule.Role        `json:"by,omitempty"`
	Quarter calendar.Quarter `json:"quarter,omitzero"`
}

// Notify is the commission's notice to the employer of its classification or
// reclassification (4.1, 4.5, 5.1, 5.8, 6.2). On is the day on which it was sent. The
// zero value lacks its day: an input error.
type Notify struct {
	On       calendar.Date `json:"on"`
	By       rule.Role     `json:"by,omitempty"`
	Received calendar.Date `json:"received,omitzero"` // the day on which the employer received it
}

// ReceivePlan is the commission's receipt of the employer's plan (5.4). The zero value
// lacks its day: an input error.
type ReceivePlan struct {
	On      calendar.Date `json:"on"`
	By      rule.Role     `json:"by,omitempty"`
	Revised rule.Flag     `json:"revised,omitzero"` // with the changes that the commission required (5.4.1)
}

// AnswerPlan is the commission's answer to a plan: that it is accepted, or which
// changes are required (5.4.1). The zero value lacks its day: an input error.
type AnswerPlan struct {
	On       calendar.Date `json:"on"`
	By       rule.Role     `json:"by,omitempty"`
	Accepted rule.Flag     `json:"accepted,omitzero"`
	Changes  string        `json:"changes,omitempty"`
}

// ReceiveReport is the commission's receipt of a quarterly report (5.5). The zero value
// lacks its day: an input error.
type ReceiveReport struct {
	On      calendar.Date    `json:"on"`
	By      rule.Role        `json:"by,omitempty"`
	Quarter calendar.Quarter `json:"quarter,omitzero"`
	// SecondOfPeriod: it is the report "for the second quarter of the review
	// period", from which the time for the review runs (5.7).
	SecondOfPeriod rule.Flag `json:"second_of_period,omitzero"`
	// Meetings is how many meetings the safety committee held, a whole number.
	Meetings decimal.Decimal `json:"meetings,omitzero"`
	// Minutes: copies of the committee's minutes are with the report.
	Minutes rule.Flag `json:"minutes,omitzero"`
	// Inspections: the results of facility inspections are in it.
	Inspections rule.Flag `json:"inspections,omitzero"`
}

// MarshalJSON writes the number of meetings as it was given, also when it is zero.
func (e ReceiveReport) MarshalJSON() ([]byte, error) {
	type rest ReceiveReport
	return json.Marshal(struct {
		rest
		Meetings *string `json:"meetings,omitempty"`
	}{rest(e), text(e.Meetings)})
}

// CompleteInspection is the completion of an inspection (5.6). The zero value lacks its
// day: an input error.
type CompleteInspection struct {
	On   calendar.Date `json:"on"`
	By   rule.Role     `json:"by,omitempty"`
	Site string        `json:"site,omitempty"` // what was inspected
}

// Complete says that a duty is done: seminar, safety_committee, claims_report,
// report_copies, plan_review, inspection_report or review. Of several with one id
// it is the one that For names, else the one due first. The zero value lacks its day: an
// input error.
type Complete struct {
	On     calendar.Date `json:"on"`
	By     rule.Role     `json:"by,omitempty"`
	Duty   string        `json:"duty,omitempty"`
	For    string        `json:"for,omitempty"`    // what the duty is about, as the duty says it
	Reason string        `json:"reason,omitempty"` // of a review that is not made: why
}

// completed are the duties that Complete can close.
var completed = []string{DutySeminar, DutySafetyCommittee, DutyClaimsReport, DutyReportCopies, DutyPlanReview, DutyInspectionReport, DutyReview}

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

// Name returns "lift_exclusion".
func (LiftExclusion) Name() EventName { return liftExclusion }

// Name returns "order".
func (Order) Name() EventName { return order }

// Name returns "set_aside".
func (SetAside) Name() EventName { return setAside }

// Name returns "set_bargained_committee".
func (SetBargainedCommittee) Name() EventName { return setCommittee }

// Name returns "close_period".
func (ClosePeriod) Name() EventName { return closePeriod }

// Name returns "close_quarter".
func (CloseQuarter) Name() EventName { return closeQuarter }

// Name returns "notify".
func (Notify) Name() EventName { return notify }

// Name returns "receive_plan".
func (ReceivePlan) Name() EventName { return receivePlan }

// Name returns "answer_plan".
func (AnswerPlan) Name() EventName { return answerPlan }

// Name returns "receive_report".
func (ReceiveReport) Name() EventName { return receiveReport }

// Name returns "complete_inspection".
func (CompleteInspection) Name() EventName { return completeInspection }

// Name returns "complete".
func (Complete) Name() EventName { return complete }

func (Review) event()                {}
func (Decide) event()                {}
func (Nonparticipation) event()      {}
func (Noncompliance) event()         {}
func (Exclude) event()               {}
func (LiftExclusion) event()         {}
func (Order) event()                 {}
func (SetAside) event()              {}
func (SetBargainedCommittee) event() {}
func (ClosePeriod) event()           {}
func (CloseQuarter) event()          {}
func (Notify) event()                {}
func (ReceivePlan) event()           {}
func (AnswerPlan) event()            {}
func (ReceiveReport) event()         {}
func (CompleteInspection) event()    {}
func (Complete) event()              {}
