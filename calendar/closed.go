package calendar

import (
	"cmp"
	"slices"
	"strconv"
	"time"
)

// A Closed says which days are closed, and why: the days of the week that are
// closed every week, the holidays of a table, and single days. It never changes
// and is safe for any number of goroutines. A nil *Closed closes nothing, and
// so does the zero Closed.
type Closed struct {
	name      string
	week      *week
	table     *table   // the holidays; nil is none
	known     int      // the first year of which the holidays are known; 0 is every year
	knownFrom int32    // its first day
	reading   string   // the interpretation on which the closed days of the week rest
	readings  []string // all on which closed days rest
	listed    []Proclaimed
	further   []int32 // the days listed that would not be closed otherwise, in order
	opened    []int32 // the days that are open whatever else closes them, in order
	reopened  []int32 // those of them that would be closed otherwise
	made      Table   // of which they were made, but for the single days; those known by a name of none
}

// A Proclaimed is a single day that is closed: no rule gives it, so the host
// does. An entry without a date closes nothing. So does the zero value.
type Proclaimed struct {
	Date Date   `json:"date"`
	Name string `json:"name,omitempty"` // why it is closed; of a day added by [Closed.With] empty is "proclaimed day"
	Cite string `json:"cite,omitempty"` // the proclamation
}

// NoneClosed closes no day at all.
func NoneClosed() *Closed { return &none }

// Weekends closes Saturdays and Sundays.
func Weekends() *Closed { return &weekends }

// USWV closes Saturdays, Sundays and the legal holidays of W. Va. Code
// § 2-2-1, the general election day of even years among them. They are known
// from 1990, and up to 2005 by the interpretation "holidays-before-2006": from
// bills and the press, not from the enacted text. Primary and special
// elections, which close only the area that votes, and days proclaimed by the
// Governor or the President are the host's to add (see [Closed.With]).
func USWV() *Closed { return &usWV }

// CAAB closes the general holidays of Alberta Employment Standards, and
// Saturdays and Sundays. That Saturdays are closed is the interpretation
// "ca-ab-saturday".
func CAAB() *Closed { return &caAB }

var (
	noWeekend = weekOf([7]bool{})
	satSun    = weekOf([7]bool{time.Saturday: true, time.Sunday: true})

	none     = Closed{name: "none", week: noWeekend}
	weekends = Closed{name: "weekends", week: satSun}
	usWV     = Closed{name: "us-wv", week: satSun, table: &westVirginia, known: 1990, knownFrom: dayNumber(1990, 1, 1),
		readings: []string{before2006}}
	caAB = Closed{name: "ca-ab", week: satSun, table: &alberta, reading: "ca-ab-saturday", readings: []string{"ca-ab-saturday"}}
)

// Named gives the closed days called "none", "weekends", "us-wv" or "ca-ab".
// Another name is an [*InputError] on the field "closed".
func Named(name string) (*Closed, error) { return named("closed", name) }

func named(field, name string) (*Closed, error) {
	for _, c := range [...]*Closed{&none, &weekends, &usWV, &caAB} {
		if c.name == name {
			return c, nil
		}
	}
	return nil, &InputError{Field: field, Value: name, Expected: "none, weekends, us-wv or ca-ab"}
}

// Name gives the name by which the closed days are cited: the one that [Named]
// knows them by, or that of a [Table]. Days proclaimed do not change it.
func (c *Closed) Name() string { return c.orNone().name }

// Weekend gives the days of the week that are closed every week, from Monday
// on.
func (c *Closed) Weekend() []Weekday {
	var days []Weekday
	for _, day := range [...]Weekday{Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday} {
		if n, _ := day.number(); c.orNone().week.closed[n] {
			days = append(days, day)
		}
	}
	return days
}

// Known gives the first year of which the holidays are known, and whether
// there is one: a question about an earlier year is an error. Without one every
// year is known.
func (c *Closed) Known() (from int, ok bool) {
	c = c.orNone()
	return c.known, c.known > 0
}

// Interpretations gives the ids of the interpretations that these closed days
// rest on, if any.
func (c *Closed) Interpretations() []string { return slices.Clone(c.orNone().readings) }

// WeekendInterpretation gives the id of the interpretation on which it rests
// that the days of the week are closed, or "".
func (c *Closed) WeekendInterpretation() string { return c.orNone().reading }

// With gives a copy in which the days proclaimed are closed as well. Of two
// entries for one day the first counts.
func (c *Closed) With(days ...Proclaimed) *Closed {
	named := slices.Clone(days)
	for i, p := range named {
		named[i].Name = cmp.Or(p.Name, "proclaimed day")
	}
	return c.orNone().with(named)
}

func (c *Closed) with(days []Proclaimed) *Closed {
	with := *c
	with.listed = slices.Concat(c.listed, days)
	with.listed = slices.DeleteFunc(with.listed, func(p Proclaimed) bool { return p.Date.IsZero() })
	slices.SortStableFunc(with.listed, func(p, q Proclaimed) int { return p.Date.Compare(q.Date) })
	with.listed = slices.CompactFunc(with.listed, func(p, q Proclaimed) bool { return p.Date == q.Date })
	with.further = nil
	for _, p := range with.listed {
		if _, open := slices.BinarySearch(c.opened, p.Date.n); !open && !c.ruled(p.Date.n) {
			with.further = append(with.further, p.Date.n)
		}
	}
	return &with
}

// ruled reports whether the week or the table closes a day.
func (c *Closed) ruled(n int32) bool {
	return c.week.closed[n%7] || c.table != nil && c.table.ready().has(n)
}

// Proclaimed gives the single days that are closed, by date, each date once.
func (c *Closed) Proclaimed() []Proclaimed { return slices.Clone(c.orNone().listed) }

// On reports whether d is closed, and why: the name of the holiday or of the
// single day, else the English name of the day of the week. It allocates
// nothing. The zero Date is not closed. A day of a year of which the holidays
// are not known (see [Closed.Known]) is an [*InputError] on the field "year".
func (c *Closed) On(d Date) (why string, closed bool, err error) {
	c = c.orNone()
	if d.IsZero() {
		return "", false, nil
	}
	if d.n < c.knownFrom {
		return "", false, c.unknown(d.n)
	}
	why, _ = c.why(d.n)
	return why, why != "", nil
}

// unknown is the error for a day of a year of which the holidays are not known.
func (c *Closed) unknown(n int32) error {
	year, _, _ := civil(n)
	return &InputError{Field: "year", Value: strconv.Itoa(year), Problem: "is before the holidays of " + c.name + " are known",
		Expected: strconv.Itoa(c.known) + " or later"}
}

// why says why a day of a known year is closed, and on which interpretation
// that rests; it is empty when the day is open.
func (c *Closed) why(n int32) (why, reading string) {
	if _, open := slices.BinarySearch(c.opened, n); open {
		return "", ""
	}
	if c.table != nil && c.table.ready().has(n) {
		r, _ := c.table.find(n)
		return r.name, r.readingOn(n)
	}
	if i, found := c.lists(n); found {
		return cmp.Or(c.listed[i].Name, time.Weekday(n%7).String()), ""
	}
	if c.week.closed[n%7] {
		return time.Weekday(n % 7).String(), c.reading
	}
	return "", ""
}

// lists gives the place of a single day among them, and whether it is one.
func (c *Closed) lists(n int32) (int, bool) {
	return slices.BinarySearchFunc(c.listed, Date{n}, func(p Proclaimed, d Date) int { return p.Date.Compare(d) })
}

// orNone makes a nil *Closed, and a zero one, the one that closes nothing.
func (c *Closed) orNone() *Closed {
	if c == nil || c.week == nil {
		return &none
	}
	return c
}
