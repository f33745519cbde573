package scenario

import (
	"encoding/json"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

func openClassify(s setup) (stage, error) {
	policies, err := versions(s, classify.Builtin, classify.ParsePolicy)
	if err != nil {
		return stage{}, err
	}
	var profile classify.Profile
	s.given(&profile)
	h, err := classify.NewHistory(policies[0].Start(profile), policies...)
	if err != nil {
		return stage{}, err
	}
	return stage{policy: statedBy(policies[len(policies)-1]), key: "tier", draw: path(classify.MermaidPath), begin: func() player {
		return &course[classify.Tier, classify.EventName, classify.Standing, classify.Event, *classify.Policy]{
			history: h.Clone(),
			read:    classify.UnmarshalEvent,
			duties:  func(st classify.Standing) calendar.Docket { return st.Docket },
			facts:   flat,
			calls:   callClassify,
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
