package interventiontest

import (
	"errors"
	"slices"

	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule"
)

// own are the laws of interventions.
var own = []law{
	{Name: "closed stays closed", Broken: closedStays},
	{Name: "no duty is open twice", Broken: noneTwice},
	{Name: "a cycle follows the one before and starts from nothing", Broken: cycles},
	{Name: "a referral is never undone and follows a discussion or a duty", Broken: referrals},
	{Name: "time does not run backwards", Broken: noWayBack},
	{Name: "all the information that the procedure lists identifies the need", Broken: allIsEnough},
	{Name: "more information never identifies less", Broken: moreInformation},
	{Name: "more needs never identify less", Broken: moreNeeds},
}

func closedStays(m *transition) error {
	if m.Before.State == intervention.Closed && (m.After.State != intervention.Closed || m.Err == nil && !m.Takes("refer")) {
		return m.Broken("the case was closed, and it led to %s", m.After.State)
	}
	return nil
}

func noneTwice(m *transition) error {
	ids := m.After.Docket.IDs()
	for i, id := range ids {
		if slices.Contains(ids[:i], id) {
			return m.Broken("%s is open twice", id)
		}
	}
	return nil
}

func cycles(m *transition) error {
	c := m.After
	if grown := c.Cycle - m.Before.Cycle; grown != 0 && grown != 1 {
		return m.Broken("cycle %d after cycle %d", c.Cycle, m.Before.Cycle)
	}
	starts := m.Takes("initiate") || m.Takes("next_cycle")
	if c.Cycle > m.Before.Cycle && !starts {
		return m.Broken("it started cycle %d", c.Cycle)
	}
	if starts && (c.Stage1Met || c.TeamReviewed || c.Briefed || c.SessionHeld || c.Documented || c.Declined || c.DirectorsBriefed) {
		return m.Broken("it did not start from nothing: %+v", c)
	}
	return nil
}

func referrals(m *transition) error {
	if m.Before.Referred && !m.After.Referred {
		return m.Broken("the referral is undone")
	}
	if !m.Takes("refer") {
		return nil
	}
	owed := m.Before.Docket.Has(intervention.DutyOHSReferral)
	if !m.After.Referred || m.After.Docket.Has(intervention.DutyOHSReferral) || !owed && m.After.Discussions != m.Before.Discussions-1 {
		return m.Broken("it is referred: %v, with %d discussions after %d", m.After.Referred, m.After.Discussions, m.Before.Discussions)
	}
	return nil
}

func noWayBack(m *transition) error {
	if m.After.LastOn.Before(m.Before.LastOn) {
		return m.Broken("the last day became %v", m.After.LastOn)
	}
	if m.Before.LastOn.IsZero() {
		return nil
	}
	before, err := m.Before.LastOn.AddDays(-1)
	var input *rule.InputError
	if err != nil {
		return m.Broken("%v", err)
	}
	if _, _, err := m.Applied(intervention.Refer{On: before, By: intervention.ManagerOfPrevention}); !errors.As(err, &input) || input.Field != "on" {
		return m.Broken("an event of the day before: %v", err)
	}
	return nil
}

// What is enough to identify the need is a board's own expression, so the laws
// ask what any such expression has to say.

// identifies gives the event that identifies a need, where it is permitted to
// the role and says which need.
func identifies(m *transition) (e intervention.IdentifyNeed, ok bool) {
	e, ok = m.Event.(intervention.IdentifyNeed)
	permitted := slices.ContainsFunc(m.Permits, func(p intervention.Permit) bool {
		return p.Event == e.Name() && p.Open && slices.Contains(p.By, e.By)
	})
	return e, ok && permitted && len(e.Needs) > 0 && !slices.Contains(e.Needs, "") && len(e.Evidence) > 0
}

func allIsEnough(m *transition) error {
	if e, ok := identifies(m); ok && len(e.Evidence) == len(intervention.Source("").Values()) && m.Err != nil {
		return m.Broken("all %d sources were looked at, and the need is not identified", len(e.Evidence))
	}
	return nil
}

// moreInformation asks of less than what was refused.
func moreInformation(m *transition) error {
	e, ok := identifies(m)
	if !ok || m.Err == nil {
		return nil
	}
	for i := range e.Evidence {
		less := e
		for _, less.Evidence = range [][]intervention.Source{e.Evidence[:i], e.Evidence[i+1:], slices.Concat(e.Evidence[:i], e.Evidence[i+1:])} {
			if _, _, err := m.Applied(less); err == nil {
				return m.Unlike(append(slices.Clip(m.Earlier), intervention.Event(less)), "%d sources are not enough, and %d of them are", len(e.Evidence), len(less.Evidence))
			}
		}
	}
	return nil
}

func moreNeeds(m *transition) error {
	e, ok := identifies(m)
	if !ok || m.Err != nil {
		return nil
	}
	more := e
	more.Needs = append(slices.Clip(e.Needs), "another need")
	if _, _, err := m.Applied(more); err != nil {
		return m.Unlike(append(slices.Clip(m.Earlier), intervention.Event(more)), "%d needs are identified, and %d are not", len(e.Needs), len(more.Needs))
	}
	return nil
}
