package placement

import (
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// Step 1: call the worker and the employer to obtain details and negotiate.

// Name returns "propose".
func (Propose) Name() EventName { return propose }

func (e Propose) happened() (calendar.Date, rule.Role) { return e.On, e.By }

func (e Propose) check(p *Policy) error { return e.Terms.check(p) }

func (e Propose) ask(_ *Policy, _ *Case, f *Facts) error {
	(*lacking)(&f.Missing).unless(e.Terms.given(), "terms")
	return nil
}

func (e Propose) act(s *change) error {
	s.next.Terms, s.next.NegotiatedBy = e.Terms.clone(), e.By
	return nil
}

// Name returns "arrange_support".
func (ArrangeSupport) Name() EventName { return arrangeSupport }

func (e ArrangeSupport) happened() (calendar.Date, rule.Role) { return e.On, e.By }

func (ArrangeSupport) check(*Policy) error { return nil }

func (e ArrangeSupport) ask(_ *Policy, _ *Case, f *Facts) error {
	(*lacking)(&f.Missing).unless(e.What != "", "what")
	return nil
}

func (e ArrangeSupport) act(s *change) error {
	s.next.Arranged = with(s.next.Arranged, e.What)
	return nil
}

// Name returns "agree_terms".
func (AgreeTerms) Name() EventName { return agreeTerms }

func (e AgreeTerms) happened() (calendar.Date, rule.Role) { return e.On, e.By }

func (AgreeTerms) check(*Policy) error { return nil }

func (AgreeTerms) ask(_ *Policy, c *Case, f *Facts) error {
	f.ofTerms(c)
	return nil
}

func (AgreeTerms) act(s *change) error {
	return s.remark(&s.next.Terms)
}

// remark says of settled terms what is out of the ordinary. None of it is a
// reason to refuse.
func (s *change) remark(t *Terms) error {
	if t.HoursPerWeek.Cmp(t.AccidentHours.Low) < 0 || t.HoursPerWeek.Cmp(t.AccidentHours.High) > 0 {
		s.Say(toj1, false, "The %v hours of work per week are outside the range of %v to %v hours worked with the date-of-accident employer.",
			written(t.HoursPerWeek), written(t.AccidentHours.Low), written(t.AccidentHours.High))
	}
	if !t.PhysicalDemandsMet.True() {
		s.Say(toj1, false, "The physical demands analysis does not support that the position is within the worker's work restrictions.")
	}
	s.remarkOnSchedule(t.Schedule)
	s.remarkOnEmployer(t)
	if t.Kind != TaP {
		if t.Training != (Training{}) {
			s.Say(toj1, false, "Training dates were given; only a TaP has a training portion, and they are not used.")
		}
		return nil
	}
	portion, err := s.policy.placementPortion(*t)
	s.Read(tapPortionStart, toj2, true, "The training portion is %v to %v, the placement portion %v.", t.Training.Start, t.Training.End, portion)
	return err
}

// remarkOnSchedule asks for "an appropriate reduction plan that gradually reduces
// the wage subsidy to 0%".
func (s *change) remarkOnSchedule(schedule []Step) {
	last := schedule[len(schedule)-1].Percent
	switch {
	case fallsToZero(schedule):
	case last.Sign() == 0:
		s.Say(toj2, false, "The subsidy schedule ends at 0%% and rises on the way: it does not gradually reduce the wage subsidy.")
	default:
		s.Say(toj2, false, "The subsidy schedule does not gradually reduce the wage subsidy to 0%%; its last step is %v%%.", written(last))
	}
}

// remarkOnEmployer compares the kind of the placement with its employer.
func (s *change) remarkOnEmployer(t *Terms) {
	accident := t.Employer.DateOfAccidentEmployer.True()
	outside := !t.Employer.UnderTheAct.True() || !t.Employer.InProvince.True()
	switch {
	case t.Kind != WA && accident:
		s.Say(toj4, false, "A %s is with a new employer; %s is the date-of-accident employer, who offers a work assessment.", t.Kind, t.Employer.Name)
	case t.Kind != WA && outside:
		s.Read(waNewEmployer, toj3admin, true, "%s is not under the Act or is out of province; a %s with such an employer is possible, as a work assessment would be.", t.Employer.Name, t.Kind)
	case t.Kind == WA && !accident && outside && !s.policy.taken.accidentEmployerOnly:
		s.Read(waNewEmployer, toj3admin, true, "%s is not the date-of-accident employer, and is not under the Act or is out of province: a work assessment is open to it.", t.Employer.Name)
	case t.Kind == WA && !accident:
		s.Read(waNewEmployer, toj3admin, false, "A work assessment is for the date-of-accident employer; %s is another employer.", t.Employer.Name)
	}
}
