package main

import (
	"errors"

	"github.com/workcomp-go/workcomp/rule"
)

type (
	placedState string
	placedEvent string
)

// ourLifecycle asks the library, without findings and with them.
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
	live := func(next func(state placedState, h *happening) (placedState, bool, error)) func(int) int64 {
		return func(int) int64 {
			state, refused := placedState(states[0]), 0
			for i := range life {
				to, ok, err := next(state, &life[i])
				switch {
				case err != nil:
					return noAnswer
				case !ok:
					refused++
				default:
					state = to
				}
			}
			return answer(stateNumber(string(state)), refused)
		}
	}
	return []way{
		{name: "**workcomp**, `Lifecycle.Next`", ask: live(func(state placedState, h *happening) (placedState, bool, error) {
			return cycle.Next(state, placedEvent(events[h.event]), "", &h.facts)
		})},
		{name: "**workcomp**, `Lifecycle.Fire`: with findings, and reasons of refusals", ask: live(func(state placedState, h *happening) (placedState, bool, error) {
			step, err := cycle.Fire(state, placedEvent(events[h.event]), "", &h.facts)
			var refused *rule.Refused
			if errors.As(err, &refused) {
				return state, false, nil
			}
			return step.Value.To, true, err
		})},
	}, nil
}
