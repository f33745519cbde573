package event

import (
	"fmt"

	"github.com/workcomp-go/workcomp/rule"
)

// Replay applies events one after the other. It stops at the first error, which
// says the number of its event, and returns the case before that event, with
// the outcomes up to there.
func Replay[C, E any](start C, events []E, apply func(C, E) (C, rule.Outcome, error)) (C, []rule.Outcome, error) {
	outcomes := make([]rule.Outcome, 0, len(events))
	for i, e := range events {
		next, outcome, err := apply(start, e)
		if err != nil {
			return start, outcomes, fmt.Errorf("event %d: %w", i+1, err)
		}
		start = next
		outcomes = append(outcomes, outcome)
	}
	return start, outcomes, nil
}

// ReplayCase gives the case of Replay and its error, without outcomes. carry
// carries an event out on the case that next is, in place; when one is not
// taken, apply says of which case, and why.
func ReplayCase[C, E any](start C, events []E, next *C, carry func(E) error, apply func(C, E) (C, rule.Outcome, error)) (C, error) {
	for _, e := range events {
		if carry(e) != nil {
			c, _, err := Replay(start, events, apply)
			return c, err
		}
	}
	return *next, nil
}
