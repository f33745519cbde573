package calendar

import "fmt"

// An InputError is input that cannot be: it names the field at fault, the
// value as it was given and what was expected in its place.
type InputError struct {
	Field    string // the field at fault: "date", "rounding", "within" …
	Value    string // the value as given
	Expected string // what would have been accepted, in words
}

// Error tells the field, the value and what was expected.
func (e *InputError) Error() string {
	return fmt.Sprintf("%s: %q is not acceptable, expected %s", e.Field, e.Value, e.Expected)
}

// An AmbiguousError says that years and months reached a day that the month
// does not have, and that no rounding was named to choose another. Both
// candidates are the days reached before weeks and days are added.
type AmbiguousError struct {
	Date Date // the date that was added to
	Span Span // what was added to it
	Down Date // the last day of the month reached
	Up   Date // the first day of the month after it
}

// Error tells the sum and both candidates.
func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("ambiguous date: %v plus %v reaches a day that the month does not have; rounded down it is %v, rounded up %v",
		e.Date, e.Span, e.Down, e.Up)
}

// A RangeError says that a reckoning left the calendar, which has the days
// from 0001-01-01 to 9999-12-31, be it only on the way to its answer.
type RangeError struct {
	From Date   // where the reckoning started; the zero Date when it is not a day of the calendar at all
	Step string // what was reckoned from there, in words
}

// Error tells where the reckoning started and what it was.
func (e *RangeError) Error() string {
	if e.From.IsZero() {
		return fmt.Sprintf("out of range: %s is not within 0001-01-01 to 9999-12-31", e.Step)
	}
	return fmt.Sprintf("out of range: from %v, %s leads outside 0001-01-01 to 9999-12-31", e.From, e.Step)
}

// A BackwardsError says that a period or a recurrence ends before it begins.
type BackwardsError struct{ From, To Date }

// Error tells both days.
func (e *BackwardsError) Error() string {
	return fmt.Sprintf("backwards: what begins on %v ends before that, on %v", e.From, e.To)
}
