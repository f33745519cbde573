package calendar

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/workcomp-go/workcomp/internal/words"
)

// A Table is closed days of a host's own, as data: what stands in a policy or a
// scenario in place of a name. [NewClosed] makes them. The zero value has no rows: its
// days have all years, and only what it closes is closed.
type Table struct {
	Name    string       `json:"name,omitempty"`   // by which they are cited; empty is that of the base, or "own table"
	Base    string       `json:"base,omitempty"`   // closed days known by name, from whose rows and weekend these start; empty is "none"
	Weekend []Weekday    `json:"weekend,omitzero"` // closed every week, in place of the base's; nil is the base's, an empty list none
	Rows    []Row        `json:"rows,omitempty"`   // after those of the base; of two on one day the first names it
	Closed  []Proclaimed `json:"closed,omitempty"` // single days; without a name they are called by the day of the week
	Opened  []Date       `json:"opened,omitempty"` // open whatever else closes them
}

// mostRows bounds a table: no year has as many holidays.
const mostRows = 100

// NewClosed makes the closed days of a table. An [*InputError] names the field
// at fault: "base", "weekend", "closed", "rows[1].date" …; a row that has not
// exactly one of the three kinds of day is named by its place alone. A day that
// is both closed and opened is an error on "opened", and so is a week without an
// open day on "weekend".
func NewClosed(t Table) (*Closed, error) {
	base, err := named("base", cmp.Or(t.Base, none.name))
	if err != nil {
		return nil, err
	}
	if err := t.names(); err != nil {
		return nil, err
	}
	c := *base
	c.made = Table{Name: t.Name, Base: base.name, Weekend: slices.Clone(t.Weekend), Opened: slices.Clone(t.Opened)}
	for _, row := range t.Rows {
		c.made.Rows = append(c.made.Rows, row.clone())
	}
	c.name = cmp.Or(t.Name, t.Base, "own table")
	if t.Weekend != nil {
		if c.week, err = weekend(t.Weekend); err != nil {
			return nil, err
		}
		if c.reading != "" { // it was about the base's weekend
			c.readings = slices.DeleteFunc(slices.Clone(c.readings), func(id string) bool { return id == c.reading })
			c.reading = ""
		}
	}
	if len(t.Rows) > 0 || c.table != nil && c.week != base.week {
		if c.table, err = c.table.and(t.Rows, c.week); err != nil {
			return nil, err
		}
	}
	for i, p := range t.Closed {
		if p.Date.IsZero() {
			return nil, noDate(fmt.Sprintf("closed[%d].date", i))
		}
	}
	for i, d := range t.Opened {
		if d.IsZero() {
			return nil, noDate(fmt.Sprintf("opened[%d]", i))
		}
		if slices.ContainsFunc(t.Closed, func(p Proclaimed) bool { return p.Date == d }) {
			return nil, &InputError{Field: fmt.Sprintf("opened[%d]", i), Value: d.String(), Problem: "is closed too",
				Expected: "a day that is not in closed"}
		}
		c.opened = append(c.opened, d.n)
	}
	slices.Sort(c.opened)
	c.opened = slices.Compact(c.opened)
	for _, n := range c.opened {
		if c.ruled(n) {
			c.reopened = append(c.reopened, n)
		}
	}
	return c.with(t.Closed), nil
}

// names finds a name by which the days are cited of which not all is seen, and one of the
// table that can be taken for another.
func (t *Table) names() error {
	if odd := words.Odd(t.Name); odd != "" {
		return &InputError{Field: "name", Value: t.Name, Problem: odd, Expected: words.AnID}
	}
	hidden := func(field, name string) error {
		if hidden := words.Hidden(name); hidden != "" {
			return &InputError{Field: field, Value: name, Problem: hidden, Expected: "a name of which all is seen"}
		}
		return nil
	}
	for i, row := range t.Rows {
		if err := hidden(fmt.Sprintf("rows[%d].name", i), row.Name); err != nil {
			return err
		}
	}
	for i, p := range t.Closed {
		if err := hidden(fmt.Sprintf("closed[%d].name", i), p.Name); err != nil {
			return err
		}
	}
	return nil
}

// Table gives the data of which the closed days are made: of those known by a
// name that name, as the base, and the single days that were added.
func (c *Closed) Table() Table {
	c = c.orNone()
	t := c.made
	t.Base = cmp.Or(t.Base, c.name)
	t.Weekend, t.Opened, t.Closed = slices.Clone(t.Weekend), slices.Clone(t.Opened), slices.Clone(c.listed)
	t.Rows = nil
	for _, row := range c.made.Rows {
		t.Rows = append(t.Rows, row.clone())
	}
	return t
}

// weekend reads the days that are closed every week.
func weekend(days []Weekday) (*week, error) {
	var closed [7]bool
	for i, day := range days {
		n, ok := day.number()
		if !ok {
			return nil, &InputError{Field: fmt.Sprintf("weekend[%d]", i), Value: string(day), Expected: aWeekday}
		}
		closed[n] = true
	}
	w := weekOf(closed)
	if w.open == 0 {
		return nil, &InputError{Field: "weekend", Problem: "no open day is not valid", Expected: "at most six days of the week"}
	}
	return w, nil
}

// and gives a table with the rows of this one, which may be nil, and more.
func (t *table) and(rows []Row, closed *week) (*table, error) {
	if len(rows) > mostRows {
		return nil, &InputError{Field: "rows", Problem: fmt.Sprintf("%d rows is not valid", len(rows)),
			Expected: fmt.Sprintf("at most %d", mostRows)}
	}
	own := make([]Row, len(rows))
	for i, row := range rows {
		own[i] = row.clone()
		if _, err := row.rule(); err != nil {
			return nil, placed(fmt.Sprintf("rows[%d]", i), err)
		}
	}
	both := &table{week: closed, rows: func() []Row {
		all := make([]Row, len(own))
		for i, row := range own {
			all[i] = row.clone()
		}
		return all
	}}
	if t != nil {
		if t.note != nil {
			both.note = func(rules []rule) { t.note(rules[:len(rules)-len(own)]) }
		}
		both.rows = func() []Row {
			all := t.rows()
			for _, row := range own {
				all = append(all, row.clone())
			}
			return all
		}
	}
	return both, nil
}

// placed gives an error of a row its place in the table.
func placed(at string, err error) error {
	e := *err.(*InputError) // a row has no other
	if e.Field == "" {
		e.Field = at
	} else {
		e.Field = at + "." + e.Field
	}
	return &e
}
