package rule

import (
	"errors"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/expression"
)

// Analyze looks a policy over before it runs, and lists what a person should
// look at, in the order of the catalogue:
//
//   - tables: facts for which no row answers or two do, rows that never answer,
//     in each band by itself; facts and values of bands that no test asks;
//   - values: thresholds that cross in a band, a value that goes against all
//     others of its column, schedules with a gap, or that say nothing of the
//     day on;
//   - conditions that stand alone and always hold, or never;
//   - lifecycles: states without exit or that nothing leads to, rows that never
//     apply, events that nobody may report, duties that nobody closes or opens;
//   - interpretations on which nothing rests.
//
// The zero day on leaves out what is asked of a day. A notice has its Path in
// the policy file and no File, Line and Column: see a domain's CheckPolicy.
func Analyze(c Catalogue, on calendar.Date) Notices {
	a := &analysis{Catalogue: c}
	for _, t := range c.Tables {
		a.table(t)
	}
	for _, r := range c.Rules {
		if r.Of == "" && r.If != "" {
			a.condition(r)
		}
	}
	for _, l := range c.Lifecycles {
		a.lifecycle(l)
	}
	a.trends()
	a.schedules(on)
	a.interpretations()
	return a.found
}

// analysis goes through a catalogue.
type analysis struct {
	Catalogue
	found Notices
}

// warn and fault add a notice about what stands at a path of the policy file;
// one that is stated elsewhere is known by its id.
func (a *analysis) warn(kind Mistake, path string, cite Citation, message string, regions ...Region) {
	a.add(Warning, kind, path, cite, message, regions)
}

func (a *analysis) fault(kind Mistake, path string, cite Citation, message string, regions ...Region) {
	a.add(Fault, kind, path, cite, message, regions)
}

func (a *analysis) add(severity Severity, kind Mistake, path string, cite Citation, message string, regions []Region) {
	a.found = append(a.found, Notice{Severity: severity, PolicyError: PolicyError{Kind: kind, Path: path, Message: message}, Cite: cite, Regions: regions})
}

// rows are the rules of a table or a lifecycle, in its order.
func (a *analysis) rows(of string, ids []string) []RuleEntry {
	var rows []RuleEntry
	for _, id := range ids {
		if i := slices.IndexFunc(a.Rules, func(r RuleEntry) bool { return r.Of == of && r.ID == id }); i >= 0 {
			rows = append(rows, a.Rules[i])
			continue
		}
		a.fault(BadValue, of, "", "its row "+id+" is not among the rules")
	}
	return rows
}

// at is where a key of a rule stands, or the rule's id where no file states it.
func (r RuleEntry) at(key string) string {
	if r.Path == "" {
		return r.ID
	}
	return r.Path + "." + key
}

// broken reports what does not compile: of a row at the row, else at the path.
func (a *analysis) broken(path string, rows []RuleEntry, err error) {
	n := Notice{Severity: Fault, PolicyError: PolicyError{Kind: BadValue, Path: path, Message: err.Error()}}
	var row *RowError
	if errors.As(err, &row) {
		r := rows[row.Row]
		n.Kind, n.Path, n.Message, n.Cite = BadExpression, r.at(row.Field), row.Err.Error(), r.Cite
	}
	var text *ExprError
	if errors.As(err, &text) {
		n.Message, n.Suggestion = text.Message, text.Suggestion
	}
	a.found = append(a.found, n)
}

// condition looks at one that stands alone: it should hold for some facts and
// not for others.
func (a *analysis) condition(r RuleEntry) {
	s, err := schemaOf(r.Facts)
	if err != nil {
		a.broken(r.at("if"), nil, err)
		return
	}
	t, err := compileTable(s, r.ID, First, []Case[bool]{{If: r.If, Then: true, Cite: r.Cite, Text: r.Text, Else: r.Else}, {Cite: r.Cite}})
	if err != nil {
		a.broken(r.at("if"), []RuleEntry{r}, err)
		return
	}
	a.unread(r.Facts, t.clauses[0].condition.Uses(), r)
	for _, f := range t.analyse(nil, nil) {
		switch {
		case f.Kind != DeadRow: // too many combinations to say
		case f.Rows[0] == 0:
			a.warn(DeadRow, r.at("if"), r.Cite, "this never holds, whatever the facts: what depends on it never comes about")
		default:
			a.warn(DeadRow, r.at("if"), r.Cite, "this always holds, whatever the facts: it decides nothing")
		}
	}
}

// interpretations looks for those on which no rule, no value and no line of the
// library rests.
func (a *analysis) interpretations() {
	for _, i := range a.Interpretations {
		if i.Own && len(i.Rules)+len(i.Values) == 0 {
			a.warn(NeverTaken, i.Path+".id", i.Cite, "nothing rests on the interpretation "+i.ID+": no row names it, so that no decision would carry it")
		}
	}
}

// schemaOf gives the facts that entries list.
func schemaOf(entries []FactEntry) (*schema[Facts], error) {
	s := &schema[Facts]{}
	for _, e := range entries {
		t, err := e.typ()
		if err != nil {
			return nil, err
		}
		s.Facts = append(s.Facts, expression.Fact{Name: e.Name, Type: t})
	}
	return s, nil
}

// typ is the type of a declared fact, or of a field of a struct, which may be a
// list, stand after a dot, or have the empty word among its own.
func (e FactEntry) typ() (expression.Type, error) {
	switch e.Type {
	case texts:
		return expression.Type{Kind: expression.ListKind, Words: e.Values}, nil
	case Word:
		return expression.Type{Kind: expression.TextKind, Words: e.Values}, nil
	}
	d := e.Declaration
	d.Name = strings.ReplaceAll(d.Name, ".", "_")
	return d.typ()
}
