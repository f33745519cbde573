package calendartest

import (
	"github.com/workcomp-go/workcomp/calendar"
	"pgregory.net/rapid"
)

// Years are the 28 years from 2001, in which every day of the year falls on
// every day of the week: the laws are asked about them, and about the years in
// which days are proclaimed.
func Years() calendar.Period {
	return calendar.Period{From: calendar.MustParse("2001-01-01"), To: calendar.MustParse("2028-12-31")}
}

// Dates draws a date of a period, and shrinks to its first day. It panics on a
// period without a day.
func Dates(within calendar.Period) *rapid.Generator[calendar.Date] {
	last := within.Days() - 1
	return rapid.Custom(func(t *rapid.T) calendar.Date {
		d, _ := within.From.AddDays(rapid.IntRange(0, last).Draw(t, "days on")) // it lies in the period
		return d
	})
}

// Periods draws a period of up to so many days that lies in another.
func Periods(within calendar.Period, days int) *rapid.Generator[calendar.Period] {
	return rapid.Custom(func(t *rapid.T) calendar.Period {
		from := Dates(within).Draw(t, "from")
		most := min(days, calendar.Period{From: from, To: within.To}.Days())
		to, _ := from.AddDays(rapid.IntRange(1, most).Draw(t, "long") - 1) // it lies in the period
		return calendar.Period{From: from, To: to}
	})
}

// Lengths draws a length of any unit, from none to three hundred of it, and up
// to thirty years.
func Lengths() *rapid.Generator[calendar.Length] {
	units := rapid.SampledFrom([]calendar.Unit{calendar.Days, calendar.BusinessDays, calendar.Weeks, calendar.Months, calendar.Years})
	return rapid.Custom(func(t *rapid.T) calendar.Length {
		unit := units.Draw(t, "unit")
		if unit == calendar.Years {
			return calendar.Length{N: rapid.IntRange(0, 30).Draw(t, "n"), Unit: unit}
		}
		return calendar.Length{N: rapid.OneOf(rapid.IntRange(0, 20), rapid.IntRange(0, 300)).Draw(t, "n"), Unit: unit}
	})
}

// Rolls draws a roll.
func Rolls() *rapid.Generator[calendar.Roll] {
	return rapid.SampledFrom([]calendar.Roll{calendar.NoRoll, calendar.Following, calendar.Preceding, calendar.ModifiedFollowing})
}

// Terms draws a term over some closed days.
func Terms(closed *calendar.Closed) *rapid.Generator[calendar.Term] {
	return rapid.Custom(func(t *rapid.T) calendar.Term {
		return calendar.Term{Length: Lengths().Draw(t, "length"), Before: rapid.Bool().Draw(t, "before"), Roll: Rolls().Draw(t, "roll"), Closed: closed}
	})
}

// Proclamations draws a day that is proclaimed and would be open without it.
// Some day of the period must be open.
func Proclamations(closed *calendar.Closed, within calendar.Period) *rapid.Generator[calendar.Proclaimed] {
	open := Dates(within).Filter(func(d calendar.Date) bool {
		_, shut, _ := closed.On(d)
		return !shut
	})
	return rapid.Custom(func(t *rapid.T) calendar.Proclaimed {
		return calendar.Proclaimed{Date: open.Draw(t, "date"), Name: "Day of thanks", Cite: "Proclamation"}
	})
}
