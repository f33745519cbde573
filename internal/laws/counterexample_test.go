package laws

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/internal/told"
	"pgregory.net/rapid"
)

// lit is a law that lamps break: none is switched on for the third time.
var lit = Law[lamp, turn, string]{Name: "a lamp is switched on no more than twice", Keeps: func(m Transition[lamp, turn, string]) error {
	times := 0
	for _, e := range m.history() {
		if e.On {
			times++
		}
	}
	if m.Err == nil && times > 2 {
		return m.Broken("it is on for the %drd time", times)
	}
	return nil
}}

// What breaks a law is shrunk to the events that it takes, and told.
func TestABreachIsShortAndTold(t *testing.T) {
	r := Ask(house{}, lamps, []Law[lamp, turn, string]{lit}, lit.Name)
	if len(r.Counterexamples) != 1 {
		t.Fatalf("got %v", r.Err())
	}
	const want = `# Broken: a lamp is switched on no more than twice.
# turn by "keeper": it is on for the 3rd time
# This is what came; kept beside house.yaml it runs: go run github.com/workcomp-go/workcomp/cmd/workcomp test -v FILE
scenario: "Broken: a lamp is switched on no more than twice"
domain: lamp
policy: house.yaml
steps:
  - event: turn
    by: keeper
    with: {lit: true}
    expect: {lit: true, duties: [{id: switch_off}]}
  - event: turn
    by: keeper
    with: {lit: false}
    expect: {lit: false}
  - event: turn
    by: keeper
    with: {lit: true}
    expect: {lit: true, duties: [{id: switch_off}]}
  - event: turn
    by: keeper
    with: {lit: false}
    expect: {lit: false}
  - event: turn
    by: keeper
    with: {lit: true}
    expect: {lit: true, duties: [{id: switch_off}], cites: ["1"]}
`
	if diff := cmp.Diff(want, r.Counterexamples[0].Case); diff != "" {
		t.Error(diff)
	}
	if again := Ask(house{}, lamps, []Law[lamp, turn, string]{lit}, lit.Name); again.Err().Error() != r.Err().Error() {
		t.Errorf("told otherwise the second time: %v", again.Err())
	}
}

// Two cases that break a law together are both told.
func TestTwoCasesAreTold(t *testing.T) {
	unlike := Law[lamp, turn, string]{Name: "on is like off", Keeps: func(m Transition[lamp, turn, string]) error {
		return m.Unlike([]turn{{On: false, By: "keeper"}}, "it is not")
	}}
	given := lamps
	given.Given = func(c lamp) any { return map[string]bool{"lit": c.Lit} }
	r := Ask(house{}, given, []Law[lamp, turn, string]{unlike}, unlike.Name)
	if len(r.Counterexamples) != 1 || strings.Count(r.Counterexamples[0].Case, "scenario: ") != 2 || strings.Count(r.Counterexamples[0].Case, "given: {lit: false}") != 2 ||
		!strings.Contains(r.Counterexamples[0].Case, "---\n") || !strings.Contains(r.Counterexamples[0].Case, "error: ") {
		t.Errorf("got %v", r.Err())
	}
}

// A case that cannot be told breaks its law all the same.
func TestABreachThatCannotBeTold(t *testing.T) {
	for _, e := range []turn{{unwritable: true}, {By: "keeper", On: true, unreadable: true}} {
		r := Ask(house{}, lamps, []Law[lamp, turn, string]{{Name: "two cases are alike", Keeps: func(m Transition[lamp, turn, string]) error { return m.Unlike([]turn{e}, "they are not") }}}, "two cases are alike")
		if len(r.Counterexamples) != 1 || r.Counterexamples[0].Case != "" || !strings.Contains(r.Counterexamples[0].How.Error(), "they are not (the case is not told: ") {
			t.Errorf("got %v", r.Err())
		}
	}
}

func TestATestIsNamedAfterItsLaw(t *testing.T) {
	var all Report
	all.Add(Report{Laws: []string{"a lamp burns"}})
	all.Add(Report{Laws: []string{"a lamp is dark"}, Counterexamples: []*Counterexample{{Law: "a lamp is dark", How: errLie, Case: "scenario: x"}, {Law: "a lamp is dark", How: errLie}}})
	if err := all.Err(); err == nil || err.Error() != "scenario: x\n# Broken: a lamp is dark.\n# the faulty policy fails" {
		t.Errorf("got %v", err)
	}
	var broken *Counterexample
	if !errors.As(all.Err(), &broken) {
		t.Error("a counterexample cannot be found in the error")
	}
	all.Counterexamples = nil
	all.Test(t)
}

func TestHistoriesAreOfEventsThatWereTaken(t *testing.T) {
	longest := 0
	for seed := range 10 {
		told := Histories(house{}, lamps).Example(seed)
		if _, _, err := (house{}).Replay(lamp{}, told...); err != nil {
			t.Errorf("%v: %v", told, err)
		}
		longest = max(longest, len(told))
	}
	if longest < 5 {
		t.Errorf("the longest has %d events", longest)
	}
}

// even is a claim that the sum of two numbers breaks.
var even = Claim[[2]int]{
	Name: "the sum is even",
	Draw: func(rt *rapid.T) [2]int {
		return [2]int{rapid.IntRange(0, 100).Draw(rt, "a"), rapid.IntRange(0, 100).Draw(rt, "b")}
	},
	Keeps: func(q [2]int) error {
		if sum := q[0] + q[1]; sum%2 != 0 {
			return fmt.Errorf("it is %d", sum)
		}
		return nil
	},
	Simpler: func(q [2]int) (all [][2]int) {
		for i := range q {
			if simpler := q; q[i] > 1 {
				simpler[i] -= 2
				all = append(all, simpler)
			}
		}
		return all
	},
	Calls: func(q [2]int) ([]told.Step, error) {
		step, err := told.Call("add", q, map[string]int{"sum": q[0] + q[1]}, nil)
		return []told.Step{step}, err
	},
}

func TestAClaimThatIsBrokenIsShrunkAndTold(t *testing.T) {
	kept, untold := even, even
	kept.Keeps = func([2]int) error { return nil }
	untold.Simpler, untold.Calls = nil, func([2]int) ([]told.Step, error) { return nil, errLie }
	r := AskAll("calendar", "house", []Asked{even, kept, untold})
	if some := AskAll("calendar", "house", []Asked{even, kept}, "nothing"); len(some.Laws) != 0 {
		t.Errorf("%v were not to be asked", some.Laws)
	}
	if len(r.Laws) != 3 || len(r.Counterexamples) != 2 {
		t.Fatalf("%v, %v", r.Laws, r.Err())
	}
	const want = `# Broken: the sum is even.
# it is 1
# This is what came; it runs: go run github.com/workcomp-go/workcomp/cmd/workcomp test -v FILE
scenario: "Broken: the sum is even"
domain: calendar
policy: house
steps:
  - call: add
    with: [1, 0]
    expect: {sum: 1}
`
	if diff := cmp.Diff(want, r.Counterexamples[0].Case); diff != "" {
		t.Error(diff)
	}
	if b := r.Counterexamples[1]; b.Case != "" || !errors.Is(b.How, errLie) {
		t.Errorf("got %v", b)
	}
}
