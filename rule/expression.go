package rule

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// op is what an expression does.
type op uint8

const (
	opConst op = iota
	opFact
	opNot
	opAnd
	opOr
	opIf      // args: condition, then, else
	opCompare // rel
	opIn      // args: a value, then the candidates, of one kind
	opHas     // args: list fact, text: the list contains the text
	opInText  // args: text, text: the first contains the second
	opAdd
	opSub
	opMul
	opNeg
	opCall // call
)

// relation is a comparison by the sign of compare: which of -1, 0, 1 hold.
type relation struct {
	text                 string
	less, equal, greater bool
}

var relations = []relation{
	{"==", false, true, false}, {"!=", true, false, true},
	{"<", true, false, false}, {"<=", true, true, false},
	{">", false, false, true}, {">=", false, true, true},
}

func (r relation) holds(order int) bool {
	return order < 0 && r.less || order == 0 && r.equal || order > 0 && r.greater
}

// ordered reports whether the relation asks for an order, not only equality.
func (r relation) ordered() bool { return r.less != r.greater }

// expression is a condition's typed tree: what is left of its text once every
// name, type and number has been checked.
type expression struct {
	op    op
	typ   typ
	args  []*expression
	value value    // opConst
	slot  int      // opFact: in the schema
	index int      // opFact: among the values it is computed over
	name  string   // opFact
	rel   relation // opCompare
	call  *function
}

// eval computes an expression over the values of its facts.
func (e *expression) eval(facts []value) (value, error) {
	switch e.op {
	case opConst:
		return e.value, nil
	case opFact:
		return facts[e.index], nil
	case opAnd, opOr:
		left, err := e.args[0].eval(facts)
		if err != nil || left.yes == (e.op == opOr) {
			return left, err
		}
		return e.args[1].eval(facts)
	case opIf:
		test, err := e.args[0].eval(facts)
		if err != nil {
			return test, err
		}
		if test.yes {
			return e.args[1].eval(facts)
		}
		return e.args[2].eval(facts)
	case opIn:
		return e.among(facts)
	case opCall:
		return e.function(facts)
	}
	left, err := e.args[0].eval(facts)
	if err != nil || len(e.args) == 1 {
		return e.single(left), err
	}
	right, err := e.args[1].eval(facts)
	if err != nil {
		return right, err
	}
	return e.pair(left, right), nil
}

// among answers x in [a, b, c].
func (e *expression) among(facts []value) (value, error) {
	item, err := e.args[0].eval(facts)
	if err != nil {
		return item, err
	}
	for _, a := range e.args[1:] {
		candidate, err := a.eval(facts)
		if err != nil || item.equal(candidate) {
			return boolValue(err == nil), err
		}
	}
	return boolValue(false), nil
}

func (e *expression) function(facts []value) (value, error) {
	args := make([]value, len(e.args))
	for i, a := range e.args {
		v, err := a.eval(facts)
		if err != nil {
			return v, err
		}
		args[i] = v
	}
	return e.call.apply(args)
}

func (e *expression) single(v value) value {
	if e.op == opNot {
		return boolValue(!v.yes)
	}
	return numberValue(v.number.Neg())
}

func (e *expression) pair(left, right value) value {
	switch e.op {
	case opHas:
		return boolValue(slices.Contains(left.list, right.text))
	case opInText:
		return boolValue(strings.Contains(left.text, right.text))
	case opAdd:
		return numberValue(left.number.Add(right.number))
	case opSub:
		return numberValue(left.number.Sub(right.number))
	case opMul:
		return numberValue(left.number.Mul(right.number))
	}
	if !e.rel.ordered() {
		return boolValue(left.equal(right) == e.rel.equal)
	}
	return boolValue(e.rel.holds(left.compare(right)))
}

// function is a pure, bounded function a condition may call.
type function struct {
	name  string
	usage string
	args  []kind // of each argument; a text argument must be a constant
	many  bool   // the last argument may be repeated
	out   kind
	apply func(args []value) (value, error)
}

var functions = []*function{
	{name: "abs", usage: "abs(x)", args: []kind{numberKind}, out: numberKind,
		apply: func(a []value) (value, error) { return numberValue(a[0].number.Abs()), nil }},
	{name: "min", usage: "min(x, y, …)", args: []kind{numberKind, numberKind}, many: true, out: numberKind,
		apply: func(a []value) (value, error) { return slices.MinFunc(a, value.compare), nil }},
	{name: "max", usage: "max(x, y, …)", args: []kind{numberKind, numberKind}, many: true, out: numberKind,
		apply: func(a []value) (value, error) { return slices.MaxFunc(a, value.compare), nil }},
	{name: "len", usage: "len(list)", args: []kind{listKind}, out: numberKind,
		apply: func(a []value) (value, error) { return numberValue(decimal.NewFromInt(int64(len(a[0].list)))), nil }},
	{name: "round", usage: `round(x, places, "half_up")`, args: []kind{numberKind, numberKind, textKind}, out: numberKind,
		apply: func(a []value) (value, error) {
			return numberValue(Round(a[0].number, places(a[1]), Rounding(a[2].text))), nil
		}},
	{name: "div", usage: `div(x, y, places, "half_up")`, args: []kind{numberKind, numberKind, numberKind, textKind}, out: numberKind,
		apply: func(a []value) (value, error) {
			q, err := Divide(a[0].number, a[1].number, places(a[2]), Rounding(a[3].text))
			return numberValue(q), err
		}},
}

func places(v value) int32 { return int32(v.number.IntPart()) } // checked at compile: a constant from 0 to MaxDigits
