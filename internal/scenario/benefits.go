package scenario

import (
	"fmt"
	"slices"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

// defaultBenefits is the policy of a calculation where the scenario names none.
const defaultBenefits = "ab-toj"

// benefitsCalls play the calculations of package benefits. They have no
// events, no state and no duties.
type benefitsCalls struct {
	policy  *benefits.Policy
	subsidy *benefits.Subsidy // of calls that name none; nil for none
	// file gives the text of a subsidy's policy that a call names by its path.
	file func(name string) (policyText, error)
}

// openBenefits readies the policy that the scenario names, or the subsidy: a
// scenario about another board's scheme may name it once for all its calls.
func openBenefits(s setup) (stage, error) {
	b := benefitsCalls{file: s.file}
	policy, err := s.policy()
	if err != nil {
		return stage{}, err
	}
	if isSubsidy(policy) {
		if b.subsidy, err = named(policy, benefits.BuiltinSubsidy, benefits.ParseSubsidy); err != nil {
			return stage{}, err
		}
		policy = policyText{}
	}
	if policy.id == "" && policy.file == "" {
		policy.id = defaultBenefits
	}
	if b.policy, err = named(policy, benefits.Builtin, benefits.ParsePolicy); err != nil {
		return stage{}, err
	}
	readied := stage{policy: statedBy(b.policy), begin: func() player { return b }}
	if b.subsidy != nil {
		readied.policy = statedBy(b.subsidy)
	}
	return readied, nil
}

// isSubsidy tells a subsidy from a policy of the calculations: by its id, or
// by the key that its file begins with.
func isSubsidy(p policyText) bool {
	if p.file == "" {
		return slices.Contains(benefits.BuiltinSubsidyIDs(), p.id)
	}
	docs := doc.ParseYAML(p.file, p.data).Docs
	return len(docs) > 0 && docs[0].Get("subsidy") != nil
}

func (benefitsCalls) event(s *Step) (rule.Outcome, error) {
	return rule.Outcome{}, unknownName("event", s.Event)
}

func (benefitsCalls) state() any { return nil }

func (benefitsCalls) docket() (calendar.Docket, bool) { return calendar.Docket{}, false }

func (b benefitsCalls) call(name string, with *doc.Node) (any, []rule.Finding, error) {
	switch name {
	case "taper":
		return calculate(with, b.policy.Taper)
	case "reimburse":
		return calculate(with, b.policy.Reimburse)
	case "reconcile":
		return calculate(with, b.policy.Reconcile)
	case "forecast":
		return calculate(with, b.policy.Forecast)
	case "top_up":
		return calculate(with, b.policy.TopUp)
	case "td_02":
		return calculate(with, b.policy.TD02)
	case "part_month":
		return calculate(with, b.policy.PartMonth)
	case "compensation_rate":
		return calculate(with, b.policy.CompensationRate)
	case "loss_ends":
		return calculate(with, b.policy.LossEnds)
	case "best_earnings":
		return calculate(with, b.policy.BestEarnings)
	case "allocate":
		return calculate(with, benefits.Allocate)
	case "subsidy":
		return b.pay(with)
	}
	return nil, nil, unknownName("call", name, "taper", "reimburse", "reconcile", "forecast", "top_up", "td_02", "part_month",
		"compensation_rate", "loss_ends", "best_earnings", "allocate", "subsidy")
}

// pay pays by the subsidy that the call names: a built-in one by its id, or a
// board's own by the path of its file.
func (b benefitsCalls) pay(with *doc.Node) (any, []rule.Finding, error) {
	subsidy, err := b.subsidyOf(with)
	if err != nil {
		return nil, nil, err
	}
	return calculate(with.Without("policy"), subsidy.Pay)
}

func (b benefitsCalls) subsidyOf(with *doc.Node) (*benefits.Subsidy, error) {
	switch n := with.Get("policy"); {
	case n != nil && n.Text != "":
		text, err := b.file(n.Text)
		if err != nil {
			return nil, fmt.Errorf("policy: %w", err)
		}
		return named(text, benefits.BuiltinSubsidy, benefits.ParseSubsidy)
	case b.subsidy != nil:
		return b.subsidy, nil
	}
	return nil, &rule.InputError{Field: "policy", Expected: "the id of a subsidy or the path of its file"}
}

// states is what the subsidy that a call names says of itself, nothing for any
// other call.
func (b benefitsCalls) states(s *Step) stated {
	if s.With.Get("policy") == nil {
		return stated{}
	}
	subsidy, err := b.subsidyOf(s.With)
	if err != nil {
		return stated{}
	}
	return statedBy(subsidy)
}
