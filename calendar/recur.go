package calendar

// Recur gives the anchor and every date a whole number of lengths after it,
// until inside. Each is reckoned from the anchor, months rounded down, never
// from the one before: 31 January, 28 February, 31 March. It is a
// [*BackwardsError] when until is before the anchor, and an [*InputError] on
// "anchor", "until" or "every": a length of zero does not move on, and
// business days are for terms.
func Recur(anchor Date, every Length, until Date) ([]Date, error) {
	if anchor.IsZero() {
		return nil, noDate("anchor")
	}
	if until.IsZero() {
		return nil, noDate("until")
	}
	if err := every.check("every"); err != nil || every.N == 0 || every.Unit == BusinessDays {
		return nil, &InputError{Field: "every", Value: every.String(), Expected: "a number of days, weeks or months from 1, such as 2 weeks"}
	}
	if until.Before(anchor) {
		return nil, &BackwardsError{From: anchor, To: until}
	}
	if every.N > lastDay { // no second date; and the products below cannot overflow
		return []Date{anchor}, nil
	}
	dates := []Date{anchor}
	for k := 1; ; k++ {
		next, err := anchor.Add(every.span(k), Down)
		if err != nil || next.After(until) { // past the end of the calendar is past until
			return dates, nil
		}
		dates = append(dates, next)
	}
}
