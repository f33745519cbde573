package calendar

import "slices"

// Date is [Term.From] without the days skipped: the same date or the same
// error. It counts no day one by one, so that business days take as little
// time for a year as for a week, and it allocates nothing for them; with
// suspended or opened days it is From.
func (t Term) Date(event Date) (Date, error) {
	c := t.Closed.orNone()
	if t.Length.Unit != BusinessDays || t.Length.N <= 0 || event.IsZero() || len(t.Suspended) > 0 || len(c.reopened) > 0 {
		due, err := t.From(event)
		return due.Date, err
	}
	if _, err := t.check(); err != nil {
		return Date{}, err
	}
	n, inRange := c.countOff(event.n, t.Length.N, t.Before)
	if !inRange {
		return Date{}, t.outside(event)
	}
	if first := min(event.n+1, n); first < c.knownFrom {
		return Date{}, c.unknownBefore(event, t.Before)
	}
	return Date{n}, nil // an open day, which does not roll
}

// unknownBefore is the error for a count from an event that comes to a year of
// which the holidays are not known.
func (c *Closed) unknownBefore(event Date, before bool) error {
	switch {
	case !before:
		return c.unknown(event.n + 1)
	case event.n <= c.knownFrom:
		return c.unknown(event.n - 1)
	}
	return c.unknown(c.knownFrom - 1)
}

// BusinessDaysBetween gives the number of open days from one day, which does
// not count, to another, which does. Backwards it is negative: -3 when to is
// the third business day before from. Errors are an [*InputError] on "from" or
// "to", and on "year" for a day of a year of which the holidays are not known.
func (c *Closed) BusinessDaysBetween(from, to Date) (int, error) {
	c = c.orNone()
	switch {
	case from.IsZero():
		return 0, noDate("from")
	case to.IsZero():
		return 0, noDate("to")
	case from == to:
		return 0, nil
	}
	before, first, last := to.Before(from), from.n+1, to.n
	if before {
		first, last = to.n, from.n-1
	}
	if first < c.knownFrom {
		return 0, c.unknownBefore(from, before)
	}
	open := int(c.openThrough(last) - c.openThrough(first-1))
	if before {
		return -open, nil
	}
	return open, nil
}

// openThrough gives the number of open days from the beginning of the calendar
// to day n, with n.
func (c *Closed) openThrough(n int32) int32 {
	holidays, _ := c.holidaysThrough(n)
	reopened, found := slices.BinarySearch(c.reopened, n)
	if found {
		reopened++
	}
	return c.week.openThrough(n) - holidays + int32(reopened)
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
	number := c.week.openThrough(n) - holidays + sought
	if number < 1 {
		return 0, false
	}
	onOne := false
	for guess := max(holidays+c.holidaysAmong(sought), 0); ; guess = holidays {
		day = c.week.day(number + guess)
		if holidays, onOne = c.holidaysThrough(min(day, lastDay)); holidays == guess {
			break
		}
	}
	if day > lastDay {
		return 0, false
	}
	for onOne { // of the holidays that follow on the day sought
		day--
		why, _ := c.why(day)
		onOne = why != ""
	}
	return day, true
}

// holidaysAmong guesses the number of holidays among so many business days.
func (c *Closed) holidaysAmong(days int32) int32 {
	if c.table == nil {
		return 0
	}
	t := c.table.ready()
	all := t.before[len(t.before)-1]
	return int32(int64(days) * int64(all) / int64(c.week.openThrough(lastDay)-all+1))
}

// holidaysThrough gives the number of days to day n, with n, that are closed
// and open in other weeks, and whether n is one.
func (c *Closed) holidaysThrough(n int32) (sum int32, holiday bool) {
	if c.table != nil {
		sum, holiday = c.table.ready().through(n)
	}
	at, found := slices.BinarySearch(c.further, n)
	if sum += int32(at); found {
		sum, holiday = sum+1, true
	}
	return sum, holiday
}
