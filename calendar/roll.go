package calendar

import "slices"

// A Roll says what happens when the last day of a term is a closed day.
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

// roll moves last off a closed day. It gives the days passed over with it, in
// calendar order.
func (r Roll) roll(last Date, closed *Closed) (Date, []Skipped, error) {
	switch r {
	case Following:
		return closed.open(last, 1)
	case Preceding:
		return closed.open(last, -1)
	case ModifiedFollowing:
		due, skipped, err := closed.open(last, 1)
		if err == nil && !due.After(last.MonthEnd()) {
			return due, skipped, nil
		}
		return closed.open(last, -1)
	}
	return last, nil, nil
}

// open gives the first day that is not closed, from last on in the direction
// of step (1 or -1), and the closed days passed over, in calendar order.
func (c *Closed) open(last Date, step int32) (Date, []Skipped, error) {
	const few = 4 // a weekend and a holiday or two
	var skipped []Skipped
	for n := last.n; n >= 1 && n <= lastDay; n += step {
		why := c.why(n)
		if why == "" {
			if step < 0 {
				slices.Reverse(skipped)
			}
			return Date{n}, skipped, nil
		}
		if skipped == nil {
			skipped = make([]Skipped, 0, few)
		}
		skipped = append(skipped, Skipped{Date: Date{n}, Why: why})
	}
	return Date{}, nil, &RangeError{From: last, Step: "the next day that is not closed"}
}
