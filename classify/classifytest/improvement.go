package classifytest

import (
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
)

// Improvement is what a board's own test says of two reviews, so the laws ask
// what any such test has to say.

// improved is what a review found of improvement; ok is false when it looked
// for none.
func improved(outcome rule.Outcome) (found rule.Finding, ok bool) {
	i := slices.IndexFunc(outcome.Findings, func(f rule.Finding) bool { return slices.Contains(f.Interpretations, "improvement-window") })
	if i < 0 {
		return rule.Finding{}, false
	}
	return outcome.Findings[i], true
}

// looksFor gives the review, and what it found of improvement, if it looked.
func looksFor(m *transition) (e classify.Review, found rule.Finding, ok bool) {
	if !m.Takes("review") {
		return classify.Review{}, rule.Finding{}, false
	}
	found, ok = improved(m.Outcome)
	return m.Event.(classify.Review), found, ok
}

func noFall(m *transition) error {
	e, found, ok := looksFor(m)
	higher := func(r classify.PastReview) bool { return r.EMF.Cmp(e.EMF) > 0 }
	if ok && found.Holds && !slices.ContainsFunc(m.Before.Reviews, higher) {
		return m.Broken("the factor %s was in no review before higher, and is found improved", e.EMF)
	}
	return nil
}

func lowerImproves(m *transition) error {
	e, found, ok := looksFor(m)
	if !ok || !found.Holds {
		return nil
	}
	lower := e
	lower.EMF = e.EMF.Mul(decimal.New(5, -1))
	return mustImprove(m, lower, "the factor %s is found improved, and %s in its place is not", e.EMF, lower.EMF)
}

func nothingImproves(m *transition) error {
	e, found, ok := looksFor(m)
	some := func(r classify.PastReview) bool { return r.EMF.Sign() > 0 && r.ThreeYearPremium.Sign() > 0 }
	if !ok || found.Holds || !some(m.Before.Reviews[0]) {
		return nil
	}
	nothing := e
	nothing.EMF, nothing.ThreeYearPremium = decimal.New(0, 0), decimal.New(0, 0)
	return mustImprove(m, nothing, "the factor %s on a premium of %s is not found improved, nor is nothing in their place", e.EMF, e.ThreeYearPremium)
}

// mustImprove asks another review in place of the one at hand.
func mustImprove(m *transition, other classify.Review, format string, args ...any) error {
	_, outcome, err := m.Applied(other)
	if found, ok := improved(outcome); err != nil || !ok || !found.Holds {
		return m.Unlike(append(slices.Clip(m.Earlier), classify.Event(other)), format, args...)
	}
	return nil
}
