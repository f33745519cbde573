// Package lifecycletest is a kit for whoever writes a procedure on package
// lifecycle: laws that hold of every procedure, over cases drawn at random.
//
//	lifecycletest.Kit[State, Name, Case, Event, *Policy]{Machine: machine, Policy: policy, Start: start}.Test(t)
//
// Each law is a test of its own. One that is broken is shown by the shortest case
// found, its events in their JSON form: pgregory.net/rapid draws, and makes short.
// A procedure adds laws of its own (Kit.Laws), and says what makes an event likely
// (Kit.Amend).
package lifecycletest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"pgregory.net/rapid"
)

// A Kit is a procedure whose laws are asked.
type Kit[S, E ~string, C any, Ev lifecycle.Event[E], P any] struct {
	Machine *lifecycle.Machine[S, E, C, Ev, P]
	Policy  P
	Start   C // of every case

	// Amend makes an event that was drawn one that is likely, where its facts
	// must suit each other or the case: it gets the event and gives it back. Nil:
	// what was drawn stands.
	Amend func(t *rapid.T, c C, e Ev) Ev
	// Reading gives the policy with another reading of an interpretation. Nil: no
	// reading is flipped.
	Reading func(policy P, id, reading string) (P, error)
	// Silent are facts of a case, by their JSON names, that another reading may
	// change though nothing carries it: where the contract says that only what is
	// decided by them does.
	Silent []string
	// Apply applies an event, where the host has a way of its own. Nil: the
	// machine does.
	Apply func(policy P, c C, e Ev) (C, rule.Outcome, error)
	// Laws are those of the procedure's own.
	Laws []Law[S, E, C, Ev, P]
	// Show writes a case that breaks a law, as a scenario file say. Nil: its events
	// as JSON, one in a line.
	Show func(law string, how error, events []Ev) string
}

// A Law holds at every event of every case.
type Law[S, E ~string, C any, Ev lifecycle.Event[E], P any] struct {
	Name   string                                    // a sentence
	Broken func(m *Transition[S, E, C, Ev, P]) error // how it is broken; nil: it holds
}

// A Transition is one event of a case: what came before it, and what came of it.
type Transition[S, E ~string, C any, Ev lifecycle.Event[E], P any] struct {
	Kit      *Kit[S, E, C, Ev, P]
	Taken    []Ev           // the events before it
	Outcomes []rule.Outcome // of these
	Permits  []rule.Permit[E]
	Before   C
	Written  string // Before, as it was written before the event
	Event    Ev
	After    C
	Outcome  rule.Outcome
	Err      error
	Row      *lifecycle.Row[S, E] // the one that fired; nil where none did, or where none says so
}

// Names lists the laws, in order.
func (k Kit[S, E, C, Ev, P]) Names() []string {
	var names []string
	for _, l := range k.laws() {
		names = append(names, l.Name)
	}
	return names
}

func (k Kit[S, E, C, Ev, P]) laws() []Law[S, E, C, Ev, P] {
	return append(common[S, E, C, Ev, P](), k.Laws...)
}

// Test asks each law in a test that is named after it.
func (k Kit[S, E, C, Ev, P]) Test(t *testing.T) {
	t.Helper()
	for _, l := range k.laws() {
		t.Run(l.Name, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				if err := k.ask(rt, l); err != nil {
					rt.Fatal(err)
				}
			})
		})
	}
}

// Check asks the laws of a number of cases, always the same ones, outside of a
// test: all laws, or those that are named. The error is a *Broken for the first
// case found that breaks one, which was not made short.
func (k Kit[S, E, C, Ev, P]) Check(cases int, only ...string) error {
	for _, l := range k.laws() {
		if len(only) > 0 && !slices.Contains(only, l.Name) {
			continue
		}
		for seed := range cases {
			if err := rapid.Custom(func(rt *rapid.T) error { return k.ask(rt, l) }).Example(seed); err != nil {
				return err
			}
		}
	}
	return nil
}

// A Broken is a law that is broken, and the case that shows it.
type Broken struct {
	Law  string
	How  error
	Case string // its events
}

// Error says which law is broken, how, and by which events.
func (b *Broken) Error() string { return fmt.Sprintf("%s: %v\n%s", b.Law, b.How, b.Case) }

// Unwrap gives how the law is broken.
func (b *Broken) Unwrap() error { return b.How }

// ask asks a law of a case that is drawn.
func (k Kit[S, E, C, Ev, P]) ask(rt *rapid.T, l Law[S, E, C, Ev, P]) error {
	var broken error
	k.course(rt, func(m *Transition[S, E, C, Ev, P]) bool {
		how := l.Broken(m)
		if how == nil {
			return true
		}
		events := append(slices.Clip(m.Taken), m.Event)
		b := &Broken{Law: l.Name, How: how}
		if k.Show != nil {
			b.Case = k.Show(l.Name, how, events)
		} else {
			b.Case = k.lines(events)
		}
		broken = b
		return false
	})
	return broken
}

// lines are events as JSON, one in a line.
func (k Kit[S, E, C, Ev, P]) lines(events []Ev) string {
	var b strings.Builder
	for _, e := range events {
		data, err := k.Machine.Marshal(e)
		if err != nil {
			data = fmt.Appendf(nil, "%s %+v (%v)", e.Name(), e, err)
		}
		b.Write(append(data, '\n'))
	}
	return b.String()
}

// Histories draws what happens to cases: events that are taken, in their order.
func (k Kit[S, E, C, Ev, P]) Histories() *rapid.Generator[[]Ev] {
	return rapid.Custom(func(rt *rapid.T) []Ev {
		var events []Ev
		k.course(rt, func(m *Transition[S, E, C, Ev, P]) bool {
			if m.Err == nil {
				events = append(events, m.Event)
			}
			return true
		})
		return events
	})
}

// Unreached lists the rows that fire in none of a number of cases, always the same
// ones: of these the laws say nothing.
func (k Kit[S, E, C, Ev, P]) Unreached(cases int) []string {
	fired := map[string]bool{}
	for seed := range cases {
		rapid.Custom(func(rt *rapid.T) bool {
			k.course(rt, func(m *Transition[S, E, C, Ev, P]) bool {
				if m.Row != nil {
					fired[m.Row.ID] = true
				}
				return true
			})
			return true
		}).Example(seed)
	}
	var unreached []string
	for _, r := range k.Machine.Definition().Rows {
		if len(r.From) > 0 && !fired[r.ID] {
			unreached = append(unreached, r.ID)
		}
	}
	return unreached
}

// longest is how many events a case has at the most, taken and not.
const longest = 24

// course draws a case event by event, until see has seen enough.
func (k *Kit[S, E, C, Ev, P]) course(rt *rapid.T, see func(*Transition[S, E, C, Ev, P]) bool) {
	c := k.Start
	var taken []Ev
	var outcomes []rule.Outcome
	for range rapid.IntRange(1, longest).Draw(rt, "events") {
		permits, err := k.Machine.Permitted(k.Policy, c)
		if err != nil {
			rt.Fatalf("the case is none: %v", err)
		}
		m := &Transition[S, E, C, Ev, P]{Kit: k, Taken: taken, Outcomes: outcomes, Permits: permits, Before: c, Written: written(c)}
		m.Event = k.draw(rt, c, permits)
		m.After, m.Outcome, m.Err = k.apply(k.Policy, c, m.Event)
		m.Row = k.fired(m)
		if !see(m) {
			return
		}
		if m.Err == nil {
			taken, outcomes, c = append(slices.Clip(taken), m.Event), append(slices.Clip(outcomes), m.Outcome), m.After
		}
	}
}

// apply applies an event. A panic, of a row that does what it does not declare, is
// an error.
func (k *Kit[S, E, C, Ev, P]) apply(p P, c C, e Ev) (after C, outcome rule.Outcome, err error) {
	defer func() {
		if p := recover(); p != nil {
			after, outcome, err = c, rule.Outcome{}, fmt.Errorf("panic: %v", p)
		}
	}()
	if k.Apply != nil {
		return k.Apply(p, c, e)
	}
	return k.Machine.Apply(p, c, e)
}

// core is where the machine's own facts are in a case.
func (k *Kit[S, E, C, Ev, P]) core(c *C) lifecycle.Core[S] { return k.Machine.Definition().Case(c) }

func (k *Kit[S, E, C, Ev, P]) docket(c C) []calendar.Duty { return k.core(&c).Docket.Duties }

// fired is the row whose finding the outcome has.
func (k *Kit[S, E, C, Ev, P]) fired(m *Transition[S, E, C, Ev, P]) *lifecycle.Row[S, E] {
	if m.Err != nil {
		return nil
	}
	rows, state := k.Machine.Definition().Rows, *k.core(&m.Before).State
	for i := range rows {
		r := &rows[i]
		if r.On == m.Event.Name() && slices.Contains(r.From, state) &&
			slices.ContainsFunc(m.Outcome.Findings, func(f rule.Finding) bool { return f.ID == r.ID && f.Cite == r.Cite && f.Holds }) {
			return r
		}
	}
	return nil
}

// written is the JSON form of a value.
func written(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return err.Error() // which reads back as nothing: the law of JSON is broken
	}
	return string(data)
}
