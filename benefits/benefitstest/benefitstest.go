// Package benefitstest holds a board's own policy to laws, in the manner of
// testing/fstest. Some every answer of package benefits keeps: parts come to
// their total, nothing is negative or above its limit, no day is paid twice, the
// same question gives the same bytes. Others a policy file can break although it
// loads: a limit that nothing reaches, a percentage written as a fraction, a
// day of the year without its maximum. A host runs it from a test on the policy
// files that it has written:
//
//	func TestOurPolicy(t *testing.T) {
//		s, err := benefits.ParseSubsidy("nz-scheme.yaml", data)
//		…
//		benefitstest.TestSubsidy(t, s, calendar.Period{From: first, To: last})
//	}
//
// A law that is broken fails in a test that is named after it, and prints the
// shortest counterexample found as a scenario file to be kept beside the policy and run
// with `go run ./cmd/workcomp test`. The generators are for laws of the host's
// own.
package benefitstest

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/property"
	"github.com/workcomp-go/workcomp/scenario/draft"
	"pgregory.net/rapid"
)

var (
	zero    = decimal.New(0, 0)
	cent    = decimal.New(1, -2)
	hundred = decimal.New(100, 0)
)

// A policy is what the laws ask of a benefits.Policy.
type policy interface {
	Kinds() []string
	Facts() []rule.Declaration
	BenefitLimits() []benefits.BenefitLimit
	Maximums() []benefits.MaximumRow
	Reimburse(benefits.ReimburseInput) (rule.Decision[benefits.Reimbursement], error)
	Reconcile(benefits.ReconcileInput) (rule.Decision[benefits.Reconciliation], error)
	Forecast(benefits.ForecastInput) (rule.Decision[benefits.Forecast], error)
	TD02(benefits.TD02Input) (rule.Decision[benefits.TD02], error)
	PartMonth(benefits.PartMonthInput) (rule.Decision[benefits.PartMonth], error)
	LossEnds(benefits.LossEndsInput) (rule.Decision[benefits.LossEnds], error)
	Rounding() (rule.Rounding, benefits.Unit)
	TopUp(benefits.TopUpInput) (rule.Decision[benefits.TopUp], error)
	CompensationRate(benefits.RateInput) (rule.Decision[benefits.CompensationRate], error)
	BestEarnings(benefits.OptionsInput) (rule.Decision[benefits.BestEarnings], error)
	Interpretations() []rule.Interpretation
}

// A scheme is what the laws ask of a benefits.Subsidy.
type scheme interface {
	Texts() []benefits.Text
	Facts() []rule.Declaration
	TextFor(accident calendar.Date, facts rule.Facts) (benefits.Text, error)
	Pay(benefits.SubsidyInput) (rule.Decision[benefits.Payment], error)
	Interpretations() []rule.Interpretation
}

// TestPolicy runs the laws of reimbursement, reconciling, forecasts, wage loss,
// compensation rates and best earnings on a policy, each in a test of its own that is named after it.
func TestPolicy(t *testing.T, p *benefits.Policy) {
	askPolicy(p).Test(t)
}

// Check asks the laws of [TestPolicy] outside of a test. The error shows
// every law that is broken; it is nil for none.
func Check(p *benefits.Policy) error { return askPolicy(p).Err() }

// askPolicy asks all laws of a policy, or only those that are named.
func askPolicy(p *benefits.Policy, only ...string) property.Report {
	return property.Ask("benefits", draft.Policy(p.ID(), p.File()), policyLaws(p), only...)
}

// TestSubsidy runs the laws of subsidies on a scheme, for wages that lie in a
// period of ten days at least, such as that for which it knows its yearly
// maximums. They are those of [TestPayments] and those of what a scheme states:
// a step or a limit that no wage can reach is a mistake.
func TestSubsidy(t *testing.T, s *benefits.Subsidy, within calendar.Period) {
	t.Helper()
	test(t, s, within, kit.laws)
}

// CheckSubsidy asks the laws of [TestSubsidy] outside of a test. The error shows
// every law that is broken; it is nil for none.
func CheckSubsidy(s *benefits.Subsidy, within calendar.Period) error {
	return check(s, within, kit.laws)
}

// TestPayments runs those laws of [TestSubsidy] that any scheme keeps, whatever
// it states.
func TestPayments(t *testing.T, s *benefits.Subsidy, within calendar.Period) {
	t.Helper()
	test(t, s, within, kit.paymentLaws)
}

// CheckPayments asks the laws of [TestPayments] outside of a test.
func CheckPayments(s *benefits.Subsidy, within calendar.Period) error {
	return check(s, within, kit.paymentLaws)
}

func test(t *testing.T, s *benefits.Subsidy, within calendar.Period, of func(kit) []property.Property) {
	t.Helper()
	r, err := askSubsidy(s, within, of)
	if err != nil {
		t.Fatal(err)
	}
	r.Test(t)
}

func check(s *benefits.Subsidy, within calendar.Period, of func(kit) []property.Property) error {
	r, err := askSubsidy(s, within, of)
	return cmp.Or(err, r.Err())
}

// askSubsidy asks some laws of a scheme, or only those of them that are named.
func askSubsidy(s *benefits.Subsidy, within calendar.Period, of func(kit) []property.Property, only ...string) (property.Report, error) {
	if within.Days() < 10 {
		return property.Report{}, fmt.Errorf("%v holds fewer than ten days", within)
	}
	return property.Ask("benefits", draft.Policy(s.ID(), s.File()), of(newKit(s, within)), only...), nil
}

// asked is a question with its answer.
type asked[Q, A any] struct {
	call string // its name in a scenario
	in   Q
	rule.Decision[A]
	err   error
	again func(Q) (rule.Decision[A], error)
}

func ask[Q, A any](call string, in Q, by func(Q) (rule.Decision[A], error)) asked[Q, A] {
	d, err := by(in)
	return asked[Q, A]{call, in, d, err, by}
}

// breaks says how a law is broken, and shows it by the answer.
func (a asked[Q, A]) breaks(format string, args ...any) *property.Broken {
	return a.shows(property.Breaks(format, args...))
}

func (a asked[Q, A]) shows(b *property.Broken) *property.Broken {
	return b.Call(a.call, a.in, a.Value, a.err)
}

// answered asks for an answer.
func (a asked[Q, A]) answered() error {
	if a.err != nil {
		return a.breaks("there is no answer: %v", a.err)
	}
	return nil
}

// refused asks for the error of input that cannot be.
func (a asked[Q, A]) refused() error {
	var input *rule.InputError
	if !errors.As(a.err, &input) {
		return a.breaks("got %v, want an InputError", a.err)
	}
	return nil
}

// sameBytes asks again and compares the bytes of the answers.
func (a asked[Q, A]) sameBytes() error {
	for _, f := range a.Findings {
		if f.Cite == "" || f.Text() == "" {
			return a.breaks("a finding without its provision or text: %+v", f)
		}
	}
	e, err := a.again(a.in)
	first, _ := json.Marshal(a.Decision) // an answer always marshals
	second, _ := json.Marshal(e)
	if err != nil || string(first) != string(second) {
		return a.breaks("the same question gave\n%s\nand\n%s (%v)", first, second, err)
	}
	return nil
}

// found returns an amount as the findings have it.
func (a asked[Q, A]) found(name string) decimal.Decimal {
	for _, f := range a.Findings {
		for _, fact := range f.Facts {
			if fact.Name == name {
				return decimal.RequireFromString(fact.Value.String())
			}
		}
	}
	return decimal.New(-1, 0)
}

func readings(all []rule.Interpretation) error {
	for _, i := range all {
		if i.ID == "" || i.Question == "" || i.Cite == "" || i.Chosen() == i.Reading {
			return fmt.Errorf("%v has no id, question, provision or text of its reading", i)
		}
	}
	return nil
}

// readingsLaw is a law of every policy.
func readingsLaw(all func() []rule.Interpretation) property.Property {
	return property.Property{Name: "every interpretation has its reading", Fixed: func() error { return readings(all()) }}
}

// after gives a day some days on, or the last of the period.
func after(d calendar.Date, n int, within calendar.Period) calendar.Date {
	e, err := d.AddDays(n)
	if err != nil || e.After(within.To) {
		return within.To
	}
	return e
}

// circumstances draws a day of accident for which a policy knows the limits of its
// benefits, and the facts that its rates ask.
func circumstances(t *rapid.T, p policy) (accident calendar.Date, f rule.Facts) {
	for i, l := range p.BenefitLimits() {
		if i == 0 || rapid.Bool().Draw(t, "later") {
			accident = l.From
		}
	}
	if len(p.BenefitLimits()) > 0 && accident.IsZero() {
		accident = calendar.MustParse("1990-01-01")
	}
	return accident, facts(t, p)
}

// facts draws the facts that the rates of a policy ask.
func facts(t *rapid.T, p policy) rule.Facts {
	if len(p.Facts()) == 0 {
		return nil
	}
	return Facts(p.Facts()).Draw(t, "facts")
}

// hasRate reports whether a policy has a rate at all.
func hasRate(p policy) bool {
	_, err := p.TopUp(benefits.TopUpInput{})
	var input *rule.InputError
	return !errors.As(err, &input) || input.Field != "rate"
}

// factsOf gives for each text of a scheme facts for which it is taken; none where
// none were found.
func factsOf(s scheme) []rule.Facts {
	texts := s.Texts()
	all := make([]rule.Facts, len(texts))
	if len(s.Facts()) == 0 {
		return all
	}
	for seed, left := 0, len(texts); seed < 2000 && left > 0; seed++ {
		facts := Facts(s.Facts()).Example(seed)
		for at, text := range texts {
			if all[at] != nil {
				continue
			}
			if taken, err := s.TextFor(accidentOf(texts, at), facts); err == nil && taken.Cite == text.Cite && taken.If == text.If {
				all[at], left = facts, left-1
			}
		}
	}
	return all
}
