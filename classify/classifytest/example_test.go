package classifytest_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/classify/classifytest"
)

// A host calls this from a test of its own, with its own policy.
func ExampleTestPolicy() {
	_ = func(t *testing.T) {
		p, err := classify.Builtin("wv-85-23")
		if err != nil {
			t.Fatal(err)
		}
		classifytest.TestPolicy(t, p)
	}
	// Output:
}

// A board typed a value of its table in the wrong order. The file loads; the
// law that it breaks is told with the shortest case.
func ExampleCheck() {
	data, err := os.ReadFile("../policies/wv-85-23.yaml")
	if err != nil {
		panic(err)
	}
	board := strings.Replace(string(data), "{from: 12500, focus: 1.60,", "{from: 12500, focus: 1.06,", 1)
	p, err := classify.ParsePolicy("our-board.yaml", []byte(board))
	if err != nil {
		panic(err)
	}
	fmt.Println(classifytest.Check(p))
	// Output:
	// # Broken: the tier never rises with the premium.
	// # three_year_premium 12499 gives none, and 12500 gives focus
	// # This is what came; kept beside our-board.yaml it runs: workcomp test -v FILE
	// scenario: "Broken: the tier never rises with the premium"
	// domain: classify
	// policy: our-board.yaml
	// steps:
	//   - call: level
	//     with: {emf: "1.06", three_year_premium: "12499"}
	//     expect: {level: none, values: [{name: focus, value: "1.50"}, {name: target, value: "1.60"}]}
	//   - call: level
	//     with: {emf: "1.06", three_year_premium: "12500"}
	//     expect: {level: focus, values: [{name: focus, value: "1.06"}, {name: target, value: "1.70"}]}
}

// A board has levels of its own, and says their order. A test ends
// where it should not: from a factor of 2.00 on nobody is audited.
func ExampleCheckRises() {
	p, err := classify.ParsePolicy("our-board.yaml", []byte(`
policy: our-board
title: Safety programme
source: Our rule 7
facts: {emf: factor}
levels:
  - {level: audited, if: emf >= 1.20 and emf < 2.00, cite: Our rule 7, text: "{emf} is 1.20 or more.", else: "{emf} is not."}
  - {level: watched, if: emf >= 1.10, cite: Our rule 7, text: "{emf} is 1.10 or more.", else: "{emf} is below 1.10."}
`))
	if err != nil {
		panic(err)
	}
	fmt.Println(classifytest.CheckRises(p, "emf", "watched", "audited")) // in a test: TestRises
	// Output:
	// # Broken: a higher emf never gives a lower level.
	// # emf 1.99 gives audited, and 2 gives watched
	// # This is what came; kept beside our-board.yaml it runs: workcomp test -v FILE
	// scenario: "Broken: a higher emf never gives a lower level"
	// domain: classify
	// policy: our-board.yaml
	// steps:
	//   - call: level
	//     with: {emf: "1.99"}
	//     expect: {level: audited}
	//   - call: level
	//     with: {emf: "2.00"}
	//     expect: {level: watched}
}

// New York has no tiers, and so no law of them. A host states its own over facts
// that the kit draws: a higher experience rating leads nobody out of the program.
func ExampleFacts() {
	p, err := classify.Builtin("us-ny-icr59")
	if err != nil {
		panic(err)
	}
	in := 0
	for seed := range 200 { // or rapid.Check in a test
		facts := classifytest.Facts(p).Example(seed)
		before, err := p.Level(facts)
		if err != nil {
			panic(err)
		}
		facts["emf"] = facts["emf"].(decimal.Decimal).Add(decimal.New(1, -2))
		after, err := p.Level(facts)
		if err != nil {
			panic(err)
		}
		if before.Value.Level != "none" {
			in++
		}
		if before.Value.Level != "none" && after.Value.Level == "none" {
			fmt.Printf("broken by %v\n", facts)
		}
	}
	fmt.Println("some are in the program:", in > 0)
	// Output: some are in the program: true
}

// A law of the host's own, over what the kit lets happen to employers: one that
// the commission has excluded is in no tier.
func ExampleHistories() {
	p, err := classify.Builtin("wv-85-23")
	if err != nil {
		panic(err)
	}
	start := p.Start(classify.Profile{})
	excluded := 0
	for seed := range 20 {
		history := classifytest.Histories(p, classify.Profile{}).Example(seed)
		st, _, err := p.Replay(start, history...)
		if err != nil {
			panic(err)
		}
		if !st.Excluded {
			continue
		}
		if excluded++; st.Tier != classify.None {
			fmt.Printf("excluded, and in tier %s\n", st.Tier)
		}
	}
	fmt.Println("some are excluded:", excluded > 0)
	// Output: some are excluded: true
}
