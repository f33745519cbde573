package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/internal/golden"
)

// The files of these tests are written where they run, so that no folder of
// the repository holds scenarios that fail.
var files = map[string]string{
	"passes/terms.yaml": `scenario: Sixty days
source: the calendar contract, Terms
domain: calendar
steps:
  - call: term
    with: {event: 2024-09-30, within: 60 days, closed: us-wv, roll: following}
    expect: {due: 2024-12-02}
---
scenario: A quarter
domain: calendar
steps:
  - call: quarter
    with: {quarter: 2025-Q2}
    expect: {from: 2025-04-01, to: 2025-06-30}
`,
	"passes/deeper/recur.yaml": `scenario: Monthly from the 31st
source: the calendar contract, Terms
domain: calendar
steps:
  - call: recur
    with: {anchor: 2025-01-31, every: 1 month, until: 2025-03-31}
    expect: {dates: [2025-01-31, 2025-02-28, 2025-03-31]}
  - call: recur
    with: {anchor: 2025-01-31, every: 1 fortnight, until: 2025-03-31}
    expect: {error: every}
`,
	"passes/policies/board.yaml": "policy: board\nsteps: not of a scenario\n",
	"passes/board.yaml":          "policy: board\nlimit: 3\n",
	"passes/.hidden/notes.yaml":  "neither: this nor that\n",
	"passes/notes.txt":           "not a scenario\n",
	"fails/a.yaml": `scenario: Sixty days that are wrong
domain: calendar
steps:
  - call: term
    with: {event: 2024-09-30, within: 60 days, closed: us-wv, roll: following}
    expect:
      due: 2024-11-29
      skipped: []
  - call: term
    with: {event: 2024-09-31, within: 60 days, closed: us-wv, roll: following}
  - call: term
    with: {event: 2024-09-30, within: 60 days, closed: us-wv, roll: following}
    expect: {error: roll, until: 2024-12-02}
---
scenario: And a quarter that is right
domain: calendar
steps:
  - {call: quarter, with: {quarter: 2025-Q2}, expect: {from: 2025-04-01}}
`,
	"malformed/b.yaml": `scenario: A scenario with mistakes
domain: calender
steps:
  - {call: add, wiht: {date: 2025-01-31}}
  - {with: {date: 2025-01-31}}
`,
	"malformed/c.yaml": "scenario: [\n",
}

// inFolder runs in a folder that holds the files.
func inFolder(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
}

func runIn(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs strings.Builder
	code = run(args, &out, &errs)
	return code, filepath.ToSlash(out.String()), filepath.ToSlash(errs.String())
}

func TestWhatIsPrinted(t *testing.T) {
	root, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	inFolder(t)
	for _, c := range []struct {
		name string
		args []string
		code int
	}{
		{"passes", []string{"passes"}, allPassed},
		{"fails", []string{"passes", "fails"}, someFailed},
		{"verbose", []string{"-v", "passes", "fails/a.yaml"}, someFailed},
		{"document", []string{"-doc", "passes", "fails/a.yaml"}, someFailed},
		{"malformed", []string{"malformed", "fails", "passes/terms.yaml"}, unreadable},
		{"absent", []string{"nowhere", "passes/nothing.yaml", "passes"}, unreadable},
		{"usage", nil, unreadable},
		{"flag", []string{"-w", "passes"}, unreadable},
		{"help", []string{"-h"}, allPassed},
		{"policy", []string{"passes/board.yaml", "passes/terms.yaml"}, unreadable},
		{"misfit", []string{"-check", "-v", "passes"}, unreadable},
		{"day", []string{"-on", "2026-11-01", "passes"}, unreadable},
		{"both", []string{"-v", "-doc", "passes"}, unreadable},
		{"nopages", []string{"-doc", "-out", "pages", "passes", "fails"}, someFailed},
		{"twice", []string{"passes/deeper/recur.yaml", "passes", "./passes/deeper"}, allPassed},
		{"hidden", []string{"passes/.hidden"}, unreadable},
	} {
		t.Run(c.name, func(t *testing.T) {
			code, stdout, stderr := runIn(t, c.args...)
			if code != c.code {
				t.Errorf("exit code %d, want %d", code, c.code)
			}
			got := "--- stdout\n" + stdout + "--- stderr\n" + stderr
			golden.Check(t, filepath.Join(root, c.name+".golden"), got)
		})
	}
}

func TestFlagsThatDoNotGoWithCheck(t *testing.T) {
	inFolder(t)
	for _, args := range [][]string{{"-v"}, {"-doc"}, {"-out", "pages"}} {
		code, stdout, stderr := runIn(t, append(append([]string{"-check"}, args...), "passes/board.yaml")...)
		if code != unreadable || stdout != "" || !strings.HasPrefix(stderr, "-check looks policies over and runs no scenario: ") || !strings.Contains(stderr, usage) {
			t.Errorf("%v: code %d\n%s%s", args, code, stdout, stderr)
		}
	}
}

func TestTheLastLineCounts(t *testing.T) {
	inFolder(t)
	for _, args := range [][]string{{"passes", "fails", "malformed"}, {"-v", "passes", "fails"}, {"-doc", "passes", "fails"}} {
		_, stdout, _ := runIn(t, args...)
		if !strings.HasSuffix(stdout, "\n4 passed, 1 failed\n") {
			t.Errorf("%v: %s", args, stdout)
		}
	}
}

func TestALinkToAFolderIsAFolder(t *testing.T) {
	inFolder(t)
	if err := os.Symlink("passes", "link"); err != nil {
		t.Skip("no links here:", err)
	}
	if code, stdout, stderr := runIn(t, "link"); code != allPassed || stdout != "3 passed, 0 failed\n" {
		t.Errorf("code %d\n%s%s", code, stdout, stderr)
	}
}

func TestAFolderThatCannotBeRead(t *testing.T) {
	inFolder(t)
	closed := filepath.Join("passes", "closed")
	if err := os.Mkdir(closed, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := os.ReadDir(closed); err == nil {
		t.Skip("this user reads every folder")
	}
	if code, stdout, stderr := runIn(t, "passes"); code != unreadable || stdout != "3 passed, 0 failed\n" || !strings.Contains(stderr, "closed") {
		t.Errorf("code %d\n%s%s", code, stdout, stderr)
	}
}
