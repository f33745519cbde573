package scenario

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/scenario/draft"
)

// Every case of the repository, written as a draft, is read again and passes; and one that
// expects something else passes once it is written as it came.
func TestResult_Draft(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(repository, "*", "testdata", "scenarios", "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	drafted, histories := 0, 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all, err := Load(file, data, os.ReadFile)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range all {
			for i := range s.Steps {
				for j := range s.Steps[i].expect { // what is expected does not matter, but of how a step ends
					if e := &s.Steps[i].expect[j]; e.want.Kind == strict.Text && e.key != "refused" && e.key != "error" {
						e.want = &strict.Node{Kind: strict.Text, Text: "something else", Pos: e.want.Pos}
					}
				}
			}
			d := s.Run().Draft(nil)
			drafted++
			if slices.ContainsFunc(d.Steps, func(s draft.Step) bool { return s.History != nil }) {
				histories++
			}
			text, err := d.YAML()
			if err != nil {
				t.Fatal(err)
			}
			again, err := Load(file, []byte(text), os.ReadFile)
			if err != nil {
				t.Errorf("%s:%d: %v\n%s", file, s.Line, err, text)
				continue
			}
			if r := again[0].Run(); r.Failed() && !strings.Contains(r.String(), "asserts nothing") {
				t.Errorf("%v\n%s", r, text)
			}
		}
	}
	if drafted < 300 || histories < 5 {
		t.Errorf("%d cases were drafted, %d have histories", drafted, histories)
	}
}

// How a duty came to an end is written as it came, of each id once.
func TestResult_Draft_how(t *testing.T) {
	text, err := lampSteps(t, lit+"  - {on: 2025-02-15, event: inspect, expect: {how: {inspection: late}}}\n").Run().Draft(nil).YAML()
	if err != nil || !strings.Contains(text, "how: {inspection: met}") {
		t.Errorf("%v\n%s", err, text)
	}
}

func TestResult_Draft_renames(t *testing.T) {
	const text = "scenario: Paid\ndomain: benefits\nsteps:\n  - call: subsidy\n" +
		"    with: {policy: us-dc-ojt, start: 2025-01-06, wages: [{from: 2025-01-06, to: 2025-01-12, gross: 500, days: 5}]}\n    expect: {total: 1}\n"
	all, err := Load("paid.yaml", []byte(text), os.ReadFile)
	if err != nil {
		t.Fatal(err)
	}
	d := all[0].Run().Draft(func(policy string) string { return "our-" + policy + ".yaml" })
	if text, err := d.YAML(); err != nil || !strings.Contains(text, "policy: our-us-dc-ojt.yaml") || strings.Contains(text, "total: 1}") {
		t.Errorf("%v\n%s", err, text)
	}
}
