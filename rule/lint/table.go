package lint

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/workcomp-go/workcomp/internal/analysis"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

// table is a table that is looked at, with where its rows stand.
type table struct {
	*linter
	entry    catalogue.Table
	rules    []catalogue.Rule
	scope    *expression.Scope
	programs []*expression.Program // of the rows; nil for one without a condition
	together analysis.Table
	bands    []band
}

func (l *linter) table(entry catalogue.Table) {
	t := table{linter: l, entry: entry, rules: l.rows(entry.Name, entry.Rows)}
	if err := t.compile(); err != nil {
		l.broken(entry.Path, err)
		return
	}
	if entry.Bands != nil && !t.readBands() {
		return
	}
	for i, p := range t.programs {
		t.numbers(t.rules[i], p)
	}
	t.faults()
	t.unasked()
	t.crossings()
}

func (t *table) compile() (err error) {
	if t.scope, err = scopeOf(t.entry.Facts); err != nil {
		return err
	}
	for _, l := range t.entry.Lists {
		t.scope.Lists = append(t.scope.Lists, expression.NewList(l.Name, l.Values))
	}
	if hit := t.entry.HitPolicy; hit != rule.Unique && hit != rule.First && hit != rule.Collect {
		return &rule.InputError{Field: t.entry.Name + ": hit", Value: string(hit), Expected: "unique, first or collect"}
	}
	t.together = analysis.Table{Facts: t.scope.Facts, Unique: t.entry.HitPolicy == rule.Unique, Collect: t.entry.HitPolicy == rule.Collect}
	for _, r := range t.rules {
		program, err := compile(t.scope, r)
		if err != nil {
			return err
		}
		t.programs, t.together.Conditions = append(t.programs, program), append(t.together.Conditions, root(program))
	}
	return nil
}

// faults reports what the rows do together, in each band by itself. A row that
// asks in which band a case is may be dead in the others.
func (t *table) faults() {
	if t.entry.Bands == nil {
		faults := t.together.Faults(nil, nil)
		t.related(&t.together, analysis.Band{}, faults, t.entry.Path, "")
		for _, f := range faults {
			t.report(f, t.place(f), "")
		}
		return
	}
	bands := make([]analysis.Band, len(t.bands))
	for i, b := range t.bands {
		bands[i] = analysis.Band{Fixed: b.held, Within: b.within}
		for row := range t.rules {
			if t.lacking(row, b) {
				bands[i].Without = append(bands[i].Without, row)
			}
		}
	}
	dead, all := make([][]band, len(t.rules)), t.together.FaultsIn(bands)
	if len(bands) > 0 {
		t.related(&t.together, bands[0], all[0], t.entry.Path, "")
	}
	for i, faults := range all {
		for _, f := range faults {
			switch {
			case f.Kind == analysis.NotAnalysed && i > 0: // which is said once
			case f.Kind == analysis.DeadRow:
				dead[f.Rows[0]] = append(dead[f.Rows[0]], t.bands[i])
			default:
				t.report(f, t.place(f), "")
			}
		}
	}
	for row, in := range dead {
		f := analysis.Fault{Kind: analysis.DeadRow, Rows: []int{row}}
		in = slices.DeleteFunc(in, func(b band) bool {
			return t.lacking(row, b) || t.rules[row].If == "" && t.uneven() // a band may have one level alone
		})
		there := 0
		for _, b := range t.bands {
			if !t.lacking(row, b) {
				there++
			}
		}
		if len(in) == there && there > 0 {
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
func (t *table) place(f analysis.Fault) string {
	if len(f.Rows) == 0 {
		return t.entry.Path
	}
	return at(t.rules[f.Rows[len(f.Rows)-1]], "if")
}

func (t *table) report(f analysis.Fault, path, in string) {
	var cite rule.Citation
	message := f.MessageIn(in)
	if len(f.Rows) > 0 {
		r := t.rules[f.Rows[len(f.Rows)-1]]
		cite = r.Cite
		if f.Kind == analysis.DeadRow && r.If == "" {
			message = "nothing is left for the last row, " + r.Then + in + ": some row before it always answers"
		}
	}
	switch {
	case f.Kind == analysis.Gap && t.entry.Otherwise != "":
	case f.Unsure || f.Kind == analysis.NotAnalysed:
		t.warn(NotAnalysed, path, cite, message)
	default:
		t.fault(rule.Code(f.Kind), path, cite, message, regions(f.Regions)...)
	}
}

func regions(found []analysis.Region) []rule.Region {
	var all []rule.Region
	for _, r := range found {
		region := rule.Region{Bounds: r.Bounds}
		for _, s := range r.Example {
			region.Example = append(region.Example, rule.Fact{Name: s.Name, Value: rule.Value{Value: s.Value}})
		}
		all = append(all, region)
	}
	return all
}

// uses are the facts that a row asks, in its test or for what goes with its answer.
func (t *table) uses(row int) []string {
	var names []string
	if p := t.programs[row]; p != nil {
		names = p.Names()
	}
	for _, word := range words(catalogue.Rule{If: t.rules[row].Percent + " " + t.rules[row].Amount}) {
		if t.scope.Slot(word) >= 0 {
			names = append(names, word)
		}
	}
	return names
}

// unread reports the facts that a policy file declares and no test asks; rows
// are those whose texts may show one.
func (l *linter) unread(facts []catalogue.Fact, asked []string, rows ...catalogue.Rule) {
	for _, f := range facts {
		if f.Path == "" || f.Fixed || slices.Contains(asked, f.Name) {
			continue
		}
		message := "no test asks " + f.Name + ", and every question has to bring it"
		if i := slices.IndexFunc(rows, func(r catalogue.Rule) bool { return strings.Contains(r.Text+r.Else, "{"+f.Name+"}") }); i >= 0 {
			message = fmt.Sprintf("no test asks %s: it is only shown, in a text of %s", f.Name, rows[i].ID)
		}
		l.warn(NeverRead, f.Path, "", message)
	}
}

// unasked reports the facts, and the values of the bands, that no test asks.
func (t *table) unasked() {
	var asked []string
	for i := range t.rules {
		asked = append(asked, t.uses(i)...)
	}
	for _, r := range t.Rules {
		if r.Of != t.entry.Name {
			asked = append(asked, words(r)...)
		}
	}
	if t.entry.Bands != nil {
		asked = append(asked, t.entry.Bands.By)
	}
	t.unread(t.entry.Facts, asked, t.rules...)
	if len(t.bands) == 0 {
		return
	}
	for _, f := range t.entry.Facts {
		if f.Fixed && t.isFixed(f.Name) && !slices.Contains(asked, f.Name) {
			t.warn(NeverRead, t.bands[0].Path+"."+f.Name, t.entry.Bands.Cite,
				"no test asks "+f.Name+": the values of this column decide nothing")
		}
	}
}

// words are the names in the conditions of a rule, and all other words in them.
func words(r catalogue.Rule) []string {
	text := r.If
	for _, g := range slices.Concat(r.When, r.With) {
		text += " " + g.If
	}
	return strings.FieldsFunc(text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '_' })
}
