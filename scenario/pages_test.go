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
		scenarios, err := loadAll(file, everything+alone)
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

const twice = `scenario: The first of two
domain: lamp
policy: harbour
steps:
  - {on: 2025-01-31, event: light, with: {watts: 40.50}}
  - {on: 2025-02-15, event: inspect}
  - {on: 2025-02-16, event: move, expect: {refused: true}}
  - {on: 2025-02-17, event: inspect}
---
scenario: The second of two
domain: lamp
policy: harbour
steps:
  - {on: 2025-01-31, event: light, with: {watts: 40.50}}
  - {on: 2025-02-15, event: inspect}
  - {on: 2025-02-16, event: move, expect: {refused: true}}
  - {on: 2025-02-18, event: move, expect: {refused: true}}
---
scenario: By another policy
domain: lamp
policy: policies/pier.yaml
steps:
  - {on: 2025-02-15, event: inspect}
  - {on: 2025-02-16, event: move, expect: {refused: true}}
  - {on: 2025-02-17, event: inspect}
`

func TestACaseThatBeginsAsAnotherRefersToIt(t *testing.T) {
	scenarios, err := loadAll("cases/lamp.yaml", twice)
	if err != nil {
		t.Fatal(err)
	}
	var results []Result
	for _, s := range scenarios {
		results = append(results, s.Run())
	}
	text := page("cases/lamp.yaml", results)
	if want := "Steps **(1)** to **(3)** are those of [The first of two](#case-1), with the same answers.\n\n**(4)** On 18 February"; !strings.Contains(text, want) {
		t.Errorf("the page lacks %q:\n%s", want, text)
	}
	for part, want := range map[string]int{"**(1)** On": 2, "**(2)** On": 2, "**(3)** On": 2, "**(4)** On": 2, "are those of": 1} {
		if n := strings.Count(text, part); n != want {
			t.Errorf("%q is said %d times, want %d:\n%s", part, n, want, text)
		}
	}
	if alone := results[1].Markdown(); !strings.Contains(alone, "**(1)** On 31 January") {
		t.Errorf("told alone, the case refers to another:\n%s", alone)
	}
	readings := "## The readings these cases rest on\n\n" +
		"| Interpretation | What is left open | The reading taken | By |\n| --- | --- | --- | --- |\n" +
		"| `watts-as-given` | Which watts? | Those that are given. | Lamp Code § 1(a) |\n"
	if !strings.HasSuffix(text, readings) {
		t.Errorf("the page does not end with\n%s\nbut is\n%s", readings, text)
	}
}

func TestAnInterpretationThatNoPolicyExplainsHasNoRow(t *testing.T) {
	scenarios, err := loadAll("cases/a.yaml", "scenario: A Saturday\ndomain: calendar\nsteps:\n"+
		"  - {call: term, with: {event: 2025-05-01, within: 30 days, closed: ca-ab, roll: following}, expect: {interpretations: [ca-ab-saturday]}}\n")
	if err != nil {
		t.Fatal(err)
	}
	r := scenarios[0].Run()
	if text := page("cases/a.yaml", []Result{r}); r.Failed() || strings.Contains(text, "rest on") || !strings.Contains(text, "interpretation `ca-ab-saturday`") {
		t.Errorf("%v\n%s", r, text)
	}
}
