package calendar

import (
	"cmp"
	"slices"
	"strconv"
	"time"
)

// A Holiday is a closed day of one year that is not one of every week: the date
// on which it is observed. The zero value is no holiday.
type Holiday struct {
	Date           Date   `json:"date"`
	Name           string `json:"name"`
	Own            Date   `json:"own_day,omitzero"` // its own day, where it is observed on another
	Cite           string `json:"cite,omitempty"`
	Interpretation string `json:"interpretation,omitempty"` // on which it rests
}

// Holidays gives the holidays that are observed in a year and the single days
// that are closed in it, in order and each date once; days that were opened are
// none. A year outside the calendar, and one of which the holidays are not
// known (see [Closed.Known]), is an [*InputError] on the field "year".
func (c *Closed) Holidays(year int) ([]Holiday, error) {
	if year < firstYear || year > lastYear {
		return nil, &InputError{Field: "year", Value: strconv.Itoa(year), Expected: aYear}
	}
	c = c.orNone()
	first := dayNumber(year, 1, 1)
	if first < c.knownFrom {
		return nil, c.unknown(first)
	}
	return c.between(first, dayNumber(year+1, 1, 1)-1), nil
}

// between gives the holidays from one day to another, both inside.
func (c *Closed) between(from, to int32) []Holiday {
	if c.table == nil && len(c.listed) == 0 {
		return nil
	}
	var holidays []Holiday
	for n := from; n <= to; n++ {
		if h, ok := c.holiday(n); ok {
			holidays = append(holidays, h)
		}
	}
	return holidays
}

// holiday gives the holiday that is observed on day n. A day that is both a
// row's and a single one is the row's.
func (c *Closed) holiday(n int32) (Holiday, bool) {
	ruled := c.table != nil && c.table.ready().has(n)
	if !ruled && len(c.listed) == 0 {
		return Holiday{}, false // as most days
	}
	i, listed := c.lists(n)
	if !ruled && !listed {
		return Holiday{}, false
	}
	if _, open := slices.BinarySearch(c.opened, n); open {
		return Holiday{}, false
	}
	h := Holiday{Date: Date{n}}
	if !ruled {
		h.Name, h.Cite = cmp.Or(c.listed[i].Name, time.Weekday(n%7).String()), c.listed[i].Cite
		return h, true
	}
	r, own := c.table.find(n)
	h.Name, h.Cite = r.name, r.cite
	if own != n && !r.floats {
		h.Own = Date{own}
	}
	h.Interpretation = r.readingOn(n)
	return h, true
}

// HolidayOn gives the holiday that is observed on a day, or the single day that
// is closed, and whether there is one. Of a year of which the holidays are not
// known there is none.
func (c *Closed) HolidayOn(d Date) (Holiday, bool) {
	c = c.orNone()
	if d.IsZero() || d.n < c.knownFrom {
		return Holiday{}, false
	}
	return c.holiday(d.n)
}

// Rows gives the table of holidays, in the order of the instrument. The single
// days that are closed are not rows.
func (c *Closed) Rows() []Row {
	t := c.orNone().table
	if t == nil {
		return nil
	}
	return t.rows()
}
