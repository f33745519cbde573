package rule

import (
	"fmt"
	"slices"
	"strings"
)

// Mermaid draws the lifecycle as a Mermaid state diagram, from its rows: the
// same rows, the same bytes. Rows that only record something stand as a note
// beside their state. What all citations begin with is said once, in a comment.
func (l *Lifecycle[S, E, F]) Mermaid() string {
	var b strings.Builder
	instrument := l.instrument()
	b.WriteString("stateDiagram-v2\n")
	if instrument != "" {
		fmt.Fprintf(&b, "    %%%% provisions of %s\n", strings.TrimSpace(instrument))
	}
	fmt.Fprintf(&b, "    [*] --> %s\n", l.start)
	for _, state := range l.states() {
		var stays []string
		for _, a := range l.arrows(state) {
			label := fmt.Sprintf("%s (%s)", a.on, strings.ReplaceAll(strings.Join(a.cites, ", "), instrument, ""))
			if a.to == state {
				stays = append(stays, label)
			} else {
				fmt.Fprintf(&b, "    %s --> %s: %s\n", state, a.to, label)
			}
		}
		if len(stays) > 0 {
			fmt.Fprintf(&b, "    note right of %s\n        stays:\n        %s\n    end note\n", state, strings.Join(stays, "\n        "))
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

// instrument is what the citations of all rows begin with, up to a space.
func (l *Lifecycle[S, E, F]) instrument() string {
	common := ""
	for i, row := range l.rows {
		if i == 0 {
			common = string(row.Cite)
		}
		for !strings.HasPrefix(string(row.Cite), common) {
			common = common[:len(common)-1]
		}
	}
	return common[:strings.LastIndexByte(common, ' ')+1]
}
