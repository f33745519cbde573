package scenario

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/internal/golden"
)

// lampPages are the results of the cases that are told in these tests, as if
// they came from the files.
func lampPages(t *testing.T, files ...string) []Result {
	t.Helper()
	var results []Result
	for _, file := range files {
		scenarios, err := loadAll(file, told+alone)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range scenarios {
			results = append(results, s.Run())
		}
	}
	return results
}

const alone = `---
scenario: Nothing is decided
domain: lamp
policy: harbour
steps: [{on: 2025-01-01, event: move, expect: {refused: true}}]
`

func TestPages(t *testing.T) {
	pages, err := Pages(lampPages(t, "lamp/testdata/scenarios/harbour/old-lamps.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if len(pages) != 2 || pages[0].Path != "README.md" || pages[1].Path != "lamp/harbour/old-lamps.md" {
		t.Fatalf("%d pages: %v", len(pages), pages)
	}
	golden.Check(t, "testdata/index.golden.md", pages[0].Text)
	for _, want := range []string{Generated, "# Lamp: harbour, old lamps\n", "`lamp/testdata/scenarios/harbour/old-lamps.yaml`",
		"- [A day that is not there](#case-2)\n", "<a id=\"case-2\"></a>\n\n## A day that is not there\n"} {
		if !strings.Contains(pages[1].Text, want) {
			t.Errorf("the page lacks %q:\n%s", want, pages[1].Text)
		}
	}
}

func TestPagesTellNothingOfTheMachine(t *testing.T) {
	folder := t.TempDir()
	pages, err := Pages(lampPages(t, filepath.Join(folder, "lamps.yaml")))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		if strings.Contains(p.Path+p.Text, filepath.ToSlash(folder)) || p.Path != "README.md" && p.Path != "lamps.md" {
			t.Errorf("%s tells of %s", p.Path, folder)
		}
	}
}

func TestTwoFilesOfOnePageAreAnError(t *testing.T) {
	_, err := Pages(lampPages(t, "lamp/a.yaml", "lamp/testdata/scenarios/a.yaml"))
	if want := "lamp/a.yaml and lamp/testdata/scenarios/a.yaml would both have the page lamp/a.md"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
