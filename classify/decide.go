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
	next, outcome, err := p.apply(st, e)
	if err != nil {
		return st, rule.Outcome{}, err
	}
	return next, outcome, nil
}

func (p *Policy) apply(st Standing, e Event) (Standing, rule.Outcome, error) {
	if err := p.check(st); err != nil {
		return st, rule.Outcome{}, err
	}
	if !kinds.Has(e) {
		return st, rule.Outcome{}, kinds.Unknown("")
	}
	on, by := e.happened()
	if err := checkDay(st, on); err != nil {
		return st, rule.Outcome{}, err
	}
	s := &change{policy: p, on: on, before: st, next: st}
	f := p.standingFacts(&st)
	if err := e.ask(s, &f); err != nil {
		return st, rule.Outcome{}, err
	}
	fired, err := lifecycle.Fire(st.Tier, e.Name(), by, &f)
	if err != nil {
		return st, rule.Outcome{}, err
	}
	s.find(fired.Findings...)
	s.next.LastOn = on
	if err := e.act(s, fired.Value, &f); err != nil {
		return st, rule.Outcome{}, err
	}
	s.next.Reviewed = s.next.Tier != None
	return s.next, s.out, nil
}

// check finds a policy or a standing that is none.
func (p *Policy) check(st Standing) error {
	if err := p.checkStanding(); err != nil {
		return err
	}
	if !slices.Contains(st.Tier.Values(), string(st.Tier)) {
		return doc.UnknownWord("tier", string(st.Tier), st.Tier.Values())
	}
	return nil
}

func checkDay(st Standing, on calendar.Date) error {
	switch {
	case on.IsZero():
		return &rule.InputError{Field: "on", Expected: "the day of the event"}
	case on.Before(st.LastOn):
		return &rule.InputError{Field: "on", Value: on.String() + " runs backwards and",
			Expected: fmt.Sprintf("a day not before %v, the day of the event before", st.LastOn)}
	}
	return nil
}

// Replay applies events one after the other. It stops at the first error and
// returns the standing before that event, with the outcomes up to there.
func (p *Policy) Replay(start Standing, events ...Event) (Standing, []rule.Outcome, error) {
	return event.Replay(start, events, p.Apply)
}

// Next gives the standing that Apply gives, or its error, without the findings
// and all else that the event led to: the same answer for less.
func (p *Policy) Next(st Standing, e Event) (Standing, error) {
	next, _, err := p.Apply(st, e)
	return next, err
}

// ReplayCase gives the standing that Replay gives, or its error, without
// outcomes.
func (p *Policy) ReplayCase(start Standing, events ...Event) (Standing, error) {
	st, _, err := p.Replay(start, events...)
	return st, err
}

// A Permit says of one event whether it is open to an employer now, to whom,
// and if not why not.
type Permit = rule.Permit[EventName]

// Permitted lists every event, in the order of the rows of the rule. What an
// event itself must bring is not asked.
func (p *Policy) Permitted(st Standing) ([]Permit, error) {
	if err := p.check(st); err != nil {
		return nil, err
	}
	f := p.standingFacts(&st)
	return lifecycle.Permits(st.Tier, &f)
}

// change is an event being carried out: the standing before and as it becomes,
// and what the event leads to.
type change struct {
	policy       *Policy
	on           calendar.Date
	before, next Standing
	past         PastReview // the review at hand
	out          rule.Outcome
}

// find adds findings.
func (s *change) find(f ...rule.Finding) { s.out.Findings = append(s.out.Findings, f...) }

// open opens duties.
func (s *change) open(duties ...calendar.Duty) {
	s.next.Docket = s.next.Docket.Open(duties...)
	s.out.Opened = append(s.out.Opened, duties...)
}

// openOnce opens those duties, each of its own kind, of which none is open.
func (s *change) openOnce(duties ...calendar.Duty) {
	s.open(slices.DeleteFunc(duties, func(d calendar.Duty) bool { return s.next.Docket.Has(d.ID) })...)
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

// recommend leaves a move to the commission.
func (s *change) recommend(to Tier, cite rule.Citation) {
	s.next.Pending = to
	s.out.Pending = []rule.Pending{{What: "reclassification as " + string(to), On: commission, Cite: cite}}
}

// move puts the employer in a tier: runs begin anew, and what was recommended
// falls away. number0 is the review from which the tier counts, if there is one.
func (s *change) move(to Tier, released Release, number0 ...PastReview) {
	s.next.Tier, s.next.Released, s.next.Pending = to, released, ""
	s.next.Below, s.next.Above = 0, 0
	s.next.Reviews = number0
}
