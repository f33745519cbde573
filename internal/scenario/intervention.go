package scenario

import (
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule"
)

func openIntervention(s setup) (stage, error) {
	policy, err := named(s.policy, intervention.Builtin, intervention.ParsePolicy)
	if err != nil {
		return stage{}, err
	}
	return stage{policy: statedBy(policy), key: "state", draw: path(intervention.MermaidPath), begin: func() player {
		return &course[intervention.Case, intervention.Event]{
			now:    policy.Start(),
			read:   intervention.UnmarshalEvent,
			apply:  policy.Apply,
			duties: func(c intervention.Case) calendar.Docket { return c.Docket },
			facts:  flat,
			calls: func(name string, _ *doc.Node) (any, []rule.Finding, error) {
				return nil, nil, unknownName("call", name)
			},
		}
	}}, nil
}
