package analysis

import (
	"math/big"
	"slices"
	"strconv"

	"github.com/workcomp-go/workcomp/internal/expression"
)

// grid is the space of the facts that some conditions ask about, as a product
// of axes. Inside one cell of it no condition changes its answer.
type grid struct {
	facts      []expression.Fact // the schema's, then one for each thing computed or left free
	axes       []axis
	conditions []*expression.Node
	cuts       map[int][]expression.Value // the constants each fact is compared with
	affixes    map[int]*affixes           // what each text is asked to begin with, to end with or to contain
	terms      map[string]int             // the slots of what is computed or left free, by name and canonical number
	numbers    map[string]int             // the canonical numbers of expressions
	asks       map[int][]int              // of those slots: the facts that the term asks
	sums       map[int]map[int]*big.Int   // of those that are sums: the factor of each fact
	products   map[int][]*expression.Node // of those that are products: the facts
	members    map[int]bool               // of those that ask whether a list has a text: it may have any beside it
	apart      []int                      // the axes that related names
	nodes      int                        // of all conditions
	lifted     int                        // how many comparisons a ?: was taken out of
	axisOf     map[int]int                // by slot
}

// axis is one fact with the parts of its range between the constants it is
// compared with.
type axis struct {
	slot  int
	name  string
	parts []part
	texts map[string]int // the places of the parts of a text, once one is asked for
}

// text is the place of the part that is a text alone.
func (a *axis) text(text string) (place int, found bool) {
	if a.texts == nil {
		a.texts = make(map[string]int, len(a.parts))
		for i := range a.parts {
			a.texts[a.parts[i].sample.Text()] = i
		}
	}
	place, found = a.texts[text]
	return place, found
}

func newGrid(facts []expression.Fact, conditions []*expression.Node, fixed map[int]expression.Value) *grid {
	g := &grid{facts: slices.Clone(facts), cuts: map[int][]expression.Value{}, affixes: map[int]*affixes{}, terms: map[string]int{},
		numbers: map[string]int{}, asks: map[int][]int{}, sums: map[int]map[int]*big.Int{}, products: map[int][]*expression.Node{},
		members: map[int]bool{}, axisOf: map[int]int{}}
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
			g.axes = append(g.axes, axis{slot: slot, name: f.Name, parts: parts(f.Type, f.Name, cuts, g.affixes[slot])})
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

// prepared is what it takes to prepare a part of a condition, in questions.
const prepared = 32

// work is how much it is to ask every condition in every cell, and to prepare
// that: the parts of each fact under each question.
func (g *grid) work() int {
	parts := 0
	for _, a := range g.axes {
		parts += len(a.parts)
	}
	return (g.cells()+parts+prepared)*(g.nodes+len(g.conditions)) + prepared*len(g.facts)
}

// truths counts the parts of facts under the questions that are asked of them.
func (g *grid) truths() int {
	n := 0
	for _, c := range g.conditions {
		c.Walk(func(e *expression.Node) {
			if axis, fact := g.axisOf[e.Slot]; fact && e.Op == expression.OpFact {
				n += len(g.axes[axis].parts)
			}
		})
	}
	return n
}

// related names the terms that were taken to be independent and are not: they
// ask a fact that another of the axes is, or asks, and what they make of it is not
// known. What is found of them may come about for no facts at all. Sums of facts
// are none of them: see feasible.
func (g *grid) related() []string {
	askedBy := make(map[int]int)
	for _, a := range g.axes {
		if g.members[a.slot] {
			continue
		}
		for _, slot := range g.restsOn(a.slot) {
			askedBy[slot]++
		}
	}
	var names []string
	for i, a := range g.axes {
		others := 1
		if g.members[a.slot] {
			others = 0
		}
		if g.opaque(a.slot) && slices.ContainsFunc(g.asks[a.slot], func(slot int) bool { return askedBy[slot] > others }) {
			g.apart = append(g.apart, i)
			names = append(names, a.name)
		}
	}
	const most = 4 // are enough to know which terms are meant
	if more := len(names) - most; more > 0 {
		names = append(names[:most], strconv.Itoa(more)+" more")
	}
	return names
}

// unsure reports whether what lies in some boxes may come about for no facts: each of
// them rests on a term that was taken to be independent.
func (g *grid) unsure(boxes []box) bool {
	return !slices.ContainsFunc(boxes, func(b box) bool {
		return !slices.ContainsFunc(g.apart, func(i int) bool { return b.low[i] > 0 || b.high[i] < len(g.axes[i].parts)-1 })
	})
}

// opaque reports whether a fact stands for what the analysis does not look into:
// neither a fact that is given nor a sum of such facts.
func (g *grid) opaque(slot int) bool {
	_, term := g.asks[slot]
	for atom := range g.sums[slot] {
		if g.opaque(atom) {
			return true
		}
	}
	return term && g.sums[slot] == nil
}

// restsOn are the facts that an axis rests on: itself, or those of a term.
func (g *grid) restsOn(slot int) []int {
	if asks, term := g.asks[slot]; term {
		return asks
	}
	return []int{slot}
}

// mostLifted bounds how many comparisons are written apart for the sake of a ?: in
// them.
const mostLifted = 256

// reduce rewrites a condition for the grid. The constants each fact is compared
// with are noted. A sum of facts becomes a number of its own, and so does what is
// computed otherwise, which is free to be any; any other question becomes one that
// is free to be true or false.
func (g *grid) reduce(e *expression.Node) *expression.Node {
	r := *e
	switch {
	case e.Op == expression.OpFact: // true or false
		g.note(e)
		return e
	case e.Op == expression.OpConst:
		return e
	case e.Op == expression.OpCompare && !ofTruths(e):
		if choice := choiceIn(e); choice != nil && g.lifted < mostLifted {
			g.lifted++
			test := g.canonical(choice.Args[0])
			return g.reduce(&expression.Node{Op: expression.OpIf, Type: e.Type,
				Args: []*expression.Node{choice.Args[0], g.chosen(e, test, 1), g.chosen(e, test, 2)}})
		}
		return g.comparison(e)
	case e.Op == expression.OpIn && !ofTruths(e):
		return g.in(e)
	case e.Op == expression.OpInText || e.Op == expression.OpStarts || e.Op == expression.OpEnds:
		return g.affix(e)
	case !slices.Contains(connectives, e.Op):
		return g.free(e)
	}
	r.Args = make([]*expression.Node, len(e.Args))
	for i, a := range e.Args {
		r.Args[i] = g.reduce(a)
	}
	return &r
}

// ofTruths reports whether a comparison is one of what is true or false.
func ofTruths(e *expression.Node) bool { return e.Args[0].Type.Kind == expression.BoolKind }

// connectives join questions.
var connectives = []expression.Op{expression.OpNot, expression.OpAnd, expression.OpOr, expression.OpIf, expression.OpCompare, expression.OpIn}

// choiceIn is the first ?: in what a comparison compares; nil for none.
func choiceIn(e *expression.Node) *expression.Node {
	for _, a := range e.Args {
		if a.Op == expression.OpIf {
			return a
		}
		if found := choiceIn(a); found != nil {
			return found
		}
	}
	return nil
}

// chosen is an expression in which every ?: that turns on a test is replaced by one of
// its branches.
func (g *grid) chosen(e *expression.Node, test, branch int) *expression.Node {
	if e.Op == expression.OpIf && g.canonical(e.Args[0]) == test {
		return g.chosen(e.Args[branch], test, branch)
	}
	r := *e
	r.Args = make([]*expression.Node, len(e.Args))
	for i, a := range e.Args {
		r.Args[i] = g.chosen(a, test, branch)
	}
	return &r
}

// in reduces x in [a, b]: one question of a fact, or one comparison for each.
func (g *grid) in(e *expression.Node) *expression.Node {
	plain := e.Args[0].Op == expression.OpFact
	for _, a := range e.Args[1:] {
		plain = plain && a.Op == expression.OpConst
	}
	if plain {
		g.note(e.Args[0], e.Args[1:]...)
		return e
	}
	any := truth(false)
	for _, a := range e.Args[1:] {
		same := g.reduce(&expression.Node{Op: expression.OpCompare, Type: e.Type, Rel: expression.Same, Args: []*expression.Node{e.Args[0], a}})
		any = &expression.Node{Op: expression.OpOr, Type: e.Type, Args: []*expression.Node{any, same}}
	}
	return any
}

// comparison reduces a comparison of numbers, dates or texts.
func (g *grid) comparison(e *expression.Node) *expression.Node {
	if e.Args[0].Type.Kind != expression.TextKind {
		return g.compared(e)
	}
	r, left, right := *e, e.Args[0], e.Args[1]
	switch {
	case left.Op == expression.OpConst && right.Op == expression.OpConst:
		return truth(left.Value.Equal(right.Value) == e.Rel.Equal)
	case left.Op == expression.OpConst && right.Op == expression.OpFact:
		g.note(right, left)
		return e
	case right.Op == expression.OpConst && left.Op == expression.OpFact:
		g.note(left, right)
		return e
	}
	if left.String() > right.String() {
		left, right = right, left
	}
	r.Rel, r.Args = expression.Same, []*expression.Node{left, right}
	if same := g.free(&r); e.Rel.Equal {
		return same
	} else {
		return &expression.Node{Op: expression.OpNot, Type: e.Type, Args: []*expression.Node{same}}
	}
}

// affix reduces the question what a text begins with, ends with or contains.
func (g *grid) affix(e *expression.Node) *expression.Node {
	text, part := e.Args[0], e.Args[1]
	if text.Op != expression.OpFact || part.Op != expression.OpConst {
		return g.free(e)
	}
	of := g.affixes[text.Slot]
	if of == nil {
		of = &affixes{}
		g.affixes[text.Slot] = of
	}
	if !of.add(e.Op, part.Value.Text()) {
		return g.free(e)
	}
	g.note(text)
	return e
}

// note records the constants that stand beside a fact.
func (g *grid) note(fact *expression.Node, constants ...*expression.Node) {
	cuts := g.cuts[fact.Slot]
	for _, c := range constants {
		cuts = append(cuts, c.Value)
	}
	g.cuts[fact.Slot] = cuts
}

// free stands for a question that the grid does not look into.
func (g *grid) free(e *expression.Node) *expression.Node {
	f := g.stand(e.String(), strconv.Itoa(g.canonical(e)), expression.Type{Kind: expression.BoolKind}, asked(e))
	if e.Op == expression.OpHas && e.Args[1].Op == expression.OpConst {
		g.members[f.Slot] = true
	}
	g.note(f)
	return f
}

// stand returns a fact of its own that stands for an expression: one for all of one
// name, or of one canonical number.
func (g *grid) stand(name, number string, t expression.Type, asks []int) *expression.Node {
	key := number
	if key == "" {
		key = " " + name
	}
	slot, known := g.terms[key]
	if !known {
		slot = len(g.facts)
		g.facts = append(g.facts, expression.Fact{Name: name, Type: t})
		g.terms[key], g.asks[slot] = slot, asks
	}
	return &expression.Node{Op: expression.OpFact, Type: t, Slot: slot, Index: slot, Name: g.facts[slot].Name}
}

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
