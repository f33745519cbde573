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

// asked is an interpretation that a policy must have, with the readings that
// the engine knows.
type asked struct {
	id       string
	readings []string
}

// known are the interpretations of the procedure.
var known = []asked{
	{nineMonthsExtension, []string{string(orLonger), string(longerThan)}},
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
	ID       doc.At[string] `json:"id"`
	Question string         `json:"question"`
	Reading  doc.At[string] `json:"reading,omitempty"`
	Readings []reading      `json:"readings"`
	Cite     rule.Citation  `json:"cite"`
	Set      string         `json:"set,omitempty"`
}

type reading struct {
	Key  string `json:"key"`
	Text string `json:"text"`
}

// set gives the reading that a value of the policy sets, and that value's key.
func (p *Policy) set(id string) (key, reading string) {
	switch id {
	case nineMonthsExtension:
		return "approvals.extension.test", string(p.approvals.Extension.Test.Value)
	case levelsOfAuthority:
		if len(p.levels) > 0 {
			return "levels_of_authority", "stated"
		}
		return "levels_of_authority", "not_stated"
	case firstTwoWeeks:
		return "plan.first_contact.days", strconv.Itoa(p.plan.FirstContact.Days.Value)
	}
	return "", ""
}

// interpret takes the readings of the file and reports those that are missing,
// unknown or twice.
func (p *Policy) interpret(f *doc.File, spec policyFile) {
	taken := map[string]string{}
	for n, entry := range spec.Interpretations {
		id := entry.Value.ID
		report := func(at doc.Pos, key, value, expected, suggestion string) {
			if at == (doc.Pos{}) {
				at = entry.Pos
			}
			f.Report(doc.Mistake{Kind: rule.BadValue, Pos: at, Path: fmt.Sprintf("interpretations[%d].%s", n, key),
				Value: value, Expected: expected, Suggestion: suggestion})
		}
		at := slices.IndexFunc(known, func(k asked) bool { return k.id == id.Value })
		if at < 0 {
			report(id.Pos, "id", strconv.Quote(id.Value), "an interpretation of this procedure", rule.Suggest(id.Value, knownIDs()))
			continue
		}
		if _, twice := taken[known[at].id]; twice {
			report(id.Pos, "id", strconv.Quote(id.Value), "each interpretation once", "")
		}
		i := p.interpretation(entry.Value, known[at], report)
		taken[i.ID] = i.Reading
		p.interpretations = append(p.interpretations, i)
	}
	for _, k := range known {
		if _, ok := taken[k.id]; !ok {
			f.Report(doc.Mistake{Kind: rule.MissingKey, Path: "interpretations", Expected: "the interpretation " + k.id})
		}
	}
	p.take(taken)
}

// interpretation takes the reading of one entry.
func (p *Policy) interpretation(e interpretation, k asked, report func(at doc.Pos, key, value, expected, suggestion string)) rule.Interpretation {
	i := rule.Interpretation{ID: k.id, Question: e.Question, Reading: e.Reading.Value, Cite: e.Cite, Set: e.Set}
	for _, r := range e.Readings {
		i.Readings = append(i.Readings, rule.Reading(r))
	}
	if key, value := p.set(k.id); key != "" {
		if i.Reading = value; e.Set != key || e.Reading.Value != "" {
			report(e.Reading.Pos, "set", strconv.Quote(e.Set), key+", and no reading of its own", "")
		}
	} else if !slices.Contains(k.readings, e.Reading.Value) {
		report(e.Reading.Pos, "reading", strconv.Quote(e.Reading.Value), "one of "+strings.Join(k.readings, ", "), rule.Suggest(e.Reading.Value, k.readings))
	}
	if !sameKeys(e.Readings, k.readings) {
		report(doc.Pos{}, "readings", "the list of "+strings.Join(keysOf(e.Readings), ", "), "one text for each of "+strings.Join(k.readings, ", "), "")
	}
	if e.Cite == "" {
		report(doc.Pos{}, "cite", `""`, "the provision that leaves the question open", "")
	}
	return i
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

func keysOf(entry []reading) []string {
	keys := make([]string, len(entry))
	for i, r := range entry {
		keys[i] = r.Key
	}
	return keys
}

// sameKeys reports whether the readings of an entry are those the engine knows,
// each once and in any order.
func sameKeys(entry []reading, keys []string) bool {
	have, want := keysOf(entry), slices.Clone(keys)
	slices.Sort(have)
	slices.Sort(want)
	return slices.Equal(have, want)
}
