// Package placementtest is a kit that a host runs against its own placement
// policy, as testing/fstest does for a file system: laws that hold for every
// policy, over placements drawn at random, always the same ones.
//
// A law that is broken is shown by the shortest case found, as a scenario file
// that is kept beside the policy and replays it. Histories draws for the host's
// own laws.
package placementtest

import (
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle/lifecycletest"
	"pgregory.net/rapid"
)

type (
	kit        = lifecycletest.Kit[placement.State, placement.EventName, placement.Case, placement.Event, *placement.Policy]
	transition = lifecycletest.Transition[placement.State, placement.EventName, placement.Case, placement.Event, *placement.Policy]
	law        = lifecycletest.Law[placement.State, placement.EventName, placement.Case, placement.Event, *placement.Policy]
)

// cases is how many cases are drawn.
const cases = 100

// TestPolicy checks every law, each in a test of its own that is named after the
// law.
func TestPolicy(t *testing.T, p *placement.Policy) {
	kitOf(p).Ask(cases).Test(t)
}

// Check asks the same laws outside of a test. The error shows every law that
// is broken; it is nil for none.
func Check(p *placement.Policy) error { return kitOf(p).Check(cases) }

// Histories draws what happens to placements from p.Start: events that the
// policy takes, in their order. A host replays them and states laws of its own.
func Histories(p *placement.Policy) *rapid.Generator[[]placement.Event] { return kitOf(p).Histories() }

// kitOf draws placements by a policy: where it states levels of authority, its events
// give costs.
func kitOf(p *placement.Policy) kit {
	return kit{
		Machine: p.Machine(),
		Policy:  p,
		Begin: func(*rapid.T) (placement.Case, lifecycletest.Draw[placement.EventName, placement.Case, placement.Event]) {
			g := generator{day: calendar.MustParse("2025-01-06"), costs: levelled(p)}
			return p.Start(), func(t *rapid.T, c placement.Case, permits []placement.Permit) (placement.Event, error) {
				g.t = t
				return g.event(c, permits), nil
			}
		},
		Permitted: (*placement.Policy).Permitted,
		Laws:      own(p),
		Scenario: &lifecycletest.Scenario[placement.Case]{Domain: "placement", Policy: lifecycletest.PolicyName(p.ID(), p.File()),
			Shows: stands},
	}
}

// levelled reports whether a policy states levels of authority.
func levelled(p *placement.Policy) bool {
	return slices.ContainsFunc(p.Interpretations(), func(i rule.Interpretation) bool { return i.ID == "levels-of-authority" && i.Reading == "stated" })
}

// stands is where a placement stands, and the days that are planned of it.
func stands(c placement.Case) []lifecycletest.Shown {
	shown := []lifecycletest.Shown{{Key: "state", Value: c.State}, {Key: "approvals", Value: c.Approvals}}
	if !c.ReturnClaimBy.IsZero() {
		shown = append(shown, lifecycletest.Shown{Key: "first_contact_by", Value: c.FirstContactBy},
			lifecycletest.Shown{Key: "monthly_contacts", Value: c.MonthlyContacts}, lifecycletest.Shown{Key: "return_claim_by", Value: c.ReturnClaimBy})
	}
	return shown
}
