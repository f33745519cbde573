package intervention

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
	stageOrder            = "stage-order"
	evidenceEnough        = "evidence-enough"
	referralDiscussion    = "referral-discussion"
	decliningIsNotClosing = "declining-is-not-closing"
	referralInCycle       = "referral-in-cycle"
	textHeld              = "text-held"
	priorityEmployer      = "priority-employer"
)

// asked is an interpretation that a policy must have, with the readings that
// the engine knows.
type asked struct {
	id       string
	readings []string
}

// known are the interpretations of the procedure.
var known = []asked{
	{stageOrder, []string{"in_order_unless_reasoned", "always_in_order"}},
	{evidenceEnough, []string{"one_source", "every_source", "own_expression"}},
	{referralDiscussion, []string{"direct_referrals", "every_referral"}},
	{decliningIsNotClosing, []string{"cycle_continues", "no_further_cycle"}},
	{referralInCycle, []string{"satisfies", "again"}},
	{textHeld, []string{"revision", "refuse"}},
	{priorityEmployer, []string{"not_stated", "stated"}},
}

// readings are the switches that the readings taken set, looked up once.
type readings struct {
	stagesInOrder          bool
	everyReferralDiscussed bool
	decliningEnds          bool
	referralAgain          bool
	textRefused            bool
}

// interpretation is an entry of a policy file. Where another key of the policy
// sets the reading, the entry has none of its own.
type interpretation struct {
	ID       string         `json:"id"`
	Question string         `json:"question"`
	Reading  string         `json:"reading,omitempty"`
	Readings []rule.Reading `json:"readings"`
	Cite     rule.Citation  `json:"cite"`
	Set      string         `json:"set,omitempty"`
}

// set gives the key of the policy that sets a reading, and the reading that
// follows from it; none for an entry that sets its own.
func (p *Policy) set(id string) (key, reading string) {
	switch {
	case id == priorityEmployer && p.priority == nil:
		return "priority", "not_stated"
	case id == priorityEmployer:
		return "priority", "stated"
	case id != evidenceEnough:
		return "", ""
	}
	if p.enough != nil { // else its mistake is reported
		switch strings.Join(strings.Fields(p.enough.Source()), " ") {
		case "len(evidence) >= 1":
			return "evidence_enough", "one_source"
		case fmt.Sprintf("len(evidence) == %d", len(sources)):
			return "evidence_enough", "every_source"
		}
	}
	return "evidence_enough", "own_expression"
}

// interpret takes the readings of the file and reports those that are missing,
// unknown or twice.
func (p *Policy) interpret(f *doc.File, spec policyFile) {
	taken := map[string]string{}
	for n, entry := range spec.Interpretations {
		report := func(key, value, expected, suggestion string) {
			f.Report(doc.Mistake{Kind: rule.BadValue, Pos: entry.Pos, Path: fmt.Sprintf("interpretations[%d].%s", n, key),
				Value: value, Expected: expected, Suggestion: suggestion})
		}
		at := slices.IndexFunc(known, func(k asked) bool { return k.id == entry.Value.ID })
		if at < 0 {
			report("id", strconv.Quote(entry.Value.ID), "an interpretation of this procedure", rule.Suggest(entry.Value.ID, knownIDs()))
			continue
		}
		if _, twice := taken[entry.Value.ID]; twice {
			report("id", strconv.Quote(entry.Value.ID), "each interpretation once", "")
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
	p.taken = readings{
		stagesInOrder:          taken[stageOrder] == "always_in_order",
		everyReferralDiscussed: taken[referralDiscussion] == "every_referral",
		decliningEnds:          taken[decliningIsNotClosing] == "no_further_cycle",
		referralAgain:          taken[referralInCycle] == "again",
		textRefused:            taken[textHeld] == "refuse",
	}
}

// interpretation takes the reading of one entry.
func (p *Policy) interpretation(e interpretation, k asked, report func(key, value, expected, suggestion string)) rule.Interpretation {
	i := rule.Interpretation{ID: e.ID, Question: e.Question, Reading: e.Reading, Readings: e.Readings, Cite: e.Cite, Set: e.Set}
	key, value := p.set(e.ID)
	switch {
	case key != "":
		if i.Reading = value; e.Set != key || e.Reading != "" {
			report("set", strconv.Quote(e.Set), key+", and no reading of its own", "")
		}
	case e.Set != "":
		report("set", strconv.Quote(e.Set), "a reading of its own", "")
	case !slices.Contains(k.readings, e.Reading):
		report("reading", strconv.Quote(e.Reading), "one of "+strings.Join(k.readings, ", "), rule.Suggest(e.Reading, k.readings))
	}
	if !sameKeys(e.Readings, k.readings) {
		report("readings", strings.Join(keys(e.Readings), ", "), "one text for each of "+strings.Join(k.readings, ", "), "")
	}
	if e.Cite == "" {
		report("cite", `""`, "the provision that leaves the question open", "")
	}
	return i
}

func knownIDs() []string {
	ids := make([]string, len(known))
	for i, k := range known {
		ids[i] = k.id
	}
	return ids
}

func keys(list []rule.Reading) []string {
	keys := make([]string, len(list))
	for i, r := range list {
		keys[i] = r.Key
	}
	return keys
}

// sameKeys reports whether the readings of an entry are those the engine knows,
// each once and in any order.
func sameKeys(entry []rule.Reading, want []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(keys(entry))), slices.Sorted(slices.Values(want)))
}
