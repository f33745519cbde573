package scenario_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/examples/ownprocedure"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/policy"
	"github.com/workcomp-go/workcomp/scenario"
)

// What the guide for the developer shows. A test of cmd/workcomp holds the guide to
// these functions.

func ExampleProcess_decide() {
	policy, err := classify.Builtin("wv-85-23")
	if err != nil {
		panic(err)
	}
	standing, outcome, err := policy.Apply(policy.Start(classify.Profile{}), classify.Review{
		On:               calendar.MustParse("1995-01-31"),
		From:             calendar.MustParse("1994-07-01"),
		To:               calendar.MustParse("1994-12-31"),
		ThreeYearPremium: decimal.RequireFromString("32850"),
		EMF:              decimal.RequireFromString("1.73"),
	})
	var refused *rule.Refused
	switch {
	case errors.As(err, &refused):
		fmt.Println("no:", refused.Findings)
	case err != nil:
		panic(err)
	}
	stored, err := json.Marshal(standing)
	fmt.Println(standing.Tier, outcome.Opened[0].ID, len(stored) > 0, err)
	// Output: focus classification_notice true <nil>
}

func ExampleTest() {
	_ = func(t *testing.T) { // TestCases
		scenario.Test(t, os.DirFS("cases"))
	}
}

func ExampleProcess() {
	recovery := scenario.Process("recovery", ownprocedure.Procedure(), ownprocedure.Case{State: "found"},
		func(file string, data []byte) (*ownprocedure.Policy, error) {
			return policy.Parse(ownprocedure.Procedure(), file, data)
		})
	cases, err := scenario.LoadFS(os.DirFS("../examples/ownprocedure"), recovery)
	if err != nil {
		panic(err)
	}
	for _, c := range cases {
		fmt.Println(c.Title, c.Run().Failed())
	}
	// Output:
	// A worker disputes an overpayment, and pays what is upheld false
	// The amount was entered wrong, and is corrected false
	// A case that is taken over as it stands false
}

// A scenario without any expectation says nothing.
func TestTest_aFileSystemWithoutScenarios(t *testing.T) {
	all, err := scenario.LoadFS(fstest.MapFS{})
	if err != nil || len(all) != 0 {
		t.Errorf("got %v and %v", all, err)
	}
}
