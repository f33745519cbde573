package classify

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

// bandFact is the name by which tests and sentences know the band: "25,000 up
// to 50,000".
const bandFact = "band"

// bands is a table of values by the size of one fact: the rows of Table
// 85-23A. Which values a row has the policy says.
type bands struct {
	by      string // the fact that selects the band
	cite    rule.Citation
	columns []string // the names of the values
	rows    rule.Schedule[decimal.Decimal, []decimal.Decimal]
}

// A band is the row that holds for an amount.
type band struct {
	from, next decimal.Decimal // next is unset in the last band
	values     []decimal.Decimal
}

// at returns the band of an amount, which is zero or more.
func (b *bands) at(amount decimal.Decimal) band {
	r, next, last, _ := b.rows.At(amount) // the first band begins at 0
	if last {
		next = decimal.Decimal{}
	}
	return band{from: r.From, next: next, values: r.Value}
}

// String writes the band as "25,000 up to 50,000" or "50,000".
func (b band) String() string {
	if !rule.Given(b.next) {
		return thousands(b.from)
	}
	return thousands(b.from) + " up to " + thousands(b.next)
}

// between reports whether an amount is between this band, as it is printed in
// whole dollars, and the next: more than 4,999 and less than 5,000.
func (b band) between(amount decimal.Decimal) bool {
	return rule.Given(b.next) && amount.Cmp(b.next.Sub(decimal.New(1, 0))) > 0
}

// value returns the named value of the band.
func (b *bands) value(row band, name string) decimal.Decimal {
	return row.values[slices.Index(b.columns, name)]
}

type bandsFile struct {
	By   doc.At[string]        `json:"by"`
	Cite doc.At[rule.Citation] `json:"cite"`
	Rows []doc.At[*doc.Node]   `json:"rows"`
}

// bands reads the table of values and reports what is wrong with it.
func (r *reader) bands(spec doc.At[bandsFile], facts []rule.Declaration) *bands {
	b := &bands{by: spec.Value.By.Value, cite: spec.Value.Cite.Value}
	if spec.Pos.Line == 0 {
		return nil
	}
	names := declared(facts)
	if i := slices.Index(names, b.by); i < 0 {
		r.wrong(spec.Value.By.Pos, "bands.by", fmt.Sprintf("%q", b.by), fmt.Sprintf("one of the facts %v", names), rule.Suggest(b.by, names))
	} else if !slices.Contains([]rule.FactType{rule.Money, rule.Factor, rule.Rate, rule.Count}, facts[i].Type) {
		r.wrong(spec.Value.By.Pos, "bands.by", fmt.Sprintf("%q, a %s,", b.by, facts[i].Type), "a fact that is zero or more", "")
	}
	if b.cite == "" {
		r.wrong(spec.Value.Cite.Pos, "bands.cite", `""`, "the provision of the table", "")
	}
	var rows []rule.Row[decimal.Decimal, []decimal.Decimal]
	for i, at := range spec.Value.Rows {
		rows = append(rows, r.band(b, i, at, rows))
	}
	if len(rows) == 0 {
		r.wrong(spec.Pos, "bands.rows", "an empty list", "at least one band", "")
	}
	if !r.clean() {
		return nil
	}
	b.rows, _ = rule.NewSchedule(rows...) // checked row by row
	return b
}

// band reads one row: from, and a value for each column of the first row.
func (r *reader) band(b *bands, i int, at doc.At[*doc.Node], before []rule.Row[decimal.Decimal, []decimal.Decimal]) rule.Row[decimal.Decimal, []decimal.Decimal] {
	path := fmt.Sprintf("bands.rows[%d]", i)
	row := rule.Row[decimal.Decimal, []decimal.Decimal]{Cite: b.cite}
	if at.Value.Kind != doc.Map {
		r.wrong(at.Value.Pos, path, "what is here", "a mapping: from, and the values of the band", "")
		return row
	}
	if i == 0 {
		b.columns = at.Value.Without("from").Keys()
	}
	row.From = r.amount(at, path, "from")
	switch {
	case !rule.Given(row.From):
	case i == 0 && row.From.Sign() != 0:
		r.wrong(at.Value.Get("from").Pos, path+".from", digits(row.From), "0, the start of the first band", "")
	case i > 0 && rule.Given(before[i-1].From) && row.From.Cmp(before[i-1].From) <= 0:
		r.wrong(at.Value.Get("from").Pos, path+".from", digits(row.From), "more than "+digits(before[i-1].From)+" of the band before", "")
	}
	for _, column := range b.columns {
		row.Value = append(row.Value, r.amount(at, path, column))
	}
	for _, f := range at.Value.Fields {
		if f.Name != "from" && !slices.Contains(b.columns, f.Name) {
			r.file.Report(doc.Mistake{Kind: rule.UnknownKey, Pos: f.Pos, Path: doc.Join(path, f.Name), Value: fmt.Sprintf("key %q", f.Name),
				Expected: fmt.Sprintf("the values of the first band, %v", b.columns), Suggestion: rule.Suggest(f.Name, b.columns)})
		}
	}
	return row
}

// amount reads a number of a band, zero or more; unset when it is none.
func (r *reader) amount(at doc.At[*doc.Node], path, name string) decimal.Decimal {
	n := at.Value.Get(name)
	if n == nil {
		r.file.Report(doc.Mistake{Kind: rule.MissingKey, Pos: at.Value.Pos, Path: doc.Join(path, name), Expected: "this key"})
		return decimal.Decimal{}
	}
	var d decimal.Decimal
	r.file.Decode(n, doc.Join(path, name), &d)
	if rule.Given(d) && d.Sign() < 0 {
		r.wrong(n.Pos, doc.Join(path, name), digits(d), "zero or more", "")
	}
	return d
}
