package calendar

import "time"

// alberta states the nine general holidays of Alberta Employment Standards as
// they now stand; when each was first observed is not stated, so no row has a
// first year. Only Canada Day moves, from a Sunday to 2 July. Further days that
// an employer and its workers agree on are the host's to add.
var alberta = tableOf(
	row{
		Row: Row{Name: "New Year's Day", Rule: "1 January", Years: every, Cite: generalHolidays},
		day: dayRule{month: time.January, first: 1, last: 1},
	},
	row{
		Row: Row{Name: "Alberta Family Day", Rule: "the third Monday of February", Years: every, Cite: generalHolidays},
		day: dayRule{month: time.February, first: 15, last: 21, weekday: time.Monday},
	},
	row{
		Row: Row{Name: "Good Friday", Rule: "the Friday before Easter", Years: every, Cite: generalHolidays},
		day: dayRule{goodFriday: true},
	},
	row{
		Row: Row{Name: "Victoria Day", Rule: "the Monday before 25 May", Years: every, Cite: generalHolidays},
		day: dayRule{month: time.May, first: 18, last: 24, weekday: time.Monday},
	},
	row{
		Row: Row{Name: "Canada Day", Rule: "1 July; on a Sunday 2 July", Years: every, Cite: generalHolidays},
		day: dayRule{month: time.July, first: 1, last: 1}, moves: toMonday,
	},
	row{
		Row: Row{Name: "Labour Day", Rule: "the first Monday of September", Years: every, Cite: generalHolidays},
		day: dayRule{month: time.September, first: 1, last: 7, weekday: time.Monday},
	},
	row{
		Row: Row{Name: "Thanksgiving Day", Rule: "the second Monday of October", Years: every, Cite: generalHolidays},
		day: dayRule{month: time.October, first: 8, last: 14, weekday: time.Monday},
	},
	row{
		Row: Row{Name: "Remembrance Day", Rule: "11 November", Years: every, Cite: generalHolidays},
		day: dayRule{month: time.November, first: 11, last: 11},
	},
	row{
		Row: Row{Name: "Christmas Day", Rule: "25 December", Years: every, Cite: generalHolidays},
		day: dayRule{month: time.December, first: 25, last: 25},
	},
)

const generalHolidays = "Alberta Employment Standards, general holidays"
