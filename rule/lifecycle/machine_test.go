package lifecycle

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// said lists findings with their ids, provisions and interpretations.
func said(findings []rule.Finding) []string {
	all := []string{}
	for _, f := range findings {
		all = append(all, f.ID+" "+f.String())
	}
	return all
}

// A row's own finding carries what picked it; a Say what its If asked; a finding of
// a function what was asked since the one before.
func TestMachine_Apply_whichFindingCarriesWhat(t *testing.T) {
	row := fires(Say{ID: "a", If: `policy.own_vet == "town"`, Text: "A."}, Say{ID: "b", Text: "B."},
		Open{Duty: "bill", If: `policy.chip_needed == "yes"`})
	row.If = `not case.chip or policy.chip_needed == "no"`
	m := dogsOf(row)
	_, out := taken(t, m, town(), dogCase{State: "none"}, asked1)
	want := []string{"1 It is asked (Dogs 1; interpretation chip-needed).", "a A (Dogs 1; interpretation own-vet).", "b B (Dogs 1)."}
	if diff := cmp.Diff(want, said(out.Findings)); diff != "" {
		t.Error(diff)
	}
	row = fires(Say{ID: "a", If: `policy.own_vet == "town"`, Text: "A."})
	row.If = `policy.chip_needed == "yes"`
	_, out = taken(t, dogsOf(row), town(), dogCase{State: "none"}, asked1)
	want = []string{"1 It is asked (Dogs 1; interpretation chip-needed).", "a A (Dogs 1; interpretation own-vet)."}
	if diff := cmp.Diff(want, said(out.Findings)); diff != "" || !out.Findings[0].Holds {
		t.Error("what picked the row is not what a Say asked\n" + diff)
	}
	row.By, row.If = []Who{{Role: "clerk", If: `policy.chip_needed == "yes"`}}, `policy.own_vet == "any"`
	f := dogRefused(t, dogsOf(row), town(), dogCase{State: "none"}, asked1).Findings[0]
	if !slices.Equal(f.Interpretations, []string{"own-vet", "chip-needed"}) {
		t.Errorf("a reason carries what it asked itself, and then what was asked on the way: %q", f.Interpretations)
	}
	p := town()
	p.readings[0] = "no"
	_, out = taken(t, dogsOf(fires(Say{ID: "c", If: `policy.chip_needed == "yes" and case.chip`, Text: "C."})), p, dogCase{State: "none"}, asked1)
	if diff := cmp.Diff([]string{"1 It is asked (Dogs 1; interpretation chip-needed)."}, said(out.Findings)); diff != "" {
		t.Error("what a Say asked that is not said belongs to the row\n" + diff)
	}
}

// A function is called once, and only for what reads it.
func TestMachine_Apply_functionsAreLazy(t *testing.T) {
	p := town()
	_, out := taken(t, dogsOf(fires(Say{ID: "a", If: "case.chip and plan.ready", Text: "A."})), p, dogCase{State: "none"}, asked1)
	if *p.calls != 0 || len(out.Findings) != 1 {
		t.Errorf("%d calls, %v", *p.calls, out)
	}
	_, out = taken(t, dogsOf(fires(Say{ID: "a", If: "plan.ready", Text: "In {plan.days} day{plan.days:s}."}, Say{ID: "b", If: "plan.days > 1", Text: "By {plan.who:or}."},
		Say{ID: "c", If: "free.town", Text: "Free."})), p, dogCase{State: "none"}, asked1)
	row := fires(Say{ID: "a", If: "plan.ready", Text: "A."})
	row.To = ""
	again := town()
	if _, _, err := dogsOf(row).Replay(again, dogCase{State: "none"}, asked1, asked1); err != nil || *again.calls != 2 {
		t.Errorf("for two events: %d calls, %v", *again.calls, err)
	}
	if diff := cmp.Diff([]string{"1 It is asked (Dogs 1).", "a In 5 days (Dogs 1).", "b By vet or mayor (Dogs 1).", "c Free (Dogs 1; interpretation own-vet)."}, said(out.Findings)); diff != "" || *p.calls != 1 {
		t.Errorf("%d calls, %s", *p.calls, diff)
	}
}

func TestMachine_Apply_alsoCites(t *testing.T) {
	row := fires()
	row.Also = []rule.Citation{"Dogs 5", "Dogs 6"}
	_, out := taken(t, dogsOf(row), town(), dogCase{State: "none"}, asked1)
	if diff := cmp.Diff([]string{"1 It is asked (Dogs 1).", "1 It is asked (Dogs 5).", "1 It is asked (Dogs 6)."}, said(out.Findings)); diff != "" {
		t.Error(diff)
	}
}

// What is looked at first is said first: an event that is wrong in every way is
// made right one thing at a time.
func TestMachine_Apply_order(t *testing.T) {
	row := fires()
	row.By = By("vet")
	row.Requires = []Guard{{ID: "few", If: "case.visits < 2", Text: "There were {case.visits} visits."}, {ID: "file", If: `case.file.place != ""`, Text: "No file.", Cite: "Dogs 2"}}
	row.Needs = []Guard{{Fact: "keeper"}, {Fact: "tags", Error: true}, {Fact: "fee|since", If: `event.keeper != "town"`},
		{ID: "cheap", If: "event.fee < policy.most", Text: "{event.fee:money} is more than {policy.most}."}}
	row.If = "event.shots"
	outer := dogRow{ID: "0", Cite: "Dogs 0", Requires: []Guard{{ID: "force", If: "event.on >= policy.from", Text: "Not in force on {event.on}."}}}
	def := dogDefinition(outer, row)
	def.Check = func(p *dogPolicy, c *dogCase) error {
		if p.values.Limit == 0 {
			return &rule.InputError{Field: "policy", Expected: "a limit"}
		}
		return nil
	}
	def.Accept = func(_ *dogPolicy, _ *dogCase, e dogEvent) error {
		if e, ok := e.(ask); ok && e.Visits < 0 {
			return &rule.InputError{Field: "visits", Expected: "0 or more"}
		}
		return nil
	}
	m := New(def)
	p, c, e := town(), dogCase{State: "gone", Visits: 2, LastOn: dogDay("2019-01-01")}, ask{Visits: -1, By: "dog"}
	p.values.Limit = 0
	for _, step := range []struct {
		want  string
		right func()
	}{
		{"policy: missing, expected a limit", func() { p.values.Limit = 1 }},
		{"on: missing, expected the day of the event", func() { e.On = dogDay("2018-01-01") }},
		{"on: 2018-01-01 runs backwards, expected a day not before 2019-01-01, the day of the event before", func() { e.On = dogDay("2019-06-01") }},
		{`by: "dog" is not valid, expected one of clerk, vet, mayor`, func() { e.By = "clerk" }},
		{"visits: missing, expected 0 or more", func() { e.Visits = 0 }},
		{"tags: missing, expected a list of texts", func() { e.Tags = []string{"brown"} }},
		{"refused: ask in state gone: Not in force on 2019-06-01 (Dogs 0).", func() { e.On = dogDay("2024-06-01") }},
		{"refused: ask in state gone: ask is possible when the case is none, and it is gone (Dogs 1).", func() { c.State = "none" }},
		{"refused: ask in state none: ask is for vet, not for clerk (Dogs 1).", func() { e.By = "" }},
		{"refused: ask in state none: ask is for vet, and it is not said by whom it came (Dogs 1).", func() { e.By = "vet" }},
		{"refused: ask in state none: There were 2 visits (Dogs 1). No file (Dogs 2).", func() { c.Visits, c.File.Place = 1, "north" }},
		{"refused: ask in state none: The event must give keeper, tags, fee or since; not given: keeper, fee or since (Dogs 1).", func() { e.Keeper = "Ann" }},
		{"refused: ask in state none: The event must give keeper, tags, fee or since; not given: fee or since (Dogs 1).", func() { e.Fee = decimal.New(20000, -1) }},
		{"refused: ask in state none: 2,000.00 is more than 15.0 (Dogs 1).", func() { e.Fee, e.Shots = decimal.New(2, 0), rule.No }},
		{"refused: ask in state none: No row applies: it is not so that event.shots (event.shots = false) (Dogs 1).", func() { e.Shots = rule.Yes }},
	} {
		was := c
		next, out, err := m.Apply(p, c, e)
		if err == nil || err.Error() != step.want || len(out.Findings) > 0 || next.State != was.State {
			t.Errorf("got  %v\nwant %s", err, step.want)
		}
		step.right()
	}
	next, _ := taken(t, m, p, c, e)
	if next.State != "asked" || next.LastOn != e.On {
		t.Errorf("got %+v", next)
	}
	e.On = dogDay("2019-01-01")
	if !strings.Contains(dogRefused(t, m, p, c, e).Error(), "in force") {
		t.Error("the outer row holds")
	}
}

// By RolesFirst a value that cannot be counts of an event that some row takes.
func TestMachine_Apply_rolesFirst(t *testing.T) {
	row := fires()
	row.By = By("vet")
	def := dogDefinition(row)
	def.RolesFirst = true
	def.Accept = func(*dogPolicy, *dogCase, dogEvent) error { return &rule.InputError{Field: "keeper"} }
	m := New(def)
	dogRefused(t, m, town(), dogCase{State: "gone"}, asked1)
	dogRefused(t, m, town(), dogCase{State: "none"}, asked1)
	e := asked1
	e.By = "vet"
	if err := dogError(t, m, town(), dogCase{State: "none"}, e); err.Field != "keeper" {
		t.Error(err)
	}
}

// Which of several rows say for whom an event is, and what it must bring, rests on the
// readings that decide what the case has reached.
func TestMachine_Apply_whoseRows(t *testing.T) {
	one, two := fires(), fires()
	two.ID, two.Cite = "2", "Dogs 2"
	one.Requires = []Guard{{ID: "chip", If: `policy.chip_needed == "no"`, Text: "A chip is needed."}}
	one.Needs, two.Needs = []Guard{{ID: "one", If: "event.visits > 9", Text: "Ten visits."}}, []Guard{{ID: "two", If: "event.visits > 8", Text: "Nine visits."}}
	for _, role := range []rule.Role{"vet", "clerk"} { // not that of the event, and its own
		one.By, two.By = By(role), By(role)
		m := dogsOf(one, two)
		for reading, cites := range map[string]string{"yes": "Dogs 2", "no": "Dogs 1 Dogs 2"} {
			p := town()
			p.readings[0] = reading
			var got []string
			for _, f := range dogRefused(t, m, p, dogCase{State: "none"}, asked1).Findings {
				got = append(got, string(f.Cite))
				if !slices.Equal(f.Interpretations, []string{"chip-needed"}) {
					t.Errorf("%s, %s: %v rests on %q", role, reading, f, f.Interpretations)
				}
			}
			if strings.Join(got, " ") != cites {
				t.Errorf("%s, %s: got %q, want %s", role, reading, got, cites)
			}
		}
	}
	two.Cite, one.By, two.By = one.Cite, By("vet"), By("vet") // which of them counts says nothing
	r := dogRefused(t, dogsOf(one, two), town(), dogCase{State: "none"}, asked1)
	if len(r.Findings) != 1 || r.Findings[0].Interpretations != nil {
		t.Errorf("got %v", r)
	}
	two.By = By("mayor")
	if r := dogRefused(t, dogsOf(one, two), town(), dogCase{State: "none"}, asked1); len(r.Findings[0].Interpretations) != 1 {
		t.Errorf("got %v", r)
	}
}

func TestMachine_Apply_who(t *testing.T) {
	row := fires(Say{ID: "by", Text: "By {event.by}."})
	row.By = []Who{{Role: "clerk", Default: true}, {Role: "vet", If: `policy.own_vet == "any"`}}
	m := dogsOf(row)
	e := asked1
	e.By = ""
	if _, out := taken(t, m, town(), dogCase{State: "none"}, e); out.Findings[1].Text() != "By clerk." {
		t.Errorf("by default: %v", out)
	}
	e.By = "vet"
	if r := dogRefused(t, m, town(), dogCase{State: "none"}, e); r.Findings[0].String() != "ask is for clerk, not for vet (Dogs 1; interpretation own-vet)." {
		t.Errorf("got %v", r)
	}
	p := town()
	p.readings[1] = "any"
	if _, out := taken(t, m, p, dogCase{State: "none"}, e); !slices.Equal(out.Findings[0].Interpretations, []string{"own-vet"}) {
		t.Errorf("by another reading: %v", out)
	}
	e.By = "keeper"
	dogRefused(t, m, p, dogCase{State: "none"}, e)
	e.By = "nurse"
	if err := dogError(t, m, p, dogCase{State: "none"}, e); err.Field != "by" {
		t.Error(err)
	}
	p.further = []rule.Role{"nurse"}
	dogRefused(t, m, p, dogCase{State: "none"}, e)
	m = dogsOf(dogRow{ID: "1", From: []dogState{"none"}, On: "ask", Cite: "Dogs 1", Text: "Anyone."})
	e.By = ""
	if next, _ := taken(t, m, p, dogCase{State: "none"}, e); next.State != "none" {
		t.Errorf("it stays: %+v", next)
	}
	broken := row
	broken.By = []Who{{Role: "clerk", If: `div(1, event.visits, 2, "down") > 0`}}
	if err := dogError(t, dogsOf(broken), p, dogCase{State: "none"}, asked1); err.Field != "divisor" {
		t.Error(err)
	}
}

// The first row of the state, the event and the role whose conditions hold fires;
// when none does, the reasons of all are said, each once.
func TestMachine_Apply_firstRow(t *testing.T) {
	shared := []Guard{{ID: "g", If: "not case.chip", Text: "It has a chip."}}
	one, two := fires(), fires()
	one.Requires, one.If = shared, "event.visits > 1"
	two.ID, two.Text, two.Requires, two.If = "2", "It is asked again.", shared, "event.visits > 0"
	m := dogsOf(one, two)
	e := asked1
	for visits, want := range map[int]string{2: "It is asked.", 1: "It is asked again."} {
		e.Visits = visits
		if _, out := taken(t, m, town(), dogCase{State: "none"}, e); out.Findings[0].Text() != want {
			t.Errorf("%d: %v", visits, out)
		}
	}
	e.Visits = 0
	want := []string{"No row applies: it is not so that event.visits > 1 (event.visits = 0) (Dogs 1).", "No row applies: it is not so that event.visits > 0 (event.visits = 0) (Dogs 1)."}
	if diff := cmp.Diff(want, sentences(dogRefused(t, m, town(), dogCase{State: "none"}, e).Findings)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"It has a chip (Dogs 1)."}, sentences(dogRefused(t, m, town(), dogCase{State: "none", Chip: true}, e).Findings)); diff != "" {
		t.Error(diff)
	}
	late := fires()
	late.From = []dogState{"late"}
	want = []string{"ask is possible when the case is none, and it is gone (Dogs 1).", "ask is possible when the case is late, and it is gone (Dogs 1)."}
	if diff := cmp.Diff(want, sentences(dogRefused(t, dogsOf(one, two, late), town(), dogCase{State: "gone"}, e).Findings)); diff != "" {
		t.Error(diff)
	}
}

func sentences(findings []rule.Finding) []string {
	var all []string
	for _, f := range findings {
		all = append(all, f.String())
	}
	return all
}

// The facts that the picking condition read are those of the finding.
func TestMachine_Apply_factsOfTheFinding(t *testing.T) {
	row := fires()
	row.If, row.Text = "event.visits >= policy.limit", "{event.visits} of {policy.limit}; {event.keeper}."
	e := asked1
	e.Visits = 3
	_, out := taken(t, dogsOf(row), town(), dogCase{State: "none"}, e)
	var names []string
	for _, f := range out.Findings[0].Facts {
		names = append(names, f.Name)
	}
	if diff := cmp.Diff([]string{"event.visits", "policy.limit", "event.keeper"}, names); diff != "" || out.Findings[0].Text() != "3 of 2; Ann." {
		t.Errorf("%v\n%s", out, diff)
	}
}

// An outer row with an event holds for all rows of it, and may say who reports it.
func TestMachine_Apply_outerRows(t *testing.T) {
	every := dogRow{ID: "every", Cite: "Dogs 0", Does: effects{Say{ID: "always", Text: "Always."}}}
	asking := dogRow{ID: "asking", On: "ask", By: By("clerk"), Cite: "Dogs 9", Requires: []Guard{{ID: "r", If: "case.visits == 0", Text: "Visited."}},
		Needs: []Guard{{Fact: "keeper"}}, Does: effects{Say{ID: "asks", Text: "Asks."}, Open{Duty: "bill"}}}
	own := fires(Say{ID: "own", Text: "Own."})
	own.Needs = []Guard{{Fact: "fee"}}
	ticks := dogRow{ID: "2", From: []dogState{"none"}, On: "tick", Cite: "Dogs 2", Text: "It ticks."}
	m := dogsOf(every, asking, own, ticks)
	e := asked1
	e.Fee = decimal.New(1, 0)
	_, out := taken(t, m, town(), dogCase{State: "none"}, e)
	if diff := cmp.Diff([]string{"1 It is asked (Dogs 1).", "always Always (Dogs 0).", "asks Asks (Dogs 9).", "own Own (Dogs 1)."}, said(out.Findings)); diff != "" {
		t.Error(diff)
	}
	if _, out := taken(t, m, town(), dogCase{State: "none"}, tick{On: dogOn}); len(out.Opened) > 0 || len(out.Findings) != 2 {
		t.Errorf("another event: %v", out)
	}
	e.By = "vet"
	dogRefused(t, m, town(), dogCase{State: "none"}, e)
	e.By, e.Keeper, e.Fee = "clerk", "", decimal.Decimal{}
	if r := dogRefused(t, m, town(), dogCase{State: "none"}, e); !strings.Contains(r.Error(), "not given: keeper, fee") {
		t.Error(r)
	}
	if r := dogRefused(t, m, town(), dogCase{State: "none", Visits: 1}, e); r.Error() != "refused: ask in state none: Visited (Dogs 9)." {
		t.Error(r)
	}
}

// What a condition cannot answer is the event's error, wherever it stands.
func TestMachine_Apply_conditionsThatCannotAnswer(t *testing.T) {
	const broken = `div(1, event.visits, 2, "down") > 0`
	guard := []Guard{{ID: "g", If: broken, Text: "No."}}
	for name, change := range map[string]func(r *dogRow){
		"if":    func(r *dogRow) { r.If = broken },
		"needs": func(r *dogRow) { r.Needs = guard },
		"fact":  func(r *dogRow) { r.Needs = []Guard{{Fact: "keeper", If: broken}} },
		"error": func(r *dogRow) { r.Needs = []Guard{{Fact: "keeper", If: broken, Error: true}} },
		"requires": func(r *dogRow) {
			r.Requires = []Guard{{ID: "g", If: `div(1, case.visits, 2, "down") > 0`, Text: "No."}}
		},
		"outer":       nil,
		"a condition": func(r *dogRow) { r.Does = effects{Call{If: broken}} },
	} {
		row := fires()
		rows := []dogRow{row}
		if change == nil {
			rows = append(rows, dogRow{ID: "0", Cite: "Dogs 0", Requires: []Guard{{ID: "g", If: `div(1, case.visits, 2, "down") > 0`, Text: "No."}}})
		} else {
			change(&rows[0])
		}
		m := dogsOf(rows...)
		if err := dogError(t, m, town(), dogCase{State: "none"}, asked1); err.Field != "divisor" {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := m.Permitted(town(), dogCase{State: "none"}); (err != nil) != (name == "requires") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestMachine_Apply_whatIsNoEvent(t *testing.T) {
	m := dogsOf(fires())
	for _, e := range []dogEvent{nil, &asked1, (*ask)(nil)} {
		if err := dogError(t, m, town(), dogCase{State: "none"}, e); err.Field != "event" {
			t.Errorf("%T: %v", e, err)
		}
	}
	e := asked1
	e.Shots = 7 // neither yes nor no
	if err := dogError(t, m, town(), dogCase{State: "none"}, e); err.Field != "event.shots" && err.Field != "shots" {
		t.Errorf("a flag that is none: %v", err)
	}
}

func TestMachine_Replay(t *testing.T) {
	row := fires(Set{Field: "visits", To: "case.visits + 1"})
	row.To = ""
	m := dogsOf(row)
	c, outcomes, err := m.Replay(town(), dogCase{State: "none"}, asked1, asked1)
	if err != nil || c.Visits != 2 || len(outcomes) != 2 {
		t.Errorf("got %+v, %v, %v", c, outcomes, err)
	}
	c, outcomes, err = m.Replay(town(), dogCase{State: "none"}, asked1, tick{On: dogOn}, asked1)
	if err == nil || !strings.HasPrefix(err.Error(), "event 2: refused: tick") || c.Visits != 1 || len(outcomes) != 1 {
		t.Errorf("got %+v, %v, %v", c, outcomes, err)
	}
	// An event that fails half way, after it has changed the case, leaves no trace.
	row.Does = append(row.Does, Do{Name: "move"})
	for failing := range 3 {
		p, n := town(), 0
		p.do = func(*Change[dogCase, *dogPolicy]) error {
			if n++; n > failing {
				return errors.New("no bill can be made")
			}
			return nil
		}
		c, outcomes, err = dogsOf(row).Replay(p, dogCase{State: "none"}, asked1, asked1, asked1)
		if err == nil || c.Visits != failing || len(outcomes) != failing {
			t.Errorf("event %d fails: got %+v, %v, %v", failing+1, c, outcomes, err)
		}
	}
}

func TestMachine_Permitted(t *testing.T) {
	one, two := fires(), fires()
	one.By = By("clerk")
	two.ID, two.Cite, two.By = "2", "Dogs 2", []Who{{Role: "clerk"}, {Role: "vet", If: `policy.own_vet == "any"`}}
	one.Requires = []Guard{{ID: "g", If: `not case.chip or policy.chip_needed == "no"`, Text: "It has a chip."}}
	two.Requires = []Guard{{ID: "h", If: "case.visits == 0", Text: "Visited."}}
	m := dogsOf(one, two)
	for name, c := range map[string]struct {
		of   dogCase
		open bool
		by   []rule.Role
		why  []string
	}{
		"open by both":  {dogCase{State: "none"}, true, []rule.Role{"clerk"}, []string{"ask is open (Dogs 1).", "ask is open (Dogs 2)."}},
		"open by one":   {dogCase{State: "none", Visits: 1}, true, []rule.Role{"clerk"}, []string{"ask is open (Dogs 1)."}},
		"by neither":    {dogCase{State: "none", Visits: 1, Chip: true}, false, nil, []string{"It has a chip (Dogs 1; interpretation chip-needed).", "Visited (Dogs 2)."}},
		"another state": {dogCase{State: "gone"}, false, nil, []string{"ask is possible when the case is none, and it is gone (Dogs 1).", "ask is possible when the case is none, and it is gone (Dogs 2)."}},
	} {
		permits, err := m.Permitted(town(), c.of)
		if err != nil || len(permits) != 2 {
			t.Fatal(permits, err)
		}
		got := permits[0]
		if got.Event != "ask" || got.Open != c.open || !slices.Equal(got.By, c.by) || permits[1].Open {
			t.Errorf("%s: %+v", name, got)
		}
		if diff := cmp.Diff(c.why, sentences(got.Why)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	one.By = nil
	if permits, _ := dogsOf(one, two).Permitted(town(), dogCase{State: "none"}); permits[0].By != nil {
		t.Errorf("anyone: %+v", permits[0])
	}
	two.By[1].If = `div(1, case.visits, 2, "down") > 0`
	if _, err := dogsOf(two).Permitted(town(), dogCase{State: "none"}); err == nil {
		t.Error("who it is for cannot be answered")
	}
	def := dogDefinition(one)
	def.Check = func(*dogPolicy, *dogCase) error { return errors.New("no case") }
	if _, err := New(def).Permitted(town(), dogCase{}); err == nil {
		t.Error("a case that is none")
	}
}

// A case whose state the definition does not have is none of it.
func TestMachine_ofAStateThatIsNone(t *testing.T) {
	m := dogsOf(fires())
	for state, want := range map[dogState]string{"": "state: missing, expected one of ", "lsot": `state: "lsot" is not valid, expected one of `} {
		_, permitted := m.Permitted(town(), dogCase{State: state})
		_, _, applied := m.Apply(town(), dogCase{State: state}, ask{})
		_, _, replayed := m.Replay(town(), dogCase{State: state}, ask{})
		for door, err := range map[string]error{"Permitted": permitted, "Apply": applied, "Replay": replayed} {
			var e *rule.InputError
			if !errors.As(err, &e) || !strings.Contains(err.Error(), want) {
				t.Errorf("%s of %q: got %v", door, state, err)
			}
		}
	}
}

// A definition may do without what is optional.
func TestMachine_withoutWhatIsOptional(t *testing.T) {
	def := dogDefinition(fires())
	def.Values, def.Further, def.Readings, def.Finds, def.Reading = Values[*dogPolicy]{}, nil, nil, nil, nil
	m := New(def)
	if next, _ := taken(t, m, town(), dogCase{State: "none"}, asked1); next.State != "asked" {
		t.Errorf("got %+v", next)
	}
	e := asked1
	e.By = "nurse"
	dogError(t, m, town(), dogCase{State: "none"}, e)
	if got := m.Definition(); got.Name != "dogs" {
		t.Error(got.Name)
	}
}

// Whoever writes into a definition that a machine gave changes no machine.
func TestMachine_Definition(t *testing.T) {
	m := New(dogDefinition(sound()...))
	written := m.Definition()
	before := fmt.Sprint(m.Definition().Rows, written.Events, written.Final, written.Roles)
	clear(written.Rows[0].From)
	clear(written.Rows)
	clear(written.Events)
	clear(written.Final)
	clear(written.Roles)
	clear(written.Parties)
	clear(written.Readings)
	clear(written.Duties)
	clear(written.Finds)
	clear(written.Matches)
	clear(written.Does)
	after := m.Definition()
	if got := fmt.Sprint(after.Rows, after.Events, after.Final, after.Roles); got != before {
		t.Errorf("got %s\nwant %s", got, before)
	}
	for _, q := range after.Readings {
		if q.ID == "" {
			t.Error("a reading is gone")
		}
	}
	for _, f := range after.Finds {
		if f.name == "" {
			t.Error("a function is gone")
		}
	}
	if c := (dogCase{State: "lost"}); *m.Core(&c).State != "lost" || (&dogs{}).Core(&c).State != nil {
		t.Error("the state of a case is not where it is")
	}
}

// The same case, event and policy give the same bytes.
func FuzzMachine_Apply(f *testing.F) {
	row := fires(Open{Duty: "visit", Cite: "Dogs 2", Each: "plan.visits"}, Set{Field: "visits", To: "case.visits + event.visits"}, Say{ID: "a", If: "free.town", Text: "{plan.days}"},
		Perform{Duties: Duties{IDs: []string{"visit"}}}, Set{Field: "tags", To: "event.tags"})
	row.To, row.By, row.Needs = "", ByDefault("clerk"), []Guard{{Fact: "keeper"}}
	m := dogsOf(row)
	f.Add("Ann", "clerk", 3, 1, true)
	f.Add("", "", -7, 400, false)
	f.Fuzz(func(t *testing.T, keeper, by string, visits, days int, tags bool) {
		on, err := dogOn.AddDays(days % 4000)
		if err != nil {
			return
		}
		e := ask{On: on, By: rule.Role(by), Keeper: keeper, Visits: visits}
		if tags {
			e.Tags = []string{keeper}
		}
		was := dogCase{State: "none", LastOn: dogOn, Docket: calendar.Docket{Duties: []calendar.Duty{{ID: "visit", Due: dogOn}}}}
		before, _ := json.Marshal(was)
		first, out, err1 := m.Apply(town(), was, e)
		second, again, err2 := m.Apply(town(), was, e)
		a, _ := json.Marshal([]any{first, out, err1 == nil})
		b, _ := json.Marshal([]any{second, again, err2 == nil})
		after, _ := json.Marshal(was)
		if string(a) != string(b) || string(before) != string(after) || err1 != nil && err1.Error() != err2.Error() {
			t.Errorf("%s\n%s\n%v, %v", a, b, err1, err2)
		}
	})
}

// A finding has the facts that picked its row, and those that its text names: each once.
func TestMachine_Apply_factsOfAFinding(t *testing.T) {
	for want, row := range map[string]dogRow{
		"[case.state: none]":                              {Text: "It was {case.state}."},
		"[plan.days: 5 case.visits: 0 event.keeper: Ann]": {If: "plan.days > 3 and case.visits == 0", Text: "{event.keeper} in {plan.days} days."},
	} {
		row.ID, row.From, row.On, row.To, row.Cite = "1", []dogState{"none"}, "ask", "asked", "Dogs 1"
		_, out := taken(t, dogsOf(row), town(), dogCase{State: "none"}, asked1)
		var got []string
		for _, f := range out.Findings[0].Facts {
			got = append(got, f.Name+": "+f.Value.String())
		}
		if fmt.Sprint(got) != want {
			t.Errorf("got %v, want %s", got, want)
		}
	}
}

// Whoever is not the role is given the provision of the role that may be there now.
func TestMachine_Apply_provisionOfARole(t *testing.T) {
	row := fires()
	row.By = []Who{{Role: "clerk"}, {Role: "vet", If: `policy.own_vet == "any"`, Cite: "Dogs 9"}}
	for reading, cite := range map[string]rule.Citation{"town": "Dogs 1", "any": "Dogs 9"} {
		p := town()
		p.readings[1] = reading
		refused := dogRefused(t, dogsOf(row), p, dogCase{State: "none"}, ask{On: dogOn, By: "mayor"})
		if len(refused.Findings) != 1 || refused.Findings[0].Cite != cite {
			t.Errorf("%s: got %+v", reading, refused.Findings)
		}
	}
}

// What is missing rests on the interpretation by which it is asked.
func TestMachine_Apply_missingByAnInterpretation(t *testing.T) {
	row := fires()
	row.Needs = []Guard{{Fact: "breed", If: `policy.chip_needed == "yes"`, Cite: "Dogs 8"}}
	refused := dogRefused(t, dogsOf(row), town(), dogCase{State: "none"}, asked1)
	if f := refused.Findings[0]; f.Cite != "Dogs 8" || !slices.Equal(f.Interpretations, []string{"chip-needed"}) {
		t.Errorf("got %+v", f)
	}
}

// Each sentence is listed once, with its provision, those of the machine too.
func TestMachine_Sentences(t *testing.T) {
	got := map[string]string{}
	for _, s := range dogsOf(sound()...).Sentences() {
		if _, again := got[s.ID]; again {
			t.Errorf("%s stands twice", s.ID)
		}
		got[s.ID] = string(s.Cite) + ": " + s.Text
	}
	for id, want := range map[string]string{"1": "Dogs 1: {event.keeper} asks.", "g": ": No chip.", "plan": ": Not in {plan.days} days.", "s": "Dogs 9: {free.town}",
		"every": ": Every.", "2": "Dogs 2: Again.", "*.role": ": {event} is for {roles:or}, not for {by}."} {
		if got[id] != want {
			t.Errorf("%s: got %q, want %q", id, got[id], want)
		}
	}
	if _, empty := got["0"]; empty {
		t.Error("a row without a text has no sentence")
	}
}
