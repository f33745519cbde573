package workcomp

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/scenario"
)

// deciding runs the scenarios of the repository and gives the interpretations that
// decide in them and are asked for, each with the reading taken: "some-time any_time".
func deciding(t *testing.T) map[string]bool {
	t.Helper()
	files, err := filepath.Glob("*/testdata/scenarios/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	decides, reader := map[string]bool{}, scenario.Reader{Files: os.ReadFile}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		cases, err := reader.Read(file, data)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cases {
			taken := map[string][]string{} // several where there are versions of a policy
			r, err := c.RunWith(func(policy any) (any, error) {
				if p, ok := policy.(interface{ Interpretations() []rule.Interpretation }); ok {
					for _, i := range p.Interpretations() {
						taken[i.ID] = append(taken[i.ID], i.Reading)
					}
				}
				return policy, nil
			})
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range r.Answers {
				if !slices.Contains(a.Step.Expects(), "interpretations") {
					continue
				}
				for _, f := range a.Findings {
					for _, id := range f.Interpretations {
						for _, reading := range taken[id] {
							decides[id+" "+reading] = true
						}
					}
				}
			}
		}
	}
	return decides
}

// Each reading of each interpretation decides in a scenario, which asks for its id.
func TestEveryReadingDecidesInAScenario(t *testing.T) {
	decides := deciding(t)
	for _, all := range [][]rule.Interpretation{
		interpretations(t, classify.Builtin, "wv-85-23"),
		interpretations(t, intervention.Builtin, "nl-63.00"),
		interpretations(t, placement.Builtin, "ab-toj"),
	} {
		for _, i := range all {
			for _, r := range i.Readings {
				if !decides[i.ID+" "+r.Key] {
					t.Errorf("no scenario shows %s, reading %s", i.ID, r.Key)
				}
			}
		}
	}
}

func interpretations[P interface{ Interpretations() []rule.Interpretation }](t *testing.T, builtin func(string) (P, error), id string) []rule.Interpretation {
	t.Helper()
	p, err := builtin(id)
	if err != nil {
		t.Fatal(err)
	}
	return p.Interpretations()
}
