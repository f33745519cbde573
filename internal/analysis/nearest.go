package analysis

import (
	"math/big"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/expression"
)

// maxCuts bounds the values of one fact that Nearest tries, and maxSolving the parts of
// a condition that Cuts looks at: within abs or round a part is looked at more than once.
const (
	maxCuts    = 1 << 12
	maxSolving = 1 << 18
)

var zero, one = expression.Num(decimal.New(0, 0)), decimal.New(1, 0)

// A Turn is where another answer begins when one fact alone changes.
type Turn struct {
	Relation string // of the fact to the value: >=, >, <=, <, or == and != of what has no order or is one point alone
	Value    expression.Value
	Answer   int // what is answered there
}

// Nearest finds where another answer begins for a fact that is at a value: for a
// number or a date the nearest above and below, that which is nearer first; for a
// text each word; for what is true or false the other. cuts are all values at which
// the answer may change, and others beside them; ask answers for a value, not ok
// where there is none. With more cuts than maxCuts it tries none, and is not ok.
func Nearest(t expression.Type, at expression.Value, cuts []expression.Value, now int,
	ask func(expression.Value) (answer int, ok bool)) (turns []Turn, ok bool) {
	if len(cuts) > maxCuts {
		return nil, false
	}
	differs := func(v expression.Value) (int, bool) {
		answer, ok := ask(v)
		return answer, ok && answer != now
	}
	switch t.Kind {
	case expression.BoolKind:
		other := expression.Bool(!at.IsTrue())
		if answer, ok := differs(other); ok {
			turns = []Turn{{"==", other, answer}}
		}
		return turns, true
	case expression.ListKind, expression.EntriesKind: // an entry more or less is no threshold
		return nil, false
	case expression.TextKind:
		return others(t, at, cuts, differs), true
	}
	cuts = points(t, cuts)
	up, down := walk{t, 1, [2]string{">=", ">"}, at, ask, differs}, walk{t, -1, [2]string{"<=", "<"}, at, ask, differs}
	for _, w := range []walk{up, down} {
		if turn, ok := w.first(cuts); ok {
			turns = append(turns, turn)
		}
	}
	if len(turns) == 2 && distance(at, turns[1].Value).Cmp(distance(at, turns[0].Value)) < 0 {
		slices.Reverse(turns)
	}
	return turns, true
}

// others are the words of a text with which the answer is another.
func others(t expression.Type, at expression.Value, cuts []expression.Value, differs func(expression.Value) (int, bool)) []Turn {
	named, all := t.Words, true
	for _, c := range cuts {
		if t.Words == nil && !slices.Contains(named, c.Text()) {
			named = append(named, c.Text())
		}
	}
	var turns []Turn
	for _, w := range named {
		if w == at.Text() {
			continue
		}
		answer, ok := differs(expression.Str(w))
		if all = all && ok; ok {
			turns = append(turns, Turn{"==", expression.Str(w), answer})
		}
	}
	if t.Words == nil && all && slices.Contains(named, at.Text()) {
		if answer, ok := differs(expression.Str(strings.Join(named, "") + "…")); ok { // longer than each of them
			turns = append(turns, Turn{"!=", at, answer})
		}
	}
	return turns
}

// points are the values that are tried: of what is counted in ones each cut with
// those beside it, so that the answer is the same between two of them.
func points(t expression.Type, cuts []expression.Value) []expression.Value {
	if t.Minimum {
		cuts = append(slices.Clone(cuts), zero)
	}
	var all []expression.Value
	for _, c := range cuts {
		switch {
		case t.Kind == expression.DateKind:
			for n := -1; n <= 1; n++ {
				if d, err := c.Date().AddDays(n); err == nil {
					all = append(all, expression.Day(d))
				}
			}
		case t.Whole:
			low, high := c.Number().Floor(), c.Number().Ceil()
			for _, n := range []decimal.Decimal{low.Sub(one), low, high, high.Add(one)} {
				all = append(all, expression.Num(n))
			}
		default:
			all = append(all, c)
		}
	}
	slices.SortFunc(all, expression.Value.Compare)
	all = slices.CompactFunc(all, expression.Value.Equal)
	return slices.DeleteFunc(all, func(v expression.Value) bool { return t.Minimum && v.Number().Sign() < 0 })
}

func distance(a, b expression.Value) decimal.Decimal {
	if a.Kind() == expression.DateKind {
		return decimal.NewFromInt(int64(a.Date().DaysSince(b.Date()))).Abs()
	}
	return a.Number().Sub(b.Number()).Abs()
}

// walk goes from a value up or down.
type walk struct {
	t         expression.Type
	way       int       // 1 up, -1 down
	relations [2]string // at the value itself, and beyond it
	at        expression.Value
	ask       func(expression.Value) (int, bool)
	differs   func(expression.Value) (int, bool)
}

func (w *walk) up() bool       { return w.way == 1 }
func (w *walk) discrete() bool { return w.t.Whole || w.t.Kind == expression.DateKind }

// between is a value between two, of which the second is further on; nil for none.
func (w *walk) between(near, far *expression.Value) (expression.Value, bool) {
	if w.up() {
		return Inside(w.t, near, far)
	}
	v, ok := Inside(w.t, far, near)
	return v, ok && !(w.t.Minimum && v.Number().Sign() < 0)
}

func (w *walk) first(points []expression.Value) (Turn, bool) {
	further := slices.DeleteFunc(slices.Clone(points), func(v expression.Value) bool { return v.Compare(w.at) != w.way })
	if !w.up() {
		slices.Reverse(further)
	}
	near := w.at
	for i := 0; ; i++ {
		var far *expression.Value
		if i < len(further) {
			far = &further[i]
		}
		if !w.discrete() { // where the points beside a cut are cuts themselves
			if v, ok := w.between(&near, far); ok {
				if answer, ok := w.differs(v); ok {
					return Turn{w.relations[1], near, answer}, true
				}
			}
		}
		if far == nil {
			return Turn{}, false
		}
		near = *far
		if answer, ok := w.differs(near); ok {
			var next *expression.Value
			if i+1 < len(further) && !w.discrete() {
				next = &further[i+1]
			}
			if v, ok := w.between(&near, next); ok {
				if then, ok := w.ask(v); ok && then != answer {
					return Turn{"==", near, answer}, true
				}
			}
			return Turn{w.relations[0], near, answer}, true
		}
	}
}

// Cuts are the values of a fact, by its slot, at which a condition may change its
// answer while other facts are as they are known. Not all says that there may be
// others: a question of which the fact is not the only unknown, or that no exact
// decimal answers.
func Cuts(condition *expression.Node, slot int, known map[int]expression.Value) (cuts []expression.Value, all bool) {
	c := cutter{slot: slot, all: true, asks: make(map[*expression.Node]bool), left: maxSolving}
	c.condition(condition.Bind(known))
	return c.cuts, c.all
}

type cutter struct {
	slot int
	cuts []expression.Value
	all  bool
	asks map[*expression.Node]bool // whether a node asks the fact, of those that have arguments
	left int                       // parts that may still be looked at
}

// more reports whether one part more may be looked at.
func (c *cutter) more() bool {
	if c.left--; c.left < 0 || len(c.cuts) > maxCuts {
		c.all = false
		return false
	}
	return true
}

func (c *cutter) asked(n *expression.Node) bool {
	if len(n.Args) == 0 {
		return n.Op == expression.OpFact && n.Slot == c.slot
	}
	asked, known := c.asks[n]
	if !known {
		asked = slices.ContainsFunc(n.Args, c.asked)
		c.asks[n] = asked
	}
	return asked
}

func (c *cutter) condition(n *expression.Node) {
	if !c.asked(n) || !c.more() {
		return
	}
	switch n.Op {
	case expression.OpFact:
		return
	case expression.OpNot, expression.OpAnd, expression.OpOr, expression.OpIf:
	case expression.OpCompare, expression.OpIn:
		if !ofTruths(n) {
			for _, other := range n.Args[1:] {
				c.meet(n.Args[0], other)
			}
			return
		}
	default:
		c.all = false // a part of a text, or a list
		return
	}
	for _, a := range n.Args {
		c.condition(a)
	}
}

// meet finds where two values are the same.
func (c *cutter) meet(a, b *expression.Node) {
	switch {
	case b.Op == expression.OpConst:
		c.solve(a, b.Value)
	case a.Op == expression.OpConst:
		c.solve(b, a.Value)
	case a.Type.Kind == expression.NumberKind:
		c.solve(&expression.Node{Op: expression.OpSub, Args: []*expression.Node{a, b}}, zero)
	default:
		c.all = false
	}
}

// solve finds where an expression has a value, or jumps over it.
func (c *cutter) solve(n *expression.Node, v expression.Value) {
	if !c.asked(n) || !c.more() {
		c.all = c.all && n.Op == expression.OpConst
		return
	}
	switch n.Op {
	case expression.OpFact:
		c.cuts = append(c.cuts, v)
	case expression.OpIf:
		c.condition(n.Args[0])
		c.solve(n.Args[1], v)
		c.solve(n.Args[2], v)
	case expression.OpNeg:
		c.solve(n.Args[0], expression.Num(v.Number().Neg()))
	case expression.OpCall:
		c.call(n, v)
	case expression.OpEach: // what an entry is compared with
		c.all = false
	default:
		c.sum(n, v.Number())
	}
}

// sum solves what is added, taken away or multiplied.
func (c *cutter) sum(n *expression.Node, v decimal.Decimal) {
	if factor, rest, ok := c.line(n); ok {
		if factor.Sign() != 0 {
			c.quotient(v.Sub(rest), factor, func(x decimal.Decimal) { c.cuts = append(c.cuts, expression.Num(x)) })
		}
		return
	}
	left, right := n.Args[0], n.Args[1]
	switch {
	case n.Op == expression.OpSub && left.Op == expression.OpConst:
		c.solve(right, expression.Num(left.Value.Number().Sub(v)))
	case n.Op == expression.OpSub && right.Op == expression.OpConst:
		c.solve(left, expression.Num(v.Add(right.Value.Number())))
	case left.Op != expression.OpConst && right.Op != expression.OpConst:
		c.all = false
	default:
		if left.Op == expression.OpConst {
			left, right = right, left
		}
		constant := right.Value.Number()
		if n.Op == expression.OpAdd {
			c.solve(left, expression.Num(v.Sub(constant)))
		} else if constant.Sign() != 0 {
			c.quotient(v, constant, func(x decimal.Decimal) { c.solve(left, expression.Num(x)) })
		}
	}
}

// quotient uses a quotient that is a decimal number.
func (c *cutter) quotient(a, b decimal.Decimal, use func(decimal.Decimal)) {
	q := new(big.Rat).Quo(a.Rat(), b.Rat())
	places, exact := q.FloatPrec()
	if !exact {
		c.all = false
		return
	}
	use(decimal.NewFromBigRat(q, int32(places)))
}

// line writes an expression as factor*fact + rest.
func (c *cutter) line(n *expression.Node) (factor, rest decimal.Decimal, ok bool) {
	c.left--
	switch n.Op {
	case expression.OpConst:
		return factor, n.Value.Number(), true
	case expression.OpFact:
		return decimal.New(1, 0), rest, n.Slot == c.slot
	case expression.OpNeg, expression.OpAdd, expression.OpSub, expression.OpMul:
	default:
		return factor, rest, false
	}
	factor, rest, ok = c.line(n.Args[0])
	if n.Op == expression.OpNeg || !ok {
		return factor.Neg(), rest.Neg(), ok
	}
	other, more, ok := c.line(n.Args[1])
	switch n.Op {
	case expression.OpAdd:
		return factor.Add(other), rest.Add(more), ok
	case expression.OpSub:
		return factor.Sub(other), rest.Sub(more), ok
	}
	return factor.Mul(more).Add(other.Mul(rest)), rest.Mul(more), ok && (factor.Sign() == 0 || other.Sign() == 0)
}

// call solves a function.
func (c *cutter) call(n *expression.Node, v expression.Value) {
	number := v.Number()
	switch n.Func() {
	case "abs":
		c.solve(n.Args[0], v)
		c.solve(n.Args[0], expression.Num(number.Neg()))
	case "min", "max":
		for _, a := range n.Args {
			c.solve(a, v)
		}
	case "round":
		for _, step := range Steps(number, places(n.Args[1])) {
			c.solve(n.Args[0], expression.Num(step))
		}
	case "div":
		c.solve(n.Args[1], zero)
		for _, step := range Steps(number, places(n.Args[2])) {
			by := expression.Constant(expression.Type{}, expression.Num(step))
			product := (&expression.Node{Op: expression.OpMul, Args: []*expression.Node{by, n.Args[1]}}).Bind(nil)
			if product.Op == expression.OpConst { // without a zero that nobody wrote
				c.quotient(product.Value.Number(), decimal.New(1, 0), func(x decimal.Decimal) { product.Value = expression.Num(x) })
			}
			c.meet(n.Args[0], product)
		}
	case "days", "months", "years":
		c.dates(n, number)
	default:
		c.all = false
	}
}

func places(n *expression.Node) int32 { return int32(n.Value.Number().IntPart()) }

// Steps are the values between which a number rounds to one near v, with so many
// decimals.
func Steps(v decimal.Decimal, p int32) []decimal.Decimal {
	half := decimal.New(5, -1)
	var all []decimal.Decimal
	step := v.Shift(p).Floor().Sub(one)
	for range 4 {
		all = append(all, step.Shift(-p), step.Add(half).Shift(-p))
		step = step.Add(one)
	}
	return all
}

// dates solves the days, months or years between two dates of which one is known:
// it gives more days than those on which the number changes.
func (c *cutter) dates(n *expression.Node, v decimal.Decimal) {
	fact, known, sign := n.Args[0], n.Args[1], 1
	if known.Op != expression.OpConst {
		fact, known, sign = known, fact, -1
	}
	if known.Op != expression.OpConst || v.Abs().Cmp(decimal.New(1, 7)) > 0 {
		c.all = false
		return
	}
	for more := range 3 {
		count := sign * (int(v.Floor().IntPart()) - 1 + more)
		d, err := known.Value.Date().AddDays(count)
		about := 0
		if unit := n.Func(); unit != "days" {
			about = 4 // ends of months
			if unit == "years" {
				count *= 12
			}
			d, err = known.Value.Date().AddMonths(count)
		}
		for day := -about; day <= about && err == nil; day++ {
			if near, err := d.AddDays(day); err == nil {
				c.solve(fact, expression.Day(near))
			}
		}
	}
}
