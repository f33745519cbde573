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
	DutyExtendWageLoss     = "extend_wage_loss"
)

// Whom duties are owed to.
const (
	eachParty     = "worker and employer"
	decisionMaker = string(DecisionMaker)
)

// dutyList are the duties with who owes them to whom. Those whose day or whose
// debtor a policy sets are owed under the provision beside that value: see
// Policy.duty.
var dutyList = []calendar.Duty{
	owed(DutyApproval, ManagerIndustryAccounts, decisionMaker, toj2),
	owed(DutyDenialReview, Supervisor, decisionMaker, toj2),
	owed(DutyMissingInformation, EmployerRole, decisionMaker, toj3),
	owed(DutySuspensionDecision, Supervisor, decisionMaker, toj4),
	owed(DutyFirstContact, DecisionMaker, eachParty, toj5),
	owed(DutyMonthlyContact, CaseAssistant, eachParty, toj5),
	owed(DutyReturnClaim, CaseAssistant, decisionMaker, toj5admin),
	owed(DutyActionPlanContact, TOJTeamLead, eachParty, toj5),
	owed(DutyExtendWageLoss, DecisionMaker, "worker", toj6),
}

// duties are those of a policy: approvals are owed by those whom it names, and the
// duties of the plan under the provision beside their values.
func (p *Policy) duties() []calendar.Duty {
	var all []calendar.Duty
	approval := func(who []rule.Role, cite rule.Citation) {
		all = append(all, calendar.Duty{ID: DutyApproval, By: join(who), To: decisionMaker, Cite: string(cite)})
	}
	approval(p.approvals.Placement.Who.Value, p.approvals.Placement.Cite)
	approval(p.approvals.Training.Who.Value, p.approvals.Training.Cite)
	for _, l := range p.levels {
		if !slices.Contains(l.Who.Value, DecisionMaker) {
			approval(l.Who.Value, l.Cite)
		}
	}
	cites := map[string]rule.Citation{DutyFirstContact: p.plan.FirstContact.Cite, DutyMonthlyContact: p.plan.MonthlyContact.Cite,
		DutyReturnClaim: p.plan.ReturnClaim.Cite, DutyActionPlanContact: p.plan.ActionPlanContact.Cite}
	for _, d := range dutyList[1:] {
		if cite, set := cites[d.ID]; set {
			d.Cite = string(cite)
		}
		all = append(all, d)
	}
	return all
}

func owed(id string, by rule.Role, to string, cite rule.Citation) calendar.Duty {
	return calendar.Duty{ID: id, By: string(by), To: to, Cite: string(cite)}
}

// dueOn is a duty of the plan, owed by a day under the provision of the policy.
func dueOn(x *context, id string, cite rule.Citation, day calendar.Date) calendar.Duty {
	d := x.Duty(id, "")
	d.Cite, d.Due = string(cite), day
	return d
}
