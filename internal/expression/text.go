package expression

import (
	"strconv"
	"strings"
)

var operators = [...]string{OpAnd: " and ", OpOr: " or ", OpAdd: " + ", OpSub: " - ", OpMul: " * ",
	OpHas: " contains ", OpInText: " contains ", OpStarts: " startsWith ", OpEnds: " endsWith "}

// String writes an expression back as text, fully bracketed.
func (n *Node) String() string {
	switch n.Op {
	case OpConst:
		return n.Value.literal()
	case OpFact:
		return n.Name
	case OpNot:
		return "not (" + n.Args[0].String() + ")"
	case OpNeg:
		return "-(" + n.Args[0].String() + ")"
	case OpIf:
		return "(" + n.Args[0].String() + " ? " + n.Args[1].String() + " : " + n.Args[2].String() + ")"
	case OpIn:
		return "(" + n.Args[0].String() + " in [" + list(n.Args[1:]) + "])"
	case OpCall:
		if n.call.between {
			difference := n.Args[0].String() + " - " + n.Args[1].String()
			return n.call.name + "(" + strings.Join(append([]string{difference}, texts(n.Args[2:])...), ", ") + ")"
		}
		return n.call.name + "(" + list(n.Args) + ")"
	case OpCompare:
		return "(" + n.Args[0].String() + " " + n.Rel.Text + " " + n.Args[1].String() + ")"
	}
	return "(" + n.Args[0].String() + operators[n.Op] + n.Args[1].String() + ")"
}

func list(args []*Node) string { return strings.Join(texts(args), ", ") }

func texts(args []*Node) []string {
	all := make([]string, len(args))
	for i, a := range args {
		all[i] = a.String()
	}
	return all
}

func (v Value) literal() string {
	switch v.kind {
	case TextKind:
		return strconv.Quote(v.Text())
	case DateKind:
		return "date(" + strconv.Quote(v.Date().String()) + ")"
	}
	return v.String()
}
