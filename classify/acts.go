package classify

import (
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

func (e Decide) ask(_ *change, f *Facts) error {
	if !e.Approve.Given() {
		return &rule.InputError{Field: "approve", Expected: "true or false"}
	}
	f.Approve, f.Reason = e.Approve.True(), strings.TrimSpace(e.Reason)
	return nil
}

// act moves the employer; the review that raised the recommendation becomes
// number 0 of the new tier.
func (e Decide) act(s *change, fired row, _ *Facts) error {
	s.next.Pending = ""
	if fired.To != "" {
		reviews := s.before.Reviews
		s.move(fired.To, NotReleased, reviews[max(len(reviews)-1, 0):]...)
		s.enter(true)
	}
	return nil
}

func (e Nonparticipation) ask(_ *change, f *Facts) error {
	f.Reason = strings.TrimSpace(e.Reason)
	return nil
}

func (e Nonparticipation) act(s *change, fired row, _ *Facts) error {
	s.move(fired.To, NotReleased)
	s.enter(false)
	return nil
}

func (e Noncompliance) ask(_ *change, f *Facts) error {
	f.Reason = strings.TrimSpace(e.Reason)
	return nil
}

func (e Noncompliance) act(s *change, fired row, _ *Facts) error {
	s.move(fired.To, NotReleased)
	s.enter(false)
	return nil
}

func (e Exclude) ask(_ *change, f *Facts) error {
	f.Reason = strings.TrimSpace(e.Reason)
	return nil
}

func (e Exclude) act(s *change, fired row, _ *Facts) error {
	s.move(fired.To, NotReleased)
	s.next.Excluded = true
	s.closeOwed()
	return nil
}

func (e Order) ask(_ *change, f *Facts) error {
	if to := []string{string(None), string(Focus), string(Target)}; !slices.Contains(to, string(e.To)) {
		return doc.UnknownWord("to", string(e.To), to)
	}
	f.OrderTo, f.Reason = e.To, strings.TrimSpace(e.Reason)
	return nil
}

func (e Order) act(s *change, fired row, _ *Facts) error {
	s.move(fired.To, NotReleased)
	if fired.To == None {
		s.closeOwed()
	}
	s.enter(false)
	return nil
}

func (e ClosePeriod) ask(s *change, _ *Facts) error {
	return following(calendar.Period{From: e.From, To: e.To}, s.before.LastClosed, "closed")
}

func (e ClosePeriod) act(s *change, _ row, _ *Facts) error {
	period := calendar.Period{From: e.From, To: e.To}
	s.next.LastClosed = period
	review := owes(DutyReview, par4_4)
	review.For = period.String()
	if err := s.within(review, e.To, "the conclusion of the review period"); err != nil {
		return err
	}
	s.Say(par4_3, true, "The commission reports to the employer on the claims of %v.", period)
	s.Say(par4_3_1, true, "The employer gives a copy of the report to all bargaining units or agents of its employees.")
	s.Open(claimsReport(period))
	return nil
}

func (e CloseQuarter) ask(s *change, f *Facts) error {
	if err := checkQuarter(e.Quarter); err != nil {
		return err
	}
	if last := s.before.LastQuarter; e.Quarter.Compare(last) < 0 {
		return &rule.InputError{Field: "quarter", Value: e.Quarter.String(), Problem: "runs backwards",
			Expected: fmt.Sprintf("a quarter after %v, which was closed", last)}
	}
	f.Quarter, f.QuarterClosed = e.Quarter.String(), e.Quarter == s.before.LastQuarter
	return nil
}

func checkQuarter(q calendar.Quarter) error {
	if q == (calendar.Quarter{}) {
		return &rule.InputError{Field: "quarter", Expected: "a calendar quarter, YYYY-Q1 to YYYY-Q4"}
	}
	return q.Check()
}

// act opens the quarterly report, due "on or before the last day of the month
// following the end of the quarter": a calendar date, not a count of days.
func (e CloseQuarter) act(s *change, _ row, _ *Facts) error {
	s.next.LastQuarter = e.Quarter
	due := calendar.Due{Date: e.Quarter.MonthEndAfter()}
	if due.Date.IsZero() {
		return e.Quarter.Next().Check()
	}
	rolls := s.policy.taken.dateRoll == calendar.Following
	if rolls {
		var err error
		if due, err = (calendar.Term{Length: calendar.Length{Unit: calendar.Days}, Roll: calendar.Following, Closed: s.policy.tiers.closed}).From(due.Date); err != nil {
			return err
		}
	}
	if s.Asked() {
		s.tellReportDue(e.Quarter, due.Date, rolls)
	}
	d := owes(DutyQuarterlyReport, par5_5_1)
	d.Due, d.Skipped, d.For = due.Date, due.Skipped, e.Quarter.String()
	s.Open(d)
	return nil
}

func (e Notify) ask(*change, *Facts) error { return nil }

// act closes the notices; that of target, and by interpretation that of tier
// three, starts the time for the plan.
func (e Notify) act(s *change, fired row, _ *Facts) error {
	s.noticesGiven(fired, s.CloseWhere(func(d calendar.Duty) bool {
		return d.ID == DutyClassificationNotice || d.ID == DutyReclassificationNotice
	}))
	tier := s.next.Tier
	if tier == TierThree {
		starts := s.policy.taken.planForTierThree
		text := "The notice of tier three starts the time for a plan, as a tier three employer is under all target requirements."
		if !starts {
			text = "The notice of tier three starts no time for a plan: 5.4 speaks of the target notification."
		}
		s.Read(tierThreeNoticeStartsPlan, par6_3, starts, "%s", text)
		if !starts {
			return nil
		}
	}
	if tier != Target && tier != TierThree {
		return nil
	}
	if s.next.Docket.Has(DutyPlan) {
		s.Say(par5_4, false, "A plan is owed already: no second one is.")
		return nil
	}
	return s.within(owes(DutyPlan, par5_4), e.On, "the notification of classification")
}

// noticesGiven tells of the notices that other provisions ask for than the row
// does: those of a reclassification, and one of a tier that the employer left
// before it was given.
func (s *change) noticesGiven(fired row, notices []calendar.Duty) {
	for _, d := range notices {
		cite := rule.Citation(d.Cite)
		switch {
		case d.ID == DutyReclassificationNotice:
			s.Say(cite, true, "The notice of reclassification is given, with the reason for it and the material of the notice of the tier.")
		case cite != fired.Cite && !slices.Contains(fired.Also, cite):
			s.Say(cite, true, "The notice asked for here, of a tier that the employer has left, was still owed and is given.")
		}
	}
}

func (e ReceivePlan) ask(*change, *Facts) error { return nil }

func (e ReceivePlan) act(s *change, _ row, _ *Facts) error {
	s.Close(DutyPlan)
	return s.within(owes(DutyPlanReview, par5_4_1), e.On, "the receipt of the plan")
}

func (e ReceiveReport) ask(s *change, f *Facts) error {
	if err := checkQuarter(e.Quarter); err != nil {
		return err
	}
	f.Quarter = e.Quarter.String()
	f.QuarterOwed = slices.ContainsFunc(s.next.Docket.Duties, e.closes)
	return nil
}

// closes reports whether the duty is the report that is received.
func (e ReceiveReport) closes(d calendar.Duty) bool {
	return d.ID == DutyQuarterlyReport && d.For == e.Quarter.String()
}

// act closes the report. From that for the second quarter of the review period
// runs the time for the review of a target employer (5.7).
func (e ReceiveReport) act(s *change, _ row, _ *Facts) error {
	s.CloseWhere(e.closes)
	if !e.SecondOfPeriod.True() {
		return nil
	}
	if tier := s.next.Tier; tier != Target && tier != TierThree {
		s.Say(par5_7, false, "The report is that for the second quarter of the review period; no review follows from it, as the employer is no target program employer.")
		return nil
	}
	review := owes(DutyReview, par5_7)
	review.For = e.Quarter.String()
	return s.within(review, e.On, "the receipt of the report for the second quarter of the review period")
}

func (e CompleteInspection) ask(*change, *Facts) error { return nil }

func (e CompleteInspection) act(s *change, _ row, _ *Facts) error {
	return s.within(owes(DutyInspectionReport, par5_6_1), e.On, "the completion of the inspection")
}

func (e Complete) ask(_ *change, f *Facts) error {
	if !slices.Contains(completed, e.Duty) {
		return doc.UnknownWord("duty", e.Duty, completed)
	}
	f.Duty = e.Duty
	return nil
}

func (e Complete) act(s *change, fired row, _ *Facts) error {
	if !s.Close(e.Duty) {
		return rule.Refuse(string(complete), string(s.before.Tier), fired.Cite, fmt.Sprintf("No %s is owed.", e.Duty))
	}
	return nil
}
