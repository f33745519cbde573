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
	next, outcome, err := p.apply(c, e)
	if err != nil {
		return c, rule.Outcome{}, err
	}
	return next, outcome, nil
}

func (p *Policy) apply(c Case, e Event) (Case, rule.Outcome, error) {
	if !kinds.Has(e) {
		return c, rule.Outcome{}, kinds.Unknown("")
	}
	on, by := e.happened()
	if err := p.checkStep(c, on, by); err != nil {
		return c, rule.Outcome{}, err
	}
	text, err := p.inForce(c.State, e.Name(), on)
	if err != nil {
		return c, rule.Outcome{}, err
	}
	f := p.facts(&c)
	if answers(c.State, e.Name(), by) { // else the refusal is for the state or the role, whatever the facts
		if err := check(e); err != nil {
			return c, rule.Outcome{}, err
		}
		if err := p.bring(&f, e); err != nil {
			return c, rule.Outcome{}, err
		}
	}
	fired, err := lifecycle.Fire(c.State, e.Name(), by, &f)
	if err != nil {
		return c, rule.Outcome{}, err
	}
	s := &change{facts: f, row: fired.Value, was: c, next: c, out: rule.Outcome{Findings: fired.Findings}}
	s.next.LastOn = on
	s.carryOut(e)
	s.find(text...)
	return s.next, s.out, nil
}

// checkStep finds what cannot be in the day and the role of an event, and a
// policy or a case that is none. A party of the procedure that has no role in
// it, as the employer, is a wrong role, which the rows refuse.
func (p *Policy) checkStep(c Case, on calendar.Date, by rule.Role) error {
	if err := p.checkCase(c); err != nil {
		return err
	}
	switch {
	case on.IsZero():
		return &rule.InputError{Field: "on", Expected: "the day of the event"}
	case on.Before(c.LastOn):
		return &rule.InputError{Field: "on", Value: on.String() + " goes backwards and", Expected: fmt.Sprintf("a day not before %v, the day of the event before", c.LastOn)}
	case by != "" && !slices.Contains(Roles(), by) && !slices.Contains(parties, string(by)):
		return doc.UnknownWord("by", string(by), words(Roles()))
	}
	return nil
}

// checkCase finds what cannot be in a case that Start and Apply did not make.
func (p *Policy) checkCase(c Case) error {
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

// inForce refuses an event before the procedure, and finds that one before its
// revision is decided by the revised text, the only one that is held.
func (p *Policy) inForce(from State, on EventName, day calendar.Date) ([]rule.Finding, error) {
	if day.Before(p.effective) {
		return nil, rule.Refuse(string(on), string(from), amendments,
			fmt.Sprintf("On %v the procedure was not in force: it is effective from %v.", day, p.effective))
	}
	if !day.Before(p.revised) {
		return nil, nil
	}
	found := rule.Finding{Cite: amendments, Holds: true, Interpretation: textHeld,
		Text: fmt.Sprintf("On %v the procedure stood as it was before its revision of %v; this is decided by the revision, the text that is held.", day, p.revised)}
	if p.taken.textRefused {
		found.Holds = false
		found.Text = fmt.Sprintf("On %v the procedure stood as it was before its revision of %v, in a text that is not held.", day, p.revised)
		return nil, &rule.Refused{Event: string(on), State: string(from), Findings: []rule.Finding{found}}
	}
	return []rule.Finding{found}, nil
}

// answers reports whether some row is for the event in that state, by that role.
func answers(from State, on EventName, by rule.Role) bool {
	return slices.ContainsFunc(procedure, func(r row) bool {
		return r.On == on && slices.Contains(r.From, from) && slices.Contains(r.By, by)
	})
}

// Replay applies events one after the other. It stops at the first error and
// returns the case before that event, with the outcomes up to there.
func (p *Policy) Replay(start Case, events ...Event) (Case, []rule.Outcome, error) {
	return event.Replay(start, events, p.Apply)
}

// Next gives the case that Apply gives, or its error, without the findings and
// all else that the event led to: the same answer for less.
func (p *Policy) Next(c Case, e Event) (Case, error) {
	next, _, err := p.Apply(c, e)
	return next, err
}

// ReplayCase gives the case that Replay gives, or its error, without outcomes.
func (p *Policy) ReplayCase(start Case, events ...Event) (Case, error) {
	c, _, err := p.Replay(start, events...)
	return c, err
}

// A Permit says of one event whether it is open to a case now, to whom, and if
// not why not.
type Permit = rule.Permit[EventName]

// Permitted lists every event, in the order of the procedure. What an event
// itself must give is not asked.
func (p *Policy) Permitted(c Case) ([]Permit, error) {
	if err := p.checkCase(c); err != nil {
		return nil, err
	}
	f := p.facts(&c)
	return lifecycle.Permits(c.State, &f)
}
