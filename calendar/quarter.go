package calendar

import (
	"cmp"
	"fmt"
)

// A Quarter is a calendar quarter of a year, written 2025-Q2. The zero
// Quarter is none.
type Quarter struct {
	Year   int // 1 to 9999
	Number int // 1 to 4: January to March, April to June …
}

const aQuarter = "a calendar quarter, YYYY-Q1 to YYYY-Q4"

// ParseQuarter reads a quarter in the form 2025-Q2 and in no other form.
// Anything else is an [*InputError] on the field "quarter".
func ParseQuarter(s string) (Quarter, error) {
	if len(s) == len("YYYY-Qn") && s[4:6] == "-Q" {
		year, _ := digits(s[:4]) // 0, which is no year, of what are no digits
		number, _ := digits(s[6:])
		if q := (Quarter{Year: year, Number: number}); q.valid() {
			return q, nil
		}
	}
	return Quarter{}, &InputError{Field: "quarter", Value: s, Expected: aQuarter}
}

// QuarterOf gives the quarter that a date falls in; the zero Date falls in
// the zero Quarter.
func QuarterOf(d Date) Quarter {
	if d.IsZero() {
		return Quarter{}
	}
	year, month, _ := d.YMD()
	return Quarter{Year: year, Number: (int(month) + 2) / 3}
}

func (q Quarter) valid() bool {
	return q.Year >= firstYear && q.Year <= lastYear && q.Number >= 1 && q.Number <= 4
}

// Check is an [*InputError] on the field "quarter" when there is no such
// quarter in any year, and a [*RangeError] when its year is outside the
// calendar.
func (q Quarter) Check() error {
	switch {
	case q.valid():
		return nil
	case q.Number >= 1 && q.Number <= 4:
		return &RangeError{Field: "quarter", Step: "the quarter " + q.String()}
	}
	return &InputError{Field: "quarter", Value: q.String(), Expected: aQuarter}
}

// Period gives the first and last day of the quarter; of one that
// [Quarter.Check] refuses, the zero Period, which has no day inside it.
func (q Quarter) Period() Period {
	if !q.valid() {
		return Period{}
	}
	first := Date{dayNumber(q.Year, 3*q.Number-2, 1)}
	return Period{From: first, To: Date{dayNumber(q.Year, 3*q.Number, 1)}.MonthEnd()}
}

// MonthEndAfter gives "the last day of the month following the end of the
// quarter". It is a calendar date and does not roll. It is the zero Date, no
// date, where there is none: for a quarter that [Quarter.Check] refuses, and
// for 9999-Q4, of which q.Next().Check() is the [*RangeError].
func (q Quarter) MonthEndAfter() Date {
	next := q.Next()
	if !q.valid() || !next.valid() {
		return Date{}
	}
	return next.Period().From.MonthEnd()
}

// Next gives the quarter after. After 9999-Q4 that is one that
// [Quarter.Check] refuses.
func (q Quarter) Next() Quarter {
	if q.Number >= 4 {
		return Quarter{Year: q.Year + 1, Number: 1}
	}
	return Quarter{Year: q.Year, Number: q.Number + 1}
}

// Compare is -1 when q is before r, 0 when they are the same and 1 when q is
// after r.
func (q Quarter) Compare(r Quarter) int {
	if c := cmp.Compare(q.Year, r.Year); c != 0 {
		return c
	}
	return cmp.Compare(q.Number, r.Number)
}

// String writes the quarter as 2025-Q2, and the zero Quarter as "".
func (q Quarter) String() string {
	if q == (Quarter{}) {
		return ""
	}
	return fmt.Sprintf("%04d-Q%d", q.Year, q.Number)
}

// MarshalText writes the quarter as [Quarter.String] does. A quarter that is
// neither zero nor in the calendar is the error of [Quarter.Check].
func (q Quarter) MarshalText() ([]byte, error) {
	if q != (Quarter{}) {
		if err := q.Check(); err != nil {
			return nil, err
		}
	}
	return []byte(q.String()), nil
}

// UnmarshalText reads a quarter as [ParseQuarter] does; the empty text is the
// zero Quarter.
func (q *Quarter) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*q = Quarter{}
		return nil
	}
	parsed, err := ParseQuarter(string(text))
	if err != nil {
		return err
	}
	*q = parsed
	return nil
}
