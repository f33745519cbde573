package rule

import (
	"fmt"
	"slices"
	"strings"
)

// Mermaid draws the lifecycle as a Mermaid state diagram, from its rows: the
// same rows, the same bytes. Rows that only record something stand as a note
// beside their state.
func (l *Lifecycle[S, E, F]) Mermaid() string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n")
	fmt.Fprintf(&b, "    [*] --> %s\n", l.start)
	for _, state := range l.states() {
		var stays []string
		for _, a := range l.arrows(state) {
			label := fmt.Sprintf("%s (%s)", a.on, strings.Join(a.cites, ", "))
			if a.to == state {
				stays = append(stays, label)
			} else {
				fmt.Fprintf(&b, "    %s --> %s: %s\n", state, a.to, label)
			}
		}
		if len(stays) > 0 {
			fmt.Fprintf(&b, "    note right of %s\n        stays: %s\n    end note\n", state, strings.Join(stays, ", "))
		}
		if slices.Contains(l.final, state) {
			fmt.Fprintf(&b, "    %s --> [*]\n", state)
		}
	}
	return b.String()
}

// arrow is what an event does in a state, by one row or by several.
type arrow[S, E ~string] struct {
	on    E
	to    S
	cites []string
}

// arrows lists the arrows out of a state, in the order of the rows.
func (l *Lifecycle[S, E, F]) arrows(state S) []arrow[S, E] {
	var arrows []arrow[S, E]
	for _, row := range l.rows {
		if !slices.Contains(row.From, state) {
			continue
		}
		to := row.To
		if to == "" {
			to = state
		}
		i := slices.IndexFunc(arrows, func(a arrow[S, E]) bool { return a.on == row.On && a.to == to })
		if i < 0 {
			i, arrows = len(arrows), append(arrows, arrow[S, E]{on: row.On, to: to})
		}
		if !slices.Contains(arrows[i].cites, string(row.Cite)) {
			arrows[i].cites = append(arrows[i].cites, string(row.Cite))
		}
	}
	return arrows
}
