// Package classifytest is a kit that a host runs against its own classification
// policy, as testing/fstest does for a file system: laws that hold for every
// policy, over employers and facts drawn at random, always the same ones.
//
// A law that is broken is told with the shortest case found, as a scenario file
// that is kept beside the policy and replays it. TestRises asks a law of
// the order that a host gives its levels; Facts and Histories draw for the host's
// own laws.
package classifytest

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/laws"
	"github.com/workcomp-go/workcomp/internal/told"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

// TestPolicy checks every law that applies to the policy, each in a test of
// its own that is named after the law: those of levels, and for a policy with
// tiers those of its table, of employers that events move, and of what tier
// three and protests compute. A law that a reading of the policy sets aside is
// skipped, with the reason.
func TestPolicy(t *testing.T, p *classify.Policy) {
	t.Helper()
	ask(p).Test(t)
}

// Check asks the same laws outside of a test. The error tells of every law that
// is broken; it is nil for none.
func Check(p *classify.Policy) error { return ask(p).Err() }

// policy is what the laws ask of a *classify.Policy.
type policy interface {
	laws.Policy[classify.Standing, classify.Event, classify.EventName]
	Start(classify.Profile) classify.Standing
	Facts() []rule.Declaration
	Catalogue() catalogue.Catalogue
	Levels() []string
	Level(rule.Facts) (rule.Decision[classify.Level], error)
	HasStanding() bool
	ClosedDays() *calendar.Closed
	Interpretations() []rule.Interpretation
	Surcharge(classify.SurchargeInput) (rule.Decision[classify.Surcharge], error)
	ProtestWindow(classify.ProtestInput) (rule.Decision[classify.ProtestWindow], error)
}

// ask asks all laws, or only those that are named.
func ask(p policy, only ...string) laws.Report {
	claims := ofLevels(p)
	if p.HasStanding() {
		claims = slices.Concat(claims, ofTable(p), ofCalculations(p))
	}
	r := laws.AskAll("classify", told.Policy(p.ID(), p.File()), claims, only...)
	if p.HasStanding() {
		r.Add(laws.Ask(p, domain(p), standingLaws(p), only...))
		r.Skipped = skipped(p)
	}
	return r
}

// shorter are decimals like d of fewer digits, from zero on.
func shorter(d decimal.Decimal) []decimal.Decimal {
	var all []decimal.Decimal
	digits := int32(len(d.Coefficient().String()))
	for n := range digits {
		rounded := d.Sub(d.Mod(decimal.New(1, d.Exponent()+digits-n)))
		if !rounded.Equal(d) && (len(all) == 0 || !rounded.Equal(all[len(all)-1])) {
			all = append(all, rounded)
		}
	}
	return all
}
