// Package placementtest is a kit that a host runs against its own placement
// policy, as testing/fstest does for a file system: properties that hold for
// every policy, over random placements.
package placementtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

// TestPolicy runs every property on a policy.
func TestPolicy(t *testing.T, p *placement.Policy) {
	for _, property := range []struct {
		law   string
		check func(t *rapid.T, p *placement.Policy, s step)
	}{
		{"an event never changes the case it is applied to", unchanged},
		{"a refusal says why and leaves the case as it was", refusals},
		{"every finding cites its provision in a full sentence", cited},
		{"the docket is what was open, and opened, without what was closed", accounted},
		{"a case goes to JSON and back without loss", caseRoundTrip},
		{"an event goes to JSON and back without loss", eventRoundTrip},
		{"an event is accepted only when it was permitted, from a role that was permitted", permitted},
		{"an extension reckons every date of the plan anew", planned},
		{"what is denied, declined or closed stays so", final},
		{"the same event on the same case gives the same bytes", sameBytes},
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

// step is one event of a walk, accepted or not.
type step struct {
	before  placement.Case
	bytes   []byte // before, as JSON, from before the event
	event   placement.Event
	after   placement.Case
	outcome rule.Outcome
	err     error
}

// walk applies random events to a new case; most of them are events that its
// state allows, from a role that may report them.
func walk(t *rapid.T, p *placement.Policy) []step {
	c := p.Start()
	g := gambler{t: t, day: calendar.MustParse("2025-01-06")}
	var steps []step
	for range rapid.IntRange(1, 30).Draw(t, "events") {
		s := step{before: c, bytes: marshal(t, c), event: g.event(p, c)}
		s.after, s.outcome, s.err = p.Apply(c, s.event)
		steps = append(steps, s)
		c = s.after
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

func unchanged(t *rapid.T, _ *placement.Policy, s step) {
	if now := marshal(t, s.before); !bytes.Equal(now, s.bytes) {
		t.Fatalf("%#v changed the case it was applied to:\n%s\n%s", s.event, s.bytes, now)
	}
}

func refusals(t *rapid.T, _ *placement.Policy, s step) {
	if s.err == nil {
		return
	}
	if now := marshal(t, s.after); !bytes.Equal(now, s.bytes) {
		t.Fatalf("%v, and the case is another:\n%s\n%s", s.err, s.bytes, now)
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

func cited(t *rapid.T, _ *placement.Policy, s step) {
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

func accounted(t *rapid.T, _ *placement.Policy, s step) {
	count := map[string]int{}
	add := func(duties []calendar.Duty, n int) {
		for _, d := range duties {
			count[d.ID+" "+d.By+" "+d.Due.String()] += n
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

func caseRoundTrip(t *rapid.T, p *placement.Policy, s step) {
	data := marshal(t, s.after)
	var back placement.Case
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	if again := marshal(t, back); !bytes.Equal(again, data) {
		t.Fatalf("a case came back as another:\n%s\n%s", data, again)
	}
	first, err := p.Permitted(s.after)
	if err != nil {
		t.Fatalf("permitted: %v", err)
	}
	second, err := p.Permitted(back)
	if err != nil || !bytes.Equal(marshal(t, first), marshal(t, second)) {
		t.Fatalf("the case that came back permits something else: %v", err)
	}
}

func eventRoundTrip(t *rapid.T, p *placement.Policy, s step) {
	data, err := placement.MarshalEvent(s.event)
	if err != nil {
		t.Fatalf("marshal: %v", err)
	}
	back, err := placement.UnmarshalEvent(data)
	if err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	after, _, err := p.Apply(s.before, back)
	if (err == nil) != (s.err == nil) || !bytes.Equal(marshal(t, after), marshal(t, s.after)) {
		t.Fatalf("%s came back as another event: %v, %v", data, err, s.err)
	}
}

func permitted(t *rapid.T, p *placement.Policy, s step) {
	permits, err := p.Permitted(s.before)
	if err != nil {
		t.Fatalf("permitted: %v", err)
	}
	var names []placement.EventName
	for _, permit := range permits {
		names = append(names, permit.Event)
		if len(permit.Why) == 0 {
			t.Fatalf("%s: nothing says why it is open or not", permit.Event)
		}
		if permit.Event != s.event.Name() || s.err != nil {
			continue
		}
		if by := role(s.event); !permit.Open || len(permit.By) > 0 && !slices.Contains(permit.By, by) {
			t.Fatalf("%s by %s was accepted, and permitted says %+v", permit.Event, by, permit)
		}
	}
	if !slices.Equal(names, placement.EventNames()) {
		t.Fatalf("permitted lists %v", names)
	}
}

// role reads the role of an event from its JSON form.
func role(e placement.Event) rule.Role {
	data, err := placement.MarshalEvent(e)
	var said struct {
		By rule.Role `json:"by"`
	}
	if err == nil {
		err = json.Unmarshal(data, &said)
	}
	if err != nil {
		return rule.Role(err.Error())
	}
	return said.By
}

func planned(t *rapid.T, p *placement.Policy, s step) {
	c := s.after
	if s.err != nil || c.State != placement.Active || s.before.Terms.End == c.Terms.End && s.before.State != placement.Agreed {
		return
	}
	// A placement that had these terms from the start has the same plan.
	fresh := s.before
	fresh.State, fresh.Terms, fresh.MonthlyContacts, fresh.Docket = placement.Agreed, c.Terms, nil, calendar.Docket{}
	made, _, err := p.Apply(fresh, placement.Begin{On: fresh.LastOn})
	switch {
	case err != nil:
		t.Fatalf("begin: %v", err)
	case c.FirstContactBy != made.FirstContactBy || c.ReturnClaimBy != made.ReturnClaimBy || !slices.Equal(c.MonthlyContacts, made.MonthlyContacts):
		t.Fatalf("the plan of %v to %v is %v, not %v", c.Terms.Start, c.Terms.End, c.MonthlyContacts, made.MonthlyContacts)
	case !c.Docket.Has(placement.DutyReturnClaim):
		t.Fatal("the claim is not owed back")
	}
	for _, d := range c.Docket.Find(placement.DutyMonthlyContact) {
		if !slices.Contains(c.MonthlyContacts, d.Due) || d.Due.After(c.Terms.End) {
			t.Fatalf("a monthly contact is due on %v", d.Due)
		}
	}
}

func final(t *rapid.T, _ *placement.Policy, s step) {
	switch s.before.State {
	case placement.Denied, placement.Declined, placement.Closed:
		if s.after.State != s.before.State {
			t.Fatalf("%s went on to %s", s.before.State, s.after.State)
		}
	}
}

func sameBytes(t *rapid.T, p *placement.Policy, s step) {
	after, outcome, err := p.Apply(s.before, s.event)
	if !bytes.Equal(marshal(t, after), marshal(t, s.after)) || !bytes.Equal(marshal(t, outcome), marshal(t, s.outcome)) {
		t.Fatalf("%s gives two answers: %v, %v", s.event.Name(), err, s.err)
	}
}

func replayed(t *rapid.T, p *placement.Policy) {
	var events []placement.Event
	var outcomes []rule.Outcome
	last := p.Start()
	for _, s := range walk(t, p) {
		if s.err == nil {
			events, outcomes, last = append(events, s.event), append(outcomes, s.outcome), s.after
		}
	}
	c, told, err := p.Replay(p.Start(), events...)
	if err != nil {
		t.Fatalf("replay: %v", err)
	}
	if !bytes.Equal(marshal(t, c), marshal(t, last)) || !bytes.Equal(marshal(t, append([]rule.Outcome{}, told...)), marshal(t, append([]rule.Outcome{}, outcomes...))) {
		t.Fatal("replay tells another case")
	}
}
