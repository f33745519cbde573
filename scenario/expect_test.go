package scenario

import (
	"strings"
	"testing"
)

// In the order of the table of spec: each key, held against the step that
// lights the lamp (or inspects, moves, bills), with what it says when it does
// not hold.
func TestEachKeyOfExpect(t *testing.T) {
	const (
		light   = "{on: 2025-01-31, event: light, by: keeper, with: {watts: 40.50}, expect: "
		inspect = "{on: 2025-02-15, event: inspect, expect: "
		late    = "{on: 2025-03-03, event: move, expect: "
		move    = "{on: 2025-02-15, event: move, expect: "
		fault   = "{on: 2025-02-15, event: inspect, with: {height: 3}, expect: "
		invoice = "{call: bill, with: {watts: 40, hours: 2.5}, expect: "
	)
	for _, c := range []struct{ name, step, expect, want string }{
		{"a field by value", light, "{watts: 40.5}", ""},
		{"a quoted number", light, `{watts: "40.500"}`, ""},
		{"another number", light, "{watts: 40.51}", "watts: expected 40.51, got 40.5"},
		{"a word for a number", light, "{watts: many}", "watts: expected many, got 40.5"},
		{"a list", light, "{wires: [red, blue]}", ""},
		{"a list in another order", light, "{wires: [blue, red]}", "wires[0]: expected blue, got red"},
		{"a shorter list", light, "{wires: [red]}", "wires: expected [red] (length 1), got [red, blue] (length 2)"},
		{"a text for a list", light, "{wires: red}", "wires: expected red, got [red, blue]"},
		{"a list for a text", light, "{state: [lit]}", "state: expected [lit], got lit"},
		{"a mapping by its keys", invoice, "{lines: [{watts: 40}, {hours: 2.50}]}", ""},
		{"a mapping that differs", invoice, "{lines: [{watts: 40, hours: 3}, {}]}", "lines[0].hours: expected 3, got 2.5"},
		{"a mapping without the key", invoice, "{lines: [{height: 3}, {}]}", "lines[0].height: expected 3, but no answer has this key"},
		{"true for a text", light, "{state: true}", "state: expected true, got lit"},
		{"nothing for a text", light, "{state: null}", "state: expected none, got lit"},
		{"an empty text", light, `{state: ""}`, `state: expected "", got lit`},
		{"a key that no answer has", light, "{tier: focus}", "tier: no answer has this key, expected one of state, watts, by, wires, marks, docket, moved, note, repairs, tags, listed, glass, cites, findings, interpretations, duties, closed, how, open, overdue, documents, version, refused, error"},
		{"the day of a duty", light, "{due: 2025-03-02}",
			"due: no answer has this key, expected one of state, watts, by, wires, marks, docket, moved, note, repairs, tags, listed, glass, " +
				"cites, findings, interpretations, duties, closed, how, open, overdue, documents, version, refused, error " +
				"(of a duty it stands under duties: [{id: inspection, due: 2025-03-02}])"},
		{"fields that are not set", light, `{moved: none, note: "", repairs: 0, tags: [], listed: false}`, ""},
		{"none for an empty text", light, "{note: none}", ""},
		{"a date that is not set", light, "{moved: 2025-01-31}", "moved: expected 2025-01-31, got none"},
		{"a count that is not set", light, "{repairs: 1}", "repairs: expected 1, got 0"},
		{"a field that is not written", light, "{Hidden: none}", "Hidden: no answer has this key, expected one of state, watts, by, wires, marks, docket, moved, note, repairs, tags, listed, glass, cites, findings, interpretations, duties, closed, how, open, overdue, documents, version, refused, error"},
		{"none for a text that is set", light, "{state: none}", "state: expected none, got lit"},
		{"the state", light, "{state: lit}", ""},
		{"another state", light, "{state: new}", "state: expected new, got lit"},
		{"the state beside a call", invoice, "{amount: 100, state: lit}", ""},

		{"the end of a citation", light, `{cites: ["§ 1(a)"]}`, ""},
		{"the citation of a duty opened", light, `{cites: ["1(b)", "1(c)"]}`, ""},
		{"the middle of a citation", light, `{cites: ["§ 1"]}`,
			"cites: expected § 1, got [Lamp Code § 1(a), Lamp Code § 4, Lamp Code § 1(b), Lamp Code § 1(c)]"},
		{"the citation of a refusal", move, `{refused: true, cites: ["3(d)"]}`, ""},
		{"the citation of a call", invoice, `{cites: ["9"]}`, ""},
		{"no citation of an error", fault, `{error: height, cites: ["2"]}`, "cites: expected 2, got none"},
		{"an interpretation", light, "{interpretations: [watts-as-given]}", ""},
		{"half an interpretation", light, "{interpretations: [as-given]}", "interpretations: expected as-given, got [watts-as-given]"},
		{"no interpretation", inspect, "{interpretations: [watts-as-given]}", "interpretations: expected watts-as-given, got none"},
		{"an empty list is none", light, "{interpretations: []}", "interpretations: expected none, got [watts-as-given]"},

		{"a duty by the keys named", light, "{duties: [{id: inspection, due: 2025-03-02}, {id: report}]}", ""},
		{"a duty without a date", light, "{duties: [{id: report, due: none}]}", ""},
		{"a date for none", light, "{duties: [{id: inspection, due: none}]}", "duties: inspection: due: expected none, got 2025-03-02"},
		{"none for a date", light, "{duties: [{id: report, due: 2025-03-02}]}", "duties: report: due: expected 2025-03-02, got none"},
		{"a duty's owner", light, "{duties: [{id: inspection, by: harbour}]}", "duties: inspection: by: expected harbour, got keeper"},
		{"a duty's copies", light, "{duties: [{by: keeper, copy_to: [mayor]}]}", ""},
		{"a key that no duty has", light, "{duties: [{id: report, colour: red}]}", "duties: report: colour: expected red, but no answer has this key"},
		{"a duty that was not opened", light, "{duties: [{id: repair}]}", "duties: expected {id: repair} opened, got [inspection due 2025-03-02, report]"},
		{"a duty by no id", light, "{duties: [{by: mayor}]}", "duties: expected {by: mayor} opened, got [inspection due 2025-03-02, report]"},
		{"a duty that was open before", inspect, "{duties: [{id: report}]}", "duties: expected {id: report} opened, got none"},
		{"no duty", light, "{duties: []}", "duties: expected none, got [inspection, report]"},
		{"a duty closed", inspect, "{closed: [inspection]}", ""},
		{"closed as often as named", inspect, "{closed: [inspection, inspection]}", "closed: expected [inspection, inspection], got [inspection]"},
		{"none closed", inspect, "{closed: []}", "closed: expected [], got [inspection]"},
		{"nothing closed", light, "{closed: [inspection]}", "closed: expected [inspection], got none"},
		{"open in any order", inspect, "{open: [report]}", ""},
		{"open on a refusal", move, "{refused: true, open: [report, inspection]}", ""},
		{"open beside a call", invoice, "{open: [report, inspection]}", ""},
		{"one more is open", move, "{refused: true, open: [report]}",
			"open: expected [report], got [inspection, report]; not expected [inspection]"},
		{"one fewer is open", inspect, "{open: [report, report]}", "open: expected [report, report], got [report]; missing [report]"},
		{"overdue from the day after", late, "{refused: true, overdue: [inspection]}", ""},
		{"not overdue yet", move, "{refused: true, overdue: []}", ""},
		{"overdue by mistake", late, "{refused: true, overdue: []}", "overdue: expected [], got [inspection]; not expected [inspection]"},
		{"overdue on no day", invoice, "{overdue: []}", "overdue: expected [], but the step has no day (on)"},
		{"documents", light, "{documents: [F2]}", ""},
		{"no finding of that id", light, "{findings: [lamp]}", "findings: expected lamp, got [1(a), 4]"},
		{"no document", light, "{documents: [F2, F3]}", "documents: expected F3, got [F1, F2]"},

		{"refused", move, "{refused: true, state: lit}", ""},
		{"refused with a text, in any case", move, "{refused: harbour master}", ""},
		{"refused for another reason", move, "{refused: storm}",
			"refused: expected storm, got: refused: move in state lit: Only the Harbour Master moves a lamp (Lamp Code § 3(d))."},
		{"refused, but taken", inspect, "{refused: true}", "refused: expected true, but the step was taken"},
		{"refused, but in error", fault, "{refused: true}",
			`refused: expected true, got the error: height: key "height" is not valid, expected one of on, by`},
		{"a refusal nobody expected", move, "{state: lit}",
			"expected an answer, got a refusal: refused: move in state lit: Only the Harbour Master moves a lamp (Lamp Code § 3(d))."},
		{"a text in the error, in any case", fault, "{error: HEIGHT, state: lit}", ""},
		{"another error", fault, "{error: width}",
			`error: expected width, got: height: key "height" is not valid, expected one of on, by`},
		{"an error, but taken", inspect, "{error: height}", "error: expected height, but the step was taken"},
		{"an error, but refused", move, "{error: harbour}",
			"error: expected harbour, got a refusal: refused: move in state lit: Only the Harbour Master moves a lamp (Lamp Code § 3(d))."},
		{"an error nobody expected", fault, "{state: lit}",
			`expected an answer, got the error: height: key "height" is not valid, expected one of on, by`},
	} {
		t.Run(c.name, func(t *testing.T) {
			steps := "  - " + c.step + c.expect + "}\n"
			if c.step != light {
				steps = lit + steps
			}
			if got := failures(t, steps); got != c.want {
				t.Errorf("%s\n got: %s\nwant: %s", c.expect, got, c.want)
			}
		})
	}
}

func TestADomainWithoutDutiesHasNoneToExpect(t *testing.T) {
	scenarios, err := loadLamp(`
scenario: No duties in a calendar
domain: calendar
steps:
  - call: add
    with: {date: 2025-01-31, days: 1, rounding: none}
    expect: {open: [], overdue: [], state: none}
`)
	if err != nil {
		t.Fatal(err)
	}
	const want = "open: expected [], but the domain has no duties; overdue: expected [], but the domain has no duties; " +
		`state: no answer has this key, expected one of date, cites, findings, interpretations, duties, closed, how, open, overdue, documents, version, refused, error (did you mean "date"?)`
	if got := scenarios[0].Run().String(); !strings.HasSuffix(got, want) {
		t.Errorf("got %s", got)
	}
}
