package scenario

import (
	"strings"
	"testing"
)

func TestARefusalOrAnErrorThatChangesTheStateFails(t *testing.T) {
	got := failures(t, lit+`
  - {on: 2025-02-15, event: spoil, expect: {refused: true}}
  - {on: 2025-02-16, event: move, expect: {refused: true}}
  - {on: 2025-02-17, event: crack, expect: {error: milder}}
  - {on: 2025-02-18, event: crack}
`)
	const want = `the state changed, although the step was refused
the state changed, although the step was an error
the state changed, although the step was an error
expected an answer, got the error: event: "crack" is not valid, expected something milder`
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestACallThatChangesTheStateFails(t *testing.T) {
	if got, want := failures(t, "  - {call: spoil, expect: {months: 0}}\n"), "the state changed, although the step is a call"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAnAnswerThatCannotBeWrittenFails(t *testing.T) {
	for _, steps := range []string{"  - call: break\n", "  - {on: 2025-01-31, event: break}\n"} {
		if got := failures(t, steps); !strings.HasPrefix(got, "the answer cannot be written as JSON and read again: ") || !strings.Contains(got, "no JSON for this") {
			t.Errorf("%s: got %q", steps, got)
		}
	}
}

// An answer of more than a megabyte is no answer that a scenario compares.
func TestAnAnswerThatIsTooLongFails(t *testing.T) {
	scenarios, err := loadLamp(`
scenario: Every month of three thousand years
domain: calendar
steps:
  - {call: split, with: {from: 2020-01-31, to: 5020-04-17, by: month}}
`)
	if err != nil {
		t.Fatal(err)
	}
	r := scenarios[0].Run()
	if got := r.String(); !strings.Contains(got, "cannot be written as JSON and read again") || !strings.Contains(r.Text()+r.Markdown(), "read again") {
		t.Errorf("got %s", got)
	}
}

func TestAScenarioThatAssertsNothingFails(t *testing.T) {
	if got, want := lampSteps(t, lit).Run().String(), "cases/lamp.yaml:1: A lamp: step 1, light on 2025-01-31: the scenario asserts nothing, expected an expect in some step"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestACallLeavesTheCaseBetweenItsEvents(t *testing.T) {
	if got := failures(t, lit+`
  - {call: bill, with: {watts: 40, hours: 2}, expect: {amount: 80.00, state: lit, watts: 40.5}}
  - {on: 2025-02-15, event: inspect, expect: {state: lit, closed: [inspection]}}
`); got != "" {
		t.Error(got)
	}
}

func TestEveryRunBeginsAnew(t *testing.T) {
	s := lampSteps(t, "  - {on: 2025-01-31, event: light, with: {watts: 40}, expect: {state: lit, open: [inspection, report]}}\n")
	for range 2 {
		if r := s.Run(); r.Failed() {
			t.Error(r)
		}
	}
}

func TestTheLineOfAFailureIsThatOfItsKey(t *testing.T) {
	r := lampSteps(t, lit+`
  - on: 2025-02-15
    event: inspect
    expect:
      state: lit
      closed: [report]
      watts: 41
  - {on: 2025-02-16, event: move}
  - {on: 2025-02-16, event: move, expect: {refused: no}}
`).Run()
	const want = "cases/lamp.yaml:13: A lamp: step 2, inspect on 2025-02-15: closed: expected [report], got [inspection]; " +
		"watts: expected 41, got 40.5 (and 2 more in later steps)"
	if got := r.String(); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	if r := lampSteps(t, lit+"  - {on: 2025-02-15, event: inspect, expect: {state: lit}}\n").Run(); r.Failed() || r.String() != "" {
		t.Errorf("a scenario that passes says %q", r)
	}
}

func TestTheRoleMayStandAmongTheFacts(t *testing.T) {
	if got := failures(t, `
  - {on: 2025-01-31, event: light, with: {watts: 40, by: keeper}, expect: {by: keeper}}
  - {on: 2025-01-31, event: light, by: mayor, with: {watts: 40, by: mayor}, expect: {by: mayor}}
  - {on: 2025-01-31, event: light, by: mayor, with: {watts: 40, by: keeper}, expect: {error: "keeper", by: mayor}}
  - {on: 2025-01-31, event: light, with: {event: dark}, expect: {error: event}}
`); got != "" {
		t.Error(got)
	}
}

func TestAnUnknownEventOrCallIsAnErrorThatSuggests(t *testing.T) {
	if got := failures(t, `
  - {on: 2025-01-31, event: ligth, expect: {error: 'did you mean "light"'}}
  - {call: bil, expect: {error: 'did you mean "bill"'}}
`); got != "" {
		t.Error(got)
	}
}

// What is no day is a mistake of the file, but a scenario may show that a
// domain refuses to take it.
func TestAnErrorMayBeAboutTheDay(t *testing.T) {
	if got := failures(t, `
  - {on: 2025-02-30, event: light, with: {watts: 40}, expect: {error: "on: "}}
`); got != "" {
		t.Error(got)
	}
}

func TestAPolicyIsNamedByItsPathFromTheFile(t *testing.T) {
	scenarios, err := loadLamp(`
scenario: A lamp at the pier
domain: lamp
policy: policies/pier.yaml
given: {state: tied}
steps: [{on: 2025-02-15, event: move, expect: {refused: true, state: tied}}]
---
scenario: A lamp that is dark from the start
domain: lamp
policy: harbour
given: {state: dark}
steps: [{on: 2025-02-15, event: move, expect: {refused: true, state: dark}}]
`)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range scenarios {
		if r := s.Run(); r.Failed() {
			t.Error(r)
		}
	}
}

func TestTheCalendarHasCallsOnly(t *testing.T) {
	scenarios, err := loadLamp(`
scenario: No events in a calendar
domain: calendar
steps:
  - {on: 2025-01-31, event: add, expect: {error: 'event: "add" is not valid, expected a domain that has one'}}
  - {call: ad, expect: {error: 'did you mean "add"'}}
  - {call: term, with: {within: {days: 60}}, expect: {error: within}}
  - {call: bill}
`)
	if err != nil {
		t.Fatal(err)
	}
	const want = `expected an answer, got the error: call: "bill" is not valid, expected one of add, term, recur, split, holidays, business_days_between, duration, quarter, month_end_after, fiscal, iso_week, pay_period, age`
	if got := scenarios[0].Run().String(); !strings.HasSuffix(got, want) {
		t.Errorf("got %s", got)
	}
}

func TestWhatNoLineCouldHoldIsCut(t *testing.T) {
	scenarios, err := loadLamp(`
scenario: Every day of ten years
domain: calendar
steps:
  - {call: recur, with: {anchor: 2025-01-01, every: 1 day, until: 2034-12-31}, expect: {dates: []}}
`)
	if err != nil {
		t.Fatal(err)
	}
	got := scenarios[0].Run().String()
	if !strings.HasSuffix(got, "… (length 3652)") || len(got) > 1000 {
		t.Errorf("got %d bytes: %s", len(got), got)
	}
}

func TestACallWhoseFactsAreWrong(t *testing.T) {
	if got := failures(t, `
  - {call: bill, with: {wats: 40}, expect: {error: wats}}
  - {call: bill, with: {watts: 40, hours: -1}, expect: {error: hours}}
`); got != "" {
		t.Error(got)
	}
}
