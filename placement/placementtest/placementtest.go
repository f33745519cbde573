// Package placementtest is a kit that a host runs against its own placement
// policy, as testing/fstest does for a file system: properties that hold for
// every policy, over random placements.
package placementtest

import (
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/laws"
	"github.com/workcomp-go/workcomp/internal/told"
	"github.com/workcomp-go/workcomp/placement"
	"pgregory.net/rapid"
)

type (
	moment = laws.Moment[placement.Case, placement.Event, placement.EventName]
	law    = laws.Law[placement.Case, placement.Event, placement.EventName]
)

var domain = laws.Domain[placement.Case, placement.Event, placement.EventName]{
	Name:      "placement",
	Names:     placement.EventNames(),
	Marshal:   placement.MarshalEvent,
	Unmarshal: placement.UnmarshalEvent,
	Docket:    func(c placement.Case) calendar.Docket { return c.Docket },
	State: func(c placement.Case) []told.Answer {
		return []told.Answer{{Key: "state", Value: c.State}, {Key: "approvals", Value: c.Approvals}}
	},
	Begin: func(rt *rapid.T) (placement.Case, func(placement.Case, []placement.Permit) (placement.Event, error)) {
		g := gambler{t: rt, day: calendar.MustParse("2025-01-06")}
		return (*placement.Policy)(nil).Start(), func(c placement.Case, permits []placement.Permit) (placement.Event, error) {
			return g.event(c, permits), nil
		}
	},
}

// own are the laws of placements.
var own = []law{
	{Name: "an extension reckons every date of the plan anew", Keeps: planned},
	{Name: "what is denied, declined or closed stays so", Keeps: final},
}

// TestPolicy checks every law, each in a test of its own that is named after the
// law. A law that is broken is told with the shortest case found.
func TestPolicy(t *testing.T, p *placement.Policy) {
	t.Helper()
	ask(p).Test(t)
}

// Check asks the same laws outside of a test. The error tells of every law that
// is broken; it is nil for none.
func Check(p *placement.Policy) error { return ask(p).Err() }

// ask asks all laws, or only those that are named.
func ask(p laws.Policy[placement.Case, placement.Event, placement.EventName], only ...string) laws.Report {
	return laws.Ask(p, domain, own, only...)
}

// planned holds when a placement that had its terms from the start has the
// same plan.
func planned(m moment) error {
	c := m.After
	if m.Err != nil || c.State != placement.Active || m.Before.Terms.End == c.Terms.End && m.Before.State != placement.Agreed {
		return nil
	}
	fresh := m.Before
	fresh.State, fresh.Terms, fresh.MonthlyContacts, fresh.Docket = placement.Agreed, c.Terms, nil, calendar.Docket{}
	made, _, err := m.Policy.Apply(fresh, placement.Begin{On: fresh.LastOn})
	switch {
	case err != nil:
		return m.Broken("begin: %v", err)
	case c.FirstContactBy != made.FirstContactBy || c.ReturnClaimBy != made.ReturnClaimBy || !slices.Equal(c.MonthlyContacts, made.MonthlyContacts):
		return m.Broken("the plan of %v to %v is %v, not %v", c.Terms.Start, c.Terms.End, c.MonthlyContacts, made.MonthlyContacts)
	case !c.Docket.Has(placement.DutyReturnClaim):
		return m.Broken("the claim is not owed back")
	}
	for _, d := range c.Docket.Find(placement.DutyMonthlyContact) {
		if !slices.Contains(c.MonthlyContacts, d.Due) || d.Due.After(c.Terms.End) {
			return m.Broken("a monthly contact is due on %v", d.Due)
		}
	}
	return nil
}

func final(m moment) error {
	switch m.Before.State {
	case placement.Denied, placement.Declined, placement.Closed:
		if m.After.State != m.Before.State {
			return m.Broken("%s went on to %s", m.Before.State, m.After.State)
		}
	}
	return nil
}
