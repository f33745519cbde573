// Package analysis looks at conditions together, for all facts there can be: it
// finds what the rows of a table leave open, answer twice or never reach, and
// what the rows of a lifecycle mask. It divides the space of facts into cells in
// which no comparison with a constant changes, and asks every row in each.
package analysis

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/internal/words"
)

// MaxCells bounds the cells of one analysis, and maxWork how often a condition is
// asked in a cell, by the rows of a table in all its bands together: what comes to
// more is not begun.
const (
	MaxCells = 1 << 16
	maxWork  = 1 << 24
)

// mostRecorded bounds the cells that are kept to say where a fault lies.
const mostRecorded = 1 << 14

// A Kind is what is wrong with rows.
type Kind string

// The kinds.
const (
	DeadRow      Kind = "dead_row"      // a row that earlier rows always mask, or that never holds
	Gap          Kind = "gap"           // facts for which no row answers
	Overlap      Kind = "overlap"       // facts for which two rows of a unique table hold
	TooMany      Kind = "bad_value"     // more combinations than MaxCells
	NoExit       Kind = "no_exit"       // no row leads out of a state that is not final
	NotReached   Kind = "not_reached"   // no row leads to a state
	MissingKey   Kind = "missing_key"   // a row without an id, an event or a state
	DuplicateKey Kind = "duplicate_key" // an id that is another row's
)

// A Table is the conditions of a table's rows, nil for a row without one.
type Table struct {
	Facts      []expression.Fact
	Conditions []*expression.Node
	Unique     bool // no two rows may hold at once, but for a last one without a condition
}

// A Fault is a fault in the rows of a table.
type Fault struct {
	Kind    Kind
	Rows    []int    // the rows concerned, from 0
	Behind  []int    // of a dead row: those that hold before it wherever it does
	Regions []Region // where it lies; none for a dead row
	More    bool     // it lies in more regions than these; of TooMany: not the combinations are too many but the questions
	Terms   []string // taken to be independent of one another, and of the facts that they ask, although they are not
}

// Message says what is wrong.
func (f Fault) Message() string { return f.MessageIn("") }

// MessageIn says what is wrong; of a dead row in says for which facts, if not
// for all.
func (f Fault) MessageIn(in string) string {
	return f.message(in) + f.Apart()
}

// Apart says which terms the analysis took to be independent.
func (f Fault) Apart() string {
	if len(f.Terms) == 0 {
		return ""
	}
	return " (what is asked of " + strings.Join(f.Terms, " and ") + " is looked at by itself: it may be that there are no such facts)"
}

func (f Fault) message(in string) string {
	switch f.Kind {
	case DeadRow:
		return fmt.Sprintf("row %d can never answer%s: the rows before it answer first, or its condition never holds", f.Rows[0]+1, in)
	case Gap:
		return "no row answers when " + f.where() + "; a last row without a condition would"
	case Overlap:
		return fmt.Sprintf("rows %d and %d both hold when %s", f.Rows[0]+1, f.Rows[1]+1, f.where())
	}
	if f.More {
		return fmt.Sprintf("the table is not checked: that would take more than %d questions: split it", maxWork)
	}
	return fmt.Sprintf("the table asks for too many combinations to be checked (more than %d): split it", MaxCells)
}

func (f Fault) where() string {
	regions := f.Regions
	first := regions[0].String()
	if len(regions[0].Example) > 0 {
		words := make([]string, len(regions[0].Example))
		for i, s := range regions[0].Example {
			words[i] = s.Name + " " + s.Value.String()
		}
		first += " (for example " + strings.Join(words, ", ") + ")"
	}
	switch {
	case f.More:
		first += fmt.Sprintf(", and in %d more regions at least", len(regions)-1)
	case len(regions) > 1:
		first += fmt.Sprintf(", and in %d more regions", len(regions)-1)
	}
	return first
}

// Number is the slot of a fact that is a number. The error is a
// *calendar.InputError that names one which is none.
func Number(s *expression.Scope, name string) (slot int, err error) {
	slot = s.Slot(name)
	if slot < 0 || s.Facts[slot].Type.Kind != expression.NumberKind {
		return 0, &calendar.InputError{Field: name, Problem: "a fact that is no number of the table is not valid",
			Expected: words.OneOf(s.Names())}
	}
	return slot, nil
}

// Held reads the values of facts that are fixed, by their slots. The error is a
// *calendar.InputError that names a fact which is no number or cannot have the
// value.
func Held(s *expression.Scope, fixed map[string]decimal.Decimal) (map[int]expression.Value, error) {
	held := make(map[int]expression.Value, len(fixed))
	for _, name := range slices.Sorted(maps.Keys(fixed)) {
		slot, err := Number(s, name)
		if err != nil {
			return nil, err
		}
		if held[slot], err = s.Facts[slot].Number(fixed[name]); err != nil {
			return nil, err
		}
	}
	return held, nil
}

// Faults lists the dead rows, the gaps and the overlaps, in the order of rows,
// with some facts held fixed by their slots. Facts for which within does not
// hold are left out; nil leaves out none.
func (t *Table) Faults(fixed map[int]expression.Value, within *expression.Node) []Fault {
	return t.FaultsIn([]Band{{fixed, within}})[0]
}

// A Band is what holds in one analysis of a table: the facts that are fixed, by
// their slots, and the condition that holds; nil for none.
type Band struct {
	Fixed  map[int]expression.Value
	Within *expression.Node
}

// FaultsIn are the Faults in each band. When one of them, or all together, are
// more than can be analysed, nothing is, and every band has the fault TooMany
// alone.
func (t *Table) FaultsIn(bands []Band) [][]Fault {
	all := make([][]Fault, len(bands))
	work := 0
	for _, b := range bands {
		g := t.grid(b)
		work += t.work(g)
		if cells := g.cells(); cells > MaxCells || work > maxWork {
			for j := range all {
				all[j] = []Fault{{Kind: TooMany, More: cells <= MaxCells}}
			}
			return all
		}
	}
	for i, b := range bands {
		all[i] = t.faults(t.grid(b))
	}
	return all
}

// Related are the terms that the analysis takes to be independent of one another
// and of the facts that they ask, although they are not.
func (t *Table) Related(b Band) []string { return t.grid(b).related() }

func (t *Table) grid(b Band) *grid {
	return newGrid(t.Facts, append(slices.Clone(t.Conditions), b.Within), b.Fixed)
}

// work is that of the grid, and of comparing the rows of which no two may hold.
func (t *Table) work(g *grid) int {
	n := t.rivals()
	return g.work() + g.cells()*n*n/2
}

func (t *Table) faults(g *grid) []Fault {
	rows := len(t.Conditions)
	found := findings{answers: make([]bool, rows), behind: make([]map[int]bool, rows), overlaps: map[[2]int][][]int{}}
	rivals := t.rivals()
	g.each(func(cell []int, holds []bool) {
		if holds[rows] {
			found.add(cell, holds[:rows], rivals)
		}
	})
	return found.faults(g)
}

// rivals counts the rows of which no two may hold at once. A last row without
// a condition is none of them: it is for what is left.
func (t *Table) rivals() int {
	n := len(t.Conditions)
	switch {
	case !t.Unique:
		return 0
	case n > 0 && t.Conditions[n-1] == nil:
		return n - 1
	}
	return n
}

// findings are what the cells of a table show.
type findings struct {
	answers  []bool             // of each row: whether it ever does
	behind   []map[int]bool     // of each row: those that hold first where it does
	gaps     [][]int            // cells
	overlaps map[[2]int][][]int // cells, of two rows
	recorded int                // how many cells
}

// record keeps a cell, as long as there are not too many.
func (f *findings) record(cells [][]int, cell []int) [][]int {
	if f.recorded++; f.recorded > mostRecorded && cells != nil {
		return cells
	}
	return append(cells, slices.Clone(cell))
}

func (f *findings) add(cell []int, holds []bool, rivals int) {
	first := slices.Index(holds, true)
	if first < 0 {
		f.gaps = f.record(f.gaps, cell)
		return
	}
	f.answers[first] = true
	for i := first + 1; i < len(holds); i++ {
		if holds[i] {
			if f.behind[i] == nil {
				f.behind[i] = make(map[int]bool)
			}
			f.behind[i][first] = true
		}
	}
	for i := first; i < rivals; i++ {
		for j := i + 1; holds[i] && j < rivals; j++ {
			if holds[j] {
				f.answers[j] = true
				f.overlaps[[2]int{i, j}] = f.record(f.overlaps[[2]int{i, j}], cell)
			}
		}
	}
}

func (f *findings) faults(g *grid) []Fault {
	var faults []Fault
	terms, more := g.related(), f.recorded > mostRecorded
	for i, answered := range f.answers {
		if !answered {
			faults = append(faults, Fault{Kind: DeadRow, Rows: []int{i}, Behind: slices.Sorted(maps.Keys(f.behind[i]))})
		}
	}
	if len(f.gaps) > 0 {
		faults = append(faults, Fault{Kind: Gap, Regions: g.regions(f.gaps), More: more, Terms: terms})
	}
	pairs := slices.SortedFunc(maps.Keys(f.overlaps), func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	for _, pair := range pairs {
		faults = append(faults, Fault{Kind: Overlap, Rows: pair[:], Regions: g.regions(f.overlaps[pair]), More: more, Terms: terms})
	}
	return faults
}
