package rule

import (
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/expression"
)

// A Formula is a number computed from declared facts: "0.05 * premium". It rounds
// where its text says so, and nowhere else. It is immutable and safe for any number
// of goroutines. The zero value computes nothing: its answer is an error.
type Formula struct {
	schema  *schema[Facts]
	program *expression.Program
}

// CompileFormula checks the text of a formula against declared facts. The error is an
// *ExprError.
func CompileFormula(d *Declarations, source string) (*Formula, error) {
	s := d.facts()
	program, err := expression.CompileNumber(source, &s.Scope)
	if err != nil {
		return nil, exprError(err)
	}
	return &Formula{s, program}, nil
}

// Source returns the text of the formula.
func (f *Formula) Source() string {
	if f == nil || f.program == nil {
		return ""
	}
	return f.program.Source()
}

// Uses returns the names of the facts the formula asks for, in its order.
func (f *Formula) Uses() []string {
	if f == nil || f.program == nil {
		return nil
	}
	return append([]string(nil), f.program.Names()...)
}

// Value computes the formula. Every fact it names must be given; the error is an
// InputError that names one that is missing, a division by zero, or a result of
// extreme size.
func (f *Formula) Value(facts *Facts) (decimal.Decimal, error) {
	if f == nil || f.program == nil {
		return decimal.Decimal{}, &InputError{Field: "formula", Expected: "a formula, from CompileFormula"}
	}
	var few [8]expression.Value // enough for most, and no allocation
	values := few[:0]
	for _, slot := range f.program.Uses() {
		v, err := f.schema.value(facts, slot)
		if err != nil {
			return decimal.Decimal{}, err
		}
		values = append(values, v)
	}
	v, err := f.program.Eval(values)
	if err == nil {
		err = CheckDecimal(f.Source(), v.Number())
	}
	return v.Number(), err
}
