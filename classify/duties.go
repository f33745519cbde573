package classify

import (
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// What notices enclose, and who gets copies, in the words of the rule.
var (
	classificationMaterial = []string{"injury_analysis", "consultants_list"} // 4.1, 5.1
	tierThreeMaterial      = []string{"reasons", "injury_analysis", "consultants_list"}
	reclassified           = []string{"reason", "injury_analysis", "consultants_list"} // 4.5
	reportCopies           = []string{"bargaining_units", "safety_committee"}          // 5.5.2
	inspectionCopies       = []string{"employer", "bargaining_units"}                  // 5.6.1
)

// bargainingUnits are the bargaining units or agents of the employees, who report
// nothing.
const bargainingUnits rule.Role = "bargaining_units"

// dutyList are the duties of the rule, each once for every provision under which
// it is owed.
var dutyList = []calendar.Duty{
	owed(DutyClassificationNotice, Commission, Employer, par4_1, nil, classificationMaterial),
	owed(DutyClassificationNotice, Commission, Employer, par5_1, nil, classificationMaterial),
	owed(DutyClassificationNotice, Commission, Employer, par6_2, nil, tierThreeMaterial),
	owed(DutyReclassificationNotice, Commission, Employer, par4_5, nil, reclassified),
	owed(DutyReclassificationNotice, Commission, Employer, par5_8, nil, tierThreeMaterial),
	owed(DutySeminar, Employer, Commission, par4_2, nil, nil),
	owed(DutySeminar, Employer, Commission, par5_2, nil, nil),
	owed(DutyClaimsReport, Commission, Employer, par4_3, nil, nil),
	owed(DutyReportCopies, Employer, bargainingUnits, par4_3_1, nil, nil),
	owed(DutyReview, Commission, Employer, par4_4, nil, nil),
	owed(DutyReview, Commission, Employer, par5_7, nil, nil),
	owed(DutySafetyCommittee, Employer, Commission, par5_3, nil, nil),
	owed(DutyPlan, Employer, Commission, par5_4, nil, nil),
	owed(DutyPlanReview, Commission, Employer, par5_4_1, nil, nil),
	owed(DutyRevisedPlan, Employer, Commission, par5_4_1, nil, nil),
	owed(DutyQuarterlyReport, Employer, Commission, par5_5_1, reportCopies, nil),
	owed(DutyInspectionReport, SafetyRepresentative, Commission, par5_6_1, inspectionCopies, nil),
}

func owed(id string, by, to rule.Role, cite rule.Citation, copyTo, encloses []string) calendar.Duty {
	return calendar.Duty{ID: id, By: string(by), To: string(to), Cite: string(cite), CopyTo: copyTo, Encloses: encloses}
}

// The terms of duties, by the names that rows give them.
const (
	termFocusReview      = "focus_review"
	termTargetReview     = "target_review"
	termPlan             = "plan"
	termPlanReview       = "plan_review"
	termInspectionReport = "inspection_report"
	termClaimsReport     = "claims_report" // by an interpretation: that of the review
	termMonthEnd         = "month_end"     // a calendar date, after the quarter
)

// counted gives a counted term, and what it runs from.
func (t *tiers) counted(term string) (days, string) {
	switch term {
	case termFocusReview:
		return t.focusReview, "the conclusion of the review period"
	case termTargetReview:
		return t.targetReview, "the receipt of the report for the second quarter of the review period"
	case termPlan:
		return t.plan, "the notification of classification"
	case termPlanReview:
		return t.planReview, "the receipt of the plan"
	case termInspectionReport:
		return t.inspectionReport, "the completion of the inspection"
	}
	within := days{t.focusReview.days, par4_3}
	if !ofRule(t.focusReview.cite) { // the days are not those of § 85-23
		within.cite = t.focusReview.cite
	}
	return within, "the conclusion of the review period"
}

var (
	termEnds = &rule.Template{ID: "term", Text: "The {n} days from {after}, {what}, end on {due}."}
	termRuns = &rule.Template{ID: "term.rolled", Text: "The {n} days from {after}, {what}, end on {closed}, which is closed ({why}): the last day is {due}."}
	termHow  = &rule.Template{ID: "term.counted", Cite: countDays,
		Text: "The first day is left out and the last counted, and a last day that is closed ({closed_days}) is left out too."}
	closedStands = &rule.Template{ID: "term.stands", Cite: countDays,
		Text: "The first day is left out and the last counted; the last day, {due}, is closed ({why}) and stands, as the policy does not move it."}
	reportDue   = &rule.Template{ID: "5.5.1.due", Text: "The report for {quarter} is due on {due}, the last day of the month following the end of the quarter."}
	reportMoves = &rule.Template{ID: "5.5.1.moved",
		Text: "The report for {quarter} is due on {date}, the last day of the month following the end of the quarter, which is closed ({why}), so on {due}."}
	reportStands = &rule.Template{ID: "5.5.1.stands",
		Text: "The report for {quarter} is due on {due}, the last day of the month following the end of the quarter; that day is closed ({why}) and the date stands."}
)

// term ends a term of a duty that runs from a day: the day itself does not count,
// the last one does, and when it is closed the next open day takes its place
// (W. Va. Code § 2-2-3).
func term(x *context, name string, after calendar.Date) (calendar.Due, error) {
	if name == termMonthEnd {
		return monthEnd(x)
	}
	t := x.Policy.tiers
	counted, what := t.counted(name)
	last, err := after.AddDays(counted.days)
	if err != nil {
		return calendar.Due{}, err
	}
	facts := []rule.Fact{rule.Int("n", counted.days), rule.Date("after", after), rule.Str("what", what)}
	why, closed, err := t.closed.On(last)
	if err != nil {
		return calendar.Due{}, err
	}
	due := calendar.Due{Date: last}
	rolls := closed && x.Policy.reads(countedTermsRoll) == string(calendar.Following)
	if rolls {
		if due, err = following(t.closed, last); err != nil {
			return due, err
		}
		runs := cited(termRuns, counted.cite, true, append(facts, rule.Date("due", due.Date), rule.Date("closed", last), rule.Str("why", why))...)
		x.Find(asClosed(runs, t.closed, last))
	} else {
		x.Find(cited(termEnds, counted.cite, true, append(facts, rule.Date("due", last))...))
	}
	how := termHow.Finding(true, rule.Str("closed_days", t.closed.Name()))
	if closed {
		if x.Ask(countedTermsRoll); !rolls {
			how = asClosed(closedStands.Finding(false, rule.Date("due", last), rule.Str("why", why)), t.closed, last)
		}
	}
	x.Find(how)
	return due, nil
}

// monthEnd is when the report for a quarter is due, "on or before the last day of
// the month following the end of the quarter": a calendar date, not a count of
// days.
func monthEnd(x *context) (calendar.Due, error) {
	q := x.Event.(CloseQuarter).Quarter
	day := q.MonthEndAfter()
	quarter := rule.Str("quarter", q.String())
	why, closed, err := x.Policy.tiers.closed.On(day)
	if err != nil {
		return calendar.Due{}, err
	}
	if !closed {
		x.Find(cited(reportDue, par5_5_1, true, quarter, rule.Date("due", day)))
		return calendar.Due{Date: day}, nil
	}
	if x.Ask(calendarDatesDoNotRoll) != string(calendar.Following) {
		stands := cited(reportStands, par5_5_1, true, quarter, rule.Date("due", day), rule.Str("why", why))
		x.Find(asClosed(stands, x.Policy.tiers.closed, day))
		return calendar.Due{Date: day}, nil
	}
	due, err := following(x.Policy.tiers.closed, day)
	if err != nil {
		return due, err
	}
	moves := cited(reportMoves, par5_5_1, true, quarter, rule.Date("date", day), rule.Date("due", due.Date), rule.Str("why", why))
	x.Find(asClosed(moves, x.Policy.tiers.closed, day))
	return due, nil
}

// following is the first open day from a day on.
func following(closed *calendar.Closed, day calendar.Date) (calendar.Due, error) {
	before, err := day.AddDays(-1)
	if err != nil {
		return calendar.Due{}, err
	}
	return calendar.Term{Length: calendar.Length{N: 1, Unit: calendar.Days}, Roll: calendar.Following, Closed: closed}.From(before)
}

// asClosed is a finding that a day is closed, with the interpretations on which that
// rests: which days were holidays before 2006, say.
func asClosed(f rule.Finding, closed *calendar.Closed, day calendar.Date) rule.Finding {
	if due, err := following(closed, day); err == nil {
		f.Interpretations = append(slices.Clip(f.Interpretations), due.Interpretations...)
	}
	return f
}

// cited is a finding of a template under the provision that a policy names.
func cited(t *rule.Template, cite rule.Citation, holds bool, facts ...rule.Fact) rule.Finding {
	f := t.Finding(holds, facts...)
	f.Cite = cite
	return f
}

// matches are what rows select duties by, beside their ids.
var matches = []lifecycle.Match[Standing, *Policy]{
	{Name: "in_period", Holds: func(x *context, d calendar.Duty) bool {
		e := x.Event.(Review)
		return lies(d.For, calendar.Period{From: e.From, To: e.To})
	}},
	{Name: "completed", Holds: func(x *context, d calendar.Duty) bool { return x.Event.(Complete).means(d) }},
}

// lies reports whether what a review is for, a period or a quarter, lies in a
// period.
func lies(what string, in calendar.Period) bool {
	var p calendar.Period
	if q, err := calendar.ParseQuarter(what); err == nil {
		p = q.Period()
	} else if from, to, ok := strings.Cut(what, " to "); ok {
		p.From, _ = calendar.Parse(from) // the zero Date is none
		p.To, _ = calendar.Parse(to)
	}
	return !p.From.IsZero() && !p.To.IsZero() && !p.From.Before(in.From) && !in.To.Before(p.To)
}

// means reports whether a duty is one that the event says is done.
func (e Complete) means(d calendar.Duty) bool {
	return d.ID == e.Duty && (e.For == "" || d.For == e.For)
}
