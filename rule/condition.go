package rule

import (
	"slices"

	"github.com/workcomp-go/workcomp/internal/batch"
	"github.com/workcomp-go/workcomp/internal/expression"
)

// A Condition is a yes-or-no question over the facts in F, compiled from expr
// text. Its numbers are the decimals that were written. It is immutable and
// safe for any number of goroutines. The zero value asks nothing: its answer is an error.
type Condition[F any] struct {
	schema  *schema[F]
	program *expression.Program
	fast    *batch.Tests // nil: the plain evaluator answers
}

// Compile checks a condition against the exported fields of the struct F: by
// their `fact` tag ("-": no fact), else by their Go name in lower snake case,
// and those of a nested struct after a dot. Fields are decimal.Decimal, int,
// bool, Flag, calendar.Date, texts and lists of texts; a float64 is refused. A
// text type with a method Values() []string can be those words only: literals
// are checked against them, and facts when they are asked.
//
// A decimal.Decimal, a Flag, a calendar.Date or a text with Values that nobody
// set is missing. The error is an *ExprError.
func Compile[F any](source string) (*Condition[F], error) {
	s, err := structSchema[F]()
	if err != nil {
		return nil, err
	}
	return compile(s, source)
}

// MustCompile is Compile for package-level literals; it panics on a mistake.
func MustCompile[F any](source string) *Condition[F] {
	return must(Compile[F](source))
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// CompileOn checks a condition against declared facts.
func CompileOn(d *Declarations, source string) (*Condition[Facts], error) {
	return compile(d.facts(), source)
}

func compile[F any](s *schema[F], source string) (*Condition[F], error) {
	program, err := expression.CompileBool(source, &s.Scope)
	if err != nil {
		return nil, exprError(err)
	}
	return &Condition[F]{schema: s, program: program, fast: s.tests(program.Root())}, nil
}

// Source returns the text of the condition on one line, without comments: as a
// finding quotes it.
func (c *Condition[F]) Source() string {
	if c.none() != nil {
		return ""
	}
	return c.program.Source()
}

// none is the error for a condition that nobody compiled.
func (c *Condition[F]) none() error {
	if c == nil || c.program == nil {
		return &InputError{Field: "condition", Expected: "a condition, from Compile"}
	}
	return nil
}

// Uses returns the names of the facts the condition asks for, in its order.
func (c *Condition[F]) Uses() []string {
	if c.none() != nil {
		return nil
	}
	return slices.Clone(c.program.Names())
}

// Facts lists what the condition may ask, of which Uses are what it asks.
func (c *Condition[F]) Facts() []Declaration {
	if c.none() != nil {
		return nil
	}
	return c.schema.declarations()
}

// Holds answers the condition, without findings. Every fact it names must be
// given, also one that another makes superfluous; a missing fact is an
// InputError that names it.
func (c *Condition[F]) Holds(f *F) (bool, error) {
	if c == nil {
		return false, c.none()
	}
	if row, ok := batch.First(c.fast, f); ok {
		return row == 0, nil
	}
	return c.plain(f)
}

// plain answers the condition with decimals and reflection.
func (c *Condition[F]) plain(f *F) (bool, error) {
	if err := c.none(); err != nil {
		return false, err
	}
	var few [8]expression.Value // enough for most, and no allocation
	values, err := c.load(f, few[:0])
	if err != nil {
		return false, err
	}
	v, err := c.program.Eval(values)
	return v.IsTrue(), err
}

// Find answers the condition with the facts it looked at.
func (c *Condition[F]) Find(f *F, cite Citation) (Finding, error) {
	if err := c.none(); err != nil {
		return Finding{}, err
	}
	own := clause[F]{schema: c.schema, condition: c, cite: cite}
	own.explain()
	return own.find(f)
}

// load appends the values of the facts the condition uses, in its order.
func (c *Condition[F]) load(f *F, values []expression.Value) ([]expression.Value, error) {
	for _, slot := range c.program.Uses() {
		v, err := c.schema.value(f, slot)
		if err != nil {
			return nil, err
		}
		values = append(values, v)
	}
	return values, nil
}

// Functions says how each function is written that a condition may call, as in
// days(to - from), in the order of their names.
func Functions() []string { return expression.Usages() }
