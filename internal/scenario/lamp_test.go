package scenario

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

// A lamp is a case of a domain that exists in these tests only, so that what a
// scenario says is tested apart from what an instrument says. Marks are shared
// by every lamp that came of the same one, which no real case may do.
type lamp struct {
	lampNotes
	State  string          `json:"state"`
	Watts  decimal.Decimal `json:"watts"`
	By     rule.Role       `json:"by"`
	Wires  []string        `json:"wires"`
	Marks  map[string]int  `json:"marks"`
	Docket calendar.Docket `json:"docket"`
	Broken *brokenJSON     `json:"broken,omitempty"`
}

// lampNotes are fields of a lamp that are mostly not set.
type lampNotes struct {
	Moved   calendar.Date `json:"moved,omitzero"`
	Note    string        `json:"note,omitempty"`
	Repairs int           `json:"repairs,omitzero"`
	Tags    []string      `json:"tags,omitempty"`
	Listed  bool          `json:"listed,omitempty"`
	Hidden  string        `json:"-"`
}

// brokenJSON cannot be written.
type brokenJSON struct{}

func (brokenJSON) MarshalJSON() ([]byte, error) { return nil, errors.New("no JSON for this") }

type lampEvent struct {
	Event string          `json:"event"`
	On    calendar.Date   `json:"on"`
	By    rule.Role       `json:"by"`
	Watts decimal.Decimal `json:"watts"`
}

func readLampEvent(data []byte) (e lampEvent, err error) {
	err = doc.UnmarshalJSON(data, &e)
	return e, err
}

func applyLamp(l lamp, e lampEvent) (lamp, rule.Outcome, error) {
	next := l
	var out rule.Outcome
	switch e.Event {
	case "light":
		due, err := e.On.AddDays(30)
		if err != nil {
			return l, out, err
		}
		out.Opened = []calendar.Duty{
			{ID: "inspection", By: "keeper", To: "harbour", Cite: "Lamp Code § 1(b)", Due: due, CopyTo: []string{"mayor"}, For: "2025-Q1"},
			{ID: "report", By: "harbour", Cite: "Lamp Code § 1(c)"},
		}
		out.Documents = []string{"F1", "F2"}
		out.Findings = []rule.Finding{
			rule.Stated{Cite: "Lamp Code § 1(a)", Text: "The lamp draws " + e.Watts.String() + " watts, which is *under* 60.", Holds: true, Interpretation: "watts-as-given"}.Finding(),
			rule.Stated{Cite: "Lamp Code § 4", Text: "No storm was reported."}.Finding(),
		}
		next = lamp{State: "lit", Watts: e.Watts, By: e.By, Wires: []string{"red", "blue"}, Marks: l.Marks, Docket: l.Docket.Open(out.Opened...)}
	case "inspect":
		out.Findings = []rule.Finding{rule.Stated{Cite: "Lamp Code § 2", Text: "The keeper inspected the lamp.", Holds: true}.Finding()}
		next.Docket, out.Closed, _ = l.Docket.Close("inspection")
	case "move":
		return l, out, rule.Refuse("move", l.State, "Lamp Code § 3(d)", "Only the Harbour Master moves a lamp.")
	case "spoil": // a fault: it marks the lamp and then refuses
		l.Marks["spoilt"]++
		return l, out, rule.Refuse("spoil", l.State, "Lamp Code § 3(e)", "Nobody spoils a lamp.")
	case "crack": // a fault: it marks the lamp and then finds the event wrong
		l.Marks["cracked"]++
		return l, out, &rule.InputError{Field: "event", Value: "crack", Expected: "something milder"}
	case "break": // a fault: what came cannot be written
		next.Broken = &brokenJSON{}
	default:
		return l, out, unknownName("event", e.Event, "light", "inspect", "move", "spoil", "break")
	}
	return next, out, nil
}

type billInput struct {
	Watts decimal.Decimal `json:"watts"`
	Hours decimal.Decimal `json:"hours"`
}

type bill struct {
	Amount decimal.Decimal `json:"amount"`
	Months int             `json:"months,omitzero"`
	Lines  []billInput     `json:"lines"`
}

func callLamp(l *walk[lamp, lampEvent], name string, with *doc.Node) (any, []rule.Finding, error) {
	switch name {
	case "bill":
		return calculate(with, func(in billInput) (rule.Decision[bill], error) {
			if err := rule.CheckAmount("hours", in.Hours); err != nil {
				return rule.Decision[bill]{}, err
			}
			return rule.Decision[bill]{Value: bill{Amount: in.Watts.Mul(in.Hours), Lines: []billInput{in, {Hours: in.Hours}}},
				Findings: []rule.Finding{rule.Stated{Cite: "Lamp Code § 9", Text: "A bill is watts by hours.", Holds: true}.Finding()}}, nil
		})
	case "spoil": // a fault: a calculation that changes the case
		l.now.State = "spoilt"
		return bill{}, nil, nil
	case "break":
		return brokenJSON{}, nil, nil
	}
	return nil, nil, unknownName("call", name, "bill")
}

type lampPolicy string

type (
	lampState string
	lampWord  string
)

var lampCycle = rule.MustLifecycle[lampState, lampWord, struct{}]("lamp", "new", []lampState{"lost"},
	rule.Step[lampState, lampWord]{ID: "1", From: []lampState{"new", "lit"}, On: "light", To: "lit", Cite: "Lamp Code § 1"},
	rule.Step[lampState, lampWord]{ID: "2", From: []lampState{"lit"}, On: "inspect", Cite: "Lamp Code § 2"},
	rule.Step[lampState, lampWord]{ID: "3", From: []lampState{"lit"}, On: "lose", To: "lost", Cite: "Lamp Code § 3"})

func openLamp(s setup) (stage, error) {
	text, err := s.policy()
	if err != nil {
		return stage{}, err
	}
	policy, err := named(text,
		func(id string) (lampPolicy, error) {
			if id != "harbour" {
				return "", fmt.Errorf("there is no built-in policy %q", id)
			}
			return lampPolicy(id), nil
		},
		func(file string, data []byte) (lampPolicy, error) {
			f := doc.ParseYAML(file, data)
			var p struct {
				Policy string `json:"policy"`
				Start  string `json:"start"`
			}
			if n := f.One(); n != nil {
				f.Decode(n, "", &p)
			}
			return lampPolicy(p.Start), f.Err()
		})
	if err != nil {
		return stage{}, err
	}
	var given struct {
		Dark bool `json:"dark,omitempty"`
	}
	s.given(&given)
	return stage{policy: stated{title: "The lamps of the harbour", readings: []rule.Interpretation{{ID: "watts-as-given", Question: "Which watts?",
		Reading: "given", Readings: []rule.Reading{{Key: "given", Text: "Those that are given."}}, Cite: "Lamp Code § 1(a)"}}}, key: "state", draw: drawn(lampCycle.MermaidPath), begin: func() player {
		start := lamp{State: "new", Watts: decimal.NewFromInt(0), Wires: []string{}, Marks: map[string]int{}}
		if policy != "harbour" {
			start.State = string(policy)
		}
		if given.Dark {
			start.State = "dark"
		}
		c := &walk[lamp, lampEvent]{now: start, read: readLampEvent, apply: applyLamp, facts: flat,
			duties: func(l lamp) calendar.Docket { return l.Docket }}
		c.calls = func(name string, with *doc.Node) (any, []rule.Finding, error) { return callLamp(c, name, with) }
		return c
	}}, nil
}

// lampFiles are the policy files beside the scenarios of these tests.
func lampFiles(path string) ([]byte, error) {
	switch path {
	case "cases/policies/pier.yaml":
		return []byte("policy: pier\nstart: tied up\n"), nil
	case "cases/bad.yaml":
		return []byte("policy: pier\nstrat: tied up\n"), nil
	}
	return nil, fmt.Errorf("open %s: no such file", path)
}

func loadLamp(data string) ([]*Scenario, error) {
	l := &loader{file: doc.ParseYAML("cases/lamp.yaml", []byte(data)), read: lampFiles,
		domains: []domain{{"lamp", openLamp}, {"calendar", openCalendar}}}
	return l.load()
}

// loadAll reads scenarios about the lamps and of the library's own domains.
func loadAll(file, data string) ([]*Scenario, error) {
	l := &loader{file: doc.ParseYAML(file, []byte(data)), read: lampFiles, domains: append(domains(), domain{"lamp", openLamp})}
	return l.load()
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
