package placementtest_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/placement/placementtest"
)

// A host calls this from a test of its own, with its own policy.
func ExampleTestPolicy() {
	_ = func(t *testing.T) {
		p, err := placement.Builtin("ab-toj")
		if err != nil {
			t.Fatal(err)
		}
		placementtest.TestPolicy(t, p)
	}
	// Output:
}

// A board typed 210 days for 21. The file loads; the law that it breaks is told
// with the shortest case, of which the first lines are shown here.
func ExampleCheck() {
	data, err := os.ReadFile("../policies/ab-toj.yaml")
	if err != nil {
		panic(err)
	}
	board := strings.Replace(string(data), "return_claim: {days: 21,", "return_claim: {days: 210,", 1)
	p, err := placement.ParsePolicy("our-board.yaml", []byte(board))
	if err != nil {
		panic(err)
	}
	lines := strings.Split(placementtest.Check(p).Error(), "\n")
	fmt.Println(lines[0])
	fmt.Println(strings.Join(lines[2:7], "\n")) // the second says on which days
	// Output:
	// # Broken: the claim of a placement of a month or longer is returned after it began.
	// # This is what came; kept beside our-board.yaml it runs: workcomp test -v FILE
	// scenario: "Broken: the claim of a placement of a month or longer is returned after it began"
	// domain: placement
	// policy: our-board.yaml
	// steps:
}

// A law of the host's own, over what the kit lets happen: no placement is
// extended that did not begin.
func ExampleHistories() {
	p, err := placement.Builtin("ab-toj")
	if err != nil {
		panic(err)
	}
	extensions := 0
	for seed := range 50 { // or rapid.Check in a test
		begun := false
		for _, e := range placementtest.Histories(p).Example(seed) {
			switch e.(type) {
			case placement.Begin:
				begun = true
			case placement.DecideExtension:
				if extensions++; !begun {
					fmt.Println("extended before it began")
				}
			}
		}
	}
	fmt.Println("some are extended:", extensions > 0)
	// Output: some are extended: true
}
