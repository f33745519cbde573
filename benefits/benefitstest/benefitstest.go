// Package benefitstest holds a board's own policy to the laws that every answer
// of package benefits keeps: parts come to their total, nothing is negative or
// above its limit, no day is paid twice, and the same question gives the same
// bytes. A host runs it from a test on the policy files it has written:
//
//	func TestOurPolicy(t *testing.T) {
//		s, err := benefits.ParseSubsidy("nz-scheme.yaml", data)
//		…
//		benefitstest.TestSubsidy(t, s, calendar.Period{From: first, To: last})
//	}
package benefitstest

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
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
	Reimburse(benefits.ReimburseInput) (rule.Decision[benefits.Reimbursement], error)
	TopUp(benefits.TopUpInput) (rule.Decision[benefits.TopUp], error)
	BestEarnings(benefits.OptionsInput) (rule.Decision[benefits.BestEarnings], error)
	Interpretations() []rule.Interpretation
}

// A scheme is what the laws ask of a benefits.Subsidy.
type scheme interface {
	Texts() []benefits.Text
	Pay(benefits.SubsidyInput) (rule.Decision[benefits.Payment], error)
	Interpretations() []rule.Interpretation
}

// A law draws a question, asks it and says how the answer breaks the law.
type law struct {
	name  string
	holds func(t *rapid.T) error
}

// TestPolicy runs the laws of reimbursement, top-ups and best earnings on a
// policy.
func TestPolicy(t *testing.T, p *benefits.Policy) { run(t, policyLaws(p)) }

// TestSubsidy runs the laws of subsidies on a scheme, for wages that lie in a
// period of ten days at least, such as that for which it knows its yearly
// maximums.
func TestSubsidy(t *testing.T, s *benefits.Subsidy, within calendar.Period) {
	if within.Days() < 10 {
		t.Fatalf("%v holds fewer than ten days", within)
	}
	run(t, subsidyLaws(s, within))
}

func run(t *testing.T, laws []law) {
	for _, l := range laws {
		t.Run(l.name, rapid.MakeCheck(func(t *rapid.T) {
			if err := l.holds(t); err != nil {
				t.Fatal(err)
			}
		}))
	}
}

// policyLaws are the laws for a policy.
func policyLaws(p policy) []law {
	return []law{
		{"parts come to their total", func(t *rapid.T) error { return partsComeToTheirTotal(t, p) }},
		{"a step is paid its percentage", func(t *rapid.T) error { return stepsKeepTheirPercentage(t, p) }},
		{"a day is never paid twice", func(t *rapid.T) error { return noDayTwice(t, p) }},
		{"the order of pay periods does not matter", func(t *rapid.T) error { return orderDoesNotMatter(t, p) }},
		{"a top-up is never negative nor above the rate", func(t *rapid.T) error { return topUpsKeepToTheRate(t, p) }},
		{"a better option never earns less", func(t *rapid.T) error { return bestIsBest(t, p) }},
		{"every interpretation has its reading", func(*rapid.T) error { return readings(p.Interpretations()) }},
	}
}

// subsidyLaws are the laws for a scheme.
func subsidyLaws(s scheme, within calendar.Period) []law {
	k := kit{s, within}
	return []law{
		{"parts come to their total", k.partsComeToTheirTotal},
		{"no limit is passed", k.noLimitIsPassed},
		{"a wage is paid no more than it is", k.noMoreThanTheWage},
		{"a day is never paid twice", k.noDayTwice},
		{"the order of wages does not matter", k.orderDoesNotMatter},
		{"what is unbound is not cut", k.unboundIsNotCut},
		{"every interpretation has its reading", func(*rapid.T) error { return readings(s.Interpretations()) }},
	}
}

func readings(all []rule.Interpretation) error {
	for _, i := range all {
		if i.ID == "" || i.Question == "" || i.Cite == "" || i.Taken() == i.Reading {
			return fmt.Errorf("%v has no id, question, provision or text of its reading", i)
		}
	}
	return nil
}

// sameBytes asks again and compares the bytes of the answers.
func sameBytes[Q, A any](in Q, d rule.Decision[A], again func(Q) (rule.Decision[A], error)) error {
	for _, f := range d.Findings {
		if f.Cite == "" || f.Text == "" {
			return fmt.Errorf("a finding without its provision or text: %+v", f)
		}
	}
	e, err := again(in)
	first, _ := json.Marshal(d) // an answer always marshals
	second, _ := json.Marshal(e)
	if err != nil || string(first) != string(second) {
		return fmt.Errorf("the same question gave\n%s\nand\n%s (%v)", first, second, err)
	}
	return nil
}

// told returns an amount as the last finding tells it.
func told(findings []rule.Finding, name string) decimal.Decimal {
	for _, f := range findings {
		for _, fact := range f.Facts {
			if fact.Name == name {
				return decimal.RequireFromString(fact.Value)
			}
		}
	}
	return decimal.New(-1, 0)
}

// refused expects input that cannot be.
func refused(err error) error {
	var input *rule.InputError
	if !errors.As(err, &input) {
		return fmt.Errorf("got %v, want an InputError", err)
	}
	return nil
}

func amount(most int64) *rapid.Generator[decimal.Decimal] {
	return rapid.Custom(func(t *rapid.T) decimal.Decimal { return decimal.New(rapid.Int64Range(0, most).Draw(t, "cents"), -2) })
}

// after gives a day some days on, or the last of the period.
func after(d calendar.Date, n int, within calendar.Period) calendar.Date {
	e, err := d.AddDays(n)
	if err != nil || e.After(within.To) {
		return within.To
	}
	return e
}
