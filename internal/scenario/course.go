package scenario

import (
	"encoding/json"
	"fmt"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

// A course plays a case that events move: a plain value of which every event
// makes the next.
type course[C, E any] struct {
	now    C
	read   func(data []byte) (E, error)
	apply  func(c C, e E) (C, rule.Outcome, error)
	duties func(c C) calendar.Docket
	facts  func(s *Step) (*doc.Node, error) // the event as one flat mapping
	calls  func(name string, with *doc.Node) (any, []rule.Finding, error)
}

func (c *course[C, E]) event(s *Step) (rule.Outcome, error) {
	facts, err := c.facts(s)
	if err != nil {
		return rule.Outcome{}, err
	}
	data, _ := json.Marshal(facts) // texts, lists and mappings can always be written
	e, err := c.read(data)
	if err != nil {
		return rule.Outcome{}, err
	}
	next, outcome, err := c.apply(c.now, e)
	if err != nil {
		return rule.Outcome{}, err
	}
	c.now = next
	return outcome, nil
}

func (c *course[C, E]) call(name string, with *doc.Node) (any, []rule.Finding, error) {
	return c.calls(name, with)
}

func (c *course[C, E]) state() any { return c.now }

func (c *course[C, E]) docket() (calendar.Docket, bool) { return c.duties(c.now), true }

// flat writes a step as the JSON form of an event: its name, day and role
// beside its facts. A role may stand among the facts in place of beside the
// event.
func flat(s *Step) (*doc.Node, error) {
	n := &doc.Node{Kind: doc.Map, Pos: s.Pos}
	for _, f := range [...]struct{ name, value string }{{"event", s.Event}, {"on", s.On}, {"by", s.By}} {
		if given := s.With.Get(f.name); given != nil && f.value != "" && given.Text != f.value {
			return nil, &rule.InputError{Field: f.name, Value: render(given),
				Expected: fmt.Sprintf("%s, as the step says", f.value)}
		} else if f.value != "" {
			n.Fields = append(n.Fields, doc.Field{Name: f.name, Pos: s.Pos, Value: &doc.Node{Kind: doc.Text, Text: f.value, Pos: s.Pos}})
		}
	}
	for _, f := range s.With.Fields {
		if n.Get(f.Name) == nil {
			n.Fields = append(n.Fields, f)
		}
	}
	return n, nil
}
