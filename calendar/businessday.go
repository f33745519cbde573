package calendar

import "slices"

// Date is [Term.From] without the days skipped: the same date or the same
// error. It counts no day one by one, so that business days take as little
// time for a year as for a week, and it allocates nothing for them.
func (t Term) Date(event Date) (Date, error) {
	if t.Length.Unit != BusinessDays || t.Length.N <= 0 || event.IsZero() || t.check() != nil {
		due, err := t.From(event)
		return due.Date, err
	}
	n, inRange := t.Closed.orNone().countOff(event.n, t.Length.N, t.Before)
	if !inRange {
		return Date{}, &RangeError{From: event, Step: t.String()}
	}
	return Date{n}, nil // an open day, which does not roll
}

// countOff gives the business day that is the count-th after day n, or before
// it. It is not in range when the calendar ends before that.
//
// Numbered from the beginning of the calendar, the day sought is the open day
// of a number that is known. Were there no holidays, arithmetic would give that
// day; so it asks for the day that many further on as there are holidays, which
// it first guesses and then counts, until the day has no others before it. Each
// count lies between the one before and the one sought.
func (c *Closed) countOff(n int32, count int, before bool) (day int32, inRange bool) {
	if count > lastDay {
		return 0, false
	}
	sought := int32(count)
	if before {
		n, sought = n-1, 1-sought
	}
	holidays, _ := c.holidaysThrough(n)
	number := c.weekdaysThrough(n) - holidays + sought
	if number < 1 {
		return 0, false
	}
	onOne := false
	for guess := max(holidays+c.holidaysAmong(sought), 0); ; guess = holidays {
		day = c.weekday(number + guess)
		if holidays, onOne = c.holidaysThrough(min(day, lastDay)); holidays == guess {
			break
		}
	}
	if day > lastDay {
		return 0, false
	}
	for onOne { // of the holidays that follow on the day sought
		day--
		onOne = c.why(day) != ""
	}
	return day, true
}

// weekdaysThrough gives the number of days, weekends apart where they are
// closed, from the beginning of the calendar to day n, with n.
func (c *Closed) weekdaysThrough(n int32) int32 {
	if c.weekends {
		return n/7*5 + min(n%7, 5) // the calendar begins on a Monday
	}
	return n
}

// weekday gives the day with a number by weekdaysThrough.
func (c *Closed) weekday(number int32) int32 {
	if c.weekends {
		return (number-1)/5*7 + (number-1)%5 + 1
	}
	return number
}

// holidaysAmong guesses the number of holidays among so many business days.
func (c *Closed) holidaysAmong(days int32) int32 {
	if c.table == nil {
		return 0
	}
	const businessDays = 100000 // in 400 years, or nearly
	return int32(int64(days) * int64(c.table.rowsBefore[400]) / businessDays)
}

// holidaysThrough gives the number of days to day n, with n, that are closed
// and not a weekend's, and whether n is one.
func (c *Closed) holidaysThrough(n int32) (sum int32, holiday bool) {
	if c.table != nil {
		sum, holiday = c.table.through(n)
	}
	if len(c.further) > 0 {
		at, found := slices.BinarySearch(c.further, n)
		if sum += int32(at); found {
			sum, holiday = sum+1, true
		}
	}
	return sum, holiday
}
