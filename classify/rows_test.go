package classify_test

import (
	"testing"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/mutants"
)

// A row cannot lie: without any one of its effects some scenario fails.
func TestRows_effectsAreShownByScenarios(t *testing.T) {
	if testing.Short() {
		t.Skip("it runs all scenarios for every effect")
	}
	mutants.TestEffects[*classify.Policy](t, classify.Rows(), "testdata/scenarios")
}

// Every finding of the scenarios is met or not met as it is kept, in its sentence.
func TestRows_findings(t *testing.T) {
	mutants.TestFindings(t, "testdata/scenarios", "testdata/findings.txt")
}
