package calendar

import (
	"fmt"
	"slices"
)

// suspension are the days that do not count, as ranges in order that do not
// overlap.
type suspension []Period

// suspensionOf sorts and joins periods, and checks each of them; an error names
// it by its place.
func suspensionOf(periods []Period) (suspension, error) {
	for i, p := range periods {
		if err := p.checkAt(fmt.Sprintf("suspended[%d].", i)); err != nil {
			return nil, err
		}
	}
	if len(periods) == 0 {
		return nil, nil
	}
	sorted := slices.SortedFunc(slices.Values(periods), func(p, q Period) int { return p.From.Compare(q.From) })
	joined := sorted[:1]
	for _, p := range sorted[1:] {
		if last := &joined[len(joined)-1]; !p.From.After(last.To) {
			last.To = later(last.To, p.To)
		} else {
			joined = append(joined, p)
		}
	}
	return joined, nil
}

// over gives the range that a day lies in, and whether there is one.
func (s suspension) over(n int32) (Period, bool) {
	i, _ := slices.BinarySearchFunc(s, n, func(p Period, n int32) int { return int(p.To.n) - int(n) })
	if i < len(s) && s[i].From.n <= n {
		return s[i], true
	}
	return Period{}, false
}

// count goes so many days from day n that count, in the direction of step (1
// or -1), and gives the day reached and how many that do not count it passed
// over. The day reached may lie outside the calendar.
func (s suspension) count(n int32, days int, step int32) (reached int64, passed int) {
	at, left := int64(step)*int64(n), int64(days) // backwards the days have negative numbers
	ranges := slices.Clone(s)
	if step < 0 {
		slices.Reverse(ranges)
	}
	for _, p := range ranges {
		near, far := int64(p.From.n), int64(p.To.n)
		if step < 0 {
			near, far = -far, -near
		}
		if near = max(near, at+1); near > far {
			continue // it lies behind, up to the day itself
		}
		free := near - at - 1
		if left <= free {
			break
		}
		left -= free
		passed += int(far-near) + 1
		at = far
	}
	return int64(step) * (at + left), passed
}
