package lifecycletest

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// common are the laws of every procedure.
func common[S, E ~string, C any, Ev lifecycle.Event[E], P any]() []Law[S, E, C, Ev, P] {
	type m = Transition[S, E, C, Ev, P]
	return []Law[S, E, C, Ev, P]{
		{"an event never changes the case it is applied to", (*m).changesNothing},
		{"the same event on the same case gives the same bytes", (*m).repeats},
		{"replay equals step by step", (*m).replays},
		{"a case and an event survive JSON", (*m).survivesJSON},
		{"an event is taken, or a lawful error says why not", (*m).saysWhy},
		{"what is not taken leaves the case as it was", (*m).leavesAsItWas},
		{"days never run backwards", (*m).runsForward},
		{"every finding cites its provision in a full sentence", (*m).cites},
		{"an event is taken only when it was permitted, from a role that was", (*m).permitted},
		{"the docket is what was open, and opened, without what was closed", (*m).dutiesAddUp},
		{"what came out is what the fired row says", (*m).doesWhatItSays},
		{"what another reading changes carries its interpretation", (*m).carriesReadings},
	}
}

// answer is what an event gave, as bytes.
func (m *Transition[S, E, C, Ev, P]) answer() string { return fmt.Sprint(m.after, m.outcome, m.Err) }

// answerTo is what an event would give, as bytes.
func (m *Transition[S, E, C, Ev, P]) answerTo(c C, e Ev) string {
	after, outcome, err := m.Kit.apply(m.Kit.Policy, c, e)
	return fmt.Sprint(written(after), written(outcome), err)
}

func (m *Transition[S, E, C, Ev, P]) changesNothing() error {
	for _, e := range []Ev{m.Event, m.Kit.Machine.Empty()[0]} { // nor does an event of the case that came of it
		_, _, _ = m.Kit.apply(m.Kit.Policy, m.After, e)
	}
	if before := written(m.Before); before != m.Written {
		return fmt.Errorf("the case became %s", before)
	}
	if after := written(m.After); after != m.after {
		return fmt.Errorf("by the next event the case became %s", after)
	}
	return nil
}

func (m *Transition[S, E, C, Ev, P]) repeats() error {
	first, then := m.answer(), m.answerTo(m.Before, m.Event)
	if first != then {
		return fmt.Errorf("first %s, then %s", first, then)
	}
	return nil
}

func (m *Transition[S, E, C, Ev, P]) replays() error {
	c, outcomes, err := m.Kit.Machine.Replay(m.Kit.Policy, m.Start, m.events()...)
	want := slices.Clip(m.outcomes)
	if m.Err == nil {
		want = append(want, m.outcome)
	}
	same := func(o rule.Outcome, text string) bool { return written(o) == text }
	if then := written(c); (err == nil) != (m.Err == nil) || then != m.after || !slices.EqualFunc(outcomes, want, same) {
		return fmt.Errorf("step by step %s, %v, replayed %s, %v", m.after, m.Err, then, err)
	}
	return nil
}

// survivesJSON holds when the case and the event that come back behave as those
// that were written.
func (m *Transition[S, E, C, Ev, P]) survivesJSON() error {
	var before, after C
	if err := json.Unmarshal([]byte(m.after), &after); err != nil || written(after) != m.after {
		return fmt.Errorf("%s came back as %s, %v", m.after, written(after), err)
	}
	if err := json.Unmarshal([]byte(m.Written), &before); err != nil {
		return fmt.Errorf("the case came back as %v", err)
	}
	permits, err := m.Kit.permitted(before)
	if err != nil || written(permits) != written(m.Permits) {
		return fmt.Errorf("to the case that came back is permitted %s, %v", written(permits), err)
	}
	data, err := m.Kit.Machine.Marshal(m.Event)
	if err != nil {
		return fmt.Errorf("the event cannot be written: %w", err)
	}
	back, err := m.Kit.Machine.Unmarshal(data)
	if err != nil {
		return fmt.Errorf("the event came back as %w", err)
	}
	first, then := m.answer(), m.answerTo(before, back)
	if byValue(first) != byValue(then) {
		return fmt.Errorf("first %s, then by what came back %s", first, then)
	}
	return nil
}

var zeros = regexp.MustCompile(`"(-?\d+)(?:\.0+|(\.\d*[1-9])0+)"`)

// byValue writes decimals without the zeros at their end, which the JSON form of a
// case need not keep: 1250.50 is 1250.5.
func byValue(text string) string { return zeros.ReplaceAllString(text, `"$1$2"`) }

func (m *Transition[S, E, C, Ev, P]) saysWhy() error {
	var refused *rule.Refused
	var input *rule.InputError
	var outside *calendar.RangeError
	switch {
	case m.Err == nil, errors.As(m.Err, &outside):
		return nil
	case errors.As(m.Err, &input):
		if input.Field == "" {
			return fmt.Errorf("an error of input that names no field: %w", m.Err)
		}
		return nil
	case !errors.As(m.Err, &refused):
		return fmt.Errorf("neither a refusal nor an error of input: %w", m.Err)
	case !reasoned(refused.Findings, false):
		return fmt.Errorf("refused for no reason: %+v", refused.Findings)
	case refused.Event != string(m.Event.Name()) || refused.State != string(*m.Kit.core(&m.Before).State):
		return fmt.Errorf("refused is %q in %q", refused.Event, refused.State)
	}
	return nil
}

func (m *Transition[S, E, C, Ev, P]) leavesAsItWas() error {
	if m.Err != nil && (m.after != m.Written || m.outcome != written(rule.Outcome{})) {
		return fmt.Errorf("%w, and yet %s, %s", m.Err, m.after, m.outcome)
	}
	return nil
}

func (m *Transition[S, E, C, Ev, P]) runsForward() error {
	on, last, now := m.day(), *m.Kit.core(&m.Before).LastOn, *m.Kit.core(&m.After).LastOn
	var input *rule.InputError
	switch {
	case m.Err == nil && (on.Before(last) || now != on):
		return fmt.Errorf("taken on %v, after %v, and the case is of %v", on, last, now)
	case m.Err != nil && on.Before(last) && !errors.As(m.Err, &input):
		return fmt.Errorf("on %v, after %v: %w", on, last, m.Err)
	}
	return nil
}

func (m *Transition[S, E, C, Ev, P]) cites() error {
	if m.Err == nil && !slices.ContainsFunc(m.Outcome.Findings, func(f rule.Finding) bool { return f.Holds }) {
		return errors.New("nothing was found that holds")
	}
	asked := slices.Clone(m.Kit.Further)
	for _, q := range m.Kit.definition().Readings {
		asked = append(asked, q.ID)
	}
	for _, f := range m.found() {
		if f.Cite == "" || f.ID == "" || !strings.HasSuffix(f.Text(), ".") {
			return fmt.Errorf("the finding %+v", f)
		}
		for _, id := range f.Interpretations {
			if !slices.Contains(asked, id) {
				return fmt.Errorf("the finding %s carries %s, which the procedure does not ask", f.ID, id)
			}
		}
	}
	for _, d := range m.Outcome.Opened {
		if d.Cite == "" || d.By == "" || d.To == "" {
			return fmt.Errorf("the duty %+v says not who owes it to whom, and by what", d)
		}
	}
	return nil
}

// found are the findings of the outcome, or of the refusal.
func (m *Transition[S, E, C, Ev, P]) found() []rule.Finding {
	var refused *rule.Refused
	if errors.As(m.Err, &refused) {
		return refused.Findings
	}
	return m.Outcome.Findings
}

// reasoned reports whether there are reasons, each with its provision, and all
// hold or all do not.
func reasoned(why []rule.Finding, hold bool) bool {
	return len(why) > 0 && !slices.ContainsFunc(why, func(f rule.Finding) bool { return f.Cite == "" || f.Text() == "" || f.Holds != hold })
}

func (m *Transition[S, E, C, Ev, P]) permitted() error {
	var names []E
	for _, p := range m.Permits {
		names = append(names, p.Event)
		if !reasoned(p.Why, p.Open) {
			return fmt.Errorf("%s is permitted or not for no reason: %+v", p.Event, p.Why)
		}
		if m.Err != nil || p.Event != m.Event.Name() {
			continue
		}
		by := m.by()
		if by == "" && m.Row != nil {
			by = m.byDefault()
		}
		if !p.Open || len(p.By) > 0 && !slices.Contains(p.By, by) {
			return fmt.Errorf("taken by %q, and not permitted: %+v", by, p)
		}
	}
	if want := slices.Sorted(slices.Values(m.Kit.Machine.Names())); !slices.Equal(slices.Sorted(slices.Values(names)), want) {
		return fmt.Errorf("the permits are of %v", names)
	}
	return nil
}

// byDefault is the role as whose the event is taken when it names none.
func (m *Transition[S, E, C, Ev, P]) byDefault() rule.Role {
	for _, r := range append(m.outer(), *m.Row) {
		for _, w := range r.By {
			if w.Default {
				return w.Role
			}
		}
	}
	return ""
}

// outer are the rows that hold for every row of the event.
func (m *Transition[S, E, C, Ev, P]) outer() []lifecycle.Row[S, E] {
	return slices.DeleteFunc(slices.Clone(m.Kit.definition().Rows), func(r lifecycle.Row[S, E]) bool {
		return len(r.From) > 0 || r.On != "" && r.On != m.Event.Name()
	})
}

func (m *Transition[S, E, C, Ev, P]) dutiesAddUp() error {
	open := map[string]int{}
	count := func(n int, duties ...calendar.Duty) {
		for _, d := range duties {
			d.Closed, d.How = calendar.Mark{}, ""
			open[written(d)] += n
		}
	}
	before, after := m.Kit.docket(m.Before), m.Kit.docket(m.After)
	count(1, before...)
	count(1, m.Outcome.Opened...)
	count(-1, m.Outcome.Closed...)
	count(-1, after...)
	for duty, n := range open {
		if n != 0 {
			return fmt.Errorf("the duty %s is %d times off", duty, n)
		}
	}
	for _, d := range m.Outcome.Closed {
		late := d.DaysLate(m.day()) > 0
		if d.How == "" || d.Closed.On != m.day() || d.How == calendar.Met && late || d.How == calendar.Late && !late {
			return fmt.Errorf("the duty %s is closed as %q on %v", written(d), d.How, d.Closed.On)
		}
	}
	for _, d := range m.Outcome.Opened {
		if d.Opened.On != m.day() {
			return fmt.Errorf("the duty %s is opened on another day", written(d))
		}
	}
	return nil
}
