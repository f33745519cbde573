package scenario

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// A lamp is a case of a process that exists in these tests only, so that what a
// scenario says is tested apart from what an instrument says. Marks are shared
// by every lamp that came of the same one, which no real case may do.
type lamp struct {
	lampNotes
	State  lampState       `json:"state"`
	Watts  decimal.Decimal `json:"watts"`
	By     rule.Role       `json:"by"`
	Wires  []string        `json:"wires"`
	Marks  *marks          `json:"marks"`
	LastOn calendar.Date   `json:"-"`
	Docket calendar.Docket `json:"docket"`
	Glass  glass           `json:"glass,omitempty"`
}

// marks are kept where no copy of a lamp has its own.
type marks struct{ of map[string]int }

func (m *marks) MarshalJSON() ([]byte, error)    { return json.Marshal(m.of) }
func (m *marks) UnmarshalJSON(data []byte) error { return json.Unmarshal(data, &m.of) }

// lampNotes are fields of a lamp that are mostly not set.
type lampNotes struct {
	Moved   calendar.Date `json:"moved,omitzero"`
	Note    string        `json:"note,omitempty"`
	Repairs int           `json:"repairs,omitzero"`
	Tags    []string      `json:"tags,omitempty"`
	Listed  bool          `json:"listed,omitempty"`
	Hidden  string        `json:"-"`
}

// glass that is broken cannot be written.
type glass string

func (g glass) MarshalJSON() ([]byte, error) {
	if g == "broken" {
		return nil, errors.New("no JSON for this")
	}
	return json.Marshal(string(g))
}

type (
	lampState string
	lampWord  string
	lampEvent interface{ Name() lampWord }
	lightLamp struct {
		lifecycle.Head
		Watts decimal.Decimal `json:"watts"`
	}
	inspectLamp struct{ lifecycle.Head }
	moveLamp    struct{ lifecycle.Head }
	spoilLamp   struct{ lifecycle.Head }
	crackLamp   struct{ lifecycle.Head }
	breakLamp   struct{ lifecycle.Head }
	mischief    struct{ Done bool }
	wires       struct{ All []string }
)

func (lightLamp) Name() lampWord   { return "light" }
func (inspectLamp) Name() lampWord { return "inspect" }
func (moveLamp) Name() lampWord    { return "move" }
func (spoilLamp) Name() lampWord   { return "spoil" }
func (crackLamp) Name() lampWord   { return "crack" }
func (breakLamp) Name() lampWord   { return "break" }

// A lampPolicy is the name of a place.
type lampPolicy string

func (p lampPolicy) ID() string             { return string(p) }
func (lampPolicy) Effective() calendar.Date { return calendar.Date{} }
func (lampPolicy) Title() string            { return "The lamps of the harbour" }
func (lampPolicy) Interpretations() []rule.Interpretation {
	return []rule.Interpretation{{ID: "watts-as-given", Question: "Which watts?", Reading: "given",
		Readings: []rule.Reading{{Key: "given", Text: "Those that are given."}}, Cite: "Lamp Code § 1(a)"}}
}

type lampContext = lifecycle.Context[lamp, lampPolicy]

var lamps = sync.OnceValue(func() *lifecycle.Machine[lampState, lampWord, lamp, lampEvent, lampPolicy] {
	all := []lampState{"new", "dark", "lit", "tied"}
	// Faults: one marks the lamp and then refuses, the other marks it and then finds
	// the event wrong.
	does := func(name string, mark string, err error) lifecycle.Function[lamp, lampPolicy] {
		return lifecycle.Find(name, func(x *lampContext) (mischief, error) {
			x.Case.Marks.of[mark]++
			return mischief{}, err
		})
	}
	inspected := lifecycle.Duties{IDs: []string{"inspection"}}
	return lifecycle.New(lifecycle.Definition[lampState, lampWord, lamp, lampEvent, lampPolicy]{
		Name: "lamp", Start: "new", Final: []lampState{"lost"}, Roles: []rule.Role{"keeper", "mayor", "harbour_keeper"},
		Events: []lampEvent{lightLamp{}, inspectLamp{}, moveLamp{}, spoilLamp{}, crackLamp{}, breakLamp{}},
		Duties: []calendar.Duty{{ID: "inspection", By: "keeper", To: "harbour", Cite: "Lamp Code § 1(b)", CopyTo: []string{"mayor"}},
			{ID: "report", By: "harbour", Cite: "Lamp Code § 1(c)"}},
		Readings: []lifecycle.Question{{ID: "watts-as-given", Readings: []string{"given"}}},
		Case: func(l *lamp) lifecycle.Core[lampState] {
			return lifecycle.Core[lampState]{State: &l.State, LastOn: &l.LastOn, Docket: &l.Docket}
		},
		Values:  lifecycle.ValuesOf(func(lampPolicy) *struct{} { return &struct{}{} }),
		Reading: func(lampPolicy, int) string { return "given" },
		Term: func(_ *lampContext, _ string, after calendar.Date) (calendar.Due, error) {
			due, err := after.AddDays(30)
			return calendar.Due{Date: due}, err
		},
		Finds: []lifecycle.Function[lamp, lampPolicy]{
			lifecycle.Find("wired", func(*lampContext) (wires, error) { return wires{[]string{"red", "blue"}}, nil }),
			does("spoils", "spoilt", rule.Refuse("spoil", "lit", "Lamp Code § 3(e)", "Nobody spoils a lamp.")),
			does("cracks", "cracked", &rule.InputError{Field: "event", Value: "crack", Expected: "something milder"}),
		},
		Rows: []lifecycle.Row[lampState, lampWord]{
			{ID: "1(a)", From: all, On: "light", If: `policy.watts_as_given == "given"`, To: "lit", Cite: "Lamp Code § 1(a)",
				Text: "The lamp draws {event.watts} watts, which is *under* 60.", Does: []lifecycle.Effect{
					lifecycle.Say{ID: "4", Cite: "Lamp Code § 4", Fails: true, Text: "No storm was reported."},
					lifecycle.Open{Duty: "inspection", Within: "month", For: `"2025-Q1"`}, lifecycle.Open{Duty: "report"},
					lifecycle.Set{Field: "watts", To: "event.watts"}, lifecycle.Set{Field: "by", To: "event.by"},
					lifecycle.Set{Field: "wires", To: "wired.all"}, lifecycle.Call{Documents: []string{"F1", "F2"}}}},
			{ID: "2", From: all, On: "inspect", Cite: "Lamp Code § 2", Text: "The keeper inspected the lamp.",
				Does: []lifecycle.Effect{lifecycle.Perform{Duties: inspected}}},
			{ID: "3", From: all, On: "move", To: "lost", Cite: "Lamp Code § 3(d)", Text: "The lamp is moved.",
				Requires: []lifecycle.Guard{{ID: "3(d)", If: `case.state == "lost"`, Text: "Only the Harbour Master moves a lamp."}}},
			{ID: "3(e)", From: all, On: "spoil", If: "spoils.done", Cite: "Lamp Code § 3(e)", Text: "It is spoilt."},
			{ID: "3(f)", From: all, On: "crack", If: "cracks.done", Cite: "Lamp Code § 3(f)", Text: "It is cracked."},
			{ID: "3(g)", From: all, On: "break", Cite: "Lamp Code § 3(g)", Text: "It breaks.",
				Does: []lifecycle.Effect{lifecycle.Set{Field: "glass", To: `"broken"`}}},
		},
	})
})

type billInput struct {
	Watts decimal.Decimal `json:"watts"`
	Hours decimal.Decimal `json:"hours"`
}

type bill struct {
	Amount decimal.Decimal `json:"amount"`
	Months int             `json:"months,omitzero"`
	Lines  []billInput     `json:"lines"`
}

var bills = rule.Template{ID: "9", Text: "A bill is watts by hours."}

func billed(_ lampPolicy, in billInput) (rule.Decision[bill], error) {
	if err := rule.CheckAmount("hours", in.Hours); err != nil {
		return rule.Decision[bill]{}, err
	}
	f := bills.Finding(true)
	f.Cite = "Lamp Code § 9"
	return rule.Decision[bill]{Value: bill{Amount: in.Watts.Mul(in.Hours), Lines: []billInput{in, {Hours: in.Hours}}},
		Findings: []rule.Finding{f}}, nil
}

// newLamp is a lamp before anything was done about it.
func newLamp() lamp {
	return lamp{State: "new", Watts: decimal.NewFromInt(0), Wires: []string{}, Marks: &marks{map[string]int{}}}
}

func parseLamp(file string, data []byte) (lampPolicy, error) {
	f := strict.ParseYAML(file, data)
	var p struct {
		Policy string `json:"policy"`
	}
	if n := f.One(); n != nil {
		f.Decode(n, "", &p)
	}
	return lampPolicy(p.Policy), f.Err()
}

// lampDomain is the process with a policy that is built in.
func lampDomain() Domain {
	return process[lampState, lampWord, lamp, lampEvent, lampPolicy]{name: "lamp", parse: parseLamp,
		builtin: func(id string) (lampPolicy, error) {
			if id != "harbour" {
				return "", fmt.Errorf("there is no built-in policy %q", id)
			}
			return lampPolicy(id), nil
		},
		begin: func(given func(dst any), versions []lampPolicy) (*lifecycle.History[lampState, lampWord, lamp, lampEvent, lampPolicy], error) {
			start := newLamp()
			given(&start)
			return lifecycle.NewHistory(lamps(), start, versions...)
		},
		calls: []Calculation[lamp, lampPolicy]{
			Calculate[lamp]("bill", billed),
			{"spoil", func(_ lampPolicy, l lamp, _ *strict.Node) (any, []rule.Finding, error) { // a fault: it changes the case
				l.Marks.of["spoilt"]++
				return bill{}, nil, nil
			}},
			{"break", func(lampPolicy, lamp, *strict.Node) (any, []rule.Finding, error) { return glass("broken"), nil, nil }},
		}}.domain()
}

// lampFiles are the policy files beside the scenarios of these tests.
func lampFiles(path string) ([]byte, error) {
	switch path {
	case "cases/policies/pier.yaml":
		return []byte("policy: pier\n"), nil
	case "cases/bad.yaml":
		return []byte("policy: pier\nplace: shut\n"), nil
	}
	return nil, fmt.Errorf("open %s: no such file", path)
}

func loadLamp(data string) ([]*Scenario, error) { return loadAll("cases/lamp.yaml", data) }

// loadAll reads scenarios about the lamps and of the library's own domains.
func loadAll(file, data string) ([]*Scenario, error) {
	return Load(file, []byte(data), lampFiles, lampDomain())
}

// lampSteps reads the steps of one scenario about the lamp of the harbour.
func lampSteps(t *testing.T, steps string) *Scenario {
	t.Helper()
	scenarios, err := loadLamp("scenario: A lamp\nsource: Lamp Code\ndomain: lamp\npolicy: harbour\nsteps:\n" + steps)
	if err != nil {
		t.Fatal(err)
	}
	return scenarios[0]
}

const lit = `
  - {on: 2025-01-31, event: light, by: keeper, with: {watts: 40.50}}
`

// failures runs steps and returns all that does not hold.
func failures(t *testing.T, steps string) string {
	t.Helper()
	var all []string
	for _, a := range lampSteps(t, steps).Run().Answers {
		for _, f := range a.Failures {
			all = append(all, f.Text)
		}
	}
	return strings.Join(all, "\n")
}
