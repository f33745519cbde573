package scenario

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// A course plays a case through time: every event is an entry of its history.
type course[S, E ~string, C any, Ev lifecycle.Event[E], P lifecycle.Versioned] struct {
	history *lifecycle.History[S, E, C, Ev, P]
	read    func(data []byte) (Ev, error)
	duties  func(c C) calendar.Docket
	facts   func(s *Step) (*doc.Node, error) // the event as one flat mapping
	calls   func(policy P, name string, with *doc.Node) (any, []rule.Finding, error)
}

func (c *course[S, E, C, Ev, P]) state() any { return c.history.Case() }

func (c *course[S, E, C, Ev, P]) docket() (calendar.Docket, bool) {
	return c.duties(c.history.Case()), true
}

func (c *course[S, E, C, Ev, P]) event(s *Step) (rule.Outcome, error) {
	e, as, err := c.entry(s)
	if err != nil {
		return rule.Outcome{}, err
	}
	return c.history.Append(c.id(s), e, as)
}

// entry reads the event of a step, and how it is entered.
func (c *course[S, E, C, Ev, P]) entry(s *Step) (e Ev, as lifecycle.As, err error) {
	facts, err := c.facts(s)
	if err != nil {
		return e, as, err
	}
	data, _ := json.Marshal(facts) // texts, lists and mappings can always be written
	if e, err = c.read(data); err != nil {
		return e, as, err
	}
	as, err = entered(s)
	return e, as, err
}

// entered reads the day on which a change is recorded.
func entered(s *Step) (as lifecycle.As, err error) {
	if s.Recorded == "" {
		return as, nil
	}
	if as.Recorded, err = calendar.Parse(s.Recorded); err != nil {
		err = &rule.InputError{Field: "recorded", Value: s.Recorded, Expected: "a day, YYYY-MM-DD"}
	}
	return as, err
}

// id is that of the step, else its number; one that is another entry's is passed
// over.
func (c *course[S, E, C, Ev, P]) id(s *Step) string {
	if s.ID != "" {
		return s.ID
	}
	for n := s.Number; ; n++ {
		id := strconv.Itoa(n)
		if _, err := c.history.Entry(id); err != nil {
			return id
		}
	}
}

// change revises the history, takes a revision over, or looks at another day.
func (c *course[S, E, C, Ev, P]) change(s *Step) (view, error) {
	if s.Kind == AView {
		return c.look(s)
	}
	r, err := c.revise(s)
	if err != nil {
		return c.view(c.history.Case(), c.history.Recorded()), err
	}
	v := c.view(r.After, r.Recorded)
	v.outcome = r.Outcome
	v.revision = &revision{entry: r.Entry, change: r.Change, recorded: r.Recorded, changed: r.Changed, gained: r.Gained, lost: r.Lost, moved: r.Moved,
		broken: r.Broken, findings: r.Findings()}
	return v, nil
}

func (c *course[S, E, C, Ev, P]) view(of C, day calendar.Date) view {
	return view{state: of, docket: c.duties(of), day: day}
}

func (c *course[S, E, C, Ev, P]) revise(s *Step) (*lifecycle.Revision[C, Ev], error) {
	switch s.Kind {
	case Insertion:
		e, as, err := c.entry(s)
		if err != nil {
			return nil, err
		}
		return c.history.Insert(c.id(s), e, as)
	case Acceptance:
		return c.history.Accept()
	}
	as, err := entered(s)
	if err != nil {
		return nil, err
	}
	if s.Kind == Removal {
		return c.history.Remove(s.Entry, s.Reason, as)
	}
	old, err := c.history.Entry(s.Entry)
	if err != nil {
		return nil, err
	}
	corrected := *s
	if corrected.Event == "" {
		corrected.Event = string(old.Event.Name())
	}
	facts, err := c.facts(&corrected)
	if err != nil {
		return nil, err
	}
	data, _ := json.Marshal(facts) // texts, lists and mappings can always be written
	e, err := c.history.Patch(s.Entry, data)
	if err != nil {
		return nil, err
	}
	return c.history.Correct(s.Entry, e, as)
}

// look gives the case on another day, or by what was known on one.
func (c *course[S, E, C, Ev, P]) look(s *Step) (view, error) {
	now := c.view(c.history.Case(), c.history.Recorded())
	history := c.history
	var day, known calendar.Date
	var err error
	if s.KnownOn != "" {
		if known, err = calendar.Parse(s.KnownOn); err != nil {
			return now, &rule.InputError{Field: "known_on", Value: s.KnownOn, Expected: "a day, YYYY-MM-DD"}
		}
		if history, err = c.history.KnownOn(known); err != nil {
			return now, err
		}
	}
	if s.AsOf == "" {
		return c.view(history.Case(), known), nil
	}
	if day, err = calendar.Parse(s.AsOf); err != nil {
		return now, &rule.InputError{Field: "as_of", Value: s.AsOf, Expected: "a day, YYYY-MM-DD"}
	}
	return c.view(history.AsOf(day), day), nil
}

func (c *course[S, E, C, Ev, P]) call(name string, with *doc.Node) (any, []rule.Finding, error) {
	answer, findings, _, err := c.version(&Step{Call: name, With: with})
	return answer, findings, err
}

// version makes a calculation by the version of its day, of none the latest.
func (c *course[S, E, C, Ev, P]) version(s *Step) (answer any, findings []rule.Finding, version string, err error) {
	var day calendar.Date
	if s.On != "" {
		if day, err = calendar.Parse(s.On); err != nil {
			return nil, nil, "", &rule.InputError{Field: "on", Value: s.On, Expected: "a day, YYYY-MM-DD"}
		}
	}
	policies := c.history.Policies()
	policy, err := policies.InForce(s.Call, day)
	if err != nil {
		return nil, nil, "", err
	}
	answer, findings, err = c.calls(policy, s.Call, s.With)
	return answer, findings, policies.Name(policy), err
}

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
