package batch

import (
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/expression"
)

// translator turns the expressions of conditions into scaled ones.
type translator struct {
	facts  []expression.Fact  // of the schema
	fields []expression.Field // those of a struct
	scale  int32              // of every number among the facts: the most decimals of a constant
	asked  []asked
}

// scaleOf returns the scale on which every constant of the conditions is whole.
func scaleOf(conditions []*expression.Node) int32 {
	scale := int32(leastScale)
	for _, c := range conditions {
		c.Walk(func(e *expression.Node) {
			if e.Op == expression.OpConst && e.Type.Kind == expression.NumberKind {
				scale = max(scale, -e.Value.Number().Exponent())
			}
		})
	}
	return scale
}

// translate returns nil for what the fast path does not do: the texts of lists,
// parts of texts, functions but for the length of a list, and numbers that are
// too large.
func (t *translator) translate(e *expression.Node) *scaled {
	return t.one(e).counted()
}

// counted counts the nodes of one whose arguments are counted. It is nil when
// there are too many: a node that is shared is answered as often as it is
// reached.
func (s *scaled) counted() *scaled {
	if s == nil {
		return nil
	}
	s.size = 1
	for _, a := range s.args {
		if s.size += max(a.size, 1); s.size > mostNodes {
			return nil
		}
	}
	return s
}

func (t *translator) one(e *expression.Node) *scaled {
	switch e.Op {
	case expression.OpConst:
		return t.constant(e)
	case expression.OpFact:
		return t.fact(e)
	case expression.OpCompare:
		return t.comparison(e)
	case expression.OpIn:
		return t.in(e)
	case expression.OpCall:
		return t.length(e)
	case expression.OpHas, expression.OpInText, expression.OpStarts, expression.OpEnds, expression.OpEach:
		return nil
	}
	s := &scaled{do: e.Op}
	for _, arg := range e.Args {
		a := t.translate(arg)
		if a == nil {
			return nil
		}
		s.args = append(s.args, a)
		s.scale = max(s.scale, a.scale)
	}
	if e.Op == expression.OpMul {
		s.scale = s.args[0].scale + s.args[1].scale
	} else if e.Type.Kind == expression.NumberKind {
		return s.aligned()
	}
	return s
}

// aligned brings the numbers that are added, compared or chosen from to one
// scale.
func (s *scaled) aligned() *scaled {
	for i, a := range s.args {
		if s.do == expression.OpIf && i == 0 {
			continue
		}
		if s.args[i] = a.at(s.scale); s.args[i] == nil {
			return nil
		}
	}
	return s
}

func (t *translator) constant(e *expression.Node) *scaled {
	switch v := e.Value; v.Kind() {
	case expression.NumberKind:
		n := v.Number()
		scale := max(0, -n.Exponent())
		if key, ok := keyOf(&n, scale); ok {
			return &scaled{do: expression.OpConst, key: key, scale: scale}
		}
	case expression.BoolKind:
		return &scaled{do: expression.OpConst, key: keyOfBool(v.IsTrue())}
	case expression.DateKind:
		return &scaled{do: expression.OpConst, key: keyOfDate(v.Date())}
	}
	return nil // a text is compared by its place among the words of a fact
}

func keyOfDate(d calendar.Date) int64 { return 2 * int64(d.DaysSince(calendar.Date{})) }

// fact reads a fact; a flag is asked whether it is yes, so that all that the
// tests ask of facts are comparisons.
func (t *translator) fact(e *expression.Node) *scaled {
	place := t.place(e.Slot)
	if place < 0 || e.Type.Kind == expression.ListKind {
		return nil
	}
	s := &scaled{do: expression.OpFact, fact: place}
	switch e.Type.Kind {
	case expression.NumberKind:
		s.scale = t.scale
	case expression.BoolKind:
		return &scaled{do: expression.OpCompare, rel: expression.AtLeast, args: []*scaled{s, {do: expression.OpConst, key: yesKey}}}
	}
	return s
}

// length reads how many texts a list has; not of one that can be some words
// alone, each of which is to be looked at.
func (t *translator) length(e *expression.Node) *scaled {
	list := e.Args[0]
	if e.Func() != "len" || list.Op != expression.OpFact || list.Type.Words != nil {
		return nil
	}
	place := t.place(list.Slot)
	if place < 0 {
		return nil
	}
	return &scaled{do: expression.OpFact, fact: place, scale: t.scale}
}

// place is where a fact stands among those that are read; -1 when there are
// too many.
func (t *translator) place(slot int) int {
	place := slices.IndexFunc(t.asked, func(a asked) bool { return a.slot == slot })
	if place < 0 && len(t.asked) < mostFacts {
		place = len(t.asked)
		words := t.facts[slot].Type.Words
		a := asked{slot: slot, scale: t.scale, words: slices.Clone(words), any: words == nil}
		if t.fields != nil {
			a.field = &t.fields[slot]
			a.form, a.offset = a.field.Form, a.field.Offset
		}
		t.asked = append(t.asked, a)
	}
	return place
}

func (t *translator) comparison(e *expression.Node) *scaled {
	return t.compare(e.Rel, e.Args[0], e.Args[1])
}

// compare compares two nodes.
func (t *translator) compare(rel expression.Relation, a, b *expression.Node) *scaled {
	if a.Type.Kind == expression.TextKind {
		return t.compareTexts(rel, a, b).counted()
	}
	left := t.translate(a)
	if left == nil {
		return nil
	}
	right := t.translate(b)
	if right == nil {
		return nil
	}
	if a.Type.Kind == expression.BoolKind { // the one as it is or as it is not, by the other
		same, other := right, &scaled{do: expression.OpNot, args: []*scaled{right}, size: right.size + 1}
		if !rel.Equal {
			same, other = other, same
		}
		return (&scaled{do: expression.OpIf, args: []*scaled{left, same, other}}).counted()
	}
	s := &scaled{do: expression.OpCompare, rel: rel, args: []*scaled{left, right}, scale: max(left.scale, right.scale)}
	return s.aligned().counted()
}

// compareTexts compares a text among the facts with one that is written.
func (t *translator) compareTexts(rel expression.Relation, a, b *expression.Node) *scaled {
	if a.Op == expression.OpConst {
		a, b = b, a
	}
	if a.Op != expression.OpFact || b.Op != expression.OpConst {
		return nil
	}
	s := t.fact(a)
	if s == nil {
		return nil
	}
	read := &t.asked[s.fact]
	word := slices.Index(read.words, b.Value.Text())
	if word < 0 {
		word = len(read.words)
		read.words = append(read.words, b.Value.Text())
	}
	return &scaled{do: expression.OpCompare, rel: rel, args: []*scaled{s, {do: expression.OpConst, key: 2 * int64(word)}}}
}

// in is true when one of the candidates is equal.
func (t *translator) in(e *expression.Node) *scaled {
	var found *scaled
	for _, candidate := range e.Args[1:] {
		same := t.compare(expression.Same, e.Args[0], candidate)
		switch {
		case same == nil:
			return nil
		case found == nil:
			found = same
		default:
			if found = (&scaled{do: expression.OpOr, args: []*scaled{found, same}}).counted(); found == nil {
				return nil
			}
		}
	}
	return found
}
