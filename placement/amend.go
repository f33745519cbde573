package placement

import (
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// amended are terms as a change that both parties agreed to leaves them.
type amended struct {
	Changes      bool          // there is something to change
	From         calendar.Date // the first day of the change
	What         []string      // what changes
	Terms        Terms
	Segments     []Segment
	Amendments   []Amendment
	Past         bool     // it begins before the day on which it is recorded
	HoursOutside bool     // the new hours are outside the range worked before the accident
	Pay          bool     // the salary or the hours change
	More         []string // approvals that the new first day needs and the old did not
}

func amendedOf(x *context, ask asking) (amended, error) {
	e, ok := x.Event.(AmendTerms)
	if !ok {
		return amended{}, nil
	}
	c := x.Case
	a := amended{From: e.From, Terms: c.Terms, Segments: slices.Clone(c.Segments)}
	for _, change := range []struct {
		what  string
		given bool
	}{{"salary", rule.IsSet(e.Salary.Amount)}, {"hours_per_week", rule.IsSet(e.HoursPerWeek)}, {"schedule", e.Schedule != nil}, {"start", !e.Start.IsZero()}} {
		if change.given {
			a.Changes, a.What = true, append(a.What, change.what)
		}
	}
	if !a.Changes {
		return a, nil
	}
	if !e.Start.IsZero() {
		if err := a.start(x, ask, e.Start); err != nil {
			return a, err
		}
	}
	portion, err := placementPortion(ask, a.Terms)
	if err != nil {
		return a, err
	}
	if a.From.IsZero() {
		a.From = portion.From
	}
	if !portion.Contains(a.From) {
		return a, &rule.InputError{Field: "from", Value: a.From.String(), Expected: "a day of the placement portion, " + portion.String()}
	}
	a.Past = a.From.Before(x.On)
	if a.Pay = slices.Contains(a.What, "salary") || slices.Contains(a.What, "hours_per_week"); rule.IsSet(e.Salary.Amount) {
		a.Terms.Salary = e.Salary
	}
	if rule.IsSet(e.HoursPerWeek) {
		a.Terms.HoursPerWeek = e.HoursPerWeek
		a.HoursOutside = e.HoursPerWeek.Cmp(c.Terms.AccidentHours.Low) < 0 || e.HoursPerWeek.Cmp(c.Terms.AccidentHours.High) > 0
	}
	if e.Schedule != nil {
		a.Segments = replaced(a.Segments, a.From, slices.Clone(e.Schedule))
	}
	a.Amendments = append(slices.Clone(c.Amendments), Amendment{On: x.On, From: a.From, Salary: e.Salary, HoursPerWeek: e.HoursPerWeek,
		Schedule: slices.Clone(e.Schedule), Start: e.Start})
	return a, nil
}

// start moves the first day of the placement portion, and with it what the
// schedule counts from.
func (a *amended) start(x *context, ask asking, start calendar.Date) error {
	c := x.Case
	if c.State != Agreed {
		return &rule.InputError{Field: "start", Value: start.String(), Expected: "none: the placement has begun"}
	}
	if start.After(c.Terms.End) {
		return &rule.InputError{Field: "start", Value: start.String(), Expected: "a day not after the end, " + c.Terms.End.String()}
	}
	var before, after need
	if err := before.placement(x, ask, c.Terms); err != nil {
		return err
	}
	a.Terms.Start = start
	if err := after.placement(x, ask, a.Terms); err != nil {
		return err
	}
	for _, entry := range after.Entries {
		if !slices.Contains(before.Entries, entry) {
			a.More = append(a.More, entry)
		}
	}
	portion, err := placementPortion(ask, a.Terms)
	if err != nil {
		return err
	}
	a.Segments = rebased(a.Segments, portion.From)
	return nil
}
