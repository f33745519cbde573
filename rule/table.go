package rule

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/analysis"
	"github.com/workcomp-go/workcomp/internal/batch"
	"github.com/workcomp-go/workcomp/internal/unshare"
)

// A HitPolicy says how many rows of a Table may hold at once. The zero value is none of
// them: an input error.
type HitPolicy string

// The kinds of tables.
const (
	// Unique is exactly one: two rows that hold for the same facts are a fault,
	// but for a last row without a condition.
	Unique HitPolicy = "unique"
	// First is the first that holds, in the order of the rows.
	First HitPolicy = "first"
	// Collect is every row that holds, in the order of the rows; it may be none. Such a
	// table answers with All and ExplainAll.
	Collect HitPolicy = "collect"
)

// A Row is one row of a Table. The zero value lacks its name: a fault of the table.
type Row[V any] struct {
	ID             string   // the row's own name, stable, for a Catalogue
	If             string   // the condition; the last row may have none: it answers when no other does
	Then           V        // the answer
	Cite           Citation // the provision the row states
	Text           string   // the finding when the row holds; {fact} stands for a value
	Else           string   // the finding when it does not; empty: the condition's words
	Interpretation string   // the reading on which the row rests, if any
}

// A Table answers by the row whose condition holds. It is checked when it is
// built: a row that can never answer, facts for which no row answers and, in a
// unique table, facts for which two do, are faults. What the analysis leaves open
// (see NotAnalysed) is no fault: it is asked of the facts of each case. It is
// immutable. The zero value has no rows: what is asked of it is an error.
type Table[F, V any] struct {
	name    string
	rows    []Row[V]
	clauses []clause[F]
	schema  *schema[F]
	hit     HitPolicy
	fast    *batch.Tests // over all rows; nil: each is asked by itself
	facts   int          // how many the findings of all rows have, each once
	open    []string     // what the analysis did not find out
	lists   bool         // whether an answer may have lists or mappings, of which each is to be the caller's own
}

// NewTable builds a table over the fields of the struct F (see Compile). The
// error is an *InputError for a hit that is none of the kinds, an
// *ExprError for an F that cannot be facts, a *RowError for a row's text, or
// TableFaults.
func NewTable[F, V any](name string, hit HitPolicy, rows ...Row[V]) (*Table[F, V], error) {
	s, err := structSchema[F]()
	if err != nil {
		return nil, err
	}
	return newTable(s, name, hit, rows, analysis.Band{})
}

// MustTable is NewTable for package-level literals; it panics on a mistake.
func MustTable[F, V any](name string, hit HitPolicy, rows ...Row[V]) *Table[F, V] {
	return must(NewTable[F](name, hit, rows...))
}

// NewTableOn builds a table over declared facts.
func NewTableOn[V any](d *Declarations, name string, hit HitPolicy, rows ...Row[V]) (*Table[Facts, V], error) {
	return newTable(d.facts(), name, hit, rows, analysis.Band{})
}

// NewTableWithin is NewTableOn for a table that is asked only where a condition holds, and
// of which some facts are always these: a row of a schedule. It is analysed for that
// alone. The error may also be an *InputError that names a fact which is no number or
// cannot have the value.
func NewTableWithin[V any](d *Declarations, within *Condition[Facts], fixed map[string]decimal.Decimal, name string, hit HitPolicy,
	rows ...Row[V]) (*Table[Facts, V], error) {
	held, err := analysis.Held(&d.facts().Scope, fixed)
	if err == nil {
		err = within.none()
	}
	if err != nil {
		return nil, err
	}
	return newTable(d.facts(), name, hit, rows, analysis.Band{Fixed: held, Within: within.program.Root()})
}

func newTable[F, V any](s *schema[F], name string, hit HitPolicy, rows []Row[V], band analysis.Band) (*Table[F, V], error) {
	t, err := compileTable(s, name, hit, rows)
	if err != nil {
		return nil, err
	}
	faults, open := faultsOf(t.name, t.analysis().Faults(band.Fixed, band.Within))
	if len(faults) > 0 {
		return nil, faults
	}
	if t.open = open; !t.unproven() && hit != Collect {
		t.fast = s.tests(t.conditions()...)
	}
	return t, nil
}

// mostAsked bounds the values of lists that the rows of a table ask, one after another
// for each case.
const mostAsked = 100_000

// compileTable compiles the rows, and does not look at them together.
func compileTable[F, V any](s *schema[F], name string, hit HitPolicy, rows []Row[V]) (*Table[F, V], error) {
	if hit != Unique && hit != First && hit != Collect {
		return nil, &InputError{Field: name + ": hit", Value: string(hit), Expected: "unique, first or collect"}
	}
	t := &Table[F, V]{name: name, schema: s, hit: hit, lists: unshare.Holds[V]()}
	var slots []int
	asked := 0
	for i, row := range rows {
		c, err := compileClause(s, row.ID, row.If, row.Text, row.Else, row.Cite, row.Interpretation)
		if c.condition != nil {
			asked += c.condition.program.Asked()
		}
		if err == nil && asked > mostAsked {
			err = &RowError{Field: "if", Err: &ExprError{Source: row.If,
				Message: fmt.Sprintf("the rows up to this one ask for more than %d values of lists", mostAsked)}}
		}
		if err != nil {
			err.Name, err.Row = name, i
			return nil, err
		}
		row.Then = t.own(row.Then)
		t.rows = append(t.rows, row)
		t.clauses = append(t.clauses, c)
		slots = add(slots, c.holds.slots...)
		if c.fails != nil {
			slots = add(slots, c.fails.slots...)
		}
	}
	t.facts = len(slots)
	return t, nil
}

// own gives an answer whose lists nobody else has: a table is immutable.
func (t *Table[F, V]) own(then V) V {
	if t.lists {
		return unshare.Of(then)
	}
	return then
}

// unproven reports whether two rows may hold at once where only one may.
func (t *Table[F, V]) unproven() bool { return t.hit == Unique && t.open != nil }

// NotAnalysed says in words what the analysis of the rows did not find out, if
// anything: "not analysed: …". Where it may be that two rows of a unique table hold,
// or none does, each case that is decided shows: it is then an InputError.
func (t *Table[F, V]) NotAnalysed() []string {
	if t == nil {
		return nil
	}
	return slices.Clone(t.open)
}

// Name returns the name of the table.
func (t *Table[F, V]) Name() string {
	if t == nil {
		t = &Table[F, V]{}
	}
	return t.name
}

// HitPolicy says how many of its rows may hold at once.
func (t *Table[F, V]) HitPolicy() HitPolicy {
	if t == nil {
		t = &Table[F, V]{}
	}
	return t.hit
}

// Facts lists what the rows may ask.
func (t *Table[F, V]) Facts() []Declaration {
	if t == nil || t.schema == nil {
		return nil
	}
	return t.schema.declarations()
}

// Lists gives the lists that the rows may ask by name.
func (t *Table[F, V]) Lists() []NamedList {
	if t == nil || t.schema == nil {
		return nil
	}
	var lists []NamedList
	for _, l := range t.schema.Lists {
		lists = append(lists, NamedList{l.Name, slices.Clone(l.Values)})
	}
	return lists
}

// Rows returns the rows, in order.
func (t *Table[F, V]) Rows() []Row[V] {
	if t == nil {
		t = &Table[F, V]{}
	}
	rows := slices.Clone(t.rows)
	for i := range rows {
		rows[i].Then = t.own(rows[i].Then)
	}
	return rows
}

// Decide returns the answer, without findings. The error is an InputError that
// names a missing fact.
func (t *Table[F, V]) Decide(f *F) (V, error) {
	if t == nil {
		t = &Table[F, V]{}
	}
	var none V
	if t.hit == Collect {
		return none, t.collects()
	}
	if row, ok := batch.First(t.fast, f); ok && row < len(t.rows) {
		return t.own(t.rows[row].Then), nil
	}
	for i := range t.clauses {
		holds, err := t.clauses[i].test(f)
		if err != nil {
			return none, err
		}
		if holds {
			if err := t.alone(f, i); err != nil {
				return none, err
			}
			return t.own(t.rows[i].Then), nil
		}
	}
	return none, t.none()
}

// alone is an error when another row than the first that holds does so too, of a table
// for which that was not ruled out when it was built.
func (t *Table[F, V]) alone(f *F, first int) error {
	for j := first + 1; t.unproven() && j < len(t.clauses) && t.clauses[j].condition != nil; j++ {
		holds, err := t.clauses[j].test(f)
		if err != nil {
			return err
		}
		if holds {
			return &InputError{Field: t.name, Problem: fmt.Sprintf("a case for which rows %d and %d both hold is not valid", first+1, j+1),
				Expected: "facts for which one row holds"}
		}
	}
	return nil
}

// Explain returns the same answer with a finding for each row looked at: those
// that do not hold, in order, and the one that does.
func (t *Table[F, V]) Explain(f *F) (Decision[V], error) {
	if t == nil {
		t = &Table[F, V]{}
	}
	if t.hit == Collect {
		return Decision[V]{}, t.collects()
	}
	row, known := batch.First(t.fast, f)
	if !known {
		row = len(t.rows) - 1
	}
	findings := make([]Finding, 0, row+1)
	r := reader[F]{schema: t.schema, f: f, facts: make([]Fact, 0, t.facts)}
	for i := range t.clauses {
		var answer *bool
		if holds := i == row; known {
			answer = &holds
		}
		found, err := t.clauses[i].findIn(&r, answer)
		if err != nil {
			return Decision[V]{}, err
		}
		findings = append(findings, found)
		if found.Holds {
			if err := t.alone(f, i); err != nil {
				return Decision[V]{}, err
			}
			return Decision[V]{Value: t.own(t.rows[i].Then), Findings: findings}, nil
		}
	}
	return Decision[V]{}, t.none()
}

// collects is the error for a table that may have several answers, asked for one.
func (t *Table[F, V]) collects() error {
	return &InputError{Field: t.name, Problem: "a table that collects has not just one answer", Expected: "the question for all of them"}
}

// All returns the answers of all rows that hold, in their order, without findings; of a
// table of any kind.
func (t *Table[F, V]) All(f *F) ([]V, error) {
	var all []V
	for i := range t.Rows() {
		holds, err := t.clauses[i].test(f)
		if err != nil {
			return nil, err
		}
		if holds {
			all = append(all, t.own(t.rows[i].Then))
		}
	}
	return all, nil
}

// ExplainAll returns the same answers with a finding for each row.
func (t *Table[F, V]) ExplainAll(f *F) (Decision[[]V], error) {
	var d Decision[[]V]
	if t == nil {
		return d, nil
	}
	r := reader[F]{schema: t.schema, f: f, facts: make([]Fact, 0, t.facts)}
	for i := range t.clauses {
		found, err := t.clauses[i].findIn(&r, nil)
		if err != nil {
			return Decision[[]V]{}, err
		}
		if d.Findings = append(d.Findings, found); found.Holds {
			d.Value = append(d.Value, t.own(t.rows[i].Then))
		}
	}
	return d, nil
}

// none is the error for facts that no row covers. The analysis of NewTable
// rules it out; what is left is the zero Table, which has no rows.
func (t *Table[F, V]) none() error {
	return &InputError{Field: t.name, Problem: "a case that no row covers is not valid", Expected: "facts for which a row holds"}
}
