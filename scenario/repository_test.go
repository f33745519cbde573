package scenario

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/internal/strict"
)

// repository is the root of the module, seen from here.
const repository = ".."

// runAll runs the scenario files of every domain in a folder of its name.
func runAll(t *testing.T, folder func(domain string) string) {
	t.Helper()
	for _, d := range library() {
		t.Run(d.name, func(t *testing.T) {
			files, err := filepath.Glob(filepath.Join(repository, filepath.FromSlash(folder(d.name)), "*.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			if len(files) == 0 {
				t.Skip("there are no such scenarios here")
			}
			for _, file := range files {
				t.Run(filepath.Base(file), func(t *testing.T) { runFile(t, file) })
			}
		})
	}
}

func runFile(t *testing.T, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	scenarios, err := Load(file, data, os.ReadFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scenarios {
		r := s.Run()
		if r.Failed() {
			t.Error(r)
		}
		if page := r.HTML(false); !strings.Contains(page, "<h2>What happened</h2>") || !strings.HasSuffix(page, "</html>\n") {
			t.Errorf("%s has no whole page:\n%s", s.Title, page)
		}
	}
}

func TestTheScenariosOfTheRepository(t *testing.T) {
	runAll(t, func(domain string) string { return domain + "/testdata/scenarios" })
}

// The scenarios that the contract comes with, where they are kept beside the
// repository.
func TestTheScenariosOfTheContract(t *testing.T) {
	runAll(t, func(domain string) string { return "../shared/scenarios/" + domain })
}

// A scenario that expects what is wrong must fail: each expectation in turn is
// made wrong, and each time the scenario says so.
func TestAWrongExpectationFails(t *testing.T) {
	for _, d := range library() {
		t.Run(d.name, func(t *testing.T) {
			made := 0
			for _, folder := range []string{d.name + "/testdata/scenarios", "../shared/scenarios/" + d.name} {
				files, err := filepath.Glob(filepath.Join(repository, filepath.FromSlash(folder), "*.yaml"))
				if err != nil {
					t.Fatal(err)
				}
				for _, file := range files {
					made += spoilFile(t, file)
				}
			}
			if made < 20 {
				t.Skipf("only %d expectations are here to be made wrong", made)
			}
		})
	}
}

// spoilFile makes every expectation of a file wrong in turn and returns how
// many there were.
func spoilFile(t *testing.T, file string) (made int) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	scenarios, err := Load(file, data, os.ReadFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scenarios {
		for _, a := range s.Run().Answers {
			for j, e := range a.Step.expect {
				right := e.want
				a.Failures, a.Step.expect[j].want = nil, spoil(right)
				if a.check(); len(a.Failures) == 0 {
					t.Errorf("%s:%d: %s: passes with %s in place of %s", file, e.pos.Line, e.key, render(spoil(right)), render(right))
				}
				a.Step.expect[j].want = right
				made++
			}
		}
	}
	return made
}

// spoil makes a value wrong: another text in its first place, or one more.
func spoil(n *strict.Node) *strict.Node {
	wrong := *n
	switch {
	case n.Kind == strict.List && len(n.Items) == 0:
		wrong.Items = []*strict.Node{{Kind: strict.Text, Text: "something", Pos: n.Pos}}
	case n.Kind == strict.List:
		wrong.Items = append([]*strict.Node{spoil(n.Items[0])}, n.Items[1:]...)
	case n.Kind == strict.Map:
		first := n.Fields[0]
		first.Value = spoil(first.Value)
		wrong.Fields = append([]strict.Field{first}, n.Fields[1:]...)
	default:
		wrong.Kind, wrong.Text = strict.Text, n.Text+" made wrong"
	}
	return &wrong
}
