package expression

import (
	"slices"

	"github.com/expr-lang/expr/ast"
)

// A Program is an expression that compiled. It is immutable.
type Program struct {
	source string // on one line, without comments
	root   *Node
	uses   []int
	names  []string
	each   bool // it asks the entries of a list
	asked  int  // how many values of lists by their names it asks
}

// Compile checks an expression of any kind against the facts of a scope. The
// error is an *Error.
func Compile(source string, s *Scope) (*Program, error) {
	return compile(source, s, func(*checker, ast.Node, *Node) error { return nil })
}

// CompileBool is Compile for an expression that must be true or false.
func CompileBool(source string, s *Scope) (*Program, error) {
	return compile(source, s, func(c *checker, tree ast.Node, root *Node) error { return c.want(tree, root, BoolKind) })
}

// CompileNumber is Compile for an expression that must be a number.
func CompileNumber(source string, s *Scope) (*Program, error) {
	return compile(source, s, func(c *checker, tree ast.Node, root *Node) error { return c.want(tree, root, NumberKind) })
}

func compile(source string, s *Scope, accept func(c *checker, tree ast.Node, root *Node) error) (*Program, error) {
	tree, numbers, words, err := parse(source)
	if err != nil {
		return nil, err
	}
	c := &checker{source: source, numbers: numbers, scope: s}
	root, err := c.check(tree)
	if err == nil {
		err = accept(c, tree, root)
	}
	if err != nil {
		return nil, err
	}
	p := &Program{source: words, root: root, asked: c.asked}
	root.Walk(func(n *Node) {
		p.each = p.each || n.Op == OpEach
		if n.Op != OpFact {
			return
		}
		if n.Index = slices.Index(p.uses, n.Slot); n.Index < 0 {
			n.Index = len(p.uses)
			p.uses, p.names = append(p.uses, n.Slot), append(p.names, n.Name)
		}
	})
	return p, nil
}

// Source is the text of the expression on one line, without comments.
func (p *Program) Source() string { return p.source }

// Type is the type of what Eval gives.
func (p *Program) Type() Type { return p.root.Type }

// Root is the tree, to be read only.
func (p *Program) Root() *Node { return p.root }

// Uses are the slots of the facts that the expression asks, each once, in the
// order in which the text asks for them; to be read only.
func (p *Program) Uses() []int { return p.uses }

// Names are the names of the facts of Uses; to be read only.
func (p *Program) Names() []string { return p.names }

// Asked is how many values of lists that have a name the expression asks; one in a
// question of each entry counts more.
func (p *Program) Asked() int { return p.asked }

// Eval computes the expression over the values of its facts, in the order of
// Uses. The error is a *calendar.InputError: a division by zero.
func (p *Program) Eval(values []Value) (Value, error) { return p.root.eval(&source{values: values}) }

// EvalLazy computes the expression and reads a fact, by its slot, when it is
// reached: what and, or, ?: and in leave out is not read, and one that is
// reached twice is read twice. The error is that of read, or that of Eval.
func (p *Program) EvalLazy(read func(slot int) (Value, error)) (Value, error) {
	return p.root.eval(&source{read: read})
}
