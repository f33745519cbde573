package mutants

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTestFindings(t *testing.T) {
	t.Setenv("UPDATE_GOLDEN", "") // what is kept here is compared, and never written
	file := written(t, reported)[0]
	found, err := findings([]string{file})
	if err != nil || strings.Count(found, "\n") != 4 || !strings.Contains(found, "\n1(a) (NL Procedure 63.00-1(a)), met: The employer has refused") ||
		!strings.Contains(found, "(NL Procedure 63.00-1(c)), not met: It is") {
		t.Errorf("got %q, %v", found, err)
	}
	kept := filepath.Join(t.TempDir(), "findings.txt")
	if err := os.WriteFile(kept, []byte(found), 0o600); err != nil {
		t.Fatal(err)
	}
	TestFindings(t, filepath.Dir(file), kept)
	elsewhere := written(t, strings.Replace(reported, "possible_need", "advising", 1))
	fails(t, "expected advising", func(tb testing.TB) { TestFindings(tb, filepath.Dir(elsewhere[0]), kept) })
	fails(t, "-kept +made", func(tb testing.TB) { TestFindings(tb, filepath.Dir(file), file) })
	for _, files := range [][]string{{"none.yaml"}, written(t, "scenario: A\n"), elsewhere} {
		if got, err := findings(files); err == nil {
			t.Errorf("%v: got %q", files, got)
		}
	}
}
