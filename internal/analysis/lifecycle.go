package analysis

import (
	"fmt"
	"slices"
)

// A Lifecycle is the rows of a lifecycle, by which events move a case.
type Lifecycle struct {
	Start string
	Final []string
	Rows  []Transition
}

// A Transition is one row: in one of the states From, the event On leads To
// another, or leaves the case where it is.
type Transition struct {
	ID, On, To string
	From, By   []string // By: the roles; none: anyone
	Guarded    bool     // it does not always apply: it has a condition or requires something
}

// A StateFault is a fault of a lifecycle as a whole.
type StateFault struct {
	Kind  Kind
	State string // at fault, or empty
	Row   int    // at fault, from 0, or -1
	Text  string
}

// Faults are all that is wrong with the rows taken together.
func (l *Lifecycle) Faults() []StateFault {
	var all []StateFault
	for i := range l.Rows {
		if kind, text := l.rowFault(i); text != "" {
			all = append(all, StateFault{Kind: kind, Row: i, Text: text})
		}
	}
	reached := l.Reached(l.Start)
	for _, state := range l.States() {
		switch {
		case !slices.Contains(reached, state):
			all = append(all, StateFault{NotReached, state, -1, "no row leads there from the start"})
		case !slices.Contains(l.Final, state) && !l.left(state):
			all = append(all, StateFault{NoExit, state, -1, "no row leads out of it, and it is not final"})
		}
	}
	return all
}

func (l *Lifecycle) rowFault(i int) (kind Kind, text string) {
	row := &l.Rows[i]
	switch {
	case row.ID == "":
		return MissingKey, "it has no id"
	case row.On == "" || len(row.From) == 0 || slices.Contains(row.From, ""):
		return MissingKey, "it has no event or no state"
	case slices.ContainsFunc(l.Rows[:i], func(r Transition) bool { return r.ID == row.ID }):
		return DuplicateKey, "its id " + row.ID + " is another row's"
	}
	for _, state := range row.From {
		if l.masked(i, state) {
			return DeadRow, fmt.Sprintf("it never applies in state %s: a row before it always does", state)
		}
	}
	return "", ""
}

// masked reports whether the rows before row i answer whenever it would, in a
// state, for each of its roles.
func (l *Lifecycle) masked(i int, state string) bool {
	roles := l.Rows[i].By
	if len(roles) == 0 {
		roles = []string{""} // anyone: only rows that are open to anyone answer first
	}
	return !slices.ContainsFunc(roles, func(by string) bool { return !l.maskedFor(by, i, state) })
}

// maskedFor reports whether a row before row i always applies to the event from the
// role. Whether conditions together leave nothing to a row is not asked: they read
// what only the procedure's own machine knows.
func (l *Lifecycle) maskedFor(by string, i int, state string) bool {
	return slices.ContainsFunc(l.Rows[:i], func(r Transition) bool {
		open := len(r.By) == 0 || slices.Contains(r.By, by)
		return r.On == l.Rows[i].On && slices.Contains(r.From, state) && !r.Guarded && open
	})
}

// States lists every state, in the order of the rows.
func (l *Lifecycle) States() []string {
	states := []string{l.Start}
	add := func(s string) {
		if s != "" && !slices.Contains(states, s) {
			states = append(states, s)
		}
	}
	for _, row := range l.Rows {
		for _, from := range row.From {
			add(from)
		}
		add(row.To)
	}
	for _, s := range l.Final {
		add(s)
	}
	return states
}

// Reached lists the states that rows lead to from one, and itself.
func (l *Lifecycle) Reached(start string) []string {
	reached := []string{start}
	for i := 0; i < len(reached); i++ {
		for _, row := range l.Rows {
			if row.To != "" && slices.Contains(row.From, reached[i]) && !slices.Contains(reached, row.To) {
				reached = append(reached, row.To)
			}
		}
	}
	return reached
}

func (l *Lifecycle) left(state string) bool {
	return slices.ContainsFunc(l.Rows, func(r Transition) bool {
		return r.To != "" && r.To != state && slices.Contains(r.From, state)
	})
}
