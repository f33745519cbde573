package scenario

import (
	"strings"

	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/scenario/draft"
)

// Draft is the case as a scenario that expects, under the same keys, what came of it: of a
// case under another policy what that decides. rename names the policies, those of the
// scenario and those of its calls; nil leaves them.
func (r Result) Draft(rename func(policy string) string) draft.Scenario {
	s := r.Scenario
	if s == nil {
		return draft.Scenario{}
	}
	if rename == nil {
		rename = func(policy string) string { return policy }
	}
	d := draft.Scenario{Title: s.Title, Source: s.Source, Domain: s.Domain}
	if s.Policy != "" {
		versions := strings.Split(s.Policy, ", ")
		for i, v := range versions {
			versions[i] = rename(v)
		}
		d.Policy = strings.Join(versions, ", ")
	}
	if s.given != nil {
		d.Given = s.given
	}
	for i := range r.Answers {
		a := &r.Answers[i]
		step := draft.Step{On: a.Step.On, Event: a.Step.Event, By: a.Step.By, Call: a.Step.Call, History: a.Step.history(), Expect: a.came()}
		with := a.Step.with
		if named := with.Get("policy"); named != nil && a.Step.Kind == ACall {
			with = with.Without("policy")
			with.Fields = append(with.Fields, strict.Field{Name: "policy", Value: &strict.Node{Kind: strict.Text, Text: rename(named.Text)}})
		}
		if len(with.Fields) > 0 {
			step.With = with
		}
		d.Steps = append(d.Steps, step)
	}
	return d
}

// history are the keys of a step by which it changes the history or looks at it.
func (s *Step) history() (keys []draft.Expected) {
	set := func(key, text string, value any) {
		if text != "" {
			keys = append(keys, draft.Expected{Key: key, Value: value})
		}
	}
	switch s.Kind {
	case Correction, Removal:
		set(string(s.Kind), s.Entry, s.Entry)
	case Insertion, Acceptance:
		set(string(s.Kind), string(s.Kind), true)
	}
	set("reason", s.Reason, s.Reason)
	set("as_of", s.AsOf, s.AsOf)
	set("known_on", s.KnownOn, s.KnownOn)
	set("id", s.ID, s.ID)
	set("recorded", s.Recorded, s.Recorded)
	return keys
}

// came is what the step would have to expect to be right: how it ended, or what came
// under each key; of a step that leaves none of its keys its provisions.
func (a *Answer) came() []draft.Expected {
	all := draft.Ended(a.Err)
	for _, e := range a.Step.expect {
		if e.key == "refused" || e.key == "error" {
			continue
		}
		if value := a.cameAs(e.key); value != nil {
			all = append(all, draft.Expected{Key: e.key, Value: value})
		}
	}
	if cites := a.cited(); len(all) == 0 && len(a.Step.expect) > 0 && len(cites) > 0 {
		all = append(all, draft.Expected{Key: "cites", Value: cites})
	}
	return all
}

// entire is a list as JSON has it: empty, and not nothing.
func entire[T any](all []T) []T { return append([]T{}, all...) }

// cameAs is what came under a key; nil for nothing.
func (a *Answer) cameAs(key string) any {
	switch key {
	case "cites":
		return entire(a.cited())
	case "interpretations":
		return entire(a.interpretations())
	case "findings":
		return entire(a.findings())
	case "documents":
		return entire(a.documents())
	case "awaits":
		return entire(a.awaits())
	case "closed":
		return entire(ids(a.Outcome.Closed))
	case "how":
		how := &strict.Node{Kind: strict.Map}
		for _, d := range a.Outcome.Closed {
			if how.Get(d.ID) == nil {
				how.Fields = append(how.Fields, strict.Field{Name: d.ID, Value: &strict.Node{Kind: strict.Text, Text: string(d.How)}})
			}
		}
		if len(how.Fields) == 0 {
			return nil
		}
		return how
	case "duties":
		return entire(a.Outcome.Opened)
	case "open":
		return entire(ids(a.Docket.Duties))
	case "overdue":
		return entire(ids(a.Docket.OverdueOn(a.Day)))
	case "version":
		if a.Outcome.Version != "" {
			return a.Outcome.Version
		}
	}
	switch n := a.field(key); {
	case n == nil:
		return nil
	case n.Kind == strict.Null:
		return "none"
	default:
		return n
	}
}
