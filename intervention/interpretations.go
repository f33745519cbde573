package intervention

import (
	"fmt"

	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// The ids of the interpretations that Go asks or sets; the others are asked by rows
// alone.
const (
	evidenceEnough   = "evidence-enough"
	priorityEmployer = "priority-employer"
)

// questions are the interpretations of a policy, with the readings that the rows
// know, the default first.
var questions = []reading.Question{
	{ID: "stage-order", Readings: []string{"in_order_unless_reasoned", "always_in_order"}},
	{ID: evidenceEnough, Readings: []string{"one_source", "every_source", "own_expression"}},
	{ID: "meeting-arranged", Readings: []string{"arranged", "held"}},
	{ID: "who-briefs", Readings: []string{"one_named", "any_role"}},
	{ID: "referral-discussion", Readings: []string{"direct_referrals", "every_referral"}},
	{ID: "referral-before-stages", Readings: []string{"not_counted", "counted"}},
	{ID: "referral-in-cycle", Readings: []string{"satisfies", "again"}},
	{ID: "declining-is-not-closing", Readings: []string{"cycle_continues", "no_further_cycle"}},
	{ID: "who-closes", Readings: []string{"senior", "any_role"}},
	{ID: "text-held", Readings: []string{"revision", "refuse"}},
	{ID: priorityEmployer, Readings: []string{"not_stated", "stated"}},
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
		switch p.enough.Source() {
		case "len(evidence) >= 1":
			return "evidence_enough", "one_source"
		case fmt.Sprintf("len(evidence) == %d", len(sources)):
			return "evidence_enough", "every_source"
		}
	}
	return "evidence_enough", "own_expression"
}

// interpret takes the readings of the file; those that it leaves out are those of
// the published policy.
func (p *Policy) interpret(f *strict.File, list reading.List, defaults []rule.Interpretation) {
	all, chosen := reading.Choose(f, list, questions, p.set, defaults)
	p.interpretations = all
	p.readings = make([]string, len(questions))
	for i, q := range questions {
		p.readings[i] = chosen[q.ID]
	}
}
