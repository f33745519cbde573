package lifecycletest

import (
	"errors"

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
