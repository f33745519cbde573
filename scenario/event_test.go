package scenario

import (
	"testing"
)

// A host enters what the steps of a scenario enter, in the form that the domain reads.
func TestScenarioEvent(t *testing.T) {
	const text = `scenario: A profile and two changes
domain: classify
policy: wv-85-23
given: {bargained_committee: true}
steps:
  - {on: 1995-01-31, event: exclude, by: commission, with: {reason: x}, expect: {error: reason}}
  - {correct: "1", on: 1995-02-01, with: {emf: 1.70}, expect: {error: entry}}
  - {as_of: 1995-02-01, expect: {tier: none}}
---
scenario: Who ended it stands among the facts
domain: placement
policy: ab-toj
steps:
  - {on: 2025-01-01, event: conclude, with: {by: worker}, expect: {refused: true}}
---
scenario: A role said twice
domain: intervention
policy: nl-63.00
steps:
  - {on: 2025-01-01, event: commit, by: employer, with: {by: worker}, expect: {error: by}}
---
scenario: Nothing is entered
domain: calendar
steps:
  - {call: age, with: {born: 2000-01-01, on: 2020-01-01}, expect: {years: 20}}
`
	all, err := Load("events.yaml", []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	if given := string(all[0].Given()); given != `{"bargained_committee":true}` || all[1].Given() != nil {
		t.Errorf("given %s, %s", given, all[1].Given())
	}
	for _, c := range []struct {
		scenario, step int
		want           string
	}{
		{0, 0, `{"event":"exclude","on":"1995-01-31","by":"commission","reason":"x"}`},
		{0, 1, `{"on":"1995-02-01","emf":"1.70"}`},
		{0, 2, ""},
		{1, 0, `{"event":"conclude","on":"2025-01-01","ended_by":"worker"}`},
		{3, 0, ""},
	} {
		s := all[c.scenario]
		if got, err := s.Event(&s.Steps[c.step]); err != nil || string(got) != c.want {
			t.Errorf("%s, step %d: got %s, %v, want %s", s.Title, c.step+1, got, err, c.want)
		}
	}
	if got, err := all[2].Event(&all[2].Steps[0]); err == nil {
		t.Errorf("a role said twice: %s", got)
	}
}
