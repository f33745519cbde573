package placementtest

import (
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/placement"
)

// own are the laws of placements by a policy.
func own(p *placement.Policy) []law {
	all := []law{
		{Name: "what is denied, declined or closed stays so", Broken: final},
		{Name: "an extension computes every date of the plan anew", Broken: planned},
		{Name: "an extension never brings the return of the claim forward", Broken: returnedLater},
		{Name: "the claim of a placement of a month or longer is returned after it began", Broken: returnedAfterTheStart},
		{Name: "the first contact comes before the first monthly one, and before the end of a month", Broken: contactedFirst},
		{Name: "a placement of three months or longer has a contact between the first and its end", Broken: contactedBetween},
		{Name: "a longer placement never needs fewer approvals", Broken: longerNeedsNoLess},
		{Name: "an extension needs what a placement of that length would have needed", Broken: extensionNeedsNoLess},
		{Name: "nobody approves what is their own decision", Broken: approvedByAnother},
		{Name: "a cost that needs an approval needs one when it is higher", Broken: higherCostNeedsNoLess},
	}
	if levelled(p) {
		all = append(all, law{Name: "where levels of authority are stated, every cost has one", Broken: everyCost})
	}
	return all
}

func final(m *transition) error {
	switch m.Before.State {
	case placement.Denied, placement.Declined, placement.Withdrawn, placement.Closed:
		if m.After.State != m.Before.State {
			return m.Broken("%s went on to %s", m.Before.State, m.After.State)
		}
	}
	return nil
}

// planned holds when a placement that had its terms from the start has the
// same plan.
func planned(m *transition) error {
	c := m.After
	if m.Err != nil || c.State != placement.Active || m.Before.Terms.End == c.Terms.End && m.Before.State != placement.Agreed {
		return nil
	}
	fresh := m.Before
	fresh.State, fresh.Terms, fresh.MonthlyContacts, fresh.Docket, fresh.LastOn = placement.Agreed, c.Terms, nil, calendar.Docket{}, calendar.Date{}
	fresh.Segments = c.Segments
	made, _, err := m.Kit.Machine.Apply(m.Kit.Policy, fresh, placement.Begin{On: c.PlanStart})
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

func returnedLater(m *transition) error {
	if m.Takes("decide_extension") && m.After.ReturnClaimBy.Before(m.Before.ReturnClaimBy) {
		return m.Broken("the claim is to be returned by %v, and was by %v", m.After.ReturnClaimBy, m.Before.ReturnClaimBy)
	}
	return nil
}

// began gives a placement that begins, from its first day to its last, if it
// has so many months.
func began(m *transition, months int) (calendar.Period, bool) {
	t := m.After.Terms
	days := calendar.Period{From: t.Start, To: t.End}
	if t.Kind == placement.TaP {
		days.From = t.Training.Start
	}
	return days, m.Takes("begin") && days.OrLonger(months)
}

func returnedAfterTheStart(m *transition) error {
	if days, ok := began(m, 1); ok && m.After.ReturnClaimBy.Before(days.From) {
		return m.Broken("the placement is from %v, and the claim is returned by %v", days, m.After.ReturnClaimBy)
	}
	return nil
}

func contactedFirst(m *transition) error {
	days, ok := began(m, 1)
	if !ok {
		return nil
	}
	by := append(slices.Clip(m.After.MonthlyContacts), days.To)[0]
	if m.After.FirstContactBy.After(by) {
		return m.Broken("the placement is from %v, the first contact by %v, and the next by %v", days, m.After.FirstContactBy, by)
	}
	return nil
}

func contactedBetween(m *transition) error {
	if days, ok := began(m, 3); ok && len(m.After.MonthlyContacts) == 0 {
		return m.Broken("the placement is from %v, and no contact follows the first", days)
	}
	return nil
}
