package intervention_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/intervention"
)

// golden compares with a file of testdata, or writes it when UPDATE_GOLDEN is
// set.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got)\n%s", file, diff)
	}
}

// The diagram of the package's documentation is the one the rows draw.
func TestTheDocumentationDrawsTheRows(t *testing.T) {
	data, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	before, _, _ := strings.Cut(string(data), "//\tstateDiagram-v2")
	var drawn strings.Builder
	for line := range strings.Lines(intervention.Mermaid()) {
		drawn.WriteString("//\t" + line)
	}
	want := before + drawn.String() + "package intervention\n"
	if os.Getenv("UPDATE_GOLDEN") != "" {
		golden(t, "doc.go", want)
	} else if diff := cmp.Diff(want, string(data)); diff != "" {
		t.Errorf("doc.go (-want +got)\n%s", diff)
	}
}

// The interpretations as counsel reads them.
func TestTheInterpretations(t *testing.T) {
	var b strings.Builder
	for _, i := range builtin(t).Interpretations() {
		b.WriteString(i.String() + "\n\n")
	}
	golden(t, "testdata/interpretations.txt", b.String())
}
