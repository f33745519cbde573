package laws

import (
	"fmt"
	"slices"

	"github.com/workcomp-go/workcomp/internal/told"
	"pgregory.net/rapid"
)

// A Claim is a law of calculations: it holds for every question that is drawn.
type Claim[Q any] struct {
	Name    string // a sentence
	First   []Q    // asked before any that is drawn
	Draw    func(rt *rapid.T) Q
	Keeps   func(Q) error                // how the answers break the law
	Simpler func(Q) []Q                  // each simpler than the question; nil: it is told as it was drawn
	Calls   func(Q) ([]told.Step, error) // the question and what came, as the steps of a scenario
}

// Asked is a Claim of any kind of question, or a Property.
type Asked interface {
	name() string
	ask(domain, policy string) *Counterexample
}

// AskAll asks claims of a policy that scenarios name so, "" for none; where some
// are named, only these.
func AskAll[A Asked](domain, policy string, claims []A, only ...string) Report {
	var r Report
	for _, c := range claims {
		if len(only) > 0 && !slices.Contains(only, c.name()) {
			continue
		}
		r.Laws = append(r.Laws, c.name())
		if counterexample := c.ask(domain, policy); counterexample != nil {
			r.Counterexamples = append(r.Counterexamples, counterexample)
		}
	}
	return r
}

func (c Claim[Q]) name() string { return c.Name }

func (c Claim[Q]) ask(domain, policy string) *Counterexample {
	asked, how := c.broken()
	if how == nil {
		return nil
	}
	asked, how = c.shrink(asked, how)
	steps, err := c.Calls(asked)
	return counterexample(c.Name, how, domain, policy, steps, err)
}

// counterexample is one that calls tell, unless err says why they do not.
func counterexample(law string, how error, domain, policy string, steps []told.Step, err error) *Counterexample {
	var text string
	if err == nil {
		text, err = told.Broken(law, how, domain, policy, steps...).YAML()
	}
	if err != nil {
		return &Counterexample{Law: law, How: fmt.Errorf("%w (the question is not told: %w)", how, err)}
	}
	return &Counterexample{Law: law, How: how, Case: text}
}

// broken gives a question that breaks the law, and how; nil for none.
func (c Claim[Q]) broken() (asked Q, how error) {
	for _, first := range c.First {
		if how := c.Keeps(first); how != nil {
			return first, how
		}
	}
	how = seen(func(rt *rapid.T) error {
		asked = c.Draw(rt)
		return c.Keeps(asked)
	})
	return asked, how
}

// shrink takes the first simpler question that breaks the law as well, again
// and again.
func (c Claim[Q]) shrink(asked Q, how error) (Q, error) {
	for again := c.Simpler != nil; again; {
		again = false
		for _, simpler := range c.Simpler(asked) {
			if err := c.Keeps(simpler); err != nil {
				asked, how, again = simpler, err, true
				break
			}
		}
	}
	return asked, how
}
