package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/internal/analysis"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

func (l *linter) lifecycle(entry catalogue.Lifecycle) {
	rules := l.rows(entry.Name, entry.Rows)
	life := analysed(entry, rules)
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

// analysed is the lifecycle as the analysis sees it. Its conditions, which the
// procedure's own machine compiles, are taken to hold sometimes.
func analysed(entry catalogue.Lifecycle, rules []catalogue.Rule) *analysis.Lifecycle {
	life := &analysis.Lifecycle{Start: entry.Start, Final: entry.Final}
	for _, r := range rules {
		t := analysis.Transition{ID: r.ID, On: r.On, To: r.To, From: r.From, Guarded: r.If != "" || len(r.When)+len(r.With) > 0}
		for _, role := range r.By {
			t.By = append(t.By, string(role))
		}
		life.Rows = append(life.Rows, t)
	}
	return life
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
