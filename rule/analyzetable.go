package rule

import (
	"fmt"
	"slices"
	"strings"
)

// tabled is a table that is analysed, with where its rows stand.
type tabled struct {
	*analysis
	entry TableEntry
	rules []RuleEntry
	table *Table[Facts, string]
	bands []banded
}

func (a *analysis) table(entry TableEntry) {
	t := tabled{analysis: a, entry: entry, rules: a.rows(entry.Name, entry.Rows)}
	s, err := schemaOf(entry.Facts)
	if err != nil {
		a.broken(entry.Path, nil, err)
		return
	}
	cases := make([]Case[string], len(t.rules))
	for i, r := range t.rules {
		cases[i] = Case[string]{If: r.If, Then: r.Then, Cite: r.Cite, Text: r.Text, Else: r.Else}
	}
	if t.table, err = compileTable(s, entry.Name, entry.Hit, cases); err != nil {
		a.broken(entry.Path, t.rules, err)
		return
	}
	if entry.Bands != nil && !t.readBands() {
		return
	}
	t.faults()
	t.unasked()
	t.crossings()
}

// faults reports what the rows do together, in each band by itself. A row that
// asks in which band a case is may be dead in the others.
func (t *tabled) faults() {
	if t.entry.Bands == nil {
		for _, f := range t.table.analyse(nil, nil) {
			t.report(f, t.place(f), "")
		}
		return
	}
	dead := make([][]banded, len(t.rules))
	for _, b := range t.bands {
		for _, f := range t.table.analyse(b.held, b.within) {
			if f.Kind == DeadRow {
				dead[f.Rows[0]] = append(dead[f.Rows[0]], b)
			} else {
				t.report(f, t.place(f), "")
			}
		}
	}
	for row, in := range dead {
		f := TableFault{Kind: DeadRow, Rows: []int{row}}
		if len(in) == len(t.bands) {
			t.report(f, t.place(f), "")
			continue
		}
		for _, b := range in {
			if !slices.Contains(t.uses(row), t.entry.Bands.By) {
				t.report(f, b.Path, " with a "+b.String())
			}
		}
	}
}

// place is where a fault is told: at its last row, or at the table.
func (t *tabled) place(f TableFault) string {
	if len(f.Rows) == 0 {
		return t.entry.Path
	}
	return t.rules[f.Rows[len(f.Rows)-1]].at("if")
}

func (t *tabled) report(f TableFault, path, where string) {
	var cite Citation
	message := f.Message()
	if len(f.Rows) > 0 {
		r := t.rules[f.Rows[len(f.Rows)-1]]
		cite = r.Cite
		switch {
		case f.Kind == DeadRow && r.If == "":
			message = "nothing is left for the last row, " + r.Then + where + ": some row before it always answers"
		case f.Kind == DeadRow:
			message = deadRow(f.Rows[0], where)
		}
	}
	switch {
	case f.Kind == Gap && t.entry.Otherwise != "":
	case f.Kind == BadValue:
		t.warn(f.Kind, path, cite, message)
	default:
		t.fault(f.Kind, path, cite, message, f.Regions...)
	}
}

// uses are the facts that the test of a row asks.
func (t *tabled) uses(row int) []string {
	if c := t.table.clauses[row].condition; c != nil {
		return c.Uses()
	}
	return nil
}

// unread reports the facts that a policy file declares and no test asks; rows
// are those whose texts may show one.
func (a *analysis) unread(facts []FactEntry, asked []string, rows ...RuleEntry) {
	for _, f := range facts {
		if f.Path == "" || f.Fixed || slices.Contains(asked, f.Name) {
			continue
		}
		message := "no test asks " + f.Name + ", and every question has to bring it"
		if i := slices.IndexFunc(rows, func(r RuleEntry) bool { return strings.Contains(r.Text+r.Else, "{"+f.Name+"}") }); i >= 0 {
			message = fmt.Sprintf("no test asks %s: it is only shown, in a text of %s", f.Name, rows[i].ID)
		}
		a.warn(NeverRead, f.Path, "", message)
	}
}

// unasked reports the facts, and the values of the bands, that no test asks.
func (t *tabled) unasked() {
	var asked []string
	for i := range t.rules {
		asked = append(asked, t.uses(i)...)
	}
	for _, r := range t.Rules {
		if r.Of != t.entry.Name {
			asked = append(asked, r.words()...)
		}
	}
	if t.entry.Bands != nil {
		asked = append(asked, t.entry.Bands.By)
	}
	t.unread(t.entry.Facts, asked, t.rules...)
	if len(t.bands) == 0 {
		return
	}
	for _, f := range t.bands[0].Fixed {
		if !slices.Contains(asked, f.Name) {
			t.warn(NeverRead, t.bands[0].Path+"."+f.Name, t.entry.Bands.Cite, "no test asks "+f.Name+": the values of this column decide nothing")
		}
	}
}

// words are the names in the conditions of a rule, and all other words in them.
func (r RuleEntry) words() []string {
	text := r.If
	for _, g := range slices.Concat(r.When, r.With) {
		text += " " + g.If
	}
	return strings.FieldsFunc(text, func(c rune) bool { return !isWord(c) && c != '_' })
}
