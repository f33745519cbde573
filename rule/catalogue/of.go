package catalogue

import (
	"fmt"
	"slices"

	"github.com/workcomp-go/workcomp/rule"
)

// Facts lists what a condition, a table or a lifecycle may ask.
func Facts(declared []rule.Declaration) []Fact {
	facts := make([]Fact, len(declared))
	for i, d := range declared {
		facts[i].Declaration = d
	}
	return facts
}

// OfTable lists a table and its rows. A row without an id gets the table's name
// and its number, from 1: "levels.2".
func OfTable[F, V any](t *rule.Table[F, V]) (Table, []Rule) {
	entry := Table{Name: t.Name(), HitPolicy: t.HitPolicy(), Facts: Facts(t.Facts())}
	rows := t.Rows()
	rules := make([]Rule, len(rows))
	for i, row := range rows {
		if row.ID == "" {
			row.ID = fmt.Sprintf("%s.%d", entry.Name, i+1)
		}
		rules[i] = Rule{ID: row.ID, Of: entry.Name, If: row.If, Then: fmt.Sprint(row.Then), Cite: row.Cite, Text: row.Text, Else: row.Else,
			Interpretation: row.Interpretation}
		entry.Rows = append(entry.Rows, row.ID)
	}
	return entry, rules
}

// OfLifecycle lists a lifecycle and its rows.
func OfLifecycle[S, E ~string, F any](l *rule.Lifecycle[S, E, F]) (Lifecycle, []Rule) {
	entry := Lifecycle{Name: l.Name(), Start: string(l.Start()), Final: texts(l.Final()), States: texts(l.States()), Events: l.Events(), Facts: Facts(l.Facts())}
	rows := l.Rows()
	rules := make([]Rule, len(rows))
	for i, row := range rows {
		rules[i] = Rule{ID: row.ID, Of: entry.Name, From: texts(row.From), On: string(row.On), By: slices.Clone(row.By),
			When: cited(row.When, row.Cite), With: cited(row.With, row.Cite), To: string(row.To), If: row.If, Cite: row.Cite, Also: slices.Clone(row.Also),
			Text: row.Text, Interpretation: row.Interpretation, Opens: slices.Clone(row.Opens), Closes: slices.Clone(row.Closes), Documents: slices.Clone(row.Documents)}
		entry.Rows = append(entry.Rows, row.ID)
	}
	return entry, rules
}

// cited copies guards, each with its provision: the row's, when it has none.
func cited(guards []rule.Guard, row rule.Citation) []rule.Guard {
	copied := slices.Clone(guards)
	for i, g := range copied {
		if g.Cite == "" {
			copied[i].Cite = row
		}
	}
	return copied
}

func texts[T ~string](words []T) []string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = string(w)
	}
	return list
}
