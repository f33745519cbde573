package lifecycle

import (
	"slices"

	"github.com/workcomp-go/workcomp/rule"
)

// Sentences lists the sentences of all findings that the procedure makes, each id
// once: those of its rows, their guards and their Says, and the machine's own, of
// which the id stands for all that end so: "*.late". What a Do finds is its own. A
// rule.Language that has all of them is complete.
func (m *Machine[S, E, C, Ev, P]) Sentences() []rule.Template {
	var all []rule.Template
	add := func(id, text string, cite rule.Citation) {
		if !slices.ContainsFunc(all, func(t rule.Template) bool { return t.ID == id }) {
			all = append(all, rule.Template{ID: id, Cite: cite, Text: text})
		}
	}
	for _, r := range m.def.Rows {
		if r.Text != "" {
			add(r.ID, r.Text, r.Cite)
		}
		for _, g := range slices.Concat(r.Requires, r.Needs) {
			if g.Text != "" {
				add(g.ID, g.Text, g.Cite)
			}
		}
		for _, e := range r.Does {
			if s, ok := e.(Say); ok {
				add(s.ID, s.Text, s.Cite)
			}
		}
	}
	for _, s := range []sentence{forAnother, forSomeone, notInState, isOpen, notGiven, unmet, late, met} {
		add("*"+s.id, s.text, "")
	}
	for _, t := range []rule.Template{idTaken, idOut, wasRemoved, noReason, noRevision, stale, corrected, unchanged, inserted, takenOut, otherwise, asItWas,
		lost, gained, gainedDue, moved, broken, inForce} {
		add(t.ID, t.Text, t.Cite)
	}
	return all
}
