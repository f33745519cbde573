package rule

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/shopspring/decimal"
)

// checker turns expr's syntax tree into a typed expression over the facts of a
// schema. It stops at the first mistake.
type checker struct {
	source  string
	numbers map[int]decimal.Decimal
	facts   []fact
}

// place is where a node stands. expr places a conditional where it ends.
func place(n ast.Node) int {
	if n, ok := n.(*ast.ConditionalNode); ok {
		return place(n.Cond)
	}
	return n.Location().From
}

func (c *checker) wrong(at ast.Node, format string, args ...any) error {
	return &ExprError{Source: c.source, Offset: place(at), Message: fmt.Sprintf(format, args...)}
}

func (c *checker) unknown(at ast.Node, what, name string, known []string) error {
	return &ExprError{Source: c.source, Offset: place(at),
		Message:    fmt.Sprintf("unknown %s %q, expected one of %s", what, name, strings.Join(known, ", ")),
		Suggestion: Suggest(name, known)}
}

func (c *checker) check(n ast.Node) (*expression, error) {
	switch n := n.(type) {
	case *ast.IntegerNode, *ast.FloatNode:
		return constant(typ{kind: numberKind}, numberValue(c.numbers[n.Location().From])), nil
	case *ast.StringNode:
		return constant(typ{kind: textKind}, value{kind: textKind, text: n.Value}), nil
	case *ast.BoolNode:
		return constant(typ{kind: boolKind}, boolValue(n.Value)), nil
	case *ast.IdentifierNode:
		return c.fact(n, n.Value)
	case *ast.MemberNode:
		return c.member(n)
	case *ast.UnaryNode:
		return c.unary(n)
	case *ast.BinaryNode:
		return c.binary(n)
	case *ast.ConditionalNode:
		return c.conditional(n)
	case *ast.BuiltinNode:
		return c.callTo(n, n.Name, n.Arguments)
	case *ast.CallNode:
		if f, ok := n.Callee.(*ast.IdentifierNode); ok {
			return c.callTo(n, f.Value, n.Arguments)
		}
	}
	return nil, c.wrong(n, "%s is not part of a condition", form(n))
}

func form(n ast.Node) string {
	name := strings.TrimSuffix(strings.TrimPrefix(fmt.Sprintf("%T", n), "*ast."), "Node")
	if name == "Nil" {
		return "nil: a missing fact is an error, never nothing;"
	}
	return "this (" + strings.ToLower(name) + ")"
}

func constant(t typ, v value) *expression { return &expression{op: opConst, typ: t, value: v} }

func (c *checker) fact(n ast.Node, name string) (*expression, error) {
	names := make([]string, len(c.facts))
	for i, f := range c.facts {
		if f.name == name {
			return &expression{op: opFact, typ: f.typ, slot: i, name: name}, nil
		}
		names[i] = f.name
	}
	return nil, c.unknown(n, "fact", name, names)
}

// member reads a.b.c as the fact of that name.
func (c *checker) member(n *ast.MemberNode) (*expression, error) {
	var parts []string
	var at ast.Node = n
	for {
		m, ok := at.(*ast.MemberNode)
		if !ok {
			break
		}
		property, ok := m.Property.(*ast.StringNode)
		if !ok || m.Optional {
			return nil, c.wrong(n, "only a fact's name may follow a dot")
		}
		parts = append([]string{property.Value}, parts...)
		at = m.Node
	}
	root, ok := at.(*ast.IdentifierNode)
	if !ok {
		return nil, c.wrong(n, "only a fact has parts")
	}
	return c.fact(root, strings.Join(append([]string{root.Value}, parts...), "."))
}

func (c *checker) unary(n *ast.UnaryNode) (*expression, error) {
	arg, err := c.check(n.Node)
	if err != nil {
		return nil, err
	}
	want, do := boolKind, opNot
	if n.Operator == "-" || n.Operator == "+" {
		want, do = numberKind, opNeg
	}
	if err := c.want(n.Node, arg, want); err != nil {
		return nil, err
	}
	if n.Operator == "+" {
		return arg, nil
	}
	if do == opNeg && arg.op == opConst {
		return constant(arg.typ, numberValue(arg.value.number.Neg())), nil
	}
	return &expression{op: do, typ: typ{kind: want}, args: []*expression{arg}}, nil
}

func (c *checker) want(n ast.Node, e *expression, k kind) error {
	if e.typ.kind != k {
		return c.wrong(n, "expected %v here, found %v", k, e.typ.kind)
	}
	return nil
}

var binaries = map[string]op{"and": opAnd, "&&": opAnd, "or": opOr, "||": opOr, "+": opAdd, "-": opSub, "*": opMul}

func (c *checker) binary(n *ast.BinaryNode) (*expression, error) {
	switch n.Operator {
	case "in":
		return c.in(n)
	case "/":
		return nil, c.wrong(n, `a division must name its decimals and its rounding: div(x, y, places, "half_up")`)
	}
	relation := slices.IndexFunc(relations, func(r relation) bool { return r.text == n.Operator })
	do, known := binaries[n.Operator]
	if !known && relation < 0 && n.Operator != "contains" {
		return nil, c.wrong(n, "operator %s is not part of a condition", n.Operator)
	}
	left, err := c.check(n.Left)
	if err != nil {
		return nil, err
	}
	right, err := c.check(n.Right)
	if err != nil {
		return nil, err
	}
	e := &expression{args: []*expression{left, right}, typ: typ{kind: boolKind}}
	switch {
	case relation >= 0:
		e.op, e.rel = opCompare, relations[relation]
		return e, c.comparison(n, e)
	case n.Operator == "contains":
		return e, c.contains(n, e)
	}
	e.op = do
	if do != opAnd && do != opOr {
		e.typ.kind = numberKind
	}
	if err := c.want(n.Left, left, e.typ.kind); err != nil {
		return nil, err
	}
	return e, c.want(n.Right, right, e.typ.kind)
}

// comparison makes both sides one type and every literal a possible value.
func (c *checker) comparison(n *ast.BinaryNode, e *expression) error {
	left, right := e.args[0], e.args[1]
	switch {
	case left.typ.kind != right.typ.kind:
		return c.wrong(n, "%v cannot be compared with %v", left.typ.kind, right.typ.kind)
	case left.typ.kind == listKind:
		return c.wrong(n, "lists are not compared; ask len(list), or list contains a text")
	case e.rel.ordered() && left.typ.kind != numberKind && left.typ.kind != dateKind:
		return c.wrong(n, "%v has no order; use == or !=", left.typ.kind)
	}
	if err := c.word(n.Right, left, right); err != nil {
		return err
	}
	return c.word(n.Left, right, left)
}

// word refuses a literal that the fact beside it can never be.
func (c *checker) word(at ast.Node, other, literal *expression) error {
	if literal.op == opIf {
		return cmp.Or(c.word(at, other, literal.args[1]), c.word(at, other, literal.args[2]))
	}
	if literal.op == opConst && literal.typ.kind == textKind && !other.typ.allows(literal.value.text) {
		return c.unknown(at, "value", literal.value.text, other.typ.values)
	}
	return nil
}

func (c *checker) contains(n *ast.BinaryNode, e *expression) error {
	left, right := e.args[0], e.args[1]
	e.op = opHas
	if left.typ.kind != listKind {
		e.op = opInText
		if err := c.want(n.Left, left, textKind); err != nil {
			return err
		}
	}
	if err := c.want(n.Right, right, textKind); err != nil {
		return err
	}
	if e.op == opHas {
		return c.word(n.Right, left, right)
	}
	return nil
}

// in reads x in [a, b, c], and text in list.
func (c *checker) in(n *ast.BinaryNode) (*expression, error) {
	item, err := c.check(n.Left)
	if err != nil {
		return nil, err
	}
	e := &expression{op: opIn, typ: typ{kind: boolKind}, args: []*expression{item}}
	array, ok := n.Right.(*ast.ArrayNode)
	if !ok {
		list, err := c.check(n.Right)
		if err != nil {
			return nil, err
		}
		if err := c.want(n.Right, list, listKind); err != nil {
			return nil, err
		}
		e.op, e.args = opHas, []*expression{list, item}
		if err := c.want(n.Left, item, textKind); err != nil {
			return nil, err
		}
		return e, c.word(n.Left, list, item)
	}
	if len(array.Nodes) == 0 {
		return nil, c.wrong(array, "a list must have at least one value")
	}
	for _, node := range array.Nodes {
		candidate, err := c.check(node)
		if err != nil {
			return nil, err
		}
		if candidate.typ.kind != item.typ.kind || item.typ.kind == listKind {
			return nil, c.wrong(node, "%v cannot be compared with %v", candidate.typ.kind, item.typ.kind)
		}
		if err := c.word(node, item, candidate); err != nil {
			return nil, err
		}
		e.args = append(e.args, candidate)
	}
	return e, nil
}

func (c *checker) conditional(n *ast.ConditionalNode) (*expression, error) {
	e := &expression{op: opIf}
	for _, node := range []ast.Node{n.Cond, n.Exp1, n.Exp2} {
		arg, err := c.check(node)
		if err != nil {
			return nil, err
		}
		e.args = append(e.args, arg)
	}
	if err := c.want(n.Cond, e.args[0], boolKind); err != nil {
		return nil, err
	}
	e.typ = typ{kind: e.args[1].typ.kind}
	return e, c.want(n.Exp2, e.args[2], e.typ.kind)
}
