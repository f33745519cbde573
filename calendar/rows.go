package calendar

import "time"

// A row is a holiday with the rule that gives the day it is observed on.
type row struct {
	Row
	day   dayRule
	moves moves
	moved string // the name on the day it moved to
}

// A dayRule gives the holiday's own day in a year: the day of the month from
// first to last that is such a weekday. A day fixed by its number alone is
// the only one from first to last.
type dayRule struct {
	month       time.Month
	first, last int
	weekday     time.Weekday
	evenYears   bool // in no other years
	goodFriday  bool // the Friday before Easter, and nothing else of the above
}

// moves says to where a holiday moves that falls on a weekend.
type moves uint8

const (
	stays    moves = iota
	toMonday       // from Sunday to Monday
	bothWays       // from Sunday to Monday, from Saturday to Friday
)

// civilDay is a day number taken apart.
type civilDay struct {
	year, month, day int
	weekday          time.Weekday
}

func dayOf(n int32) civilDay {
	year, month, day := civil(n)
	return civilDay{year, month, day, time.Weekday(n % 7)}
}

// A table is the holidays of a jurisdiction in the order of its instrument.
type table struct {
	rows []row
	days [13]uint32 // of each month, the days on which any holiday can be observed; it spares most days the rows
	counts
}

// tableOf completes rows with the names that they have when they moved.
func tableOf(rows ...row) *table {
	t := &table{rows: rows}
	for i := range rows {
		rows[i].moved = rows[i].Name + ", observed"
		r := rows[i].day
		if r.goodFriday { // Easter is from 22 March to 25 April
			t.mark(dayRule{month: time.March, first: 20, last: 31})
			t.mark(dayRule{month: time.April, first: 1, last: 23})
			continue
		}
		t.mark(r)
		if rows[i].moves != stays {
			const leapYear = 2000
			own := dayNumber(leapYear, int(r.month), r.first)
			for _, n := range [...]int32{own - 1, own + 1} {
				_, month, day := civil(n)
				t.mark(dayRule{month: time.Month(month), first: day, last: day})
			}
		}
	}
	t.count()
	return t
}

// mark notes that a holiday can be observed on the days of a rule.
func (t *table) mark(r dayRule) {
	for day := r.first; day <= r.last; day++ {
		t.days[r.month] |= 1 << day
	}
}

// observed gives the holiday that is observed on day n; the name is empty when
// there is none.
func (t *table) observed(n int32) (name, cite string) {
	if t == nil {
		return "", ""
	}
	if _, month, day := civil(n); t.days[month]&(1<<day) == 0 {
		return "", ""
	}
	return t.ask(n)
}

// ask asks the rows for the holiday that is observed on day n. They say
// whether a given day is theirs, so that a day observed in another year than
// its own, as 1 January 2022 was on 31 December 2021, needs no case of its own.
func (t *table) ask(n int32) (name, cite string) {
	today := dayOf(n)
	for i := range t.rows {
		if r := &t.rows[i]; r.day.falls(&today) && !r.moves.from(today.weekday) {
			return r.Name, r.Cite
		}
	}
	var own civilDay // the day that would be observed today
	switch today.weekday {
	case time.Monday:
		own = dayOf(n - 1)
	case time.Friday:
		own = dayOf(n + 1)
	default:
		return "", ""
	}
	for i := range t.rows {
		if r := &t.rows[i]; r.moves.from(own.weekday) && r.day.falls(&own) {
			return r.moved, r.Cite
		}
	}
	return "", ""
}

// from reports whether a holiday moves away from such a weekday.
func (m moves) from(w time.Weekday) bool {
	return w == time.Sunday && m != stays || w == time.Saturday && m == bothWays
}

// falls reports whether d is the holiday's own day.
func (r *dayRule) falls(d *civilDay) bool {
	if r.goodFriday {
		return d.weekday == time.Friday && (d.month == 3 || d.month == 4) && d.isGoodFriday()
	}
	return d.month == int(r.month) && d.day >= r.first && d.day <= r.last &&
		(r.first == r.last || d.weekday == r.weekday) && (!r.evenYears || d.year%2 == 0)
}

// isGoodFriday reports whether d is two days before Easter Sunday.
func (d *civilDay) isGoodFriday() bool {
	return d.day+31*(d.month-3) == goodFriday(d.year)
}

// goodFriday gives the day of March, where 32 is 1 April, that is two days
// before Easter Sunday by the Gregorian computus, in the form of Meeus, Jones
// and Butcher.
func goodFriday(year int) int {
	golden, century, ofCentury := year%19, year/100, year%100
	epact := (19*golden + century - century/4 - (century-(century+8)/25+1)/3 + 15) % 30
	toSunday := (32 + 2*(century%4) + 2*(ofCentury/4) - epact - ofCentury%4) % 7
	late := (golden + 11*epact + 22*toSunday) / 451
	easter := 22 + epact + toSunday - 7*late
	return easter - 2
}
