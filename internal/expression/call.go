package expression

import (
	"slices"

	"github.com/expr-lang/expr/ast"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/number"
)

func (c *checker) callTo(n ast.Node, name string, args []ast.Node) (*Node, error) {
	if name == "date" {
		return c.date(n, args)
	}
	i := slices.IndexFunc(functions, func(f *function) bool { return f.name == name })
	if i < 0 {
		known := []string{"date"}
		for _, f := range functions {
			known = append(known, f.name)
		}
		return nil, c.unknown(n, "function", name, known)
	}
	f := functions[i]
	if len(args) < len(f.args) || len(args) > len(f.args) && !f.many {
		return nil, c.wrong(n, "%s takes %d arguments, found %d: %s", name, len(f.args), len(args), f.usage)
	}
	e := &Node{Op: OpCall, Type: Type{Kind: f.out}, call: f}
	for i, node := range args {
		arg, err := c.check(node)
		if err != nil {
			return nil, err
		}
		if err := c.want(node, arg, f.args[min(i, len(f.args)-1)]); err != nil {
			return nil, err
		}
		e.Args = append(e.Args, arg)
	}
	return e, c.rounding(args, e)
}

// rounding checks the last two arguments of round and div: known at compile.
func (c *checker) rounding(nodes []ast.Node, e *Node) error {
	last := len(e.Args) - 1
	if e.Args[last].Type.Kind != TextKind {
		return nil
	}
	p := e.Args[last-1]
	places := p.Value.Number()
	if p.Op != OpConst || !places.IsInteger() || places.Sign() < 0 || places.Cmp(decimal.NewFromInt(number.MaxDigits)) > 0 {
		return c.wrong(nodes[last-1], "the number of decimals must be a whole number from 0 to %d", number.MaxDigits)
	}
	if how := e.Args[last]; how.Op != OpConst || !slices.Contains(number.Roundings, how.Value.Text()) {
		return c.wrong(nodes[last], "the rounding must be one of %q", number.Roundings)
	}
	return nil
}

func (c *checker) date(n ast.Node, args []ast.Node) (*Node, error) {
	if len(args) == 1 {
		if text, ok := args[0].(*ast.StringNode); ok {
			d, err := calendar.Parse(text.Value)
			if err != nil {
				return nil, c.wrong(args[0], "%v", err)
			}
			return Constant(Type{Kind: DateKind}, Day(d)), nil
		}
	}
	return nil, c.wrong(n, `date takes one date as written: date("2025-01-31")`)
}
