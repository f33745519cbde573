package calendar

import "slices"

// A Roll says what happens when the last day of a term is a closed day. The zero value is NoRoll.
type Roll string

// The rolls. The zero Roll is [NoRoll].
const (
	NoRoll            Roll = "none"               // the last day stays
	Following         Roll = "following"          // the next day that is not closed
	Preceding         Roll = "preceding"          // the last day before that is not closed
	ModifiedFollowing Roll = "modified_following" // following, unless that leaves the month: then preceding
)

// ParseRoll reads "none", "following", "preceding" or "modified_following".
// Anything else is an [*InputError] on the field "roll".
func ParseRoll(s string) (Roll, error) {
	switch r := Roll(s); r {
	case NoRoll, Following, Preceding, ModifiedFollowing:
		return r, nil
	}
	return "", &InputError{Field: "roll", Value: s, Expected: "none, following, preceding or modified_following"}
}

// roll moves last off a closed or suspended day. It gives the closed days
// passed over with it, in calendar order.
func (r Roll) roll(last Date, closed *Closed, suspended suspension) (Date, passing, error) {
	switch r {
	case Following:
		return closed.next(last, 1, suspended)
	case Preceding:
		return closed.next(last, -1, suspended)
	case ModifiedFollowing:
		due, skipped, err := closed.next(last, 1, suspended)
		if err == nil && !due.After(last.MonthEnd()) {
			return due, skipped, nil
		}
		return closed.next(last, -1, suspended)
	}
	return last, passing{}, nil
}

// next gives the first day that is neither closed nor suspended, from last on
// in the direction of step (1 or -1), and the closed days passed over, in
// calendar order. It gives up after ten years of closed days.
func (c *Closed) next(last Date, step int32, suspended suspension) (Date, passing, error) {
	const few = 4 // a weekend and a holiday or two
	const most = 3660
	var skipped passing
	for n := last.n; n >= 1 && n <= lastDay && len(skipped.days) <= most; n += step {
		if p, off := suspended.over(n); off {
			n = p.To.n
			if step < 0 {
				n = p.From.n
			}
			continue
		}
		if n < c.knownFrom {
			return Date{}, passing{}, c.unknown(n)
		}
		why, reading := c.why(n)
		if why == "" {
			if step < 0 {
				slices.Reverse(skipped.days)
			}
			return Date{n}, skipped, nil
		}
		if skipped.days == nil {
			skipped.days = make([]Skipped, 0, few)
		}
		skipped.add(n, why, reading)
	}
	return Date{}, passing{}, &RangeError{Field: "roll", From: last, Step: "the next day that is not closed"}
}
