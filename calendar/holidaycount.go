package calendar

import (
	"math/bits"
	"time"
)

// counts are the holidays of a table that fall on weekdays, counted by year,
// so that those between two days are a subtraction. On which days of a year
// they are observed turns on the weekday of 1 January and on whether the year
// is even, or a leap year, and repeats every 400 years. Good Friday alone does
// not; but there is one in every year.
type counts struct {
	rowsBefore [401]int32                       // before each year of the 400, from their beginning
	kinds      [400]uint8                       // of the years of the 400
	ofKind     [7 * kindsByWeekday]yearHolidays // what the years of a kind have
	goodFriday bool                             // it is a holiday
}

const kindsByWeekday = 3 // odd years, even ones, and leap years

// A yearHolidays says where the weekday holidays of a year lie.
type yearHolidays struct {
	days   [13]uint32 // of each month, a bit for the day on which one is observed
	before [14]int32  // how many before each month; the last is all of the year
}

// count fills in the counts from the rows.
func (t *table) count() {
	fixed := table{days: t.days}
	for _, r := range t.rows {
		if r.day.goodFriday {
			t.goodFriday = true
			continue
		}
		fixed.rows = append(fixed.rows, r)
	}
	const cycle = 2000 // the 400 years from 2000 stand for all
	for i := range t.kinds {
		year := cycle + i
		kind := kindOf(year)
		if t.ofKind[kind].before[13] == 0 {
			t.ofKind[kind] = fixed.lieIn(year)
		}
		t.kinds[i] = uint8(kind)
		t.rowsBefore[i+1] = t.rowsBefore[i] + t.ofKind[kind].before[13]
	}
}

func kindOf(year int) int {
	kind := int(dayNumber(year, 1, 1)) % 7 * kindsByWeekday
	switch {
	case daysIn(year, 2) == 29:
		return kind + 2
	case year%2 == 0:
		return kind + 1
	}
	return kind
}

// lieIn finds the weekday holidays of a year by asking each day on which there
// may be one.
func (t *table) lieIn(year int) (y yearHolidays) {
	for month := 1; month <= 12; month++ {
		for day := 1; day <= daysIn(year, month); day++ {
			n := dayNumber(year, month, day)
			if w := time.Weekday(n % 7); w == time.Saturday || w == time.Sunday {
				continue
			}
			if name, _ := t.observed(n); name != "" {
				y.days[month] |= 1 << day
			}
		}
		y.before[month+1] = y.before[month] + int32(bits.OnesCount32(y.days[month]))
	}
	return y
}

// through gives how many weekday holidays there are from the beginning of the
// calendar to day n, with n, and whether n is one.
func (t *table) through(n int32) (sum int32, holiday bool) {
	year, month, day := civil(n)
	c, ofCycle := &t.counts, uint32(year)%400
	kind := &c.ofKind[c.kinds[ofCycle]]
	sum = int32(uint32(year)/400)*c.rowsBefore[400] + c.rowsBefore[ofCycle] - c.rowsBefore[1] + // the calendar has no year 0
		kind.before[month] + int32(bits.OnesCount32(kind.days[month]<<(31-day)))
	holiday = kind.days[month]>>day&1 == 1
	if c.goodFriday {
		sum += int32(year - firstYear)
		switch month {
		case 1, 2:
		case 3, 4:
			after := day + 31*(month-3) - goodFriday(year)
			if after >= 0 {
				sum++
			}
			holiday = holiday || after == 0
		default:
			sum++
		}
	}
	return sum, holiday
}
