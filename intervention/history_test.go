package intervention_test

import (
	"testing"

	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/intervention/interventiontest"
	"github.com/workcomp-go/workcomp/rule/lifecycle/lifecycletest"
)

func past(policies ...*intervention.Policy) lifecycletest.Past[intervention.State, intervention.EventName, intervention.Case, intervention.Event, *intervention.Policy] {
	return lifecycletest.Past[intervention.State, intervention.EventName, intervention.Case, intervention.Event, *intervention.Policy]{
		Begin: func() (*intervention.History, error) {
			return intervention.NewHistory(policies[0].Start(), policies...)
		},
		Read:  func(data []byte) (*intervention.History, error) { return intervention.ReadHistory(data, policies...) },
		Drawn: interventiontest.Histories(policies[0]),
	}
}

func TestHistoryKeepsTheLaws(t *testing.T) {
	p, err := intervention.Builtin("nl-63.00")
	if err != nil {
		t.Fatal(err)
	}
	past(p).Test(t)
}
