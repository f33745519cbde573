package engine

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/scenario"
)

// repository are the policies of the repository and the cases of one domain.
func repository(t testing.TB, domain string) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, pattern := range []string{"*/policies/*.yaml", "*/policies/subsidy/*.yaml", domain + "/testdata/*/*.yaml", domain + "/testdata/*/policies/*.yaml"} {
		found, err := filepath.Glob(filepath.Join("..", "..", "..", filepath.FromSlash(pattern)))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range found {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			path, _ := filepath.Rel(filepath.Join("..", "..", ".."), name)
			files[filepath.ToSlash(path)] = string(data)
		}
	}
	return files
}

// opened is an engine with a built-in policy and all of its cases read.
func opened(t testing.TB, domain, file string) (*Engine, string) {
	t.Helper()
	e := New(repository(t, domain))
	o, err := e.Open(file, "")
	if err != nil || o.Mistakes != nil {
		t.Fatal(err, o.Mistakes)
	}
	for {
		_, waiting, err := e.More()
		if err != nil {
			t.Fatal(err)
		}
		if waiting == 0 {
			return e, o.Text
		}
	}
}

const wv = "classify/policies/wv-85-23.yaml"

// compareAll compares every case, and counts how.
func compareAll(t *testing.T, e *Engine) map[string]int {
	t.Helper()
	how := map[string]int{}
	for i := range e.cases {
		c, err := e.Compare(i)
		if err != nil {
			t.Fatal(err)
		}
		how[c.How]++
	}
	return how
}

// said is what a side says, in whatever order.
func said(s Side) string {
	all := []string{s.Error}
	for _, f := range s.Findings {
		all = append(all, fmt.Sprint(f.Holds, f.Text, f.Cite))
	}
	slices.Sort(all)
	return strings.Join(all, "\n")
}

func TestEngine_Compare(t *testing.T) {
	e, text := opened(t, "classify", wv)
	if how := compareAll(t, e); len(e.cases) < 100 || how["same"] != len(e.cases) {
		t.Errorf("under the original %d cases are %v", len(e.cases), how)
	}
	checked, err := e.Change(strings.ReplaceAll(text, "{from: 25000, focus: 1.70, target: 1.80}", "{from: 25000, focus: 1.70, target: 1.73}"))
	if err != nil || !checked.Runs || checked.Same || len(checked.Mistakes) > 0 {
		t.Fatalf("%+v, %v", checked, err)
	}
	how := compareAll(t, e)
	if how["decision"] == 0 || how["reasons"] == 0 || how["error"] > 0 {
		t.Errorf("under the change the cases are %v", how)
	}
	for i := range e.cases {
		d, err := e.Detail(i)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range d.Steps {
			if s.Changed == "" && said(s.Before) != said(s.After) {
				t.Errorf("%s, step %d: both sides differ, and no change is said", d.Title, s.Number)
			}
		}
	}
	if _, err := e.Change(text); err != nil {
		t.Fatal(err)
	}
	if how := compareAll(t, e); how["same"] != len(e.cases) {
		t.Errorf("with the original's text again the cases are %v", how)
	}
}

// What is put right as a mistake says it should be is no mistake any more.
func TestMistake_Fix(t *testing.T) {
	e, text := opened(t, "classify", wv)
	for _, slip := range [][2]string{{"emf >= focus", "emff >= focus"}, {"three_year_premium: money", "three_year_premium: monney"}, {"levels:", "level:"}, {"closed_days: us-wv", "closed_days: us-vw"},
		{"reading: breaks", "reading: 'braeks'"}, {"cite: W. Va. Code R. § 85-23-4.4.2}", "ctie: W. Va. Code R. § 85-23-4.4.2}"}} {
		wrong := strings.Replace(text, slip[0], slip[1], 1)
		checked, err := e.Change(wrong)
		if err != nil || checked.Runs || wrong == text {
			t.Errorf("%s: %v", slip[1], err)
			continue
		}
		i := slices.IndexFunc(checked.Mistakes, func(m Mistake) bool { return m.Fix != "" })
		if i < 0 {
			t.Errorf("%s: nothing is suggested: %+v", slip[1], checked.Mistakes)
			continue
		}
		m := checked.Mistakes[i]
		lines := strings.Split(wrong, "\n")
		line := []rune(lines[m.Line-1])
		lines[m.Line-1] = string(line[:m.Column-1]) + m.Fix + string(line[m.End-1:])
		if checked, err := e.Change(strings.Join(lines, "\n")); err != nil || !checked.Runs {
			t.Errorf("%s: with %q in its place: %v, %+v", slip[1], m.Fix, err, checked.Mistakes)
		}
	}
	if e.changed == nil || e.coverage.Of(e.changed) == nil {
		t.Error("a text that cannot be read took the change away")
	}
}

// A case that is exported passes beside the policy that decided it.
func TestEngine_Export(t *testing.T) {
	e, text := opened(t, "classify", wv)
	text = strings.ReplaceAll(text, "target: 1.80}", "target: 1.73}")
	if _, err := e.Change(text); err != nil {
		t.Fatal(err)
	}
	exported := 0
	for i := range e.cases {
		c, err := e.Compare(i)
		if err != nil {
			t.Fatal(err)
		}
		if c.How != "decision" {
			continue
		}
		x, err := e.Export(i, "wv-85-23.yaml")
		if err != nil {
			t.Fatal(err)
		}
		exported++
		all, err := scenario.Load("case.yaml", []byte(x.Text), func(string) ([]byte, error) { return []byte(text), nil })
		if err != nil {
			t.Fatalf("%v\n%s", err, x.Text)
		}
		if r := all[0].Run(); r.Failed() {
			t.Errorf("%v\n%s", r, x.Text)
		}
	}
	if exported < 20 {
		t.Errorf("%d cases were exported", exported)
	}
}

func TestEngine_Detail_nearest(t *testing.T) {
	e, _ := opened(t, "classify", wv)
	for i, h := range e.cases {
		if h.scenario.Title != "XYZ, Inc., from its first review to its release and back" {
			continue
		}
		d, err := e.Detail(i)
		if err != nil {
			t.Fatal(err)
		}
		if n := d.Steps[0].Nearest; len(n) == 0 || n[0].Fact != "three_year_premium" && n[0].Fact != "emf" || len(n[0].Cites) == 0 {
			t.Errorf("got %+v", n)
		}
		if d.Steps[1].Nearest != nil {
			t.Errorf("a notice has %+v", d.Steps[1].Nearest)
		}
		return
	}
	t.Error("the case is gone")
}

func TestEngine_Coverage(t *testing.T) {
	e, text := opened(t, "classify", wv)
	compareAll(t, e)
	reached := 0
	for _, r := range e.Coverage() {
		if r.Times > 0 {
			reached++
		}
		if strings.HasPrefix(r.ID, "levels.target") && !strings.Contains(strings.Split(text, "\n")[r.Line-1], "level: target") {
			t.Errorf("%s stands on line %d", r.ID, r.Line)
		}
	}
	if reached < 100 {
		t.Errorf("the cases reach %d", reached)
	}
}

func TestEngine_Builtins(t *testing.T) {
	e := New(repository(t, "classify"))
	all, err := e.Builtins()
	if err != nil || len(all) < 15 {
		t.Fatalf("%d, %v", len(all), err)
	}
	for _, b := range all {
		o, err := e.Open(b.File, "")
		if err != nil || o.ID != b.ID {
			t.Errorf("%s: its file %q opens %s, %v", b.ID, b.File, o.ID, err)
		}
		if c := e.Complete(o.Text+"\n", len([]rune(o.Text))+1); len(c.Options) == 0 {
			t.Errorf("%s: no key may be written at its end", b.ID)
		}
	}
}

func TestEngine_Open_aFileWithMistakes(t *testing.T) {
	e := New(nil)
	o, err := e.Open("x.yaml", "policy: x\nlevels: []\n")
	if err != nil || len(o.Mistakes) == 0 || e.original != nil {
		t.Errorf("%+v, %v", o, err)
	}
	if _, err := e.Open("absent.yaml", ""); err == nil {
		t.Error("a file that is not there was opened")
	}
	if _, err := e.Change("a: 1"); err == nil {
		t.Error("nothing is open, and was changed")
	}
}

func TestEngine_Folder(t *testing.T) {
	e := New(repository(t, "classify"))
	e.Folder(map[string]string{"mine/cases.yaml": "scenario: One of my own\ndomain: classify\npolicy: us-tn-50-6-501\nsteps:\n  - {call: level, with: {emf: 1.3}, expect: {level: safety_committee}}\n"})
	if _, err := e.Open("classify/policies/us-tn-50-6-501.yaml", ""); err != nil {
		t.Fatal(err)
	}
	read, waiting, err := e.More()
	if err != nil || read != 1 || waiting != 0 {
		t.Fatalf("%d read, %d wait, %v", read, waiting, err)
	}
	if _, err := e.Change(strings.Replace(e.whole, "1.20", "1.35", 1)); err != nil {
		t.Fatal(err)
	}
	if c, err := e.Compare(0); err != nil || c.How != "decision" || c.Differ[0].Says[0] != "level: safety_committee, then none" {
		t.Errorf("%+v, %v", c, err)
	}
	p, err := e.Plane("", "", nil)
	if err != nil || p.Y.Name != "" || len(p.Points) != 1 || p.Points[0].Before != "safety_committee" || p.Points[0].After != "none" {
		t.Errorf("%+v, %v", p, err)
	}
}

// labels are what may be written where the text has a bar.
func labels(e *Engine, text string) string {
	at := strings.Index(text, "|")
	var all []string
	for _, o := range e.Complete(strings.Replace(text, "|", "", 1), len([]rune(text[:at]))).Options {
		all = append(all, o.Label)
	}
	return " " + strings.Join(all, " ") + " "
}

func TestEngine_Complete(t *testing.T) {
	e := New(repository(t, "classify"))
	if _, err := e.Open("classify/policies/us-osha-sst11.yaml", ""); err != nil {
		t.Fatal(err)
	}
	const head = "policy: x\ntitle: x\nsource: x\nfacts:\n  industry: [a]\n"
	for _, c := range []struct{ text, want, not string }{
		{head + "|", "levels bands tiers interpretations", "policy title facts"},
		{head + "levels:\n  - level: a\n    |", "if cite text else", "level policy"},
		{head + "levels:\n  - |\n    cite: x\n", "level if", "cite"},
		{head + "levels:\n  - {level: a, |}", "if cite", "level"},
		{head + "levels:\n  - level: a\n    if: |", "dart industry round and", "level"},
		{head + "levels:\n  - {level: a, if: dart > 1 and |", "dafwii div", "level"},
		{head + "levels:\n  - level: a\n    if: industry == |", "manufacturing nursing", "dart"},
		{head + "levels:\n  - level: a\n    if: |-\n      dart > 1\n      and |", "dafwii", "level"},
		{head + "levels:\n  - level: a\n    text: The rate {|", "dart", "round"},
		{"facts:\n  a: |", "money factor", "level"},
	} {
		text := c.text
		if strings.Contains(text, "|-") {
			text = strings.Replace(strings.Replace(strings.Replace(text, "|-", "\x00", 1), "|", "\x01", 1), "\x00", ">-", 1)
			text = strings.Replace(text, "\x01", "|", 1)
		}
		got := labels(e, text)
		for w := range strings.FieldsSeq(c.want) {
			if !strings.Contains(got, " "+w+" ") {
				t.Errorf("%s: %s is not among%s", c.text[max(0, len(c.text)-50):], w, got)
			}
		}
		for w := range strings.FieldsSeq(c.not) {
			if strings.Contains(got, " "+w+" ") {
				t.Errorf("%s: %s is among%s", c.text[max(0, len(c.text)-50):], w, got)
			}
		}
	}
}

func TestEngine_Plane(t *testing.T) {
	e, text := opened(t, "classify", wv)
	if _, err := e.Change(strings.ReplaceAll(text, "target: 1.80}", "target: 1.73}")); err != nil {
		t.Fatal(err)
	}
	p, err := e.Plane("", "", nil)
	if err != nil || p.X.Name != "three_year_premium" || p.Y.Name != "emf" || p.Rough {
		t.Fatalf("%+v, %v", p, err)
	}
	if !slices.Equal(p.X.Cuts, []string{"5000", "12500", "25000", "50000"}) {
		t.Errorf("the bands are cut at %v", p.X.Cuts)
	}
	moved, points := 0, 0
	for _, c := range p.Cells {
		if c.Before != c.After {
			moved++
			if p.X.Ends[c.X0] != "25000" || p.Y.Ends[c.Y0] != "1.73" || p.Y.Ends[c.Y1] != "1.8" {
				t.Errorf("%s to %s, then %s: %+v", p.Y.Ends[c.Y0], p.Y.Ends[c.Y1], c.After, c)
			}
		}
	}
	for _, q := range p.Points {
		if q.Before != q.After {
			points++
		}
	}
	if moved != 1 || points == 0 {
		t.Errorf("%d parts of the plane and %d points have another level", moved, points)
	}
}

func TestEngine_Pay(t *testing.T) {
	e := New(repository(t, "benefits"))
	if _, err := e.Open("benefits/policies/subsidy/ca-bc-workbc-standard.yaml", ""); err != nil {
		t.Fatal(err)
	}
	p, err := e.Pay("1000", 30)
	if err != nil || p.Error != "" || len(p.Weeks) != 30 || p.Total == "0.00" {
		t.Errorf("%+v, %v", p, err)
	}
	if p, err := e.Pay("none", 30); err != nil || p.Error == "" {
		t.Errorf("%+v, %v", p, err)
	}
}

// Every policy that is built in has its cases, and a change of nothing changes none.
func TestEngine_Compare_ofEveryDomain(t *testing.T) {
	for domain, file := range map[string]string{"placement": "placement/policies/ab-toj.yaml", "intervention": "intervention/policies/nl-63.00.yaml", "benefits": "benefits/policies/ab-toj.yaml"} {
		e, text := opened(t, domain, file)
		if _, err := e.Change(text + "\n# nothing\n"); err != nil {
			t.Fatal(err)
		}
		if how := compareAll(t, e); len(e.cases) < 10 || how["same"] != len(e.cases) {
			t.Errorf("%s: %d cases are %v", domain, len(e.cases), how)
		}
	}
}

// A procedure that is a file has its cases, its way through the lifecycle and its keys as a
// built-in policy has.
func TestEngine_Open_aProcedure(t *testing.T) {
	files := map[string]string{}
	for to, from := range map[string]string{"ns-surcharge.yaml": "ns-surcharge.yaml", "cases/cases.yaml": "scenarios/ns-surcharge/cases.yaml"} {
		data, err := os.ReadFile(filepath.Join("..", "..", "..", "rule", "procedure", "testdata", filepath.FromSlash(from)))
		if err != nil {
			t.Fatal(err)
		}
		files[to] = strings.ReplaceAll(string(data), "policy: ../../ns", "policy: ../ns")
	}
	e := New(repository(t, "classify"))
	e.Folder(files)
	if o, err := e.Open("ns-surcharge.yaml", ""); err != nil || o.Kind != "procedure" || o.Files != 1 {
		t.Fatal(o, err)
	}
	if read, _, err := e.More(); err != nil || read < 3 {
		t.Fatal(read, err)
	}
	text := files["ns-surcharge.yaml"]
	if c, err := e.Change(strings.Replace(text, "step: {percent: 20,", "step: {percent: 25,", 1)); err != nil || !c.Runs || c.Same {
		t.Fatal(c, err)
	}
	c, err := e.Compare(0)
	if err != nil || c.How != "decision" || !slices.Contains(c.Differ[0].Says, "surcharge: 20, then 25") {
		t.Errorf("%+v, %v", c, err)
	}
	if d, err := e.Detail(0); err != nil || len(d.Steps) != 6 || !strings.Contains(d.Way[1], "surcharged") {
		t.Errorf("%+v, %v", d, err)
	}
	for _, c := range []struct{ before, after, want string }{
		{"rows:\n  - {id: x, ", "}", "on from to if says effects cite"},
		{"rows:\n  - {id: x, on: rate_year, by: ", "}", "board"},
		{"rows:\n  - {id: x, on: ", "}", "rate_year"},
		{"rows:\n  - {id: x, on: rate_year, to: ", "}", "surcharged warned"},
		{"rows:\n  - {id: x, on: rate_year, if: ", "}", "event.ratio case.step policy.threshold.percent high.length"},
		{"rows:\n  - {id: x, on: rate_year, says: \"At {", "", "event.ratio case.step"},
	} {
		head, _, _ := strings.Cut(text, "rows:\n")
		got := labels(e, head+c.before+"|"+c.after)
		for w := range strings.FieldsSeq(c.want) {
			if !strings.Contains(got, " "+w+" ") {
				t.Errorf("%s: %s is not among%s", c.before, w, got)
			}
		}
	}
}

// Levels change where the tests say so, also where they compute, and between whole numbers;
// where that cannot be found, edges are said to be about where they are drawn.
func TestEngine_Plane_edges(t *testing.T) {
	for test, want := range map[string]string{
		`boats >= 4 and staff > 10 and kind == "a - b"`: "[0 4 5 6] [0 10 11 13] none none none", // another kind
		`boats >= 4 and staff > 10 and size < 2.5`:      "[0 4 5 6] [0 10 11 13] none none large none large",
		"boats >= 4 and staff in [10, 12]":              "[0 4 5 6] [9 10 11 12 13 14] none none large none large none none large none large none",
		"2 * boats >= 9":                                "[0 5 6] [0 1] none large",
		"boats >= 4 and not any(claims, .cost > 1)":     "[0 4 5 6] [0 1] none large large",
		"boats >= 4 and staff > boats":                  "rough",
	} {
		e := New(map[string]string{"yards.yaml": "policy: yards\ntitle: Yards\nsource: Rule 1\n" +
			"facts: {boats: count, staff: count, kind: text, size: number, claims: {list: {cost: money}}}\n" +
			"levels:\n  - {level: large, if: '" + test + "', cite: Rule 1.1, text: It is large.}\n"})
		if o, err := e.Open("yards.yaml", ""); err != nil || o.Mistakes != nil {
			t.Fatal(err, o.Mistakes)
		}
		p, err := e.Plane("boats", "staff", nil)
		got := fmt.Sprint(p.X.Ends, " ", p.Y.Ends)
		for _, c := range p.Cells {
			got += " " + c.After
		}
		if p.Rough {
			got = "rough"
		}
		if err != nil || got != want {
			t.Errorf("%s:\n got %s, %v\nwant %s", test, got, err, want)
		}
	}
}
