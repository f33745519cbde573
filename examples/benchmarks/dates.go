package main

import (
	"fmt"
	"time"

	"github.com/workcomp-go/workcomp/calendar"
)

const manyDates = 4096

// startDates are every 37th day from 2001 on, every other one the last day of
// its month.
func startDates() ([]calendar.Date, error) {
	dates := make([]calendar.Date, manyDates)
	for i := range dates {
		d, err := calendar.MustParse("2001-01-01").AddDays(37 * i % 20000)
		if err != nil {
			return nil, err
		}
		if dates[i] = d; i%2 == 0 {
			dates[i] = d.MonthEnd()
		}
	}
	return dates, nil
}

// An integerDate is a date as three integers.
type integerDate struct{ year, month, day int }

// packed makes one integer of it.
func (d integerDate) packed() int64 { return int64(d.year<<9 | d.month<<5 | d.day) }

// addMonths is all that it takes; nothing is checked.
func (d integerDate) addMonths(n int) integerDate {
	since := 12*d.year + d.month - 1 + n
	year, month := since/12, since%12+1
	last := [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[month-1]
	if month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0) {
		last = 29
	}
	return integerDate{year, month, min(d.day, last)}
}

// addMonthsToTime does it with package time, which by itself goes on into the
// month after when a day is missing.
func addMonthsToTime(t time.Time, n int) time.Time {
	year, month, day := t.Date()
	last := time.Date(year, month+time.Month(n)+1, 0, 0, 0, 0, 0, time.UTC)
	return time.Date(last.Year(), last.Month(), min(day, last.Day()), 0, 0, 0, 0, time.UTC)
}

var epoch = calendar.MustParse("2001-01-01")

// sinceEpoch is how dates are told as answers.
func sinceEpoch(d calendar.Date, err error) int64 {
	if err != nil {
		return noAnswer
	}
	return int64(d.DaysSince(epoch))
}

func fromPacked(d int64) int64 {
	return sinceEpoch(calendar.Of(int(d>>9), time.Month(d>>5&15), int(d&31)))
}

func fromUnix(seconds int64) int64 {
	return sinceEpoch(calendar.FromTime(time.Unix(seconds, 0).UTC()), nil)
}

// months asks for the day thirteen months on, or the last of that month.
func months() (contest, error) {
	const on = 13
	dates, err := startDates()
	if err != nil {
		return contest{}, err
	}
	integers, times := make([]integerDate, manyDates), make([]time.Time, manyDates)
	for i, d := range dates {
		year, month, day := d.YMD()
		integers[i], times[i] = integerDate{year, int(month), day}, d.Time()
	}
	return contest{
		title:     "The day thirteen months on",
		about:     fmt.Sprintf("%d dates in turn, more than half of them month ends; for a day that the month does not have it is the last.", manyDates),
		questions: manyDates,
		right:     func(i int) int64 { return fromPacked(integers[i].addMonths(on).packed()) },
		ways: []way{
			{name: "three integers by hand, unchecked: the practical limit", read: fromPacked, ask: func(i int) int64 { return integers[i].addMonths(on).packed() }},
			{name: "**workcomp**, `Date.AddMonths`", ask: func(i int) int64 { return sinceEpoch(dates[i].AddMonths(on)) }},
			{name: "`time.Time` by hand", read: fromUnix, ask: func(i int) int64 { return addMonthsToTime(times[i], on).Unix() }},
		},
	}, nil
}
