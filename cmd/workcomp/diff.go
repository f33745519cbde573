package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
	"github.com/workcomp-go/workcomp/scenario"
)

// differing is what two policies answer otherwise, as data.
type differing struct {
	Entries []entry `json:"entries"` // of the two catalogues
	// AsIf says that a version which is in force later decided the cases as if from the
	// day of the other.
	AsIf      string    `json:"as_if,omitempty"`
	Cases     int       `json:"cases"`
	Decisions int       `json:"decisions"` // cases that are decided otherwise
	Reasons   int       `json:"reasons"`   // cases of which only the reasons differ
	Differ    []differs `json:"differ"`
}

// entry is a rule, a value, a duty or a reading that the two policies have otherwise.
type entry struct {
	Kind   string `json:"kind"`
	ID     string `json:"id"`
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
}

type differs struct {
	File     string   `json:"file"`
	Line     int      `json:"line"`
	Title    string   `json:"scenario"`
	Step     int      `json:"step"`
	Decision bool     `json:"decision"`
	Says     []string `json:"says"`
}

func (a *app) diffing() command {
	return command{name: "diff", args: "BEFORE AFTER [CASES…]", does: "Say what two policies have otherwise, and which cases they decide otherwise",
		run: func(words []string) int {
			if len(words) < 2 {
				return a.misused("diff", "two policies are needed, before and after")
			}
			var two [2]scenario.Policy
			for i := range two {
				found, err := scenario.Policies(a.read, words[i])
				if err != nil {
					return a.fail(err)
				}
				if len(found) > 1 {
					return a.misused("diff", "%s is the id of %d policies: name it with its domain", words[i], len(found))
				}
				two[i] = found[0]
			}
			if x, y := reflect.TypeOf(two[0]), reflect.TypeOf(two[1]); x != y {
				return a.misused("diff", "%s and %s are policies of two kinds", words[0], words[1])
			}
			return a.diff(two, words[2:])
		}}
}

// diff compares two policies, and the cases of the paths under each of them.
func (a *app) diff(two [2]scenario.Policy, paths []string) int {
	out := differing{Entries: entries(two[0].Catalogue(), two[1].Catalogue()), Differ: []differs{}}
	code := well
	all, err := a.load(paths)
	if err == nil && len(paths) > 0 {
		two, out.AsIf, err = inForceAlike(two)
	}
	if err != nil {
		code = a.fail(err)
	}
	for _, s := range measured(a, "case", all) {
		var results [2]scenario.Result
		played, err := false, error(nil)
		for j := range two {
			var decided bool
			results[j], decided, err = s.Under(two[j], two[0].ID(), two[1].ID())
			played = played || decided
			if err != nil {
				code = a.fail(err)
				break
			}
		}
		if err != nil || !played {
			continue
		}
		out.Cases++
		decision, found := false, scenario.Compare(results[0], results[1])
		for _, d := range found {
			decision = decision || d.Decision
			out.Differ = append(out.Differ, differs{s.File, d.Step.Line, s.Title, d.Number, d.Decision, d.Says})
		}
		switch {
		case decision:
			out.Decisions++
		case found != nil:
			out.Reasons++
		}
	}
	if len(paths) > 0 && out.Cases == 0 && code == well {
		fmt.Fprintf(a.err, "no case is decided by %s or %s\n", two[0].ID(), two[1].ID())
		code = failed
	}
	if code == well && out.Decisions+out.Reasons > 0 || code == well && len(paths) == 0 && len(out.Entries) > 0 {
		code = failed
	}
	if a.json {
		a.data(out)
		return code
	}
	a.printDiff(out, len(paths) > 0)
	return code
}

var effectiveLine = regexp.MustCompile(`(?m)^effective:.*$`)

// inForceAlike makes two versions of a policy be in force from one day, the earlier, so
// that what they decide otherwise is not only that one of them is not yet in force.
func inForceAlike(two [2]scenario.Policy) ([2]scenario.Policy, string, error) {
	var days [2]calendar.Date
	for i, p := range two {
		if v, ok := p.(interface{ Effective() calendar.Date }); ok {
			days[i] = v.Effective()
		}
	}
	later, day, from := 1, days[0], "always"
	switch days[0].Compare(days[1]) {
	case 0:
		return two, "", nil
	case 1:
		later, day = 0, days[1]
	}
	line := ""
	if !day.IsZero() {
		line, from = "effective: "+day.String(), "from "+day.String()
	}
	alike, err := scenario.ReadPolicy(two[later].ID(), effectiveLine.ReplaceAll([]byte(two[later].Text()), []byte(line)))
	if err != nil {
		return two, "", err
	}
	if v, ok := alike.(interface{ Effective() calendar.Date }); !ok || v.Effective() != day {
		return two, "", nil // its file says the day otherwise than in a line of its own
	}
	two[later] = alike
	return two, fmt.Sprintf("%s is in force from %v; the cases are decided as if it were so %s", [2]string{"BEFORE", "AFTER"}[later], days[later], from), nil
}

func (a *app) printDiff(out differing, cases bool) {
	for _, e := range out.Entries {
		switch {
		case e.Before == "":
			a.print("+ %s %s: %s\n", e.Kind, e.ID, e.After)
		case e.After == "":
			a.print("- %s %s: %s\n", e.Kind, e.ID, e.Before)
		default:
			a.print("~ %s %s\n    before: %s\n    after:  %s\n", e.Kind, e.ID, e.Before, e.After)
		}
	}
	if out.AsIf != "" {
		a.print("%s\n", out.AsIf)
	}
	for _, d := range out.Differ {
		what := "only the reasons"
		if d.Decision {
			what = a.paint(red, "decided otherwise")
		}
		a.print("%s:%d: %s: step %d, %s:\n    %s\n", d.File, d.Line, d.Title, d.Step, what, strings.Join(d.Says, "\n    "))
	}
	a.print("entries that differ: %d", len(out.Entries))
	if cases {
		a.print("; of %d cases %d decided otherwise, %d only for other reasons", out.Cases, out.Decisions, out.Reasons)
	}
	a.print("\n")
}

// entries lists what two catalogues have otherwise, by the ids of their entries.
func entries(before, after catalogue.Catalogue) []entry {
	all := []entry{}
	add := func(kind string, before, after map[string]string, ids []string) {
		seen := map[string]bool{}
		for _, id := range ids {
			if b, a := before[id], after[id]; b != a && !seen[id] {
				all = append(all, entry{kind, id, b, a})
			}
			seen[id] = true
		}
	}
	values := func(c catalogue.Catalogue) (map[string]string, []string) {
		return texts(c.Values, func(v catalogue.Value) (string, string) {
			return v.ID, strings.TrimSpace(v.Value + strings.Join(v.Values, ", ") + " " + v.Unit)
		})
	}
	rules := func(c catalogue.Catalogue) (map[string]string, []string) {
		return fields(c.Rules, func(r catalogue.Rule) string { return r.ID })
	}
	duties := func(c catalogue.Catalogue) (map[string]string, []string) {
		return fields(c.Duties, func(d catalogue.Duty) string { return d.ID })
	}
	readings := func(c catalogue.Catalogue) (map[string]string, []string) {
		return texts(c.Interpretations, func(i catalogue.Interpretation) (string, string) { return i.ID, i.Reading })
	}
	facts := func(c catalogue.Catalogue) (map[string]string, []string) {
		return texts(asked(c), func(f catalogue.Fact) (string, string) {
			return f.Name, strings.TrimSpace(string(f.Type) + " " + strings.Join(f.Values, ", "))
		})
	}
	lists := func(c catalogue.Catalogue) (map[string]string, []string) {
		return texts(named(c), func(l rule.NamedList) (string, string) { return l.Name, strings.Join(l.Values, ", ") })
	}
	for _, kind := range []struct {
		name string
		of   func(catalogue.Catalogue) (map[string]string, []string)
	}{{"fact", facts}, {"list", lists}, {"value", values}, {"rule", rules}, {"duty", duties}, {"reading", readings}} {
		b, first := kind.of(before)
		a, second := kind.of(after)
		add(kind.name, b, a, append(first, second...))
	}
	b, ids := order(before, after)
	a, _ := order(after, before)
	add("order of rows", b, a, ids)
	return all
}

// order is that of the rows of each table and procedure which another catalogue has too:
// of several that hold the first answers.
func order(c, other catalogue.Catalogue) (map[string]string, []string) {
	theirs := ordered(other)
	return texts(ordered(c), func(mine listedRows) (string, string) {
		kept := slices.DeleteFunc(mine.rows, func(row string) bool {
			return !slices.ContainsFunc(theirs, func(o listedRows) bool { return o.of == mine.of && slices.Contains(o.rows, row) })
		})
		return mine.of, strings.Join(kept, ", ")
	})
}

type listedRows struct {
	of   string
	rows []string
}

func ordered(c catalogue.Catalogue) (all []listedRows) {
	for _, t := range c.Tables {
		all = append(all, listedRows{t.Name, slices.Clone(t.Rows)})
	}
	for _, l := range c.Lifecycles {
		all = append(all, listedRows{l.Name, slices.Clone(l.Rows)})
	}
	return all
}

// asked are the facts of all tables, and named their lists.
func asked(c catalogue.Catalogue) (all []catalogue.Fact) {
	for _, t := range c.Tables {
		all = append(all, t.Facts...)
	}
	return all
}

func named(c catalogue.Catalogue) (all []rule.NamedList) {
	for _, t := range c.Tables {
		all = append(all, t.Lists...)
	}
	return all
}

// texts are the entries of a list as texts, by their ids, with the ids in order.
func texts[T any](list []T, of func(T) (id, text string)) (map[string]string, []string) {
	all, ids := map[string]string{}, make([]string, len(list))
	for i, e := range list {
		id, text := of(e)
		all[id], ids[i] = text, id
	}
	return all, ids
}

// fields are the fields of the entries of a list as texts, by the ids of the entries and
// the names of the fields. Where an entry stands in its file is none of them.
func fields[T any](list []T, id func(T) string) (map[string]string, []string) {
	all, ids := map[string]string{}, []string{}
	for _, e := range list {
		var parts map[string]json.RawMessage
		data, _ := json.Marshal(e) // an entry of a catalogue can always be written, and read
		_ = json.Unmarshal(data, &parts)
		for _, name := range slices.Sorted(maps.Keys(parts)) {
			if name == "id" || name == "path" {
				continue
			}
			key := id(e) + ", " + name
			ids = append(ids, key)
			var text string
			if json.Unmarshal(parts[name], &text) != nil {
				text = string(parts[name])
			}
			all[key] = text
		}
	}
	return all, ids
}
