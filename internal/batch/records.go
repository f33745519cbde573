package batch

import (
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/expression"
)

// Records are some tests over records of numbers: one number for each of some
// facts, in a fixed order.
type Records struct {
	tests *Tests
	facts []keyed
}

// keyed is a fact of a record.
type keyed struct {
	place int   // among the keys that the tests read, or -1
	least int64 // no key of the fact is less
	whole int64 // every key of the fact is a multiple
	steps       // among cells; none for a fact that no test asks
}

// Records prepares the tests for records of the numbers at these slots. There
// are none for no tests.
func (t *Tests) Records(facts []expression.Fact, slots []int) *Records {
	if t == nil {
		return nil
	}
	r := &Records{tests: t}
	for _, slot := range slots {
		k := keyed{place: slices.IndexFunc(t.asked, func(a asked) bool { return a.slot == slot }), least: -mostKey, whole: 1}
		if facts[slot].Type.Minimum {
			k.least = 0
		}
		if facts[slot].Type.Whole {
			k.whole = 2 * tens[t.scale]
		}
		if k.place >= 0 {
			k.steps = t.asked[k.place].steps
		}
		r.facts = append(r.facts, k)
	}
	return r
}

// key returns the key of a number that the fact can be.
func (k *keyed) key(d *decimal.Decimal, scale int32) (key int64, ok bool) {
	key, ok = keyOf(d, scale)
	return key, ok && key >= k.least && (k.whole == 1 || key%k.whole == 0)
}

// First returns the first test that holds for a record; ok is false when the
// plain evaluator has to answer.
func (r *Records) First(record []decimal.Decimal) (row int, ok bool) {
	if r == nil || len(record) != len(r.facts) {
		return 0, false
	}
	var keys [mostFacts]int64
	cell := 0
	for i := range record {
		k := &r.facts[i]
		key, ok := k.key(&record[i], r.tests.scale)
		if !ok {
			return 0, false
		}
		cell += k.steps.place(key)
		if k.place >= 0 {
			keys[k.place&(mostFacts-1)] = key
		}
	}
	if r.tests.cells == nil {
		return r.tests.search(&keys)
	}
	return int(r.tests.cells[cell]), true
}

// Unknown stands for a record that the plain evaluator has to answer. Whatever
// steps are added to it, it stays below zero.
const Unknown = -1 << 30

// FirstOfEach writes to rows the first test that holds for each of the records
// from one on, or a number below zero. A column has the numbers of one fact. It
// goes column by column, so that the processor reads many numbers at once: they
// lie wherever the decimal package has put them.
func (r *Records) FirstOfEach(rows []int32, columns [][]decimal.Decimal, from int) {
	if r == nil || r.tests.cells == nil {
		for i := range rows {
			rows[i] = Unknown
		}
		return
	}
	clear(rows)
	for j := range r.facts {
		r.facts[j].step(rows, columns[j][from:from+len(rows)], r.tests.scale)
	}
	for i, cell := range rows {
		if cell >= 0 {
			rows[i] = int32(r.tests.cells[cell])
		}
	}
}

// step brings the cells of records further by one fact of each.
func (k *keyed) step(cells []int32, column []decimal.Decimal, scale int32) {
	for i := range column {
		d := &column[i]
		key, ok := usualKey(coefficientOf(d), uint32(d.Exponent()+scale))
		if !ok || k.whole != 1 {
			if key, ok = k.key(d, scale); !ok {
				cells[i] = Unknown
				continue
			}
		}
		cells[i] += int32(k.steps.place(key))
	}
}
