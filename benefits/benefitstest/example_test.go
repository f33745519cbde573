package benefitstest_test

import (
	"fmt"
	"testing"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/benefits/benefitstest"
	"github.com/workcomp-go/workcomp/calendar"
	"pgregory.net/rapid"
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

// What is drawn can be looked at: the same seed gives the same.
func ExampleWages() {
	for _, w := range benefitstest.Wages(calendar.Quarter{Year: 2025, Number: 1}.Period()).Example(3) {
		fmt.Println(w.From, w.To, w.Gross, w.Days)
	}
	// Output:
	// 2025-01-01 2025-01-30 7230.54 3
	// 2025-02-02 2025-02-02 0.01 1
}

func TestHalfAWageAtMost(t *testing.T) { rapid.Check(t, halfAtMost) }
