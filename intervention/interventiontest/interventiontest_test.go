package interventiontest

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/failing"
	"github.com/workcomp-go/workcomp/internal/mutants"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/property"
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

// What a law allows it does not report, and what it forbids it does: each of these differs
// from the one beside it in one thing.
func TestTheLawsAtTheirEdges(t *testing.T) {
	k := kitOf(builtin(t))
	refused, taken := errors.New("refused"), error(nil)
	day := calendar.MustParse("2020-01-06")
	owed := calendar.Docket{}.Open(calendar.Duty{ID: intervention.DutyOHSReferral, Due: day})
	var all []intervention.Source
	for _, w := range intervention.Source("").Values() {
		all = append(all, intervention.Source(w))
	}
	type (
		cycle = intervention.Case
		need  = intervention.IdentifyNeed
	)
	const who = intervention.SeniorHealthAndSafetyAdvisor
	identify, initiate, next, refer, other := need{By: who, Needs: []string{"a need"}, Evidence: all}, intervention.Initiate{},
		intervention.NextCycle{},
		intervention.Refer{}, intervention.Commit{}
	permits := []intervention.Permit{{Event: "identify_need", Open: true, By: []rule.Role{who}}}
	for _, c := range []struct {
		law           func(*transition) error
		before, after intervention.Case
		event         intervention.Event
		err           error
		apply         func(intervention.Case, intervention.Event) error
		says          string
	}{
		{closedStays, cycle{State: intervention.Closed}, cycle{State: intervention.Closed}, refer, taken, nil, ""},
		{closedStays, cycle{State: intervention.Closed}, cycle{State: intervention.Participating}, refer, taken, nil, "it led to participating"},
		{closedStays, cycle{State: intervention.Closed}, cycle{State: intervention.Closed}, other, refused, nil, ""},
		{closedStays, cycle{State: intervention.Closed}, cycle{State: intervention.Closed}, other, taken, nil, "it led to closed"},
		{closedStays, cycle{State: intervention.Closed}, cycle{State: intervention.Participating}, other, refused, nil,
			"it led to participating"},
		{closedStays, cycle{State: intervention.Participating}, cycle{State: intervention.Closed}, other, taken, nil, ""},
		{noneTwice, cycle{}, cycle{}, other, taken, nil, ""},

		{cycles, cycle{Cycle: 1}, cycle{Cycle: 1, Declined: true}, other, taken, nil, ""},
		{cycles, cycle{Cycle: 1}, cycle{Cycle: 2}, next, taken, nil, ""},
		{cycles, cycle{}, cycle{Cycle: 1}, initiate, taken, nil, ""},
		{cycles, cycle{}, cycle{Cycle: 1}, initiate, refused, nil, "it started cycle 1"},
		{cycles, cycle{Cycle: 1}, cycle{Cycle: 3}, next, taken, nil, "cycle 3 after cycle 1"},
		{cycles, cycle{Cycle: 2}, cycle{Cycle: 1}, other, taken, nil, "cycle 1 after cycle 2"},
		{cycles, cycle{}, cycle{Stage1Met: true}, next, taken, nil, "from nothing"},
		{cycles, cycle{}, cycle{TeamReviewed: true}, next, taken, nil, "from nothing"},
		{cycles, cycle{}, cycle{Briefed: true}, initiate, taken, nil, "from nothing"},
		{cycles, cycle{}, cycle{SessionHeld: true}, next, taken, nil, "from nothing"},
		{cycles, cycle{}, cycle{Documented: true}, next, taken, nil, "from nothing"},
		{cycles, cycle{}, cycle{Declined: true}, initiate, taken, nil, "from nothing"},
		{cycles, cycle{}, cycle{DirectorsBriefed: true}, next, taken, nil, "from nothing"},
		{cycles, cycle{}, cycle{DirectorsBriefed: true}, next, refused, nil, ""},

		{referrals, cycle{Discussions: 1}, cycle{Referred: true}, refer, taken, nil, ""},
		{referrals, cycle{Docket: owed}, cycle{Referred: true}, refer, taken, nil, ""},
		{referrals, cycle{}, cycle{Referred: true}, refer, taken, nil, "with 0 discussions after 0"},
		{referrals, cycle{Docket: owed}, cycle{Referred: true, Docket: owed}, refer, taken, nil, "it is referred: true"},
		{referrals, cycle{Docket: owed}, cycle{}, refer, taken, nil, "it is referred: false"},
		{referrals, cycle{}, cycle{}, refer, refused, nil, ""},
		{referrals, cycle{Referred: true}, cycle{Referred: true}, other, taken, nil, ""},
		{referrals, cycle{Referred: true}, cycle{}, other, taken, nil, "the referral is undone"},

		{noWayBack, cycle{}, cycle{}, other, taken, accepts, ""},
		{noWayBack, cycle{LastOn: day}, cycle{LastOn: day}, other, taken, refusesField("on"), ""},
		{noWayBack, cycle{LastOn: day}, cycle{LastOn: day}, other, taken, refusesField("by"), "an event of the day before: by"},
		{noWayBack, cycle{LastOn: day}, cycle{LastOn: day}, other, taken, accepts, "an event of the day before: <nil>"},

		{allIsEnough, cycle{}, cycle{}, identify, taken, nil, ""},
		{allIsEnough, cycle{}, cycle{}, identify, refused, nil, "all 7 sources were looked at"},
		{allIsEnough, cycle{}, cycle{}, need{By: who, Needs: identify.Needs, Evidence: all[1:]}, refused, nil, ""},
		{allIsEnough, cycle{}, cycle{}, need{By: who, Evidence: all}, refused, nil, ""},
		{allIsEnough, cycle{}, cycle{}, need{By: who, Needs: []string{"a need", ""}, Evidence: all}, refused, nil, ""},
		{allIsEnough, cycle{}, cycle{}, need{By: intervention.ManagerOfPrevention, Needs: identify.Needs, Evidence: all}, refused, nil, ""},
		{allIsEnough, cycle{}, cycle{}, other, refused, nil, ""},

		{moreInformation, cycle{}, cycle{}, need{By: who, Needs: identify.Needs, Evidence: all[:3]}, refused, takesOnly(all[0]),
			"3 sources are not enough, and 1 of them are"},
		{moreInformation, cycle{}, cycle{}, need{By: who, Needs: identify.Needs, Evidence: all[:3]}, refused, takesOnly(all[2]),
			"3 sources are not enough, and 1 of them are"},
		{moreInformation, cycle{}, cycle{}, need{By: who, Needs: identify.Needs, Evidence: all[:3]}, refused, takesOnly(all[0], all[2]),
			"3 sources are not enough, and 2 of them are"},
		{moreInformation, cycle{}, cycle{}, need{By: who, Needs: identify.Needs, Evidence: all[:3]}, refused, takesOnly(all[3]), ""},
		{moreInformation, cycle{}, cycle{}, need{By: who, Needs: identify.Needs, Evidence: all[:3]}, taken, takesOnly(all[0]), ""},
		{moreInformation, cycle{}, cycle{}, need{By: who, Evidence: all[:3]}, refused, takesOnly(all[0]), ""},

		{moreNeeds, cycle{}, cycle{}, identify, taken, accepts, ""},
		{moreNeeds, cycle{}, cycle{}, identify, taken, refusesField("needs"), "1 needs are identified, and 2 are not"},
		{moreNeeds, cycle{}, cycle{}, identify, refused, refusesField("needs"), ""},
		{moreNeeds, cycle{}, cycle{}, need{By: who, Needs: identify.Needs}, taken, refusesField("needs"), ""},
	} {
		k := k
		k.Apply = func(_ *intervention.Policy, before intervention.Case, e intervention.Event) (intervention.Case, rule.Outcome, error) {
			return before, rule.Outcome{}, c.apply(before, e)
		}
		err := c.law(&transition{Kit: &k, Permits: permits, Before: c.before, After: c.after, Event: c.event, Err: c.err})
		if (err != nil) != (c.says != "") || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%T of %+v to %+v, %v: got %v, want %q", c.event, c.before, c.after, c.err, err, c.says)
		}
		for _, p := range []intervention.Permit{{Event: "identify_need", By: []rule.Role{who}}, {Event: "no_need", Open: true,
			By: []rule.Role{who}}} {
			m := &transition{Kit: &k, Permits: []intervention.Permit{p}, Event: c.event, Err: c.err}
			if err := errors.Join(allIsEnough(m), moreInformation(m), moreNeeds(m)); err != nil {
				t.Errorf("%T, which is not permitted: %v", c.event, err)
			}
		}
	}
}

func accepts(intervention.Case, intervention.Event) error { return nil }

func refusesField(name string) func(intervention.Case, intervention.Event) error {
	return func(intervention.Case, intervention.Event) error { return &rule.InputError{Field: name} }
}

// takesOnly is a policy that identifies a need from these sources and no others.
func takesOnly(sources ...intervention.Source) func(intervention.Case, intervention.Event) error {
	return func(_ intervention.Case, e intervention.Event) error {
		if slices.Equal(e.(intervention.IdentifyNeed).Evidence, sources) {
			return nil
		}
		return errors.New("not enough")
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

// What an event must bring it brings mostly, and now and then not; what belongs to another
// session, and several reasons at once, are rare.
func TestWhatIsDrawn(t *testing.T) {
	const rounds = 1000
	seen, monday := map[string]int{}, calendar.MustParse("2020-01-06")
	permits := []intervention.Permit{{Event: "initiate", Open: true, By: []rule.Role{intervention.ManagerOfPrevention}},
		{Event: "close", Open: true, By: []rule.Role{intervention.ManagerOfPrevention}}, {Event: "brief_manager"}}
	all := rapid.Custom(func(rt *rapid.T) bool {
		note := func(what string, is bool) {
			if is {
				seen[what]++
			}
		}
		brings := func(c intervention.Case, name intervention.EventName) intervention.Event {
			e, err := bring(rt, c, name, monday, "")
			if err != nil || e.Name() != name {
				t.Errorf("%s: got %+v, %v", name, e, err)
			}
			return e
		}
		sources := len(brings(intervention.Case{}, "identify_need").(intervention.IdentifyNeed).Evidence)
		note("all sources", sources == 7)
		note("no source", sources == 0)
		note("all but one", sources == 6)
		note("a reason", brings(intervention.Case{}, "no_need").(intervention.NoNeed).Reason != "")
		note(fmt.Sprintf("a stage of %d", brings(intervention.Case{}, "initiate").(intervention.Initiate).Stage), true)
		for _, attended := range []bool{false, true} {
			e := brings(intervention.Case{SessionAttended: attended}, "document_session").(intervention.DocumentSession)
			note(fmt.Sprintf("information, attended %t", attended), len(e.Information) > 0)
			note(fmt.Sprintf("an invitation, attended %t", attended), e.Invitation != "")
		}
		note("one reason", brings(intervention.Case{}, "close").(intervention.Close).Reason != "")
		note("several reasons", len(brings(intervention.Case{}, "close").(intervention.Close).Reasons) > 0)
		e, err := draw(rt, intervention.Case{}, permits, monday)
		if err != nil {
			t.Error(err)
		}
		note("the event "+string(e.Name()), true)
		e, _ = draw(rt, intervention.Case{LastOn: monday}, nil, calendar.MustParse("1999-01-01"))
		on := reflect.ValueOf(e).FieldByName("On").Interface().(calendar.Date)
		note("the same day", on == monday)
		note("forty days later", on.DaysSince(monday) == 40)
		note("another day", on.Before(monday) || on.DaysSince(monday) > 40)
		return true
	})
	for seed := range rounds {
		all.Example(seed)
	}
	for what, between := range map[string][2]int{"all sources": {700, rounds - 1}, "no source": {1, 200}, "all but one": {1, 200},
		"a reason":                   {700, rounds - 1},
		"information, attended true": {600, rounds - 1}, "information, attended false": {1, 300}, "an invitation, attended false": {600,
			rounds - 1},
		"an invitation, attended true": {1, 300}, "one reason": {600, rounds - 1}, "several reasons": {1, 300},
		"the event initiate": {500, rounds},
		"the event close":    {30, 300}, "the event brief_manager": {1, 60}, "the same day": {1, rounds - 1}, "forty days later": {1,
			rounds - 1}, "another day": {0, 0},
		"a stage of 0": {1, rounds}, "a stage of 1": {1, rounds}, "a stage of 2": {1, rounds}, "a stage of 3": {1, rounds}} {
		if n := seen[what]; n < between[0] || n > between[1] {
			t.Errorf("%s: %d of %d", what, n, rounds)
		}
	}
}

func TestEveryEventIsToldSoThatItReplays(t *testing.T) {
	mutants.TestEvents(t, kitOf(builtin(t)))
}

func TestTestHistory(t *testing.T) { TestHistory(t, builtin(t)) }

// A history is asked of what is drawn: rapid says so, at the line of the test.
func TestTestHistory_asks(t *testing.T) {
	failing.Draws(t, "TestTestHistory", "interventiontest_test.go")
}

// A host's test asks every law, each in a test of its own.
func TestLawsAreAsked(t *testing.T) {
	failing.Asks(t, "TestTheBuiltinPolicy/closed_stays_closed")
}
