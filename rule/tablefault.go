package rule

import (
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/analysis"
	"github.com/workcomp-go/workcomp/internal/expression"
)

// A TableFault is a fault in the rows of a table, with where it lies. The zero value is none.
type TableFault struct {
	Name    string   // of the table
	Code    Code     // DeadRow, Gap or Overlap
	Text    string   // what is wrong, in words
	Rows    []int    // the rows concerned, from 0
	Behind  []int    // of a dead row: the rows that hold before it wherever it does; none when it never holds
	Regions []Region // where it lies; none for a dead row
}

// TableFaults are all the faults of a table; they are an error. Nil is no fault.
type TableFaults []TableFault

// Error lists the faults, each with an example.
func (t TableFaults) Error() string {
	lines := make([]string, len(t))
	for i, f := range t {
		lines[i] = f.Name + ": " + f.Text
	}
	return strings.Join(lines, "\n")
}

// A Region is a set of facts in which every row answers alike: the bounds of
// each fact that matters, and one example inside. The zero value has no bounds: all facts.
type Region struct {
	Bounds  []string `json:"bounds"` // "1.40 <= emf < 1.50"
	Example []Fact   `json:"example"`
}

// String gives the bounds: "emf < 1.40 and 5000 <= premium".
func (r Region) String() string { return analysis.Region{Bounds: r.Bounds}.String() }

func regionOf(found analysis.Region) Region {
	r := Region{Bounds: found.Bounds}
	for _, s := range found.Example {
		r.Example = append(r.Example, Fact{s.Name, Value{s.Value}})
	}
	return r
}

// CheckWith analyses the table again with some facts held fixed: the row of a
// schedule, say. It returns the TableFaults that the fixed values bring; it is
// an *InputError that names a fact which is no number or cannot have the value.
func (t *Table[F, V]) CheckWith(fixed map[string]decimal.Decimal) error {
	return t.CheckEach([]map[string]decimal.Decimal{fixed})[0]
}

// CheckEach is CheckWith for each of many rows of a schedule. All together have the
// bounds that an analysis has; what that leaves open is no error.
func (t *Table[F, V]) CheckEach(fixed []map[string]decimal.Decimal) []error {
	if t == nil || t.schema == nil {
		none := make([]error, len(fixed))
		for i := range none {
			none[i] = &InputError{Field: "table", Expected: "a table, from NewTable"}
		}
		return none
	}
	errs, bands, places := make([]error, len(fixed)), []analysis.Band{}, []int{}
	for i, values := range fixed {
		held, err := analysis.Held(&t.schema.Scope, values)
		if errs[i] = err; err == nil {
			bands, places = append(bands, analysis.Band{Fixed: held}), append(places, i)
		}
	}
	for i, found := range t.analysis().FaultsIn(bands) {
		if faults, _ := faultsOf(t.name, found); len(faults) > 0 {
			errs[places[i]] = faults
		}
	}
	return errs
}

func (t *Table[F, V]) analysis() *analysis.Table {
	return &analysis.Table{Facts: t.schema.Facts, Conditions: t.conditions(), Unique: t.hit == Unique, Collect: t.hit == Collect}
}

// faultsOf are the faults that are known, and in words what the analysis left open.
func faultsOf(table string, found []analysis.Fault) (faults TableFaults, open []string) {
	for _, f := range found {
		if f.Unsure || f.Kind == analysis.NotAnalysed {
			open = append(open, f.Message())
			continue
		}
		fault := TableFault{Name: table, Code: Code(f.Kind), Text: f.Message(), Rows: f.Rows, Behind: f.Behind}
		for _, r := range f.Regions {
			fault.Regions = append(fault.Regions, regionOf(r))
		}
		faults = append(faults, fault)
	}
	return faults, open
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
