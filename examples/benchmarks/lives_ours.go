package main

import (
	"errors"

	"github.com/workcomp-go/workcomp/rule"
)

type (
	placedState string
	placedEvent string
)

// ourLifecycle asks the library, which gives a finding for every step and the
// reasons of every refusal.
func ourLifecycle() ([]way, error) {
	texts := map[guard]string{twoVisits: "visits >= 2", signed: "signed"}
	var rows []rule.Step[placedState, placedEvent]
	for _, m := range moves {
		row := rule.Step[placedState, placedEvent]{ID: states[m.from] + "." + events[m.event], From: []placedState{placedState(states[m.from])},
			On: placedEvent(events[m.event]), To: placedState(states[m.to]), Cite: "WCB-Alberta TOJ-5", Text: "The case moves on."}
		if m.guard != always {
			row.When = []rule.Guard{{If: texts[m.guard], Text: "The case is not ready."}}
		}
		rows = append(rows, row)
	}
	cycle, err := rule.NewLifecycle[placedState, placedEvent, placed]("placed", placedState(states[0]), []placedState{"closed"}, rows...)
	if err != nil {
		return nil, err
	}
	return []way{{name: "**workcomp**, `Lifecycle.Fire`: with findings", ask: func(int) int64 {
		state, no := placedState(states[0]), 0
		for _, h := range life {
			step, err := cycle.Fire(state, placedEvent(events[h.event]), "", &h.facts)
			var refused *rule.Refused
			switch {
			case errors.As(err, &refused):
				no++
			case err != nil:
				return noAnswer
			default:
				state = step.Value.To
			}
		}
		return answer(stateNumber(string(state)), no)
	}}}, nil
}
