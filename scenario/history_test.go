package scenario

import (
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/internal/golden"
)

// employer is a case through time up to the first meeting.
const employer = `
scenario: An employer
domain: intervention
policy: nl-63.00
steps:
  - {on: 2015-01-05, event: report_need, by: health_and_safety_advisor, with: {conditions: [refused_discussion], follow_up_failed: true}}
  - {on: 2015-01-12, event: identify_need, by: senior_health_and_safety_advisor, with: {evidence: [prime]}}
  - {on: 2015-01-19, event: initiate, by: senior_health_and_safety_advisor, with: {plan_of_action: Meet}}
  - {on: 2015-01-26, event: meet_employer, by: senior_health_and_safety_advisor, with: {committed: false}, expect: {state: stage_1}}
`

// after runs a step after the first of the employer and gives what does not hold.
func after(t *testing.T, step string) string {
	t.Helper()
	scenarios, err := Load("x.yaml", []byte(employer+"  - "+step+"\n"), nil)
	if err != nil {
		return err.Error()
	}
	var all []string
	r := scenarios[0].Run()
	for _, f := range r.Answers[len(r.Answers)-1].Failures {
		all = append(all, f.Text)
	}
	return strings.Join(all, "\n")
}

// None is none: one duty, opened by a step of its own, is one too many.
func TestNoDutyIsExpected(t *testing.T) {
	const review = "{on: 2015-02-02, event: review_as_team, by: senior_health_and_safety_advisor, with: {services: [prevention, assessment, compensation]}, expect: {duties: []}}"
	if got, want := after(t, review), "duties: expected none, got [manager_briefing]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestRevisionDiffersFromWhatIsExpected(t *testing.T) {
	const correct = `{correct: "4", with: {committed: true}, expect: `
	const remove = `{remove: "3", reason: It was another, expect: `
	for _, c := range []struct{ step, want string }{
		{correct + `{state: participating, lost: [{id: team_review}], gained: [], moved: [], broken: [], changed: [], open: []}}`, ""},
		{correct + `{lost: []}}`, "lost: expected exactly [], got [{id: team_review, due: none, key: 4/team_review}]"},
		{correct + `{lost: [{id: team_review}, {id: team_review}]}}`, "lost: expected exactly [{id: team_review}, {id: team_review}], got [{id: team_review, due: none, key: 4/team_review}]"},
		{correct + `{lost: [{id: team_review, due: 2015-01-01}]}}`, "lost: expected exactly [{id: team_review, due: 2015-01-01}], got [{id: team_review, due: none, key: 4/team_review}]"},
		{correct + `{gained: [{id: x}]}}`, "gained: expected exactly [{id: x}], got none"},
		{correct + `{moved: [{id: x, from: none}]}}`, "moved: expected exactly [{id: x, from: none}], got none"},
		{correct + `{changed: ["3"]}}`, `changed: expected [3], got none`},
		{remove + `{broken: [{id: "4", refused: true}]}}`, ""},
		{remove + `{broken: [{id: "4"}]}}`, ""},
		{remove + `{broken: [{id: "4", refused: Need_Identified}]}}`, ""},
		{`{correct: "3", with: {plan_of_action: x}, expect: {changed: [], state: stage_1, open: [team_review]}}`, ""},
		{`{correct: "3", with: {stage: 2, reason: x}, expect: {changed: ["4"]}}`, "changed: expected [4], got none"},
		{`{correct: "2", with: {evidence: [prime, claims_costs]}, expect: {gained: [], changes: []}}`, "changes: no answer has this key"},
		{`{correct: "9", expect: {error: "9", gained: []}}`, "gained: expected [], but there is none"},
		{`{as_of: 2015-01-20, expect: {gained: []}}`, "gained: no answer has this key"},
		{`{as_of: 2015-01-20, expect: {state: stage_2, overdue: []}}`, "state: expected stage_2, got stage_1"},
		{`{as_of: 2015-02-30, expect: {error: as_of, state: stage_1}}`, ""},
		{`{known_on: 2015-02-30, expect: {error: known_on}}`, ""},
		{`{correct: "4", recorded: 2015-02-30, expect: {error: recorded}}`, ""},
		{`{correct: "4", on: 2015-02-30, expect: {error: on}}`, ""},
		{`{remove: "4", reason: x, recorded: 2015-02-30, expect: {error: recorded}}`, ""},
		{`{on: 2015-02-01, event: close, recorded: 2015-02-30, expect: {error: recorded}}`, ""},
		{`{on: 2015-02-01, insert: true, event: sell, expect: {error: sell}}`, ""},
		{`{on: 2015-02-01, event: close, by: x, with: {by: y}, expect: {error: by}}`, ""},
		{`{correct: "4", by: x, with: {by: y}, expect: {error: by}}`, ""},
		{`{call: level, on: 2015-02-30, expect: {error: "on:"}}`, ""},
		{`{call: level, on: 2003-12-01, expect: {refused: in force}}`, ""},
		{`{call: level, on: 2003-12-02, expect: {error: level}}`, ""},
	} {
		if got := after(t, c.step); got != c.want && (c.want == "" || !strings.HasPrefix(got, c.want)) {
			t.Errorf("%s\n got: %s\nwant: %s", c.step, got, c.want)
		}
	}
}

func TestPairingIsExact(t *testing.T) {
	// The first wanted one fits both that came, the second only one of them.
	step := `{remove: "3", reason: x, expect: {lost: [{due: none}, {id: stage_1_meeting}]}}`
	if got := after(t, step); got != "" {
		t.Error(got)
	}
	step = `{remove: "3", reason: x, expect: {lost: [{id: stage_1_meeting}, {id: stage_1_meeting}]}}`
	if got := after(t, step); !strings.HasPrefix(got, "lost: expected exactly") {
		t.Error(got)
	}
}

func TestStepsOfAHistoryWithAMistake(t *testing.T) {
	for _, c := range []struct{ step, want string }{
		{`{correct: "4", call: level}`, "call: it does not stand beside correct, expected only on, event, by, with, recorded, expect"},
		{`{remove: "4", reason: x, with: {a: b}}`, "with: it does not stand beside remove"},
		{`{accept: true, on: 2015-02-01}`, "on: it does not stand beside accept, expected only expect"},
		{`{accept: false}`, "accept: false is not valid, expected true"},
		{`{insert: false, event: close, on: 2015-02-01}`, "insert: false is not valid, expected true"},
		{`{insert: true, on: 2015-02-01}`, "event: missing, expected the event that is entered late"},
		{`{insert: true, event: close}`, "on: missing, expected the day of the event"},
		{`{as_of: 2015-02-30}`, "as_of: 2015-02-30 is not valid, expected a day"},
		{`{known_on: soon}`, "known_on: soon is not valid, expected a day"},
		{`{known_on: 2015-02-01, recorded: 2015-02-01}`, "recorded: it does not stand beside known_on"},
		{`{event: close, on: 2015-02-01, recorded: soon}`, "recorded: soon is not valid"},
		{`{id: x}`, "the step does nothing"},
		{`{call: x, id: x}`, "id: it does not stand beside call"},
		{`{accept: true, expect: {gained: true}}`, "gained: true is not valid, expected a list of duties"},
		{`{accept: true, expect: {gained: [{id: x, from: y}]}}`, "gained: [{id: x, from: y}] is not valid"},
		{`{accept: true, expect: {moved: [{due: y}]}}`, "moved: [{due: y}] is not valid"},
		{`{accept: true, expect: {broken: [P7]}}`, "broken: [P7] is not valid"},
		{`{accept: true, expect: {changed: P7}}`, "changed: P7 is not valid"},
	} {
		if got := after(t, c.step); !strings.Contains(got, c.want) {
			t.Errorf("%s\n got: %s\nwant: %s", c.step, got, c.want)
		}
	}
}

func TestPolicyIsOneOrAListOfVersions(t *testing.T) {
	load := func(domain, policy string) string {
		_, err := Load("x.yaml", []byte("scenario: x\ndomain: "+domain+"\npolicy: "+policy+"\nsteps: [{call: x}]\n"), lampFiles)
		if err == nil {
			return ""
		}
		return err.Error()
	}
	for _, c := range []struct{ domain, policy, want string }{
		{"intervention", "[nl-63.00]", ""},
		{"intervention", "[nl-63.00, nl-63.00]", "effective: 2003-12-02 stands twice"},
		{"intervention", "[]", "policy: [] is not valid, expected a built-in id"},
		{"intervention", "[[a]]", "policy: [[a]] is not valid"},
		{"intervention", "{a: b}", "policy: {a: b} is not valid"},
		{"intervention", "", "policy: missing, expected a built-in id"},
		{"intervention", "[nl-63.00, nowhere.yaml]", "nowhere.yaml"},
		{"benefits", "[ab-toj, ab-toj]", "versions of a policy decide a case"},
		{"calendar", "[a, b]", "the calendar has no policies"},
	} {
		if got := load(c.domain, c.policy); c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s %s: got %s, want %s", c.domain, c.policy, got, c.want)
		}
	}
}

func TestAHistoryIsOfADomainThatKeepsOne(t *testing.T) {
	scenarios, err := Load("x.yaml", []byte("scenario: x\ndomain: calendar\nsteps: [{accept: true, expect: {error: history}}, {as_of: 2015-01-01, expect: {error: history}}]\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := scenarios[0].Run().String(); got != "" {
		t.Error(got)
	}
}

func TestKnownBroken(t *testing.T) {
	text := "known_broken: clones never see each other" + employer
	scenarios, err := Load("x.yaml", []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := scenarios[0].Run().String(); got != "" || scenarios[0].Broken == "" {
		t.Errorf("it passes while that still comes: %s", got)
	}
	scenarios, err = Load("x.yaml", []byte(strings.Replace(text, "state: stage_1", "state: stage_2", 1)), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := scenarios[0].Run().String(); !strings.Contains(got, "the law holds again: clones never see each other (known_broken falls away): state: expected stage_2, got stage_1") {
		t.Errorf("got %s", got)
	}
}

func TestUnknownKeysFailAtTheirOwnLine(t *testing.T) {
	const text = `scenario: An employer
domain: intervention
policy: nl-63.00
steps:
  - on: 2015-01-05
    event: report_need
    by: health_and_safety_advisor
    with:
      conditions: [refused_discussion]
      folow_up_failed: true
    expect:
      stat: possible_need
  - call: quarter
    with: {quarter: 2025-Q2}
`
	scenarios, err := Load("x.yaml", []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	r := scenarios[0].Run()
	f := r.Answers[0].Failures[0]
	if f.Line != 10 || !strings.Contains(f.Text, `did you mean "follow_up_failed"?`) {
		t.Errorf("got %d: %s", f.Line, f.Text)
	}
	scenarios, err = Load("x.yaml", []byte(strings.Replace(text, "folow", "follow", 1)), nil)
	if err != nil {
		t.Fatal(err)
	}
	f = scenarios[0].Run().Answers[0].Failures[0]
	if f.Line != 12 || !strings.Contains(f.Text, "expected one of state, referred, cycle") || !strings.Contains(f.Text, `did you mean "state"?`) {
		t.Errorf("got %d: %s", f.Line, f.Text)
	}
	// Where an error is expected, an unknown key is one.
	scenarios, err = Load("x.yaml", []byte(strings.Replace(text, "stat: possible_need", "error: folow_up_failed", 1)), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := scenarios[0].Run().Answers[0].Failures; len(got) > 0 {
		t.Errorf("got %v", got)
	}
}

func TestACaseThroughTimeIsWritten(t *testing.T) {
	scenarios, err := Load("x.yaml", []byte(employer+`  - {correct: "4", on: 2015-01-27, with: {committed: true}, recorded: 2015-02-02}
  - {accept: true}
  - {on: 2015-01-20, insert: true, event: discuss_referral, by: manager_of_prevention, with: {grounds: x, between: [manager_of_prevention, senior_health_and_safety_advisor]}}
  - {correct: "4", event: commit}
  - {remove: "4", recorded: 2015-03-02}
  - {remove: "4", reason: Another's, recorded: 2015-03-02}
  - {as_of: 2015-01-20, known_on: 2015-01-26}
  - {as_of: 2015-01-30}
  - {known_on: 2015-01-20}
`), nil)
	if err != nil {
		t.Fatal(err)
	}
	r := scenarios[0].Run()
	golden.Check(t, "testdata/history.golden", r.Text())
	golden.Check(t, "testdata/history.golden.md", r.Markdown())
}
