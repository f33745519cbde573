package calendar_test

import (
	"sync"

	"github.com/workcomp-go/workcomp/calendar"
)

// everywhere has the rows and the weekend of West Virginia, known in every year.
var everywhere = sync.OnceValue(func() *calendar.Closed {
	return must(calendar.NewClosed(calendar.Table{Name: "rows of us-wv", Weekend: calendar.Weekends().Weekend(), Rows: calendar.USWV().Rows()}))
})

// harbour is a table of a host's own in which a row is of each kind.
var harbour = sync.OnceValue(func() *calendar.Closed {
	whitMonday := 50
	return must(calendar.NewClosed(calendar.Table{
		Name:    "harbour",
		Weekend: []calendar.Weekday{calendar.Friday, calendar.Saturday},
		Rows: []calendar.Row{
			{Name: "Founders' Day", Date: "03-01", Moves: map[calendar.Weekday]int{calendar.Friday: -1, calendar.Saturday: 1}},
			{Name: "Fleet Monday", Weekday: calendar.Monday, Nth: calendar.Last, Month: 8, First: 1990},
			{Name: "Whit Monday", Easter: &whitMonday, Years: calendar.OddYears, Last: 3000},
			{Name: "Leap Day", Date: "02-29", Plus: 1},
			{Name: "Old Year", Date: "12-31", Moves: map[calendar.Weekday]int{calendar.Tuesday: 200, calendar.Wednesday: -366}},
			{Name: "Fifth Thursday", Weekday: calendar.Thursday, Nth: 5, Month: 10, Plus: 100},
		},
		Closed: []calendar.Proclaimed{{Date: day("2025-10-09"), Name: "The bridge is repaired"}, {Date: day("2025-10-10")}},
	}))
})
