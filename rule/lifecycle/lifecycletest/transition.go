package lifecycletest

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"github.com/workcomp-go/workcomp/scenario/draft"
)

// A Transition is one event of a case: what came before it, and what came of it. The zero
// value is no event.
type Transition[S, E ~string, C any, Ev lifecycle.Event[E], P any] struct {
	Kit      *Kit[S, E, C, Ev, P]
	Start    C              // how the case began
	Earlier  []Ev           // the events before it that were taken
	Outcomes []rule.Outcome // of these
	Permits  []rule.Permit[E]
	Before   C
	Written  string // Before, as it was written before the event
	Event    Ev
	After    C
	Outcome  rule.Outcome
	Err      error
	Row      *lifecycle.Row[S, E] // the one that fired; nil where none did, or where none says so

	// As they were written when they came; a law that asks whether they changed writes them again.
	after, outcome string
	outcomes       []string
}

// Takes reports whether the event is of that name and was taken.
func (m *Transition[S, E, C, Ev, P]) Takes(name E) bool {
	return m.Err == nil && m.Event.Name() == name
}

// Broken says how a law is broken, at which event.
func (m *Transition[S, E, C, Ev, P]) Broken(format string, args ...any) error {
	return fmt.Errorf("%s by %q: %s", m.Event.Name(), m.by(), fmt.Sprintf(format, args...))
}

// Unlike says how a law is broken by two cases: this one, and another that has
// the events other.
func (m *Transition[S, E, C, Ev, P]) Unlike(other []Ev, format string, args ...any) error {
	return m.Between(m.events(), other, format, args...)
}

// Between says how a law is broken by two cases, of these events.
func (m *Transition[S, E, C, Ev, P]) Between(one, other []Ev, format string, args ...any) error {
	return &unlike[Ev]{m.Broken(format, args...), one, other}
}

// unlike is an error that two cases show.
type unlike[Ev any] struct {
	error
	one, other []Ev
}

// Applied is what another event gives in place of the one at hand.
func (m *Transition[S, E, C, Ev, P]) Applied(e Ev) (C, rule.Outcome, error) {
	return m.Kit.apply(m.Kit.Policy, m.Before, e)
}

// events are those up to this one.
func (m *Transition[S, E, C, Ev, P]) events() []Ev { return append(slices.Clip(m.Earlier), m.Event) }

// day is the day of the event.
func (m *Transition[S, E, C, Ev, P]) day() calendar.Date {
	return reflect.ValueOf(m.Kit.Machine.FactsOf(m.Event)).FieldByName("On").Interface().(calendar.Date)
}

// by is the role that the event names; empty where it names none.
func (m *Transition[S, E, C, Ev, P]) by() rule.Role {
	if by := reflect.ValueOf(m.Kit.Machine.FactsOf(m.Event)).FieldByName("By"); by.IsValid() {
		return rule.Role(by.String())
	}
	return ""
}

// happens lets the next event happen, asks see of it, and goes on from there if it was
// taken.
func (m *Transition[S, E, C, Ev, P]) happens(
	next func(C, []rule.Permit[E]) (Ev, error), see func(*Transition[S, E, C, Ev, P]) error) error {
	var err error
	if m.Permits, err = m.Kit.permitted(m.Before); err != nil {
		return fmt.Errorf("the case is none: %w", err)
	}
	if m.Written == "" {
		m.Written = written(m.Before)
	}
	if m.Event, err = next(m.Before, m.Permits); err != nil {
		return err
	}
	m.After, m.Outcome, m.Err = m.Kit.apply(m.Kit.Policy, m.Before, m.Event)
	m.after, m.outcome = written(m.After), written(m.Outcome)
	m.Row = m.Kit.fired(m)
	at := *m
	if err := see(&at); err != nil {
		return err
	}
	if m.Err == nil {
		m.Earlier, m.Before, m.Written = append(slices.Clip(m.Earlier), m.Event), m.After, m.after
		m.Outcomes, m.outcomes = append(slices.Clip(m.Outcomes), m.Outcome), append(slices.Clip(m.outcomes), m.outcome)
	}
	return nil
}

// counterexample leaves events out of the case for as long as the law stays broken,
// and shows what is left.
func (m *Transition[S, E, C, Ev, P]) counterexample(l Law[S, E, C, Ev, P], how error) *Counterexample {
	events := m.events()
	for i := 0; i < len(events); {
		less, broken := m.again(slices.Delete(slices.Clone(events), i, i+1), l)
		if broken == nil {
			i++
			continue
		}
		m, how, events, i = less, broken, less.events(), 0
	}
	return m.shown(l.Name, how)
}

// again is the case of some of the events, up to that at which the law is broken, if
// it is.
func (m *Transition[S, E, C, Ev, P]) again(events []Ev, l Law[S, E, C, Ev, P]) (at *Transition[S, E, C, Ev, P], how error) {
	n := &Transition[S, E, C, Ev, P]{Kit: m.Kit, Start: m.Start, Before: m.Start}
	for _, e := range events {
		err := n.happens(func(C, []rule.Permit[E]) (Ev, error) { return e, nil }, func(now *Transition[S, E, C, Ev, P]) error {
			at, how = now, l.Broken(now)
			return how
		})
		if err != nil {
			break
		}
	}
	return at, how
}

// shown shows a case that breaks a law, or two that do so together.
func (m *Transition[S, E, C, Ev, P]) shown(law string, how error) *Counterexample {
	cases := [][]Ev{m.events()}
	var two *unlike[Ev]
	if errors.As(how, &two) {
		cases = [][]Ev{two.one, two.other}
	}
	if m.Kit.Scenario == nil {
		text := fmt.Sprintf("# Broken: %s.\n# %v\n", law, how)
		for i, events := range cases {
			if i > 0 {
				text += "# The other case.\n"
			}
			text += m.Kit.lines(events)
		}
		return &Counterexample{Law: law, How: how, Case: text}
	}
	var text string
	for i, events := range cases {
		s, err := m.scenario(law, how, events)
		if err != nil {
			return &Counterexample{Law: law, How: fmt.Errorf("%w (the case is not shown: %w)", how, err)}
		}
		if i > 0 {
			text += "---\n"
			s.Notes = []string{"The other case."}
		}
		one, err := s.YAML()
		if err != nil {
			return &Counterexample{Law: law, How: fmt.Errorf("%w (the case is not shown: %w)", how, err)}
		}
		text += one
	}
	return &Counterexample{Law: law, How: how, Case: text}
}

// lines are events as JSON, one in a line.
func (k *Kit[S, E, C, Ev, P]) lines(events []Ev) string {
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

// scenario is the case of these events as a scenario that expects what came.
func (m *Transition[S, E, C, Ev, P]) scenario(law string, how error, events []Ev) (draft.Scenario, error) {
	as := m.Kit.Scenario
	var steps []draft.Step
	c := m.Start
	for i, e := range events {
		next, outcome, err := m.Kit.apply(m.Kit.Policy, c, e)
		expect := append(draft.Ended(err), as.Shows(next)...)
		if len(outcome.Opened) > 0 {
			expect = append(expect, Shown{Key: "duties", Value: dues(outcome.Opened)})
		}
		if i == len(events)-1 && len(outcome.Findings) > 0 {
			expect = append(expect, Shown{Key: "cites", Value: cited(outcome.Findings)})
		}
		data, err := m.Kit.Machine.Marshal(e)
		if err != nil {
			return draft.Scenario{}, err
		}
		step, err := draft.Event(data, expect...)
		if err != nil {
			return draft.Scenario{}, err
		}
		steps, c = append(steps, step), next
	}
	s := draft.Broken(law, how, as.Domain, as.Policy, steps...)
	if as.Given != nil {
		s.Given = as.Given(m.Start)
	}
	return s, nil
}

// cited are the provisions of findings, each once.
func cited(findings []rule.Finding) []rule.Citation {
	var cites []rule.Citation
	for _, f := range findings {
		if !slices.Contains(cites, f.Cite) {
			cites = append(cites, f.Cite)
		}
	}
	return cites
}

// due is what a scenario shows of a duty.
type due struct {
	ID  string        `json:"id"`
	Due calendar.Date `json:"due,omitzero"`
}

func dues(opened []calendar.Duty) []due {
	shown := make([]due, len(opened))
	for i, d := range opened {
		shown[i] = due{d.ID, d.Due}
	}
	return shown
}
