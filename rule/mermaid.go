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
		for _, row := range l.rows {
			label := fmt.Sprintf("%s (%s)", row.On, row.Cite)
			switch {
			case !slices.Contains(row.From, state):
			case row.To != "" && row.To != state:
				fmt.Fprintf(&b, "    %s --> %s: %s\n", state, row.To, label)
			case !slices.Contains(stays, label):
				stays = append(stays, label)
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
