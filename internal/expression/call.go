package expression

import (
	"maps"
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
	if eachUsages[name] != "" {
		return c.each(n, name, args)
	}
	i := slices.IndexFunc(functions, func(f *function) bool { return f.name == name })
	if i < 0 {
		known := append(slices.Sorted(maps.Keys(eachUsages)), "date")
		for _, f := range functions {
			known = append(known, f.name)
		}
		return nil, c.unknown(n, "function", name, known)
	}
	f := functions[i]
	if f.between {
		var err error
		if args, err = c.difference(n, f, args); err != nil {
			return nil, err
		}
	}
	if len(args) < len(f.args) || len(args) > len(f.args) && !f.many {
		return nil, c.wrong(n, "%s takes %d arguments, found %d: %s", name, len(f.args), len(args), f.usage)
	}
	e := &Node{Op: OpCall, Type: Type{Kind: f.out}, call: f}
	for i, node := range args {
		arg, err := c.check(node)
		if err != nil {
			return nil, err
		}
		want := f.args[min(i, len(f.args)-1)]
		if want == ListKind && arg.Type.Kind == EntriesKind {
			want = EntriesKind
		}
		if err := c.want(node, arg, want); err != nil {
			return nil, err
		}
		e.Args = append(e.Args, arg)
	}
	return e, c.rounding(args, e)
}

// difference takes the two dates apart whose difference a function counts.
func (c *checker) difference(n ast.Node, f *function, args []ast.Node) ([]ast.Node, error) {
	if len(args) > 0 {
		if d, ok := args[0].(*ast.BinaryNode); ok && d.Operator == "-" {
			return append([]ast.Node{d.Left, d.Right}, args[1:]...), nil
		}
	}
	return nil, c.wrong(n, "%s counts from one date to another: %s", f.name, f.usage)
}

// leastPlaces is the coarsest unit that a condition rounds to: millions.
var leastPlaces = decimal.NewFromInt(-6)

// rounding checks the last two arguments of round and div: known at compile.
func (c *checker) rounding(nodes []ast.Node, e *Node) error {
	last := len(e.Args) - 1
	if e.Args[last].Type.Kind != TextKind {
		return nil
	}
	if readings := e.call.reading; readings != nil {
		if how := e.Args[last]; how.Op != OpConst || !slices.Contains(readings, how.Value.Text()) {
			return c.wrong(nodes[last], "the reading must be one of %q", readings)
		}
		return nil
	}
	p := e.Args[last-1]
	places := p.Value.Number()
	if p.Op != OpConst || !places.IsInteger() || places.Cmp(leastPlaces) < 0 || places.Cmp(decimal.NewFromInt(number.MaxDigits)) > 0 {
		return c.wrong(nodes[last-1], "the number of decimals must be a whole number from %v to %d (-1 is tens, -2 hundreds)", leastPlaces, number.MaxDigits)
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
