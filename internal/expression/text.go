package expression

import (
	"strconv"
	"strings"
)

var operators = [...]string{OpAnd: " and ", OpOr: " or ", OpAdd: " + ", OpSub: " - ", OpMul: " * ",
	OpHas: " contains ", OpInText: " contains ", OpStarts: " startsWith ", OpEnds: " endsWith "}

// String writes an expression back as text, fully bracketed.
func (n *Node) String() string {
	var b strings.Builder
	n.write(&b)
	return b.String()
}

func (n *Node) write(b *strings.Builder) {
	all := func(args []*Node, between ...string) {
		for i, a := range args {
			if i > 0 {
				b.WriteString(between[min(i, len(between))-1])
			}
			a.write(b)
		}
	}
	switch n.Op {
	case OpConst:
		b.WriteString(n.Value.literal())
		return
	case OpFact, OpEntry:
		b.WriteString(n.Name)
		return
	case OpNot:
		b.WriteString("not (")
		all(n.Args)
	case OpNeg:
		b.WriteString("-(")
		all(n.Args)
	case OpIf:
		b.WriteString("(")
		all(n.Args, " ? ", " : ")
	case OpIn:
		b.WriteString("(")
		n.Args[0].write(b)
		b.WriteString(" in [")
		all(n.Args[1:], ", ")
		b.WriteString("]")
	case OpCall:
		b.WriteString(n.call.name + "(")
		if n.call.between {
			all(n.Args, " - ", ", ")
		} else {
			all(n.Args, ", ")
		}
	case OpEach:
		b.WriteString(n.Name + "(")
		all(n.Args, ", ")
	case OpCompare:
		b.WriteString("(")
		all(n.Args, " "+n.Rel.Text+" ")
	default:
		b.WriteString("(")
		all(n.Args, operators[n.Op])
	}
	b.WriteString(")")
}

func (v Value) literal() string {
	switch v.kind {
	case TextKind:
		return strconv.Quote(v.Text())
	case DateKind:
		return "date(" + strconv.Quote(v.Date().String()) + ")"
	case ListKind:
		quoted := make([]string, len(v.List()))
		for i, text := range v.List() {
			quoted[i] = strconv.Quote(text)
		}
		return "[" + strings.Join(quoted, ", ") + "]"
	}
	return v.String()
}
