package batch

import (
	"cmp"

	"github.com/workcomp-go/workcomp/internal/expression"
)

// scaled is an expression over keys. Numbers are scaled integers: each node
// has its scale, known when it is built. What does not fit is not computed,
// and the plain evaluator answers.
type scaled struct {
	do    expression.Op
	args  []*scaled
	rel   expression.Relation // expression.OpCompare
	key   int64               // expression.OpConst
	fact  int                 // expression.OpFact: its place among those of the fast path
	scale int32               // of a number
	size  int                 // how many nodes it has, each counted as often as it is reached
}

// eval computes a key. ok is false when it would be too large, and when it
// takes more than the key of a number to know.
func (s *scaled) eval(keys *[mostFacts]int64) (key int64, ok bool) {
	switch s.do {
	case expression.OpConst:
		return s.key, true
	case expression.OpFact:
		return keys[s.fact], true
	case expression.OpAnd, expression.OpOr:
		left, ok := s.args[0].eval(keys)
		if !ok || left == keyOfBool(s.do == expression.OpOr) {
			return left, ok
		}
		return s.args[1].eval(keys)
	case expression.OpIf:
		test, ok := s.args[0].eval(keys)
		switch {
		case !ok:
			return 0, false
		case test == yesKey:
			return s.args[1].eval(keys)
		}
		return s.args[2].eval(keys)
	}
	left, ok := s.args[0].eval(keys)
	switch {
	case !ok:
		return 0, false
	case s.do == expression.OpNot:
		return yesKey - left, true
	case s.do == expression.OpNeg:
		return -left, true // also of an odd key: what is left over changes sides
	}
	right, ok := s.args[1].eval(keys)
	if !ok {
		return 0, false
	}
	return s.pair(left, right)
}

// pair compares two keys, or computes with two that are exact.
func (s *scaled) pair(left, right int64) (key int64, ok bool) {
	if s.do == expression.OpCompare {
		return keyOfBool(s.rel.Holds(cmp.Compare(left, right))), left != right || left&1 == 0
	}
	if (left|right)&1 != 0 {
		return 0, false
	}
	switch s.do {
	case expression.OpAdd:
		key = left + right
	case expression.OpSub:
		key = left - right
	default: // expression.OpMul
		return keyTimes(left/2, right)
	}
	return key, magnitude(key) <= mostKey
}

// at brings a number to more decimals; nil when a constant gets too large.
func (s *scaled) at(scale int32) *scaled {
	if s == nil || s.scale == scale {
		return s
	}
	if scale-s.scale > digitsOfKey {
		return nil
	}
	factor := 2 * tens[scale-s.scale]
	raised := &scaled{do: expression.OpMul, args: []*scaled{s, {do: expression.OpConst, key: factor}}, scale: scale}
	if s.do != expression.OpConst {
		return raised.counted()
	}
	key, ok := raised.eval(nil)
	if !ok {
		return nil
	}
	return &scaled{do: expression.OpConst, key: key, scale: scale}
}
