package property

import (
	"errors"
	"fmt"
	"testing"
)

// A Counterexample is a law that a policy breaks, with the shortest case found. The zero
// value is of no law.
type Counterexample struct {
	Law  string
	How  error
	Case string // as a file that shows it: a scenario that replays it; empty when it cannot be written
}

// Error gives the case, which says above it which law is broken and how.
func (c *Counterexample) Error() string {
	if c.Case == "" {
		return fmt.Sprintf("# Broken: %s.\n# %v", c.Law, c.How)
	}
	return c.Case
}

// Unwrap gives how the law is broken.
func (c *Counterexample) Unwrap() error { return c.How }

// A Report is every law that was asked, in order, with the counterexamples among them. The
// zero value is of none, and has no error.
type Report struct {
	Laws            []string
	Counterexamples []*Counterexample
	Skipped         []Skipped
}

// Skipped is a law that does not apply to the policy, and why. The zero value is none.
type Skipped struct{ Law, Why string }

// Add takes in what another report has.
func (r *Report) Add(other Report) {
	r.Laws, r.Counterexamples = append(r.Laws, other.Laws...), append(r.Counterexamples, other.Counterexamples...)
	r.Skipped = append(r.Skipped, other.Skipped...)
}

// Err gives all counterexamples, or nil.
func (r Report) Err() error {
	errs := make([]error, len(r.Counterexamples))
	for i, c := range r.Counterexamples {
		errs[i] = c
	}
	return errors.Join(errs...)
}

// Test reports each law in a test of its own that is named after the law, and is
// skipped for one that does not apply.
func (r Report) Test(t *testing.T) {
	for _, law := range r.Laws {
		t.Run(law, func(t *testing.T) {
			for _, c := range r.Counterexamples {
				if c.Law == law {
					t.Errorf("\n%v", c)
				}
			}
		})
	}
	for _, s := range r.Skipped {
		t.Run(s.Law, func(t *testing.T) { t.Skip(s.Why) })
	}
}
