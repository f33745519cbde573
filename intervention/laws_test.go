package intervention

import (
	"fmt"
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle/lifecycletest"
	"pgregory.net/rapid"
)

// withReading is the policy with another reading of an interpretation.
func withReading(p *Policy, id, to string) (*Policy, error) {
	for i, q := range questions {
		if q.ID == id {
			copied := *p
			copied.readings = slices.Clone(p.readings)
			copied.readings[i] = to
			return &copied, nil
		}
	}
	return nil, fmt.Errorf("there is no interpretation %s", id)
}

// plausible gives an event what few would have by chance: all services of a team,
// both who discuss a referral; and an employer commits seldom, which ends a cycle.
func plausible(t *rapid.T, c Case, e Event) Event {
	likely := func(what string) bool { return rapid.IntRange(0, 4).Draw(t, what) > 0 }
	switch e := e.(type) {
	case Initiate:
		e.Stage = Stage(rapid.IntRange(1, 3).Draw(t, "stage"))
		return e
	case ReviewAsTeam:
		if likely("a whole team") {
			e.Services = []Service{Prevention, Assessment, Compensation}
		}
		return e
	case DiscussReferral:
		if likely("both") {
			e.Between = []rule.Role{SeniorHealthAndSafetyAdvisor, ManagerOfPrevention}
		}
		return e
	case Commit:
		if c.LastOn.Before(e.On) && likely("another day") {
			e.On = calendar.Date{} // not yet
		}
		return e
	}
	return e
}

func TestProcedureKeepsTheLawsOfEveryProcedure(t *testing.T) {
	p, err := Builtin("nl-63.00")
	if err != nil {
		t.Fatal(err)
	}
	kit := lifecycletest.Kit[State, EventName, Case, Event, *Policy]{Machine: runs(), Policy: p, Start: p.Start(), Reading: withReading,
		Amend: plausible}
	kit.Test(t)
	// A meeting that was not held is one by another reading, and a further cycle is a long way off.
	for _, row := range kit.Unreached(1500) {
		if row != "3.I(b).not_held" && row != "5" {
			t.Errorf("no case comes to %s", row)
		}
	}
}
