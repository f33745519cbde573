package scenario

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// A Page is one file of the documentation.
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
		path := pagePath(file)
		if other := made[path]; other != "" {
			return nil, fmt.Errorf("%s and %s would both have the page %s", other, file, path)
		}
		made[path] = file
		pages = append(pages, Page{path, page(file, byFile[file])})
	}
	return append([]Page{{"README.md", index(results)}}, pages...), nil
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
	return strings.TrimSuffix(strings.Join(kept, "/"), ".yaml") + ".md"
}

// shown is the name of a file as a page shows it: of a file that is named from
// the root of the machine, its own name only.
func shown(file string) string {
	if filepath.IsAbs(file) {
		file = filepath.Base(file)
	}
	return filepath.ToSlash(filepath.Clean(file))
}

// pageTitle is the heading of a page: its domain and the words of its name.
func pageTitle(file string) string {
	name := strings.TrimSuffix(pagePath(file), ".md")
	folder, name, found := strings.Cut(name, "/")
	if !found {
		return upper(strings.ReplaceAll(folder, "-", " "))
	}
	return upper(folder) + ": " + strings.NewReplacer("-", " ", "/", ", ").Replace(name)
}

func anchor(i int) string { return fmt.Sprintf("case-%d", i+1) }

// index lists the cases by their domains; those that decide nothing stand
// apart.
func index(results []Result) string {
	var b strings.Builder
	b.WriteString(Generated + `
# The cases

Each case is told in dated steps, with the provisions that led to every answer, the money and the dates in tables, and the way
through the lifecycle as a diagram. The text is made from the scenario files, which are tests too: nothing in it is written by
hand. To add a case, or to change one, write in those files and run ` + "`workcomp doc`" + ` again.
`)
	seen, decided, not := map[string]int{}, map[string]string{}, map[string]string{}
	var names []string
	for _, r := range results {
		s := r.Scenario
		line := fmt.Sprintf("- [%s](%s#%s)", plain(s.Title), pagePath(s.File), anchor(seen[s.File]))
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
		fmt.Fprintf(&b, "\n## %s\n\n%s", upper(name), decided[name])
		if not[name] != "" {
			fmt.Fprintf(&b, "\n### What is refused, and what is an error (%s)\n\n%s", name, not[name])
		}
	}
	return b.String()
}

// decides reports whether some step of the case was taken or answered.
func (r Result) decides() bool {
	return slices.ContainsFunc(r.Answers, func(a Answer) bool { return a.Err == nil })
}
