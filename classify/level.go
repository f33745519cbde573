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
	row, err := p.ready(f)
	if err != nil {
		return rule.Decision[Level]{}, err
	}
	level, findings, err := p.explain(nil, f, row)
	if err != nil {
		return rule.Decision[Level]{}, err
	}
	d := rule.Decision[Level]{Value: Level{Level: level}, Findings: findings}
	if row != nil {
		d.Value.Values = slices.Clone(row.told)
	}
	return d, nil
}

// LevelName answers as Level does, without findings.
func (p *Policy) LevelName(f rule.Facts) (string, error) {
	f = copied(f)
	if _, err := p.ready(f); err != nil {
		return "", err
	}
	return p.table.Decide(&f)
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
	if p.taken.twoDecimals {
		emf, _ := number(f, emfFact) // checked above
		f[emfFact] = rule.Round(emf, 2, rule.HalfUp)
	}
	if p.bands == nil {
		return nil, nil
	}
	amount, _ := number(f, p.bands.by) // checked above
	row := p.bands.at(amount)
	if p.taken.noBandBetween && row.between(amount) {
		return nil, &rule.Refused{Event: "level", Findings: []rule.Finding{read(bandLowerBounds, p.bands.cite, false,
			"A premium of %s is in no band: it is above the band from %s and below the next, and the policy takes the bands as printed.", thousands(amount), row.name)}}
	}
	p.bands.scope(f, row)
	return row, nil
}

// explain answers for facts that are ready, and adds the findings to those that
// there are.
func (p *Policy) explain(findings []rule.Finding, f rule.Facts, row *band) (string, []rule.Finding, error) {
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
		findings = append(findings, p.remarks(f, row)...)
	}
	return found.Value, findings, nil
}

func (p *Policy) inBand(row *band, amount decimal.Decimal) rule.Finding {
	f := rule.Stated{Cite: p.bands.cite, Holds: true, Facts: []rule.Fact{rule.Num(p.bands.by, amount)},
		Text: "The " + p.bands.byInWords + " of " + thousands(amount) + " is in the band from " + row.name + "."}
	if p.tiers != nil && row.between(amount) {
		f.Interpretation = bandLowerBounds
		f.Text += " The table is printed in whole dollars: the values from which its bands begin are read as lower bounds."
	}
	return f.Finding()
}

// remarks are the readings on which the level rests beside the tests: a factor
// exactly on a value, and one with more decimals than the table.
func (p *Policy) remarks(f rule.Facts, row *band) []rule.Finding {
	emf, _ := number(f, emfFact) // ready has read it
	var remarks []rule.Finding
	for _, tier := range []Tier{Focus, Target} {
		if value := p.bands.value(row, string(tier)); emf.Equal(value) {
			qualifies := p.equality() != "exceeding"
			remarks = append(remarks, read(equalityQualifies, p.bands.cite, qualifies,
				`The factor %s is exactly the %s value: the heading of the table says "exceeding", note (4) "equal to or exceeding", and the tests of this policy decide.`, digits(emf), tier))
		}
	}
	if p.taken.twoDecimals {
		remarks = append(remarks, read(factorNotRounded, p.bands.cite, true, "The factor is compared as %s, to two decimals, a half rounded up.", digits(emf)))
	} else if !emf.Equal(emf.Truncate(2)) {
		remarks = append(remarks, read(factorNotRounded, p.bands.cite, true, "The factor %s has more decimals than the table and is compared as it is, not rounded.", digits(emf)))
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
