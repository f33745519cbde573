package scenario

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// Text returns the whole case as text: every step with the facts it brought,
// what it led to, its findings, and the expectations that do not hold.
func (r Result) Text() string {
	if r.Scenario == nil {
		return ""
	}
	var b strings.Builder
	s := r.Scenario
	fmt.Fprintf(&b, "%s (%s:%d)\n", oneLine(s.Title), s.File, s.Line)
	if s.Source != "" {
		fmt.Fprintf(&b, "  source: %s\n", oneLine(s.Source))
	}
	if s.given != nil {
		fmt.Fprintf(&b, "  given: %s\n", renderFields(s.given, "%s: %s"))
	}
	for i := range r.Answers {
		r.Answers[i].write(&b, i+1)
	}
	return b.String()
}

func (a *Answer) write(b *strings.Builder, number int) {
	s := a.Step
	fmt.Fprintf(b, "  %d. %s", number, s.title())
	if s.By != "" {
		fmt.Fprintf(b, " by %s", s.By)
	}
	if s.Recorded != "" {
		fmt.Fprintf(b, ", recorded %s", s.Recorded)
	}
	if len(s.with.Fields) > 0 {
		fmt.Fprintf(b, " {%s}", renderFields(s.with, "%s: %s"))
	}
	b.WriteByte('\n')
	line := func(format string, args ...any) {
		fmt.Fprintf(b, "     %s\n", oneLine(fmt.Sprintf(format, args...)))
	}
	switch {
	case as[*rule.Refused](a.Err) != nil:
		line("refused:")
	case a.Err != nil:
		line("error: %v", a.Err)
	}
	if len(a.value.Fields) > 0 {
		set := strict.Node{Kind: strict.Map, Fields: slices.DeleteFunc(slices.Clone(a.value.Fields), func(f strict.Field) bool {
			return f.Pos == putBack && (f.Value.Kind == strict.Null || f.Value.Kind == strict.List) // which nobody gave
		})}
		line("= %s", renderFields(&set, "%s: %s"))
	}
	for _, c := range a.changes() {
		line("%s: %s -> %s", c.name, render(c.was), render(c.now))
	}
	if a.revision != nil && s.Kind != Acceptance {
		for _, f := range a.revision.findings {
			line("~ %s", f)
		}
		line("which is not accepted yet")
	}
	for _, f := range a.Findings {
		line("%s %s", map[bool]string{true: "+", false: "-"}[f.Holds], f)
	}
	for _, d := range a.Outcome.Opened {
		line("opened %s", describe(d))
	}
	for _, d := range a.Outcome.Closed {
		line("%s %s", became(d), describe(d))
	}
	if len(a.Outcome.Documents) > 0 {
		line("documents %s", strings.Join(a.Outcome.Documents, ", "))
	}
	for _, f := range a.Failures {
		line("FAILED line %d: %s", f.Line, f.Text)
	}
}

// describe names a duty with its owner, whom it is owed to and its due date.
func describe(d calendar.Duty) string {
	s := d.ID
	if d.For != "" {
		s += " for " + d.For
	}
	if d.By != "" {
		s += ", owed by " + d.By
	}
	if d.To != "" {
		s += " to " + d.To
	}
	if d.Due.IsZero() {
		s += ", no date"
	} else {
		s += ", due " + d.Due.String()
	}
	return s + " (" + d.Cite + ")"
}

// A change is one answer of the state that a step made another.
type change struct {
	name     string
	was, now *strict.Node
}

// changes lists the answers of the state that the step changed, in the order
// of the state, and last those that it has no more. Left out are what is nested deeper
// than a list of words, for the duties are told apart, and what only repeats the day of
// the step.
func (a *Answer) changes() []change {
	var all []change
	for _, name := range append(a.after.Keys(), a.before.Keys()...) {
		c := change{name, cmp.Or(a.before.Get(name), &strict.Node{Kind: strict.Null}), cmp.Or(a.after.Get(name), &strict.Node{Kind: strict.Null})}
		known := slices.ContainsFunc(all, func(other change) bool { return other.name == name })
		if was, is := render(c.was), render(c.now); !known && was != is && is != a.Step.On && isPlain(c.now) && isPlain(c.was) {
			all = append(all, c)
		}
	}
	return all
}

func isPlain(n *strict.Node) bool {
	return n.Kind != strict.Map && (n.Kind != strict.List || listOf(n, func(item *strict.Node) bool { return item.Kind != strict.Map && item.Kind != strict.List }))
}

// oneLine writes a text on one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
