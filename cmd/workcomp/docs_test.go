package main

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/golden"
	"github.com/workcomp-go/workcomp/scenario"
)

// textsBelow gives the texts of the files below a folder by their paths in it.
func textsBelow(t *testing.T, folder string) map[string]string {
	t.Helper()
	texts := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if strings.HasSuffix(path, ".md") && folder == "docs" && !strings.HasPrefix(string(text), scenario.Generated) {
			return err // written by hand
		}
		texts[filepath.ToSlash(strings.TrimPrefix(path, folder+string(filepath.Separator)))] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// regenerate runs the command by which the documentation is made, as a shell
// would, into another folder.
func regenerate(t *testing.T, folder string) {
	t.Helper()
	var args []string
	for _, word := range strings.Fields("doc -o docs testdata/scenarios */testdata/scenarios") {
		switch matches, err := filepath.Glob(word); {
		case err != nil:
			t.Fatal(err)
		case word == "docs":
			args = append(args, folder)
		case strings.Contains(word, "*"):
			args = append(args, matches...)
		default:
			args = append(args, word)
		}
	}
	if code, _, stderr := runIn(t, args...); code != well {
		t.Fatalf("exit code %d\n%s", code, stderr)
	}
}

// docs holds what the scenarios of the repository make, no less and no more: a
// page of a case that is gone is a fault.
func TestTheDocumentationIsThatOfTheCases(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	if os.Getenv("UPDATE_GOLDEN") != "" {
		regenerate(t, "docs")
	}
	made := t.TempDir()
	regenerate(t, made)
	want, kept := textsBelow(t, made), textsBelow(t, "docs")
	maps.DeleteFunc(kept, func(name, text string) bool { return strings.HasPrefix(name, "sentences/") }) // of the instruments, not of cases
	if names := slices.Sorted(maps.Keys(want)); !slices.Equal(names, slices.Sorted(maps.Keys(kept))) {
		t.Errorf("docs holds\n%v\nand should hold (UPDATE_GOLDEN=1 writes them)\n%v", slices.Sorted(maps.Keys(kept)), names)
	}
	size := 0
	for name, text := range want {
		size += len(text)
		prose := regexp.MustCompile("(?s)```.*?```|`[^`]*`").ReplaceAllString(text, "")
		for _, found := range regexp.MustCompile(`\b\d{4}-\d\d-\d\d\b|\w_\w| (==|!=|<=?|>=?) `).FindAllString(prose, -1) {
			if _, err := calendar.Parse(found); err == nil || len(found) < 10 {
				t.Errorf("docs/%s has %q, as data have it, and not as a person writes", name, found)
			}
		}
		golden.Check(t, filepath.Join("docs", filepath.FromSlash(name)), text)
	}
	if size > 3<<20 {
		t.Errorf("the pages have %d bytes, and no more than three megabytes are promised", size)
	}
}

func TestThePagesOfAFolder(t *testing.T) {
	inFolder(t)
	if code, stdout, stderr := runIn(t, "doc", "-o", "pages", "passes"); code != well || stdout != "3 pages in pages\n" {
		t.Fatalf("code %d\n%s%s", code, stdout, stderr)
	}
	for name, text := range map[string]string{"passes/own.md": "# By hand\n", "passes/gone.md": scenario.Generated + "\n# Gone\n", "notes.txt": scenario.Generated} {
		if err := os.WriteFile(filepath.Join("pages", filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join("pages", "folder.md"), 0o755); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := runIn(t, "doc", "-o", "pages", "passes"); code != well {
		t.Fatal(stderr)
	}
	texts := textsBelow(t, "pages")
	want := []string{"README.md", "notes.txt", "passes/deeper/recur.md", "passes/own.md", "passes/terms.md"}
	if names := slices.Sorted(maps.Keys(texts)); !slices.Equal(names, want) {
		t.Errorf("got %v, want %v", names, want)
	}
	if !strings.Contains(texts["README.md"], "[Sixty days](passes/terms.md#case-1)") || !strings.Contains(texts["passes/terms.md"], "## Sixty days\n") {
		t.Errorf("%s\n%s", texts["README.md"], texts["passes/terms.md"])
	}
}

// What fails is no documentation, and what cannot be written is said.
func TestPagesThatAreNotWritten(t *testing.T) {
	inFolder(t)
	if err := os.WriteFile("taken", nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join("barred", "README.md"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		out  string
		path string
		code int
		says string
	}{
		{"pages", "fails", failed, ""},
		{"pages", "malformed", cannot, "domain"},
		{"taken", "passes", cannot, "taken"},
		{"barred", "passes", cannot, "README.md"},
	} {
		code, _, stderr := runIn(t, "doc", "-o", c.out, c.path)
		if code != c.code || !strings.Contains(stderr, c.says) {
			t.Errorf("%s into %s: code %d, want %d\n%s", c.path, c.out, code, c.code, stderr)
		}
	}
	if _, err := os.Stat("pages"); !os.IsNotExist(err) {
		t.Error("pages of cases that fail were written")
	}
	for _, dir := range []string{"x", filepath.Join("x", "scenarios")} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "a.yaml"), []byte(files["passes/deeper/recur.yaml"]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if code, _, stderr := runIn(t, "doc", "-o", "pages", "x"); code != cannot || !strings.Contains(stderr, "would both have the page x/a.md") {
		t.Errorf("two files of one page: code %d\n%s", code, stderr)
	}
}
