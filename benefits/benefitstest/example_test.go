package benefitstest_test

import (
	"testing"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/benefits/benefitstest"
	"github.com/workcomp-go/workcomp/calendar"
)

// A host calls this from a test of its own, with its own scheme.
func ExampleTestSubsidy() {
	_ = func(t *testing.T) {
		s, err := benefits.BuiltinSubsidy("us-dc-ojt")
		if err != nil {
			t.Fatal(err)
		}
		benefitstest.TestSubsidy(t, s, calendar.Period{From: calendar.MustParse("2024-01-01"), To: calendar.MustParse("2026-12-31")})
	}
	// Output:
}

// A host calls this from a test of its own, with its own policy.
func ExampleTestPolicy() {
	_ = func(t *testing.T) {
		p, err := benefits.Builtin("ab-toj")
		if err != nil {
			t.Fatal(err)
		}
		benefitstest.TestPolicy(t, p)
	}
	// Output:
}
