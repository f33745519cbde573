package intervention_test

import (
	"testing"

	"github.com/workcomp-go/workcomp/internal/mutants"
	"github.com/workcomp-go/workcomp/intervention"
)

func TestRows_everyEffectIsTested(t *testing.T) {
	mutants.TestEffects[*intervention.Policy](t, intervention.Rows(), "testdata/scenarios")
}
