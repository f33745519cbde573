package scenario

import (
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/internal/golden"
)

// everything is a case with all that can be written: an event that opens, one
// that closes, a refusal, an error, a call, and expectations that do not hold.
const everything = `scenario: The lamp of the *harbour*
source: Lamp Code §§ 1 to 9.
domain: lamp
policy: harbour
given: {state: dark}
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
---
scenario: A lamp that is lit
domain: lamp
policy: harbour
steps:
  - {on: 2025-01-31, event: light, with: {watts: 40.50}, expect: {state: lit}}
---
scenario: Terms that are proposed again, and nearly so
domain: placement
policy: ab-toj
steps:
  - {on: 2025-01-06, event: propose, by: case_manager, with: {terms: {kind: toj, contact: Foreman, position: Clerk, duties: Files}}}
  - {on: 2025-01-07, event: propose, by: case_manager, with: {terms: {kind: wa, contact: Foreman, duties: Files}}}
  - {on: 2025-01-08, event: propose, by: case_manager, with: {terms: {hours_per_week: 40, start: 2025-02-03}}, expect: {state: negotiating}}
---
scenario: Days and money
domain: calendar
steps:
  - {call: recur, with: {anchor: 2025-01-31, every: 1 month, until: 2025-03-31}}
  - {call: term, with: {event: 2024-09-30, within: 60 days, closed: us-wv, roll: following}}
  - {call: quarter, with: {quarter: 2025-Q2}}
  - {call: quarter, with: {quarter: 2025-Q3}, expect: {from: 2025-07-01}}
---
scenario: What is paid
domain: benefits
policy: ab-toj
steps:
  - call: reimburse
    with:
      start: 2025-03-03
      schedule: [{weeks: 1, percent: 100}, {weeks: 1, percent: 50}, {weeks: 1, percent: 0}]
      apportion: calendar_days
      pay_periods:
        - {from: 2025-03-08, to: 2025-03-10, lines: [{kind: regular, amount: "1100.00"}, {kind: overtime, amount: "300.00"}]}
        - {from: 2025-03-11, to: 2025-03-12, lines: [{kind: regular, amount: "50.00"}]}
  - {call: allocate, with: {amount: "100.00", weights: [1, 1, 1]}}
  - call: subsidy
    with: {policy: au-vic-wise, start: 2022-04-15, wages: [{from: 2022-04-15, to: 2022-07-08, gross: "26000.00", days: 60}]}
  - {call: taper, with: {start: 2025-03-03, schedule: [{weeks: 1, percent: 100}, {weeks: 1, percent: 0}]}}
  - {call: subsidy, with: {policy: us-xx-none, start: 2022-04-15, wages: []}, expect: {error: us-xx-none}}
`

func textsOf(t *testing.T, tell func(Result) string) string {
	t.Helper()
	scenarios, err := loadAll("cases/lamp.yaml", everything)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, s := range scenarios {
		b.WriteString(tell(s.Run()) + "\n")
	}
	return b.String()
}

func TestResult_Text(t *testing.T) { golden.Check(t, "testdata/text.golden", textsOf(t, Result.Text)) }

func TestDocument(t *testing.T) {
	golden.Check(t, "testdata/document.golden.md", textsOf(t, Result.Markdown))
}

func TestTheSameCaseIsToldInTheSameBytes(t *testing.T) {
	both := func(r Result) string { return r.Text() + r.Markdown() + r.String() }
	first := textsOf(t, both)
	for range 5 {
		if again := textsOf(t, both); again != first {
			t.Fatalf("everything once\n%s\nand then\n%s", first, again)
		}
	}
}

// A fact that a case has only for a time is said where it comes and where it goes.
func TestResult_factsThatComeAndGo(t *testing.T) {
	const fines = `
procedure: fines
title: Fines
source: Rule 1
states: [clean, fined]
roles: [board]
case: {fine: number}
events: {hear: {amount: number}, pay: {}}
duties: {fine: {by: board, to: board, cite: Rule 1}}
rows:
  - {id: "1", from: clean, on: hear, by: board, needs: [amount], to: fined, cite: Rule 1, says: A fine., effects: [{set: {fine: event.amount}}, {open: fine},
     {call: notice_of_fine}]}
  - {id: "2", from: fined, on: pay, by: board, to: clean, cite: Rule 1, says: It is paid., effects: [{set: {fine: null}}, {perform: fine}]}
`
	all, err := Load("cases.yaml", []byte(`
scenario: A fine
domain: procedure
policy: fines.yaml
steps:
  - {on: 2025-01-01, event: hear, by: board, with: {amount: 500}, expect: {fine: 500}}
  - {on: 2025-01-02, event: pay, by: board, expect: {state: clean}}
`), func(string) ([]byte, error) { return []byte(fines), nil })
	if err != nil {
		t.Fatal(err)
	}
	r := all[0].Run()
	for text, wants := range map[string][]string{r.Text(): {"fine: none -> 500", "fine: 500 -> none"},
		r.Markdown(): {"fine 500 (was none)", "fine none (was 500)", "Documents called for: notice of fine."}, r.HTML(false): {"fine none (was 500)"}} {
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s: missing in\n%s", want, text)
			}
		}
	}
}
