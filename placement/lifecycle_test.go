package placement

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/internal/golden"
	"github.com/workcomp-go/workcomp/rule"
)

// The diagram is generated from the rows, and doc.go shows it.
func TestMermaid(t *testing.T) {
	golden.Block(t, "doc.go", "//\t", Mermaid())
}

// Rows stand in the order of the seven steps, and each has a test named after
// its step.
func TestRowsInTheOrderOfTheInstrument(t *testing.T) {
	var ids []string
	var tests strings.Builder
	for _, file := range []string{"negotiate_test.go", "assess_test.go", "agreement_test.go", "decline_test.go", "monitor_test.go", "extend_test.go", "determination_test.go"} {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		tests.Write(data)
	}
	for _, row := range Rows() {
		if row.On == "" { // an outer row, which holds for every event
			continue
		}
		number, name, _ := strings.Cut(row.ID, ".")
		ids = append(ids, number)
		if !strings.Contains(string(row.Cite), "TOJ-"+number) {
			t.Errorf("row %s cites %s", row.ID, row.Cite)
		}
		if name == "" || !strings.Contains(tests.String(), "func TestTOJ"+number) {
			t.Errorf("row %s has no test", row.ID)
		}
		if len(row.From) > 0 && !strings.HasSuffix(row.Text, ".") {
			t.Errorf("row %s does not end its sentence: %s", row.ID, row.Text)
		}
	}
	if !slices.IsSorted(ids) {
		t.Errorf("the rows are in the order %v", ids)
	}
}

// Every provision that the code cites is tested by name.
func TestEveryCitedStepHasATest(t *testing.T) {
	pattern := regexp.MustCompile(`func TestTOJ(\d)`)
	tested := map[string]bool{}
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), "_test.go") {
			data, err := os.ReadFile(e.Name())
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range pattern.FindAllStringSubmatch(string(data), -1) {
				tested[m[1]] = true
			}
		}
	}
	for _, cite := range []rule.Citation{toj1, toj2, toj3, toj4, toj5, toj6, toj7} {
		if step := strings.TrimPrefix(string(cite), "WCB-Alberta TOJ-"); !tested[step] {
			t.Errorf("step %s has no test", step)
		}
	}
}
