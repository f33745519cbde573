package scenario

import (
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/internal/golden"
)

// told is a case with everything that can be told: an event that opens, one
// that closes, a refusal, an error, a call, and expectations that do not hold.
const told = `scenario: The lamp of the *harbour*
source: Lamp Code §§ 1 to 9.
domain: lamp
policy: harbour
given: {dark: true}
steps:
  - on: 2025-01-31
    event: light
    by: harbour_keeper
    with: {watts: 40.50}
    expect: {state: lit}
  - {on: 2025-02-15, event: inspect, expect: {closed: [inspection], open: [report]}}
  - {on: 2025-02-16, event: move, by: mayor, expect: {refused: true}}
  - {on: 2025-02-17, event: light, with: {hight: 3}, expect: {error: hight}}
  - {call: bill, with: {watts: 40, hours: 2.5}, expect: {amount: 110}}
  - {on: 2025-02-18, event: inspect, expect: {watts: 41}}
---
scenario: A day that is not there
domain: calendar
steps:
  - call: add
    with: {date: 2013-01-31, months: 1, rounding: none}
    expect: {error: ambiguous, down: 2013-02-28, up: 2013-03-01}
  - call: quarter
    with: {quarter: 2025-Q2}
`

func tellAll(t *testing.T, tell func(Result) string) string {
	t.Helper()
	scenarios, err := loadLamp(told)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, s := range scenarios {
		b.WriteString(tell(s.Run()) + "\n")
	}
	return b.String()
}

func TestTell(t *testing.T) { golden.Check(t, "testdata/told.golden", tellAll(t, Result.Tell)) }

func TestDocument(t *testing.T) {
	golden.Check(t, "testdata/document.golden.md", tellAll(t, Result.Document))
}

func TestTheSameCaseIsToldInTheSameBytes(t *testing.T) {
	both := func(r Result) string { return r.Tell() + r.Document() + r.String() }
	first := tellAll(t, both)
	for range 5 {
		if again := tellAll(t, both); again != first {
			t.Fatalf("told once\n%s\nand then\n%s", first, again)
		}
	}
}
