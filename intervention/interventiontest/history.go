package interventiontest

import (
	"testing"

	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule/lifecycle/lifecycletest"
)

// TestHistory checks the laws of a case through time under one policy, or under
// versions of one: whatever is appended, corrected, inserted or taken out, a history
// is the replay of its entries, and what was known stays known.
func TestHistory(t *testing.T, versions ...*intervention.Policy) {
	t.Helper()
	lifecycletest.Past[intervention.State, intervention.EventName, intervention.Case, intervention.Event, *intervention.Policy]{
		Begin: func() (*intervention.History, error) {
			return intervention.NewHistory(versions[0].Start(), versions...)
		},
		Read:  func(data []byte) (*intervention.History, error) { return intervention.ReadHistory(data, versions...) },
		Drawn: Histories(versions[0]),
	}.Test(t)
}
