package scenario

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/procedure"
)

// library are the domains of the library, in the order of its documentation.
func library() []Domain {
	return []Domain{
		{"calendar", openCalendar},
		process[classify.Tier, classify.EventName, classify.Standing, classify.Event, *classify.Policy]{
			name: "classify", builtin: classify.Builtin, parse: classify.ParsePolicy,
			begin: func(given func(dst any), versions []*classify.Policy) (*classify.History, error) {
				var profile classify.Profile
				given(&profile)
				return classify.NewHistory(versions[0].Start(profile), versions...)
			},
			calls: []Calculation[classify.Standing, *classify.Policy]{
				{"level", level},
				Calculate[classify.Standing]("surcharge", (*classify.Policy).Surcharge),
				Calculate[classify.Standing]("protest_window", (*classify.Policy).ProtestWindow),
			},
		}.domain(),
		process[classify.ProtestState, classify.ProtestEventName, classify.Protest, classify.ProtestEvent, *classify.Policy]{
			name: "protest", builtin: classify.Builtin, parse: classify.ParsePolicy,
			begin: func(_ func(dst any), versions []*classify.Policy) (*classify.ProtestHistory, error) {
				return classify.NewProtestHistory(versions[0].Protests().Start(), versions...)
			},
			calls: []Calculation[classify.Protest, *classify.Policy]{{"stayed", stayed}},
		}.domain(),
		process[intervention.State, intervention.EventName, intervention.Case, intervention.Event, *intervention.Policy]{
			name: "intervention", builtin: intervention.Builtin, parse: intervention.ParsePolicy,
			begin: func(_ func(dst any), versions []*intervention.Policy) (*intervention.History, error) {
				return intervention.NewHistory(versions[0].Start(), versions...)
			},
			calls: []Calculation[intervention.Case, *intervention.Policy]{{"priority_employer", priorityEmployer}},
		}.domain(),
		process[placement.State, placement.EventName, placement.Case, placement.Event, *placement.Policy]{
			name: "placement", builtin: placement.Builtin, parse: placement.ParsePolicy, facts: placementFacts,
			begin: func(_ func(dst any), versions []*placement.Policy) (*placement.History, error) {
				return placement.NewHistory(versions[0].Start(), versions...)
			},
			calls: []Calculation[placement.Case, *placement.Policy]{Calculate[placement.Case]("wage_loss", (*placement.Policy).WageLoss)},
		}.domain(),
		{"benefits", openBenefits},
		process[procedure.State, procedure.EventName, procedure.Case, procedure.Event, *procedure.Procedure]{
			name: "procedure", parse: procedure.Parse,
			begin: func(given func(dst any), versions []*procedure.Procedure) (*procedure.History, error) {
				from := versions[0].Start()
				given(&from)
				return procedure.NewHistory(from, versions...)
			},
		}.domain(),
	}
}

// level reads the facts that the policy declares.
func level(policy *classify.Policy, _ classify.Standing, with *strict.Node) (any, []rule.Finding, error) {
	data, _ := json.Marshal(with) // texts, lists and mappings can always be written
	facts, err := classify.UnmarshalFacts(data)
	if err != nil {
		return nil, nil, err
	}
	d, err := policy.Level(facts)
	if err != nil {
		return nil, nil, err
	}
	return d.Value, d.Findings, nil
}

// priority is the answer of priority_employer.
type priority struct {
	PriorityEmployer bool `json:"priority_employer"`
}

// priorityEmployer reads the facts that the policy declares.
func priorityEmployer(policy *intervention.Policy, _ intervention.Case, with *strict.Node) (any, []rule.Finding, error) {
	data, _ := json.Marshal(with) // texts, lists and mappings can always be written
	facts, err := classify.UnmarshalFacts(data)
	if err != nil {
		return nil, nil, err
	}
	d, err := policy.PriorityEmployer(facts)
	if err != nil {
		return nil, nil, err
	}
	return priority{d.Value}, d.Findings, nil
}

// stayedInput is what the calculation of a stay is asked about beside the protest
// at hand.
type stayedInput struct {
	On     calendar.Date   `json:"on,omitzero"`      // as of which day
	Duties []calendar.Duty `json:"duties,omitempty"` // of the employer's standing, each with the day on which it was opened
}

func stayed(policy *classify.Policy, protest classify.Protest, with *strict.Node) (any, []rule.Finding, error) {
	return calculate(with, func(in stayedInput) (rule.Decision[classify.Stayed], error) {
		return policy.Protests().Stayed(classify.StayedInput{On: in.On, Duties: in.Duties, Protest: protest})
	})
}

// placementFacts writes an event of a placement. A scenario says among the
// facts by whom a placement was discontinued or concluded, as the procedure
// does; the event calls that "ended_by", for "by" is who reports it. Where only
// a worker or an employer is named beside the event, the end was theirs.
func placementFacts(s *Step) (*strict.Node, error) {
	if s.Event != "discontinue" && s.Event != "conclude" {
		return flat(s)
	}
	event := *s
	by := s.with.Get("by")
	if by != nil {
		event.with = s.with.Without("by")
	} else if s.Event == "discontinue" && s.with.Get("ended_by") == nil && (s.By == "worker" || s.By == "employer") {
		by = &strict.Node{Kind: strict.Text, Text: s.By, Pos: s.pos}
	}
	n, err := flat(&event)
	if err == nil && by != nil {
		n.Fields = append(n.Fields, strict.Field{Name: "ended_by", Value: by, Pos: by.Pos})
	}
	return n, err
}

// defaultBenefits is the policy of a calculation where the scenario names none.
const defaultBenefits = "ab-toj"

// benefitsCalls are the calculations of a policy of package benefits, which keeps no
// cases.
var benefitsCalls = sync.OnceValue(func() []Calculation[nothing, *benefits.Policy] {
	return []Calculation[nothing, *benefits.Policy]{
		Calculate[nothing]("taper", (*benefits.Policy).Taper),
		Calculate[nothing]("reimburse", (*benefits.Policy).Reimburse),
		Calculate[nothing]("reconcile", (*benefits.Policy).Reconcile),
		Calculate[nothing]("forecast", (*benefits.Policy).Forecast),
		Calculate[nothing]("top_up", (*benefits.Policy).TopUp),
		Calculate[nothing]("td_02", (*benefits.Policy).TD02),
		Calculate[nothing]("part_month", (*benefits.Policy).PartMonth),
		Calculate[nothing]("compensation_rate", (*benefits.Policy).CompensationRate),
		Calculate[nothing]("loss_ends", (*benefits.Policy).LossEnds),
		Calculate[nothing]("best_earnings", (*benefits.Policy).BestEarnings),
		{"allocate", func(_ *benefits.Policy, _ nothing, with *strict.Node) (any, []rule.Finding, error) {
			return calculate(with, benefits.Allocate)
		}},
	}
})

// openBenefits readies the policy that the scenario names, or the subsidy: a
// scenario about another board's scheme may name it once for all its calls.
func openBenefits(s setup) (stage, error) {
	text := policyText{id: defaultBenefits}
	switch len(s.policies) {
	case 0:
	case 1:
		text = s.policies[0]
	default:
		return stage{}, errors.New("versions of a policy decide a case; expected one policy")
	}
	var subsidy *benefits.Subsidy // of calls that name none; nil for none
	var err error
	if isSubsidy(text) {
		if subsidy, err = named(text, benefits.BuiltinSubsidy, benefits.ParseSubsidy); err != nil {
			return stage{}, err
		}
		text = policyText{id: defaultBenefits}
	}
	policy, err := named(text, benefits.Builtin, benefits.ParsePolicy)
	if err != nil {
		return stage{}, err
	}
	// of gives the subsidy that a call names: a built-in one by its id, or a board's
	// own by the path of its file.
	of := func(with *strict.Node) (*benefits.Subsidy, error) {
		switch n := with.Get("policy"); {
		case n != nil && n.Text != "":
			text, err := s.file(n.Text)
			if err != nil {
				return nil, fmt.Errorf("policy: %w", err)
			}
			return named(text, benefits.BuiltinSubsidy, benefits.ParseSubsidy)
		case subsidy != nil:
			return subsidy, nil
		}
		return nil, &rule.InputError{Field: "policy", Expected: "the id of a subsidy or the path of its file"}
	}
	readied := stage{policy: statedBy(policy), calls: append(namesOf(benefitsCalls()), "subsidy"), begin: func(instead Instead) (player, error) {
		asked, err := policy, error(nil)
		if subsidy == nil {
			asked, err = in(instead, policy)
		}
		pay := func(_ *benefits.Policy, _ nothing, with *strict.Node) (any, []rule.Finding, error) {
			subsidy, err := of(with)
			if err == nil {
				subsidy, err = in(instead, subsidy)
			}
			if err != nil {
				return nil, nil, err
			}
			return calculate(with.Without("policy"), subsidy.Pay)
		}
		calls := append(slices.Clip(benefitsCalls()), Calculation[nothing, *benefits.Policy]{"subsidy", pay})
		return callsOnly(func(name string, with *strict.Node) (any, []rule.Finding, error) {
			p := asked
			if subsidy != nil && name != "subsidy" { // a case of a subsidy asks the other policy only then
				var err error
				if p, err = in(instead, policy); err != nil {
					return nil, nil, err
				}
			}
			return compute(calls, name, p, nothing{}, with)
		}), err
	}, names: func(s *Step) stated {
		if s.with.Get("policy") == nil {
			return stated{}
		}
		named, err := of(s.with)
		if err != nil {
			return stated{}
		}
		return statedBy(named)
	}}
	if subsidy != nil {
		readied.policy, readied.calls = statedBy(subsidy), []string{"subsidy"}
	}
	return readied, nil
}

// isSubsidy tells a subsidy from a policy of the calculations: by its id, or
// by the key that its file begins with.
func isSubsidy(p policyText) bool {
	if p.file == "" {
		return slices.Contains(benefits.BuiltinSubsidyIDs(), p.id)
	}
	docs := strict.ParseYAML(p.file, p.data).Docs
	return len(docs) > 0 && docs[0].Get("subsidy") != nil
}
