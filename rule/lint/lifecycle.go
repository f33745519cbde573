package lint

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/internal/analysis"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

func (l *linter) lifecycle(entry catalogue.Lifecycle) {
	rules := l.rows(entry.Name, entry.Rows)
	life, err := compileLifecycle(entry, rules)
	if err != nil {
		l.broken(entry.Name, err)
		return
	}
	for _, f := range life.Faults() {
		if f.Row >= 0 {
			r := rules[f.Row]
			l.fault(rule.Code(f.Kind), at(r, "if"), r.Cite, "the row "+r.ID+": "+f.Text)
		} else {
			l.fault(rule.Code(f.Kind), entry.Name, "", "the state "+f.State+": "+f.Text)
		}
	}
	for _, event := range entry.Events {
		l.reporters(entry, rules, event)
	}
	for _, id := range dutiesOf(rules) {
		l.duty(life, rules, id)
	}
}

// compileLifecycle compiles the conditions over the facts of the entry. One that
// lists none has conditions that only its own machine can compile, and has: they
// are taken to hold sometimes.
func compileLifecycle(entry catalogue.Lifecycle, rules []catalogue.Rule) (*analysis.Lifecycle, error) {
	s, err := scopeOf(entry.Facts)
	if err != nil {
		return nil, err
	}
	life := &analysis.Lifecycle{Facts: s.Facts, Start: entry.Start, Final: entry.Final}
	for _, r := range rules {
		t := analysis.Transition{ID: r.ID, On: r.On, To: r.To, From: r.From, Guarded: len(r.When)+len(r.With) > 0}
		for _, role := range r.By {
			t.By = append(t.By, string(role))
		}
		if len(entry.Facts) == 0 {
			t.Guarded = t.Guarded || r.If != ""
			life.Rows = append(life.Rows, t)
			continue
		}
		program, err := compile(s, r)
		if err == nil {
			err = guards(s, r)
		}
		if err != nil {
			return nil, err
		}
		t.If = root(program)
		life.Rows = append(life.Rows, t)
	}
	return life, nil
}

// guards compiles what a row requires.
func guards(s *expression.Scope, r catalogue.Rule) error {
	for _, kind := range []struct {
		key    string
		guards []rule.Guard
	}{{"when", r.When}, {"with", r.With}} {
		for i, g := range kind.guards {
			_, err := compileText(s, g.If)
			if g.If == "" {
				err = errors.New("a guard must have a condition")
			}
			if err != nil {
				return &rowError{r, fmt.Sprintf("%s[%d].if", kind.key, i), err}
			}
			t := rule.Template{Text: g.Text}
			if err := t.Check(s.Names()...); err != nil {
				return &rowError{r, fmt.Sprintf("%s[%d].text", kind.key, i), err}
			}
		}
	}
	return nil
}

// reporters looks for an event that nobody may report.
func (l *linter) reporters(entry catalogue.Lifecycle, rules []catalogue.Rule, event string) {
	for _, r := range rules {
		known := len(r.By) == 0 || len(l.Roles) == 0 || slices.ContainsFunc(r.By, func(by rule.Role) bool { return slices.Contains(l.Roles, by) })
		if r.On == event && known {
			return
		}
	}
	l.fault(NoReporter, entry.Name, "", fmt.Sprintf("nobody may report %s: no row takes it from one of %s", event, either(l.Roles)))
}

func either(roles []rule.Role) string {
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = string(r)
	}
	return strings.Join(names, " or ")
}

// dutiesOf lists the duties that rows open or close, each once.
func dutiesOf(rules []catalogue.Rule) []string {
	var ids []string
	for _, r := range rules {
		for _, id := range slices.Concat(r.Opens, r.Closes) {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// duty looks whether a duty that a row opens can be closed from where the row
// leaves the case.
func (l *linter) duty(life *analysis.Lifecycle, rules []catalogue.Rule, id string) {
	opened := slices.ContainsFunc(rules, func(r catalogue.Rule) bool { return slices.Contains(r.Opens, id) })
	for _, r := range rules {
		switch {
		case !opened && slices.Contains(r.Closes, id):
			l.warn(NeverOwed, at(r, "closes"), r.Cite, fmt.Sprintf("%s closes the duty %s, which no row opens", r.ID, id))
			return
		case slices.Contains(r.Opens, id) && !closable(life, rules, r, id):
			l.warn(NeverDone, at(r, "opens"), r.Cite,
				fmt.Sprintf("%s opens the duty %s, and from there no row closes it: it would be owed for ever", r.ID, id))
		}
	}
}

func closable(life *analysis.Lifecycle, rules []catalogue.Rule, r catalogue.Rule, id string) bool {
	after := r.From
	if r.To != "" {
		after = []string{r.To}
	}
	return slices.ContainsFunc(after, func(state string) bool {
		reached := life.Reached(state)
		return slices.ContainsFunc(rules, func(c catalogue.Rule) bool {
			return slices.Contains(c.Closes, id) && slices.ContainsFunc(c.From, func(s string) bool { return slices.Contains(reached, s) })
		})
	})
}
