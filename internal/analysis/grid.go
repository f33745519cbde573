package analysis

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/expression"
)

// grid is the space of the facts that some conditions ask about, as a product
// of axes. Inside one cell of it no condition changes its answer.
type grid struct {
	facts      []expression.Fact // the schema's, then one for each thing computed or left free
	axes       []axis
	conditions []*expression.Node
	cuts       map[int][]expression.Value // the constants each fact is compared with
	terms      map[string]int             // the slots of what is computed or left free, by canonical text
	asks       map[int][]int              // of those slots: the facts that the term asks
	nodes      int                        // of all conditions
	axisOf     map[int]int                // by slot
}

// axis is one fact with the parts of its range between the constants it is
// compared with.
type axis struct {
	slot  int
	name  string
	parts []part
}

func newGrid(facts []expression.Fact, conditions []*expression.Node, fixed map[int]expression.Value) *grid {
	g := &grid{facts: slices.Clone(facts), cuts: map[int][]expression.Value{}, terms: map[string]int{}, asks: map[int][]int{}, axisOf: map[int]int{}}
	for _, c := range conditions {
		if c == nil {
			c = expression.Constant(expression.Type{Kind: expression.BoolKind}, expression.Bool(true))
		}
		c = g.reduce(c.Bind(fixed))
		c.Walk(func(*expression.Node) { g.nodes++ })
		g.conditions = append(g.conditions, c)
	}
	for slot, f := range g.facts {
		if cuts, asked := g.cuts[slot]; asked {
			g.axisOf[slot] = len(g.axes)
			g.axes = append(g.axes, axis{slot, f.Name, parts(f.Type, f.Name, cuts)})
		}
	}
	return g
}

// cells counts the cells, up to a little over MaxCells.
func (g *grid) cells() int {
	n := 1
	for _, a := range g.axes {
		if n *= len(a.parts); n > MaxCells {
			break
		}
	}
	return n
}

// work is how much it is to ask every condition in every cell, and to prepare
// that: the parts of each fact under each question.
func (g *grid) work() int {
	parts := 0
	for _, a := range g.axes {
		parts += len(a.parts)
	}
	const prepared = 32 // what it takes to prepare a part of a condition, in questions
	return (g.cells()+parts+prepared)*(g.nodes+len(g.conditions)) + prepared*len(g.facts)
}

// related names the terms that were taken to be independent and are not: they
// ask a fact that another of the axes is, or asks. What is found of them may
// come about for no facts at all.
func (g *grid) related() []string {
	askedBy := make(map[int]int)
	for _, a := range g.axes {
		for _, slot := range g.restsOn(a.slot) {
			askedBy[slot]++
		}
	}
	const most = 4 // are enough to know which terms are meant
	var names []string
	for _, a := range g.axes {
		_, term := g.asks[a.slot]
		if term && slices.ContainsFunc(g.asks[a.slot], func(slot int) bool { return askedBy[slot] > 1 }) {
			names = append(names, a.name)
		}
	}
	if more := len(names) - most; more > 0 {
		names = append(names[:most], strconv.Itoa(more)+" more")
	}
	return names
}

// restsOn are the facts that an axis rests on: itself, or those of a term.
func (g *grid) restsOn(slot int) []int {
	if asks, term := g.asks[slot]; term {
		return asks
	}
	return []int{slot}
}

// reduce rewrites a condition for the grid. The constants each fact is compared
// with are noted. What is computed (a sum, a length) becomes a number of its
// own, free to be any, and so does the difference of two that are compared; any
// other question becomes one that is free to be true or false.
func (g *grid) reduce(e *expression.Node) *expression.Node {
	r := *e
	switch {
	case e.Op == expression.OpFact: // true or false
		g.note(e, nil)
		return e
	case e.Op == expression.OpConst:
		return e
	case e.Op == expression.OpCompare && e.Args[0].Type.Kind != expression.BoolKind:
		return g.comparison(e)
	case e.Op == expression.OpIn && e.Args[0].Type.Kind != expression.BoolKind:
		for i, a := range e.Args {
			if i == 0 && a.Op != expression.OpFact || i > 0 && a.Op != expression.OpConst {
				return g.free(e)
			}
		}
		g.note(e.Args[0], e.Args[1:])
		return e
	case e.Op == expression.OpHas || e.Op == expression.OpInText || e.Op == expression.OpStarts || e.Op == expression.OpEnds:
		return g.free(e)
	}
	r.Args = make([]*expression.Node, len(e.Args))
	for i, a := range e.Args {
		r.Args[i] = g.reduce(a)
	}
	return &r
}

// comparison reduces a comparison of numbers, dates or texts.
func (g *grid) comparison(e *expression.Node) *expression.Node {
	r := *e
	left, right := e.Args[0], e.Args[1]
	switch {
	case left.Op == expression.OpConst:
		right = g.asked(right)
		g.note(right, []*expression.Node{left})
	case right.Op == expression.OpConst:
		left = g.asked(left)
		g.note(left, []*expression.Node{right})
	case left.Type.Kind == expression.TextKind:
		if left.String() > right.String() {
			left, right = right, left
		}
		r.Rel, r.Args = expression.Same, []*expression.Node{left, right}
		same := g.free(&r)
		if e.Rel.Equal {
			return same
		}
		return &expression.Node{Op: expression.OpNot, Type: e.Type, Args: []*expression.Node{same}}
	default:
		zero := expression.Constant(expression.Type{Kind: expression.NumberKind}, expression.Num(decimal.NewFromInt(0)))
		whole := left.Type.Kind == expression.DateKind || left.Type.Whole && right.Type.Whole
		flip := left.String() > right.String()
		if flip {
			left, right = right, left
		}
		difference := &expression.Node{Op: expression.OpSub, Args: []*expression.Node{left, right}}
		left, right = g.stand(difference, expression.Type{Kind: expression.NumberKind, Whole: whole}), zero
		g.note(left, []*expression.Node{zero})
		if flip {
			left, right = right, left
		}
	}
	r.Args = []*expression.Node{left, right}
	return &r
}

// asked returns the fact that an expression is, or that stands for it.
func (g *grid) asked(e *expression.Node) *expression.Node {
	if e.Op == expression.OpFact {
		return e
	}
	t := expression.Type{Kind: e.Type.Kind}
	if e.Op == expression.OpCall {
		switch e.Func() {
		case "len":
			t.Whole, t.Minimum = true, true
		case "abs":
			t.Minimum = true
		case "days", "months", "years":
			t.Whole = true
		}
	}
	return g.stand(e, t)
}

// note records the constants that stand beside a fact.
func (g *grid) note(fact *expression.Node, constants []*expression.Node) {
	cuts := g.cuts[fact.Slot]
	for _, c := range constants {
		cuts = append(cuts, c.Value)
	}
	g.cuts[fact.Slot] = cuts
}

// free stands for a question that the grid does not look into.
func (g *grid) free(e *expression.Node) *expression.Node {
	f := g.stand(e, expression.Type{Kind: expression.BoolKind})
	g.note(f, nil)
	return f
}

// stand returns a fact of its own that stands for an expression: one for all
// that differ only in the order of what they add or multiply.
func (g *grid) stand(e *expression.Node, t expression.Type) *expression.Node {
	key := canonical(e)
	slot, known := g.terms[key]
	if !known {
		slot = len(g.facts)
		g.facts = append(g.facts, expression.Fact{Name: e.String(), Type: t})
		g.terms[key] = slot
		asks := []int{}
		e.Walk(func(n *expression.Node) {
			if n.Op == expression.OpFact && !slices.Contains(asks, n.Slot) {
				asks = append(asks, n.Slot)
			}
		})
		g.asks[slot] = asks
	}
	return &expression.Node{Op: expression.OpFact, Type: t, Slot: slot, Index: slot, Name: g.facts[slot].Name}
}

// canonical is a text that two expressions share when they differ only in the
// order of what they add or multiply.
func canonical(e *expression.Node) string {
	if e.Op != expression.OpAdd && e.Op != expression.OpMul {
		if len(e.Args) == 0 {
			return e.String()
		}
		parts := make([]string, len(e.Args))
		for i, a := range e.Args {
			parts[i] = canonical(a)
		}
		own := *e
		own.Args = slices.Repeat([]*expression.Node{none}, len(e.Args))
		return own.String() + "(" + strings.Join(parts, "; ") + ")"
	}
	var parts []string
	var flatten func(n *expression.Node)
	flatten = func(n *expression.Node) {
		if n.Op == e.Op {
			flatten(n.Args[0])
			flatten(n.Args[1])
			return
		}
		parts = append(parts, canonical(n))
	}
	flatten(e)
	slices.Sort(parts)
	return map[expression.Op]string{expression.OpAdd: "sum", expression.OpMul: "product"}[e.Op] + "(" + strings.Join(parts, "; ") + ")"
}

// none stands where the parts of an expression were.
var none = &expression.Node{Op: expression.OpFact, Name: "_"}

// each visits every cell, with the conditions that hold there.
func (g *grid) each(visit func(cell []int, holds []bool)) {
	tests := make([]*test, len(g.conditions))
	for i, c := range g.conditions {
		tests[i] = g.test(c)
	}
	cell, holds := make([]int, len(g.axes)), make([]bool, len(g.conditions))
	for {
		for i, t := range tests {
			holds[i] = t.holds(cell)
		}
		visit(cell, holds)
		i := len(cell) - 1
		for ; i >= 0; i-- {
			if cell[i]++; cell[i] < len(g.axes[i].parts) {
				break
			}
			cell[i] = 0
		}
		if i < 0 {
			return
		}
	}
}
