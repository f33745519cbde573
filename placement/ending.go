package placement

import (
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// pause is what a suspension that begins or ends makes of a placement.
type pause struct {
	Begun    []Pause       // the suspensions, with the one that begins
	Ended    []Pause       // the suspensions, the last of them ended
	InTime   bool          // the placement can still be resumed
	Days     int           // how many days it was suspended
	End      calendar.Date // when the time does not run: the end moved by them
	Terms    Terms         // with that end
	Segments []Segment     // the schedule, moved
}

func pauseOf(x *context, ask asking) (pause, error) {
	c, found := x.Case, pause{}
	switch e := x.Event.(type) {
	case Suspend:
		if e.From.IsZero() {
			return found, nil
		}
		time, err := timeOf(x, ask)
		if err != nil {
			return found, err
		}
		wrong := func(expected string) error {
			return &rule.InputError{Field: "from", Value: e.From.String(), Expected: expected}
		}
		switch {
		case e.From.Before(time.First):
			return found, wrong("a day not before the first day of the placement, " + time.First.String())
		case e.From.After(x.On):
			return found, wrong("a day not after that of the event, " + x.On.String())
		case e.From.After(time.End):
			return found, wrong("a day not after the end, " + time.End.String())
		}
		for _, p := range c.Suspensions {
			if (calendar.Period{From: p.From, To: p.To}).Contains(e.From) {
				return found, wrong("a day that is not in the suspension of " + p.From.String() + " to " + p.To.String())
			}
		}
		found.Begun = append(slices.Clone(c.Suspensions), Pause{From: e.From})
	case Resume:
		runs := ask(suspensionAndTime) == "calendar_runs"
		found.InTime = !runs || !x.On.After(c.Terms.End)
		last := len(c.Suspensions) - 1
		found.Ended = slices.Clone(c.Suspensions)
		from := found.Ended[last].From
		if found.Days = x.On.DaysSince(from); found.Days == 0 { // there was no day without the placement
			found.Ended = found.Ended[:last]
		} else {
			found.Ended[last].To, _ = x.On.AddDays(-1) // not before from
		}
		var err error
		if found.Terms = c.Terms; runs {
			return found, nil
		}
		if found.End, err = c.Terms.End.AddDays(found.Days); err != nil {
			return found, err
		}
		found.Terms.End = found.End
		found.Segments, err = shiftedBy(c.Segments, from, found.Days)
		return found, err
	}
	return found, nil
}

// ended is what is kept of how a placement ended.
type ended struct {
	LastDay         calendar.Date
	Discontinuation Discontinuation
	Conclusion      Conclusion
}

func endedOf(x *context, ask asking) (ended, error) {
	var found ended
	switch e := x.Event.(type) {
	case Discontinue:
		found.Discontinuation = Discontinuation{By: e.EndedBy, Why: e.Why, JobDemands: e.JobDemands, StartingWage: e.StartingWage, WageAfterAYear: e.WageAfterAYear}
		time, err := timeOf(x, ask)
		if err != nil {
			return found, err
		}
		latest := x.On
		if time.End.Before(latest) {
			latest = time.End
		}
		found.LastDay = latest
		if e.LastDay.IsZero() {
			return found, nil
		}
		found.LastDay = e.LastDay
		if within := (calendar.Period{From: time.First, To: latest}); !within.Contains(e.LastDay) {
			return found, &rule.InputError{Field: "last_day", Value: e.LastDay.String(),
				Expected: "a day of the placement up to that of the event, " + within.String()}
		}
	case Conclude:
		found.Conclusion = Conclusion{Successful: e.Successful, Permanent: e.Permanent, Continuing: e.Continuing, Why: e.Why,
			ExpectedRaises: slices.Clone(e.ExpectedRaises)}
	}
	return found, nil
}

// extended is what an extension makes of a placement.
type extended struct {
	Request   Extension
	Terms     Terms
	Segments  []Segment
	Unreached bool // it brings no schedule, and there are days up to the new end that none reaches
}

func extendedOf(x *context, ask asking) (extended, error) {
	found := extended{Request: x.Case.Extension}
	if e, ok := x.Event.(RequestExtension); ok {
		found.Request = requested(e)
	}
	if found.Request.End.IsZero() {
		return found, nil
	}
	old := x.Case.Terms
	found.Terms = found.Request.extend(old)
	found.Segments = slices.Clone(x.Case.Segments)
	if found.Terms.Training.End.After(old.Training.End) {
		portion, err := placementPortion(ask, found.Terms)
		if err != nil {
			return found, err
		}
		if portion.From.After(found.Segments[0].From) {
			found.Segments = rebased(found.Segments, portion.From)
		}
	}
	if found.Request.Schedule != nil && found.Terms.End.After(old.End) {
		after, err := old.End.AddDays(1)
		if err != nil {
			return found, err
		}
		found.Segments = replaced(found.Segments, after, slices.Clone(found.Request.Schedule))
	}
	steps, err := inForce(found.Segments)
	if err == nil {
		found.Unreached = found.Request.Schedule == nil && steps[len(steps)-1].To.Before(found.Terms.End)
	}
	return found, err
}

// requested is what an employer requests.
func requested(e RequestExtension) Extension {
	return Extension{End: e.End, TrainingEnd: e.TrainingEnd, ImprovesEmployability: e.ImprovesEmployability, Reason: e.Reason, Schedule: slices.Clone(e.Schedule)}
}

// extend gives the terms as the extension would have them. Their schedule stays:
// that of the extension begins after the old end.
func (x Extension) extend(t Terms) Terms {
	t.End = x.End
	if !x.TrainingEnd.IsZero() {
		t.Training.End = x.TrainingEnd
	}
	return t
}

// later finds an extension that is no later than the terms it extends.
func (e RequestExtension) later(x *context, t Terms) error {
	if !e.TrainingEnd.IsZero() && t.Kind != TaP {
		return &rule.InputError{Field: "training_end", Value: e.TrainingEnd.String(), Expected: "none: only a TaP has a training portion"}
	}
	if !e.TrainingEnd.IsZero() && !e.TrainingEnd.After(t.Training.End) {
		return &rule.InputError{Field: "training_end", Value: e.TrainingEnd.String(), Expected: "a day after " + t.Training.End.String() + ", the end of the training"}
	}
	if e.End.Before(t.End) || e.End == t.End && e.TrainingEnd.IsZero() {
		return &rule.InputError{Field: "end", Value: e.End.String(), Expected: "a day after " + t.End.String() + ", the end of the placement"}
	}
	return requested(e).extend(t).checkDates()
}

// explainRaises says whether the employer stated the raises that are expected of a
// permanent position.
func explainRaises(x *change) error {
	values := x.Policy.benefits.YearsOfRaises
	stated := x.Event.(Conclude).ExpectedRaises != nil
	t := &raisesAsked
	if stated {
		t = &raisesStated
	}
	f := t.Finding(stated, rule.Int("years", values.Value.Value))
	f.Cite = values.Cite
	x.Find(f)
	return nil
}

var (
	raisesStated = rule.Template{ID: "6.raises",
		Text: "The placement becomes permanent, and the employer stated the salary increases anticipated over the next {years} years."}
	raisesAsked = rule.Template{ID: "6.raises.asked",
		Text: "The placement becomes permanent: the employer is asked for the salary increases anticipated over the next {years} years."}
)
