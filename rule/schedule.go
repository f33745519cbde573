package rule

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/number"
	"github.com/workcomp-go/workcomp/internal/unshare"
)

// A Schedule is a step function: effective dates, brackets, bands. A row holds
// from its key up to, and without, the key of the next row. Use NewSchedule. The zero
// value has no rows: what is asked of it is an error.
type Schedule[K interface{ Compare(K) int }, V any] struct{ rows []Bracket[K, V] }

// A Bracket is a row of a Schedule. The zero value begins nowhere.
type Bracket[K interface{ Compare(K) int }, V any] struct {
	From  K        // the first key for which the row holds
	Value V        // what holds from there
	Cite  Citation // the provision or publication of this value
}

// NewSchedule returns the schedule of rows, which must be in strictly rising
// order of their keys, each with a citation. The error names the row.
func NewSchedule[K interface{ Compare(K) int }, V any](rows ...Bracket[K, V]) (Schedule[K, V], error) {
	if len(rows) == 0 {
		return Schedule[K, V]{}, &InputError{Field: "schedule", Expected: "at least one row"}
	}
	for i, r := range rows {
		field := fmt.Sprintf("schedule[%d]", i)
		if r.Cite == "" {
			return Schedule[K, V]{}, &InputError{Field: field + ".cite", Expected: "the source of the row"}
		}
		if i > 0 && compare(rows[i-1].From, r.From) >= 0 {
			return Schedule[K, V]{}, &InputError{Field: field + ".from", Value: text(r.From),
				Expected: fmt.Sprintf("more than %v of the row before", text(rows[i-1].From))}
		}
	}
	return Schedule[K, V]{rows: append([]Bracket[K, V](nil), rows...)}, nil
}

// compare compares two keys. Decimals may be extreme: the schedule of a policy is
// asked with whatever a host has.
func compare[K interface{ Compare(K) int }](a, b K) int {
	if d, ok := any(&a).(*decimal.Decimal); ok {
		return number.Compare(*d, *any(&b).(*decimal.Decimal))
	}
	return a.Compare(b)
}

// text is a key as a message shows it.
func text[K any](key K) string {
	if d, ok := any(key).(decimal.Decimal); ok && number.IsExtreme(d) {
		return number.Digits(d)
	}
	return fmt.Sprint(key)
}

// At returns the row that holds at key, and the key of the next row when there
// is one (last is false): the answer stays the same up to there. ok is false
// before the first row.
func (s Schedule[K, V]) At(key K) (row Bracket[K, V], next K, last, ok bool) {
	i := 0
	for i < len(s.rows) && compare(s.rows[i].From, key) <= 0 {
		i++
	}
	if i == 0 {
		return row, next, false, false
	}
	if i == len(s.rows) {
		return s.rows[i-1], next, true, true
	}
	return s.rows[i-1], s.rows[i].From, false, true
}

// Rows returns the rows in order. They are the caller's own, but for what a value points to.
func (s Schedule[K, V]) Rows() []Bracket[K, V] { return unshare.Of(s.rows) }
