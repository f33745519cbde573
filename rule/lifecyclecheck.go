package rule

import (
	"fmt"
	"slices"

	"github.com/workcomp-go/workcomp/internal/expression"
)

// LifecycleError is a fault of a lifecycle as a whole.
type LifecycleError struct {
	Name  string  // of the lifecycle
	State string  // the state at fault, or empty
	Row   int     // the row at fault, from 0, or -1
	Kind  Mistake // DeadRow, NoExit, NotReached, or of a row MissingKey or DuplicateKey
	Fault string
}

// Error names the lifecycle, the state or the row, and the fault.
func (e *LifecycleError) Error() string {
	at := "state " + e.State
	if e.Row >= 0 {
		at = fmt.Sprintf("row %d", e.Row+1)
	}
	return fmt.Sprintf("%s: %s: %s", e.Name, at, e.Fault)
}

// faults are all that is wrong with the rows taken together.
func (l *Lifecycle[S, E, F]) faults() []*LifecycleError {
	var all []*LifecycleError
	for i, row := range l.rows {
		if kind, fault := l.rowFault(i, row); fault != "" {
			all = append(all, &LifecycleError{Name: l.name, Row: i, Kind: kind, Fault: fault})
		}
	}
	reached := l.reached(l.start)
	for _, state := range l.states() {
		e := &LifecycleError{Name: l.name, State: string(state), Row: -1}
		switch {
		case !slices.Contains(reached, state):
			e.Kind, e.Fault = NotReached, "no row leads there from the start"
		case !slices.Contains(l.final, state) && !l.left(state):
			e.Kind, e.Fault = NoExit, "no row leads out of it, and it is not final"
		default:
			continue
		}
		all = append(all, e)
	}
	return all
}

func (l *Lifecycle[S, E, F]) rowFault(i int, row step[S, E, F]) (kind Mistake, fault string) {
	switch {
	case row.ID == "":
		return MissingKey, "it has no id"
	case row.On == "" || len(row.From) == 0 || slices.Contains(row.From, ""):
		return MissingKey, "it has no event or no state"
	case slices.ContainsFunc(l.rows[:i], func(r step[S, E, F]) bool { return r.ID == row.ID }):
		return DuplicateKey, "its id " + row.ID + " is another row's"
	}
	for _, state := range row.From {
		if l.masked(i, row, state) {
			return DeadRow, fmt.Sprintf("it never applies in state %s: the rows before it always do, or its condition never holds", state)
		}
	}
	return "", ""
}

// masked reports whether the rows before row i answer whenever it would, in a
// state, for each of its roles.
func (l *Lifecycle[S, E, F]) masked(i int, row step[S, E, F], state S) bool {
	roles := row.By
	if len(roles) == 0 {
		roles = []Role{""} // anyone: only rows that are open to anyone answer first
	}
	return !slices.ContainsFunc(roles, func(by Role) bool { return !l.maskedFor(by, i, row, state) })
}

// maskedFor looks at the rows before row i of the same event and open to the
// role, without guards that could leave something to it.
func (l *Lifecycle[S, E, F]) maskedFor(by Role, i int, row step[S, E, F], state S) bool {
	var conditions []*expression.Node
	for _, r := range l.rows[:i] {
		open := len(r.By) == 0 || slices.Contains(r.By, by)
		if r.On == row.On && slices.Contains(r.From, state) && len(r.when)+len(r.with) == 0 && open {
			conditions = append(conditions, r.root())
		}
	}
	g := newGrid(l.schema.Facts, append(conditions, row.root()), nil)
	if g.cells() > maxCells {
		return false // too many combinations to say
	}
	masked := true
	g.each(func(_ []int, holds []bool) {
		if slices.Index(holds, true) == len(conditions) {
			masked = false
		}
	})
	return masked
}

func (s step[S, E, F]) root() *expression.Node {
	if s.clause.condition == nil {
		return nil
	}
	return s.clause.condition.program.Root()
}

// states lists every state, in the order of the rows.
func (l *Lifecycle[S, E, F]) states() []S {
	states := []S{l.start}
	add := func(s S) {
		if s != "" && !slices.Contains(states, s) {
			states = append(states, s)
		}
	}
	for _, row := range l.rows {
		for _, from := range row.From {
			add(from)
		}
		add(row.To)
	}
	for _, s := range l.final {
		add(s)
	}
	return states
}

// reached lists the states that rows lead to from one, and itself.
func (l *Lifecycle[S, E, F]) reached(start S) []S {
	reached := []S{start}
	for i := 0; i < len(reached); i++ {
		for _, row := range l.rows {
			if row.To != "" && slices.Contains(row.From, reached[i]) && !slices.Contains(reached, row.To) {
				reached = append(reached, row.To)
			}
		}
	}
	return reached
}

func (l *Lifecycle[S, E, F]) left(state S) bool {
	return slices.ContainsFunc(l.rows, func(r step[S, E, F]) bool {
		return r.To != "" && r.To != state && slices.Contains(r.From, state)
	})
}
