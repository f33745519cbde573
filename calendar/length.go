package calendar

import (
	"strconv"
	"strings"
)

// A Unit is what a [Length] is counted in. The zero value is none.
type Unit string

// The units. The zero Unit is none of them.
const (
	Days         Unit = "days"
	BusinessDays Unit = "business days" // days that are not closed
	Weeks        Unit = "weeks"
	Months       Unit = "months"
	Years        Unit = "years" // of twelve months
)

// A Length is a number of units, zero or more: how long a term runs, or how
// far apart the dates of a recurrence are.
type Length struct {
	N    int
	Unit Unit
}

const aLength = "a number and a unit (days, business days, weeks, months or years; singular after 1), such as 60 days or 1 month"

// ParseLength reads a length as [Length.String] writes it: "60 days",
// "1 month", "10 business days". Anything else is an [*InputError] on the
// field named.
func ParseLength(field, s string) (Length, error) {
	number, unit, _ := strings.Cut(s, " ")
	n, ok := digits(number)
	if !strings.HasSuffix(unit, "s") {
		unit += "s"
	}
	l := Length{N: n, Unit: Unit(unit)}
	if !ok || l.check(field) != nil || l.String() != s {
		return Length{}, &InputError{Field: field, Value: s, Expected: aLength}
	}
	return l, nil
}

// String writes the number and the unit, which is singular after 1.
func (l Length) String() string {
	unit := string(l.Unit)
	if l.N == 1 {
		unit = strings.TrimSuffix(unit, "s")
	}
	return strconv.Itoa(l.N) + " " + unit
}

// check is an [*InputError] on the field when l is no length.
func (l Length) check(field string) error {
	switch l.Unit {
	case Days, BusinessDays, Weeks, Months, Years:
		if l.N >= 0 {
			return nil
		}
	}
	return &InputError{Field: field, Value: l.String(), Expected: aLength}
}

// span gives n lengths of days, weeks, months or years as what can be added to a
// date.
func (l Length) span(n int) Span {
	switch l.Unit {
	case Weeks:
		return Span{Weeks: n * l.N}
	case Months:
		return Span{Months: n * l.N}
	case Years:
		return Span{Years: n * l.N}
	}
	return Span{Days: n * l.N}
}
