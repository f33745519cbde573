package interventiontest

import (
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

// subject is what the laws are asked of: a *intervention.Policy.
type subject interface {
	Start() intervention.Case
	Apply(intervention.Case, intervention.Event) (intervention.Case, rule.Outcome, error)
	Replay(intervention.Case, ...intervention.Event) (intervention.Case, []rule.Outcome, error)
	Permitted(intervention.Case) ([]intervention.Permit, error)
}

// TestPolicy checks every law over cases drawn at random, each in a test of
// its own that is named after the law. A failure gives the law, the event and
// the case, and is shrunk to a short one.
func TestPolicy(t *testing.T, p *intervention.Policy) {
	t.Helper()
	from := p.Effective()
	if p.Revised().After(from) {
		from = p.Revised()
	}
	for _, l := range laws {
		t.Run(l.name, rapid.MakeCheck(func(rt *rapid.T) {
			if err := tell(rt, p, from, l.keeps); err != nil {
				rt.Fatal(err)
			}
		}))
	}
}

// tell draws a case event by event, from a day on, and asks a law at each.
func tell(rt *rapid.T, p subject, from calendar.Date, keeps func(moment) error) error {
	c, told, outcomes := p.Start(), []intervention.Event(nil), []rule.Outcome(nil)
	for range rapid.IntRange(1, 24).Draw(rt, "events") {
		permits, err := p.Permitted(c)
		if err != nil {
			return err
		}
		e, err := draw(rt, c, permits, from)
		if err != nil {
			return err
		}
		m := moment{policy: p, told: told, outcomes: outcomes, permits: permits, before: c, written: written(c), event: e}
		m.after, m.outcome, m.err = p.Apply(c, e)
		if err := keeps(m); err != nil {
			return err
		}
		if m.err == nil {
			c, told, outcomes = m.after, append(told, e), append(outcomes, m.outcome)
		}
	}
	return nil
}
