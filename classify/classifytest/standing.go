package classifytest

import (
	"fmt"
	"slices"
	"time"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule/lifecycle/lifecycletest"
	"github.com/workcomp-go/workcomp/rule/property"
	"pgregory.net/rapid"
)

type (
	kit        = lifecycletest.Kit[classify.Tier, classify.EventName, classify.Standing, classify.Event, *classify.Policy]
	transition = lifecycletest.Transition[classify.Tier, classify.EventName, classify.Standing, classify.Event, *classify.Policy]
	law        = lifecycletest.Law[classify.Tier, classify.EventName, classify.Standing, classify.Event, *classify.Policy]
)

// cases is how many employers are drawn.
const cases = 100

// kitOf draws new employers, and reviews with the facts that the policy asks for.
func kitOf(p *classify.Policy) kit {
	return from(p, rapid.Custom(func(t *rapid.T) classify.Profile {
		return classify.Profile{BargainedCommittee: rapid.Bool().Draw(t, "bargained committee")}
	}))
}

func from(p *classify.Policy, profile *rapid.Generator[classify.Profile]) kit {
	declared, turns := p.Facts(), edgesOf(p.Catalogue())
	return kit{
		Machine: p.Machine(),
		Policy:  p,
		Begin: func(t *rapid.T) (classify.Standing, lifecycletest.Draw[classify.EventName, classify.Standing, classify.Event]) {
			g := generator{t: t, facts: declared, turns: turns, day: calendar.MustParse("2021-12-20"), period: calendar.MustParse("2022-01-01")}
			g.usual = g.premium(0)
			return p.Start(profile.Draw(t, "profile")), func(_ *rapid.T, _ classify.Standing, permits []classify.Permit) (classify.Event, error) {
				return g.event(permits), nil
			}
		},
		Laws:    standingLaws(p),
		Further: p.ClosedDays().Interpretations(),
		Scenario: &lifecycletest.Scenario[classify.Standing]{
			Domain: "classify",
			Policy: lifecycletest.PolicyName(p.ID(), p.File()),
			Given:  func(st classify.Standing) any { return classify.Profile{BargainedCommittee: st.BargainedCommittee} },
			Shows: func(st classify.Standing) []lifecycletest.Shown {
				return []lifecycletest.Shown{{Key: "tier", Value: st.Tier}, {Key: "pending", Value: st.Pending}}
			},
		},
	}
}

// standingLaws are the laws of employers that events move.
func standingLaws(p *classify.Policy) []law {
	own := []law{
		{Name: "only a decision, a finding of 6.1 or an order moves an employer up from its tier", Broken: discretion(chosen(p, "discretion-or-5.1") == "commands")},
		{Name: "a recommendation never moves an employer", Broken: onlyRecommended},
		{Name: "runs, release and recommendation belong to their tiers", Broken: coherent(chosen(p, "number-zero-opens-no-run") == "counts")},
		{Name: "a factor that did not fall is no improvement", Broken: noFall},
		{Name: "a lower factor is never found less improved", Broken: lowerImproves},
		{Name: "an employer whose factor and premium fell to nothing has improved", Broken: nothingImproves},
		{Name: "the review of a period is due before another such period has passed", Broken: reviewInTime},
	}
	if chosen(p, "counted-terms-roll") == "following" {
		counted := law{Name: countedLaw, Broken: openDays(p.ClosedDays(), true)}
		if p.Catalogue().Borrowed != nil { // another board's week may be another
			counted = law{Name: "a counted deadline never falls on a closed day", Broken: openDays(p.ClosedDays(), false)}
		}
		own = append(own, counted)
	}
	return own
}

const countedLaw = "a counted deadline never falls on a closed day, a Saturday or a Sunday"

// chosen is the reading that the policy takes of an interpretation.
func chosen(p *classify.Policy, id string) (reading string) {
	for _, i := range p.Interpretations() {
		if i.ID == id {
			reading = i.Reading
		}
	}
	return reading
}

// skipped are the laws that a reading of the policy sets aside.
func skipped(p *classify.Policy) []property.Skipped {
	if reading := chosen(p, "counted-terms-roll"); reading != "following" {
		return []property.Skipped{{Law: countedLaw, Why: fmt.Sprintf("the policy reads counted-terms-roll as %q, not as \"following\": its counted terms do not roll", reading)}}
	}
	return nil
}

func openDays(closed *calendar.Closed, weekends bool) func(*transition) error {
	return func(m *transition) error {
		for _, d := range m.Outcome.Opened {
			if d.ID == classify.DutyQuarterlyReport || d.Due.IsZero() {
				continue // a calendar date, or no date
			}
			if why, shut, err := closed.On(d.Due); err == nil && shut {
				return m.Broken("%s is due on %v, which is closed (%s)", d.ID, d.Due, why)
			}
			if day := d.Due.Weekday(); weekends && (day == time.Saturday || day == time.Sunday) {
				return m.Broken("%s is due on %v, a %v", d.ID, d.Due, day)
			}
		}
		return nil
	}
}

// reviewInTime holds when the review that follows a period is not overdue only
// after the next one.
func reviewInTime(m *transition) error {
	closed, ok := m.Event.(classify.ClosePeriod)
	if !ok || m.Err != nil {
		return nil
	}
	period := calendar.Period{From: closed.From, To: closed.To}
	for _, d := range m.Outcome.Opened {
		if d.ID == classify.DutyReview && d.Due.DaysSince(period.To) > period.Days() {
			return m.Broken("the review of %v is due on %v", period, d.Due)
		}
	}
	return nil
}

// discretion: a review alone moves an employer up only into its first tier, unless
// the policy reads 5.1 to command more.
func discretion(commands bool) func(*transition) error {
	return func(m *transition) error {
		from, to := slices.Index(ranks, m.Before.Tier), slices.Index(ranks, m.After.Tier)
		if m.Takes("review") && from > 0 && to > from && !(commands && m.Before.Tier == classify.Focus && m.After.Tier == classify.Target) {
			return m.Broken("a review moved the employer from %s to %s", m.Before.Tier, m.After.Tier)
		}
		if m.Before.Tier == classify.TierThree && to < from && !m.Takes("order") && !m.Takes("exclude") && !m.Takes("set_aside") {
			return m.Broken("it led out of tier three")
		}
		return nil
	}
}

func onlyRecommended(m *transition) error {
	if m.After.Pending != "" && m.After.Pending != m.Before.Pending && m.After.Tier != m.Before.Tier {
		return m.Broken("%s was recommended, and the employer moved from %s to %s", m.After.Pending, m.Before.Tier, m.After.Tier)
	}
	return nil
}

// coherent: what belongs to one tier falls away with it. By one reading number 0
// counts as a first period below.
func coherent(zeroCounts bool) func(*transition) error {
	return func(m *transition) error {
		st := m.After
		below := st.Below
		if zeroCounts && below == 1 {
			below = 0
		}
		switch {
		case st.Reviewed != (st.Tier != classify.None):
			return m.Broken("tier %s, reviewed %v", st.Tier, st.Reviewed)
		case st.Tier != classify.None && st.Released != classify.NotReleased:
			return m.Broken("tier %s, released %s", st.Tier, st.Released)
		case st.Tier == classify.None && len(st.Reviews) > 0:
			return m.Broken("tier %s, and %d reviews since it was entered", st.Tier, len(st.Reviews))
		case st.Below > 0 && st.Tier != classify.Focus && st.Tier != classify.Target:
			return m.Broken("tier %s, below %d", st.Tier, st.Below)
		case st.Above > 0 && st.Released == classify.NotReleased:
			return m.Broken("never released, above %d", st.Above)
		case st.Pending == classify.Target && st.Tier != classify.Focus, st.Pending == classify.TierThree && st.Tier != classify.Target:
			return m.Broken("tier %s, pending %s", st.Tier, st.Pending)
		case !st.Excluded && st.BeforeExclusion != "":
			return m.Broken("not excluded, and before the exclusion %q", st.BeforeExclusion)
		case st.Tier != m.Before.Tier && (below != 0 || st.Above != 0 || st.Pending != ""):
			return m.Broken("after a move: below %d, above %d, pending %q", st.Below, st.Above, st.Pending)
		}
		return nil
	}
}
