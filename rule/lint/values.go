package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

// place cuts the path of a value in a list of rows: that of the list, and
// the value's own in the row. A value in no list has neither.
func place(v catalogue.Value) (list, key string) {
	open, end := strings.LastIndex(v.Path, "["), strings.LastIndex(v.Path, "]")
	if open < 0 {
		return "", ""
	}
	return v.Path[:open], strings.TrimPrefix(v.Path[end+1:], ".")
}

// A column is the numbers that stand under one key in the rows of a list.
type column struct {
	list, key string
	least     int // how many steps make a trend
	entries   []catalogue.Value
	values    []decimal.Decimal
}

// lengths are the units of numbers that may rise and fall: how long a step is.
var lengths = []string{"days", "weeks", "months"}

// columns are those of the policy, of the bands of its tables among them.
func (l *linter) columns() []*column {
	var all []*column
	add := func(v catalogue.Value, least int) {
		list, key := place(v)
		number, err := rule.ParseDecimal(v.Path, v.Value)
		if list == "" || err != nil || slices.Contains(lengths, v.Unit) {
			return
		}
		i := slices.IndexFunc(all, func(c *column) bool { return c.list == list && c.key == key })
		if i < 0 {
			i, all = len(all), append(all, &column{list: list, key: key, least: least})
		}
		if c := all[i]; !slices.ContainsFunc(c.entries, func(w catalogue.Value) bool { return w.Path == v.Path }) {
			c.entries, c.values = append(c.entries, v), append(c.values, number)
		}
	}
	for _, t := range l.Tables {
		for _, v := range valuesOf(t.Bands) {
			add(v, 2)
		}
	}
	for _, v := range l.Values {
		if v.Unit == "percent" {
			add(v, 1)
		} else {
			add(v, 2)
		}
	}
	return all
}

// values are those of the bands, one after the other.
func valuesOf(b *catalogue.Bands) []catalogue.Value {
	var values []catalogue.Value
	if b == nil {
		return nil
	}
	for _, row := range b.Rows {
		for _, f := range row.Fixed {
			values = append(values, catalogue.Value{Path: row.Path + "." + f.Name, Value: f.Value.String(), Cite: b.Cite})
		}
	}
	return values
}

// trends reports values that go against all others of their column.
func (l *linter) trends() {
	for _, c := range l.columns() {
		at, step, ok := outOfTrend(c.values, c.least)
		if !ok || slices.ContainsFunc(c.entries, isFraction) { // of which amounts says what is wrong
			continue
		}
		verb := "falls"
		if c.values[step].Cmp(c.values[step-1]) > 0 {
			verb = "rises"
		}
		from, to := c.entries[step-1].Value, c.entries[step].Value
		if at == step {
			from, to = from+" in the row before", to+" here"
		} else {
			from, to = from+" here", to+" in the next row"
		}
		l.warn(OutOfTrend, c.entries[at].Path, c.entries[at].Cite,
			fmt.Sprintf("%s %s from %s to %s, and nowhere else: is one of the two a slip?", c.key, verb, from, to))
	}
}
