package rule

import (
	"strconv"
	"strings"
)

var operators = map[op]string{opAnd: " and ", opOr: " or ", opAdd: " + ", opSub: " - ", opMul: " * ", opHas: " contains ", opInText: " contains "}

// String writes an expression back as text, fully bracketed.
func (e *expression) String() string {
	switch e.op {
	case opConst:
		return e.value.literal()
	case opFact:
		return e.name
	case opNot:
		return "not (" + e.args[0].String() + ")"
	case opNeg:
		return "-(" + e.args[0].String() + ")"
	case opIf:
		return "(" + e.args[0].String() + " ? " + e.args[1].String() + " : " + e.args[2].String() + ")"
	case opIn:
		return "(" + e.args[0].String() + " in [" + list(e.args[1:]) + "])"
	case opCall:
		return e.call.name + "(" + list(e.args) + ")"
	case opCompare:
		return "(" + e.args[0].String() + " " + e.rel.text + " " + e.args[1].String() + ")"
	}
	return "(" + e.args[0].String() + operators[e.op] + e.args[1].String() + ")"
}

func list(args []*expression) string {
	words := make([]string, len(args))
	for i, a := range args {
		words[i] = a.String()
	}
	return strings.Join(words, ", ")
}

func (v value) literal() string {
	switch v.kind {
	case textKind:
		return strconv.Quote(v.text)
	case dateKind:
		return "date(" + strconv.Quote(v.date.String()) + ")"
	}
	return v.String()
}
