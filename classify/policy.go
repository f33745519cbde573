package classify

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"slices"
	"sync"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/embedded"
	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

//go:embed policies/*.yaml
var policies embed.FS

// A Policy is a published programme that puts employers in levels. It is
// immutable and safe for any number of goroutines. The zero Policy is none: see
// Builtin and ParsePolicy.
type Policy struct {
	file, id, title, source string
	hash, text              string
	stated                  *strict.Node       // the file
	facts                   []rule.Declaration // what the caller of Level gives
	asked                   *rule.Declarations // the same, to be checked
	hit                     rule.HitPolicy
	table                   *rule.Table[rule.Facts, string] // which collects where each band has a table of its own
	levels                  []string                        // in the order in which they are looked at
	answers                 []answer                        // what goes with each of the levels of the file
	bands                   *bands                          // nil: the tests stand alone
	tiers                   *tiers                          // nil: a programme of levels only, without standing
	interpretations         []rule.Interpretation
	notModelled             []catalogue.NotModelled
	readings                []string // taken, in the order of questions; nil without tiers
	values                  values
	own                     *Machine        // with its own provisions, or other rows than the rule's
	ownProtest              *protestMachine // the same of protests
}

// values are those that conditions read as policy.x.
type values struct {
	BelowFocus, AboveFocus, BelowTarget int           // consecutive review periods (4.4.1, 5.7.1)
	Improvement                         int           // the review periods over which it is measured (4.4.2, 5.7.3)
	Dated                               bool          // Effective is given
	Effective                           calendar.Date // the first day on which the policy is in force
}

// tiers is what a policy states of § 85-23 beside the table.
type tiers struct {
	belowFocus, aboveFocus, belowTarget periods
	improvement                         *rule.Condition[improvement]
	improvementOver                     periods

	focusReview, plan, planReview, inspectionReport, targetReview days

	closed    *calendar.Closed
	surcharge surchargeCap
	protest   protestTerms

	acknowledgement, stay days // of a protest
}

// periods, days and the like are values of a policy with their provisions.
type periods struct {
	periods int
	cite    rule.Citation
}

type days struct {
	days int
	cite rule.Citation
}

type surchargeCap struct {
	cap  decimal.Decimal
	cite rule.Citation
}

type protestTerms struct {
	fromNotice, fromDecision int
	cite                     rule.Citation
}

// improvement is what the test of measurable improvement may ask: the review
// at hand and the baseline it is held against.
type improvement struct {
	ThreeYearPremium decimal.Decimal
	EMF              decimal.Decimal
	Baseline         baseline
}

type baseline struct {
	ThreeYearPremium decimal.Decimal
	EMF              decimal.Decimal
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
// PolicyID, so that ParsePolicy makes the same policy again. Days
// that are proclaimed are not in it.
func (p *Policy) Text() string { return p.orZero().text }

// Title returns what the policy is about.
func (p *Policy) Title() string { return p.orZero().title }

// Source returns the publication that the policy states.
func (p *Policy) Source() string { return p.orZero().source }

// Levels returns the levels of the policy beside none, in the order in which
// they are looked at.
func (p *Policy) Levels() []string { return slices.Clone(p.orZero().levels) }

// Facts returns the facts that Level asks for, with their types, in the order
// of the policy.
func (p *Policy) Facts() []rule.Declaration {
	p = p.orZero()
	copied := slices.Clone(p.facts)
	for i := range copied {
		copied[i].Values = slices.Clone(copied[i].Values)
	}
	return copied
}

// ClosedDays returns the closed days over which the counted terms of the policy
// roll; nil, which closes nothing, for a policy of levels only.
func (p *Policy) ClosedDays() *calendar.Closed {
	p = p.orZero()
	if p.tiers == nil {
		return nil
	}
	return p.tiers.closed
}

// HasStanding reports whether the policy states tiers that events move, as
// § 85-23 does, and not levels only.
func (p *Policy) HasStanding() bool { return p.orZero().tiers != nil }

// PolicyID names the policy in a receipt.Receipt: its id, the SHA-256 of the text of
// its file, and the day from which this version of it is effective, if it has one.
func (p *Policy) PolicyID() rule.PolicyID {
	p = p.orZero()
	return rule.PolicyID{ID: p.id, Hash: p.hash, Version: p.values.Effective.String()}
}

// Effective returns the first day on which the policy is in force; the zero Date:
// from the beginning.
func (p *Policy) Effective() calendar.Date { return p.orZero().values.Effective }

// Interpretations returns the places where the instrument leaves a choice, with
// the readings this policy takes.
func (p *Policy) Interpretations() []rule.Interpretation {
	return reading.Clone(p.orZero().interpretations)
}

// WithProclaimed returns a copy of the policy in which the days are closed as
// well: elections in the area that votes, and days proclaimed for special
// observance (W. Va. Code § 2-2-1(a)(13) and (15)). Its PolicyID is another: the
// hash is that of the policy's own hash and the days.
func (p *Policy) WithProclaimed(days ...calendar.Proclaimed) (*Policy, error) {
	if err := p.checkStanding(); err != nil {
		return nil, err
	}
	copied, section := *p, *p.tiers
	section.closed = section.closed.With(days...)
	copied.tiers = &section
	if len(days) > 0 { // which change answers, so that the policy of a receipt is another
		stated, _ := json.Marshal(days) // days and texts can always be written
		sum := sha256.Sum256(append([]byte(p.hash+"\n"), stated...))
		copied.hash = hex.EncodeToString(sum[:])
	}
	return &copied, nil
}

// checkStanding is an error for a policy that states no tiers.
func (p *Policy) checkStanding() error {
	switch {
	case p == nil || p.table == nil:
		return &rule.InputError{Field: "policy", Expected: "a policy, from Builtin or ParsePolicy"}
	case p.tiers == nil:
		return &rule.InputError{Field: "policy", Value: p.id, Problem: "states levels only", Expected: "a policy with tiers, such as wv-85-23"}
	}
	return nil
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

// published are the interpretations of the published policy of § 85-23.
var published = sync.OnceValue(func() []rule.Interpretation {
	p, err := Builtin("wv-85-23")
	if err != nil {
		panic(err) // the file is part of the program
	}
	return p.interpretations
})
