package property

import (
	"errors"
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
	all.Test(t)
}
