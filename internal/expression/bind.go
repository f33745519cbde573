package expression

// Bind gives an expression facts that are fixed, by their slots, and computes
// what is then constant. The Index of the facts that are left is their Slot.
func (n *Node) Bind(fixed map[int]Value) *Node {
	if n.Op == OpConst {
		return n // of which a list may have thousands
	}
	bound := *n
	if n.Op == OpFact {
		if v, held := fixed[n.Slot]; held {
			return Constant(n.Type, v)
		}
		bound.Index = n.Slot
	}
	if len(n.Args) == 0 {
		return &bound
	}
	bound.Args = make([]*Node, len(n.Args))
	known := true
	for i, a := range n.Args {
		bound.Args[i] = a.Bind(fixed)
		known = known && bound.Args[i].Op == OpConst
	}
	if n.Op == OpEach && bound.Args[0].Op == OpConst {
		known = true
		bound.Args[1].Walk(func(n *Node) { known = known && n.Op != OpFact })
	}
	if known {
		if v, err := bound.Eval(nil); err == nil {
			return Constant(n.Type, v)
		}
	}
	return &bound
}
