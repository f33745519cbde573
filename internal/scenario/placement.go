package scenario

import (
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/rule"
)

func openPlacement(s setup) (stage, error) {
	policies, err := versions(s, placement.Builtin, placement.ParsePolicy)
	if err != nil {
		return stage{}, err
	}
	h, err := placement.NewHistory(policies[0].Start(), policies...)
	if err != nil {
		return stage{}, err
	}
	return stage{policy: statedBy(policies[len(policies)-1]), key: "state", draw: path(placement.MermaidPath), begin: func() player {
		return &course[placement.State, placement.EventName, placement.Case, placement.Event, *placement.Policy]{
			history: h.Clone(),
			read:    placement.UnmarshalEvent,
			duties:  func(c placement.Case) calendar.Docket { return c.Docket },
			facts:   placementFacts,
			calls: func(p *placement.Policy, name string, with *doc.Node) (any, []rule.Finding, error) {
				if name == "wage_loss" {
					return calculate(with, p.WageLoss)
				}
				return nil, nil, unknownName("call", name, "wage_loss")
			},
		}
	}}, nil
}

// placementFacts writes an event of a placement. A scenario says among the
// facts by whom a placement was discontinued or concluded, as the procedure
// does; the event calls that "ended_by", for "by" is who reports it. Where only
// a worker or an employer is named beside the event, the end was theirs.
func placementFacts(s *Step) (*doc.Node, error) {
	if s.Event != "discontinue" && s.Event != "conclude" {
		return flat(s)
	}
	event := *s
	by := s.With.Get("by")
	if by != nil {
		event.With = s.With.Without("by")
	} else if s.Event == "discontinue" && s.With.Get("ended_by") == nil && (s.By == "worker" || s.By == "employer") {
		by = &doc.Node{Kind: doc.Text, Text: s.By, Pos: s.Pos}
	}
	n, err := flat(&event)
	if err == nil && by != nil {
		n.Fields = append(n.Fields, doc.Field{Name: "ended_by", Value: by, Pos: by.Pos})
	}
	return n, err
}
