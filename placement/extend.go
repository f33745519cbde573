package placement

import (
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// Step 6: conclude the program or approve an extension.

// Name returns "request_extension".
func (RequestExtension) Name() EventName { return requestExtension }

func (e RequestExtension) happened() (calendar.Date, rule.Role) { return e.On, e.By }

func (e RequestExtension) check(*Policy) error { return checkSchedule("schedule", e.Schedule) }

func (e RequestExtension) ask(p *Policy, c *Case, f *Facts) error {
	missing := (*lacking)(&f.Missing)
	missing.unless(!e.End.IsZero(), "end")
	missing.unless(e.ImprovesEmployability.Given(), "improves_employability")
	missing.unless(e.Reason != "", "reason")
	if c.State != Active || e.End.IsZero() {
		return nil
	}
	return e.checkLater(p, c.Terms)
}

// checkLater finds an extension that is no later than the terms it extends.
func (e RequestExtension) checkLater(p *Policy, t Terms) error {
	if !e.TrainingEnd.IsZero() && t.Kind != TaP {
		return &rule.InputError{Field: "training_end", Value: e.TrainingEnd.String(), Expected: "none: only a TaP has a training portion"}
	}
	if !e.TrainingEnd.IsZero() && !e.TrainingEnd.After(t.Training.End) {
		return &rule.InputError{Field: "training_end", Value: e.TrainingEnd.String(), Expected: "a day after " + t.Training.End.String() + ", the end of the training"}
	}
	if e.End.Before(t.End) || e.End == t.End && e.TrainingEnd.IsZero() {
		return &rule.InputError{Field: "end", Value: e.End.String(), Expected: "a day after " + t.End.String() + ", the end of the placement"}
	}
	return e.extend(t).checkDates(p)
}

// extend gives the terms as the extension would have them.
func (e RequestExtension) extend(t Terms) Terms {
	return Extension{End: e.End, TrainingEnd: e.TrainingEnd, Schedule: e.Schedule}.extend(t)
}

func (x Extension) extend(t Terms) Terms {
	t.End = x.End
	if !x.TrainingEnd.IsZero() {
		t.Training.End = x.TrainingEnd
	}
	if x.Schedule != nil {
		t.Schedule = slices.Clone(x.Schedule)
	}
	return t
}

func (e RequestExtension) act(s *change) error {
	extended := e.extend(s.next.Terms)
	s.Say(toj6, true, "The reason for the request is: %s.", e.Reason)
	if e.ImprovesEmployability.True() {
		s.Say(toj6, true, "The extension will improve employability options.")
	} else {
		s.Say(toj6, false, "The extension will not improve employability options.")
	}
	if e.Schedule != nil && !fallsToZero(e.Schedule) {
		s.Say(toj2, false, "The new subsidy schedule does not gradually reduce the wage subsidy to 0%%.")
	}
	n, err := s.policy.approvalsOfExtension(s.next.Terms, extended, s.Told)
	if err != nil {
		return err
	}
	s.next.Extension = Extension{End: e.End, TrainingEnd: e.TrainingEnd, ImprovesEmployability: e.ImprovesEmployability, Reason: e.Reason, Schedule: slices.Clone(e.Schedule)}
	s.next.Approvals, s.next.ApprovedBy = n.entries, nil
	if len(n.rows) > 0 {
		s.Call(FileNote)
	}
	s.waitForExtension()
	return nil
}

// waitForExtension says who has still to decide.
func (s *change) waitForExtension() {
	if len(s.next.Approvals) == 0 {
		s.Wait("extension", toj6, decisionMakers...)
	}
	for _, entry := range s.next.Approvals {
		s.Wait("extension", toj6, deciders([]string{entry})...)
	}
}

// Name returns "decide_extension".
func (DecideExtension) Name() EventName { return decideExtension }

func (e DecideExtension) happened() (calendar.Date, rule.Role) { return e.On, e.By }

func (DecideExtension) check(*Policy) error { return nil }

func (e DecideExtension) ask(_ *Policy, c *Case, f *Facts) error {
	askDecision(c, e.By, f)
	f.Approve = e.Approve.True()
	(*lacking)(&f.Missing).unless(e.Approve.Given(), "approve")
	return nil
}

func (e DecideExtension) act(s *change) error {
	extended := s.next.Extension.extend(s.next.Terms)
	if _, err := s.policy.approvalsOfExtension(s.next.Terms, extended, s.Told); err != nil {
		return err
	}
	if !e.Approve.True() {
		s.endRequest()
		return nil
	}
	s.approved(e.By)
	if len(s.next.Approvals) > 0 {
		s.waitForExtension()
		return nil
	}
	s.endRequest()
	s.next.Terms, s.next.Holder = extended, CaseAssistant
	s.transfer()
	s.Say(toj6, true, "An extension of the TPD or TEL payment is requested, if required, for the remainder of the placement.")
	s.Close(DutyReturnClaim)
	return s.follow(extended)
}

// endRequest ends a request for an extension.
func (s *change) endRequest() {
	s.next.Extension, s.next.Approvals, s.next.ApprovedBy = Extension{}, []string{}, nil
}

// Name returns "conclude".
func (Conclude) Name() EventName { return conclude }

func (e Conclude) happened() (calendar.Date, rule.Role) { return e.On, e.By }

func (e Conclude) check(p *Policy) error {
	if err := p.checkRole("ended_by", e.EndedBy, parties); err != nil {
		return err
	}
	if e.EndedBy != "" && e.Continuing.True() {
		return &rule.InputError{Field: "ended_by", Value: string(e.EndedBy), Expected: "nobody, since the worker continues"}
	}
	years := p.benefits.YearsOfRaises.Value.Value
	if e.ExpectedRaises != nil && len(e.ExpectedRaises) != years {
		return &rule.InputError{Field: "expected_raises", Problem: plural(len(e.ExpectedRaises), "raise") + " is not valid", Expected: plural(years, "raise") + ", one a year"}
	}
	for _, raise := range e.ExpectedRaises {
		if err := rule.CheckAmount("expected_raises", raise); err != nil {
			return err
		}
	}
	return nil
}

func (e Conclude) ask(_ *Policy, _ *Case, f *Facts) error {
	missing := (*lacking)(&f.Missing)
	missing.unless(e.Successful.Given(), "successful")
	missing.unless(e.Permanent.Given(), "permanent")
	missing.unless(e.Continuing.Given(), "continuing")
	return nil
}

func (e Conclude) act(s *change) error {
	s.closeRest()
	s.next.Reached, s.next.Holder, s.next.EndedBy = nil, TOJTeamLead, e.EndedBy
	s.next.Conclusion = Conclusion{Successful: e.Successful, Permanent: e.Permanent, Continuing: e.Continuing, ExpectedRaises: slices.Clone(e.ExpectedRaises)}
	e.tell(s)
	if e.Successful.True() {
		s.Call(SuccessfulNote)
	} else {
		s.Call(DiscontinuedNote)
	}
	return nil
}

// tell says what step 6 asks, for how the placement ended.
func (e Conclude) tell(s *change) {
	raises := s.policy.benefits.YearsOfRaises
	switch {
	case !e.Successful.True():
		s.Say(toj6, false, "The placement was not successful: it is considered why, whether the worker gained sufficient skills, and whether the worker was expected to continue.")
	case e.Permanent.True() && e.ExpectedRaises == nil:
		s.Say(raises.Cite, false, "The placement becomes permanent: the employer is asked for the salary increases anticipated over the next %d years.", raises.Value.Value)
	case e.Permanent.True():
		s.Say(raises.Cite, true, "The placement becomes permanent, and the employer stated the salary increases anticipated over the next %d years.", raises.Value.Value)
	default:
		s.Say(toj6, true, "The placement was successful and does not become permanent.")
	}
	switch {
	case e.Continuing.True():
	case e.EndedBy == "":
		s.Say(toj6, false, "The worker does not continue in the position, and it is not stated who ended it.")
	default:
		s.Say(toj6, false, "The worker does not continue in the position; it was ended by the %s.", e.EndedBy)
	}
}
