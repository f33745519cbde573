package lifecycletest

import (
	"errors"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

var Reasoned = reasoned

// Ask asks a law of a transition that a test has made by hand.
func (m *Transition[S, E, C, Ev, P]) Ask(law string) error {
	m.after, m.outcome = written(m.After), written(m.Outcome)
	for _, l := range m.Kit.laws() {
		if l.Name == law {
			return l.Broken(m)
		}
	}
	panic(law + " is no law")
}

// Differ is how a revision that a test has made by hand says what differs.
func Differ[S, E ~string, C any, Ev lifecycle.Event[E], P lifecycle.Versioned](
	r *lifecycle.Revision[C, Ev], before, after map[string]rule.Outcome) error {
	x := &changing[S, E, C, Ev, P]{}
	x.differ(r, before, after)
	return errors.Join(x.broken...)
}

// Keyed is what is wrong with the keys of the duties that an entry 1 opened, after one with the key 1/taken.
func Keyed[S, E ~string, C any, Ev lifecycle.Event[E], P lifecycle.Versioned](opened ...calendar.Duty) error {
	x := &changing[S, E, C, Ev, P]{}
	x.keyed("then", "1", opened, map[string]bool{"1/taken": true})
	return errors.Join(x.broken...)
}
