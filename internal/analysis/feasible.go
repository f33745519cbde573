package analysis

import (
	"maps"
	"math/big"
	"slices"

	"github.com/workcomp-go/workcomp/internal/expression"
)

// A bound says of some facts, each times its factor, that with a constant they come
// to zero or more, or to more than zero.
type bound struct {
	factors  map[int]*big.Rat // by slot
	constant *big.Rat
	strict   bool
}

// mostBounds bounds what is compared with one another.
const mostBounds = 400

// feasible reports whether there are facts in a box at all: its sums are compared
// with the facts that they add, and with one another, by taking out one fact after
// the other (Fourier and Motzkin). False is certain. True is, for facts that may be
// any number; of whole numbers it may be that none fits.
func (g *grid) feasible(b box) bool {
	if len(g.sums) == 0 {
		return true
	}
	var bounds []bound
	for i, a := range g.axes {
		if kind := g.facts[a.slot].Type.Kind; kind == expression.NumberKind || kind == expression.DateKind {
			bounds = append(bounds, g.boundsOf(a, b.low[i], b.high[i])...)
		}
	}
	slots := make(map[int]*big.Rat)
	for _, c := range bounds {
		maps.Copy(slots, c.factors)
	}
	for _, slot := range slices.Sorted(maps.Keys(slots)) {
		if g.facts[slot].Type.Minimum {
			bounds = append(bounds, bound{alone(slot), new(big.Rat), false})
		}
		if bounds = without(slot, bounds); len(bounds) > mostBounds {
			return true
		}
	}
	return !slices.ContainsFunc(bounds, func(c bound) bool { return c.constant.Sign() < 0 || c.strict && c.constant.Sign() == 0 })
}

// alone is a fact once.
func alone(slot int) map[int]*big.Rat { return map[int]*big.Rat{slot: big.NewRat(1, 1)} }

// boundsOf are those of a run of parts.
func (g *grid) boundsOf(a axis, low, high int) []bound {
	factors := alone(a.slot)
	if sum := g.sums[a.slot]; sum != nil {
		clear(factors)
		for slot, n := range sum {
			factors[slot] = new(big.Rat).SetInt(n)
		}
	}
	t := g.facts[a.slot].Type
	whole := t.Whole || t.Kind == expression.DateKind
	at := func(v *expression.Value) *big.Rat {
		if t.Kind == expression.DateKind {
			return dayNumber(*v).Rat()
		}
		return v.Number().Rat()
	}
	var bounds []bound
	if first := a.parts[low]; first.low != nil {
		point := first.low == first.high
		least := at(first.low)
		if whole && !point { // nothing lies between two that follow one another
			below := floor(least)
			least, point = new(big.Rat).SetInt(below.Add(below, big.NewInt(1))), true
		}
		bounds = append(bounds, bound{factors, new(big.Rat).Neg(least), !point})
	}
	if last := a.parts[high]; last.high != nil {
		point := last.low == last.high
		most := at(last.high)
		if whole && !point {
			above := floor(new(big.Rat).Neg(most)) // with its sign turned
			most, point = new(big.Rat).SetInt(above.Neg(above.Add(above, big.NewInt(1)))), true
		}
		negative := make(map[int]*big.Rat, len(factors))
		for slot, f := range factors {
			negative[slot] = new(big.Rat).Neg(f)
		}
		bounds = append(bounds, bound{negative, most, !point})
	}
	return bounds
}

// without takes a fact out of the bounds: each from below together with each from
// above says what is left.
func without(slot int, bounds []bound) []bound {
	var signed [3][]bound // by the sign of the fact's factor, from -1
	for _, c := range bounds {
		sign := 0
		if f := c.factors[slot]; f != nil {
			sign = f.Sign()
		}
		signed[1+sign] = append(signed[1+sign], c)
	}
	above, rest, below := signed[0], signed[1], signed[2]
	for _, low := range below {
		for _, high := range above {
			if len(rest) > mostBounds { // which are too many
				return rest
			}
			rest = append(rest, low.and(high, slot))
		}
	}
	return rest
}

// and adds two bounds so that a fact falls out.
func (c bound) and(d bound, slot int) bound {
	byC, byD := new(big.Rat).Neg(d.factors[slot]), c.factors[slot]
	both := bound{make(map[int]*big.Rat), new(big.Rat).Mul(c.constant, byC), c.strict || d.strict}
	both.constant.Add(both.constant, new(big.Rat).Mul(d.constant, byD))
	for _, part := range []struct {
		of bound
		by *big.Rat
	}{{c, byC}, {d, byD}} {
		for at, f := range part.of.factors {
			if at == slot {
				continue
			}
			if both.factors[at] == nil {
				both.factors[at] = new(big.Rat)
			}
			both.factors[at].Add(both.factors[at], new(big.Rat).Mul(f, part.by))
		}
	}
	return both
}
