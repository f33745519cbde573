package draft_test

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/scenario/draft"
)

// A law of a host's own prints what it saw as a case that anyone can run.
func Example() {
	in := benefits.AllocateInput{Amount: decimal.RequireFromString("100.00"), Weights: []decimal.Decimal{decimal.NewFromInt(1), decimal.NewFromInt(2)}}
	d, err := benefits.Allocate(in)
	step, errStep := draft.Call("allocate", in, d.Value, err)
	text, errText := draft.Scenario{Title: "Shared out by one and two", Domain: "benefits", Steps: []draft.Step{step}}.YAML()
	fmt.Println(text, errStep, errText)
	// Output:
	// scenario: Shared out by one and two
	// domain: benefits
	// steps:
	//   - call: allocate
	//     with: {amount: "100.00", weights: ["1", "2"]}
	//     expect: {shares: ["33.33", "66.67"]}
	//  <nil> <nil>
}
