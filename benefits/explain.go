package benefits

import (
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/rule"
)

// An explanation gathers findings. Their facts lie one behind the other in a few
// lists: where one is full the next begins, and none is copied.
type explanation struct {
	findings []rule.Finding
	facts    []rule.Fact
	made     expression.Decimals
}

// moreFacts are as many as some findings have.
const moreFacts = 32

// find adds a finding of a template with the provision of the policy at hand.
func (x *explanation) find(t *rule.Template, cite rule.Citation, holds bool, facts ...rule.Fact) *rule.Finding {
	if len(x.facts)+len(facts) > cap(x.facts) {
		x.facts = make([]rule.Fact, 0, moreFacts+len(facts))
	}
	from := len(x.facts)
	x.facts = append(x.facts, facts...)
	x.findings = append(x.findings, t.Finding(holds, x.facts[from:len(x.facts):len(x.facts)]...))
	found := &x.findings[len(x.findings)-1]
	found.Cite = cite
	return found
}

// dollars is dollars, and shown is what decimal gives of cents; both with fewer
// allocations, for the amounts of every pay period.
func (x *explanation) dollars(cents exact) decimal.Decimal {
	if cents.large != nil {
		return dollars(cents)
	}
	return x.made.New(cents.whole().n, -2)
}

func (x *explanation) shown(cents exact) (d decimal.Decimal, ends bool) {
	n, exponent, ends := cents.digits(inCents)
	if n.large != nil {
		return decimal.NewFromBigInt(n.large.Num(), exponent), ends
	}
	return x.made.New(n.n, exponent), ends
}

// restsOn is the list of one interpretation that a finding rests on.
func restsOn(interpretation string) []string {
	if interpretation == "" {
		return nil
	}
	return []string{interpretation}
}
