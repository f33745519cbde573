package placement

import (
	"slices"

	"github.com/workcomp-go/workcomp/benefits/taper"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// scheduleFindings are the ids of what explainSchedule finds.
var scheduleFindings = taper.FindingIDs

// explainSchedule finds each issue that the schedule has, from the first day of
// the placement portion to its last: "an appropriate reduction plan that gradually
// reduces the wage subsidy to 0%".
func explainSchedule(x *change) error {
	terms, segments := x.Case.Terms, x.Case.Segments
	switch x.Event.(type) {
	case AgreeTerms:
		t, err := termsOf(x.Context, x.Policy.takes)
		if err != nil {
			return err
		}
		segments = t.Segments
	case AmendTerms:
		a, err := amendedOf(x.Context, x.Policy.takes)
		if err != nil {
			return err
		}
		terms, segments = a.Terms, a.Segments
	case RequestExtension:
		e, err := extendedOf(x.Context, x.Policy.takes)
		if err != nil {
			return err
		}
		terms, segments = e.Terms, e.Segments
	}
	steps, err := inForce(segments)
	if err != nil {
		return err
	}
	for _, issue := range taper.Issues(steps, terms.End, toj2) {
		x.Find(issue.Finding)
	}
	return nil
}

// Agreement gives what the money of a placement turns on: the first day of the
// placement portion, its last (of one that was discontinued the day on which it
// ended) and the schedule, amended and extended. It is what benefits.PriceInput
// takes.
func (c Case) Agreement() taper.Agreement {
	a := taper.Agreement{Start: c.Terms.Start, End: c.Terms.End, Schedule: taper.Schedule(c.Segments).Clone()}
	if !c.LastDay.IsZero() {
		a.End = c.LastDay
	}
	if len(c.Segments) == 0 && len(c.Terms.Schedule) > 0 { // not agreed yet
		a.Schedule = taper.Steps(slices.Clone(c.Terms.Schedule)...)
	}
	return a
}

// inForce gives the steps of segments with their days.
func inForce(segments []Segment) ([]taper.Dated, error) {
	return taper.Schedule(segments).Dated(segments[0].From)
}

// replaced has a new schedule from a day on: segments that were to begin on or
// after it fall away.
func replaced(segments []Segment, from calendar.Date, schedule []Step) []Segment {
	kept := slices.DeleteFunc(slices.Clone(segments), func(s Segment) bool { return !s.From.Before(from) })
	return append(kept, Segment{From: from, Steps: schedule})
}

// rebased begins on another first day: of the segments that would have begun by
// then the last is in force from that day.
func rebased(segments []Segment, first calendar.Date) []Segment {
	last := 0
	for i, s := range segments {
		if !s.From.After(first) {
			last = i
		}
	}
	moved := slices.Clone(segments[last:])
	moved[0].From = first
	return moved
}

// shifted are segments whose time stood still from a day on: the one in course is
// followed by one of 0 % and, from the day of resumption, by what remained of it;
// later ones move.
func shiftedBy(segments []Segment, from calendar.Date, days int) ([]Segment, error) {
	var moved []Segment
	back, err := from.AddDays(days)
	if err != nil {
		return nil, err
	}
	for i, s := range segments {
		if s.From.After(from) {
			if s.From, err = s.From.AddDays(days); err != nil {
				return nil, err
			}
			moved = append(moved, s)
			continue
		}
		if s.From.Before(from) { // of one that begins on that day all remains
			moved = append(moved, s)
		}
		if i+1 < len(segments) && !segments[i+1].From.After(from) {
			continue
		}
		steps, err := taper.Days(s.From, s.Steps, func(int) string { return "schedule" })
		if err != nil {
			return nil, err
		}
		var rest []Step
		for _, step := range steps {
			if i+1 < len(segments) && !step.To.Before(segments[i+1].From) {
				step.To, _ = segments[i+1].From.AddDays(-1) // after the segment's own
			}
			if step.From.Before(from) {
				step.From = from
			}
			if !step.To.Before(step.From) {
				rest = append(rest, Step{Days: step.To.DaysSince(step.From) + 1, Percent: step.Percent})
			}
		}
		moved = append(moved, Segment{From: from, Steps: []Step{{Days: days, Percent: zero}}})
		if len(rest) > 0 {
			moved = append(moved, Segment{From: back, Steps: rest})
		}
	}
	return moved, nil
}

// explainPortions says what the two portions of a TaP are.
func explainPortions(x *change) error {
	portion, err := placementPortion(x.Ask, x.Case.Terms)
	if err != nil {
		return err
	}
	training := x.Case.Terms.Training
	x.Find(portions.Finding(true, rule.Date("start", training.Start), rule.Date("end", training.End), rule.Date("from", portion.From), rule.Date("to", portion.To)))
	return nil
}

var portions = rule.Template{ID: "2.portions", Cite: toj2, Text: "The training portion is {start} to {end}, the placement portion {from} to {to}."}
