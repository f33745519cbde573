package scenario

import (
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/rule"
)

// page shows the cases of one file.
func page(file string, results []Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n# %s\n\nTold from %s, which is a test as well: every answer below is checked against it.\n\n", Generated, escape(pageTitle(file)), code(shown(file)))
	if len(results) > 1 {
		for i, r := range results {
			fmt.Fprintf(&b, "- [%s](#%s)\n", plain(r.Scenario.Title), anchor(i))
		}
		b.WriteByte('\n')
	}
	shown := make([][]passage, len(results))
	for i, r := range results {
		shown[i] = r.passages()
		fmt.Fprintf(&b, "<a id=\"%s\"></a>\n\n%s\n", anchor(i), r.around(shortened(results, shown, i)))
	}
	b.WriteString(readings(results))
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// fewest is the number of passages from which it is worth while to refer to
// those of an earlier case.
const fewest = 3

// shortened is what is shown of case i on a page: where it begins as an earlier
// case does, with the same steps and the same answers, it refers to that one.
func shortened(results []Result, shown [][]passage, i int) []passage {
	same, as := 0, 0
	for j := range i {
		n := 0
		for n < min(len(shown[i])-1, len(shown[j])) && shown[i][n] == shown[j][n] {
			n++
		}
		if n > same {
			same, as = n, j
		}
	}
	if same < fewest {
		return shown[i]
	}
	last := shown[i][same-1].last
	text := fmt.Sprintf("Steps **%s** to **%s** are those of [%s](#%s), with the same answers.\n\n", mark(1), mark(last), plain(results[as].Scenario.Title), anchor(as))
	return append([]passage{{last, text}}, shown[i][same:]...)
}

// readings is the table of the interpretations on which the cases of a page
// rest: the question that the instrument leaves open, and the reading taken.
func readings(results []Result) string {
	t := &table{head: []string{"Interpretation", "What is left open", "The reading taken", "By"}}
	for _, r := range results {
		for i := range r.Answers {
			a := &r.Answers[i]
			for _, id := range a.interpretations() {
				t.reading(id, slices.Concat(a.policy.readings, r.Scenario.stage.policy.readings))
			}
		}
	}
	if len(t.rows) == 0 {
		return ""
	}
	return "## The readings these cases rest on\n\n" + t.String()
}

// notModelled is the table of what instruments say and their policies do not decide:
// whoever goes by an answer looks at it by hand.
func notModelled(results []Result) string {
	t := &table{head: []string{"What", "Why", "By"}}
	seen := map[string]bool{}
	add := func(of stated) {
		if of.listed == nil || seen[of.title] {
			return
		}
		seen[of.title] = true
		for _, n := range of.listed().NotModelled {
			row := []string{plain(n.What), plain(n.Why), escape(string(n.Cite))}
			if !slices.ContainsFunc(t.rows, func(r []string) bool { return slices.Equal(r, row) }) {
				t.rows = append(t.rows, row)
			}
		}
	}
	for _, r := range results {
		for i := range r.Answers {
			add(r.Answers[i].policy)
		}
		add(r.Scenario.stage.policy)
	}
	if len(t.rows) == 0 {
		return ""
	}
	return "## What is not decided here\n\nThe instrument says it too; it is for a person to look at.\n\n" + t.String()
}

// reading adds the row of an interpretation, once.
func (t *table) reading(id string, of []rule.Interpretation) {
	i := slices.IndexFunc(of, func(i rule.Interpretation) bool { return i.ID == id })
	if i < 0 {
		return // an interpretation of the calendar, which says no more than its id
	}
	row := []string{"`" + id + "`", plain(of[i].Question), plain(of[i].Chosen()), escape(string(of[i].Cite))}
	if !slices.ContainsFunc(t.rows, func(r []string) bool { return slices.Equal(r, row) }) {
		t.rows = append(t.rows, row)
	}
}
