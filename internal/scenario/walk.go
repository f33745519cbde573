package scenario

import (
	"encoding/json"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

// A walk plays a case that events move: a plain value of which every event makes
// the next. It has no history.
type walk[C, E any] struct {
	now    C
	read   func(data []byte) (E, error)
	apply  func(c C, e E) (C, rule.Outcome, error)
	duties func(c C) calendar.Docket
	facts  func(s *Step) (*doc.Node, error) // the event as one flat mapping
	calls  func(name string, with *doc.Node) (any, []rule.Finding, error)
}

func (c *walk[C, E]) event(s *Step) (rule.Outcome, error) {
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

func (c *walk[C, E]) call(name string, with *doc.Node) (any, []rule.Finding, error) {
	return c.calls(name, with)
}

func (c *walk[C, E]) state() any { return c.now }

func (c *walk[C, E]) docket() (calendar.Docket, bool) { return c.duties(c.now), true }
