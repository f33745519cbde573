package interventiontest_test

import (
	"fmt"
	"os"
	"strings"
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

// A board asks for eight sources, and the procedure lists seven. The file loads;
// the law that it breaks is told with the shortest case.
func ExampleCheck() {
	data, err := os.ReadFile("../policies/nl-63.00.yaml")
	if err != nil {
		panic(err)
	}
	board := strings.Replace(string(data), "evidence_enough: len(evidence) >= 1", "evidence_enough: len(evidence) >= 8", 1)
	p, err := intervention.ParsePolicy("our-board.yaml", []byte(board))
	if err != nil {
		panic(err)
	}
	fmt.Println(interventiontest.Check(p))
	// Output:
	// # Broken: all the information that the procedure lists identifies the need.
	// # identify_need by "senior_health_and_safety_advisor": all 7 sources were looked at, and the need is not identified
	// # This is what came; kept beside our-board.yaml it runs: go run ./examples/scenario -v FILE
	// scenario: "Broken: all the information that the procedure lists identifies the need"
	// domain: intervention
	// policy: our-board.yaml
	// steps:
	//   - on: 2011-08-21
	//     event: report_need
	//     by: health_and_safety_advisor
	//     with: {conditions: [refused_discussion, rejected_program, resisted_working], follow_up_failed: true}
	//     expect: {state: possible_need, cycle: 1}
	//   - on: 2011-09-04
	//     event: identify_need
	//     by: senior_health_and_safety_advisor
	//     with:
	//       evidence:
	//         - injury_statistics
	//         - claims_costs
	//         - prime
	//         - committee_minutes
	//         - ohs_directives
	//         - case_manager_concerns
	//         - certification_training
	//       needs: [as stated]
	//     expect:
	//       refused: "refused: identify_need in state possible_need: The sources looked at, injury_statistics, claims_costs, prime, committee_minutes, ohs_directives, case_manager_concerns, certification_training, are not enough: the policy asks for len(evidence) >= 8 (NL Procedure 63.00-2; interpretation evidence-enough)."
	//       state: possible_need
	//       cycle: 1
}

// A law of the host's own, over what the kit lets happen: an employer that is
// referred was discussed, or has declined.
func ExampleHistories() {
	p, err := intervention.Builtin("nl-63.00")
	if err != nil {
		panic(err)
	}
	referred := 0
	for seed := range 50 { // or rapid.Check in a test
		history := interventiontest.Histories(p).Example(seed)
		grounds := false
		for _, e := range history {
			switch e.(type) {
			case intervention.DiscussReferral, intervention.DeclinePartnership:
				grounds = true
			case intervention.Refer:
				referred++
				if !grounds {
					fmt.Println("referred without grounds")
				}
			}
		}
	}
	fmt.Printf("%d referrals, each with its grounds\n", referred)
	// Output: 101 referrals, each with its grounds
}
