package classify_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
)

// Section 6: tier three.

func tierThree(t *testing.T) *employer {
	e := aFocusEmployer(t)
	return e.do(classify.Nonparticipation{On: e.later(10), Reason: "nobody came to the seminar"}).is(classify.TierThree)
}

func TestFocusNotParticipating6_1_1(t *testing.T) {
	e := aFocusEmployer(t).review("2022-2", "1.85").pending(classify.Target)
	e.refused(classify.Nonparticipation{On: e.later(1)}, "6.1.1")
	e.do(classify.Nonparticipation{On: e.later(1), Reason: "nobody came"}).is(classify.TierThree).pending("").cites("6.1.1", "6.2", "6.3")
	e.open("classification_notice", "seminar", "safety_committee")
	notice := e.st.Docket.Find("classification_notice")[0]
	if d := cmp.Diff([]string{"reasons", "injury_analysis", "consultants_list"}, notice.Encloses); d != "" {
		t.Error(d)
	}
}

func TestTargetNotParticipating6_1_2(t *testing.T) {
	e := aTargetEmployer(t)
	e.refused(classify.Nonparticipation{On: e.later(1)}, "6.1.2")
	e.do(classify.Nonparticipation{On: e.later(1), Reason: "no committee"}).is(classify.TierThree).cites("6.1.2")
}

// 6.1.3 reaches target requirements only.
func TestNoncompliance6_1_3(t *testing.T) {
	e := aTargetEmployer(t)
	e.refused(classify.Noncompliance{On: e.later(1)}, "6.1.3")
	e.do(classify.Notify{On: e.later(1)})
	e.do(classify.Complete{On: e.later(1), Duty: "seminar"})
	e.do(classify.Noncompliance{On: e.later(1), Reason: "no report"}).is(classify.TierThree).cites("6.1.3").opened("classification_notice", "seminar")
	for _, off := range []*employer{anEmployer(t), aFocusEmployer(t), tierThree(t)} {
		off.refused(classify.Noncompliance{On: day("2029-01-01"), Reason: "no report"}, "6.1.3")
	}
	for _, off := range []*employer{anEmployer(t), tierThree(t)} {
		off.refused(classify.Nonparticipation{On: day("2029-01-01"), Reason: "nobody came"}, "6.1.1")
	}
}

func TestAllTargetRequirements6_3(t *testing.T) {
	e := tierThree(t)
	e.do(classify.Notify{On: day("2024-05-13")}).cites("6.2", "6.3").rests("tier-three-notice-starts-plan").opened("plan 2024-07-12")
	e.do(classify.CloseQuarter{On: day("2024-07-01"), Quarter: quarterOf(t, "2024-Q2")}).opened("quarterly_report 2024-07-31")
	e.do(classify.CompleteInspection{On: day("2024-07-02")}).opened("inspection_report 2024-08-01")
	e.do(classify.ReceiveReport{On: day("2024-07-03"), Quarter: quarterOf(t, "2024-Q2"), SecondOfPeriod: rule.Yes}).opened("review 2024-08-02")
	e.review("2024-1", "0.50").is(classify.TierThree).cites("6.3").closed("review 2024-08-02").runs(0, 0)
	e.review("2024-2", "0.40").review("2025-1", "0.30").is(classify.TierThree)
	e.refused(classify.Decide{On: e.later(1), By: classify.Commission, Approve: rule.Yes, Reason: "improved"}, "4.4.2")
}

// A plan that target still owes is not owed twice.
func TestOnePlanIsEnough6_3(t *testing.T) {
	e := aTargetEmployer(t)
	e.do(classify.Notify{On: e.later(1)}, classify.Noncompliance{On: e.later(2), Reason: "no report"}, classify.Notify{On: e.later(3)})
	e.opened().restsNot("tier-three-notice-starts-plan").closed("classification_notice").open("seminar", "safety_committee", "plan 2022-09-19")
}

// Only an order leads out.
func TestOrder6_3(t *testing.T) {
	e := tierThree(t)
	for _, by := range []rule.Role{"", classify.Employer} {
		e.refused(classify.Order{On: e.later(1), By: by, To: classify.Focus, Reason: "plan carried out"}, "6")
	}
	e.refused(classify.Order{On: e.later(1), By: classify.Commission, To: classify.Focus}, "6")
	e.fails(classify.Order{On: e.later(1), By: classify.Commission, Reason: "plan carried out"}, "to")
	e.fails(classify.Order{On: e.later(1), By: classify.Commission, To: classify.TierThree, Reason: "stay"}, "to")
	e.fails(classify.Order{On: e.later(1), By: classify.Commission, To: "focuss", Reason: "typo"}, `did you mean "focus"?`)
	e.do(classify.Order{On: e.later(1), By: classify.Commission, To: classify.Focus, Reason: "plan carried out"}).is(classify.Focus).cites("6", "4.1").rests("leaving-tier-three")
	for _, off := range []*employer{anEmployer(t), aFocusEmployer(t), aTargetEmployer(t)} {
		off.refused(classify.Order{On: day("2029-01-01"), By: classify.Commission, To: classify.None, Reason: "why not"}, "6")
	}
}

// The review after an order is number 0: it opens no run.
func TestTheReviewAfterAnOrder6_3(t *testing.T) {
	e := tierThree(t)
	e.do(classify.Order{On: e.later(1), By: classify.Commission, To: classify.Focus, Reason: "plan carried out"})
	e.review("2022-2", "1.60").is(classify.Focus).runs(0, 0).review("2023-1", "1.60").runs(1, 0).review("2023-2", "1.60").is(classify.None).released(classify.FromFocus)

	e = tierThree(t)
	e.do(classify.Order{On: e.later(1), By: classify.Commission, To: classify.Target, Reason: "half way"}).is(classify.Target).cites("5.1")
	e.review("2022-2", "1.75").runs(0, 0).review("2023-1", "1.75").review("2023-2", "1.75").is(classify.Focus)
}

// What the first review since an order recommends can be decided: that review is number 0
// of the tier that follows, after which two periods below its value lead out of it.
func TestDecideAfterTheFirstReviewSinceAnOrder4_4_2(t *testing.T) {
	e := tierThree(t)
	e.do(classify.Order{On: e.later(1), By: classify.Commission, To: classify.Focus, Reason: "plan carried out"})
	e.review("2022-2", "1.85").is(classify.Focus).pending(classify.Target).decide(rule.Yes).is(classify.Target).runs(0, 0)
	e.review("2023-1", "1.75").is(classify.Target).runs(1, 0).review("2023-2", "1.75").is(classify.Focus)

	e = tierThree(t)
	e.do(classify.Order{On: e.later(1), By: classify.Commission, To: classify.Focus, Reason: "plan carried out"})
	e.review("2022-2", "1.85").decide(rule.No).is(classify.Focus).pending("").runs(0, 0).review("2023-1", "1.60").runs(1, 0)
}

// After an order to none the next review is a first entry.
func TestOrderToNone6_3(t *testing.T) {
	e := tierThree(t)
	e.do(classify.Order{On: e.later(1), By: classify.Commission, To: classify.None, Reason: "business sold"}).is(classify.None).
		released(classify.NotReleased).closed("seminar", "safety_committee").open("classification_notice")
	e.do(classify.Notify{On: e.later(1)}).opened().closed("classification_notice")
	e.review("2022-2", "1.70").is(classify.Focus).cites("4.1")
}

// "not exceeding 25 %", without the penalty premium tax, discretion of the commission
func TestSurcharge6_4(t *testing.T) {
	p, halfUp := wv(t), reading(t, "surcharge-rounds-down", "down", "half_up")
	for _, row := range []struct{ tax, penalty, rate, amount, halfUp string }{
		{"1000", "0", "0.10", "100.00", "100.00"},
		{"1433.33", "100.00", "0.25", "333.33", "333.33"}, // 333.3325
		{"1000", "0", "0", "0.00", "0.00"},
		{"0", "0", "0.25", "0.00", "0.00"},
		{"100", "100", "0.25", "0.00", "0.00"},
		{"0.03", "0", "0.25", "0.00", "0.00"},        // 0.0075: a cent would exceed 25 %
		{"99.99", "0", "0.2499", "24.98", "24.99"},   // 24.987501
		{"100", "0", "0.24996", "24.99", "25.00"},    // 24.996: 25.00 is 25 %, which it does not exceed
		{"100.02", "0", "0.24999", "25.00", "25.00"}, // 25.0039998
	} {
		if d, err := halfUp.Surcharge(classify.SurchargeInput{QuarterlyPremiumTax: dec(row.tax), PenaltyTax: dec(row.penalty), Rate: dec(row.rate)}); err != nil ||
			d.Value.Amount.StringFixed(2) != row.halfUp {
			t.Errorf("half up, %+v: got %v, %v", row, d.Value, err)
		}
		d, err := p.Surcharge(classify.SurchargeInput{QuarterlyPremiumTax: dec(row.tax), PenaltyTax: dec(row.penalty), Rate: dec(row.rate)})
		if err != nil || d.Value.Amount.StringFixed(2) != row.amount || !d.Value.Amount.Equal(dec(row.amount)) {
			t.Errorf("%+v: got %v, %v", row, d.Value, err)
		}
		if !d.Cites("85-23-6.4") || !d.Cites("85-23-6.4.2") {
			t.Errorf("%+v: got %v", row, d)
		}
	}
}

func TestSurchargeThatCannotBe6_4(t *testing.T) {
	p := wv(t)
	_, err := p.Surcharge(classify.SurchargeInput{QuarterlyPremiumTax: dec("1000"), PenaltyTax: dec("0"), Rate: dec("0.2500001")})
	if refused, ok := err.(*rule.Refused); !ok || refused.Findings[0].Cite != "W. Va. Code R. § 85-23-6.4" {
		t.Errorf("over the cap: got %v", err)
	}
	for names, in := range map[string]classify.SurchargeInput{
		"quarterly_premium_tax": {PenaltyTax: dec("0"), Rate: dec("0.1")},
		"penalty_tax":           {QuarterlyPremiumTax: dec("10"), PenaltyTax: dec("10.01"), Rate: dec("0.1")},
		"rate":                  {QuarterlyPremiumTax: dec("10"), PenaltyTax: dec("0"), Rate: dec("-0.1")},
	} {
		if _, err := p.Surcharge(in); err == nil || err.(*rule.InputError).Field != names {
			t.Errorf("%+v: got %v, want an error that names %s", in, err, names)
		}
	}
}
