package classify

import (
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// What notices enclose, and who gets copies, in the words of the rule.
var (
	classificationMaterial = []string{"injury_analysis", "consultants_list"} // 4.1, 5.1
	tierThreeMaterial      = []string{"reasons", "injury_analysis", "consultants_list"}
	reclassified           = []string{"reason", "injury_analysis", "consultants_list"} // 4.5
	bargainingUnits        = []string{"bargaining_units"}                              // 4.3.1
	reportCopies           = []string{"bargaining_units", "safety_committee"}          // 5.5.2
	inspectionCopies       = []string{"employer", "bargaining_units"}                  // 5.6.1
)

// duties are those of the rule, each once for every provision under which it is
// owed. The rule gives the report on claims no number of days.
var duties = []calendar.Duty{
	owed(DutyClassificationNotice, Commission, Employer, par4_1, nil, classificationMaterial),
	owed(DutyClassificationNotice, Commission, Employer, par5_1, nil, classificationMaterial),
	owed(DutyClassificationNotice, Commission, Employer, par6_2, nil, tierThreeMaterial),
	owed(DutyReclassificationNotice, Commission, Employer, par4_5, nil, reclassified),
	owed(DutyReclassificationNotice, Commission, Employer, par5_8, nil, tierThreeMaterial),
	owed(DutySeminar, Employer, Commission, par4_2, nil, nil),
	owed(DutySeminar, Employer, Commission, par5_2, nil, nil),
	owed(DutyClaimsReport, Commission, Employer, par4_3, bargainingUnits, nil),
	owed(DutyReview, Commission, Employer, par4_4, nil, nil),
	owed(DutyReview, Commission, Employer, par5_7, nil, nil),
	owed(DutySafetyCommittee, Employer, Commission, par5_3, nil, nil),
	owed(DutyPlan, Employer, Commission, par5_4, nil, nil),
	owed(DutyPlanReview, Commission, Employer, par5_4_1, nil, nil),
	owed(DutyQuarterlyReport, Employer, Commission, par5_5_1, reportCopies, nil),
	owed(DutyInspectionReport, SafetyRepresentative, Commission, par5_6_1, inspectionCopies, nil),
}

func owed(id string, by, to rule.Role, cite rule.Citation, copyTo, encloses []string) calendar.Duty {
	return calendar.Duty{ID: id, By: string(by), To: string(to), Cite: string(cite), CopyTo: copyTo, Encloses: encloses}
}

// owes is the duty of that id under a provision.
func owes(id string, cite rule.Citation) calendar.Duty {
	return duties[slices.IndexFunc(duties, func(d calendar.Duty) bool { return d.ID == id && d.Cite == string(cite) })]
}

// term is the counted term of a duty, of those that have one.
func (t *tiers) term(d calendar.Duty) (days, bool) {
	switch {
	case d.ID == DutyReview && d.Cite == string(par4_4):
		return t.focusReview, true
	case d.ID == DutyReview:
		return t.targetReview, true
	case d.ID == DutyPlan:
		return t.plan, true
	case d.ID == DutyPlanReview:
		return t.planReview, true
	case d.ID == DutyInspectionReport:
		return t.inspectionReport, true
	}
	return days{}, false
}

// enter opens the duties of the tier that the employer has come into: anew,
// even if they were done before; one still open is not opened twice.
func (s *change) enter(byDecision bool) {
	tier := s.next.Tier
	if tier == None {
		return
	}
	told := notice(tier, byDecision)
	s.giveWay(told)
	switch tier {
	case Focus:
		s.openOnce(told, owes(DutySeminar, par4_2))
		return
	case TierThree:
		s.Say(par6_3, true, "A tier three employer is under all the requirements for target program employers.")
	}
	seminar := owes(DutySeminar, par5_2)
	if s.next.BargainedCommittee {
		s.Say(par5_3_1, true, "The employer's bargained safety committee is considered to meet the requirement of a joint labor and management safety committee.")
		s.openOnce(told, seminar)
		return
	}
	s.openOnce(told, seminar, owes(DutySafetyCommittee, par5_3))
}

// giveWay closes a notice of the same kind that is still to be given, of the
// tier before: it would tell what is no longer so, and without the reasons of
// 6.2.
func (s *change) giveWay(to calendar.Duty) {
	for _, owed := range s.next.Docket.Find(to.ID) {
		if owed.Cite != to.Cite {
			s.Close(to.ID)
			s.Say(rule.Citation(to.Cite), true, "The notice of the tier before, which was not given yet, gives way to that of %s.", s.next.Tier)
		}
	}
}

// notice is the commission's notice of the tier: of a reclassification when
// the commission decided it.
func notice(tier Tier, byDecision bool) calendar.Duty {
	switch {
	case tier == Target && byDecision:
		return owes(DutyReclassificationNotice, par4_5)
	case tier == Target:
		return owes(DutyClassificationNotice, par5_1)
	case tier == TierThree && byDecision:
		return owes(DutyReclassificationNotice, par5_8)
	case tier == TierThree:
		return owes(DutyClassificationNotice, par6_2)
	}
	return owes(DutyClassificationNotice, par4_1)
}

// claimsReport is the commission's report to a focus employer, of which the
// employer gives copies (4.3, 4.3.1).
func claimsReport(period calendar.Period) calendar.Duty {
	d := owes(DutyClaimsReport, par4_3)
	d.For = period.String()
	return d
}

// closeOwed closes what the employer still owes.
func (s *change) closeOwed() {
	s.CloseWhere(func(d calendar.Duty) bool { return d.By == string(Employer) })
}

// within opens a duty due its counted number of days after a day: the day itself
// does not count, the last one does, and when it is closed the next open day
// takes its place (W. Va. Code § 2-2-3).
func (s *change) within(d calendar.Duty, after calendar.Date, what string) error {
	term, _ := s.policy.tiers.term(d)
	due, err := calendar.Term{Length: calendar.Length{N: term.days, Unit: calendar.Days},
		Roll: s.policy.taken.termRoll, Closed: s.policy.tiers.closed}.From(after)
	if err != nil {
		return err
	}
	d.Due, d.Skipped, d.Cite = due.Date, due.Skipped, string(term.cite)
	s.Open(d)
	if s.Asked() {
		s.tellTerm(term, after, what, due)
	}
	return nil
}
