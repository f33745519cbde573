package intervention_test

import (
	"testing"

	"github.com/workcomp-go/workcomp/internal/mutants"
	"github.com/workcomp-go/workcomp/intervention"
)

func TestRows_everyEffectIsTested(t *testing.T) {
	mutants.TestEffects[*intervention.Policy](t, intervention.Rows(), "testdata/scenarios")
}

// Every finding of the scenarios is met or not met as it is kept, in its sentence.
func TestRows_findings(t *testing.T) {
	mutants.TestFindings(t, "testdata/scenarios", "testdata/findings.txt")
}
