package classifytest

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/property"
	"pgregory.net/rapid"
)

// A question asks the level of facts, or of facts that differ in one: a fact
// that is left out, or a low and a high value of it.
type question struct {
	facts     rule.Facts
	name      string // of the one; empty for none
	low, high decimal.Decimal
}

// asked are the facts to be asked, one or two.
func (q question) asked() []rule.Facts {
	if rule.IsSet(q.high) {
		return []rule.Facts{with(q.facts, q.name, q.low), with(q.facts, q.name, q.high)}
	}
	return []rule.Facts{q.facts}
}

func with(f rule.Facts, name string, value any) rule.Facts {
	f = maps.Clone(f)
	f[name] = value
	return f
}

// ofLevel makes a law of levels: of what is asked first, and of what is drawn.
func ofLevel(p policy, name string, draw func(*rapid.T) question, keeps func(policy, question) error, first ...question) property.Property {
	ask := func(q question) error {
		how := keeps(p, q)
		if how == nil {
			return nil
		}
		broken := property.Breaks("%v", how)
		for _, f := range q.asked() {
			d, err := p.Level(f)
			broken = broken.Call("level", f, d.Value, err)
		}
		return broken
	}
	return property.Property{Name: name, Holds: func(t *rapid.T) error { return ask(draw(t)) }, Fixed: func() error {
		for _, q := range first {
			if how := ask(q); how != nil {
				return how
			}
		}
		return nil
	}}
}

// ofLevels are the laws of every policy.
func ofLevels(p policy) []property.Property {
	all := facts(p)
	one := func(rt *rapid.T) question { return question{facts: all.Draw(rt, "facts")} }
	return []property.Property{
		ofLevel(p, "a level is one of the policy's, and explained", one, explained),
		ofLevel(p, "a fact left out is an error that names it", func(rt *rapid.T) question {
			q := one(rt)
			q.name = rapid.SampledFrom(p.Facts()).Draw(rt, "missing").Name
			delete(q.facts, q.name)
			return q
		}, required),
		ofLevel(p, "the same facts give the same bytes", one, sameLevel),
	}
}

// ofTable are the laws of Table 85-23A.
func ofTable(p policy) []property.Property {
	return []property.Property{
		ofTwo(p, "a higher factor never gives a lower tier at the same premium", "emf", risesWithTheFactor),
		ofTwo(p, "the tier never rises with the premium", "three_year_premium", fallsWithThePremium),
	}
}

// ofTwo makes a law of two values of a fact, the others the same.
func ofTwo(p policy, law, fact string, keeps func(policy, question) error) property.Property {
	declared := p.Facts()
	d := declared[slices.IndexFunc(declared, func(d rule.Declaration) bool { return d.Name == fact })]
	all, at := facts(p), edgesOf(p.Catalogue())
	return ofLevel(p, law, func(rt *rapid.T) question {
		f := all.Draw(rt, "facts")
		a, b := number(f[fact]), number(all.Draw(rt, "others")[fact])
		return question{f, fact, decimal.Min(a, b), decimal.Max(a, b)}
	}, keeps, neighbours(all, at, declared, d)...)
}

// neighbours ask every two neighbours among the numbers at which the answer can
// turn for a fact, at every such number of each other fact: where the answer
// turns the wrong way, it does so between two of them.
func neighbours(drawn *rapid.Generator[rule.Facts], at edges, declared []rule.Declaration, of rule.Declaration) []question {
	var all []question
	numbers := at.of(of)
	add := func(f rule.Facts) {
		for i := 1; i < len(numbers); i++ {
			all = append(all, question{f, of.Name, numbers[i-1], numbers[i]})
		}
	}
	for i, d := range declared {
		for _, n := range at.of(d) {
			if d.Name != of.Name {
				add(with(drawn.Example(i), d.Name, n))
			}
		}
	}
	add(drawn.Example(0)) // where there is no other
	return all
}

// number is a number of drawn facts.
func number(drawn any) decimal.Decimal {
	if n, ok := drawn.(int); ok {
		return decimal.NewFromInt(int64(n))
	}
	return drawn.(decimal.Decimal)
}

func explained(p policy, q question) error {
	d, err := p.Level(q.facts)
	if err != nil {
		return nil
	}
	if !slices.Contains(append(p.Levels(), "none"), d.Value.Level) || len(d.Findings) == 0 {
		return fmt.Errorf("got the level %q for %d findings", d.Value.Level, len(d.Findings))
	}
	for _, found := range d.Findings {
		if found.Cite == "" || found.Text() == "" {
			return fmt.Errorf("%#v is no finding", found)
		}
	}
	return nil
}

func required(p policy, q question) error {
	_, err := p.Level(q.facts)
	var input *rule.InputError
	if !errors.As(err, &input) || input.Field != q.name {
		return fmt.Errorf("without %s: %v", q.name, err)
	}
	return nil
}

func sameLevel(p policy, q question) error {
	first, err := p.Level(q.facts)
	second, errAgain := p.Level(q.facts)
	one, _ := json.Marshal(first) // a decision always marshals
	two, _ := json.Marshal(second)
	if (err == nil) != (errAgain == nil) || string(one) != string(two) {
		return fmt.Errorf("first %s, %v, then %s, %v", one, err, two, errAgain)
	}
	return nil
}

func risesWithTheFactor(p policy, q question) error { return rises(p, q, tiers()) }

// rises holds when a higher value gives no lower level of the order.
func rises(p policy, q question, order []string) error {
	return compare(p, q, order, func(lower, higher int) bool { return lower <= higher || higher < 0 })
}

func fallsWithThePremium(p policy, q question) error {
	return compare(p, q, tiers(), func(smaller, larger int) bool { return larger <= smaller || smaller < 0 })
}

// compare asks for the two levels, and holds when their ranks in the order, the
// lowest first, are as the law has them.
func compare(p policy, q question, order []string, keeps func(low, high int) bool) error {
	asked := q.asked()
	low, err := rank(p, asked[0], order)
	high, errHigh := rank(p, asked[1], order)
	if err != nil || errHigh != nil {
		return fmt.Errorf("%s %s: %v, %s: %v", q.name, q.low, err, q.high, errHigh)
	}
	if !keeps(low, high) {
		return fmt.Errorf("%s %s gives %s, and %s gives %s", q.name, q.low, order[low], q.high, order[high])
	}
	return nil
}

var ranks = []classify.Tier{classify.None, classify.Focus, classify.Target, classify.TierThree}

// tiers are the ranks as levels.
func tiers() []string {
	var order []string
	for _, tier := range ranks {
		order = append(order, string(tier))
	}
	return order
}

// rank is the place of the level in the order; -1 when the table gives none,
// which breaks no order.
func rank(p policy, f rule.Facts, order []string) (int, error) {
	d, err := p.Level(f)
	var refused *rule.Refused
	if errors.As(err, &refused) {
		return -1, nil
	}
	return slices.Index(order, d.Value.Level), err
}
