package classifytest_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/classify/classifytest"
)

func TestBuiltinPolicies(t *testing.T) {
	for _, id := range classify.BuiltinIDs() {
		t.Run(id, func(t *testing.T) {
			p, err := classify.Builtin(id)
			if err != nil {
				t.Fatal(err)
			}
			classifytest.TestPolicy(t, p)
		})
	}
}

// The same policy with every other reading, and with facts of its own.
func TestTheOtherReadings(t *testing.T) {
	data, err := os.ReadFile("../policies/wv-85-23.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer("reading: lower_bounds", "reading: no_band", "reading: exact", "reading: two_decimals", "reading: breaks", "reading: bridges",
		"reading: three_before", "reading: first_review", "reading: release_first", "reading: recommendation_first", "reading: ends_run", "reading: keeps_run",
		"reading: branch", "reading: free_standing", "reading: becomes_focus", "reading: reporting_only", "reading: focus_and_target", "reading: focus_only",
		"reading: leaves", "reading: refused", "reading: one", "reading: two", "reading: starts", "reading: does_not_start", "reading: earlier", "reading: later",
		"emf: factor  ", "emf: factor\n  claims: count\n  open: flag\n  since: date\n  trade: text\n  size: [small, large]\n  shift: number #",
		"if: emf >= focus", `if: emf >= focus and (claims < 50 or open or size == "small" or shift < 0 or since > date("2020-01-01"))`).Replace(string(data))
	p, err := classify.ParsePolicy("board.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	classifytest.TestPolicy(t, p)
}

// rising is a policy in which the tier rises with the premium and falls with
// the factor, and that says so nowhere.
func rising(t *testing.T) *classify.Policy {
	t.Helper()
	data, err := os.ReadFile("../policies/wv-85-23.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer("if: emf >= target", "if: three_year_premium > 30000 and emf < target", "{from: 50000, focus: 1.80", "{from: 50000, focus: 1.10").Replace(string(data))
	p, err := classify.ParsePolicy("rising.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The kit fails on a policy that breaks its laws. It fails in a process of its
// own, so that this one can look on.
func TestTheKitSeesABrokenPolicy(t *testing.T) {
	const marker = "CLASSIFYTEST_BROKEN_POLICY"
	if os.Getenv(marker) != "" {
		classifytest.TestPolicy(t, rising(t))
		return
	}
	run := exec.Command(os.Args[0], "-test.run=^TestTheKitSeesABrokenPolicy$/^(a_higher|the_tier)", "-rapid.nofailfile")
	run.Env = append(os.Environ(), marker+"=yes")
	out, err := run.CombinedOutput()
	if err == nil {
		t.Fatal("the kit passes a broken policy")
	}
	for _, law := range []string{"a_higher_factor_never_gives_a_lower_tier_at_the_same_premium", "the_tier_never_rises_with_the_premium"} {
		if !strings.Contains(string(out), "--- FAIL: TestTheKitSeesABrokenPolicy/"+law) {
			t.Errorf("the kit does not see that %s:\n%s", law, out)
		}
	}
}
