package rule

import "cmp"

// scaled is an expression over keys. Numbers are scaled integers: each node
// has its scale, known when it is built. What does not fit is not computed,
// and the plain evaluator answers.
type scaled struct {
	do    op
	args  []*scaled
	rel   relation // opCompare
	key   int64    // opConst
	fact  int      // opFact: its place among those of the fast path
	scale int32    // of a number
}

// eval computes a key. ok is false when it would be too large, and when it
// takes more than the key of a number to know.
func (s *scaled) eval(keys *[mostFacts]int64) (key int64, ok bool) {
	switch s.do {
	case opConst:
		return s.key, true
	case opFact:
		return keys[s.fact], true
	case opAnd, opOr:
		left, ok := s.args[0].eval(keys)
		if !ok || left == keyOfBool(s.do == opOr) {
			return left, ok
		}
		return s.args[1].eval(keys)
	case opIf:
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
	case s.do == opNot:
		return yesKey - left, true
	case s.do == opNeg:
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
	if s.do == opCompare {
		return keyOfBool(s.rel.holds(cmp.Compare(left, right))), left != right || left&1 == 0
	}
	if (left|right)&1 != 0 {
		return 0, false
	}
	switch s.do {
	case opAdd:
		key = left + right
	case opSub:
		key = left - right
	default: // opMul
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
	raised := &scaled{do: opMul, args: []*scaled{s, {do: opConst, key: factor}}, scale: scale}
	if s.do != opConst {
		return raised
	}
	key, ok := raised.eval(nil)
	if !ok {
		return nil
	}
	return &scaled{do: opConst, key: key, scale: scale}
}
