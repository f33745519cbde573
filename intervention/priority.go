package intervention

import (
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// priority is a host's own statement of who is a priority employer: an
// expression over facts that its policy declares.
type priority struct {
	facts     *rule.Declarations
	condition *rule.Condition[rule.Facts]
	cite      rule.Citation
}

// PriorityEmployer answers whether an employer is a priority employer, by the
// expression of the policy over the facts that it declares. The procedure
// speaks of priority employers and states no thresholds: it is *rule.Refused
// when the policy states none either. A fact that is missing, unknown or of the
// wrong form is an InputError that names it.
func (p *Policy) PriorityEmployer(f rule.Facts) (rule.Decision[bool], error) {
	if p == nil || p.id == "" {
		return rule.Decision[bool]{}, &rule.InputError{Field: "policy", Expected: "a policy, from Builtin or ParsePolicy"}
	}
	if p.priority == nil {
		none := priorityNotStated.Finding(false)
		none.Interpretations = []string{priorityEmployer}
		return rule.Decision[bool]{}, &rule.Refused{Event: "priority_employer", Findings: []rule.Finding{none}}
	}
	if err := p.priority.facts.Check(f); err != nil {
		return rule.Decision[bool]{}, err
	}
	found, err := p.priority.condition.Find(&f, p.priority.cite)
	if err != nil {
		return rule.Decision[bool]{}, err
	}
	verdict := &noPriority
	if found.Holds {
		verdict = &isPriority
	}
	answer := verdict.Finding(found.Holds, append(found.Facts, rule.Str("why", found.Text()))...)
	answer.Cite, answer.Interpretations = found.Cite, []string{priorityEmployer}
	return rule.Decision[bool]{Value: found.Holds, Findings: []rule.Finding{answer}}, nil
}

// The sentences of the question who is a priority employer.
var (
	priorityNotStated = rule.Template{ID: "priority.not_stated", Cite: p1,
		Text: "The procedure does not state what makes an employer a priority employer, and this policy gives no expression for it (priority)."}
	isPriority = rule.Template{ID: "priority.employer", Text: "The employer is a priority employer: {why}."}
	noPriority = rule.Template{ID: "priority.not", Text: "The employer is not a priority employer: {why}."}
)

// Sentences lists the sentences of all findings of interventions: what a
// rule.Language has to have.
func Sentences() []rule.Template {
	return append(runs().Sentences(), priorityNotStated, isPriority, noPriority)
}

// priorityFile is the key `priority` of a policy. Facts maps a name to a type,
// or to the list of the words it can be.
type priorityFile struct {
	Facts *strict.Node      `json:"facts"` // those that the test asks: for each its name, and its type or the list of the words that it can be
	If    strict.At[string] `json:"if"`    // the test over the facts
	Cite  strict.At[string] `json:"cite"`  // the board's own rule
}

// compilePriority returns nil when there is none, or after reporting mistakes.
func compilePriority(f *strict.File, spec *priorityFile) *priority {
	if spec == nil || spec.Facts == nil {
		return nil
	}
	if spec.Cite.Value == "" && spec.Cite.Pos != (strict.Pos{}) {
		f.Report(strict.Diagnostic{Code: rule.BadValue, Pos: spec.Cite.Pos, Path: "priority.cite", Value: `""`, Expected: "the board's own rule"})
	}
	declared := f.Declare(spec.Facts, "priority.facts")
	if declared == nil || spec.If.Pos == (strict.Pos{}) {
		return nil
	}
	facts, _ := rule.Declare(declared...) // each is right, and a mapping has no name twice
	condition, err := rule.CompileOn(facts, spec.If.Value)
	if err != nil {
		f.ReportExpression("priority.if", spec.If, err)
		return nil
	}
	return &priority{facts: facts, condition: condition, cite: rule.Citation(spec.Cite.Value)}
}
