package scenario_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/scenario"
)

// A law of a host's own prints what it saw as a case that anyone can run.
func ExampleDraft() {
	in := benefits.AllocateInput{Amount: decimal.RequireFromString("100.00"), Weights: []decimal.Decimal{decimal.NewFromInt(1), decimal.NewFromInt(2)}}
	d, err := benefits.Allocate(in)
	step, errStep := scenario.CallStep("allocate", in, d.Value, err)
	text, errText := scenario.Draft{Title: "Shared out by one and two", Domain: "benefits", Steps: []scenario.DraftStep{step}}.YAML()
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

func TestDraft_isRead(t *testing.T) {
	review := []byte(`{"event":"review","on":"1995-01-31","from":"1994-07-01","to":"1994-12-31","three_year_premium":"32850","emf":"1.73"}`)
	first, err := scenario.EventStep(review, scenario.Expected{Key: "tier", Value: "focus"})
	if err != nil {
		t.Fatal(err)
	}
	_, wrong := benefits.Allocate(benefits.AllocateInput{})
	if got := scenario.Ended(wrong); len(got) != 1 || got[0].Key != "error" {
		t.Errorf("got %v", got)
	}
	text, err := scenario.Draft{Title: "XYZ", Domain: "classify", Policy: "wv-85-23", Steps: []scenario.DraftStep{first}}.YAML()
	if err != nil {
		t.Fatal(err)
	}
	all, err := scenario.Load("draft.yaml", []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	if r := all[0].Run(); r.Failed() || !strings.Contains(text, "tier: focus") {
		t.Errorf("%v\n%s", r, text)
	}
}
