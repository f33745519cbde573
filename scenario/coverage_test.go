package scenario_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/scenario"
)

const programme = `policy: example-safety
title: Who needs a safety plan
source: Example Board, Safety Rule 7
facts: {claims: count}
levels:
  - {level: officer, if: claims >= 4, cite: Rule 7.2}
  - {level: plan, if: claims >= 2, cite: Rule 7.3}
`

const levels = `scenario: An employer with some claims
domain: classify
policy: example.yaml
steps:
  - {call: level, with: {claims: 4}, expect: {level: officer}}
`

func readExample(t *testing.T, text string) *scenario.Scenario {
	t.Helper()
	all, err := scenario.Load("cases.yaml", []byte(text), func(string) ([]byte, error) { return []byte(programme), nil })
	if err != nil {
		t.Fatal(err)
	}
	return all[0]
}

func TestScenario_Under(t *testing.T) {
	s := readExample(t, levels)
	changed, err := classify.ParsePolicy("changed.yaml", []byte(strings.ReplaceAll(programme, ">= 4", ">= 5")))
	if err != nil {
		t.Fatal(err)
	}
	r, decided, err := s.Under(changed, "example-safety")
	if err != nil || !decided {
		t.Fatalf("decided %t, %v", decided, err)
	}
	found := scenario.Compare(s.Run(), r)
	if len(found) != 1 || !found[0].Decision || found[0].Says[0] != "level: officer, then plan" {
		t.Errorf("got %v", found)
	}
	if r, decided, err := s.Under(changed, "another"); err != nil || decided || r.Failed() {
		t.Errorf("of another id: decided %t, %v", decided, err)
	}
	built, err := scenario.Policies(os.ReadFile, "nl-63.00")
	if err != nil {
		t.Fatal(err)
	}
	if _, decided, err := s.Under(built[0], "example-safety"); err != nil || decided {
		t.Errorf("of another kind: decided %t, %v", decided, err)
	}
}

// A step of a subsidy is reached by a wage that lies in it.
func TestCoverage_ofSteps(t *testing.T) {
	all, err := scenario.Load("cases.yaml", []byte(`scenario: Three months
source: the rules of the District
domain: benefits
policy: us-dc-ojt
steps:
  - call: subsidy
    with: {start: 2026-01-05, wages: [{from: 2026-01-05, to: 2026-01-18, gross: 2000}, {from: 2026-03-30, to: 2026-04-12, gross: 2000}]}
    expect: {total: "1150.00"}
`), nil)
	if err != nil {
		t.Fatal(err)
	}
	policies, err := scenario.Policies(nil, "us-dc-ojt")
	if err != nil {
		t.Fatal(err)
	}
	var c scenario.Coverage
	c.Add(all[0].Run(), policies[0])
	var times []string
	for _, r := range c.Of(policies[0]) {
		if strings.HasPrefix(r.ID, "texts") {
			times = append(times, fmt.Sprint(r.ID, " ", r.Times))
		}
	}
	if got := strings.Join(times, ", "); got != "texts[0].steps[0] 2, texts[0].steps[1] 1, texts[0].steps[2] 0, texts[0].steps[3] 0" {
		t.Errorf("got %s", got)
	}
}

func TestCoverage(t *testing.T) {
	p, err := classify.ParsePolicy("example.yaml", []byte(programme))
	if err != nil {
		t.Fatal(err)
	}
	var c scenario.Coverage
	lacks := func() string {
		var all []string
		for _, r := range c.Of(p) {
			if r.Times == 0 {
				all = append(all, r.Path+" "+r.Lacks)
			}
		}
		return strings.Join(all, "\n")
	}
	want := `levels[0] the test of levels.officer never holds
levels[0] the test of levels.officer never fails
levels[1] the test of levels.plan never holds
levels[1] the test of levels.plan never fails
 row levels.none is never reached`
	if got := lacks(); got != want {
		t.Errorf("of no case got\n%s", got)
	}
	c.Add(readExample(t, levels).Run(), p)
	want = `levels[0] the test of levels.officer never fails
levels[1] the test of levels.plan never holds
levels[1] the test of levels.plan never fails
 row levels.none is never reached`
	if got := lacks(); got != want {
		t.Errorf("of one case got\n%s", got)
	}
	c.Add(readExample(t, strings.ReplaceAll(levels, "4}, expect: {level: officer", "1}, expect: {level: none")).Run(), p)
	if got := lacks(); got != "levels[1] the test of levels.plan never holds" {
		t.Errorf("of two cases got\n%s", got)
	}
	other, err := classify.ParsePolicy("other.yaml", []byte(strings.Replace(programme, "policy: example-safety", "policy: other-safety", 1)))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range c.Of(other) {
		if r.Times != 0 {
			t.Errorf("%s is reached by the cases of another policy", r.ID)
		}
	}
}
