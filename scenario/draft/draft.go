// Package draft writes a case as a scenario file: what a kit of laws saw of a
// policy becomes a file that anyone can read, keep beside the policy and run.
// Package scenario reads what it writes.
package draft

import (
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// A Scenario is one case of one policy, in steps. The zero value has no title and no
// steps, and is no scenario that can be read.
type Scenario struct {
	Notes  []string // lines of the comment above it
	Title  string   // what the case shows
	Source string   // where the answers come from; empty for none
	Domain string   // the package that decides: "classify" …
	Policy string   // as Policy names it, versions of one with ", " between them; empty for none
	Given  any      // the facts that hold from the start, with the JSON form of an object; nil for none
	Steps  []Step
}

// A Step is an event of the case, or the call of a calculation. The zero value does
// nothing.
type Step struct {
	On, Event, By string // of an event: its day, its name and the role that acts, empty for none
	Call          string // of a calculation: its name
	// History are the keys by which a history is changed or looked at: correct, insert,
	// remove, reason, accept, as_of, known_on, and id and recorded of an event.
	History []Expected
	With    any // the facts brought, with the JSON form of an object; nil for none
	Expect  []Expected
}

// An Expected is one key of what a step is expected to give, as the format of
// scenarios has it: a state's or an answer's own, or one of cites, duties,
// closed, open, refused … The zero
// value is no key.
type Expected struct {
	Key   string
	Value any // by its JSON form
}

// Event is the step of an event, from its JSON form.
func Event(data []byte, expect ...Expected) (Step, error) {
	n, err := strict.ParseJSON(data)
	if err == nil && n.Kind != strict.Map {
		err = errors.New("an event is a mapping")
	}
	if err != nil {
		return Step{}, err
	}
	text := func(key string) string {
		if v := n.Get(key); v != nil {
			return v.Text
		}
		return ""
	}
	return Step{On: text("on"), Event: text("event"), By: text("by"), With: n.Without("on", "event", "by"), Expect: expect}, nil
}

// Call is the step of a calculation by its input. answer is what it gave; of it
// the keys named are expected, or all of them when none is named. An error is
// expected in place of an answer.
func Call(name string, with, answer any, err error, keys ...string) (Step, error) {
	s := Step{Call: name, With: with}
	if err != nil {
		s.Expect = Ended(err)
		return s, nil
	}
	n, err := node(answer)
	if err != nil {
		return Step{}, err
	}
	if len(keys) == 0 {
		keys = n.Keys()
	}
	for _, key := range keys {
		if v := n.Get(key); v != nil {
			s.Expect = append(s.Expect, Expected{key, v})
		}
	}
	return s, nil
}

// Ended is what is expected of a step that ended with an error: that it is
// refused, or in error, in these words. Without an error it is nothing.
func Ended(err error) []Expected {
	var refused *rule.Refused
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refused):
		return []Expected{{"refused", err.Error()}}
	}
	return []Expected{{"error", err.Error()}}
}

// Policy is how a scenario names a policy: a built-in one, which has no file, by
// its id, another by its file, beside which the scenario is kept.
func Policy(id, file string) string {
	if file == "" {
		return id
	}
	base := path.Base(strings.ReplaceAll(file, `\`, "/"))
	if strings.HasSuffix(base, ".yaml") || strings.HasSuffix(base, ".yml") {
		return base
	}
	return "./" + base // or it would be taken for the id of a built-in policy
}

// Broken is a scenario that shows how a policy breaks a law. Its steps expect
// what came, so that it passes for as long as the policy breaks the law; what
// the law would have stands above it.
func Broken(law string, how error, domain, policy string, steps ...Step) Scenario {
	place := "it runs"
	if strings.Contains(policy, "/") || strings.HasSuffix(policy, "ml") {
		place = "kept beside " + policy + " " + place
	}
	return Scenario{
		Notes:  []string{"Broken: " + law + ".", fmt.Sprint(how), "This is what came; " + place + ": workcomp test -v FILE"},
		Title:  "Broken: " + law,
		Domain: domain, Policy: policy, Steps: steps,
	}
}

// node is a value by its JSON form, with its keys in the order of that form.
func node(v any) (*strict.Node, error) {
	if n, ok := v.(*strict.Node); ok {
		return n, nil // as it is: its own JSON form has texts for numbers
	}
	data, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("it cannot be written: %w", err)
	}
	return strict.ParseJSON(data)
}
