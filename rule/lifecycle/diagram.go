package lifecycle

import (
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/internal/words"
	"github.com/workcomp-go/workcomp/rule"
)

// Mermaid draws the lifecycle as a Mermaid state diagram, from its rows: the
// same rows, the same bytes. Rows that move no case are not drawn: Stays lists
// them. What all citations begin with is said once, in a comment.
func (l *Listing) Mermaid() string {
	var b strings.Builder
	instrument := l.instrument()
	b.WriteString("stateDiagram-v2\n")
	if instrument != "" {
		fmt.Fprintf(&b, "    %%%% provisions of %s\n", strings.TrimSpace(instrument))
	}
	ids := l.drawnAs()
	for _, state := range l.States {
		if ids[state] != state {
			fmt.Fprintf(&b, "    state \"%s\" as %s\n", inMermaid(state), ids[state])
		}
	}
	fmt.Fprintf(&b, "    [*] --> %s\n", ids[l.Start])
	for _, state := range l.States {
		for _, a := range l.arrows(state) {
			if a.to != state {
				label := fmt.Sprintf("%s (%s)", a.on, strings.ReplaceAll(strings.Join(a.cites, ", "), instrument, ""))
				fmt.Fprintf(&b, "    %s --> %s: %s\n", ids[state], ids[a.to], inMermaid(label))
			}
		}
		if slices.Contains(l.Final, state) {
			fmt.Fprintf(&b, "    %s --> [*]\n", ids[state])
		}
	}
	return b.String()
}

// Stays lists the events that may leave a case in the state where it is, in the
// order of the rows.
func (l *Listing) Stays(state string) []string {
	var events []string
	for _, a := range l.arrows(state) {
		if a.to == state {
			events = append(events, a.on)
		}
	}
	return events
}

// reserved are words that are no ids of states in Mermaid's grammars.
var reserved = []string{"end", "state", "note", "as", "direction", "default", "class", "classdef", "style", "linkstyle", "click", "call", "href",
	"graph", "flowchart", "subgraph", "statediagram", "scale", "hide", "interpolate", "acctitle", "accdescr"}

// drawnAs gives each state an id in a diagram: its name, or a letter and its number
// for one that Mermaid could not read there.
func (l *Listing) drawnAs() map[string]string {
	ids := make(map[string]string, len(l.States))
	for i, state := range l.States {
		ids[state] = state
		if !expression.Identifier(state) || slices.Contains(reserved, strings.ToLower(state)) {
			id := fmt.Sprintf("s%d", i+1)
			for slices.Contains(l.States, id) {
				id += "_"
			}
			ids[state] = id
		}
	}
	return ids
}

// inMermaid writes a text as the label of a state or an arrow.
func inMermaid(text string) string {
	return strings.NewReplacer("#", "#35;", ";", "#59;", ":", "#58;", `"`, "#quot;", "\n", " ").Replace(text)
}

// arrow is what an event does in a state, by one row or by several.
type arrow struct {
	on    string
	to    string
	cites []string
}

// arrows lists the arrows out of a state, in the order of the rows.
func (l *Listing) arrows(state string) []arrow {
	var arrows []arrow
	for _, row := range l.Rows {
		if !slices.Contains(row.From, state) {
			continue
		}
		to := row.To
		if to == "" {
			to = state
		}
		i := slices.IndexFunc(arrows, func(a arrow) bool { return a.on == row.On && a.to == to })
		if i < 0 {
			i, arrows = len(arrows), append(arrows, arrow{on: row.On, to: to})
		}
		if !slices.Contains(arrows[i].cites, string(row.Cite)) {
			arrows[i].cites = append(arrows[i].cites, string(row.Cite))
		}
	}
	return arrows
}

// instrument is what the citations of all rows begin with, up to a space.
func (l *Listing) instrument() string {
	common := ""
	for i, row := range l.Rows {
		if i == 0 {
			common = string(row.Cite)
		}
		for !strings.HasPrefix(string(row.Cite), common) {
			common = common[:len(common)-1]
		}
	}
	return common[:strings.LastIndexByte(common, ' ')+1]
}

// A PathStep is one event of a case's course through a lifecycle: it took the case
// from one state to another, or left it where it was. One without On is no event: the
// case stands in To, as after an entry of its history was corrected.
// The zero value goes nowhere.
type PathStep struct {
	Label string // by which the diagram marks it, such as the number of the step: "①"
	From  string
	On    string
	To    string
}

// MermaidPath draws the way of one case through the lifecycle as a Mermaid
// flowchart: the states it was in, thick arrows for the events that moved it,
// each with its label, and dotted ones for what else leads out of those states.
// States that are further off are left out, and so is what stays in a state.
// The path begins where its first event does, and without events at the start; each
// event begins where the one before it led, and is in the rows. The error is a
// *rule.InputError that names the one that is not. The same path gives the same bytes.
func (l *Listing) MermaidPath(path ...PathStep) (string, error) {
	visited := []string{l.Start}
	if len(path) > 0 && path[0].On != "" {
		visited[0] = path[0].From
	}
	for i, step := range path {
		last := visited[len(visited)-1]
		switch {
		case step.On == "" && !slices.Contains(l.States, step.To):
			return "", &rule.InputError{Field: fmt.Sprintf("path[%d].to", i), Value: step.To, Expected: words.OneOf(l.States)}
		case step.On == "":
		case step.From != last, !slices.ContainsFunc(l.arrows(step.From), func(a arrow) bool { return a.on == step.On && a.to == step.To }):
			return "", &rule.InputError{Field: fmt.Sprintf("path[%d]", i), Problem: fmt.Sprintf("%s from %s to %s is not valid", step.On, step.From, step.To),
				Expected: fmt.Sprintf("an event of the rows that leads out of %s", last)}
		}
		visited = append(visited, step.To)
	}
	drawn := slices.Clone(visited)
	ids := l.drawnAs()
	var edges strings.Builder
	for _, state := range l.States {
		if !slices.Contains(visited, state) {
			continue
		}
		for _, e := range l.ways(state, path) {
			drawn = append(drawn, e.to)
			form := "    %s -. \"%s\" .-> %s\n"
			if e.taken {
				form = "    %s == \"%s\" ==> %s\n"
			}
			fmt.Fprintf(&edges, form, ids[state], inMermaid(spaced(e.label)), ids[e.to])
		}
	}
	return l.nodes(ids, visited, drawn) + edges.String() +
		"    classDef visited stroke-width:3px\n    classDef last stroke-width:3px,fill:#1f6feb,color:#fff\n", nil
}

// nodes lists the states that are drawn, in the order of the rows.
func (l *Listing) nodes(ids map[string]string, visited, drawn []string) string {
	var b strings.Builder
	b.WriteString("flowchart TD\n")
	for _, state := range l.States {
		if !slices.Contains(drawn, state) {
			continue
		}
		form := "    %s[\"%s\"]"
		switch {
		case state == l.Start:
			form = "    %s([\"%s\"])"
		case slices.Contains(l.Final, state):
			form = "    %s[[\"%s\"]]"
		}
		fmt.Fprintf(&b, form, ids[state], inMermaid(spaced(state)))
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
type way struct {
	to    string
	label string
	taken bool
}

// ways lists the arrows out of a state into others: one for each event that was
// taken, with the labels of the path, and one into each state for all events
// that were not.
func (l *Listing) ways(state string, path []PathStep) []way {
	var ways []way
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
			ways = append(ways, way{to: a.to, label: strings.TrimSpace(labels + " " + a.on), taken: true})
			continue
		}
		i := slices.IndexFunc(ways, func(w way) bool { return w.to == a.to && !w.taken })
		if i < 0 {
			ways = append(ways, way{to: a.to, label: a.on})
		} else {
			ways[i].label += ", " + a.on
		}
	}
	return ways
}

// spaced writes a name as words.
func spaced(name string) string { return strings.ReplaceAll(name, "_", " ") }
