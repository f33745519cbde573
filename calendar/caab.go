package calendar

// alberta states the nine general holidays of Alberta Employment Standards as
// they now stand; when each was first observed is not stated, so no row has a
// first year. Only Canada Day moves, from a Sunday to 2 July: the moves of
// Victoria Day, the Monday before 25 May, are how its own day is found. Further
// days that an employer and its workers agree on are the host's to add.
var alberta = table{rows: albertaRows, week: satSun, note: func(rules []rule) {
	for i := range rules {
		rules[i].floats = rules[i].name == "Victoria Day"
	}
}}

func albertaRows() []Row {
	const cite = "Alberta Employment Standards, general holidays"
	beforeEaster := -2
	return []Row{
		{Name: "New Year's Day", Date: "01-01", Cite: cite},
		{Name: "Alberta Family Day", Weekday: Monday, Nth: 3, Month: 2, Cite: cite},
		{Name: "Good Friday", Easter: &beforeEaster, Cite: cite},
		{Name: "Victoria Day", Date: "05-24", Moves: map[Weekday]int{Tuesday: -1, Wednesday: -2, Thursday: -3, Friday: -4, Saturday: -5,
			Sunday: -6}, Cite: cite},
		{Name: "Canada Day", Date: "07-01", Moves: map[Weekday]int{Sunday: 1}, Cite: cite},
		{Name: "Labour Day", Weekday: Monday, Nth: 1, Month: 9, Cite: cite},
		{Name: "Thanksgiving Day", Weekday: Monday, Nth: 2, Month: 10, Cite: cite},
		{Name: "Remembrance Day", Date: "11-11", Cite: cite},
		{Name: "Christmas Day", Date: "12-25", Cite: cite},
	}
}
