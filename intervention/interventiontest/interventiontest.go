// Package interventiontest is a kit that a host runs against its own policy of
// package intervention, as testing/fstest does for a file system: laws that hold
// whatever the readings, over cases drawn at random, always the same ones.
//
// A law that is broken is told with the shortest case found, as a scenario file
// that is kept beside the policy and replays it. Histories draws for the host's
// own laws.
package interventiontest

import (
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/laws"
	"github.com/workcomp-go/workcomp/internal/told"
	"github.com/workcomp-go/workcomp/intervention"
	"pgregory.net/rapid"
)

type (
	transition = laws.Transition[intervention.Case, intervention.Event, intervention.EventName]
	law        = laws.Law[intervention.Case, intervention.Event, intervention.EventName]
)

// TestPolicy checks every law, each in a test of its own that is named after the
// law.
func TestPolicy(t *testing.T, p *intervention.Policy) {
	t.Helper()
	ask(p).Test(t)
}

// Check asks the same laws outside of a test. The error tells of every law that
// is broken; it is nil for none.
func Check(p *intervention.Policy) error { return ask(p).Err() }

// Histories draws what happens in cases from p.Start: events that the policy
// takes, in their order. A host replays them and states laws of its own.
func Histories(p *intervention.Policy) *rapid.Generator[[]intervention.Event] {
	return laws.Histories(p, domain(p))
}

// ask asks all laws, or only those that are named.
func ask(p *intervention.Policy, only ...string) laws.Report {
	return laws.Ask(p, domain(p), own, only...)
}

// domain draws cases from the day on which the text that the policy holds is in
// force.
func domain(p *intervention.Policy) laws.Domain[intervention.Case, intervention.Event, intervention.EventName] {
	from := p.Effective()
	if p.Revised().After(from) {
		from = p.Revised()
	}
	return laws.Domain[intervention.Case, intervention.Event, intervention.EventName]{
		Name:      "intervention",
		Names:     intervention.EventNames(),
		Marshal:   intervention.MarshalEvent,
		Unmarshal: intervention.UnmarshalEvent,
		Docket:    func(c intervention.Case) calendar.Docket { return c.Docket },
		State: func(c intervention.Case) []told.Answer {
			return []told.Answer{{Key: "state", Value: c.State}, {Key: "cycle", Value: c.Cycle}}
		},
		Begin: func(rt *rapid.T) (intervention.Case, func(intervention.Case, []intervention.Permit) (intervention.Event, error)) {
			return p.Start(), func(c intervention.Case, permits []intervention.Permit) (intervention.Event, error) {
				return draw(rt, c, permits, from)
			}
		},
	}
}
