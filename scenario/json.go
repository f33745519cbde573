package scenario

import (
	"encoding/json"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// resultJSON is a Result as data.
type resultJSON struct {
	File   string       `json:"file"`
	Line   int          `json:"line"`
	Title  string       `json:"scenario"`
	Source string       `json:"source,omitempty"`
	Domain string       `json:"domain"`
	Policy string       `json:"policy,omitempty"`
	Passed bool         `json:"passed"`
	Steps  []answerJSON `json:"steps"`
}

type answerJSON struct {
	Line      int             `json:"line"`
	Step      string          `json:"step"`
	On        string          `json:"on,omitempty"`
	By        string          `json:"by,omitempty"`
	With      *strict.Node    `json:"with,omitempty"`
	Refused   string          `json:"refused,omitempty"`
	Error     string          `json:"error,omitempty"`
	Answer    *strict.Node    `json:"answer,omitempty"`
	State     *strict.Node    `json:"state,omitempty"`
	Findings  []rule.Finding  `json:"findings,omitempty"`
	Opened    []calendar.Duty `json:"opened,omitempty"`
	Closed    []calendar.Duty `json:"closed,omitempty"`
	Documents []string        `json:"documents,omitempty"`
	Awaits    []rule.Pending  `json:"awaits,omitempty"`
	Version   string          `json:"version,omitempty"`
	Failures  []Failure       `json:"failures,omitempty"`
}

// MarshalJSON writes what came of a scenario as data: its steps, each with what it
// answered, the findings with their provisions, and the expectations that do not hold.
// Numbers of facts, answers and states are texts, and so are exact.
func (r Result) MarshalJSON() ([]byte, error) {
	s := r.Scenario
	if s == nil {
		return nil, &rule.InputError{Field: "scenario", Expected: "a result, from Scenario.Run"}
	}
	out := resultJSON{s.File, s.Line, s.Title, s.Source, s.Domain, s.Policy, !r.Failed(), make([]answerJSON, len(r.Answers))}
	for i := range r.Answers {
		a := &r.Answers[i]
		j := answerJSON{Line: a.Step.Line, Step: a.Step.Name(), On: a.Step.On, By: a.Step.By, Findings: a.Findings,
			Opened: a.Outcome.Opened, Closed: a.Outcome.Closed, Documents: a.Outcome.Documents, Awaits: a.Outcome.Pending,
			Version: a.Outcome.Version, Failures: a.Failures}
		for _, n := range []struct {
			to   **strict.Node
			node *strict.Node
		}{{&j.With, a.Step.with}, {&j.Answer, a.value}, {&j.State, a.after}} {
			if len(n.node.Fields) > 0 {
				*n.to = n.node
			}
		}
		switch {
		case as[*rule.Refused](a.Err) != nil:
			j.Refused = a.Err.Error()
		case a.Err != nil:
			j.Error = a.Err.Error()
		}
		out.Steps[i] = j
	}
	return json.Marshal(out)
}
