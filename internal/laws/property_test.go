package laws

import (
	"errors"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/internal/scenario"
	"pgregory.net/rapid"
)

// TestMain has rapid leave no files of what it found.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.nofailfile", "true"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// notAbove is broken by every number above a limit, and shows it by the shares
// of an amount: shrunk it is the first above it.
func notAbove(limit int) Property {
	return Property{Name: "a number is not above its limit", Holds: func(t *rapid.T) error {
		n := rapid.IntRange(0, 1000).Draw(t, "n")
		if n <= limit {
			return nil
		}
		with, answer := map[string]any{"amount": n, "weights": []int{1}}, map[string]any{"shares": []int{n}}
		return Breaks("%d is above %d", n, limit).Call("allocate", with, answer, nil).Call("allocate", with, answer, nil, "shares")
	}}
}

func TestALawAboutCalculationsIsAsked(t *testing.T) {
	Check(t, "benefits", "", []Property{notAbove(1000), {Name: "nothing is drawn", Fixed: func() error { return nil }}})
}

func TestAQuestionThatBreaksALawIsPrintedAsAScenario(t *testing.T) {
	printed := Printed("benefits", "", notAbove(16))
	if want := "# Broken: a number is not above its limit.\n# 17 is above 16\n"; !strings.HasPrefix(printed, want) {
		t.Errorf("got\n%s\nwant %s", printed, want)
	}
	scenarios, err := scenario.Load("printed.yaml", []byte(printed), os.ReadFile)
	if err != nil || len(scenarios) != 1 || len(scenarios[0].Steps) != 2 {
		t.Fatalf("%v: %v", err, scenarios)
	}
	if r := scenarios[0].Run(); r.Failed() {
		t.Error(r)
	}
	if got, want := Printed("benefits", "", Property{Name: "a lamp burns", Fixed: func() error { return errLie }}), "no scenario tells it: the liar fails"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	panics := Property{Name: "a lamp burns", Holds: func(*rapid.T) error { panic("it is dark") }}
	if got := Printed("benefits", "", panics); !strings.Contains(got, "panic after 0 tests: it is dark") {
		t.Errorf("got %q", got)
	}
	if kept := Printed("benefits", "", notAbove(1000)); kept != "" {
		t.Errorf("a law that is kept prints %s", kept)
	}
}

func TestWhatNoScenarioTells(t *testing.T) {
	none := func() {}
	for says, err := range map[string]error{
		"no scenario tells it: the liar fails":                     errLie,
		"no scenario tells it: it is dark":                         Breaks("it is %s", "dark"),
		"no scenario tells it: it is dark; the answer of allocate": Breaks("it is dark").Call("allocate", nil, none, nil),
		"it cannot be written":                                     Breaks("it is dark").Call("allocate", none, nil, errors.New("no")),
	} {
		if got := scenarioOf("benefits", "", "a lamp burns", err); !strings.Contains(got, says) {
			t.Errorf("got %q, want %q", got, says)
		}
	}
}
