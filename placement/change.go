package placement

import (
	"fmt"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/event"
	"github.com/workcomp-go/workcomp/rule"
)

// change is an event being carried out, and then the next: the case as it
// becomes, in place, and whom to tell what the event leads to.
type change struct {
	event.Change
	policy *Policy
	on     calendar.Date
	from   State // where the case stood before
	next   Case
	facts  Facts
}

// change is a change of the case, which itself stays as it is.
func (p *Policy) change(c Case, told *event.Told) *change {
	s := &change{policy: p, next: c}
	s.Change = event.Change{Told: told, Docket: &s.next.Docket}
	return s
}

// carry carries an event out. With an error the case is neither the one before
// nor the one after.
func (s *change) carry(e Event) error {
	if !kinds.Has(e) {
		return kinds.Unknown("")
	}
	on, by := e.happened()
	if err := s.policy.checkStep(&s.next, on, by); err != nil {
		return err
	}
	if err := e.check(s.policy); err != nil {
		return err
	}
	s.on, s.from, s.facts = on, s.next.State, Facts{}
	s.facts.of(&s.next, by)
	if err := e.ask(s.policy, &s.next, &s.facts); err != nil {
		return err
	}
	fired, err := event.Fire(s.Told, lifecycle, s.from, e.Name(), by, &s.facts)
	if err != nil {
		return err
	}
	s.Call(fired.Documents...)
	s.next.LastOn = on
	if fired.To != "" {
		s.next.State = fired.To
	}
	return e.act(s)
}

// closeRest closes what is left.
func (s *change) closeRest() { s.CloseWhere(func(calendar.Duty) bool { return true }) }

// said is a finding whose provision holds, or does not.
func said(cite rule.Citation, holds bool, text string, args ...any) rule.Finding {
	return rule.Stated{Cite: cite, Holds: holds, Text: fmt.Sprintf(text, args...)}.Finding()
}

// lacking collects the names of facts that were not stated.
type lacking []string

func (l *lacking) unless(given bool, name string) {
	if !given {
		*l = append(*l, name)
	}
}
