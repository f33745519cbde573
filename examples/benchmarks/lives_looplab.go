package main

import (
	"context"
	"errors"

	"github.com/looplab/fsm"
)

var errGuard = errors.New("the case is not ready")

// looplabMachine is looplab/fsm: one machine set back to the start for each
// life. It has no guards; a callback before every event cancels it.
func looplabMachine() ([]way, error) {
	var rows []fsm.EventDesc
	guards := map[[2]string]guard{}
	for _, m := range moves {
		rows = append(rows, fsm.EventDesc{Name: events[m.event], Src: []string{states[m.from]}, Dst: states[m.to]})
		guards[[2]string{states[m.from], events[m.event]}] = m.guard
	}
	machine := fsm.NewFSM(states[0], rows, fsm.Callbacks{"before_event": func(_ context.Context, e *fsm.Event) {
		if !guards[[2]string{e.Src, e.Event}].holds(*e.Args[0].(*placed)) {
			e.Cancel(errGuard)
		}
	}})
	return []way{{name: "looplab/fsm", ask: func(int) int64 {
		machine.SetState(states[0])
		refused := 0
		for i := range life {
			if machine.Event(context.Background(), events[life[i].event], &life[i].facts) != nil {
				refused++
			}
		}
		return answer(stateNumber(machine.Current()), refused)
	}}}, nil
}
