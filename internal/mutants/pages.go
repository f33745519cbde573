package mutants

import (
	"cmp"
	"os"
	"path/filepath"
	"testing"

	"github.com/workcomp-go/workcomp/internal/golden"
	"github.com/workcomp-go/workcomp/scenario"
)

// TestPages holds a package to what the documentation says of its scenarios: what a
// scenario does not ask of an answer, as the sentences of its findings, stands there.
func TestPages(t testing.TB) {
	t.Helper()
	pages, err := pages(t)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		golden.Check(t, filepath.Join("docs", filepath.FromSlash(p.Path)), p.Text)
	}
}

// pages are those of the scenarios of the package at hand, seen from the folder above it.
func pages(t testing.TB) ([]scenario.Page, error) {
	folder, err := os.Getwd()
	t.Chdir("..")
	files, errGlob := filepath.Glob(filepath.Join(filepath.Base(folder), "testdata", "scenarios", "*.yaml"))
	if err = cmp.Or(err, errGlob); err == nil && len(files) == 0 {
		err = os.ErrNotExist
	}
	scenarios, errRead := read(files)
	if err = cmp.Or(err, errRead); err != nil {
		return nil, err
	}
	results := make([]scenario.Result, len(scenarios))
	for i, s := range scenarios {
		results[i] = s.Run()
	}
	pages, err := scenario.Pages(results)
	return pages[1:], err // the first is the index of all packages
}
