package classify_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
)

// Section 4: tier one, focus program employer.

func aFocusEmployer(t *testing.T) *employer {
	return anEmployer(t).review("2022-1", "1.75").is(classify.Focus)
}

func TestNotification4_1(t *testing.T) {
	e := anEmployer(t)
	if e.st.Reviewed || e.st.Tier != classify.None {
		t.Errorf("at the start got %+v", e.st)
	}
	e.review("2022-1", "1.73").is(classify.Focus).cites("4.1", "14").opened("classification_notice", "seminar").runs(0, 0)
	want := calendar.Duty{ID: "classification_notice", By: "commission", To: "employer", Cite: "W. Va. Code R. § 85-23-4.1",
		Encloses: []string{"injury_analysis", "consultants_list"}, Opened: calendar.Mark{On: day("2022-07-20")}}
	if d := cmp.Diff(want, e.out.Opened[0]); d != "" {
		t.Error(d)
	}
	e.do(classify.Notify{On: e.later(3)}).cites("4.1").closed("classification_notice").opened().open("seminar")
	e.refused(classify.Notify{On: e.later(3)}, "4.1")
}

func TestNeitherLevelStays14(t *testing.T) {
	e := anEmployer(t).review("2022-1", "1.69").is(classify.None).cites("14").opened().runs(0, 0)
	e.refused(classify.Notify{On: e.later(3)}, "4.1")
	e.review("2022-2", "1.70").is(classify.Focus).cites("4.1").rests("equality-qualifies")
}

func TestSeminar4_2(t *testing.T) {
	e := aFocusEmployer(t)
	e.do(classify.Complete{On: e.later(1), Duty: "seminar"}).cites("4.2").closed("seminar").open("classification_notice")
	from, to := half("2022-2")
	e.do(classify.ClosePeriod{On: day("2023-01-02"), From: from, To: to})
	e.refused(classify.Complete{On: e.later(1), Duty: "seminar"}, "4.2")
}

func TestReports4_3(t *testing.T) {
	e := aFocusEmployer(t)
	from, to := half("2022-2")
	e.do(classify.ClosePeriod{On: day("2023-01-02"), From: from, To: to}).cites("4.3", "4.4").rests("claims-report-date")
	report := e.out.Opened[1]
	if report.ID != "claims_report" || report.By != "commission" || !report.Due.IsZero() || report.CopyTo != nil {
		t.Errorf("got %+v", report)
	}
	e.do(classify.Complete{On: e.later(1), Duty: "claims_report"}).cites("4.3", "4.3.1").closed("claims_report").opened("report_copies")
	e.refused(classify.Complete{On: e.later(1), Duty: "claims_report"}, "4.3")
}

// A review of a longer time is that of every review period in it.
func TestReviewOfTwoPeriods4_4(t *testing.T) {
	e := aFocusEmployer(t)
	from, to := half("2022-2")
	e.do(classify.ClosePeriod{On: day("2023-01-02"), From: from, To: to})
	next, last := half("2023-1")
	e.do(classify.ClosePeriod{On: day("2023-07-03"), From: next, To: last}).opened("review 2023-07-31", "claims_report")
	year := aReview("2023-1", "1.75")
	year.From = from
	e.do(year).is(classify.Focus).closed("review 2023-01-30", "review 2023-07-31")
}

// "within thirty (30) days following the conclusion of the review period"
func TestReviewWithin30Days4_4(t *testing.T) {
	e := aFocusEmployer(t)
	from, to := half("2022-2")
	e.do(classify.ClosePeriod{On: day("2023-01-02"), From: from, To: to}).restsNot("counted-terms-roll").opened("review 2023-01-30", "claims_report")
	if overdue := e.st.Docket.OverdueOn(day("2023-01-30")); len(overdue) != 0 {
		t.Errorf("on its last day got overdue %v", overdue)
	}
	if overdue := e.st.Docket.OverdueOn(day("2023-01-31")); len(overdue) != 1 || overdue[0].ID != "review" {
		t.Errorf("on the day after got overdue %v", overdue)
	}
	e.review("2022-2", "1.75").closed("review 2023-01-30").cites("4.4")

	// 30 days after 2023-06-30 is a Sunday
	from, to = half("2023-1")
	e.do(classify.ClosePeriod{On: day("2023-07-03"), From: from, To: to}).opened("review 2023-07-31", "claims_report").rests("counted-terms-roll")
	if skipped := e.out.Opened[0].Skipped; len(skipped) != 1 || skipped[0].Why != "Sunday" {
		t.Errorf("got skipped %v", skipped)
	}
}

func TestAPeriodThatCannotClose4_4(t *testing.T) {
	e := aFocusEmployer(t)
	from, to := half("2022-2")
	e.fails(classify.ClosePeriod{On: e.later(1), To: to}, "from")
	e.fails(classify.ClosePeriod{On: e.later(1), From: from}, "to")
	e.fails(classify.ClosePeriod{On: e.later(1), From: to, To: from}, "backwards")
	e.fails(classify.ClosePeriod{On: to, From: from, To: to}, "to")
	e.do(classify.ClosePeriod{On: day("2023-01-02"), From: from, To: to})
	e.fails(classify.ClosePeriod{On: e.later(1), From: from, To: to}, "overlap")
	early, late := half("2022-1")
	e.fails(classify.ClosePeriod{On: e.later(1), From: early, To: late}, "backwards")
	e.fails(classify.ClosePeriod{On: day("9999-12-31"), From: day("9999-12-01"), To: day("9999-12-30")}, "range")
	for _, off := range []*employer{anEmployer(t), aTargetEmployer(t), tierThree(t)} {
		off.refused(classify.ClosePeriod{On: day("2029-01-01"), From: from, To: to}, "4.4")
	}
}

// "below … for two (2) consecutive review periods … unless the performance
// criteria rises above … for two consecutive review periods"
func TestReleaseAndReturn4_4_1(t *testing.T) {
	e := aFocusEmployer(t).review("2022-2", "1.69").is(classify.Focus).runs(1, 0).cites("4.4.1")
	e.review("2023-1", "1.65").is(classify.None).released(classify.FromFocus).runs(0, 0).cites("4.4.1").closed("seminar").open("classification_notice")
	e.review("2023-2", "1.75").is(classify.None).released(classify.FromFocus).runs(0, 1).cites("4.4.1")
	e.review("2024-1", "1.70").is(classify.None).runs(0, 0).rests("threshold-neither", "equality-qualifies")
	e.review("2024-2", "1.71").runs(0, 1)
	e.review("2025-1", "1.69").runs(0, 0).cites("4.4.1")
	e.review("2025-2", "1.95").is(classify.None).runs(0, 1)
	e.review("2026-1", "1.74").is(classify.Focus).cites("4.4.1").released(classify.NotReleased).runs(0, 0).opened("classification_notice", "seminar")
}

func TestReturnAtTheTargetLevel4_4_1(t *testing.T) {
	e := aFocusEmployer(t).review("2022-2", "1.60").review("2023-1", "1.60").is(classify.None)
	e.review("2023-2", "1.71").review("2024-1", "1.80").is(classify.Target).cites("4.4.1", "5.1")
}

func TestAFactorOnTheValueEndsTheRun4_4_1(t *testing.T) {
	e := aFocusEmployer(t).review("2022-2", "1.60").runs(1, 0)
	e.review("2023-1", "1.70").is(classify.Focus).runs(0, 0).rests("threshold-neither")
	e.review("2023-2", "1.60").runs(1, 0).review("2024-1", "1.75").runs(0, 0)
}

func TestAGapBreaksTheRun4_4_1(t *testing.T) {
	e := aFocusEmployer(t).review("2022-2", "1.60").runs(1, 0).restsNot("gap-breaks-runs")
	e.review("2023-2", "1.60").is(classify.Focus).runs(1, 0).rests("gap-breaks-runs")
	e.review("2024-1", "1.60").is(classify.None)
	e.review("2024-2", "1.75").runs(0, 1).review("2025-2", "1.75").is(classify.None).runs(0, 1).rests("gap-breaks-runs")

	anEmployer(t).review("2022-1", "1.60").review("2023-1", "1.60").restsNot("gap-breaks-runs")
}

// The review that makes it a focus employer is number 0: it opens no run, and
// premium alone can move the value under a factor.
func TestBelowByPremium4_4_1(t *testing.T) {
	e := aFocusEmployer(t)
	richer := aReview("2022-2", "1.75")
	richer.ThreeYearPremium = dec("50000")
	e.do(richer).is(classify.Focus).runs(1, 0)
}

// "the employer's experience modification factor exceeds the criteria for a
// focus program employer": subject to the commission's discretion
func TestExceedingTheCriteria4_4_2(t *testing.T) {
	e := aFocusEmployer(t).review("2022-2", "1.80").is(classify.Focus).pending(classify.Target).cites("4.4.2")
	e.decide(rule.Yes).is(classify.Target).pending("").cites("4.4.2", "4.5").opened("reclassification_notice", "safety_committee").
		open("seminar", "reclassification_notice", "safety_committee")
	e.review("2023-1", "1.79").runs(1, 0).is(classify.Target)
}

func TestDecisionIsForTheCommission4_4_2(t *testing.T) {
	e := aFocusEmployer(t)
	e.refused(classify.Decide{On: e.later(1), By: classify.Commission, Approve: rule.Yes, Reason: "as found"}, "4.4.2")
	e.review("2022-2", "1.80")
	for _, by := range []rule.Role{"", classify.Employer} {
		e.refused(classify.Decide{On: e.later(1), By: by, Approve: rule.Yes, Reason: "as found"}, "4.4.2")
	}
	e.refused(classify.Decide{On: e.later(1), By: classify.Commission, Approve: rule.Yes}, "4.4.2")
	e.fails(classify.Decide{On: e.later(1), By: classify.Commission, Reason: "as found"}, "approve")
	e.decide(rule.No).is(classify.Focus).pending("").cites("4.4.2").opened()
	e.refused(classify.Decide{On: e.later(1), By: classify.Commission, Approve: rule.Yes, Reason: "again"}, "4.4.2")
	e.review("2023-1", "1.81").pending(classify.Target)
}

// "measurable safety improvement is not made … over three review periods"
func TestNoImprovement4_4_2(t *testing.T) {
	e := aFocusEmployer(t).review("2022-2", "1.78").review("2023-1", "1.77").pending("").restsNot("improvement-window")
	e.review("2023-2", "1.75").pending(classify.Target).cites("4.4.2").rests("improvement-window")
	e.decide(rule.No)
	e.review("2024-1", "1.77").pending("").rests("improvement-window") // against 1.78
	e.review("2024-2", "1.77").pending(classify.Target)                // against 1.77
	e.decide(rule.Yes).is(classify.Target).cites("4.5")
	e.review("2025-1", "1.85").review("2025-2", "1.84").restsNot("improvement-window")
	e.review("2026-1", "1.83").pending(classify.TierThree) // number 3: the review that raised it, 1.77, is number 0
}

// A policy that measures over two periods says two, of every tier.
func TestNoImprovementOverTwoPeriods4_4_2(t *testing.T) {
	e := employerUnder(t, changed(t, "{if: emf < baseline.emf, periods: 3,", "{if: emf < baseline.emf, periods: 2,"))
	for tier, factor := range map[classify.Tier]string{classify.Focus: "1.75", classify.Target: "1.85"} {
		e.st = e.p.Start(classify.Profile{})
		e.review("2022-1", factor).is(tier).review("2022-2", factor).review("2023-1", factor)
		for _, f := range e.out.Findings {
			if strings.Contains(f.Text(), "improvement") && !strings.Contains(f.Text(), "not made over 2 review periods") {
				t.Errorf("%s: %s", tier, f)
			}
		}
		if e.st.Pending == "" {
			t.Errorf("%s: nothing is recommended: %v", tier, e.out.Findings)
		}
	}
}

func TestAGapLeavesTheWindow4_4_2(t *testing.T) {
	e := aFocusEmployer(t).review("2022-2", "1.76").review("2023-2", "1.76").review("2024-2", "1.76")
	e.pending(classify.Target).rests("improvement-window", "measurable-improvement").restsNot("gap-breaks-runs") // no run was open
}

// A first period below and a recommendation may be found together; a second
// period below is a release, and goes first.
func TestReleaseBeforeRecommendation4_4_2(t *testing.T) {
	e := anEmployer(t).review("2022-1", "1.71").review("2022-2", "1.75").review("2023-1", "1.75")
	cheaper := aReview("2023-2", "1.75")
	cheaper.ThreeYearPremium = dec("60000") // the focus value is 1.80 there
	e.do(cheaper).is(classify.Focus).runs(1, 0).pending(classify.Target).restsNot("release-before-recommendation")
	cheaper = aReview("2024-1", "1.78")
	cheaper.ThreeYearPremium = dec("60000")
	e.do(cheaper).is(classify.None).released(classify.FromFocus).pending("").rests("release-before-recommendation", "improvement-window")
}

// While one recommendation is pending, a new review replaces it.
func TestANewReviewReplacesARecommendation4_4_2(t *testing.T) {
	e := aFocusEmployer(t).review("2022-2", "1.80").pending(classify.Target)
	e.review("2023-1", "1.74").pending("")
	e.refused(classify.Decide{On: e.later(1), By: classify.Commission, Approve: rule.Yes, Reason: "late"}, "4.4.2")
	e.review("2023-2", "1.81").pending(classify.Target).review("2024-1", "1.82").pending(classify.Target)
}

func TestNotificationOfReclassification4_5(t *testing.T) {
	e := aFocusEmployer(t)
	e.do(classify.Notify{On: e.later(1)})
	e.review("2022-2", "1.80").decide(rule.Yes)
	notice := e.out.Opened[0]
	if notice.ID != "reclassification_notice" || notice.Cite != "W. Va. Code R. § 85-23-4.5" || notice.Encloses[0] != "reason" {
		t.Errorf("got %+v", notice)
	}
	e.do(classify.Notify{On: day("2024-08-05")}).closed("reclassification_notice").opened("plan 2024-10-04").cites("4.5", "5.4")
}

// A notice that is given late is found under the provision that asked for it; one of
// the tier before gave way to it.
func TestNoticeOfATierThatTheEmployerLeft4_1(t *testing.T) {
	e := aTargetEmployer(t).review("2022-2", "1.60").review("2023-1", "1.60").is(classify.None)
	e.do(classify.Notify{On: e.later(1)}).closed("classification_notice").opened().cites("5.1")

	e = aFocusEmployer(t).review("2022-2", "1.80").decide(rule.Yes)
	e.do(classify.Notify{On: e.later(1)}).closed("reclassification_notice").cites("4.5", "5.4")
}
