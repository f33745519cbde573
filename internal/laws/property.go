package laws

import (
	"errors"
	"fmt"
	"testing"

	"github.com/workcomp-go/workcomp/internal/told"
	"pgregory.net/rapid"
)

// A Property is a law about calculations. Holds draws a question, asks it and
// says how the answer breaks the law, best as a [Broken]. Fixed stands in its
// place where nothing is drawn.
type Property struct {
	Name  string
	Holds func(*rapid.T) error
	Fixed func() error
}

// Broken is how a law is broken: in words, and by calls with what they gave.
type Broken struct {
	says  string
	steps []told.Step
}

// Breaks says how a law is broken.
func Breaks(format string, args ...any) *Broken { return &Broken{says: fmt.Sprintf(format, args...)} }

// Error says how the law is broken.
func (b *Broken) Error() string { return b.says }

// Call adds a call that shows it, with its answer or its error.
func (b *Broken) Call(name string, with, answer any, err error, keys ...string) *Broken {
	step, fault := told.Call(name, with, answer, err, keys...)
	if fault != nil {
		return Breaks("%s; the answer of %s: %v", b.says, name, fault)
	}
	return &Broken{b.says, append(b.steps[:len(b.steps):len(b.steps)], step)}
}

// Check checks laws about calculations, each in a test that is named after it.
// One that is broken prints its shortest counterexample as a scenario of the
// domain and of the policy, named as told.Policy does; "" for none.
func Check(t *testing.T, domain, policy string, laws []Property) {
	t.Helper()
	for _, q := range laws {
		t.Run(q.Name, func(t *testing.T) { check(t, domain, policy, q) })
	}
}

// check checks one law, and prints how it is broken at last: when rapid has
// shrunk what it drew.
func check(t rapid.TB, domain, policy string, q Property) {
	t.Helper()
	var last error
	defer func() {
		if last != nil {
			t.Log(scenarioOf(domain, policy, q.Name, last))
		}
	}()
	if q.Fixed != nil {
		if last = q.Fixed(); last != nil {
			t.Errorf("%v", last)
		}
		return
	}
	rapid.Check(t, func(rt *rapid.T) {
		if last = q.Holds(rt); last != nil {
			rt.Fatal(last)
		}
	})
}

// scenarioOf writes a counterexample as a scenario file, or says why there is
// none.
func scenarioOf(domain, policy, law string, err error) string {
	var b *Broken
	if !errors.As(err, &b) || len(b.steps) == 0 {
		return "no scenario tells it: " + err.Error()
	}
	text, fault := told.Broken(law, err, domain, policy, b.steps...).YAML()
	if fault != nil {
		return fault.Error()
	}
	return text
}

// Printed gives what the test of a law prints last when the law is broken, and
// nothing when it is kept: with it a kit shows that each of its laws can fail.
func Printed(domain, policy string, q Property) string {
	r := &recorder{}
	check(r, domain, policy, q)
	if !r.failed {
		return ""
	}
	return r.last
}

// A recorder stands in for a test that may fail, and keeps what it logs last.
type recorder struct {
	rapid.TB // nothing else is asked of it
	last     string
	failed   bool
}

func (r *recorder) Helper()             {}
func (r *recorder) Name() string        { return "printed" }
func (r *recorder) Log(args ...any)     { r.last = fmt.Sprint(args...) }
func (r *recorder) Logf(string, ...any) {}
func (r *recorder) Failed() bool        { return r.failed }
func (r *recorder) FailNow()            {}

func (r *recorder) Errorf(format string, args ...any) {
	r.failed = true
	r.Log(fmt.Sprintf(format, args...))
}
