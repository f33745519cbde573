package placement

import (
	"slices"
	"sync"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/internal/unshare"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

type (
	// A Machine runs the procedure. Policy.Machine gives it; nil runs nothing.
	Machine = lifecycle.Machine[State, EventName, Case, Event, *Policy]
	context = lifecycle.Context[Case, *Policy]
	change  = lifecycle.Change[Case, *Policy]
)

// procedure runs the seven steps; its rows are made and compiled when they are first
// used.
var procedure = sync.OnceValue(func() *Machine {
	return lifecycle.New(lifecycle.Definition[State, EventName, Case, Event, *Policy]{
		Name:    "placement",
		Start:   Negotiating,
		Final:   []State{Declined, Denied, Withdrawn, Closed},
		Roles:   roles,
		Further: func(p *Policy) []rule.Role { return p.roles[len(roles):] },
		Events: []Event{Propose{}, ArrangeSupport{}, AgreeTerms{}, Assess{}, Approve{}, Refuse{}, ConfirmDenial{}, RejectDenial{},
			SendAgreement{}, ReturnSigned{}, Decline{}, Withdraw{}, DecideSuspension{}, AmendTerms{}, ImplementWageLoss{}, Begin{}, Contact{},
			RaiseIssue{}, ResolveIssue{}, Suspend{}, Resume{}, Discontinue{}, ReturnClaim{}, RequestExtension{}, DecideExtension{},
			Conclude{}, Determine{}},
		Duties:   dutyList,
		Readings: reading.Asked(questions),
		Rows:     slices.Concat(steps1to4(), steps5to7()),
		Case: func(c *Case) lifecycle.Core[State] {
			return lifecycle.Core[State]{State: &c.State, LastOn: &c.LastOn, Docket: &c.Docket}
		},
		Check:   checkCase,
		Accept:  accept,
		Values:  lifecycle.ValuesOf(func(p *Policy) *values { return &p.values }),
		Reading: func(p *Policy, question int) string { return p.readings[question] },
		Finds: []lifecycle.Function[Case, *Policy]{
			lifecycle.Find("terms", asked(termsOf)),
			lifecycle.Find("support", asked(supportOf)),
			lifecycle.Find("need", asked(needOf)),
			lifecycle.Find("decider", asked(deciderOf)),
			lifecycle.Find("declining", asked(decliningOf)),
			lifecycle.Find("amended", asked(amendedOf)),
			lifecycle.Find("plan", asked(planOf)),
			lifecycle.Find("contacted", asked(contactedOf)),
			lifecycle.Find("issue", asked(issueOf)),
			lifecycle.Find("time", asked(timeOf)),
			lifecycle.Find("pause", asked(pauseOf)),
			lifecycle.Find("ended", asked(endedOf)),
			lifecycle.Find("extended", asked(extendedOf)),
			lifecycle.Find("after", asked(afterOf)),
		},
		Matches: []lifecycle.Match[Case, *Policy]{
			{Name: "approved by", Holds: func(x *context, d calendar.Duty) bool { return holds(d.By, x.By) }},
		},
		Does: []lifecycle.Action[Case, *Policy]{
			{Name: "approvals", Do: explainApprovals},
			{Name: "wait", Do: waitForOthers},
			{Name: "schedule", Do: explainSchedule},
			{Name: "portions", Do: explainPortions},
			{Name: "plan", Do: explainPlan},
			{Name: "payment", Do: explainPayment},
			{Name: "job_search", Do: explainJobSearch},
			{Name: "raises", Do: explainRaises},
			{Name: "rhythm", Do: explainRhythm},
			{Name: "after", Do: explainAfter},
		},
	})
})

// Apply applies an event to a case. It never changes its argument: the answer is
// the next case and what the event led to. The error is *rule.Refused when a
// provision does not allow the event now, or not to that role, or needs a fact
// that was not stated; it is an InputError for a value that cannot be and for an
// event dated before the one before it. With an error the case comes back as it
// was.
func (p *Policy) Apply(c Case, e Event) (Case, rule.Outcome, error) {
	return p.Machine().Apply(p, c, e)
}

// Replay applies events one after the other. It stops at the first error and
// returns the case before that event, with the outcomes up to there.
func (p *Policy) Replay(start Case, events ...Event) (Case, []rule.Outcome, error) {
	return p.Machine().Replay(p, start, events...)
}

// A Permit says of one event whether it is open to a case now, to whom, and if
// not why not. Its zero value is of no event.
type Permit = rule.Permit[EventName]

// Permitted lists every event, in the order of the procedure. What an event
// itself must state is not asked. Approvals are open to the roles whose
// decision is still needed.
func (p *Policy) Permitted(c Case) ([]Permit, error) {
	permits, err := p.Machine().Permitted(p, c)
	for i := range permits {
		switch permit := &permits[i]; permit.Event {
		case approve, refuse, decideExtension:
			if permit.Open {
				permit.By = deciders(c.Approvals)
			}
		}
	}
	return permits, err
}

// Machine is the machine of the policy: its own, of other rows, or that of the procedure.
func (p *Policy) Machine() *Machine {
	if p != nil && p.own != nil {
		return p.own
	}
	return procedure()
}

// Rows returns the procedure as data: its rows, in the order of the steps. They
// are the caller's own.
func Rows() []lifecycle.Row[State, EventName] {
	return unshare.Of(slices.Concat(steps1to4(), steps5to7()))
}

// WithRows returns a copy of the policy that goes by other rows: what a row says
// is what happens. The error is a *lifecycle.RowError.
func (p *Policy) WithRows(rows []lifecycle.Row[State, EventName]) (*Policy, error) {
	if p == nil || p.id == "" {
		return nil, errNoPolicy
	}
	copied := *p
	copied.own = procedure().With(rows)
	return &copied, copied.own.Check()
}

var errNoPolicy = &rule.InputError{Field: "policy", Expected: "a policy, from Builtin or ParsePolicy"}

// EventNames lists the events, in the order of the procedure.
func EventNames() []EventName { return procedure().Names() }

// UnmarshalEvent reads an event from its JSON form, a flat object with the name
// of the event, its day and its facts:
//
//	{"event":"return_signed","on":"2025-02-24","complete":true}
//
// An unknown key or event, or a value of the wrong type, is an InputError that
// names it.
func UnmarshalEvent(data []byte) (Event, error) { return procedure().Unmarshal(data) }

// MarshalEvent writes an event in the form that UnmarshalEvent reads. An event
// that could not be read back as it is (a text that is no UTF-8, a Flag that is
// none) is an InputError.
func MarshalEvent(e Event) ([]byte, error) { return procedure().Marshal(e) }

// asking gives the reading that the policy takes of an interpretation: a context's
// Ask, which is carried by what was decided, or the policy's own takes where that
// was asked before and is only explained.
type asking = func(id string) string

// asked is a function that asks for what it finds.
func asked[F any](find func(x *context, ask asking) (F, error)) func(*context) (F, error) {
	return func(x *context) (F, error) { return find(x, x.Ask) }
}
