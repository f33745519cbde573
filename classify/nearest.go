package classify

import (
	"maps"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// Nearest says what would have to change for another level: for each of the facts
// alone the nearest thresholds, exact, with their provisions (see rule.Table.Nearest).
// A fact that selects the band may move the employer to another, with its values. The
// error is that of Level. Of a policy that collects levels, or of which a band has not
// all values, every fact is unknown.
func (p *Policy) Nearest(f rule.Facts) (nearest []rule.Threshold[string], unknown []string, err error) {
	ready := copied(f)
	if _, err := p.ready(ready); err != nil {
		return nil, nil, err
	}
	if p.hit == rule.Collect || p.bands != nil && slices.ContainsFunc(p.bands.rows.Rows(), func(b rule.Bracket[decimal.Decimal, *band]) bool {
		return slices.ContainsFunc(b.Value.values, func(v decimal.Decimal) bool { return !rule.IsSet(v) })
	}) {
		return nil, p.asked.Names(), nil // several levels hold at once, or a band leaves tests out
	}
	places, rows := int32(2), p.table.Rows()
	same := func(a, b int) bool {
		if a == b || rows[a].Then != rows[b].Then {
			return a == b
		}
		var of [2]answer
		for i, row := range []int{a, b} {
			if row < len(p.answers) {
				of[i] = p.answers[row]
			}
		}
		return of[0].percent.Source() == of[1].percent.Source() && of[0].amount.Source() == of[1].amount.Source()
	}
	for _, fact := range p.facts {
		if fact.Type == rule.Entries { // one entry more or less is no threshold
			unknown = append(unknown, fact.Name)
			continue
		}
		v := rule.Variation[rule.Facts]{Fact: fact.Name, Within: []*rule.Facts{&ready}, Same: same, Ready: func(value rule.Value) (*rule.Facts, error) {
			changed := copied(f)
			changed[fact.Name] = stated(value)
			_, err := p.ready(changed)
			return &changed, err
		}}
		selects := p.bands != nil && fact.Name == p.bands.by
		if selects {
			v.Within = nil
			for _, b := range p.bands.rows.Rows() {
				facts := maps.Clone(ready)
				p.bands.scope(facts, b.Value)
				v.Within = append(v.Within, &facts)
				from := rule.Num("", b.From)
				if p.bands.dated {
					from = rule.Date("", dayOf(b.From))
				}
				v.Cuts = append(v.Cuts, from.Value)
				if rule.IsSet(b.Value.last) { // after which there may be no band
					v.Cuts = append(v.Cuts, rule.Num("", b.Value.last).Value)
				}
			}
		}
		if p.tiers != nil && fact.Name == emfFact && p.reads(factorNotRounded) == "two_decimals" {
			v.Places = &places
		}
		more, all, err := p.table.NearestOf(&f, v)
		if err != nil {
			return nil, nil, err
		}
		for _, t := range more {
			if selects && !slices.Contains(t.Cites, p.bands.cite) {
				t.Cites = append([]rule.Citation{p.bands.cite}, t.Cites...)
			}
			nearest = append(nearest, t)
		}
		if !all {
			unknown = append(unknown, fact.Name)
		}
	}
	return nearest, unknown, nil
}

// stated is a value as Level takes it.
func stated(v rule.Value) any {
	if v.Date() != (calendar.Date{}) {
		return v.Date()
	}
	if rule.IsSet(v.Number()) {
		return v.Number()
	}
	return v.String() // a text, true or false
}
