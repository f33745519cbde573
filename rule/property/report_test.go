package property

import (
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
)

var errFaulty = errors.New("the faulty policy fails")

func TestReport(t *testing.T) {
	var all Report
	all.Add(Report{Laws: []string{"a lamp burns"}})
	all.Add(Report{Laws: []string{"a lamp is dark"}, Counterexamples: []*Counterexample{{Law: "a lamp is dark", How: errFaulty, Case: "scenario: x"}, {Law: "a lamp is dark", How: errFaulty}}})
	if err := all.Err(); err == nil || err.Error() != "scenario: x\n# Broken: a lamp is dark.\n# the faulty policy fails" {
		t.Errorf("got %v", err)
	}
	var broken *Counterexample
	if !errors.As(all.Err(), &broken) {
		t.Error("a counterexample cannot be found in the error")
	}
	if how := errors.Unwrap(broken); how != errFaulty {
		t.Errorf("got %v, want %v", how, errFaulty)
	}
	all.Counterexamples = nil
	all.Add(Report{Skipped: []Skipped{{"a lamp is lent", "there is none"}}})
	if len(all.Laws) != 2 || len(all.Skipped) != 1 || all.Err() != nil {
		t.Errorf("got %+v", all)
	}
	all.Test(t)
}

// TestReport_Test is run by the test below, as a host runs it.
func TestReport_Test(t *testing.T) {
	r := Report{Laws: []string{"a lamp burns", "a lamp is dark"}, Skipped: []Skipped{{"a lamp is lent", "there is none"}}}
	if os.Getenv("PROPERTY_TEST") != "" {
		r.Counterexamples = []*Counterexample{{Law: "a lamp is dark", How: errFaulty}, {Law: "a lamp is dark", How: errFaulty, Case: "scenario: x"}}
	}
	r.Test(t)
}

// Each law is a test named after it, that fails with all that breaks it or is skipped.
func TestReport_Test_asAHostRunsIt(t *testing.T) {
	const skipped = "--- SKIP: TestReport_Test/a_lamp_is_lent"
	for _, c := range []struct {
		broken string
		want   []string
	}{
		{"", []string{"--- PASS: TestReport_Test/a_lamp_burns", "--- PASS: TestReport_Test/a_lamp_is_dark", skipped, "there is none"}},
		{"yes", []string{"--- PASS: TestReport_Test/a_lamp_burns", "--- FAIL: TestReport_Test/a_lamp_is_dark", skipped,
			"# Broken: a lamp is dark.\n        # the faulty policy fails\n", "scenario: x\n"}},
	} {
		host := exec.Command(os.Args[0], "-test.run=^TestReport_Test$", "-test.v")
		host.Env = append(os.Environ(), "PROPERTY_TEST="+c.broken)
		out, err := host.CombinedOutput()
		if (err != nil) != (c.broken != "") {
			t.Errorf("%q: %v", c.broken, err)
		}
		for _, want := range c.want {
			if !strings.Contains(string(out), want) {
				t.Errorf("%q: there is no %q in\n%s", c.broken, want, out)
			}
		}
	}
}
