package calendar

import "time"

// westVirginia states the legal holidays of W. Va. Code § 2-2-1 as the section
// now reads; when each was first observed is not stated, so no row has a first
// year. Under § 2-2-1(b) a holiday that falls on a Sunday is observed on the
// Monday after, one that falls on a Saturday on the Friday before, elections
// and proclaimed days excepted. § 2-2-1(a)(13), elections in the area that
// votes, and (15), days proclaimed, are for the host to say.
var westVirginia = tableOf(
	row{
		Row: Row{Name: "New Year's Day", Rule: "1 January" + shiftB, Years: every, Cite: "W. Va. Code § 2-2-1(a)(1)"},
		day: dayRule{month: time.January, first: 1, last: 1}, moves: bothWays,
	},
	row{
		Row: Row{Name: "Martin Luther King's Birthday", Rule: "the third Monday of January", Years: every, Cite: "W. Va. Code § 2-2-1(a)(2)"},
		day: dayRule{month: time.January, first: 15, last: 21, weekday: time.Monday},
	},
	row{
		Row: Row{Name: "Presidents' Day", Rule: "the third Monday of February", Years: every, Cite: "W. Va. Code § 2-2-1(a)(3)"},
		day: dayRule{month: time.February, first: 15, last: 21, weekday: time.Monday},
	},
	row{
		Row: Row{Name: "Memorial Day", Rule: "the last Monday of May", Years: every, Cite: "W. Va. Code § 2-2-1(a)(4)"},
		day: dayRule{month: time.May, first: 25, last: 31, weekday: time.Monday},
	},
	row{
		Row: Row{Name: "West Virginia Day", Rule: "20 June" + shiftB, Years: every, Cite: "W. Va. Code § 2-2-1(a)(5)"},
		day: dayRule{month: time.June, first: 20, last: 20}, moves: bothWays,
	},
	row{
		Row: Row{Name: "Independence Day", Rule: "4 July" + shiftB, Years: every, Cite: "W. Va. Code § 2-2-1(a)(6)"},
		day: dayRule{month: time.July, first: 4, last: 4}, moves: bothWays,
	},
	row{
		Row: Row{Name: "Labor Day", Rule: "the first Monday of September", Years: every, Cite: "W. Va. Code § 2-2-1(a)(7)"},
		day: dayRule{month: time.September, first: 1, last: 7, weekday: time.Monday},
	},
	row{
		Row: Row{Name: "Columbus Day", Rule: "the second Monday of October", Years: every, Cite: "W. Va. Code § 2-2-1(a)(8)"},
		day: dayRule{month: time.October, first: 8, last: 14, weekday: time.Monday},
	},
	row{
		Row: Row{Name: "Veterans Day", Rule: "11 November" + shiftB, Years: every, Cite: "W. Va. Code § 2-2-1(a)(9)"},
		day: dayRule{month: time.November, first: 11, last: 11}, moves: bothWays,
	},
	row{
		Row: Row{Name: "Thanksgiving Day", Rule: "the fourth Thursday of November", Years: every, Cite: "W. Va. Code § 2-2-1(a)(10)"},
		day: dayRule{month: time.November, first: 22, last: 28, weekday: time.Thursday},
	},
	row{
		Row: Row{Name: "Lincoln's Day", Rule: "the day after Thanksgiving Day", Years: every, Cite: "W. Va. Code § 2-2-1(a)(11)"},
		day: dayRule{month: time.November, first: 23, last: 29, weekday: time.Friday},
	},
	row{
		Row: Row{Name: "Christmas Day", Rule: "25 December" + shiftB, Years: every, Cite: "W. Va. Code § 2-2-1(a)(12)"},
		day: dayRule{month: time.December, first: 25, last: 25}, moves: bothWays,
	},
	row{
		Row: Row{Name: "General election day", Rule: "the Tuesday after the first Monday of November", Years: "even years", Cite: "W. Va. Code § 2-2-1(a)(14)"},
		day: dayRule{month: time.November, first: 2, last: 8, weekday: time.Tuesday, evenYears: true},
	},
)

const (
	every  = "every year"
	shiftB = "; on a Sunday the Monday after, on a Saturday the Friday before (§ 2-2-1(b))"
)
