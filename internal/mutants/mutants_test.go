package mutants

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/failing"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"github.com/workcomp-go/workcomp/rule/lifecycle/lifecycletest"
	"github.com/workcomp-go/workcomp/rule/property"
	"pgregory.net/rapid"
)

const original = "policy: wv-85-23\ntitle: A\nsource: B\n"

// write puts files into a folder of the test.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// finds is a kit that finds a law broken, and tells the case so.
func finds(law, text string) Kit {
	return func(string, []byte, string) (property.Report, error) {
		return property.Report{Laws: []string{"a lamp burns"}, Counterexamples: []*property.Counterexample{{Law: law, How: errors.New("it is dark"), Case: text}}}, nil
	}
}

const passes = "scenario: A\ndomain: calendar\nsteps: [{call: add, with: {date: 2025-01-01, days: 1, rounding: none}, expect: {date: 2025-01-02}}]\n"

// fails holds what calls a test to a failure that says so.
func fails(t *testing.T, says string, run func(testing.TB)) {
	t.Helper()
	if failed := failing.Of(t, run); !strings.Contains(failed, says) || failed == "" {
		t.Errorf("failed with %q, want %q", failed, says)
	}
}

func TestAMutantThatIsNotCaught(t *testing.T) {
	said := "# Typed wrong. Breaks: a lamp burns\n" + strings.Replace(original, "A", "C", 1)
	for _, c := range []struct {
		mutant, says string
		kit          Kit
	}{
		{said, "", finds("a lamp burns", passes)},
		{original, "the first line says not which law it breaks", finds("a lamp burns", passes)},
		{"Breaks: a lamp burns\n" + original, "the first line says not which law it breaks", finds("a lamp burns", passes)},
		{"# Breaks: a lamp burns\n" + original, "0 lines are not the original's", finds("a lamp burns", passes)},
		{said + "a\nb\nc\n", "", finds("a lamp burns", passes)},
		{said + "a\nb\nc\nd\n", "5 lines are not the original's", finds("a lamp burns", passes)},
		{strings.Replace(said, "burns", "is lit", 1), `the kit has no law "a lamp is lit"`, finds("a lamp burns", passes)},
		{said, "the law is not found broken, only: " + passes, finds("a lamp is lit", passes)},
		{said, "expected 2025-01-03, got 2025-01-02", finds("a lamp burns", strings.Replace(passes, "expect: {date: 2025-01-02", "expect: {date: 2025-01-03", 1))},
		{said, "the file is empty", finds("a lamp burns", "")},
		{said, "no such policy", func(string, []byte, string) (property.Report, error) {
			return property.Report{}, errors.New("no such policy")
		}},
	} {
		folder := write(t, map[string]string{"from.yaml": original, "mutant.yaml": c.mutant})
		_, err := caught(filepath.Join(folder, "from.yaml"), filepath.Join(folder, "mutant.yaml"), c.kit)
		if got := fmt.Sprint(err); c.says == "" && err != nil || !strings.Contains(got, c.says) {
			t.Errorf("got %s, want %s", got, c.says)
		}
	}
	if _, err := caught("none.yaml", "none.yaml", nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	mutant := filepath.Join(write(t, map[string]string{"mutant.yaml": said}), "mutant.yaml")
	for from, says := range map[string]string{"none.yaml": "does not exist", "[": "syntax error in pattern", os.TempDir(): "is a directory"} {
		if _, err := caught(from, mutant, nil); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: got %v, want %s", from, err, says)
		}
	}
}

func TestALineThatMovedIsChanged(t *testing.T) {
	for text, want := range map[string]int{"b\na\nc\nd": 2, "b\na\nc": 1, "a\nb\nc\nd": 0} {
		if n := changed("a\nb\nc\nd", text); n != want {
			t.Errorf("%q: %d lines changed, want %d", text, n, want)
		}
	}
	from := write(t, map[string]string{"a.yaml": "a\nb\nc\n", "b.yaml": "a\nc\nc\n"})
	if n, err := fewest(filepath.Join(from, "*.yaml"), "a\nc\nd\n"); n != 1 || err != nil {
		t.Errorf("%d lines changed, %v", n, err)
	}
}

func TestFourMutantsAreTooFew(t *testing.T) {
	few := map[string]string{"a.yaml": "", "a.counterexample.yaml": "", "b.yaml": "", "c.yaml": "", "d.yaml": ""}
	if _, err := list(write(t, few)); err == nil || !strings.Contains(err.Error(), "4 mutants in ") {
		t.Errorf("got %v", err)
	}
}

// Another number of mutants, one that is not caught and one whose counterexample is
// another are run by the test below, as a kit's own test runs them.
func TestFiveMutantsThatAreCaught(t *testing.T) {
	files := map[string]string{}
	for _, name := range []string{"a", "b", "c", "d", "e"} {
		files[name+".yaml"] = "# Typed wrong. Breaks: a lamp burns\n" + strings.Replace(original, "A", name, 1)
		files[name+".counterexample.yaml"] = passes
	}
	switch os.Getenv("MUTANTS_TEST") {
	case "four":
		delete(files, "e.yaml")
	case "not caught":
		files["c.yaml"] = original
	case "another":
		files["c.counterexample.yaml"] = ""
	}
	from := filepath.Join(write(t, map[string]string{"from.yaml": original}), "from.yaml")
	Test(t, from, write(t, files), finds("a lamp burns", passes))
}

func TestTest_asAKitRunsIt(t *testing.T) {
	for fault, says := range map[string][]string{
		"four":       {"    mutants_test.go:", ": 4 mutants in "},
		"not caught": {"--- PASS: TestFiveMutantsThatAreCaught/b", "--- FAIL: TestFiveMutantsThatAreCaught/c", "says not which law it breaks"},
		"another":    {"--- PASS: TestFiveMutantsThatAreCaught/b", "--- FAIL: TestFiveMutantsThatAreCaught/c", "-kept +made"},
	} {
		kit := exec.Command(os.Args[0], "-test.run=^TestFiveMutantsThatAreCaught$", "-test.v")
		kit.Env = append(os.Environ(), "MUTANTS_TEST="+fault, "UPDATE_GOLDEN=")
		out, err := kit.CombinedOutput()
		if err == nil {
			t.Errorf("%s passes", fault)
		}
		for _, want := range says {
			if !strings.Contains(string(out), want) {
				t.Errorf("%s: there is no %q in\n%s", fault, want, out)
			}
		}
	}
}

// reports are cases in which a need is reported, now and then by nobody.
func reports(t *testing.T) lifecycletest.Kit[intervention.State, intervention.EventName, intervention.Case, intervention.Event, *intervention.Policy] {
	t.Helper()
	p, err := intervention.Builtin("nl-63.00")
	if err != nil {
		t.Fatal(err)
	}
	def := p.Machine().Definition()
	def.Events = def.Events[:1]
	def.Rows = slices.DeleteFunc(def.Rows, func(r lifecycle.Row[intervention.State, intervention.EventName]) bool {
		return r.On != "" && r.On != def.Events[0].Name()
	})
	report := intervention.ReportNeed{On: calendar.MustParse("2012-01-02"), FollowUpFailed: rule.Yes,
		Conditions: []intervention.Condition{intervention.RefusedDiscussion, intervention.RejectedProgram, intervention.ResistedWorking}}
	return lifecycletest.Kit[intervention.State, intervention.EventName, intervention.Case, intervention.Event, *intervention.Policy]{
		Machine: lifecycle.New(def),
		Policy:  p,
		Start:   p.Start(),
		Amend: func(t *rapid.T, _ intervention.Case, _ intervention.Event) intervention.Event {
			e := report
			e.By = rapid.SampledFrom([]rule.Role{"", intervention.HealthAndSafetyAdvisor}).Draw(t, "by")
			return e
		},
		Scenario: &lifecycletest.Scenario[intervention.Case]{Domain: "intervention", Policy: "nl-63.00",
			Shows: func(c intervention.Case) []lifecycletest.Shown {
				return []lifecycletest.Shown{{Key: "state", Value: c.State}}
			}},
	}
}

func TestTestEvents(t *testing.T) {
	k := reports(t)
	TestEvents(t, k)
	k.Scenario.Shows = func(intervention.Case) []lifecycletest.Shown {
		return []lifecycletest.Shown{{Key: "state", Value: "elsewhere"}}
	}
	fails(t, "expected elsewhere, got possible_need", func(tb testing.TB) { TestEvents(tb, k) })
	k = reports(t)
	k.Apply = func(_ *intervention.Policy, c intervention.Case, _ intervention.Event) (intervention.Case, rule.Outcome, error) {
		return c, rule.Outcome{}, errors.New("never")
	}
	if err := events(k); err == nil || !strings.Contains(err.Error(), "report_need, taken: no case comes to it") {
		t.Errorf("got %v", err)
	}
}
