package classify

import (
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// A stayTime is how an event changes the stay of a decision.
type stayTime struct {
	Until  Stay
	First  calendar.Date // the first opportunity for hearing
	Last   calendar.Date // the last of the days of a stay, counted from the order
	Given  bool          // the event gives an opportunity for hearing
	Within bool          // the first falls on or before the last day
	Ends   bool          // the event ends a stay that had not ended before
}

// stayOf computes the stay. It lasts until the last of its days when an
// opportunity for hearing falls on or before it, else until the first opportunity
// after it; a further stay is kept while it is longer. An opportunity that is
// moved before its day has passed was none. The days do not roll: nothing is to be
// done in them.
func stayOf(x *protestContext) (stayTime, error) {
	if _, files := x.Event.(FileProtest); files {
		return stayTime{Until: Stay{Open: true}}, nil
	}
	s := stayTime{Until: x.Case.StayUntil, First: x.Case.FirstHearing}
	last, err := x.Case.Decided.AddDays(x.Policy.tiers.stay.days)
	if err != nil {
		return s, err
	}
	s.Last = last
	switch e := x.Event.(type) {
	case AcknowledgeProtest:
		if s.Given = !e.Hearing.IsZero(); !s.Given {
			return s, nil
		}
		if !s.First.Before(e.On) || s.First.IsZero() {
			s.First = e.Hearing
		}
		s.Within = !last.Before(s.First)
		s.Until = Stay{Until: s.First}
		if s.Within {
			s.Until.Until = last
		}
		if s.Until.Until.Before(x.Case.FurtherStay) {
			s.Until.Until = x.Case.FurtherStay
		}
	case ExtendStay:
		s.Until = Stay{Until: e.Until}
	case DecideProtest:
		if s.Ends = s.Until.Holds(e.On); s.Ends {
			s.Until = Stay{Until: e.On}
		}
	}
	return s, nil
}

// StayedInput is what an employer owes, and a protest against the decision that
// laid it on. The zero value lacks the protest: an input error.
type StayedInput struct {
	On      calendar.Date   `json:"on"`               // as of which day
	Duties  []calendar.Duty `json:"duties,omitempty"` // of the employer's standing, each with the day on which it was opened
	Protest Protest         `json:"protest,omitzero"` // against the decision
}

// UnmarshalJSON reads the JSON form strictly: a key that there is not, in another case or
// twice, and a value of another type are *rule.InputErrors that name it.
func (in *StayedInput) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, in) }

// Stayed is what a stay makes of duties. The zero value answers nothing: it stands beside an error.
type Stayed struct {
	Duties []StayedDuty `json:"stayed_duties"`
}

// A StayedDuty is a duty under a stay. The zero value is no part of an answer.
type StayedDuty struct {
	ID      string        `json:"id"`
	For     string        `json:"for,omitempty"`
	Due     calendar.Date `json:"due,omitzero"` // its last day, moved by the stay where its terms do not run
	Stayed  bool          `json:"stayed"`       // it follows from the decision, and the stay holds on the day
	Overdue bool          `json:"overdue"`
}

var (
	dutyStayed = rule.Template{ID: "10.3.duty_stayed",
		Text: "The duty {duty:words} was opened by the decision that is stayed: it is not overdue while the stay lasts ({until})."}
	dutyRuns = rule.Template{ID: "10.3.duty_runs_on",
		Text: "The rule stays the decision and no term: the duty {duty:words} is due on {due}, and overdue at once when the stay ends after that day."}
	dutyRunsPlain = rule.Template{ID: "10.3.duty_runs_on",
		Text: "The decision is stayed and no term is: the duty {duty:words} is due on {due}, and overdue at once when the stay ends after that day."}
	dutyMoved = rule.Template{ID: "10.3.duty_moved",
		Text: "The days of the stay, from {from} to {until}, are no part of the term of {duty:words}: {days} day{days:s} later, it is due on {due}."}
	dutyOther = rule.Template{ID: "10.3.duty_not_stayed",
		Text: "The duty {duty:words} was opened on {opened}, before the decision of {decided}: the stay does not reach it."}
)

// Stayed says what the stay of a decision (10.3) makes of the duties of the
// employer's standing: those that were opened on the day of the decision or
// after it follow from it and are not overdue while the stay lasts, the last day
// included. Whether their terms run on meanwhile is the interpretation
// stayed-terms; where they do not, the days of the stay from the petition's
// receipt on, or from the day on which the duty was opened when that is later,
// move its last day. A day that is missing is an InputError.
func (p *Protests) Stayed(in StayedInput) (rule.Decision[Stayed], error) {
	none := rule.Decision[Stayed]{}
	p = p.orNone()
	if err := checkProtest(p.policy, &in.Protest); err != nil {
		return none, err
	}
	if in.On.IsZero() {
		return none, &rule.InputError{Field: "on", Expected: "the day as of which it is asked"}
	}
	d := rule.Decision[Stayed]{Value: Stayed{Duties: []StayedDuty{}}}
	for _, owed := range in.Duties {
		stayed, findings, err := p.stayed(in, owed)
		if err != nil {
			return none, err
		}
		d.Value.Duties, d.Findings = append(d.Value.Duties, stayed), append(d.Findings, findings...)
	}
	return d, nil
}

// stayed says what the stay makes of one duty.
func (p *Protests) stayed(in StayedInput, owed calendar.Duty) (StayedDuty, []rule.Finding, error) {
	s := StayedDuty{ID: owed.ID, For: owed.For, Due: owed.Due, Overdue: owed.DaysLate(in.On) > 0}
	c := &in.Protest
	if owed.Opened.On.IsZero() {
		return s, nil, &rule.InputError{Field: "duties.opened.on", Expected: "the day on which the duty " + owed.ID + " was opened"}
	}
	duty, cite := rule.Str("duty", owed.ID), p.policy.tiers.stay.cite
	switch {
	case c.StayUntil == Stay{}:
		return s, nil, nil
	case owed.Opened.On.Before(c.Decided):
		return s, []rule.Finding{cited(&dutyOther, cite, true, duty, rule.Date("opened", owed.Opened.On), rule.Date("decided", c.Decided))}, nil
	}
	var findings []rule.Finding
	if s.Stayed = c.StayUntil.Holds(in.On); s.Stayed {
		findings = append(findings, cited(&dutyStayed, cite, true, duty, rule.Str("until", c.StayUntil.String())))
	}
	if owed.Due.IsZero() {
		return s, findings, nil
	}
	from, until := c.Received, c.StayUntil.Until
	if from.Before(owed.Opened.On) {
		from = owed.Opened.On
	}
	if c.StayUntil.Open || in.On.Before(until) {
		until = in.On // as far as it has lasted
	}
	days := max(until.DaysSince(from)+1, 0)
	terms := cited(said(cite, &dutyRuns, &dutyRunsPlain), cite, true, duty, rule.Date("due", owed.Due))
	if p.policy.readingOf(stayedTerms) == termsRest && days > 0 {
		due, err := owed.Due.AddDays(days)
		if err != nil {
			return s, nil, err
		}
		s.Due = due
		terms = cited(&dutyMoved, cite, true, duty, rule.Date("from", from), rule.Date("until", until), rule.Int("days", days), rule.Date("due", due))
	}
	terms.Interpretations = []string{stayedTerms}
	s.Overdue = !s.Stayed && s.Due.Before(in.On)
	return s, append(findings, terms), nil
}
