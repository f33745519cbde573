package rule

import (
	"fmt"
	"slices"
)

// A life is a lifecycle that is analysed: its rows, over texts.
type life = Lifecycle[string, string, Facts]

func (a *analysis) lifecycle(entry LifecycleEntry) {
	rules := a.rows(entry.Name, entry.Rows)
	s, err := schemaOf(entry.Facts)
	if err != nil {
		a.broken(entry.Name, nil, err)
		return
	}
	rows := make([]Step[string, string], len(rules))
	for i, r := range rules {
		rows[i] = Step[string, string]{ID: r.ID, From: r.From, On: r.On, By: r.By, When: r.When, With: r.With, If: r.If, To: r.To, Cite: r.Cite, Text: r.Text}
	}
	l, err := compileLifecycle(s, entry.Name, entry.Start, entry.Final, rows)
	if err != nil {
		a.broken(entry.Name, rules, err)
		return
	}
	for _, f := range l.faults() {
		if f.Row >= 0 {
			r := rules[f.Row]
			a.fault(f.Kind, r.at("if"), r.Cite, "the row "+r.ID+": "+f.Fault)
		} else {
			a.fault(f.Kind, entry.Name, "", "the state "+f.State+": "+f.Fault)
		}
	}
	for _, event := range entry.Events {
		a.reporters(entry, rules, event)
	}
	for _, id := range dutiesOf(rules) {
		a.duty(l, rules, id)
	}
}

// reporters looks for an event that nobody may report.
func (a *analysis) reporters(entry LifecycleEntry, rules []RuleEntry, event string) {
	for _, r := range rules {
		known := len(r.By) == 0 || len(a.Roles) == 0 || slices.ContainsFunc(r.By, func(by Role) bool { return slices.Contains(a.Roles, by) })
		if r.On == event && known {
			return
		}
	}
	a.fault(NoReporter, entry.Name, "", fmt.Sprintf("nobody may report %s: no row takes it from one of %s", event, either(a.Roles)))
}

// dutiesOf lists the duties that rows open or close, each once.
func dutiesOf(rules []RuleEntry) []string {
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
func (a *analysis) duty(l *life, rules []RuleEntry, id string) {
	opened := slices.ContainsFunc(rules, func(r RuleEntry) bool { return slices.Contains(r.Opens, id) })
	for _, r := range rules {
		switch {
		case !opened && slices.Contains(r.Closes, id):
			a.warn(NeverOwed, r.at("closes"), r.Cite, fmt.Sprintf("%s closes the duty %s, which no row opens", r.ID, id))
			return
		case slices.Contains(r.Opens, id) && !a.closable(l, rules, r, id):
			a.warn(NeverDone, r.at("opens"), r.Cite, fmt.Sprintf("%s opens the duty %s, and from there no row closes it: it would be owed for ever", r.ID, id))
		}
	}
}

func (a *analysis) closable(l *life, rules []RuleEntry, r RuleEntry, id string) bool {
	after := r.From
	if r.To != "" {
		after = []string{r.To}
	}
	return slices.ContainsFunc(after, func(state string) bool {
		reached := l.reached(state)
		return slices.ContainsFunc(rules, func(c RuleEntry) bool {
			return slices.Contains(c.Closes, id) && slices.ContainsFunc(c.From, func(s string) bool { return slices.Contains(reached, s) })
		})
	})
}
