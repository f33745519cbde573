package calendar

import (
	"fmt"
	"strconv"
	"time"
)

const (
	firstYear = 1
	lastYear  = 9999
	lastDay   = 3652059 // the day number of 9999-12-31
)

// aDay is what an [InputError] expects where a date should stand.
const aDay = "a day of the calendar, YYYY-MM-DD, from 0001-01-01 to 9999-12-31"

// A Date is a civil date of the proleptic Gregorian calendar, from 0001-01-01
// to 9999-12-31. It has no time of day and no time zone. The zero Date is no
// date: it prints as nothing, stands before every date, and nothing can be
// added to it. Dates are comparable with ==.
type Date struct {
	n int32 // the number of the day: 1 is 0001-01-01, a Monday
}

// Of gives the date of a year, month and day of the month. It is an
// [*InputError] on the field "date" when there is no such day.
func Of(year int, month time.Month, day int) (Date, error) {
	if year < firstYear || year > lastYear || month < time.January || month > time.December ||
		day < 1 || day > daysIn(year, int(month)) {
		return Date{}, &InputError{Field: "date", Value: fmt.Sprintf("%04d-%02d-%02d", year, int(month), day), Expected: aDay}
	}
	return Date{dayNumber(year, int(month), day)}, nil
}

// Parse reads a date in the form YYYY-MM-DD of ISO 8601 and in no other form.
// It is an [*InputError] on the field "date" when s is not in that form or
// there is no such day.
func Parse(s string) (Date, error) {
	if len(s) == len("YYYY-MM-DD") && s[4] == '-' && s[7] == '-' {
		y, okY := digits(s[:4])
		m, okM := digits(s[5:7])
		d, okD := digits(s[8:])
		if okY && okM && okD {
			return Of(y, time.Month(m), d)
		}
	}
	return Date{}, &InputError{Field: "date", Value: s, Expected: aDay}
}

// MustParse is [Parse] for literals of the program's own text, such as
// package-level variables and tests. It panics where Parse gives an error.
func MustParse(s string) Date {
	d, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// FromTime gives the civil date that t has in its own time zone. An unset
// time (t.IsZero) and a time outside the calendar are the zero Date.
func FromTime(t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	year, month, day := t.Date()
	if year < firstYear || year > lastYear {
		return Date{}
	}
	return Date{dayNumber(year, int(month), day)}
}

// Time gives midnight UTC at the start of the date. The zero Date is the
// unset time.
func (d Date) Time() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	year, month, day := d.YMD()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// IsZero reports whether d is the zero Date: no date.
func (d Date) IsZero() bool { return d.n == 0 }

// Year gives the year, 1 to 9999; the zero Date has the year 0.
func (d Date) Year() int {
	year, _, _ := d.YMD()
	return year
}

// Month gives the month of the year; the zero Date has the month 0.
func (d Date) Month() time.Month {
	_, month, _ := d.YMD()
	return month
}

// Day gives the day of the month, from 1; the zero Date has the day 0.
func (d Date) Day() int {
	_, _, day := d.YMD()
	return day
}

// YMD gives the year, the month and the day of the month; of the zero Date
// each is 0.
func (d Date) YMD() (year int, month time.Month, day int) {
	if d.IsZero() {
		return 0, 0, 0
	}
	y, m, day := civil(d.n)
	return y, time.Month(m), day
}

// Weekday gives the day of the week. That of the zero Date has no meaning.
func (d Date) Weekday() time.Weekday { return time.Weekday(d.n % 7) }

// String writes the date as YYYY-MM-DD, and the zero Date as "".
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	year, month, day := d.YMD()
	b := [...]byte{'0', '0', '0', '0', '-', '0', '0', '-', '0', '0'}
	for i, place := range [...]int{3, 2, 1, 0} {
		b[place] += byte(year / [...]int{1, 10, 100, 1000}[i] % 10)
	}
	b[5] += byte(month / 10)
	b[6] += byte(month % 10)
	b[8] += byte(day / 10)
	b[9] += byte(day % 10)
	return string(b[:])
}

// MarshalText writes the date as [Date.String] does; it gives no error.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads a date as [Parse] does; the empty text is the zero Date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// Compare is -1 when d is before e, 0 when they are the same and 1 when d is
// after e. The zero Date is before every date.
func (d Date) Compare(e Date) int {
	switch {
	case d.n < e.n:
		return -1
	case d.n > e.n:
		return 1
	}
	return 0
}

// Equal is d == e, for packages that look for a method of that name, as
// go-cmp does.
func (d Date) Equal(e Date) bool { return d == e }

// Before reports whether d is before e.
func (d Date) Before(e Date) bool { return d.n < e.n }

// After reports whether d is after e.
func (d Date) After(e Date) bool { return d.n > e.n }

// DaysSince gives the number of days from e to d: 1 when d is the day after
// e, negative when d is before e. It has no meaning when either is the zero
// Date.
func (d Date) DaysSince(e Date) int { return int(d.n) - int(e.n) }

// MonthEnd gives the last day of the date's month; of the zero Date, itself.
func (d Date) MonthEnd() Date {
	if d.IsZero() {
		return d
	}
	y, m, day := civil(d.n)
	return Date{d.n + int32(daysIn(y, m)-day)}
}

// digits reads s, a few decimal digits and nothing else.
func digits(s string) (int, bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// Long writes the date as 31 January 2025; the zero Date as none.
func (d Date) Long() string {
	if d.IsZero() {
		return "none"
	}
	return fmt.Sprintf("%d %v %d", d.Day(), d.Month(), d.Year())
}
