// Package mutants shows that a kit of laws catches broken policies: copies of a
// built-in policy, each with one small mistake of an analyst's.
package mutants

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/internal/golden"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"github.com/workcomp-go/workcomp/rule/lifecycle/lifecycletest"
	"github.com/workcomp-go/workcomp/rule/property"
	"github.com/workcomp-go/workcomp/scenario"
)

// A Kit asks the law that is named of a policy file.
type Kit func(file string, data []byte, law string) (property.Report, error)

const (
	few    = 4                      // lines that a mistake may take
	ending = ".counterexample.yaml" // how the name of a scenario ends that shows a mutant's counterexample
)

// Test holds a kit to every mutant in a folder, five at least. The first line of
// a mutant is a comment that says the mistake and, after "Breaks: ", the law;
// but for a few lines the rest is the file that it was made from, one of those of
// the pattern from. The mutant loads, the kit finds that law broken, and what it
// tells is kept beside the mutant and replays.
func Test(t *testing.T, from, folder string, kit Kit) {
	t.Helper()
	files, err := list(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			counterexample, err := caught(from, file, kit)
			if err != nil {
				t.Fatal(err)
			}
			golden.Check(t, strings.TrimSuffix(file, ".yaml")+ending, counterexample.Case)
		})
	}
}

// list gives the mutants of a folder.
func list(folder string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	files = slices.DeleteFunc(files, func(file string) bool { return strings.HasSuffix(file, ending) })
	if err == nil && len(files) < 5 {
		err = fmt.Errorf("%d mutants in %s, expected five or more", len(files), folder)
	}
	return files, err
}

// TestEvents holds a kit to showing every event of its domain, taken and not, so
// that it replays.
func TestEvents[S, E ~string, C any, Ev lifecycle.Event[E], P any](t testing.TB, k lifecycletest.Kit[S, E, C, Ev, P]) {
	t.Helper()
	if err := events(k); err != nil {
		t.Error(err)
	}
}

// events says of which event no case is shown, or none that replays.
func events[S, E ~string, C any, Ev lifecycle.Event[E], P any](k lifecycletest.Kit[S, E, C, Ev, P]) error {
	type transition = lifecycletest.Transition[S, E, C, Ev, P]
	var errs []error
	for _, name := range k.Machine.Names() {
		for _, how := range []string{"taken", "not taken"} {
			k.Laws = []lifecycletest.Law[S, E, C, Ev, P]{{Name: "shown", Broken: func(m *transition) error {
				if m.Event.Name() == name && (m.Err == nil) == (how == "taken") {
					return m.Broken("it is %s", how)
				}
				return nil
			}}}
			r := k.Ask(100, "shown")
			if len(r.Counterexamples) == 0 {
				errs = append(errs, fmt.Errorf("%s, %s: no case comes to it", name, how))
				continue
			}
			errs = append(errs, replays("case"+ending, r.Counterexamples[0]))
		}
	}
	return errors.Join(errs...)
}

// caught gives the counterexample that a mutant says of itself.
func caught(from, file string, kit Kit) (*property.Counterexample, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	first, rest, _ := strings.Cut(string(data), "\n")
	_, law, says := strings.Cut(first, "Breaks: ")
	if !says || !strings.HasPrefix(first, "# ") {
		return nil, fmt.Errorf("%s: the first line says not which law it breaks", file)
	}
	if n, err := fewest(from, rest); err != nil || n == 0 || n > few {
		return nil, errors.Join(err, fmt.Errorf("%s: %d lines are not the original's, expected up to %d", file, n, few))
	}
	r, err := kit(file, data, law)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(r.Counterexamples, func(b *property.Counterexample) bool { return b.Law == law })
	switch {
	case !slices.Contains(r.Laws, law):
		return nil, fmt.Errorf("%s: the kit has no law %q among %q", file, law, r.Laws)
	case i < 0:
		return nil, fmt.Errorf("%s: the law is not found broken, only: %w", file, r.Err())
	}
	return r.Counterexamples[i], replays(strings.TrimSuffix(file, ".yaml")+ending, r.Counterexamples[i])
}

// replays runs what a counterexample tells, as a file of that name.
func replays(file string, b *property.Counterexample) error {
	scenarios, err := scenario.Load(file, []byte(b.Case), os.ReadFile)
	errs := []error{err}
	for _, s := range scenarios {
		if r := s.Run(); r.Failed() {
			errs = append(errs, errors.New(r.String()))
		}
	}
	return errors.Join(errs...)
}

// fewest counts the changed lines of a file, by the original that is most like
// it.
func fewest(from, text string) (int, error) {
	originals, err := filepath.Glob(from)
	if err == nil && len(originals) == 0 {
		err = fmt.Errorf("%s: %w", from, os.ErrNotExist)
	}
	n := strings.Count(text, "\n") + 1
	for _, file := range originals {
		original, errOriginal := os.ReadFile(file)
		n, err = min(n, changed(string(original), text)), errors.Join(err, errOriginal)
	}
	return n, err
}

// changed counts the lines that a file has and the original has not, or not
// there: of a file of as many lines, those that differ.
func changed(original, text string) int {
	lines, own := strings.Split(original, "\n"), strings.Split(text, "\n")
	same := len(lines) == len(own)
	n := 0
	for at, line := range own {
		if i := slices.Index(lines, line); !same && i >= 0 {
			lines = lines[i+1:]
		} else if !same || line != lines[at] {
			n++
		}
	}
	return n
}
