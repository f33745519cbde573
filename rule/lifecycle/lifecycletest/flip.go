package lifecycletest

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/workcomp-go/workcomp/rule"
)

// carriesReadings holds when the event is decided the same by every other reading
// of every interpretation, or both decisions carry its id.
func (m *Transition[S, E, C, Ev, P]) carriesReadings() error {
	if m.Kit.Reading == nil {
		return nil
	}
	def := m.Kit.definition()
	for i, q := range def.Readings {
		for _, reading := range q.Readings {
			if reading == def.Reading(m.Kit.Policy, i) {
				continue
			}
			policy, err := m.Kit.Reading(m.Kit.Policy, q.ID, reading)
			if err != nil {
				return fmt.Errorf("%s: %s: %w", q.ID, reading, err)
			}
			other := *m
			other.After, other.Outcome, other.Err = m.Kit.apply(policy, m.Before, m.Event)
			if difference := m.unlike(&other); difference != "" && (!m.carries(q.ID) || !other.carries(q.ID)) {
				return fmt.Errorf("%s, which is not carried by both: with %s %s", q.ID, reading, difference)
			}
		}
	}
	return nil
}

// carries reports whether what was decided carries the id of an interpretation. An
// error of input has no findings.
func (m *Transition[S, E, C, Ev, P]) carries(id string) bool {
	found := m.found()
	return found == nil || slices.ContainsFunc(found, func(f rule.Finding) bool { return slices.Contains(f.Interpretations, id) })
}

// unlike says in what another decision differs: the case but for what is silent,
// what was opened, closed, called for and awaited, and which findings held.
func (m *Transition[S, E, C, Ev, P]) unlike(other *Transition[S, E, C, Ev, P]) string {
	one, two := m.After, other.After
	for _, field := range m.Kit.Silent {
		for _, c := range []*C{&one, &two} {
			m.Kit.put(c, nil, field)
		}
	}
	for _, c := range []struct {
		what     string
		one, two any
	}{
		{"the case is", one, two},
		{"the error is", fmt.Sprint(m.Err), fmt.Sprint(other.Err)},
		{"opened is", m.Outcome.Opened, other.Outcome.Opened},
		{"closed is", m.Outcome.Closed, other.Outcome.Closed},
		{"called for is", m.Outcome.Documents, other.Outcome.Documents},
		{"awaited is", m.Outcome.Pending, other.Outcome.Pending},
		{"found is", verdicts(m.Outcome.Findings), verdicts(other.Outcome.Findings)},
	} {
		if reflect.DeepEqual(c.one, c.two) {
			continue // what is written of many is the same, and takes longer
		}
		if one, isText := c.one.(string); isText {
			return fmt.Sprintf("%s %s, not %s", c.what, c.two, one)
		}
		if one, two := written(c.one), written(c.two); one != two {
			return fmt.Sprintf("%s %s, not %s", c.what, two, one)
		}
	}
	return ""
}

// verdicts are which findings held, by their ids.
func verdicts(findings []rule.Finding) string {
	s := ""
	for _, f := range findings {
		s += fmt.Sprintf("%s %v; ", f.ID, f.Holds)
	}
	return s
}
