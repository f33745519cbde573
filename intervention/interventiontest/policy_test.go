package interventiontest

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

func TestTheBuiltinPolicy(t *testing.T) {
	TestPolicy(t, builtin(t))
}

// The laws hold by every other reading too.
func TestEveryOtherReading(t *testing.T) {
	data, err := os.ReadFile("../policies/nl-63.00.yaml")
	if err != nil {
		t.Fatal(err)
	}
	other := strings.NewReplacer("reading: in_order_unless_reasoned", "reading: always_in_order", "evidence_enough: len(evidence) >= 1", "evidence_enough: len(evidence) == 7",
		"reading: direct_referrals", "reading: every_referral", "reading: cycle_continues", "reading: no_further_cycle",
		"reading: satisfies", "reading: again", "reading: revision\n", "reading: refuse\n").Replace(string(data))
	p, err := intervention.ParsePolicy("other.yaml", []byte(other))
	if err != nil {
		t.Fatal(err)
	}
	TestPolicy(t, p)
}

func builtin(t *testing.T) *intervention.Policy {
	t.Helper()
	p, err := intervention.Builtin("nl-63.00")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// liar is a policy that breaks a law: each function is what it does in place
// of the policy.
type liar struct {
	*intervention.Policy
	apply     func(c intervention.Case, next *intervention.Case, out *rule.Outcome, err *error)
	replay    func(c *intervention.Case)
	permitted func(permits []intervention.Permit) ([]intervention.Permit, error)
}

func (l liar) Apply(c intervention.Case, e intervention.Event) (intervention.Case, rule.Outcome, error) {
	next, out, err := l.Policy.Apply(c, e)
	if l.apply != nil {
		l.apply(c, &next, &out, &err)
	}
	return next, out, err
}

func (l liar) Replay(c intervention.Case, told ...intervention.Event) (intervention.Case, []rule.Outcome, error) {
	next, out, err := l.Policy.Replay(c, told...)
	if l.replay != nil {
		l.replay(&next)
	}
	return next, out, err
}

func (l liar) Permitted(c intervention.Case) ([]intervention.Permit, error) {
	permits, err := l.Policy.Permitted(c)
	if l.permitted != nil {
		return l.permitted(permits)
	}
	return permits, err
}

// Each law is broken by some liar, and says so: a kit that cannot fail is none.
func TestALawThatIsBrokenIsSeen(t *testing.T) {
	var calls int
	failure := errors.New("the liar fails")
	for _, c := range []struct {
		law  string
		liar liar
	}{
		{"apply never changes its argument", liar{apply: func(c intervention.Case, _ *intervention.Case, _ *rule.Outcome, _ *error) {
			for i := range c.Docket.Duties {
				c.Docket.Duties[i].By = "nobody"
			}
		}}},
		{"the same event gives the same answer", liar{apply: func(_ intervention.Case, next *intervention.Case, _ *rule.Outcome, _ *error) {
			calls++
			next.Discussions += calls
		}}},
		{"replay equals step by step", liar{replay: func(c *intervention.Case) { c.Referred = !c.Referred }}},
		{"a case and an event survive JSON", liar{apply: func(_ intervention.Case, next *intervention.Case, _ *rule.Outcome, _ *error) {
			next.PlanOfAction = "\xff"
		}}},
		{"an event is taken or refused, and every finding cites", liar{apply: func(_ intervention.Case, _ *intervention.Case, out *rule.Outcome, _ *error) { out.Findings = nil }}},
		{"an event is taken or refused, and every finding cites", liar{apply: func(_ intervention.Case, _ *intervention.Case, out *rule.Outcome, _ *error) {
			out.Findings = append(out.Findings, rule.Finding{Text: "because"})
		}}},
		{"an event is taken or refused, and every finding cites", liar{apply: func(_ intervention.Case, _ *intervention.Case, _ *rule.Outcome, err *error) { *err = failure }}},
		{"what is refused leaves the case as it was", liar{apply: func(_ intervention.Case, next *intervention.Case, _ *rule.Outcome, err *error) {
			if *err != nil {
				next.Briefed = !next.Briefed
			}
		}}},
		{"permitted agrees with apply", liar{permitted: func(p []intervention.Permit) ([]intervention.Permit, error) { return p[1:], nil }}},
		{"permitted agrees with apply", liar{permitted: func(p []intervention.Permit) ([]intervention.Permit, error) {
			p[0].Why = nil
			return p, nil
		}}},
		{"permitted agrees with apply", liar{permitted: func(p []intervention.Permit) ([]intervention.Permit, error) {
			for i := range p {
				p[i].Open, p[i].Why = false, []rule.Finding{{Cite: "4", Text: "no"}}
			}
			return p, nil
		}}},
		{"closed stays closed", liar{apply: func(c intervention.Case, next *intervention.Case, _ *rule.Outcome, _ *error) {
			if c.State == intervention.Closed {
				next.State = intervention.Participating
			}
		}}},
		{"the duties are those before, less the closed, with the opened", liar{apply: func(_ intervention.Case, _ *intervention.Case, out *rule.Outcome, _ *error) { out.Opened = nil }}},
		{"the duties are those before, less the closed, with the opened", liar{apply: func(_ intervention.Case, _ *intervention.Case, out *rule.Outcome, _ *error) {
			out.Closed = append(out.Closed, calendar.Duty{ID: "another"})
		}}},
		{"no duty is open twice", liar{apply: func(_ intervention.Case, next *intervention.Case, _ *rule.Outcome, _ *error) {
			next.Docket = next.Docket.Open(next.Docket.Duties...)
		}}},
		{"a cycle follows the one before and starts from nothing", liar{apply: func(c intervention.Case, next *intervention.Case, _ *rule.Outcome, _ *error) {
			next.Cycle = c.Cycle + 2
		}}},
		{"a cycle follows the one before and starts from nothing", liar{apply: func(c intervention.Case, next *intervention.Case, _ *rule.Outcome, _ *error) {
			next.Cycle = c.Cycle + 1
		}}},
		{"a cycle follows the one before and starts from nothing", liar{apply: func(_ intervention.Case, next *intervention.Case, _ *rule.Outcome, _ *error) { next.Declined = true }}},
		{"a referral is never undone and follows a discussion or a duty", liar{apply: func(c intervention.Case, next *intervention.Case, _ *rule.Outcome, _ *error) {
			next.Referred = next.Referred && !c.Referred
		}}},
		{"a referral is never undone and follows a discussion or a duty", liar{apply: func(_ intervention.Case, next *intervention.Case, _ *rule.Outcome, _ *error) { next.Referred = false }}},
		{"time does not run backwards", liar{apply: func(c intervention.Case, next *intervention.Case, _ *rule.Outcome, _ *error) {
			if !c.LastOn.IsZero() {
				next.LastOn = calendar.MustParse("1999-12-31")
			}
		}}},
		{"time does not run backwards", liar{apply: func(_ intervention.Case, _ *intervention.Case, _ *rule.Outcome, err *error) {
			var input *rule.InputError
			if errors.As(*err, &input) {
				*err = nil
			}
		}}},
		{"a case and an event survive JSON", liar{permitted: func([]intervention.Permit) ([]intervention.Permit, error) { return nil, failure }}},
	} {
		t.Run(c.law, func(t *testing.T) {
			l, keeps, seen := c.liar, lawOf(t, c.law).keeps, 0
			l.Policy = builtin(t)
			rapid.Check(t, func(rt *rapid.T) {
				if err := tell(rt, l, l.Effective(), keeps); err != nil {
					seen++
				}
			})
			if seen == 0 {
				t.Error("the liar is believed")
			}
		})
	}
}

func lawOf(t *testing.T, name string) law {
	t.Helper()
	for _, l := range laws {
		if l.name == name {
			return l
		}
	}
	t.Fatalf("there is no law %q", name)
	return law{}
}

// An event that cannot be written does not survive JSON, and the last day of
// the calendar ends a case that is drawn: neither passes for a law that holds.
func TestWhatCannotBeAsked(t *testing.T) {
	m := moment{event: intervention.DiscussReferral{Grounds: "\xff"}}
	if err := survivesJSON(m); err == nil || !strings.Contains(err.Error(), "the event came back") {
		t.Errorf("got %v", err)
	}
	first := moment{event: intervention.Refer{}, policy: builtin(t)}
	first.before.LastOn, first.after.LastOn = calendar.MustParse("0001-01-01"), calendar.MustParse("0001-01-01")
	if err := noWayBack(first); err == nil || !strings.Contains(err.Error(), "out of range") {
		t.Errorf("got %v", err)
	}
	ended := 0
	rapid.Check(t, func(rt *rapid.T) {
		if err := tell(rt, builtin(t), calendar.MustParse("9999-12-31"), func(moment) error { return nil }); err != nil {
			ended++
		}
	})
	if ended == 0 {
		t.Error("no case ended with the calendar")
	}
}

// Cases drawn at random come to every state.
func TestCasesComeToEveryState(t *testing.T) {
	seen := map[intervention.State]int{}
	refused := 0
	rapid.Check(t, func(rt *rapid.T) {
		err := tell(rt, builtin(t), calendar.MustParse("2012-01-02"), func(m moment) error {
			seen[m.after.State]++
			if m.err != nil {
				refused++
			}
			return nil
		})
		if err != nil {
			rt.Fatal(err)
		}
	})
	if len(seen) != 8 || refused == 0 {
		t.Errorf("got %v and %d refusals", seen, refused)
	}
}
