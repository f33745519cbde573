package rule

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// block is how many records DecideAll takes at once: few enough to be kept on
// the stack and near the processor.
const block = 256

// unknown marks a record that has no cell: whatever steps are added, it stays
// below zero.
const unknown = -1 << 30

// DecideAll writes to answers what Decide answers for each record. The facts
// are in columns, one for each name, each as long as answers. It stops at the
// first record without an answer: n is how many were answered before, and the
// error is what Decide says of that one. Other columns are an InputError.
//
// It goes through a block column by column, so that the processor reads many
// numbers at once: they lie wherever the decimal package has put them.
func (c *Columns[V]) DecideAll(answers []V, columns ...[]decimal.Decimal) (n int, err error) {
	if err := c.check(len(answers), columns); err != nil {
		return 0, err
	}
	var cells [block]int32
	for from := 0; from < len(answers); from += block {
		part := answers[from:min(from+block, len(answers))]
		c.locate(cells[:len(part)], columns, from)
		for i := range part {
			if cell := cells[i]; cell >= 0 {
				if row := int(c.fast.cells[cell]); row < len(c.then) {
					part[i] = c.then[row]
					continue
				}
			}
			if part[i], err = c.decideOf(columns, from+i); err != nil {
				return from + i, err
			}
		}
	}
	return len(answers), nil
}

// locate gives the cells of the records from one on.
func (c *Columns[V]) locate(cells []int32, columns [][]decimal.Decimal, from int) {
	if c.fast == nil || c.fast.cells == nil {
		for i := range cells {
			cells[i] = unknown
		}
		return
	}
	clear(cells)
	for j := range c.keyed {
		c.keyed[j].step(cells, columns[j][from:from+len(cells)], c.fast.scale)
	}
}

// step brings the cells of records further by one fact of each.
func (k *keyed) step(cells []int32, column []decimal.Decimal, scale int32) {
	for i := range column {
		d := &column[i]
		key, ok := usualKey(coefficientOf(d), uint32(d.Exponent()+scale))
		if !ok || k.whole != 1 {
			if key, ok = k.key(d, scale); !ok {
				cells[i] = unknown
				continue
			}
		}
		cells[i] += int32(k.steps.place(key))
	}
}

// decideOf answers for one record of columns.
func (c *Columns[V]) decideOf(columns [][]decimal.Decimal, i int) (V, error) {
	record := make([]decimal.Decimal, len(columns))
	for j, column := range columns {
		record[j] = column[i]
	}
	return c.Decide(record...)
}

// check refuses columns of another number or length than the records have.
func (c *Columns[V]) check(records int, columns [][]decimal.Decimal) error {
	if len(columns) != len(c.slots) {
		return &InputError{Field: c.table.name, Problem: fmt.Sprintf("a record of %d facts is not valid", len(columns)), Expected: fmt.Sprint(len(c.slots))}
	}
	for j, column := range columns {
		if len(column) != records {
			return &InputError{Field: c.table.schema.Facts[c.slots[j]].Name, Problem: fmt.Sprintf("a column of %d is not valid", len(column)), Expected: fmt.Sprintf("%d, one for each answer", records)}
		}
	}
	return nil
}
