package classifytest

import (
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/laws"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

type (
	moment = laws.Moment[classify.Standing, classify.Event, classify.EventName]
	law    = laws.Law[classify.Standing, classify.Event, classify.EventName]
)

// domain draws new employers, and reviews with the facts that the policy asks for.
func domain(p *classify.Policy) laws.Domain[classify.Standing, classify.Event, classify.EventName] {
	return laws.Domain[classify.Standing, classify.Event, classify.EventName]{
		Names:     classify.EventNames(),
		Marshal:   classify.MarshalEvent,
		Unmarshal: classify.UnmarshalEvent,
		Docket:    func(st classify.Standing) calendar.Docket { return st.Docket },
		Begin: func(rt *rapid.T) (classify.Standing, func(classify.Standing, []classify.Permit) (classify.Event, error)) {
			g := gambler{t: rt, facts: p.Facts(), day: calendar.MustParse("2021-12-20"), period: calendar.MustParse("2022-01-01")}
			return p.Start(classify.Given{BargainedCommittee: rapid.Bool().Draw(rt, "bargained committee")}),
				func(_ classify.Standing, permits []classify.Permit) (classify.Event, error) {
					return g.event(permits), nil
				}
		},
	}
}

// standingLaws are the laws of employers that events move.
func standingLaws(p *classify.Policy) []law {
	own := []law{
		{Name: "only a decision, a finding of 6.1 or an order moves an employer up from its tier", Keeps: discretion},
		{Name: "runs, release and recommendation belong to their tiers", Keeps: coherent},
	}
	if slices.ContainsFunc(p.Interpretations(), func(i rule.Interpretation) bool { return i.ID == "counted-terms-roll" && i.Reading == "following" }) {
		own = append(own, law{Name: "a counted deadline never falls on a closed day", Keeps: openDays(p.ClosedDays())})
	}
	return own
}

func openDays(closed *calendar.Closed) func(moment) error {
	return func(m moment) error {
		for _, d := range m.Outcome.Opened {
			if d.ID == classify.DutyQuarterlyReport || d.Due.IsZero() {
				continue // a calendar date, or no date
			}
			if why, shut := closed.On(d.Due); shut {
				return m.Broken("%s is due on %v, which is closed (%s)", d.ID, d.Due, why)
			}
		}
		return nil
	}
}

var ranks = []classify.Tier{classify.None, classify.Focus, classify.Target, classify.TierThree}

// discretion: a review alone moves an employer up only into its first tier.
func discretion(m moment) error {
	from, to := slices.Index(ranks, m.Before.Tier), slices.Index(ranks, m.After.Tier)
	if m.Takes("review") && from > 0 && to > from {
		return m.Broken("a review moved the employer from %s to %s", m.Before.Tier, m.After.Tier)
	}
	if m.Before.Tier == classify.TierThree && to < from && !m.Takes("order") && !m.Takes("exclude") {
		return m.Broken("it led out of tier three")
	}
	return nil
}

func coherent(m moment) error {
	st := m.After
	switch {
	case st.Reviewed != (st.Tier != classify.None):
		return m.Broken("tier %s, reviewed %v", st.Tier, st.Reviewed)
	case st.Tier != classify.None && st.Released != classify.NotReleased:
		return m.Broken("tier %s, released %s", st.Tier, st.Released)
	case st.Below > 0 && st.Tier != classify.Focus && st.Tier != classify.Target:
		return m.Broken("tier %s, below %d", st.Tier, st.Below)
	case st.Above > 0 && st.Released == classify.NotReleased:
		return m.Broken("never released, above %d", st.Above)
	case st.Pending == classify.Target && st.Tier != classify.Focus, st.Pending == classify.TierThree && st.Tier != classify.Target:
		return m.Broken("tier %s, pending %s", st.Tier, st.Pending)
	case st.Tier != m.Before.Tier && (st.Below != 0 || st.Above != 0 || st.Pending != ""):
		return m.Broken("after a move: below %d, above %d, pending %q", st.Below, st.Above, st.Pending)
	}
	return nil
}
