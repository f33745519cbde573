package expression

import (
	"strconv"
	"strings"
)

var operators = [...]string{OpAnd: " and ", OpOr: " or ", OpAdd: " + ", OpSub: " - ", OpMul: " * ",
	OpHas: " contains ", OpInText: " contains "}

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
		return n.call.name + "(" + list(n.Args) + ")"
	case OpCompare:
		return "(" + n.Args[0].String() + " " + n.Rel.Text + " " + n.Args[1].String() + ")"
	}
	return "(" + n.Args[0].String() + operators[n.Op] + n.Args[1].String() + ")"
}

func list(args []*Node) string {
	words := make([]string, len(args))
	for i, a := range args {
		words[i] = a.String()
	}
	return strings.Join(words, ", ")
}

func (v Value) literal() string {
	switch v.kind {
	case TextKind:
		return strconv.Quote(v.text)
	case DateKind:
		return "date(" + strconv.Quote(v.date.String()) + ")"
	}
	return v.String()
}
