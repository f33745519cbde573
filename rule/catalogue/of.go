package catalogue

import (
	"fmt"

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
	entry := Table{Name: t.Name(), HitPolicy: t.HitPolicy(), Facts: Facts(t.Facts()), Lists: t.Lists()}
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
