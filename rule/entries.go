package rule

import (
	"fmt"
	"slices"
)

// texts is the type of a fact that is a list of texts: no policy file declares
// one.
const texts FactType = "texts"

// entries lists the facts of a schema.
func (s *schema[F]) entries() []FactEntry {
	entries := make([]FactEntry, len(s.Facts))
	for i, f := range s.Facts {
		entries[i].Declaration = Declaration{Name: f.Name, Type: [...]FactType{Number, YesNo, Word, Day, texts}[f.Type.Kind], Values: slices.Clone(f.Type.Words)}
		if s.declared != nil {
			entries[i].Type = s.declared[i]
		}
	}
	return entries
}

// Facts lists what the condition may ask, of which Uses are what it asks.
func (c *Condition[F]) Facts() []FactEntry { return c.schema.entries() }

// Entry lists the table and its rows for a Catalogue. A row without an id gets
// the table's name and its number, from 1: "levels.2".
func (t *Table[F, V]) Entry() (TableEntry, []RuleEntry) {
	entry := TableEntry{Name: t.name, Hit: t.hit, Facts: t.schema.entries()}
	rules := make([]RuleEntry, len(t.rows))
	for i, row := range t.rows {
		if row.ID == "" {
			row.ID = fmt.Sprintf("%s.%d", t.name, i+1)
		}
		rules[i] = RuleEntry{ID: row.ID, Of: t.name, If: row.If, Then: fmt.Sprint(row.Then), Cite: row.Cite, Text: row.Text, Else: row.Else,
			Interpretation: row.Interpretation}
		entry.Rows = append(entry.Rows, row.ID)
	}
	return entry, rules
}

// Entry lists the lifecycle and its rows for a Catalogue.
func (l *Lifecycle[S, E, F]) Entry() (LifecycleEntry, []RuleEntry) {
	entry := LifecycleEntry{Name: l.name, Start: string(l.start), Final: plain(l.final), States: plain(l.states()), Events: l.events(), Facts: l.schema.entries()}
	rules := make([]RuleEntry, len(l.rows))
	for i, row := range l.rows {
		rules[i] = RuleEntry{ID: row.ID, Of: l.name, From: plain(row.From), On: string(row.On), By: slices.Clone(row.By),
			When: row.cited(row.When), With: row.cited(row.With), To: string(row.To), If: row.If, Cite: row.Cite, Also: slices.Clone(row.Also),
			Text: row.Text, Interpretation: row.Interpretation, Opens: slices.Clone(row.Opens), Closes: slices.Clone(row.Closes), Documents: slices.Clone(row.Documents)}
		entry.Rows = append(entry.Rows, row.ID)
	}
	return entry, rules
}

// cited copies guards, each with its provision.
func (s Step[S, E]) cited(guards []Guard) []Guard {
	copied := slices.Clone(guards)
	for i, g := range copied {
		if g.Cite == "" {
			copied[i].Cite = s.Cite
		}
	}
	return copied
}

func plain[T ~string](words []T) []string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = string(w)
	}
	return texts
}
