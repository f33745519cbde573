// Package classifytest is a kit that a host runs against its own classification
// policy, as testing/fstest does for a file system: properties that hold for
// every policy, over random facts and random employers.
package classifytest

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

// TestPolicy runs every property that applies to the policy: those of levels,
// and for a policy with tiers those of employers that events move.
func TestPolicy(t *testing.T, p *classify.Policy) {
	for _, property := range []struct {
		law   string
		check func(t *rapid.T, p *classify.Policy)
	}{
		{"explained equals unexplained", explained},
		{"a fact left out is an error that names it", required},
		{"the same facts give the same bytes", sameLevel},
	} {
		t.Run(property.law, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) { property.check(t, p) })
		})
	}
	if p.HasStanding() {
		testTable(t, p)
		testStanding(t, p)
	}
}

// testTable runs the properties of Table 85-23A.
func testTable(t *testing.T, p *classify.Policy) {
	t.Run("a higher factor never gives a lower tier at the same premium", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			f := facts(t, p)
			low, high := two(t, "emf", 300, 2)
			lower, higher := rank(t, p, with(f, "emf", low)), rank(t, p, with(f, "emf", high))
			if lower > higher {
				t.Fatalf("%v: factor %s is at level %d, factor %s at %d", f, low, lower, high, higher)
			}
		})
	})
	t.Run("the tier never rises with the premium", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			f := facts(t, p)
			small, large := two(t, "three_year_premium", 8_000_000, 2)
			smaller, larger := rank(t, p, with(f, "three_year_premium", small)), rank(t, p, with(f, "three_year_premium", large))
			if larger > smaller && smaller >= 0 {
				t.Fatalf("%v: premium %s is at level %d, premium %s at %d", f, small, smaller, large, larger)
			}
		})
	})
}

// testStanding runs the properties of employers that events move.
func testStanding(t *testing.T, p *classify.Policy) {
	for _, property := range []struct {
		law   string
		check func(t *rapid.T, p *classify.Policy, s step)
	}{
		{"an event never changes the standing it is applied to", unchanged},
		{"a refusal says why and leaves the standing as it was", refusals},
		{"every finding cites its provision in a full sentence", cited},
		{"the docket is what was open, and opened, without what was closed", accounted},
		{"a standing goes to JSON and back without loss", standingRoundTrip},
		{"an event goes to JSON and back without loss", eventRoundTrip},
		{"an event is accepted only when it was permitted", permitted},
		{"a counted deadline never falls on a closed day", openDays},
		{"only a decision, a finding of 6.1 or an order moves an employer up from its tier", discretion},
		{"runs, release and recommendation belong to their tiers", coherent},
		{"the same event on the same standing gives the same bytes", sameBytes},
	} {
		t.Run(property.law, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				for _, s := range walk(t, p) {
					property.check(t, p, s)
				}
			})
		})
	}
	t.Run("replay equals step by step", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) { replayed(t, p) })
	})
}

func explained(t *rapid.T, p *classify.Policy) {
	f := facts(t, p)
	d, err := p.Level(f)
	name, errName := p.LevelName(f)
	if (err == nil) != (errName == nil) || d.Value.Level != name {
		t.Fatalf("%v: explained %q, %v, unexplained %q, %v", f, d.Value.Level, err, name, errName)
	}
	if err != nil {
		return
	}
	if !slices.Contains(append(p.Levels(), "none"), name) || len(d.Findings) == 0 {
		t.Fatalf("%v: got the level %q for %d findings", f, name, len(d.Findings))
	}
	for _, found := range d.Findings {
		if found.Cite == "" || found.Text == "" {
			t.Fatalf("%v: %#v is no finding", f, found)
		}
	}
}

func required(t *rapid.T, p *classify.Policy) {
	f := facts(t, p)
	missing := rapid.SampledFrom(p.Facts()).Draw(t, "missing").Name
	delete(f, missing)
	_, err := p.Level(f)
	var input *rule.InputError
	if !errors.As(err, &input) || input.Field != missing {
		t.Fatalf("%v without %s: %v", f, missing, err)
	}
}

func sameLevel(t *rapid.T, p *classify.Policy) {
	f := facts(t, p)
	first, err := p.Level(f)
	second, errAgain := p.Level(f)
	if (err == nil) != (errAgain == nil) || !bytes.Equal(marshal(t, first), marshal(t, second)) {
		t.Fatalf("%v gives two answers", f)
	}
}

// step is one event of a walk, accepted or not.
type step struct {
	before  classify.Standing
	bytes   []byte // before, as JSON, from before the event
	event   classify.Event
	after   classify.Standing
	outcome rule.Outcome
	err     error
}

// walk applies random events to a new employer; most of them are open to it.
func walk(t *rapid.T, p *classify.Policy) []step {
	st := p.Start(classify.Given{BargainedCommittee: rapid.Bool().Draw(t, "bargained committee")})
	g := gambler{t: t, p: p, day: calendar.MustParse("2021-12-20"), period: calendar.MustParse("2022-01-01")}
	var steps []step
	for range rapid.IntRange(1, 30).Draw(t, "events") {
		s := step{before: st, bytes: marshal(t, st), event: g.event(st)}
		s.after, s.outcome, s.err = p.Apply(st, s.event)
		steps = append(steps, s)
		st = s.after
	}
	return steps
}

func marshal(t *rapid.T, v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatalf("marshal: %v", err)
	}
	return data
}

func unchanged(t *rapid.T, _ *classify.Policy, s step) {
	if now := marshal(t, s.before); !bytes.Equal(now, s.bytes) {
		t.Fatalf("%#v changed the standing it was applied to:\n%s\n%s", s.event, s.bytes, now)
	}
}

func refusals(t *rapid.T, _ *classify.Policy, s step) {
	if s.err == nil {
		return
	}
	if now := marshal(t, s.after); !bytes.Equal(now, s.bytes) {
		t.Fatalf("%v, and the standing is another:\n%s\n%s", s.err, s.bytes, now)
	}
	var refused *rule.Refused
	var input *rule.InputError
	var outside *calendar.RangeError
	switch {
	case errors.As(s.err, &refused):
		if len(refused.Findings) == 0 || refused.Findings[0].Cite == "" {
			t.Fatalf("a refusal without a reason: %v", s.err)
		}
	case !errors.As(s.err, &input) && !errors.As(s.err, &outside):
		t.Fatalf("neither a refusal nor an input error: %v", s.err)
	}
}

func cited(t *rapid.T, _ *classify.Policy, s step) {
	for _, f := range s.outcome.Findings {
		if f.Cite == "" || f.Text == "" || f.Text[len(f.Text)-1] != '.' {
			t.Fatalf("%s: %#v is no sentence with its provision", s.event.Name(), f)
		}
	}
	for _, d := range s.outcome.Opened {
		if d.Cite == "" || d.By == "" || d.To == "" {
			t.Fatalf("%s: duty %#v says not who owes it to whom, and by what", s.event.Name(), d)
		}
	}
}

func accounted(t *rapid.T, _ *classify.Policy, s step) {
	count := map[string]int{}
	add := func(duties []calendar.Duty, n int) {
		for _, d := range duties {
			count[d.ID+" "+d.Cite+" "+d.Due.String()+" "+d.For] += n
		}
	}
	add(s.before.Docket.Duties, 1)
	add(s.outcome.Opened, 1)
	add(s.outcome.Closed, -1)
	add(s.after.Docket.Duties, -1)
	for duty, n := range count {
		if n != 0 {
			t.Fatalf("%s: %s is %d times off", s.event.Name(), duty, n)
		}
	}
}
