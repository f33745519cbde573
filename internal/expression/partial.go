package expression

import "slices"

// EvalPartial computes the expression when some of its facts are not known, or some
// fields of the entries of a list. It is known all the same when what is known decides
// it: one false of an and, one true of an or, one entry of an any. Where it is not, open
// is what leaves it open, each once, in the order of the text. The error is that of read,
// or that of Eval.
func (p *Program) EvalPartial(read func(slot int) (v Value, known bool, err error)) (v Value, known bool, open []Open, err error) {
	from := partial{source: &source{}, read: read}
	v, known, err = p.root.partial(&from, &open)
	if known || err != nil {
		open = nil
	}
	return v, known, open, err
}

// partial is where the facts of an evaluation come from when some are not known.
type partial struct {
	source *source
	read   func(slot int) (Value, bool, error) // nil: from the source, which has them all
	at     Open                                // the entry of the list that is asked
}

// unknown adds what leaves an expression open, once.
func unknown(open *[]Open, o Open) {
	if !slices.ContainsFunc(*open, func(other Open) bool { return other.Name == o.Name }) {
		*open = append(*open, o)
	}
}

// partial computes a node; what leaves it open is added to open.
func (n *Node) partial(p *partial, open *[]Open) (Value, bool, error) {
	switch n.Op {
	case OpConst:
		return n.Value, true, nil
	case OpFact:
		if p.read == nil {
			v, err := n.eval(p.source)
			return v, true, err
		}
		v, known, err := p.read(n.Slot)
		if err == nil && !known {
			unknown(open, Open{Slot: n.Slot, Name: n.Name, Kind: n.Type.Kind})
		}
		return v, known, err
	case OpEntry:
		v := p.source.entry[n.Index]
		if !v.isSet() && len(*open) < MostEntries {
			unknown(open, p.at.field(n))
		}
		return v, v.isSet(), nil
	case OpEach:
		return n.partialEach(p, open)
	case OpAnd, OpOr:
		settles, before := n.Op == OpOr, len(*open)
		left, knownLeft, err := n.Args[0].partial(p, open)
		if err != nil || knownLeft && left.IsTrue() == settles {
			return left, knownLeft, err
		}
		right, knownRight, err := n.Args[1].partial(p, open)
		if err == nil && knownRight && right.IsTrue() == settles {
			*open = (*open)[:before]
			return right, true, nil
		}
		return right, knownLeft && knownRight, err
	case OpIf:
		test, known, err := n.Args[0].partial(p, open)
		switch {
		case err != nil || !known:
			return test, false, err
		case test.IsTrue():
			return n.Args[1].partial(p, open)
		}
		return n.Args[2].partial(p, open)
	}
	args, known := make([]Value, len(n.Args)), true
	for i, a := range n.Args {
		v, is, err := a.partial(p, open)
		if err != nil {
			return Value{}, false, err
		}
		args[i], known = v, known && is
	}
	if !known {
		return Value{}, false, nil
	}
	v, err := n.of(args)
	return v, err == nil, err
}

// of computes a node from its arguments.
func (n *Node) of(args []Value) (Value, error) {
	switch {
	case n.Op == OpIn:
		return Bool(slices.ContainsFunc(args[1:], args[0].Equal)), nil
	case n.Op == OpCall:
		return n.call.apply(args)
	case len(args) == 1:
		return n.single(args[0]), nil
	}
	return n.pair(args[0], args[1]), nil
}
