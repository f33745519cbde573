package placement

import (
	"embed"
	"slices"
	"sync"

	"github.com/shopspring/decimal"
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

// lengthTest compares the length of a portion with a number of months.
type lengthTest string

const (
	longerThan lengthTest = "longer_than" // exactly that many months pass
	orLonger   lengthTest = "or_longer"   // exactly that many months do not
)

// Values lists the tests.
func (lengthTest) Values() []string { return []string{string(longerThan), string(orLonger)} }

// approvalRow says from which length on an approval is needed, and whose: that
// of one of who.
type approvalRow struct {
	Months strict.At[int]         `json:"months"` // the length, from 1 to 1200
	Test   strict.At[lengthTest]  `json:"test"`   // how the portion is compared with it
	Who    strict.At[[]rule.Role] `json:"who"`    // the roles, one of which must approve
	Cite   rule.Citation          `json:"cite"`
}

// approvalRows are the rows of the matrix of approvals that turn on a length.
type approvalRows struct {
	Placement         approvalRow `json:"placement"`          // of the placement portion
	Training          approvalRow `json:"training"`           // of the training portion of a TaP
	Extension         approvalRow `json:"extension"`          // of a placement with its extension
	TrainingExtension approvalRow `json:"training_extension"` // of a training portion with its extension
}

// level is a row of a board's levels of authority: who approves a cumulative
// cost up to an amount of dollars, that amount included.
type level struct {
	UpTo strict.At[decimal.Decimal] `json:"up_to,omitzero"` // of the last row it may be missing: any cost
	Who  strict.At[[]rule.Role]     `json:"who"`            // any one of these; decision_maker: no higher approval
	Cite rule.Citation              `json:"cite"`
}

// dayCount, monthCount, number and code are values of a policy, each with its
// provision.
type dayCount struct {
	Days strict.At[int] `json:"days"` // how many, from 1 to 1200
	Cite rule.Citation  `json:"cite"`
}

type monthCount struct {
	Months strict.At[int] `json:"months"` // how many, from 1 to 1200
	Cite   rule.Citation  `json:"cite"`
}

type number struct {
	Value strict.At[int] `json:"value"` // from 1 to 1200
	Cite  rule.Citation  `json:"cite"`
}

type code struct {
	Value strict.At[string] `json:"value"` // the code
	Cite  rule.Citation     `json:"cite"`
}

type planValues struct {
	FirstContact      dayCount   `json:"first_contact"`       // days after the start
	MonthlyContact    monthCount `json:"monthly_contact"`     // months from one contact to the next
	ActionPlanContact dayCount   `json:"action_plan_contact"` // days from one contact to the next under an action plan
	ReturnClaim       dayCount   `json:"return_claim"`        // days before the end, at which the claim goes back to the decision maker
}

type benefitValues struct {
	TELMonths      number `json:"tel_months"`       // how many a Temporary Economic Loss benefit on actual earnings is for
	TELYears       number `json:"tel_years"`        // within which a loss of earnings ends for a Temporary Economic Loss benefit
	JobSearchWeeks number `json:"job_search_weeks"` // of supported job search in all
	YearsOfRaises  number `json:"years_of_raises"`  // for which expected raises are given
	PaymentCode    code   `json:"payment_code"`     // by which the employer is reimbursed
}

// values are those of a policy that the rows read.
type values struct {
	Dated          bool          // the policy says from which day it is in force
	Effective      calendar.Date // that day
	PaymentCode    string
	JobSearchWeeks int
}

// A Policy is what a board sets of the procedure. It is immutable and safe for
// any number of goroutines. The zero Policy is none: see Builtin, ParsePolicy.
type Policy struct {
	file, id, title string
	effective       calendar.Date // zero: from the beginning
	hash, text      string
	stated          *strict.Node // the file
	source          string
	approvals       approvalRows
	levels          []level
	plan            planValues
	benefits        benefitValues
	interpretations []rule.Interpretation
	notModelled     []catalogue.NotModelled
	roles           []rule.Role // that may act, those of the levels among them
	readings        []string    // those taken, in the order of the questions
	values          values
	own             *Machine // of other rows than those of the procedure; nil: those
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

// PolicyID names the policy in a receipt.Receipt: its id, and the SHA-256 of the
// text of its file.
func (p *Policy) PolicyID() rule.PolicyID {
	p = p.orZero()
	return rule.PolicyID{ID: p.id, Hash: p.hash}
}

// Text returns the text of the policy's file: what a host keeps under the hash of
// PolicyID, so that ParsePolicy makes the same policy again.
func (p *Policy) Text() string { return p.orZero().text }

// Title returns what the policy is about.
func (p *Policy) Title() string { return p.orZero().title }

// Effective returns the day from which the policy is in force; the zero Date: from
// the beginning.
func (p *Policy) Effective() calendar.Date { return p.orZero().effective }

// Source returns the instrument that the policy states.
func (p *Policy) Source() string { return p.orZero().source }

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

type policyFile struct {
	Policy    strict.At[string] `json:"policy"`                        // the policy's stable id, by which a host and a scenario name it
	Title     string            `json:"title"`                         // what the policy is about
	Source    string            `json:"source"`                        // the publication that the policy states
	Effective calendar.Date     `json:"effective,omitzero"`            // the day from which this version is in force; absent: from the beginning
	Approvals approvalRows      `json:"approvals"`                     // from which length on an approval is needed, and whose
	Levels    []level           `json:"levels_of_authority,omitempty"` // who approves a cumulative cost, in rising order of the amounts; absent: not stated
	Plan      planValues        `json:"plan"`                          // the contacts and the return of the claim
	Benefits  benefitValues     `json:"benefits"`                      // what the benefits of a placement turn on
	// Interpretations are the places where the instrument leaves a choice, with
	// the readings this policy takes.
	Interpretations reading.List `json:"interpretations,omitzero"`
	// NotModelled is what the instrument orders, allows or times and this policy does
	// not state, each with the reason.
	NotModelled []listing.NotModelled `json:"not_modelled,omitempty"`
}

// published are the interpretations of the procedure's own policy.
var published = sync.OnceValue(func() []rule.Interpretation {
	p, err := Builtin("ab-toj")
	if err != nil {
		panic(err) // the file is part of the program
	}
	return p.interpretations
})

// ParsePolicy reads a policy file. An interpretation that it leaves out takes the
// reading of the published policy. The error is a rule.Diagnostics: all its
// mistakes, each with its place.
func ParsePolicy(file string, data []byte) (*Policy, error) { return parse(file, data, published()) }

func parse(file string, data []byte, defaults []rule.Interpretation) (*Policy, error) {
	f := strict.ParseYAML(file, data)
	n := f.One()
	if n == nil || f.Err() != nil {
		return nil, f.Err()
	}
	var spec policyFile
	f.Decode(n, "", &spec)
	p := &Policy{file: file, hash: f.Hash, text: string(data), stated: n, id: spec.Policy.Value, effective: spec.Effective,
		title: spec.Title, source: spec.Source, approvals: spec.Approvals, levels: spec.Levels, plan: spec.Plan, benefits: spec.Benefits, roles: slices.Clone(roles)}
	if f.Err() == nil {
		checking{f}.policy(p, spec.Policy.Pos)
		p.interpret(f, spec.Interpretations, defaults)
		p.notModelled = listing.Left(f, spec.NotModelled)
		p.values = values{Dated: !p.effective.IsZero(), Effective: p.effective, PaymentCode: p.benefits.PaymentCode.Value.Value, JobSearchWeeks: p.benefits.JobSearchWeeks.Value.Value}
	}
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
