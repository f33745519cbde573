package classify

import (
	"maps"
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// Nearest says what would have to change for another level: for each of the facts
// alone the nearest thresholds, exact, with their provisions (see rule.Table.Nearest).
// A fact that selects the band may move the employer to another, with its values. The
// error is that of Level.
func (p *Policy) Nearest(f rule.Facts) (nearest []rule.Threshold[string], unknown []string, err error) {
	ready := copied(f)
	if _, err := p.ready(ready); err != nil {
		return nil, nil, err
	}
	places := int32(2)
	for _, fact := range p.facts {
		v := rule.Variation[rule.Facts]{Fact: fact.Name, Within: []*rule.Facts{&ready}, Ready: func(value rule.Value) (*rule.Facts, error) {
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
				v.Cuts = append(v.Cuts, rule.Num("", b.From).Value)
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
