package classify

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// faults reports what the analysis of the table found, whatever the band.
func (r *reader) faults(spec policyFile, err error) {
	var faults rule.TableFaults
	var row *rule.RowError
	switch {
	case errors.As(err, &row): // each by itself is right: they ask too much together
		r.file.ReportExpression(fmt.Sprintf("levels[%d].if", row.Row), spec.Levels.Value[row.Row].If, row.Err)
	case !errors.As(err, &faults):
		r.input(spec.Levels.Pos, "levels", err)
	}
	for _, f := range faults {
		r.fault(spec, f)
	}
}

// fault reports one of them, of a row at its test.
func (r *reader) fault(spec policyFile, f rule.TableFault) {
	m := strict.Diagnostic{Code: f.Code, Pos: spec.Levels.Pos, Path: "levels", Message: faulty(spec.Levels.Value, f, "")}
	if f.Code == rule.DeadRow && f.Rows[0] < len(spec.Levels.Value) {
		m.Pos, m.Path = spec.Levels.Value[f.Rows[0]].If.Pos, fmt.Sprintf("levels[%d].if", f.Rows[0])
	}
	r.file.Report(m)
}

// faulty says what is wrong: of a row that can never be answered why, with the
// values of a band.
func faulty(levels []levelFile, f rule.TableFault, with string) string {
	if _, where, ok := strings.Cut(f.Text, " both hold "); ok && f.Code == rule.Overlap {
		return "the tests of " + rowName(levels, f.Rows[0]) + " and " + rowName(levels, f.Rows[1]) + " both hold " + where
	}
	if f.Code != rule.DeadRow {
		return f.Text
	}
	const most = 10 // of the levels that are named
	var behind []string
	for _, i := range f.Behind[:min(len(f.Behind), most)] {
		behind = append(behind, rowName(levels, i))
	}
	first := strings.Join(behind, " or ")
	if more := len(f.Behind) - most; more > 0 {
		first += fmt.Sprintf(" or %d more", more)
	}
	switch i := f.Rows[0]; {
	case i == len(levels):
		return fmt.Sprintf("no level is left for none%s: the test of %s always holds; where no employer is meant to be left, give the last level no test, or write hit: unique", with, first)
	case len(behind) == 0:
		return fmt.Sprintf("the level %s can never be answered%s: its test never holds", rowName(levels, i), with)
	default:
		return fmt.Sprintf("the level %s can never be answered%s: whenever its test holds, that of %s, which is looked at first, holds too", rowName(levels, i), with, first)
	}
}

// rowName is the level of a row, with its provision where others lead to it too.
func rowName(levels []levelFile, row int) string {
	name := levels[row].Level.Value
	for i, l := range levels {
		if i != row && l.Level.Value == name {
			return fmt.Sprintf("%s (%s)", name, levels[row].Cite.Value)
		}
	}
	return name
}

// inBands reports what is wrong with the table in a band: what is the same in
// every band once, at the test, else at the values of the band.
func (r *reader) inBands(p *Policy, spec policyFile, scope *rule.Declarations, cases []rule.Row[string]) {
	const most = 2500 // rows of tables of their own
	rows, apart := p.bands.rows.Rows(), p.apart()
	if apart && len(rows)*len(cases) > most {
		r.wrong(spec.Bands.Pos, "bands.rows", fmt.Sprintf("%d bands of %d rows", len(rows), len(cases)),
			fmt.Sprintf("at most %d rows in all bands together, where each band has levels of its own", most), "")
		return
	}
	asks := make([][]string, len(cases)) // by each row
	for i, row := range cases {
		if row.If != "" {
			test, _ := rule.CompileOn(scope, row.If) // which was compiled before
			asks[i] = test.Uses()
		}
	}
	found := make([]rule.TableFaults, len(rows))
	same := make(map[string]int)
	fixed := make([]map[string]decimal.Decimal, len(rows))
	for i, row := range rows {
		fixed[i] = p.bands.fixed(row.Value)
	}
	for i, err := range p.table.CheckEach(fixed) {
		if apart {
			err = p.leaveOut(i, scope, cases, asks, fixed[i])
		}
		if err != nil && !errors.As(err, &found[i]) {
			r.input(spec.Bands.Value.Rows[i].Value.Pos, fmt.Sprintf("bands.rows[%d]", i), err)
		}
		for _, f := range found[i] {
			same[faulty(spec.Levels.Value, f, "")]++
		}
	}
	for i := range rows {
		for _, f := range found[i] {
			switch everywhere := same[faulty(spec.Levels.Value, f, "")] == len(rows); {
			case !everywhere:
				r.faultInBand(p, spec, scope, i, f)
			case i == 0:
				r.fault(spec, f)
			}
		}
	}
}

// apart reports whether each band has a table of its own: one that is analysed with the
// band's values alone, and has not the levels for which it has no value.
func (p *Policy) apart() bool { return p.bands.uneven() || p.bands != nil && p.hit == rule.Unique }

// leaveOut builds the table of a band without the levels that ask for a value which it has
// not; asks is what each row asks. Of its faults the rows are those of the policy.
func (p *Policy) leaveOut(place int, scope *rule.Declarations, cases []rule.Row[string], asks [][]string,
	fixed map[string]decimal.Decimal) error {
	b, left := p.bands.rows.Rows()[place].Value, []rule.Row[string](nil)
	for i, row := range cases {
		values := asks[i]
		if i < len(p.answers) {
			values = slices.Concat(values, p.answers[i].percent.Uses(), p.answers[i].amount.Uses())
		}
		if slices.ContainsFunc(values, func(name string) bool { return p.bands.lacks(b, name) }) {
			b.without = append(b.without, row.Then)
			continue
		}
		left, b.left = append(left, row), append(b.left, i)
	}
	uneven := p.bands.uneven()
	ofOtherBands := func(row int) bool { // it need not answer in every band
		if row == len(p.answers) { // none: a band may have one level alone
			return uneven
		}
		return slices.Contains(asks[row], p.bands.by)
	}
	within, err := rule.CompileOn(scope, p.bands.within(place))
	if err != nil { // of a fact that was not declared
		return err
	}
	var faults rule.TableFaults
	for {
		b.table, err = rule.NewTableWithin(scope, within, fixed, "levels", p.hit, left...)
		if faults = nil; !errors.As(err, &faults) {
			return err
		}
		kept, places := []rule.Row[string]{}, []int{}
		for i, row := range left {
			never := slices.ContainsFunc(faults, func(f rule.TableFault) bool { return f.Code == rule.DeadRow && f.Rows[0] == i })
			if !never || !ofOtherBands(b.left[i]) { // it answers in other bands
				kept, places = append(kept, row), append(places, b.left[i])
			}
		}
		if len(kept) == len(left) {
			break
		}
		left, b.left = kept, places // all at once: no row answers because another that never does is left out
	}
	for _, f := range faults {
		for _, rows := range [][]int{f.Rows, f.Behind} {
			for k, row := range rows {
				rows[k] = b.left[row]
			}
		}
	}
	return err
}

// faultInBand reports a row that can never be answered in a band, at the first
// of the values that its test asks.
func (r *reader) faultInBand(p *Policy, spec policyFile, scope *rule.Declarations, band int, f rule.TableFault) {
	at, path := spec.Bands.Value.Rows[band].Value, fmt.Sprintf("bands.rows[%d]", band)
	m := strict.Diagnostic{Code: f.Code, Pos: at.Pos, Path: path}
	var values []string
	for _, row := range slices.Concat(f.Rows, f.Behind) {
		if row == len(spec.Levels.Value) {
			continue
		}
		test, _ := rule.CompileOn(scope, spec.Levels.Value[row].If.Value) // which was compiled before
		for _, column := range test.Uses() {
			if !slices.Contains(p.bands.columns, column) {
				continue
			}
			value := column + " " + at.Get(column).Text
			if slices.Contains(values, value) {
				continue
			}
			if len(values) == 0 && row == f.Rows[0] {
				m.Pos, m.Path = at.Get(column).Pos, strict.Join(path, column)
			}
			values = append(values, value)
		}
	}
	with := " in this band"
	if len(values) > 0 {
		with = " with " + strings.Join(values, " and ")
	}
	m.Message = faulty(spec.Levels.Value, f, with)
	r.file.Report(m)
}
