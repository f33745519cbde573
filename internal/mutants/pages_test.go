package mutants

import (
	"os"
	"testing"
)

func TestTestPages(t *testing.T) {
	t.Chdir("../../calendar")
	TestPages(t)
	for folder, files := range map[string]map[string]string{"none": nil, "bad": {"a.yaml": "scenario: A\n"}} {
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
		if got, err := pages(t); err == nil {
			t.Errorf("%s: got %v", folder, got)
		}
	}
}
