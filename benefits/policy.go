package benefits

import (
	"cmp"
	"embed"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/embedded"
	"github.com/workcomp-go/workcomp/internal/listing"
	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/internal/strict"
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
	source          rule.Citation
	hash, text      string
	stated          *strict.Node // the file
	rate            cited[Rate]
	rates           []rateRow
	facts           declared
	shareBefore     cited[Rate]
	benefitLimits   []BenefitLimit
	nearest         nearestFile
	rounding        roundingRule
	cites           citesFile
	code            cited[string]
	codeFact        rule.Fact // the code, in its finding
	reimbursable    []payKind
	excluded        []payKind
	maximums        rule.Schedule[calendar.Date, MaximumRow]
	interpretations []rule.Interpretation
	topUp           Basis // top-up-reading
	firstDayRules   bool  // apportion-straddle
	tieDown         bool  // net-nearest-100-tie
	wagesNet        bool  // full-compensation-wages
	actualYear      bool  // days-of-the-year
	thirtyDays      bool  // part-month
}

// cited is a value of a policy file with its provision.
type cited[T any] struct {
	Value T             `json:"value"` // the value
	Cite  rule.Citation `json:"cite"`
}

// nearestFile is to what the annual gross is taken.
type nearestFile struct {
	Value decimal.Decimal `json:"value"` // dollars, above zero
	// to the nearest, a half up or down; always up; always down. Not stated: to the nearest, by net-nearest-100-tie
	How  rule.Rounding `json:"how,omitempty"`
	Cite rule.Citation `json:"cite"`
}

// A payKind is a kind of pay that a line may have.
type payKind struct {
	Kind           string        `json:"kind"`                     // the word that a line of pay has
	Title          string        `json:"title"`                    // for a sentence: "Holiday pay"
	Cite           rule.Citation `json:"cite"`                     //
	Interpretation string        `json:"interpretation,omitempty"` // the id of the interpretation on which it rests

	carried []string  // by its findings
	named   rule.Fact // the title, in its findings
}

// must asks for a policy that can answer: the zero Policy and nil are none.
func (p *Policy) must() error {
	if p == nil || p.id == "" {
		return &rule.InputError{Field: "policy", Expected: "a policy, from Builtin or ParsePolicy"}
	}
	return nil
}

// mustPay asks for a policy that has kinds of pay.
func (p *Policy) mustPay() error {
	if err := p.must(); err != nil {
		return err
	}
	if len(p.reimbursable) == 0 {
		return &rule.InputError{Field: "pay.reimbursable", Expected: "a kind of pay in the policy " + p.id}
	}
	return nil
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

// Text returns the text of the policy's file: what a host keeps under the hash of
// PolicyID, and reads again with ParsePolicy.
func (p *Policy) Text() string { return p.orZero().text }

// PolicyID names the policy in a receipt.Receipt: its id, and the SHA-256 of the
// text of its file.
func (p *Policy) PolicyID() rule.PolicyID {
	p = p.orZero()
	return rule.PolicyID{ID: p.id, Hash: p.hash}
}

// Title returns what the policy is about.
func (p *Policy) Title() string { return p.orZero().title }

// Source returns the publications that the policy states.
func (p *Policy) Source() string { return string(p.orZero().source) }

// Rounding gives how an amount that is paid is rounded, and to which unit.
func (p *Policy) Rounding() (how rule.Rounding, to Unit) {
	p = p.orZero()
	return p.rounding.How, cmp.Or(p.rounding.To, Cents)
}

// Kinds lists the kinds of pay that a Line may have, the reimbursable first.
func (p *Policy) Kinds() []string {
	p = p.orZero()
	var kinds []string
	for _, k := range slices.Concat(p.reimbursable, p.excluded) {
		kinds = append(kinds, k.Kind)
	}
	return kinds
}

// Maximums returns the maximums of earnings by day of accident, in order. Days
// between two rows have no known maximum.
func (p *Policy) Maximums() []MaximumRow {
	p = p.orZero()
	var rows []MaximumRow
	for _, r := range p.maximums.Rows() {
		rows = append(rows, r.Value)
	}
	return rows
}

// Facts returns the facts that the rates of the policy ask, with their types, in
// the order of its file.
func (p *Policy) Facts() []rule.Declaration { return p.orZero().facts.clone() }

// BenefitLimits returns the most and the least of a benefit by day of accident,
// in order.
func (p *Policy) BenefitLimits() []BenefitLimit { return slices.Clone(p.orZero().benefitLimits) }

// Interpretations returns the places where the texts leave a choice, with the
// readings this policy takes.
func (p *Policy) Interpretations() []rule.Interpretation {
	return reading.Clone(p.orZero().interpretations)
}

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
	Policy string `json:"policy"` // the policy's stable id, by which a host and a scenario name it
	Title  string `json:"title"`  // what the policy is about
	Source string `json:"source"` // the publications that the policy states
	// the share of net earnings that compensation is, from 0 to 1: a decimal, or "2/3"
	Rate  cited[Rate]  `json:"rate,omitzero"`
	Facts *strict.Node `json:"facts,omitempty"` // that the tests of the rates ask: for each its name, and its type or its words
	Rates []rateRow    `json:"rates,omitempty"` // in place of a rate: the first whose test holds
	// the share of the net before the accident of which a net difference is, from 0 to 1; not stated: all of it
	ShareBefore cited[Rate] `json:"share_before,omitzero"`
	// the most and the least of a top-up, of TD-02 and of a compensation rate, by day of accident, in order
	BenefitLimits []BenefitLimit `json:"benefit_limits,omitempty"`
	Nearest       nearestFile    `json:"nearest,omitzero"`      // to what the annual gross is taken
	Rounding      roundingRule   `json:"rounding"`              // how an amount that is paid is rounded, once, at the end
	PaymentCode   cited[string]  `json:"payment_code,omitzero"` // by which the employer is reimbursed
	Cites         citesFile      `json:"cites,omitzero"`        // what findings cite; the source where a key is absent
	Pay           payFile        `json:"pay,omitzero"`          // the kinds of pay that a line may have
	// by day of accident, in order; days between two rows have no known maximum
	Maximums []MaximumRow `json:"maximum_earnings,omitempty"`
	// Interpretations are the places where the texts leave a choice, with the
	// readings this policy takes. One that is left out takes its default.
	Interpretations reading.List `json:"interpretations,omitempty"`
}

// citesFile are the provisions that the findings of the calculations cite where
// they rest on no value of the file.
type citesFile struct {
	Schedule     rule.Citation `json:"schedule,omitempty"`      // the schedule, and the steps of a reimbursement
	Invoices     rule.Citation `json:"invoices,omitempty"`      // reconciling what was paid
	TopUp        rule.Citation `json:"top_up,omitempty"`        // the net difference
	WageLoss     rule.Citation `json:"wage_loss,omitempty"`     // a loss of earnings, and full compensation
	Monthly      rule.Citation `json:"monthly,omitempty"`       // the annual amount / 12
	BestEarnings rule.Citation `json:"best_earnings,omitempty"` // the option that best maximizes earnings
	RuledOut     rule.Citation `json:"ruled_out,omitempty"`     // an option that evidence rules out
	LossEnds     rule.Citation `json:"loss_ends,omitempty"`     // when a loss of earnings ends
}

// citesKeys are the keys, in the order of all.
var citesKeys = [...]string{"schedule", "invoices", "top_up", "wage_loss", "monthly", "best_earnings", "ruled_out", "loss_ends"}

// all lists the citations, to be filled in.
func (c *citesFile) all() []*rule.Citation {
	return []*rule.Citation{&c.Schedule, &c.Invoices, &c.TopUp, &c.WageLoss, &c.Monthly, &c.BestEarnings, &c.RuledOut, &c.LossEnds}
}

type payFile struct {
	Reimbursable []payKind `json:"reimbursable"`       // the kinds of pay that are reimbursed
	Excluded     []payKind `json:"excluded,omitempty"` // those that are not
}

// ParsePolicy reads a policy file. The error is a rule.Diagnostics: all its
// mistakes, each with its place.
func ParsePolicy(file string, data []byte) (*Policy, error) {
	f := strict.ParseYAML(file, data)
	n := f.One()
	if n == nil {
		return nil, f.Err()
	}
	var spec policyFile
	f.Follow()
	f.Decode(n, "", &spec)
	p := &Policy{file: file, hash: f.Hash, text: string(data), stated: n, id: spec.Policy, title: spec.Title, source: rule.Citation(spec.Source),
		cites: spec.Cites, rate: spec.Rate, rates: spec.Rates, shareBefore: spec.ShareBefore, benefitLimits: spec.BenefitLimits,
		nearest: spec.Nearest, rounding: spec.Rounding,
		code: spec.PaymentCode, reimbursable: spec.Pay.Reimbursable, excluded: spec.Pay.Excluded}
	whole := part{f, n, ""}
	f.Follow()
	p.facts = declare(whole, spec.Facts)
	p.check(whole)
	p.takeMaximums(whole.key("maximum_earnings"), spec.Maximums)
	if f.Err() == nil {
		all, chosen := reading.Choose(f, spec.Interpretations, p.questions(spec.Interpretations), p.set, nil)
		p.interpretations = worded(all, spec.Source)
		p.actualYear = chosen[daysOfTheYear] == "actual"
		p.thirtyDays = chosen[partMonth] == "thirty_days"
		p.topUp = Basis(chosen[topUpReading])
		p.firstDayRules = chosen[apportionStraddle] == "first_day"
		p.tieDown = chosen[nearestTie] == "down"
		p.wagesNet = chosen[fullCompensationWages] == "net"
	}
	if err := f.Err(); err != nil {
		return nil, err
	}
	p.complete()
	return p, nil
}

// complete prepares what the calculations ask for again and again.
func (p *Policy) complete() {
	p.rounding.prepare()
	p.codeFact = rule.Str("payment_code", p.code.Value)
	for _, cite := range p.cites.all() {
		*cite = cmp.Or(*cite, p.source)
	}
	for _, kinds := range [...][]payKind{p.reimbursable, p.excluded} {
		for i := range kinds {
			kinds[i].carried, kinds[i].named = restsOn(kinds[i].Interpretation), rule.Str("title", kinds[i].Title)
		}
	}
}

// CheckPolicy lists what there is to look at in a policy file before it runs,
// each at its place: the mistakes for which ParsePolicy refuses it, else what
// lint.Check finds. Of the day on it asks whether the schedules of the policy
// say anything; the zero Date leaves that out.
func CheckPolicy(file string, data []byte, on calendar.Date) rule.Diagnostics {
	p, err := ParsePolicy(file, data)
	return listing.Check(strict.ParseYAML(file, data), err, p.Catalogue, on)
}

// set gives the readings that other values of the policy are.
func (p *Policy) set(id string) (key, reading string) {
	switch id {
	case roundHalfUp:
		return "rounding", string(p.rounding.How)
	case nearestTie:
		switch p.nearest.How {
		case rule.HalfUp:
			return "nearest.how", "up"
		case rule.HalfDown:
			return "nearest.how", "down"
		}
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
	case sickPay:
		return "pay", p.reimbursedOrNot("sick_pay")
	case vacationPay:
		return "pay", p.reimbursedOrNot("vacation_pay")
	}
	return "", ""
}

func (p *Policy) reimbursedOrNot(kind string) string {
	if indexKind(p.excluded, kind) >= 0 {
		return "excluded"
	}
	return "reimbursed"
}
