package calendar

// A LeapDay says on which day a birthday of 29 February falls in other years.
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
