package classify

import (
	"encoding/json"
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/internal/unshare"
	"github.com/workcomp-go/workcomp/rule"
	process "github.com/workcomp-go/workcomp/rule/lifecycle"
)

// A ProtestState says how far a protest has come. The zero value is none of them: an input error.
type ProtestState string

// The states of a protest.
const (
	ProtestNotFiled     ProtestState = "not_filed"
	ProtestFiled        ProtestState = "filed"        // received in time: the decision is stayed (10.3)
	ProtestAcknowledged ProtestState = "acknowledged" // by the commission (10.3)
	ProtestDecided      ProtestState = "decided"      // by a hearing examiner (10.4)
	ProtestLate         ProtestState = "late"         // received too late (10.2)
)

// Values lists the states.
func (ProtestState) Values() []string {
	return []string{string(ProtestNotFiled), string(ProtestFiled), string(ProtestAcknowledged), string(ProtestDecided), string(ProtestLate)}
}

// A Protest is one protest of an employer against one order, decision,
// designation or redesignation (10.1): a plain value. Protests.Start gives the
// first, Apply the next. It marshals to JSON and back without loss. The zero value has no
// state, an input error.
type Protest struct {
	State ProtestState `json:"state"`

	Decided        calendar.Date `json:"decided,omitzero"`         // the day of the order
	NoticeReceived calendar.Date `json:"notice_received,omitzero"` // by the employer
	Received       calendar.Date `json:"received,omitzero"`        // by the commission
	Issue          string        `json:"issue,omitempty"`
	Address        string        `json:"address,omitempty"`

	InTime            rule.Flag     `json:"in_time"`
	ThirtyFromNotice  calendar.Date `json:"thirty_from_notice,omitzero"`
	SixtyFromDecision calendar.Date `json:"sixty_from_decision,omitzero"`
	ActBy             calendar.Date `json:"act_by,omitzero"` // the last day on which the petition could be received in time

	StayUntil    Stay          `json:"stay_until"`            // how long the decision is stayed (10.3): a day, open, or none
	FurtherStay  calendar.Date `json:"further_stay,omitzero"` // the last day of a further stay, at the commission's discretion
	Hearing      calendar.Date `json:"hearing,omitzero"`      // the day of the opportunity for hearing that was given last
	FirstHearing calendar.Date `json:"first_hearing,omitzero"`

	Granted rule.Flag `json:"granted"` // the protest succeeds: the decision is set aside
	Reason  string    `json:"reason,omitempty"`

	LastOn calendar.Date   `json:"last_on,omitzero"` // the day of the last event
	Docket calendar.Docket `json:"docket"`
}

// UnmarshalJSON reads a stored case as strictly as an event: a key that a case does
// not have, one that stands twice or that is always written and is not there, and a
// value that cannot be are *rule.InputErrors that name it.
func (p *Protest) UnmarshalJSON(data []byte) error {
	type plain Protest
	var read plain
	if err := strict.UnmarshalStored(data, &read); err != nil {
		return err
	}
	*p = Protest(read)
	return nil
}

// A Stay is how long a decision is stayed: until a day, open while no opportunity
// for hearing was given, or not at all. The zero value is no stay.
type Stay struct {
	Until calendar.Date // its last day; the zero Date while it is open, and when there is none
	Open  bool          // no opportunity for hearing was given yet
}

// String writes the day, "open" or "none".
func (s Stay) String() string {
	switch {
	case s.Open:
		return stayOpen
	case s.Until.IsZero():
		return "none"
	}
	return s.Until.String()
}

// Holds reports whether the decision is stayed on a day.
func (s Stay) Holds(on calendar.Date) bool { return s.Open || !s.Until.Before(on) }

const stayOpen = "open"

// MarshalJSON writes the day, "open" or null.
func (s Stay) MarshalJSON() ([]byte, error) {
	if s == (Stay{}) {
		return []byte("null"), nil
	}
	return json.Marshal(s.String())
}

// UnmarshalJSON reads a day, "open" or null.
func (s *Stay) UnmarshalJSON(data []byte) error {
	if *s = (Stay{}); string(data) == `"`+stayOpen+`"` {
		s.Open = true
		return nil
	}
	if string(data) == "null" {
		return nil
	}
	return strict.UnmarshalJSON(data, &s.Until)
}

// Protests decides protests by a policy. It is immutable and safe for any number
// of goroutines. The zero value has no policy: an input error. Policy.Protests gives one.
type Protests struct {
	policy  *Policy
	machine *protestMachine
}

// Protests gives what decides protests against orders, decisions, designations and
// redesignations under the policy (section 10). A policy of levels only has none:
// every call is an InputError.
func (p *Policy) Protests() *Protests { return &Protests{p, p.protestMachine()} }

// protestMachine is the policy's own, of other rows, or that of the rule.
func (p *Policy) protestMachine() *protestMachine {
	if p != nil && p.ownProtest != nil {
		return p.ownProtest
	}
	return protests()
}

// orNone is what decides protests by no policy in place of nil and of the zero value.
func (p *Protests) orNone() *Protests {
	if p == nil || p.machine == nil {
		return (*Policy)(nil).Protests()
	}
	return p
}

// ID returns the id of the policy.
func (p *Protests) ID() string { return p.orNone().policy.ID() }

// Title returns what the policy is about.
func (p *Protests) Title() string { return p.orNone().policy.Title() }

// PolicyID names the policy in a receipt.
func (p *Protests) PolicyID() rule.PolicyID { return p.orNone().policy.PolicyID() }

// Interpretations returns the places where the instrument leaves a choice, with
// the readings the policy takes.
func (p *Protests) Interpretations() []rule.Interpretation {
	return p.orNone().policy.Interpretations()
}

// Start gives a protest that was not filed yet.
func (p *Protests) Start() Protest { return Protest{State: ProtestNotFiled} }

// Apply applies an event to a protest. It never changes its argument: the answer
// is the next case and what the event led to. The error is a *rule.InputError for
// a value that cannot be, a role that is none, and an event dated before the one
// before it, and a *calendar.RangeError for a day beyond the calendar; it is
// *rule.Refused when a provision does not allow the event now, or not to that
// role, or needs a fact that was not given. With an error the case comes back as
// it was.
func (p *Protests) Apply(c Protest, e ProtestEvent) (Protest, rule.Outcome, error) {
	p = p.orNone()
	return p.machine.Apply(p.policy, c, e)
}

// Replay applies events one after the other. It stops at the first error, which
// says the number of its event, and returns the case before that event, with the
// outcomes up to there.
func (p *Protests) Replay(start Protest, events ...ProtestEvent) (Protest, []rule.Outcome, error) {
	p = p.orNone()
	return p.machine.Replay(p.policy, start, events...)
}

// Permitted says of every event whether it is open to the case now, to whom, and
// if not why not. What an event itself must bring is not asked.
func (p *Protests) Permitted(c Protest) ([]rule.Permit[ProtestEventName], error) {
	p = p.orNone()
	return p.machine.Permitted(p.policy, c)
}

// WithProtestRows returns a copy of the policy that decides protests by other rows
// than those of ProtestRows: what a row says is what happens. The error is a
// *lifecycle.RowError, and that of a policy without tiers.
func (p *Policy) WithProtestRows(rows []ProtestRow) (*Policy, error) {
	if err := p.checkStanding(); err != nil {
		return nil, err
	}
	copied := *p
	copied.ownProtest = citing(p, protests(), rows)
	return &copied, copied.ownProtest.Check()
}

// ProtestRows returns the rows by which protests are decided, in the order of the
// text. They are the caller's own.
func ProtestRows() []ProtestRow { return unshare.Of(protestRows()) }

// ProtestEventNames lists the events of a protest.
func ProtestEventNames() []ProtestEventName { return protests().Names() }

// UnmarshalProtestEvent reads an event from its JSON form, a flat object with the
// name of the event, its day and its facts:
//
//	{"event":"acknowledge","on":"2025-04-21","by":"commission","hearing":"2025-05-20"}
//
// An unknown key or event, or a value of the wrong type, is an InputError that
// names it.
func UnmarshalProtestEvent(data []byte) (ProtestEvent, error) { return protests().Unmarshal(data) }

// MarshalProtestEvent writes an event in the form that UnmarshalProtestEvent
// reads. An event that could not be read back as it is (a text that is no UTF-8, a
// Flag that is none) is an InputError.
func MarshalProtestEvent(e ProtestEvent) ([]byte, error) { return protests().Marshal(e) }

// checkProtest is an error for a policy without tiers and a case that is none.
func checkProtest(p *Policy, c *Protest) error {
	if err := p.checkStanding(); err != nil {
		return err
	}
	if states := c.State.Values(); !slices.Contains(states, string(c.State)) {
		return strict.UnknownWord("state", c.State, states)
	}
	return nil
}

// ProtestProcedure returns the lifecycle of a protest as the machine that runs it:
// for its rows as data, its diagram, and laws of a host's own.
func ProtestProcedure() *process.Machine[ProtestState, ProtestEventName, Protest, ProtestEvent, *Policy] {
	return protests()
}
