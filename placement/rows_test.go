package placement_test

import (
	"testing"

	"github.com/workcomp-go/workcomp/internal/mutants"
	"github.com/workcomp-go/workcomp/placement"
)

// A row cannot lie: without any one of its effects some scenario fails.
func TestRows_effectsAreShownByScenarios(t *testing.T) {
	if testing.Short() {
		t.Skip("it runs scenarios for every effect")
	}
	mutants.TestEffects[*placement.Policy](t, placement.Rows(), "testdata/scenarios")
}

// Every finding of the scenarios is met or not met as it is kept, in its sentence.
func TestRows_findings(t *testing.T) {
	mutants.TestFindings(t, "testdata/scenarios", "testdata/findings.txt")
}
