package scenario

import (
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

func openProtest(s setup) (stage, error) {
	text, err := s.policy()
	if err != nil {
		return stage{}, err
	}
	protests, err := named(text,
		func(id string) (*classify.Protests, error) { return protestsBy(classify.Builtin(id)) },
		func(file string, data []byte) (*classify.Protests, error) {
			return protestsBy(classify.ParsePolicy(file, data))
		})
	if err != nil {
		return stage{}, err
	}
	rows := classify.ProtestProcedure().Listing()
	return stage{policy: statedBy(protests), key: "state", draw: path(rows.MermaidPath), begin: func() player {
		c := &walk[classify.Protest, classify.ProtestEvent]{
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

// protestsBy gives what decides protests by a policy that was read.
func protestsBy(p *classify.Policy, err error) (*classify.Protests, error) {
	if err != nil {
		return nil, err
	}
	return p.Protests(), nil
}

// stayedInput is what the calculation of a stay is asked about beside the protest
// at hand.
type stayedInput struct {
	On     calendar.Date   `json:"on,omitzero"`      // as of which day
	Duties []calendar.Duty `json:"duties,omitempty"` // of the employer's standing, each with the day on which it was opened
}
