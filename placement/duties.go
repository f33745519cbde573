package placement

import (
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// The duties of the procedure.
const (
	DutyApproval           = "approval"
	DutyDenialReview       = "denial_review"
	DutyMissingInformation = "missing_information"
	DutySuspensionDecision = "suspension_decision"
	DutyFirstContact       = "first_contact"
	DutyMonthlyContact     = "monthly_contact"
	DutyReturnClaim        = "return_claim"
	DutyActionPlanContact  = "action_plan_contact"
)

// Whom duties are owed to.
const (
	eachParty     = "worker and employer"
	decisionMaker = string(DecisionMaker)
)

// duties are the duties with who owes them to whom, under the provisions of the
// policy. Approvals are owed by those whom it names.
func (p *Policy) duties() []calendar.Duty {
	all := []calendar.Duty{approval(p.approvals.Placement.Who.Value, p.approvals.Placement.Cite), approval(p.approvals.Training.Who.Value, p.approvals.Training.Cite)}
	for _, l := range p.levels {
		if !slices.Contains(l.Who.Value, DecisionMaker) {
			all = append(all, approval(l.Who.Value, l.Cite))
		}
	}
	return append(all,
		owed(DutyDenialReview, Supervisor, decisionMaker, toj2),
		owed(DutyMissingInformation, EmployerRole, decisionMaker, toj3),
		owed(DutySuspensionDecision, Supervisor, decisionMaker, toj4),
		owed(DutyFirstContact, DecisionMaker, eachParty, p.plan.FirstContact.Cite),
		owed(DutyMonthlyContact, CaseAssistant, eachParty, p.plan.MonthlyContact.Cite),
		owed(DutyReturnClaim, CaseAssistant, decisionMaker, p.plan.ReturnClaim.Cite),
		owed(DutyActionPlanContact, TOJTeamLead, eachParty, p.plan.ActionPlanContact.Cite),
	)
}

func owed(id string, by rule.Role, to string, cite rule.Citation) calendar.Duty {
	return calendar.Duty{ID: id, By: string(by), To: to, Cite: string(cite)}
}

// approval is the duty of those who may approve, any one of them.
func approval(who []rule.Role, cite rule.Citation) calendar.Duty {
	return calendar.Duty{ID: DutyApproval, By: join(who, "|"), To: decisionMaker, Cite: string(cite)}
}

// owes is the duty of that id.
func (p *Policy) owes(id string) calendar.Duty {
	place, _ := calendar.Docket{Duties: p.owed}.First(id)
	return p.owed[place]
}

// owesBy is the duty of that id, due on a day.
func (p *Policy) owesBy(id string, day calendar.Date) calendar.Duty {
	d := p.owes(id)
	d.Due = day
	return d
}
