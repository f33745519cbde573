package expression

import (
	"slices"
	"strconv"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
)

// eachUsages say how a list is asked, by the name of the question.
var eachUsages = map[string]string{"any": "any(list, .field > 1)", "all": "all(list, .field > 1)", "count": "count(list, .field > 1)",
	"sum": "sum(list, .field)"}

// tally is what the entries of a list come to so far.
type tally struct {
	n     *Node
	open  bool // an entry is not known
	count int
	sum   decimal.Decimal
}

// add takes the answer of an entry; settled says that no other entry matters.
func (t *tally) add(v Value, known bool) (settled bool) {
	switch {
	case !known:
		t.open = true
	case t.n.Name == "sum":
		t.sum = t.sum.Add(v.Number())
	case t.n.Name == "any" || t.n.Name == "all":
		return v.IsTrue() == (t.n.Name == "any")
	case v.IsTrue():
		t.count++
	}
	return false
}

// value is what all entries come to.
func (t *tally) value() Value {
	switch t.n.Name {
	case "sum":
		return Num(t.sum.Add(decimal.New(0, 0))) // that of none is zero, and set
	case "count":
		return Int(t.count)
	}
	return Bool(t.n.Name == "all")
}

// each asks every entry of a list. An entry that lacks a field leaves the answer open,
// and is the error, where no other decides it.
func (n *Node) each(from *source) (Value, error) {
	list, err := n.Args[0].eval(from)
	if err != nil {
		return list, err
	}
	var few [1]Value
	var open []Open
	t := tally{n: n}
	for i := range list.Len() {
		from.entry = list.entry(i, &few)
		v, known := Value{}, true
		if whole(from.entry) {
			v, err = n.Args[1].eval(from)
		} else {
			p := partial{source: from, at: Open{Slot: n.Args[0].Slot, Name: n.Args[0].Name, Entry: i}}
			v, known, err = n.Args[1].partial(&p, &open)
		}
		if err != nil {
			return v, err
		}
		if t.add(v, known) {
			return Bool(v.IsTrue()), nil
		}
	}
	if t.open {
		return Value{}, &calendar.InputError{Field: open[0].Name, Expected: open[0].Kind.String()}
	}
	return t.value(), nil
}

// whole reports whether an entry has all its fields.
func whole(entry []Value) bool {
	return !slices.ContainsFunc(entry, func(v Value) bool { return !v.isSet() })
}

// partialEach is each where some facts are not known.
func (n *Node) partialEach(p *partial, open *[]Open) (Value, bool, error) {
	list, known, err := n.Args[0].partial(p, open)
	if err != nil || !known {
		return list, false, err
	}
	var few [1]Value
	t, before := tally{n: n}, len(*open)
	p.at = Open{Slot: n.Args[0].Slot, Name: n.Args[0].Name}
	for i := range list.Len() {
		p.source.entry, p.at.Entry = list.entry(i, &few), i
		v, known, err := n.Args[1].partial(p, open)
		if err != nil {
			return v, false, err
		}
		if t.add(v, known) {
			*open = (*open)[:before]
			return v, true, nil
		}
	}
	return t.value(), !t.open, nil
}

// AsksEntries reports whether the expression asks the entries of a list.
func (p *Program) AsksEntries() bool { return p.each }

// Decisive gives the values of the facts of Uses with the entries alone, of each list
// that is asked by its entries, that decide: those for which an any, or a count or a sum
// of truth, holds, and those for which an all does not; all of them where there are none
// such, and where the list is asked as a whole too.
func (p *Program) Decisive(values []Value) []Value {
	values = slices.Clone(values)
	picked := map[int][]int{} // by the index of the list
	all := map[int]bool{}
	p.root.decisive(&source{values: values}, picked, all)
	for index, places := range picked {
		if !all[index] && len(places) < values[index].Len() {
			slices.Sort(places)
			values[index] = values[index].pick(slices.Compact(places))
		}
	}
	return values
}

func (n *Node) decisive(from *source, picked map[int][]int, all map[int]bool) {
	if n.Op != OpEach {
		for _, a := range n.Args {
			a.decisive(from, picked, all)
		}
		if n.Op == OpFact && (n.Type.Kind == ListKind || n.Type.Kind == EntriesKind) {
			all[n.Index] = true
		}
		return
	}
	n.Args[1].decisive(from, picked, all)
	if n.Args[0].Op != OpFact {
		return
	}
	list, _ := n.Args[0].eval(from)
	var few [1]Value
	var places []int
	var open []Open // of which nothing is asked
	for i := range list.Len() {
		from.entry = list.entry(i, &few)
		v, known, err := n.Args[1].partial(&partial{source: from}, &open)
		if err == nil && known && v.counts(n.Name) {
			places = append(places, i)
		}
	}
	if places == nil {
		all[n.Args[0].Index] = true
	}
	picked[n.Args[0].Index] = append(picked[n.Args[0].Index], places...)
}

// counts reports whether the answer of an entry is one of those that decide.
func (v Value) counts(name string) bool {
	if v.kind == NumberKind {
		return v.Number().Sign() != 0
	}
	return v.IsTrue() == (name != "all")
}

// Open is what leaves an expression open: a fact, or a field of an entry of one.
type Open struct {
	Slot  int    // of the fact
	Name  string // of the fact, or as claims[2].cost
	Kind  Kind
	Entry int
}

// field names a field of an entry. It makes a text of its own, so that an evaluation
// stays on the stack.
func (o Open) field(n *Node) Open {
	name := n.Name // which begins with a dot
	if name == Plain {
		name = ""
	}
	return Open{Slot: o.Slot, Entry: o.Entry, Kind: n.Type.Kind, Name: o.Name + "[" + strconv.Itoa(o.Entry) + "]" + name}
}
