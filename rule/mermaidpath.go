package rule

import (
	"fmt"
	"slices"
	"strings"
)

// Taken is one event of a case's course through a lifecycle: it took the case
// from one state to another, or left it where it was.
type Taken[S, E ~string] struct {
	Label string // by which the diagram marks it, such as the number of the step: "①"
	From  S
	On    E
	To    S
}

// MermaidPath draws the way of one case through the lifecycle as a Mermaid
// flowchart: the states it was in, thick arrows for the events that moved it,
// each with its label, and dotted ones for what else leads out of those states.
// States that are further off are left out, and so is what stays in a state.
// The path begins at the start, each event begins where the one before it led,
// and each is in the rows; the error is an InputError that names the one that
// is not. The same path gives the same bytes.
func (l *Lifecycle[S, E, F]) MermaidPath(path ...Taken[S, E]) (string, error) {
	visited := []S{l.start}
	for i, step := range path {
		last := visited[len(visited)-1]
		if step.From != last || !slices.ContainsFunc(l.arrows(step.From), func(a arrow[S, E]) bool { return a.on == step.On && a.to == step.To }) {
			return "", &InputError{Field: fmt.Sprintf("path[%d]", i), Problem: fmt.Sprintf("%s from %s to %s is not valid", step.On, step.From, step.To),
				Expected: fmt.Sprintf("an event of the rows that leads out of %s", last)}
		}
		visited = append(visited, step.To)
	}
	drawn := slices.Clone(visited)
	var edges strings.Builder
	for _, state := range l.states() {
		if !slices.Contains(visited, state) {
			continue
		}
		for _, e := range l.ways(state, path) {
			drawn = append(drawn, e.to)
			form := "    %s -. %q .-> %s\n"
			if e.taken {
				form = "    %s == %q ==> %s\n"
			}
			fmt.Fprintf(&edges, form, state, spaced(e.label), e.to)
		}
	}
	return l.nodes(visited, drawn) + edges.String() +
		"    classDef visited stroke-width:3px\n    classDef last stroke-width:3px,fill:#1f6feb,color:#fff\n", nil
}

// nodes lists the states that are drawn, in the order of the rows.
func (l *Lifecycle[S, E, F]) nodes(visited, drawn []S) string {
	var b strings.Builder
	b.WriteString("flowchart TD\n")
	for _, state := range l.states() {
		if !slices.Contains(drawn, state) {
			continue
		}
		form := "    %s[%q]"
		switch {
		case state == l.start:
			form = "    %s([%q])"
		case slices.Contains(l.final, state):
			form = "    %s[[%q]]"
		}
		fmt.Fprintf(&b, form, state, spaced(string(state)))
		switch {
		case state == visited[len(visited)-1]:
			b.WriteString(":::last")
		case slices.Contains(visited, state):
			b.WriteString(":::visited")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// way is an arrow of the diagram of a path, for one event or for several.
type way[S ~string] struct {
	to    S
	label string
	taken bool
}

// ways lists the arrows out of a state into others: one for each event that was
// taken, with the labels of the path, and one into each state for all events
// that were not.
func (l *Lifecycle[S, E, F]) ways(state S, path []Taken[S, E]) []way[S] {
	var ways []way[S]
	for _, a := range l.arrows(state) {
		if a.to == state {
			continue
		}
		labels, taken := "", false
		for _, step := range path {
			if step.From == state && step.On == a.on && step.To == a.to {
				labels, taken = labels+step.Label, true
			}
		}
		if taken {
			ways = append(ways, way[S]{to: a.to, label: strings.TrimSpace(labels + " " + string(a.on)), taken: true})
			continue
		}
		i := slices.IndexFunc(ways, func(w way[S]) bool { return w.to == a.to && !w.taken })
		if i < 0 {
			ways = append(ways, way[S]{to: a.to, label: string(a.on)})
		} else {
			ways[i].label += ", " + string(a.on)
		}
	}
	return ways
}

// spaced writes a name as words.
func spaced(name string) string { return strings.ReplaceAll(name, "_", " ") }
