package scenario

import (
	"fmt"

	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// A move is an event that was taken: where the case stood and where it stands.
type move struct{ label, from, event, to string }

// drawn makes the drawing of a domain one for moves.
func drawn[S, E ~string](draw func(path ...rule.Taken[S, E]) (string, error)) func([]move) (string, error) {
	return func(moves []move) (string, error) {
		path := make([]rule.Taken[S, E], len(moves))
		for i, m := range moves {
			path[i] = rule.Taken[S, E]{Label: m.label, From: S(m.from), On: E(m.event), To: S(m.to)}
		}
		return draw(path...)
	}
}

// path makes the drawing of a procedure one for moves.
func path(draw func(path ...lifecycle.PathStep) (string, error)) func([]move) (string, error) {
	return func(moves []move) (string, error) {
		steps := make([]lifecycle.PathStep, len(moves))
		for i, m := range moves {
			steps[i] = lifecycle.PathStep{Label: m.label, From: m.from, On: m.event, To: m.to}
		}
		return draw(steps...)
	}
}

// moves lists the events that were taken, each under the mark of its step.
func (r Result) moves() []move {
	var all []move
	for i := range r.Answers {
		a := &r.Answers[i]
		before, after := a.Before.Get(r.Scenario.stage.key), a.After.Get(r.Scenario.stage.key)
		if a.Step.Kind == AnEvent && a.Err == nil && before != nil && after != nil {
			all = append(all, move{mark(i + 1), before.Text, a.Step.Event, after.Text})
		}
	}
	return all
}

// diagram draws the way of the case, unless it never left where it began.
func (r Result) diagram() string {
	moved := false
	moves := r.moves()
	for _, m := range moves {
		moved = moved || m.from != m.to
	}
	if !moved || r.Scenario.stage.draw == nil {
		return ""
	}
	picture, err := r.Scenario.stage.draw(moves)
	if err != nil {
		return "There is no diagram: " + escape(err.Error()) + ".\n\n"
	}
	return "```mermaid\n" + picture + "```\n\nThick arrows are the steps below by their numbers, dotted ones the ways out that were not taken.\n\n"
}

// mark is the number of a step as the text and the diagram show it.
func mark(number int) string { return fmt.Sprintf("(%d)", number) }
