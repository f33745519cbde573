// Package laws holds what the kits of laws have in common: how a case is drawn
// event by event, the laws that hold at each event whatever the instrument, and
// how a case that breaks a law is made short and told. A kit adds the laws of
// its own instrument.
package laws

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/told"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

// Event is an event of a domain, known by its name.
type Event[N ~string] interface{ Name() N }

// Policy is what the laws ask of a policy that moves cases by events.
type Policy[C any, E Event[N], N ~string] interface {
	ID() string
	File() string
	Apply(C, E) (C, rule.Outcome, error)
	Replay(C, ...E) (C, []rule.Outcome, error)
	Permitted(C) ([]rule.Permit[N], error)
}

// Domain is what the laws know of the package whose policy they are asked of.
type Domain[C any, E Event[N], N ~string] struct {
	Name      string // the package, as scenarios name it
	Names     []N    // of every event: Permitted lists each once
	Marshal   func(E) ([]byte, error)
	Unmarshal func([]byte) (E, error)
	Docket    func(C) calendar.Docket
	// State says where a case stands, first, and what else of it a scenario is
	// to show.
	State func(C) []told.Answer
	// Given are the facts that a case began with, as a scenario has them; nil
	// where no case has any.
	Given func(C) any
	// Begin gives a new case, and what draws its next event from the case and
	// from what is permitted to it.
	Begin func(rt *rapid.T) (C, func(C, []rule.Permit[N]) (E, error))
}

// Transition is one event of a case that is drawn: what came before it, and what
// came of it.
type Transition[C any, E Event[N], N ~string] struct {
	Policy   Policy[C, E, N]
	Domain   Domain[C, E, N]
	Start    C
	Taken    []E            // the events before it
	Outcomes []rule.Outcome // of these
	Permits  []rule.Permit[N]
	Before   C
	Written  string // Before, as it was written before the event
	Event    E
	After    C
	Outcome  rule.Outcome
	Err      error
}

// A Law holds at every transition of every case, by every policy. Keeps returns an
// error that says how it is broken.
type Law[C any, E Event[N], N ~string] struct {
	Name  string // a sentence
	Keeps func(Transition[C, E, N]) error
}

// Broken says how a law is broken, at which event.
func (m Transition[C, E, N]) Broken(format string, args ...any) error {
	return fmt.Errorf("%s by %q: %s", m.Event.Name(), m.by(), fmt.Sprintf(format, args...))
}

// Unlike says how a law is broken by two cases: this one, and another that has
// the events other.
func (m Transition[C, E, N]) Unlike(other []E, format string, args ...any) error {
	return m.Between(m.history(), other, format, args...)
}

// Between says how a law is broken by two cases, of these events.
func (m Transition[C, E, N]) Between(one, other []E, format string, args ...any) error {
	return &unlike[E]{m.Broken(format, args...), one, other}
}

// unlike is an error that two cases show.
type unlike[E any] struct {
	error
	one, other []E
}

// history are the events up to this one.
func (m Transition[C, E, N]) history() []E { return append(slices.Clip(m.Taken), m.Event) }

// Takes reports whether the event is of that name and was taken.
func (m Transition[C, E, N]) Takes(name N) bool { return m.Err == nil && m.Event.Name() == name }

// by reads the role of the event from its JSON form.
func (m Transition[C, E, N]) by() rule.Role {
	var said struct{ By rule.Role }
	data, _ := m.Domain.Marshal(m.Event) // that it can be written is a law of its own
	_ = json.Unmarshal(data, &said)
	return said.By
}

// answer is what the event gave, as bytes.
func answer[C any](after C, outcome rule.Outcome, err error) string {
	return fmt.Sprint(Written(after), Written(outcome), err)
}

// Written is the JSON form of a case or an outcome.
func Written(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return err.Error() // which reads back as nothing: the law of JSON is broken
	}
	return string(data)
}
