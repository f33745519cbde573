// Package batch decides tables for many records at once.
package batch

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/analysis"
	fast "github.com/workcomp-go/workcomp/internal/batch"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/internal/words"
	"github.com/workcomp-go/workcomp/rule"
)

// A Table decides a table over declared facts for many records whose facts are
// numbers, without an allocation for any. Some facts may be fixed by the size of
// another: the values of a band. It is immutable and safe for any number of
// goroutines. The zero value has no table: what is asked of it is an error.
type Table[V any] struct {
	table *rule.Table[rule.Facts, V]
	facts expression.Scope
	slots []int // of the facts in a record
	by    int   // the one by which others are fixed, in a record
	fixed Fixed

	records *fast.Records // nil: the plain evaluator answers
	then    []V           // the answers of the tests of the records
}

// Fixed are facts that are fixed by the size of another: from each bracket's
// start on, the values of the facts by their names. Its zero value fixes nothing.
type Fixed = rule.Schedule[decimal.Decimal, map[string]decimal.Decimal]

// New prepares a table for records of the named facts, in that order. Further
// facts are fixed by the fact by, as the bracket says in which it lies; an empty
// by fixes none. The error is an InputError that names a fact which is no number
// of the table, or which a condition asks and no record has.
func New[V any](t *rule.Table[rule.Facts, V], names []string, by string, fixed Fixed) (*Table[V], error) {
	if t == nil {
		return nil, &rule.InputError{Field: "table", Expected: "a table, from rule.NewTableOn"}
	}
	b := &Table[V]{table: t, by: slices.Index(names, by)}
	if rows := fixed.Rows(); len(rows) > 0 {
		b.fixed, _ = rule.NewSchedule(rows...) // whose mappings nobody else has
	}
	for _, d := range t.Facts() {
		b.facts.Facts = append(b.facts.Facts, d.Expression())
	}
	for _, l := range t.Lists() {
		b.facts.Lists = append(b.facts.Lists, expression.NewList(l.Name, l.Values))
	}
	for _, name := range names {
		slot, err := analysis.Number(&b.facts, name)
		if err != nil {
			return nil, err
		}
		b.slots = append(b.slots, slot)
	}
	if by != "" && b.by < 0 {
		return nil, &rule.InputError{Field: by, Problem: "a fact that no record has is not valid", Expected: words.OneOf(names)}
	}
	tests, err := b.tests()
	if err != nil {
		return nil, err
	}
	b.records = fast.New(b.facts.Facts, nil, tests).Records(b.facts.Facts, b.slots)
	return b, nil
}

// tests are the conditions of the rows in each bracket, the highest first.
func (b *Table[V]) tests() ([]*expression.Node, error) {
	brackets := []rule.Bracket[decimal.Decimal, map[string]decimal.Decimal]{{}}
	if b.by >= 0 {
		brackets = b.fixed.Rows()
	}
	var tests []*expression.Node
	for _, bracket := range slices.Backward(brackets) {
		held, err := analysis.Held(&b.facts, bracket.Value)
		if err != nil {
			return nil, err
		}
		for _, row := range b.table.Rows() {
			text := row.If
			if text == "" {
				text = "true"
			}
			condition, _ := expression.CompileBool(text, &b.facts) // which the table has compiled before
			test, err := b.test(condition.Root().Bind(held), bracket.From)
			if err != nil {
				return nil, err
			}
			tests, b.then = append(tests, test), append(b.then, row.Then)
		}
	}
	return tests, nil
}

// test is a condition, for what lies from the start of a bracket on; those above
// it are asked first.
func (b *Table[V]) test(condition *expression.Node, from decimal.Decimal) (*expression.Node, error) {
	var err error
	condition.Walk(func(n *expression.Node) {
		if n.Op == expression.OpFact && !slices.Contains(b.slots, n.Slot) {
			err = &rule.InputError{Field: n.Name, Expected: "every fact that a condition asks, in the record or fixed"}
		}
	})
	if b.by < 0 || err != nil {
		return condition, err
	}
	slot := b.slots[b.by]
	fact := &expression.Node{Op: expression.OpFact, Type: b.facts.Facts[slot].Type, Slot: slot}
	start := expression.Constant(expression.Type{Kind: expression.NumberKind}, expression.Num(from))
	above := &expression.Node{Op: expression.OpCompare, Type: condition.Type, Rel: expression.AtLeast, Args: []*expression.Node{fact, start}}
	return &expression.Node{Op: expression.OpAnd, Type: condition.Type, Args: []*expression.Node{above, condition}}, nil
}

// Decide answers for one record: its facts, in the order of the names. Each of
// them must be given, also one that no row asks. The error is an rule.InputError.
func (b *Table[V]) Decide(record ...decimal.Decimal) (V, error) {
	if err := b.none(); err != nil {
		var none V
		return none, err
	}
	if row, ok := b.records.First(record); ok && row < len(b.then) {
		return b.then[row], nil
	}
	return b.plain(record)
}

// none is the error for a table that nobody prepared.
func (b *Table[V]) none() error {
	if b == nil || b.table == nil {
		return &rule.InputError{Field: "table", Expected: "a table, from New"}
	}
	return nil
}

// plain answers with decimals, by the table itself.
func (b *Table[V]) plain(record []decimal.Decimal) (V, error) {
	var none V
	if len(record) != len(b.slots) {
		return none, b.width(len(record))
	}
	facts := make(rule.Facts, len(record))
	for i, slot := range b.slots {
		f := &b.facts.Facts[slot]
		if _, err := f.Number(record[i]); err != nil {
			return none, err
		}
		facts[f.Name] = record[i]
	}
	if b.by >= 0 {
		row, _, _, ok := b.fixed.At(record[b.by])
		if !ok {
			return none, &rule.InputError{Field: b.facts.Facts[b.slots[b.by]].Name, Value: rule.Digits(record[b.by]),
				Expected: "a number from the first row of the schedule on"}
		}
		for name, v := range row.Value {
			facts[name] = v
		}
	}
	return b.table.Decide(&facts)
}

func (b *Table[V]) width(facts int) error {
	return &rule.InputError{Field: b.table.Name(), Problem: fmt.Sprintf("a record of %d facts is not valid", facts),
		Expected: fmt.Sprint(len(b.slots))}
}

// block is how many records DecideAll takes at once: few enough to be kept on
// the stack and near the processor.
const block = 256

// DecideAll writes to answers what Decide answers for each record. The facts
// are in columns, one for each name, each as long as answers. It stops at the
// first record without an answer: n is how many were answered before, and the
// error is what Decide says of that one. Other columns are an rule.InputError.
func (b *Table[V]) DecideAll(answers []V, columns ...[]decimal.Decimal) (n int, err error) {
	if err := b.none(); err != nil {
		return 0, err
	}
	if len(columns) != len(b.slots) {
		return 0, b.width(len(columns))
	}
	for j, column := range columns {
		if len(column) != len(answers) {
			return 0, &rule.InputError{Field: b.facts.Facts[b.slots[j]].Name, Problem: fmt.Sprintf("a column of %d is not valid", len(column)),
				Expected: fmt.Sprintf("%d, one for each answer", len(answers))}
		}
	}
	var rows [block]int32
	for from := 0; from < len(answers); from += block {
		part := answers[from:min(from+block, len(answers))]
		b.records.FirstOfEach(rows[:len(part)], columns, from)
		for i := range part {
			if row := uint(rows[i]); row < uint(len(b.then)) { // not below zero
				part[i] = b.then[row]
				continue
			}
			record := make([]decimal.Decimal, len(columns))
			for j, column := range columns {
				record[j] = column[from+i]
			}
			if part[i], err = b.Decide(record...); err != nil {
				return from + i, err
			}
		}
	}
	return len(answers), nil
}
