package laws

import (
	"testing"

	"pgregory.net/rapid"
)

// Test checks the laws that hold in every domain, and those of the domain's
// own, over cases drawn at random, each in a test that is named after the law.
// A failure gives the event and the case, and is shrunk to a short one.
func Test[C any, E Event[N], N ~string](t *testing.T, p Policy[C, E, N], d Domain[C, E, N], own []Law[C, E, N]) {
	t.Helper()
	for _, l := range append(Common[C, E, N](), own...) {
		t.Run(l.Name, rapid.MakeCheck(func(rt *rapid.T) {
			if err := Tell(rt, p, d, l.Keeps); err != nil {
				rt.Fatal(err)
			}
		}))
	}
}

// Tell draws a case event by event and asks a law at each. A case has 24
// events, so that it comes far, or ends with the first that breaks the law.
func Tell[C any, E Event[N], N ~string](rt *rapid.T, p Policy[C, E, N], d Domain[C, E, N], keeps func(Moment[C, E, N]) error) error {
	c, next := d.Begin(rt)
	m := Moment[C, E, N]{Policy: p, Domain: d, Start: c, After: c}
	for range 24 {
		var err error
		m.Before, m.Written = c, Written(c)
		if m.Permits, err = p.Permitted(c); err != nil {
			return err
		}
		if m.Event, err = next(c, m.Permits); err != nil {
			return err
		}
		m.After, m.Outcome, m.Err = p.Apply(c, m.Event)
		if err := keeps(m); err != nil {
			return err
		}
		if m.Err == nil {
			c, m.Told, m.Outcomes = m.After, append(m.Told, m.Event), append(m.Outcomes, m.Outcome)
		}
	}
	return nil
}

// Seen draws up to three hundred cases and gives the first error with which a
// law is broken, or nil: with it a kit shows that each of its laws can fail.
func Seen[C any, E Event[N], N ~string](p Policy[C, E, N], d Domain[C, E, N], keeps func(Moment[C, E, N]) error) error {
	told := rapid.Custom(func(rt *rapid.T) error {
		rapid.Bool().Draw(rt, "anything") // a case that fails at once draws nothing, which rapid does not allow
		return Tell(rt, p, d, keeps)
	})
	for seed := range 300 {
		if err := told.Example(seed); err != nil {
			return err
		}
	}
	return nil
}
