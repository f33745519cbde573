package engine

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/scenario"
)

// A Detail is one case, step by step, under the original and under the change.
type Detail struct {
	Compared
	Source string `json:"source"`
	Policy string `json:"policy"`
	Steps  []Step `json:"steps"`
	// What is drawn, as parts of an HTML page: under the original, and under the change
	// where that is another.
	Way      [2]string `json:"way"`
	Timeline [2]string `json:"timeline"`
}

// A Step is one step under both.
type Step struct {
	Number  int             `json:"number"`
	Name    string          `json:"name"`
	On      string          `json:"on,omitempty"`
	By      string          `json:"by,omitempty"`
	Facts   json.RawMessage `json:"facts"`
	Changed string          `json:"changed"` // "", decision or reasons
	Says    []string        `json:"says,omitempty"`
	Before  Side            `json:"before"`
	After   Side            `json:"after"`
	Nearest []Turn          `json:"nearest,omitempty"` // what would have to change for another level
	Unknown []string        `json:"unknown,omitempty"` // the facts of which that is not known
}

// A Turn is the nearest threshold on one fact that gives another level.
type Turn struct {
	Fact     string   `json:"fact"`
	Relation string   `json:"relation"`
	Value    string   `json:"value"`
	Level    string   `json:"level"`
	Cites    []string `json:"cites"`
}

// A Side is what a step was answered.
type Side struct {
	Error    string    `json:"error,omitempty"` // of input that cannot be
	Refused  bool      `json:"refused,omitempty"`
	Findings []Finding `json:"findings"`
	Duties   []string  `json:"duties,omitempty"` // that were opened
	Taper    string    `json:"taper,omitempty"`  // as a part of an HTML page
}

// A Finding is a reason with its provision.
type Finding struct {
	ID    string `json:"id"`
	Text  string `json:"text"`
	Cite  string `json:"cite"`
	Holds bool   `json:"holds"`
}

// Detail opens a case.
func (e *Engine) Detail(number int) (Detail, error) {
	if number < 0 || number >= len(e.cases) {
		return Detail{}, fmt.Errorf("there is no case %d", number)
	}
	compared, err := e.compared(number)
	if err != nil {
		return Detail{}, err
	}
	h := e.cases[number]
	after := h.after
	if !h.played {
		after = h.before
	}
	d := Detail{Compared: compared, Source: h.scenario.Source, Policy: h.scenario.Policy}
	d.Way = [2]string{h.before.Way(), after.Way()}
	d.Timeline = [2]string{h.before.Timeline(), after.Timeline()}
	for i := range h.scenario.Steps {
		s := &h.scenario.Steps[i]
		step := Step{Number: i + 1, Name: s.Name(), On: s.On, By: s.By, Facts: s.Facts(), Before: side(h.before, i), After: side(after, i)}
		for _, c := range compared.Differ {
			if c.Step == i+1 {
				step.Says = c.Says
				step.Changed = map[bool]string{true: "decision", false: "reasons"}[c.Decision]
			}
		}
		step.Nearest, step.Unknown = e.nearest(step.Facts)
		d.Steps = append(d.Steps, step)
	}
	return d, nil
}

// nearest says what would have to change for another level under the change, where a step
// brings every fact that the levels ask.
func (e *Engine) nearest(given json.RawMessage) ([]Turn, []string) {
	p, ok := e.changed.(*classify.Policy)
	if !ok {
		return nil, nil
	}
	brought, err := classify.UnmarshalFacts(given)
	if err != nil {
		return nil, nil
	}
	facts := rule.Facts{}
	for _, d := range p.Facts() {
		if facts[d.Name], ok = brought[d.Name]; !ok {
			return nil, nil
		}
	}
	found, unknown, err := p.Nearest(facts)
	if err != nil {
		return nil, nil // the step says what is wrong with its facts
	}
	var all []Turn
	for _, n := range found {
		t := Turn{Fact: n.Fact, Relation: n.Relation, Value: n.Value.String(), Level: n.Answer}
		for _, c := range n.Cites {
			t.Cites = append(t.Cites, string(c))
		}
		all = append(all, t)
	}
	return all, unknown
}

// An Exported is a case as a scenario file.
type Exported struct {
	Text string `json:"text"`
}

// Export writes a case as a scenario that expects what is decided under the change. The
// policy is named by a file, beside which the scenario is kept.
func (e *Engine) Export(number int, file string) (Exported, error) {
	if number < 0 || number >= len(e.cases) {
		return Exported{}, fmt.Errorf("there is no case %d", number)
	}
	if _, err := e.compared(number); err != nil {
		return Exported{}, err
	}
	h := e.cases[number]
	if !h.played {
		return Exported{}, fmt.Errorf("%s: the case cannot be decided", h.scenario.Title)
	}
	d := h.after.Draft(func(policy string) string {
		if policy == e.original.ID() || scenario.IsFile(policy) {
			return file
		}
		return policy
	})
	if d.Policy == "" {
		d.Policy = file
	}
	d.Notes = []string{"What " + file + " decides, where " + e.original.ID() + " was the original."}
	text, err := d.YAML()
	return Exported{text}, err
}

// compared is the comparison without counting its findings once more.
func (e *Engine) compared(number int) (Compared, error) {
	counted := e.coverage
	e.coverage = scenario.Coverage{}
	defer func() { e.coverage = counted }()
	return e.Compare(number)
}

func side(r scenario.Result, i int) Side {
	if i >= len(r.Answers) {
		return Side{}
	}
	a := &r.Answers[i]
	s := Side{Findings: []Finding{}, Taper: a.Taper()}
	var refused *rule.Refused
	if a.Err != nil {
		if s.Refused = errors.As(a.Err, &refused); !s.Refused {
			s.Error = a.Err.Error()
		}
	}
	for _, f := range a.Findings {
		s.Findings = append(s.Findings, Finding{f.ID, f.Text(), string(f.Cite), f.Holds})
	}
	for _, d := range a.Outcome.Opened {
		text := d.ID
		if !d.Due.IsZero() {
			text += ", due " + d.Due.String()
		}
		s.Duties = append(s.Duties, text)
	}
	return s
}
