package calendar

// westVirginia states the legal holidays of W. Va. Code § 2-2-1. Under
// § 2-2-1(b) a holiday with a fixed date that falls on a Sunday is observed on
// the Monday after, and one that falls on a Saturday on the Friday before;
// elections and proclaimed days do not move. § 2-2-1(a)(13), elections in the
// area that votes, and (15), days proclaimed, are for the host to say.
//
// Until 1994 a Saturday moved nothing (SB 100, reported 24 February 1994: in
// what was left of that year no holiday fell on a Saturday), and until 2005 the
// section had Lincoln's Birthday and not the day after Thanksgiving (HB 4254 of
// 1998, HB 2310 of 2005). The enacted text of those years has not been seen.
var westVirginia = table{rows: westVirginiaRows, week: satSun, note: func(rules []rule) {
	for i := range rules {
		rules[i].reading, rules[i].readingTo = before2006, 2005
	}
}}

// before2006 is the interpretation on which the holidays to 2005 rest.
const before2006 = "holidays-before-2006"

func westVirginiaRows() []Row {
	const code = "W. Va. Code § 2-2-1(a)"
	const saturday = 1995 // the first year in which a Saturday moves a holiday
	toMonday := func() map[Weekday]int { return map[Weekday]int{Sunday: 1} }
	bothWays := func() map[Weekday]int { return map[Weekday]int{Saturday: -1, Sunday: 1} }
	return []Row{
		{Name: "New Year's Day", Date: "01-01", Moves: toMonday(), Last: saturday - 1, Cite: code + "(1)"},
		{Name: "New Year's Day", Date: "01-01", Moves: bothWays(), First: saturday, Cite: code + "(1)"},
		{Name: "Martin Luther King's Birthday", Weekday: Monday, Nth: 3, Month: 1, Cite: code + "(2)"},
		{Name: "Lincoln's Birthday", Date: "02-12", Moves: toMonday(), Last: saturday - 1,
			Cite: "W. Va. Code § 2-2-1, as printed in HB 4254 (1998)"},
		{Name: "Lincoln's Birthday", Date: "02-12", Moves: bothWays(), First: saturday, Last: 2005,
			Cite: "W. Va. Code § 2-2-1, as printed in HB 4254 (1998)"},
		{Name: "Presidents' Day", Weekday: Monday, Nth: 3, Month: 2, Cite: code + "(3)"},
		{Name: "Memorial Day", Weekday: Monday, Nth: Last, Month: 5, Cite: code + "(4)"},
		{Name: "West Virginia Day", Date: "06-20", Moves: toMonday(), Last: saturday - 1, Cite: code + "(5)"},
		{Name: "West Virginia Day", Date: "06-20", Moves: bothWays(), First: saturday, Cite: code + "(5)"},
		{Name: "Independence Day", Date: "07-04", Moves: toMonday(), Last: saturday - 1, Cite: code + "(6)"},
		{Name: "Independence Day", Date: "07-04", Moves: bothWays(), First: saturday, Cite: code + "(6)"},
		{Name: "Labor Day", Weekday: Monday, Nth: 1, Month: 9, Cite: code + "(7)"},
		{Name: "Columbus Day", Weekday: Monday, Nth: 2, Month: 10, Cite: code + "(8)"},
		{Name: "Veterans Day", Date: "11-11", Moves: toMonday(), Last: saturday - 1, Cite: code + "(9)"},
		{Name: "Veterans Day", Date: "11-11", Moves: bothWays(), First: saturday, Cite: code + "(9)"},
		{Name: "Thanksgiving Day", Weekday: Thursday, Nth: 4, Month: 11, Cite: code + "(10)"},
		{Name: "Lincoln's Day", Weekday: Thursday, Nth: 4, Month: 11, Plus: 1, First: 2006, Cite: code + "(11)"},
		{Name: "Christmas Day", Date: "12-25", Moves: toMonday(), Last: saturday - 1, Cite: code + "(12)"},
		{Name: "Christmas Day", Date: "12-25", Moves: bothWays(), First: saturday, Cite: code + "(12)"},
		{Name: "General election day", Weekday: Monday, Nth: 1, Month: 11, Plus: 1, Years: EvenYears, Cite: code + "(14)"},
	}
}
