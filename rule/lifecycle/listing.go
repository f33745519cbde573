package lifecycle

import (
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/internal/words"
	"github.com/workcomp-go/workcomp/rule"
)

// A Listing is a procedure as data, whatever its states and events are in Go. The zero
// value lists nothing.
type Listing struct {
	Name   string
	Start  string
	Final  []string
	States []string // in the order of the rows
	Events []string // in the order of the definition
	Rows   []Listed
}

// Listed is a row as data, with the outer rows that hold for it: what it may lead
// to, and the interpretations that it, its guards, its effects and the functions
// they name may ask. The zero value lists nothing.
type Listed struct {
	Row[string, string]
	Opens, Closes, Documents, Awaits, Sets []string
	Says                                   []Say
	Asks                                   []string
}

// Listing gives the procedure as data. It panics for a definition with mistakes;
// see Check.
func (m *Machine[S, E, C, Ev, P]) Listing() Listing {
	compiled := m.ready()
	l := Listing{Name: m.def.Name, Start: string(m.def.Start), Final: words.Texts(m.def.Final), Events: words.Texts(m.Names()), States: m.states()}
	listed := map[string]Listed{}
	for i := range compiled.kinds {
		k := &compiled.kinds[i]
		for j := range k.rows {
			listed[k.rows[j].ID] = m.listed(k.scope, &k.rows[j])
		}
	}
	for _, r := range m.def.Rows {
		if len(r.From) > 0 {
			l.Rows = append(l.Rows, listed[r.ID])
		}
	}
	return l
}

// states are those of the rows, in their order, and the final ones.
func (m *Machine[S, E, C, Ev, P]) states() []string {
	var all []string
	add := func(s string) {
		if s != "" && !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	add(string(m.def.Start))
	for _, r := range m.def.Rows {
		if len(r.From) == 0 {
			continue
		}
		for _, from := range r.From {
			add(string(from))
		}
		add(string(r.To))
	}
	for _, s := range m.def.Final {
		add(string(s))
	}
	return all
}

// listed is a compiled row as data.
func (m *Machine[S, E, C, Ev, P]) listed(s *scope, r *row[S, E, C, P]) Listed {
	out := Listed{Row: Row[string, string]{ID: r.ID, From: words.Texts(r.From), On: string(r.On), By: slices.Clone(r.Row.By), If: r.If, To: string(r.To),
		Cite: r.Cite, Also: slices.Clone(r.Also), Text: r.Text}}
	add := func(to *[]string, words ...string) {
		for _, w := range words {
			if !slices.Contains(*to, w) {
				*to = append(*to, w)
			}
		}
	}
	asks := func(p *condition[C, P]) {
		if p != nil {
			add(&out.Asks, m.asks(s, p.Uses())...)
		}
	}
	for i := range r.by {
		asks(r.by[i].when)
	}
	for _, g := range slices.Concat(r.requires, r.needs) {
		asks(g.when)
		if g.fails != nil {
			add(&out.Asks, m.asks(s, g.fails.slots)...)
		}
	}
	for _, g := range r.requires {
		out.Requires = append(out.Requires, g.Guard)
	}
	for _, g := range r.needs {
		out.Needs = append(out.Needs, g.Guard)
	}
	asks(r.when)
	add(&out.Asks, m.asks(s, r.text.slots)...)
	for _, step := range r.does {
		asks(step.when)
		out.Does = append(out.Does, step.Effect)
		add(&out.Asks, m.asks(s, step.uses)...)
		switch e := step.Effect.(type) {
		case Open:
			add(&out.Opens, e.Duty)
		case Perform:
			add(&out.Closes, m.closable(e.Duties)...)
		case Lapse:
			add(&out.Closes, m.closable(e.Duties)...)
		case Replace:
			add(&out.Closes, m.closable(e.Duties)...)
		case Call:
			add(&out.Documents, e.Documents...)
		case Await:
			add(&out.Awaits, e.What)
		case Set:
			add(&out.Sets, e.Field)
		case Say:
			if e.Cite == "" {
				e.Cite = r.Cite
			}
			out.Says = append(out.Says, e)
		case Do:
			add(&out.Opens, e.Opens...)
			add(&out.Closes, e.Closes...)
			add(&out.Documents, e.Calls...)
			add(&out.Awaits, e.Awaits...)
		}
	}
	return out
}

// closable are the ids of the duties that may be selected.
func (m *Machine[S, E, C, Ev, P]) closable(e Duties) []string {
	var ids []string
	for _, d := range m.def.Duties {
		if (len(e.IDs) == 0 || slices.Contains(e.IDs, d.ID)) && !slices.Contains(e.Except, d.ID) && (e.By == "" || e.By == d.By) {
			ids = append(ids, d.ID)
		}
	}
	return ids
}

// asks are the interpretations that the facts of some places may ask.
func (m *Machine[S, E, C, Ev, P]) asks(s *scope, places []int) []string {
	var ids []string
	for _, place := range places {
		switch at := &s.slots[place]; at.root {
		case ofReading:
			ids = append(ids, m.def.Readings[at.n].ID)
		case ofFunction:
			f := &m.def.Finds[at.n]
			ids = append(ids, f.asks...)
			for _, a := range f.args {
				if p := s.args[f.name+"."+a.Name]; p != nil {
					ids = append(ids, m.asks(s, p.Uses())...)
				}
			}
		}
	}
	return ids
}

// Facts lists what the rows of an event may ask, with a type for each; nil for an
// event that there is none of.
func (m *Machine[S, E, C, Ev, P]) Facts(event E) []rule.Declaration {
	kinds := m.ready().kinds
	i := slices.IndexFunc(kinds, func(k kind[S, E, C, P]) bool { return k.name == event })
	if i < 0 {
		return nil
	}
	var facts []rule.Declaration
	for _, f := range kinds[i].scope.Facts {
		d := rule.Declaration{Name: f.Name, Type: rule.Number}
		switch f.Type.Kind {
		case expression.BoolKind:
			d.Type = rule.YesNo
		case expression.DateKind:
			d.Type = rule.Day
		case expression.TextKind, expression.ListKind:
			d.Type = rule.Word
			for _, w := range f.Type.Words {
				if strings.TrimSpace(w) != "" {
					d.Values = append(d.Values, w)
				}
			}
		}
		facts = append(facts, d)
	}
	return facts
}
