package calendar

import (
	"slices"
	"strings"
)

// A Term is a length of time from an event: "within 60 days of", "10
// business days before". The day of the event does not count, the last day
// does. The zero value has no length: an input error.
type Term struct {
	Length   Length   // zero of a unit is the day of the event itself
	Before   bool     // counted back from the event
	Roll     Roll     // what happens when the last day is closed; the zero Roll is [NoRoll]
	Closed   *Closed  // the closed days; nil is none
	Rounding Rounding // of months and years that reach a missing day: [Down], which the zero Rounding is too, or [Up]
	// Suspended are days that do not count, open or closed; a roll passes over
	// them too. Where they overlap a day is one. A term of months or years is
	// first as many days as it has without them, then counted without them.
	Suspended []Period
}

// A Due is the last day of a term and how it came to be that day. The zero value answers
// nothing: it stands beside an error.
type Due struct {
	Date Date `json:"date"`
	// Skipped are the closed days that a count of business days passed over
	// and those that a roll passed over, the rolled last day among them. They
	// stand in calendar order, each once; the day of the event is never one, and
	// a suspended day is none.
	Skipped []Skipped `json:"skipped,omitempty"`
	// SuspendedDays is how many suspended days the count passed over.
	SuspendedDays int `json:"suspended_days,omitempty"`
	// Interpretations are the ids of those on which it rests that the days
	// skipped are closed.
	Interpretations []string `json:"interpretations,omitempty"`
}

// A Skipped is a closed day that a due date moved past, and why it is closed. The zero
// value is no day.
type Skipped struct {
	Date Date   `json:"date"`
	Why  string `json:"why"`
}

// From gives the day on which the term from event ends. Errors are an
// [*InputError] (on "event"; on "within" or "before" for the length; on "roll",
// "rounding" or a place in "suspended"; on "year" for closed days of a year of
// which they are not known), a [*BackwardsError] and a [*RangeError].
func (t Term) From(event Date) (Due, error) {
	if event.IsZero() {
		return Due{}, noDate("event")
	}
	suspended, err := t.check()
	if err != nil {
		return Due{}, err
	}
	last, passed, days, err := t.last(event, suspended)
	if err != nil {
		return Due{}, err
	}
	due, rolled, err := t.Roll.roll(last, t.Closed.orNone(), suspended)
	if err != nil {
		return Due{}, err
	}
	if len(passed.days) == 0 { // what a count passed over ends on an open day, which does not roll
		passed = rolled
	}
	return Due{Date: due, Skipped: passed.without(event), SuspendedDays: days, Interpretations: passed.readings}, nil
}

// A passing is the closed days that a count or a roll passes over.
type passing struct {
	days     []Skipped
	readings []string // on which it rests that they are closed
}

func (p *passing) add(n int32, why, reading string) {
	p.days = append(p.days, Skipped{Date: Date{n}, Why: why})
	if reading != "" && !slices.Contains(p.readings, reading) {
		p.readings = append(p.readings, reading)
	}
}

// without gives the days but for the event's own.
func (p *passing) without(event Date) []Skipped {
	days := slices.DeleteFunc(p.days, func(s Skipped) bool { return s.Date == event })
	if len(days) == 0 {
		return nil
	}
	return days
}

// field names the length in errors.
func (t *Term) field() string {
	if t.Before {
		return "before"
	}
	return "within"
}

// check gives the suspended days, or an error when the term is none.
func (t *Term) check() (suspension, error) {
	if err := t.Length.check(t.field()); err != nil {
		return nil, err
	}
	if t.Roll != "" {
		if _, err := ParseRoll(string(t.Roll)); err != nil {
			return nil, err
		}
	}
	if _, err := t.Rounding.monthEnd(); err != nil {
		return nil, err
	}
	return suspensionOf(t.Suspended)
}

// step is the direction in which the term is counted.
func (t *Term) step() int32 {
	if t.Before {
		return -1
	}
	return 1
}

// last gives the last day of the term before any roll, the closed days that a
// count of business days passed over, and how many suspended days the count
// passed over.
func (t *Term) last(event Date, suspended suspension) (Date, passing, int, error) {
	if t.Length.Unit == BusinessDays {
		return t.count(event, suspended)
	}
	rounding, _ := t.Rounding.monthEnd() // checked before
	last, err := event.Add(t.Length.span(int(t.step())), rounding)
	if err != nil {
		return Date{}, passing{}, 0, t.outside(event)
	}
	if len(suspended) == 0 {
		return last, passing{}, 0, nil
	}
	reached, passed := suspended.count(event.n, max(last.DaysSince(event), event.DaysSince(last)), t.step())
	if reached < 1 || reached > lastDay {
		return Date{}, passing{}, 0, t.outside(event)
	}
	return Date{int32(reached)}, passing{}, passed, nil
}

func (t *Term) outside(event Date) error {
	return &RangeError{Field: t.field(), From: event, Step: strings.TrimPrefix(t.String(), "within ")}
}

// count counts business days from the day next to the event, for as long as
// the calendar has days.
func (t *Term) count(event Date, suspended suspension) (Date, passing, int, error) {
	closed := t.Closed.orNone()
	if t.Length.N > 0 && len(closed.reopened) == 0 {
		// Whether it ends at all is known before the days are collected.
		if _, inRange := closed.countOff(event.n, t.Length.N, t.Before); !inRange {
			return Date{}, passing{}, 0, t.outside(event)
		}
	}
	const most = 1024 // bounds what is set aside for a length that no term has
	var skipped passing
	n, days := event.n, 0
	for left := t.Length.N; left > 0; {
		if n += t.step(); n < 1 || n > lastDay {
			return Date{}, passing{}, 0, t.outside(event)
		}
		if _, off := suspended.over(n); off {
			days++
			continue
		}
		if n < closed.knownFrom {
			return Date{}, passing{}, 0, closed.unknown(n)
		}
		why, reading := closed.why(n)
		if why == "" {
			left--
			continue
		}
		if skipped.days == nil { // two days in seven, and some holidays
			skipped.days = make([]Skipped, 0, min(left, most)/2+4)
		}
		skipped.add(n, why, reading)
	}
	if t.Before {
		slices.Reverse(skipped.days)
	}
	return Date{n}, skipped, days, nil
}

// String writes the term as "within 60 days" or "10 business days before".
func (t Term) String() string {
	if t.Before {
		return t.Length.String() + " before"
	}
	return "within " + t.Length.String()
}
