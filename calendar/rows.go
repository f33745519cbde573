package calendar

import (
	"maps"
	"strconv"
	"strings"
	"time"
)

// A Weekday is a day of the week by its English name: "monday". It is what
// stands in data; the standard library's is in programs. The zero value is no day.
type Weekday string

// The days of the week.
const (
	Monday    Weekday = "monday"
	Tuesday   Weekday = "tuesday"
	Wednesday Weekday = "wednesday"
	Thursday  Weekday = "thursday"
	Friday    Weekday = "friday"
	Saturday  Weekday = "saturday"
	Sunday    Weekday = "sunday"
)

// Values lists the days of the week.
func (Weekday) Values() []string {
	return []string{string(Monday), string(Tuesday), string(Wednesday), string(Thursday), string(Friday), string(Saturday), string(Sunday)}
}

const aWeekday = "monday, tuesday, wednesday, thursday, friday, saturday or sunday"

// number gives the standard library's weekday, and whether w is one.
func (w Weekday) number() (time.Weekday, bool) {
	for n, name := range [...]Weekday{Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday} {
		if name == w {
			return time.Weekday(n), true
		}
	}
	return 0, false
}

// A Nth says which of the days of the week of a month is meant: the first to
// the fifth, or the [Last]. It is a number or "last" in JSON; the zero Nth is
// none.
type Nth int

// Last is the last such day of the week of its month.
const Last Nth = -1

// MarshalText writes the number, or "last".
func (n Nth) MarshalText() ([]byte, error) {
	if n == Last {
		return []byte("last"), nil
	}
	return strconv.AppendInt(nil, int64(n), 10), nil
}

// MarshalJSON writes the number, or "last".
func (n Nth) MarshalJSON() ([]byte, error) {
	if n == Last {
		return []byte(`"last"`), nil
	}
	return strconv.AppendInt(nil, int64(n), 10), nil
}

// UnmarshalText reads 1 to 5 or "last". Anything else is an [*InputError] on
// the field "nth".
func (n *Nth) UnmarshalText(text []byte) error {
	s := string(text)
	if s == "last" {
		*n = Last
		return nil
	}
	if len(s) != 1 || s[0] < '1' || s[0] > '5' {
		return &InputError{Field: "nth", Value: s, Expected: anNth}
	}
	*n = Nth(s[0] - '0')
	return nil
}

// UnmarshalJSON reads the number or "last", with or without quotes.
func (n *Nth) UnmarshalJSON(data []byte) error {
	return n.UnmarshalText([]byte(strings.Trim(string(data), `"`)))
}

const anNth = "1 to 5, or last"

// A Parity says in which years a holiday is observed: all, or every other. The zero value
// is all years.
type Parity string

// The parities. The zero Parity is every year.
const (
	EvenYears Parity = "even"
	OddYears  Parity = "odd"
)

// Values lists the parities.
func (Parity) Values() []string { return []string{string(EvenYears), string(OddYears)} }

// A Row is one holiday of a table, as data. It has exactly one of three kinds
// of day: Date; Weekday with Nth and Month; Easter. That day, and Plus days on,
// is the holiday's own day; on some days of the week it moves to another, on
// which it is observed. A row that has no day in a year (29 February, a fifth
// Monday) is not observed in it. The zero value has no day: an input error.
type Row struct {
	Name    string          `json:"name"`
	Date    string          `json:"date,omitempty"`    // the month and the day: "12-25"
	Weekday Weekday         `json:"weekday,omitempty"` // with Nth and Month: "the third Monday of January"
	Nth     Nth             `json:"nth,omitzero"`
	Month   time.Month      `json:"month,omitempty"`  // 1 to 12
	Easter  *int            `json:"easter,omitempty"` // days after Easter Sunday: -2 is Good Friday
	Plus    int             `json:"plus,omitempty"`   // days after that
	Moves   map[Weekday]int `json:"moves,omitempty"`  // from its own day, by the day of the week: {saturday: -1, sunday: 1}
	First   int             `json:"first,omitempty"`  // the first year of its own day, both included; 0 is no bound
	Last    int             `json:"last,omitempty"`
	Years   Parity          `json:"years,omitempty"` // in which of these
	Cite    string          `json:"cite,omitempty"`  // the provision that makes it a holiday
}

// clone gives a copy that shares nothing with the row.
func (r Row) clone() Row {
	r.Moves = maps.Clone(r.Moves)
	if r.Easter != nil {
		days := *r.Easter
		r.Easter = &days
	}
	return r
}

// reach bounds how many days a holiday lies from the day that its row names.
const reach = 366

// A rule is a row that is ready to be asked for its day of a year.
type rule struct {
	name, cite  string
	kind        ruleKind
	month, day  int          // of a date; the month of a weekday
	weekday     time.Weekday // of which it is the nth
	nth         Nth
	shift       int32    // from the day of the kind
	moves       [7]int32 // by the weekday of its own day
	first, last int
	years       Parity
	reading     string // the interpretation on which it rests up to a year
	readingTo   int
	floats      bool  // its moves lead to its own day
	from, to    int32 // the days of its years on which it is observed, 0 for 1 January
}

type ruleKind uint8

const (
	onDate ruleKind = iota
	onWeekday
	onEaster
)

// rule compiles a row, or says what is wrong with it. The field of an error is
// a key of the row; it is empty when the row has not one kind of day.
func (r Row) rule() (rule, error) {
	c := rule{name: r.Name, cite: r.Cite, shift: int32(r.Plus), first: r.First, last: r.Last, years: r.Years}
	if r.Name == "" {
		return c, &InputError{Field: "name", Expected: "the name of the holiday"}
	}
	kinds := 0
	if r.Date != "" {
		kinds++
		month, _ := digits(r.Date[:min(2, len(r.Date))]) // 0, which is none, of what are no digits
		day, _ := digits(r.Date[min(3, len(r.Date)):])
		const leapYear = 2000
		if len(r.Date) != len("MM-DD") || r.Date[2] != '-' ||
			month < 1 || month > 12 || day < 1 || day > daysIn(leapYear, month) {
			return c, &InputError{Field: "date", Value: r.Date, Expected: "a month and a day, MM-DD"}
		}
		c.kind, c.month, c.day = onDate, month, day
	}
	if r.Weekday != "" || r.Nth != 0 || r.Month != 0 {
		kinds++
		weekday, ok := r.Weekday.number()
		switch {
		case !ok:
			return c, &InputError{Field: "weekday", Value: string(r.Weekday), Expected: aWeekday}
		case r.Nth != Last && (r.Nth < 1 || r.Nth > 5):
			return c, &InputError{Field: "nth", Value: unlessZero(int(r.Nth)), Expected: anNth}
		case r.Month < time.January || r.Month > time.December:
			return c, &InputError{Field: "month", Value: unlessZero(int(r.Month)), Expected: "1 to 12"}
		}
		c.kind, c.weekday, c.nth, c.month = onWeekday, weekday, r.Nth, int(r.Month)
	}
	if r.Easter != nil {
		kinds++
		if *r.Easter < -reach || *r.Easter > reach {
			return c, &InputError{Field: "easter", Value: strconv.Itoa(*r.Easter), Expected: "days after Easter Sunday, -366 to 366"}
		}
		c.kind, c.shift = onEaster, c.shift+int32(*r.Easter)
	}
	if kinds != 1 {
		return c, &InputError{Problem: strconv.Itoa(kinds) + " kinds of day is not valid",
			Expected: "one of date; weekday, nth and month; easter"}
	}
	return c, r.bounds(&c)
}

// bounds reads what stands beside the kind of day.
func (r Row) bounds(c *rule) error {
	if r.Plus < -reach || r.Plus > reach {
		return &InputError{Field: "plus", Value: strconv.Itoa(r.Plus), Expected: "a number of days, -366 to 366"}
	}
	for from, days := range r.Moves {
		weekday, ok := from.number()
		if !ok {
			return &InputError{Field: "moves." + string(from), Value: string(from), Expected: aWeekday}
		}
		if days < -reach || days > reach {
			return &InputError{Field: "moves." + string(from), Value: strconv.Itoa(days), Expected: "a number of days, -366 to 366"}
		}
		c.moves[weekday] = int32(days)
	}
	switch {
	case r.First < 0 || r.First > lastYear:
		return &InputError{Field: "first", Value: strconv.Itoa(r.First), Expected: aYear}
	case r.Last < 0 || r.Last > lastYear:
		return &InputError{Field: "last", Value: strconv.Itoa(r.Last), Expected: aYear}
	case r.Last > 0 && r.Last < r.First:
		return &InputError{Field: "last", Value: strconv.Itoa(r.Last), Problem: "runs backwards",
			Expected: "a year from " + strconv.Itoa(r.First) + " on"}
	case r.Years != "" && r.Years != EvenYears && r.Years != OddYears:
		return &InputError{Field: "years", Value: string(r.Years), Expected: "even or odd"}
	}
	return nil
}

const aYear = "a year in the range 1 to 9999"

// unlessZero writes a number that was given.
func unlessZero(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// own gives the number of the holiday's own day that goes with a year, and
// whether there is one. It may lie in another year, whose it then is.
func (r *rule) own(year int) (n int32, ok bool) {
	switch r.kind {
	case onDate:
		if r.day > 28 && r.day > daysIn(year, r.month) {
			return 0, false
		}
		n = dayNumber(year, r.month, r.day)
	case onWeekday:
		first := dayNumber(year, r.month, 1)
		length := int32(daysIn(year, r.month))
		if r.nth == Last {
			last := first + length - 1
			n = last - (last-int32(r.weekday))%7
			break
		}
		after := (int32(r.weekday)-first%7+7)%7 + 7*int32(r.nth-1)
		if after >= length {
			return 0, false
		}
		n = first + after
	case onEaster:
		n = dayNumber(year, int(time.March), 1) + int32(easter(year)) - 1
	}
	if r.shift != 0 {
		n += r.shift
		if n < 1 {
			return 0, false
		}
		year, _, _ = civil(n)
	}
	if year < r.first || r.last > 0 && year > r.last || r.years == EvenYears && year%2 != 0 || r.years == OddYears && year%2 == 0 {
		return 0, false
	}
	return n, true
}

// observed gives the day on which the holiday of a year is observed, and its
// own day.
func (r *rule) observed(year int) (on, own int32, ok bool) {
	own, ok = r.own(year)
	return own + r.moves[own%7], own, ok
}

// readingOn gives the interpretation on which it rests that the holiday is
// observed on day n.
func (r *rule) readingOn(n int32) string {
	if year, _, _ := civil(n); r.reading != "" && year <= r.readingTo {
		return r.reading
	}
	return ""
}

// easter gives the day of March, where 32 is 1 April, of Easter Sunday by the
// Gregorian computus, in the form of Meeus, Jones and Butcher.
func easter(year int) int {
	golden, century, ofCentury := year%19, year/100, year%100
	epact := (19*golden + century - century/4 - (century-(century+8)/25+1)/3 + 15) % 30
	toSunday := (32 + 2*(century%4) + 2*(ofCentury/4) - epact - ofCentury%4) % 7
	late := (golden + 11*epact + 22*toSunday) / 451
	return 22 + epact + toSunday - 7*late
}
