package expression

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unsafe"

	"github.com/expr-lang/expr/ast"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/words"
)

// checker turns expr's syntax tree into typed nodes over the facts of a scope. It
// stops at the first mistake.
type checker struct {
	source  string
	numbers map[int]decimal.Decimal
	scope   *Scope
	words   map[*string]map[string]bool // of facts, by the first of each
	asked   int                         // how many values of lists the expression asks
	product int                         // how often it multiplies
	of      *Node                       // the list whose entries are asked here; nil: none
	entry   []Fact                      // its fields
}

// mostListed bounds how many values of lists an expression asks.
const mostListed = 50_000

// place is where a node stands. expr places a conditional where it ends.
func place(n ast.Node) int {
	if n, ok := n.(*ast.ConditionalNode); ok {
		return place(n.Cond)
	}
	return n.Location().From
}

func (c *checker) wrong(at ast.Node, format string, args ...any) error {
	return &Error{Source: c.source, Offset: place(at), Message: fmt.Sprintf(format, args...)}
}

func (c *checker) unknown(at ast.Node, what, name string, known []string) error {
	return &Error{Source: c.source, Offset: place(at),
		Message:    fmt.Sprintf("unknown %s %q, expected %s", what, words.Cut(name), words.OneOf(known)),
		Suggestion: words.Suggest(name, known)}
}

func (c *checker) check(n ast.Node) (*Node, error) {
	switch n := n.(type) {
	case *ast.IntegerNode, *ast.FloatNode:
		return Constant(Type{Kind: NumberKind}, Num(c.numbers[n.Location().From])), nil
	case *ast.StringNode:
		return Constant(Type{Kind: TextKind}, Str(n.Value)), nil
	case *ast.BoolNode:
		return Constant(Type{Kind: BoolKind}, Bool(n.Value)), nil
	case *ast.IdentifierNode:
		return c.name(n)
	case *ast.PointerNode:
		return c.plain(n)
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

func (c *checker) fact(n ast.Node, name string) (*Node, error) {
	slot := c.scope.Slot(name)
	switch {
	case slot >= 0:
	case c.scope.Quiet:
		return nil, c.wrong(n, "unknown fact")
	case slices.ContainsFunc(c.scope.Facts, func(f Fact) bool { return slices.Contains(f.Type.Words, name) }):
		return nil, c.wrong(n, "words need quotes: %q", name)
	case slices.ContainsFunc(c.scope.Lists, func(l List) bool { return l.Name == name }):
		return nil, c.wrong(n, "%s is a list: ask whether something is in it, x in %[1]s", name)
	case strings.Contains(" yes no Yes No YES NO ", " "+name+" "):
		return nil, c.wrong(n, "a flag is true or false: write it alone, or not before it")
	case name == "today" || name == "now":
		return nil, c.wrong(n, "a condition knows no day but those that it is asked with: declare one as a fact, of the type date")
	case name == "otherwise":
		return nil, c.wrong(n, "a row for all that is left has no test: leave its if out")
	default:
		return nil, c.unknown(n, "fact", name, c.scope.Names())
	}
	return &Node{Op: OpFact, Type: c.scope.Facts[slot].Type, Slot: slot, Name: name}, nil
}

// member reads a.b.c as the fact of that name.
func (c *checker) member(n *ast.MemberNode) (*Node, error) {
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
		parts = append(parts, property.Value)
		at = m.Node
	}
	if pointer, ok := at.(*ast.PointerNode); ok {
		return c.field(n, pointer, parts)
	}
	root, ok := at.(*ast.IdentifierNode)
	if !ok {
		return nil, c.wrong(n, "only a fact has parts")
	}
	if root.Value != "$env" { // which names the facts, where an entry has a field of the same name
		parts = append(parts, root.Value)
	}
	slices.Reverse(parts)
	return c.fact(root, strings.Join(parts, "."))
}

func (c *checker) unary(n *ast.UnaryNode) (*Node, error) {
	arg, err := c.check(n.Node)
	if err != nil {
		return nil, err
	}
	want, do := BoolKind, OpNot
	if n.Operator == "-" || n.Operator == "+" {
		want, do = NumberKind, OpNeg
	}
	if do == OpNot && arg.Type.Kind != BoolKind {
		return nil, c.wrong(n.Node, "not asks for true or false, and this is %v: write not (…) around a comparison", arg.Type.Kind)
	}
	if err := c.want(n.Node, arg, want); err != nil {
		return nil, err
	}
	if n.Operator == "+" {
		return arg, nil
	}
	if do == OpNeg && arg.Op == OpConst {
		return Constant(arg.Type, Num(arg.Value.Number().Neg())), nil
	}
	return &Node{Op: do, Type: Type{Kind: want}, Args: []*Node{arg}}, nil
}

// dateForm says how a date is written, where something else stands.
const dateForm = `; a date is written date("2025-01-31")`

func (c *checker) want(n ast.Node, e *Node, k Kind) error {
	if e.Type.Kind != k && k == DateKind {
		return c.wrong(n, "expected a date here, found %v%s", e.Type.Kind, dateForm)
	}
	if e.Type.Kind != k {
		return c.wrong(n, "expected %v here, found %v", k, e.Type.Kind)
	}
	return nil
}

func binary(operator string) (do Op, ok bool) {
	switch operator {
	case "and", "&&":
		return OpAnd, true
	case "or", "||":
		return OpOr, true
	case "+":
		return OpAdd, true
	case "-":
		return OpSub, true
	case "*":
		return OpMul, true
	}
	return 0, false
}

func (c *checker) binary(n *ast.BinaryNode) (*Node, error) {
	switch n.Operator {
	case "in":
		return c.in(n)
	case "/":
		return nil, c.wrong(n, `a division must name its decimals and its rounding: div(x, y, places, "half_up")`)
	}
	relation := slices.IndexFunc(relations, func(r Relation) bool { return r.Text == n.Operator })
	do, known := binary(n.Operator)
	if !known && relation < 0 && inTexts[n.Operator] == 0 {
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
	e := &Node{Args: []*Node{left, right}, Type: Type{Kind: BoolKind}}
	switch {
	case relation >= 0:
		e.Op, e.Rel = OpCompare, relations[relation]
		return e, c.comparison(n, e)
	case inTexts[n.Operator] != 0:
		e.Op = inTexts[n.Operator]
		return e, c.contains(n, e)
	}
	const mostProducts = 1000 // each of which may double the digits
	if do == OpMul {
		c.product += c.often()
	}
	if c.product > mostProducts {
		return nil, c.wrong(n, "the condition multiplies more than %d times, where one in a question of each entry counts %d times", mostProducts, oftenEach)
	}
	e.Op = do
	if do != OpAnd && do != OpOr {
		e.Type.Kind = NumberKind
	}
	if err := c.want(n.Left, left, e.Type.Kind); err != nil {
		return nil, err
	}
	literal := right.Op == OpConst && (right.Type.Kind == TextKind || right.Type.Kind == NumberKind)
	if e.Type.Kind == BoolKind && left.Op == OpCompare && literal { // kind == "a" or "b"
		return nil, c.wrong(n.Right, "after %s stands a test of its own: name the fact again", n.Operator)
	}
	return e, c.want(n.Right, right, e.Type.Kind)
}

// comparison makes both sides one type and every literal a possible value.
func (c *checker) comparison(n *ast.BinaryNode, e *Node) error {
	left, right := e.Args[0], e.Args[1]
	switch {
	case left.Type.Kind != right.Type.Kind && (left.Type.Kind == DateKind || right.Type.Kind == DateKind):
		return c.wrong(n, "%v cannot be compared with %v%s", left.Type.Kind, right.Type.Kind, dateForm)
	case left.Type.Kind != right.Type.Kind:
		return c.wrong(n, "%v cannot be compared with %v", left.Type.Kind, right.Type.Kind)
	case left.Type.Kind == ListKind:
		return c.wrong(n, "lists are not compared; ask len(list), or list contains a text")
	case left.Type.Kind == EntriesKind:
		return c.wrong(n, "lists are not compared; ask any(list, …), all(list, …), count(list, …) or sum(list, …)")
	case e.Rel.Ordered() && left.Type.Kind != NumberKind && left.Type.Kind != DateKind:
		return c.wrong(n, "%v has no order; use == or !=", left.Type.Kind)
	}
	if err := c.word(n.Right, left, right); err != nil {
		return err
	}
	return c.word(n.Left, right, left)
}

// word refuses a literal that the fact beside it can never be.
func (c *checker) word(at ast.Node, other, literal *Node) error {
	if literal.Op == OpIf {
		return cmp.Or(c.word(at, other, literal.Args[1]), c.word(at, other, literal.Args[2]))
	}
	if literal.Op == OpConst && literal.Type.Kind == TextKind && !other.Type.allows(literal.Value.Text()) {
		return c.unknown(at, "value", literal.Value.Text(), other.Type.Words)
	}
	return nil
}

// inTexts are the operators that look into a text; contains into a list too.
var inTexts = map[string]Op{"contains": OpInText, "startsWith": OpStarts, "endsWith": OpEnds}

func (c *checker) contains(n *ast.BinaryNode, e *Node) error {
	left, right := e.Args[0], e.Args[1]
	if e.Op == OpInText && left.Type.Kind == ListKind {
		e.Op = OpHas
	} else {
		if err := c.want(n.Left, left, TextKind); err != nil {
			return err
		}
	}
	if err := c.want(n.Right, right, TextKind); err != nil {
		return err
	}
	if e.Op == OpHas {
		return c.word(n.Right, left, right)
	}
	return nil
}

// in reads x in [a, b, c], and text in list.
func (c *checker) in(n *ast.BinaryNode) (*Node, error) {
	item, err := c.check(n.Left)
	if err != nil {
		return nil, err
	}
	if name, ok := n.Right.(*ast.IdentifierNode); ok {
		if i := slices.IndexFunc(c.scope.Lists, func(l List) bool { return l.Name == name.Value }); i >= 0 {
			return c.inList(n, item, &c.scope.Lists[i])
		}
	}
	e := &Node{Op: OpIn, Type: Type{Kind: BoolKind}, Args: []*Node{item}}
	array, ok := n.Right.(*ast.ArrayNode)
	if !ok {
		list, err := c.check(n.Right)
		if err != nil {
			return nil, err
		}
		if err := c.want(n.Right, list, ListKind); err != nil {
			return nil, err
		}
		e.Op, e.Args = OpHas, []*Node{list, item}
		if err := c.want(n.Left, item, TextKind); err != nil {
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
		if candidate.Type.Kind != item.Type.Kind || item.Type.Kind == ListKind || item.Type.Kind == EntriesKind {
			form := ""
			if item.Type.Kind == DateKind {
				form = dateForm
			}
			return nil, c.wrong(node, "%v cannot be compared with %v%s", candidate.Type.Kind, item.Type.Kind, form)
		}
		if err := c.word(node, item, candidate); err != nil {
			return nil, err
		}
		e.Args = append(e.Args, candidate)
	}
	return e, nil
}

// oftenEach is how often what is asked of each entry counts, under the bounds of an
// expression.
const oftenEach = 100

// often is how often what stands here counts.
func (c *checker) often() int {
	if c.of != nil {
		return oftenEach
	}
	return 1
}

// ask counts the values of lists that are asked.
func (c *checker) ask(at ast.Node, values int) error {
	if c.asked += values * c.often(); c.asked > mostListed {
		return c.wrong(at, "the condition asks for more than %d values of lists, where one in a question of each entry counts %d times", mostListed, oftenEach)
	}
	return nil
}

// inList reads x in a list by its name, whose values are read as what x is.
func (c *checker) inList(n *ast.BinaryNode, item *Node, list *List) (*Node, error) {
	kind := item.Type.Kind
	if kind != TextKind && kind != NumberKind && kind != DateKind {
		return nil, c.wrong(n.Left, "expected a text, a number or a date here, found %v", kind)
	}
	if err := c.ask(n.Right, len(list.Values)); err != nil {
		return nil, err
	}
	of := &list.read[kind]
	if of.values == nil {
		return nil, c.wrong(n.Right, "%v is compared with the values of %s, and %q is none", kind, list.Name, words.Cut(of.wrong))
	}
	if item.Type.Words != nil {
		allowed := c.allowed(item.Type.Words)
		for _, w := range list.Values {
			if !allowed[w] {
				return nil, c.unknown(n.Right, "value", w, item.Type.Words)
			}
		}
	}
	return &Node{Op: OpIn, Type: Type{Kind: BoolKind}, Args: append([]*Node{item}, of.values...)}, nil
}

// allowed are the words of a fact, in which those of a list are looked up: there may be
// thousands of either.
func (c *checker) allowed(of []string) map[string]bool {
	first := unsafe.SliceData(of)
	if c.words[first] == nil {
		set := make(map[string]bool, len(of))
		for _, w := range of {
			set[w] = true
		}
		if c.words == nil {
			c.words = make(map[*string]map[string]bool)
		}
		c.words[first] = set
	}
	return c.words[first]
}

func (c *checker) conditional(n *ast.ConditionalNode) (*Node, error) {
	e := &Node{Op: OpIf}
	for _, node := range []ast.Node{n.Cond, n.Exp1, n.Exp2} {
		arg, err := c.check(node)
		if err != nil {
			return nil, err
		}
		e.Args = append(e.Args, arg)
	}
	if err := c.want(n.Cond, e.Args[0], BoolKind); err != nil {
		return nil, err
	}
	e.Type = Type{Kind: e.Args[1].Type.Kind}
	return e, c.want(n.Exp2, e.Args[2], e.Type.Kind)
}
