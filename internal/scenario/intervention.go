package scenario

import (
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule"
)

func openIntervention(s setup) (stage, error) {
	policies, err := versions(s, intervention.Builtin, intervention.ParsePolicy)
	if err != nil {
		return stage{}, err
	}
	h, err := intervention.NewHistory(policies[0].Start(), policies...)
	if err != nil {
		return stage{}, err
	}
	return stage{policy: statedBy(policies[len(policies)-1]), key: "state", draw: path(intervention.MermaidPath), begin: func() player {
		return &course[intervention.State, intervention.EventName, intervention.Case, intervention.Event, *intervention.Policy]{
			history: h.Clone(),
			read:    intervention.UnmarshalEvent,
			duties:  func(c intervention.Case) calendar.Docket { return c.Docket },
			facts:   flat,
			calls: func(_ *intervention.Policy, name string, _ *doc.Node) (any, []rule.Finding, error) {
				return nil, nil, unknownName("call", name)
			},
		}
	}}, nil
}
