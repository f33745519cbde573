package calendar

import (
	"fmt"
	"strings"
)

// A Span is what can be added to a date. Each number may have any sign.
// Years and months are one number of months, weeks and days one of days. The zero value
// adds nothing.
type Span struct{ Years, Months, Weeks, Days int }

// String names the numbers that are not zero: "1 year, 2 months".
func (s Span) String() string {
	var parts []string
	for _, p := range [...]struct {
		n    int
		unit string
	}{{s.Years, "year"}, {s.Months, "month"}, {s.Weeks, "week"}, {s.Days, "day"}} {
		switch p.n {
		case 0:
		case 1:
			parts = append(parts, "1 "+p.unit)
		default:
			parts = append(parts, fmt.Sprintf("%d %ss", p.n, p.unit))
		}
	}
	if parts == nil {
		return "0 days"
	}
	return strings.Join(parts, ", ")
}

// A Rounding says which day is meant when a month has no such day: a month
// after 31 January, say. The zero value is NoRounding.
type Rounding string

// The roundings. The zero Rounding is [NoRounding].
const (
	NoRounding Rounding = "none" // neither: an [*AmbiguousError]
	Down       Rounding = "down" // the last day of the month reached
	Up         Rounding = "up"   // the first day of the month after it
)

// ParseRounding reads "none", "down" or "up". Anything else is an
// [*InputError] on the field "rounding".
func ParseRounding(s string) (Rounding, error) {
	switch r := Rounding(s); r {
	case NoRounding, Down, Up:
		return r, nil
	}
	return "", &InputError{Field: "rounding", Value: s, Expected: "none, down or up"}
}

// monthEnd reads a rounding where a missing day must be rounded: the zero
// Rounding is down. Any other than down and up is an [*InputError] on the field
// "rounding".
func (r Rounding) monthEnd() (Rounding, error) {
	switch r {
	case "":
		return Down, nil
	case Down, Up:
		return r, nil
	}
	return "", &InputError{Field: "rounding", Value: string(r), Expected: "down or up"}
}

// AddDays adds n days, which may be negative. Outside the calendar it is a
// [*RangeError]; on the zero Date an [*InputError].
func (d Date) AddDays(n int) (Date, error) {
	if d.IsZero() {
		return Date{}, noDate("date")
	}
	sum := int64(d.n) + int64(n) // in the calendar for no n that overflows it
	if sum < 1 || sum > lastDay {
		return Date{}, &RangeError{Field: "date", From: d, Step: Span{Days: n}.String()}
	}
	return Date{int32(sum)}, nil
}

// AddMonths adds n months, which may be negative, rounded [Down]: the last
// day of the month reached where that month has no such day. Errors are those
// of [Date.AddDays].
func (d Date) AddMonths(n int) (Date, error) {
	if !d.IsZero() {
		if reached, _, inRange := d.addMonths(n); inRange {
			return Date{reached}, nil
		}
	}
	return d.Add(Span{Months: n}, Down) // which says what is wrong
}

// Add adds years and months together first, as one number of months. Where
// the month reached has no such day, r says which day is meant; under
// [NoRounding] that is an [*AmbiguousError]. Weeks and days are added after
// that, as one number of days. To leave the calendar, even in between, is a
// [*RangeError]. The zero Date and an unknown rounding are an [*InputError].
func (d Date) Add(s Span, r Rounding) (Date, error) {
	if d.IsZero() {
		return Date{}, noDate("date")
	}
	if r != "" {
		if _, err := ParseRounding(string(r)); err != nil {
			return Date{}, err
		}
	}
	months, inMonths := fold(s.Years, 12, s.Months)
	days, inDays := fold(s.Weeks, 7, s.Days)
	n, missing, inRange := d.n, false, inMonths
	if months != 0 { // they are 0 also where no date is as far away
		n, missing, inRange = d.addMonths(months)
	}
	if missing {
		switch r {
		case Up:
			n++ // no December misses a day, so this is no new year
		case Down:
		default:
			return Date{}, &AmbiguousError{Field: "rounding", Date: d, Span: s, Down: Date{n}, Up: Date{n + 1}}
		}
	}
	if sum := int(n) + days; inRange && inDays && sum >= 1 && sum <= lastDay {
		return Date{int32(sum)}, nil
	}
	return Date{}, &RangeError{Field: "date", From: d, Step: s.String()}
}

// addMonths gives the number of the day months on, or of the last day of the
// month reached when that misses the day. It is not in range when the month
// month reached is not in the calendar, as with months that overflow a number.
func (d Date) addMonths(months int) (n int32, missing, inRange bool) {
	year, month, day := civil(d.n)
	since := 12*year + month - 1 + months // whole months since the year 0
	if since < 12*firstYear || since >= 12*(lastYear+1) {
		return 0, false, false
	}
	year, month = since/12, since%12+1
	length := daysIn(year, month)
	return dayNumber(year, month, min(day, length)), day > length, true
}

// fold gives big units of size small ones each, and small ones more, as one
// number of small ones, exactly for every int. It is not ok when no date of
// the calendar could be that far from another.
func fold(big, size, small int) (total int, ok bool) {
	const far = 1 << 22                            // more than the days of the whole calendar
	whole := int64(big) + int64(small)/int64(size) // one that overflows is as far away, on the other side
	if whole > far || whole < -far {
		return 0, false
	}
	return int(whole)*size + small%size, true
}

// reach gives the day number of d + n months, rounded down, or up where up says
// so, for a d that is a date. It goes one month past the end of the calendar,
// so that the day before may still be asked for; before the calendar it is 0,
// and further on it is beyond every day.
func (d Date) reach(n int, up bool) int32 {
	const beyond = 2 * lastDay
	year, month, day := civil(d.n)
	since := 12*year + month - 1 + n
	switch {
	case n > 12*lastYear || since > 12*(lastYear+1):
		return beyond
	case since < 12*firstYear:
		return 0
	}
	year, month = since/12, since%12+1
	length := daysIn(year, month)
	if day > length && up {
		return dayNumber(year, month, length) + 1
	}
	return dayNumber(year, month, min(day, length))
}

// noDate is the error for the zero Date where a date must stand.
func noDate(field string) error {
	return &InputError{Field: field, Expected: aDay}
}
