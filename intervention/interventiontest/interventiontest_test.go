package interventiontest

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/mutants"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/property"
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
		"reading: satisfies", "reading: again", "reading: revision\n", "reading: refuse\n",
		"reading: arranged", "reading: held", "reading: one_named", "reading: any_role", "reading: not_counted", "reading: counted",
		"reading: senior", "reading: any_role").Replace(string(data))
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

// Each law is broken by a forged transition, and says so: a kit that cannot fail is
// none. The laws of every domain have their forgeries where they are kept.
func TestALawThatIsBrokenIsSeen(t *testing.T) {
	const (
		closed  = "closed stays closed"
		twice   = "no duty is open twice"
		cycle   = "a cycle follows the one before and starts from nothing"
		refer   = "a referral is never undone and follows a discussion or a duty"
		forward = "time does not run backwards"
	)
	for _, c := range []struct {
		law, says string
		forge     func(m *transition)
	}{
		{closed, "it led to participating", func(m *transition) { m.Before.State, m.After.State = intervention.Closed, intervention.Participating }},
		{closed, "it led to closed", func(m *transition) { m.Before.State, m.After.State = intervention.Closed, intervention.Closed }},
		{twice, "is open twice", func(m *transition) { m.After.Docket = m.After.Docket.Open(m.After.Docket.Duties...) }},
		{cycle, "after cycle 1", func(m *transition) { m.After.Cycle = m.Before.Cycle + 2 }},
		{cycle, "it started cycle 2", func(m *transition) { m.After.Cycle = m.Before.Cycle + 1 }},
		{cycle, "it did not start from nothing", func(m *transition) { m.After.Declined = true }},
		{refer, "the referral is undone", func(m *transition) { m.Before.Referred, m.After.Referred = true, false }},
		{refer, "it is referred: false", func(m *transition) { m.Before.Referred, m.After.Referred = false, false }},
		{forward, "the last day became 1999-12-31", func(m *transition) {
			if !m.Before.LastOn.IsZero() {
				m.After.LastOn = calendar.MustParse("1999-12-31")
			}
		}},
		{forward, "an event of the day before: <nil>", func(m *transition) { m.Kit = credulous(m.Kit) }},
		{forward, "out of range", func(m *transition) {
			m.Before.LastOn, m.After.LastOn = calendar.MustParse("0001-01-01"), calendar.MustParse("0001-01-01")
		}},
	} {
		t.Run(c.says, func(t *testing.T) {
			i := slices.IndexFunc(own, func(l law) bool { return l.Name == c.law })
			err := kitOf(builtin(t)).Each(cases, func(m *transition) error {
				c.forge(m)
				return own[i].Broken(m)
			})
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// credulous is a kit of a policy that takes everything.
func credulous(k *kit) *kit {
	other := *k
	other.Apply = func(_ *intervention.Policy, c intervention.Case, _ intervention.Event) (intervention.Case, rule.Outcome, error) {
		return c, rule.Outcome{}, nil
	}
	return &other
}

func TestMutantsAreCaught(t *testing.T) {
	mutants.Test(t, "../policies/nl-63.00.yaml", "testdata/mutants", func(file string, data []byte, law string) (property.Report, error) {
		p, err := intervention.ParsePolicy(file, data)
		if err != nil {
			return property.Report{}, err
		}
		return kitOf(p).Ask(cases, law), nil
	})
}

// The last day of the calendar ends a case that is drawn: it does not pass for
// laws that hold.
func TestTheEndOfTheCalendar(t *testing.T) {
	data, err := os.ReadFile("../policies/nl-63.00.yaml")
	if err != nil {
		t.Fatal(err)
	}
	late := strings.NewReplacer("revised: 2011-06-07", "revised: 9999-12-31").Replace(string(data))
	p, err := intervention.ParsePolicy("late.yaml", []byte(late))
	if err != nil {
		t.Fatal(err)
	}
	var outside *calendar.RangeError
	if err := Check(p); !errors.As(err, &outside) {
		t.Errorf("got %v", err)
	}
}

// Cases drawn at random come to every state: a law of what never happens would
// hold of itself.
func TestCasesComeToEveryState(t *testing.T) {
	seen, refused := map[intervention.State]bool{}, 0
	err := kitOf(builtin(t)).Each(cases, func(m *transition) error {
		seen[m.After.State] = true
		if m.Err != nil {
			refused++
		}
		return nil
	})
	if err != nil || len(seen) != len(intervention.State("").Values()) || refused == 0 {
		t.Errorf("got %v and %d refusals, %v", seen, refused, err)
	}
}

func TestEveryEventIsToldSoThatItReplays(t *testing.T) {
	mutants.TestEvents(t, kitOf(builtin(t)))
}

func TestTestHistory(t *testing.T) { TestHistory(t, builtin(t)) }
