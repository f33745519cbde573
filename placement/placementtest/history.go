package placementtest

import (
	"testing"

	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule/lifecycle/lifecycletest"
)

// TestHistory checks the laws of a case through time under one policy, or under
// versions of one: whatever is appended, corrected, inserted or taken out, a history
// is the replay of its entries, and what was known stays known.
func TestHistory(t *testing.T, versions ...*placement.Policy) {
	t.Helper()
	lifecycletest.Past[placement.State, placement.EventName, placement.Case, placement.Event, *placement.Policy]{
		Begin: func() (*placement.History, error) { return placement.NewHistory(versions[0].Start(), versions...) },
		Read:  func(data []byte) (*placement.History, error) { return placement.ReadHistory(data, versions...) },
		Drawn: Histories(versions[0]),
	}.Test(t)
}
