package placement

import (
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// Step 2: determine if the program is suitable and obtain necessary approval.

// Name returns "assess".
func (Assess) Name() EventName { return assess }

func (e Assess) happened() (calendar.Date, rule.Role) { return e.On, e.By }

func (e Assess) check(*Policy) error { return amountIfGiven("cumulative_cost", e.CumulativeCost) }

func (e Assess) ask(p *Policy, c *Case, f *Facts) error {
	missing := (*lacking)(&f.Missing)
	missing.unless(e.Suitable.Given(), "suitable")
	if e.Suitable.True() {
		missing.unless(e.WithinRestrictions.Given(), "within_restrictions")
		for _, consideration := range e.considerations() {
			missing.unless(consideration.answer.Given(), consideration.name)
		}
	}
	f.Suitable, f.WithinRestrictions = e.Suitable.True(), e.WithinRestrictions.True()
	f.CumulativeCost, f.CostStated = e.CumulativeCost, rule.IsSet(e.CumulativeCost)
	_, f.CostLevelKnown = p.level(e.CumulativeCost)
	if c.State != Assessing {
		return nil
	}
	n, err := p.approvalsOf(c.Terms, e.CumulativeCost, nil)
	f.Approvals = n.entries
	return err
}

// consideration is a question of step 2 that does not decide alone.
type consideration struct {
	name    string
	answer  rule.Flag
	yes, no string
}

func (e Assess) considerations() [4]consideration {
	return [...]consideration{
		{"permanent_likely", e.PermanentLikely, "It is likely that the program will result in a permanent job placement.", "It is not likely that the program will result in a permanent job placement."},
		{"gains_skills", e.GainsSkills, "The worker will gain skills and experience for a specific job.", "The worker will not gain skills and experience for a specific job."},
		{"long_enough", e.LongEnough, "The length of the program allows the worker to become competitively employable.", "The length of the program does not allow enough time to become competitively employable."},
		{"better_than_job_search", e.BetterThanJobSearch, "The program is a better plan than supported job search.", "Supported job search is a better plan than the program."},
	}
}

func (e Assess) act(s *change) error {
	if !e.Suitable.True() {
		s.Open(s.policy.owes(DutyDenialReview))
		s.Wait(DutyDenialReview, toj2, Supervisor)
		if by := s.next.NegotiatedBy; by == RESpecialist || by == IndustrySpecialist {
			s.Say(toj2, true, "The %s was involved in negotiating the placement and is advised that a recommendation to deny it was sent to the supervisor.", by)
		}
		return nil
	}
	s.Say(toj2, true, "The job duties are suitable for the worker's work restrictions.")
	for _, consideration := range e.considerations() {
		text := consideration.no
		if consideration.answer.True() {
			text = consideration.yes
		}
		s.Find(rule.Stated{Cite: toj2, Holds: consideration.answer.True(), Text: text}.Finding())
	}
	n, err := s.policy.approvalsOf(s.next.Terms, e.CumulativeCost, s.Told)
	if err != nil {
		return err
	}
	s.next.Approvals = n.entries
	for _, row := range n.rows {
		d := approval(row.who, row.cite)
		d.For = row.what
		s.Open(d)
		s.Wait(DutyApproval, row.cite, row.who...)
	}
	return nil
}

// Name returns "approve".
func (Approve) Name() EventName { return approve }

func (e Approve) happened() (calendar.Date, rule.Role) { return e.On, e.By }

func (Approve) check(*Policy) error { return nil }

func (e Approve) ask(_ *Policy, c *Case, f *Facts) error {
	askDecision(c, e.By, f)
	(*lacking)(&f.Missing).unless(e.FileNote != "", "file_note")
	return nil
}

func (e Approve) act(s *change) error {
	s.approved(e.By)
	s.CloseWhere(func(d calendar.Duty) bool { return d.ID == DutyApproval && holds(d.By, e.By) })
	for _, entry := range s.next.Approvals {
		s.Wait(DutyApproval, toj2, deciders([]string{entry})...)
	}
	if len(s.next.Approvals) == 0 {
		s.Say(toj3, true, "The re-employment specialist and the industry specialist are advised of the approval, if they are involved.")
	}
	return nil
}

// approved records the approval of a role.
func (s *change) approved(by rule.Role) {
	s.next.Approvals = remaining(s.next.Approvals, by)
	s.next.ApprovedBy = with(s.next.ApprovedBy, by)
}

// Name returns "refuse".
func (Refuse) Name() EventName { return refuse }

func (e Refuse) happened() (calendar.Date, rule.Role) { return e.On, e.By }

func (Refuse) check(*Policy) error { return nil }

func (e Refuse) ask(_ *Policy, c *Case, f *Facts) error {
	askDecision(c, e.By, f)
	(*lacking)(&f.Missing).unless(e.Reason != "", "reason")
	return nil
}

func (e Refuse) act(s *change) error {
	s.Say(toj2, true, "The reason given is: %s.", e.Reason)
	s.denied()
	return nil
}

// denied ends what the placement still owed.
func (s *change) denied() {
	s.next.Approvals, s.next.ApprovedBy = []string{}, nil
	s.closeRest()
	s.Say(toj3, true, "The basis for the decision is explained to the worker and the employer, and the next steps of the re-employment plan are discussed.")
}

// Name returns "confirm_denial".
func (ConfirmDenial) Name() EventName { return confirmDenial }

func (e ConfirmDenial) happened() (calendar.Date, rule.Role) { return e.On, e.By }

func (ConfirmDenial) check(*Policy) error { return nil }

func (ConfirmDenial) ask(*Policy, *Case, *Facts) error { return nil }

func (ConfirmDenial) act(s *change) error {
	s.denied()
	return nil
}

// Name returns "reject_denial".
func (RejectDenial) Name() EventName { return rejectDenial }

func (e RejectDenial) happened() (calendar.Date, rule.Role) { return e.On, e.By }

func (RejectDenial) check(*Policy) error { return nil }

func (e RejectDenial) ask(_ *Policy, _ *Case, f *Facts) error {
	(*lacking)(&f.Missing).unless(e.Reason != "", "reason")
	return nil
}

func (e RejectDenial) act(s *change) error {
	s.Say(toj2, true, "The reason given is: %s.", e.Reason)
	s.Close(DutyDenialReview)
	return nil
}
