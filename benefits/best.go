package benefits

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
)

const (
	citeBestEarnings rule.Citation = "WCB-Alberta TOJ-3" // and not used when there is evidence against it
	citeMaximizes    rule.Citation = "WCB-Alberta TOJ-4"
)

// BestEarnings is the option that best maximizes earnings.
type BestEarnings struct {
	Option     string          `json:"option"`
	Earnings   decimal.Decimal `json:"earnings"`
	PassedOver []string        `json:"passed_over"` // those ruled out, in the order given
}

// BestEarnings gives the option with the greatest earnings, the first listed on
// a tie. Options that evidence rules out are passed over, each with a finding:
// earnings of a position should not be used when there is evidence that the
// worker would not have been successful in it. Errors are InputErrors; that no
// option is left is one. (TOJ-3, TOJ-4)
func (p *Policy) BestEarnings(in OptionsInput) (rule.Decision[BestEarnings], error) {
	best, v := -1, BestEarnings{PassedOver: []string{}}
	var findings []rule.Finding
	for i, o := range in.Options {
		field := fmt.Sprintf("options[%d]", i)
		if o.Option == "" {
			return rule.Decision[BestEarnings]{}, &rule.InputError{Field: field + ".option", Expected: "the name of the option"}
		}
		if err := rule.CheckAmount(field+".earnings", o.Earnings); err != nil {
			return rule.Decision[BestEarnings]{}, err
		}
		if o.RuledOut {
			v.PassedOver = append(v.PassedOver, o.Option)
			findings = append(findings, rule.Stated{Cite: citeBestEarnings, Text: fmt.Sprintf(
				"The earnings of %s for the option %q are not used: there is evidence that the worker would not have been successful.", money(o.Earnings), o.Option)}.Finding())
			continue
		}
		findings = append(findings, rule.Stated{Cite: citeBestEarnings, Holds: true, Text: fmt.Sprintf("The option %q earns %s.", o.Option, money(o.Earnings))}.Finding())
		if best < 0 || o.Earnings.Cmp(in.Options[best].Earnings) > 0 {
			best = i
		}
	}
	if best < 0 {
		e := &rule.InputError{Field: "options", Expected: "at least one option that is not ruled out"}
		if len(in.Options) > 0 {
			e.Problem = "a list of which every option is ruled out is not valid"
		}
		return rule.Decision[BestEarnings]{}, e
	}
	v.Option, v.Earnings = in.Options[best].Option, in.Options[best].Earnings
	findings = append(findings, rule.Stated{Cite: citeMaximizes, Holds: true, Text: fmt.Sprintf("The option %q best maximizes earnings, with %s.", v.Option, money(v.Earnings))}.Finding())
	return rule.Decision[BestEarnings]{Value: v, Findings: findings}, nil
}
