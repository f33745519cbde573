package calendar

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/workcomp-go/workcomp/internal/stored"
)

// An InputError is input that cannot be: a value that is missing, of the wrong
// kind or out of bounds. It is the error for bad input of every package of this
// module (package rule names it too). The zero value names no field.
type InputError struct {
	// Field is the name of what is at fault, with its path: "pay_periods[1].to".
	// Without one the sentence begins with the value.
	Field string
	// Value is what was given, as it was given; empty when it was missing, or
	// when there is no short text of it (a list, say).
	Value string
	// Problem says what is wrong with the value where that is more than "is not
	// valid": "runs backwards". Beside an empty Value it stands alone: "a list
	// is not valid".
	Problem string
	// Expected says what would be right.
	Expected string
	// Suggestion is the name that was probably meant, or empty.
	Suggestion string
}

// Error names the field, the value, what is wrong with it, what was expected
// and the name that was probably meant. A value that is no number, date,
// period, quarter or week, true or false, or a JSON object is quoted.
func (e *InputError) Error() string {
	wrong := e.Problem
	switch {
	case e.Value == "" && wrong == "":
		wrong = "missing"
	case e.Value != "":
		wrong = cmp.Or(wrong, "is not valid")
		if plain(e.Value) {
			wrong = shown(e.Value) + " " + wrong
		} else {
			wrong = strconv.Quote(shown(e.Value)) + " " + wrong
		}
	}
	s := wrong + ", expected " + e.Expected
	if e.Field != "" {
		s = e.Field + ": " + s
	}
	if e.Suggestion != "" {
		s += fmt.Sprintf(" (did you mean %q?)", e.Suggestion)
	}
	return s
}

func inputError(f stored.Fault) error { return (*InputError)(&f) }

// shown is a value as a message shows it: of a very long one the beginning.
func shown(value string) string {
	const most = 400
	if len(value) <= most {
		return value
	}
	return strings.ToValidUTF8(value[:most], "") + "…"
}

// plain reports whether a value can stand in a sentence without quotes: a
// number, a date, a period, a quarter, a week, true or false, a JSON object.
func plain(value string) bool {
	return value == "true" || value == "false" ||
		value[0] == '{' && value[len(value)-1] == '}' && strconv.CanBackquote(value) ||
		strings.Trim(strings.ReplaceAll(value, " to ", ""), "+-.0123456789QW") == "" && strings.ContainsAny(value[:1], "+-.0123456789")
}

// An AmbiguousError says that years and months reached a day that the month
// does not have, and that no rounding was named to choose another. Both
// candidates are the days reached before weeks and days are added. The zero value names no days.
type AmbiguousError struct {
	Field string // "rounding"
	Date  Date   // the date that was added to
	Span  Span   // what was added to it
	Down  Date   // the last day of the month reached
	Up    Date   // the first day of the month after it
}

// Error names the field, the sum and both candidates.
func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%s: ambiguous date: %v plus %v reaches a day that the month does not have; rounded down it is %v, rounded up %v",
		e.Field, e.Date, e.Span, e.Down, e.Up)
}

// A RangeError says that a calculation left the calendar, which has the days
// from 0001-01-01 to 9999-12-31, be it only on the way to its answer. The zero value
// names no calculation.
type RangeError struct {
	Field string // the field at fault: "within", "roll", "quarter" …
	From  Date   // where the calculation started; the zero Date when it is not a day of the calendar at all
	Step  string // what was calculated from there, in words
}

// Error names the field, where the calculation started and what it was.
func (e *RangeError) Error() string {
	if e.From.IsZero() {
		return fmt.Sprintf("%s: out of range: %s is not within 0001-01-01 to 9999-12-31", e.Field, e.Step)
	}
	return fmt.Sprintf("%s: out of range: from %v, %s leads outside 0001-01-01 to 9999-12-31", e.Field, e.From, e.Step)
}

// A BackwardsError says that a period, a recurrence or an age ends before it
// begins. The zero value names no days.
type BackwardsError struct {
	Field    string // the field of the end: "to", "until", "on"
	From, To Date
}

// Error names the field and both days.
func (e *BackwardsError) Error() string {
	return fmt.Sprintf("%s: backwards: what begins on %v ends before that, on %v", e.Field, e.From, e.To)
}
