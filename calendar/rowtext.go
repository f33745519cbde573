package calendar

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// Rule says in words on which day of the year the holiday is observed: "the
// third Monday of January", "25 December; on a Saturday the day before, on a
// Sunday the day after". Of a row that is none it is empty.
func (r Row) Rule() string {
	if _, err := r.rule(); err != nil {
		return ""
	}
	text := ""
	switch {
	case r.Easter != nil:
		text = apart(*r.Easter, "Easter Sunday")
	case r.Weekday != "":
		weekday, _ := r.Weekday.number()
		text = fmt.Sprintf("the %s %v of %v", r.Nth.words(), weekday, r.Month)
	default:
		month, _ := digits(r.Date[:2])
		day, _ := digits(r.Date[3:])
		text = fmt.Sprintf("%d %v", day, time.Month(month))
	}
	text = apart(r.Plus, text)
	separator := "; "
	for _, from := range [...]Weekday{Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday} {
		if days := r.Moves[from]; days != 0 {
			weekday, _ := from.number()
			text += fmt.Sprintf("%son a %v %s", separator, weekday, strings.TrimSuffix(apart(days, ""), " "))
			separator = ", "
		}
	}
	return text
}

func (n Nth) words() string {
	if n == Last {
		return "last"
	}
	return [...]string{"first", "second", "third", "fourth", "fifth"}[n-1]
}

// apart says a number of days after a day, or before it.
func apart(days int, day string) string {
	side := map[bool]string{true: "after", false: "before"}[days > 0]
	switch days {
	case 0:
		return day
	case 1, -1:
		return fmt.Sprintf("the day %s %s", side, day)
	}
	return fmt.Sprintf("%d days %s %s", max(days, -days), side, day)
}

// Observed says in words in which years the holiday is observed: "every year",
// "even years from 2006".
func (r Row) Observed() string {
	years := cmp.Or(string(r.Years), "every")
	if r.Years == "" {
		years += " year"
	} else {
		years += " years"
	}
	if r.First > 0 {
		years += fmt.Sprintf(" from %d", r.First)
	}
	if r.Last > 0 {
		years += fmt.Sprintf(" to %d", r.Last)
	}
	return years
}
