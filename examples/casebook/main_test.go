package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/golden"
)

// tellTo runs the casebook and gives its exit code and what it wrote.
func tellTo(args ...string) (int, string, string) {
	var out, errs bytes.Buffer
	code := run(args, &out, &errs, false)
	return code, out.String(), errs.String()
}

func TestTheCasebookTellsItsFourCases(t *testing.T) {
	code, out, errs := tellTo()
	if code != told || errs != "" {
		t.Fatalf("exit %d: %s", code, errs)
	}
	golden.Check(t, "testdata/casebook.txt", out)
	for _, must := range []string{"(a) XYZ, Inc.", "(b) A worker's training", "(c) A priority employer", "(d) One worker's placement",
		"tier none -> focus", "tier focus -> target", "tier target -> focus", "tier focus -> none", "Columbus Day", "New Year's Day",
		"The totals of the columns are those of the decision", "refused"} {
		if !strings.Contains(out, must) {
			t.Errorf("the casebook does not say %q", must)
		}
	}
	if strings.Contains(out, "DIFFER") {
		t.Error("some totals do not tie")
	}
}

func TestEveryFindingEndsInAProvision(t *testing.T) {
	_, out, _ := tellTo()
	provision := regexp.MustCompile(`(§ [0-9-]+|63\.00-[0-9]|TOJ-[1-7]|Policy 04-04|step [0-9])`)
	for line := range strings.Lines(out) {
		if strings.HasPrefix(line, "  owed  ") || strings.HasPrefix(line, "  done  ") || strings.HasPrefix(line, "  waits ") {
			if !provision.MatchString(line) {
				t.Errorf("no provision: %s", line)
			}
		}
	}
}

func TestTheInterpretationsArePrintedForCounsel(t *testing.T) {
	code, out, errs := tellTo("-interpretations")
	if code != told || errs != "" {
		t.Fatalf("exit %d: %s", code, errs)
	}
	golden.Check(t, "testdata/interpretations.txt", out)
	_, one, _ := tellTo("-interpretations", "nl-63.00")
	if !strings.Contains(out, one) || strings.Contains(one, "wv-85-23") {
		t.Errorf("one policy alone: %s", one)
	}
	for _, id := range []string{"equality-qualifies", "evidence-enough", "nine-months-extension", "top-up-reading"} {
		if !strings.Contains(out, id) {
			t.Errorf("no interpretation %s", id)
		}
	}
}

// What is printed are the golden files of the domains, one after the other.
func TestThePoliciesArePrintedAsData(t *testing.T) {
	var all strings.Builder
	for _, domain := range []string{"classify", "intervention", "placement", "benefits"} {
		files, err := filepath.Glob("../../" + domain + "/testdata/catalogue/*.json")
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no catalogues: %v", domain, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(data)
			name := strings.TrimSuffix(filepath.Base(file), ".json")
			if code, one, errs := tellTo("-rules", domain+"/"+name); code != told || one != string(data) {
				t.Errorf("%s/%s: exit %d: %s%s", domain, name, code, errs, one)
			}
		}
	}
	code, out, errs := tellTo("-rules")
	if code != told || out != all.String() {
		t.Errorf("exit %d: %s; %d bytes, and the golden files have %d", code, errs, len(out), all.Len())
	}
	file := filepath.Join("..", "..", "testdata", "scenarios", "policies", "example-safety.yaml")
	if code, own, errs := tellTo("-rules", file); code != told || !strings.Contains(own, `"id": "classify/example-safety"`) || !strings.Contains(own, `"if": "payroll > 500000 and claims >= 2"`) {
		t.Errorf("a board's own file: got %d, %s%s", code, own, errs)
	}
	if _, both, _ := tellTo("-rules", "ab-toj"); !strings.Contains(both, `"placement/ab-toj"`) || !strings.Contains(both, `"benefits/ab-toj"`) {
		t.Error("an id that two domains have is not printed for both")
	}
}

func TestOneYearIsComparedUnderEverySubsidyPolicy(t *testing.T) {
	code, out, errs := tellTo("-compare")
	if code != told || errs != "" {
		t.Fatalf("exit %d: %s", code, errs)
	}
	golden.Check(t, "testdata/compare.txt", out)
}

func TestColourIsOnlyForATerminal(t *testing.T) {
	var plain, colour, errs bytes.Buffer
	run(nil, &plain, &errs, false)
	run(nil, &colour, &errs, true)
	if strings.Contains(plain.String(), "\x1b") {
		t.Error("colour where there is no terminal")
	}
	stripped := regexp.MustCompile("\x1b\\[[0-9]*m").ReplaceAllString(colour.String(), "")
	if colour.String() == plain.String() || stripped != plain.String() {
		t.Error("colour changes more than the colour")
	}
}

func TestWhatCannotBeReadIsSaidAtItsPlace(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"unknown key", "casebook: x\ndomain: classify\npolicy: wv-85-23\nstep: []\n", ":4:1: step: key \"step\" is not valid"},
		{"unknown domain", "casebook: x\ndomain: clasify\npolicy: wv-85-23\n", "did you mean \"classify\"?"},
		{"money without a placement", "casebook: x\ndomain: classify\npolicy: wv-85-23\nmoney: {apportion: calendar_days}\n", "money is of a placement"},
		{"steps without events", "casebook: x\ndomain: benefits\npolicy: ab-toj\nsteps: [{on: 2025-01-01, event: pay}]\n", "the domain benefits has no events"},
		{"no date", "casebook: x\ndomain: classify\npolicy: wv-85-23\nsteps: [{on: 2025-02-30, event: notify}]\n", "steps[0].on: 2025-02-30"},
		{"not YAML", "casebook: [\n", "not YAML"},
		{"empty", "", "the file is empty"},
		{"unknown policy", "casebook: x\ndomain: classify\npolicy: wv-85-24\nsteps: [{on: 2025-01-01, event: notify}]\n", "wv-85-24"},
		{"unknown policy of a lifecycle", "casebook: x\ndomain: intervention\npolicy: nope\nsteps: [{on: 2025-01-01, event: close}]\n", "nope"},
		{"unknown policy of a placement", "casebook: x\ndomain: placement\npolicy: nope\nsteps: [{on: 2025-01-01, event: begin}]\n", "nope"},
		{"unknown policy of the money", "casebook: x\ndomain: benefits\npolicy: nope\nwages: {start: 2025-01-01, end: 2025-01-31, apportion: calendar_days, " +
			"schedule: [{months: 1, percent: 0}], top_up: {basis: net_difference, per: month, pre_accident_net: 1}, pay_periods: []}\n", "nope"},
		{"bad event", "casebook: x\ndomain: classify\npolicy: wv-85-23\nsteps: [{on: 2025-01-01, event: reviewed}]\n", "did you mean \"review\"?"},
		{"correction of no entry", "casebook: x\ndomain: classify\npolicy: wv-85-23\nsteps: [{on: 2025-01-01, correct: \"7\", with: {emf: 1}}]\n", "7"},
		{"correction that is none", "casebook: x\ndomain: intervention\npolicy: nl-63.00\nsteps: [{on: 2015-01-05, event: report_need, by: health_and_safety_advisor, " +
			"with: {conditions: [refused_discussion], follow_up_failed: true}}, {on: 2015-01-06, correct: \"1\", with: {conditons: []}}]\n", "conditons"},
		{"bad amount", "casebook: x\ndomain: classify\npolicy: wv-85-23\nsteps: [{on: 2025-01-01, event: review, with: {emf: x}}]\n", "emf"},
		{"bad given", "casebook: x\ndomain: classify\npolicy: wv-85-23\ngiven: {bargained_committe: true}\nsteps: [{on: 2025-01-01, event: notify}]\n", "bargained_committe"},
	} {
		t.Run(c.name, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), "case.yaml")
			if err := os.WriteFile(name, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			code, _, errs := tellTo(name)
			if code != unreadable || !strings.Contains(errs, c.want) {
				t.Errorf("exit %d, %q, want %q", code, errs, c.want)
			}
		})
	}
	for _, args := range [][]string{{"nowhere.yaml"}, {"-nonsense"}, {"-interpretations", "nope"}, {"-rules", "nope"}, {"-rules", "nowhere.yaml"}, {"-rules", filepath.Join("cases", "a-xyz.yaml")}} {
		if code, _, errs := tellTo(args...); code != unreadable || errs == "" {
			t.Errorf("%q: exit %d, %q", args, code, errs)
		}
	}
	if code, _, errs := tellTo("-h"); code != told || !strings.Contains(errs, "-interpretations") {
		t.Errorf("-h: exit %d, %q", code, errs)
	}
}

func TestAFileOfOnesOwnIsToldTheSameWay(t *testing.T) {
	code, out, errs := tellTo("cases/c-priority-employer.yaml")
	_, all, _ := tellTo()
	_, body, _ := strings.Cut(out, "priority employer that refuses")
	if code != told || !strings.Contains(all, body) {
		t.Errorf("exit %d: %s", code, errs)
	}
}

func TestMoneyIsWrittenWithItsThousands(t *testing.T) {
	for text, want := range map[string]string{"0": "0.00", "999.9": "999.90", "1000": "1,000.00", "1234567.89": "1,234,567.89", "-1500": "-1,500.00"} {
		if got := money(decimal.RequireFromString(text)); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}
