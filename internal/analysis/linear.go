package analysis

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/expression"
)

// A sum is a number as a constant and some facts, each times a factor. What is no
// sum itself (a product of facts, a length, a rounded number) stands in it as a
// fact of its own. A date counts as the number of its day. Two texts that are the
// same sum are one term, however they are written.
type sum struct {
	constant decimal.Decimal
	terms    []factor // in the order of their names, none zero
}

type factor struct {
	times decimal.Decimal
	atom  *expression.Node // a fact
}

// mostTerms bounds a sum: what has more stands for itself.
const mostTerms = 64

func (s sum) isConstant() bool { return len(s.terms) == 0 }

// times multiplies a sum by a number.
func (s sum) times(by decimal.Decimal) sum {
	product := sum{constant: s.constant.Mul(by)}
	for _, t := range s.terms {
		if f := t.times.Mul(by); !f.IsZero() {
			product.terms = append(product.terms, factor{f, t.atom})
		}
	}
	return product
}

// plus adds two sums.
func (s sum) plus(o sum) sum {
	added := sum{constant: s.constant.Add(o.constant)}
	all := slices.Concat(s.terms, o.terms)
	slices.SortStableFunc(all, func(a, b factor) int {
		return cmp.Or(strings.Compare(a.atom.Name, b.atom.Name), cmp.Compare(a.atom.Slot, b.atom.Slot))
	})
	for _, t := range all {
		if last := len(added.terms) - 1; last >= 0 && added.terms[last].atom.Slot == t.atom.Slot {
			added.terms[last].times = added.terms[last].times.Add(t.times)
			continue
		}
		added.terms = append(added.terms, t)
	}
	added.terms = slices.DeleteFunc(added.terms, func(t factor) bool { return t.times.IsZero() })
	return added
}

// sum reads an expression of numbers, or a date.
func (g *grid) sum(e *expression.Node) sum {
	minus := one.Neg()
	switch {
	case e.Op == expression.OpConst && e.Type.Kind == expression.DateKind:
		return sum{constant: dayNumber(e.Value)}
	case e.Op == expression.OpConst:
		return sum{constant: e.Value.Number()}
	case e.Op == expression.OpFact:
		return sum{terms: []factor{{one, e}}}
	case e.Op == expression.OpNeg:
		return g.sum(e.Args[0]).times(minus)
	case e.Op == expression.OpCall && e.Func() == "days":
		return g.sum(e.Args[0]).plus(g.sum(e.Args[1]).times(minus))
	case e.Op == expression.OpAdd || e.Op == expression.OpSub || e.Op == expression.OpMul:
		left, right := g.sum(e.Args[0]), g.sum(e.Args[1])
		switch {
		case len(left.terms)+len(right.terms) > mostTerms:
		case e.Op == expression.OpAdd:
			return left.plus(right)
		case e.Op == expression.OpSub:
			return left.plus(right.times(minus))
		case left.isConstant():
			return right.times(left.constant)
		case right.isConstant():
			return left.times(right.constant)
		case len(left.terms)*len(right.terms) <= mostTerms:
			return g.product(left, right)
		}
	}
	return sum{terms: []factor{{one, g.computed(e)}}}
}

// product multiplies two sums out.
func (g *grid) product(left, right sum) sum {
	all := sum{constant: left.constant.Mul(right.constant)}
	all = all.plus(sum{terms: left.terms}.times(right.constant)).plus(sum{terms: right.terms}.times(left.constant))
	for _, a := range left.terms {
		for _, b := range right.terms {
			all = all.plus(sum{terms: []factor{{a.times.Mul(b.times), g.monomial(a.atom, b.atom)}}})
		}
	}
	return all
}

// monomial stands for a product of facts, whatever their order.
func (g *grid) monomial(a, b *expression.Node) *expression.Node {
	facts := append(g.factorsOf(a), g.factorsOf(b)...)
	if len(facts) > mostTerms/4 { // no product that anybody compares with another
		facts = []*expression.Node{a, b}
	}
	slices.SortStableFunc(facts, func(a, b *expression.Node) int { return strings.Compare(a.Name, b.Name) })
	t := expression.Type{Whole: true, Minimum: true}
	names, asks := make([]string, len(facts)), []int(nil)
	for i, f := range facts {
		t.Whole, t.Minimum = t.Whole && f.Type.Whole, t.Minimum && f.Type.Minimum
		names[i], asks = f.Name, append(asks, g.restsOn(f.Slot)...)
	}
	n := g.stand("("+strings.Join(names, " * ")+")", "", t, asks)
	g.products[n.Slot] = facts
	return n
}

// factorsOf are the facts that a product multiplies, or the fact itself.
func (g *grid) factorsOf(atom *expression.Node) []*expression.Node {
	if facts, product := g.products[atom.Slot]; product {
		return slices.Clone(facts)
	}
	return []*expression.Node{atom}
}

// computed stands for a number that is no sum.
func (g *grid) computed(e *expression.Node) *expression.Node {
	t := expression.Type{Kind: e.Type.Kind}
	if e.Op == expression.OpEach {
		t = e.Type
	}
	if e.Op == expression.OpCall {
		switch e.Func() {
		case "len":
			t.Whole, t.Minimum = true, true
		case "abs":
			t.Minimum = true
		case "months", "years":
			t.Whole = true
		case "round":
			t.Whole = e.Args[1].Value.Number().Sign() <= 0
		}
	}
	return g.stand(e.String(), strconv.Itoa(g.canonical(e)), t, asked(e))
}

// compared reduces a comparison of two numbers or dates: the facts that differ
// between the sides, in lowest whole factors, with what is left of the constants.
func (g *grid) compared(e *expression.Node) *expression.Node {
	for i, a := range e.Args {
		if other := e.Args[1-i]; a.Op == expression.OpFact && other.Op == expression.OpConst { // as it is written
			g.note(a, other)
			return e
		}
	}
	s := g.sum(e.Args[0]).plus(g.sum(e.Args[1]).times(one.Neg()))
	if s.isConstant() {
		return truth(e.Rel.Holds(s.constant.Sign()))
	}
	rel := e.Rel
	factors, constant := s.lowest()
	if factors[0].Sign() < 0 {
		rel.Less, rel.Greater = rel.Greater, rel.Less
		for _, f := range append(factors, constant) {
			f.Neg(f)
		}
	}
	// the sum in lowest factors, compared with a decimal: where a factor leaves none,
	// both sides are multiplied
	common := gcd(factors)
	limit := new(big.Rat).SetFrac(new(big.Int).Neg(constant), common)
	by := new(big.Int).Set(limit.Denom())
	for _, prime := range []int64{2, 5} {
		for p := big.NewInt(prime); new(big.Int).Rem(by, p).Sign() == 0; {
			by.Quo(by, p)
		}
	}
	for _, f := range factors {
		f.Quo(f, common).Mul(f, by)
	}
	limit.Mul(limit, new(big.Rat).SetInt(by))
	fact := s.terms[0].atom
	if len(factors) == 1 && (fact.Type.Whole || fact.Type.Kind == expression.DateKind) {
		return g.comparedWhole(e, rel, fact, limit.Quo(limit, new(big.Rat).SetInt(factors[0])))
	}
	value := expression.Constant(expression.Type{}, expression.Num(terminating(limit)))
	if len(factors) > 1 || factors[0].Cmp(big.NewInt(1)) != 0 {
		fact = g.term(s, factors)
	}
	g.note(fact, value)
	return &expression.Node{Op: expression.OpCompare, Type: e.Type, Rel: rel, Args: []*expression.Node{fact, value}}
}

// lowest gives the factors and the constant as whole numbers, which are to one another as they are.
func (s sum) lowest() (factors []*big.Int, constant *big.Int) {
	places := s.constant.Exponent()
	for _, t := range s.terms {
		places = min(places, t.times.Exponent())
	}
	whole := func(d decimal.Decimal) *big.Int { return d.Shift(-places).BigInt() }
	for _, t := range s.terms {
		factors = append(factors, whole(t.times))
	}
	return factors, whole(s.constant)
}

func gcd(all []*big.Int) *big.Int {
	common := new(big.Int)
	for _, n := range all {
		common.GCD(nil, nil, common, new(big.Int).Abs(n))
	}
	return common
}

// terminating is a fraction whose denominator has no factors but 2 and 5.
func terminating(r *big.Rat) decimal.Decimal {
	places, rest := 0, new(big.Rat).Set(r)
	for ten := big.NewRat(10, 1); !rest.IsInt(); places++ {
		rest.Mul(rest, ten)
	}
	return decimal.NewFromBigInt(rest.Num(), int32(-places))
}

// floor is the greatest whole number that is not above a fraction.
func floor(r *big.Rat) *big.Int {
	whole, _ := new(big.Int).DivMod(r.Num(), r.Denom(), new(big.Int)) // rounds down: the denominator is positive
	return whole
}

// comparedWhole compares a date or a whole number with a number that may lie between
// two of them; a date also with one that is no day.
func (g *grid) comparedWhole(e *expression.Node, rel expression.Relation, fact *expression.Node, limit *big.Rat) *expression.Node {
	below := floor(limit)
	if !limit.IsInt() {
		if !rel.Ordered() {
			return truth(!rel.Equal)
		}
		rel.Equal = rel.Less // up to the number below, or from above it on
	}
	value := expression.Num(decimal.NewFromBigInt(below, 0))
	if fact.Type.Kind == expression.DateKind {
		var day calendar.Date // none before the first, after the last
		if below.BitLen() < 31 {
			day, _ = firstDay().AddDays(int(below.Int64()))
		}
		if day.IsZero() {
			return truth(rel.Holds(-below.Sign()))
		}
		value = expression.Day(day)
	}
	constant := expression.Constant(expression.Type{Kind: fact.Type.Kind}, value)
	g.note(fact, constant)
	return &expression.Node{Op: expression.OpCompare, Type: e.Type, Rel: rel, Args: []*expression.Node{fact, constant}}
}

func firstDay() calendar.Date { return calendar.MustParse("0001-01-01") }

// dayNumber is the number of a day: that of the first there is is 0.
func dayNumber(v expression.Value) decimal.Decimal {
	return decimal.NewFromInt(int64(v.Date().DaysSince(firstDay())))
}

// truth is a condition that is known.
func truth(yes bool) *expression.Node {
	return expression.Constant(expression.Type{Kind: expression.BoolKind}, expression.Bool(yes))
}

// term stands for a sum of facts.
func (g *grid) term(s sum, factors []*big.Int) *expression.Node {
	t := expression.Type{Whole: true, Minimum: true}
	var b strings.Builder
	asks, sums := []int(nil), make(map[int]*big.Int, len(factors))
	for i, f := range factors {
		atom := s.terms[i].atom
		date := atom.Type.Kind == expression.DateKind
		t.Whole, t.Minimum = t.Whole && (atom.Type.Whole || date), t.Minimum && atom.Type.Minimum && f.Sign() > 0
		switch {
		case f.Sign() < 0: // which the first is not
			b.WriteString(" - ")
		case i > 0:
			b.WriteString(" + ")
		}
		if times := new(big.Int).Abs(f); times.Cmp(big.NewInt(1)) != 0 {
			b.WriteString(times.String() + " * ")
		}
		b.WriteString(atom.Name)
		asks, sums[atom.Slot] = append(asks, g.restsOn(atom.Slot)...), f
	}
	name := "(" + b.String() + ")"
	if t.Whole && s.terms[0].atom.Type.Kind == expression.DateKind {
		name = "days" + name
	}
	n := g.stand(name, "", t, asks)
	g.sums[n.Slot] = sums
	return n
}

// asked are the facts that an expression asks.
func asked(e *expression.Node) []int {
	asks := []int{}
	e.Walk(func(n *expression.Node) {
		if n.Op == expression.OpFact && !slices.Contains(asks, n.Slot) {
			asks = append(asks, n.Slot)
		}
	})
	return asks
}

// canonical numbers an expression: two have one number when they differ only in the
// order in which they add, multiply, join, or choose the least or greatest.
func (g *grid) canonical(e *expression.Node) int {
	key := e.Rel.Text
	if e.Op == expression.OpEach {
		key = e.Name
	}
	if len(e.Args) == 0 {
		key = e.String()
	}
	parts := []string{}
	var take func(n *expression.Node)
	take = func(n *expression.Node) {
		if n.Op == e.Op && slices.Contains(anyOrder, e.Op) {
			take(n.Args[0])
			take(n.Args[1])
			return
		}
		parts = append(parts, strconv.Itoa(g.canonical(n)))
	}
	for _, a := range e.Args {
		take(a)
	}
	switch {
	case e.Op == expression.OpCall:
		if key = e.Func(); key == "min" || key == "max" {
			slices.Sort(parts)
		}
	case slices.Contains(anyOrder, e.Op):
		slices.Sort(parts)
	}
	key = strconv.Itoa(int(e.Op)) + key + "(" + strings.Join(parts, ";")
	if _, known := g.numbers[key]; !known {
		g.numbers[key] = len(g.numbers)
	}
	return g.numbers[key]
}

// anyOrder are the operations whose order does not matter.
var anyOrder = []expression.Op{expression.OpAdd, expression.OpMul, expression.OpAnd, expression.OpOr}
