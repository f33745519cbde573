package calendar

import (
	"cmp"
	"slices"
	"time"
)

// A Closed says which days are closed, and why: weekends, the holidays of a
// jurisdiction's table, and the days that the host says were proclaimed. It
// never changes and is safe for any number of goroutines. A nil *Closed
// closes nothing.
type Closed struct {
	name            string
	weekends        bool
	table           *table
	proclaimed      []Proclaimed // by date; of one date the first counts
	further         []int32      // the days proclaimed that would not be closed otherwise, in order
	interpretations []string
}

// A Proclaimed is a day that was closed by proclamation: no rule gives it, so
// the host does. An entry without a date closes nothing.
type Proclaimed struct {
	Date Date   `json:"date"`
	Name string `json:"name"` // why it is closed; empty is "proclaimed day"
	Cite string `json:"cite"` // the proclamation
}

// NoneClosed closes no day at all.
func NoneClosed() *Closed { return &none }

// Weekends closes Saturdays and Sundays.
func Weekends() *Closed { return &weekends }

// USWV closes Saturdays, Sundays and the legal holidays of W. Va. Code
// § 2-2-1, the general election day of even years among them. Primary and
// special elections, which close only the area that votes, and days proclaimed
// by the Governor or the President are the host's to add (see [Closed.With]).
func USWV() *Closed { return &usWV }

// CAAB closes the general holidays of Alberta Employment Standards, and
// Saturdays and Sundays. That Saturdays are closed is the interpretation
// "ca-ab-saturday".
func CAAB() *Closed { return &caAB }

var (
	none     = Closed{name: "none"}
	weekends = Closed{name: "weekends", weekends: true}
	usWV     = Closed{name: "us-wv", weekends: true, table: westVirginia}
	caAB     = Closed{name: "ca-ab", weekends: true, table: alberta, interpretations: []string{"ca-ab-saturday"}}
)

// Named gives the closed days called "none", "weekends", "us-wv" or "ca-ab".
// Another name is an [*InputError] on the field "closed".
func Named(name string) (*Closed, error) {
	for _, c := range [...]*Closed{&none, &weekends, &usWV, &caAB} {
		if c.name == name {
			return c, nil
		}
	}
	return nil, &InputError{Field: "closed", Value: name, Expected: "none, weekends, us-wv or ca-ab"}
}

// Name gives the name that [Named] knows the closed days by; days proclaimed
// do not change it.
func (c *Closed) Name() string { return c.orNone().name }

// Interpretations gives the ids of the interpretations that these closed days
// rest on, if any.
func (c *Closed) Interpretations() []string { return slices.Clone(c.orNone().interpretations) }

// With gives a copy in which the days proclaimed are closed as well.
func (c *Closed) With(days ...Proclaimed) *Closed {
	with := *c.orNone()
	with.proclaimed = slices.Concat(with.proclaimed, days)
	with.proclaimed = slices.DeleteFunc(with.proclaimed, func(p Proclaimed) bool { return p.Date.IsZero() })
	for i, p := range with.proclaimed {
		with.proclaimed[i].Name = cmp.Or(p.Name, "proclaimed day")
	}
	slices.SortStableFunc(with.proclaimed, func(p, q Proclaimed) int { return p.Date.Compare(q.Date) })
	with.proclaimed = slices.CompactFunc(with.proclaimed, func(p, q Proclaimed) bool { return p.Date == q.Date })
	with.further = nil
	for _, p := range with.proclaimed {
		ruled := Closed{weekends: with.weekends, table: with.table}
		if ruled.why(p.Date.n) == "" {
			with.further = append(with.further, p.Date.n)
		}
	}
	return &with
}

// Proclaimed gives the days that the host added, by date, each date once.
func (c *Closed) Proclaimed() []Proclaimed { return slices.Clone(c.orNone().proclaimed) }

// On reports whether d is closed, and why: "Saturday", "Sunday", or the name
// of the holiday, which says so when it is observed on another day than its
// own. It allocates nothing. The zero Date is not closed.
func (c *Closed) On(d Date) (why string, closed bool) {
	if d.IsZero() {
		return "", false
	}
	why = c.why(d.n)
	return why, why != ""
}

// why says why the day is closed; it is empty when the day is open.
func (c *Closed) why(n int32) string {
	if c == nil {
		return ""
	}
	if c.weekends {
		switch time.Weekday(n % 7) {
		case time.Saturday:
			return "Saturday"
		case time.Sunday:
			return "Sunday"
		}
	}
	name, _ := c.holiday(n)
	return name
}

// orNone makes a nil *Closed the one that closes nothing.
func (c *Closed) orNone() *Closed {
	if c == nil {
		return &none
	}
	return c
}
