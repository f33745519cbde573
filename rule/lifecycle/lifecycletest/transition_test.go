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
	cites     = "every finding cites its provision in a full sentence"
	why       = "an event is taken, or a lawful error says why not"
	adds      = "the docket is what was open, and opened, without what was closed"
	unlike    = "lending-counts, which is not carried by both: with yes "
)

// stripped is an outcome whose findings carry no interpretation.
func stripped(out rule.Outcome) rule.Outcome {
	out.Findings = slices.Clone(out.Findings)
	for i := range out.Findings {
		out.Findings[i].Interpretations = nil
	}
	return out
}

func uncarried(m *transition) { m.Outcome = stripped(m.Outcome) }

// alike is uncarried, where the other reading changes nothing: what is unlike is what a test makes so.
func alike(m *transition) {
	uncarried(m)
	m.Kit.Reading = func(p *board, _, _ string) (*board, error) { return p, nil }
}

func found(id string, cite rule.Citation, text string, holds bool) rule.Finding {
	return (&rule.Template{ID: id, Cite: cite, Text: text}).Finding(holds)
}

// closes lets the event close a duty that is due some days after it.
func closes(m *transition, after int, how calendar.How) {
	on := calendar.MustParse("2024-01-08")
	due, err := on.AddDays(after)
	if err != nil {
		panic(err)
	}
	d := calendar.Duty{ID: "polish", Due: due}
	m.Before.Docket.Duties = append(slices.Clip(m.Before.Docket.Duties), d)
	d.How, d.Closed.On = how, on
	m.Outcome.Closed = []calendar.Duty{d}
}

func finds(m *transition, f rule.Finding) {
	m.Outcome.Findings = append(slices.Clip(m.Outcome.Findings), f)
}

var closedDays = func() rule.Finding {
	f := found("1", cite, "It is.", true)
	f.Interpretations = []string{"closed-days"}
	return f
}()

func TestMoment(t *testing.T) {
	for _, c := range []struct {
		law, how string // how it is broken; empty: it holds
		change   func(m *transition)
	}{
		{survives, "", func(*transition) {}},
		{survives, `{"state":"lent","holder":"A. Reader","lost":1,`, func(m *transition) { m.After.Lost = 1 }},
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
		{permitted, "", func(m *transition) { m.Permits[0].By = nil }}, // anyone may
		{permitted, `taken by "keeper", and not permitted: `, func(m *transition) { m.Permits[0].By = []rule.Role{"reader"} }},
		{says, "", func(*transition) {}},
		{says, "3 moves the case to shelf, and it is lent", func(m *transition) { // a row without To leaves the state
			m.Row = &lifecycle.Row[state, name]{ID: "3", On: "lend", Does: m.Row.Does}
			finds(m, found("3", cite, "It stays.", true))
		}},
		{flips, "", func(m *transition) { m.Kit.Silent = []string{"last_on"} }},
		{flips, "lending-counts, which is not carried by both: with yes the case is ", uncarried}, // carried by the other alone
		{flips, "lending-counts, which is not carried by both: with yes the case is ", func(m *transition) { // by this one alone
			m.Kit.Apply = func(p *board, c lamp, e event) (lamp, rule.Outcome, error) {
				after, out, err := machine.Apply(p, c, e)
				return after, stripped(out), err
			}
		}},
		{flips, "", func(m *transition) { // an error of input carries nothing
			m.Err, m.Outcome = &rule.InputError{Field: "on"}, rule.Outcome{}
		}},
		{flips, "", alike},
		{flips, unlike + "the case is ", func(m *transition) { alike(m); m.After.Holder = "B. Reader" }},
		{flips, "", func(m *transition) { alike(m); m.After.Shade.Size, m.Kit.Silent = 1, []string{"shade.size"} }},
		{flips, unlike + "the case is ", func(m *transition) { alike(m); m.After.Shade.Size, m.Kit.Silent = 1, []string{"shade.colour"} }},
		{flips, unlike + "the error is <nil>, not no", func(m *transition) { alike(m); m.Err = errors.New("no") }},
		{flips, unlike + "opened is [{", func(m *transition) { alike(m); m.Outcome.Opened = nil }},
		{flips, unlike + "closed is null, not [{", func(m *transition) { alike(m); m.Outcome.Closed = []calendar.Duty{{ID: "return"}} }},
		{flips, unlike + `called for is ["slip"], not null`, func(m *transition) { alike(m); m.Outcome.Documents = nil }},
		{flips, unlike + "awaited is [{", func(m *transition) { alike(m); m.Outcome.Pending = nil }},
		{flips, unlike + "found is 1.lend true; 1.due true; , not 1.lend false; 1.due true; ", func(m *transition) {
			alike(m)
			m.Outcome.Findings[0].Holds = false
		}},
		{why, "", func(*transition) {}},
		{why, "", func(m *transition) { m.Err = rule.Refuse("lend", "shelf", cite, "It is not.") }},
		{why, `refused is "bring" in "shelf"`, func(m *transition) { m.Err = rule.Refuse("bring", "shelf", cite, "It is not.") }},
		{why, `refused is "lend" in "lent"`, func(m *transition) { m.Err = rule.Refuse("lend", "lent", cite, "It is not.") }},
		{adds, "", func(*transition) {}},
		{adds, "", func(m *transition) { closes(m, 0, calendar.Met) }},
		{adds, "the duty {", func(m *transition) { closes(m, 0, calendar.Late) }},
		{adds, "the duty {", func(m *transition) { closes(m, -1, calendar.Met) }},
		{adds, "", func(m *transition) { closes(m, -1, calendar.Late) }},
		{adds, "", func(m *transition) { closes(m, -1, calendar.Lapsed) }},
		{adds, "the duty {", func(m *transition) { closes(m, 0, "") }},
		{adds, "the duty {", func(m *transition) { closes(m, 0, calendar.Met); m.Outcome.Closed[0].Closed.On = day }},
		{cites, "", func(*transition) {}},
		{cites, "nothing was found that holds", func(m *transition) {
			m.Outcome.Findings = []rule.Finding{found("1", cite, "It is not.", false)}
		}},
		{cites, "", func(m *transition) { m.Err, m.Outcome.Findings = errors.New("no"), nil }},
		{cites, "", func(m *transition) { finds(m, found("1", cite, "It is.", true)) }},
		{cites, "the finding It is ().", func(m *transition) { finds(m, found("1", "", "It is.", true)) }},
		{cites, "the finding It is (Rules of the lamp 1).", func(m *transition) { finds(m, found("", cite, "It is.", true)) }},
		{cites, "the finding It is (Rules of the lamp 1).", func(m *transition) { finds(m, found("1", cite, "It is", true)) }},
		{cites, "the finding 1 carries closed-days, which the procedure does not ask", func(m *transition) { finds(m, closedDays) }},
		{cites, "", func(m *transition) { finds(m, closedDays); m.Kit.Further = []string{"closed-days"} }},
		{cites, "the duty {ID:return ", func(m *transition) { m.Outcome.Opened[0].Cite = "" }},
		{cites, "the duty {ID:return ", func(m *transition) { m.Outcome.Opened[0].By = "" }},
		{cites, "the duty {ID:return ", func(m *transition) { m.Outcome.Opened[0].To = "" }},
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

// What a row says without a condition must come, and what comes it must say.
func TestWhatARowSays(t *testing.T) {
	of := func(ids ...string) lifecycle.Duties { return lifecycle.Duties{IDs: ids} }
	if_, return_, ofKeeper := "event.holder == 'B'", of("return"), lifecycle.Duties{IDs: []string{"return"}, By: "keeper"}
	met, lapsed := closed("return", calendar.Met), closed("return", calendar.Lapsed)
	for _, c := range []struct {
		does lifecycle.Effect
		came rule.Outcome
		how  string // how it is broken; empty: it holds
	}{
		{lifecycle.Open{Duty: "polish"}, opened("polish"), ""},
		{lifecycle.Open{Duty: "polish"}, rule.Outcome{}, `3 says that it opens "polish", and does not`},
		{lifecycle.Open{Duty: "polish"}, opened("polish", "return"), `3 opens "return", which the row does not say`},
		{lifecycle.Open{Duty: "polish", If: if_}, rule.Outcome{}, ""},
		{lifecycle.Open{Duty: "polish", Each: "days"}, rule.Outcome{}, ""},
		{lifecycle.Open{Duty: "polish", Once: true}, rule.Outcome{}, ""},
		{lifecycle.Perform{Duties: return_}, met, ""},
		{lifecycle.Perform{Duties: return_}, closed("return", calendar.Late), ""},
		{lifecycle.Perform{Duties: return_}, lapsed, `3 closes "return" as lapsed, which the row does not say`},
		{lifecycle.Perform{Duties: return_}, rule.Outcome{}, `3 says that it closes "return", and does not`},
		{lifecycle.Perform{Duties: return_, If: if_}, rule.Outcome{}, ""},
		{lifecycle.Perform{Duties: return_, If: if_}, met, ""},
		{lifecycle.Perform{Duties: of("lost", "return")}, rule.Outcome{}, `3 says that it closes "return", and does not`},
		{lifecycle.Perform{Duties: of("lost")}, rule.Outcome{}, ""}, // none is open
		{lifecycle.Perform{Duties: ofKeeper}, rule.Outcome{}, ""},
		{lifecycle.Perform{Duties: lifecycle.Duties{IDs: []string{"return"}, For: "event.holder"}}, rule.Outcome{}, ""},
		{lifecycle.Perform{Duties: lifecycle.Duties{IDs: []string{"return"}, Match: "shade"}}, rule.Outcome{}, ""},
		{lifecycle.Perform{Duties: ofKeeper}, met, `3 closes "return" as met, which the row does not say`},
		{lifecycle.Perform{Duties: lifecycle.Duties{IDs: []string{"return"}, By: "reader"}}, met, ""},
		{lifecycle.Perform{}, met, ""},
		{lifecycle.Perform{Duties: lifecycle.Duties{Except: []string{"return"}}}, met, `3 closes "return" as met, which the row does not say`},
		{lifecycle.Perform{Duties: of("polish")}, met, `3 closes "return" as met, which the row does not say`},
		{lifecycle.Lapse{Duties: return_}, lapsed, ""},
		{lifecycle.Lapse{Duties: return_}, met, `3 closes "return" as met, which the row does not say`},
		{lifecycle.Lapse{Duties: return_}, rule.Outcome{}, `3 says that it closes "return", and does not`},
		{lifecycle.Lapse{Duties: return_, If: if_}, rule.Outcome{}, ""},
		{lifecycle.Replace{Duties: return_}, closed("return", calendar.Replaced), ""},
		{lifecycle.Replace{Duties: return_}, lapsed, `3 closes "return" as lapsed, which the row does not say`},
		{lifecycle.Replace{Duties: return_}, rule.Outcome{}, `3 says that it closes "return", and does not`},
		{lifecycle.Replace{Duties: return_, If: if_}, rule.Outcome{}, ""},
		{lifecycle.Call{Documents: []string{"slip"}}, rule.Outcome{Documents: []string{"slip"}}, ""},
		{lifecycle.Call{Documents: []string{"slip"}}, rule.Outcome{}, `3 says that it calls for "slip", and does not`},
		{lifecycle.Call{Documents: []string{"slip"}, If: if_}, rule.Outcome{}, ""},
		{lifecycle.Call{If: if_}, rule.Outcome{Documents: []string{"slip"}}, `3 calls for "slip", which the row does not say`},
		{lifecycle.Await{What: "a visit"}, awaited("a visit"), ""},
		{lifecycle.Await{What: "a visit"}, rule.Outcome{}, `3 says that it awaits "a visit", and does not`},
		{lifecycle.Await{What: "a visit", If: if_}, rule.Outcome{}, ""},
		{lifecycle.Await{What: "a visit", If: if_}, awaited("a call"), `3 awaits "a call", which the row does not say`},
		{lifecycle.Say{ID: "4"}, rule.Outcome{Findings: []rule.Finding{found("4", cite, "It is.", true)}}, ""},
		{lifecycle.Say{ID: "4"}, rule.Outcome{}, `3 says that it finds "4", and does not`},
		{lifecycle.Say{ID: "4", If: if_}, rule.Outcome{}, ""},
		{lifecycle.Do{Opens: []string{"polish"}}, opened("polish"), ""},
		{lifecycle.Do{Opens: []string{"polish"}}, rule.Outcome{}, ""},
		{lifecycle.Do{Closes: []string{"return"}}, lapsed, ""},
		{lifecycle.Do{Closes: []string{"polish"}}, lapsed, `3 closes "return" as lapsed, which the row does not say`},
		{lifecycle.Do{Calls: []string{"slip"}}, rule.Outcome{Documents: []string{"slip"}}, ""},
		{lifecycle.Do{Awaits: []string{"a visit"}}, awaited("a visit"), ""},
	} {
		m := lent(t)
		m.Before.Docket.Duties = []calendar.Duty{{ID: "return", By: "reader"}}
		m.After, m.Outcome = m.Before, c.came
		m.Row = &lifecycle.Row[state, name]{ID: "3", Does: []lifecycle.Effect{c.does}}
		finds(m, found("3", cite, "It is so.", true))
		if err := m.Ask(says); (err == nil) != (c.how == "") || err != nil && err.Error() != c.how {
			t.Errorf("%+v: got %v, want %q", c.does, err, c.how)
		}
	}
}

func opened(ids ...string) (out rule.Outcome) {
	for _, id := range ids {
		out.Opened = append(out.Opened, calendar.Duty{ID: id})
	}
	return out
}

func awaited(what string) rule.Outcome { return rule.Outcome{Pending: []rule.Pending{{What: what}}} }

func closed(id string, how calendar.How) rule.Outcome {
	return rule.Outcome{Closed: []calendar.Duty{{ID: id, By: "reader", How: how}}}
}

// A counterexample has no event that it does without: not the first, and none that
// another makes needed. As a scenario it says what is cited at its last event.
func TestKit_Ask_leavesEventsOut(t *testing.T) {
	type bells = lifecycletest.Transition[state, name, bell, ring, *town]
	rings := []ring{{On: calendar.MustParse("2025-01-01")}, {On: calendar.MustParse("2025-02-01")}, {On: calendar.MustParse("2025-03-01")}}
	last := func(m *bells) bool { return m.Event == rings[2] }
	for _, c := range []struct {
		law    string
		broken func(m *bells) bool
		steps  int
	}{
		{"it never rings in March", last, 1},
		{"it never rings after January", func(m *bells) bool { return m.Event != rings[0] }, 1},
		{"it rings in March after February alone", func(m *bells) bool {
			return last(m) && (!slices.Contains(m.Earlier, rings[1]) || slices.Contains(m.Earlier, rings[0]))
		}, 1},
		{"it rings twice before March", func(m *bells) bool { return last(m) && len(m.Earlier) == 2 }, 3},
	} {
		k := lifecycletest.Kit[state, name, bell, ring, *town]{Machine: ringer(func() int { return 1 }), Policy: &town{}}
		k.Begin = func(*rapid.T) (bell, lifecycletest.Draw[name, bell, ring]) {
			n := -1
			return bell{State: "hung"}, func(rt *rapid.T, _ bell, _ []rule.Permit[name]) (ring, error) {
				rapid.Bool().Draw(rt, "anything")
				n++
				return rings[min(n, 2)], nil
			}
		}
		k.Laws = []lifecycletest.Law[state, name, bell, ring, *town]{{Name: c.law, Broken: func(m *bells) error {
			if c.broken(m) {
				return errors.New("it does")
			}
			return nil
		}}}
		shown := func() string {
			if all := k.Ask(1, c.law).Counterexamples; len(all) == 1 {
				return all[0].Case
			}
			return ""
		}
		if text := shown(); strings.Count(text, `"event":`) != c.steps || !strings.HasSuffix(text, `-01","tone":1}`+"\n") {
			t.Errorf("%s: got %s", c.law, text)
		}
		k.Scenario = &lifecycletest.Scenario[bell]{Domain: "bells", Policy: "town", Shows: func(bell) []lifecycletest.Shown { return nil }}
		text := shown()
		if strings.Count(text, "event:") != c.steps || strings.Count(text, "cites") != 1 ||
			!strings.HasSuffix(text, "cites: [Rules of the lamp 1]}\n") {
			t.Errorf("%s: got %s", c.law, text)
		}
	}
}
