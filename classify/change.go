package classify

import (
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/event"
	"github.com/workcomp-go/workcomp/rule"
)

// change is an event being carried out, and then the next: the standing as it
// was and as it becomes, in place, and whom to tell what the event leads to.
type change struct {
	event.Change
	policy       *Policy
	before, next Standing   // before without its docket
	past         PastReview // the review at hand
}

// change is a change of the standing, which itself stays as it is.
func (p *Policy) change(st Standing, told *event.Told) *change {
	s := &change{policy: p, next: st}
	s.Change = event.Change{Told: told, Docket: &s.next.Docket}
	return s
}

// carry carries an event out. With an error the standing is neither the one
// before nor the one after.
func (s *change) carry(e Event) error {
	if err := s.policy.check(&s.next); err != nil {
		return err
	}
	if !kinds.Has(e) {
		return kinds.Unknown("")
	}
	on, by := e.happened()
	if err := checkDay(&s.next, on); err != nil {
		return err
	}
	s.before = s.next
	s.before.Docket = calendar.Docket{} // which is changed in place
	f := s.policy.standingFacts(&s.next)
	if err := e.ask(s, &f); err != nil {
		return err
	}
	fired, err := event.Fire(s.Told, lifecycle, s.before.Tier, e.Name(), by, &f)
	if err != nil {
		return err
	}
	s.next.LastOn = on
	if err := e.act(s, fired, &f); err != nil {
		return err
	}
	s.next.Reviewed = s.next.Tier != None
	return nil
}

// openOnce opens those duties, each of its own kind, of which none is open.
func (s *change) openOnce(duties ...calendar.Duty) {
	s.Open(slices.DeleteFunc(duties, func(d calendar.Duty) bool { return s.next.Docket.Has(d.ID) })...)
}

// recommend leaves a move to the commission.
func (s *change) recommend(to Tier, cite rule.Citation) {
	s.next.Pending = to
	s.Wait("reclassification as "+string(to), cite, commission...)
}

// move puts the employer in a tier: runs begin anew, and what was recommended
// falls away. number0 is the review from which the tier counts, if there is one.
func (s *change) move(to Tier, released Release, number0 ...PastReview) {
	s.next.Tier, s.next.Released, s.next.Pending = to, released, ""
	s.next.Below, s.next.Above = 0, 0
	s.next.Reviews = number0
}
