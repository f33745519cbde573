package classify_test

import (
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
)

// Section 5: tier two, target program employer.

func aTargetEmployer(t *testing.T) *employer {
	return anEmployer(t).review("2022-1", "1.85").is(classify.Target)
}

func TestStraightToTarget5_1(t *testing.T) {
	e := anEmployer(t).review("2022-1", "1.80").is(classify.Target).cites("5.1", "5.2", "5.3", "14").rests("equality-qualifies")
	e.opened("classification_notice", "seminar", "safety_committee")
	e.do(classify.Complete{On: e.later(1), Duty: "seminar"}).cites("5.2").closed("seminar")
	e.do(classify.Complete{On: e.later(1), Duty: "safety_committee"}).cites("5.3").closed("safety_committee")
}

// "a member of a multi-employer group operating under a collective bargaining
// agreement … shall be considered to have met the requirements"
func TestBargainedCommittee5_3_1(t *testing.T) {
	e := anEmployer(t)
	e.st = e.p.Start(classify.Profile{BargainedCommittee: true})
	e.review("2022-1", "1.85").cites("5.3.1").opened("classification_notice", "seminar")
	e.do(classify.Noncompliance{On: e.later(1), Reason: "no minutes"}).is(classify.TierThree).cites("5.3.1").open("classification_notice", "seminar")
	e.refused(classify.Complete{On: e.later(1), Duty: "safety_committee"}, "5.3")
}

// "Within sixty (60) days of the target program employer notification"
func TestPlan5_4(t *testing.T) {
	e := aTargetEmployer(t)
	e.refused(classify.ReceivePlan{On: e.later(1)}, "5.4")
	e.do(classify.Notify{On: day("2024-04-21")}).cites("5.4").rests("counted-terms-roll").opened("plan 2024-06-21") // 20 June: West Virginia Day
	e.do(classify.ReceivePlan{On: day("2024-06-03")}).cites("5.4.1").closed("plan 2024-06-21").opened("plan_review 2024-08-02")
	e.refused(classify.ReceivePlan{On: e.later(1)}, "5.4")
	e.do(classify.Complete{On: e.later(1), Duty: "plan_review"}).cites("5.4.1").closed("plan_review 2024-08-02")
}

// Published vectors of § 2-2-3 as applied to the counted terms.
func TestCountedTermsNeverEndOnAClosedDay2_2_3(t *testing.T) {
	for _, row := range []struct{ notified, due string }{
		{"2024-09-30", "2024-12-02"}, // Lincoln's Day, then a weekend
		{"2024-04-21", "2024-06-21"}, // West Virginia Day
		{"2024-03-01", "2024-04-30"}, // no roll
		{"2023-01-25", "2023-03-27"}, // a Sunday
	} {
		e := anEmployer(t).review("2022-1", "1.85")
		e.do(classify.Notify{On: day(row.notified)}).opened("plan " + row.due)
	}
	// 30 days from 1 December 2021: 31 December is New Year's Day observed
	e := anEmployer(t).review("2021-1", "1.85")
	e.do(classify.CompleteInspection{On: day("2021-12-01")}).opened("inspection_report 2022-01-03")
}

// Days proclaimed are the host's to add.
func TestProclaimedDaysAreClosed2_2_1(t *testing.T) {
	p, err := wv(t).WithProclaimed(calendar.Proclaimed{Date: day("2024-04-30"), Name: "primary election"})
	if err != nil {
		t.Fatal(err)
	}
	e := employerUnder(t, p).review("2022-1", "1.85")
	e.do(classify.Notify{On: day("2024-03-01")}).opened("plan 2024-05-01")
	anEmployer(t).review("2022-1", "1.85").do(classify.Notify{On: day("2024-03-01")}).opened("plan 2024-04-30")
}

// "on or before the last day of the month following the end of the quarter"
func TestQuarterlyReports5_5_1(t *testing.T) {
	for quarter, due := range map[string]string{"2025-Q1": "2025-04-30", "2025-Q2": "2025-07-31", "2025-Q3": "2025-10-31", "2025-Q4": "2026-01-31"} {
		e := aTargetEmployer(t)
		q := quarterOf(t, quarter)
		e.do(classify.CloseQuarter{On: day("2026-01-05"), Quarter: q}).cites("5.5.1", "5.5.2").opened("quarterly_report " + due)
		if quarter == "2025-Q4" { // the only month end of these that is closed
			e.rests("calendar-dates-do-not-roll")
		} else {
			e.restsNot("calendar-dates-do-not-roll")
		}
		report := e.out.Opened[0]
		if report.For != quarter || report.By != "employer" || !slices.Equal(report.CopyTo, []string{"bargaining_units", "safety_committee"}) {
			t.Errorf("got %+v", report)
		}
		e.do(classify.ReceiveReport{On: e.later(1), Quarter: q}).cites("5.5.1").closed("quarterly_report " + due).opened()
		e.refused(classify.ReceiveReport{On: e.later(1), Quarter: q}, "5.5.1")
	}
}

func quarterOf(t *testing.T, s string) calendar.Quarter {
	t.Helper()
	q, err := calendar.ParseQuarter(s)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func TestQuartersThatCannotClose5_5_1(t *testing.T) {
	e := aTargetEmployer(t)
	e.fails(classify.CloseQuarter{On: e.later(1)}, "quarter")
	e.fails(classify.ReceiveReport{On: e.later(1)}, "quarter")
	e.fails(classify.CloseQuarter{On: e.later(1), Quarter: calendar.Quarter{Year: 2025, Number: 5}}, "quarter")
	e.fails(classify.CloseQuarter{On: e.later(1), Quarter: calendar.Quarter{Year: 9999, Number: 4}}, "not over")
	e.fails(classify.CloseQuarter{On: day("2025-06-30"), Quarter: quarterOf(t, "2025-Q2")}, "quarter")
	q2, q3 := quarterOf(t, "2025-Q2"), quarterOf(t, "2025-Q3")
	e.refused(classify.ReceiveReport{On: e.later(1), Quarter: q2}, "5.5.1")
	e.do(classify.CloseQuarter{On: day("2025-10-01"), Quarter: q2})
	e.refused(classify.CloseQuarter{On: e.later(1), Quarter: q2}, "5.5.1")
	e.refused(classify.ReceiveReport{On: e.later(1), Quarter: q3}, "5.5.1")
	e.fails(classify.CloseQuarter{On: e.later(1), Quarter: quarterOf(t, "2025-Q1")}, "backwards")
	e.do(classify.CloseQuarter{On: e.later(1), Quarter: q3})
	e.do(classify.ReceiveReport{On: e.later(1), Quarter: q3}).closed("quarterly_report 2025-10-31").open("classification_notice", "seminar", "safety_committee", "quarterly_report 2025-07-31")
	for _, off := range []*employer{anEmployer(t), aFocusEmployer(t)} {
		off.refused(classify.CloseQuarter{On: day("2029-01-01"), Quarter: q2}, "5.5.1")
	}
}

// "Within thirty (30) days following the completion of any inspection"
func TestInspections5_6_1(t *testing.T) {
	e := aTargetEmployer(t)
	e.do(classify.CompleteInspection{On: day("2025-05-01")}).cites("5.6.1").opened("inspection_report 2025-06-02")
	report := e.out.Opened[0]
	if report.By != "safety_representative" || !slices.Equal(report.CopyTo, []string{"employer", "bargaining_units"}) {
		t.Errorf("got %+v", report)
	}
	e.do(classify.CompleteInspection{On: day("2025-05-10")})
	e.do(classify.Complete{On: e.later(1), Duty: "inspection_report"}).cites("5.6.1").closed("inspection_report 2025-06-02") // the one due first
	e.do(classify.Complete{On: e.later(1), Duty: "inspection_report"}).closed("inspection_report 2025-06-09")
	for _, off := range []*employer{anEmployer(t), aFocusEmployer(t)} {
		off.refused(classify.CompleteInspection{On: day("2029-01-01")}, "5.6.1")
	}
}

// "within thirty (30) days following the receipt of the employer's quarterly
// report for the second quarter of each review period"
func TestReviewAfterTheSecondReport5_7(t *testing.T) {
	e := aTargetEmployer(t)
	q := quarterOf(t, "2025-Q4")
	e.do(classify.CloseQuarter{On: day("2026-01-02"), Quarter: q})
	e.do(classify.ReceiveReport{On: day("2026-01-26"), Quarter: q, SecondOfPeriod: rule.Yes}).cites("5.7").restsNot("counted-terms-roll").
		closed("quarterly_report 2026-01-31").opened("review 2026-02-25")
	review := aReview("2025-2", "1.85")
	review.On = day("2026-02-02")
	e.do(review).closed("review 2026-02-25").cites("5.7")
}

// A focus employer that still owes a report, by one reading of its release, is
// reviewed by 4.4, not by 5.7.
func TestALateReportOfAFocusEmployer5_7(t *testing.T) {
	e := employerUnder(t, reading(t, "release-ends-duties", "ends", "stay")).review("2024-2", "1.85").review("2025-1", "1.75")
	q := quarterOf(t, "2025-Q4")
	e.do(classify.CloseQuarter{On: day("2026-01-02"), Quarter: q})
	e.review("2025-2", "1.75").is(classify.Focus).rests("release-ends-duties")
	e.do(classify.ReceiveReport{On: day("2026-01-26"), Quarter: q, SecondOfPeriod: rule.Yes}).cites("5.7").closed("quarterly_report 2026-01-31").opened()
}

// "below the evaluation criteria for a target program employer for two (2)
// consecutive review periods": at the focus level to focus
func TestFromTargetToFocus5_7_1(t *testing.T) {
	e := aTargetEmployer(t)
	e.do(classify.Notify{On: e.later(1)}).review("2022-2", "1.79").is(classify.Target).runs(1, 0).cites("5.7.1")
	e.review("2023-1", "1.70").is(classify.Focus).released(classify.NotReleased).runs(0, 0).cites("5.7.1").rests("becomes-focus", "equality-qualifies")
	e.closed("seminar", "safety_committee", "plan 2022-09-19").opened("classification_notice", "seminar").open("classification_notice", "seminar")
	e.review("2023-2", "1.60").runs(1, 0).is(classify.Focus) // review number 0 was that of the move
}

// The notice of target that was not given gives way to that of focus.
func TestANoticeNotGivenGivesWay5_7_1(t *testing.T) {
	e := aTargetEmployer(t).review("2022-2", "1.79").review("2023-1", "1.75").is(classify.Focus)
	e.open("classification_notice", "seminar").cites("4.1")
}

func TestAFactorOnTheTargetValueEndsTheRun5_7_1(t *testing.T) {
	e := aTargetEmployer(t).review("2022-2", "1.79").runs(1, 0).review("2023-1", "1.80").runs(0, 0).rests("threshold-neither").is(classify.Target)
	e.review("2023-2", "1.79").runs(1, 0).review("2024-2", "1.79").runs(1, 0).rests("gap-breaks-runs").cites("5.7.1")
}

// "below the evaluation criteria for a focus program employer … so long as"
func TestFromTargetOutOfReview5_7_2(t *testing.T) {
	e := aTargetEmployer(t).review("2022-2", "1.60").is(classify.Target).runs(1, 0).rests("target-release-branch")
	e.review("2023-1", "1.65").is(classify.None).released(classify.FromTarget).cites("5.7.2", "5.7.1").rests("target-release-branch").closed("seminar", "safety_committee")
	e.review("2023-2", "1.60").is(classify.None).released(classify.FromTarget).runs(0, 0).cites("14")
	e.review("2024-1", "1.70").is(classify.Focus).released(classify.NotReleased).cites("4.1", "5.7.2").rests("from-target-one-period")
}

func TestFromTargetBackToTarget5_7_2(t *testing.T) {
	e := aTargetEmployer(t).review("2022-2", "1.60").review("2023-1", "1.60").is(classify.None)
	e.review("2023-2", "1.85").is(classify.Target).cites("5.1", "5.7.2").rests("from-target-one-period")
}

// The second period says where to.
func TestAMixedRun5_7_1(t *testing.T) {
	aTargetEmployer(t).review("2022-2", "1.75").review("2023-1", "1.60").is(classify.None).released(classify.FromTarget)
	aTargetEmployer(t).review("2022-2", "1.60").review("2023-1", "1.75").is(classify.Focus)
}

// "measurable continued safety improvement"
func TestNoImprovement5_7_3(t *testing.T) {
	e := aTargetEmployer(t).review("2022-2", "1.87").review("2023-1", "1.86").pending("")
	e.review("2023-2", "1.85").pending(classify.TierThree).cites("5.7.3").rests("improvement-window")
	e.decide(rule.No).is(classify.Target).cites("5.7.3")
	e.review("2024-1", "1.86").pending("").review("2024-2", "1.86").pending(classify.TierThree)
	e.decide(rule.Yes).is(classify.TierThree).cites("5.7.3", "5.8", "6.3").opened("reclassification_notice")
	if notice := e.out.Opened[0]; notice.Cite != "W. Va. Code R. § 85-23-5.8" {
		t.Errorf("got %+v", notice)
	}
}

func TestReleaseBeforeRecommendation5_7_3(t *testing.T) {
	e := anEmployer(t).review("2022-1", "1.81").review("2022-2", "1.85").review("2023-1", "1.85")
	for _, step := range []struct {
		half string
		tier classify.Tier
	}{{"2023-2", classify.Target}, {"2024-1", classify.Focus}} {
		richer := aReview(step.half, "1.85")
		richer.ThreeYearPremium = dec("60000") // focus from 1.80, target from 1.90
		e.do(richer).is(step.tier)
	}
	e.rests("release-before-recommendation").pending("")
}
