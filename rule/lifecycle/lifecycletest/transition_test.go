package lifecycletest_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"github.com/workcomp-go/workcomp/rule/lifecycle/lifecycletest"
	"pgregory.net/rapid"
)

type transition = lifecycletest.Transition[state, name, lamp, event, *board]

// A bare event says not who reports it.
type bare struct{ On calendar.Date }

func (bare) Name() name { return "lend" }

// lent is the transition at which the lamp was lent.
func lent(t *testing.T) *transition {
	t.Helper()
	k := lamps()
	e := lend{Head: lifecycle.Head{On: calendar.MustParse("2024-01-08"), By: "keeper"}, Holder: "A. Reader"}
	permits, err := machine.Permitted(k.Policy, k.Start)
	if err != nil {
		t.Fatal(err)
	}
	m := &transition{Kit: &k, Start: k.Start, Permits: permits, Before: k.Start, Event: e, Written: `{"state":"shelf","docket":{}}`}
	if m.After, m.Outcome, m.Err = machine.Apply(k.Policy, k.Start, e); m.Err != nil {
		t.Fatal(m.Err)
	}
	rows := machine.Definition().Rows
	m.Row = &rows[slices.IndexFunc(rows, func(r lifecycle.Row[state, name]) bool { return r.ID == "1.lend" })]
	return m
}

const (
	survives  = "a case and an event survive JSON"
	permitted = "an event is taken only when it was permitted, from a role that was"
	says      = "what came out is what the fired row says"
	flips     = "what another reading changes carries its interpretation"
)

func TestMoment(t *testing.T) {
	for _, c := range []struct {
		law, how string // how it is broken; empty: it holds
		change   func(m *transition)
	}{
		{survives, "", func(*transition) {}},
		{survives, "the case came back as unexpected end of JSON input", func(m *transition) { m.Written = "{" }},
		{survives, "to the case that came back is permitted", func(m *transition) { m.Permits = nil }},
		{survives, "the event cannot be written: ", func(m *transition) { m.Event = bare{} }},
		{permitted, "", func(*transition) {}},
		{permitted, "lend is permitted or not for no reason: []", func(m *transition) {
			m.Permits = slices.Clone(m.Permits)
			m.Permits[slices.IndexFunc(m.Permits, func(p rule.Permit[name]) bool { return p.Event == "lend" })].Why = nil
		}},
		{permitted, `taken by "", and not permitted: `, func(m *transition) { m.Event, m.Row = bare{}, nil }},
		{permitted, "", func(m *transition) { m.Event = bare{} }}, // the keeper is the default
		{permitted, `taken by "", and not permitted: `, func(m *transition) {
			m.Permits = slices.Clone(m.Permits)
			at := slices.IndexFunc(m.Permits, func(p rule.Permit[name]) bool { return p.Event == "bring" })
			m.Permits[at].By, m.Permits[at].Open = []rule.Role{"reader"}, true
			m.Permits[at].Why = []rule.Finding{rule.Verbatim(cite, true, "It is open.")}
			m.Event, m.Row = bring{}, &lifecycle.Row[state, name]{ID: "2.whole", By: lifecycle.By("reader")} // no default
		}},
		{permitted, "the permits are of [lend]", func(m *transition) {
			m.Permits = slices.DeleteFunc(slices.Clone(m.Permits), func(p rule.Permit[name]) bool { return p.Event != "lend" })
		}},
		{says, "", func(*transition) {}},
		{says, "3 moves the case to shelf, and it is lent", func(m *transition) { // a row without To leaves the state
			m.Row = &lifecycle.Row[state, name]{ID: "3", On: "lend", Does: m.Row.Does}
			m.Outcome.Findings = append(slices.Clip(m.Outcome.Findings), (&rule.Template{ID: "3", Cite: cite, Text: "It stays."}).Finding(true))
		}},
		{flips, "", func(m *transition) { m.Kit.Silent = []string{"last_on"} }},
		{"an event never changes the case it is applied to", `the case became {"state":"lost",`, func(m *transition) { m.Before.State = "lost" }},
	} {
		m := lent(t)
		c.change(m)
		if err := m.Ask(c.law); (err == nil) != (c.how == "") || err != nil && !strings.HasPrefix(err.Error(), c.how) {
			t.Errorf("%s: got %v, want %q", c.law, err, c.how)
		}
	}
}

// An amended event is the one that happens.
func TestKit_Amend(t *testing.T) {
	k := lamps()
	k.Amend = func(_ *rapid.T, _ lamp, e event) event {
		if l, ok := e.(lend); ok {
			l.Holder = "B. Reader"
			return l
		}
		return e
	}
	lent := 0
	for seed := range 20 {
		for _, e := range k.Histories().Example(seed) {
			if l, ok := e.(lend); ok {
				if lent++; l.Holder != "B. Reader" {
					t.Errorf("seed %d: lent to %q", seed, l.Holder)
				}
			}
		}
	}
	if lent == 0 {
		t.Error("no lamp was lent")
	}
}

// An event without a JSON form is shown as Go shows it.
func TestKit_Check_showsWhatCannotBeWritten(t *testing.T) {
	k := lamps()
	k.Amend = func(*rapid.T, lamp, event) event { return bare{On: calendar.MustParse("2024-01-08")} }
	var broken *lifecycletest.Counterexample
	if err := k.Check(1, survives); !errors.As(err, &broken) || !strings.Contains(broken.Case, "\nlend {On:2024-01-08} (") {
		t.Errorf("got %v", err)
	}
}

// At the end of the calendar no day is later.
func TestKit_Check_atTheEndOfTheCalendar(t *testing.T) {
	k, last, days := lamps(), calendar.MustParse("9999-12-31"), map[string]bool{}
	k.Start.LastOn = last
	k.Laws = []lifecycletest.Law[state, name, lamp, event, *board]{{Name: "days end", Broken: func(m *transition) error {
		switch e := m.Event.(type) {
		case lend:
			days[e.On.String()] = true
		case bring:
			days[e.On.String()] = true
		}
		return nil
	}}}
	if err := k.Check(50, "days end"); err != nil {
		t.Error(err)
	}
	if !days["9999-12-31"] || !days["9999-12-30"] || len(days) != 2 {
		t.Errorf("the events are on %v", days)
	}
}
