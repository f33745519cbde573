package classifytest

import (
	"regexp"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
	"pgregory.net/rapid"
)

// edges are the numbers at which an answer of the policy can turn: those of its
// bands and of its tests, each with a unit of its last digit below and above. The
// key is the fact that is held against them; that of the numbers which are held
// against any other is empty.
type edges map[string][]decimal.Decimal

// written finds the numbers of a condition, and its texts, which have none.
var written = regexp.MustCompile(`"[^"]*"|\b\d+(\.\d+)?\b`)

func edgesOf(c catalogue.Catalogue) edges {
	e := edges{}
	for _, table := range c.Tables {
		if table.Bands == nil {
			continue
		}
		for _, row := range table.Bands.Rows {
			e.add(table.Bands.By, row.From)
			for _, fixed := range row.Fixed {
				e.add("", fixed.Value.String())
			}
		}
	}
	for _, r := range c.Rules {
		for _, number := range written.FindAllString(r.If, -1) {
			if number[0] != '"' {
				e.add("", number)
			}
		}
	}
	for name, all := range e {
		slices.SortFunc(all, decimal.Decimal.Cmp)
		e[name] = slices.CompactFunc(all, decimal.Decimal.Equal)
	}
	return e
}

func (e edges) add(fact, number string) {
	value, err := decimal.NewFromString(number)
	if err != nil { // the day from which a band holds
		return
	}
	unit := decimal.New(1, value.Exponent())
	e[fact] = append(e[fact], value.Sub(unit), value, value.Add(unit))
}

// of are those of a fact, in their order, that the fact can be; none for a fact
// that is no number.
func (e edges) of(d rule.Declaration) []decimal.Decimal {
	all, own := e[d.Name]
	if !own {
		all = e[""]
	}
	return slices.DeleteFunc(slices.Clone(all), func(n decimal.Decimal) bool {
		switch d.Type {
		case rule.Money, rule.Factor, rule.Rate:
			return n.Sign() < 0
		case rule.Count:
			return n.Sign() < 0 || !n.IsInteger()
		}
		return d.Type != rule.Number
	})
}

// half draws one of the numbers half the time; ok is false the other half, and
// where there are none.
func half(t *rapid.T, of []decimal.Decimal, name string) (n decimal.Decimal, ok bool) {
	if len(of) == 0 || !rapid.Bool().Draw(t, "at an edge") {
		return decimal.Decimal{}, false
	}
	return rapid.SampledFrom(of).Draw(t, name), true
}
