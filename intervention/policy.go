package intervention

import (
	"embed"
	"sync"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/embedded"
	"github.com/workcomp-go/workcomp/internal/listing"
	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

//go:embed policies/*.yaml
var policies embed.FS

// A Policy is what a board sets of the procedure. It is immutable and safe for
// any number of goroutines. The zero Policy is none: see Builtin, ParsePolicy.
type Policy struct {
	file, id, title, source string
	hash, text              string
	stated                  *strict.Node  // the file
	effective, revised      calendar.Date // revised: zero when the text held is the original
	values                  values
	enough                  *rule.Condition[EvidenceFacts]
	priority                *priority // nil: not stated
	interpretations         []rule.Interpretation
	notModelled             []catalogue.NotModelled
	readings                []string // taken, in the order of questions
	own                     *Machine // of other rows than the procedure's; nil: those
}

// values are those that conditions read as policy.x.
type values struct {
	Effective calendar.Date // the day from which the procedure is in force
	Revised   calendar.Date // the day from which the text held is that of the day
}

// orZero is the policy, or one of nothing in place of nil.
func (p *Policy) orZero() *Policy {
	if p == nil {
		return &Policy{}
	}
	return p
}

// ID returns the policy's stable id.
func (p *Policy) ID() string { return p.orZero().id }

// File returns the name of the policy's file as it was given to ParsePolicy; "" of
// a built-in policy.
func (p *Policy) File() string { return p.orZero().file }

// PolicyID names the policy in a receipt.Receipt: its id, the SHA-256 of the text of
// its file, and the day from which this version of it is effective.
func (p *Policy) PolicyID() rule.PolicyID {
	p = p.orZero()
	return rule.PolicyID{ID: p.id, Hash: p.hash, Version: p.effective.String()}
}

// Text returns the text of the policy's file: what a host keeps under the hash of
// PolicyID, so that ParsePolicy makes the same policy again.
func (p *Policy) Text() string { return p.orZero().text }

// Title returns what the policy is about.
func (p *Policy) Title() string { return p.orZero().title }

// Source returns the publication that the policy states.
func (p *Policy) Source() string { return p.orZero().source }

// Effective returns the day from which the procedure is in force.
func (p *Policy) Effective() calendar.Date { return p.orZero().effective }

// Revised returns the day of the revision whose text the policy holds, or the
// zero Date when it holds the original.
func (p *Policy) Revised() calendar.Date { return p.orZero().revised }

// Interpretations returns the places where the instrument leaves a choice, with
// the readings this policy takes.
func (p *Policy) Interpretations() []rule.Interpretation {
	return reading.Clone(p.orZero().interpretations)
}

// BuiltinIDs lists the built-in policies.
func BuiltinIDs() []string { return embedded.IDs(policies, "policies") }

// Builtin returns a built-in policy. An unknown id is an InputError.
func Builtin(id string) (*Policy, error) {
	name, data, err := embedded.File(policies, "policies", id)
	if err != nil {
		return nil, err
	}
	p, err := parse(name, data, nil)
	if p != nil {
		p.file = "" // which is none of the host's
	}
	return p, err
}

// published are the interpretations of the procedure's own policy.
var published = sync.OnceValue(func() []rule.Interpretation {
	p, err := Builtin("nl-63.00")
	if err != nil {
		panic(err) // the file is part of the program
	}
	return p.interpretations
})

type policyFile struct {
	Policy         strict.At[string]        `json:"policy"`           // the policy's stable id, by which a host and a scenario name it
	Title          string                   `json:"title"`            // what the policy is about
	Source         string                   `json:"source"`           // the publication that the policy states
	Effective      strict.At[calendar.Date] `json:"effective"`        // the day from which the procedure is in force
	Revised        strict.At[calendar.Date] `json:"revised,omitzero"` // the day of the revision whose text the policy holds; absent when it holds the original
	EvidenceEnough strict.At[string]        `json:"evidence_enough"`  // the test of whether the sources looked at are enough: len(evidence) >= 1
	// Priority is the board's own statement of who is a priority employer; the
	// procedure states none.
	Priority *priorityFile `json:"priority,omitzero"`
	// Interpretations are the places where the instrument leaves a choice, with
	// the readings this policy takes.
	Interpretations reading.List `json:"interpretations,omitzero"`
	// NotModelled is what the instrument orders, allows or times and this policy does
	// not state, each with the reason.
	NotModelled []listing.NotModelled `json:"not_modelled,omitempty"`
}

// ParsePolicy reads a policy file. An interpretation that it leaves out takes the
// reading of the published policy. The error is a rule.Diagnostics: all its
// mistakes, each with its place.
func ParsePolicy(file string, data []byte) (*Policy, error) { return parse(file, data, published()) }

func parse(file string, data []byte, defaults []rule.Interpretation) (*Policy, error) {
	f := strict.ParseYAML(file, data)
	n := f.One()
	if n == nil {
		return nil, f.Err()
	}
	f.Follow()
	var spec policyFile
	f.Decode(n, "", &spec)
	p := &Policy{file: file, id: spec.Policy.Value, title: spec.Title, source: spec.Source, hash: f.Hash, text: string(data), stated: n, effective: spec.Effective.Value, revised: spec.Revised.Value}
	p.check(f, spec)
	p.compileEvidence(f, spec.EvidenceEnough)
	p.priority = compilePriority(f, spec.Priority)
	p.values = values{Effective: p.effective, Revised: p.revised}
	if p.revised.IsZero() {
		p.values.Revised = p.effective
	}
	p.interpret(f, spec.Interpretations, defaults)
	p.notModelled = listing.Left(f, spec.NotModelled)
	if err := f.Err(); err != nil {
		return nil, err
	}
	return p, nil
}

// CheckPolicy lists what there is to look at in a policy file before it runs,
// each at its place: the mistakes for which ParsePolicy refuses it, else what
// lint.Check finds. Of the day on it asks whether the schedules of the policy
// say anything; the zero Date leaves that out.
func CheckPolicy(file string, data []byte, on calendar.Date) rule.Diagnostics {
	p, err := ParsePolicy(file, data)
	return listing.Check(strict.ParseYAML(file, data), err, p.Catalogue, on)
}

// check reports values that no policy can have. What is absent was reported as
// missing.
func (p *Policy) check(f *strict.File, spec policyFile) {
	if p.id == "" && spec.Policy.Pos != (strict.Pos{}) {
		f.Report(strict.Diagnostic{Code: rule.BadValue, Pos: spec.Policy.Pos, Path: "policy", Value: `""`, Expected: "an id"})
	}
	if p.effective.IsZero() && spec.Effective.Pos != (strict.Pos{}) {
		f.Report(strict.Diagnostic{Code: rule.BadValue, Pos: spec.Effective.Pos, Path: "effective", Value: `""`, Expected: "the day from which the procedure is in force"})
	}
	if !p.revised.IsZero() && !p.revised.After(p.effective) {
		f.Report(strict.Diagnostic{Code: rule.BadValue, Pos: spec.Revised.Pos, Path: "revised", Value: p.revised.String(), Expected: "a day after " + p.effective.String() + ", the effective one"})
	}
}

func (p *Policy) compileEvidence(f *strict.File, at strict.At[string]) {
	if at.Pos == (strict.Pos{}) {
		return // reported as missing
	}
	var err error
	if p.enough, err = rule.Compile[EvidenceFacts](at.Value); err != nil {
		f.ReportExpression("evidence_enough", at, err)
	}
}
