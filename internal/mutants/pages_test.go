package mutants

import (
	"os"
	"testing"
)

func TestTestPages(t *testing.T) {
	t.Chdir("../../calendar")
	TestPages(t)
	t.Setenv("UPDATE_GOLDEN", "")
	for folder, files := range map[string]map[string]string{"none": nil, "bad": {"a.yaml": "scenario: A\n"}, "new": {"a.yaml": passes}} {
		t.Chdir(t.TempDir())
		if err := os.MkdirAll(folder+"/testdata/scenarios", 0o700); err != nil {
			t.Fatal(err)
		}
		t.Chdir(folder)
		for name, text := range files {
			if err := os.WriteFile("testdata/scenarios/"+name, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		fails(t, map[string]string{"none": "file does not exist", "bad": "a.yaml:1:1: domain: missing", "new": "(UPDATE_GOLDEN=1 writes it)"}[folder], func(tb testing.TB) { TestPages(tb) })
	}
}
