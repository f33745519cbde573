package classify

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/rule"
)

// The ids of the interpretations of § 85-23.
const (
	equalityQualifies           = "equality-qualifies"
	bandLowerBounds             = "band-lower-bounds"
	factorNotRounded            = "factor-not-rounded"
	gapBreaksRuns               = "gap-breaks-runs"
	exceedsCriteria             = "exceeds-criteria"
	improvementWindow           = "improvement-window"
	releaseBeforeRecommendation = "release-before-recommendation"
	thresholdNeither            = "threshold-neither"
	targetReleaseBranch         = "target-release-branch"
	becomesFocus                = "becomes-focus"
	exclusionReachesTarget      = "exclusion-reaches-target"
	exclusionReachesTierThree   = "exclusion-reaches-tier-three"
	fromTargetOnePeriod         = "from-target-one-period"
	tierThreeNoticeStartsPlan   = "tier-three-notice-starts-plan"
	countedTermsRoll            = "counted-terms-roll"
	calendarDatesDoNotRoll      = "calendar-dates-do-not-roll"
	surchargeRoundsDown         = "surcharge-rounds-down"
	protestWindow               = "protest-window"
	protestWindowRolls          = "protest-window-rolls"
	stayedTerms                 = "stayed-terms"
)

// questions are the interpretations that a policy with tiers must have, with
// the readings that the engine knows.
var questions = []reading.Question{
	{ID: equalityQualifies, Readings: []string{"equal", "exceeding", "own_tests"}},
	{ID: bandLowerBounds, Readings: []string{"lower_bounds", "no_band"}},
	{ID: factorNotRounded, Readings: []string{"exact", "two_decimals"}},
	{ID: gapBreaksRuns, Readings: []string{"breaks", "bridges"}},
	{ID: exceedsCriteria, Readings: []string{"from_target_value", "above_target_value"}},
	{ID: improvementWindow, Readings: []string{"three_before", "first_review"}},
	{ID: releaseBeforeRecommendation, Readings: []string{"release_first", "recommendation_first"}},
	{ID: thresholdNeither, Readings: []string{"ends_run", "keeps_run"}},
	{ID: targetReleaseBranch, Readings: []string{"branch", "free_standing"}},
	{ID: becomesFocus, Readings: []string{"becomes_focus", "reporting_only"}},
	{ID: exclusionReachesTarget, Readings: []string{"focus_and_target", "focus_only"}},
	{ID: exclusionReachesTierThree, Readings: []string{"leaves", "refused"}},
	{ID: fromTargetOnePeriod, Readings: []string{"one", "two"}},
	{ID: tierThreeNoticeStartsPlan, Readings: []string{"starts", "does_not_start"}},
	{ID: countedTermsRoll, Readings: []string{"following", "none"}},
	{ID: calendarDatesDoNotRoll, Readings: []string{"none", "following"}},
	{ID: surchargeRoundsDown, Readings: []string{"down", "half_up"}},
	{ID: protestWindow, Readings: []string{"earlier", "later"}},
	{ID: protestWindowRolls, Readings: []string{"no", "yes"}, Default: "no"},
	{ID: stayedTerms, Readings: []string{"run_on", "rest"}, Default: "run_on"},
}

// readings are the switches that the readings taken set.
type readings struct {
	noBandBetween      bool // band-lower-bounds
	twoDecimals        bool // factor-not-rounded
	bridges            bool // gap-breaks-runs
	exceedsOnValue     bool // exceeds-criteria
	fromFirstReview    bool // improvement-window
	releaseFirst       bool // release-before-recommendation
	keepsRun           bool // threshold-neither
	freeStanding       bool // target-release-branch
	becomesFocus       bool // becomes-focus
	exclusionTarget    bool // exclusion-reaches-target
	exclusionTierThree bool // exclusion-reaches-tier-three
	returnPeriods      int  // from-target-one-period
	planForTierThree   bool // tier-three-notice-starts-plan
	termRoll, dateRoll calendar.Roll
	halfUp             bool // surcharge-rounds-down
}

func take(taken map[string]string) readings {
	t := readings{
		noBandBetween:      taken[bandLowerBounds] == "no_band",
		twoDecimals:        taken[factorNotRounded] == "two_decimals",
		bridges:            taken[gapBreaksRuns] == "bridges",
		exceedsOnValue:     taken[exceedsCriteria] == "from_target_value",
		fromFirstReview:    taken[improvementWindow] == "first_review",
		releaseFirst:       taken[releaseBeforeRecommendation] == "release_first",
		keepsRun:           taken[thresholdNeither] == "keeps_run",
		freeStanding:       taken[targetReleaseBranch] == "free_standing",
		becomesFocus:       taken[becomesFocus] == "becomes_focus",
		exclusionTarget:    taken[exclusionReachesTarget] == "focus_and_target",
		exclusionTierThree: taken[exclusionReachesTierThree] == "leaves",
		returnPeriods:      1,
		planForTierThree:   taken[tierThreeNoticeStartsPlan] == "starts",
		termRoll:           calendar.Roll(taken[countedTermsRoll]),
		dateRoll:           calendar.Roll(taken[calendarDatesDoNotRoll]),
		halfUp:             taken[surchargeRoundsDown] == "half_up",
	}
	if taken[fromTargetOnePeriod] == "two" {
		t.returnPeriods = 2
	}
	return t
}

// interpretations takes the readings of the file. A policy of levels only asks
// its own questions.
func (r *reader) interpretations(p *Policy, spec policyFile) {
	list := spec.Interpretations
	r.named(list, spec.Levels.Value)
	if p.tiers == nil {
		p.interpretations, _ = reading.Take(r.file, list, reading.Own(list), ownReadings, nil)
		return
	}
	if list.Pos.Line == 0 {
		list.Pos = spec.Tiers.Pos // they are missing there
	}
	all, taken := reading.Take(r.file, list, questions, p.set, nil)
	p.interpretations, p.taken = all, take(taken)
}

// named checks that the interpretations on which levels rest are among those of
// the policy.
func (r *reader) named(list reading.List, levels []levelFile) {
	ids := reading.IDs(reading.Own(list))
	for i, l := range levels {
		if at := l.Interpretation; at.Pos.Line > 0 && !slices.Contains(ids, at.Value) {
			r.wrong(at.Pos, fmt.Sprintf("levels[%d].interpretation", i), strconv.Quote(at.Value), "the id of one of the policy's interpretations", rule.Suggest(at.Value, ids))
		}
	}
}

func ownReadings(string) (key, reading string) { return "", "" }

// set gives the key of the policy that sets a reading, and the reading that
// follows from it; none for an entry that takes its own.
func (p *Policy) set(id string) (key, reading string) {
	if id == equalityQualifies {
		return "levels", p.equality()
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
