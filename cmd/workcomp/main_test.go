package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/golden"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/rule/sql"
)

// The files of these tests are written where they run, so that no folder of
// the repository holds scenarios that fail.
var files = map[string]string{
	"passes/terms.yaml": `scenario: Sixty days
source: the calendar contract, Terms
domain: calendar
steps:
  - call: term
    with: {event: 2024-09-30, within: 60 days, closed: us-wv, roll: following}
    expect: {due: 2024-12-02}
---
scenario: A quarter
domain: calendar
steps:
  - call: quarter
    with: {quarter: 2025-Q2}
    expect: {from: 2025-04-01, to: 2025-06-30}
`,
	"passes/deeper/recur.yaml": `scenario: Monthly from the 31st
source: the calendar contract, Terms
domain: calendar
steps:
  - call: recur
    with: {anchor: 2025-01-31, every: 1 month, until: 2025-03-31}
    expect: {dates: [2025-01-31, 2025-02-28, 2025-03-31]}
  - call: recur
    with: {anchor: 2025-01-31, every: 1 fortnight, until: 2025-03-31}
    expect: {error: every}
`,
	"passes/policies/board.yaml": "policy: board\nsteps: not of a scenario\n",
	"passes/board.yaml":          "policy: board\nlimit: 3\n",
	"passes/.hidden/notes.yaml":  "neither: this nor that\n",
	"passes/notes.txt":           "not a scenario\n",
	"passes/.notes":              "not a scenario\n",
	"fails/a.yaml": `scenario: Sixty days that are wrong
domain: calendar
steps:
  - call: term
    with: {event: 2024-09-30, within: 60 days, closed: us-wv, roll: following}
    expect:
      due: 2024-11-29
      skipped: []
  - call: term
    with: {event: 2024-09-31, within: 60 days, closed: us-wv, roll: following}
  - call: term
    with: {event: 2024-09-30, within: 60 days, closed: us-wv, roll: following}
    expect: {error: roll, until: 2024-12-02}
---
scenario: And a quarter that is right
domain: calendar
steps:
  - {call: quarter, with: {quarter: 2025-Q2}, expect: {from: 2025-04-01}}
`,
	"malformed/b.yaml": `scenario: A scenario with mistakes
domain: calender
steps:
  - {call: add, wiht: {date: 2025-01-31}}
  - {with: {date: 2025-01-31}}
`,
	"malformed/c.yaml":      "scenario: [\n",
	"policies/rule.yml":     "\uFEFF" + ruleSeven,
	"policies/rule-2.yaml":  strings.Replace(ruleSeven, "500000", "700000", 1),
	"policies/rule-3.yaml":  strings.Replace(ruleSeven, "{payroll} needs", "{payroll} has to have", 1),
	"policies/wrong.yaml":   strings.Replace(ruleSeven, "payroll >", "payrol >", 1),
	"policies/swapped.yaml": strings.Replace(ruleSeven, "if: payroll > 500000 and claims >= 2", "if: claims >= 4 and payroll > 500000", 1),
	"cases/plan.yaml": `scenario: A plan is needed
domain: classify
policy: ../policies/rule.yml
steps:
  - {call: level, with: {payroll: 600000, claims: 2}, expect: {level: safety_plan}}
  - {call: level, with: {payroll: 800000, claims: 2}, expect: {level: safety_plan}}
`,
	"laws/fraction.yaml": strings.Replace(`subsidy: half
title: Half a wage
source: Board, Rule 8
rounding: {how: half_up, cite: Rule 8}
texts:
  - {cite: Rule 8, steps: [{weeks: 8, percent: 50, cite: Rule 8.1}]}
interpretations:
  - {id: round-half-up, question: How, cite: Rule 8, set: rounding, readings: [{key: half_up, text: Up.}, {key: half_even, text: Even.}]}
`, "percent: 50", "percent: 0.5", 1),
	"moves/moves.yaml":        moves,
	"turns/turns.yaml":        turning,
	"versions/nl-quoted.yaml": strings.Replace(later(), "\neffective:", "\n\"effective\":", 1),
	"versions/nl.yaml":        later(),
	"versions/heavy.yaml":     listed,
	"versions/heavy-2.yaml": strings.NewReplacer("[port, mine]", "[port, mine, mill]", "[port]}", "[port, mill]}", "- {level: plan", "- {level: visit, if: claims >= 9 and trade in heavy, cite: Rule 1, text: A visit.}\n  - {level: plan",
		"\n  - {level: visit, if: claims >= 3 and trade in heavy, cite: Rule 1, text: A visit.}", "").Replace(listed),
	"versions/meeting.yaml": `scenario: A need
domain: intervention
policy: nl-63.00
steps:
  - {on: 2015-01-05, event: report_need, by: health_and_safety_advisor, with: {conditions: [refused_discussion], follow_up_failed: true}, expect: {state: possible_need}}
---
scenario: Money
domain: benefits
steps:
  - {call: top_up, with: {per: year, pre_accident_net: 60000, actual_net: 40000}, expect: {amount: 18000}}
`,
	"subsidies/case.yaml": `scenario: A start
domain: benefits
policy: start.yaml
steps:
  - {call: subsidy, with: {start: 2026-01-05, wages: [{from: 2026-01-05, to: 2026-01-11, gross: 600}]}, expect: {total: 300}}
`,
	"subsidies/start.yaml": `subsidy: start
title: A start
source: Board, Rule 8
rounding: {how: half_up, cite: Rule 8}
texts:
  - {cite: Rule 8, steps: [{weeks: 8, percent: 50, cite: Rule 8.1}]}
interpretations:
  - {id: round-half-up, question: "How?", cite: Rule 8, set: rounding, readings: [{key: half_up, text: Up.}, {key: half_even, text: Even.}]}
`,
	"line/eight.yaml": strings.Replace(ruleSeven, "rule-seven", "rule-eight", 1),
	"line/policy.yaml": "{policy: line, title: All on one line, source: Rule 1, facts: {n: count}, " +
		"levels: [{level: high, if: n > 3, cite: Rule 1.1, text: It is high.}]}\n",
	"line/high.yaml": "scenario: High\ndomain: classify\npolicy: policy.yaml\nsteps: [{call: level, with: {n: 4}, expect: {level: high}}]\n",
	"line/low.yaml":  "scenario: Low\ndomain: classify\npolicy: policy.yaml\nsteps: [{call: level, with: {n: 3}, expect: {level: none}}]\n",
	"protest/late.yaml": `scenario: A protest
domain: protest
policy: wv-85-23
steps:
  - {call: stayed, expect: {error: on}}
`,
}

// ruleSeven is a programme of its own.
const ruleSeven = `policy: rule-seven
title: Who needs a safety plan
source: Board, Rule 7
facts: {payroll: money, claims: count}
levels:
  - level: safety_officer
    if: claims >= 4
    cite: Rule 7.2
    text: An employer with {claims} claims needs a safety officer.
  - level: safety_plan
    if: payroll > 500000 and claims >= 2
    cite: Rule 7.3
    text: An employer with {claims} claims on a payroll of {payroll} needs a safety plan.
`

// turning is a subsidy that falls from step to step but once, where 25 stands for 52.
const turning = `subsidy: turns
title: Less and less of a wage
source: Board, Rule 9
rounding: {how: half_up, cite: Rule 9}
texts:
  - cite: Rule 9
    steps:
      - {weeks: 4, percent: 80, cite: Rule 9.1}
      - {weeks: 4, percent: 25, cite: Rule 9.2}
      - {weeks: 4, percent: 40, cite: Rule 9.3}
      - {weeks: 4, percent: 30, cite: Rule 9.4}
interpretations:
  - {id: round-half-up, question: "How?", cite: Rule 9, set: rounding, readings: [{key: half_up, text: Up.}, {key: half_even, text: Even.}]}
`

// inFolder runs in a folder that holds the files.
func inFolder(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
}

// listed is a programme with a list.
const listed = `policy: heavy
title: Who is visited
source: Rule
facts: {trade: [port, mine], claims: count}
lists: {heavy: [port]}
levels:
  - {level: plan, if: claims >= 20, cite: Rule 2, text: A plan.}
  - {level: visit, if: claims >= 3 and trade in heavy, cite: Rule 1, text: A visit.}
`

// later is the text of a built-in policy as that of a version which is in force later.
func later() string {
	nl, err := intervention.Builtin("nl-63.00")
	if err != nil {
		panic(err)
	}
	return strings.NewReplacer("effective: 2003-12-02", "effective: 2020-01-01", "revised: 2011-06-07", "revised: 2021-06-07").Replace(nl.Text())
}

// at is an app that reads a text and writes into out and errs.
func at(stdin string, out, errs *strings.Builder) *app {
	return &app{in: strings.NewReader(stdin), out: out, err: errs}
}

func runIn(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs strings.Builder
	code = at("", &out, &errs).run(args)
	return code, filepath.ToSlash(out.String()), filepath.ToSlash(errs.String())
}

// Every command, with what it writes and its exit code: what it does, and each way in
// which it fails.
func TestRun(t *testing.T) {
	root, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	inFolder(t)
	for _, c := range []struct {
		name  string
		stdin string
		args  string
		code  int
	}{
		{"none", "", "", cannot},
		{"help", "", "help", well},
		{"help-flag", "", "--help", well},
		{"help-check", "", "help check", well},
		{"help-h", "", "test -h", well},
		{"unknown", "", "tset passes", cannot},
		{"unknown-flag", "", "test -w passes", cannot},

		{"test", "", "test passes", well},
		{"test-before", "", "-v test fails/a.yaml", failed},
		{"test-fails", "", "test passes fails", failed},
		{"test-verbose", "", "test passes fails/a.yaml -v", failed},
		{"test-json", "", "test fails/a.yaml --json", failed},
		{"test-malformed", "", "test malformed fails passes/terms.yaml", cannot},
		{"test-absent", "", "test nowhere passes/nothing.yaml passes", cannot},
		{"test-nothing", "", "test", cannot},
		{"test-policy", "", "test passes/board.yaml passes/terms.yaml", cannot},
		{"test-twice", "", "test passes/deeper/recur.yaml passes ./passes/deeper", well},
		{"test-none", "", "test policies", failed},
		{"test-stdin", files["passes/terms.yaml"], "test -", well},
		{"test-stdin-above", strings.Replace(files["cases/plan.yaml"], "../", "../../x/", 1), "test -", cannot},
		{"test-dashes", "", "test -- passes", well},

		{"check", "", "check policies", failed},
		{"check-file", "", "check policies/rule.yml --on 2026-11-01", well},
		{"check-id", "", "check us-dc-ojt --laws=false", well},
		{"check-id-day", "", "check ca-qc-cnesst --laws=false --on 2040-01-01", well},
		{"check-scenario", "", "check cases/plan.yaml", failed},
		{"check-stdin", files["policies/rule.yml"], "check - --laws=false", well},
		{"check-json", "", "check --json policies --laws=false", failed},
		{"check-laws", "", "check policies/swapped.yaml", failed},
		{"check-broken", "", "check laws/fraction.yaml", failed},
		{"check-broken-json", "", "check laws --json", failed},
		{"check-turns", "", "check turns", failed},
		{"check-unknown", "", "check us-dc-otj nl-63.00", cannot},
		{"check-absent", "", "check policies/none.yaml", cannot},
		{"check-none", "", "check passes/deeper", failed},
		{"check-nothing", "", "check", cannot},
		{"check-day", "", "check policies --on 2026-11-31", cannot},

		{"diff", "", "diff policies/rule.yml policies/rule-2.yaml", failed},
		{"diff-library", "", "diff us-dc-ojt us-or-eaip", failed},
		{"diff-same", "", "diff policies/rule.yml policies/rule.yml", well},
		{"diff-cases", "", "diff policies/rule.yml policies/rule-2.yaml cases", failed},
		{"diff-json", "", "diff policies/rule.yml policies/rule-2.yaml cases --json", failed},
		{"explain-stdin", files["policies/rule.yml"], "explain - level payroll=600000 claims=2 --ask=false", well},
		{"explain-facts", "", "explain versions/heavy.yaml", well},
		{"new-stdout", "", "new subsidy-case -", well},
		{"diff-lists", "", "diff versions/heavy.yaml versions/heavy-2.yaml", failed},
		{"diff-later", "", "diff nl-63.00 versions/nl.yaml versions", failed},
		{"diff-quoted", "", "diff nl-63.00 versions/nl-quoted.yaml versions", failed},
		{"diff-earlier", "", "diff versions/nl.yaml nl-63.00 versions --json", failed},
		{"diff-reasons", "", "diff policies/rule.yml policies/rule-3.yaml cases", failed},
		{"diff-none", "", "diff policies/rule.yml policies/rule-2.yaml passes", failed},
		{"diff-none-library", "", "diff us-dc-ojt us-or-eaip passes", failed},
		{"diff-ids", "", "diff policies/rule.yml line/eight.yaml cases", well},
		{"diff-kinds", "", "diff policies/rule.yml us-dc-ojt", cannot},
		{"diff-two", "", "diff ab-toj policies/rule.yml", cannot},
		{"diff-one", "", "diff policies/rule.yml", cannot},
		{"diff-absent", "", "diff policies/rule.yml us-dc-otj", cannot},
		{"diff-malformed", "", "diff policies/rule.yml policies/rule-2.yaml malformed/c.yaml", cannot},

		{"cover", "", "cover cases", well},
		{"cover-json", "", "cover --json cases", well},
		{"cover-min", "", "cover cases --min 90", failed},
		{"cover-line", "", "cover line/high.yaml", well},
		{"cover-whole", "", "cover line/high.yaml line/low.yaml --min 100", well},
		{"cover-bad-min", "", "cover cases --min 101", cannot},
		{"cover-none", "", "cover passes", failed},
		{"cover-nothing", "", "cover", cannot},
		{"cover-malformed", "", "cover malformed/c.yaml", cannot},
		{"cover-absent", "", "cover nowhere", cannot},
		{"cover-subsidy", "", "cover subsidies", well},
		{"cover-library", "", "cover protest", well},
		{"cover-versions", "", "cover versions", well},

		{"explain", "", "explain policies/rule.yml level payroll=600000 claims=2", well},
		{"explain-json", "", "explain policies/rule.yml level payroll=600000 claims=2 --json", well},
		{"explain-calendar", "", "explain calendar term event=2024-09-30 within='60'", cannot},
		{"explain-id", "", "explain benefits/ab-toj allocate amount=100 weights=[1,1,1]", well},
		{"explain-intervention", "", "explain nl-63.00 level", cannot},
		{"explain-missing", "", "explain policies/rule.yml level claims=2", cannot},
		{"explain-ask", "600000\n2\n", "explain policies/rule.yml level --ask", well},
		{"explain-ask-ends", "", "explain policies/rule.yml level --ask", cannot},
		{"explain-call", "", "explain wv-85-23 levle", cannot},
		{"explain-fact", "", "explain wv-85-23 level emf", cannot},
		{"explain-no-day", "", "explain wv-85-23 review on=01/08/2026 by=commission", cannot},
		{"explain-yaml", "", "explain wv-85-23 level emf=[", cannot},
		{"explain-two", "", "explain ab-toj top_up", cannot},
		{"explain-surcharge", "", "explain wv-85-23 surcharge quarterly_premium_tax=1000 penalty_tax=0 rate=0.10 --json", well},
		{"explain-few", "", "explain wv-85-23", well},
		{"explain-none", "", "explain", cannot},
		{"explain-list", "", "explain nl-63.00", well},
		{"explain-list-levels", "", "explain us-tn-50-6-501", well},
		{"explain-levels", "", "explain us-tn-50-6-501 surcharge rate=0.2", cannot},
		{"explain-protest", "", "explain wv-85-23 acknowledge on=2026-01-05 by=commission", failed},
		{"explain-list-json", "", "explain laws/fraction.yaml --json", well},
		{"explain-list-calendar", "", "explain calendar", well},
		{"explain-list-procedure", "", "explain moves/moves.yaml", well},
		{"explain-list-absent", "", "explain laws/none.yaml", cannot},
		{"explain-event", "", "explain nl-63.00 discuss_referral on=2020-01-06 by=manager_of_prevention", failed},
		{"explain-event-json", "", "explain nl-63.00 report_need on=2020-01-06 by=health_and_safety_advisor conditions=[refused_discussion] follow_up_failed=true --json", well},
		{"explain-event-day", "", "explain nl-63.00 report_need", cannot},
		{"explain-subsidy", "", "explain laws/fraction.yaml top_up", cannot},
		{"explain-absent", "", "explain wv-85-32 level", cannot},
		{"explain-refused", "", "explain placement/ab-toj wage_loss --json", failed},

		{"doc", "", "doc passes/terms.yaml", well},
		{"doc-fails", "", "doc fails", failed},
		{"doc-fails-folder", "", "doc -o pages passes fails", failed},
		{"doc-malformed", "", "doc malformed passes", cannot},
		{"doc-json", "", "doc passes/deeper --json", well},
		{"doc-json-folder", "", "doc passes -o pages --json", cannot},
		{"doc-absent", "", "doc nowhere", cannot},
		{"doc-nothing", "", "doc", cannot},

		{"page", "", "page cases/plan.yaml", well},
		{"page-json", "", "page cases/plan.yaml --json", well},
		{"page-file", "", "page cases/plan.yaml -o plan.html", well},
		{"page-barred", "", "page cases/plan.yaml -o cases", cannot},
		{"page-several", "", "page passes/terms.yaml --case SIX --names", well},
		{"page-which", "", "page passes/terms.yaml", cannot},
		{"page-none", "", "page cases/plan.yaml --case none", cannot},
		{"page-malformed", "", "page malformed/c.yaml", cannot},
		{"page-absent", "", "page cases/none.yaml", cannot},
		{"page-nothing", "", "page", cannot},

		{"new", "", "new subsidy", well},
		{"new-json", "", "new scenario --json", well},
		{"new-file", "", "new programme mine.yaml", well},
		{"new-taken", "", "new programme passes/terms.yaml", cannot},
		{"new-unknown", "", "new program", cannot},
		{"new-barred", "", "new subsidy nowhere/mine.yaml", cannot},
		{"new-nothing", "", "new", cannot},
		{"new-many", "", "new scenario mine.yaml yours.yaml", cannot},
		{"new-case", "", "new subsidy-case --policy subsidies/start.yaml", well},
		{"new-case-absent", "", "new subsidy-case --policy ../subsidies/start.yaml", cannot},
		{"new-case-kind", "", "new subsidy-case --policy policies/rule.yml", cannot},
		{"new-case-programme", "", "new programme-case --policy policies/rule.yml", well},
		{"new-case-schedule", "", "new subsidy-case --policy ca-ab-toj", cannot},
		{"new-no-case", "", "new subsidy --policy ours.yaml", cannot},

		{"sql", "", "sql policies/rule.yml", well},
		{"sql-sqlite", "", "sql wv-85-23 --dialect sqlite --places emf=4", well},
		{"sql-json", "", "sql us-tn-50-6-501 --json", well},
		{"sql-refused", "", "sql nl-63.00", failed},
		{"sql-places", "", "sql wv-85-23 --places emf", cannot},
		{"sql-places-number", "", "sql wv-85-23 --places emf=x", cannot},
		{"sql-dialect", "", "sql wv-85-23 --dialect mysql", cannot},
		{"sql-absent", "", "sql wv-85-32", cannot},
		{"sql-nothing", "", "sql", cannot},

		{"catalogue", "", "catalogue policies/rule.yml", well},
		{"catalogue-json", "", "catalogue policies/rule.yml policies/rule-2.yaml --json", well},
		{"catalogue-absent", "", "catalogue us-dc-otj", cannot},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out, errs strings.Builder
			code := at(c.stdin, &out, &errs).run(strings.Fields(c.args))
			if code != c.code {
				t.Errorf("exit code %d, want %d", code, c.code)
			}
			got := fmt.Sprintf("$ workcomp %s\n--- stdout\n%s--- stderr\n%s--- exit code %d\n", c.args, filepath.ToSlash(out.String()), filepath.ToSlash(errs.String()), code)
			golden.Check(t, filepath.Join(root, c.name+".golden"), got)
		})
	}
}

// failing cannot be written to.
type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

// every has a command line of each command that succeeds and writes, with what it reads
// where one of its names is standard input.
var every = []struct{ args, stdin string }{
	{"test -", "passes/terms.yaml"}, {"check - --laws=false", "policies/rule.yml"}, {"diff - policies/rule.yml", "policies/rule.yml"},
	{"cover -", "protest/late.yaml"}, {"explain - level payroll=600000 claims=2", "policies/rule.yml"}, {"doc -", "passes/terms.yaml"},
	{"page - --case SIX", "passes/terms.yaml"}, {"new subsidy", ""}, {"sql -", "policies/rule.yml"}, {"catalogue -", "policies/rule.yml"},
}

// What holds of every command: it reads standard input, writes JSON when it is asked to,
// wherever the flag stands, and says when its output cannot be written.
func TestRun_everyCommand(t *testing.T) {
	inFolder(t)
	var named []string
	for _, c := range every {
		args := strings.Fields(c.args)
		named = append(named, args[0])
		var texts [3]string
		for i, args := range [][]string{args, append([]string{"--json"}, args...), append(slices.Clone(args), "--json")} {
			var out, errs strings.Builder
			if code := at(files[c.stdin], &out, &errs).run(args); code != well || out.Len() == 0 || errs.Len() > 0 {
				t.Errorf("%v: code %d\n%s\n%s", args, code, out.String(), errs.String())
			}
			texts[i] = out.String()
		}
		if texts[0] == texts[1] || texts[1] != texts[2] || !json.Valid([]byte(texts[1])) {
			t.Errorf("%s --json: %s", c.args, texts[2])
		}
		for _, args := range [][]string{args, append(args, "--json"), {"help", args[0]}} {
			var errs strings.Builder
			a := &app{in: strings.NewReader(files[c.stdin]), out: failing{}, err: &errs}
			if code := a.run(args); code != cannot || !strings.Contains(errs.String(), "the output cannot be written: the disk is full") {
				t.Errorf("%v: code %d, %s", args, code, errs.String())
			}
		}
	}
	for _, c := range (&app{}).commands() {
		if !slices.Contains(named, c.name) {
			t.Errorf("%s is not among them", c.name)
		}
	}
}

// A file that cannot be written is an error too, and a device is not read first.
func TestRun_filesThatCannotBeWritten(t *testing.T) {
	inFolder(t)
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("there is no full device here")
	}
	for _, args := range []string{"page cases/plan.yaml -o /dev/full", "doc passes -o /dev/full", "new subsidy /dev/full"} {
		if code, _, stderr := runIn(t, strings.Fields(args)...); code != cannot || !strings.Contains(stderr, "/dev/full") {
			t.Errorf("%s: code %d, %s", args, code, stderr)
		}
	}
}

func TestColoured(t *testing.T) {
	t.Setenv("NO_COLOR", "")
	if !coloured(true) || coloured(false) {
		t.Error("a terminal has colours, and nothing else has")
	}
	t.Setenv("NO_COLOR", "1")
	if coloured(true) {
		t.Error("NO_COLOR leaves them out")
	}
}

// lost cannot be read.
type lost struct{}

func (lost) Read([]byte) (int, error) { return 0, errors.New("the line is cut") }

func TestRun_inputThatCannotBeRead(t *testing.T) {
	var out, errs strings.Builder
	if code := (&app{in: lost{}, out: &out, err: &errs}).run([]string{"test", "-"}); code != cannot || !strings.Contains(errs.String(), "standard input: the line is cut") {
		t.Errorf("code %d, %s", code, errs.String())
	}
}

// A file is no terminal, nor is one that says nothing of itself.
func TestIsTerminal(t *testing.T) {
	f, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	if isTerminal(f) {
		t.Error("a file is taken for a terminal")
	}
	if err := f.Close(); err != nil || isTerminal(f) {
		t.Errorf("a file that is closed is taken for a terminal, %v", err)
	}
}

func TestRun_colours(t *testing.T) {
	inFolder(t)
	var out, errs strings.Builder
	a := at("", &out, &errs)
	a.colour = true
	if a.run([]string{"test", "passes"}); out.String() != "\x1b[32m3 passed, 0 failed\x1b[0m\n" {
		t.Errorf("got %q", out.String())
	}
	out.Reset()
	if a.run([]string{"test", "fails"}); !strings.Contains(out.String(), "\x1b[31mFAIL\x1b[0m ") ||
		!strings.HasSuffix(out.String(), "\n\x1b[31m1 passed, 1 failed\x1b[0m\n") {
		t.Errorf("got %q", out.String())
	}
}

// Work that takes long says how far it is, and clears the line, also where it ends early.
func TestMeasured(t *testing.T) {
	for _, c := range []struct {
		patience time.Duration
		until    int
		want     string
	}{
		{-1, 3, "\rcase 1 of 3\rcase 2 of 3\rcase 3 of 3\r           \r"},
		{-1, 2, "\rcase 1 of 3\rcase 2 of 3\r           \r"},
		{time.Hour, 3, ""},
		{0, 3, ""},
	} {
		var errs strings.Builder
		for i, n := range measured(&app{err: &errs, patience: c.patience}, "case", []int{1, 2, 3}) {
			if n != i+1 {
				t.Errorf("%d is the one at %d", n, i)
			}
			if n == c.until {
				break
			}
		}
		if errs.String() != c.want {
			t.Errorf("%+v: %q", c, errs.String())
		}
	}
}

// A terminal is asked, has colours, and is told how far the work is.
func TestOpened(t *testing.T) {
	t.Setenv("NO_COLOR", "")
	file, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	terminal, err := os.Open(os.DevNull) // a device of characters too
	if err != nil || !isTerminal(terminal) {
		t.Skip("there is no such device here:", err)
	}
	defer terminal.Close()
	for i := range 3 {
		of := []*os.File{file, file, file}
		of[i] = terminal
		a := opened(of[0], of[1], of[2])
		if a.asks != (i == 0) || a.colour != (i == 1) || (a.patience > 0) != (i == 2) {
			t.Errorf("%d is a terminal: asks %t, colours %t, patience %v", i, a.asks, a.colour, a.patience)
		}
	}
}

func TestNewFilesPassAsTheyAre(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, kind := range kinds {
		file := kind + ".yaml"
		args := []string{"new", kind, file}
		of, isCase := strings.CutSuffix(kind, "-case")
		if isCase {
			args = append(args, "--policy", "./"+of+".yaml")
		}
		if code, _, stderr := runIn(t, args...); code != well {
			t.Fatalf("%s: %s", kind, stderr)
		}
		runs := [][]string{{"check", "--on", "2026-11-01", file}}
		if isCase { // as it is printed, too
			if code, _, stderr := runIn(t, "new", kind, "as-printed-"+file); code != well {
				t.Fatalf("%s: %s", kind, stderr)
			}
			runs = [][]string{{"test", file}, {"test", "as-printed-" + file}}
		} else if kind == "scenario" {
			runs = [][]string{{"test", file}}
		}
		for _, args := range runs {
			if code, stdout, stderr := runIn(t, args...); code != well || strings.Contains(stdout, "warning:") {
				t.Errorf("%v: code %d\n%s%s", args, code, stdout, stderr)
			}
		}
	}
	if code, stdout, _ := runIn(t, "cover", "--min", "80", "programme-case.yaml", "procedure-case.yaml"); code != well {
		t.Errorf("the cases reach too little: %s", stdout)
	}
}

// A policy is explained wherever it lies and however its file is called, in the folder and
// above it too. As data the case names it as one in its folder.
func TestExplain_aPolicyAnywhere(t *testing.T) {
	inFolder(t)
	t.Chdir("policies")
	for _, name := range []string{".rule", "RULE.YAML", "classify/RULE.YAML"} {
		if err := write(name, ruleSeven); err != nil {
			t.Fatal(err)
		}
	}
	for policy, named := range map[string]string{"rule.yml": "./rule.yml", "RULE.YAML": "./RULE.YAML", ".rule": "./.rule",
		"classify/RULE.YAML":   "classify/RULE.YAML",
		"../policies/rule.yml": "./rule.yml", "../policies/.rule": "./.rule", "-": "./policy.yaml"} {
		for _, json := range []string{"--json=false", "--json"} {
			var out, errs strings.Builder
			code := at(ruleSeven, &out, &errs).run([]string{"explain", policy, "level", "payroll=600000", "claims=2", json})
			if code != well || !strings.Contains(out.String(), "safety_plan") || errs.Len() > 0 ||
				strings.Contains(out.String(), fmt.Sprintf("\n  \"policy\": %q,\n", named)) != (json == "--json") {
				t.Errorf("%s %s: exit code %d: %s%s", policy, json, code, out.String(), errs.String())
			}
		}
	}
}

// Asked for is what is missing and can be answered with a word: not what was answered
// wrongly, and not a field of an entry. An empty answer ends it.
func TestExplain_asks(t *testing.T) {
	inFolder(t)
	rule := func(facts ...string) []string { return append([]string{"policies/rule.yml", "level"}, facts...) }
	for _, c := range []struct {
		stdin string
		args  []string
		code  int
		asks  int
	}{
		{"600000\n2\n", rule(), well, 2},
		{"600000\n", rule("claims=2"), well, 1},
		{"\n600000\n", rule("claims=2"), cannot, 1},
		{"600000\n", rule("claims=2", "payroll=x"), cannot, 0},
		{"600000\n", rule("claims=2", "payroll=[1]"), cannot, 0},
		{"600000\n", rule("claims=2", "payroll="), cannot, 0},
		{"600\n", []string{"subsidies/start.yaml", "subsidy", "start=2026-01-05", "wages=[{from: 2026-01-05, to: 2026-01-11}]"}, cannot, 0},
		{"1\n", []string{"nl-63.00", "discuss_referral", "on=2020-01-06", "by=manager_of_prevention"}, failed, 0},
	} {
		var out, errs strings.Builder
		code := at(c.stdin, &out, &errs).run(append([]string{"explain", "--ask"}, c.args...))
		if asks := strings.Count(errs.String(), ")? "); code != c.code || asks != c.asks {
			t.Errorf("%v: exit code %d, asks %d times: %s%s", c.args, code, asks, out.String(), errs.String())
		}
	}
}

func TestALinkToAFolderIsAFolder(t *testing.T) {
	inFolder(t)
	if err := os.Symlink("passes", "link"); err != nil {
		t.Skip("no links here:", err)
	}
	if code, stdout, stderr := runIn(t, "test", "link"); code != well || stdout != "3 passed, 0 failed\n" {
		t.Errorf("code %d\n%s%s", code, stdout, stderr)
	}
}

// A link does not lead out of the folder of the cases, and is followed within it.
func TestALinkToAPolicyElsewhere(t *testing.T) {
	inFolder(t)
	top := t.TempDir()
	for _, name := range []string{"cases/plan.yaml", "policies/rule.yml"} {
		if err := write(filepath.Join(top, "own", name), files[name]); err != nil {
			t.Fatal(err)
		}
	}
	policy := filepath.Join(top, "own", "policies", "rule.yml")
	for to, code := range map[string]int{filepath.Join(top, "own", "moved.yml"): well, filepath.Join(top, "elsewhere.yml"): cannot} {
		if err := write(to, files["policies/rule.yml"]); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(policy); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(to, policy); err != nil {
			t.Skip("no links here:", err)
		}
		got, stdout, stderr := runIn(t, "test", filepath.Join(top, "own"))
		if got != code || code == cannot && !strings.Contains(stderr, "outside of the folders in which the cases are run") {
			t.Errorf("%s: code %d\n%s%s", to, got, stdout, stderr)
		}
	}
}

// Of a folder that is named from the root the cases name policies in all of it; a file that
// is named so names those in its own folder.
func TestPoliciesOfCasesThatLieElsewhere(t *testing.T) {
	inFolder(t)
	top := t.TempDir()
	for _, name := range []string{"cases/plan.yaml", ".hidden/plan.yaml", "policies/rule.yml"} {
		if err := write(filepath.Join(top, name), files[strings.Replace(name, ".hidden", "cases", 1)]); err != nil {
			t.Fatal(err)
		}
	}
	hidden := filepath.Join(top, ".hidden", "plan.yaml")
	for _, c := range []struct {
		paths []string
		code  int
		says  string
	}{
		{[]string{top}, well, ""},
		{[]string{filepath.Join(top, "cases", "plan.yaml")}, cannot, "is outside of the folder"},
		{[]string{top, hidden}, cannot, "is outside of the folder"},
		{[]string{hidden, top}, cannot, "is outside of the folder"},
	} {
		if code, stdout, stderr := runIn(t, append([]string{"test"}, c.paths...)...); code != c.code || !strings.Contains(stderr, c.says) {
			t.Errorf("%v: code %d\n%s%s", c.paths, code, stdout, stderr)
		}
	}
}

func TestAFolderThatCannotBeRead(t *testing.T) {
	inFolder(t)
	closed := filepath.Join("passes", "closed")
	if err := os.Mkdir(closed, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := os.ReadDir(closed); err == nil { // this user reads every folder but one whose path is too long
		top, err := os.Getwd()
		for range 20 {
			err = errors.Join(err, os.Chdir(closed))
			closed = strings.Repeat("d", 250)
			err = errors.Join(err, os.Mkdir(closed, 0o755))
		}
		if err = errors.Join(err, os.Chdir(top)); err != nil {
			t.Skip("this system has no such path:", err)
		}
	}
	if code, stdout, stderr := runIn(t, "test", "passes"); code != cannot || stdout != "3 passed, 0 failed\n" || !strings.Contains(stderr, "closed") {
		t.Errorf("code %d\n%s%s", code, stdout, stderr)
	}
}

// moves is a procedure of its own.
const moves = "procedure: q\ntitle: Q\nsource: Rule 3\neffective: 2027-01-01\nstates: [a, b]\nroles: [board, clerk]\ncase: {n: count}\n" +
	"events: {go: {day: date}, list: {all: list}, later: {}}\n" +
	"rows:\n  - {id: '1', from: a, on: go, by: board, needs: [day], to: b, cite: R.1, says: It goes.}\n" +
	"  - {id: '2', from: a, on: list, cite: R.2, says: It lists.}\n  - {id: '3', from: b, on: later, to: a, cite: R.3, says: Later.}\n"

// Of two procedures it is said that their rows stand in another order, and who else may act.
func TestDiff_procedures(t *testing.T) {
	t.Chdir(t.TempDir())
	head, rows, _ := strings.Cut(moves, "rows:\n")
	lines := strings.SplitAfter(rows, "\n")
	for name, text := range map[string]string{"a.yaml": moves, "b.yaml": strings.Replace(head, "roles:",
		"rows:\n"+lines[1]+lines[0]+lines[2]+"roles:", 1),
		"c.yaml": strings.Replace(moves, "by: board", "by: [board, clerk]", 1)} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for with, want := range map[string]string{
		"b.yaml": "~ order of rows q\n    before: 1, 2, 3\n    after:  2, 1, 3\nentries that differ: 1\n",
		"c.yaml": "~ rule 1, by\n    before: [\"board\"]\n    after:  [\"board\",\"clerk\"]\nentries that differ: 1\n",
	} {
		if code, stdout, stderr := runIn(t, "diff", "a.yaml", with); code != failed || stdout != want {
			t.Errorf("%s: code %d\n%s%s", with, code, stdout, stderr)
		}
	}
}

// Cases of a policy speak of its own facts, and pass as they are. What they are asked for is
// answered, and nothing else is.
func TestNew_casesOfAnotherPolicy(t *testing.T) {
	t.Chdir(t.TempDir())
	const programme = "policy: p\ntitle: P\nsource: Rule 1\nfacts: {on: date, big: flag, size: count, share: rate, factor: factor, name: text, " +
		"kind: [a, c, b], only: [one], claims: {list: {cost: money, open: flag}}}\n" +
		"bands: {by: on, cite: R, rows: [{from: 2027-01-01, few: 1}, {from: 2028-01-01, few: 2}]}\n" +
		"levels: [{level: l, if: 'size > few and big and kind == \"b\" and only == \"one\" and name == \"a text\" " +
		"and share > 0 and factor > 1 and " +
		"any(claims, .open)', cite: R.1}]\n"
	subsidy := func(text string) string {
		return "subsidy: s\ntitle: S\nsource: Rule 2\nrounding: {how: half_up, cite: R}\n" + text
	}
	const hourly = "texts: [{%scite: R, steps: [{weeks: 20, lesser_of: [{percent: 75}, {amount: 10, each: hour}], per: wage, cite: R.1}]}]\n"
	const ofSize = "facts: {size: count}\ntexts: [{if: size > 3, cite: R, steps: [{weeks: 20, percent: 75, cite: R.1}]}, " +
		"{cite: R, steps: [{weeks: 20, percent: 50, cite: R.1}]}]\n"
	for i, c := range []struct{ kind, text, has, and, hasNot, fails string }{
		{kind: "programme", text: programme, has: "{level: l,", hasNot: "2026-"},
		{kind: "programme", text: strings.Replace(programme, ", {from: 2028-01-01, few: 2}", "", 1), has: "{level: l,"},
		{kind: "procedure", text: moves, has: "{day: 2027-01-01}", and: "by: board", hasNot: "later"},
		{kind: "procedure", text: strings.Replace(moves, "effective: 2027-01-01\n", "", 1), has: "{day: 2026-01-05}", hasNot: "later"},
		{kind: "subsidy", text: subsidy(fmt.Sprintf(hourly, "")), has: "hours: 40", hasNot: "accident"},
		{kind: "subsidy", text: subsidy(fmt.Sprintf(hourly, "accidents_from: 2025-01-01, ")), has: "accident: 2025-12-01", hasNot: "facts"},
		{kind: "subsidy", text: subsidy(fmt.Sprintf(hourly, "accidents_from: 2030-01-01, ")), fails: "(accident: 2025-12-01 is not valid"},
		{kind: "subsidy", text: subsidy(strings.NewReplacer("{if:", "{accidents_from: 2030-01-01, if:", "{cite: R, steps",
			"{accidents_from: 2030-01-01, cite: R, steps").
			Replace(ofSize)), fails: "(accident: 2025-12-01 is not valid"},
		{kind: "subsidy", text: subsidy(ofSize), has: "facts: {size: 0}", hasNot: "accident"},
	} {
		own, file := fmt.Sprintf("%d-own.yaml", i), fmt.Sprintf("%s-%d/case.yaml", c.kind, i)
		if err := write(filepath.Join(filepath.Dir(file), own), c.text); err != nil {
			t.Fatal(err)
		}
		code, _, stderr := runIn(t, "new", c.kind+"-case", file, "--policy", own)
		if c.fails != "" {
			if code != cannot || !strings.Contains(stderr, c.fails) {
				t.Errorf("%d: code %d, %s", i, code, stderr)
			}
			continue
		}
		if code != well {
			t.Errorf("%d: %s", i, stderr)
			continue
		}
		code, stdout, stderr := runIn(t, "test", file)
		data, _ := os.ReadFile(file)
		if text := string(data); code != well || !strings.Contains(text, "R.1") || !strings.Contains(text, c.has) ||
			!strings.Contains(text, c.and) || c.hasNot != "" && strings.Contains(text, c.hasNot) {
			t.Errorf("%d: code %d\n%s%s%s", i, code, stdout, stderr, data)
		}
	}
}

// The cases of the skeleton are those of any policy that has its rules, and the policy may
// lie elsewhere, by any name.
func TestNew_casesOfTheSkeleton(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, c := range [][2]string{{"mine.yaml", "case.yaml"}, {"../mine/RULE.YAML", "cases/case.yaml"}} {
		policy, file := filepath.Join(filepath.Dir(c[1]), filepath.FromSlash(c[0])), filepath.FromSlash(c[1])
		for _, dir := range []string{filepath.Dir(policy), filepath.Dir(file)} {
			if err := os.MkdirAll(dir, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		for _, args := range [][]string{{"programme", policy}, {"programme-case", file, "--policy", c[0]}, {"programme-case", "skeleton.yaml"}} {
			if code, _, stderr := runIn(t, append([]string{"new"}, args...)...); code != well {
				t.Fatalf("%v: %s", args, stderr)
			}
		}
		skeleton, _ := os.ReadFile("skeleton.yaml")
		own, err := os.ReadFile(file)
		want := strings.Replace(string(skeleton), "\npolicy: programme.yaml", fmt.Sprintf("\npolicy: %q", c[0]), -1)
		if err != nil || string(own) != want || want == string(skeleton) {
			t.Errorf("%v: %v\n%s", c, err, own)
		}
		if err := os.Remove("skeleton.yaml"); err != nil {
			t.Fatal(err)
		}
	}
}

// A column of SQLite that has decimals counts the last of them.
func TestUnit(t *testing.T) {
	for of, want := range map[int]string{0: "", 1: ": an integer, 1 is 0.1", 3: ": an integer, 1 is 0.001"} {
		c := sql.Column{Places: of}
		if got := unit(sql.SQLite, c); got != want || unit(sql.PostgreSQL, c) != "" {
			t.Errorf("%d decimals: %q, and of PostgreSQL %q", of, got, unit(sql.PostgreSQL, c))
		}
	}
}

// A file that holds what is to be written keeps its time.
func TestWrite(t *testing.T) {
	name, old := filepath.Join(t.TempDir(), "below", "page.md"), time.Date(2020, 1, 6, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		text string
		kept bool
	}{{"page", false}, {"page", true}, {"cage", false}, {"pages", false}, {"pages", true}} {
		if err := write(name, c.text); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(name)
		if text, errText := os.ReadFile(name); err != nil || errText != nil || string(text) != c.text || info.ModTime().Equal(old) != c.kept {
			t.Errorf("%+v: %q of %v, %v, %v", c, text, info.ModTime(), err, errText)
		}
		if err := os.Chtimes(name, old, old); err != nil {
			t.Fatal(err)
		}
	}
}

// What a policy leaves to the default stands on no line of its file.
func TestCover_readingsThatTheFileLeavesOut(t *testing.T) {
	t.Chdir(t.TempDir())
	wv, err := classify.Builtin("wv-85-23")
	if err != nil {
		t.Fatal(err)
	}
	own, _, _ := strings.Cut(wv.Text(), "\ninterpretations:")
	for name, text := range map[string]string{"ours.yaml": own, "case.yaml": "scenario: A call\ndomain: classify\npolicy: ours.yaml\nsteps:\n" +
		"  - {call: level, with: {three_year_premium: 0, emf: 1}, expect: {level: none}}\n"} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	code, stdout, stderr := runIn(t, "cover", "case.yaml")
	if code != well || strings.Contains(stdout, ":0") || !strings.Contains(stdout, "ours.yaml: interpretation stayed-terms") {
		t.Errorf("code %d\n%s%s", code, stdout, stderr)
	}
}
