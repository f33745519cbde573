package scenario

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Page is one file of the documentation. The zero value is no page.
type Page struct {
	Path string // below the folder of the documentation, with slashes
	Text string
}

// Generated begins every page, so that a page which no case makes any more can
// be told from what a person wrote.
const Generated = "<!-- Generated from scenario files: do not edit. -->\n"

// Pages returns the documentation of cases: a page for every scenario file, in
// the order of the results, and before them an index, README.md, with a line
// for every case. The error names two files that would have the same page.
func Pages(results []Result) ([]Page, error) {
	var pages []Page
	var files []string
	byFile := map[string][]Result{}
	for _, r := range results {
		if byFile[r.Scenario.File] == nil {
			files = append(files, r.Scenario.File)
		}
		byFile[r.Scenario.File] = append(byFile[r.Scenario.File], r)
	}
	made := map[string]string{}
	for _, file := range files {
		to := pagePath(file)
		if other := made[to]; other != "" {
			return nil, fmt.Errorf("%s and %s would both have the page %s", other, file, to)
		}
		made[to] = file
		pages = append(pages, Page{to, page(file, byFile[file])})
	}
	return append([]Page{{"README.md", index(results, pages)}}, pages...), nil
}

// pagePath is where the page of a scenario file stands: under its own path, of
// which the folders testdata/scenarios say nothing.
func pagePath(file string) string {
	var kept []string
	for part := range strings.SplitSeq(shown(file), "/") {
		if part != "" && part != ".." && part != "testdata" && part != "scenarios" {
			kept = append(kept, part)
		}
	}
	return strings.TrimSuffix(strings.TrimSuffix(strings.Join(kept, "/"), ".yaml"), ".yml") + ".md"
}

// shown is the name of a file as a page shows it: of a file that is named from
// the root of the machine, its own name only.
func shown(file string) string {
	if filepath.IsAbs(file) {
		file = filepath.Base(file)
	}
	return filepath.ToSlash(filepath.Clean(file))
}

// pageTitle is the heading of a page: the folder, or its domain, and the words of its name.
func pageTitle(file string) string {
	name := strings.TrimSuffix(pagePath(file), ".md")
	folder, name, found := strings.Cut(name, "/")
	if !found {
		return upper(strings.ReplaceAll(folder, "-", " "))
	}
	return domainTitle(folder) + ": " + strings.NewReplacer("-", " ", "/", ", ").Replace(name)
}

// domainTitle is what the cases of a domain are about; of a host's own, and of another
// word, the word.
func domainTitle(name string) string {
	switch name {
	case "classify":
		return "Classification of employers"
	case "protest":
		return "Protests"
	case "intervention":
		return "Intervention with priority employers"
	case "placement":
		return "Work placements"
	case "benefits":
		return "Benefits and wage subsidies"
	case "procedure":
		return "Procedures"
	}
	return upper(words(name))
}

func anchor(i int) string { return fmt.Sprintf("case-%d", i+1) }

// index is a reader's way in: how a case is to be read, the policies that decide, the
// cases by their domains, those that decide nothing apart, and the words that the pages use.
func index(results []Result, pages []Page) string {
	var b strings.Builder
	b.WriteString(Generated + "\n# " + heading(results) + "\n\n" + overview(results) + `
## How to read a case

A case begins with the policy that decides it and the source of its answers. Then each step says what happened on which day, and
what came of it. "Why" lists the findings that led there, each with its provision; "Also looked at" lists provisions that were asked
too and whose conditions are not met. Duties stand in a table: who owes what to whom, by which day. Where a provision leaves a question
open, the finding names the interpretation, and a table at the end of the page has the question and the reading taken.
`)
	seen, decided, not := map[string]int{}, map[string]string{}, map[string]string{}
	var names []string
	for _, r := range results {
		s := r.Scenario
		line := fmt.Sprintf("- [%s](%s#%s)", plain(s.Title), target(pagePath(s.File)), anchor(seen[s.File]))
		if s.Source != "" {
			line += ": " + strings.TrimSuffix(escape(s.Source), ".")
		}
		seen[s.File]++
		if !slices.Contains(names, s.Domain) {
			names = append(names, s.Domain)
		}
		if r.decides() {
			decided[s.Domain] += line + "\n"
		} else {
			not[s.Domain] += line + "\n"
		}
	}
	place := func(name string) int {
		return slices.IndexFunc(library(), func(d Domain) bool { return d.name == name })
	}
	slices.SortStableFunc(names, func(a, b string) int { return place(a) - place(b) })
	for _, name := range names {
		fmt.Fprintf(&b, "\n## %s\n\n%s", domainTitle(name), decided[name])
		if not[name] != "" {
			fmt.Fprintf(&b, "\n### What is refused, and what is an error (%s)\n\n%s", domainTitle(name), not[name])
		}
	}
	if rest := notModelled(results); rest != "" {
		b.WriteString("\n" + rest)
	}
	return b.String() + glossary(pages)
}

// heading names the folder of the cases, where they have one.
func heading(results []Result) string {
	if of := folders(results); len(of) == 1 {
		return "The cases of " + code(of[0])
	}
	return "The cases"
}

// folders are those of the scenario files, in the order of the results.
func folders(results []Result) []string {
	var all []string
	for _, r := range results {
		if of := path.Dir(shown(r.Scenario.File)); of != "." && !slices.Contains(all, of) {
			all = append(all, of)
		}
	}
	return all
}

// overview says what the cases are of, and by which policies they are decided.
func overview(results []Result) string {
	files, t := map[string]bool{}, &table{head: []string{"Policy", "Title", "Cases"}}
	for _, r := range results {
		files[r.Scenario.File] = true
		if r.Scenario.Policy != "" && !slices.ContainsFunc(t.rows, func(row []string) bool { return row[0] == code(r.Scenario.Policy) }) {
			cases := 0
			for _, other := range results {
				if other.Scenario.Policy == r.Scenario.Policy {
					cases++
				}
			}
			t.add(code(r.Scenario.Policy), escape(r.Scenario.stage.policy.title), strconv.Itoa(cases))
		}
	}
	from := ""
	for i, of := range folders(results) {
		from += map[bool]string{true: " below ", false: ", "}[i == 0] + code(of)
	}
	text := fmt.Sprintf("%d %s of %d %s%s. The text is made from them by `workcomp doc`, and they are tests too: every answer is checked.\n"+
		"To change a case, or to add one, write in those files and make the pages again.\n", len(results), many(len(results), "case"), len(files),
		many(len(files), "file"), from)
	if len(t.rows) > 0 {
		text += "\n" + t.String()
	}
	return text
}

// many is a noun in the plural, but for one.
func many(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}

// target is a path as the target of a link.
func target(path string) string { return (&url.URL{Path: path}).EscapedPath() }

// An entry of the glossary is a word that a reader may look up, with a sign by which a page is known to use
// it; no sign: the word itself.
type entry struct{ word, sign, means string }

var terms = []entry{
	{"Also looked at", "Also looked at:", "findings of a provision whose condition is not met, or not yet; what the sentence says is so all the same"},
	{"CPP", "", "the Canada Pension Plan"},
	{"DAFWII", "", "the rate of injuries with days away from work"},
	{"DART", "", "the rate of injuries with days away from work, restricted work or a transfer"},
	{"Duty", "| Duty |", "what somebody owes to somebody by a provision, by a day or without one; it is met, met late, replaced, or it lapses"},
	{"ELP", "", "an economic loss payment, for a loss of earnings that stays"},
	{"EMF", "", "the experience modification factor: the losses of an employer beside those that are expected of its class"},
	{"Error", "**An error**", "input that cannot be, such as a day that is not in the calendar; nothing changes"},
	{"Finding", "Why:", "one step of the reasoning: a provision, whether its condition is met, and the facts that were looked at"},
	{"Interpretation", "nterpretation", "a question that the provisions leave open, with the readings that are possible and the one that the policy takes"},
	{"Looked at first", "looked at first", "a correction of the past that is shown with all that would change, before somebody accepts it"},
	{"OH&S", "OH&S", "occupational health and safety"},
	{"Past", ", past ", "a last day that is closed is left out; the days that were passed are named with the reason"},
	{"RE", "RE specialist", "re-employment"},
	{"Refused", "**Refused**", "a lawful no, with its provisions; nothing changes"},
	{"SJS", "", "supported job search"},
	{"TaP", "", "training and placement"},
	{"TD-02", "", "temporary disability benefits less earnings"},
	{"TEL", "", "a temporary economic loss benefit"},
	{"Tier", "The tier ", "the programme that an employer is in: focus, target or tier three; none is no programme"},
	{"TOJ", "", "training on the job"},
	{"TPD", "", "temporary partial disability"},
	{"WA", "", "a work assessment"},
}

// glossary has the terms that some page uses.
func glossary(pages []Page) string {
	t := &table{head: []string{"Word", "What it means"}}
	for _, term := range terms {
		uses := regexp.MustCompile(cmp.Or(regexp.QuoteMeta(term.sign), `\b`+term.word+`\b`))
		if slices.ContainsFunc(pages, func(p Page) bool { return uses.MatchString(p.Text) }) {
			t.add(escape(term.word), escape(term.means))
		}
	}
	if len(t.rows) == 0 {
		return ""
	}
	return "\n## Words\n\n" + t.String()
}

// decides reports whether some step of the case was taken or answered.
func (r Result) decides() bool {
	return slices.ContainsFunc(r.Answers, func(a Answer) bool { return a.Err == nil })
}
