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

// MaxCells bounds the cells that are looked at one by one, and maxWork how often a
// condition is asked in a cell, by the rows of a table in all its bands together.
// Where it comes to more, single facts are searched for, in maxSteps at most: what is
// then still not known is said.
const (
	MaxCells = 1 << 16
	maxWork  = 1 << 24
	maxSteps = 1 << 21
	maxPairs = 1 << 20 // of rows that hold at once
	maxTruth = 1 << 22 // of parts of facts, under the questions that are asked of them
	maxNodes = 1 << 18 // of the conditions, in all bands together: each value of a list that a row asks is one
)

// mostSolved bounds for how many cells of a grid the sums in them are solved.
const mostSolved = 2000

// mostRecorded bounds the cells that are kept to say where a fault lies.
const mostRecorded = 1 << 14

// A Kind is what is wrong with rows.
type Kind string

// The kinds.
const (
	DeadRow      Kind = "dead_row"      // a row that earlier rows always mask, or that never holds
	Gap          Kind = "gap"           // facts for which no row answers
	Overlap      Kind = "overlap"       // facts for which two rows of a unique table hold
	NotAnalysed  Kind = "not_analysed"  // what the analysis could not find out
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
	Collect    bool // any rows may hold, or none: a fault is only one that never does
}

// A Fault is a fault in the rows of a table.
type Fault struct {
	Kind    Kind
	Rows    []int    // the rows concerned, from 0
	Behind  []int    // of a dead row: those that hold before it wherever it does
	Regions []Region // where it lies; none for a dead row
	More    bool     // it lies in more regions than these
	Terms   []string // taken to be independent of one another, and of the facts that they ask, although they are not
	Unsure  bool     // it may be that there are no such facts: the fault is none that is known
}

// Message says what is wrong.
func (f Fault) Message() string { return f.MessageIn("") }

// MessageIn says what is wrong; of a dead row in says for which facts, if not
// for all.
func (f Fault) MessageIn(in string) string {
	message := f.message(in)
	if f.Unsure {
		message = "not analysed: it may be that " + message
	}
	if f.Unsure && len(f.Terms) > 0 {
		message += "; what is asked of " + strings.Join(f.Terms, " and ") + " is looked at by itself"
	}
	return message
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
	return "not analysed: whether " + f.open() + "; the rows ask for too many combinations of facts"
}

// open is what was not found out, of a table that is too large.
func (f Fault) open() string {
	if len(f.Rows) == 0 {
		return "every row can answer, and no facts are left open or answered twice"
	}
	return fmt.Sprintf("row %d can answer", f.Rows[0]+1)
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
	return t.FaultsIn([]Band{{Fixed: fixed, Within: within}})[0]
}

// A Band is what holds in one analysis of a table: the facts that are fixed, by
// their slots, the condition that holds, nil for none, and the rows that are not
// there.
type Band struct {
	Fixed   map[int]expression.Value
	Within  *expression.Node
	Without []int
}

// FaultsIn are the Faults in each band.
func (t *Table) FaultsIn(bands []Band) [][]Fault {
	all := make([][]Fault, len(bands))
	work, steps, nodes, each := 0, maxSteps, 0, t.nodes()
	alike := make(map[string]int) // bands that differ in nothing that a condition asks
	for i, b := range bands {
		if nodes += each; nodes > maxNodes {
			all[i] = []Fault{{Kind: NotAnalysed}}
			continue
		}
		key := t.key(b)
		if same, again := alike[key]; again {
			all[i] = all[same]
			continue
		}
		alike[key] = i
		g := t.grid(b)
		work += g.work()
		if g.cells() > MaxCells || work > maxWork {
			all[i] = t.search(g, &steps)
			continue
		}
		all[i] = t.faults(g)
	}
	return all
}

// nodes counts the parts of all conditions.
func (t *Table) nodes() (n int) {
	for _, c := range t.Conditions {
		if c != nil {
			c.Walk(func(*expression.Node) { n++ })
		}
	}
	return n
}

// key is a text that bands share in which every condition is the same.
func (t *Table) key(b Band) string {
	var key strings.Builder
	key.WriteString(fmt.Sprint(b.Without))
	for _, c := range append(slices.Clone(t.Conditions), b.Within) {
		if c == nil {
			continue
		}
		c.Walk(func(n *expression.Node) {
			if v, fixed := b.Fixed[n.Slot]; fixed && n.Op == expression.OpFact {
				key.WriteString(v.String() + " ")
			}
		})
	}
	if b.Within != nil {
		key.WriteString(b.Within.String())
	}
	return key.String()
}

// Related are the terms that the analysis takes to be independent of one another
// and of the facts that they ask, although they are not.
func (t *Table) Related(b Band) []string { return t.grid(b).related() }

func (t *Table) grid(b Band) *grid {
	conditions := append(slices.Clone(t.Conditions), b.Within)
	for _, row := range b.Without {
		conditions[row] = truth(false)
	}
	return newGrid(t.Facts, conditions, b.Fixed)
}

func (t *Table) faults(g *grid) []Fault {
	rows := len(t.Conditions)
	found := findings{grid: g, collect: t.Collect, answers: make([]bool, rows), behind: make([]map[int]struct{}, rows),
		overlaps: map[[2]int][][]int{}}
	rivals := t.rivals()
	g.each(func(cell []int, holds []bool) {
		if holds[rows] {
			found.add(cell, holds[:rows], rivals)
		}
	})
	return found.faults(g)
}

// search looks for the faults of a table whose cells are too many to be looked at:
// for each row facts for which it answers, and so on. What steps are left for no more
// is said to be not analysed.
func (t *Table) search(g *grid, steps *int) []Fault {
	var faults []Fault
	tooMany := []Fault{{Kind: NotAnalysed}}
	if g.truths() > maxTruth {
		return tooMany
	}
	s, rows, rivals := newSearch(g, *steps), len(t.Conditions), t.rivals()
	defer func() { *steps = s.left }()
	none := func(wants []want, rows []int) []want {
		for _, i := range rows {
			wants = append(wants, want{s.tests[i], false})
		}
		return wants
	}
	within := want{s.tests[rows], true}
	var before []int
	for i := range rows {
		wants := []want{within, {s.tests[i], true}}
		if i >= rivals && !t.Collect {
			wants = none(wants, before)
		}
		where, answers := s.find(wants)
		switch {
		case s.left <= 0:
			return append(faults, tooMany...)
		case !answers:
			faults = append(faults, Fault{Kind: DeadRow, Rows: []int{i}, Behind: s.behind(wants[:2], before)})
		case !g.feasible(where):
			faults = append(faults, Fault{Kind: NotAnalysed, Rows: []int{i}})
		}
		before = append(before, i)
	}
	terms := g.related()
	found := func(kind Kind, where box, rows ...int) {
		f := g.fault(kind, terms, []box{where}, rows...)
		f.Unsure = f.Unsure || !g.feasible(where)
		faults = append(faults, f)
	}
	if where, gap := s.find(none([]want{within}, before)); gap && !t.Collect {
		found(Gap, where)
	}
	for i := range rivals {
		for j := i + 1; j < rivals; j++ {
			if where, both := s.find([]want{within, {s.tests[i], true}, {s.tests[j], true}}); both {
				found(Overlap, where, i, j)
			}
		}
	}
	if s.left <= 0 {
		faults = append(faults, tooMany...)
	}
	return faults
}

// fault is a gap or an overlap that lies in some boxes.
func (g *grid) fault(kind Kind, terms []string, boxes []box, rows ...int) Fault {
	f := Fault{Kind: kind, Rows: rows, Terms: terms, Unsure: g.unsure(boxes)}
	for _, b := range boxes {
		f.Regions = append(f.Regions, g.region(b))
	}
	return f
}

// behind are the rows that hold first for some facts of a dead row.
func (s *search) behind(wants []want, before []int) []int {
	var rows []int
	for _, i := range before {
		if _, first := s.find(append(wants, want{s.tests[i], true})); first {
			rows = append(rows, i)
		}
		wants = append(wants, want{s.tests[i], false})
	}
	return rows
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
	collect  bool
	grid     *grid
	solved   int                // for how many cells the sums were solved
	pairs    int                // how many pairs of rows were compared
	answers  []bool             // of each row: whether it ever does
	behind   []map[int]struct{} // of each row: those that hold first where it does
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

// possible reports whether there are facts in a cell; of more cells than are solved it
// is taken so.
func (f *findings) possible(cell []int) bool {
	if len(f.grid.sums) == 0 || f.solved > mostSolved {
		return true
	}
	f.solved++
	return f.grid.feasible(box{cell, cell})
}

func (f *findings) add(cell []int, holds []bool, rivals int) {
	first := slices.Index(holds, true)
	// a cell without a gap, an overlap or a row that answers for the first time says nothing new
	if first >= 0 && f.answers[first] && !slices.Contains(holds[first+1:], true) || !f.possible(cell) {
		return
	}
	if f.collect {
		for i, yes := range holds {
			f.answers[i] = f.answers[i] || yes
		}
		return
	}
	if first < 0 {
		f.gaps = f.record(f.gaps, cell)
		return
	}
	f.answers[first] = true
	for i := first + 1; i < len(holds); i++ {
		if holds[i] {
			if f.behind[i] == nil {
				f.behind[i] = make(map[int]struct{})
			}
			f.behind[i][first] = struct{}{}
		}
	}
	var rows []int
	for i := first; i < rivals; i++ {
		if holds[i] {
			rows = append(rows, i)
		}
	}
	if f.pairs += len(rows) * len(rows); f.pairs > maxPairs {
		return
	}
	for k, i := range rows {
		for _, j := range rows[k+1:] {
			f.answers[j] = true
			f.overlaps[[2]int{i, j}] = f.record(f.overlaps[[2]int{i, j}], cell)
		}
	}
}

func (f *findings) faults(g *grid) []Fault {
	var faults []Fault
	terms, more := g.related(), f.recorded > mostRecorded
	found := func(kind Kind, cells [][]int, rows ...int) {
		fault := g.fault(kind, terms, g.boxes(cells), rows...)
		fault.More, fault.Unsure = more, fault.Unsure || f.solved > mostSolved
		faults = append(faults, fault)
	}
	for i, answered := range f.answers {
		if !answered {
			faults = append(faults, Fault{Kind: DeadRow, Rows: []int{i}, Behind: slices.Sorted(maps.Keys(f.behind[i]))})
		}
	}
	if len(f.gaps) > 0 {
		found(Gap, f.gaps)
	}
	if f.pairs > maxPairs {
		faults = append(faults, Fault{Kind: NotAnalysed})
	}
	pairs := slices.SortedFunc(maps.Keys(f.overlaps), func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	for _, pair := range pairs {
		found(Overlap, f.overlaps[pair], pair[:]...)
	}
	return faults
}
