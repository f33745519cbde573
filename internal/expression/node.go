package expression

import (
	"slices"
	"strings"
)

// An Op is what a node does.
type Op uint8

// The operations.
const (
	OpConst Op = iota
	OpFact
	OpNot
	OpAnd
	OpOr
	OpIf      // Args: condition, then, else
	OpCompare // Rel
	OpIn      // Args: a value, then the candidates, of one kind
	OpHas     // Args: list fact, text: the list contains the text
	OpInText  // Args: text, text: the first contains the second
	OpStarts  // Args: text, text: the first begins with the second
	OpEnds    // Args: text, text: the first ends with the second
	OpAdd
	OpSub
	OpMul
	OpNeg
	OpCall
	OpEach  // Name: any, all, count or sum; Args: a list, then what is asked of each entry
	OpEntry // the field of the entry that is asked, by Index; Name: .cost, or # for a plain value
)

// A Relation is a comparison by the sign of Compare: which of -1, 0, 1 hold.
type Relation struct {
	Text                 string
	Less, Equal, Greater bool
}

// The relations that the analysis and the fast path make themselves.
var (
	Same    = Relation{"==", false, true, false}
	AtLeast = Relation{">=", false, true, true}
)

var relations = []Relation{
	Same, {"!=", true, false, true},
	{"<", true, false, false}, {"<=", true, true, false},
	{">", false, false, true}, AtLeast,
}

// Holds answers a comparison by its sign.
func (r Relation) Holds(order int) bool {
	return order < 0 && r.Less || order == 0 && r.Equal || order > 0 && r.Greater
}

// Ordered reports whether the relation asks for an order, not only equality.
func (r Relation) Ordered() bool { return r.Less != r.Greater }

// A Node is a part of an expression's typed tree: what is left of its text once
// every name, type and number has been checked.
type Node struct {
	Op    Op
	Type  Type
	Args  []*Node
	Value Value    // OpConst
	Slot  int      // OpFact: in the scope
	Index int      // OpFact: among the values it is computed over
	Name  string   // OpFact, OpEach, OpEntry
	Rel   Relation // OpCompare
	call  *function
}

// Constant is a node with a value that is known.
func Constant(t Type, v Value) *Node { return &Node{Op: OpConst, Type: t, Value: v} }

// Func is the name of the function that a call calls.
func (n *Node) Func() string { return n.call.name }

// Walk visits a node and all below it, in the order of the text.
func (n *Node) Walk(visit func(*Node)) {
	visit(n)
	for _, a := range n.Args {
		a.Walk(visit)
	}
}

// Eval computes a node over the values of its facts, by their Index.
func (n *Node) Eval(values []Value) (Value, error) { return n.eval(&source{values: values}) }

// source is where the facts of an evaluation come from.
type source struct {
	values []Value
	read   func(slot int) (Value, error) // nil: from the values
	entry  []Value                       // that of a list which is asked
}

func (n *Node) eval(from *source) (Value, error) {
	switch n.Op {
	case OpConst:
		return n.Value, nil
	case OpFact:
		if from.read != nil {
			return from.read(n.Slot)
		}
		return from.values[n.Index], nil
	case OpAnd, OpOr:
		left, err := n.Args[0].eval(from)
		if err != nil || left.IsTrue() == (n.Op == OpOr) {
			return left, err
		}
		return n.Args[1].eval(from)
	case OpIf:
		test, err := n.Args[0].eval(from)
		if err != nil {
			return test, err
		}
		if test.IsTrue() {
			return n.Args[1].eval(from)
		}
		return n.Args[2].eval(from)
	case OpIn:
		return n.among(from)
	case OpCall:
		return n.function(from)
	case OpEach:
		return n.each(from)
	case OpEntry:
		return from.entry[n.Index], nil
	}
	left, err := n.Args[0].eval(from)
	if err != nil || len(n.Args) == 1 {
		return n.single(left), err
	}
	right, err := n.Args[1].eval(from)
	if err != nil {
		return right, err
	}
	return n.pair(left, right), nil
}

// among answers x in [a, b, c].
func (n *Node) among(from *source) (Value, error) {
	item, err := n.Args[0].eval(from)
	if err != nil {
		return item, err
	}
	for _, a := range n.Args[1:] {
		candidate, err := a.eval(from)
		if err != nil || item.Equal(candidate) {
			return Bool(err == nil), err
		}
	}
	return Bool(false), nil
}

func (n *Node) function(from *source) (Value, error) {
	args := make([]Value, len(n.Args))
	for i, a := range n.Args {
		v, err := a.eval(from)
		if err != nil {
			return v, err
		}
		args[i] = v
	}
	return n.call.apply(args)
}

func (n *Node) single(v Value) Value {
	if n.Op == OpNot {
		return Bool(!v.IsTrue())
	}
	return Num(v.Number().Neg())
}

func (n *Node) pair(left, right Value) Value {
	switch n.Op {
	case OpHas:
		return Bool(slices.Contains(left.List(), right.Text()))
	case OpInText:
		return Bool(strings.Contains(left.Text(), right.Text()))
	case OpStarts:
		return Bool(strings.HasPrefix(left.Text(), right.Text()))
	case OpEnds:
		return Bool(strings.HasSuffix(left.Text(), right.Text()))
	case OpAdd:
		return Num(left.Number().Add(right.Number()))
	case OpSub:
		return Num(left.Number().Sub(right.Number()))
	case OpMul:
		return Num(left.Number().Mul(right.Number()))
	}
	if !n.Rel.Ordered() {
		return Bool(left.Equal(right) == n.Rel.Equal)
	}
	return Bool(n.Rel.Holds(left.Compare(right)))
}
