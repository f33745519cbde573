package classify

import (
	"maps"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

// The facts of a review: those that § 85-23 rests on, and those that a policy
// may declare beside them.
const (
	premiumFact    = "three_year_premium"
	emfFact        = "emf"
	fromFact       = "from"
	toFact         = "to"
	subscriberFact = "new_subscriber"
)

// A Level is where the facts of an employer put it.
type Level struct {
	// Level is one of the policy's levels, or none.
	Level string `json:"level"`
	// Values are those of the employer's band, in the order of the policy.
	Values []rule.Fact `json:"values,omitempty"`
}

// Level answers for the facts that the policy names: the level, with a finding
// for each test looked at. Every one of the facts must be given, also one that
// another makes superfluous, and no other: a missing, negative or non-numeric
// fact is an InputError that names it. Nothing is rounded unless the policy
// reads factor-not-rounded so.
func (p *Policy) Level(f rule.Facts) (rule.Decision[Level], error) {
	f = copied(f)
	emf, _ := number(f, emfFact) // checked by ready
	row, err := p.ready(f)
	if err != nil {
		return rule.Decision[Level]{}, err
	}
	level, findings, err := p.explain(nil, f, row, emf)
	if err != nil {
		return rule.Decision[Level]{}, err
	}
	d := rule.Decision[Level]{Value: Level{Level: level}, Findings: findings}
	if row != nil {
		d.Value.Values = slices.Clone(row.told)
	}
	return d, nil
}

// copied copies the facts, with room for those that ready adds.
func copied(f rule.Facts) rule.Facts {
	const room = 8 // for most; a map grows
	facts := make(rule.Facts, room)
	maps.Copy(facts, f)
	return facts
}

// ready makes checked facts ready for the tests: it rounds the factor where the
// policy reads it so, and adds the values of the band, which it returns; nil
// for a policy without bands.
func (p *Policy) ready(f rule.Facts) (*band, error) {
	if p == nil || p.table == nil {
		return nil, noPolicy()
	}
	if err := p.asked.Check(f); err != nil {
		return nil, err
	}
	if p.bands == nil {
		return nil, nil
	}
	amount, _ := number(f, p.bands.by) // checked above
	row := p.bands.at(amount)
	if row.between(amount) && p.reads(bandLowerBounds) == "no_band" {
		return nil, &rule.Refused{Event: "level", Findings: []rule.Finding{on(bandLowerBounds,
			cited(inNoBand, p.bands.cite, false, rule.Num(p.bands.by, amount), rule.Str(bandFact, row.name), rule.Num("amount", amount)))}}
	}
	p.bands.scope(f, row)
	if p.tiers != nil {
		emf, _ := number(f, emfFact) // checked above
		f[emfFact] = p.compared(emf)
	}
	return row, nil
}

var (
	inNoBand = &rule.Template{ID: "bands.none",
		Text: "A premium tax of {amount:grouped} is in no band: it is above the band from {band} and below the next, and the policy takes the bands as printed."}
	lowerBounds = &rule.Template{ID: "bands.lower_bounds", Text: "The {what} of {amount:grouped} is in the band from {band}. " +
		"The table is printed in whole dollars: the values from which its bands begin are read as lower bounds."}
	inBand = &rule.Template{ID: "bands.in", Text: "The {what} of {amount:grouped} is in the band from {band}."}

	onValueQualifies = &rule.Template{ID: "levels.on_value", Text: "The factor {emf} is exactly the {tier} value: " +
		`the heading of the table says "exceeding", note (4) "equal to or exceeding", and the tests of this policy decide.`}
	factorRounded = &rule.Template{ID: "levels.rounded", Text: "The factor {emf} is compared as {compared}, to two decimals, a half rounded up."}
	factorExact   = &rule.Template{ID: "levels.exact", Text: "The factor {emf} has more decimals than the table and is compared as it is, not rounded."}
)

// on is a finding that rests on an interpretation.
func on(id string, f rule.Finding) rule.Finding {
	f.Interpretations = append(f.Interpretations, id)
	return f
}

// explain answers for facts that are ready, and adds the findings to those that
// there are. emf is the factor as it was given.
func (p *Policy) explain(findings []rule.Finding, f rule.Facts, row *band, emf decimal.Decimal) (string, []rule.Finding, error) {
	found, err := p.table.Explain(&f)
	if err != nil {
		return "", findings, err
	}
	const room = 4 // for the band, and for what is said beside the tests
	findings = slices.Grow(findings, len(found.Findings)+room)
	if row != nil {
		amount, _ := number(f, p.bands.by) // ready has read it
		findings = append(findings, p.inBand(row, amount))
	}
	findings = append(findings, found.Findings...)
	if p.tiers != nil {
		findings = append(findings, p.remarks(emf, row)...)
	}
	return found.Value, findings, nil
}

func (p *Policy) inBand(row *band, amount decimal.Decimal) rule.Finding {
	facts := []rule.Fact{rule.Num(p.bands.by, amount), rule.Str(bandFact, row.name), rule.Str("what", p.bands.byInWords), rule.Num("amount", amount)}
	if p.tiers != nil && row.between(amount) {
		return on(bandLowerBounds, cited(lowerBounds, p.bands.cite, true, facts...))
	}
	return cited(inBand, p.bands.cite, true, facts...)
}

// remarks are the readings on which the level rests beside the tests: a factor on
// a value, and one that rounding would move over or onto a value.
func (p *Policy) remarks(given decimal.Decimal, row *band) []rule.Finding {
	emf, rounded := p.compared(given), rule.Round(given, 2, rule.HalfUp)
	moved := false
	var remarks []rule.Finding
	for _, tier := range []Tier{Focus, Target} {
		value := p.bands.value(row, string(tier))
		if emf.Equal(value) {
			remarks = append(remarks, on(equalityQualifies,
				cited(onValueQualifies, p.bands.cite, p.reads(equalityQualifies) != "exceeding", rule.Num("emf", emf), rule.Str("tier", tier))))
		}
		moved = moved || given.Cmp(value) != rounded.Cmp(value)
	}
	switch {
	case moved && p.reads(factorNotRounded) == "two_decimals":
		remarks = append(remarks, on(factorNotRounded, cited(factorRounded, p.bands.cite, true, rule.Num("emf", given), rule.Num("compared", emf))))
	case moved:
		remarks = append(remarks, on(factorNotRounded, cited(factorExact, p.bands.cite, true, rule.Num("emf", given))))
	}
	return remarks
}

// number reads a fact that was checked.
func number(f rule.Facts, name string) (decimal.Decimal, error) {
	switch given := f[name].(type) {
	case decimal.Decimal:
		return given, nil
	case int:
		return decimal.NewFromInt(int64(given)), nil
	case string:
		return rule.ParseDecimal(name, given)
	}
	return decimal.Decimal{}, &rule.InputError{Field: name, Expected: "a decimal number"}
}

// UnmarshalFacts reads the facts of Level from a flat JSON object. Numbers keep
// the digits that were written.
func UnmarshalFacts(data []byte) (rule.Facts, error) {
	n, err := doc.ParseJSON(data)
	if err != nil {
		return nil, err
	}
	if n.Kind != doc.Map {
		return nil, &rule.InputError{Field: "json", Problem: string(n.Kind) + " is not valid", Expected: "an object of facts"}
	}
	facts := rule.Facts{}
	for _, f := range n.Fields {
		switch f.Value.Kind {
		case doc.Bool:
			facts[f.Name] = f.Value.Text == "true"
		case doc.Num, doc.Text:
			facts[f.Name] = f.Value.Text
		case doc.Null:
		default:
			return nil, &rule.InputError{Field: f.Name, Problem: string(f.Value.Kind) + " is not valid", Expected: "one value"}
		}
	}
	return facts, nil
}
