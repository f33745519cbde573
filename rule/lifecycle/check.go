package lifecycle

import (
	"errors"
	"fmt"
	"slices"
)

// Check reports the first mistake of the definition, a *RowError. A test of the package
// that has the definition calls it; a machine that is used without it panics with the
// mistake.
func (m *Machine[S, E, C, Ev, P]) Check() error {
	if all := m.Faults(); len(all) > 0 {
		return all[0]
	}
	return nil
}

// Faults lists the mistakes of the definition: a text that does not compile, a name
// that is none, an id that stands twice, a row that never fires, a state that nothing
// leads to or out of.
func (m *Machine[S, E, C, Ev, P]) Faults() []*RowError {
	if m.compile == nil {
		return []*RowError{{Err: m.usable()}}
	}
	all := slices.Clone(m.compile().faults)
	compiles := len(all) == 0
	fault := func(row, field, text string, args ...any) {
		all = append(all, &RowError{Name: m.def.Name, Row: row, Field: field, Err: fmt.Errorf(text, args...)})
	}
	ids := map[string]bool{}
	for _, r := range m.def.Rows {
		switch {
		case r.ID == "":
			fault("", "", "a row of %q has no id", r.On)
		case ids[r.ID]:
			fault(r.ID, "", "its id is another row's")
		}
		switch {
		case r.Cite == "":
			fault(r.ID, "", "a row cites its provision")
		case len(r.From) == 0 && (r.To != "" || r.If != ""):
			fault(r.ID, "", "an outer row does not move the case and picks nothing")
		}
		ids[r.ID] = true
	}
	if compiles {
		all = append(all, m.masked()...)
	}
	reached := []S{m.def.Start}
	for i := 0; i < len(reached); i++ {
		for _, r := range m.def.Rows {
			if r.To != "" && slices.Contains(r.From, reached[i]) && !slices.Contains(reached, r.To) {
				reached = append(reached, r.To)
			}
		}
	}
	for _, s := range m.states() {
		left := slices.ContainsFunc(m.def.Rows, func(r Row[S, E]) bool { return r.To != "" && string(r.To) != s && slices.Contains(r.From, S(s)) })
		switch {
		case !slices.Contains(reached, S(s)):
			fault("", "", "no row leads to the state %s from the start", s)
			all[len(all)-1].State = s
		case !left && !slices.Contains(m.def.Final, S(s)):
			fault("", "", "no row leads out of the state %s, and it is not final", s)
			all[len(all)-1].State = s
		}
	}
	return all
}

// masked finds the rows that never fire, because one before them of the same state,
// event and roles does wherever they would.
func (m *Machine[S, E, C, Ev, P]) masked() []*RowError {
	var all []*RowError
	for _, k := range m.ready().kinds {
		for i := range k.rows {
			r := &k.rows[i]
			for _, s := range r.From {
				if slices.ContainsFunc(k.rows[:i], func(b row[S, E, C, P]) bool {
					return slices.Contains(b.From, s) && b.when == nil && asksNoMore(b.requires, r.requires) && asksNoMore(b.needs, r.needs) &&
						(len(b.by) == 0 || sameBy(b.by, r.by))
				}) {
					all = append(all, &RowError{Name: m.def.Name, Row: r.ID, State: string(s),
						Err: errors.New("it never fires in state " + string(s) + ": a row before it always does")})
				}
			}
		}
	}
	return all
}

// asksNoMore reports whether each of some guards is one of others.
func asksNoMore[C, P any](some, others []guard[C, P]) bool {
	return !slices.ContainsFunc(some, func(a guard[C, P]) bool {
		return !slices.ContainsFunc(others, func(b guard[C, P]) bool { return a.Guard == b.Guard })
	})
}

func sameBy[C, P any](a, b []who[C, P]) bool {
	return slices.EqualFunc(a, b, func(x, y who[C, P]) bool { return x.Who == y.Who })
}
