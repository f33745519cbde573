package lint

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/analysis"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

// band is one band: the values that are fixed in it, and the facts that lie
// in it.
type band struct {
	catalogue.Band
	by, next string // next is empty in the last band
	values   map[string]decimal.Decimal
	held     map[int]expression.Value
	within   *expression.Node
}

// String tells the band: "three_year_premium from 5000 up to 12500".
func (b band) String() string {
	if b.next == "" {
		return b.by + " from " + b.From
	}
	return b.by + " from " + b.From + " up to " + b.next
}

// bounds are the band as the bounds of a region.
func (b band) bounds() string {
	if b.next == "" {
		return b.From + " <= " + b.by
	}
	return b.From + " <= " + b.by + " < " + b.next
}

// readBands reads the bands, and reports those that cannot be.
func (t *table) readBands() bool {
	rows := t.entry.Bands.Rows
	for i, row := range rows {
		b := band{Band: row, by: t.entry.Bands.By}
		if i+1 < len(rows) {
			b.next = rows[i+1].From
		}
		if err := t.readBand(&b); err != nil {
			t.broken(row.Path, err)
			return false
		}
		t.bands = append(t.bands, b)
	}
	return true
}

func (t *table) readBand(b *band) error {
	b.values = make(map[string]decimal.Decimal, len(b.Fixed))
	for _, f := range b.Fixed {
		v, err := rule.ParseDecimal(f.Name, f.Value.String())
		if err != nil {
			return err
		}
		b.values[f.Name] = v
	}
	form := "%s"
	if i := t.scope.Slot(b.by); i >= 0 && t.scope.Facts[i].Type.Kind == expression.DateKind {
		form = `date("%s")`
	}
	text := b.by + " >= " + fmt.Sprintf(form, b.From)
	if b.next != "" {
		text += " and " + b.by + " < " + fmt.Sprintf(form, b.next)
	}
	within, err := compileText(t.scope, text)
	if err != nil {
		return err
	}
	b.within = within.Root()
	b.held, err = analysis.Held(t.scope, b.values)
	return err
}

// threshold is a column of the bands that a fact is compared with.
type threshold struct {
	fact, column string
	least        bool // the fact has to be more, not less
	equal        bool // or as much
}

// isFixed reports whether some band has a value of that name.
func (t *table) isFixed(name string) bool {
	return slices.ContainsFunc(t.bands, func(b band) bool { _, fixed := b.values[name]; return fixed })
}

// uneven reports whether some band has not all of the values.
func (t *table) uneven() bool {
	return slices.ContainsFunc(t.bands, func(b band) bool {
		return slices.ContainsFunc(t.entry.Facts, func(f catalogue.Fact) bool { _, has := b.values[f.Name]; return !has && t.isFixed(f.Name) })
	})
}

// lacking reports whether a row asks for a value that a band has not, though others have
// it: it is not looked at in that band.
func (t *table) lacking(row int, b band) bool {
	return slices.ContainsFunc(t.uses(row), func(name string) bool { _, has := b.values[name]; return !has && t.isFixed(name) })
}

// thresholds lists those that the tests compare, each once, in their order.
func (t *table) thresholds() []threshold {
	var found []threshold
	for _, c := range t.together.Conditions {
		if c == nil {
			continue
		}
		c.Walk(func(e *expression.Node) {
			if e.Op != expression.OpCompare || e.Args[0].Op != expression.OpFact || e.Args[1].Op != expression.OpFact || !e.Rel.Ordered() {
				return
			}
			at := threshold{e.Args[0].Name, e.Args[1].Name, e.Rel.Greater, e.Rel.Equal}
			if t.isFixed(at.fact) {
				at = threshold{at.column, at.fact, e.Rel.Less, e.Rel.Equal}
			}
			if t.isFixed(at.column) && !t.isFixed(at.fact) && !slices.Contains(found, at) {
				found = append(found, at)
			}
		})
	}
	return found
}

// crossings reports thresholds of one fact that stand in another order in a
// band than in most.
func (t *table) crossings() {
	if len(t.bands) < 2 {
		return
	}
	all := t.thresholds()
	for i, p := range all {
		for _, q := range all[i+1:] {
			if p.fact == q.fact && p.least == q.least {
				t.crossing(p, q)
			}
		}
	}
}

func (t *table) crossing(p, q threshold) {
	higher := 0
	var both []band // in which the two have a value
	for _, b := range t.bands {
		_, hasP := b.values[p.column]
		if _, hasQ := b.values[q.column]; hasP && hasQ {
			both = append(both, b)
		}
	}
	for _, b := range both {
		higher += b.values[p.column].Cmp(b.values[q.column])
	}
	for _, b := range both {
		if higher == 0 { // as many bands either way: the first of them decides
			higher = b.values[p.column].Cmp(b.values[q.column])
		}
	}
	if higher < 0 {
		p, q = q, p
	}
	most := 0
	for _, b := range both {
		if b.values[p.column].Cmp(b.values[q.column]) > 0 {
			most++
		}
	}
	for _, b := range both {
		if most > 0 && b.values[p.column].Cmp(b.values[q.column]) <= 0 {
			t.crossed(b, p, q, fmt.Sprintf("in %d of %d bands %s is the higher of the two", most, len(both), p.column))
		}
	}
}

// crossed reports a band in which p, the higher one in most, is not.
func (t *table) crossed(b band, p, q threshold, most string) {
	low, high := expression.Num(b.values[p.column]), expression.Num(b.values[q.column])
	path := b.Path + "." + p.column
	if low.Compare(high) == 0 {
		t.warn(Crossing, path, t.entry.Bands.Cite,
			fmt.Sprintf("%s and %s are both %v here, so that no %s lies between them; %s", p.column, q.column, low, p.fact, most))
		return
	}
	s := t.scope
	between, inside := analysis.Inside(s.Facts[s.Slot(p.fact)].Type, &low, &high)
	if !inside { // whole numbers that follow one another
		between = low
		if p.equal != p.least {
			between = high
		}
	}
	passes := fmt.Sprintf("is enough for %s and not for %s", p.column, q.column)
	if !p.least {
		passes = fmt.Sprintf("is within %s and not within %s", q.column, p.column)
	}
	region := rule.Region{Bounds: []string{b.bounds(), fmt.Sprintf("%v < %s < %v", low, p.fact, high)},
		Example: []rule.Fact{rule.Str(b.by, b.From), rule.Str(p.fact, between.String())}}
	t.warn(Crossing, path, t.entry.Bands.Cite, fmt.Sprintf("%s is %v here, less than %s, which is %v; %s. With %s %s, %s %v %s",
		p.column, low, q.column, high, most, b.by, b.From, p.fact, between, passes), region)
}
