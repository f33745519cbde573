package scenario

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/internal/golden"
)

// Every kind of mistake, all of one file at once, each at its place.
func TestEveryMistakeOfAFileIsReported(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "malformed.txt"))
	if err != nil {
		t.Fatal(err)
	}
	scenarios, err := loadLamp(string(data))
	if scenarios != nil || err == nil {
		t.Fatalf("got %d scenarios and the error %v", len(scenarios), err)
	}
	golden.Check(t, "testdata/malformed.golden", err.Error()+"\n")
}

func TestAFileThatIsNoScenario(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"empty", "", "cases/lamp.yaml:1:1: the file is empty"},
		{"not YAML", "scenario: [", ": not YAML: "},
		{"a list", "- scenario: A lamp", "cases/lamp.yaml:1:1: a list is not valid, expected a mapping"},
		{"a text", "lamp", `"lamp" is not valid, expected a mapping`},
		{"no title", "domain: calendar\nsteps: [{call: add}]", "cases/lamp.yaml:1:1: scenario: missing, expected this key"},
		{"an anchor", "scenario: &a A lamp\nsource: *a\ndomain: calendar\nsteps: [{call: add}]", "scenario: anchors, aliases"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := loadLamp(c.data); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func TestWhatIsAPolicyAndWhatAScenario(t *testing.T) {
	for _, c := range []struct {
		data string
		want bool
	}{
		{"policy: pier\nstart: tied\n", true},
		{"subsidy: pier\ntitle: A subsidy\n", true},
		{"\uFEFFpolicy: pier\r\nstart: tied\r\n", true},
		{"\"policy\": pier\n'title' : Lamps\n", true},
		{"'scenario': A lamp\npolicy: pier\n", false},
		{"scenario: A lamp\npolicy: pier\n", false},
		{"domain: lamp\npolicy: pier\nsteps: []\n", false}, // a scenario whose title was forgotten
		{"policy: pier\n---\npolicy: quay\n", true},
		{"procedure: pier\nstates: [lit]\n", true},
		{"policy: pier\nlamps: [\n", true},
		{"sub:\n  policy: pier\n", false},
		{"scenario: [\npolicy: pier\n", false},
		{"- policy\n", false},
		{"", false},
	} {
		if got := IsPolicy([]byte(c.data)); got != c.want {
			t.Errorf("%q: got %v", c.data, got)
		}
	}
}

func TestTheLibrarysOwnDomains(t *testing.T) {
	_, err := Load("x.yaml", []byte("scenario: A lamp\ndomain: lamp\nsteps: [{call: bill}]\n"), lampFiles)
	if err == nil || !strings.Contains(err.Error(), `domain: "lamp" is not valid, expected one of calendar, `) {
		t.Errorf("got %v", err)
	}
	scenarios, err := Load("x.yaml", []byte("scenario: A day\ndomain: calendar\nsteps: [{call: quarter, with: {quarter: 2025-Q2}, expect: {to: 2025-06-30}}]\n"), lampFiles)
	if err != nil || len(scenarios) != 1 || scenarios[0].Run().Failed() {
		t.Errorf("got %v and %v", scenarios, err)
	}
}
