package calendar

import (
	"cmp"
	"fmt"
)

// A Week is a week of ISO 8601, written 2026-W53: from Monday to Sunday, the
// first of a year is the one with 4 January. The zero Week is none.
type Week struct {
	Year   int // 1 to 9999; that of the week's Thursday
	Number int // 1 to 52 or 53
}

const aWeek = "a week that the year has, YYYY-W01 to YYYY-W52 or YYYY-W53"

// ParseWeek reads a week in the form 2026-W53 and in no other form. Anything
// else, and a week that the year has not, is an [*InputError] on the field
// "week".
func ParseWeek(s string) (Week, error) {
	if len(s) == len("YYYY-Wnn") && s[4:6] == "-W" {
		year, _ := digits(s[:4]) // 0, which is no year, of what are no digits
		number, _ := digits(s[6:])
		if w := (Week{Year: year, Number: number}); w.Check() == nil {
			return w, nil
		}
	}
	return Week{}, &InputError{Field: "week", Value: s, Expected: aWeek}
}

// WeekOf gives the week that a date falls in; the zero Date falls in the zero
// Week.
func WeekOf(d Date) Week {
	if d.IsZero() {
		return Week{}
	}
	monday := d.n - (d.n+6)%7
	year, _, _ := civil(monday + 3) // its Thursday
	return Week{Year: year, Number: int(monday-firstMonday(year))/7 + 1}
}

// firstMonday gives the first day of the first week of a year.
func firstMonday(year int) int32 {
	fourth := dayNumber(year, 1, 4)
	return fourth - (fourth+6)%7
}

// Check is an [*InputError] on the field "week" when there is no such week.
func (w Week) Check() error {
	if w.Year >= firstYear && w.Year <= lastYear && w.Number >= 1 &&
		w.Number <= int(firstMonday(w.Year+1)-firstMonday(w.Year))/7 {
		return nil
	}
	return &InputError{Field: "week", Value: w.String(), Expected: aWeek}
}

// Period gives the Monday and the Sunday of the week. The error is that of
// [Week.Check], or a [*RangeError] for the last week of 9999, which ends
// outside the calendar.
func (w Week) Period() (Period, error) {
	if err := w.Check(); err != nil {
		return Period{}, err
	}
	monday := firstMonday(w.Year) + int32(7*(w.Number-1))
	if monday+6 > lastDay {
		return Period{}, &RangeError{Field: "week", Step: "the end of the week " + w.String()}
	}
	return Period{From: Date{monday}, To: Date{monday + 6}}, nil
}

// Compare is -1 when w is before v, 0 when they are the same and 1 when w is
// after v.
func (w Week) Compare(v Week) int {
	return cmp.Or(cmp.Compare(w.Year, v.Year), cmp.Compare(w.Number, v.Number))
}

// String writes the week as 2026-W53, and the zero Week as "".
func (w Week) String() string {
	if w == (Week{}) {
		return ""
	}
	return fmt.Sprintf("%04d-W%02d", w.Year, w.Number)
}
