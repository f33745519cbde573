package lifecycle

import (
	"errors"
	"fmt"
	"slices"
)

// Check reports the first mistake of the definition, a *Fault: a text that does
// not compile, a name that is none, an id that stands twice, a state that nothing
// leads to or out of. A test of the package that has the definition calls it; a
// machine that is used without it panics with the mistake.
func (m *Machine[S, E, C, Ev, P]) Check() error {
	if c := m.compile(); c.err != nil {
		return c.err
	}
	fault := func(row, text string, args ...any) error {
		return &Fault{Name: m.def.Name, Row: row, Err: fmt.Errorf(text, args...)}
	}
	ids := map[string]bool{}
	for _, r := range m.def.Rows {
		switch {
		case r.ID == "":
			return fault("", "a row of %q has no id", r.On)
		case ids[r.ID]:
			return fault(r.ID, "its id is another row's")
		case r.Cite == "":
			return fault(r.ID, "a row cites its provision")
		case len(r.From) == 0 && (r.To != "" || r.If != ""):
			return fault(r.ID, "an outer row does not move the case and picks nothing")
		}
		ids[r.ID] = true
	}
	if err := m.masked(); err != nil {
		return err
	}
	reached := []S{m.def.Start}
	for i := 0; i < len(reached); i++ {
		for _, r := range m.def.Rows {
			if r.To != "" && slices.Contains(r.From, reached[i]) && !slices.Contains(reached, r.To) {
				reached = append(reached, r.To)
			}
		}
	}
	for _, s := range m.Listing().States {
		left := slices.ContainsFunc(m.def.Rows, func(r Row[S, E]) bool { return r.To != "" && string(r.To) != s && slices.Contains(r.From, S(s)) })
		switch {
		case !slices.Contains(reached, S(s)):
			return fault("", "no row leads to the state %s from the start", s)
		case !left && !slices.Contains(m.def.Final, S(s)):
			return fault("", "no row leads out of the state %s, and it is not final", s)
		}
	}
	return nil
}

// masked finds a row that never fires, because one before it of the same state,
// event and roles always does.
func (m *Machine[S, E, C, Ev, P]) masked() error {
	for _, k := range m.ready().kinds {
		for i := range k.rows {
			r := &k.rows[i]
			for _, s := range r.From {
				if slices.ContainsFunc(k.rows[:i], func(b row[S, E, C, P]) bool {
					return slices.Contains(b.From, s) && b.when == nil && len(b.requires)+len(b.needs) == 0 && (len(b.by) == 0 || sameBy(b.by, r.by))
				}) {
					return &Fault{Name: m.def.Name, Row: r.ID, Err: errors.New("it never fires in state " + string(s) + ": a row before it always does")}
				}
			}
		}
	}
	return nil
}

func sameBy[C, P any](a, b []who[C, P]) bool {
	return slices.EqualFunc(a, b, func(x, y who[C, P]) bool { return x.Who == y.Who })
}
