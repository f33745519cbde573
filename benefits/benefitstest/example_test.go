package benefitstest_test

import (
	"fmt"
	"os"
	"strings"
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

// A board wrote a quarter of a wage as 0.25, and not as 25. The file loads; the law
// that it breaks is told with the shortest case found.
func ExampleCheckSubsidy() {
	data, err := os.ReadFile("../policies/subsidy/us-dc-ojt.yaml")
	if err != nil {
		panic(err)
	}
	s, err := benefits.ParseSubsidy("our-board.yaml", []byte(strings.Replace(string(data), "percent: 25", "percent: 0.25", 1)))
	if err != nil {
		panic(err)
	}
	fmt.Println(benefitstest.CheckSubsidy(s, calendar.Period{From: calendar.MustParse("2024-01-01"), To: calendar.MustParse("2026-12-31")}))
	// Output:
	// # Broken: a percentage is no fraction.
	// # step 1 pays 0.25 for a wage of 100, less than a hundredth of it
	// # This is what came; kept beside our-board.yaml it runs: workcomp test -v FILE
	// scenario: "Broken: a percentage is no fraction"
	// domain: benefits
	// policy: our-board.yaml
	// steps:
	//   - call: subsidy
	//     with: {start: 2024-01-01, wages: [{from: 2024-01-01, to: 2024-01-07, gross: "100.00", days: 7}]}
	//     expect: {periods: [{amount: "0.25", bound_by: none}], flat: "0.00", total: "0.25"}
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
