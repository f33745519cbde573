package intervention

import (
	"fmt"
	"strings"

	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/internal/reading"
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

// questions are the interpretations that a policy must have, with the readings
// that the engine knows.
var questions = []reading.Question{
	{ID: stageOrder, Readings: []string{"in_order_unless_reasoned", "always_in_order"}},
	{ID: evidenceEnough, Readings: []string{"one_source", "every_source", "own_expression"}},
	{ID: referralDiscussion, Readings: []string{"direct_referrals", "every_referral"}},
	{ID: decliningIsNotClosing, Readings: []string{"cycle_continues", "no_further_cycle"}},
	{ID: referralInCycle, Readings: []string{"satisfies", "again"}},
	{ID: textHeld, Readings: []string{"revision", "refuse"}},
	{ID: priorityEmployer, Readings: []string{"not_stated", "stated"}},
}

// readings are the switches that the readings taken set, looked up once.
type readings struct {
	stagesInOrder          bool
	everyReferralDiscussed bool
	decliningEnds          bool
	referralAgain          bool
	textRefused            bool
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

// interpret takes the readings of the file.
func (p *Policy) interpret(f *doc.File, list reading.List) {
	all, taken := reading.Take(f, list, questions, p.set)
	p.interpretations = all
	p.taken = readings{
		stagesInOrder:          taken[stageOrder] == "always_in_order",
		everyReferralDiscussed: taken[referralDiscussion] == "every_referral",
		decliningEnds:          taken[decliningIsNotClosing] == "no_further_cycle",
		referralAgain:          taken[referralInCycle] == "again",
		textRefused:            taken[textHeld] == "refuse",
	}
}
