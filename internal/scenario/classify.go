package scenario

import (
	"encoding/json"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

func openClassify(s setup) (stage, error) {
	text, err := s.policy()
	if err != nil {
		return stage{}, err
	}
	policy, err := named(text, classify.Builtin, classify.ParsePolicy)
	if err != nil {
		return stage{}, err
	}
	var profile classify.Profile
	s.given(&profile)
	return stage{policy: statedBy(policy), key: "tier", draw: path(classify.MermaidPath), begin: func() player {
		return &walk[classify.Standing, classify.Event]{
			now:    policy.Start(profile),
			read:   classify.UnmarshalEvent,
			apply:  policy.Apply,
			duties: func(st classify.Standing) calendar.Docket { return st.Docket },
			facts:  flat,
			calls: func(name string, with *doc.Node) (any, []rule.Finding, error) {
				return callClassify(policy, name, with)
			},
		}
	}}, nil
}

func callClassify(policy *classify.Policy, name string, with *doc.Node) (any, []rule.Finding, error) {
	switch name {
	case "level":
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
	case "surcharge":
		return calculate(with, policy.Surcharge)
	case "protest_window":
		return calculate(with, policy.ProtestWindow)
	}
	return nil, nil, unknownName("call", name, "level", "surcharge", "protest_window")
}
