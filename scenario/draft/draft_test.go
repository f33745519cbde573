package draft_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/golden"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/scenario"
	"github.com/workcomp-go/workcomp/scenario/draft"
)

// xyz is the worked example of W. Va. Code R. § 85-23-14, and asks for its
// surcharge, as a kit would.
func xyz(t *testing.T) draft.Scenario {
	t.Helper()
	p, err := classify.Builtin("wv-85-23")
	if err != nil {
		t.Fatal(err)
	}
	st := p.Start(classify.Profile{})
	s := draft.Scenario{Notes: []string{"Two lines:\nthis is the second."}, Title: "XYZ, Inc. is a focus program employer: see the note",
		Source: "W. Va. Code R. § 85-23-14", Domain: "classify", Policy: "wv-85-23", Given: classify.Profile{BargainedCommittee: true}}
	for _, e := range []classify.Event{
		classify.Review{On: calendar.MustParse("1995-01-31"), By: classify.Commission, From: calendar.MustParse("1994-07-01"), To: calendar.MustParse("1994-12-31"),
			ThreeYearPremium: decimal.RequireFromString("32850.00"), EMF: decimal.RequireFromString("1.730")},
		classify.Decide{On: calendar.MustParse("1995-02-01"), By: classify.Commission},
		classify.Notify{On: calendar.MustParse("1995-02-03")},
		classify.Notify{On: calendar.MustParse("1995-02-02")},
	} {
		data, err := classify.MarshalEvent(e)
		if err != nil {
			t.Fatal(err)
		}
		next, outcome, err := p.Apply(st, e)
		expect := append(draft.Ended(err), draft.Expected{Key: "tier", Value: next.Tier})
		if err == nil {
			expect = append(expect, draft.Expected{Key: "duties", Value: append([]calendar.Duty{}, outcome.Opened...)})
		}
		step, err := draft.Event(data, expect...)
		if err != nil {
			t.Fatal(err)
		}
		s.Steps, st = append(s.Steps, step), next
	}
	in := classify.SurchargeInput{QuarterlyPremiumTax: decimal.New(100010, -2), PenaltyTax: decimal.New(0, 0), Rate: decimal.RequireFromString("0.10")}
	d, err := p.Surcharge(in)
	for _, keys := range [][]string{nil, {"amount", "nothing"}} {
		step, err := draft.Call("surcharge", in, d.Value, err, keys...)
		if err != nil {
			t.Fatal(err)
		}
		s.Steps = append(s.Steps, step)
	}
	in.Rate = decimal.New(2, 0)
	_, err = p.Surcharge(in)
	step, errStep := draft.Call("surcharge", in, nil, err)
	if err == nil || errStep != nil {
		t.Fatal(err, errStep)
	}
	s.Steps = append(s.Steps, step)
	return s
}

func TestScenario_YAML(t *testing.T) {
	text, err := xyz(t).YAML()
	if err != nil {
		t.Fatal(err)
	}
	golden.Check(t, "testdata/xyz.yaml", text)
}

// What is written runs, and says what came: every expectation that is made
// another fails.
func TestWhatIsWrittenRuns(t *testing.T) {
	s := xyz(t)
	text, err := s.YAML()
	if err != nil {
		t.Fatal(err)
	}
	if failed := run(t, text); failed != "" {
		t.Errorf("%s\n%s", failed, text)
	}
	for i := range s.Steps {
		for j, a := range s.Steps[i].Expect {
			s.Steps[i].Expect[j].Value = []string{"something else"}
			text, err := s.YAML()
			if err != nil {
				t.Fatal(err)
			}
			if failed := run(t, text); failed == "" {
				t.Errorf("step %d passes with another %s", i+1, a.Key)
			}
			s.Steps[i].Expect[j] = a
		}
	}
}

// A value stays on the line of its key up to 110 characters; a policy is one or a list;
// what nobody sees is a space in a note; and who did it stands after what was done.
func TestScenario_YAML_lines(t *testing.T) {
	long := strings.Repeat("a", 43)
	for _, c := range []struct {
		s    draft.Scenario
		want string
	}{
		{draft.Scenario{Given: map[string]any{"b": []string{long, long + "56789012"}}}, "given: {b: [" + long + ", " + long + "56789012]}\n"},
		{draft.Scenario{Given: map[string]any{"b": []string{long, long + "567890123"}}}, "given:\n  b: [" + long + ", " + long + "567890123]\n"},
		{draft.Scenario{Given: map[string]any{"b": []string{long, long + "567890123456789"}}}, "given:\n  b: [" + long + ", " + long + "567890123456789]\n"},
		{draft.Scenario{Given: map[string]any{"b": []string{long, long + "5678901234567890"}}}, "given:\n  b:\n    - " + long + "\n    - " + long + "5678901234567890\n"},
		{draft.Scenario{Policy: "one, two"}, "policy: [one, two]\n"},
		{draft.Scenario{Policy: "one"}, "policy: one\n"},
		{draft.Scenario{Notes: []string{"a\ufffdb\u200bc"}}, "# a b c\n"},
		{draft.Scenario{Given: map[string]any{"b": []any{"1.70", -3, 1.5, true, nil}}}, "given: {b: [\"1.70\", -3, 1.5, true, null]}\n"},
	} {
		if got, err := c.s.YAML(); err != nil || got != c.want+"steps:\n" {
			t.Errorf("%v\n%s", err, got)
		}
	}
	step := draft.Step{History: []draft.Expected{{Key: "as_of", Value: "2025-01-31"}}, On: "2025-02-01", Event: "decide", By: "commission"}
	want := "steps:\n  - as_of: 2025-01-31\n    on: 2025-02-01\n    event: decide\n    by: commission\n"
	if got, err := (draft.Scenario{Steps: []draft.Step{step}}).YAML(); err != nil || got != want {
		t.Errorf("%v\n%s", err, got)
	}
}

// run runs one scenario and says how it failed.
func run(t *testing.T, text string) string {
	t.Helper()
	scenarios, err := scenario.Load("draft.yaml", []byte(text), nil)
	if err != nil {
		return err.Error()
	}
	if len(scenarios) != 1 {
		t.Fatalf("%d scenarios in\n%s", len(scenarios), text)
	}
	return scenarios[0].Run().String()
}

func TestWhatCannotBeWritten(t *testing.T) {
	none := func() {}
	for _, s := range []draft.Scenario{{Given: none}, {Steps: []draft.Step{{With: none}}}, {Steps: []draft.Step{{Expect: []draft.Expected{{Key: "tier", Value: none}, {Key: "tier", Value: none}}}}}} {
		if _, err := s.YAML(); err == nil || !strings.Contains(err.Error(), "it cannot be written: ") {
			t.Errorf("%+v: got %v", s, err)
		}
	}
	for _, with := range []map[string]any{{"a": "b\u200b"}, {"a\u200b": 1}, {"a": []string{"b", "\uf085"}}} {
		if text, err := (draft.Scenario{Steps: []draft.Step{{With: with}}}).YAML(); err == nil || !strings.Contains(err.Error(), "which is not seen") {
			t.Errorf("got %v, %s", err, text)
		}
	}
	if _, err := draft.Call("surcharge", nil, none, nil); err == nil {
		t.Error("an answer without a JSON form is written")
	}
	for _, data := range []string{"{", "3"} {
		if _, err := draft.Event([]byte(data)); err == nil {
			t.Errorf("%s is written as an event", data)
		}
	}
}

func TestHowAStepEnded(t *testing.T) {
	refused := rule.Refuse("move", "tied up", "3", "the keeper is away")
	for _, c := range []struct {
		err  error
		want []draft.Expected
	}{
		{nil, nil},
		{errors.New("no such day"), []draft.Expected{{Key: "error", Value: "no such day"}}},
		{refused, []draft.Expected{{Key: "refused", Value: refused.Error()}}},
	} {
		if diff := cmp.Diff(c.want, draft.Ended(c.err)); diff != "" {
			t.Errorf("%v: %s", c.err, diff)
		}
	}
}

func TestAPolicyIsNamedByItsIdOrFromBesideItsFile(t *testing.T) {
	for file, want := range map[string]string{
		"": "board", "board.yaml": "board.yaml", "policies/board.yml": "board.yml", `C:\policies\board.yaml`: "board.yaml", "../board": "./board",
	} {
		if got := draft.Policy("board", file); got != want {
			t.Errorf("%s: got %s, want %s", file, got, want)
		}
	}
}

func TestABrokenLawIsSaidAboveTheCase(t *testing.T) {
	for policy, want := range map[string]string{
		"wv-85-23": "# Broken: a lamp burns.\n# it\n# is dark\n# This is what came; it runs: workcomp test -v FILE\nscenario: \"Broken: a lamp burns\"\n" +
			"domain: classify\npolicy: wv-85-23\nsteps:\n  - call: level\n",
		"./board": "# Broken: a lamp burns.\n# it\n# is dark\n# This is what came; kept beside ./board it runs: workcomp test -v FILE\n" +
			"scenario: \"Broken: a lamp burns\"\ndomain: classify\npolicy: \"./board\"\nsteps:\n  - call: level\n",
		"board.yaml": "# Broken: a lamp burns.\n# it\n# is dark\n# This is what came; kept beside board.yaml it runs: workcomp test -v FILE\n" +
			"scenario: \"Broken: a lamp burns\"\ndomain: classify\npolicy: board.yaml\nsteps:\n  - call: level\n",
	} {
		got, err := draft.Broken("a lamp burns", errors.New("it\nis dark"), "classify", policy, draft.Step{Call: "level"}).YAML()
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s, %v", diff, err)
		}
	}
}

// Whatever the JSON form of a value, it is read back as it was written.
func FuzzYAML(f *testing.F) {
	for _, seed := range []string{`{"on":"on","a b":"1.70","n":[1.50,-3,1e400,null,true,"true","~","",{}, []]}`, `{"a,b":["- a","a: b","# c","[d","'e","\"f","g\nh","\u0000\u0085\ufffe","i ","W. Va. Code R. § 85-23-4.1"]}`,
		`{"<<":{"2025-01-06":"2025-02-30","0x1f":"1_000","=":"!!int 3"},"&a":"*a","k":"` + strings.Repeat("long ", 40) + `"}`} {
		f.Add("Title: "+seed, seed)
	}
	f.Fuzz(func(t *testing.T, note, data string) {
		want, err := strict.ParseJSON([]byte(data))
		if err != nil || want.Kind != strict.Map || len(want.Fields) == 0 {
			t.Skip()
		}
		s := draft.Scenario{Notes: []string{note}, Title: note, Given: want, Steps: []draft.Step{{Call: "c", With: want}}}
		text, err := s.YAML()
		if err != nil {
			if !strings.Contains(err.Error(), "U+") { // a character that no file has
				t.Fatal(err)
			}
			t.Skip()
		}
		file := strict.ParseYAML("draft.yaml", []byte(text))
		if err := file.Err(); err != nil || len(file.Docs) != 1 {
			t.Fatalf("%v\n%s", err, text)
		}
		n := file.Docs[0]
		for _, got := range []*strict.Node{n.Get("given"), n.Get("steps").Items[0].Get("with")} {
			if !same(want, got) {
				t.Fatalf("%+v\nfrom\n%s", got, text)
			}
		}
		if again, _ := s.YAML(); again != text {
			t.Fatal("written otherwise the second time")
		}
	})
}

// same compares two values; a number may stand as a text.
func same(a, b *strict.Node) bool {
	if a.Kind != b.Kind && (a.Kind != strict.Num || b.Kind != strict.Text) || a.Text != b.Text && a.Kind != strict.Null || len(a.Items) != len(b.Items) || len(a.Fields) != len(b.Fields) {
		return false
	}
	for i := range a.Items {
		if !same(a.Items[i], b.Items[i]) {
			return false
		}
	}
	for i, f := range a.Fields {
		if f.Name != b.Fields[i].Name || !same(f.Value, b.Fields[i].Value) {
			return false
		}
	}
	return true
}
