package procedure_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/intervention/interventiontest"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle/lifecycletest"
	. "github.com/workcomp-go/workcomp/rule/procedure"
	"pgregory.net/rapid"
)

type kit = lifecycletest.Kit[State, EventName, Case, Event, *Procedure]

// both are a case under the file, and under the package that it writes again.
type both struct {
	file    *Procedure
	builtin *intervention.Policy
	one     Case
	two     intervention.Case
}

func begin(file *Procedure, builtin *intervention.Policy) *both {
	return &both{file, builtin, file.Start(), builtin.Start()}
}

// apply applies an event to both, and says what they decide otherwise.
func (b *both) apply(e Event) error {
	data, err := b.file.MarshalEvent(e)
	if err != nil {
		return err
	}
	one, outcome, oneErr := b.file.Apply(b.one, e)
	other, err := intervention.UnmarshalEvent(data)
	if err != nil {
		if oneErr == nil {
			return fmt.Errorf("%s is taken, and cannot be read by the built-in one: %w", data, err)
		}
		return nil
	}
	two, want, twoErr := b.builtin.Apply(b.two, other)
	if got, want := decided(one, outcome, oneErr), decided(two, want, twoErr); got != want {
		return fmt.Errorf("%s:\n got %s\nwant %s", data, got, want)
	}
	b.one, b.two = one, two
	return nil
}

// decided is what an event led to, but for the words of the findings.
func decided(c any, o rule.Outcome, err error) string {
	var refused *rule.Refused
	var input *rule.InputError
	switch {
	case errors.As(err, &refused):
		return "refused " + found(refused.Findings)
	case errors.As(err, &input):
		return "error on " + input.Field
	}
	facts := map[string]any{"plan_of_action": "", "reported_from": "", "referred_in_cycle": 0, "referred_before": false}
	data, _ := json.Marshal(c)
	_ = json.Unmarshal(data, &facts)
	facts["findings"], facts["opened"], facts["closed"] = found(o.Findings), o.Opened, o.Closed
	data, _ = json.Marshal(facts)
	return string(data)
}

func found(all []rule.Finding) string {
	s := ""
	for _, f := range all {
		s += fmt.Sprint(f.ID, f.Holds, f.Cite, f.Interpretations, "; ")
	}
	return s
}

// The rows of Procedure 63.00 decide as those of package intervention: the same
// states, facts, duties and refusals, and findings of the same ids, whatever happens.
func TestParse_decidesAsTheBuiltIn(t *testing.T) {
	file := parse(t, "nl-63.00.yaml")
	builtin, err := intervention.Builtin("nl-63.00")
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("../../intervention/policies/nl-63.00.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	versions := []both{{file: file, builtin: builtin}}
	for _, i := range file.Interpretations() {
		for _, r := range i.Readings {
			if r.Key == i.Reading || i.Set != "" || i.ID == "evidence-enough" {
				continue
			}
			one, err := file.WithReading(i.ID, r.Key)
			if err != nil {
				t.Fatal(err)
			}
			at := strings.Index(text, "id: "+i.ID)
			set := text[:at] + strings.Replace(text[at:], "reading: "+i.Reading, "reading: "+r.Key, 1)
			two, err := intervention.ParsePolicy("flipped.yaml", []byte(set))
			if err != nil {
				t.Fatal(err)
			}
			versions = append(versions, both{file: one, builtin: two})
		}
	}
	if len(versions) < 10 {
		t.Fatalf("%d versions", len(versions))
	}
	histories := interventiontest.Histories(builtin)
	rapid.Check(t, func(rt *rapid.T) {
		v := rapid.SampledFrom(versions).Draw(rt, "version")
		b := begin(v.file, v.builtin)
		for _, e := range histories.Draw(rt, "events") {
			data, err := intervention.MarshalEvent(e)
			if err != nil {
				rt.Fatal(err)
			}
			again, err := file.UnmarshalEvent(data)
			if err != nil {
				rt.Fatal(err)
			}
			if err := b.apply(again); err != nil {
				rt.Fatal(err)
			}
		}
	})
	same := lifecycletest.Law[State, EventName, Case, Event, *Procedure]{Name: "it decides as the built-in one"}
	for _, v := range versions {
		same.Broken = func(m *lifecycletest.Transition[State, EventName, Case, Event, *Procedure]) error {
			b := begin(v.file, v.builtin)
			for _, e := range append(m.Earlier, m.Event) {
				if e.Name() == "close" && e.Fact("reason") != "" && len(e.Fact("reasons").([]string)) > 0 {
					return nil // an error in Go, and a refusal of a file
				}
				if err := b.apply(e); err != nil {
					return err
				}
			}
			return nil
		}
		k := kit{Machine: v.file.Machine(), Policy: v.file, Start: v.file.Start(), Laws: []lifecycletest.Law[State, EventName, Case, Event, *Procedure]{same}}
		if err := k.Check(30, same.Name); err != nil {
			t.Fatal(err)
		}
	}
}
