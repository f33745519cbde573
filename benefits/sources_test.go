package benefits_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/benefits"
	"go.yaml.in/yaml/v3"
)

// uncited lists the numbers and dates of a policy file that have no source
// beside them, in the same mapping.
func uncited(n *yaml.Node, path string, cited bool) []string {
	switch n.Kind {
	case yaml.DocumentNode:
		return uncited(n.Content[0], path, false)
	case yaml.SequenceNode:
		var all []string
		for i, item := range n.Content {
			all = append(all, uncited(item, fmt.Sprintf("%s[%d]", path, i), false)...)
		}
		return all
	case yaml.MappingNode:
		has := false
		for i := 0; i < len(n.Content); i += 2 {
			has = has || n.Content[i].Value == "cite" && n.Content[i+1].Value != ""
		}
		var all []string
		for i := 0; i < len(n.Content); i += 2 {
			all = append(all, uncited(n.Content[i+1], path+"."+n.Content[i].Value, has)...)
		}
		return all
	}
	if !cited && (n.Tag == "!!int" || n.Tag == "!!float" || n.Tag == "!!timestamp") {
		return []string{path + ": " + n.Value}
	}
	return nil
}

func uncitedIn(t *testing.T, text string) []string {
	t.Helper()
	var n yaml.Node
	if err := yaml.Unmarshal([]byte(text), &n); err != nil {
		t.Fatal(err)
	}
	return uncited(&n, "", false)
}

func policyFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("policies/subsidy/*.yaml")
	if err != nil || len(files) != 10 {
		t.Fatal(files, err)
	}
	return append(files, "policies/ab-toj.yaml")
}

func TestEveryConstantHasItsSourceBesideIt(t *testing.T) {
	for _, file := range policyFiles(t) {
		for _, at := range uncitedIn(t, text(t, file)) {
			t.Errorf("%s%s has no source", file, at)
		}
	}
}

// Each source in turn is taken away: the file is refused, and where a number
// stood beside it the check above sees it.
func TestAConstantWithoutItsSourceIsSeen(t *testing.T) {
	for _, file := range policyFiles(t) {
		whole := text(t, file)
		lines := strings.Split(whole, "\n")
		seen := 0
		for i, line := range lines {
			if strings.HasPrefix(line, "#") {
				continue
			}
			for at := 0; ; {
				next := strings.Index(line[at:], "cite: ")
				if next < 0 {
					break
				}
				at += next + len("cite: ")
				changed := append([]string{}, lines...)
				changed[i] = line[:at] + `"" #`
				if end := strings.LastIndex(line, "}"); end > at {
					changed[i] = withoutValue(line, at)
				}
				text := strings.Join(changed, "\n")
				err := parsed(file, text)
				if err == nil {
					t.Errorf("%s:%d: %q is accepted", file, i+1, changed[i])
				}
				seen += min(len(uncitedIn(t, text)), 1)
			}
		}
		if seen == 0 && !strings.Contains(file, "ca-ab-toj") { // which has no number of its own
			t.Errorf("%s: no missing source was seen", file)
		}
	}
}

// withoutValue empties the value that begins at a place of a flow mapping.
func withoutValue(line string, at int) string {
	end := at + strings.IndexAny(line[at:], ",}")
	if line[at] == '"' {
		end = at + 1 + strings.Index(line[at+1:], `"`) + 1
	}
	return line[:at] + `""` + line[end:]
}

func parsed(file, text string) error {
	if strings.Contains(file, "subsidy") {
		_, err := benefits.ParseSubsidy(file, []byte(text))
		return err
	}
	_, err := benefits.ParsePolicy(file, []byte(text))
	return err
}
