package classifytest

import (
	"testing"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule/lifecycle/lifecycletest"
)

// TestHistory checks the laws of a standing through time, of an employer with this
// profile under one policy or under versions of one: whatever is appended,
// corrected, inserted or taken out, a history is the replay of its entries, and what
// was known stays known.
func TestHistory(t *testing.T, profile classify.Profile, versions ...*classify.Policy) {
	t.Helper()
	lifecycletest.Past[classify.Tier, classify.EventName, classify.Standing, classify.Event, *classify.Policy]{
		Begin: func() (*classify.History, error) { return classify.NewHistory(versions[0].Start(profile), versions...) },
		Read:  func(data []byte) (*classify.History, error) { return classify.ReadHistory(data, versions...) },
		Drawn: Histories(versions[0], profile),
	}.Test(t)
}
