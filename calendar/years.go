package calendar

import (
	"math/bits"
	"sync"
)

// A table is the holidays of a jurisdiction, in the order of its instrument. On
// which days they are observed is worked out once, when it is first asked, for
// the whole calendar: a bit for each day.
type table struct {
	rows func() []Row       // a function, so that nothing is made before it is asked for
	note func(rules []rule) // says of the rules what no row says
	week *week              // the days that are closed every week

	once   sync.Once
	rules  []rule
	days   []uint32 // of day n the bit n%32 of the word n/32
	before []int32  // the holidays on days that are open in other weeks, before each block of words
	near   int      // by how many years the year of a row differs from that in which it is observed
}

const (
	allWords  = (lastDay + 31 + 1) / 32
	blockSize = 8 // words, 256 days: not more than a year to add up
)

// ready works out the days.
func (t *table) ready() *table {
	t.once.Do(func() {
		for _, row := range t.rows() {
			r, _ := row.rule() // those of a host were checked before
			t.rules = append(t.rules, r)
		}
		if t.note != nil {
			t.note(t.rules)
		}
		t.days = make([]uint32, allWords)
		for i := range t.rules {
			r := &t.rules[i]
			// The year after the last has days that are observed in the last.
			for year := firstYear; year <= lastYear+1; year++ {
				on, _, ok := r.observed(year)
				if !ok {
					continue
				}
				of := on - dayNumber(year, 1, 1)
				r.from, r.to = min(r.from, of), max(r.to, of)
				if on >= 1 && on <= lastDay {
					t.days[on>>5] |= 1 << (on & 31)
				}
			}
			t.near = max(t.near, int(-r.from+364)/365, int(r.to)/365)
		}
		t.before = make([]int32, allWords/blockSize+2)
		for i := range t.days {
			t.before[i/blockSize+1] += t.open(i, t.days[i])
		}
		for i := 1; i < len(t.before); i++ {
			t.before[i] += t.before[i-1]
		}
	})
	return t
}

// open counts the days of a word that are open in other weeks.
func (t *table) open(word int, days uint32) int32 {
	return int32(bits.OnesCount32(days &^ t.week.words[word%7]))
}

// has reports whether a holiday is observed on day n.
func (t *table) has(n int32) bool { return t.days[n>>5]>>(n&31)&1 == 1 }

// through gives how many holidays there are from the beginning of the calendar
// to day n, with n, on days that are open in other weeks, and whether n is one.
func (t *table) through(n int32) (sum int32, holiday bool) {
	word := int(n >> 5)
	sum = t.before[word/blockSize]
	for i := word - word%blockSize; i < word; i++ {
		sum += t.open(i, t.days[i])
	}
	upTo := t.days[word] & (2<<(n&31) - 1)
	return sum + t.open(word, upTo), (upTo&^t.week.words[word%7])>>(n&31)&1 == 1
}

// find gives the first holiday in the order of the rows that is observed on day
// n, on which there is one, and its own day.
func (t *table) find(n int32) (r *rule, own int32) {
	year, _, _ := civil(n)
	first, last := max(year-t.near, firstYear), min(year+t.near, lastYear+1)
	for i := 0; ; i++ {
		r := &t.rules[i]
		for y := first; y <= last; y++ {
			if of := n - dayNumber(y, 1, 1); of < r.from || of > r.to {
				continue
			}
			if on, own, ok := r.observed(y); ok && on == n {
				return r, own
			}
		}
	}
}

// A week says which of its days are closed every week.
type week struct {
	closed  [7]bool   // by time.Weekday
	open    int32     // how many are open
	through [7]int32  // how many of the first days of a week are open; the calendar begins with a Monday, a week ends with the day 0
	nth     [7]int32  // the place in the week of each open day, from 1 for Monday
	words   [7]uint32 // the closed days among the 32 of a word, by its number modulo 7
}

func weekOf(closed [7]bool) *week {
	w := &week{closed: closed}
	for day := int32(1); day <= 7; day++ {
		if !closed[day%7] {
			w.nth[w.open] = day
			w.open++
		}
		w.through[day%7] = w.open
	}
	w.through[0] = 0 // of whole weeks nothing is left
	for n := range int32(7 * 32) {
		if closed[n%7] {
			w.words[n/32] |= 1 << (n % 32)
		}
	}
	return w
}

// openThrough gives the number of days from the beginning of the calendar to
// day n, with n, that are open in a week without holidays.
func (w *week) openThrough(n int32) int32 { return n/7*w.open + w.through[n%7] }

// day gives the open day with a number by openThrough.
func (w *week) day(number int32) int32 { return (number-1)/w.open*7 + w.nth[(number-1)%w.open] }
