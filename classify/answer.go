package classify

import (
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// An answer is what goes with a level: a percent, an amount, or neither.
type answer struct {
	percent, amount *rule.Formula
}

// hundred is the most that a credit or a surcharge may be, in percent.
var hundred = decimal.New(100, 0)

// answers reads what goes with a level.
func (r *reader) answers(p *Policy, scope *rule.Declarations, path string, l levelFile) {
	var a answer
	for _, f := range []struct {
		name string
		at   strict.At[string]
		to   **rule.Formula
	}{{"percent", l.Percent, &a.percent}, {"amount", l.Amount, &a.amount}} {
		if f.at.Value == "" {
			continue
		}
		formula, err := rule.CompileFormula(scope, f.at.Value)
		if err != nil {
			r.file.ReportExpression(path+"."+f.name, f.at, err)
			continue
		}
		*f.to = formula
		if stated, err := rule.ParseDecimal(f.name, f.at.Value); err == nil && f.name == "percent" && stated.Abs().Cmp(hundred) > 0 {
			r.wrong(f.at.Pos, path+".percent", f.at.Value, "a percent from -100 to 100", "")
		}
	}
	p.answers = append(p.answers, a)
}

var (
	percentIs = &rule.Template{ID: "levels.percent", Text: "The answer is {percent} percent."}
	amountIs  = &rule.Template{ID: "levels.amount", Text: "The answer is {amount}."}
	percentBy = &rule.Template{ID: "levels.percent.computed", Text: "The answer is {formula} = {percent} percent."}
	amountBy  = &rule.Template{ID: "levels.amount.computed", Text: "The answer is {formula} = {amount}."}
)

// answer computes what goes with the level of a row, with the finding that says so.
func (p *Policy) answer(level *Level, row int, f rule.Facts, cite rule.Citation) ([]rule.Finding, error) {
	if row >= len(p.answers) { // none
		return nil, nil
	}
	var findings []rule.Finding
	for _, part := range []struct {
		name         string
		formula      *rule.Formula
		to           *decimal.Decimal
		stated, made *rule.Template
	}{{"percent", p.answers[row].percent, &level.Percent, percentIs, percentBy}, {"amount", p.answers[row].amount, &level.Amount, amountIs, amountBy}} {
		if part.formula == nil {
			continue
		}
		value, err := part.formula.Value(&f)
		if err != nil {
			return nil, err
		}
		if part.name == "percent" && value.Abs().Cmp(hundred) > 0 {
			return nil, &rule.InputError{Field: part.name, Value: rule.Digits(value), Problem: "the formula " + part.formula.Source() + " gives " + rule.Digits(value),
				Expected: "facts for which it is from -100 to 100"}
		}
		*part.to = value
		facts, template := []rule.Fact{rule.Num(part.name, value)}, part.stated
		if _, err := rule.ParseDecimal(part.name, part.formula.Source()); err != nil {
			template = part.made
			facts = append(facts, rule.Str("formula", part.formula.Source()))
			for _, name := range part.formula.Uses() {
				if n, err := amountOf(f, name); err == nil {
					facts = append(facts, rule.Num(name, n))
				}
			}
		}
		findings = append(findings, cited(template, cite, true, facts...))
	}
	return findings, nil
}
