package calendar

import "slices"

// A Holiday is a closed day of one year: the date on which it is observed.
type Holiday struct {
	Date Date   `json:"date"`
	Name string `json:"name"` // says "observed" when it moved from its own day
	Cite string `json:"cite"`
}

// A Row is one holiday of a jurisdiction's table, in words.
type Row struct {
	Name  string `json:"name"`
	Rule  string `json:"rule"`  // on which day of the year it is observed
	Years string `json:"years"` // the years in which it is observed
	Cite  string `json:"cite"`
}

// Holidays gives the holidays observed in a year, days proclaimed among them,
// in order and each date once. A year outside the calendar has none.
func (c *Closed) Holidays(year int) []Holiday {
	if year < firstYear || year > lastYear {
		return nil
	}
	c = c.orNone()
	var holidays []Holiday
	for n := dayNumber(year, 1, 1); n < dayNumber(year+1, 1, 1); n++ {
		if name, cite := c.holiday(n); name != "" {
			holidays = append(holidays, Holiday{Date: Date{n}, Name: name, Cite: cite})
		}
	}
	return holidays
}

// Rows gives the table of holidays, in the order of the instrument. The days
// proclaimed are not rows.
func (c *Closed) Rows() []Row {
	t := c.orNone().table
	if t == nil {
		return nil
	}
	rows := make([]Row, len(t.rows))
	for i := range t.rows {
		rows[i] = t.rows[i].Row
	}
	return rows
}

// holiday gives the holiday observed on day n; the name is empty when there is
// none. A day that is both a row's and proclaimed is the row's.
func (c *Closed) holiday(n int32) (name, cite string) {
	if name, cite = c.table.observed(n); name != "" || len(c.proclaimed) == 0 {
		return name, cite
	}
	i, found := slices.BinarySearchFunc(c.proclaimed, Date{n}, func(p Proclaimed, d Date) int { return p.Date.Compare(d) })
	if !found {
		return "", ""
	}
	return c.proclaimed[i].Name, c.proclaimed[i].Cite
}
