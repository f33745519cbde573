// Package lint looks a policy over before it runs, and lists what a person should
// look at.
package lint

import (
	"errors"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/analysis"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

// Check lists what there is to look at in a policy, in the order of its
// catalogue:
//
//   - tables: facts for which no row answers or two do, rows that never answer,
//     in each band by itself; facts and values of bands that no test asks;
//   - values: thresholds that cross in a band, a value that goes against all
//     others of its column, schedules with a gap, or that say nothing of the
//     day on; fractions written for percentages, limits of 0 or that others make idle;
//   - conditions that compare a fact with what it can never be, or divide by one that
//     may be 0; those that stand alone and always hold, or never;
//   - lifecycles: states without exit or that nothing leads to, rows that never
//     apply, events that nobody may report, duties that nobody closes or opens;
//   - interpretations on which nothing rests;
//   - what goes by the rule of another board.
//
// The zero day on leaves out what is asked of a day. A diagnostic has its Path
// in the policy file and no File, Line and Column: see a domain's CheckPolicy.
func Check(c catalogue.Catalogue, on calendar.Date) rule.Diagnostics {
	l := &linter{Catalogue: c}
	for _, t := range c.Tables {
		l.table(t)
	}
	for _, r := range c.Rules {
		if r.Of == "" && r.If != "" {
			l.condition(r)
		}
	}
	for _, entry := range c.Lifecycles {
		l.lifecycle(entry)
	}
	l.trends()
	l.amounts()
	l.schedules(on)
	l.interpretations()
	if b := c.Borrowed; b != nil {
		l.warn(Borrowed, b.Path, b.Of, "their duties, roles and events are those of "+string(b.Of)+
			", which is cited wherever this file states no provision of its own")
	}
	return l.found
}

// linter goes through a catalogue.
type linter struct {
	catalogue.Catalogue
	found rule.Diagnostics
}

// warn and fault add a diagnostic about what stands at a path of the policy
// file; one that is stated elsewhere is known by its id.
func (l *linter) warn(code rule.Code, path string, cite rule.Citation, message string, regions ...rule.Region) {
	l.add(rule.SeverityWarning, code, path, cite, message, regions)
}

func (l *linter) fault(code rule.Code, path string, cite rule.Citation, message string, regions ...rule.Region) {
	l.add(rule.SeverityError, code, path, cite, message, regions)
}

func (l *linter) add(severity rule.Severity, code rule.Code, path string, cite rule.Citation, message string, regions []rule.Region) {
	l.found = append(l.found, rule.Diagnostic{Severity: severity, Code: code, Path: path, Message: message, Cite: cite, Regions: regions})
}

// rows are the rules of a table or a lifecycle, in its order.
func (l *linter) rows(of string, ids []string) []catalogue.Rule {
	var rows []catalogue.Rule
	for _, id := range ids {
		if i := slices.IndexFunc(l.Rules, func(r catalogue.Rule) bool { return r.Of == of && r.ID == id }); i >= 0 {
			rows = append(rows, l.Rules[i])
			continue
		}
		l.fault(rule.BadValue, of, "", "its row "+id+" is not among the rules")
	}
	return rows
}

// at is where a key of a rule stands, or the rule's id where no file states it.
func at(r catalogue.Rule, key string) string {
	if r.Path == "" {
		return r.ID
	}
	return r.Path + "." + key
}

// broken reports what cannot be: of a row in one of its keys, else at the path.
func (l *linter) broken(path string, err error) {
	d := rule.Diagnostic{Severity: rule.SeverityError, Code: rule.BadValue, Path: path, Message: err.Error()}
	var row *rowError
	if errors.As(err, &row) {
		d.Code, d.Path, d.Message, d.Cite = rule.BadExpression, at(row.rule, row.key), row.err.Error(), row.rule.Cite
	}
	var text *rule.ExprError
	if errors.As(err, &text) {
		d.Message, d.Suggestion = text.Message, text.Suggestion
	}
	l.found = append(l.found, d)
}

// rowError is a mistake in one key of a row.
type rowError struct {
	rule catalogue.Rule
	key  string
	err  error
}

func (e *rowError) Error() string { return e.err.Error() }
func (e *rowError) Unwrap() error { return e.err }

// compile compiles the condition of a row, nil when it has none, and checks its
// texts. The error is a *rowError.
func compile(s *expression.Scope, r catalogue.Rule) (*expression.Program, error) {
	if r.Cite == "" {
		return nil, &rowError{r, "cite", errors.New("a row must cite its provision")}
	}
	var program *expression.Program
	if r.If != "" {
		var err error
		if program, err = compileText(s, r.If); err != nil {
			return nil, &rowError{r, "if", err}
		}
	}
	for _, text := range []struct{ key, text string }{{"text", r.Text}, {"else", r.Else}} {
		t := rule.Template{Text: text.text}
		if err := t.Check(s.Names()...); err != nil {
			return nil, &rowError{r, text.key, err}
		}
	}
	return program, nil
}

func compileText(s *expression.Scope, text string) (*expression.Program, error) {
	program, err := expression.CompileBool(text, s)
	if e, ok := err.(*expression.Error); ok {
		return nil, (*rule.ExprError)(e)
	}
	return program, nil
}

// root is the tree of a condition, nil for none.
func root(p *expression.Program) *expression.Node {
	if p == nil {
		return nil
	}
	return p.Root()
}

// numbers looks at the numbers of a condition, nil for none.
func (l *linter) numbers(r catalogue.Rule, p *expression.Program) {
	if p != nil {
		l.impossible(r, p)
		l.divisors(r, p)
	}
}

// condition looks at one that stands alone: it should hold for some facts and
// not for others.
func (l *linter) condition(r catalogue.Rule) {
	s, err := scopeOf(r.Facts)
	if err != nil {
		l.broken(at(r, "if"), err)
		return
	}
	program, err := compile(s, r)
	if err != nil {
		l.broken(at(r, "if"), err)
		return
	}
	l.unread(r.Facts, program.Names(), r)
	l.numbers(r, program)
	table := analysis.Table{Facts: s.Facts, Conditions: []*expression.Node{program.Root(), nil}}
	faults := table.Faults(nil, nil)
	l.related(&table, analysis.Band{}, faults, at(r, "if"), r.Cite)
	for _, f := range faults {
		switch {
		case f.Kind == analysis.NotAnalysed:
			l.warn(NotAnalysed, at(r, "if"), r.Cite, "not analysed: whether this always or never holds; it asks for too many combinations of facts")
		case f.Kind != analysis.DeadRow:
		case f.Rows[0] == 0:
			l.warn(rule.DeadRow, at(r, "if"), r.Cite, "this never holds, whatever the facts: what depends on it never comes about")
		default:
			l.warn(rule.DeadRow, at(r, "if"), r.Cite, "this always holds, whatever the facts: it decides nothing")
		}
	}
}

// related says of which terms the analysis does not know what they have to do with
// one another: rows that never answer because of that are not found.
// Of what is not analysed at all that is said already.
func (l *linter) related(t *analysis.Table, b analysis.Band, found []analysis.Fault, path string, cite rule.Citation) {
	if slices.ContainsFunc(found, func(f analysis.Fault) bool { return f.Kind == analysis.NotAnalysed }) {
		return
	}
	if terms := t.Related(b); len(terms) > 0 {
		l.warn(NotAnalysed, path, cite, "not analysed: what is asked of "+strings.Join(terms, " and ")+" is looked at by itself, and not what it has to do with "+
			"the other questions about the same facts: a row that never answers for that reason is not found")
	}
}

// interpretations looks for those on which no rule, no value and no line of the
// library rests.
func (l *linter) interpretations() {
	for _, i := range l.Interpretations {
		if i.Own && len(i.Rules)+len(i.Values) == 0 {
			l.warn(NeverTaken, i.Path+".id", i.Cite,
				"nothing rests on the interpretation "+i.ID+": no row names it, so that no decision would carry it")
		}
	}
}

// scopeOf are the facts that entries list: declared ones, or fields of a struct,
// which may be lists, stand after a dot, or have the empty word among their own.
func scopeOf(entries []catalogue.Fact) (*expression.Scope, error) {
	s := &expression.Scope{}
	for _, e := range entries {
		t := e.Expression().Type
		if t.Kind != expression.TextKind && t.Kind != expression.ListKind {
			d := e.Declaration
			d.Name = strings.ReplaceAll(d.Name, ".", "_")
			if _, err := rule.Declare(d); err != nil {
				return nil, err
			}
		}
		t.Words = e.Values
		s.Facts = append(s.Facts, expression.Fact{Name: e.Name, Type: t})
	}
	return s, nil
}
