package main

import (
	"context"

	"github.com/qmuntal/stateless"
)

// statelessMachine is qmuntal/stateless: one machine, whose state the host
// keeps, so that it is built once.
func statelessMachine() ([]way, error) {
	state := states[0]
	machine := stateless.NewStateMachineWithExternalStorage(
		func(context.Context) (stateless.State, error) { return state, nil },
		func(_ context.Context, s stateless.State) error { state = s.(string); return nil }, stateless.FiringQueued)
	for _, m := range moves {
		machine.Configure(states[m.from]).Permit(events[m.event], states[m.to], func(_ context.Context, args ...any) bool {
			return m.guard.holds(*args[0].(*placed))
		})
	}
	return []way{{name: "qmuntal/stateless", ask: func(int) int64 {
		state = states[0]
		refused := 0
		for i := range life {
			if machine.Fire(events[life[i].event], &life[i].facts) != nil {
				refused++
			}
		}
		return answer(stateNumber(state), refused)
	}}}, nil
}
