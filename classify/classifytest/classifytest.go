// Package classifytest is a kit that a host runs against its own classification
// policy, as testing/fstest does for a file system: properties that hold for
// every policy, over random facts and random employers.
package classifytest

import (
	"testing"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/laws"
	"pgregory.net/rapid"
)

// TestPolicy checks every law that applies to the policy, each in a test of
// its own that is named after the law: those of levels, and for a policy with
// tiers those of its table and of employers that events move. A failure is
// shrunk to a short one.
func TestPolicy(t *testing.T, p *classify.Policy) {
	t.Helper()
	testTable(t, p, ofLevels)
	if p.HasStanding() {
		testTable(t, p, ofTiers)
		laws.Test(t, p, domain(p), standingLaws(p))
	}
}

func testTable(t *testing.T, p table, of []tableLaw) {
	t.Helper()
	for _, l := range of {
		t.Run(l.name, rapid.MakeCheck(func(rt *rapid.T) {
			if err := l.keeps(rt, p); err != nil {
				rt.Fatal(err)
			}
		}))
	}
}
