package calendar

// A LeapDay says on which day a birthday of 29 February falls in other years. The zero
// value is On28February.
type LeapDay string

// The leap days. The zero LeapDay is [On28February].
const (
	On28February LeapDay = "28_february"
	On1March     LeapDay = "1_march"
)

// Age gives the age in years on a day: the birthdays up to it, with it. Errors
// are an [*InputError] on "born", "on" or "leap_day", and a [*BackwardsError]
// for a day before the birth.
func Age(born, on Date, leap LeapDay) (years int, err error) {
	switch {
	case born.IsZero():
		return 0, noDate("born")
	case on.IsZero():
		return 0, noDate("on")
	case leap != "" && leap != On28February && leap != On1March:
		return 0, &InputError{Field: "leap_day", Value: string(leap), Expected: "28_february or 1_march"}
	case on.Before(born):
		return 0, &BackwardsError{Field: "on", From: born, To: on}
	}
	years = on.Year() - born.Year()
	if on.n < born.reach(12*years, leap == On1March) {
		years--
	}
	return years, nil
}

// MonthsBetween gives the whole months from one date to another: the most n for
// which from + n months is not after to. A month that has no such day ends as r
// says, [Down] or [Up]. Backwards it is the same, negative. Errors are an
// [*InputError] on "from", "to" or "rounding".
func MonthsBetween(from, to Date, r Rounding) (months int, err error) {
	switch {
	case from.IsZero():
		return 0, noDate("from")
	case to.IsZero():
		return 0, noDate("to")
	case r != Down && r != Up:
		return 0, &InputError{Field: "rounding", Value: string(r), Expected: "down or up"}
	case to.Before(from):
		months, err = MonthsBetween(to, from, r)
		return -months, err
	}
	months = 12*(to.Year()-from.Year()) + int(to.Month()) - int(from.Month())
	if to.n < from.reach(months, r == Up) {
		months--
	}
	return months, nil
}
