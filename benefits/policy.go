package benefits

import (
	"embed"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/internal/embedded"
	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/rule"
)

//go:embed policies/*.yaml
var policies embed.FS

// A Policy is what a board sets about reimbursement and wage loss: the rate,
// the kinds of pay, the maximums by date of accident, and the readings. It is
// immutable and safe for any number of goroutines. The zero Policy is none:
// see Builtin and ParsePolicy.
type Policy struct {
	file, id, title string
	hash            string
	stated          *doc.Node // the file
	rate, nearest   cited[decimal.Decimal]
	rounding        toCent
	code            cited[string]
	reimbursable    []payKind
	excluded        []payKind
	maximums        rule.Schedule[calendar.Date, MaximumRow]
	interpretations []rule.Interpretation
	topUp           Basis // top-up-reading
	firstDayRules   bool  // apportion-straddle
	tieDown         bool  // net-nearest-100-tie
	wagesNet        bool  // full-compensation-wages
}

// cited is a value of a policy file with its provision.
type cited[T any] struct {
	Value T             `json:"value"` // the value
	Cite  rule.Citation `json:"cite"`
}

// A payKind is a kind of pay that a line may have.
type payKind struct {
	Kind           string        `json:"kind"`                     // the word that a line of pay has
	Title          string        `json:"title"`                    // for a sentence: "Holiday pay"
	Cite           rule.Citation `json:"cite"`                     //
	Interpretation string        `json:"interpretation,omitempty"` // the id of the interpretation on which it rests
}

// must asks for a policy that can answer: the zero Policy and nil are none.
func (p *Policy) must() error {
	if p == nil || p.id == "" {
		return &rule.InputError{Field: "policy", Expected: "a policy, from Builtin or ParsePolicy"}
	}
	return nil
}

// ID returns the policy's stable id.
func (p *Policy) ID() string { return p.id }

// File returns the name of the policy's file as it was given to ParsePolicy; "" of
// a built-in policy.
func (p *Policy) File() string { return p.file }

// PolicyID names the policy in a rule.Receipt: its id, and the SHA-256 of the
// text of its file.
func (p *Policy) PolicyID() rule.PolicyID { return rule.PolicyID{ID: p.id, Hash: p.hash} }

// Title returns what the policy is about.
func (p *Policy) Title() string { return p.title }

// Kinds lists the kinds of pay that a Line may have, the reimbursable first.
func (p *Policy) Kinds() []string {
	var kinds []string
	for _, k := range slices.Concat(p.reimbursable, p.excluded) {
		kinds = append(kinds, k.Kind)
	}
	return kinds
}

// Maximums returns the maximums of earnings by day of accident, in order. Days
// between two rows have no known maximum.
func (p *Policy) Maximums() []MaximumRow {
	var rows []MaximumRow
	for _, r := range p.maximums.Rows() {
		rows = append(rows, r.Value)
	}
	return rows
}

// Interpretations returns the places where the texts leave a choice, with the
// readings this policy takes.
func (p *Policy) Interpretations() []rule.Interpretation { return reading.Clone(p.interpretations) }

// BuiltinIDs lists the built-in policies: ab-toj.
func BuiltinIDs() []string { return embedded.IDs(policies, "policies") }

// Builtin returns a built-in policy. An unknown id is an InputError.
func Builtin(id string) (*Policy, error) {
	name, data, err := embedded.File(policies, "policies", id)
	if err != nil {
		return nil, err
	}
	p, err := ParsePolicy(name, data)
	if p != nil {
		p.file = "" // which is none of the host's
	}
	return p, err
}

type policyFile struct {
	Policy      string                 `json:"policy"`           // the policy's stable id, by which a host and a scenario name it
	Title       string                 `json:"title"`            // what the policy is about
	Source      string                 `json:"source"`           // the publications that the policy states
	Rate        cited[decimal.Decimal] `json:"rate"`             // the share of net earnings that compensation is, from 0 to 1
	Nearest     cited[decimal.Decimal] `json:"nearest"`          // dollars to the nearest of which the annual gross is taken
	Rounding    toCent                 `json:"rounding"`         // how an amount is brought to the cent, once, at the end
	PaymentCode cited[string]          `json:"payment_code"`     // by which the employer is reimbursed
	Pay         payFile                `json:"pay"`              // the kinds of pay that a line may have
	Maximums    []MaximumRow           `json:"maximum_earnings"` // by day of accident, in order; days between two rows have no known maximum
	// Interpretations are the places where the texts leave a choice, with the
	// readings this policy takes.
	Interpretations reading.List `json:"interpretations"`
}

type payFile struct {
	Reimbursable []payKind `json:"reimbursable"` // the kinds of pay that are reimbursed
	Excluded     []payKind `json:"excluded"`     // those that are not
}

// ParsePolicy reads a policy file. The error is a rule.Diagnostics: all its
// mistakes, each with its place.
func ParsePolicy(file string, data []byte) (*Policy, error) {
	f := doc.ParseYAML(file, data)
	n := f.One()
	if n == nil || f.Err() != nil {
		return nil, f.Err()
	}
	var spec policyFile
	f.Decode(n, "", &spec)
	p := &Policy{file: file, hash: f.Hash, stated: n, id: spec.Policy, title: spec.Title, rate: spec.Rate, nearest: spec.Nearest, rounding: spec.Rounding,
		code: spec.PaymentCode, reimbursable: spec.Pay.Reimbursable, excluded: spec.Pay.Excluded}
	whole := part{f, n, ""}
	if f.Err() == nil {
		p.check(whole)
		p.takeMaximums(whole.key("maximum_earnings"), spec.Maximums)
	}
	if f.Err() == nil {
		all, taken := reading.Take(f, spec.Interpretations, questions, p.set)
		p.interpretations = all
		p.topUp = Basis(taken[topUpReading])
		p.firstDayRules = taken[apportionStraddle] == "first_day"
		p.tieDown = taken[nearestTie] == "down"
		p.wagesNet = taken[fullCompensationWages] == "net"
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
	return doc.Check(file, data, err, p.Catalogue, on)
}

// set gives the readings that other values of the policy are.
func (p *Policy) set(id string) (key, reading string) {
	switch id {
	case roundHalfUp:
		return "rounding", string(p.rounding.How)
	case uncappedFrom:
		for _, r := range p.maximums.Rows() {
			if r.Value.Amount.None {
				return "maximum_earnings", r.From.String()
			}
		}
		return "maximum_earnings", "never"
	case cppEmployerShare:
		if indexKind(p.excluded, "worker_cpp") >= 0 {
			return "pay.excluded", "both_shares"
		}
		return "pay.excluded", "employer_share"
	case holidayPay:
		if indexKind(p.excluded, "vacation_pay") >= 0 {
			return "pay.excluded", "vacation_too"
		}
		return "pay.excluded", "as_booked"
	}
	return "", ""
}
