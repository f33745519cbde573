package rule

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/internal/words"
)

// Columns decides a table over declared facts for many records whose facts are
// numbers, one after the other, without an allocation for any. Some facts may
// be fixed by the size of another: the values of a band. It is immutable and
// safe for any number of goroutines.
type Columns[V any] struct {
	table *Table[Facts, V]
	slots []int // of the facts in a record
	by    int   // the one by which others are fixed, in a record
	fixed Schedule[decimal.Decimal, map[string]decimal.Decimal]

	fast  *fast   // nil: the plain evaluator answers
	keyed []keyed // the facts in a record, as the fast path takes them
	then  []V     // the answers of the tests of the fast path
}

// keyed is a number in a record.
type keyed struct {
	place int   // among the keys that the fast path reads, or -1
	least int64 // no key of the fact is less
	whole int64 // every key of the fact is a multiple
	steps       // among cells; none for a fact that no test asks
}

// key returns the key of a number that the fact can be.
func (k *keyed) key(d *decimal.Decimal, scale int32) (key int64, ok bool) {
	key, ok = keyOf(d, scale)
	return key, ok && key >= k.least && (k.whole == 1 || key%k.whole == 0)
}

// ColumnsOf prepares a table for records of the named facts, in that order.
// Further facts are fixed by the fact by, as the row of the schedule says in
// which it lies; an empty by fixes none. The error is an InputError that names
// a fact which is no number of the table, or which a condition asks and no
// record has.
func ColumnsOf[V any](t *Table[Facts, V], names []string, by string, fixed Schedule[decimal.Decimal, map[string]decimal.Decimal]) (*Columns[V], error) {
	c := &Columns[V]{table: t, by: slices.Index(names, by), fixed: fixed}
	for _, name := range names {
		slot := t.schema.Slot(name)
		if slot < 0 || t.schema.Facts[slot].Type.Kind != expression.NumberKind {
			return nil, t.noNumber(name)
		}
		c.slots = append(c.slots, slot)
	}
	if by != "" && c.by < 0 {
		return nil, &InputError{Field: by, Problem: "a fact that no record has is not valid", Expected: words.OneOf(names)}
	}
	var tests []*expression.Node
	for _, row := range slices.Backward(c.brackets()) {
		held, err := t.held(row.Value)
		if err != nil {
			return nil, err
		}
		for i, condition := range t.conditions() {
			test, err := c.test(condition, held, row.From)
			if err != nil {
				return nil, err
			}
			tests, c.then = append(tests, test), append(c.then, t.rows[i].Then)
		}
	}
	c.fast = newFast(t.schema.Facts, nil, tests)
	if c.fast != nil {
		for _, slot := range c.slots {
			c.keyed = append(c.keyed, c.fast.keyed(slot, t.schema.Facts[slot].Type))
		}
	}
	return c, nil
}

func (q *fast) keyed(slot int, t expression.Type) keyed {
	k := keyed{place: slices.IndexFunc(q.asked, func(a asked) bool { return a.slot == slot }), least: -mostKey, whole: 1}
	if t.Minimum {
		k.least = 0
	}
	if t.Whole {
		k.whole = 2 * tens[q.scale]
	}
	if k.place >= 0 {
		k.steps = q.asked[k.place].steps
	}
	return k
}

// brackets are the rows by which facts are fixed, or one that fixes none.
func (c *Columns[V]) brackets() []Row[decimal.Decimal, map[string]decimal.Decimal] {
	if c.by < 0 {
		return make([]Row[decimal.Decimal, map[string]decimal.Decimal], 1)
	}
	return c.fixed.rows
}

// test is a condition with the facts that a bracket holds, for what lies from
// its start; those above it are asked first.
func (c *Columns[V]) test(condition *expression.Node, held map[int]expression.Value, from decimal.Decimal) (*expression.Node, error) {
	g := &grid{fixed: held}
	test := expression.Constant(expression.Type{Kind: expression.BoolKind}, expression.Bool(true))
	if condition != nil {
		test = g.bind(condition)
	}
	var err error
	test.Walk(func(e *expression.Node) {
		if e.Op == expression.OpFact && !slices.Contains(c.slots, e.Slot) {
			err = &InputError{Field: e.Name, Expected: "every fact that a condition asks, in the record or fixed"}
		}
	})
	if c.by < 0 || err != nil {
		return test, err
	}
	slot := c.slots[c.by]
	fact := &expression.Node{Op: expression.OpFact, Type: c.table.schema.Facts[slot].Type, Slot: slot}
	above := &expression.Node{Op: expression.OpCompare, Type: test.Type, Rel: expression.AtLeast, Args: []*expression.Node{fact, expression.Constant(expression.Type{Kind: expression.NumberKind}, expression.Num(from))}}
	return &expression.Node{Op: expression.OpAnd, Type: test.Type, Args: []*expression.Node{above, test}}, nil
}

// Decide answers for one record: its facts, in the order of the names. Each of
// them must be given, also one that no row asks. The error is an InputError.
func (c *Columns[V]) Decide(record ...decimal.Decimal) (V, error) {
	if row, ok := c.row(record); ok && row < len(c.then) {
		return c.then[row], nil
	}
	return c.plain(record)
}

// row answers by keys; ok is false when the plain evaluator has to.
func (c *Columns[V]) row(record []decimal.Decimal) (row int, ok bool) {
	if c.fast == nil || len(record) != len(c.keyed) {
		return 0, false
	}
	var keys [mostFacts]int64
	cell := 0
	for i := range record {
		k := &c.keyed[i]
		key, ok := k.key(&record[i], c.fast.scale)
		if !ok {
			return 0, false
		}
		cell += k.steps.place(key)
		if k.place >= 0 {
			keys[k.place&(mostFacts-1)] = key
		}
	}
	if c.fast.cells == nil {
		return c.fast.search(&keys)
	}
	return int(c.fast.cells[cell]), true
}

// plain answers with decimals, by the table itself.
func (c *Columns[V]) plain(record []decimal.Decimal) (V, error) {
	var none V
	if len(record) != len(c.slots) {
		return none, &InputError{Field: c.table.name, Problem: fmt.Sprintf("a record of %d facts is not valid", len(record)), Expected: fmt.Sprintf("%d", len(c.slots))}
	}
	facts := make(Facts, len(record))
	for i, slot := range c.slots {
		f := &c.table.schema.Facts[slot]
		if _, err := f.Number(record[i]); err != nil {
			return none, err
		}
		facts[f.Name] = record[i]
	}
	if c.by >= 0 {
		row, _, _, ok := c.fixed.At(record[c.by])
		if !ok {
			return none, &InputError{Field: c.table.schema.Facts[c.slots[c.by]].Name, Value: expression.Num(record[c.by]).String(), Expected: "a number from the first row of the schedule on"}
		}
		for name, v := range row.Value {
			facts[name] = v
		}
	}
	return c.table.Decide(&facts)
}
