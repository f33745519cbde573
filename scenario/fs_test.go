package scenario

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

const quay = "scenario: At the quay\ndomain: lamp\npolicy: policies/pier.yaml\nsteps:\n" +
	"  - {on: 2025-01-31, event: light, with: {watts: 40}, expect: {state: lit}}\n"

func lampFS(more ...string) fstest.MapFS {
	files := fstest.MapFS{
		"a.yaml":             {Data: []byte(quay)},
		"deeper/b.yml":       {Data: []byte(strings.Replace(quay, "policies", "../policies", 1))},
		"policies/pier.yaml": {Data: []byte("policy: pier\n")},
		"pier.yaml":          {Data: []byte("\"policy\": pier\n")},
		".hidden/c.yaml":     {Data: []byte("nothing: of the kind\n")},
		"notes.txt":          {Data: []byte("neither: this\n")},
	}
	for i := 0; i < len(more); i += 2 {
		files[more[i]] = &fstest.MapFile{Data: []byte(more[i+1])}
	}
	return files
}

func lampProcess() Domain {
	return Process("lamp", lamps(), newLamp(), parseLamp, Calculate[lamp]("bill", billed))
}

func TestLoadFS(t *testing.T) {
	all, err := LoadFS(lampFS(), lampProcess())
	if err != nil || len(all) != 2 || all[0].File != "a.yaml" || all[1].File != "deeper/b.yml" {
		t.Fatalf("got %v and %v", all, err)
	}
	all, err = LoadFS(lampFS("z.yaml", strings.Replace(quay, "policies/", "../../", 1), "y.yaml", "scenario: [\n"), lampProcess())
	if err == nil || len(all) != 2 || !strings.Contains(err.Error(), "../../pier.yaml is outside of the folder") || !strings.Contains(err.Error(), "y.yaml:") {
		t.Errorf("got %d scenarios and %v", len(all), err)
	}
	if _, err := LoadFS(fstest.MapFS{}, lampProcess()); err != nil {
		t.Errorf("got %v", err)
	}
}

// A policy file that is empty is a mistake wherever a policy is read.
func TestLoad_anEmptyPolicyFile(t *testing.T) {
	for _, text := range []string{
		"scenario: A\ndomain: benefits\npolicy: empty.yaml\nsteps: [{call: best_earnings, with: {options: []}, expect: {error: options}}]\n",
		"scenario: A\ndomain: classify\npolicy: empty.yaml\nsteps: [{call: level, expect: {error: facts}}]\n",
	} {
		if _, err := Load("a.yaml", []byte(text), func(string) ([]byte, error) { return nil, nil }); err == nil || !strings.Contains(err.Error(), "empty.yaml") {
			t.Errorf("%s: got %v", text, err)
		}
	}
}

func TestProcess_hasNoPolicyBuiltIn(t *testing.T) {
	_, err := LoadFS(fstest.MapFS{"a.yaml": {Data: []byte(strings.Replace(quay, "policies/pier.yaml", "pier", 1))}}, lampProcess())
	if err == nil || !strings.Contains(err.Error(), "pier is not valid, expected the path of a policy file: none is built in") {
		t.Errorf("got %v", err)
	}
}

// Test is what a host writes: here it is the host.
func TestTest(t *testing.T) {
	files := lampFS()
	switch os.Getenv("SCENARIO_TEST") { // set by TestTest_asAHostRunsIt
	case "fails":
		files = lampFS("z.yaml", "\n"+strings.Replace(quay, "state: lit", "state: dark", 1))
	case "malformed":
		files = lampFS("z.yaml", "scenario: [")
	case "empty":
		files = fstest.MapFS{}
	}
	Test(t, files, lampProcess())
}

// Each case is a subtest named after its file, its line and its title; one that fails, a
// file that cannot be read and no case at all fail the test, each with its place.
func TestTest_asAHostRunsIt(t *testing.T) {
	for _, c := range []struct {
		files string
		fails bool
		want  []string
	}{
		{"", false, []string{"--- PASS: TestTest/a.yaml:1_At_the_quay", "--- PASS: TestTest/deeper/b.yml:1_At_the_quay"}},
		{"fails", true, []string{"--- PASS: TestTest/a.yaml:1_At_the_quay", "--- FAIL: TestTest/z.yaml:2_At_the_quay",
			"z.yaml:6: At the quay: step 1, light on 2025-01-31: state: expected dark, got lit"}},
		{"malformed", true, []string{"--- PASS: TestTest/a.yaml:1_At_the_quay", "z.yaml:1:1: not YAML"}},
		{"empty", true, []string{"there is no scenario here"}},
	} {
		host := exec.Command(os.Args[0], "-test.run=^TestTest$", "-test.v")
		host.Env = append(os.Environ(), "SCENARIO_TEST="+c.files)
		out, err := host.CombinedOutput()
		if c.fails != (err != nil) {
			t.Errorf("%s: %v", c.files, err)
		}
		for _, want := range c.want {
			if !strings.Contains(string(out), want) {
				t.Errorf("%s: there is no %q in\n%s", c.files, want, out)
			}
		}
	}
}

func TestRunWith(t *testing.T) {
	scenarios, err := Load("x.yaml", []byte("scenario: XYZ\ndomain: classify\npolicy: wv-85-23\nsteps:\n"+
		"  - {on: 1995-01-31, event: review, with: {from: 1994-07-01, to: 1994-12-31, three_year_premium: 32850, emf: 1.73}}\n"+
		"  - {call: surcharge, with: {quarterly_premium_tax: 1000, penalty_tax: 0, rate: 0.10}}\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	s := scenarios[0]
	seen := 0
	same, err := s.RunWith(func(p any) (any, error) { seen++; return p, nil })
	if err != nil || seen != 1 || len(Compare(s.Run(), same)) > 0 {
		t.Errorf("the policy was seen %d times: %v, %v", seen, err, Compare(s.Run(), same))
	}
	other, err := s.RunWith(func(p any) (any, error) {
		rows := classify.Rows()
		for i := range rows {
			if rows[i].ID == "4.1" || strings.HasPrefix(rows[i].ID, "4.1") {
				rows[i].Text, rows[i].Does = "Another sentence.", nil
			}
		}
		return p.(*classify.Policy).WithRows(rows)
	})
	if err != nil {
		t.Fatal(err)
	}
	d := Compare(s.Run(), other)
	if len(d) != 1 || d[0].Number != 1 || !d[0].Decision || !strings.Contains(strings.Join(d[0].Says, "; "), "opened: classification_notice") {
		t.Errorf("got %+v", d)
	}
	for _, c := range []struct {
		instead Instead
		want    string
	}{
		{func(any) (any, error) { return nil, errors.New("no other") }, "x.yaml:1: no other"},
		{func(any) (any, error) { return "text", nil }, "a string cannot stand in the place of a *classify.Policy"},
	} {
		if _, err := s.RunWith(c.instead); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

func TestCompare(t *testing.T) {
	s := lampSteps(t, lit+"  - {on: 2025-02-15, event: inspect}\n  - {on: 2025-02-16, event: move}\n  - {call: bill, with: {watts: 40, hours: 2}}\n  - {call: bil}\n")
	before, after := s.Run(), s.Run()
	if d := Compare(before, after); len(d) > 0 {
		t.Errorf("got %+v", d)
	}
	after.Answers[0].Findings = nil
	after.Answers[1].Outcome.Closed, after.Answers[1].Outcome.Documents = nil, []string{"F3"}
	after.Answers[2].Err = nil
	after.Answers[4].Err = errors.New("another")
	d := Compare(before, after)
	for i, want := range []struct {
		number   int
		decision bool
		says     string
	}{
		{1, false, "before: The lamp draws 40.50 watts, which is *under* 60 (Lamp Code § 1(a); interpretation watts-as-given).; before: No storm was reported (Lamp Code § 4)."},
		{2, true, "closed: inspection due 2025-03-02, then none; documents: none, then F3"},
		{3, true, "refused, then answered"},
		{5, false, "before: call: \"bil\" is not valid, expected one of bill, spoil, break (did you mean \"bill\"?); after: another"},
	} {
		if i >= len(d) || d[i].Number != want.number || d[i].Decision != want.decision || strings.Join(d[i].Says, "; ") != want.says {
			t.Errorf("difference %d: got %+v, want %+v", i, d, want)
		}
	}
}

// Two cases without a line between them are one mistake for each that follows, at its place.
func TestLoad_withoutALineBetweenCases(t *testing.T) {
	one := "scenario: A\ndomain: calendar\nsteps:\n  - {call: quarter, with: {quarter: 2025-Q2, quarter: 2025-Q3}, expect: {from: 2025-04-01}}\n"
	_, err := Load("two.yaml", []byte(one+one+one), nil)
	var said []string
	for _, d := range as[rule.Diagnostics](err) {
		said = append(said, fmt.Sprintf("%d:%d %s", d.Line, d.Column, d.Message))
	}
	want := `4:46 key "quarter" stands twice; 5:1 another case begins here: a line "---" stands between two; ` +
		`9:1 another case begins here: a line "---" stands between two`
	if got := strings.Join(said, "; "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// A list differs from its first entry that does, however long it is.
func TestCompare_ofLongLists(t *testing.T) {
	list := func(last string) *strict.Node {
		n, err := strict.ParseJSON([]byte(`{"seen": [` + strings.Repeat(`"an entry of a list",`, 60) + `"` + last + `"]}`))
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if says := differing("seen", list("a"), list("b")); says != "seen[60]: a, then b" {
		t.Errorf("got %s", says)
	}
	if says := differing("seen", list("a"), list("a")); says != "" {
		t.Errorf("got %s", says)
	}
}

// A policy that a scenario names lies below the folder, whatever reads it.
func TestReaderKeepsPoliciesBelowItsFolder(t *testing.T) {
	for _, c := range []struct{ folder, file, policy, want string }{ // want: the file that is read, or from where it can be
		{"", "cases/a.yaml", "../policies/p.yaml", "policies/p.yaml"},
		{"", "cases/a.yaml", "/etc/p.yaml", "cases/etc/p.yaml"},
		{"", "cases/a.yaml", "../../p.yaml", "from .."},
		{"", "cases/a.yaml", "x/../../../other/p.yaml", "from .."},
		{"", "../cases/a.yaml", "p/p.yaml", "../cases/p/p.yaml"},
		{"", "../cases/a.yaml", "../p.yaml", "from .."},
		{"", "/home/cases/a.yaml", "../p.yaml", "from /home"},
		{"..", "../cases/a.yaml", "../p.yaml", "../p.yaml"},
		{"/home", "/home/cases/a.yaml", "../p.yaml", "/home/p.yaml"},
		{"/home", "/home/cases/a.yaml", "../../etc/p.yaml", "from /"},
		{"cases", "cases/a.yaml", "../policies/p.yaml", "from ."},
		{"", "-", "../p/p.yaml", "from .., and name the policy p/p.yaml"},
	} {
		read := ""
		r := &Reader{Folder: c.folder, Files: func(name string) ([]byte, error) { read = name; return nil, fs.ErrNotExist }}
		_, err := r.Read(c.file, []byte("scenario: x\ndomain: classify\npolicy: "+c.policy+"\nsteps: [{call: level}]\n"))
		if from, outside := strings.CutPrefix(c.want, "from "); err == nil || outside && (read != "" || !strings.Contains(err.Error(), "from "+from)) ||
			!outside && (read != c.want || strings.Contains(err.Error(), "is outside of")) {
			t.Errorf("%+v: read %q: %v", c, read, err)
		}
	}
}

// A policy that a call names is read when the call is made: below the folder of the
// file's own reading, whatever the reader was set to since.
func TestReaderKeepsTheFolderOfEachFile(t *testing.T) {
	text := "scenario: x\nsource: y\ndomain: benefits\nsteps:\n  - call: subsidy\n    with: {policy: ./p.yaml, start: 2025-01-06, wages: []}\n    expect: {error: no such file}\n"
	r := &Reader{Folder: "/cases", Files: func(name string) ([]byte, error) { return nil, errors.New("no such file " + name) }}
	all, err := r.Read("/cases/a.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	r.Folder = "/elsewhere"
	if result := all[0].Run(); result.Failed() {
		t.Errorf("got %v", result.Answers[0].Err)
	}
}
