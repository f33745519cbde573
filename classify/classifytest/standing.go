package classifytest

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

func standingRoundTrip(t *rapid.T, p *classify.Policy, s step) {
	data := marshal(t, s.after)
	var back classify.Standing
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	if again := marshal(t, back); !bytes.Equal(again, data) {
		t.Fatalf("a standing came back as another:\n%s\n%s", data, again)
	}
	first, err := p.Permitted(s.after)
	if err != nil {
		t.Fatalf("permitted: %v", err)
	}
	second, err := p.Permitted(back)
	if err != nil || !bytes.Equal(marshal(t, first), marshal(t, second)) {
		t.Fatalf("the standing that came back permits something else: %v", err)
	}
}

func eventRoundTrip(t *rapid.T, p *classify.Policy, s step) {
	data, err := classify.MarshalEvent(s.event)
	if err != nil {
		t.Fatalf("marshal: %v", err)
	}
	back, err := classify.UnmarshalEvent(data)
	if err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	after, outcome, err := p.Apply(s.before, back)
	if (err == nil) != (s.err == nil) || !bytes.Equal(marshal(t, after), marshal(t, s.after)) || !bytes.Equal(marshal(t, outcome), marshal(t, s.outcome)) {
		t.Fatalf("%s came back as another event: %v, %v", data, err, s.err)
	}
}

func permitted(t *rapid.T, p *classify.Policy, s step) {
	permits, err := p.Permitted(s.before)
	if err != nil {
		t.Fatalf("permitted: %v", err)
	}
	for _, permit := range permits {
		if len(permit.Why) == 0 {
			t.Fatalf("%s: nothing says why it is open or not", permit.Event)
		}
		if permit.Event != s.event.Name() || s.err != nil {
			continue
		}
		if by := role(s.event); !permit.Open || len(permit.By) > 0 && !slices.Contains(permit.By, by) {
			t.Fatalf("%s by %q was accepted, and permitted says %+v", permit.Event, by, permit)
		}
	}
}

// role reads the role of an event from its JSON form.
func role(e classify.Event) rule.Role {
	data, err := classify.MarshalEvent(e)
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

// openDays holds for a policy that lets counted terms roll to the next open day.
func openDays(t *rapid.T, p *classify.Policy, s step) {
	if !takes(p, "counted-terms-roll", "following") {
		return
	}
	for _, d := range s.outcome.Opened {
		if d.ID == classify.DutyQuarterlyReport || d.Due.IsZero() {
			continue // a calendar date, or no date
		}
		if why, closed := p.ClosedDays().On(d.Due); closed {
			t.Fatalf("%s: %s is due on %v, which is closed (%s)", s.event.Name(), d.ID, d.Due, why)
		}
	}
}

func takes(p *classify.Policy, id, reading string) bool {
	return slices.ContainsFunc(p.Interpretations(), func(i rule.Interpretation) bool { return i.ID == id && i.Reading == reading })
}

var ranks = []classify.Tier{classify.None, classify.Focus, classify.Target, classify.TierThree}

// discretion: a review alone moves an employer up only into its first tier.
func discretion(t *rapid.T, _ *classify.Policy, s step) {
	from, to := slices.Index(ranks, s.before.Tier), slices.Index(ranks, s.after.Tier)
	if s.event.Name() == "review" && from > 0 && to > from {
		t.Fatalf("a review moved the employer from %s to %s", s.before.Tier, s.after.Tier)
	}
	if s.before.Tier == classify.TierThree && to < from && s.event.Name() != "order" && s.event.Name() != "exclude" {
		t.Fatalf("%s led out of tier three", s.event.Name())
	}
}

func coherent(t *rapid.T, _ *classify.Policy, s step) {
	st := s.after
	switch {
	case st.Reviewed != (st.Tier != classify.None):
		t.Fatalf("tier %s, reviewed %v", st.Tier, st.Reviewed)
	case st.Tier != classify.None && st.Released != classify.NotReleased:
		t.Fatalf("tier %s, released %s", st.Tier, st.Released)
	case st.Below > 0 && st.Tier != classify.Focus && st.Tier != classify.Target:
		t.Fatalf("tier %s, below %d", st.Tier, st.Below)
	case st.Above > 0 && st.Released == classify.NotReleased:
		t.Fatalf("never released, above %d", st.Above)
	case st.Pending == classify.Target && st.Tier != classify.Focus, st.Pending == classify.TierThree && st.Tier != classify.Target:
		t.Fatalf("tier %s, pending %s", st.Tier, st.Pending)
	case st.Tier != s.before.Tier && (st.Below != 0 || st.Above != 0 || st.Pending != ""):
		t.Fatalf("after a move: below %d, above %d, pending %q", st.Below, st.Above, st.Pending)
	}
}

func sameBytes(t *rapid.T, p *classify.Policy, s step) {
	after, outcome, err := p.Apply(s.before, s.event)
	if !bytes.Equal(marshal(t, after), marshal(t, s.after)) || !bytes.Equal(marshal(t, outcome), marshal(t, s.outcome)) {
		t.Fatalf("%s gives two answers: %v, %v", s.event.Name(), err, s.err)
	}
}

func replayed(t *rapid.T, p *classify.Policy) {
	var events []classify.Event
	var outcomes []rule.Outcome
	start := p.Start(classify.Given{})
	last := start
	for i, s := range walk(t, p) {
		if i == 0 {
			start, last = s.before, s.before
		}
		if s.err == nil {
			events, outcomes, last = append(events, s.event), append(outcomes, s.outcome), s.after
		}
	}
	st, told, err := p.Replay(start, events...)
	if err != nil {
		t.Fatalf("replay: %v", err)
	}
	if !bytes.Equal(marshal(t, st), marshal(t, last)) || !bytes.Equal(marshal(t, append([]rule.Outcome{}, told...)), marshal(t, append([]rule.Outcome{}, outcomes...))) {
		t.Fatal("replay tells another case")
	}
}
