// Package lifecycletest is a kit for whoever writes a procedure on package
// lifecycle: laws that hold of every procedure, over cases drawn at random.
//
//	lifecycletest.Kit[State, Name, Case, Event, *Policy]{Machine: machine, Policy: policy, Start: start}.Test(t)
//
// Each law is a test of its own. One that is broken is shown by the shortest case
// found: its events in their JSON form, or a scenario that replays it (Kit.Scenario).
// A procedure adds laws of its own (Kit.Laws), and says what makes an event likely
// (Kit.Amend) or draws its events itself (Kit.Begin).
package lifecycletest

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"github.com/workcomp-go/workcomp/rule/property"
	"github.com/workcomp-go/workcomp/scenario/draft"
	"pgregory.net/rapid"
)

// A Kit is a procedure whose laws are asked. The zero value has no machine: Machine,
// Policy and Start are needed.
type Kit[S, E ~string, C any, Ev lifecycle.Event[E], P any] struct {
	Machine *lifecycle.Machine[S, E, C, Ev, P]
	Policy  P
	Start   C // of every case

	// Begin draws how a case begins, and gives what draws each of its events from the
	// case and from what is permitted to it. Nil: a case begins as Start, and its
	// events are drawn by the types of their facts.
	Begin func(t *rapid.T) (C, Draw[E, C, Ev])
	// Amend makes an event that was drawn by its types one that is likely, where its
	// facts must suit each other or the case. Nil: what was drawn stands.
	Amend func(t *rapid.T, c C, e Ev) Ev
	// Reading gives the policy with another reading of an interpretation. Nil: no
	// reading is flipped.
	Reading func(policy P, id, reading string) (P, error)
	// Silent are facts of a case, by their JSON names, that another reading may
	// change though nothing carries it: where the contract says that only what is
	// decided by them does.
	Silent []string
	// Further are ids of interpretations that findings carry beside those of the
	// definition: those on which closed days rest.
	Further []string
	// Apply applies an event, and Permitted lists what is permitted, where the host
	// has a way of its own. Nil: the machine does.
	Apply     func(policy P, c C, e Ev) (C, rule.Outcome, error)
	Permitted func(policy P, c C) ([]rule.Permit[E], error)
	// Laws are those of the procedure's own.
	Laws []Law[S, E, C, Ev, P]
	// Scenario says how a case that breaks a law is shown as a scenario file. Nil: its
	// events are shown as JSON, one in a line.
	Scenario *Scenario[C]

	read *reads[S, E, C, Ev, P]
}

// reads is the definition of a machine, which is copied where it goes out.
type reads[S, E ~string, C any, Ev lifecycle.Event[E], P any] struct {
	of  *lifecycle.Machine[S, E, C, Ev, P]
	def lifecycle.Definition[S, E, C, Ev, P]
}

// definition is that of the kit's machine, read once.
func (k *Kit[S, E, C, Ev, P]) definition() *lifecycle.Definition[S, E, C, Ev, P] {
	if k.read == nil || k.read.of != k.Machine {
		k.read = &reads[S, E, C, Ev, P]{k.Machine, k.Machine.Definition()}
	}
	return &k.read.def
}

// Draw draws an event. Its error ends the case: there is no such event. Nil draws what
// the machine permits.
type Draw[E ~string, C any, Ev lifecycle.Event[E]] = func(t *rapid.T, c C, permits []rule.Permit[E]) (Ev, error)

// A Scenario says how a case is written as a scenario file. The zero value writes no
// scenario: the events are shown as JSON.
type Scenario[C any] struct {
	Domain string
	Policy string          // as a scenario names it: see PolicyName
	Given  func(c C) any   // the facts that a case began with; nil: none
	Shows  func(C) []Shown // where a case stands, as its steps expect it
}

// Shown is one key of what a step of a scenario expects. Its zero value is no key.
type Shown = draft.Expected

// PolicyName is how a scenario names a policy: a built-in one, which has no file, by
// its id, another by its file, beside which the scenario is kept.
func PolicyName(id, file string) string { return draft.Policy(id, file) }

// A Law holds at every event of every case. The zero value asks nothing.
type Law[S, E ~string, C any, Ev lifecycle.Event[E], P any] struct {
	Name   string                                    // a sentence
	Broken func(m *Transition[S, E, C, Ev, P]) error // how it is broken; nil: it holds
}

// A Report is every law that was asked, with the counterexamples among them. Its zero
// value has asked nothing.
type Report = property.Report

// A Counterexample is a law that is broken, and the shortest case found that shows it.
// Its zero value breaks no law.
type Counterexample = property.Counterexample

func (k Kit[S, E, C, Ev, P]) laws() []Law[S, E, C, Ev, P] {
	return append(common[S, E, C, Ev, P](), k.Laws...)
}

// usable is an *rule.InputError for a kit without a machine.
func (k Kit[S, E, C, Ev, P]) usable() error {
	if k.Machine == nil {
		return &rule.InputError{Field: "Machine", Expected: "the machine whose laws are asked"}
	}
	return nil
}

// Test asks each law in a test that is named after it: pgregory.net/rapid draws the
// cases, and makes one short that breaks the law.
func (k Kit[S, E, C, Ev, P]) Test(t *testing.T) {
	t.Helper()
	if err := k.usable(); err != nil {
		t.Fatal(err)
	}
	for _, l := range k.laws() {
		t.Run(l.Name, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				if err := k.course(rt, l.Broken); err != nil {
					rt.Fatal(err)
				}
			})
		})
	}
}

// Ask asks the laws of a number of cases, always the same ones, outside of a test: all
// laws, or those that are named. Events without which a law stays broken are left out
// of its counterexample.
func (k Kit[S, E, C, Ev, P]) Ask(cases int, only ...string) Report {
	const drawn = "a case can be drawn, and asked what is permitted to it"
	r := Report{Laws: []string{drawn}}
	if err := k.usable(); err != nil {
		r.Counterexamples = append(r.Counterexamples, &Counterexample{Law: drawn, How: err})
		return r
	}
	var unbroken []Law[S, E, C, Ev, P]
	for _, l := range k.laws() {
		if len(only) == 0 || slices.Contains(only, l.Name) {
			r.Laws, unbroken = append(r.Laws, l.Name), append(unbroken, l)
		}
	}
	err := property.First(cases, func(rt *rapid.T) error {
		return k.course(rt, func(m *Transition[S, E, C, Ev, P]) error {
			unbroken = slices.DeleteFunc(unbroken, func(l Law[S, E, C, Ev, P]) bool {
				how := l.Broken(m)
				if how != nil {
					r.Counterexamples = append(r.Counterexamples, m.counterexample(l, how))
				}
				return how != nil
			})
			if len(unbroken) == 0 {
				return errAllBroken
			}
			return nil
		})
	})
	if err != nil && !errors.Is(err, errAllBroken) {
		r.Counterexamples = append(r.Counterexamples, &Counterexample{Law: drawn, How: err})
	}
	return r
}

var errAllBroken = errors.New("every law is broken")

// Check is Ask with an error in place of the report, which has a *Counterexample for
// each law that is broken.
func (k Kit[S, E, C, Ev, P]) Check(cases int, only ...string) error {
	return k.Ask(cases, only...).Err()
}

// Histories draws what happens to cases: events that are taken, in their order.
func (k Kit[S, E, C, Ev, P]) Histories() *rapid.Generator[[]Ev] {
	return rapid.Custom(func(rt *rapid.T) []Ev {
		var events []Ev
		err := k.course(rt, func(m *Transition[S, E, C, Ev, P]) error {
			if m.Err == nil {
				events = append(events, m.Event)
			}
			return nil
		})
		if err != nil {
			rt.Fatal(err)
		}
		return events
	})
}

// Unreached lists the rows that fire in none of a number of cases, always the same
// ones: of these the laws say nothing.
func (k Kit[S, E, C, Ev, P]) Unreached(cases int) []string {
	fired := map[string]bool{}
	_ = k.Each(cases, func(m *Transition[S, E, C, Ev, P]) error {
		if m.Row != nil {
			fired[m.Row.ID] = true
		}
		return nil
	})
	var unreached []string
	for _, r := range k.definition().Rows {
		if len(r.From) > 0 && !fired[r.ID] {
			unreached = append(unreached, r.ID)
		}
	}
	return unreached
}

// Each sees every event of a number of cases, always the same ones. It gives the first
// error.
func (k Kit[S, E, C, Ev, P]) Each(cases int, see func(*Transition[S, E, C, Ev, P]) error) error {
	return property.First(cases, func(rt *rapid.T) error { return k.course(rt, see) })
}

// longest is how many events a case has, taken and not.
const longest = 24

// course draws a case event by event, until see finds an error.
func (k *Kit[S, E, C, Ev, P]) course(rt *rapid.T, see func(*Transition[S, E, C, Ev, P]) error) error {
	start, next := k.Start, k.draw
	if k.Begin != nil {
		start, next = k.Begin(rt)
	}
	m := &Transition[S, E, C, Ev, P]{Kit: k, Start: start, Before: start}
	for range longest {
		err := m.happens(func(c C, permits []rule.Permit[E]) (e Ev, err error) {
			e = rapid.Custom(func(rt *rapid.T) (e Ev) { // a draw of its own, which rapid leaves out as a whole
				e, err = next(rt, c, permits)
				return e
			}).Draw(rt, "event")
			return e, err
		}, see)
		if err != nil {
			return err
		}
	}
	return nil
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

func (k *Kit[S, E, C, Ev, P]) permitted(c C) ([]rule.Permit[E], error) {
	if k.Permitted != nil {
		return k.Permitted(k.Policy, c)
	}
	return k.Machine.Permitted(k.Policy, c)
}

// core is where the machine's own facts are in a case.
func (k *Kit[S, E, C, Ev, P]) core(c *C) lifecycle.Core[S] { return k.Machine.Core(c) }

func (k *Kit[S, E, C, Ev, P]) docket(c C) []calendar.Duty { return k.core(&c).Docket.Duties }

// fired is the row whose finding the outcome has.
func (k *Kit[S, E, C, Ev, P]) fired(m *Transition[S, E, C, Ev, P]) *lifecycle.Row[S, E] {
	if m.Err != nil {
		return nil
	}
	rows, state := k.definition().Rows, *k.core(&m.Before).State
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
