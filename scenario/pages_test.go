package scenario

import (
	"path/filepath"
	"slices"
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

// A name of a file may hold what Markdown and addresses take for their own.
func TestPages_namesOfFiles(t *testing.T) {
	pages, err := Pages(lampPages(t, "my cases/a (b) `c`.yml"))
	if err != nil {
		t.Fatal(err)
	}
	if pages[1].Path != "my cases/a (b) `c`.md" || !strings.Contains(pages[1].Text, "Told from `` my cases/a (b) `c`.yml ``, which") {
		t.Errorf("%s\n%s", pages[1].Path, pages[1].Text)
	}
	for _, want := range []string{"# The cases of `my cases`\n\n7 cases of 1 file below `my cases`.", "](my%20cases/a%20%28b%29%20%60c%60.md#case-2)"} {
		if !strings.Contains(pages[0].Text, want) {
			t.Errorf("the index lacks %q:\n%s", want, pages[0].Text)
		}
	}
}

// The glossary has the words that the pages use, and no others.
func TestGlossary(t *testing.T) {
	got := glossary([]Page{{Text: "The TOJ is **Refused**, and nothing changes."}})
	want := "\n## Words\n\n| Word | What it means |\n| --- | --- |\n| Refused | a lawful no, with its provisions; nothing changes |\n| TOJ | training on the job |\n"
	if got != want {
		t.Errorf("got %s", got)
	}
	if got := glossary([]Page{{Text: "nothing"}}); got != "" {
		t.Errorf("got %s", got)
	}
	if !slices.IsSortedFunc(terms, func(a, b entry) int { return strings.Compare(strings.ToLower(a.word), strings.ToLower(b.word)) }) {
		t.Error("the terms are not in their order")
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
