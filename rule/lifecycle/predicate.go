package lifecycle

import (
	"cmp"
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/expression"
)

// condition is a compiled condition: the program, and what answers it without
// making a value of every fact. A nil condition holds.
type condition[C, P any] struct {
	*expression.Program
	fast predicate[C, P] // nil: the program answers
}

// predicate answers a condition, or part of one, as the program does. known is
// false where it takes the program to answer or to say what is wrong: for a fact
// that is missing or cannot be.
type predicate[C, P any] func(x *Context[C, P]) (holds, known bool, err error)

// predicateOf is that of a node; nil for one that only the program answers.
func predicateOf[C, P any](s *scope, n *expression.Node) predicate[C, P] {
	switch n.Op {
	case expression.OpConst:
		yes := n.Value.IsTrue()
		return func(*Context[C, P]) (bool, bool, error) { return yes, true, nil }
	case expression.OpNot:
		arg := predicateOf[C, P](s, n.Args[0])
		if arg == nil {
			return nil
		}
		return func(x *Context[C, P]) (bool, bool, error) {
			holds, known, err := arg(x)
			return !holds, known, err
		}
	case expression.OpAnd, expression.OpOr:
		left, right := predicateOf[C, P](s, n.Args[0]), predicateOf[C, P](s, n.Args[1])
		if left == nil || right == nil {
			return nil
		}
		settles := n.Op == expression.OpOr
		return func(x *Context[C, P]) (bool, bool, error) {
			if holds, known, err := left(x); !known || err != nil || holds == settles {
				return holds, known, err
			}
			return right(x)
		}
	case expression.OpFact:
		return flagOf[C, P](s, n)
	case expression.OpCompare:
		return comparisonOf[C, P](s, n)
	case expression.OpIn:
		return amongOf[C, P](s, n)
	case expression.OpHas:
		return containsOf[C, P](s, n)
	}
	return nil
}

// from reads the struct of a slot. Its error is that of a function.
func (x *Context[C, P]) from(at *slot) (expression.Struct, error) {
	switch at.root {
	case ofCase:
		return x.was, nil
	case ofDeclared:
		return x.declared, nil
	case ofPolicy:
		return x.values, nil
	case ofFunction:
		return x.call(at.n)
	}
	return x.event, nil
}

func flagOf[C, P any](s *scope, n *expression.Node) predicate[C, P] {
	at := &s.slots[n.Slot]
	switch {
	case at.root == ofGiven:
		return func(x *Context[C, P]) (bool, bool, error) { return at.field.IsSetIn(x.event), true, nil }
	case at.field == nil:
		return nil
	case at.field.Form == expression.BoolForm:
		return func(x *Context[C, P]) (bool, bool, error) {
			of, err := x.from(at)
			if err != nil {
				return false, true, err
			}
			return at.field.BoolIn(of), true, nil
		}
	case at.field.Form == expression.FlagForm:
		return func(x *Context[C, P]) (bool, bool, error) {
			of, err := x.from(at)
			if err != nil {
				return false, true, err
			}
			yes, given := at.field.FlagIn(of)
			return yes, given, nil
		}
	}
	return nil
}

// textOf reads a text; ok is false for one that its words do not have. That a fact is
// given is no text, as it is no number and no list, although the slot names its field.
func textOf[C, P any](s *scope, n *expression.Node) func(x *Context[C, P]) (text string, ok bool, err error) {
	if n.Op != expression.OpFact {
		return nil
	}
	at, words := &s.slots[n.Slot], s.Facts[n.Slot].Type
	switch {
	case at.root == ofReading:
		return func(x *Context[C, P]) (string, bool, error) { return x.ask(at.n), true, nil }
	case at.root == ofBy:
		return func(x *Context[C, P]) (string, bool, error) { return string(x.By), true, nil }
	case at.field == nil || at.field.Form != expression.TextForm:
		return nil
	}
	return func(x *Context[C, P]) (string, bool, error) {
		of, err := x.from(at)
		if err != nil {
			return "", true, err
		}
		text := at.field.TextIn(of)
		return text, words.Allows(text), nil
	}
}

// orderOf compares two facts, or one with a constant, by an order.
func orderOf[C, P any](s *scope, a, b *expression.Node) func(x *Context[C, P]) (order int, ok bool, err error) {
	left, right := scalarOf[C, P](s, a), scalarOf[C, P](s, b)
	if left == nil || right == nil {
		return nil
	}
	return func(x *Context[C, P]) (int, bool, error) {
		l, ok, err := left(x)
		if !ok || err != nil {
			return 0, ok, err
		}
		r, ok, err := right(x)
		return cmp.Compare(l, r), ok, err
	}
}

// scalarOf reads a whole number or a date as an integer.
func scalarOf[C, P any](s *scope, n *expression.Node) func(x *Context[C, P]) (value int, ok bool, err error) {
	if n.Op == expression.OpConst {
		switch v := n.Value; {
		case v.Kind() == expression.DateKind:
			day := v.Date().DaysSince(calendar.Date{})
			return func(*Context[C, P]) (int, bool, error) { return day, true, nil }
		case v.Kind() == expression.NumberKind && v.Number().IsInteger() && v.Number().Abs().Cmp(mostCount) <= 0:
			whole := int(v.Number().IntPart())
			return func(*Context[C, P]) (int, bool, error) { return whole, true, nil }
		}
		return nil
	}
	if n.Op == expression.OpCall && n.Func() == "len" && n.Args[0].Op == expression.OpFact {
		return lengthOf[C, P](s, n.Args[0])
	}
	if n.Op != expression.OpFact {
		return nil
	}
	at := &s.slots[n.Slot]
	switch {
	case at.root == ofOwed:
		return func(x *Context[C, P]) (int, bool, error) { return x.owed(x.m.dutyIDs[at.n]), true, nil }
	case at.field == nil:
		return nil
	case at.field.Form == expression.IntForm:
		return func(x *Context[C, P]) (int, bool, error) {
			of, err := x.from(at)
			if err != nil {
				return 0, true, err
			}
			return at.field.IntIn(of), true, nil
		}
	case at.field.Form == expression.DateForm:
		return func(x *Context[C, P]) (int, bool, error) {
			of, err := x.from(at)
			if err != nil {
				return 0, true, err
			}
			d := at.field.DateIn(of)
			return d.DaysSince(calendar.Date{}), !d.IsZero(), nil
		}
	}
	return nil
}

func comparisonOf[C, P any](s *scope, n *expression.Node) predicate[C, P] {
	a, b, rel := n.Args[0], n.Args[1], n.Rel
	switch a.Type.Kind {
	case expression.TextKind:
		if a.Op == expression.OpConst {
			a, b = b, a
		}
		text := textOf[C, P](s, a)
		if text == nil || b.Op != expression.OpConst {
			return nil
		}
		word, equal := b.Value.Text(), rel.Equal
		return func(x *Context[C, P]) (bool, bool, error) {
			got, ok, err := text(x)
			return (got == word) == equal, ok, err
		}
	case expression.DateKind, expression.NumberKind:
		if order := orderOf[C, P](s, a, b); order != nil {
			return func(x *Context[C, P]) (bool, bool, error) {
				sign, ok, err := order(x)
				return rel.Holds(sign), ok, err
			}
		}
		return decimalsOf[C, P](s, a, b, rel)
	}
	return nil
}

// decimalsOf compares two decimals, each a fact or a constant.
func decimalsOf[C, P any](s *scope, a, b *expression.Node, rel expression.Relation) predicate[C, P] {
	var sides [2]*slot
	var constants [2]expression.Value
	for i, n := range []*expression.Node{a, b} {
		switch {
		case n.Op == expression.OpConst && n.Value.Kind() == expression.NumberKind:
			constants[i] = n.Value
		case n.Op == expression.OpFact && s.slots[n.Slot].field != nil && s.slots[n.Slot].field.Form == expression.DecimalForm:
			sides[i] = &s.slots[n.Slot]
		default:
			return nil
		}
	}
	return func(x *Context[C, P]) (bool, bool, error) {
		values := constants
		for i, at := range sides {
			if at == nil {
				continue
			}
			of, err := x.from(at)
			if err != nil {
				return false, true, err
			}
			d := at.field.DecimalIn(of)
			if !at.field.IsSetIn(of) || d.Exponent() < -20 || d.Exponent() > 20 {
				return false, false, nil
			}
			values[i] = expression.Num(d)
		}
		return rel.Holds(values[0].Compare(values[1])), true, nil
	}
}

func amongOf[C, P any](s *scope, n *expression.Node) predicate[C, P] {
	text := textOf[C, P](s, n.Args[0])
	if text == nil {
		return nil
	}
	var words []string
	for _, a := range n.Args[1:] {
		if a.Op != expression.OpConst || a.Value.Kind() != expression.TextKind {
			return nil
		}
		words = append(words, a.Value.Text())
	}
	return func(x *Context[C, P]) (bool, bool, error) {
		got, ok, err := text(x)
		return slices.Contains(words, got), ok, err
	}
}

func containsOf[C, P any](s *scope, n *expression.Node) predicate[C, P] {
	list, text := n.Args[0], n.Args[1]
	if list.Op != expression.OpFact || text.Op != expression.OpConst {
		return nil
	}
	at, words, word := &s.slots[list.Slot], s.Facts[list.Slot].Type, text.Value.Text()
	if at.field == nil || at.field.Form != expression.ListForm {
		return nil
	}
	return func(x *Context[C, P]) (bool, bool, error) {
		of, err := x.from(at)
		if err != nil {
			return false, true, err
		}
		has := false
		for _, w := range at.field.ListIn(of) {
			if !words.Allows(w) {
				return has, false, nil
			}
			has = has || w == word
		}
		return has, true, nil
	}
}

// lengthOf reads how many texts a list has.
func lengthOf[C, P any](s *scope, n *expression.Node) func(x *Context[C, P]) (value int, ok bool, err error) {
	at, words := &s.slots[n.Slot], s.Facts[n.Slot].Type
	if at.field == nil || at.field.Form != expression.ListForm {
		return nil
	}
	return func(x *Context[C, P]) (int, bool, error) {
		of, err := x.from(at)
		if err != nil {
			return 0, true, err
		}
		list := at.field.ListIn(of)
		for _, w := range list {
			if !words.Allows(w) {
				return len(list), false, nil
			}
		}
		return len(list), true, nil
	}
}
