package expression

import (
	"slices"

	"github.com/expr-lang/expr/ast"
)

// each reads any(list, …), all(list, …), count(list, …) or sum(list, …).
func (c *checker) each(n ast.Node, name string, args []ast.Node) (*Node, error) {
	if c.of != nil {
		return nil, c.wrong(n, "%s stands in a question of each entry of another list: lists are asked one at a time", name)
	}
	list, err := c.list(args[0])
	if err != nil {
		return nil, err
	}
	c.of, c.entry = list, list.Type.fields()
	defer func() { c.of, c.entry = nil, nil }()
	want, result := BoolKind, Type{Kind: BoolKind}
	switch name {
	case "count":
		result = Type{Minimum: true, Whole: true}
	case "sum":
		want, result = NumberKind, Type{}
	}
	e := &Node{Op: OpEach, Name: name, Type: result}
	var asked ast.Node = &ast.PointerNode{} // the entry itself
	if p, ok := args[len(args)-1].(*ast.PredicateNode); ok {
		asked = p.Node
	}
	body, err := c.check(asked)
	if len(args) == 1 && (err != nil || body.Type.Kind != want) {
		return nil, c.wrong(n, "%s takes what is asked of each entry: %s", name, eachUsages[name])
	}
	if err == nil {
		err = c.want(asked, body, want)
	}
	if err != nil {
		return nil, err
	}
	if name == "sum" {
		e.Type.Minimum, e.Type.Whole = body.Type.Minimum, body.Type.Whole
	}
	e.Args = []*Node{list, body}
	return e, nil
}

// list reads the list that is asked: a fact, or the texts of a list by its name.
func (c *checker) list(n ast.Node) (*Node, error) {
	if name, ok := n.(*ast.IdentifierNode); ok {
		if i := slices.IndexFunc(c.scope.Lists, func(l List) bool { return l.Name == name.Value }); i >= 0 {
			l := c.scope.Lists[i]
			return &Node{Op: OpConst, Type: Type{Kind: ListKind}, Value: Texts(l.Values), Name: l.Name}, c.ask(n, len(l.Values))
		}
	}
	if array, ok := n.(*ast.ArrayNode); ok {
		return c.texts(array)
	}
	list, err := c.check(n)
	if err != nil {
		return nil, err
	}
	if list.Type.Kind != ListKind && list.Type.Kind != EntriesKind {
		return nil, c.wrong(n, "expected a list here, found %v", list.Type.Kind)
	}
	if list.Op != OpFact {
		return nil, c.wrong(n, "expected a list by its name here")
	}
	return list, nil
}

// texts reads a list of texts as it is written: ["23", "236"].
func (c *checker) texts(n *ast.ArrayNode) (*Node, error) {
	texts := make([]string, len(n.Nodes))
	for i, node := range n.Nodes {
		text, ok := node.(*ast.StringNode)
		if !ok {
			return nil, c.wrong(node, "expected a text here: a list that is written out is one of texts")
		}
		texts[i] = text.Value
	}
	return Constant(Type{Kind: ListKind}, Texts(texts)), nil
}

// plain reads #: an entry that is a value.
func (c *checker) plain(n *ast.PointerNode) (*Node, error) {
	switch {
	case n.Name != "":
		return nil, c.wrong(n, "#%s is not part of a condition", n.Name)
	case c.entry[0].Name != Plain:
		return nil, c.wrong(n, "an entry of %s is a record: ask a field of it, as in .%s", c.of.Name, c.entry[0].Name)
	}
	return &Node{Op: OpEntry, Type: c.entry[0].Type, Name: Plain}, nil
}

// field reads .cost: a field of the entry.
func (c *checker) field(n *ast.MemberNode, at *ast.PointerNode, parts []string) (*Node, error) {
	if at.Name != "" {
		return c.plain(at)
	}
	if c.entry[0].Name == Plain || len(parts) > 1 {
		return nil, c.wrong(n, "an entry of %s has no such parts: ask %s", c.of.Name, namesOf(c.entry)[0])
	}
	slot := slices.IndexFunc(c.entry, func(f Fact) bool { return f.Name == parts[0] })
	if slot < 0 {
		return nil, c.unknown(n, "field of "+c.of.Name, parts[0], namesOf(c.entry))
	}
	return &Node{Op: OpEntry, Type: c.entry[slot].Type, Index: slot, Name: "." + parts[0]}, nil
}

// name reads a name that stands alone: a fact, or a field of the entry that is asked.
func (c *checker) name(n *ast.IdentifierNode) (*Node, error) {
	slot := slices.IndexFunc(c.entry, func(f Fact) bool { return f.Name == n.Value })
	switch {
	case slot < 0:
		if c.of != nil && c.scope.Slot(n.Value) < 0 && slices.ContainsFunc(c.entry, func(f Fact) bool { return slices.Contains(f.Type.Words, n.Value) }) {
			return nil, c.wrong(n, "words need quotes: %q", n.Value)
		}
		return c.fact(n, n.Value)
	case c.scope.Slot(n.Value) >= 0:
		return nil, c.wrong(n, "%s is a fact and a field of %s: write .%[1]s for the field, $env.%[1]s for the fact", n.Value, c.of.Name)
	}
	return &Node{Op: OpEntry, Type: c.entry[slot].Type, Index: slot, Name: "." + n.Value}, nil
}
