package placement

import (
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// An EventName is the word by which an event is known in JSON and in findings.
type EventName string

// The events, in the order of the procedure.
const (
	propose          EventName = "propose"
	arrangeSupport   EventName = "arrange_support"
	agreeTerms       EventName = "agree_terms"
	assess           EventName = "assess"
	approve          EventName = "approve"
	refuse           EventName = "refuse"
	confirmDenial    EventName = "confirm_denial"
	rejectDenial     EventName = "reject_denial"
	sendAgreement    EventName = "send_agreement"
	returnSigned     EventName = "return_signed"
	decline          EventName = "decline"
	decideSuspension EventName = "decide_suspension"
	begin            EventName = "begin"
	contact          EventName = "contact"
	raiseIssue       EventName = "raise_issue"
	resolveIssue     EventName = "resolve_issue"
	discontinue      EventName = "discontinue"
	returnClaim      EventName = "return_claim"
	requestExtension EventName = "request_extension"
	decideExtension  EventName = "decide_extension"
	conclude         EventName = "conclude"
	determine        EventName = "determine"
)

// An Event is something that happened to a placement: one of the structs of
// this file, by value. On is its day and By the role that reports it; where
// the procedure names nobody By may stay empty. A fact left unset was not
// stated; a provision that needs it refuses the event and names it.
type Event interface {
	// Name returns the word by which the event is known.
	Name() EventName
	happened() (on calendar.Date, by rule.Role)
	// check finds values that cannot be, whatever the case.
	check(p *Policy) error
	// ask states the facts that the rows may ask, from the case and the event.
	ask(p *Policy, c *Case, f *Facts) error
	// act carries out the row that fired.
	act(s *change) error
}

// Propose puts terms to the worker and the employer, in place of those proposed
// before. They need not be complete.
type Propose struct {
	On    calendar.Date `json:"on"`
	By    rule.Role     `json:"by,omitempty"`
	Terms Terms         `json:"terms,omitzero"`
}

// ArrangeSupport records a resource that may resolve a concern, such as an
// in-person meeting at the worksite or an ergonomic assessment.
type ArrangeSupport struct {
	On   calendar.Date `json:"on"`
	By   rule.Role     `json:"by,omitempty"`
	What string        `json:"what,omitempty"`
}

// AgreeTerms confirms that all parties have agreed to the proposed terms.
type AgreeTerms struct {
	On calendar.Date `json:"on"`
	By rule.Role     `json:"by,omitempty"`
}

// Assess determines whether the placement is suitable, and what that rests on.
type Assess struct {
	On                  calendar.Date   `json:"on"`
	By                  rule.Role       `json:"by,omitempty"`
	Suitable            rule.Flag       `json:"suitable,omitzero"`
	WithinRestrictions  rule.Flag       `json:"within_restrictions,omitzero"`    // the duties suit the work restrictions
	PermanentLikely     rule.Flag       `json:"permanent_likely,omitzero"`       // it is likely to end in a permanent job
	GainsSkills         rule.Flag       `json:"gains_skills,omitzero"`           // the worker gains skills and experience for a specific job
	LongEnough          rule.Flag       `json:"long_enough,omitzero"`            // it is long enough to become competitively employable
	BetterThanJobSearch rule.Flag       `json:"better_than_job_search,omitzero"` // it is better than supported job search
	CumulativeCost      decimal.Decimal `json:"cumulative_cost,omitzero"`        // of re-employment services and placement, dollars; optional
}

// assessNames are the facts that an assessment must state: the considerations
// of step 2 only where the placement is found suitable.
var assessNames = []string{"suitable", "within_restrictions", "permanent_likely", "gains_skills", "long_enough", "better_than_job_search"}

// Approve is the approval of a placement by a role that is needed for it.
type Approve struct {
	On       calendar.Date `json:"on"`
	By       rule.Role     `json:"by,omitempty"`
	FileNote string        `json:"file_note,omitempty"` // "via a file note sent to the decision maker"
}

// Refuse is the denial of a placement by a role whose approval is needed.
type Refuse struct {
	On     calendar.Date `json:"on"`
	By     rule.Role     `json:"by,omitempty"`
	Reason string        `json:"reason,omitempty"`
}

// ConfirmDenial is the supervisor's approval of a denial.
type ConfirmDenial struct {
	On calendar.Date `json:"on"`
	By rule.Role     `json:"by,omitempty"`
}

// RejectDenial is the supervisor's rejection of a denial.
type RejectDenial struct {
	On     calendar.Date `json:"on"`
	By     rule.Role     `json:"by,omitempty"`
	Reason string        `json:"reason,omitempty"`
}

// SendAgreement sends the agreement to the employer and a copy to the worker.
type SendAgreement struct {
	On calendar.Date `json:"on"`
	By rule.Role     `json:"by,omitempty"`
}

// ReturnSigned is the return of the signed agreement.
type ReturnSigned struct {
	On       calendar.Date `json:"on"`
	By       rule.Role     `json:"by,omitempty"`
	Complete rule.Flag     `json:"complete,omitzero"`
}

// Decline is the worker's decision not to participate. ReadyForRE is needed
// where the employer is a new one; there, if one of FitForDuties and ReadyForRE
// is no, the other may be left unset. WouldHaveFailed is needed where the
// decline has consequences.
type Decline struct {
	On                calendar.Date `json:"on"`
	By                rule.Role     `json:"by,omitempty"`
	BarriersAddressed rule.Flag     `json:"barriers_addressed,omitzero"` // the reasons were confirmed, solutions identified
	FitForDuties      rule.Flag     `json:"fit_for_duties,omitzero"`     // the fitness level
	ReadyForRE        rule.Flag     `json:"ready_for_re,omitzero"`       // ready to participate in re-employment services
	WouldHaveFailed   rule.Flag     `json:"would_have_failed,omitzero"`  // evidence that the worker would not have been successful
}

var declineNames = []string{"barriers_addressed", "fit_for_duties", "ready_for_re", "would_have_failed"}

// DecideSuspension is the supervisor's decision on a recommended suspension.
type DecideSuspension struct {
	On      calendar.Date `json:"on"`
	By      rule.Role     `json:"by,omitempty"`
	Approve rule.Flag     `json:"approve,omitzero"`
}

// Begin is the first day of the worker in the placement. The plan follows the
// terms, also when they say another day.
type Begin struct {
	On calendar.Date `json:"on"`
	By rule.Role     `json:"by,omitempty"`
}

// Contact is a contact with the worker, the employer or both.
type Contact struct {
	On      calendar.Date `json:"on"`
	By      rule.Role     `json:"by,omitempty"`
	Parties []rule.Role   `json:"parties,omitempty"` // worker, employer
}

// RaiseIssue is an issue or barrier identified during the placement.
type RaiseIssue struct {
	On    calendar.Date `json:"on"`
	By    rule.Role     `json:"by,omitempty"`
	Issue string        `json:"issue,omitempty"`
}

// ResolveIssue ends an action plan; one of its two facts is true.
type ResolveIssue struct {
	On          calendar.Date `json:"on"`
	By          rule.Role     `json:"by,omitempty"`
	Resolved    rule.Flag     `json:"resolved,omitzero"`
	Progressing rule.Flag     `json:"progressing,omitzero"` // "appear to be progressing toward resolution"
}

// Discontinue ends a placement before its term. All facts are required: the
// procedure has them confirmed.
type Discontinue struct {
	On             calendar.Date   `json:"on"`
	By             rule.Role       `json:"by,omitempty"`               // who reports it: anyone
	EndedBy        rule.Role       `json:"ended_by,omitempty"`         // who discontinued it
	Why            string          `json:"why,omitempty"`              // why it was discontinued
	JobDemands     string          `json:"job_demands,omitempty"`      // what the job demands
	StartingWage   decimal.Decimal `json:"starting_wage,omitzero"`     // what the employer would pay to start
	WageAfterAYear decimal.Decimal `json:"wage_after_a_year,omitzero"` // what it would pay after a year, in the same unit
}

var discontinueNames = []string{"ended_by", "why", "job_demands", "starting_wage", "wage_after_a_year"}

// ReturnClaim returns the claim from the case assistant to the decision maker.
type ReturnClaim struct {
	On calendar.Date `json:"on"`
	By rule.Role     `json:"by,omitempty"`
}

// RequestExtension is the employer's request. TrainingEnd and Schedule are
// optional: an extension of the training of a TaP, a new subsidy schedule.
type RequestExtension struct {
	On                    calendar.Date `json:"on"`
	By                    rule.Role     `json:"by,omitempty"`
	End                   calendar.Date `json:"end,omitzero"`
	TrainingEnd           calendar.Date `json:"training_end,omitzero"`
	ImprovesEmployability rule.Flag     `json:"improves_employability,omitzero"`
	Reason                string        `json:"reason,omitempty"`
	Schedule              []Step        `json:"schedule,omitempty"`
}

var extensionNames = []string{"end", "improves_employability", "reason"}

// DecideExtension is a decision on a requested extension, by the decision maker
// or by each role whose approval its length needs.
type DecideExtension struct {
	On      calendar.Date `json:"on"`
	By      rule.Role     `json:"by,omitempty"`
	Approve rule.Flag     `json:"approve,omitzero"`
}

// Conclude ends a placement at its term.
type Conclude struct {
	On             calendar.Date     `json:"on"`
	By             rule.Role         `json:"by,omitempty"`
	Successful     rule.Flag         `json:"successful,omitzero"`
	Permanent      rule.Flag         `json:"permanent,omitzero"`        // a permanent employment opportunity is available
	Continuing     rule.Flag         `json:"continuing,omitzero"`       // the worker goes on in the position
	EndedBy        rule.Role         `json:"ended_by,omitempty"`        // worker or employer, when the worker does not continue; optional
	ExpectedRaises []decimal.Decimal `json:"expected_raises,omitempty"` // one a year for five years; optional
}

var concludeNames = []string{"successful", "permanent", "continuing"}

// Determine asks step 7 for the outcome. Which facts it needs depends on the
// row; those that are missing are named in the answer.
type Determine struct {
	On                   calendar.Date   `json:"on"`
	By                   rule.Role       `json:"by,omitempty"`
	SkillsSufficient     rule.Flag       `json:"skills_sufficient,omitzero"`      // the skills suffice to be competitively employable in the position
	LongTermJobOption    rule.Flag       `json:"long_term_job_option,omitzero"`   // the worker has one
	SJSWeeksUsed         *int            `json:"sjs_weeks_used,omitempty"`        // weeks of supported job search
	ReasonableToContinue rule.Flag       `json:"reasonable_to_continue,omitzero"` // "as the position was physically suitable"
	LossRemaining        rule.Flag       `json:"loss_remaining,omitzero"`         // a loss of earnings remains
	LossEndsWithinYears  decimal.Decimal `json:"loss_ends_within_years,omitzero"` // years until the loss of earnings ends
	PlacementEarnings    decimal.Decimal `json:"placement_earnings,omitzero"`     // of the placement, dollars, for the same time as the next
	JobOptionEarnings    decimal.Decimal `json:"job_option_earnings,omitzero"`    // of a job option identified earlier
	JobLead              rule.Flag       `json:"job_lead,omitzero"`               // a job lead was identified for it
}
