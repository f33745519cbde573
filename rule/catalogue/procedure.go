package catalogue

import (
	"slices"

	"strings"

	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// OfProcedure gives the rows of a procedure as entries of a catalogue.
func OfProcedure(l lifecycle.Listing) (Lifecycle, []Rule) {
	entry := Lifecycle{Name: l.Name, Start: l.Start, Final: l.Final, States: l.States, Events: l.Events}
	var rules []Rule
	for _, r := range l.Rows {
		entry.Rows = append(entry.Rows, r.ID)
		e := Rule{ID: r.ID, Of: l.Name, From: r.From, On: r.On, To: r.To, If: r.If, Cite: r.Cite, Also: r.Also, Text: r.Text,
			Opens: r.Opens, Closes: r.Closes, Documents: r.Documents, Asks: r.Asks}
		for _, w := range r.By {
			if !slices.Contains(e.By, w.Role) {
				e.By = append(e.By, w.Role)
			}
		}
		for _, g := range r.Requires {
			e.When = append(e.When, plainGuard(g, r.Cite))
		}
		for _, g := range r.Needs {
			e.With = append(e.With, plainGuard(g, r.Cite))
		}
		for _, s := range r.Says {
			e.Says = append(e.Says, Says{ID: s.ID, If: s.If, Cite: s.Cite, Text: s.Text, Fails: s.Fails})
		}
		rules = append(rules, e)
	}
	return entry, rules
}

func plainGuard(g lifecycle.Guard, cite rule.Citation) Guard {
	text := g.Text
	if g.Fact != "" {
		text = "The event must give " + strings.ReplaceAll(g.Fact, "|", " or ") + "."
	}
	if g.Cite != "" {
		cite = g.Cite
	}
	return Guard{If: g.If, Text: text, Cite: cite}
}
