package classify_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/golden"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lint"
	"github.com/workcomp-go/workcomp/rule/receipt"
)

// All the mistakes of a file are told at once, each with its line, its column
// and the name that was probably meant.
func TestMistakesOfAPolicyFile(t *testing.T) {
	files, err := filepath.Glob("testdata/mistakes/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		p, err := classify.ParsePolicy(filepath.Base(file), data)
		var mistakes rule.Diagnostics
		if p != nil || !errors.As(err, &mistakes) {
			t.Errorf("%s: got %v, %v", file, p, err)
			continue
		}
		golden.Check(t, filepath.Join("testdata", "mistakes", strings.TrimSuffix(filepath.Base(file), ".yaml")+".txt"), err.Error()+"\n")
	}
}

func TestBuiltinPolicies(t *testing.T) {
	ids := []string{"us-la-rs23", "us-ny-icr59", "us-osha-sst11", "us-tn-50-6-501", "wv-85-23"}
	if !slices.Equal(classify.BuiltinIDs(), ids) {
		t.Errorf("got %v", classify.BuiltinIDs())
	}
	for _, id := range ids {
		p, err := classify.Builtin(id)
		if err != nil || p.ID() != id || p.Title() == "" || p.Source() == "" || len(p.Levels()) == 0 || len(p.Facts()) == 0 {
			t.Errorf("%s: got %v, %v", id, p, err)
		}
		if pid := p.PolicyID(); pid.ID != id || len(pid.Hash) != 64 {
			t.Errorf("%s: got %+v", id, pid)
		}
	}
	if _, err := classify.Builtin("wv-85-24"); err == nil || !strings.Contains(err.Error(), `did you mean "wv-85-23"?`) {
		t.Errorf("an unknown policy: got %v", err)
	}
	if _, err := classify.Builtin(""); err == nil || !strings.Contains(err.Error(), "policy: missing") {
		t.Errorf("no id: got %v", err)
	}
}

// A board adds a programme by a file, with interpretations of its own.
func TestAProgrammeIsAFile(t *testing.T) {
	p := parsed(t, `
policy: board
title: A board's own programme
source: Board manual, chapter 9
facts: {claims: count, days_lost: number, payroll: money, serious: flag, since: date, trade: text, rate: rate}
bands:
  by: payroll
  cite: Board manual 9.2
  rows:
    - {from: 0, allowed: 2}
    - {from: 100000, allowed: 5}
levels:
  - {level: urgent, if: serious and since < date("2025-01-01"), cite: Board manual 9.3, interpretation: serious-claims}
  - {level: watched, if: 'claims > allowed or days_lost >= 30.5 and trade contains "roof"', cite: Board manual 9.4}
interpretations:
  - {id: serious-claims, question: "What is serious?", cite: Board manual 9.3, reading: fatal, readings: [{key: fatal, text: A fatality}]}
`)
	facts := rule.Facts{"claims": 3, "days_lost": "0", "payroll": "100000", "serious": false, "since": day("2024-01-01"), "trade": "roofing", "rate": "1.5"}
	for claims, want := range map[int]string{3: "none", 5: "none", 6: "watched"} {
		facts["claims"] = claims
		if got, err := p.Level(facts); err != nil || got.Value.Level != want {
			t.Errorf("%d claims: got %s, %v", claims, got, err)
		}
	}
	facts["serious"] = true
	if d, err := p.Level(facts); err != nil || d.Value.Level != "urgent" || d.Value.Values[0].Name != "allowed" || d.Value.Values[0].Value.String() != "5" {
		t.Errorf("got %v, %v", d, err)
	}
	if d, _ := p.Level(facts); len(d.Findings[1].Interpretations) != 1 || d.Findings[1].Interpretations[0] != "serious-claims" {
		t.Errorf("the finding %+v does not carry the reading on which its test rests", d.Findings[1])
	}
	if notices := lint.Check(p.Catalogue(), day("2026-11-01")); slices.ContainsFunc(notices, func(n rule.Diagnostic) bool { return n.Code == lint.NeverTaken }) {
		t.Errorf("an interpretation that a level names is taken: %v", notices)
	}
	if i := p.Interpretations(); len(i) != 1 || i[0].Chosen() != "A fatality" {
		t.Errorf("got %v", i)
	}
	if p.HasStanding() || p.ClosedDays() != nil {
		t.Error("it has no tiers")
	}
	if name := wv(t).ClosedDays().Name(); name != "us-wv" {
		t.Errorf("got the closed days %s", name)
	}
}

func TestUnmarshalFacts(t *testing.T) {
	lists, err := classify.UnmarshalFacts([]byte(`{"claims": [{"cost": 1.70, "since": null}, {}], "days": [3, null], "none": []}`))
	want := rule.Facts{"claims": []any{rule.Facts{"cost": "1.70"}, rule.Facts{}}, "days": []any{"3", nil}, "none": []any{}}
	if d := cmp.Diff(want, lists); err != nil || d != "" {
		t.Errorf("got %v, %s", err, d)
	}
	f, err := classify.UnmarshalFacts([]byte(`{"emf": 1.70, "serious": true, "trade": "roofing", "since": null}`))
	if d := cmp.Diff(rule.Facts{"emf": "1.70", "serious": true, "trade": "roofing"}, f); err != nil || d != "" {
		t.Errorf("got %v, %s", err, d)
	}
	for _, bad := range []string{``, `[]`, `{"emf": {}}`, `{"emf": [[1]]}`, `{"emf": [{"a": {}}]}`, `{"emf": [{"a": []}]}`, `{"emf": 1, "emf": 2}`} {
		if _, err := classify.UnmarshalFacts([]byte(bad)); err == nil {
			t.Errorf("%s: no error", bad)
		}
	}
}

// A level that is never reached is said with those before it, of which ten are named; so is
// none, where the tests leave nobody to it. A file may stand on one line.
func TestParsePolicy_levelsThatAreNeverReached(t *testing.T) {
	file := func(before int, last string) string {
		levels := ""
		for i := range before {
			levels += fmt.Sprintf("{level: a%d, if: claims == %d, cite: A}, ", i, i)
		}
		return fmt.Sprintf("{policy: p, title: t, source: s, facts: {claims: count}, levels: [%s%s]}", levels, last)
	}
	for text, want := range map[string]string{
		file(10, "{level: b, if: claims < 10, cite: B}"):                                  "that of a0 or a1 or a2 or a3 or a4 or a5 or a6 or a7 or a8 or a9, which",
		file(11, "{level: b, if: claims < 11, cite: B}"):                                  "a8 or a9 or 1 more, which",
		file(0, "{level: b, if: claims >= 0, cite: B}"):                                   "no level is left for none: the test of b always holds",
		file(1, "{level: b, cite: B}, {level: c, if: claims == 3, cite: C}"):              "levels[1].if: missing",
		strings.Replace(file(1, "{level: b, cite: B}"), "facts:", "hit: any, facts:", 1):  `hit: "any" is not valid`,
		strings.Replace(file(1, "{level: b, cite: B}"), "facts:", `hit: "", facts:`, 1):   `hit: "" is not valid`,
		strings.Replace(file(0, "{level: b, cite: B}"), "title: t", `title: ""`, 1):       `title: "" is not valid`,
		strings.Replace(file(0, "{level: b, cite: B}"), "facts:", "bands: {}, facts:", 1): "bands.by: missing",
	} {
		_, err := classify.ParsePolicy("board.yaml", []byte(text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s:\ngot %v\nwant %s", text, err, want)
		}
	}
}

// The time for a protest is that of 10.2 where a policy leaves it out; its provision is the
// board's where it names one.
func TestParsePolicy_whatIsLeftOut(t *testing.T) {
	const protest = "  protest: {from_notice: 30, from_decision: 60, cite: W. Va. Code R. § 85-23-10.2}\n"
	in := classify.ProtestInput{Decided: day("2025-03-03"), NoticeReceived: day("2025-04-12")}
	for with, cite := range map[string]rule.Citation{protest: "W. Va. Code R. § 85-23-10.2", "": "W. Va. Code R. § 85-23-10.2", "  protest: {from_notice: 30, from_decision: 60, cite: Board 9}\n": "Board 9"} {
		d, err := changed(t, protest, with).ProtestWindow(in)
		if err != nil || d.Value.ThirtyFromNotice != day("2025-05-12") || d.Value.SixtyFromDecision != day("2025-05-02") ||
			!strings.Contains(d.String(), "2025-05-02 stands as it was counted") {
			t.Fatalf("%q: got %v, %v", with, d, err)
		}
		for _, f := range d.Findings {
			if f.Cite != cite {
				t.Errorf("%q: %v, want %s", with, f, cite)
			}
		}
	}
}

// What only follows from a mistake of the form is not said beside it.
func TestParsePolicy_whatFollows(t *testing.T) {
	_, err := classify.ParsePolicy("board.yaml", []byte(strings.Replace(builtinText(t), "\ntitle: ", "\ntitle: &t ", 1)))
	var mistakes rule.Diagnostics
	if errors.As(err, &mistakes); len(mistakes) != 1 || !strings.Contains(mistakes.Error(), "title: anchors") {
		t.Errorf("got %v", err)
	}
	_, err = classify.ParsePolicy("board.yaml", []byte(strings.Replace(builtinText(t), "\n  emf: factor", "\n  emf: factor\n  days: {list: count}", 1)))
	if err == nil || !strings.Contains(err.Error(), "facts.days: a list is not valid, expected a fact of one value, as in a review") {
		t.Errorf("a list among the facts of a review: %v", err)
	}
}

// Every number of the tiers has its bounds, and its provision beside it.
func TestParsePolicy_numbersOfTiers(t *testing.T) {
	text := builtinText(t)
	number := regexp.MustCompile(`(periods|days|from_notice|from_decision|cap): [0-9.]+`)
	all := number.FindAllStringIndex(text, -1)
	if len(all) != 14 {
		t.Fatalf("the tiers have %d numbers", len(all))
	}
	for _, at := range all {
		name, _, _ := strings.Cut(text[at[0]:at[1]], ":")
		right, wrong := []string{"1", "3660", "30.0"}, []string{"0", "-1", "1.5", "3661"}
		switch name {
		case "periods":
			right, wrong = []string{"1", "100"}, []string{"0", "-1", "1.5", "101"}
		case "cap":
			right, wrong = []string{"0", "1", "0.999"}, []string{"-0.01", "1.01"}
		}
		for _, value := range append(right, wrong...) {
			_, err := classify.ParsePolicy("board.yaml", []byte(text[:at[0]]+name+": "+value+text[at[1]:]))
			var mistakes rule.Diagnostics
			if errors.As(err, &mistakes); slices.Contains(right, value) != (err == nil) || err != nil &&
				(len(mistakes) != 1 || mistakes[0].Line != strings.Count(text[:at[0]], "\n")+1 || !strings.HasSuffix(mistakes[0].Path, "."+name)) {
				t.Errorf("%s: %s: %v", name, value, err)
			}
		}
	}
	tiers := text[strings.Index(text, "\ntiers:"):strings.Index(text, "\ninterpretations:")]
	cites := regexp.MustCompile(`cite: [^}]*\}`)
	for _, at := range cites.FindAllStringIndex(tiers, -1) {
		_, err := classify.ParsePolicy("board.yaml", []byte(strings.Replace(text, tiers, tiers[:at[0]]+`cite: ""}`+tiers[at[1]:], 1)))
		var mistakes rule.Diagnostics
		if errors.As(err, &mistakes); len(mistakes) != 1 || !strings.HasSuffix(mistakes[0].Path, ".cite") {
			t.Errorf("without its provision, %s: %v", tiers[at[0]:at[1]], err)
		}
	}
}

// A policy knows the file of the host that it was read from.
func TestAPolicyKnowsItsFile(t *testing.T) {
	data, err := os.ReadFile("policies/wv-85-23.yaml")
	if err != nil {
		t.Fatal(err)
	}
	read, err := classify.ParsePolicy("boards/our.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	built, err := classify.Builtin("wv-85-23")
	if err != nil || read.File() != "boards/our.yaml" || built.File() != "" {
		t.Errorf("read from %q, built in %q, %v", read.File(), built.File(), err)
	}
}

// A test of improvement that no factor meets, or that every factor meets, is
// noticed before it decides anything.
func TestATestOfImprovementThatDecidesNothingIsNoticed(t *testing.T) {
	data, err := os.ReadFile("policies/wv-85-23.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for test, want := range map[string]string{"emf < 0": "never holds", "baseline.three_year_premium >= 0": "always holds", "emf < baseline.emf - 0.05": ""} {
		notices := classify.CheckPolicy("board.yaml", []byte(strings.Replace(string(data), "{if: emf < baseline.emf,", "{if: "+test+",", 1)), day("2026-11-01"))
		if said := notices.Error(); !strings.Contains(said, want) || want == "" && len(notices) > 0 {
			t.Errorf("%s: got %q", test, said)
		}
	}
}

// A term that leaves the calendar is an error that names it.
func TestPolicyApplyNamesTheTermBeyondTheCalendar(t *testing.T) {
	p := wv(t)
	standing, _, err := p.Apply(p.Start(classify.Profile{}), aReview("2023-2", "1.85"))
	if err != nil {
		t.Fatal(err)
	}
	var outside *calendar.RangeError
	if _, _, err := p.Apply(standing, classify.Notify{On: day("9999-12-20")}); !errors.As(err, &outside) || outside.Field != "plan" ||
		outside.From != day("9999-12-20") {
		t.Errorf("got %v", err)
	}
}

// Days proclaimed change what is due, so the policy of a receipt is another with them.
func TestPolicyWithProclaimedIsAnotherInReceipts(t *testing.T) {
	plain := wv(t)
	on := func(days ...calendar.Proclaimed) *classify.Policy {
		p, err := plain.WithProclaimed(days...)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	election, other := calendar.Proclaimed{Date: day("2024-04-30"), Name: "election"}, calendar.Proclaimed{Date: day("2024-05-02")}
	ids := map[rule.PolicyID]string{plain.PolicyID(): "none"}
	for name, p := range map[string]*classify.Policy{"one": on(election), "another": on(other), "both": on(election, other)} {
		if before, taken := ids[p.PolicyID()]; taken {
			t.Errorf("%s has the id of %s", name, before)
		}
		ids[p.PolicyID()] = name
	}
	first, again := on(election), on(election)
	if on().PolicyID() != plain.PolicyID() || first.PolicyID() != again.PolicyID() {
		t.Error("the same days are another policy")
	}
	facts := rule.Facts{"three_year_premium": "32850", "emf": "1.73"}
	decided, err := plain.Level(facts)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := receipt.New(plain.PolicyID(), facts, decided)
	if err != nil {
		t.Fatal(err)
	}
	var input *rule.InputError
	if err := receipt.Verify(kept, on(election).PolicyID(), on(election).Level); !errors.As(err, &input) || input.Field != "policy" {
		t.Errorf("got %v", err)
	}
}
