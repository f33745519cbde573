package scenario

import (
	"fmt"

	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// moves lists the events that were taken, each under the mark of its step, and where a
// change of the history put the case: where it stood and where it stands.
func (r Result) moves() []lifecycle.PathStep {
	var all []lifecycle.PathStep
	for i := range r.Answers {
		a := &r.Answers[i]
		before, after := a.before.Get(r.Scenario.stage.key), a.after.Get(r.Scenario.stage.key)
		switch {
		case a.Err != nil || before == nil || after == nil:
		case a.Step.Kind == AnEvent:
			all = append(all, lifecycle.PathStep{Label: mark(i + 1), From: before.Text, On: a.Step.Event, To: after.Text})
		case a.Step.Kind.revises() && before.Text != after.Text:
			all = append(all, lifecycle.PathStep{Label: mark(i + 1), From: before.Text, To: after.Text})
		}
	}
	return all
}

// diagram draws the way of the case, unless it never left where it began.
func (r Result) diagram() string {
	moved := false
	moves := r.moves()
	for _, m := range moves {
		moved = moved || m.From != m.To
	}
	if !moved || r.Scenario.stage.draw == nil {
		return ""
	}
	picture, err := r.Scenario.stage.draw(moves...)
	if err != nil {
		return "There is no diagram: " + escape(err.Error()) + ".\n\n"
	}
	return "```mermaid\n" + picture + "```\n\nThick arrows are the steps below by their numbers, dotted ones the ways out that were not taken.\n\n"
}

// mark is the number of a step as the text and the diagram show it.
func mark(number int) string { return fmt.Sprintf("(%d)", number) }
