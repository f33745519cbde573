package rule

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/analysis"
	"github.com/workcomp-go/workcomp/internal/batch"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/internal/words"
)

// A Batch decides a table over declared facts for many records whose facts are
// numbers, without an allocation for any. Some facts may be fixed by the size of
// another: the values of a band. It is immutable and safe for any number of
// goroutines.
type Batch[V any] struct {
	table *Table[Facts, V]
	slots []int // of the facts in a record
	by    int   // the one by which others are fixed, in a record
	fixed Schedule[decimal.Decimal, map[string]decimal.Decimal]

	records *batch.Records // nil: the plain evaluator answers
	then    []V            // the answers of the tests of the records
}

// NewBatch prepares a table for records of the named facts, in that order.
// Further facts are fixed by the fact by, as the row of the schedule says in
// which it lies; an empty by fixes none. The error is an InputError that names
// a fact which is no number of the table, or which a condition asks and no
// record has.
func NewBatch[V any](t *Table[Facts, V], names []string, by string, fixed Schedule[decimal.Decimal, map[string]decimal.Decimal]) (*Batch[V], error) {
	b := &Batch[V]{table: t, by: slices.Index(names, by), fixed: fixed}
	for _, name := range names {
		slot, err := analysis.Number(&t.schema.Scope, name)
		if err != nil {
			return nil, err
		}
		b.slots = append(b.slots, slot)
	}
	if by != "" && b.by < 0 {
		return nil, &InputError{Field: by, Problem: "a fact that no record has is not valid", Expected: words.OneOf(names)}
	}
	brackets := fixed.rows
	if b.by < 0 {
		brackets = make([]Row[decimal.Decimal, map[string]decimal.Decimal], 1)
	}
	var tests []*expression.Node
	for _, row := range slices.Backward(brackets) { // the highest bracket first
		held, err := analysis.Held(&t.schema.Scope, row.Value)
		if err != nil {
			return nil, err
		}
		for i, condition := range t.conditions() {
			test, err := b.test(condition, held, row.From)
			if err != nil {
				return nil, err
			}
			tests, b.then = append(tests, test), append(b.then, t.rows[i].Then)
		}
	}
	b.records = batch.New(t.schema.Facts, nil, tests).Records(t.schema.Facts, b.slots)
	return b, nil
}

// test is a condition with the facts that a bracket holds, for what lies from
// its start; those above it are asked first.
func (b *Batch[V]) test(condition *expression.Node, held map[int]expression.Value, from decimal.Decimal) (*expression.Node, error) {
	test := expression.Constant(expression.Type{Kind: expression.BoolKind}, expression.Bool(true))
	if condition != nil {
		test = condition.Bind(held)
	}
	var err error
	test.Walk(func(n *expression.Node) {
		if n.Op == expression.OpFact && !slices.Contains(b.slots, n.Slot) {
			err = &InputError{Field: n.Name, Expected: "every fact that a condition asks, in the record or fixed"}
		}
	})
	if b.by < 0 || err != nil {
		return test, err
	}
	slot := b.slots[b.by]
	fact := &expression.Node{Op: expression.OpFact, Type: b.table.schema.Facts[slot].Type, Slot: slot}
	start := expression.Constant(expression.Type{Kind: expression.NumberKind}, expression.Num(from))
	above := &expression.Node{Op: expression.OpCompare, Type: test.Type, Rel: expression.AtLeast, Args: []*expression.Node{fact, start}}
	return &expression.Node{Op: expression.OpAnd, Type: test.Type, Args: []*expression.Node{above, test}}, nil
}

// Decide answers for one record: its facts, in the order of the names. Each of
// them must be given, also one that no row asks. The error is an InputError.
func (b *Batch[V]) Decide(record ...decimal.Decimal) (V, error) {
	if row, ok := b.records.First(record); ok && row < len(b.then) {
		return b.then[row], nil
	}
	return b.plain(record)
}

// plain answers with decimals, by the table itself.
func (b *Batch[V]) plain(record []decimal.Decimal) (V, error) {
	var none V
	if len(record) != len(b.slots) {
		return none, b.width(len(record))
	}
	facts := make(Facts, len(record))
	for i, slot := range b.slots {
		f := &b.table.schema.Facts[slot]
		if _, err := f.Number(record[i]); err != nil {
			return none, err
		}
		facts[f.Name] = record[i]
	}
	if b.by >= 0 {
		row, _, _, ok := b.fixed.At(record[b.by])
		if !ok {
			return none, &InputError{Field: b.table.schema.Facts[b.slots[b.by]].Name, Value: Digits(record[b.by]),
				Expected: "a number from the first row of the schedule on"}
		}
		for name, v := range row.Value {
			facts[name] = v
		}
	}
	return b.table.Decide(&facts)
}

func (b *Batch[V]) width(facts int) error {
	return &InputError{Field: b.table.name, Problem: fmt.Sprintf("a record of %d facts is not valid", facts), Expected: fmt.Sprint(len(b.slots))}
}

// block is how many records DecideAll takes at once: few enough to be kept on
// the stack and near the processor.
const block = 256

// DecideAll writes to answers what Decide answers for each record. The facts
// are in columns, one for each name, each as long as answers. It stops at the
// first record without an answer: n is how many were answered before, and the
// error is what Decide says of that one. Other columns are an InputError.
func (b *Batch[V]) DecideAll(answers []V, columns ...[]decimal.Decimal) (n int, err error) {
	if len(columns) != len(b.slots) {
		return 0, b.width(len(columns))
	}
	for j, column := range columns {
		if len(column) != len(answers) {
			return 0, &InputError{Field: b.table.schema.Facts[b.slots[j]].Name, Problem: fmt.Sprintf("a column of %d is not valid", len(column)),
				Expected: fmt.Sprintf("%d, one for each answer", len(answers))}
		}
	}
	var rows [block]int32
	for from := 0; from < len(answers); from += block {
		part := answers[from:min(from+block, len(answers))]
		b.records.FirstOfEach(rows[:len(part)], columns, from)
		for i := range part {
			if row := rows[i]; row >= 0 && int(row) < len(b.then) {
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
