package laws

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/told"
	"github.com/workcomp-go/workcomp/rule"
)

// A Counterexample is a law that a policy breaks, with the shortest case found.
type Counterexample struct {
	Law  string
	How  error
	Case string // as a scenario file that replays it; empty when it cannot be written
}

// Error tells the case, which says above it which law is broken and how.
func (b *Counterexample) Error() string {
	if b.Case == "" {
		return fmt.Sprintf("# Broken: %s.\n# %v", b.Law, b.How)
	}
	return b.Case
}

// Unwrap gives how the law is broken.
func (b *Counterexample) Unwrap() error { return b.How }

// A Report is every law that was asked, in order, with the counterexamples among them.
type Report struct {
	Laws            []string
	Counterexamples []*Counterexample
	Skipped         []Skipped
}

// Skipped is a law that does not apply to the policy, and why.
type Skipped struct{ Law, Why string }

// Add takes in what another report has.
func (r *Report) Add(other Report) {
	r.Laws, r.Counterexamples = append(r.Laws, other.Laws...), append(r.Counterexamples, other.Counterexamples...)
	r.Skipped = append(r.Skipped, other.Skipped...)
}

// Err gives all counterexamples, or nil.
func (r Report) Err() error {
	errs := make([]error, len(r.Counterexamples))
	for i, b := range r.Counterexamples {
		errs[i] = b
	}
	return errors.Join(errs...)
}

// Test tells of each law in a test of its own that is named after the law, and
// is skipped for one that does not apply.
func (r Report) Test(t *testing.T) {
	t.Helper()
	for _, law := range r.Laws {
		t.Run(law, func(t *testing.T) {
			for _, b := range r.Counterexamples {
				if b.Law == law {
					t.Errorf("\n%v", b)
				}
			}
		})
	}
	for _, s := range r.Skipped {
		t.Run(s.Law, func(t *testing.T) { t.Skip(s.Why) })
	}
}

// Ask asks the laws that hold in every domain, and those of the domain's own,
// of the cases that are drawn; where some are named, only these.
func Ask[C any, E Event[N], N ~string](p Policy[C, E, N], d Domain[C, E, N], own []Law[C, E, N], only ...string) Report {
	const asked = "a case can be asked what is permitted to it"
	r := Report{Laws: []string{asked}}
	var kept []Law[C, E, N] // so far
	for _, l := range append(Common[C, E, N](), own...) {
		if len(only) == 0 || slices.Contains(only, l.Name) {
			r.Laws, kept = append(r.Laws, l.Name), append(kept, l)
		}
	}
	err := Seen(p, d, func(m Transition[C, E, N]) error {
		kept = slices.DeleteFunc(kept, func(l Law[C, E, N]) bool {
			how := l.Keeps(m)
			if how != nil {
				r.Counterexamples = append(r.Counterexamples, m.counterexample(l, how))
			}
			return how != nil
		})
		if len(kept) == 0 {
			return errAllBroken
		}
		return nil
	})
	if err != nil && !errors.Is(err, errAllBroken) {
		r.Counterexamples = append(r.Counterexamples, &Counterexample{Law: asked, How: err})
	}
	return r
}

var errAllBroken = errors.New("every law is broken")

// counterexample makes the case short and tells it.
func (m Transition[C, E, N]) counterexample(l Law[C, E, N], how error) *Counterexample {
	m, how = m.shrink(l, how)
	b := &Counterexample{Law: l.Name, How: how}
	cases := [][]E{m.history()}
	var two *unlike[E]
	if errors.As(how, &two) {
		cases = [][]E{two.one, two.other}
	}
	text, err := m.tell(l.Name, how, cases[0])
	if err == nil && two != nil {
		var other string
		other, err = m.tell(l.Name, nil, cases[1])
		text += "---\n" + other
	}
	if err != nil {
		b.How = fmt.Errorf("%w (the case is not told: %w)", how, err)
		return b
	}
	b.Case = text
	return b
}

// tell writes the case of these events as a scenario that expects what came.
// how is nil for the other of two cases.
func (m Transition[C, E, N]) tell(law string, how error, events []E) (string, error) {
	var steps []told.Step
	c := m.Start
	for i, e := range events {
		next, outcome, err := m.Policy.Apply(c, e)
		expect := append(told.Ended(err), m.Domain.State(next)...)
		if len(outcome.Opened) > 0 {
			expect = append(expect, told.Answer{Key: "duties", Value: dues(outcome.Opened)})
		}
		if i == len(events)-1 && len(outcome.Findings) > 0 {
			expect = append(expect, told.Answer{Key: "cites", Value: cited(outcome.Findings)})
		}
		data, unwritten := m.Domain.Marshal(e)
		if unwritten != nil {
			return "", unwritten
		}
		step, unwritten := told.Event(data, expect...)
		if unwritten != nil {
			return "", unwritten
		}
		steps, c = append(steps, step), next
	}
	s := told.Broken(law, how, m.Domain.Name, told.Policy(m.Policy.ID(), m.Policy.File()), steps...)
	if how == nil {
		s.Notes = []string{"The other case."}
	}
	if m.Domain.Given != nil {
		s.Given = m.Domain.Given(m.Start)
	}
	return s.YAML()
}

// cited are the provisions of findings, each once.
func cited(findings []rule.Finding) []rule.Citation {
	var cites []rule.Citation
	for _, f := range findings {
		if !slices.Contains(cites, f.Cite) {
			cites = append(cites, f.Cite)
		}
	}
	return cites
}

// due is what a scenario shows of a duty.
type due struct {
	ID  string        `json:"id"`
	Due calendar.Date `json:"due,omitzero"`
}

func dues(opened []calendar.Duty) []due {
	shown := make([]due, len(opened))
	for i, d := range opened {
		shown[i] = due{d.ID, d.Due}
	}
	return shown
}

// shrink leaves events out of the case for as long as the law stays broken: by
// halves first, one by one in the end.
func (m Transition[C, E, N]) shrink(l Law[C, E, N], how error) (Transition[C, E, N], error) {
	all := m.history()
	for size := len(all) / 2; size > 0; {
		shorter := false
		for i := 0; i+size <= len(all); {
			n, err := m.again(slices.Delete(slices.Clone(all), i, i+size), l)
			if err == nil {
				i += size
				continue
			}
			m, how, all, shorter = n, err, n.history(), true
		}
		if size > 1 || !shorter {
			size /= 2
		}
	}
	return m, how
}

// again tells a case of some of the events and gives the transition at which the
// law is broken.
func (m Transition[C, E, N]) again(events []E, l Law[C, E, N]) (Transition[C, E, N], error) {
	n := begin(m.Policy, m.Domain, m.Start)
	var how error
	for _, e := range events {
		err := n.happens(func(C, []rule.Permit[N]) (E, error) { return e, nil }, func(at Transition[C, E, N]) error {
			how = l.Keeps(at)
			return how
		})
		if err != nil {
			break
		}
	}
	return n, how
}
