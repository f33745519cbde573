package placementtest

import (
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/failing"
	"github.com/workcomp-go/workcomp/internal/mutants"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/property"
)

func builtin(t *testing.T, id string) *placement.Policy {
	t.Helper()
	p, err := placement.Builtin(id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestBuiltinPolicies(t *testing.T) {
	for _, id := range placement.BuiltinIDs() {
		t.Run(id, func(t *testing.T) { TestPolicy(t, builtin(t, id)) })
	}
}

// Each law is broken by a forged transition, and says so: a kit that cannot fail is
// none. The laws of every domain have their forgeries where they are kept.
func TestALawThatIsBrokenIsSeen(t *testing.T) {
	for _, c := range []struct {
		forgery, law, says string
		forge              func(m *transition)
	}{
		{"a case that cannot begin", "an extension computes every date of the plan anew", "begin: ", func(m *transition) { m.After.PlanStart = calendar.Date{} }},
		{"another return of the claim", "an extension computes every date of the plan anew", "the plan of", func(m *transition) { m.After.ReturnClaimBy = calendar.MustParse("2020-01-01") }},
		{"another first contact", "an extension computes every date of the plan anew", "the plan of", func(m *transition) { m.After.FirstContactBy = calendar.MustParse("2020-01-01") }},
		{"another contact", "an extension computes every date of the plan anew", "the plan of", func(m *transition) {
			m.After.MonthlyContacts = append(slices.Clone(m.After.MonthlyContacts), calendar.MustParse("2020-01-01"))
		}},
		{"no claim owed back", "an extension computes every date of the plan anew", "not owed back", func(m *transition) { m.After.Docket = calendar.Docket{} }},
		{"a contact out of the plan", "an extension computes every date of the plan anew", "is due on 2020-01-01", func(m *transition) {
			m.After.Docket = m.After.Docket.Open(calendar.Duty{ID: placement.DutyMonthlyContact, Due: calendar.MustParse("2020-01-01")})
		}},
		{"an old plan for an extension", "an extension computes every date of the plan anew", "the plan of", func(m *transition) {
			if m.Takes("decide_extension") {
				m.After.MonthlyContacts, m.After.ReturnClaimBy = m.Before.MonthlyContacts, m.Before.ReturnClaimBy
			}
		}},
		{"a return that an extension brings forward", "an extension never brings the return of the claim forward", "is to be returned by 2020-01-01", func(m *transition) { m.After.ReturnClaimBy = calendar.MustParse("2020-01-01") }},
		{"a return before the start", "the claim of a placement of a month or longer is returned after it began", "is returned by 2020-01-01", func(m *transition) { m.After.ReturnClaimBy = calendar.MustParse("2020-01-01") }},
		{"a first contact at the end", "the first contact comes before the first monthly one, and before the end of a month", "the first contact by 2099-01-01", func(m *transition) { m.After.FirstContactBy = calendar.MustParse("2099-01-01") }},
		{"no contact", "a placement of three months or longer has a contact between the first and its end", "no contact follows the first", func(m *transition) { m.After.MonthlyContacts = nil }},
		{"approvals that a longer one does not need", "a longer placement never needs fewer approvals", "up to", func(m *transition) { m.After.Approvals = []string{"a", "b", "c"} }},
		{"a longer one that cannot be", "a longer placement never needs fewer approvals", "out of range", func(m *transition) { m.Before.Terms.End = calendar.MustParse("9999-12-31") }},
		{"a longer one that is refused", "a longer placement never needs fewer approvals", "the same placement up to", func(m *transition) { m.Before.Terms.Position = "" }},
		{"an extension that nobody approves", "an extension needs what a placement of that length would have needed", "agreed so from the start it would need", func(m *transition) { m.Kit = lenient(m.Kit) }},
		{"an extension of what cannot be", "an extension needs what a placement of that length would have needed", "the placement anew", func(m *transition) { m.Before.Terms.Position = "" }},
		{"an extension past the calendar", "an extension needs what a placement of that length would have needed", "out of range", func(m *transition) { m.Before.Terms.End = calendar.MustParse("9999-12-31") }},
		{"their own decision", "nobody approves what is their own decision", "waits for case_manager|supervisor", func(m *transition) { m.After.Approvals = []string{"case_manager|supervisor"} }},
		{"denied and active", "what is denied, declined or closed stays so", "denied went on to active", func(m *transition) { m.Before.State, m.After.State = placement.Denied, placement.Active }},
		{"declined and agreed", "what is denied, declined or closed stays so", "declined went on to agreed", func(m *transition) { m.Before.State, m.After.State = placement.Declined, placement.Agreed }},
		{"closed and active", "what is denied, declined or closed stays so", "closed went on to active", func(m *transition) { m.Before.State, m.After.State = placement.Closed, placement.Active }},
	} {
		t.Run(c.forgery, func(t *testing.T) {
			all := own(builtin(t, "ab-toj"))
			i := slices.IndexFunc(all, func(l law) bool { return l.Name == c.law })
			if i < 0 {
				t.Fatalf("there is no law %q", c.law)
			}
			err := kitOf(builtin(t, "ab-toj")).Each(cases, func(m *transition) error {
				c.forge(m)
				return all[i].Broken(m)
			})
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// lenient is a kit of a policy by which nobody has to approve an extension.
func lenient(k *kit) *kit {
	other := *k
	other.Apply = func(p *placement.Policy, c placement.Case, e placement.Event) (placement.Case, rule.Outcome, error) {
		after, outcome, err := p.Apply(c, e)
		if after.State == placement.AwaitingExtension {
			after.Approvals = nil
		}
		return after, outcome, err
	}
	return &other
}

// Cases drawn at random come to every state, and to an extension that is
// approved: a law of what never happens would hold of itself.
func TestCasesComeToEveryState(t *testing.T) {
	seen, extended := map[placement.State]bool{}, false
	err := kitOf(builtin(t, "ab-toj")).Each(cases, func(m *transition) error {
		seen[m.After.State] = true
		extended = extended || m.Takes("decide_extension") && m.After.Terms.End != m.Before.Terms.End
		return nil
	})
	if err != nil || len(seen) != len(placement.State("").Values()) || !extended {
		t.Errorf("got %v, extended %v, %v", seen, extended, err)
	}
}

func TestMutantsAreCaught(t *testing.T) {
	mutants.Test(t, "../policies/ab-toj.yaml", "testdata/mutants", func(file string, data []byte, law string) (property.Report, error) {
		p, err := placement.ParsePolicy(file, data)
		if err != nil {
			return property.Report{}, err
		}
		return kitOf(p).Ask(cases, law), nil
	})
}

func TestEveryEventIsToldSoThatItReplays(t *testing.T) {
	mutants.TestEvents(t, kitOf(builtin(t, "ab-toj")))
}

func TestTestHistory(t *testing.T) { TestHistory(t, builtin(t, "ab-toj")) }

// A history is asked of what is drawn: rapid says so, at the line of the test.
func TestTestHistory_asks(t *testing.T) {
	failing.Draws(t, "TestTestHistory", "placementtest_test.go")
}

// A host's test asks every law, each in a test of its own.
func TestLawsAreAsked(t *testing.T) {
	failing.Asks(t, "TestBuiltinPolicies/ab-toj/what_is_denied,_declined_or_closed_stays_so")
}
