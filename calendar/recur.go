package calendar

// A Recurrence is the anchor and every date a whole number of lengths after it:
// "monthly until the end". The zero value has no anchor: an input error.
type Recurrence struct {
	Anchor   Date     // the first date
	Every    Length   // of days, weeks, months or years, from 1
	Last     Date     // the last day on which it may fall: "until"
	Rounding Rounding // where a month has no such day: [Down], which the zero Rounding is too, or [Up]
	// LastDayOfMonth goes from month end to month end, 28 February, 31 March,
	// 30 April: only from the last day of a month, in months or years.
	LastDayOfMonth bool
}

// Dates gives the dates of the recurrence. Each is counted from the anchor and
// never from the one before: 31 January, 28 February, 31 March. It is a
// [*BackwardsError] when it ends before the anchor, and an [*InputError] on
// "anchor", "until", "rounding" or "every": a length of zero does not move on,
// and business days are for terms.
func (r Recurrence) Dates() ([]Date, error) {
	rounding, err := r.Rounding.monthEnd()
	switch {
	case err != nil:
		return nil, err
	case r.Anchor.IsZero():
		return nil, noDate("anchor")
	case r.Last.IsZero():
		return nil, noDate("until")
	case r.Every.check("every") != nil || r.Every.N == 0 || r.Every.Unit == BusinessDays:
		return nil, &InputError{Field: "every", Value: r.Every.String(),
			Expected: "a number of days, weeks, months or years from 1, such as 2 weeks"}
	case r.LastDayOfMonth && r.Every.Unit != Months && r.Every.Unit != Years:
		return nil, &InputError{Field: "every", Value: r.Every.String(), Expected: "months or years, from one last day of a month to another"}
	case r.LastDayOfMonth && r.Anchor != r.Anchor.MonthEnd():
		return nil, &InputError{Field: "anchor", Value: r.Anchor.String(), Expected: "the last day of a month"}
	case r.Last.Before(r.Anchor):
		return nil, &BackwardsError{Field: "until", From: r.Anchor, To: r.Last}
	}
	if r.LastDayOfMonth {
		rounding = Down // to reach the month itself
	}
	dates := []Date{r.Anchor}
	if r.Every.N > lastDay { // no second date; and the products below cannot overflow
		return dates, nil
	}
	for k := 1; ; k++ {
		next, err := r.Anchor.Add(r.Every.span(k), rounding)
		if r.LastDayOfMonth {
			next = next.MonthEnd()
		}
		if err != nil || next.After(r.Last) { // past the end of the calendar is past until
			return dates, nil
		}
		dates = append(dates, next)
	}
}
