package placement

import (
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// An EventName is the word by which an event is known in JSON and in findings. The zero
// value is no event.
type EventName string

// The events, in the order of the procedure.
const (
	propose           EventName = "propose"
	arrangeSupport    EventName = "arrange_support"
	agreeTerms        EventName = "agree_terms"
	assess            EventName = "assess"
	approve           EventName = "approve"
	refuse            EventName = "refuse"
	confirmDenial     EventName = "confirm_denial"
	rejectDenial      EventName = "reject_denial"
	sendAgreement     EventName = "send_agreement"
	returnSigned      EventName = "return_signed"
	decline           EventName = "decline"
	withdraw          EventName = "withdraw"
	decideSuspension  EventName = "decide_suspension"
	amendTerms        EventName = "amend_terms"
	implementWageLoss EventName = "implement_wage_loss"
	begin             EventName = "begin"
	contact           EventName = "contact"
	raiseIssue        EventName = "raise_issue"
	resolveIssue      EventName = "resolve_issue"
	suspend           EventName = "suspend"
	resume            EventName = "resume"
	discontinue       EventName = "discontinue"
	returnClaim       EventName = "return_claim"
	requestExtension  EventName = "request_extension"
	decideExtension   EventName = "decide_extension"
	conclude          EventName = "conclude"
	determine         EventName = "determine"
)

// An Event is something that happened to a placement: one of the structs of
// this file, by value. On is its day and By the role that reports it; where
// the procedure names nobody By may stay empty. A fact left unset was not
// stated; a provision that needs it refuses the event and names it. Nil is no event: an
// input error.
type Event interface {
	// Name returns the word by which the event is known.
	Name() EventName
}

// Propose puts terms to the worker and the employer, in place of those proposed
// before. They need not be complete. The zero value lacks its day: an input error.
type Propose struct {
	On    calendar.Date `json:"on"`
	By    rule.Role     `json:"by,omitempty"`
	Terms Terms         `json:"terms,omitzero"`
}

// ArrangeSupport records a resource that may resolve a concern, such as an
// in-person meeting at the worksite or an ergonomic assessment. The zero value lacks its
// day: an input error.
type ArrangeSupport struct {
	On   calendar.Date `json:"on"`
	By   rule.Role     `json:"by,omitempty"`
	What string        `json:"what,omitempty"`
}

// AgreeTerms confirms that all parties have agreed to the proposed terms. The zero value
// lacks its day: an input error.
type AgreeTerms struct {
	On calendar.Date `json:"on"`
	By rule.Role     `json:"by,omitempty"`
}

// Assess determines whether the placement is suitable, and what that rests on. The zero
// value lacks its day: an input error.
type Assess struct {
	On                  calendar.Date   `json:"on"`
	By                  rule.Role       `json:"by,omitempty"`
	Suitable            rule.Flag       `json:"suitable,omitzero"`
	WithinRestrictions  rule.Flag       `json:"within_restrictions,omitzero"`    // the duties suit the work restrictions
	PermanentLikely     rule.Flag       `json:"permanent_likely,omitzero"`       // it is likely to end in a permanent job
	GainsSkills         rule.Flag       `json:"gains_skills,omitzero"`           // the worker gains skills and experience for a specific job
	LongEnough          rule.Flag       `json:"long_enough,omitzero"`            // it is long enough to become competitively employable
	BetterThanJobSearch rule.Flag       `json:"better_than_job_search,omitzero"` // it is better than supported job search
	CumulativeCost      decimal.Decimal `json:"cumulative_cost,omitzero"`        // of re-employment services and placement, dollars; where the policy states levels of authority
	Rationale           string          `json:"rationale,omitempty"`             // why it is not suitable
}

// Approve is the approval of a placement by a role that is needed for it. The zero value
// lacks its day: an input error.
type Approve struct {
	On       calendar.Date `json:"on"`
	By       rule.Role     `json:"by,omitempty"`
	FileNote string        `json:"file_note,omitempty"` // "via a file note sent to the decision maker"
}

// Refuse is the denial of a placement by a role whose approval is needed. The zero value
// lacks its day: an input error.
type Refuse struct {
	On     calendar.Date `json:"on"`
	By     rule.Role     `json:"by,omitempty"`
	Reason string        `json:"reason,omitempty"`
}

// ConfirmDenial is the supervisor's approval of a denial. The zero value lacks its day:
// an input error.
type ConfirmDenial struct {
	On calendar.Date `json:"on"`
	By rule.Role     `json:"by,omitempty"`
}

// RejectDenial is the supervisor's rejection of a denial. The zero value lacks its day:
// an input error.
type RejectDenial struct {
	On     calendar.Date `json:"on"`
	By     rule.Role     `json:"by,omitempty"`
	Reason string        `json:"reason,omitempty"`
}

// SendAgreement sends the agreement to the employer and a copy to the worker. The zero
// value lacks its day: an input error.
type SendAgreement struct {
	On calendar.Date `json:"on"`
	By rule.Role     `json:"by,omitempty"`
}

// ReturnSigned is the return of the signed agreement. The zero value lacks its day: an input error.
type ReturnSigned struct {
	On       calendar.Date `json:"on"`
	By       rule.Role     `json:"by,omitempty"`
	Complete rule.Flag     `json:"complete,omitzero"`
}

// Decline is the worker's decision not to participate. Of an offer that was
// found suitable, ReadyForRE is needed where the employer is a new one; there, if
// one of FitForDuties and ReadyForRE is no, the other may be left unset.
// WouldHaveFailed is needed where the decline has consequences. The zero value lacks its
// day: an input error.
type Decline struct {
	On                calendar.Date   `json:"on"`
	By                rule.Role       `json:"by,omitempty"`
	BarriersAddressed rule.Flag       `json:"barriers_addressed,omitzero"` // the reasons were confirmed, solutions identified
	FitForDuties      rule.Flag       `json:"fit_for_duties,omitzero"`     // the fitness level
	ReadyForRE        rule.Flag       `json:"ready_for_re,omitzero"`       // ready to participate in re-employment services
	WouldHaveFailed   rule.Flag       `json:"would_have_failed,omitzero"`  // evidence that the worker would not have been successful
	Reason            string          `json:"reason,omitempty"`            // why the worker declines; optional
	StartingWage      decimal.Decimal `json:"starting_wage,omitzero"`      // what the employer would pay to start; optional
	WageAfterAYear    decimal.Decimal `json:"wage_after_a_year,omitzero"`  // what it would pay after a year, in the same unit; optional
	WouldBePermanent  rule.Flag       `json:"would_be_permanent,omitzero"` // of a WA: it would have led to a permanent accommodation; optional
}

// Withdraw is the employer's withdrawal before the worker begins. The zero value lacks
// its day: an input error.
type Withdraw struct {
	On     calendar.Date `json:"on"`
	By     rule.Role     `json:"by,omitempty"`
	Reason string        `json:"reason,omitempty"`
}

// DecideSuspension is the supervisor's decision on a recommended suspension. The zero
// value lacks its day: an input error.
type DecideSuspension struct {
	On      calendar.Date `json:"on"`
	By      rule.Role     `json:"by,omitempty"`
	Approve rule.Flag     `json:"approve,omitzero"`
}

// AmendTerms changes terms that were agreed: the pay, the hours, the subsidy
// schedule, or before the worker begins the first day. From may be left out beside
// Start, and is that day. The zero value lacks its day: an input error.
type AmendTerms struct {
	On           calendar.Date   `json:"on"`
	By           rule.Role       `json:"by,omitempty"`
	Agreed       rule.Flag       `json:"agreed,omitzero"`         // by the worker and the employer
	From         calendar.Date   `json:"from,omitzero"`           // the first day of the change
	Salary       Salary          `json:"salary,omitzero"`         // the new one; optional
	HoursPerWeek decimal.Decimal `json:"hours_per_week,omitzero"` // the new ones; optional
	Schedule     []Step          `json:"schedule,omitzero"`       // from that day on; optional
	Start        calendar.Date   `json:"start,omitzero"`          // the new first day of the placement portion; optional
}

// ImplementWageLoss records the wage loss benefit that the decision maker
// implements. The zero value lacks its day: an input error.
type ImplementWageLoss struct {
	On      calendar.Date `json:"on"`
	By      rule.Role     `json:"by,omitempty"`
	Benefit Benefit       `json:"benefit,omitempty"`
}

// Begin is the first day of the worker in the placement. The zero value lacks its day: an
// input error.
type Begin struct {
	On calendar.Date `json:"on"`
	By rule.Role     `json:"by,omitempty"`
}

// Contact is a contact with the worker, the employer or both. The zero value lacks its
// day: an input error.
type Contact struct {
	On      calendar.Date `json:"on"`
	By      rule.Role     `json:"by,omitempty"`
	Parties []rule.Role   `json:"parties,omitempty"` // worker, employer
}

// RaiseIssue is an issue or barrier identified during the placement. The zero value lacks
// its day: an input error.
type RaiseIssue struct {
	On    calendar.Date `json:"on"`
	By    rule.Role     `json:"by,omitempty"`
	Issue string        `json:"issue,omitempty"`
}

// ResolveIssue takes an issue out of the action plan, or all of them; one of its
// two facts is true. The zero value lacks its day: an input error.
type ResolveIssue struct {
	On          calendar.Date `json:"on"`
	By          rule.Role     `json:"by,omitempty"`
	Resolved    rule.Flag     `json:"resolved,omitzero"`
	Progressing rule.Flag     `json:"progressing,omitzero"` // "appear to be progressing toward resolution"
	Issue       string        `json:"issue,omitempty"`      // the one that is taken out; empty: all
}

// Suspend stops a placement for a time. The zero value lacks its day: an input error.
type Suspend struct {
	On     calendar.Date `json:"on"`
	By     rule.Role     `json:"by,omitempty"`
	From   calendar.Date `json:"from,omitzero"` // the first day without the placement
	Reason string        `json:"reason,omitempty"`
}

// Resume ends a suspension; its day is the first day back. The zero value lacks its day:
// an input error.
type Resume struct {
	On calendar.Date `json:"on"`
	By rule.Role     `json:"by,omitempty"`
}

// Discontinue ends a placement before its term. All facts but the last day are
// required: the procedure has them confirmed. The zero value lacks its day: an input error.
type Discontinue struct {
	On             calendar.Date   `json:"on"`
	By             rule.Role       `json:"by,omitempty"`               // who reports it: anyone
	EndedBy        rule.Role       `json:"ended_by,omitempty"`         // who discontinued it
	Why            string          `json:"why,omitempty"`              // why it was discontinued
	JobDemands     string          `json:"job_demands,omitempty"`      // what the job demands
	StartingWage   decimal.Decimal `json:"starting_wage,omitzero"`     // what the employer would pay to start
	WageAfterAYear decimal.Decimal `json:"wage_after_a_year,omitzero"` // what it would pay after a year, in the same unit
	LastDay        calendar.Date   `json:"last_day,omitzero"`          // of the placement; else the day of the event or the end, the earlier
}

// ReturnClaim returns the claim from the case assistant to the decision maker. The zero
// value lacks its day: an input error.
type ReturnClaim struct {
	On calendar.Date `json:"on"`
	By rule.Role     `json:"by,omitempty"`
}

// RequestExtension is the employer's request. TrainingEnd and Schedule are
// optional: an extension of the training of a TaP, a new subsidy schedule. The zero value
// lacks its day: an input error.
type RequestExtension struct {
	On                    calendar.Date   `json:"on"`
	By                    rule.Role       `json:"by,omitempty"`
	End                   calendar.Date   `json:"end,omitzero"`
	TrainingEnd           calendar.Date   `json:"training_end,omitzero"`
	ImprovesEmployability rule.Flag       `json:"improves_employability,omitzero"`
	Reason                string          `json:"reason,omitempty"`
	Schedule              []Step          `json:"schedule,omitzero"`
	CumulativeCost        decimal.Decimal `json:"cumulative_cost,omitzero"` // with the extension, dollars; where the policy states levels of authority
}

// DecideExtension is a decision on a requested extension, by the decision maker
// or by each role whose approval its length needs. The zero value lacks its day: an input error.
type DecideExtension struct {
	On      calendar.Date `json:"on"`
	By      rule.Role     `json:"by,omitempty"`
	Approve rule.Flag     `json:"approve,omitzero"`
}

// Conclude ends a placement at its term. The zero value lacks its day: an input error.
type Conclude struct {
	On             calendar.Date     `json:"on"`
	By             rule.Role         `json:"by,omitempty"`
	Successful     rule.Flag         `json:"successful,omitzero"`
	Permanent      rule.Flag         `json:"permanent,omitzero"`       // a permanent employment opportunity is available
	Continuing     rule.Flag         `json:"continuing,omitzero"`      // the worker goes on in the position
	EndedBy        rule.Role         `json:"ended_by,omitempty"`       // worker or employer, when the worker does not continue; optional
	Why            string            `json:"why,omitempty"`            // why the worker does not continue or it failed; optional
	ExpectedRaises []decimal.Decimal `json:"expected_raises,omitzero"` // one a year for five years; optional
}

// Determine asks step 7 for the outcome. Which facts it needs depends on the
// row; those that are missing are named in the answer. The zero value lacks its day: an
// input error.
type Determine struct {
	On                   calendar.Date   `json:"on"`
	By                   rule.Role       `json:"by,omitempty"`
	SkillsSufficient     rule.Flag       `json:"skills_sufficient,omitzero"`      // the skills suffice to be competitively employable in the position
	LongTermJobOption    rule.Flag       `json:"long_term_job_option,omitzero"`   // the worker has one
	SJSWeeksUsed         *int            `json:"sjs_weeks_used,omitempty"`        // weeks of supported job search
	ReasonableToContinue rule.Flag       `json:"reasonable_to_continue,omitzero"` // "as the position was physically suitable"
	LossRemaining        rule.Flag       `json:"loss_remaining,omitzero"`         // a loss of earnings remains
	LossEndsWithinYears  Years           `json:"loss_ends_within_years,omitzero"` // years until the loss of earnings ends, or none of those known
	PlacementEarnings    decimal.Decimal `json:"placement_earnings,omitzero"`     // of the placement, dollars, for the same time as the next
	JobOptionEarnings    decimal.Decimal `json:"job_option_earnings,omitzero"`    // of a job option identified earlier
	JobLead              rule.Flag       `json:"job_lead,omitzero"`               // a job lead was identified for it
}

// Years is a number of years, or "none" for a loss that ends in no year that is
// known. The zero Years is not stated.
type Years struct {
	Number decimal.Decimal // unset: None says so, or nobody did
	None   bool            // in no year that is known
}

// IsZero reports whether the years were not stated, for omitzero.
func (y Years) IsZero() bool { return !y.None && !rule.IsSet(y.Number) }

// MarshalJSON writes the number with the digits that were given, or "none".
func (y Years) MarshalJSON() ([]byte, error) {
	if y.None {
		return []byte(`"none"`), nil
	}
	return stated{y.Number}.MarshalJSON()
}

// UnmarshalJSON reads a number, as a text or not, or "none".
func (y *Years) UnmarshalJSON(data []byte) error {
	if string(data) == `"none"` {
		*y = Years{None: true}
		return nil
	}
	*y = Years{}
	return strict.UnmarshalJSON(data, &y.Number)
}

// Name returns "propose".
func (Propose) Name() EventName { return propose }

// Name returns "arrange_support".
func (ArrangeSupport) Name() EventName { return arrangeSupport }

// Name returns "agree_terms".
func (AgreeTerms) Name() EventName { return agreeTerms }

// Name returns "assess".
func (Assess) Name() EventName { return assess }

// Name returns "approve".
func (Approve) Name() EventName { return approve }

// Name returns "refuse".
func (Refuse) Name() EventName { return refuse }

// Name returns "confirm_denial".
func (ConfirmDenial) Name() EventName { return confirmDenial }

// Name returns "reject_denial".
func (RejectDenial) Name() EventName { return rejectDenial }

// Name returns "send_agreement".
func (SendAgreement) Name() EventName { return sendAgreement }

// Name returns "return_signed".
func (ReturnSigned) Name() EventName { return returnSigned }

// Name returns "decline".
func (Decline) Name() EventName { return decline }

// Name returns "withdraw".
func (Withdraw) Name() EventName { return withdraw }

// Name returns "decide_suspension".
func (DecideSuspension) Name() EventName { return decideSuspension }

// Name returns "amend_terms".
func (AmendTerms) Name() EventName { return amendTerms }

// Name returns "implement_wage_loss".
func (ImplementWageLoss) Name() EventName { return implementWageLoss }

// Name returns "begin".
func (Begin) Name() EventName { return begin }

// Name returns "contact".
func (Contact) Name() EventName { return contact }

// Name returns "raise_issue".
func (RaiseIssue) Name() EventName { return raiseIssue }

// Name returns "resolve_issue".
func (ResolveIssue) Name() EventName { return resolveIssue }

// Name returns "suspend".
func (Suspend) Name() EventName { return suspend }

// Name returns "resume".
func (Resume) Name() EventName { return resume }

// Name returns "discontinue".
func (Discontinue) Name() EventName { return discontinue }

// Name returns "return_claim".
func (ReturnClaim) Name() EventName { return returnClaim }

// Name returns "request_extension".
func (RequestExtension) Name() EventName { return requestExtension }

// Name returns "decide_extension".
func (DecideExtension) Name() EventName { return decideExtension }

// Name returns "conclude".
func (Conclude) Name() EventName { return conclude }

// Name returns "determine".
func (Determine) Name() EventName { return determine }
