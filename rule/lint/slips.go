package lint

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

// impossible looks at comparisons of a fact with a number that it can never be: a part of
// what is counted, or less than the least.
func (l *linter) impossible(r catalogue.Rule, p *expression.Program) {
	p.Root().Walk(func(n *expression.Node) {
		if n.Op != expression.OpCompare || n.Args[0].Type.Kind != expression.NumberKind {
			return
		}
		fact, constant := n.Args[0], n.Args[1]
		if fact.Op != expression.OpFact {
			fact, constant = constant, fact
		}
		if fact.Op != expression.OpFact || constant.Op != expression.OpConst {
			return
		}
		value := constant.Value.Number()
		switch {
		case fact.Type.Whole && !value.Equal(value.Truncate(0)):
			l.warn(Impossible, at(r, "if"), r.Cite, fmt.Sprintf("%s is a whole number, and %v is none that it can be", fact.Name, value))
		case fact.Type.Minimum && value.IsNegative():
			l.warn(Impossible, at(r, "if"), r.Cite, fmt.Sprintf("%s is never less than 0: compared with %v the answer is always the same", fact.Name, value))
		}
	})
}

// divisors looks at divisions by a fact, which may be 0.
func (l *linter) divisors(r catalogue.Rule, p *expression.Program) {
	p.Root().Walk(func(n *expression.Node) {
		if n.Op == expression.OpCall && n.Func() == "div" && n.Args[1].Op == expression.OpFact {
			l.warn(Impossible, at(r, "if"), r.Cite, fmt.Sprintf("when %s is 0 there is no answer: ask for %[1]s > 0 first", n.Args[1].Name))
		}
	})
}

// amounts looks at numbers of the policy that are probably slips: a fraction where a
// percentage is written, a limit that pays nothing or that another makes idle, two
// limits in days that stand in each other's place.
func (l *linter) amounts() {
	total := map[string]catalogue.Value{} // by what the total is of
	for _, v := range l.Values {
		if of, ok := strings.CutSuffix(v.Path, ".total.amount"); ok {
			total[of] = v
		}
	}
	fromNotice := catalogue.Value{}
	for _, v := range l.Values {
		n, err := rule.ParseDecimal(v.Path, v.Value)
		if err != nil {
			continue
		}
		of, limit := limitOf(v.Path)
		switch {
		case isFraction(v):
			l.warn(Unlikely, v.Path, v.Cite, fmt.Sprintf("%v percent is less than one in a hundred: if a part of 1 is meant, write %v", n, n.Shift(2)))
		case limit != "" && n.IsZero():
			l.warn(Unlikely, v.Path, v.Cite, "a limit of 0 pays nothing: leave the key out where there is no limit")
		case limit != "" && limit != "total":
			if t, err := rule.ParseDecimal("", total[of].Value); err == nil && t.LessThan(n) {
				l.warn(Unlikely, total[of].Path, total[of].Cite, fmt.Sprintf("the total of %v is less than %v %s: that limit is never reached", t, n, strings.ReplaceAll(limit, "_", " ")))
				delete(total, of) // of which this is said once
			}
		case strings.HasSuffix(v.Path, ".from_notice"):
			fromNotice = v
		case strings.HasSuffix(v.Path, ".from_decision"):
			if notice, err := rule.ParseDecimal("", fromNotice.Value); err == nil && notice.GreaterThanOrEqual(n) {
				l.warn(Unlikely, v.Path, v.Cite, fmt.Sprintf("%v days from the decision are no more than %v from the notice, which comes later: that limit never counts", n, notice))
			}
		}
	}
}

// isFraction reports whether a percentage is less than one in a hundred.
func isFraction(v catalogue.Value) bool {
	n, err := rule.ParseDecimal(v.Path, v.Value)
	return err == nil && v.Unit == "percent" && n.IsPositive() && n.LessThan(decimal.NewFromInt(1))
}

// limitOf cuts the path of the amount of a limit: what it is a limit of, and its name.
// A path of anything else has no name.
func limitOf(path string) (of, name string) {
	path, ok := strings.CutSuffix(path, ".amount")
	i := strings.LastIndex(path, ".")
	if !ok || i < 0 || path[i+1:] != "total" && !strings.HasPrefix(path[i+1:], "per_") {
		return "", ""
	}
	of, name = path[:i], path[i+1:]
	if j := strings.Index(of, ".steps["); j >= 0 {
		of = of[:j]
	}
	return of, name
}
