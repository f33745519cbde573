package classify

import (
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/doc"
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
)

// A question is an interpretation that a policy with tiers must have, with the
// readings that the engine knows; the reading of one with set is that of
// another key of the policy.
type question struct {
	id       string
	readings []string
	set      string
}

var questions = []question{
	{equalityQualifies, []string{"equal", "exceeding", "own_tests"}, "levels"},
	{bandLowerBounds, []string{"lower_bounds", "no_band"}, ""},
	{factorNotRounded, []string{"exact", "two_decimals"}, ""},
	{gapBreaksRuns, []string{"breaks", "bridges"}, ""},
	{exceedsCriteria, []string{"from_target_value", "above_target_value"}, ""},
	{improvementWindow, []string{"three_before", "first_review"}, ""},
	{releaseBeforeRecommendation, []string{"release_first", "recommendation_first"}, ""},
	{thresholdNeither, []string{"ends_run", "keeps_run"}, ""},
	{targetReleaseBranch, []string{"branch", "free_standing"}, ""},
	{becomesFocus, []string{"becomes_focus", "reporting_only"}, ""},
	{exclusionReachesTarget, []string{"focus_and_target", "focus_only"}, ""},
	{exclusionReachesTierThree, []string{"leaves", "refused"}, ""},
	{fromTargetOnePeriod, []string{"one", "two"}, ""},
	{tierThreeNoticeStartsPlan, []string{"starts", "does_not_start"}, ""},
	{countedTermsRoll, []string{"following", "none"}, ""},
	{calendarDatesDoNotRoll, []string{"none", "following"}, ""},
	{surchargeRoundsDown, []string{"down", "half_up"}, ""},
	{protestWindow, []string{"earlier", "later"}, ""},
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
	protestLater       bool // protest-window
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
		protestLater:       taken[protestWindow] == "later",
	}
	if taken[fromTargetOnePeriod] == "two" {
		t.returnPeriods = 2
	}
	return t
}

type interpretationsFile []doc.At[interpretation]

type interpretation struct {
	ID       doc.At[string] `json:"id"`
	Question doc.At[string] `json:"question"`
	Reading  doc.At[string] `json:"reading,omitempty"`
	Readings []rule.Reading `json:"readings"`
	Cite     cite           `json:"cite"`
	Set      doc.At[string] `json:"set,omitempty"`
}

// interpretations takes the readings of the file and reports those that are
// missing, unknown or twice. A policy of levels only may carry any.
func (r *reader) interpretations(p *Policy, spec policyFile) {
	taken := map[string]string{}
	for i, entry := range spec.Interpretations.Value {
		e, path := entry.Value, fmt.Sprintf("interpretations[%d]", i)
		if _, twice := taken[e.ID.Value]; twice {
			r.wrong(e.ID.Pos, path+".id", fmt.Sprintf("%q", e.ID.Value), "each interpretation once", "")
		}
		q, ok := r.question(path, e, p.tiers != nil)
		if !ok {
			continue
		}
		r.cite(path+".cite", e.Cite)
		taken[e.ID.Value] = r.reading(p, path, entry, q)
		p.interpretations = append(p.interpretations, rule.Interpretation{ID: e.ID.Value, Question: e.Question.Value,
			Reading: taken[e.ID.Value], Readings: e.Readings, Cite: e.Cite.Value, Set: e.Set.Value})
	}
	if p.tiers == nil {
		return
	}
	pos := spec.Interpretations.Pos
	if pos.Line == 0 {
		pos = spec.Tiers.Pos
	}
	for _, q := range questions {
		if _, ok := taken[q.id]; !ok {
			r.file.Report(doc.Mistake{Kind: rule.MissingKey, Pos: pos, Path: "interpretations", Expected: "the interpretation " + q.id + ", as the policy has tiers"})
		}
	}
	p.taken = take(taken)
}

// question finds what the engine knows of an interpretation; for a policy of
// levels only it is what the file says.
func (r *reader) question(path string, e interpretation, known bool) (question, bool) {
	if !known {
		q := question{id: e.ID.Value}
		for _, reading := range e.Readings {
			q.readings = append(q.readings, reading.Key)
		}
		return q, true
	}
	ids := make([]string, len(questions))
	for i, q := range questions {
		if ids[i] = q.id; q.id == e.ID.Value {
			return q, true
		}
	}
	r.wrong(e.ID.Pos, path+".id", fmt.Sprintf("%q", e.ID.Value), "an interpretation of § 85-23", rule.Suggest(e.ID.Value, ids))
	return question{}, false
}

// reading checks the reading taken and the list it is taken from.
func (r *reader) reading(p *Policy, path string, at doc.At[interpretation], q question) string {
	e := at.Value
	keys := make([]string, len(e.Readings))
	for i, reading := range e.Readings {
		keys[i] = reading.Key
	}
	if p.tiers != nil && !sameWords(keys, q.readings) {
		r.wrong(at.Pos, path+".readings", strings.Join(keys, ", ")+",", "one text for each of "+strings.Join(q.readings, ", "), "")
	}
	if q.set != "" {
		if e.Set.Value != q.set || e.Reading.Value != "" {
			r.wrong(at.Pos, path, "a reading of its own", "set: "+q.set+", and no reading", "")
		}
		return p.equality()
	}
	if e.Set.Value != "" {
		r.wrong(e.Set.Pos, path+".set", fmt.Sprintf("%q", e.Set.Value), "no such key here", "")
	}
	if !slices.Contains(q.readings, e.Reading.Value) {
		pos := e.Reading.Pos
		if pos.Line == 0 {
			pos = at.Pos
		}
		r.wrong(pos, path+".reading", fmt.Sprintf("%q", e.Reading.Value), "one of "+strings.Join(q.readings, ", "), rule.Suggest(e.Reading.Value, q.readings))
	}
	return e.Reading.Value
}

func sameWords(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// equality says how the tests of the levels read equality, by asking them at
// the values of the first band.
func (p *Policy) equality() string {
	if p.table == nil || p.bands == nil || len(p.asked.Names()) != 2 || p.bands.by != premiumFact {
		return "own_tests"
	}
	first := p.bands.rows.Rows()[0]
	row := p.bands.at(first.From)
	qualifies := 0
	for _, tier := range []Tier{Focus, Target} {
		f := p.scope(rule.Facts{premiumFact: first.From, emfFact: p.bands.value(row, string(tier))}, row)
		if level, err := p.table.Decide(&f); err == nil && level == string(tier) {
			qualifies++
		}
	}
	return [...]string{"exceeding", "own_tests", "equal"}[qualifies]
}
