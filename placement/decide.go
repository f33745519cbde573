package placement

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/internal/event"
	"github.com/workcomp-go/workcomp/rule"
)

// Apply carries an event out on a case. It never changes its argument: the
// answer is the next case and what the event led to. The error is *rule.Refused
// when a provision does not allow the event now, or not to that role, or needs
// a fact that was not stated; it is an InputError for a value that cannot be.
// With an error the case comes back as it was.
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
	if err := e.check(p); err != nil {
		return c, rule.Outcome{}, err
	}
	s := &change{policy: p, on: on, from: c.State, next: c}
	s.facts.of(&s.next, by)
	if err := e.ask(p, &s.next, &s.facts); err != nil {
		return c, rule.Outcome{}, err
	}
	fired, err := lifecycle.Fire(c.State, e.Name(), by, &s.facts)
	if err != nil {
		return c, rule.Outcome{}, err
	}
	s.out.Findings, s.out.Documents = fired.Findings, slices.Clone(fired.Value.Documents)
	s.next.LastOn = on
	if fired.Value.To != "" {
		s.next.State = fired.Value.To
	}
	if err := e.act(s); err != nil {
		return c, rule.Outcome{}, err
	}
	return s.next, s.out, nil
}

// checkStep finds what cannot be in the day and the role of an event, and a
// policy or a case that is none.
func (p *Policy) checkStep(c Case, on calendar.Date, by rule.Role) error {
	switch {
	case p == nil || p.id == "":
		return &rule.InputError{Field: "policy", Expected: "a policy, from Builtin or ParsePolicy"}
	case c.State == "":
		return &rule.InputError{Field: "state", Expected: "a case, from Start"}
	case on.IsZero():
		return &rule.InputError{Field: "on", Expected: "the day of the event"}
	case on.Before(c.LastOn):
		return &rule.InputError{Field: "on", Value: on.String() + " goes backwards and", Expected: fmt.Sprintf("a day not before %v, the day of the event before", c.LastOn)}
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
	return &rule.InputError{Field: field, Value: strconv.Quote(string(role)), Expected: "one of the roles " + strings.Join(roles, ", ") + doc.DidYouMean(string(role), roles)}
}

// of states what the rows may ask of a case alone.
func (f *Facts) of(c *Case, by rule.Role) {
	f.By, f.Approvals, f.Suspension = string(by), c.Approvals, c.Suspension
	f.Returnable = c.Holder == CaseAssistant || c.Docket.Has(DutyReturnClaim)
	if by == "" {
		f.By = "a role that was not named"
	}
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
// itself must state is not asked. Approvals are open to the roles whose
// decision is still needed.
func (p *Policy) Permitted(c Case) ([]Permit, error) {
	if err := oneOf("state", c.State); err != nil || c.State == "" {
		return nil, &rule.InputError{Field: "state", Value: string(c.State), Expected: "the state of a case, from Start"}
	}
	var f Facts
	f.of(&c, "")
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

// change is an event being carried out: the case as it becomes, and what the
// event leads to.
type change struct {
	policy *Policy
	on     calendar.Date
	from   State // where the case stood before
	next   Case
	facts  Facts
	out    rule.Outcome
}

// find adds a finding.
func (s *change) find(f ...rule.Finding) { s.out.Findings = append(s.out.Findings, f...) }

// call adds documents that the event calls for.
func (s *change) call(documents ...string) { s.out.Documents = append(s.out.Documents, documents...) }

// wait adds a decision that the case now waits for.
func (s *change) wait(what string, cite rule.Citation, on ...rule.Role) {
	s.out.Pending = append(s.out.Pending, rule.Pending{What: what, On: on, Cite: cite})
}

// open opens duties.
func (s *change) open(duties ...calendar.Duty) {
	s.next.Docket = s.next.Docket.Open(duties...)
	s.out.Opened = append(s.out.Opened, duties...)
}

// close closes the duty of that id that is due first, if one is open.
func (s *change) close(id string) bool {
	docket, closed, ok := s.next.Docket.Close(id)
	s.next.Docket, s.out.Closed = docket, append(s.out.Closed, closed...)
	return ok
}

// closeWhere closes every duty that matches.
func (s *change) closeWhere(match func(calendar.Duty) bool) {
	docket, closed := s.next.Docket.CloseMatching(match)
	s.next.Docket, s.out.Closed = docket, append(s.out.Closed, closed...)
}

// closeRest closes what is left.
func (s *change) closeRest() { s.closeWhere(func(calendar.Duty) bool { return true }) }

// said is a finding whose provision holds, or does not.
func said(cite rule.Citation, holds bool, text string, args ...any) rule.Finding {
	return rule.Finding{Cite: cite, Holds: holds, Text: fmt.Sprintf(text, args...)}
}

// read is a finding that rests on an interpretation.
func read(id string, cite rule.Citation, holds bool, text string, args ...any) rule.Finding {
	f := said(cite, holds, text, args...)
	f.Interpretation = id
	return f
}

// lacking collects the names of facts that were not stated.
type lacking []string

func (l *lacking) unless(given bool, name string) {
	if !given {
		*l = append(*l, name)
	}
}
