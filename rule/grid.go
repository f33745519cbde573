package rule

import (
	"slices"

	"github.com/shopspring/decimal"
)

// grid is the space of the facts that some conditions ask about, as a product
// of axes. Inside one cell of it no condition changes its answer.
type grid struct {
	facts      []fact // the schema's, then one for each thing computed or left free
	axes       []axis
	conditions []*expression
	fixed      map[int]value
	cuts       map[int][]value // the constants each fact is compared with
}

// axis is one fact with the parts of its range between the constants it is
// compared with.
type axis struct {
	slot  int
	name  string
	parts []part
}

func newGrid(facts []fact, conditions []*expression, fixed map[int]value) *grid {
	g := &grid{facts: slices.Clone(facts), fixed: fixed, cuts: map[int][]value{}}
	for _, c := range conditions {
		if c == nil {
			c = constant(typ{kind: boolKind}, boolValue(true))
		}
		g.conditions = append(g.conditions, g.reduce(g.bind(c)))
	}
	for slot, f := range g.facts {
		if cuts, asked := g.cuts[slot]; asked {
			g.axes = append(g.axes, axis{slot, f.name, f.typ.parts(f.name, cuts)})
		}
	}
	return g
}

// cells counts the cells, up to a little over maxCells.
func (g *grid) cells() int {
	n := 1
	for _, a := range g.axes {
		if n *= len(a.parts); n > maxCells {
			break
		}
	}
	return n
}

// reduce rewrites a condition for the grid. The constants each fact is compared
// with are noted. What is computed (a sum, a length) becomes a number of its
// own, free to be any, and so does the difference of two that are compared; any
// other question becomes one that is free to be true or false.
func (g *grid) reduce(e *expression) *expression {
	r := *e
	switch {
	case e.op == opFact: // true or false
		g.note(e, nil)
		return e
	case e.op == opConst:
		return e
	case e.op == opCompare && e.args[0].typ.kind != boolKind:
		return g.comparison(e)
	case e.op == opIn && e.args[0].typ.kind != boolKind:
		for i, a := range e.args {
			if i == 0 && a.op != opFact || i > 0 && a.op != opConst {
				return g.free(e)
			}
		}
		g.note(e.args[0], e.args[1:])
		return e
	case e.op == opHas || e.op == opInText:
		return g.free(e)
	}
	r.args = make([]*expression, len(e.args))
	for i, a := range e.args {
		r.args[i] = g.reduce(a)
	}
	return &r
}

// comparison reduces a comparison of numbers, dates or texts.
func (g *grid) comparison(e *expression) *expression {
	r := *e
	left, right := e.args[0], e.args[1]
	switch {
	case left.op == opConst:
		right = g.asked(right)
		g.note(right, []*expression{left})
	case right.op == opConst:
		left = g.asked(left)
		g.note(left, []*expression{right})
	case left.typ.kind == textKind:
		if left.String() > right.String() {
			left, right = right, left
		}
		r.rel, r.args = relations[0], []*expression{left, right}
		same := g.free(&r)
		if e.rel.equal {
			return same
		}
		return &expression{op: opNot, typ: e.typ, args: []*expression{same}}
	default:
		zero := constant(typ{kind: numberKind}, numberValue(decimal.NewFromInt(0)))
		whole := left.typ.kind == dateKind || left.typ.whole && right.typ.whole
		flip := left.String() > right.String()
		if flip {
			left, right = right, left
		}
		left, right = g.stand(&expression{op: opSub, args: []*expression{left, right}}, typ{kind: numberKind, whole: whole}), zero
		g.note(left, []*expression{zero})
		if flip {
			left, right = right, left
		}
	}
	r.args = []*expression{left, right}
	return &r
}

// asked returns the fact that an expression is, or that stands for it.
func (g *grid) asked(e *expression) *expression {
	if e.op == opFact {
		return e
	}
	t := typ{kind: e.typ.kind}
	if e.op == opCall {
		t.whole, t.minimum = e.call.name == "len", e.call.name == "len" || e.call.name == "abs"
	}
	return g.stand(e, t)
}

// bind gives a condition its fixed facts, and computes what is then constant.
func (g *grid) bind(e *expression) *expression {
	r := *e
	if e.op == opFact {
		if v, held := g.fixed[e.slot]; held {
			return constant(e.typ, v)
		}
		r.index = e.slot
	}
	if len(e.args) == 0 {
		return &r
	}
	r.args = make([]*expression, len(e.args))
	known := true
	for i, a := range e.args {
		r.args[i] = g.bind(a)
		known = known && r.args[i].op == opConst
	}
	if known {
		if v, err := r.eval(nil); err == nil {
			return constant(e.typ, v)
		}
	}
	return &r
}

// note records the constants that stand beside a fact.
func (g *grid) note(fact *expression, constants []*expression) {
	cuts := g.cuts[fact.slot]
	for _, c := range constants {
		cuts = append(cuts, c.value)
	}
	g.cuts[fact.slot] = cuts
}

// free stands for a question that the grid does not look into.
func (g *grid) free(e *expression) *expression {
	f := g.stand(e, typ{kind: boolKind})
	g.note(f, nil)
	return f
}

// stand returns a fact of its own that stands for an expression, by its text.
func (g *grid) stand(e *expression, t typ) *expression {
	name := e.String()
	slot := slices.IndexFunc(g.facts, func(f fact) bool { return f.name == name })
	if slot < 0 {
		slot = len(g.facts)
		g.facts = append(g.facts, fact{name: name, typ: t})
	}
	return &expression{op: opFact, typ: t, slot: slot, index: slot, name: name}
}

// each visits every cell, with the conditions that hold there.
func (g *grid) each(visit func(cell []int, holds []bool)) {
	cell := make([]int, len(g.axes))
	holds := make([]bool, len(g.conditions))
	facts := make([]value, len(g.facts))
	for {
		for i, a := range g.axes {
			facts[a.slot] = a.parts[cell[i]].sample
		}
		for i, c := range g.conditions {
			v, _ := c.eval(facts) // reduce left nothing that can fail
			holds[i] = v.yes
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
