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
// the law that it breaks is told with the shortest case, of which the first lines
// are shown here.
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
	lines := strings.Split(interventiontest.Check(p).Error(), "\n")
	fmt.Println(strings.Join(lines[:7], "\n"))
	// Output:
	// # Broken: all the information that the procedure lists identifies the need.
	// # identify_need by "senior_health_and_safety_advisor": all 7 sources were looked at, and the need is not identified
	// # This is what came; kept beside our-board.yaml it runs: workcomp test -v FILE
	// scenario: "Broken: all the information that the procedure lists identifies the need"
	// domain: intervention
	// policy: our-board.yaml
	// steps:
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
	fmt.Println("some are referred:", referred > 0)
	// Output: some are referred: true
}
