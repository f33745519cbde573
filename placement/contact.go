package placement

import (
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// contacted is which contact is due and how far it has come.
type contacted struct {
	Plan     bool            // it is that of the action plan
	Both     bool            // both parties were heard for it
	Heard    []rule.Role     // who was, so far
	Next     calendar.Date   // by which day the next one under the action plan is due
	PlanDuty []calendar.Duty // that one
}

func contactedOf(x *context, ask asking) (contacted, error) {
	e, ok := x.Event.(Contact)
	if !ok {
		return contacted{}, nil
	}
	c := x.Case
	found := contacted{Plan: len(c.Issues) > 0, Heard: slices.Clone(c.Reached)}
	if found.Plan {
		found.Heard = slices.Clone(c.PlanReached)
	}
	for _, party := range e.Parties {
		if !slices.Contains(found.Heard, party) {
			found.Heard = append(found.Heard, party)
		}
	}
	if found.Both = len(found.Heard) == len(parties); !found.Plan || !found.Both {
		return found, nil
	}
	var err error
	found.Next, err = nextPlanContact(x.Policy, c.IssueRaised, x.On, c.NextContactBy)
	found.PlanDuty = []calendar.Duty{dueOn(x, DutyActionPlanContact, x.Policy.plan.ActionPlanContact.Cite, found.Next)}
	return found, err
}

// issue is what an issue that is raised or resolved leaves of those that stand.
type issue struct {
	None         []string        // no issue
	Raised       []string        // those that stand, with the one raised
	FirstContact calendar.Date   // by which day the first contact under the action plan is due
	PlanDuty     []calendar.Duty // that contact
	Moves        bool            // what is resolved or progressing may move
	How          string          // resolved, or progressing toward resolution
	Left         []string        // those that stand when the ones resolved are taken out
	Returns      []calendar.Duty // the return of the claim, owed again
}

func issueOf(x *context, ask asking) (issue, error) {
	c, found := x.Case, issue{None: []string{}, Left: []string{}}
	switch e := x.Event.(type) {
	case RaiseIssue:
		values := x.Policy.plan.ActionPlanContact
		found.Raised = append(slices.Clone(c.Issues), e.Issue)
		var err error
		found.FirstContact, err = x.On.AddDays(values.Days.Value)
		found.PlanDuty = []calendar.Duty{dueOn(x, DutyActionPlanContact, values.Cite, found.FirstContact)}
		return found, err
	case ResolveIssue:
		found.Moves, found.How = e.Resolved.True() || e.Progressing.True(), "progressing toward resolution"
		if e.Resolved.True() {
			found.How = "resolved"
		}
		if e.Issue != "" {
			i := slices.Index(c.Issues, e.Issue)
			if i < 0 {
				return found, &rule.InputError{Field: "issue", Value: e.Issue, Expected: "an issue that stands",
					Suggestion: rule.Suggest(e.Issue, c.Issues)}
			}
			found.Left = append(found.Left, slices.Delete(slices.Clone(c.Issues), i, i+1)...)
		}
		found.Returns = []calendar.Duty{dueOn(x, DutyReturnClaim, x.Policy.plan.ReturnClaim.Cite, c.ReturnClaimBy)}
	}
	return found, nil
}
