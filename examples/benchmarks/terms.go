package main

import (
	"fmt"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/us"

	"github.com/workcomp-go/workcomp/calendar"
)

// businessDays asks for the 10th and the 250th business day after a date, by
// the legal holidays of West Virginia.
func businessDays() (contest, error) {
	lengths := [2]int{10, 250}
	dates, err := startDates()
	if err != nil {
		return contest{}, err
	}
	list := openDays()
	times := make([]time.Time, manyDates)
	for i, d := range dates {
		times[i] = d.Time()
	}
	c := contest{
		title:     "The 10th or 250th business day from a date",
		about:     fmt.Sprintf("%d dates in turn, each with the one length or the other, by the legal holidays of West Virginia (W. Va. Code § 2-2-1).", manyDates),
		questions: manyDates,
		right:     func(i int) int64 { return list.after(dates[i], lengths[i%2]) },
		ways: []way{{name: "a list of all business days of sixty years, made beforehand: the practical limit",
			ask: func(i int) int64 { return list.after(dates[i], lengths[i%2]) }}},
	}
	var terms [2]calendar.Term
	for i, n := range lengths {
		terms[i] = calendar.Term{Length: calendar.Length{N: n, Unit: calendar.BusinessDays}, Closed: calendar.USWV()}
	}
	c.ways = append(c.ways,
		way{name: "**workcomp**, `Term.Date`", ask: func(i int) int64 { return sinceEpoch(terms[i%2].Date(dates[i])) }},
		way{name: "**workcomp**, `Term.From`: with every day skipped and why", ask: func(i int) int64 {
			due, err := terms[i%2].From(dates[i])
			return sinceEpoch(due.Date, err)
		}})
	for _, cached := range []bool{true, false} {
		name, days := "rickar/cal", westVirginia()
		if days.Cacheable = cached; cached {
			name += ", its cache on"
		}
		c.ways = append(c.ways, way{name: name, mayErr: true, read: fromUnix,
			ask: func(i int) int64 { return days.WorkdaysFrom(times[i], lengths[i%2]).Unix() }})
	}
	return c, nil
}

// A dayList knows of every day how many business days there are to it, and of
// every business day which day it is.
type dayList struct{ count, days []int64 }

// openDays asks the calendar about every day, one by one.
func openDays() dayList {
	var list dayList
	day := epoch
	for day.Year() < 2061 {
		if _, closed, _ := calendar.USWV().On(day); !closed {
			list.days = append(list.days, int64(day.DaysSince(epoch)))
		}
		list.count = append(list.count, int64(len(list.days)))
		day, _ = day.AddDays(1) // far from the calendar's end
	}
	return list
}

func (l dayList) after(d calendar.Date, n int) int64 {
	return l.days[l.count[d.DaysSince(epoch)]+int64(n)-1]
}

// westVirginia is the table of W. Va. Code § 2-2-1 for rickar/cal, from its own
// holidays and, where the State has others, from rows like them.
func westVirginia() *cal.BusinessCalendar {
	cal.DefaultLoc = time.UTC
	moved := []cal.AltDay{{Day: time.Saturday, Offset: -1}, {Day: time.Sunday, Offset: 1}}
	days := cal.NewBusinessCalendar()
	days.AddHoliday(us.NewYear, us.MlkDay, us.PresidentsDay, us.MemorialDay, us.IndependenceDay, us.LaborDay, us.ColumbusDay, us.VeteransDay,
		us.ThanksgivingDay, us.DayAfterThanksgivingDay, us.ChristmasDay,
		&cal.Holiday{Name: "West Virginia Day", Month: time.June, Day: 20, Observed: moved, Func: cal.CalcDayOfMonth},
		&cal.Holiday{Name: "General election day", Func: func(_ *cal.Holiday, year int) time.Time {
			if year%2 != 0 {
				return time.Time{}
			}
			return cal.WeekdayNFrom(time.Date(year, time.November, 2, 12, 0, 0, 0, time.UTC), time.Tuesday, 1)
		}})
	return days
}
