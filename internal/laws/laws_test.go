package laws

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/told"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

// A lamp is a case that turns switch on and off. While it is on, its keeper
// owes it to the house to switch it off.
type lamp struct {
	Lit    bool
	Label  string
	Docket calendar.Docket
	hidden bool // which JSON does not keep
}

type turn struct {
	On bool      `json:"lit"`
	By rule.Role `json:"by"`
	// what the laws must see
	unwritable, unreadable bool
}

func (turn) Name() string { return "turn" }

func (e turn) MarshalJSON() ([]byte, error) {
	if e.unwritable {
		return nil, errLie
	}
	if e.unreadable {
		return []byte(`"a turn"`), nil
	}
	return json.Marshal(map[string]any{"event": "turn", "lit": e.On, "by": e.By})
}

var (
	errLie  = errors.New("the faulty policy fails")
	keepOff = calendar.Duty{ID: "switch_off", By: "keeper", To: "house", Cite: "2"}
)

// house is the policy of a lamp. Its functions, if any, lie in its place.
type house struct {
	apply     func(before lamp, e turn, after *lamp, out *rule.Outcome, err *error)
	replay    func(c *lamp, told []rule.Outcome)
	permitted func(c lamp, permits []rule.Permit[string]) ([]rule.Permit[string], error)
}

func (h house) honest(c lamp, e turn) (lamp, rule.Outcome, error) {
	switch {
	case e.By == "":
		return c, rule.Outcome{}, &rule.InputError{Field: "by", Expected: "a role"}
	case e.By != "keeper":
		return c, rule.Outcome{}, rule.Refuse("turn", "", "1", "the lamp is for its keeper")
	case e.On == c.Lit:
		return c, rule.Outcome{}, &calendar.RangeError{Step: "a turn to where it is"}
	}
	out := rule.Outcome{Findings: []rule.Finding{rule.Verbatim("1", true, "The keeper turned it.")}}
	c.Lit = e.On
	if e.On {
		c.Docket, out.Opened = c.Docket.Open(keepOff), []calendar.Duty{keepOff}
	} else {
		c.Docket, out.Closed, _ = c.Docket.Close(keepOff.ID)
	}
	return c, out, nil
}

func (h house) Apply(c lamp, e turn) (lamp, rule.Outcome, error) {
	after, out, err := h.honest(c, e)
	if h.apply != nil {
		h.apply(c, e, &after, &out, &err)
	}
	return after, out, err
}

func (h house) Replay(c lamp, events ...turn) (lamp, []rule.Outcome, error) {
	var told []rule.Outcome
	var err error
	for _, e := range events {
		var out rule.Outcome
		if c, out, err = h.honest(c, e); err != nil {
			break
		}
		told = append(told, out)
	}
	if h.replay != nil {
		h.replay(&c, told)
	}
	return c, told, err
}

func (h house) Permitted(c lamp) ([]rule.Permit[string], error) {
	permits := []rule.Permit[string]{{Event: "turn", Open: true, By: []rule.Role{"keeper"}, Why: []rule.Finding{rule.Verbatim("1", true, "turn is open")}}}
	if h.permitted != nil {
		return h.permitted(c, permits)
	}
	return permits, nil
}

func (house) ID() string   { return "house" }
func (house) File() string { return "rules/house.yaml" }

var lamps = Domain[lamp, turn, string]{
	Name:      "lamp",
	State:     func(c lamp) []told.Answer { return []told.Answer{{Key: "lit", Value: c.Lit}} },
	Names:     []string{"turn"},
	Marshal:   func(e turn) ([]byte, error) { return json.Marshal(e) },
	Unmarshal: func(data []byte) (e turn, err error) { return e, json.Unmarshal(data, &e) },
	Docket:    func(c lamp) calendar.Docket { return c.Docket },
	Begin: func(rt *rapid.T) (lamp, func(lamp, []rule.Permit[string]) (turn, error)) {
		return lamp{}, func(lamp, []rule.Permit[string]) (turn, error) {
			return turn{On: rapid.Bool().Draw(rt, "on"), By: rapid.SampledFrom([]rule.Role{"keeper", "keeper", "child", ""}).Draw(rt, "by")}, nil
		}
	},
}

func TestAnHonestPolicyKeepsEveryLaw(t *testing.T) {
	r := Ask(house{}, lamps, nil)
	if len(r.Laws) != 1+len(Common[lamp, turn, string]()) || r.Err() != nil {
		t.Errorf("%d laws, %v", len(r.Laws), r.Err())
	}
	r.Test(t)
}

// lie is what a policy does in place of the answer.
type lie = func(before lamp, e turn, after *lamp, out *rule.Outcome, err *error)

// Each law is broken by some faulty policy, and says so: a law that cannot fail is none.
func TestALawThatIsBrokenIsSeen(t *testing.T) {
	calls := 0
	whenTaken := func(do func(before lamp, after *lamp, out *rule.Outcome)) lie {
		return func(before lamp, _ turn, after *lamp, out *rule.Outcome, err *error) {
			if *err == nil {
				do(before, after, out)
			}
		}
	}
	permits := func(do func(p *rule.Permit[string])) house {
		return house{permitted: func(_ lamp, p []rule.Permit[string]) ([]rule.Permit[string], error) {
			do(&p[0])
			return p, nil
		}}
	}
	refuses := func(e error) lie {
		return func(_ lamp, _ turn, _ *lamp, _ *rule.Outcome, err *error) {
			if *err != nil {
				*err = e
			}
		}
	}
	for _, c := range []struct {
		lie, law, says string
		faulty         house
	}{
		{"writes into the case", "never changes", "the case became", house{apply: func(before lamp, _ turn, _ *lamp, _ *rule.Outcome, _ *error) {
			for i := range before.Docket.Duties {
				before.Docket.Duties[i].By = "nobody"
			}
		}}},
		{"answers anew", "the same bytes", "then", house{apply: func(_ lamp, _ turn, _ *lamp, out *rule.Outcome, _ *error) {
			calls++
			out.Documents = make([]string, calls)
		}}},
		{"replays to another case", "replay", "replayed", house{replay: func(c *lamp, _ []rule.Outcome) { c.Lit = !c.Lit }}},
		{"replays other outcomes", "replay", "step by step", house{replay: func(_ *lamp, told []rule.Outcome) {
			for i := range told {
				told[i].Documents = []string{"a letter"}
			}
		}}},
		{"replays what it did not take", "replay", "replayed", house{apply: func(_ lamp, _ turn, _ *lamp, _ *rule.Outcome, err *error) { *err = errLie }}},
		{"gives what JSON cannot hold", "JSON", "came back as", house{apply: func(_ lamp, _ turn, after *lamp, _ *rule.Outcome, _ *error) { after.Label = "\xff" }}},
		{"remembers what JSON does not keep", "JSON", "by what came back", house{apply: func(before lamp, _ turn, after *lamp, out *rule.Outcome, _ *error) {
			if after.hidden = true; before.hidden {
				out.Documents = []string{"a letter"}
			}
		}}},
		{"permits by what JSON does not keep", "JSON", "is permitted", house{
			apply: func(_ lamp, _ turn, after *lamp, _ *rule.Outcome, _ *error) { after.hidden = true },
			permitted: func(c lamp, p []rule.Permit[string]) ([]rule.Permit[string], error) {
				p[0].Open = !c.hidden
				return p, nil
			}}},
		{"permits nothing to the case that came back", "JSON", "the faulty policy fails", house{permitted: func(lamp, []rule.Permit[string]) ([]rule.Permit[string], error) { return nil, errLie }}},
		{"fails", "lawful error", "neither a refusal", house{apply: refuses(errLie)}},
		{"refuses without a reason", "lawful error", "no reason", house{apply: refuses(&rule.Refused{Event: "turn"})}},
		{"refuses for what holds", "lawful error", "no reason", house{apply: refuses(&rule.Refused{Event: "turn", Findings: []rule.Finding{rule.Verbatim("1", true, "It is.")}})}},
		{"changes what it refuses", "leaves the case", "and yet", house{apply: func(_ lamp, _ turn, after *lamp, _ *rule.Outcome, err *error) { after.Lit = after.Lit != (*err != nil) }}},
		{"finds what it refuses", "leaves the case", "and yet", house{apply: func(_ lamp, _ turn, _ *lamp, out *rule.Outcome, _ *error) { out.Documents = []string{"a letter"} }}},
		{"finds nothing", "cites", "nothing was found", house{apply: whenTaken(func(_ lamp, _ *lamp, out *rule.Outcome) { out.Findings = nil })}},
		{"cites nothing", "cites", "the finding", house{apply: whenTaken(func(_ lamp, _ *lamp, out *rule.Outcome) { out.Findings[0].Cite = "" })}},
		{"speaks in half a sentence", "cites", "the finding", house{apply: whenTaken(func(_ lamp, _ *lamp, out *rule.Outcome) { out.Findings[0] = rule.Verbatim("1", true, "so") })}},
		{"opens a duty of nobody", "cites", "the duty", house{apply: whenTaken(func(_ lamp, _ *lamp, out *rule.Outcome) { out.Opened = []calendar.Duty{{ID: "x"}} })}},
		{"moves for what does not hold", "never moves", "nothing that was found holds", house{apply: whenTaken(func(_ lamp, _ *lamp, out *rule.Outcome) { out.Findings[0].Holds = false })}},
		{"permits without a reason", "permitted", "no reason", permits(func(p *rule.Permit[string]) { p.Why = nil })},
		{"takes what is not open", "permitted", "not permitted", permits(func(p *rule.Permit[string]) { p.Open, p.Why[0].Holds = false, false })},
		{"takes it from another", "permitted", "not permitted", permits(func(p *rule.Permit[string]) { p.By = []rule.Role{"child"} })},
		{"permits another event", "permitted", "the permits are of", permits(func(p *rule.Permit[string]) { p.Event = "burn" })},
		{"opens and does not say so", "docket", "-1 times off", house{apply: whenTaken(func(_ lamp, _ *lamp, out *rule.Outcome) { out.Opened = nil })}},
		{"says it closed and does not", "docket", "times off", house{apply: whenTaken(func(before lamp, after *lamp, _ *rule.Outcome) { after.Docket = before.Docket })}},
	} {
		t.Run(c.lie, func(t *testing.T) {
			if err := Seen(c.faulty, lamps, lawOf(t, c.law)); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func lawOf(t *testing.T, part string) func(Transition[lamp, turn, string]) error {
	t.Helper()
	for _, l := range Common[lamp, turn, string]() {
		if strings.Contains(l.Name, part) {
			return l.Keeps
		}
	}
	t.Fatalf("there is no law of %q", part)
	return nil
}

// A case or an event that JSON cannot hold breaks the law of JSON.
func TestWhatCannotBeWrittenOrRead(t *testing.T) {
	for _, c := range []struct {
		says   string
		before string
		event  turn
	}{
		{"the case came back as", `"a lamp"`, turn{}},
		{"the event cannot be written", Written(lamp{}), turn{unwritable: true}},
		{"the event came back as", Written(lamp{}), turn{unreadable: true}},
	} {
		permits, err := house{}.Permitted(lamp{})
		if err != nil {
			t.Fatal(err)
		}
		m := Transition[lamp, turn, string]{Policy: house{}, Domain: lamps, Permits: permits, Written: c.before, Event: c.event}
		if err := survivesJSON(m); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got %v", c.says, err)
		}
	}
	if got := Written(func() {}); !strings.Contains(got, "unsupported type") {
		t.Errorf("got %s", got)
	}
}

// A case that cannot be drawn on is no case that keeps its laws.
func TestADrawThatFailsIsSeen(t *testing.T) {
	ended := lamps
	ended.Begin = func(*rapid.T) (lamp, func(lamp, []rule.Permit[string]) (turn, error)) {
		return lamp{}, func(lamp, []rule.Permit[string]) (turn, error) { return turn{}, errLie }
	}
	if err := Seen(house{}, ended, func(Transition[lamp, turn, string]) error { return nil }); !errors.Is(err, errLie) {
		t.Errorf("got %v", err)
	}
	if err := Seen(house{}, lamps, func(Transition[lamp, turn, string]) error { return nil }); err != nil {
		t.Errorf("got %v", err)
	}
	mute := house{permitted: func(lamp, []rule.Permit[string]) ([]rule.Permit[string], error) { return nil, errLie }}
	if r := Ask(mute, lamps, nil); len(r.Counterexamples) != 1 || r.Counterexamples[0].Law != r.Laws[0] || !errors.Is(r.Counterexamples[0].How, errLie) {
		t.Errorf("got %v", r.Err())
	}
}
