package laws

import (
	"fmt"

	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

// drawn is how many cases, and how many questions, the laws are asked of. They
// are drawn from the seeds 0, 1, 2 …: the same policy is always asked the same.
const drawn = 100

// far is how many events a case has.
const far = 24

// Tell draws a case event by event and asks what keeps at each. It ends with
// the first error.
func Tell[C any, E Event[N], N ~string](rt *rapid.T, p Policy[C, E, N], d Domain[C, E, N], keeps func(Transition[C, E, N]) error) error {
	c, next := d.Begin(rt)
	m := begin(p, d, c)
	for range far {
		if err := m.happens(next, keeps); err != nil {
			return err
		}
	}
	return nil
}

// begin is the transition before any event.
func begin[C any, E Event[N], N ~string](p Policy[C, E, N], d Domain[C, E, N], c C) Transition[C, E, N] {
	return Transition[C, E, N]{Policy: p, Domain: d, Start: c, Before: c}
}

// happens lets the next event happen, asks what keeps of it, and goes on from
// there if it was taken.
func (m *Transition[C, E, N]) happens(next func(C, []rule.Permit[N]) (E, error), keeps func(Transition[C, E, N]) error) error {
	var err error
	m.Written = Written(m.Before)
	if m.Permits, err = m.Policy.Permitted(m.Before); err != nil {
		return err
	}
	if m.Event, err = next(m.Before, m.Permits); err != nil {
		return err
	}
	m.After, m.Outcome, m.Err = m.Policy.Apply(m.Before, m.Event)
	if err := keeps(*m); err != nil {
		return err
	}
	if m.Err == nil {
		m.Taken, m.Outcomes, m.Before = append(m.Taken, m.Event), append(m.Outcomes, m.Outcome), m.After
	}
	return nil
}

// Histories draws the events of cases, all of them taken: a host states laws of
// its own over them.
func Histories[C any, E Event[N], N ~string](p Policy[C, E, N], d Domain[C, E, N]) *rapid.Generator[[]E] {
	return rapid.Custom(func(rt *rapid.T) []E {
		var taken []E
		err := Tell(rt, p, d, func(m Transition[C, E, N]) error {
			if m.Err == nil {
				taken = append(taken, m.Event)
			}
			return nil
		})
		if err != nil {
			rt.Fatal(err)
		}
		return taken
	})
}

// Seen asks what keeps of each case that is drawn, and gives the first error:
// with it a kit shows that its cases come far.
func Seen[C any, E Event[N], N ~string](p Policy[C, E, N], d Domain[C, E, N], keeps func(Transition[C, E, N]) error) error {
	return seen(func(rt *rapid.T) error { return Tell(rt, p, d, keeps) })
}

// seen draws from each seed and gives the first error.
func seen(draw func(*rapid.T) error) error {
	for seed := range drawn {
		if err := verdict(draw, seed); err != nil {
			return err
		}
	}
	return nil
}

// verdict is what a draw from one seed gives. A panic is an error: rapid would
// draw again, unless it is its own, of a draw that cannot be.
func verdict(draw func(*rapid.T) error, seed int) error {
	return rapid.Custom(func(rt *rapid.T) (err error) {
		defer func() {
			switch p := recover(); {
			case fmt.Sprintf("%T", p) == "rapid.invalidData":
				panic(p)
			case p != nil:
				err = fmt.Errorf("panic: %v", p)
			}
		}()
		rapid.Bool().Draw(rt, "anything") // what fails at once draws nothing, which rapid does not allow
		return draw(rt)
	}).Example(seed)
}
