package main

import (
	"errors"
	"fmt"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

type (
	placedState string
	placedName  string
	placedEvent interface{ Name() placedName }

	// placedCase is what every case of a lifecycle has, and nothing else.
	placedCase struct {
		State  placedState     `json:"state"`
		LastOn calendar.Date   `json:"last_on,omitzero"`
		Docket calendar.Docket `json:"docket"`
	}

	// Happened is what each of the twelve events gives.
	Happened struct {
		On     calendar.Date `json:"on"`
		Visits int           `json:"visits"`
		Signed bool          `json:"signed"`
	}
	assess    struct{ Happened }
	approve   struct{ Happened }
	send      struct{ Happened }
	agree     struct{ Happened }
	starting  struct{ Happened }
	planning  struct{ Happened }
	resume    struct{ Happened }
	extend    struct{ Happened }
	suspend   struct{ Happened }
	conclude  struct{ Happened }
	determine struct{ Happened }
	closing   struct{ Happened }
)

func (assess) Name() placedName    { return "assess" }
func (approve) Name() placedName   { return "approve" }
func (send) Name() placedName      { return "send" }
func (agree) Name() placedName     { return "agree" }
func (starting) Name() placedName  { return "begin" }
func (planning) Name() placedName  { return "plan" }
func (resume) Name() placedName    { return "resume" }
func (extend) Name() placedName    { return "extend" }
func (suspend) Name() placedName   { return "suspend" }
func (conclude) Name() placedName  { return "conclude" }
func (determine) Name() placedName { return "determine" }
func (closing) Name() placedName   { return "close" }

// placedEvents are the twelve, in the order of their numbers, with the same facts.
func placedEvents(h Happened) []placedEvent {
	return []placedEvent{assess{h}, approve{h}, send{h}, agree{h}, starting{h}, planning{h}, resume{h}, extend{h}, suspend{h}, conclude{h}, determine{h}, closing{h}}
}

// ourLifecycle asks the library, with every finding and the reason of the refusal.
func ourLifecycle() ([]way, error) {
	guards := map[guard][]lifecycle.Guard{
		twoVisits: {{ID: "visits", If: "event.visits >= 2", Text: "The case is not ready."}},
		signed:    {{ID: "signed", If: "event.signed", Text: "The case is not ready."}},
	}
	var rows []lifecycle.Row[placedState, placedName]
	for i, m := range moves {
		rows = append(rows, lifecycle.Row[placedState, placedName]{ID: fmt.Sprint(i + 1), From: []placedState{placedState(states[m.from])},
			On: placedName(events[m.event]), Needs: guards[m.guard], To: placedState(states[m.to]), Cite: "WCB-Alberta TOJ-5", Text: "The case moves on."})
	}
	machine := lifecycle.New(lifecycle.Definition[placedState, placedName, placedCase, placedEvent, *struct{}]{
		Name: "placed", Start: placedState(states[0]), Final: []placedState{"closed"}, Events: placedEvents(Happened{}), Rows: rows,
		Case: func(c *placedCase) lifecycle.Core[placedState] {
			return lifecycle.Core[placedState]{State: &c.State, LastOn: &c.LastOn, Docket: &c.Docket}
		},
	})
	if err := machine.Check(); err != nil {
		return nil, err
	}
	var whole []placedEvent
	for _, h := range life {
		whole = append(whole, placedEvents(Happened{On: day("2025-01-06"), Visits: h.facts.Visits, Signed: h.facts.Signed})[h.event])
	}
	return []way{{name: "**workcomp**, `lifecycle.Machine`: with findings, and reasons of refusals", ask: func(int) int64 {
		c, refused := placedCase{State: placedState(states[0])}, 0
		for _, e := range whole {
			next, _, err := machine.Apply(nil, c, e)
			var no *rule.Refused
			switch {
			case errors.As(err, &no):
				refused++
			case err != nil:
				return noAnswer
			default:
				c = next
			}
		}
		return answer(stateNumber(string(c.State)), refused)
	}}}, nil
}
