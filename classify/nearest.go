package classify

import (
	"maps"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/words"
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
	rows := p.table.Rows()
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
		v, selects := p.variation(fact.Name, ready)
		v.Same = same
		v.Ready = func(value rule.Value) (*rule.Facts, error) {
			changed := copied(f)
			changed[fact.Name] = stated(value)
			_, err := p.ready(changed)
			return &changed, err
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

// Cuts gives the values of a fact at which the level may change, each once and in
// order, while other facts are as f gives them; one that f does not give may be anything.
// Not all says that there may be other cuts: where a test computes with two facts that
// are not given, compares them, or asks a part of a text or a list. The error is an
// InputError for a fact that there is not, also in f, and for a value that cannot be.
func (p *Policy) Cuts(fact string, f rule.Facts) (cuts []rule.Value, all bool, err error) {
	if p == nil || p.table == nil {
		return nil, false, noPolicy()
	}
	if !slices.ContainsFunc(p.facts, func(d rule.Declaration) bool { return d.Name == fact }) {
		names := p.asked.Names()
		return nil, false, &rule.InputError{Field: "fact", Value: fact, Expected: words.OneOf(names), Suggestion: rule.Suggest(fact, names)}
	}
	if err := p.asked.CheckGiven(f); err != nil {
		return nil, false, err
	}
	given := copied(f)
	if b := p.bands; b != nil && given[b.by] != nil && b.dated {
		row, err := b.on(given)
		if err != nil {
			return nil, false, err
		}
		b.scope(given, row)
	} else if b != nil && given[b.by] != nil {
		amount, _ := amountOf(given, b.by) // checked above
		b.scope(given, b.at(amount))
	}
	v, _ := p.variation(fact, given)
	return p.table.Cuts(v)
}

// variation is how the fact changes while others are as they are given; selects says
// that it selects the band, with its values. Where what selects it is not given, every
// band may be the employer's.
func (p *Policy) variation(fact string, given rule.Facts) (v rule.Variation[rule.Facts], selects bool) {
	v = rule.Variation[rule.Facts]{Fact: fact}
	selects = p.bands != nil && fact == p.bands.by
	if p.bands == nil || !selects && given[p.bands.by] != nil {
		v.Within = []*rule.Facts{&given}
	} else {
		for _, b := range p.bands.rows.Rows() {
			facts := maps.Clone(given)
			p.bands.scope(facts, b.Value)
			v.Within = append(v.Within, &facts)
			if !selects {
				continue
			}
			from := rule.Num("", b.From)
			if p.bands.dated {
				from = rule.Date("", dayOf(b.From))
			}
			v.Cuts = append(v.Cuts, from.Value)
			if rule.IsSet(b.Value.last) && p.reads(bandLowerBounds) == "no_band" { // after which there is none
				v.Cuts = append(v.Cuts, rule.Num("", b.Value.last).Value)
			}
		}
	}
	if p.tiers != nil && fact == emfFact && p.reads(factorNotRounded) == "two_decimals" {
		places := int32(2)
		v.Places = &places
	}
	return v, selects
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
