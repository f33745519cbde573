package classify

import (
	"maps"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

// The facts of a review that § 85-23 rests on.
const (
	premiumFact = "three_year_premium"
	emfFact     = "emf"
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
	f, row, err := p.ready(f)
	if err != nil {
		return rule.Decision[Level]{}, err
	}
	scope := p.scope(f, row)
	found, err := p.table.Explain(&scope)
	if err != nil {
		return rule.Decision[Level]{}, err
	}
	d := rule.Decision[Level]{Value: Level{Level: found.Value}}
	if p.bands != nil {
		amount, _ := number(f, p.bands.by) // ready has read it
		d.Findings = append(d.Findings, p.inBand(row, amount))
		for i, column := range p.bands.columns {
			d.Value.Values = append(d.Value.Values, rule.Fact{Name: column, Value: digits(row.values[i])})
		}
	}
	d.Findings = append(d.Findings, found.Findings...)
	if p.tiers != nil {
		d.Findings = append(d.Findings, p.remarks(f, row)...)
	}
	return d, nil
}

// LevelName answers as Level does, without findings.
func (p *Policy) LevelName(f rule.Facts) (string, error) {
	f, row, err := p.ready(f)
	if err != nil {
		return "", err
	}
	scope := p.scope(f, row)
	return p.table.Decide(&scope)
}

// ready checks the facts, rounds the factor where the policy reads it so, and
// finds the band.
func (p *Policy) ready(f rule.Facts) (rule.Facts, band, error) {
	if p == nil || p.table == nil {
		return nil, band{}, &rule.InputError{Field: "policy", Expected: "a policy, from Builtin or ParsePolicy"}
	}
	if err := p.asked.Check(f); err != nil {
		return nil, band{}, err
	}
	if p.taken.twoDecimals {
		emf, _ := number(f, emfFact) // checked above
		f = maps.Clone(f)
		f[emfFact] = rule.Round(emf, 2, rule.HalfUp)
	}
	if p.bands == nil {
		return f, band{}, nil
	}
	amount, _ := number(f, p.bands.by) // checked above
	row := p.bands.at(amount)
	if p.taken.noBandBetween && row.between(amount) {
		return nil, band{}, &rule.Refused{Event: "level", Findings: []rule.Finding{read(bandLowerBounds, p.bands.cite, false,
			"A premium of %s is in no band: it is above the band from %s and below the next, and the policy takes the bands as printed.", thousands(amount), row)}}
	}
	return f, row, nil
}

// scope adds what the tests may ask beside the facts.
func (p *Policy) scope(f rule.Facts, row band) rule.Facts {
	if p.bands == nil {
		return f
	}
	scope := make(rule.Facts, len(f)+len(p.bands.columns)+1)
	maps.Copy(scope, f)
	for i, column := range p.bands.columns {
		scope[column] = row.values[i]
	}
	scope[bandFact] = row.String()
	return scope
}

func (p *Policy) inBand(row band, amount decimal.Decimal) rule.Finding {
	name := strings.ReplaceAll(p.bands.by, "_", " ")
	f := said(p.bands.cite, true, "The %s of %s is in the band from %s.", name, thousands(amount), row)
	f.Facts = []rule.Fact{{Name: p.bands.by, Value: digits(amount)}}
	if p.tiers != nil && row.between(amount) {
		f.Interpretation = bandLowerBounds
		f.Text += " The table is printed in whole dollars: the values from which its bands begin are read as lower bounds."
	}
	return f
}

// remarks are the readings on which the level rests beside the tests: a factor
// exactly on a value, and one with more decimals than the table.
func (p *Policy) remarks(f rule.Facts, row band) []rule.Finding {
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
		return nil, &rule.InputError{Field: "json", Value: string(n.Kind), Expected: "an object of facts"}
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
			return nil, &rule.InputError{Field: f.Name, Value: string(f.Value.Kind), Expected: "one value"}
		}
	}
	return facts, nil
}
