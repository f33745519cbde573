package rule

import (
	"slices"
	"strings"
)

// A Condition is a yes-or-no question over the facts in F, compiled from expr
// text. Its numbers are the decimals that were written. It is immutable and
// safe for any number of goroutines.
type Condition[F any] struct {
	source string
	schema *schema[F]
	root   *expression
	uses   []int // slots, in the order in which the text asks for them
	words  string
	fast   *fast // nil: the plain evaluator answers
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
	return compile(d.schema, source)
}

func compile[F any](s *schema[F], source string) (*Condition[F], error) {
	tree, numbers, err := parse(source)
	if err != nil {
		return nil, err
	}
	c := &checker{source: source, numbers: numbers, facts: s.facts}
	root, err := c.check(tree)
	if err == nil {
		err = c.want(tree, root, boolKind)
	}
	if err != nil {
		return nil, err
	}
	cond := &Condition[F]{source: source, schema: s, root: root, words: strings.Join(strings.Fields(source), " ")}
	root.walk(func(e *expression) {
		if e.op != opFact {
			return
		}
		if e.index = slices.Index(cond.uses, e.slot); e.index < 0 {
			e.index = len(cond.uses)
			cond.uses = append(cond.uses, e.slot)
		}
	})
	cond.fast = s.fast([]*expression{root})
	return cond, nil
}

func (e *expression) walk(visit func(*expression)) {
	visit(e)
	for _, a := range e.args {
		a.walk(visit)
	}
}

// Source returns the text of the condition.
func (c *Condition[F]) Source() string { return c.source }

// Uses returns the names of the facts the condition asks for, in its order.
func (c *Condition[F]) Uses() []string {
	names := make([]string, len(c.uses))
	for i, slot := range c.uses {
		names[i] = c.schema.facts[slot].name
	}
	return names
}

// Holds answers the condition, without findings. Every fact it names must be
// given, also one that another makes superfluous; a missing fact is an
// InputError that names it.
func (c *Condition[F]) Holds(f *F) (bool, error) {
	if row, ok := rowOf(c.fast, f); ok {
		return row == 0, nil
	}
	return c.plain(f)
}

// plain answers the condition with decimals and reflection.
func (c *Condition[F]) plain(f *F) (bool, error) {
	var few [8]value // enough for most, and no allocation
	values, err := c.load(f, few[:0])
	if err != nil {
		return false, err
	}
	v, err := c.root.eval(values)
	return v.yes, err
}

// Find answers the condition as Holds does, with the facts it looked at.
func (c *Condition[F]) Find(f *F, cite Citation) (Finding, error) {
	found, err := c.look(f, &spoken{}, 0)
	if err != nil {
		return Finding{}, err
	}
	found.Cite, found.Text = cite, c.say(found)
	return found, nil
}

// look answers the condition with the facts it looked at, and room for more.
func (c *Condition[F]) look(f *F, said *spoken, room int) (Finding, error) {
	var few [8]value
	values, err := c.load(f, few[:0])
	if err != nil {
		return Finding{}, err
	}
	row, ok := rowOf(c.fast, f)
	found := Finding{Holds: row == 0}
	if !ok {
		v, err := c.root.eval(values)
		if err != nil {
			return Finding{}, err
		}
		found.Holds = v.yes
	}
	if len(c.uses) > 0 {
		found.Facts = make([]Fact, 0, len(c.uses)+room)
	}
	for i, slot := range c.uses {
		found.Facts = append(found.Facts, Fact{Name: c.schema.facts[slot].name, Value: said.text(slot, values[i])})
	}
	return found, nil
}

// say tells the condition in its own words.
func (c *Condition[F]) say(found Finding) string {
	verb := " holds"
	if !found.Holds {
		verb = " does not hold"
	}
	text, before := c.words+verb, ": "
	for _, fact := range found.Facts {
		text += before + fact.Name + " is " + fact.Value
		before = ", "
	}
	return text
}

// load appends the values of the facts the condition uses, in its order.
func (c *Condition[F]) load(f *F, values []value) ([]value, error) {
	for _, slot := range c.uses {
		v, err := c.schema.value(f, slot)
		if err != nil {
			return nil, err
		}
		values = append(values, v)
	}
	return values, nil
}
