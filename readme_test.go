package workcomp

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/classify"
)

func text(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// shows compares the fenced block after the marker <!-- name --> of the README
// with what the library itself says; UPDATE_GOLDEN=1 writes it.
func shows(t *testing.T, name, language, want string) {
	t.Helper()
	readme := text(t, "README.md")
	head, rest, found := strings.Cut(readme, "<!-- "+name+" -->\n```"+language+"\n")
	got, tail, closed := strings.Cut(rest, "```\n")
	if !found || !closed {
		t.Fatalf("the README has no block <!-- %s --> of %s", name, language)
	}
	want = strings.TrimRight(want, "\n") + "\n"
	if got == want {
		return
	}
	if os.Getenv("UPDATE_GOLDEN") == "" {
		t.Fatalf("the README's block %s is\n%s\nand should be (UPDATE_GOLDEN=1 writes it)\n%s", name, got, want)
	}
	readme = head + "<!-- " + name + " -->\n```" + language + "\n" + want + "```\n" + tail
	if err := os.WriteFile("README.md", []byte(readme), 0o644); err != nil {
		t.Fatal(err)
	}
}

// The block is a whole program: it compiles as it is pasted, with the imports of the
// example that is run.
func TestTheReadmeShowsTheExampleThatIsRun(t *testing.T) {
	_, after, _ := strings.Cut(text(t, "example_test.go"), "package workcomp_test\n")
	imports, body, _ := strings.Cut(after, "// The embedding example of the README, line by line.\nfunc Example() {\n")
	body, _, _ = strings.Cut(body, "\t// Output:")
	shows(t, "embedding", "go", "package main\n"+imports+"func main() {\n"+body+"}")
}

func TestTheReadmeShowsTheCorrectionThatIsRun(t *testing.T) {
	_, after, _ := strings.Cut(text(t, "example_history_test.go"), "package workcomp_test\n")
	imports, body, _ := strings.Cut(after, "// The correction of the README, line by line.\nfunc Example_history() {\n")
	body, _, _ = strings.Cut(body, "\t// Output:")
	shows(t, "history", "go", "package main\n"+imports+"func main() {\n"+body+"}")
}

func TestTheReadmeShowsClosedDaysThatKeepTheLaws(t *testing.T) {
	shows(t, "closed-days", "yaml", text(t, "calendar/calendartest/testdata/sound/table.yaml"))
}

func TestTheReadmeShowsPolicyFilesThatAreRead(t *testing.T) {
	safety, board := text(t, "testdata/scenarios/policies/example-safety.yaml"), text(t, "testdata/scenarios/policies/example-board.yaml")
	shows(t, "programme", "yaml", safety)
	shows(t, "subsidy", "yaml", board)
	if _, err := classify.ParsePolicy("example-safety.yaml", []byte(safety)); err != nil {
		t.Error(err)
	}
	if _, err := benefits.ParseSubsidy("example-board.yaml", []byte(board)); err != nil {
		t.Error(err)
	}
	if n := strings.Count(board, "\n"); n > 15 {
		t.Errorf("the subsidy has %d lines, and fifteen are promised", n)
	}
}

func TestTheReadmeShowsTheMistakesOfAFile(t *testing.T) {
	_, err := classify.ParsePolicy("example-safety.yaml", []byte(text(t, "testdata/example-safety-wrong.yaml")))
	if err == nil {
		t.Fatal("no mistake was found")
	}
	shows(t, "mistakes", "text", err.Error())
}

func TestTheReadmeShowsALawThatIsBroken(t *testing.T) {
	told := text(t, "classify/classifytest/testdata/mutants/protest-swapped.counterexample.yaml")
	notes, rest, _ := strings.Cut(told, "# This is what came")
	_, steps, found := strings.Cut(rest, "\nsteps:\n")
	if !found {
		t.Fatal("the scenario has no steps")
	}
	shows(t, "law", "yaml", notes+steps)
}

func TestTheReadmeShowsWhatIsFoundInAPolicy(t *testing.T) {
	found, _, _ := strings.Cut(text(t, "cmd/workcomp/testdata/check/crossing.golden"), "files: ")
	shows(t, "check", "text", found)
}

func TestTheReadmeShowsTheBeginningOfTheCasebook(t *testing.T) {
	book := text(t, "examples/casebook/testdata/casebook.txt")
	first, _, _ := strings.Cut(book[strings.Index(book, "(a)"):], "\n\nTue 1995-03-14")
	shows(t, "casebook", "text", first)
}

func TestTheReadmeShowsACaseAsDocumentation(t *testing.T) {
	_, case1, found := strings.Cut(text(t, "docs/classify/xyz.md"), "**(1)**")
	step, _, ends := strings.Cut(case1, "\n- The experience")
	if !found || !ends {
		t.Fatal("the page of the worked example does not begin with its review")
	}
	shows(t, "story", "markdown", "**(1)**"+step)
}

func TestTheReadmeShowsEntriesOfACatalogue(t *testing.T) {
	policy, err := classify.Builtin("wv-85-23")
	if err != nil {
		t.Fatal(err)
	}
	var lines strings.Builder
	e := json.NewEncoder(&lines)
	e.SetEscapeHTML(false)
	c := policy.Catalogue()
	for _, v := range c.Values {
		if v.ID == "bands.rows[25000].focus" {
			_ = e.Encode(v)
		}
	}
	for _, d := range c.Duties {
		if d.ID == "plan" {
			_ = e.Encode(d)
		}
	}
	shows(t, "rules", "json", lines.String())
}
