package event

import (
	"fmt"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// Told is what an event led to, for whoever asked. Where nobody asked it is
// nil, and what it is told is not written: that is all in which a case that
// goes on unexplained differs from one that is explained.
type Told struct{ out rule.Outcome }

// Asked reports whether somebody asked.
func (t *Told) Asked() bool { return t != nil }

// Outcome is what was told.
func (t *Told) Outcome() rule.Outcome { return t.out }

// Find adds findings. The first that are found keep their list.
func (t *Told) Find(findings ...rule.Finding) {
	switch {
	case t == nil:
	case t.out.Findings == nil:
		t.out.Findings = findings
	default:
		t.out.Findings = append(t.out.Findings, findings...)
	}
}

// Say adds a finding whose provision holds, or does not.
func (t *Told) Say(cite rule.Citation, holds bool, text string, args ...any) {
	t.Read("", cite, holds, text, args...)
}

// Read adds a finding that rests on an interpretation.
func (t *Told) Read(interpretation string, cite rule.Citation, holds bool, text string, args ...any) {
	if t != nil {
		t.Find(rule.Stated{Cite: cite, Holds: holds, Text: fmt.Sprintf(text, args...), Interpretation: interpretation}.Finding())
	}
}

// Call adds documents that the event calls for.
func (t *Told) Call(documents ...string) {
	if t != nil {
		t.out.Documents = append(t.out.Documents, documents...)
	}
}

// Wait adds a decision that the case now waits for.
func (t *Told) Wait(what string, cite rule.Citation, on ...rule.Role) {
	if t != nil {
		t.out.Pending = append(t.out.Pending, rule.Pending{What: what, On: on, Cite: cite})
	}
}

func (t *Told) opened(duties ...calendar.Duty) {
	if t != nil {
		t.out.Opened = append(t.out.Opened, duties...)
	}
}

func (t *Told) closed(duties ...calendar.Duty) {
	if t != nil {
		t.out.Closed = append(t.out.Closed, duties...)
	}
}

// Fire gives the row that applies, and tells its finding. The error is that of
// Lifecycle.Fire, with the reasons of a refusal.
func Fire[S, E ~string, F any](t *Told, l *rule.Lifecycle[S, E, F], from S, on E, by rule.Role, f *F) (rule.Step[S, E], error) {
	if t == nil {
		if row, ok, err := l.Row(from, on, by, f); ok || err != nil {
			return row, err
		}
	}
	fired, err := l.Fire(from, on, by, f)
	t.Find(fired.Findings...)
	return fired.Value, err
}

// Decide gives the answer of a table, and tells its findings.
func Decide[F, V any](t *Told, table *rule.Table[F, V], f *F) (V, error) {
	if t == nil {
		return table.Decide(f)
	}
	d, err := table.Explain(f)
	t.Find(d.Findings...)
	return d.Value, err
}
