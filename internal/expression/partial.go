package expression

import "slices"

// EvalPartial computes the expression when some of its facts are not known. It
// is known all the same when what is known decides it: one false of an and, one
// true of an or. Where it is not, open are the slots of the facts that leave it
// open, each once, in the order of the text. The error is that of read, or that
// of Eval.
func (p *Program) EvalPartial(read func(slot int) (v Value, known bool, err error)) (v Value, known bool, open []int, err error) {
	v, known, err = p.root.partial(read, &open)
	if known || err != nil {
		open = nil
	}
	return v, known, open, err
}

// partial computes a node; what leaves it open is added to open.
func (n *Node) partial(read func(slot int) (Value, bool, error), open *[]int) (Value, bool, error) {
	switch n.Op {
	case OpConst:
		return n.Value, true, nil
	case OpFact:
		v, known, err := read(n.Slot)
		if err == nil && !known && !slices.Contains(*open, n.Slot) {
			*open = append(*open, n.Slot)
		}
		return v, known, err
	case OpAnd, OpOr:
		settles, before := n.Op == OpOr, len(*open)
		left, knownLeft, err := n.Args[0].partial(read, open)
		if err != nil || knownLeft && left.IsTrue() == settles {
			return left, knownLeft, err
		}
		right, knownRight, err := n.Args[1].partial(read, open)
		if err == nil && knownRight && right.IsTrue() == settles {
			*open = (*open)[:before]
			return right, true, nil
		}
		return right, knownLeft && knownRight, err
	case OpIf:
		test, known, err := n.Args[0].partial(read, open)
		switch {
		case err != nil || !known:
			return test, false, err
		case test.IsTrue():
			return n.Args[1].partial(read, open)
		}
		return n.Args[2].partial(read, open)
	}
	known := true
	for _, a := range n.Args {
		_, is, err := a.partial(read, open)
		if err != nil {
			return Value{}, false, err
		}
		known = known && is
	}
	if !known {
		return Value{}, false, nil
	}
	v, err := n.eval(&source{read: func(slot int) (Value, error) {
		v, _, err := read(slot)
		return v, err
	}})
	return v, err == nil, err
}
