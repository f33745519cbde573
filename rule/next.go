package rule

import (
	"slices"
	"strings"
)

// Next says what Fire says, without findings and without an allocation: the
// state after the event, or that the event is refused (ok is false), for which
// Fire has the reasons. It asks the same rows and guards in the same order;
// its errors are those of Fire.
func (l *Lifecycle[S, E, F]) Next(from S, on E, by Role, f *F) (to S, ok bool, err error) {
	row, err := l.pick(from, on, by, f)
	if row == nil || row.To == "" {
		return from, row != nil, err
	}
	return row.To, true, nil
}

// Row says what Next says, with the whole row that Fire fires for the state
// after.
func (l *Lifecycle[S, E, F]) Row(from S, on E, by Role, f *F) (row Step[S, E], ok bool, err error) {
	picked, err := l.pick(from, on, by, f)
	if picked == nil {
		return row, false, err
	}
	return picked.Step, true, nil
}

// pick returns the row that applies, the first of those of the state, the event
// and the role; nil when none does.
func (l *Lifecycle[S, E, F]) pick(from S, on E, by Role, f *F) (*step[S, E, F], error) {
	rows := l.byEvent.rows(on)
	if len(rows) == 0 {
		return nil, &InputError{Field: "event", Value: string(on), Expected: "one of " + strings.Join(l.events(), ", ")}
	}
	for _, i := range rows {
		row := &l.rows[i]
		if !slices.Contains(row.From, from) || len(row.By) > 0 && !slices.Contains(row.By, by) {
			continue
		}
		switch applies, err := row.applies(f); {
		case err != nil:
			return nil, err
		case applies:
			return row, nil
		}
	}
	return nil, nil
}

// applies answers the guards and the condition of a row. Every guard of a kind
// is asked, as Fire does: a missing fact is an error also beside a guard that
// does not hold.
func (s *step[S, E, F]) applies(f *F) (bool, error) {
	for _, guards := range [...][]clause[F]{s.when, s.with} {
		all := true
		for i := range guards {
			holds, err := guards[i].test(f)
			if err != nil {
				return false, err
			}
			all = all && holds
		}
		if !all {
			return false, nil
		}
	}
	return s.clause.test(f)
}

// byEvent are the places of rows, by their event.
type byEvent[E ~string] []eventRows[E]

type eventRows[E ~string] struct {
	on   E
	rows []int
}

// rows looks the event up in order: there are few, and most differ in length.
func (b byEvent[E]) rows(on E) []int {
	for i := range b {
		if b[i].on == on {
			return b[i].rows
		}
	}
	return nil
}

func (b byEvent[E]) add(on E, row int) byEvent[E] {
	for i := range b {
		if b[i].on == on {
			b[i].rows = append(b[i].rows, row)
			return b
		}
	}
	return append(b, eventRows[E]{on, []int{row}})
}
