package placementtest_test

import (
	"testing"

	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/placement/placementtest"
)

func TestBuiltinPolicies(t *testing.T) {
	for _, id := range placement.BuiltinIDs() {
		p, err := placement.Builtin(id)
		if err != nil {
			t.Fatal(err)
		}
		placementtest.TestPolicy(t, p)
	}
}
