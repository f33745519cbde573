package rule

import (
	"fmt"

	"github.com/workcomp-go/workcomp/internal/analysis"
)

// LifecycleError is a fault of a lifecycle as a whole.
type LifecycleError struct {
	Name  string // of the lifecycle
	State string // the state at fault, or empty
	Row   int    // the row at fault, from 0, or -1
	Code  Code   // DeadRow, no_exit, not_reached, or of a row MissingKey or DuplicateKey
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
	for _, f := range l.check().Faults() {
		all = append(all, &LifecycleError{Name: l.name, State: f.State, Row: f.Row, Code: Code(f.Kind), Fault: f.Text})
	}
	return all
}

// check is the lifecycle as the analysis sees it.
func (l *Lifecycle[S, E, F]) check() *analysis.Lifecycle {
	c := &analysis.Lifecycle{Facts: l.schema.Facts, Start: string(l.start), Final: plain(l.final)}
	for _, row := range l.rows {
		t := analysis.Transition{ID: row.ID, On: string(row.On), To: string(row.To), From: plain(row.From), By: plain(row.By), Guarded: len(row.when)+len(row.with) > 0}
		if row.clause.condition != nil {
			t.If = row.clause.condition.program.Root()
		}
		c.Rows = append(c.Rows, t)
	}
	return c
}

// states lists every state, in the order of the rows.
func (l *Lifecycle[S, E, F]) states() []S {
	var states []S
	for _, s := range l.check().States() {
		states = append(states, S(s))
	}
	return states
}
