package rule

import (
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
)

// translator turns the expressions of conditions into scaled ones.
type translator struct {
	facts []fact // of the schema
	scale int32  // of every number among the facts: the most decimals of a constant
	asked []asked
}

// scaleOf returns the scale on which every constant of the conditions is whole.
func scaleOf(conditions []*expression) int32 {
	scale := int32(leastScale)
	for _, c := range conditions {
		c.walk(func(e *expression) {
			if e.op == opConst && e.typ.kind == numberKind {
				scale = max(scale, -e.value.number.Exponent())
			}
		})
	}
	return scale
}

// translate returns nil for what the fast path does not do: the texts of lists,
// parts of texts, functions but for the length of a list, and numbers that are
// too large.
func (t *translator) translate(e *expression) *scaled {
	switch e.op {
	case opConst:
		return t.constant(e)
	case opFact:
		return t.fact(e)
	case opCompare:
		return t.comparison(e)
	case opIn:
		return t.in(e)
	case opCall:
		return t.length(e)
	case opHas, opInText:
		return nil
	}
	s := &scaled{do: e.op}
	for _, arg := range e.args {
		a := t.translate(arg)
		if a == nil {
			return nil
		}
		s.args = append(s.args, a)
		s.scale = max(s.scale, a.scale)
	}
	if e.op == opMul {
		s.scale = s.args[0].scale + s.args[1].scale
	} else if e.typ.kind == numberKind {
		return s.aligned()
	}
	return s
}

// aligned brings the numbers that are added, compared or chosen from to one
// scale.
func (s *scaled) aligned() *scaled {
	for i, a := range s.args {
		if s.do == opIf && i == 0 {
			continue
		}
		if s.args[i] = a.at(s.scale); s.args[i] == nil {
			return nil
		}
	}
	return s
}

func (t *translator) constant(e *expression) *scaled {
	switch v := e.value; v.kind {
	case numberKind:
		scale := max(0, -v.number.Exponent())
		if key, ok := keyOf(&v.number, scale); ok {
			return &scaled{do: opConst, key: key, scale: scale}
		}
	case boolKind:
		return &scaled{do: opConst, key: keyOfBool(v.yes)}
	case dateKind:
		return &scaled{do: opConst, key: keyOfDate(v.date)}
	}
	return nil // a text is compared by its place among the words of a fact
}

func keyOfDate(d calendar.Date) int64 { return 2 * int64(d.DaysSince(calendar.Date{})) }

// fact reads a fact; a flag is asked whether it is yes, so that all that the
// tests ask of facts are comparisons.
func (t *translator) fact(e *expression) *scaled {
	place := t.place(e.slot)
	if place < 0 || e.typ.kind == listKind {
		return nil
	}
	s := &scaled{do: opFact, fact: place}
	switch e.typ.kind {
	case numberKind:
		s.scale = t.scale
	case boolKind:
		return &scaled{do: opCompare, rel: atLeast, args: []*scaled{s, {do: opConst, key: yesKey}}}
	}
	return s
}

// length reads how many texts a list has; not of one that can be some words
// alone, each of which is to be looked at.
func (t *translator) length(e *expression) *scaled {
	list := e.args[0]
	if e.call.name != "len" || list.op != opFact || list.typ.values != nil {
		return nil
	}
	place := t.place(list.slot)
	if place < 0 {
		return nil
	}
	return &scaled{do: opFact, fact: place, scale: t.scale}
}

var atLeast = relations[slices.IndexFunc(relations, func(r relation) bool { return r.text == ">=" })]

// place is where a fact stands among those that are read; -1 when there are
// too many.
func (t *translator) place(slot int) int {
	place := slices.IndexFunc(t.asked, func(a asked) bool { return a.slot == slot })
	if place < 0 && len(t.asked) < mostFacts {
		place = len(t.asked)
		f := &t.facts[slot]
		t.asked = append(t.asked, asked{form: f.form, offset: f.offset, slot: slot, scale: t.scale, words: slices.Clone(f.typ.values), any: f.typ.values == nil})
	}
	return place
}

func (t *translator) comparison(e *expression) *scaled {
	return t.compare(e.rel, e.args[0], e.args[1])
}

func (t *translator) compare(rel relation, a, b *expression) *scaled {
	if a.typ.kind == textKind {
		return t.compareTexts(rel, a, b)
	}
	left, right := t.translate(a), t.translate(b)
	if left == nil || right == nil {
		return nil
	}
	if a.typ.kind == boolKind { // the one as it is or as it is not, by the other
		same, other := right, &scaled{do: opNot, args: []*scaled{right}}
		if !rel.equal {
			same, other = other, same
		}
		return &scaled{do: opIf, args: []*scaled{left, same, other}}
	}
	s := &scaled{do: opCompare, rel: rel, args: []*scaled{left, right}, scale: max(left.scale, right.scale)}
	return s.aligned()
}

// compareTexts compares a text among the facts with one that is written.
func (t *translator) compareTexts(rel relation, a, b *expression) *scaled {
	if a.op == opConst {
		a, b = b, a
	}
	if a.op != opFact || b.op != opConst {
		return nil
	}
	s := t.fact(a)
	if s == nil {
		return nil
	}
	read := &t.asked[s.fact]
	word := slices.Index(read.words, b.value.text)
	if word < 0 {
		word = len(read.words)
		read.words = append(read.words, b.value.text)
	}
	return &scaled{do: opCompare, rel: rel, args: []*scaled{s, {do: opConst, key: 2 * int64(word)}}}
}

// in is true when one of the candidates is equal.
func (t *translator) in(e *expression) *scaled {
	var any *scaled
	for _, candidate := range e.args[1:] {
		same := t.compare(relations[0], e.args[0], candidate)
		switch {
		case same == nil:
			return nil
		case any == nil:
			any = same
		default:
			any = &scaled{do: opOr, args: []*scaled{any, same}}
		}
	}
	return any
}
