package placement

import (
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

// Step 5: monitor the worker's progress and address any issues.

// Name returns "begin".
func (Begin) Name() EventName { return begin }

func (e Begin) happened() (calendar.Date, rule.Role) { return e.On, e.By }

func (Begin) check(*Policy) error { return nil }

func (Begin) ask(*Policy, *Case, *Facts) error { return nil }

func (e Begin) act(s *change) error {
	t, first := s.next.Terms, s.policy.plan.FirstContact
	if start := t.begins(); e.On != start {
		s.Say(toj5, false, "The placement begins on %v and not on %v as agreed; the plan follows the terms.", e.On, start)
	}
	if t.Kind == TaP {
		s.Read(tapPortionStart, toj2, true, "The TaP begins with its training portion on %v.", t.Training.Start)
	}
	due, err := t.begins().AddDays(first.Days.Value)
	if err != nil {
		return err
	}
	s.Open(s.policy.owesBy(DutyFirstContact, due))
	s.Read(firstTwoWeeks, first.Cite, true, "Both the worker and the employer are contacted by %v, %d days after the start.", due, first.Days.Value)
	return s.follow(t)
}

// parties are the two who are contacted.
var parties = []rule.Role{Worker, EmployerRole}

// Name returns "contact".
func (Contact) Name() EventName { return contact }

func (e Contact) happened() (calendar.Date, rule.Role) { return e.On, e.By }

func (e Contact) check(p *Policy) error {
	for i, party := range e.Parties {
		if slices.Contains(e.Parties[:i], party) {
			return &rule.InputError{Field: "parties", Value: string(party), Problem: "is given twice", Expected: "each party once"}
		}
		if !slices.Contains(parties, party) {
			return doc.UnknownWord("parties", string(party), []string{string(Worker), string(EmployerRole)})
		}
	}
	return nil
}

func (e Contact) ask(_ *Policy, _ *Case, f *Facts) error {
	(*lacking)(&f.Missing).unless(len(e.Parties) > 0, "parties")
	return nil
}

func (e Contact) act(s *change) error {
	if slices.Contains(e.Parties, Worker) {
		s.Call(ClaimantContactNote)
	}
	if slices.Contains(e.Parties, EmployerRole) {
		s.Call(EmployerContactNote)
	}
	reached := &s.next.Reached
	if s.next.State == ActionPlan {
		reached = &s.next.PlanReached
	}
	var two [2]rule.Role // room for both: most contacts are with the two, and leave no list
	heard := append(two[:0], *reached...)
	for _, party := range e.Parties {
		if !slices.Contains(heard, party) {
			heard = append(heard, party)
		}
	}
	if len(heard) < len(parties) {
		*reached = slices.Clone(heard)
		s.Say(toj5, false, "The contact that is due is made when both the worker and the employer were contacted; so far it is the %v.", either(*reached))
		return nil
	}
	*reached = nil
	if s.next.State == ActionPlan {
		return s.planContact()
	}
	s.dueContact()
	return nil
}

// dueContact closes the contact that is due first: the first, then the monthly
// ones. The first calls for the letter to the worker.
func (s *change) dueContact() {
	if !s.next.Docket.Has(DutyFirstContact) {
		if !s.Close(DutyMonthlyContact) {
			s.Say(toj5, true, "Both the worker and the employer were contacted; no contact was due.")
		}
		return
	}
	s.Close(DutyFirstContact)
	s.Say(toj5, true, "Both the worker and the employer were contacted, and no issue stands open.")
	s.transfer()
}

// transfer sends the claim to the case assistant, after the letter to the
// worker: "send the RE Update (CL041G) letter prior to transferring".
func (s *change) transfer() {
	if s.next.LetterSent {
		return
	}
	s.next.LetterSent, s.next.Holder = true, CaseAssistant
	s.Call(REUpdate, FileNote)
	s.Say(toj5admin, true, "The RE Update letter (CL041G) is sent to the worker, and the claim goes to the case assistant with the monitoring details.")
}

// planContact closes the contact due under an action plan and opens the next.
func (s *change) planContact() error {
	due := s.next.NextContactBy
	s.Close(DutyActionPlanContact)
	next, err := s.policy.nextPlanContact(s.next.IssueRaised, s.on, due)
	if err != nil {
		return err
	}
	if s.next.Docket.Has(DutyFirstContact) {
		if counts := s.policy.taken.planContactCounts; counts {
			s.Close(DutyFirstContact)
			s.next.Reached = nil
			s.Read(actionPlanFirstContact, toj5, true, "The contact under the action plan stands for the first contact as well.")
		} else {
			s.Read(actionPlanFirstContact, toj5, false, "The contact under the action plan does not stand for the first contact, which is still due.")
		}
	}
	s.owePlanContact(next)
	return nil
}

// owePlanContact opens the next contact under an action plan.
func (s *change) owePlanContact(day calendar.Date) {
	rhythm := s.policy.plan.ActionPlanContact
	s.next.NextContactBy = day
	s.Open(s.policy.owesBy(DutyActionPlanContact, day))
	s.Say(rhythm.Cite, true, "The TOJ team lead contacts the parties every %d days from %v; the next contact is due by %v.", rhythm.Days.Value, s.next.IssueRaised, day)
}

// Name returns "raise_issue".
func (RaiseIssue) Name() EventName { return raiseIssue }

func (e RaiseIssue) happened() (calendar.Date, rule.Role) { return e.On, e.By }

func (RaiseIssue) check(*Policy) error { return nil }

func (e RaiseIssue) ask(_ *Policy, _ *Case, f *Facts) error {
	(*lacking)(&f.Missing).unless(e.Issue != "", "issue")
	return nil
}

func (e RaiseIssue) act(s *change) error {
	due, err := e.On.AddDays(s.policy.plan.ActionPlanContact.Days.Value)
	if err != nil {
		return err
	}
	s.dropExtension()
	s.next.Issue, s.next.IssueRaised, s.next.Holder = e.Issue, e.On, TOJTeamLead
	s.Say(toj5, true, "The issue is: %s.", e.Issue)
	s.owePlanContact(due)
	return nil
}

// dropExtension drops a request that is not decided.
func (s *change) dropExtension() {
	if s.next.Extension.End.IsZero() {
		return
	}
	s.Say(toj6, false, "The request for an extension to %v is dropped.", s.next.Extension.End)
	s.endRequest()
}

// Name returns "resolve_issue".
func (ResolveIssue) Name() EventName { return resolveIssue }

func (e ResolveIssue) happened() (calendar.Date, rule.Role) { return e.On, e.By }

func (ResolveIssue) check(*Policy) error { return nil }

func (e ResolveIssue) ask(_ *Policy, _ *Case, f *Facts) error {
	f.Resolved, f.Progressing = e.Resolved.True(), e.Progressing.True()
	if !e.Resolved.Given() && !e.Progressing.Given() {
		f.Missing = []string{"resolved", "progressing"}
	}
	return nil
}

func (ResolveIssue) act(s *change) error {
	s.Close(DutyActionPlanContact)
	s.endPlan()
	s.next.Holder = CaseAssistant
	s.transfer()
	return nil
}

// endPlan ends the action plan.
func (s *change) endPlan() {
	s.next.Issue, s.next.IssueRaised, s.next.NextContactBy, s.next.PlanReached = "", calendar.Date{}, calendar.Date{}, nil
}

// Name returns "discontinue".
func (Discontinue) Name() EventName { return discontinue }

func (e Discontinue) happened() (calendar.Date, rule.Role) { return e.On, e.By }

func (e Discontinue) check(p *Policy) error {
	if err := p.checkRole("ended_by", e.EndedBy, p.roles); err != nil {
		return err
	}
	if err := amountIfGiven("starting_wage", e.StartingWage); err != nil {
		return err
	}
	return amountIfGiven("wage_after_a_year", e.WageAfterAYear)
}

func (e Discontinue) ask(_ *Policy, _ *Case, f *Facts) error {
	missing := (*lacking)(&f.Missing)
	missing.unless(e.EndedBy != "", "ended_by")
	missing.unless(e.Why != "", "why")
	missing.unless(e.JobDemands != "", "job_demands")
	missing.unless(rule.IsSet(e.StartingWage), "starting_wage")
	missing.unless(rule.IsSet(e.WageAfterAYear), "wage_after_a_year")
	return nil
}

func (e Discontinue) act(s *change) error {
	s.dropExtension()
	s.endPlan()
	s.closeRest()
	s.next.Reached, s.next.Holder, s.next.EndedBy = nil, TOJTeamLead, e.EndedBy
	s.next.Discontinuation = Discontinuation{By: e.EndedBy, Why: e.Why, JobDemands: e.JobDemands, StartingWage: e.StartingWage, WageAfterAYear: e.WageAfterAYear}
	s.Say(toj5, true, "The placement was discontinued by the %s: %s. The position pays %s to start and %s after one year.", e.EndedBy, e.Why, written(e.StartingWage), written(e.WageAfterAYear))
	return nil
}

// Name returns "return_claim".
func (ReturnClaim) Name() EventName { return returnClaim }

func (e ReturnClaim) happened() (calendar.Date, rule.Role) { return e.On, e.By }

func (ReturnClaim) check(*Policy) error { return nil }

func (ReturnClaim) ask(*Policy, *Case, *Facts) error { return nil }

func (ReturnClaim) act(s *change) error {
	s.Close(DutyReturnClaim)
	s.next.Holder = DecisionMaker
	return nil
}
