package laws

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// Common are the laws that hold in every domain.
func Common[C any, E Event[N], N ~string]() []Law[C, E, N] {
	return []Law[C, E, N]{
		{"an event never changes the case it is applied to", neverChanges[C, E, N]},
		{"the same event on the same case gives the same bytes", sameBytes[C, E, N]},
		{"replay equals step by step", replayEquals[C, E, N]},
		{"a case and an event survive JSON", survivesJSON[C, E, N]},
		{"an event is taken, or a lawful error says why not", saysWhy[C, E, N]},
		{"what is not taken leaves the case as it was", leavesAsItWas[C, E, N]},
		{"every finding cites its provision in a full sentence", cites[C, E, N]},
		{"a case never moves without a finding that holds", movesForAReason[C, E, N]},
		{"an event is taken only when it was permitted, from a role that was", permitted[C, E, N]},
		{"the docket is what was open, and opened, without what was closed", dutiesAddUp[C, E, N]},
	}
}

func neverChanges[C any, E Event[N], N ~string](m Transition[C, E, N]) error {
	if now := Written(m.Before); now != m.Written {
		return m.Broken("the case became %s", now)
	}
	return nil
}

func sameBytes[C any, E Event[N], N ~string](m Transition[C, E, N]) error {
	first, then := answer(m.After, m.Outcome, m.Err), answer(m.Policy.Apply(m.Before, m.Event))
	if first != then {
		return m.Broken("first %s, then %s", first, then)
	}
	return nil
}

func replayEquals[C any, E Event[N], N ~string](m Transition[C, E, N]) error {
	c, outcomes, err := m.Policy.Replay(m.Start, append(slices.Clone(m.Taken), m.Event)...)
	want := slices.Clone(m.Outcomes)
	if m.Err == nil {
		want = append(want, m.Outcome)
	}
	if (err == nil) != (m.Err == nil) || Written(c) != Written(m.After) || Written(slices.Concat(outcomes)) != Written(slices.Concat(want)) {
		return m.Broken("step by step %s, %v, replayed %s, %v", Written(m.After), m.Err, Written(c), err)
	}
	return nil
}

// survivesJSON holds when the case and the event that come back behave as
// those that were written.
func survivesJSON[C any, E Event[N], N ~string](m Transition[C, E, N]) error {
	var before, after C
	if err := json.Unmarshal([]byte(Written(m.After)), &after); err != nil || Written(after) != Written(m.After) {
		return m.Broken("%s came back as %s, %v", Written(m.After), Written(after), err)
	}
	if err := json.Unmarshal([]byte(m.Written), &before); err != nil {
		return m.Broken("the case came back as %v", err)
	}
	permits, err := m.Policy.Permitted(before)
	if err != nil || Written(permits) != Written(m.Permits) {
		return m.Broken("to the case that came back is permitted %s, %v", Written(permits), err)
	}
	data, err := m.Domain.Marshal(m.Event)
	if err != nil {
		return m.Broken("the event cannot be written: %v", err)
	}
	back, err := m.Domain.Unmarshal(data)
	if err != nil {
		return m.Broken("the event came back as %v", err)
	}
	if first, then := answer(m.After, m.Outcome, m.Err), answer(m.Policy.Apply(before, back)); first != then {
		return m.Broken("first %s, then by what came back %s", first, then)
	}
	return nil
}

func saysWhy[C any, E Event[N], N ~string](m Transition[C, E, N]) error {
	var refused *rule.Refused
	var input *rule.InputError
	var outside *calendar.RangeError
	switch {
	case m.Err == nil, errors.As(m.Err, &input), errors.As(m.Err, &outside):
		return nil
	case !errors.As(m.Err, &refused):
		return m.Broken("neither a refusal nor an error of input: %v", m.Err)
	case !reasoned(refused.Findings, false):
		return m.Broken("refused for no reason: %+v", refused.Findings)
	}
	return nil
}

func leavesAsItWas[C any, E Event[N], N ~string](m Transition[C, E, N]) error {
	if m.Err != nil && (Written(m.After) != m.Written || Written(m.Outcome) != Written(rule.Outcome{})) {
		return m.Broken("%v, and yet %s, %s", m.Err, Written(m.After), Written(m.Outcome))
	}
	return nil
}

func cites[C any, E Event[N], N ~string](m Transition[C, E, N]) error {
	if m.Err == nil && len(m.Outcome.Findings) == 0 {
		return m.Broken("nothing was found")
	}
	for _, f := range m.Outcome.Findings {
		if f.Cite == "" || !strings.HasSuffix(f.Text(), ".") {
			return m.Broken("the finding %+v", f)
		}
	}
	for _, d := range m.Outcome.Opened {
		if d.Cite == "" || d.By == "" || d.To == "" {
			return m.Broken("the duty %+v says not who owes it to whom, and by what", d)
		}
	}
	return nil
}

func movesForAReason[C any, E Event[N], N ~string](m Transition[C, E, N]) error {
	from, to := m.Domain.State(m.Before)[0].Value, m.Domain.State(m.After)[0].Value
	if from != to && !slices.ContainsFunc(m.Outcome.Findings, func(f rule.Finding) bool { return f.Holds }) {
		return m.Broken("the case moved from %v to %v, and nothing that was found holds", from, to)
	}
	return nil
}

// reasoned reports whether there are reasons, each with its provision, and all
// hold or all do not.
func reasoned(why []rule.Finding, hold bool) bool {
	return len(why) > 0 && !slices.ContainsFunc(why, func(f rule.Finding) bool { return f.Cite == "" || f.Text() == "" || f.Holds != hold })
}

func permitted[C any, E Event[N], N ~string](m Transition[C, E, N]) error {
	var names []N
	by := m.by()
	for _, p := range m.Permits {
		names = append(names, p.Event)
		if !reasoned(p.Why, p.Open) {
			return m.Broken("%s is permitted or not for no reason: %+v", p.Event, p.Why)
		}
		// An event that names nobody may be taken as that of the role whose it is.
		if m.Takes(p.Event) && (!p.Open || len(p.By) > 0 && by != "" && !slices.Contains(p.By, by)) {
			return m.Broken("taken, and not permitted: %+v", p)
		}
	}
	if slices.Sort(names); !slices.Equal(names, slices.Sorted(slices.Values(m.Domain.Names))) {
		return m.Broken("the permits are of %v", names)
	}
	return nil
}

func dutiesAddUp[C any, E Event[N], N ~string](m Transition[C, E, N]) error {
	open := map[string]int{}
	asOpen := func(d calendar.Duty) string {
		d.Closed, d.How = calendar.Mark{}, ""
		return Written(d)
	}
	count := func(duties []calendar.Duty, n int) {
		for _, d := range duties {
			open[asOpen(d)] += n
		}
	}
	count(m.Domain.Docket(m.Before).Duties, 1)
	count(m.Outcome.Opened, 1)
	count(m.Outcome.Closed, -1)
	count(m.Domain.Docket(m.After).Duties, -1)
	for _, d := range slices.Concat(m.Domain.Docket(m.After).Duties, m.Domain.Docket(m.Before).Duties, m.Outcome.Opened, m.Outcome.Closed) {
		if n := open[asOpen(d)]; n != 0 {
			return m.Broken("the duty %s is %d times off", asOpen(d), n)
		}
	}
	return nil
}
