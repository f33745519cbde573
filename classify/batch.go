package classify

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/batch"
)

// A Batch puts many employers in levels at once: it answers as Level does,
// employer by employer, and allocates nothing for any of them. Policy.Batch gives
// one, prepared. It is immutable and safe for any number of goroutines; a host
// that wants several gives each of them a part of the columns. The zero value has no
// policy: an input error.
type Batch struct {
	policy  *Policy
	columns *batch.Table[string]
	noBand  bool // band-lower-bounds: a premium can be in no band
	rounded bool // factor-not-rounded: the factor is rounded
}

// mostColumns is how many facts an employer of a Batch can have.
const mostColumns = 8

// Batch prepares the policy for batches of employers. It is an InputError for a
// policy whose facts are not all numbers, whose tests ask the band by its name,
// or that has more than eight facts: Level answers for those.
func (p *Policy) Batch() (*Batch, error) {
	if p == nil || p.table == nil {
		return nil, noPolicy()
	}
	if len(p.facts) > mostColumns {
		return nil, &rule.InputError{Field: "policy", Value: p.id, Problem: fmt.Sprintf("has %d facts", len(p.facts)), Expected: fmt.Sprintf("at most %d facts", mostColumns)}
	}
	if p.hit == rule.Collect {
		return nil, &rule.InputError{Field: "policy", Value: p.id, Problem: "has several levels for an employer", Expected: "a policy that has one"}
	}
	if p.apart() {
		return nil, &rule.InputError{Field: "policy", Value: p.id, Problem: "has a table for each band", Expected: "bands that have all of the values, and hit: first"}
	}
	by, fixed := p.fixed()
	columns, err := batch.New(p.table, declared(p.facts), by, fixed)
	if err != nil {
		return nil, err
	}
	return &Batch{policy: p, columns: columns, noBand: p.reads(bandLowerBounds) == "no_band", rounded: p.reads(factorNotRounded) == "two_decimals"}, nil
}

// fixed are the values that the bands of the policy fix, by the fact that
// selects the band.
func (p *Policy) fixed() (by string, rows batch.Fixed) {
	if p.bands == nil || p.bands.dated {
		return "", rows
	}
	var bands []rule.Bracket[decimal.Decimal, map[string]decimal.Decimal]
	for _, row := range p.bands.rows.Rows() {
		bands = append(bands, rule.Bracket[decimal.Decimal, map[string]decimal.Decimal]{From: row.From, Value: p.bands.fixed(row.Value), Cite: row.Cite})
	}
	rows, _ = rule.NewSchedule(bands...) // they were a schedule before
	return p.bands.by, rows
}

// Levels writes the level of each employer to levels. Its facts are in the
// columns, one for each fact of the policy, in the order of Facts. It stops at
// the first employer for whom there is no answer: n is how many were answered
// before, and the error is what Level says of that one. Columns of unequal
// length are an InputError.
func (b *Batch) Levels(levels []string, columns ...[]decimal.Decimal) (n int, err error) {
	if err := b.check(levels, columns); err != nil {
		return 0, err
	}
	if !b.noBand && !b.rounded {
		return b.columns.DecideAll(levels, columns...)
	}
	var facts [mostColumns]decimal.Decimal
	record := facts[:len(columns)]
	for i := range levels {
		for j := range columns {
			record[j] = columns[j][i]
		}
		if levels[i], err = b.level(record); err != nil {
			return i, err
		}
	}
	return len(levels), nil
}

func (b *Batch) check(levels []string, columns [][]decimal.Decimal) error {
	if b == nil || b.policy == nil {
		return noPolicy()
	}
	if len(columns) != len(b.policy.facts) {
		return &rule.InputError{Field: "columns", Value: fmt.Sprint(len(columns)), Expected: fmt.Sprintf("one for each of the facts %v", declared(b.policy.facts))}
	}
	for j, column := range columns {
		if len(column) != len(levels) {
			return &rule.InputError{Field: b.policy.facts[j].Name, Problem: fmt.Sprintf("a column of %d is not valid", len(column)), Expected: fmt.Sprintf("%d, as many as there are levels to write", len(levels))}
		}
	}
	return nil
}

// level answers for one employer. Two readings are not those of the table
// itself: that a premium can be in no band, and that the factor is rounded,
// which concerns one of more than two decimals.
func (b *Batch) level(record []decimal.Decimal) (string, error) {
	if b.noBand || b.rounded && slices.ContainsFunc(record, moreThanCents) {
		d, err := b.policy.Level(b.facts(record))
		return d.Value.Level, err
	}
	return b.columns.Decide(record...)
}

func moreThanCents(d decimal.Decimal) bool { return d.Exponent() < -2 }

func (b *Batch) facts(record []decimal.Decimal) rule.Facts {
	facts := make(rule.Facts, len(record))
	for i, fact := range b.policy.facts {
		facts[fact.Name] = record[i]
	}
	return facts
}

func noPolicy() error {
	return &rule.InputError{Field: "policy", Expected: "a policy, from Builtin or ParsePolicy"}
}
