package placement

import (
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/event"
	"github.com/workcomp-go/workcomp/rule"
)

// Apply carries an event out on a case. It never changes its argument: the
// answer is the next case and what the event led to. The error is *rule.Refused
// when a provision does not allow the event now, or not to that role, or needs
// a fact that was not stated; it is an InputError for a value that cannot be.
// With an error the case comes back as it was.
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
// policy or a case that is none.
func (p *Policy) checkStep(c *Case, on calendar.Date, by rule.Role) error {
	switch {
	case p == nil || p.id == "":
		return &rule.InputError{Field: "policy", Expected: "a policy, from Builtin or ParsePolicy"}
	case c.State == "":
		return &rule.InputError{Field: "state", Expected: "a case, from Start"}
	case on.IsZero():
		return &rule.InputError{Field: "on", Expected: "the day of the event"}
	case on.Before(c.LastOn):
		return &rule.InputError{Field: "on", Value: on.String(), Problem: "goes backwards", Expected: fmt.Sprintf("a day not before %v, the day of the event before", c.LastOn)}
	}
	if !slices.Contains(states, c.State) {
		return oneOf("state", c.State)
	}
	return p.checkRole("by", by, p.roles)
}

// checkRole checks a role that may be missing.
func (p *Policy) checkRole(field string, role rule.Role, known []rule.Role) error {
	if role == "" || slices.Contains(known, role) {
		return nil
	}
	roles := words(known)
	return &rule.InputError{Field: field, Value: string(role), Expected: "one of the roles " + strings.Join(roles, ", "),
		Suggestion: rule.Suggest(string(role), roles)}
}

// of states what the rows may ask of a case alone.
func (f *Facts) of(c *Case, by rule.Role) {
	f.By, f.Approvals, f.Suspension = string(by), c.Approvals, c.Suspension
	f.Returnable = c.Holder == CaseAssistant || c.Docket.Has(DutyReturnClaim)
	if by == "" {
		f.By = "a role that was not named"
	}
}

// ofTerms states what only agreeing and declining ask of a case: which terms
// are missing.
func (f *Facts) ofTerms(c *Case) {
	if slices.Contains(beforeBegin, c.State) {
		f.NotProposed = c.Terms.undeclinable()
	}
	if c.State == Negotiating {
		f.TermsMissing = c.Terms.missing()
	}
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
// itself must state is not asked. Approvals are open to the roles whose
// decision is still needed.
func (p *Policy) Permitted(c Case) ([]Permit, error) {
	if err := oneOf("state", c.State); err != nil || c.State == "" {
		return nil, &rule.InputError{Field: "state", Value: string(c.State), Expected: "the state of a case, from Start"}
	}
	var f Facts
	f.of(&c, "")
	f.ofTerms(&c)
	permits, err := lifecycle.Permits(c.State, &f)
	if err != nil {
		return nil, err
	}
	for i := range permits {
		switch permit := &permits[i]; permit.Event {
		case approve, refuse, decideExtension:
			if permit.Open {
				permit.By = deciders(c.Approvals)
			}
		}
	}
	return permits, nil
}
