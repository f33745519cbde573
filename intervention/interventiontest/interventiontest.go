// Package interventiontest is a kit that a host runs against its own policy of
// package intervention, as testing/fstest does for a file system: laws that hold
// whatever the readings, over cases drawn at random, always the same ones.
//
// A law that is broken is shown by the shortest case found, as a scenario file
// that is kept beside the policy and replays it. Histories draws for the host's
// own laws.
package interventiontest

import (
	"testing"

	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule/lifecycle/lifecycletest"
	"pgregory.net/rapid"
)

type (
	kit        = lifecycletest.Kit[intervention.State, intervention.EventName, intervention.Case, intervention.Event, *intervention.Policy]
	transition = lifecycletest.Transition[intervention.State, intervention.EventName, intervention.Case, intervention.Event, *intervention.Policy]
	law        = lifecycletest.Law[intervention.State, intervention.EventName, intervention.Case, intervention.Event, *intervention.Policy]
)

// cases is how many cases are drawn.
const cases = 100

// TestPolicy checks every law, each in a test of its own that is named after the
// law.
func TestPolicy(t *testing.T, p *intervention.Policy) {
	kitOf(p).Ask(cases).Test(t)
}

// Check asks the same laws outside of a test. The error shows every law that
// is broken; it is nil for none.
func Check(p *intervention.Policy) error { return kitOf(p).Check(cases) }

// Histories draws what happens in cases from p.Start: events that the policy
// takes, in their order. A host replays them and states laws of its own.
func Histories(p *intervention.Policy) *rapid.Generator[[]intervention.Event] {
	return kitOf(p).Histories()
}

// kitOf draws cases from the day on which the text that the policy holds is in
// force.
func kitOf(p *intervention.Policy) kit {
	from := p.Effective()
	if p.Revised().After(from) {
		from = p.Revised()
	}
	return kit{
		Machine: p.Machine(),
		Policy:  p,
		Begin: func(*rapid.T) (intervention.Case, lifecycletest.Draw[intervention.EventName, intervention.Case, intervention.Event]) {
			return p.Start(), func(t *rapid.T, c intervention.Case, permits []intervention.Permit) (intervention.Event, error) {
				return draw(t, c, permits, from)
			}
		},
		Laws: own,
		Scenario: &lifecycletest.Scenario[intervention.Case]{
			Domain: "intervention",
			Policy: lifecycletest.PolicyName(p.ID(), p.File()),
			Shows: func(c intervention.Case) []lifecycletest.Shown {
				return []lifecycletest.Shown{{Key: "state", Value: c.State}, {Key: "cycle", Value: c.Cycle}}
			},
		},
	}
}
