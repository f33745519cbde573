package placementtest

import (
	"errors"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
)

// assessed gives the assessment of a placement that is found suitable.
func assessed(m *transition) (e placement.Assess, ok bool) {
	e, ok = m.Event.(placement.Assess)
	return e, ok && m.Err == nil && e.Suitable.True()
}

func longerNeedsNoLess(m *transition) error {
	e, ok := assessed(m)
	if !ok {
		return nil
	}
	longer, err := m.Before.Terms.End.AddDays(60)
	if err != nil {
		return m.Broken("%v", err)
	}
	terms := m.Before.Terms
	terms.End = longer
	events := anew(e, terms)
	c, err := assess(m, events)
	switch {
	case err != nil:
		return m.Unlike(events, "the same placement up to %v: %v", longer, err)
	case len(c.Approvals) < len(m.After.Approvals) && !rule.IsSet(e.CumulativeCost):
		return m.Unlike(events, "up to %v it needs %v, and up to %v %v", m.Before.Terms.End, m.After.Approvals, longer, c.Approvals)
	}
	return nil
}

// anew is a placement that has the terms from the start, and is assessed so.
func anew(e placement.Assess, terms placement.Terms) []placement.Event {
	return []placement.Event{placement.Propose{On: e.On, By: placement.CaseManager, Terms: terms}, placement.AgreeTerms{On: e.On, By: placement.CaseManager}, e}
}

func assess(m *transition, events []placement.Event) (placement.Case, error) {
	c, _, err := m.Kit.Machine.Replay(m.Kit.Policy, m.Start, events...)
	return c, err
}

// extensionNeedsNoLess asks who would have approved the placement had it been
// agreed as it is to be extended, and as it could be.
func extensionNeedsNoLess(m *transition) error {
	request, ok := m.Event.(placement.RequestExtension)
	if !ok || m.Err != nil {
		return nil
	}
	far, err := farther(request, m.Before.Terms)
	if err != nil {
		return m.Broken("%v", err)
	}
	for _, request := range []placement.RequestExtension{request, far} {
		if err := needsNoLess(m, request); err != nil {
			return err
		}
	}
	return nil
}

// farther is a request for so much more that another has to approve it.
func farther(request placement.RequestExtension, t placement.Terms) (placement.RequestExtension, error) {
	var err error
	until := t.End
	if t.Kind == placement.TaP {
		if request.TrainingEnd, err = t.Training.End.AddDays(300); err == nil && request.TrainingEnd.After(until) {
			until = request.TrainingEnd
		}
	}
	if err == nil {
		request.End, err = until.AddDays(300)
	}
	return request, err
}

func needsNoLess(m *transition, request placement.RequestExtension) error {
	asked, _, err := m.Applied(request)
	suitable := placement.Assess{On: request.On, By: placement.CaseManager, Suitable: rule.Yes, WithinRestrictions: rule.Yes,
		PermanentLikely: rule.Yes, GainsSkills: rule.Yes, LongEnough: rule.Yes, BetterThanJobSearch: rule.Yes, CumulativeCost: request.CumulativeCost}
	extended := m.Before.Terms
	extended.End = request.End
	if !request.TrainingEnd.IsZero() {
		extended.Training.End = request.TrainingEnd
	}
	extension, events := append(slices.Clip(m.Earlier), placement.Event(request)), anew(suitable, extended)
	before, errBefore := assess(m, anew(suitable, m.Before.Terms))
	after, errAfter := assess(m, events)
	if err := errors.Join(err, errBefore, errAfter); err != nil {
		return m.Between(extension, events, "the extension, and the placement anew: %v", err)
	}
	more := slices.DeleteFunc(slices.Clone(after.Approvals), func(entry string) bool { return slices.Contains(before.Approvals, entry) })
	if len(asked.Approvals) < len(more) {
		return m.Between(extension, events, "the extension to %v needs %v, and agreed so from the start it would need %v", request.End, asked.Approvals, after.Approvals)
	}
	return nil
}

func approvedByAnother(m *transition) error {
	for _, own := range []rule.Role{placement.CaseManager, placement.RESpecialist, placement.IndustrySpecialist} {
		for _, entry := range m.After.Approvals {
			if slices.Contains(strings.Split(entry, "|"), string(own)) {
				return m.Broken("the decision of the %s waits for %s", own, entry)
			}
		}
	}
	return nil
}

// dear is a cost above any that is drawn.
var dear = decimal.New(1, 9)

func higherCostNeedsNoLess(m *transition) error {
	e, ok := assessed(m)
	if !ok || !rule.IsSet(e.CumulativeCost) || len(m.After.Approvals) == 0 {
		return nil
	}
	if c, other, err := atDearCost(m, e); err == nil && len(c.Approvals) == 0 {
		return m.Unlike(other, "a cost of %s needs %v, and one of %s needs none", e.CumulativeCost, m.After.Approvals, dear)
	}
	return nil
}

func everyCost(m *transition) error {
	e, ok := assessed(m)
	if !ok {
		return nil
	}
	if _, other, err := atDearCost(m, e); err != nil {
		return m.Unlike(other, "a cost of %s has no level of authority", dear)
	}
	return nil
}

// atDearCost asks the same assessment at a cost that is dear.
func atDearCost(m *transition, e placement.Assess) (placement.Case, []placement.Event, error) {
	e.CumulativeCost = dear
	c, _, err := m.Applied(e)
	return c, append(slices.Clip(m.Earlier), placement.Event(e)), err
}
