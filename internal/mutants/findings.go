package mutants

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/internal/golden"
	"github.com/workcomp-go/workcomp/rule"
)

// TestFindings plays the scenarios of a folder, which pass, and compares what they find
// with a file that is kept: each finding once, by its id and provision, whether its
// condition was met or not, with the first sentence that was made of it. A scenario asks
// for few of its findings: the wrong answer of another is seen here.
func TestFindings(t testing.TB, folder, kept string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	found, errFound := findings(files)
	if err := errors.Join(err, errFound); err != nil {
		t.Fatal(err)
	}
	golden.Check(t, kept, found)
}

// findings lists what the scenarios of files find, in the order of its ids.
func findings(files []string) (string, error) {
	scenarios, err := read(files)
	errs, lines := []error{err}, map[string]string{}
	for _, s := range scenarios {
		r := s.Run()
		if r.Failed() {
			errs = append(errs, errors.New(r.String()))
		}
		for _, a := range r.Answers {
			for _, f := range a.Findings {
				if f.ID == "" {
					errs = append(errs, errors.New("no id: "+f.Text()))
				}
				if key := head(f); lines[key] == "" {
					lines[key] = key + ": " + f.Text() + "\n"
				}
			}
		}
	}
	sorted := make([]string, 0, len(lines))
	for _, line := range lines {
		sorted = append(sorted, line)
	}
	slices.Sort(sorted)
	return strings.Join(sorted, ""), errors.Join(errs...)
}

// head is what there is of a finding beside its sentence.
func head(f rule.Finding) string {
	met := map[bool]string{true: "met", false: "not met"}[f.Holds]
	return fmt.Sprintf("%s (%s), %s", f.ID, strings.Join(append([]string{string(f.Cite)}, f.Interpretations...), ", "), met)
}
