// Package placementtest is a kit that a host runs against its own placement
// policy, as testing/fstest does for a file system: laws that hold for every
// policy, over placements drawn at random, always the same ones.
//
// A law that is broken is told with the shortest case found, as a scenario file
// that is kept beside the policy and replays it. Histories draws for the host's
// own laws.
package placementtest

import (
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/laws"
	"github.com/workcomp-go/workcomp/internal/told"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

type (
	transition = laws.Transition[placement.Case, placement.Event, placement.EventName]
	law        = laws.Law[placement.Case, placement.Event, placement.EventName]
)

// policy is what the laws ask of a *placement.Policy.
type policy interface {
	laws.Policy[placement.Case, placement.Event, placement.EventName]
	Interpretations() []rule.Interpretation
}

// TestPolicy checks every law, each in a test of its own that is named after the
// law.
func TestPolicy(t *testing.T, p *placement.Policy) {
	t.Helper()
	ask(p).Test(t)
}

// Check asks the same laws outside of a test. The error tells of every law that
// is broken; it is nil for none.
func Check(p *placement.Policy) error { return ask(p).Err() }

// Histories draws what happens to placements from p.Start: events that the
// policy takes, in their order. A host replays them and states laws of its own.
func Histories(p *placement.Policy) *rapid.Generator[[]placement.Event] {
	return laws.Histories(p, domainOf(p))
}

// ask asks all laws, or only those that are named.
func ask(p policy, only ...string) laws.Report { return laws.Ask(p, domainOf(p), own(p), only...) }

// domainOf is the domain of placements by a policy: where it states levels of
// authority, its events give costs.
func domainOf(p policy) laws.Domain[placement.Case, placement.Event, placement.EventName] {
	return laws.Domain[placement.Case, placement.Event, placement.EventName]{
		Name:      "placement",
		Names:     placement.EventNames(),
		Marshal:   placement.MarshalEvent,
		Unmarshal: placement.UnmarshalEvent,
		Docket:    func(c placement.Case) calendar.Docket { return c.Docket },
		State:     stands,
		Begin: func(rt *rapid.T) (placement.Case, func(placement.Case, []placement.Permit) (placement.Event, error)) {
			g := generator{t: rt, day: calendar.MustParse("2025-01-06"), costs: levelled(p)}
			return (*placement.Policy)(nil).Start(), func(c placement.Case, permits []placement.Permit) (placement.Event, error) {
				return g.event(c, permits), nil
			}
		},
	}
}

// levelled reports whether a policy states levels of authority.
func levelled(p policy) bool {
	return slices.ContainsFunc(p.Interpretations(), func(i rule.Interpretation) bool { return i.ID == "levels-of-authority" && i.Reading == "stated" })
}

// stands is where a placement stands, and the days that are planned of it.
func stands(c placement.Case) []told.Answer {
	shown := []told.Answer{{Key: "state", Value: c.State}, {Key: "approvals", Value: c.Approvals}}
	if !c.ReturnClaimBy.IsZero() {
		shown = append(shown, told.Answer{Key: "first_contact_by", Value: c.FirstContactBy},
			told.Answer{Key: "monthly_contacts", Value: c.MonthlyContacts}, told.Answer{Key: "return_claim_by", Value: c.ReturnClaimBy})
	}
	return shown
}
