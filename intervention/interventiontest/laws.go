package interventiontest

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule"
)

// moment is one event of a case that is told: what came before it, and what
// came of it.
type moment struct {
	policy   subject
	told     []intervention.Event // before it, all taken
	outcomes []rule.Outcome       // of these
	permits  []intervention.Permit
	before   intervention.Case
	written  string // before, as it was written before the event
	event    intervention.Event
	after    intervention.Case
	outcome  rule.Outcome
	err      error
}

// broken says how a law is broken.
func (m moment) broken(format string, args ...any) error {
	_, by := stamp(m.event)
	return fmt.Errorf("%s by %q in %s: %s", m.event.Name(), by, m.written, fmt.Sprintf(format, args...))
}

// stamp reads the day and the role of an event from its JSON form.
func stamp(e intervention.Event) (on string, by rule.Role) {
	var s struct {
		On string
		By rule.Role
	}
	data, _ := intervention.MarshalEvent(e) // every event drawn can be written
	_ = json.Unmarshal(data, &s)
	return s.On, s.By
}

// written is the JSON form of a case or an outcome.
func written(v any) string {
	data, err := json.Marshal(v)
	if err != nil { // which no case and no outcome gives
		return err.Error()
	}
	return string(data)
}

// A law holds at every moment of every case, by every policy.
type law struct {
	name  string
	keeps func(m moment) error
}

var laws = []law{
	{"apply never changes its argument", neverChanges},
	{"the same event gives the same answer", sameAnswer},
	{"replay equals step by step", replayEquals},
	{"a case and an event survive JSON", survivesJSON},
	{"an event is taken or refused, and every finding cites", cites},
	{"what is refused leaves the case as it was", leavesAsItWas},
	{"permitted agrees with apply", permittedAgrees},
	{"closed stays closed", closedStays},
	{"the duties are those before, less the closed, with the opened", dutiesAddUp},
	{"no duty is open twice", noneTwice},
	{"a cycle follows the one before and starts from nothing", cycles},
	{"a referral is never undone and follows a discussion or a duty", referrals},
	{"time does not run backwards", noWayBack},
}

func neverChanges(m moment) error {
	if now := written(m.before); now != m.written {
		return m.broken("the case became %s", now)
	}
	return nil
}

func sameAnswer(m moment) error {
	after, outcome, err := m.policy.Apply(m.before, m.event)
	if a, b := written(m.after)+written(m.outcome)+fmt.Sprint(m.err), written(after)+written(outcome)+fmt.Sprint(err); a != b {
		return m.broken("first %s, then %s", a, b)
	}
	return nil
}

func replayEquals(m moment) error {
	c, outcomes, err := m.policy.Replay(m.policy.Start(), append(slices.Clone(m.told), m.event)...)
	want := slices.Clone(m.outcomes)
	if m.err == nil {
		want = append(want, m.outcome)
	}
	if (err == nil) != (m.err == nil) || !cmp.Equal(c, m.after) || written(outcomes) != written(append([]rule.Outcome{}, want...)) {
		return m.broken("step by step %s, %v; replayed %s, %v", written(m.after), m.err, written(c), err)
	}
	return nil
}

func survivesJSON(m moment) error {
	var c intervention.Case
	if err := json.Unmarshal([]byte(written(m.after)), &c); err != nil || !cmp.Equal(c, m.after) {
		return m.broken("the case came back as %s, %v", written(c), err)
	}
	data, unwritten := intervention.MarshalEvent(m.event)
	if e, err := intervention.UnmarshalEvent(data); unwritten != nil || err != nil || !cmp.Equal(e, m.event) {
		return m.broken("the event came back as %v, %v, %v", e, unwritten, err)
	}
	return nil
}

func cites(m moment) error {
	findings := m.outcome.Findings
	var refused *rule.Refused
	switch {
	case errors.As(m.err, &refused):
		findings = refused.Findings
	case m.err != nil:
		return m.broken("%v", m.err)
	}
	if len(findings) == 0 {
		return m.broken("nothing was found")
	}
	for _, f := range findings {
		if f.Cite == "" || f.Text == "" || m.err != nil && f.Holds {
			return m.broken("the finding %+v", f)
		}
	}
	return nil
}

func leavesAsItWas(m moment) error {
	if m.err != nil && (!cmp.Equal(m.before, m.after) || written(m.outcome) != written(rule.Outcome{})) {
		return m.broken("%v, and yet %s, %s", m.err, written(m.after), written(m.outcome))
	}
	return nil
}

func permittedAgrees(m moment) error {
	if len(m.permits) != len(intervention.EventNames()) {
		return m.broken("%d permits", len(m.permits))
	}
	_, by := stamp(m.event)
	for _, p := range m.permits {
		if p.Event == m.event.Name() && m.err == nil && !(p.Open && slices.Contains(p.By, by)) {
			return m.broken("taken, and not permitted: %+v", p)
		}
		if len(p.Why) == 0 || slices.ContainsFunc(p.Why, func(f rule.Finding) bool { return f.Cite == "" || f.Holds != p.Open }) {
			return m.broken("%s is permitted or not for no reason: %+v", p.Event, p.Why)
		}
	}
	return nil
}

func closedStays(m moment) error {
	if m.before.State != intervention.Closed {
		return nil
	}
	if m.after.State != intervention.Closed || m.err == nil && m.event.Name() != (intervention.Refer{}).Name() {
		return m.broken("led to %s", written(m.after))
	}
	return nil
}

func dutiesAddUp(m moment) error {
	docket := m.before.Docket
	for _, d := range m.outcome.Closed {
		rest, _, ok := docket.Close(d.ID)
		if !ok {
			return m.broken("%s was closed and not open", d.ID)
		}
		docket = rest
	}
	if docket = docket.Open(m.outcome.Opened...); !slices.Equal(docket.IDs(), m.after.Docket.IDs()) {
		return m.broken("the duties are %v, expected %v", m.after.Docket.IDs(), docket.IDs())
	}
	return nil
}

func noneTwice(m moment) error {
	ids := m.after.Docket.IDs()
	for i, id := range ids {
		if slices.Contains(ids[:i], id) {
			return m.broken("%s is open twice", id)
		}
	}
	return nil
}

func cycles(m moment) error {
	c := m.after
	if grown := c.Cycle - m.before.Cycle; grown != 0 && grown != 1 {
		return m.broken("cycle %d after cycle %d", c.Cycle, m.before.Cycle)
	}
	starts := m.err == nil && (m.event.Name() == (intervention.Initiate{}).Name() || m.event.Name() == (intervention.NextCycle{}).Name())
	if c.Cycle > m.before.Cycle && !starts {
		return m.broken("it started cycle %d", c.Cycle)
	}
	if starts && (c.Stage1Met || c.TeamReviewed || c.Briefed || c.SessionHeld || c.Documented || c.Declined || c.DirectorsBriefed) {
		return m.broken("it did not start from nothing: %s", written(c))
	}
	return nil
}

func referrals(m moment) error {
	if m.before.Referred && !m.after.Referred {
		return m.broken("the referral is undone")
	}
	if m.err != nil || m.event.Name() != (intervention.Refer{}).Name() {
		return nil
	}
	owed := m.before.Docket.Has(intervention.DutyOHSReferral)
	if !m.after.Referred || m.after.Docket.Has(intervention.DutyOHSReferral) || !owed && m.after.Discussions != m.before.Discussions-1 {
		return m.broken("it led to %s", written(m.after))
	}
	return nil
}

func noWayBack(m moment) error {
	if m.after.LastOn.Before(m.before.LastOn) {
		return m.broken("the last day became %v", m.after.LastOn)
	}
	if m.before.LastOn.IsZero() {
		return nil
	}
	before, err := m.before.LastOn.AddDays(-1)
	var input *rule.InputError
	if err != nil {
		return m.broken("%v", err)
	}
	if _, _, err := m.policy.Apply(m.before, intervention.Refer{On: before, By: intervention.ManagerOfPrevention}); !errors.As(err, &input) || input.Field != "on" {
		return m.broken("an event of the day before: %v", err)
	}
	return nil
}
