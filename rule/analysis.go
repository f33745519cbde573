package rule

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/internal/words"
)

// A TableFault is a fault in the rows of a table, with where it lies.
type TableFault struct {
	Name    string   // of the table
	Kind    Mistake  // DeadRow, Gap, Overlap, or BadValue when it cannot be checked
	Rows    []int    // the rows concerned, from 0
	Behind  []int    // of a dead row: the rows that hold before it wherever it does; none when it never holds
	Regions []Region // where it lies; none for a dead row
}

// TableFaults are all the faults of a table; they are an error.
type TableFaults []TableFault

// Error lists the faults, each with an example.
func (t TableFaults) Error() string {
	lines := make([]string, len(t))
	for i, f := range t {
		lines[i] = f.Name + ": " + f.Message()
	}
	return strings.Join(lines, "\n")
}

// Message says what is wrong, without the table's name.
func (f TableFault) Message() string {
	switch f.Kind {
	case DeadRow:
		return deadRow(f.Rows[0], "")
	case Gap:
		return "no row answers when " + regionsText(f.Regions) + "; a last row without a condition would"
	case Overlap:
		return fmt.Sprintf("rows %d and %d both hold when %s", f.Rows[0]+1, f.Rows[1]+1, regionsText(f.Regions))
	}
	return fmt.Sprintf("the table asks for too many combinations to be checked (more than %d): split it", maxCells)
}

// deadRow says that a row never answers; where says for which facts, if not for
// all.
func deadRow(row int, where string) string {
	return fmt.Sprintf("row %d can never answer%s: the rows before it answer first, or its condition never holds", row+1, where)
}

func regionsText(regions []Region) string {
	first := regions[0].String()
	if len(regions[0].Example) > 0 {
		words := make([]string, len(regions[0].Example))
		for i, f := range regions[0].Example {
			words[i] = f.Name + " " + f.Value.String()
		}
		first += " (for example " + strings.Join(words, ", ") + ")"
	}
	if len(regions) > 1 {
		first += fmt.Sprintf(", and in %d more regions", len(regions)-1)
	}
	return first
}

// maxCells bounds the analysis.
const maxCells = 1 << 16

// CheckWith analyses the table again with some facts held fixed: the row of a
// schedule, say. It returns the TableFaults that the fixed values bring; it is
// an *InputError that names a fact which is no number or cannot have the value.
func (t *Table[F, V]) CheckWith(fixed map[string]decimal.Decimal) error {
	held, err := t.held(fixed)
	if err != nil {
		return err
	}
	if faults := t.analyse(held, nil); len(faults) > 0 {
		return faults
	}
	return nil
}

// held reads the values of facts that are fixed, by their slots.
func (t *Table[F, V]) held(fixed map[string]decimal.Decimal) (map[int]expression.Value, error) {
	held := make(map[int]expression.Value, len(fixed))
	for _, name := range slices.Sorted(maps.Keys(fixed)) {
		slot, err := t.number(name)
		if err != nil {
			return nil, err
		}
		v, err := t.schema.Facts[slot].Number(fixed[name])
		if err != nil {
			return nil, err
		}
		held[slot] = v
	}
	return held, nil
}

// number is the slot of a fact that is a number.
func (t *Table[F, V]) number(name string) (slot int, err error) {
	slot = t.schema.Slot(name)
	if slot < 0 || t.schema.Facts[slot].Type.Kind != expression.NumberKind {
		return 0, &InputError{Field: name, Problem: "a fact that is no number of the table is not valid", Expected: words.OneOf(t.schema.Names())}
	}
	return slot, nil
}

// analyse divides the space of facts into cells in which no comparison with a
// constant changes, and asks every row in each of them. Facts for which within
// does not hold are left out; nil leaves out none.
func (t *Table[F, V]) analyse(fixed map[int]expression.Value, within *expression.Node) TableFaults {
	rows := len(t.clauses)
	g := newGrid(t.schema.Facts, append(t.conditions(), within), fixed)
	if g.cells() > maxCells {
		return TableFaults{{Name: t.name, Kind: BadValue}}
	}
	found := cellFindings{answers: make([]bool, rows), behind: make([][]int, rows), overlaps: map[[2]int][][]int{}}
	rivals := t.rivals()
	g.each(func(cell []int, holds []bool) {
		if holds[rows] {
			found.add(slices.Clone(cell), holds[:rows], rivals)
		}
	})
	return found.faults(t.name, g)
}

// conditions are those of the rows; nil for a row without one.
func (t *Table[F, V]) conditions() []*expression.Node {
	conditions := make([]*expression.Node, len(t.clauses))
	for i, c := range t.clauses {
		if c.condition != nil {
			conditions[i] = c.condition.program.Root()
		}
	}
	return conditions
}

// rivals counts the rows of which no two may hold at once. A last row without
// a condition is none of them: it is for what is left.
func (t *Table[F, V]) rivals() int {
	n := len(t.clauses)
	switch {
	case t.hit == First:
		return 0
	case n > 0 && t.clauses[n-1].condition == nil:
		return n - 1
	}
	return n
}

// cellFindings are what the cells of a table show.
type cellFindings struct {
	answers  []bool             // of each row: whether it ever does
	behind   [][]int            // of each row: those that hold first where it does
	gaps     [][]int            // cells
	overlaps map[[2]int][][]int // cells, of two rows
}

func (f *cellFindings) add(cell []int, holds []bool, rivals int) {
	first := slices.Index(holds, true)
	if first < 0 {
		f.gaps = append(f.gaps, cell)
		return
	}
	f.answers[first] = true
	for i := first + 1; i < len(holds); i++ {
		if holds[i] && !slices.Contains(f.behind[i], first) {
			f.behind[i] = append(f.behind[i], first)
		}
	}
	for i := first; i < rivals; i++ {
		for j := i + 1; holds[i] && j < rivals; j++ {
			if holds[j] {
				f.answers[j] = true
				f.overlaps[[2]int{i, j}] = append(f.overlaps[[2]int{i, j}], cell)
			}
		}
	}
}

// faults lists the dead rows, the gaps and the overlaps, in the order of rows.
func (f *cellFindings) faults(name string, g *grid) TableFaults {
	var faults TableFaults
	for i, answered := range f.answers {
		if !answered {
			slices.Sort(f.behind[i])
			faults = append(faults, TableFault{Name: name, Kind: DeadRow, Rows: []int{i}, Behind: f.behind[i]})
		}
	}
	if len(f.gaps) > 0 {
		faults = append(faults, TableFault{Name: name, Kind: Gap, Regions: g.regions(f.gaps)})
	}
	for i := range f.answers {
		for j := range f.answers {
			if cells := f.overlaps[[2]int{i, j}]; cells != nil {
				faults = append(faults, TableFault{Name: name, Kind: Overlap, Rows: []int{i, j}, Regions: g.regions(cells)})
			}
		}
	}
	return faults
}
