package intervention

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/internal/event"
	"github.com/workcomp-go/workcomp/rule"
)

// Apply carries an event out on a case. It never changes its argument: the
// answer is the next case and what the event led to. The error is *rule.Refused
// when the procedure does not allow the event now, or not to that role, or
// needs a fact that was not given; it is an InputError for a value that cannot
// be and for an event dated before the one before it. With an error the case
// comes back as it was.
func (p *Policy) Apply(c Case, e Event) (Case, rule.Outcome, error) {
	s := p.change(c, &event.Told{})
	if err := s.carry(e); err != nil {
		return c, rule.Outcome{}, err
	}
	return s.next, s.Outcome(), nil
}

// Next gives the case that Apply gives, or its error, without the findings and
// all else that the event led to: the same answer for less.
func (p *Policy) Next(c Case, e Event) (Case, error) {
	s := p.change(c, nil)
	if err := s.carry(e); err != nil {
		return c, err
	}
	return s.next, nil
}

// checkStep finds what cannot be in the day and the role of an event, and a
// policy or a case that is none. A party of the procedure that has no role in
// it, as the employer, is a wrong role, which the rows refuse.
func (p *Policy) checkStep(c *Case, on calendar.Date, by rule.Role) error {
	if err := p.checkCase(c); err != nil {
		return err
	}
	switch {
	case on.IsZero():
		return &rule.InputError{Field: "on", Expected: "the day of the event"}
	case on.Before(c.LastOn):
		return &rule.InputError{Field: "on", Value: on.String(), Problem: "goes backwards", Expected: fmt.Sprintf("a day not before %v, the day of the event before", c.LastOn)}
	case by != "" && !slices.Contains(Roles(), by) && !slices.Contains(parties, string(by)):
		return doc.UnknownWord("by", string(by), words(Roles()))
	}
	return nil
}

// checkCase finds what cannot be in a case that Start and Apply did not make.
func (p *Policy) checkCase(c *Case) error {
	switch {
	case p == nil || p.id == "":
		return &rule.InputError{Field: "policy", Expected: "a policy, from Builtin or ParsePolicy"}
	case c.State == "":
		return &rule.InputError{Field: "state", Expected: "a case, from Start"}
	case !slices.Contains(c.State.Values(), string(c.State)):
		return doc.UnknownWord("state", string(c.State), c.State.Values())
	case c.Cycle < 1:
		return &rule.InputError{Field: "cycle", Value: strconv.Itoa(c.Cycle), Expected: "1 or more"}
	case c.Discussions < 0:
		return &rule.InputError{Field: "discussions", Value: strconv.Itoa(c.Discussions), Expected: "0 or more"}
	}
	return nil
}

// inForce refuses an event before the procedure, and by a policy that asks for
// the text of the day one before its revision.
func (p *Policy) inForce(from State, on EventName, day calendar.Date) error {
	switch {
	case day.Before(p.effective):
		return rule.Refuse(string(on), string(from), amendments,
			fmt.Sprintf("On %v the procedure was not in force: it is effective from %v.", day, p.effective))
	case day.Before(p.revised) && p.taken.textRefused:
		return &rule.Refused{Event: string(on), State: string(from), Findings: []rule.Finding{rule.Stated{Cite: amendments, Interpretation: textHeld,
			Text: fmt.Sprintf("On %v the procedure stood as it was before its revision of %v, in a text that is not held.", day, p.revised)}.Finding()}}
	}
	return nil
}

// answers reports whether some row is for the event in that state, by that role.
func answers(from State, on EventName, by rule.Role) bool {
	for i := range procedure {
		if r := &procedure[i]; r.On == on && slices.Contains(r.From, from) && slices.Contains(r.By, by) {
			return true
		}
	}
	return false
}

// Replay applies events one after the other. It stops at the first error and
// returns the case before that event, with the outcomes up to there.
func (p *Policy) Replay(start Case, events ...Event) (Case, []rule.Outcome, error) {
	return event.Replay(start, events, p.Apply)
}

// ReplayCase gives the case that Replay gives, or its error, without outcomes.
func (p *Policy) ReplayCase(start Case, events ...Event) (Case, error) {
	s := p.change(start, nil)
	return event.ReplayCase(start, events, &s.next, s.carry, p.Apply)
}

// A Permit says of one event whether it is open to a case now, to whom, and if
// not why not.
type Permit = rule.Permit[EventName]

// Permitted lists every event, in the order of the procedure. What an event
// itself must give is not asked.
func (p *Policy) Permitted(c Case) ([]Permit, error) {
	if err := p.checkCase(&c); err != nil {
		return nil, err
	}
	f := p.facts(&c)
	return lifecycle.Permits(c.State, &f)
}
