package placement

import (
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/internal/words"
	"github.com/workcomp-go/workcomp/rule"
)

// A State is where a placement stands. The zero value is none of them, an input error:
// Policy.Start gives the first.
type State string

// The states of a placement, in the order of the procedure.
const (
	Negotiating       State = "negotiating"
	Assessing         State = "assessing"
	DenialProposed    State = "denial_proposed"
	AwaitingApproval  State = "awaiting_approval"
	Approved          State = "approved"
	AgreementSent     State = "agreement_sent"
	Agreed            State = "agreed"
	Active            State = "active"
	ActionPlan        State = "action_plan"
	Suspended         State = "suspended"
	AwaitingExtension State = "awaiting_extension"
	Concluded         State = "concluded"
	Discontinued      State = "discontinued"
	Declined          State = "declined"
	Denied            State = "denied"
	Withdrawn         State = "withdrawn"
	Closed            State = "closed"
)

var allStates = []State{Negotiating, Assessing, DenialProposed, AwaitingApproval, Approved, AgreementSent, Agreed, Active, ActionPlan,
	Suspended, AwaitingExtension, Concluded, Discontinued, Declined, Denied, Withdrawn, Closed}

// Values lists the states.
func (State) Values() []string { return words.Texts(allStates) }

// The roles of the procedure.
const (
	CaseManager             rule.Role = "case_manager"
	RESpecialist            rule.Role = "re_specialist" // re-employment specialist
	IndustrySpecialist      rule.Role = "industry_specialist"
	Supervisor              rule.Role = "supervisor"
	ManagerIndustryAccounts rule.Role = "manager_industry_accounts"
	ManagerMillardHealth    rule.Role = "manager_millard_health"
	CustomerServiceManager  rule.Role = "customer_service_manager"
	TOJTeamLead             rule.Role = "toj_team_lead"
	CaseAssistant           rule.Role = "case_assistant"
	Worker                  rule.Role = "worker"
	EmployerRole            rule.Role = "employer"

	// DecisionMaker is any of the case manager, the re-employment specialist
	// and the industry specialist, where a claim is held or a duty owed.
	DecisionMaker rule.Role = "decision_maker"
)

// decisionMakers are the three who may be the decision maker (TOJ-1, note).
var decisionMakers = []rule.Role{CaseManager, RESpecialist, IndustrySpecialist}

var roles = []rule.Role{CaseManager, RESpecialist, IndustrySpecialist, Supervisor, ManagerIndustryAccounts,
	ManagerMillardHealth, CustomerServiceManager, TOJTeamLead, CaseAssistant, Worker, EmployerRole}

// A Suspension is how far the suspension of re-employment benefits has come. The zero
// value is none of them, not even NoSuspension.
type Suspension string

// The stages of a suspension. It stands only when the supervisor approves it.
const (
	NoSuspension          Suspension = "none"
	SuspensionRecommended Suspension = "recommended"
	SuspensionApproved    Suspension = "approved"
	SuspensionNotApproved Suspension = "not_approved"
)

// Values lists the stages of a suspension.
func (Suspension) Values() []string {
	return []string{string(NoSuspension), string(SuspensionRecommended), string(SuspensionApproved), string(SuspensionNotApproved)}
}

// DeclineDetails are what is kept of a decline. The zero value is that of no decline.
type DeclineDetails struct {
	BarriersAddressed rule.Flag       `json:"barriers_addressed,omitzero"`
	FitForDuties      rule.Flag       `json:"fit_for_duties,omitzero"`
	ReadyForRE        rule.Flag       `json:"ready_for_re,omitzero"`
	WouldHaveFailed   rule.Flag       `json:"would_have_failed,omitzero"`
	Reason            string          `json:"reason,omitempty"`
	StartingWage      decimal.Decimal `json:"starting_wage,omitzero"`      // what the employer would pay to start
	WageAfterAYear    decimal.Decimal `json:"wage_after_a_year,omitzero"`  // and after one year in the position
	WouldBePermanent  rule.Flag       `json:"would_be_permanent,omitzero"` // of a WA
}

// An Amendment is a change of terms that were agreed. The zero value changes nothing.
type Amendment struct {
	On           calendar.Date   `json:"on"`   // when it was agreed
	From         calendar.Date   `json:"from"` // the first day of the change
	Salary       Salary          `json:"salary,omitzero"`
	HoursPerWeek decimal.Decimal `json:"hours_per_week,omitzero"`
	Schedule     []Step          `json:"schedule,omitempty"`
	Start        calendar.Date   `json:"start,omitzero"`
}

// A Pause is a time without the placement. The zero value is no time.
type Pause struct {
	From calendar.Date `json:"from"`        // the first day without it
	To   calendar.Date `json:"to,omitzero"` // the last; none while it lasts
}

// A Discontinuation is what must be confirmed when a placement is discontinued
// (TOJ-5, risk of work placement being discontinued). The zero value confirms nothing.
type Discontinuation struct {
	By             rule.Role       `json:"by"`                         // who discontinued it
	Why            string          `json:"why"`                        //
	JobDemands     string          `json:"job_demands"`                //
	StartingWage   decimal.Decimal `json:"starting_wage,omitzero"`     // what the employer would pay to start
	WageAfterAYear decimal.Decimal `json:"wage_after_a_year,omitzero"` // and after one year in the position
}

// A Conclusion is what the worker and the employer confirm before the end of
// the term (TOJ-6). The zero value confirms nothing.
type Conclusion struct {
	Successful     rule.Flag         `json:"successful"`
	Permanent      rule.Flag         `json:"permanent"`     // a permanent employment opportunity is available
	Continuing     rule.Flag         `json:"continuing"`    // the worker goes on in the position
	Why            string            `json:"why,omitempty"` // why the worker does not, or it failed
	ExpectedRaises []decimal.Decimal `json:"expected_raises,omitzero"`
}

// An Extension is what the employer requests (TOJ-6). The zero value requests nothing.
type Extension struct {
	End                   calendar.Date `json:"end"`
	TrainingEnd           calendar.Date `json:"training_end,omitzero"` // of a TaP whose training is extended
	ImprovesEmployability rule.Flag     `json:"improves_employability"`
	Reason                string        `json:"reason"`
	Schedule              []Step        `json:"schedule,omitempty"` // from the day after the old end, a new subsidy schedule, if it brings one
}

// A Case is one placement: a plain value. Start gives the first, Apply the next.
// It marshals to JSON and back without loss. The zero value has no state, an input error.
type Case struct {
	State        State       `json:"state"`
	Terms        Terms       `json:"terms,omitzero"`          // as last proposed, and as extended
	NegotiatedBy rule.Role   `json:"negotiated_by,omitempty"` // who proposed them
	Arranged     []string    `json:"arranged,omitempty"`      // supports arranged while negotiating
	Approvals    []string    `json:"approvals"`               // still needed; alternatives joined by "|"
	ApprovedBy   []rule.Role `json:"approved_by,omitempty"`   // who has approved of those needed now
	Holder       rule.Role   `json:"holder"`                  // who holds the claim
	PaymentCode  string      `json:"payment_code,omitempty"`  // by which the employer is reimbursed
	Rationale    string      `json:"rationale,omitempty"`     // why the placement is not suitable
	Segments     []Segment   `json:"segments,omitempty"`      // of the subsidy schedule, with their first days
	Amendments   []Amendment `json:"amendments,omitempty"`    // of the terms, in the order in which they were agreed
	WageLoss     Benefit     `json:"wage_loss,omitempty"`     // the benefit implemented

	Begun           calendar.Date   `json:"begun,omitzero"`      // the worker's first day
	PlanStart       calendar.Date   `json:"plan_start,omitzero"` // the day from which the plan counts
	FirstContactBy  calendar.Date   `json:"first_contact_by,omitzero"`
	MonthlyContacts []calendar.Date `json:"monthly_contacts"` // all of them, from the start
	ReturnClaimBy   calendar.Date   `json:"return_claim_by,omitzero"`
	Reached         []rule.Role     `json:"reached,omitempty"` // parties heard for the contact that is due
	LetterSent      bool            `json:"letter_sent"`       // CL041G, sent once

	Suspensions   []Pause       `json:"suspensions,omitempty"`
	Issues        []string      `json:"issues"` // under the action plan, in the order in which they were raised
	IssueRaised   calendar.Date `json:"issue_raised,omitzero"`
	NextContactBy calendar.Date `json:"next_contact_by,omitzero"` // in an action plan
	PlanReached   []rule.Role   `json:"plan_reached,omitempty"`   // parties heard for that contact

	Extension Extension `json:"extension,omitzero"` // requested and not yet decided

	Decline                DeclineDetails  `json:"decline,omitzero"`
	AsDeclinedModifiedWork bool            `json:"as_declined_modified_work"`
	Suspension             Suspension      `json:"suspension"`
	REBenefitsEnd          bool            `json:"re_benefits_end"`            // VR-04
	SJSWeeks               int             `json:"sjs_weeks,omitzero"`         // supported job search that remains, at least
	Estimate               Estimate        `json:"estimate,omitempty"`         // which earnings estimate the supplement
	EstimateEarnings       decimal.Decimal `json:"estimate_earnings,omitzero"` // of the position after a year, where they estimate it
	ProcedureEnds          bool            `json:"procedure_ends"`

	LastDay         calendar.Date   `json:"last_day,omitzero"` // of a placement that was discontinued
	Discontinuation Discontinuation `json:"discontinuation,omitzero"`
	Conclusion      Conclusion      `json:"conclusion,omitzero"`
	EndedBy         rule.Role       `json:"ended_by,omitempty"` // who ended the placement, if that was said

	Outcome   Outcome  `json:"outcome,omitempty"`
	Benefit   Benefit  `json:"benefit,omitempty"` // of a conversion
	On        Basis    `json:"on,omitempty"`      // the earnings it is estimated on
	WeeksLeft int      `json:"weeks_left,omitzero"`
	Missing   []string `json:"missing"` // facts for want of which a decision is needed

	LastOn calendar.Date   `json:"last_on,omitzero"` // the day of the last event
	Docket calendar.Docket `json:"docket"`
}

// UnmarshalJSON reads a stored case as strictly as an event: a key that a case does
// not have, one that stands twice or that is always written and is not there, and a
// value that cannot be are *rule.InputErrors that name it.
func (c *Case) UnmarshalJSON(data []byte) error {
	n, err := strict.ParseJSON(data)
	if err != nil {
		return err
	}
	if n.Get("issues") == nil && n.Kind == strict.Map { // the first edition kept one, if there was one
		issues := &strict.Node{Kind: strict.List}
		if issue := n.Get("issue"); issue != nil && issue.Text != "" {
			issues.Items = []*strict.Node{issue}
		}
		n = n.Without("issue")
		n.Fields = append(n.Fields, strict.Field{Name: "issues", Value: issues})
	}
	type plain Case
	var read plain
	if err := strict.Stored(n, &read); err != nil {
		return err
	}
	*c = Case(read)
	return nil
}

// Start gives the case of a placement about which nothing was said yet.
func (p *Policy) Start() Case {
	return Case{State: Negotiating, Holder: DecisionMaker, Suspension: NoSuspension,
		Issues: []string{}, Approvals: []string{}, MonthlyContacts: []calendar.Date{}, Missing: []string{}}
}
