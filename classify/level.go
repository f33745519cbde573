package classify

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
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

// A Level is where the facts of an employer put it. The zero value answers nothing: it
// stands beside an error.
type Level struct {
	// Level is one of the policy's levels, or none; of a policy that collects, the first of
	// Levels.
	Level string `json:"level"`
	// Percent is the credit (below zero), discount or surcharge of the level, in percent;
	// unset where the policy states none.
	Percent decimal.Decimal `json:"percent,omitzero"`
	// Amount is one in dollars, likewise.
	Amount decimal.Decimal `json:"amount,omitzero"`
	// Levels are all whose tests hold, of a policy that collects.
	Levels []Level `json:"levels,omitempty"`
	// Values are those of the employer's band, in the order of the policy.
	Values []rule.Fact `json:"values,omitempty"`
}

// MarshalJSON writes a percent and an amount with the digits that they have, and leaves
// out what is unset.
func (l Level) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Level   string      `json:"level"`
		Percent *string     `json:"percent,omitempty"`
		Amount  *string     `json:"amount,omitempty"`
		Levels  []Level     `json:"levels,omitempty"`
		Values  []rule.Fact `json:"values,omitempty"`
	}{l.Level, text(l.Percent), text(l.Amount), l.Levels, l.Values})
}

// Level answers for the facts that the policy names: the level, with a finding
// for each test looked at. Every one of the facts must be given, also one that
// another makes superfluous, and no other: a missing, negative or non-numeric
// fact is an InputError that names it. Nothing is rounded unless the policy
// reads factor-not-rounded so.
func (p *Policy) Level(f rule.Facts) (rule.Decision[Level], error) {
	f = copied(f)
	emf, _ := amountOf(f, emfFact) // checked by ready
	row, err := p.ready(f)
	if err != nil {
		return rule.Decision[Level]{}, err
	}
	level, findings, err := p.explain(nil, f, row, emf)
	if err != nil {
		return rule.Decision[Level]{}, err
	}
	if row != nil {
		level.Values = slices.Clone(row.stated)
	}
	return rule.Decision[Level]{Value: level, Findings: findings}, nil
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
	if p.bands.dated {
		row, err := p.bands.on(f)
		if err == nil {
			p.bands.scope(f, row)
		}
		return row, err
	}
	amount, _ := amountOf(f, p.bands.by) // checked above
	row := p.bands.at(amount)
	if row.between(amount) && p.reads(bandLowerBounds) == "no_band" {
		return nil, &rule.Refused{Event: "level", Findings: []rule.Finding{on(bandLowerBounds,
			cited(said(p.bands.cite, inNoBand, inNoBandPlain), p.bands.cite, false, rule.Num(p.bands.by, amount), rule.Str(bandFact, row.name),
				rule.Num("amount", amount)))}}
	}
	p.bands.scope(f, row)
	if p.tiers != nil {
		emf, _ := amountOf(f, emfFact) // checked above
		f[emfFact] = p.compared(emf)
	}
	return row, nil
}

var (
	inNoBand = &rule.Template{ID: "bands.none",
		Text: "A premium tax of {amount:grouped} is in no band: it is above the band from {band} and below the next, and the policy takes the bands as printed."}
	inNoBandPlain = &rule.Template{ID: "bands.none",
		Text: "The amount {amount:grouped} is in no band: it is above the band from {band} and below the next, and the policy takes the bands as printed."}
	lowerBounds = &rule.Template{ID: "bands.lower_bounds", Text: "The {what} of {amount:grouped} is in the band from {band}. " +
		"The table is printed in whole dollars: the values from which its bands begin are read as lower bounds."}
	lowerBoundsPlain = &rule.Template{ID: "bands.lower_bounds", Text: "The {what} of {amount:grouped} is in the band from {band}. " +
		"The values from which the bands begin are read as lower bounds."}
	onDay     = &rule.Template{ID: "bands.day", Text: "The values that hold from {band} are those of {day}."}
	notInBand = &rule.Template{ID: "bands.without", Text: "The band from {band} has no value for the level {level}: it is not looked at."}
	inBand    = &rule.Template{ID: "bands.in", Text: "The {what} of {amount:grouped} is in the band from {band}."}

	onValueQualifies = &rule.Template{ID: "levels.on_value", Text: "The factor {emf} is exactly the {tier} value: " +
		`the heading of the table says "exceeding", note (4) "equal to or exceeding", and the tests of this policy decide.`}
	onValuePlain = &rule.Template{ID: "levels.on_value",
		Text: "The factor {emf} is exactly the {tier} value: whether that qualifies, the tests of this policy decide."}
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
func (p *Policy) explain(findings []rule.Finding, f rule.Facts, row *band, emf decimal.Decimal) (Level, []rule.Finding, error) {
	table := p.table
	if row != nil && row.table != nil {
		table = row.table
	}
	level, tests, err := p.test(table, row, f)
	if err != nil {
		return Level{}, findings, err
	}
	const room = 4 // for the band, and for what is said beside the tests
	findings = slices.Grow(findings, len(tests)+room)
	if row != nil {
		findings = append(findings, p.inBand(row, f))
		for _, level := range row.without {
			findings = append(findings, cited(notInBand, p.bands.cite, false, rule.Str("level", level), rule.Str(bandFact, row.name)))
		}
	}
	findings = append(findings, tests...)
	if p.tiers != nil {
		findings = append(findings, p.remarks(emf, row)...)
	}
	return level, findings, nil
}

// test answers by the table of the policy, or of the band.
func (p *Policy) test(table *rule.Table[rule.Facts, string], row *band, f rule.Facts) (Level, []rule.Finding, error) {
	place := func(i int) int { // of a row among those of the policy
		if row != nil && row.table != nil {
			return row.left[i]
		}
		return i
	}
	if p.hit != rule.Collect {
		found, err := table.Explain(&f)
		if err != nil {
			return Level{}, nil, err
		}
		last := len(found.Findings) - 1 // the row that holds is the last that was looked at
		level := Level{Level: found.Value}
		answer, err := p.answer(&level, place(last), f, found.Findings[last].Cite)
		return level, append(found.Findings, answer...), err
	}
	found, err := table.ExplainAll(&f)
	if err != nil {
		return Level{}, nil, err
	}
	all, rows := Level{Level: string(None)}, table.Rows()
	var findings []rule.Finding
	for i, finding := range found.Findings {
		findings = append(findings, finding)
		if !finding.Holds {
			continue
		}
		level := Level{Level: rows[i].Then}
		answer, err := p.answer(&level, place(i), f, finding.Cite)
		if err != nil {
			return Level{}, nil, err
		}
		findings, all.Levels = append(findings, answer...), append(all.Levels, level)
	}
	if len(all.Levels) > 0 {
		all.Level = all.Levels[0].Level
	}
	return all, findings, nil
}

func (p *Policy) inBand(row *band, f rule.Facts) rule.Finding {
	if p.bands.dated {
		return cited(onDay, p.bands.cite, true, rule.Date("day", day(f, p.bands.by)), rule.Str(bandFact, row.name))
	}
	amount, _ := amountOf(f, p.bands.by) // ready has read it
	facts := []rule.Fact{rule.Num(p.bands.by, amount), rule.Str(bandFact, row.name), rule.Str("what", p.bands.byInWords), rule.Num("amount", amount)}
	if p.tiers != nil && row.between(amount) {
		return on(bandLowerBounds, cited(said(p.bands.cite, lowerBounds, lowerBoundsPlain), p.bands.cite, true, facts...))
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
				cited(said(p.bands.cite, onValueQualifies, onValuePlain), p.bands.cite, p.reads(equalityQualifies) != "exceeding",
					rule.Num("emf", emf), rule.Str("tier", tier))))
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

// amountOf reads a fact that was checked.
func amountOf(f rule.Facts, name string) (decimal.Decimal, error) {
	switch given := f[name].(type) {
	case decimal.Decimal:
		return given, nil
	case int:
		return decimal.NewFromInt(int64(given)), nil
	case int64:
		return decimal.NewFromInt(given), nil
	case string:
		return rule.ParseDecimal(name, given)
	}
	return decimal.Decimal{}, &rule.InputError{Field: name, Expected: "a decimal number"}
}

// day is a date among facts that were checked.
func day(f rule.Facts, name string) calendar.Date {
	switch given := f[name].(type) {
	case calendar.Date:
		return given
	case string:
		d, _ := calendar.Parse(given) // which was checked
		return d
	}
	return calendar.Date{}
}

// UnmarshalFacts reads the facts of Level from a JSON object of values and of lists of
// values or of objects. Numbers keep the digits that were written.
func UnmarshalFacts(data []byte) (rule.Facts, error) {
	n, err := strict.ParseJSON(data)
	if err != nil {
		return nil, err
	}
	if n.Kind != strict.Map {
		return nil, &rule.InputError{Field: "json", Problem: string(n.Kind) + " is not valid", Expected: "an object of facts"}
	}
	return factsOf(n, "", strict.List)
}

// factsOf reads an object; may is what a value in it may be beside a plain one.
func factsOf(n *strict.Node, at string, may strict.Kind) (rule.Facts, error) {
	facts := rule.Facts{}
	for _, f := range n.Fields {
		v, err := factOf(f.Value, at+f.Name, may)
		if err != nil {
			return nil, err
		}
		if v != nil {
			facts[f.Name] = v
		}
	}
	return facts, nil
}

func factOf(n *strict.Node, at string, may strict.Kind) (any, error) {
	switch {
	case n.Kind == strict.Bool:
		return n.Text == "true", nil
	case n.Kind == strict.Num || n.Kind == strict.Text:
		return n.Text, nil
	case n.Kind == strict.Null:
		return nil, nil
	case n.Kind == strict.Map && may == strict.Map:
		return factsOf(n, at+".", "")
	case n.Kind != strict.List || may != strict.List:
		return nil, &rule.InputError{Field: at, Problem: string(n.Kind) + " is not valid", Expected: "one value"}
	}
	list := make([]any, len(n.Items))
	for i, item := range n.Items {
		var err error
		if list[i], err = factOf(item, fmt.Sprintf("%s[%d]", at, i), strict.Map); err != nil {
			return nil, err
		}
	}
	return list, nil
}
