package analysis

import (
	"slices"

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
	case e.Op == expression.OpFact, e.Op == expression.OpCompare && e.Args[0].Type.Kind != expression.BoolKind,
		e.Op == expression.OpIn && e.Args[0].Type.Kind != expression.BoolKind:
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
	slot := -1
	e.Walk(func(n *expression.Node) {
		if n.Op == expression.OpFact {
			slot = n.Slot
		}
	})
	t := &test{op: expression.OpFact, axis: g.axisOf[slot]}
	for _, p := range g.axes[t.axis].parts {
		g.samples[slot] = p.sample
		v, _ := e.Eval(g.samples) // reduce left nothing that can fail
		t.truth = append(t.truth, v.IsTrue())
	}
	return t
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
