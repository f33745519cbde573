package lifecycletest_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"github.com/workcomp-go/workcomp/rule/lifecycle/lifecycletest"
	"github.com/workcomp-go/workcomp/rule/procedure"
	"pgregory.net/rapid"
)

// The procedure of these tests: a lamp is lent, lent on, brought back, and lost.
type (
	state string
	name  string

	lamp struct {
		State state `json:"state"`
		LentTo
		Hidden string          `json:"-"`
		Lost   lost            `json:"lost,omitzero"`
		Shade  shade           `json:"shade,omitzero"`
		LastOn calendar.Date   `json:"last_on,omitzero"`
		Docket calendar.Docket `json:"docket"`
	}

	shade struct {
		Colour string `json:"colour"`
		Size   int    `json:"size"`
	}

	// lost is what comes back from JSON as nothing.
	lost int

	LentTo struct {
		Holder string `json:"holder,omitempty"`
	}

	event interface{ Name() name }

	lend struct {
		lifecycle.Head
		Holder string `json:"holder,omitempty"`
	}
	bring struct {
		On    calendar.Date `json:"on"`
		By    rule.Role     `json:"by,omitempty"`
		Whole rule.Flag     `json:"whole,omitzero"`
		Room  string        `json:"room,omitempty" words:"hall"`
		Shade string        `json:"shade,omitempty" words:"paper glass"`
		Wicks []wick        `json:"wicks,omitempty"`
	}

	// a wick has a fact of every type.
	wick struct {
		Colour colour           `json:"colour,omitempty"`
		Cost   decimal.Decimal  `json:"cost,omitzero"`
		Number int              `json:"number,omitempty"`
		New    bool             `json:"new,omitempty"`
		Burnt  calendar.Period  `json:"burnt,omitzero"`
		Bought calendar.Quarter `json:"bought,omitzero"`
		Cut    calendar.Date    `json:"cut,omitzero"`
		_      bool             // nothing can set it
	}
	colour string

	board struct{ lendingCounts string }
)

func (*lost) UnmarshalJSON([]byte) error { return nil }

func (colour) Values() []string { return []string{"white", "red"} }

func (lend) Name() name  { return "lend" }
func (bring) Name() name { return "bring" }

const cite = "Rules of the lamp 1"

type due struct{ On calendar.Date }

// dueOn is three days after the lending, or two: then nothing turns on the day
// of a lending on the first of a month.
func dueOn(x *lifecycle.Context[lamp, *board]) (due, error) {
	days := 3
	if x.Ask("lending-counts") == "yes" {
		days = 2
	}
	on, err := x.On.AddDays(days)
	return due{on}, err
}

var machine = lifecycle.New(lifecycle.Definition[state, name, lamp, event, *board]{
	Name:   "lamp",
	Start:  "shelf",
	Final:  []state{"lost"},
	Roles:  []rule.Role{"keeper", "reader"},
	Events: []event{lend{}, bring{}},
	Duties: []calendar.Duty{{ID: "return", By: "reader", To: "keeper", Cite: cite}, {ID: "polish", By: "keeper",
		To: "reader", Cite: cite}},
	Readings: []lifecycle.Question{{ID: "lending-counts", Readings: []string{"no", "yes"}}},
	Rows: []lifecycle.Row[state, name]{
		{ID: "1", On: "lend", By: lifecycle.ByDefault("keeper"), Cite: cite, Text: "The keeper lends."},
		{ID: "1.lend", From: []state{"shelf"}, On: "lend", To: "lent", Cite: cite, Text: "The lamp is lent to {event.holder}.",
			Needs: []lifecycle.Guard{{Fact: "holder"}},
			Does: []lifecycle.Effect{
				lifecycle.Set{Field: "holder", To: "event.holder"},
				lifecycle.Open{Duty: "return", Due: "due.on"},
				lifecycle.Open{If: "event.holder == 'otherwise'", Duty: "polish"},
				lifecycle.Call{Documents: []string{"slip"}},
				lifecycle.Say{ID: "1.due", Text: "It is due on {due.on}."},
				lifecycle.Await{What: "a visit", By: []rule.Role{"reader"}},
				lifecycle.Await{If: "event.holder == 'otherwise'", What: "a letter", By: []rule.Role{"reader"}},
				lifecycle.Say{ID: "1.other", If: "event.holder == 'otherwise'", Text: "It is another."},
				lifecycle.Call{If: "event.holder == 'otherwise'", Documents: []string{"note"}}}},
		{ID: "2.whole", From: []state{"lent"}, On: "bring", By: lifecycle.By("reader"), If: "event.whole", To: "shelf",
			Cite: cite, Text: "It is back.",
			Needs: []lifecycle.Guard{{Fact: "whole", Error: true}},
			Does: []lifecycle.Effect{
				lifecycle.Perform{Duties: lifecycle.Duties{IDs: []string{"return"}}},
				lifecycle.Lapse{If: "owed.polish > 0", Duties: lifecycle.Duties{IDs: []string{"polish"}, By: "keeper"}},
				lifecycle.Set{Field: "holder"}}},
		{ID: "2.broken", From: []state{"lent"}, On: "bring", By: lifecycle.By("reader"), To: "lost", Cite: cite, Text: "It is broken.",
			Needs: []lifecycle.Guard{{Fact: "whole", Error: true}},
			Does: []lifecycle.Effect{
				lifecycle.Replace{Duties: lifecycle.Duties{IDs: []string{"return"}, All: true}},
				lifecycle.Do{Name: "sweep", Closes: []string{"polish"}}}},
	},
	Case: func(c *lamp) lifecycle.Core[state] {
		return lifecycle.Core[state]{State: &c.State, LastOn: &c.LastOn, Docket: &c.Docket}
	},
	Reading: func(b *board, _ int) string { return b.lendingCounts },
	Finds:   []lifecycle.Function[lamp, *board]{lifecycle.Find("due", dueOn)},
	Does: []lifecycle.Action[lamp, *board]{{Name: "sweep", Do: func(x *lifecycle.Change[lamp, *board]) error {
		x.Close(calendar.Lapsed, func(d calendar.Duty) bool { return d.ID == "polish" })
		return nil
	}}},
})

type kit = lifecycletest.Kit[state, name, lamp, event, *board]

func lamps() kit {
	return kit{Machine: machine, Policy: &board{"no"}, Start: lamp{State: "shelf"},
		Reading: func(_ *board, _, to string) (*board, error) { return &board{to}, nil }}
}

func TestKitOfAProcedureThatKeepsTheLaws(t *testing.T) { lamps().Test(t) }

// TestAsAHost is run by the test below, as a host runs the laws of its procedure.
func TestAsAHost(t *testing.T) {
	lie := os.Getenv("LIFECYCLE_TEST")
	k, past := lamps(), employers(t)
	switch lie {
	case "kit":
		k.Apply = func(p *board, c lamp, e event) (lamp, rule.Outcome, error) {
			after, out, err := machine.Apply(p, c, e)
			after.LastOn = calendar.MustParse("2020-01-01")
			return after, out, err
		}
	case "machine":
		k.Machine = nil
	case "past":
		past.Read = func([]byte) (*intervention.History, error) { return past.Begin() }
	}
	t.Run("kit", k.Test)
	if lie != "" {
		t.Run("past", past.Test)
	}
}

func TestAHostsTestFails(t *testing.T) {
	for lie, says := range map[string]string{
		"":        "--- PASS: TestAsAHost/kit/days_never_run_backwards",
		"kit":     "--- FAIL: TestAsAHost/kit/days_never_run_backwards",
		"machine": `kit_test.go:\d+: Machine: missing, expected the machine whose laws are asked`, // at the line of the host
		"past":    `kit_test.go:\d+: \[rapid\] failed after [^$]*--- FAIL: TestAsAHost/past`,
	} {
		host := exec.Command(os.Args[0], "-test.run=^TestAsAHost$", "-test.v", "-rapid.checks=20", "-rapid.nofailfile", "-rapid.shrinktime=1ms")
		host.Env = append(os.Environ(), "LIFECYCLE_TEST="+lie)
		if out, err := host.CombinedOutput(); (err == nil) != (lie == "") || !regexp.MustCompile(says).Match(out) {
			t.Errorf("%q: %v, want %q in\n%s", lie, err, says, out)
		}
	}
}

// Reasons are some, each with a provision and a sentence, and hold all or none.
func TestReasoned(t *testing.T) {
	reason := func(cite rule.Citation, text string, holds bool) rule.Finding {
		return (&rule.Template{ID: "1", Cite: cite, Text: text}).Finding(holds)
	}
	yes, no := reason("Lamps 1", "It is.", true), reason("Lamps 1", "It is not.", false)
	for _, c := range []struct {
		why   []rule.Finding
		holds bool
		want  bool
	}{
		{nil, true, false}, {[]rule.Finding{yes}, true, true}, {[]rule.Finding{yes}, false, false}, {[]rule.Finding{no, no}, false, true}, {[]rule.Finding{yes, no}, true, false},
		{[]rule.Finding{yes, reason("", "It is.", true)}, true, false}, {[]rule.Finding{yes, reason("Lamps 1", "", true)}, true, false},
	} {
		if got := lifecycletest.Reasoned(c.why, c.holds); got != c.want {
			t.Errorf("%v, hold %t: got %t", c.why, c.holds, got)
		}
	}
}

func TestKit_Ask_withoutAMachine(t *testing.T) {
	kit := lamps()
	kit.Machine = nil
	r := kit.Ask(5)
	if len(r.Counterexamples) != 1 || r.Counterexamples[0].How.Error() != "Machine: missing, expected the machine whose laws are asked" {
		t.Errorf("got %+v", r.Counterexamples)
	}
}

func TestKitReachesEveryRow(t *testing.T) {
	if rows := lamps().Unreached(200); rows != nil {
		t.Errorf("no case comes to %v", rows)
	}
	if rows := lamps().Unreached(0); !slices.Equal(rows, []string{"1.lend", "2.whole", "2.broken"}) {
		t.Errorf("without a case all are unreached, and it is %v", rows)
	}
}

// A law may copy the kit and ask another machine: what is read of one is not told of the other.
func TestKit_ofAnotherMachine(t *testing.T) {
	kit, asked := lamps(), false
	err := kit.Each(1, func(m *lifecycletest.Transition[state, name, lamp, event, *board]) error {
		other := *m.Kit
		other.Machine = other.Machine.With(nil)
		asked = true
		if rows := other.Unreached(0); rows != nil {
			t.Errorf("a machine without rows has %v", rows)
		}
		return nil
	})
	if err != nil || !asked {
		t.Error(err, asked)
	}
}

type applied struct {
	c   lamp
	out rule.Outcome
	err error
}

// Each law falls by a way of applying events that breaks it.
func TestKitFindsEveryLawBroken(t *testing.T) {
	calls := 0
	for _, c := range []struct {
		law, how string
		fault    func(before lamp, e event, a *applied)
	}{
		{"an event never changes the case it is applied to", "the case became", func(before lamp, _ event, a *applied) {
			if len(before.Docket.Duties) > 0 {
				before.Docket.Duties[0].For = "something"
			}
		}},
		{"an event never changes the case it is applied to", "by the next event", func(before lamp, e event, a *applied) {
			if e == (lend{}) && len(before.Docket.Duties) > 0 {
				before.Docket.Duties[0].For = "something"
			}
		}},
		{"the same event on the same case gives the same bytes", "first", func(_ lamp, _ event, a *applied) {
			calls++
			a.c.Holder = fmt.Sprint(calls)
		}},
		{"replay equals step by step", "replayed", func(_ lamp, _ event, a *applied) { a.c.Holder = "nobody" }},
		{"a case and an event survive JSON", "by what came back", func(before lamp, _ event, a *applied) {
			if a.c.Hidden = "lent before"; before.Hidden != "" {
				a.out.Documents = append(a.out.Documents, "reminder")
			}
		}},
		{"an event is taken, or a lawful error says why not", "neither", func(_ lamp, _ event, a *applied) {
			if a.err != nil {
				a.err = errors.New("no")
			}
		}},
		{"an event is taken, or a lawful error says why not", "panic: ", func(_ lamp, _ event, a *applied) { panic("undeclared") }},
		{"an event is taken, or a lawful error says why not", "no field", func(_ lamp, _ event, a *applied) { a.err = &rule.InputError{} }},
		{"an event is taken, or a lawful error says why not", "no reason", func(_ lamp, _ event, a *applied) { a.err = &rule.Refused{} }},
		{"an event is taken, or a lawful error says why not", `refused is "x"`, func(_ lamp, _ event, a *applied) {
			a.err = rule.Refuse("x", "y", cite, "It is not.")
		}},
		{"what is not taken leaves the case as it was", "and yet", func(_ lamp, _ event, a *applied) {
			if a.err != nil {
				a.c.Holder = "somebody"
			}
		}},
		{"days never run backwards", "taken on", func(_ lamp, _ event, a *applied) { a.c.LastOn = calendar.MustParse("2020-01-01") }},
		{"days never run backwards", "on ", func(_ lamp, _ event, a *applied) {
			var input *rule.InputError
			if errors.As(a.err, &input) && input.Field == "on" {
				a.err = rule.Refuse("lend", "shelf", cite, "It is not.")
			}
		}},
		{"every finding cites its provision in a full sentence", "nothing was found", func(_ lamp, _ event,
			a *applied) {
			a.out.Findings = nil
		}},
		{"every finding cites its provision in a full sentence", "the finding", func(_ lamp, _ event, a *applied) {
			a.out.Findings = append(slices.Clip(a.out.Findings), rule.Verbatim(cite, true, "No sentence"))
		}},
		{"every finding cites its provision in a full sentence", "does not ask", func(_ lamp, _ event, a *applied) {
			f := (&rule.Template{ID: "x", Cite: cite, Text: "A sentence."}).Finding(true)
			f.Interpretations = []string{"nothing"}
			a.out.Findings = append(slices.Clip(a.out.Findings), f)
		}},
		{"every finding cites its provision in a full sentence", "the duty", func(_ lamp, _ event, a *applied) {
			a.out.Opened = append(slices.Clip(a.out.Opened), calendar.Duty{ID: "return"})
		}},
		{"an event is taken only when it was permitted, from a role that was", "not permitted", func(before lamp, e event, a *applied) {
			if a.err != nil && before.State == "lent" {
				a.err = nil
			}
		}},
		{"the docket is what was open, and opened, without what was closed", "times off", func(_ lamp, _ event,
			a *applied) {
			a.c.Docket = calendar.Docket{}
		}},
		{"the docket is what was open, and opened, without what was closed", "is closed as", func(_ lamp, _ event, a *applied) {
			a.out.Closed = slices.Clone(a.out.Closed)
			for i := range a.out.Closed {
				a.out.Closed[i].How = ""
			}
		}},
		{"the docket is what was open, and opened, without what was closed", "on another day", func(_ lamp, _ event, a *applied) {
			a.out.Opened, a.c.Docket.Duties = slices.Clone(a.out.Opened), slices.Clone(a.c.Docket.Duties)
			for i := range a.out.Opened {
				a.out.Opened[i].Opened.On = calendar.Date{}
				a.c.Docket.Duties[i].Opened.On = calendar.Date{}
			}
		}},
		{"what came out is what the fired row says", "no row", func(_ lamp, _ event, a *applied) { a.out.Findings = nil }},
		{"what came out is what the fired row says", "no row", func(before lamp, e event, a *applied) { // the row is of another state
			if before.State == "lent" && e.Name() == "lend" {
				a.err, a.out.Findings = nil, []rule.Finding{found("1.lend", cite, "It is lent.", true)}
			}
		}},
		{"what came out is what the fired row says", "no row", func(before lamp, e event, a *applied) { // the row is of another event
			if before.State == "shelf" && e.Name() == "bring" {
				a.err, a.out.Findings = nil, []rule.Finding{found("1.lend", cite, "It is lent.", true)}
			}
		}},
		{"what came out is what the fired row says", `opens "x", which`, func(_ lamp, _ event, a *applied) {
			a.out.Opened = append(slices.Clip(a.out.Opened), calendar.Duty{ID: "x"})
		}},
		{"what came out is what the fired row says", `opens "return", and does not`, func(_ lamp, _ event,
			a *applied) {
			a.out.Opened = nil
		}},
		{"what came out is what the fired row says", `calls for "slip", and does not`, func(_ lamp, _ event,
			a *applied) {
			a.out.Documents = nil
		}},
		{"what came out is what the fired row says", `awaits "x", which`, func(_ lamp, _ event, a *applied) {
			a.out.Pending = append(slices.Clip(a.out.Pending), rule.Pending{What: "x"})
		}},
		{"what came out is what the fired row says", `finds "1.due", and does not`, func(_ lamp, _ event, a *applied) {
			if len(a.out.Findings) > 0 {
				a.out.Findings = a.out.Findings[:1]
			}
		}},
		{"what came out is what the fired row says", `closes "x" as met, which`, func(_ lamp, _ event, a *applied) {
			a.out.Closed = append(slices.Clip(a.out.Closed), calendar.Duty{ID: "x", How: calendar.Met})
		}},
		{"what came out is what the fired row says", `closes "return", and does not`, func(_ lamp, _ event,
			a *applied) {
			a.out.Closed = nil
		}},
		{"what came out is what the fired row says", "moves the case to lent", func(before lamp, _ event,
			a *applied) {
			a.c.State = before.State
		}},
		{"what came out is what the fired row says", "does not set", func(before lamp, e event, a *applied) {
			if before.State == "lent" {
				a.c.Holder = "somebody"
			}
		}},
		{"what another reading changes carries its interpretation", "not carried by both", func(_ lamp, _ event, a *applied) {
			a.out.Findings = slices.Clone(a.out.Findings)
			for i := range a.out.Findings {
				a.out.Findings[i].Interpretations = nil
			}
		}},
	} {
		t.Run(c.law+": "+c.how, func(t *testing.T) {
			k := lamps()
			k.Apply = func(b *board, before lamp, e event) (lamp, rule.Outcome, error) {
				after, out, err := machine.Apply(b, before, e)
				a := &applied{after, out, err}
				c.fault(before, e, a)
				return a.c, a.out, a.err
			}
			var broken *lifecycletest.Counterexample
			if err := k.Check(300, c.law); !errors.As(err, &broken) || errors.Unwrap(broken) != broken.How ||
				broken.Law != c.law || !strings.Contains(broken.How.Error(), c.how) {
				t.Errorf("got %v, want the law broken: %s", err, c.how)
			}
			if r := k.Ask(0); !slices.Contains(r.Laws, c.law) {
				t.Errorf("%v are the laws", r.Laws)
			}
		})
	}
	if err := lamps().Check(50); err != nil {
		t.Error(err)
	}
}

// A law of the procedure's own is asked with the others, and its case is shown as
// the host wants.
func TestKitAsksLawsOfTheHosts(t *testing.T) {
	k := lamps()
	k.Laws = []lifecycletest.Law[state, name, lamp, event, *board]{{Name: "no lamp is ever lent",
		Broken: func(m *lifecycletest.Transition[state, name, lamp, event, *board]) error {
			if m.After.State == "lent" {
				return errors.New("it is lent")
			}
			return nil
		}}}
	var broken *lifecycletest.Counterexample
	if err := k.Check(50, "no lamp is ever lent"); !errors.As(err, &broken) ||
		!strings.Contains(err.Error(), "# Broken: no lamp is ever lent.\n# it is lent\n{\"event\":") {
		t.Errorf("got %v", err)
	}
	lines := strings.Split(strings.TrimSpace(broken.Case), "\n")[2:]
	if len(lines) != 1 || !json.Valid([]byte(lines[0])) {
		t.Errorf("no single event: %q", lines)
	}
}

// What breaks a law is left with the events that it takes, and shown as a scenario
// where the kit says how; so are two cases that break it together.
func TestKit_Ask_showsAShortCase(t *testing.T) {
	k := lamps()
	twice := lifecycletest.Law[state, name, lamp, event, *board]{Name: "a lamp is lent once", Broken: func(m *transition) error {
		lent := 0
		for _, e := range append(slices.Clone(m.Earlier), m.Event) {
			if e.Name() == "lend" {
				lent++
			}
		}
		if m.Takes("lend") && lent > 1 {
			return m.Broken("it is lent %d times", lent)
		}
		return nil
	}}
	unlike := lifecycletest.Law[state, name, lamp, event, *board]{Name: "on is like off", Broken: func(m *transition) error {
		return m.Unlike([]event{lend{Head: lifecycle.Head{On: calendar.MustParse("2024-01-08"), By: "keeper"}}}, "it is not")
	}}
	bare := lifecycletest.Law[state, name, lamp, event, *board]{Name: "all is written", Broken: func(m *transition) error {
		return m.Unlike([]event{bare{}}, "it is not")
	}}
	k.Laws = []lifecycletest.Law[state, name, lamp, event, *board]{twice, unlike, bare}
	if text := k.Ask(50, unlike.Name).Counterexamples[0].Case; strings.Count(text, "# The other case.\n") != 1 {
		t.Errorf("got\n%s", text)
	}
	k.Scenario = &lifecycletest.Scenario[lamp]{
		Domain: "lamps", Policy: lifecycletest.PolicyName("board", "rules/board.yaml"),
		Given: func(l lamp) any { return map[string]state{"state": l.State} },
		Shows: func(l lamp) []lifecycletest.Shown { return []lifecycletest.Shown{{Key: "state", Value: l.State}} },
	}
	r := k.Ask(50, twice.Name, unlike.Name, bare.Name)
	if len(r.Counterexamples) != 3 {
		t.Fatalf("got %v", r.Err())
	}
	shown := map[string]*lifecycletest.Counterexample{}
	for _, c := range r.Counterexamples {
		shown[c.Law] = c
	}
	text := shown[twice.Name].Case
	if !strings.HasPrefix(text, "# Broken: a lamp is lent once.\n# lend by \"") || strings.Count(text, "event: ") > 3 ||
		!strings.Contains(text, "domain: lamps\npolicy: board.yaml\ngiven: {state: shelf}\nsteps:\n") ||
		!strings.Contains(text, `duties: [{id: return, due: `) || strings.Count(text, "cites: ") != 1 {
		t.Errorf("got\n%s", text)
	}
	if text := shown[unlike.Name].Case; strings.Count(text, "scenario: ") != 2 || !strings.Contains(text, "---\n# The other case.\n") {
		t.Errorf("got\n%s", text)
	}
	if c := shown[bare.Name]; c.Case != "" || !strings.Contains(c.How.Error(), "it is not (the case is not shown: ") {
		t.Errorf("got %v", c)
	}
	if again := k.Ask(50, twice.Name); again.Err().Error() != shown[twice.Name].Error() {
		t.Errorf("shown otherwise the second time: %v", again.Err())
	}
}

// A case that cannot be drawn on, or asked what is permitted to it, keeps no law.
func TestKit_Ask_whatCannotBeDrawn(t *testing.T) {
	none := errors.New("there is none")
	k := lamps()
	k.Begin = func(*rapid.T) (lamp, lifecycletest.Draw[name, lamp, event]) {
		return k.Start, func(rt *rapid.T, _ lamp, _ []rule.Permit[name]) (event, error) {
			rapid.Bool().Draw(rt, "anything")
			return nil, none
		}
	}
	mute := lamps()
	mute.Permitted = func(*board, lamp) ([]rule.Permit[name], error) { return nil, none }
	for _, k := range []lifecycletest.Kit[state, name, lamp, event, *board]{k, mute} {
		r := k.Ask(5)
		if len(r.Counterexamples) != 1 || r.Counterexamples[0].Law != r.Laws[0] || !errors.Is(r.Err(), none) {
			t.Errorf("got %v", r.Err())
		}
		if err := k.Each(5, func(*transition) error { return nil }); !errors.Is(err, none) {
			t.Errorf("got %v", err)
		}
	}
}

// What is silent may differ without being carried; a reading that there is none of
// is said.
func TestKitOfReadings(t *testing.T) {
	k := lamps()
	k.Apply = func(b *board, before lamp, e event) (lamp, rule.Outcome, error) {
		after, out, err := machine.Apply(&board{"no"}, before, e)
		if err == nil {
			after.Holder = b.lendingCounts
		}
		return after, out, err
	}
	const law = "what another reading changes carries its interpretation"
	if err := k.Check(50, law); err == nil || !strings.Contains(err.Error(), "the case is") {
		t.Errorf("got %v", err)
	}
	k.Silent = []string{"holder"}
	if err := k.Check(50, law); err != nil {
		t.Error(err)
	}
	k.Reading = func(*board, string, string) (*board, error) { return nil, errors.New("there is none") }
	if err := k.Check(50, law); err == nil || !strings.Contains(err.Error(), "lending-counts: yes: there is none") {
		t.Errorf("got %v", err)
	}
	k.Reading = nil
	if err := k.Check(50, law); err != nil {
		t.Error(err)
	}
}

// A history that was drawn is taken again.
func TestKitHistoriesAreTaken(t *testing.T) {
	taken := 0
	for seed := range 50 {
		events := lamps().Histories().Example(seed)
		if _, _, err := machine.Replay(&board{"no"}, lamp{State: "shelf"}, events...); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
		taken += len(events)
	}
	if taken < 50 {
		t.Errorf("only %d events in 50 histories", taken)
	}
	k := lamps()
	k.Permitted = func(*board, lamp) ([]rule.Permit[name], error) { return nil, errors.New("there is none") }
	defer func() {
		if p := fmt.Sprint(recover()); !strings.HasSuffix(p, "the case is none: there is none") {
			t.Errorf("a history of a case that is none: %s", p)
		}
	}()
	k.Histories().Example(0)
}

func TestWithoutTakesEachEffectOnce(t *testing.T) {
	rows := machine.Definition().Rows
	effects := 0
	for _, r := range rows {
		effects += len(r.Does)
	}
	var names []string
	for name, less := range lifecycletest.Without(rows) {
		names = append(names, name)
		left := 0
		for _, r := range less {
			left += len(r.Does)
		}
		if left != effects-1 || len(less) != len(rows) {
			t.Errorf("%s: %d of %d effects are left", name, left, effects)
		}
	}
	if slices.Sort(names); len(slices.Compact(names)) != effects {
		t.Errorf("%d effects, and %q", effects, names)
	}
	for range lifecycletest.Without(rows) {
		break
	}
}

const boiler = `procedure: boiler
title: Boilers
source: Rule 1
states: [cold, hot]
roles: [stoker]
case: {fires: count, fuel: text}
events:
  heat: {fuel: text}
  cool: {}
interpretations:
  - {id: ash, question: "Is ash fuel?", cite: Rule 3, reading: fuel, readings: [{key: fuel, text: It is.}, {key: waste, text: It is not.}]}
rows:
  - {id: "1", from: cold, on: heat, by: stoker, to: hot, cite: Rule 1, says: It is heated., effects: [{set: {fires: case.fires + 1, fuel: event.fuel}}]}
  - {id: "2", from: hot, on: cool, by: stoker, to: cold, cite: Rule 2, says: It is cooled., effects: [{set: {fuel: }}]}
`

// The facts that a file declares are those of a case: what a row sets of them, and what is silent.
func TestKitOfAFile(t *testing.T) {
	p, err := procedure.Parse("boiler.yaml", []byte(boiler))
	if err != nil {
		t.Fatal(err)
	}
	k := lifecycletest.Kit[procedure.State, procedure.EventName, procedure.Case, procedure.Event, *procedure.Procedure]{
		Machine: p.Machine(), Policy: p, Start: p.Start(), Reading: (*procedure.Procedure).WithReading}
	if err := k.Check(50); err != nil {
		t.Error(err)
	}
	if rows := k.Unreached(50); rows != nil {
		t.Errorf("no case comes to %v", rows)
	}
	amiss := func(fact string, when func(reading string, e procedure.Event) bool) {
		k.Apply = func(p *procedure.Procedure, c procedure.Case, e procedure.Event) (procedure.Case, rule.Outcome, error) {
			after, out, err := p.Apply(c, e)
			if err == nil && when(p.Interpretations()[0].Reading, e) {
				err = after.UnmarshalJSON([]byte(fact))
			}
			return after, out, err
		}
	}
	amiss(`{"fires":9}`, func(_ string, e procedure.Event) bool { return e.Name() == "cool" })
	if err := k.Check(50, says); err == nil || !strings.Contains(err.Error(), "2 changes what the row does not set: ") {
		t.Errorf("a row that does not set the fires: %v", err)
	}
	amiss(`{"fuel":"ash"}`, func(reading string, _ procedure.Event) bool { return reading == "waste" })
	for silent, broken := range map[string]bool{"fires": true, "fuel": false} {
		k.Silent = []string{silent}
		if err := k.Check(50, flips); (err != nil) != broken || err != nil && !strings.Contains(err.Error(), "the case is ") {
			t.Errorf("silent is %s: %v", silent, err)
		}
	}
}
