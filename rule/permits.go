package rule

import (
	"errors"
	"slices"
)

// A Permit says of one event whether it is open to a case now, to whom, and if
// not why not.
type Permit[E ~string] struct {
	Event E         `json:"event"`
	Open  bool      `json:"open"`
	By    []Role    `json:"by,omitempty"`  // who may report it; none: anyone
	Why   []Finding `json:"why,omitempty"` // the provisions: of the rows that are open, or why none is
}

// Permits lists every event of the lifecycle once, in the order of its rows,
// for a case in the state from. What an event itself must bring is not known
// yet and not asked; nor is the If that picks among its rows.
func (l *Lifecycle[S, E, F]) Permits(from S, f *F) ([]Permit[E], error) {
	var permits []Permit[E]
	for _, event := range l.events() {
		p, err := l.permit(from, E(event), f)
		if err != nil {
			return nil, err
		}
		permits = append(permits, p)
	}
	return permits, nil
}

func (l *Lifecycle[S, E, F]) permit(from S, event E, f *F) (Permit[E], error) {
	p := Permit[E]{Event: event}
	rows, err := l.candidates(from, event)
	var refused *Refused
	if errors.As(err, &refused) {
		p.Why = refused.Findings
		return p, nil
	}
	var open, closed []Finding
	anyone := false
	for _, row := range rows {
		failed, err := failing(row.when, f)
		if err != nil {
			return p, err
		}
		if len(failed) > 0 {
			closed = merge(closed, failed)
			continue
		}
		p.Open = true
		anyone = anyone || len(row.By) == 0
		for _, role := range row.By {
			if !slices.Contains(p.By, role) {
				p.By = append(p.By, role)
			}
		}
		open = merge(open, []Finding{Verbatim(row.Cite, true, string(event)+" is open.")})
	}
	p.Why = closed
	if p.Open {
		p.Why = open
	}
	if anyone {
		p.By = nil
	}
	return p, nil
}
