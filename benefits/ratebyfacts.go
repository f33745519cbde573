package benefits

import (
	"slices"

	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// A rateRow is a rate for the cases for which its test holds.
type rateRow struct {
	If    string        `json:"if,omitempty"` // a test over the facts; without one in the last row, every other case
	Value Rate          `json:"value"`        // the rate
	Cite  rule.Citation `json:"cite"`         // its source

	condition *rule.Condition[rule.Facts]
}

// declared are the facts that the tests of a policy ask.
type declared struct {
	all    []rule.Declaration
	facts  *rule.Declarations
	broken bool // they are wrong: of a test no more is asked than that it is one
}

// declare reads the facts of a policy file; without any its tests ask none.
func declare(whole part, facts *strict.Node) declared {
	var d declared
	if facts != nil {
		d.all = whole.file.Declare(facts, "facts")
		d.broken = d.all == nil
	}
	d.facts, _ = rule.Declare(d.all...) // each is right
	return d
}

// clone copies the declarations for a caller, who may change them.
func (d declared) clone() []rule.Declaration {
	all := slices.Clone(d.all)
	for i := range all {
		all[i].Values = slices.Clone(all[i].Values)
	}
	return all
}

// test compiles a test; nil for none and after a mistake.
func (d declared) test(at part, source string) *rule.Condition[rule.Facts] {
	if !at.has("if") {
		return nil
	}
	c, err := rule.CompileOn(d.facts, source)
	if d.broken {
		err = expression.Syntax(source)
	}
	if err != nil {
		at.file.ReportExpression(strict.Join(at.path, "if"), strict.At[string]{Value: source, Pos: at.key("if").node.Pos}, err)
		return nil
	}
	return c
}

// check asks that the facts of a question are those that were declared, where a
// policy has tests.
func (d declared) check(f rule.Facts) error {
	if len(d.all) == 0 && len(f) == 0 {
		return nil
	}
	if err := d.facts.Check(f); err != nil {
		return within("facts", err)
	}
	return nil
}

var (
	rateByFactsTemplate = rule.Template{ID: "benefits.rate.by-facts", Text: "The rate is {rate}: {why}."}
	otherRateTemplate   = rule.Template{ID: "benefits.rate.by-facts.other", Text: "The rate is {rate} in every other case."}
)

// rateFor gives the rate that was asked with or, without one, the policy's: its
// only one, or the first whose test holds.
func (p *Policy) rateFor(x *explanation, asked Rate, f rule.Facts) (Rate, rule.Citation, error) {
	if err := p.must(); err != nil {
		return asked, "", err
	}
	switch {
	case !asked.IsZero():
		return asked, p.rate.Cite, asked.check("rate")
	case p.rates != nil:
		if err := p.facts.check(f); err != nil {
			return asked, "", err
		}
		for i := range p.rates {
			r := &p.rates[i]
			if r.condition == nil {
				x.find(&otherRateTemplate, r.Cite, true, rule.Str("rate", r.Value.text))
				return r.Value, r.Cite, nil
			}
			found, err := r.condition.Find(&f, r.Cite)
			if err != nil {
				return asked, "", err
			}
			if found.Holds {
				x.find(&rateByFactsTemplate, r.Cite, true, append(found.Facts, rule.Str("rate", r.Value.text), rule.Str("why", found.Text()))...)
				return r.Value, r.Cite, nil
			}
		}
		return asked, "", &rule.InputError{Field: "facts", Problem: "no rate of the policy " + p.id + " is for these facts",
			Expected: "facts for which the test of a rate holds"}
	case p.rate.Value.IsZero():
		return asked, "", &rule.InputError{Field: "rate", Expected: "a rate, which the policy " + p.id + " does not have"}
	}
	return p.rate.Value, p.rate.Cite, p.rate.Value.check("rate")
}

// checkRates asks for rates from 0 to 1, of which the last alone may be without a
// test.
func (p *Policy) checkRates(all part) {
	for i := range p.rates {
		r, at := &p.rates[i], all.item(i)
		if r.Value.check("value") != nil {
			at.key("value").bad(r.Value.text, "a rate from 0 to 1, such as 0.90 or 2/3")
		}
		at.cited(r.Cite)
		if r.condition = p.facts.test(at, r.If); !at.has("if") && i < len(p.rates)-1 {
			at.key("if").missing("a test: the last rate alone is for every other case")
		}
	}
	if all.path != "" && all.node.Kind == strict.List && len(p.rates) == 0 {
		all.missing("at least one rate")
	}
}
