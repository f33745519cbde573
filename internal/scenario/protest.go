package scenario

import (
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

func openProtest(s setup) (stage, error) {
	policy, err := named(s.policy, classify.Builtin, classify.ParsePolicy)
	if err != nil {
		return stage{}, err
	}
	protests := policy.Protests()
	return stage{policy: statedBy(policy), key: "state", begin: func() player {
		c := &course[classify.Protest, classify.ProtestEvent]{
			now:    protests.Start(),
			read:   classify.UnmarshalProtestEvent,
			apply:  protests.Apply,
			duties: func(c classify.Protest) calendar.Docket { return c.Docket },
			facts:  flat,
		}
		c.calls = func(name string, with *doc.Node) (any, []rule.Finding, error) {
			if name != "stayed" {
				return nil, nil, unknownName("call", name, "stayed")
			}
			return calculate(with, func(in stayedInput) (rule.Decision[classify.Stayed], error) {
				return protests.Stayed(classify.StayedInput{On: in.On, Duties: in.Duties, Protest: c.now})
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
