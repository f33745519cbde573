package interventiontest_test

import (
	"testing"

	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/intervention/interventiontest"
)

// A host calls this from a test of its own, with its own policy.
func ExampleTestPolicy() {
	_ = func(t *testing.T) {
		p, err := intervention.Builtin("nl-63.00")
		if err != nil {
			t.Fatal(err)
		}
		interventiontest.TestPolicy(t, p)
	}
	// Output:
}
