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
	ID       doc.At[string]         `json:"id"`
	Question string                 `json:"question"`
	Reading  doc.At[string]         `json:"reading,omitempty"`
	Readings doc.At[[]rule.Reading] `json:"readings"`
	Cite     doc.At[string]         `json:"cite"`
	Set      doc.At[string]         `json:"set,omitempty"`
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
		r := reporter{f, entry.Pos, fmt.Sprintf("interpretations[%d]", n)}
		id := entry.Value.ID
		at := slices.IndexFunc(known, func(k asked) bool { return k.id == id.Value })
		if at < 0 {
			r.wrong("id", id.Pos, strconv.Quote(id.Value), "one of "+strings.Join(knownIDs(), ", "), rule.Suggest(id.Value, knownIDs()))
			continue
		}
		if _, twice := taken[id.Value]; twice {
			r.wrong("id", id.Pos, strconv.Quote(id.Value), "each interpretation once", "")
		}
		i := p.interpretation(entry.Value, known[at], r)
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

// reporter reports mistakes of one entry, at their key or else at the entry.
type reporter struct {
	file  *doc.File
	entry doc.Pos
	path  string
}

func (r reporter) wrong(key string, at doc.Pos, value, expected, suggestion string) {
	if at == (doc.Pos{}) {
		at = r.entry
	}
	r.file.Report(doc.Mistake{Kind: rule.BadValue, Pos: at, Path: doc.Join(r.path, key), Value: value, Expected: expected, Suggestion: suggestion})
}

// interpretation takes the reading of one entry.
func (p *Policy) interpretation(e interpretation, k asked, r reporter) rule.Interpretation {
	i := rule.Interpretation{ID: e.ID.Value, Question: e.Question, Reading: e.Reading.Value, Readings: e.Readings.Value,
		Cite: rule.Citation(e.Cite.Value), Set: e.Set.Value}
	key, value := p.set(i.ID)
	switch {
	case key != "":
		if i.Set != key || i.Reading != "" {
			r.wrong("set", e.Set.Pos, strconv.Quote(i.Set), key+", and no reading of its own", "")
		}
		i.Reading = value
	case i.Set != "":
		r.wrong("set", e.Set.Pos, strconv.Quote(i.Set), "a reading of its own", "")
	case !slices.Contains(k.readings, i.Reading):
		r.wrong("reading", e.Reading.Pos, strconv.Quote(i.Reading), "one of "+strings.Join(k.readings, ", "), rule.Suggest(i.Reading, k.readings))
	}
	if !sameKeys(i.Readings, k.readings) {
		r.wrong("readings", e.Readings.Pos, strings.Join(keys(i.Readings), ", "), "one text for each of "+strings.Join(k.readings, ", "), "")
	}
	if i.Cite == "" {
		r.wrong("cite", e.Cite.Pos, `""`, "the provision that leaves the question open", "")
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
