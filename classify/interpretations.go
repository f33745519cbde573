package classify

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/rule"
)

// The ids of the interpretations of § 85-23 that Go asks or sets; the others are
// asked by rows alone.
const (
	equalityQualifies           = "equality-qualifies"
	bandLowerBounds             = "band-lower-bounds"
	factorNotRounded            = "factor-not-rounded"
	gapBreaksRuns               = "gap-breaks-runs"
	thresholdNeither            = "threshold-neither"
	numberZeroOpensNoRun        = "number-zero-opens-no-run"
	exceedsCriteria             = "exceeds-criteria"
	discretionOr51              = "discretion-or-5.1"
	improvementWindow           = "improvement-window"
	measurableImprovement       = "measurable-improvement"
	releaseBeforeRecommendation = "release-before-recommendation"
	pendingFallsAway            = "pending-falls-away"
	latestPeriodDecides         = "latest-period-decides"
	targetReleaseBranch         = "target-release-branch"
	notificationSentOrReceived  = "notification-sent-or-received"
	countedTermsRoll            = "counted-terms-roll"
	calendarDatesDoNotRoll      = "calendar-dates-do-not-roll"
	surchargeRoundsDown         = "surcharge-rounds-down"
	protestWindow               = "protest-window"
	protestWindowRolls          = "protest-window-rolls"
	stayedTerms                 = "stayed-terms"
	versionOfReview             = "version-of-review"
)

// questions are the interpretations of § 85-23, with the readings that the rows
// know, the default first.
var questions = []reading.Question{
	{ID: equalityQualifies, Readings: []string{"equal", "exceeding", "own_tests"}},
	{ID: bandLowerBounds, Readings: []string{"lower_bounds", "no_band"}},
	{ID: factorNotRounded, Readings: []string{"exact", "two_decimals"}},
	{ID: gapBreaksRuns, Readings: []string{"breaks", "bridges"}},
	{ID: thresholdNeither, Readings: []string{"ends_run", "keeps_run"}},
	{ID: numberZeroOpensNoRun, Readings: []string{"opens_no_run", "counts"}},
	{ID: exceedsCriteria, Readings: []string{"from_target_value", "above_target_value"}},
	{ID: discretionOr51, Readings: []string{"discretion", "commands"}},
	{ID: improvementWindow, Readings: []string{"three_before", "first_review"}},
	{ID: measurableImprovement, Readings: []string{"any_fall", "own_test"}},
	{ID: releaseBeforeRecommendation, Readings: []string{"release_first", "recommendation_first"}},
	{ID: pendingFallsAway, Readings: []string{"falls_away", "stays"}},
	{ID: "return-from-focus", Readings: []string{"two_periods", "target_at_once"}},
	{ID: latestPeriodDecides, Readings: []string{"latest", "both_periods"}},
	{ID: targetReleaseBranch, Readings: []string{"branch", "free_standing"}},
	{ID: "becomes-focus", Readings: []string{"becomes_focus", "reporting_only"}},
	{ID: "from-target-one-period", Readings: []string{"one", "two"}},
	{ID: "release-ends-duties", Readings: []string{"ends", "stay"}},
	{ID: "exclusion-reaches-target", Readings: []string{"focus_and_target", "focus_only"}},
	{ID: "exclusion-reaches-tier-three", Readings: []string{"leaves", "refused"}},
	{ID: "exclusion-ends", Readings: []string{"first_entry", "as_released"}},
	{ID: "leaving-tier-three", Readings: []string{"order", "none"}},
	{ID: "before-notice", Readings: []string{"allowed", "refused"}},
	{ID: "set-aside-runs", Readings: []string{"anew", "as_before"}},
	{ID: notificationSentOrReceived, Readings: []string{"sent", "received"}},
	{ID: "tier-three-notice-starts-plan", Readings: []string{"starts", "does_not_start"}},
	{ID: "claims-report-date", Readings: []string{"no_date", "thirty_days"}},
	{ID: countedTermsRoll, Readings: []string{"following", "none"}},
	{ID: calendarDatesDoNotRoll, Readings: []string{"none", "following"}},
	{ID: surchargeRoundsDown, Readings: []string{"down", "half_up"}},
	{ID: protestWindow, Readings: []string{"earlier", "later"}},
	{ID: protestWindowRolls, Readings: []string{"no", "yes"}},
	{ID: stayedTerms, Readings: []string{"run_on", "rest"}},
	{ID: versionOfReview, Readings: []string{"review_day", "period_end"}},
}

// interpretations takes the readings of the file; those that it leaves out are
// those of the published policy. A policy of levels only asks its own questions.
func (r *reader) interpretations(p *Policy, spec policyFile, defaults []rule.Interpretation) {
	list := spec.Interpretations
	r.named(list, spec.Levels.Value)
	if p.tiers == nil {
		p.interpretations, _ = reading.Choose(r.file, list, reading.Own(list), ownReadings, nil)
		return
	}
	all, chosen := reading.Choose(r.file, list, questions, p.set, p.defaults(defaults))
	p.interpretations = all
	p.readings = make([]string, len(questions))
	for i, q := range questions {
		p.readings[i] = chosen[q.ID]
	}
}

// reads is the reading that the policy takes of an interpretation; empty for a
// policy of levels only.
func (p *Policy) reads(id string) string {
	for i := range p.readings {
		if questions[i].ID == id {
			return p.readings[i]
		}
	}
	return ""
}

// named checks that the interpretations on which levels rest are among those of
// the policy or, with tiers, of the rule.
func (r *reader) named(list reading.List, levels []levelFile) {
	ids := reading.IDs(reading.Own(list))
	for i, l := range levels {
		if at := l.Interpretation; at.Pos.Line != 0 && !slices.Contains(ids, at.Value) {
			r.wrong(at.Pos, fmt.Sprintf("levels[%d].interpretation", i), strconv.Quote(at.Value), "the id of one of the policy's interpretations", rule.Suggest(at.Value, ids))
		}
	}
}

func ownReadings(string) (key, reading string) { return "", "" }

// set gives the key of the policy that sets a reading, and the reading that
// follows from it; none for an entry that takes its own.
func (p *Policy) set(id string) (key, reading string) {
	switch id {
	case equalityQualifies:
		return "levels", p.equality()
	case measurableImprovement:
		if p.tiers != nil && p.tiers.improvement != nil && p.tiers.improvement.Source() != "emf < baseline.emf" {
			return "tiers.improvement", "own_test"
		}
		return "tiers.improvement", "any_fall"
	}
	return "", ""
}

// equality says how the tests of the levels read equality, by asking them at
// the values of the first band.
func (p *Policy) equality() string {
	if p.table == nil || p.bands == nil || len(p.asked.Names()) != 2 || p.bands.by != premiumFact {
		return "own_tests"
	}
	first := p.bands.rows.Rows()[0]
	qualifies := 0
	for _, tier := range []Tier{Focus, Target} {
		f := rule.Facts{premiumFact: first.From, emfFact: p.bands.value(first.Value, string(tier))}
		p.bands.scope(f, first.Value)
		if level, err := p.table.Decide(&f); err == nil && level == string(tier) {
			qualifies++
		}
	}
	return [...]string{"exceeding", "own_tests", "equal"}[qualifies]
}
