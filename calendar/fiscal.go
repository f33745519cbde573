package calendar

import (
	"strconv"
	"time"
)

// A FiscalYear says in which month a year of accounts begins, and which number
// it has. The zero FiscalYear is the calendar year.
type FiscalYear struct {
	FirstMonth time.Month // 1 to 12; 0 is January
	Named      Naming
}

// A Naming says which calendar year gives a fiscal year its number. The zero value is NamedByEnd.
// The words "end" and "start" say the same two.
type Naming string

// The namings. The zero Naming is [NamedByEnd].
const (
	NamedByEnd   Naming = "ends"   // the one in which it ends: July 2024 to June 2025 is 2025
	NamedByStart Naming = "starts" // the one in which it starts
)

// Check is an [*InputError] on the field "first_month" or "named".
func (f FiscalYear) Check() error {
	if f.FirstMonth < 0 || f.FirstMonth > time.December {
		return &InputError{Field: "first_month", Value: strconv.Itoa(int(f.FirstMonth)), Expected: "1 to 12"}
	}
	switch f.Named {
	case "", NamedByEnd, NamedByStart, "end", "start":
		return nil
	}
	return &InputError{Field: "named", Value: string(f.Named), Expected: "ends or starts"}
}

// before gives by how many months the year begins before the January of the
// calendar year of its number; it is negative when it begins after it.
func (f FiscalYear) before() int {
	if f.FirstMonth <= time.January {
		return 0
	}
	if f.Named == NamedByStart || f.Named == "start" {
		return 1 - int(f.FirstMonth)
	}
	return 13 - int(f.FirstMonth)
}

// QuarterOf gives the quarter of the fiscal year that a date falls in. Errors
// are those of [FiscalYear.Check], an [*InputError] on "date", and a
// [*RangeError] for a year whose number is not 1 to 9999.
func (f FiscalYear) QuarterOf(d Date) (Quarter, error) {
	if err := f.Check(); err != nil {
		return Quarter{}, err
	}
	if d.IsZero() {
		return Quarter{}, noDate("date")
	}
	year, month, _ := civil(d.n)
	since := 12*year + month - 1 + f.before()
	q := Quarter{Year: since / 12, Number: since%12/3 + 1}
	if !q.valid() {
		return Quarter{}, &RangeError{Field: "date", From: d, Step: "its fiscal year"}
	}
	return q, nil
}

// Quarter gives the first and the last day of a quarter of the fiscal year.
// Errors are those of both checks, and a [*RangeError] when it does not lie in
// the calendar.
func (f FiscalYear) Quarter(q Quarter) (Period, error) { return f.months(q, 3*q.Number-3, 3) }

// Year gives the first and the last day of the fiscal year of a quarter; errors
// are those of [FiscalYear.Quarter].
func (f FiscalYear) Year(q Quarter) (Period, error) { return f.months(q, 0, 12) }

// MonthEndAfter gives "the last day of the month following the end of the
// quarter". It is a calendar date and does not roll; errors are those of
// [FiscalYear.Quarter].
func (f FiscalYear) MonthEndAfter(q Quarter) (Date, error) {
	p, err := f.months(q, 3*q.Number, 1)
	return p.To, err
}

// months gives so many months of the fiscal year of a quarter.
func (f FiscalYear) months(q Quarter, after, count int) (Period, error) {
	if err := f.Check(); err != nil {
		return Period{}, err
	}
	if err := q.Check(); err != nil {
		return Period{}, err
	}
	first := 12*q.Year - f.before() + after
	last := first + count - 1
	if first < 12*firstYear || last >= 12*(lastYear+1) {
		return Period{}, &RangeError{Field: "quarter", Step: "the time of the quarter " + q.String()}
	}
	to := dayNumber(last/12, last%12+1, daysIn(last/12, last%12+1))
	return Period{From: Date{dayNumber(first/12, first%12+1, 1)}, To: Date{to}}, nil
}
