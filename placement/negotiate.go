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

func (AgreeTerms) ask(*Policy, *Case, *Facts) error { return nil }

func (AgreeTerms) act(s *change) error {
	remarks, err := s.policy.remarks(s.next.Terms)
	s.find(remarks...)
	return err
}

// remarks says of settled terms what is out of the ordinary. None of it is a
// reason to refuse.
func (p *Policy) remarks(t Terms) ([]rule.Finding, error) {
	var found []rule.Finding
	if t.HoursPerWeek.Cmp(t.AccidentHours.Low) < 0 || t.HoursPerWeek.Cmp(t.AccidentHours.High) > 0 {
		found = append(found, said(toj1, false, "The %s hours of work per week are outside the range of %s to %s hours worked with the date-of-accident employer.",
			written(t.HoursPerWeek), written(t.AccidentHours.Low), written(t.AccidentHours.High)))
	}
	if !t.PhysicalDemandsMet.True() {
		found = append(found, said(toj1, false, "The physical demands analysis does not support that the position is within the worker's work restrictions."))
	}
	found = append(found, scheduleRemarks(t.Schedule)...)
	found = append(found, p.employerRemarks(t)...)
	if t.Kind != TaP {
		if t.Training != (Training{}) {
			found = append(found, said(toj1, false, "Training dates were given; only a TaP has a training portion, and they are not used."))
		}
		return found, nil
	}
	portion, err := p.placementPortion(t)
	return append(found, read(tapPortionStart, toj2, true, "The training portion is %v to %v, the placement portion %v.", t.Training.Start, t.Training.End, portion)), err
}

// scheduleRemarks asks for "an appropriate reduction plan that gradually reduces
// the wage subsidy to 0%".
func scheduleRemarks(schedule []Step) []rule.Finding {
	if fallsToZero(schedule) {
		return nil
	}
	last := schedule[len(schedule)-1].Percent
	if last.Sign() == 0 {
		return []rule.Finding{said(toj2, false, "The subsidy schedule ends at 0%% and rises on the way: it does not gradually reduce the wage subsidy.")}
	}
	return []rule.Finding{said(toj2, false, "The subsidy schedule does not gradually reduce the wage subsidy to 0%%; its last step is %s%%.", written(last))}
}

// employerRemarks compares the kind of the placement with its employer.
func (p *Policy) employerRemarks(t Terms) []rule.Finding {
	accident := t.Employer.DateOfAccidentEmployer.True()
	outside := !t.Employer.UnderTheAct.True() || !t.Employer.InProvince.True()
	switch {
	case t.Kind != WA && accident:
		return []rule.Finding{said(toj4, false, "A %s is with a new employer; %s is the date-of-accident employer, who offers a work assessment.", t.Kind, t.Employer.Name)}
	case t.Kind != WA && outside:
		return []rule.Finding{read(waNewEmployer, toj3admin, true, "%s is not under the Act or is out of province; a %s with such an employer is possible, as a work assessment would be.", t.Employer.Name, t.Kind)}
	case t.Kind == WA && !accident && outside && !p.taken.accidentEmployerOnly:
		return []rule.Finding{read(waNewEmployer, toj3admin, true, "%s is not the date-of-accident employer, and is not under the Act or is out of province: a work assessment is open to it.", t.Employer.Name)}
	case t.Kind == WA && !accident:
		return []rule.Finding{read(waNewEmployer, toj3admin, false, "A work assessment is for the date-of-accident employer; %s is another employer.", t.Employer.Name)}
	}
	return nil
}
