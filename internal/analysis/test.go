package analysis

import (
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/internal/expression"
)

// A test is a condition of a grid, over its cells. All that it asks of a fact is
// known beforehand for each part of the fact's range.
type test struct {
	op    expression.Op // OpFact: a question of one fact
	equal bool          // of a comparison of two that are true or false: ==
	axis  int           // of a question
	truth []bool        // of a question, for each part of the axis
	yes   bool          // of a constant
	args  []*test
}

// test compiles a condition that reduce has rewritten.
func (g *grid) test(e *expression.Node) *test {
	switch {
	case e.Op == expression.OpConst:
		return &test{op: expression.OpConst, yes: e.Value.IsTrue()}
	case e.Op == expression.OpFact, (e.Op == expression.OpCompare || e.Op == expression.OpIn) && !ofTruths(e),
		e.Op == expression.OpStarts, e.Op == expression.OpEnds, e.Op == expression.OpInText:
		return g.question(e)
	}
	t := &test{op: e.Op, equal: e.Rel.Equal}
	for _, a := range e.Args {
		t.args = append(t.args, g.test(a))
	}
	return t
}

// question asks a fact, or compares it with constants, in each part of its range.
func (g *grid) question(e *expression.Node) *test {
	fact, constants, rel := e, e.Args, e.Rel
	switch {
	case e.Op == expression.OpIn:
		fact, constants, rel = e.Args[0], e.Args[1:], expression.Same
	case e.Op == expression.OpCompare && e.Args[0].Op == expression.OpConst:
		fact, constants = e.Args[1], e.Args[:1]
		rel.Less, rel.Greater = rel.Greater, rel.Less
	case e.Op == expression.OpCompare:
		fact, constants = e.Args[0], e.Args[1:]
	case e.Op != expression.OpFact:
		fact, constants = e.Args[0], nil
	}
	t := &test{op: expression.OpFact, axis: g.axisOf[fact.Slot]}
	axis := &g.axes[t.axis]
	parts := axis.parts
	t.truth = make([]bool, len(parts))
	for _, c := range constants {
		t.compare(axis, rel, c.Value)
	}
	for i := range parts {
		switch sample := parts[i].sample; e.Op {
		case expression.OpFact: // true or false
			t.truth[i] = sample.IsTrue()
		case expression.OpStarts:
			t.truth[i] = strings.HasPrefix(sample.Text(), e.Args[1].Value.Text())
		case expression.OpEnds:
			t.truth[i] = strings.HasSuffix(sample.Text(), e.Args[1].Value.Text())
		case expression.OpInText:
			t.truth[i] = strings.Contains(sample.Text(), e.Args[1].Value.Text())
		}
	}
	return t
}

// compare marks the parts that a relation holds for. Those of numbers and dates
// rise.
func (t *test) compare(of *axis, rel expression.Relation, with expression.Value) {
	parts := of.parts
	if with.Kind() == expression.TextKind {
		at, found := of.text(with.Text())
		for i := 0; !rel.Equal && i < len(parts); i++ {
			t.truth[i] = !found || i != at
		}
		if rel.Equal && found {
			t.truth[at] = true
		}
		return
	}
	at, found := slices.BinarySearchFunc(parts, with, func(p part, v expression.Value) int { return p.sample.Compare(v) })
	if rel == expression.Same {
		if found {
			t.truth[at] = true
		}
		return
	}
	for i := range parts {
		order := 1
		switch {
		case i < at:
			order = -1
		case i == at && found:
			order = 0
		}
		t.truth[i] = rel.Holds(order)
	}
}

// holds answers the condition in a cell.
func (t *test) holds(cell []int) bool {
	switch t.op {
	case expression.OpConst:
		return t.yes
	case expression.OpFact:
		return t.truth[cell[t.axis]]
	case expression.OpNot:
		return !t.args[0].holds(cell)
	case expression.OpAnd:
		return t.args[0].holds(cell) && t.args[1].holds(cell)
	case expression.OpOr:
		return t.args[0].holds(cell) || t.args[1].holds(cell)
	case expression.OpIf:
		if t.args[0].holds(cell) {
			return t.args[1].holds(cell)
		}
		return t.args[2].holds(cell)
	case expression.OpIn:
		item := t.args[0].holds(cell)
		return slices.ContainsFunc(t.args[1:], func(a *test) bool { return a.holds(cell) == item })
	}
	return (t.args[0].holds(cell) == t.args[1].holds(cell)) == t.equal
}
