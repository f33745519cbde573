package benefits

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// An Option is a position whose earnings may decide a wage-loss supplement:
// the placement, the job option and so on. The zero value lacks its name: an input error.
type Option struct {
	Option   string          `json:"option"`
	Earnings decimal.Decimal `json:"earnings"`
	// RuledOut says that there is evidence against it.
	RuledOut bool `json:"ruled_out,omitempty"`
}

// MarshalJSON writes the numbers with their digits.
func (a Option) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (in *Option) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, in) }

// OptionsInput asks which option has the best earnings. The zero value lacks its options:
// an input error.
type OptionsInput struct {
	Options []Option `json:"options"`
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (in *OptionsInput) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, in) }

var (
	ruledOutTemplate = rule.Template{ID: "benefits.best.ruled-out",
		Text: `The earnings of {earnings:money} for the option "{option}" are not used: ` +
			"there is evidence that the worker would not have been successful."}
	earnsTemplate = rule.Template{ID: "benefits.best.earns", Text: `The option "{option}" earns {earnings:money}.`}
	bestTemplate  = rule.Template{ID: "benefits.best", Text: `The option "{option}" best maximizes earnings, with {earnings:money}.`}
)

// BestEarnings is the option that best maximizes earnings. The zero value answers
// nothing: it stands beside an error.
type BestEarnings struct {
	Option     string          `json:"option"`
	Earnings   decimal.Decimal `json:"earnings"`
	PassedOver []string        `json:"passed_over"` // those ruled out, in the order given
}

// MarshalJSON writes the numbers with their digits.
func (a BestEarnings) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// BestEarnings gives the option with the greatest earnings, the first listed on
// a tie. Options that evidence rules out are passed over, each with a finding:
// earnings of a position should not be used when there is evidence that the
// worker would not have been successful in it. Errors are InputErrors; that no
// option is left is one. (TOJ-3, TOJ-4)
func (p *Policy) BestEarnings(in OptionsInput) (rule.Decision[BestEarnings], error) {
	var d rule.Decision[BestEarnings]
	if err := p.must(); err != nil {
		return d, err
	}
	best, v := -1, BestEarnings{PassedOver: []string{}}
	var x explanation
	for i, o := range in.Options {
		field := fmt.Sprintf("options[%d]", i)
		if o.Option == "" {
			return d, &rule.InputError{Field: field + ".option", Expected: "the name of the option"}
		}
		if err := rule.CheckAmount(field+".earnings", o.Earnings); err != nil {
			return d, err
		}
		if o.RuledOut {
			v.PassedOver = append(v.PassedOver, o.Option)
			x.find(&ruledOutTemplate, p.cites.RuledOut, false, rule.Num("earnings", o.Earnings), rule.Str("option", o.Option))
			continue
		}
		x.find(&earnsTemplate, p.cites.BestEarnings, true, rule.Str("option", o.Option), rule.Num("earnings", o.Earnings))
		if best < 0 || o.Earnings.Cmp(in.Options[best].Earnings) > 0 {
			best = i
		}
	}
	if best < 0 {
		e := &rule.InputError{Field: "options", Expected: "at least one option that is not ruled out"}
		if len(in.Options) > 0 {
			e.Problem = "a list of which every option is ruled out is not valid"
		}
		return d, e
	}
	v.Option, v.Earnings = in.Options[best].Option, in.Options[best].Earnings
	x.find(&bestTemplate, p.cites.BestEarnings, true, rule.Str("option", v.Option), rule.Num("earnings", v.Earnings))
	return rule.Decision[BestEarnings]{Value: v, Findings: x.findings}, nil
}
