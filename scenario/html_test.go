package scenario

import (
	"os"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/internal/golden"
)

// htmlOf is the pages of the scenarios of a text, one after the other.
func htmlOf(t *testing.T, text string, names bool) string {
	t.Helper()
	scenarios, err := loadAll("cases/lamp.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, s := range scenarios {
		b.WriteString(s.Run().HTML(names))
	}
	return b.String()
}

func TestResult_HTML(t *testing.T) {
	page := htmlOf(t, everything, true)
	golden.Check(t, "testdata/page.golden.html", page)
	for _, want := range []string{
		"<title>The lamp of the *harbour*</title>", "This page may name persons", `<i class="met" style="left: 0.00%; width:`, `<u style="left:`,
		"<b>new</b>", "(1) light</a> → <b>lit</b>", "<strong>Refused</strong>", `<div class="taper"`, `<i style="height: 100px">`, "§\u00a01(a)",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, never := range []string{"<script", "http:", "https:", "src=", "```"} {
		if strings.Contains(page, never) {
			t.Errorf("a page that stands alone has %s", never)
		}
	}
}

func TestResult_HTML_namesNobody(t *testing.T) {
	const text = `scenario: A placement
domain: placement
policy: ab-toj
steps:
  - on: 2025-01-06
    event: propose
    by: case_manager
    with: {terms: {kind: toj, contact: Jane Roe, position: Clerk, duties: Issues parts, physical_demands_met: true, salary: {amount: 4000, per: month},
      hours_per_week: 40, accident_hours: {low: 36, high: 44}, start: 2025-02-03, end: 2025-08-02, schedule: [{months: 1, percent: 0}], supports: [],
      employer: {name: Prairie <Parts>, date_of_accident_employer: true, under_the_act: true, in_province: true}}}
  - on: 2025-01-07
    event: agree_terms
    by: case_manager
`
	page := htmlOf(t, text, false)
	if strings.Contains(page, "Prairie") || strings.Contains(page, "Jane") || !strings.Contains(page, "not shown is the date-of-accident employer") || strings.Contains(page, "may name persons") {
		t.Errorf("got %s", page)
	}
	page = htmlOf(t, text, true)
	if !strings.Contains(page, "Prairie &lt;Parts&gt; is the date-of-accident employer") || !strings.Contains(page, "Jane Roe") || !strings.Contains(page, "may name persons") {
		t.Errorf("got %s", page)
	}
}

// A sentence that repeats a name loses it too, and its days as they are and in full.
func TestHidden(t *testing.T) {
	const dated = "<p>Roe, born 2001-02-03, and Roe, born 3 February 2001</p>"
	if got := (hidden{"Roe, born 2001-02-03"}).in(dated); got != "<p>not shown, and not shown</p>" {
		t.Errorf("got %s", got)
	}
	if got := (hidden{"A <b>"}).in("<p>A &lt;b&gt; is told</p>"); got != "<p>not shown is told</p>" {
		t.Errorf("got %s", got)
	}
}

// What a correction took back is replaced, what it opened is open.
func TestResult_HTML_ofACaseThroughTime(t *testing.T) {
	text := strings.TrimPrefix(employer, "\n") + `  - {correct: "4", on: 2015-01-27, with: {committed: true}, recorded: 2015-02-02}
  - {accept: true}
  - {remove: "4", reason: Another's, recorded: 2015-03-02}
  - {accept: true}
`
	scenarios, err := Load("x.yaml", []byte(text), os.ReadFile)
	if err != nil {
		t.Fatal(err)
	}
	page := scenarios[0].Run().HTML(false)
	for _, want := range []string{`Team review: `, `class="replaced"`, `class="open"`, "entry <code>4</code> is corrected",
		`the history is changed</a> → <b>participating</b>`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s:\n%s", want, page)
		}
	}
}

func TestInline(t *testing.T) {
	for markdown, want := range map[string]string{
		`**bold** and *not* \*so\* <b> § 3`: "<strong>bold</strong> and not *so* &lt;b&gt; §\u00a03",
		"`a < b` \\`":                       "<code>a &lt; b</code> `",
		"**open `code":                      "<strong>open `code</strong>",
		"``a`b`` \\é":                       "<code>a`b</code> é",
		"see https://a.org/x_y~z?b=1&c, or www.b.org.": `see <a href="https://a.org/x_y~z?b=1&amp;c">https://a.org/x_y~z?b=1&amp;c</a>, ` +
			`or <a href="https://www.b.org">www.b.org</a>.`,
		"a_b@c.org": `<a href="mailto:a_b@c.org">a_b@c.org</a>`,
	} {
		if got := inline(markdown); got != want {
			t.Errorf("%s: got %s, want %s", markdown, got, want)
		}
	}
}

func TestIsPersonal(t *testing.T) {
	for name, want := range map[string]bool{"name": true, "worker_name": true, "claim_number": true, "claim": true, "number": false, "claims": false, "contact": true, "state": false} {
		if got := isPersonal(name); got != want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}
