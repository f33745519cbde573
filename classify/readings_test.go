package classify_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
)

// Every interpretation of the contract, and the readings that the built-in
// policy takes.
func TestInterpretationsOfThePolicy(t *testing.T) {
	want := []string{
		"equality-qualifies equal", "band-lower-bounds lower_bounds", "factor-not-rounded exact",
		"gap-breaks-runs breaks", "threshold-neither ends_run", "number-zero-opens-no-run opens_no_run",
		"exceeds-criteria from_target_value", "discretion-or-5.1 discretion", "improvement-window three_before",
		"measurable-improvement any_fall", "release-before-recommendation release_first", "pending-falls-away falls_away",
		"return-from-focus two_periods", "latest-period-decides latest", "target-release-branch branch",
		"becomes-focus becomes_focus", "from-target-one-period one", "release-ends-duties ends",
		"exclusion-reaches-target focus_and_target", "exclusion-reaches-tier-three leaves", "exclusion-ends first_entry",
		"leaving-tier-three order", "before-notice allowed", "set-aside-runs anew",
		"notification-sent-or-received sent", "tier-three-notice-starts-plan starts", "claims-report-date no_date",
		"counted-terms-roll following", "calendar-dates-do-not-roll none", "surcharge-rounds-down down",
		"protest-window earlier", "protest-window-rolls no", "stayed-terms run_on", "version-of-review review_day",
	}
	var got []string
	for _, i := range wv(t).Interpretations() {
		got = append(got, i.ID+" "+i.Reading)
		if i.Question == "" || i.Cite == "" || i.Chosen() == i.Reading || len(i.Readings) < 2 {
			t.Errorf("%s does not say what is open and what was taken: %+v", i.ID, i)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// What Interpretations gives is the caller's own.
func TestInterpretationsAreCopies(t *testing.T) {
	p := wv(t)
	p.Interpretations()[0].Readings[0].Key = "changed"
	if got := p.Interpretations()[0].Readings[0].Key; got != "equal" {
		t.Errorf("got %s", got)
	}
}

func TestOtherReadingEqualityQualifies(t *testing.T) {
	strict := strings.NewReplacer("if: emf >= target", "if: emf > target", "if: emf >= focus", "if: emf > focus").Replace(builtinText(t))
	p := parsed(t, strict)
	if got := p.Interpretations()[0].Reading; got != "exceeding" {
		t.Errorf("got the reading %s", got)
	}
	for emf, want := range map[string]string{"1.70": "none", "1.71": "focus", "1.80": "focus", "1.81": "target"} {
		if got := levelOf(t, p, "32850", emf).Value.Level; got != want {
			t.Errorf("%s: got %s, want %s", emf, got, want)
		}
	}
	found := levelOf(t, p, "32850", "1.70").Findings
	if last := found[len(found)-1]; strings.Join(last.Interpretations, " ") != "equality-qualifies" || last.Holds {
		t.Errorf("got %v", last)
	}
	// exactly on the focus value a target employer is released, and to no tier
	employerUnder(t, p).review("2022-1", "1.85").review("2022-2", "1.75").review("2023-1", "1.70").is(classify.None).released(classify.FromTarget)
}

func TestOwnTests(t *testing.T) {
	own := strings.NewReplacer("emf: factor  ", "emf: factor\n  claims: count\n  new_subscriber: flag #",
		"if: emf >= focus", "if: emf >= focus and not new_subscriber or claims > 9").Replace(builtinText(t))
	p := parsed(t, own)
	if got := p.Interpretations()[0].Reading; got != "own_tests" {
		t.Errorf("got the reading %s", got)
	}
	var facts []string
	for _, f := range p.Facts() {
		facts = append(facts, fmt.Sprintf("%s %s", f.Name, f.Type))
	}
	if want := []string{"three_year_premium money", "emf factor", "claims count", "new_subscriber flag"}; !slices.Equal(facts, want) {
		t.Errorf("got the facts %v", facts)
	}
	e := employerUnder(t, p)
	r := aReview("2022-1", "1.75")
	e.fails(r, "claims")
	r.Facts = map[string]string{"claims": "2", "emf": "9"}
	e.fails(r, "emf")
	r.Facts = map[string]string{"claims": "2", "claimz": "9"}
	e.fails(r, `did you mean "claims"?`)
	r.Facts = map[string]string{"claims": "2"}
	r.NewSubscriber = rule.Yes
	e.do(r).is(classify.None)
	r = aReview("2022-2", "0.50")
	r.Facts = map[string]string{"claims": "10"}
	e.do(r).is(classify.Focus)
	// below the focus value, and at the focus level all the same: no run of periods below
	r = aReview("2023-1", "0.50")
	r.Facts = map[string]string{"claims": "10"}
	e.do(r).is(classify.Focus).runs(0, 0)

	half := strings.NewReplacer("if: emf >= focus", "if: emf > focus").Replace(builtinText(t))
	if got := parsed(t, half).Interpretations()[0].Reading; got != "own_tests" {
		t.Errorf("strict for focus only: got the reading %s", got)
	}
}

func TestOtherReadingBandLowerBounds(t *testing.T) {
	p := reading(t, "band-lower-bounds", "lower_bounds", "no_band")
	for _, premium := range []string{"4999.50", "12499.01", "49999.99"} {
		_, err := p.Level(rule.Facts{"three_year_premium": premium, "emf": "1.95"})
		var refused *rule.Refused
		if !errors.As(err, &refused) || !slices.Contains(refused.Findings[0].Interpretations, "band-lower-bounds") {
			t.Errorf("%s: got %v", premium, err)
		}
	}
	r := aReview("2022-1", "1.75")
	r.ThreeYearPremium = dec("4999.50")
	employerUnder(t, p).refused(r, "14")
	if got := levelOf(t, p, "4999", "1.40").Value.Level; got != "focus" {
		t.Errorf("got %s", got)
	}
}

func TestOtherReadingFactorNotRounded(t *testing.T) {
	p := reading(t, "factor-not-rounded", "exact", "two_decimals")
	if got := levelOf(t, p, "32850", "1.695"); got.Value.Level != "focus" || !slices.Contains(interpretationsOf(got.Findings), "factor-not-rounded") {
		t.Errorf("got %v", got)
	}
	if got := levelOf(t, p, "32850", "1.6949").Value.Level; got != "none" {
		t.Errorf("got %s", got)
	}
	e := employerUnder(t, p).review("2022-1", "1.695").is(classify.Focus).review("2022-2", "1.696").runs(0, 0).rests("threshold-neither")
	if got := e.st.Reviews[0].EMF.String(); got != "1.695" { // as it was given
		t.Errorf("got %s", got)
	}
}

func TestOtherReadingGapBreaksRuns(t *testing.T) {
	p := reading(t, "gap-breaks-runs", "breaks", "bridges")
	employerUnder(t, p).review("2022-1", "1.75").review("2022-2", "1.60").review("2023-2", "1.60").is(classify.None).rests("gap-breaks-runs")
}

func TestOtherReadingImprovementWindow(t *testing.T) {
	p := reading(t, "improvement-window", "three_before", "first_review")
	e := employerUnder(t, p).review("2022-1", "1.76").review("2022-2", "1.74").review("2023-1", "1.74").review("2023-2", "1.74").pending("")
	e.review("2024-1", "1.75").pending("").rests("improvement-window") // against 1.74 it would be none
	anEmployer(t).review("2022-1", "1.76").review("2022-2", "1.74").review("2023-1", "1.74").review("2023-2", "1.74").review("2024-1", "1.75").pending(classify.Target)
}

func TestOtherReadingReleaseBeforeRecommendation(t *testing.T) {
	p := reading(t, "release-before-recommendation", "release_first", "recommendation_first")
	e := employerUnder(t, p).review("2022-1", "1.71").review("2022-2", "1.75").review("2023-1", "1.75")
	for _, half := range []string{"2023-2", "2024-1"} {
		richer := aReview(half, "1.78")
		richer.ThreeYearPremium = dec("60000") // focus from 1.80
		e.do(richer)
	}
	e.is(classify.Focus).runs(2, 0).pending(classify.Target).rests("release-before-recommendation")
	e.decide(rule.No)
	richer := aReview("2024-2", "1.60")
	richer.ThreeYearPremium = dec("60000")
	e.do(richer).is(classify.None).released(classify.FromFocus)
}

func TestOtherReadingThresholdNeither(t *testing.T) {
	p := reading(t, "threshold-neither", "ends_run", "keeps_run")
	e := employerUnder(t, p).review("2022-1", "1.75").review("2022-2", "1.60").review("2023-1", "1.70").runs(1, 0).rests("threshold-neither")
	e.review("2023-2", "1.60").is(classify.None)
}

func TestOtherReadingTargetReleaseBranch(t *testing.T) {
	p := reading(t, "target-release-branch", "branch", "free_standing")
	employerUnder(t, p).review("2022-1", "1.85").review("2022-2", "1.60").is(classify.None).released(classify.FromTarget).cites("5.7.2").rests("target-release-branch")
	employerUnder(t, p).review("2022-1", "1.85").review("2022-2", "1.75").is(classify.Target)
}

// Only the periods of the run count: number 0 after an order is below the target value
// and opens none.
func TestOtherReadingLatestPeriodDecides(t *testing.T) {
	p := reading(t, "latest-period-decides", "latest", "both_periods")
	employerUnder(t, p).review("2022-1", "1.85").review("2022-2", "1.75").review("2023-1", "1.60").is(classify.Focus).rests("latest-period-decides")
	ordered := func(p *classify.Policy) *employer {
		e := employerUnder(t, p).review("2022-1", "1.85")
		return e.do(classify.Noncompliance{On: e.later(1), Reason: "no plan"},
			classify.Order{On: e.later(2), By: classify.Commission, To: classify.Target, Reason: "a plan"})
	}
	e := ordered(p).review("2022-2", "1.75").runs(0, 0).review("2023-1", "1.60").runs(1, 0)
	e.review("2023-2", "1.60").is(classify.None).released(classify.FromTarget).restsNot("latest-period-decides")

	// by the other reading of that it is the first of them
	e = ordered(reading(t, "number-zero-opens-no-run", "opens_no_run", "counts")).review("2022-2", "1.75").runs(1, 0)
	e.review("2023-1", "1.60").is(classify.None).released(classify.FromTarget).rests("latest-period-decides")
}

func TestOtherReadingBecomesFocus(t *testing.T) {
	p := reading(t, "becomes-focus", "becomes_focus", "reporting_only")
	e := employerUnder(t, p).review("2022-1", "1.85").review("2022-2", "1.75").review("2023-1", "1.75")
	e.is(classify.None).released(classify.FromTarget).rests("becomes-focus").cites("5.7.1", "4.3").opened("claims_report")
}

func TestOtherReadingExclusionReachesTarget(t *testing.T) {
	p := reading(t, "exclusion-reaches-target", "focus_and_target", "focus_only")
	e := employerUnder(t, p).review("2022-1", "1.85")
	e.refused(exclusion(e), "3.5")

	e = employerUnder(t, p).review("2022-1", "1.75")
	e.do(exclusion(e)).review("2022-2", "1.75").is(classify.None).review("2023-1", "1.85").is(classify.Target).cites("5.1")
	e.review("2023-2", "1.75").review("2024-1", "1.75").is(classify.None).released(classify.FromTarget).cites("3.5", "5.7.1")
	e.review("2024-2", "1.75").is(classify.None).cites("3.5")
}

func TestOtherReadingExclusionReachesTierThree(t *testing.T) {
	e := employerUnder(t, reading(t, "exclusion-reaches-tier-three", "leaves", "refused")).review("2022-1", "1.75")
	e.do(classify.Nonparticipation{On: e.later(1), Reason: "nobody came"})
	e.refused(exclusion(e), "3.5")
}

func TestOtherReadingFromTargetOnePeriod(t *testing.T) {
	p := reading(t, "from-target-one-period", "one", "two")
	e := employerUnder(t, p).review("2022-1", "1.85").review("2022-2", "1.60").review("2023-1", "1.60").is(classify.None)
	e.review("2023-2", "1.75").is(classify.None).runs(0, 1).rests("from-target-one-period").cites("5.7.2")
	e.review("2024-1", "1.60").runs(0, 0).review("2024-2", "1.75").review("2025-1", "1.85").is(classify.Target).rests("from-target-one-period")
	e = employerUnder(t, p).review("2022-1", "1.85").review("2022-2", "1.60").review("2023-1", "1.60").review("2023-2", "1.75")
	e.review("2024-2", "1.75").is(classify.None).runs(0, 1).rests("gap-breaks-runs").review("2025-1", "1.70").is(classify.Focus)
}

func TestOtherReadingTierThreeNoticeStartsPlan(t *testing.T) {
	e := employerUnder(t, reading(t, "tier-three-notice-starts-plan", "starts", "does_not_start")).review("2022-1", "1.75")
	e.do(classify.Nonparticipation{On: e.later(1), Reason: "nobody came"}, classify.Notify{On: day("2024-05-13")})
	e.rests("tier-three-notice-starts-plan").opened()
}

func TestOtherReadingCountedTermsRoll(t *testing.T) {
	e := employerUnder(t, reading(t, "counted-terms-roll", "following", "none")).review("2022-1", "1.85")
	e.do(classify.Notify{On: day("2023-01-25")}).opened("plan 2023-03-26").rests("counted-terms-roll") // a Sunday
}

func TestOtherReadingCalendarDatesDoNotRoll(t *testing.T) {
	e := employerUnder(t, reading(t, "calendar-dates-do-not-roll", "none", "following")).review("2022-1", "1.85")
	q4 := calendar.Quarter{Year: 2025, Number: 4}
	e.do(classify.CloseQuarter{On: day("2026-01-02"), Quarter: q4}).opened("quarterly_report 2026-02-02").rests("calendar-dates-do-not-roll")
	e.do(classify.CloseQuarter{On: day("2026-04-01"), Quarter: calendar.Quarter{Year: 2026, Number: 1}}).opened("quarterly_report 2026-04-30")
}

// On the target value the factor only equals the end of the focus criteria.
func TestOtherReadingExceedsCriteria(t *testing.T) {
	anEmployer(t).review("2022-1", "1.75").review("2022-2", "1.80").pending(classify.Target).rests("exceeds-criteria")
	e := employerUnder(t, reading(t, "exceeds-criteria", "from_target_value", "above_target_value")).review("2022-1", "1.75")
	e.review("2022-2", "1.80").is(classify.Focus).pending("").rests("exceeds-criteria")
	e.review("2023-1", "1.81").pending(classify.Target).restsNot("exceeds-criteria")
}

func TestOtherReadingSurchargeRoundsDown(t *testing.T) {
	p := reading(t, "surcharge-rounds-down", "down", "half_up")
	for rate, want := range map[string]string{"0.24": "320.00", "0.2438": "325.07", "0.25": "333.33"} {
		d, err := p.Surcharge(classify.SurchargeInput{QuarterlyPremiumTax: dec("1433.34"), PenaltyTax: dec("100"), Rate: dec(rate)})
		if err != nil || d.Value.Amount.StringFixed(2) != want || slices.Contains(interpretationsOf(d.Findings), "surcharge-rounds-down") != (rate == "0.2438") {
			t.Errorf("at %s: got %v, %v, want %s", rate, d, err, want)
		}
	}
}

func TestOtherReadingProtestWindow(t *testing.T) {
	p := reading(t, "protest-window", "earlier", "later")
	for notice, by := range map[string]string{"2025-03-10": "2025-05-02", "2025-04-12": "2025-05-12"} {
		d, err := p.ProtestWindow(classify.ProtestInput{Decided: day("2025-03-03"), NoticeReceived: day(notice)})
		if err != nil || d.Value.ActBy != day(by) {
			t.Errorf("notice on %s: got %v, %v", notice, d.Value, err)
		}
		if says := d.String(); !strings.Contains(says, "the later, "+by+",") || strings.Contains(says, "the earlier") {
			t.Errorf("notice on %s: %s", notice, says)
		}
	}
}

// The numbers of the rule are the board's to change.
func TestNumbersAreThePolicys(t *testing.T) {
	e := employerUnder(t, changed(t, "below_focus: {periods: 2", "below_focus: {periods: 1"))
	e.review("2022-1", "1.75").review("2022-2", "1.60").is(classify.None)
	e = employerUnder(t, changed(t, "above_focus: {periods: 2", "above_focus: {periods: 1"))
	e.review("2022-1", "1.75").review("2022-2", "1.60").review("2023-1", "1.60").review("2023-2", "1.75").is(classify.Focus)
	e = employerUnder(t, changed(t, "below_target: {periods: 2", "below_target: {periods: 1"))
	e.review("2022-1", "1.85").review("2022-2", "1.75").is(classify.Focus)
	e = employerUnder(t, changed(t, "{if: emf < baseline.emf, periods: 3", "{if: emf < baseline.emf - 0.02, periods: 1"))
	e.review("2022-1", "1.75").review("2022-2", "1.73").pending(classify.Target).decide(rule.No).review("2023-1", "1.70").pending("")
	e = employerUnder(t, changed(t, "plan: {days: 60", "plan: {days: 10"))
	e.review("2022-1", "1.85").do(classify.Notify{On: day("2024-03-01")}).opened("plan 2024-03-11")
	e = employerUnder(t, changed(t, "closed_days: us-wv", "closed_days: none"))
	e.review("2022-1", "1.85").do(classify.Notify{On: day("2023-01-25")}).opened("plan 2023-03-26")
	p := changed(t, "surcharge: {cap: 0.25", "surcharge: {cap: 0.10")
	if _, err := p.Surcharge(classify.SurchargeInput{QuarterlyPremiumTax: dec("1"), PenaltyTax: dec("0"), Rate: dec("0.11")}); err == nil {
		t.Error("a rate above the board's cap is answered")
	}
	if got := levelOf(t, changed(t, "{from: 25000, focus: 1.70", "{from: 25000, focus: 1.72"), "32850", "1.71").Value.Level; got != "none" {
		t.Errorf("got %s", got)
	}
}

// A test of the board's own that cannot be answered is an error, not a level.
func TestATestThatCannotBeAnswered(t *testing.T) {
	p := changed(t, "if: emf >= focus", `if: div(emf, three_year_premium, 2, "down") > focus`)
	if _, err := p.Level(rule.Facts{"three_year_premium": "0", "emf": "1.45"}); err == nil || !strings.Contains(err.Error(), "divisor") {
		t.Errorf("got %v", err)
	}
	p = changed(t, "{if: emf < baseline.emf, periods: 3", `{if: 'div(emf, baseline.emf, 2, "down") < 1', periods: 1`)
	e := employerUnder(t, p).review("2022-1", "1.75").review("2022-2", "0").runs(1, 0)
	e.fails(aReview("2023-1", "1.75"), "divisor")
}
