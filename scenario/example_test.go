package scenario_test

import (
	"fmt"
	"os"

	"github.com/workcomp-go/workcomp/scenario"
)

const quarter = `scenario: When the report of the last quarter is due
source: W. Va. Code R. § 85-23-5, 5.5.1
domain: calendar
steps:
  - call: month_end_after
    with: {quarter: 2025-Q4}
    expect: {due: 2026-02-02}   # wrong: a calendar date does not roll
`

func ExampleLoad() {
	scenarios, err := scenario.Load("quarter.yaml", []byte(quarter), os.ReadFile)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range scenarios {
		fmt.Print(s.Run().Text())
	}
	// Output:
	// When the report of the last quarter is due (quarter.yaml:1)
	//   source: W. Va. Code R. § 85-23-5, 5.5.1
	//   1. month_end_after {quarter: 2025-Q4}
	//      = due: 2026-01-31
	//      FAILED line 7: due: expected 2026-02-02, got 2026-01-31
}

// A word that is no key of a scenario is pointed at.
func ExampleLoad_mistake() {
	_, err := scenario.Load("quarter.yaml", []byte("scenario: A quarter\ndomain: calendar\nstep: []\n"), os.ReadFile)
	fmt.Println(err)
	// Output:
	// quarter.yaml:3:1: step: key "step" is not valid, expected one of scenario, source, domain, policy, known_broken, given, steps (did you mean "steps"?)
	//   step: []
	//   ^^^^
}

func ExampleResult_String() {
	scenarios, err := scenario.Load("quarter.yaml", []byte(quarter), os.ReadFile)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(scenarios[0].Run())
	// Output:
	// quarter.yaml:7: When the report of the last quarter is due: step 1, month_end_after: due: expected 2026-02-02, got 2026-01-31
}
