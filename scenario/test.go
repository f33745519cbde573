package scenario

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/rule"
)

// IsFile reports whether the name of a file is one that a scenario or a policy may
// have.
func IsFile(name string) bool {
	ext := strings.ToLower(path.Ext(filepath.ToSlash(name)))
	return ext == ".yaml" || ext == ".yml"
}

// LoadFS reads all scenarios below a file system, in the order of their files. Policies
// are passed over, and so are hidden folders and those called policies. The error is
// of the files that cannot be read; the scenarios of the others come beside it.
func LoadFS(files fs.FS, domains ...Domain) ([]*Scenario, error) {
	if files == nil {
		return nil, &rule.InputError{Field: "files", Expected: "a file system"}
	}
	var all []*Scenario
	var errs []error
	r := &Reader{Domains: domains, Files: func(name string) ([]byte, error) { return fs.ReadFile(files, filepath.ToSlash(name)) }}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			errs = append(errs, err)
			return nil
		case entry.IsDir() && name != "." && (entry.Name() == "policies" || strings.HasPrefix(entry.Name(), ".")):
			return fs.SkipDir
		case entry.IsDir() || !IsFile(name):
			return nil
		}
		data, err := fs.ReadFile(files, name)
		if err == nil && IsPolicy(data) {
			return nil
		}
		if err == nil {
			var scenarios []*Scenario
			scenarios, err = r.Read(name, data)
			all = append(all, scenarios...)
		}
		errs = append(errs, err)
		return nil
	})
	return all, errors.Join(append(errs, err)...)
}

// Test runs the scenarios below a file system, each as a subtest that is named after
// its file, its line and its title. A file that cannot be read fails the test, and so
// does a file system without any scenario.
func Test(t *testing.T, files fs.FS, domains ...Domain) {
	t.Helper()
	scenarios, err := LoadFS(files, domains...)
	if err != nil {
		t.Error(err)
	} else if len(scenarios) == 0 {
		t.Error("there is no scenario here")
	}
	for _, s := range scenarios {
		t.Run(fmt.Sprintf("%s:%d %s", s.File, s.Line, s.Title), func(t *testing.T) {
			if r := s.Run(); r.Failed() {
				t.Error(r)
			}
		})
	}
}
