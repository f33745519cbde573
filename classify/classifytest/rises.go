package classifytest

import (
	"fmt"
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle/lifecycletest"
	"github.com/workcomp-go/workcomp/rule/property"
)

// TestRises checks a law that a host states of its policy: a higher value of the
// fact never gives a lower level, the other facts the same. The levels are all
// of the policy's, the lowest first; none is below them. It fails at once where
// the fact is no number of the policy or a level is not the policy's.
func TestRises(t *testing.T, p *classify.Policy, fact string, levels ...string) {
	t.Helper()
	r, err := askRises(p, fact, levels)
	if err != nil {
		t.Fatal(err)
	}
	r.Test(t)
}

// CheckRises asks the same law outside of a test: nil where it holds, else the
// shortest case found, or a rule.InputError for what TestRises fails at.
func CheckRises(p *classify.Policy, fact string, levels ...string) error {
	r, err := askRises(p, fact, levels)
	if err != nil {
		return err
	}
	return r.Err()
}

func askRises(p policy, fact string, levels []string) (property.Report, error) {
	i := slices.IndexFunc(p.Facts(), func(d rule.Declaration) bool { return d.Name == fact })
	if i < 0 || !slices.Contains([]rule.FactType{rule.Money, rule.Factor, rule.Rate, rule.Number, rule.Count}, p.Facts()[i].Type) {
		return property.Report{}, &rule.InputError{Field: "fact", Value: fact, Expected: "a fact of the policy that is a number"}
	}
	if own := p.Levels(); !slices.Equal(slices.Sorted(slices.Values(levels)), slices.Compact(slices.Sorted(slices.Values(own)))) {
		return property.Report{}, &rule.InputError{Field: "levels", Value: fmt.Sprint(levels), Expected: fmt.Sprintf("each of %v once, the lowest first", own)}
	}
	order := append([]string{"none"}, levels...)
	law := ofTwo(p, fmt.Sprintf("a higher %s never gives a lower level", fact), fact, func(p policy, q question) error {
		return rises(p, q, order)
	})
	return property.Ask("classify", lifecycletest.PolicyName(p.ID(), p.File()), []property.Property{law}), nil
}
