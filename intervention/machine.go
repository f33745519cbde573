package intervention

import (
	"fmt"
	"slices"
	"strconv"
	"sync"

	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/internal/unshare"
	"github.com/workcomp-go/workcomp/internal/words"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

type (
	// A Machine runs the procedure. Policy.Machine gives it; nil runs nothing.
	Machine = lifecycle.Machine[State, EventName, Case, Event, *Policy]
	context = lifecycle.Context[Case, *Policy]
)

// runs runs the procedure; its rows are made when they are first used.
var runs = sync.OnceValue(func() *Machine {
	return lifecycle.New(lifecycle.Definition[State, EventName, Case, Event, *Policy]{
		Name:     "intervention",
		Start:    Advising,
		Final:    states{Closed},
		Roles:    Roles(),
		Parties:  parties,
		Duties:   dutyList,
		Readings: reading.Asked(questions),
		Rows:     procedure(),
		Events: []Event{ReportNeed{}, IdentifyNeed{}, NoNeed{}, Initiate{}, MeetEmployer{}, ReviewAsTeam{}, BriefManager{}, HoldSession{},
			DocumentSession{}, Commit{}, DeclinePartnership{}, BriefDirectors{}, DiscussReferral{}, Refer{}, NextCycle{}, Close{}},
		Case: func(c *Case) lifecycle.Core[State] {
			return lifecycle.Core[State]{State: &c.State, LastOn: &c.LastOn, Docket: &c.Docket}
		},
		Check:      checkCase,
		Accept:     accept,
		RolesFirst: true,
		Values:     lifecycle.ValuesOf(func(p *Policy) *values { return &p.values }),
		Reading:    func(p *Policy, question int) string { return p.readings[question] },
		Finds:      []lifecycle.Function[Case, *Policy]{lifecycle.Find("stages", stagesOf), lifecycle.Find("evidence", evidenceOf).Asking(evidenceEnough)},
	})
})

// Apply applies an event to a case. It never changes its argument: the answer is
// the next case and what the event led to. The error is *rule.Refused when the
// procedure does not allow the event now, or not to that role, or needs a fact
// that was not given; it is an InputError for a value that cannot be and for an
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
// itself must give is not asked.
func (p *Policy) Permitted(c Case) ([]Permit, error) { return p.Machine().Permitted(p, c) }

// Machine is the machine of the policy: its own, of other rows, or that of the procedure.
func (p *Policy) Machine() *Machine {
	if p != nil && p.own != nil {
		return p.own
	}
	return runs()
}

// Rows returns the procedure as data: its rows, in the order of the text. They are
// the caller's own.
func Rows() []lifecycle.Row[State, EventName] { return unshare.Of(procedure()) }

// WithRows returns a copy of the policy that goes by other rows: what a row says is
// what happens. The error is a *lifecycle.RowError.
func (p *Policy) WithRows(rows []lifecycle.Row[State, EventName]) (*Policy, error) {
	if p == nil || p.id == "" {
		return nil, errNoPolicy
	}
	copied := *p
	copied.own = runs().With(rows)
	return &copied, copied.own.Check()
}

// Mermaid draws the procedure as a Mermaid state diagram.
func Mermaid() string {
	l := runs().Listing()
	return l.Mermaid()
}

// MermaidPath draws the way of one case through the procedure as a Mermaid
// flowchart, the events taken marked with their labels. The error is a
// *rule.InputError for a path that is not in the rows.
func MermaidPath(path ...lifecycle.PathStep) (string, error) {
	l := runs().Listing()
	return l.MermaidPath(path...)
}

// EventNames lists the events, in the order of the procedure.
func EventNames() []EventName { return runs().Names() }

// UnmarshalEvent reads an event from its JSON form, a flat object with the name
// of the event, its day, the role that reports it and its facts:
//
//	{"event":"meet_employer","on":"2012-02-20","by":"senior_health_and_safety_advisor","committed":false}
//
// An unknown key or event, or a value of the wrong type, is an InputError that
// names it. Whether a word is one of its list is for Apply to say.
func UnmarshalEvent(data []byte) (Event, error) { return runs().Unmarshal(data) }

// MarshalEvent writes an event in the form that UnmarshalEvent reads. An event
// that could not be read back as it is (a text that is no UTF-8, a Flag that is
// none) is an InputError.
func MarshalEvent(e Event) ([]byte, error) { return runs().Marshal(e) }

var errNoPolicy = &rule.InputError{Field: "policy", Expected: "a policy, from Builtin or ParsePolicy"}

// checkCase finds what cannot be in a case that Start and Apply did not make.
func checkCase(p *Policy, c *Case) error {
	switch {
	case p == nil || p.id == "":
		return errNoPolicy
	case !slices.Contains(c.State.Values(), string(c.State)):
		return strict.UnknownWord("state", c.State, c.State.Values())
	case c.Cycle < 1:
		return &rule.InputError{Field: "cycle", Value: strconv.Itoa(c.Cycle), Expected: "1 or more"}
	case c.Discussions < 0:
		return &rule.InputError{Field: "discussions", Value: strconv.Itoa(c.Discussions), Expected: "0 or more"}
	}
	return nil
}

// accept finds values of an event that cannot be, whatever the case: words outside
// their lists, a stage that there is not, and a reason beside reasons.
func accept(_ *Policy, _ *Case, e Event) error {
	switch e := e.(type) {
	case ReportNeed:
		return among("conditions", e.Conditions, Condition("").Values())
	case IdentifyNeed:
		return among("evidence", e.Evidence, Source("").Values())
	case Initiate:
		if e.Stage < 0 || e.Stage > 3 {
			return &rule.InputError{Field: "stage", Value: strconv.Itoa(int(e.Stage)), Expected: "1, 2 or 3"}
		}
	case ReviewAsTeam:
		return among("services", e.Services, Service("").Values())
	case DiscussReferral:
		return among("between", e.Between, words.Texts(Roles()))
	case Close:
		if e.Reason != "" && !slices.Contains(e.Reason.Values(), string(e.Reason)) {
			return strict.UnknownWord("reason", e.Reason, e.Reason.Values())
		}
		if e.Reason != "" && len(e.Reasons) > 0 {
			return &rule.InputError{Field: "reasons", Problem: "beside a reason they are not valid", Expected: "one reason, or a list of reasons"}
		}
		return among("reasons", e.Reasons, Reason("").Values())
	}
	return nil
}

// among checks that every word of a list is known; the error names the place.
func among[T ~string](field string, list []T, known []string) error {
	for i, w := range list {
		if !slices.Contains(known, string(w)) {
			return strict.UnknownWord(fmt.Sprintf("%s[%d]", field, i), w, known)
		}
	}
	return nil
}

// stages are the facts of the stages that rows ask beside those of the case.
type stages struct {
	UnderWay bool     // the case is in one of them
	Owed     []string // what they still owe
	Next     int      // the number of the cycle after this one
}

func stagesOf(x *context) (stages, error) {
	s := stages{Next: x.Case.Cycle + 1, UnderWay: slices.Contains(states{Stage1, Stage2, Stage3}, x.Case.State)}
	for _, d := range x.Open() {
		if slices.Contains(stageDuties, d.ID) {
			s.Owed = append(s.Owed, d.ID)
		}
	}
	return s, nil
}

// evidence is what the policy makes of the sources of an event.
type evidence struct {
	Enough bool
	Rule   string   // the policy's expression, as written
	Named  []string // the sources, each once
	Looked int      // how many they are
	Listed int      // how many the procedure lists
}

func evidenceOf(x *context) (evidence, error) {
	e := x.Event.(IdentifyNeed)
	asked := EvidenceFacts{Evidence: once(e.Evidence), Needs: e.Needs}
	found := evidence{Rule: x.Policy.enough.Source(), Named: words.Texts(asked.Evidence), Looked: len(asked.Evidence), Listed: len(sources)}
	x.Ask(evidenceEnough)
	var err error
	found.Enough, err = x.Policy.enough.Holds(&asked)
	return found, err
}

// once are the words of a list, each once and in its order.
func once[T ~string](list []T) []T {
	var kept []T
	for _, w := range list {
		if !slices.Contains(kept, w) {
			kept = append(kept, w)
		}
	}
	return kept
}
