package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/benefits"
)

var (
	fenced  = regexp.MustCompile("(?ms)(?:^<!-- (file|example): (\\S+) -->\n)?^```(\\w+)\n(.*?)^```\n")
	example = regexp.MustCompile(`(?ms)^func (\w+)\(\) \{\n(.*?)^\}\n`)
)

// Every guide says what is so: its files are written, its commands are run, and what it
// shows of their answers, and of Go, is what comes. UPDATE_GOLDEN=1 writes it.
func TestGuides(t *testing.T) {
	guides, err := filepath.Glob("../../docs/guides/*.md")
	if err != nil || len(guides) != 4 {
		t.Fatal(guides, err)
	}
	source, err := os.ReadFile("../../scenario/guide_test.go")
	if err != nil {
		t.Fatal(err)
	}
	examples := map[string]string{}
	for _, f := range example.FindAllStringSubmatch(string(source), -1) {
		body, _, _ := strings.Cut(f[2], "\t// Output:")
		examples[f[1]] = strings.ReplaceAll(strings.TrimPrefix(body, "\t"), "\n\t", "\n")
	}
	for _, guide := range guides {
		t.Run(filepath.Base(guide), func(t *testing.T) {
			whole, err := filepath.Abs(guide)
			if err != nil {
				t.Fatal(err)
			}
			data, err := os.ReadFile(guide)
			if err != nil {
				t.Fatal(err)
			}
			if n := len(strings.Fields(fenced.ReplaceAllString(string(data), ""))); n > 700 {
				t.Errorf("%d words, beside what it shows: a guide has about 600", n)
			}
			t.Chdir(t.TempDir())
			text := followed(t, string(data), examples)
			switch {
			case text == string(data):
			case os.Getenv("UPDATE_GOLDEN") != "":
				if err := os.WriteFile(whole, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			default:
				t.Errorf("the guide should be (UPDATE_GOLDEN=1 writes it)\n%s", text)
			}
		})
	}
}

// followed is a guide as it comes out when it is followed.
func followed(t *testing.T, text string, examples map[string]string) string {
	came, ran := "", 0
	text = fenced.ReplaceAllStringFunc(text, func(block string) string {
		m := fenced.FindStringSubmatch(block)
		kind, name, language, content := m[1], m[2], m[3], m[4]
		switch {
		case kind == "file":
			if err := write(filepath.FromSlash(name), content); err != nil {
				t.Fatal(err)
			}
		case kind == "example":
			if examples[name] == "" {
				t.Errorf("there is no %s", name)
			}
			return strings.Replace(block, content+"```\n", examples[name]+"```\n", 1)
		case language == "sh":
			came = ""
			for line := range strings.Lines(content) {
				words, ours := strings.CutPrefix(line, "workcomp ")
				if !ours {
					continue
				}
				code, stdout, stderr := runIn(t, strings.Fields(words)...)
				if ran++; code == cannot {
					t.Errorf("%s%s", line, stderr)
				}
				came += stdout
			}
		case language == "text":
			return "```text\n" + came + "```\n"
		}
		return block
	})
	if ran == 0 && !strings.Contains(text, "<!-- example: ") {
		t.Error("the guide shows no command")
	}
	return text
}

// What the skeleton of a subsidy has behind a # is right too.
func TestNew_uncommented(t *testing.T) {
	text, err := skeletons.ReadFile("new/subsidy.yaml")
	if err != nil {
		t.Fatal(err)
	}
	whole := strings.NewReplacer("    # ", "    # ", "    #- ", "      - ", "    #", "    ").Replace(string(text))
	if !strings.Contains(whole, "\n    employer:") || !strings.Contains(whole, "\n      - {weeks: 4, by: hours") {
		t.Fatal(whole)
	}
	if _, err := benefits.ParseSubsidy("subsidy.yaml", []byte(whole)); err != nil {
		t.Error(err)
	}
}
