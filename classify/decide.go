package classify

import (
	"fmt"
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/internal/event"
	"github.com/workcomp-go/workcomp/rule"
)

// Apply carries an event out on a standing. It never changes its argument: the
// answer is the next standing and what the event led to. The error is
// *rule.Refused when a provision does not allow the event now, or not to that
// role, or asks for a reason that was not stated; it is an InputError for a
// value that cannot be, and for a policy that states levels only. With an error
// the standing comes back as it was.
func (p *Policy) Apply(st Standing, e Event) (Standing, rule.Outcome, error) {
	s := p.change(st, &event.Told{})
	if err := s.carry(e); err != nil {
		return st, rule.Outcome{}, err
	}
	return s.next, s.Outcome(), nil
}

// Next gives the standing that Apply gives, or its error, without the findings
// and all else that the event led to: the same answer for less.
func (p *Policy) Next(st Standing, e Event) (Standing, error) {
	s := p.change(st, nil)
	if err := s.carry(e); err != nil {
		return st, err
	}
	return s.next, nil
}

// check finds a policy or a standing that is none.
func (p *Policy) check(st *Standing) error {
	if err := p.checkStanding(); err != nil {
		return err
	}
	if !slices.Contains(st.Tier.Values(), string(st.Tier)) {
		return doc.UnknownWord("tier", string(st.Tier), st.Tier.Values())
	}
	return nil
}

func checkDay(st *Standing, on calendar.Date) error {
	switch {
	case on.IsZero():
		return &rule.InputError{Field: "on", Expected: "the day of the event"}
	case on.Before(st.LastOn):
		return &rule.InputError{Field: "on", Value: on.String(), Problem: "runs backwards",
			Expected: fmt.Sprintf("a day not before %v, the day of the event before", st.LastOn)}
	}
	return nil
}

// Replay applies events one after the other. It stops at the first error and
// returns the standing before that event, with the outcomes up to there.
func (p *Policy) Replay(start Standing, events ...Event) (Standing, []rule.Outcome, error) {
	return event.Replay(start, events, p.Apply)
}

// ReplayCase gives the standing that Replay gives, or its error, without
// outcomes.
func (p *Policy) ReplayCase(start Standing, events ...Event) (Standing, error) {
	s := p.change(start, nil)
	return event.ReplayCase(start, events, &s.next, s.carry, p.Apply)
}

// A Permit says of one event whether it is open to an employer now, to whom,
// and if not why not.
type Permit = rule.Permit[EventName]

// Permitted lists every event, in the order of the rows of the rule. What an
// event itself must bring is not asked.
func (p *Policy) Permitted(st Standing) ([]Permit, error) {
	if err := p.check(&st); err != nil {
		return nil, err
	}
	f := p.standingFacts(&st)
	return lifecycle.Permits(st.Tier, &f)
}
