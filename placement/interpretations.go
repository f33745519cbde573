package placement

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

// The ids of the interpretations of the procedure.
const (
	nineMonthsExtension    = "nine-months-extension"
	waNewEmployer          = "wa-new-employer"
	sevenSuccessful        = "seven-successful"
	sevenDiscontinued      = "seven-discontinued"
	fiveYearsInclusive     = "five-years-inclusive"
	declineFitness         = "decline-fitness"
	tapPortionStart        = "tap-portion-start"
	levelsOfAuthority      = "levels-of-authority"
	declineByEmployer      = "decline-by-employer"
	actionPlanFirstContact = "action-plan-first-contact"
	firstTwoWeeks          = "first-two-weeks"
)

// known are the interpretations that a policy must have, each with the readings
// that the engine knows.
var known = []struct {
	id       string
	readings []string
}{
	{nineMonthsExtension, []string{string(OrLonger), string(LongerThan)}},
	{waNewEmployer, []string{"nua_or_out_of_province", "accident_employer_only"}},
	{sevenSuccessful, []string{"reconstruction", "needs_decision"}},
	{sevenDiscontinued, []string{"by_skills", "needs_decision"}},
	{fiveYearsInclusive, []string{"inclusive", "exclusive"}},
	{declineFitness, []string{"fitness_for_duties", "part_of_readiness"}},
	{tapPortionStart, []string{"after_training", "as_agreed"}},
	{levelsOfAuthority, []string{"not_stated", "stated"}},
	{declineByEmployer, []string{"by_employer", "by_kind"}},
	{actionPlanFirstContact, []string{"separate", "counts"}},
	{firstTwoWeeks, []string{"14", "13"}},
}

// readings are the switches that the readings taken set, looked up once.
type readings struct {
	accidentEmployerOnly bool // wa-new-employer
	successfulDecided    bool // seven-successful: left to a decision
	discontinuedDecided  bool // seven-discontinued: left to a decision
	fiveYearsExclusive   bool
	readinessAlone       bool // decline-fitness
	portionAsAgreed      bool // tap-portion-start
	declineByKind        bool
	planContactCounts    bool // action-plan-first-contact
}

// interpretation is an entry of a policy file. Where another key of the policy
// sets the reading, the entry has none of its own.
type interpretation struct {
	ID       string        `json:"id"`
	Question string        `json:"question"`
	Reading  string        `json:"reading,omitempty"`
	Readings []reading     `json:"readings"`
	Cite     rule.Citation `json:"cite"`
	Set      string        `json:"set,omitempty"`
}

type reading struct {
	Key  string `json:"key"`
	Text string `json:"text"`
}

// set gives the reading that a value of the policy sets, and that value's key.
func (p *Policy) set(id string) (key, reading string) {
	switch id {
	case nineMonthsExtension:
		return "approvals.extension.test", string(p.approvals.Extension.Test)
	case levelsOfAuthority:
		if len(p.levels) > 0 {
			return "levels_of_authority", "stated"
		}
		return "levels_of_authority", "not_stated"
	case firstTwoWeeks:
		return "plan.first_contact.days", strconv.Itoa(p.plan.FirstContact.Days)
	}
	return "", ""
}

// interpret takes the readings of the file and reports those that are missing,
// unknown or twice.
func (p *Policy) interpret(f *doc.File, spec policyFile) {
	taken := map[string]string{}
	for i, entry := range spec.Interpretations {
		e, path := entry.Value, fmt.Sprintf("interpretations[%d]", i)
		report := func(key, value, expected, suggestion string) {
			f.Report(doc.Mistake{Kind: rule.BadValue, Pos: entry.Pos, Path: path + "." + key, Value: value, Expected: expected, Suggestion: suggestion})
		}
		at := slices.IndexFunc(known, func(k struct {
			id       string
			readings []string
		}) bool {
			return k.id == e.ID
		})
		if at < 0 {
			report("id", strconv.Quote(e.ID), "an interpretation of this procedure", rule.Suggest(e.ID, knownIDs()))
			continue
		}
		if _, twice := taken[e.ID]; twice {
			report("id", strconv.Quote(e.ID), "each interpretation once", "")
		}
		i := rule.Interpretation{ID: e.ID, Question: e.Question, Reading: e.Reading, Cite: e.Cite, Set: e.Set}
		for _, r := range e.Readings {
			i.Readings = append(i.Readings, rule.Reading(r))
		}
		if key, value := p.set(e.ID); key != "" {
			if e.Set != key || e.Reading != "" {
				report("set", strconv.Quote(e.Set), key+", and no reading of its own", "")
			}
			i.Reading = value
		} else if !slices.Contains(known[at].readings, e.Reading) {
			report("reading", strconv.Quote(e.Reading), "one of "+strings.Join(known[at].readings, ", "), rule.Suggest(e.Reading, known[at].readings))
		}
		if !sameKeys(e.Readings, known[at].readings) {
			report("readings", fmt.Sprint(e.Readings), "one text for each of "+strings.Join(known[at].readings, ", "), "")
		}
		taken[e.ID] = i.Reading
		p.interpretations = append(p.interpretations, i)
	}
	for _, k := range known {
		if _, ok := taken[k.id]; !ok {
			f.Report(doc.Mistake{Kind: rule.MissingKey, Path: "interpretations", Expected: "the interpretation " + k.id})
		}
	}
	p.take(taken)
}

func (p *Policy) take(taken map[string]string) {
	p.taken = readings{
		accidentEmployerOnly: taken[waNewEmployer] == "accident_employer_only",
		successfulDecided:    taken[sevenSuccessful] == "needs_decision",
		discontinuedDecided:  taken[sevenDiscontinued] == "needs_decision",
		fiveYearsExclusive:   taken[fiveYearsInclusive] == "exclusive",
		readinessAlone:       taken[declineFitness] == "part_of_readiness",
		portionAsAgreed:      taken[tapPortionStart] == "as_agreed",
		declineByKind:        taken[declineByEmployer] == "by_kind",
		planContactCounts:    taken[actionPlanFirstContact] == "counts",
	}
}

func knownIDs() []string {
	ids := make([]string, len(known))
	for i, k := range known {
		ids[i] = k.id
	}
	return ids
}

// sameKeys reports whether the readings of an entry are those the engine knows,
// each once and in any order.
func sameKeys(entry []reading, keys []string) bool {
	var have []string
	for _, r := range entry {
		have = append(have, r.Key)
	}
	want := slices.Clone(keys)
	slices.Sort(have)
	slices.Sort(want)
	return slices.Equal(have, want)
}
