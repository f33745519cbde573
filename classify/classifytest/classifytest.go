// Package classifytest is a kit that a host runs against its own classification
// policy, as testing/fstest does for a file system: laws that hold for every
// policy, over employers and facts drawn at random, always the same ones.
//
// A law that is broken is shown by the shortest case found, as a scenario file
// that is kept beside the policy and replays it. TestRises asks a law of
// the order that a host gives its levels; Facts and Histories draw for the host's
// own laws.
package classifytest

import (
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
	"github.com/workcomp-go/workcomp/rule/lifecycle/lifecycletest"
	"github.com/workcomp-go/workcomp/rule/property"
)

// TestPolicy checks every law that applies to the policy, each in a test of
// its own that is named after the law: those of levels, and for a policy with
// tiers those of its table, of employers that events move, and of what tier
// three and protests compute. A law that a reading of the policy sets aside is
// skipped, with the reason.
func TestPolicy(t *testing.T, p *classify.Policy) {
	ask(p).Test(t)
}

// Check asks the same laws outside of a test. The error shows every law that
// is broken; it is nil for none.
func Check(p *classify.Policy) error { return ask(p).Err() }

// policy is what the laws of calculations ask of a *classify.Policy.
type policy interface {
	ID() string
	File() string
	Facts() []rule.Declaration
	Catalogue() catalogue.Catalogue
	Levels() []string
	Level(rule.Facts) (rule.Decision[classify.Level], error)
	Surcharge(classify.SurchargeInput) (rule.Decision[classify.Surcharge], error)
	ProtestWindow(classify.ProtestInput) (rule.Decision[classify.ProtestWindow], error)
}

// ask asks all laws, or only those that are named.
func ask(p *classify.Policy, only ...string) property.Report {
	properties := ofLevels(p)
	if p.HasStanding() {
		properties = slices.Concat(properties, ofTable(p), ofCalculations(p))
	}
	r := property.Ask("classify", lifecycletest.PolicyName(p.ID(), p.File()), properties, only...)
	if p.HasStanding() {
		r.Add(kitOf(p).Ask(cases, only...))
		r.Skipped = skipped(p)
	}
	return r
}
