package calendar

import "slices"

// A Term is a length of time from an event: "within 60 days of", "10
// business days before". The day of the event does not count, the last day
// does.
type Term struct {
	Length Length  // zero of a unit is the day of the event itself
	Before bool    // counted back from the event
	Roll   Roll    // what happens when the last day is closed; the zero Roll is [NoRoll]
	Closed *Closed // the closed days; nil is none
}

// A Due is the last day of a term and how it came to be that day.
type Due struct {
	Date Date `json:"date"`
	// Skipped are the closed days that a count of business days passed over
	// and those that a roll passed over, the rolled last day among them. They
	// stand in calendar order, each once; the day of the event is never one.
	Skipped []Skipped `json:"skipped,omitempty"`
}

// A Skipped is a closed day that a due date moved past, and why it is closed.
type Skipped struct {
	Date Date   `json:"date"`
	Why  string `json:"why"`
}

// From gives the day on which the term from event ends. A term of months that
// reaches a missing day rounds down. Errors are an [*InputError] (on "event",
// on "within" or "before" for the length, on "roll") and a [*RangeError].
func (t Term) From(event Date) (Due, error) {
	if event.IsZero() {
		return Due{}, noDate("event")
	}
	if err := t.check(); err != nil {
		return Due{}, err
	}
	last, passed, err := t.last(event)
	if err != nil {
		return Due{}, err
	}
	due, rolled, err := t.Roll.roll(last, t.Closed)
	if err != nil {
		return Due{}, err
	}
	skipped := passed
	if len(passed) == 0 { // what a count passed over ends on an open day, which does not roll
		skipped = rolled
	}
	skipped = slices.DeleteFunc(skipped, func(s Skipped) bool { return s.Date == event })
	if len(skipped) == 0 {
		skipped = nil
	}
	return Due{Date: due, Skipped: skipped}, nil
}

// check is an [*InputError] when the term is none.
func (t Term) check() error {
	field := "within"
	if t.Before {
		field = "before"
	}
	if err := t.Length.check(field); err != nil {
		return err
	}
	if t.Roll == "" {
		return nil
	}
	_, err := ParseRoll(string(t.Roll))
	return err
}

// last gives the last day of the term before any roll, and the closed days
// that a count of business days passed over.
func (t Term) last(event Date) (Date, []Skipped, error) {
	if t.Length.Unit == BusinessDays {
		return t.count(event)
	}
	sign := 1
	if t.Before {
		sign = -1
	}
	last, err := event.Add(t.Length.span(sign), Down)
	return last, nil, err
}

// count counts business days from the day next to the event, for as long as
// the calendar has days.
func (t Term) count(event Date) (Date, []Skipped, error) {
	step := int32(1)
	if t.Before {
		step = -1
	}
	const most = 1024 // bounds what is set aside for a length that no term has
	var skipped []Skipped
	n := event.n
	for left := t.Length.N; left > 0; {
		if n += step; n < 1 || n > lastDay {
			return Date{}, nil, &RangeError{From: event, Step: t.String()}
		}
		why := t.Closed.why(n)
		if why == "" {
			left--
			continue
		}
		if skipped == nil { // two days in seven, and some holidays
			skipped = make([]Skipped, 0, min(left, most)/2+4)
		}
		skipped = append(skipped, Skipped{Date: Date{n}, Why: why})
	}
	if t.Before {
		slices.Reverse(skipped)
	}
	return Date{n}, skipped, nil
}

// String writes the term as "within 60 days" or "10 business days before".
func (t Term) String() string {
	if t.Before {
		return t.Length.String() + " before"
	}
	return "within " + t.Length.String()
}
