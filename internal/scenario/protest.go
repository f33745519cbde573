package scenario

import (
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

func openProtest(s setup) (stage, error) {
	policies, err := versions(s, classify.Builtin, classify.ParsePolicy)
	if err != nil {
		return stage{}, err
	}
	h, err := classify.NewProtestHistory(policies[0].Protests().Start(), policies...)
	if err != nil {
		return stage{}, err
	}
	rows := classify.ProtestProcedure().Listing()
	return stage{policy: statedBy(policies[len(policies)-1]), key: "state", draw: path(rows.MermaidPath), begin: func() player {
		c := &course[classify.ProtestState, classify.ProtestEventName, classify.Protest, classify.ProtestEvent, *classify.Policy]{
			history: h.Clone(),
			read:    classify.UnmarshalProtestEvent,
			duties:  func(c classify.Protest) calendar.Docket { return c.Docket },
			facts:   flat,
		}
		c.calls = func(p *classify.Policy, name string, with *doc.Node) (any, []rule.Finding, error) {
			if name != "stayed" {
				return nil, nil, unknownName("call", name, "stayed")
			}
			return calculate(with, func(in stayedInput) (rule.Decision[classify.Stayed], error) {
				return p.Protests().Stayed(classify.StayedInput{On: in.On, Duties: in.Duties, Protest: c.history.Case()})
			})
		}
		return c
	}}, nil
}

// stayedInput is what the calculation of a stay is asked about beside the protest
// at hand.
type stayedInput struct {
	On     calendar.Date   `json:"on,omitzero"`      // as of which day
	Duties []calendar.Duty `json:"duties,omitempty"` // of the employer's standing, each with the day on which it was opened
}
