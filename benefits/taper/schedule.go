// Package taper is the schedule of a tapering wage subsidy: steps of a percentage,
// one after the other, in dated segments, with the days of each and what there is
// to look at in them. A placement agrees on one and benefits pays by it, so
// packages placement and benefits share its types under their own names.
package taper

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// A Step of a schedule: a percentage for a number of months, weeks or days,
// exactly one of the three. A step of 0 % is a step like any other. The zero value has no
// length: an input error.
type Step struct {
	Months  int             `json:"months,omitempty"`
	Weeks   int             `json:"weeks,omitempty"`
	Days    int             `json:"days,omitempty"`
	Percent decimal.Decimal `json:"percent"` // 0 to 100
}

// MarshalJSON writes the percentage with the digits that were given; one that was
// not stated is left out.
func (s Step) MarshalJSON() ([]byte, error) {
	type rest Step
	form := struct {
		rest
		Percent string `json:"percent,omitempty"`
	}{rest: rest(s)}
	if rule.IsSet(s.Percent) {
		form.Percent = rule.Digits(s.Percent)
	}
	return json.Marshal(form)
}

// A Segment is a part of a schedule: its steps, counted from its own first day
// and in force to the day before the next segment. A step is cut there, and one
// that lies wholly behind it is left out. The zero value has no steps: an input error.
type Segment struct {
	From  calendar.Date `json:"from"`
	Steps []Step        `json:"steps"`
}

// A Schedule is what an agreement says about the percentages: steps from the
// placement's first day (see [Steps]), or dated segments, so that an extension
// or an amendment changes nothing before its first day. The first segment
// begins with the placement, each other later than the one before. In JSON it is
// a list of steps or a list of segments. The zero value has no steps: an input error
// where a schedule is needed.
type Schedule []Segment

// Steps is the schedule of steps that follow one another from the first day.
func Steps(steps ...Step) Schedule { return Schedule{{Steps: steps}} }

// Plain reports whether the schedule is steps without a day of their own.
func (s Schedule) Plain() bool { return len(s) == 1 && s[0].From.IsZero() }

// Clone copies the schedule for an answer.
func (s Schedule) Clone() Schedule {
	copied := slices.Clone(s)
	for i := range copied {
		copied[i].Steps = slices.Clone(copied[i].Steps)
	}
	return copied
}

// MarshalJSON writes a list of steps or a list of segments.
func (s Schedule) MarshalJSON() ([]byte, error) {
	if s.Plain() {
		return json.Marshal(s[0].Steps)
	}
	return json.Marshal([]Segment(s))
}

// UnmarshalJSON reads a list of steps or a list of segments, strictly. Every
// mistake is a *rule.InputError; steps beside segments are one.
func (s *Schedule) UnmarshalJSON(data []byte) error {
	n, err := strict.ParseJSON(data)
	if err != nil {
		return err
	}
	segments := 0
	for _, item := range n.Items {
		if item.Get("from") != nil || item.Get("steps") != nil {
			segments++
		}
	}
	switch {
	case segments > 0 && segments < len(n.Items):
		return &rule.InputError{Problem: "a list of steps beside segments is not valid", Expected: "steps, or segments with from and steps"}
	case segments > 0:
		if err := strict.Input(n, (*[]Segment)(s)); err != nil {
			return err
		}
		for i, segment := range *s {
			if segment.From.IsZero() { // without it one segment would be steps from the first day
				return &rule.InputError{Field: fmt.Sprintf("[%d].from", i), Expected: "the first day of the segment"}
			}
		}
		return nil
	}
	var steps []Step
	if err := strict.Input(n, &steps); err != nil {
		return err
	}
	*s = Schedule{}
	if len(steps) > 0 {
		*s = Steps(steps...)
	}
	return nil
}

// An Agreement is what a subsidy needs of a placement: its first and its last day,
// and its schedule. The zero value lacks its days and its schedule: an input error.
type Agreement struct {
	Start calendar.Date `json:"start"` // the placement's first day
	// its last, of one that ended early the day on which it did; not given: that of the schedule
	End      calendar.Date `json:"end,omitzero"`
	Schedule Schedule      `json:"schedule"`
}

// maxLength bounds the months, weeks or days of one step, so that sums cannot
// overflow: no calendar is as long.
const maxLength = 1 << 22

// Check asks for at least one step, each of one length and with a percentage,
// and for segments in the order of their days.
func (s Schedule) Check() error {
	if len(s) == 0 || s.Plain() && len(s[0].Steps) == 0 {
		return &rule.InputError{Field: "schedule", Expected: "at least one step"}
	}
	for i, segment := range s {
		switch {
		case s.Plain():
		case segment.From.IsZero():
			return &rule.InputError{Field: s.path(i) + ".from", Expected: "the first day of the segment"}
		case len(segment.Steps) == 0:
			return &rule.InputError{Field: s.path(i) + ".steps", Expected: "at least one step"}
		case i > 0 && !segment.From.After(s[i-1].From):
			return &rule.InputError{Field: s.path(i) + ".from", Value: segment.From.String(),
				Expected: "a day after " + s[i-1].From.String() + ", the first of the segment before"}
		}
		for k, step := range segment.Steps { // a path is text: only a mistake needs it
			if units(step.Months, step.Weeks, step.Days) != 1 {
				return CheckLength(s.stepPath(i, k), step.Months, step.Weeks, step.Days)
			}
			if CheckPercent("", step.Percent) != nil {
				return CheckPercent(s.stepPath(i, k)+".percent", step.Percent)
			}
		}
	}
	return nil
}

func (s Schedule) path(segment int) string { return fmt.Sprintf("schedule[%d]", segment) }

func (s Schedule) stepPath(segment, step int) string {
	if s.Plain() {
		return s.path(step)
	}
	return fmt.Sprintf("%s.steps[%d]", s.path(segment), step)
}

// units counts the units of a length; it is not 1 where one of them is out of
// range.
func units(months, weeks, days int) int {
	n := 0
	for _, u := range [...]int{months, weeks, days} {
		if u != 0 {
			n++
		}
		if u < 0 || u > maxLength {
			n += 3
		}
	}
	return n
}

// CheckLength asks for exactly one of months, weeks and days. An error is an
// InputError of the field.
func CheckLength(field string, months, weeks, days int) error {
	for _, n := range [...]int{months, weeks, days} {
		switch {
		case n < 0:
			return &rule.InputError{Field: field, Value: fmt.Sprint(n), Problem: "is negative", Expected: "one of months, weeks and days, 1 or more"}
		case n > maxLength:
			return &rule.InputError{Field: field, Value: fmt.Sprint(n), Problem: "months, weeks or days are out of the calendar's range",
				Expected: "a step inside the calendar"}
		}
	}
	if units(months, weeks, days) != 1 {
		return &rule.InputError{Field: field, Problem: fmt.Sprintf("a step of %d months, %d weeks and %d days is not valid", months, weeks, days),
			Expected: "exactly one of months, weeks and days, 1 or more"}
	}
	return nil
}

var hundred = decimal.New(100, 0)

// CheckPercent asks for a percentage from 0 to 100. An error is an InputError of
// the field.
func CheckPercent(field string, d decimal.Decimal) error {
	const expected = "a percent from 0 to 100"
	switch err := rule.CheckDecimal(field, d); {
	case !rule.IsSet(d):
		return &rule.InputError{Field: field, Expected: expected}
	case err != nil:
		return err
	case d.Sign() < 0:
		return &rule.InputError{Field: field, Value: rule.Digits(d), Problem: "is negative", Expected: expected}
	case d.Cmp(hundred) > 0:
		return &rule.InputError{Field: field, Value: rule.Digits(d), Expected: expected}
	}
	return nil
}

// A Dated step of a schedule: its first and its last day. The zero value is no step.
type Dated struct {
	From    calendar.Date   `json:"from"`
	To      calendar.Date   `json:"to"`
	Percent decimal.Decimal `json:"percent"`
}

// MarshalJSON writes the numbers with their digits.
func (a Dated) MarshalJSON() ([]byte, error) { return strict.MarshalFacts(a) }

// Dated gives the steps that are in force their days, from the first day on.
func (s Schedule) Dated(start calendar.Date) ([]Dated, error) {
	if len(s) == 0 {
		return nil, s.Check()
	}
	if s.Plain() {
		return Days(start, s[0].Steps, s.path)
	}
	if s[0].From != start {
		return nil, &rule.InputError{Field: "schedule[0].from", Value: s[0].From.String(), Expected: "the start, " + start.String()}
	}
	var steps []Dated
	for i, segment := range s {
		some, err := Days(segment.From, segment.Steps, func(k int) string { return s.stepPath(i, k) })
		if err != nil {
			return nil, err
		}
		for _, step := range some {
			if i+1 < len(s) && !step.To.Before(s[i+1].From) {
				step.To, _ = s[i+1].From.AddDays(-1) // after segment.From
			}
			if !step.To.Before(step.From) {
				steps = append(steps, step)
			}
		}
	}
	return steps, nil
}

// Days gives steps their days, one after the other from a day on. Months that
// follow one another are counted from the first day of the first of them, so
// that the end of a short month is not passed on from step to step; weeks and
// days end such a run.
func Days(start calendar.Date, schedule []Step, path func(int) string) ([]Dated, error) {
	steps := make([]Dated, len(schedule))
	from, first, months := start, start, 0
	for i, s := range schedule {
		next, err := from.AddDays(7*s.Weeks + s.Days)
		if s.Months > 0 {
			months += s.Months
			next, err = first.Add(calendar.Span{Months: months}, calendar.Down)
		} else {
			first, months = next, 0
		}
		if err != nil {
			return nil, &rule.InputError{Field: path(i),
				Problem: fmt.Sprintf("a step of %d months, %d weeks and %d days from %v is out of the calendar's range",
					s.Months, s.Weeks, s.Days, from), Expected: "one that ends inside the calendar"}
		}
		to, _ := next.AddDays(-1) // next is after from
		steps[i] = Dated{From: from, To: to, Percent: s.Percent}
		from = next
	}
	return steps, nil
}
