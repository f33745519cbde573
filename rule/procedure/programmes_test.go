package procedure_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/internal/mutants"
	. "github.com/workcomp-go/workcomp/rule/procedure"
	"github.com/workcomp-go/workcomp/scenario"
)

// Three published programmes are files of no more than 150 lines.
var programmes = []string{"ns-surcharge.yaml", "wa-retro.yaml", "ca-imr.yaml"}

func TestScenarios(t *testing.T) { scenario.Test(t, os.DirFS("testdata")) }

func TestParse_programmes(t *testing.T) {
	for _, name := range programmes {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if lines := bytes.Count(data, []byte("\n")); lines > 150 {
			t.Errorf("%s has %d lines", name, lines)
		}
		p := parse(t, name)
		if p.Title() == "" || p.Source() == "" || len(p.Interpretations()) == 0 {
			t.Errorf("%s says not where it is from, or takes no reading", name)
		}
		k := kit{Machine: p.Machine(), Policy: p, Start: p.Start(), Reading: (*Procedure).WithReading}
		if err := k.Check(40); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		mutants.TestEffects[*Procedure](t, p.Rows(), "testdata/scenarios/"+strings.TrimSuffix(name, ".yaml"))
	}
}
