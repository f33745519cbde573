package scenario

import (
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// A checker holds the answer to a step against one expectation. It returns
// what differs, or "".
type checker func(a *Answer, want *strict.Node) string

// checkers are the keys with a meaning of their own.
func checkers(key string) checker {
	switch key {
	case "cites":
		return checkCites
	case "interpretations":
		return func(a *Answer, want *strict.Node) string {
			return checkEach("interpretations", want, a.interpretations(), equalText)
		}
	case "findings":
		return func(a *Answer, want *strict.Node) string {
			return checkEach("findings", want, a.findings(), equalText)
		}
	case "documents":
		return func(a *Answer, want *strict.Node) string {
			return checkEach("documents", want, a.documents(), equalText)
		}
	case "awaits":
		return func(a *Answer, want *strict.Node) string {
			return checkEach("awaits", want, a.awaits(), equalText)
		}
	case "closed":
		return checkClosed
	case "how":
		return checkHow
	case "duties":
		return checkDuties
	case "open":
		return checkOpen
	case "overdue":
		return checkOverdue
	}
	return func(a *Answer, want *strict.Node) string { return a.differsIn(key, want) }
}

// meaningful are the keys with a meaning of their own, and ofRevision those that have
// it where a history is revised.
var (
	meaningful = []string{"cites", "findings", "interpretations", "duties", "closed", "how", "open", "overdue", "documents", "version", "refused", "error"}
	ofRevision = []string{"gained", "lost", "moved", "broken", "changed"}
)

// differsIn compares what a revision holds, an answer, a field of the state, or the
// version of the policy. Where there is none of that name, it says which there are.
func (a *Answer) differsIn(key string, want *strict.Node) string {
	got := a.field(key)
	switch {
	case a.revision != nil && slices.Contains(ofRevision, key):
		return a.revision.differs(key, want)
	case key == "version" && a.Outcome.Version != "":
		got = &strict.Node{Kind: strict.Text, Text: a.Outcome.Version}
	}
	if got != nil {
		return differ(key, want, got)
	}
	known := slices.Concat(a.value.Keys(), a.after.Keys(), meaningful)
	if a.Step.Kind.revises() {
		known = append(known, ofRevision...)
	}
	known = unique(known)
	if slices.Contains(known, key) {
		return fmt.Sprintf("%s: expected %s, but there is none", key, render(want))
	}
	text := fmt.Sprintf("%s: no answer has this key, expected one of %s", key, strings.Join(known, ", "))
	if len(a.Outcome.Opened) > 0 && slices.Contains([]string{"due", "to", "for", "key", "id"}, key) {
		return text + fmt.Sprintf(" (of a duty it stands under duties: [{id: %s, %s: %s}])", a.Outcome.Opened[0].ID, key, render(want))
	}
	if near := rule.Suggest(key, known); near != "" {
		text += fmt.Sprintf(" (did you mean %q?)", near)
	}
	return text
}

// cites: each is the end of the citation of some finding, or of a duty that
// the step opened.
func checkCites(a *Answer, want *strict.Node) string {
	return checkEach("cites", want, a.cited(), func(want, got string) bool { return strings.HasSuffix(got, want) })
}

// cited are the provisions of the findings and of the duties that were opened.
func (a *Answer) cited() []string {
	var came []string
	for _, f := range a.Findings {
		came = append(came, string(f.Cite))
	}
	for _, d := range a.Outcome.Opened {
		came = append(came, d.Cite)
	}
	return unique(came)
}

func equalText(want, got string) bool { return want == got }

// checkEach looks for each wanted text among those that came. An empty list
// says that none came.
func checkEach(key string, want *strict.Node, came []string, matches func(want, got string) bool) string {
	if len(want.Items) == 0 && len(came) > 0 {
		return fmt.Sprintf("%s: expected none, got %s", key, list(came))
	}
	for _, w := range want.Items {
		found := false
		for _, got := range came {
			found = found || matches(w.Text, got)
		}
		if !found {
			return fmt.Sprintf("%s: expected %s, got %s", key, w.Text, list(came))
		}
	}
	return ""
}

// closed: each id was closed by the step, as often as it is named.
func checkClosed(a *Answer, want *strict.Node) string {
	closed := ids(a.Outcome.Closed)
	missing, _ := subtract(texts(want), closed)
	if len(missing) > 0 || len(want.Items) == 0 && len(closed) > 0 {
		return fmt.Sprintf("closed: expected %s, got %s", render(want), list(closed))
	}
	return ""
}

// how: the step closed a duty of each id, and every one of that id so.
func checkHow(a *Answer, want *strict.Node) string {
	for _, f := range want.Fields {
		var came []string
		for _, d := range a.Outcome.Closed {
			if d.ID == f.Name {
				came = append(came, string(d.How))
			}
		}
		if len(came) == 0 || slices.ContainsFunc(came, func(how string) bool { return how != f.Value.Text }) {
			return fmt.Sprintf("how: expected %s %s, got %s", f.Name, f.Value.Text, list(came))
		}
	}
	return ""
}

// open: exactly these ids are open after the step.
func checkOpen(a *Answer, want *strict.Node) string {
	if !a.hasDocket {
		return fmt.Sprintf("open: expected %s, but the domain has no duties", render(want))
	}
	return checkExactly("open", want, ids(a.Docket.Duties))
}

// overdue: exactly these ids are overdue at the end of the step's day.
func checkOverdue(a *Answer, want *strict.Node) string {
	if !a.hasDocket {
		return fmt.Sprintf("overdue: expected %s, but the domain has no duties", render(want))
	}
	if a.Day.IsZero() {
		return fmt.Sprintf("overdue: expected %s, but the step has no day (on)", render(want))
	}
	return checkExactly("overdue", want, ids(a.Docket.OverdueOn(a.Day)))
}

func checkExactly(key string, want *strict.Node, came []string) string {
	missing, extra := subtract(texts(want), came)
	if len(missing)+len(extra) == 0 {
		return ""
	}
	s := fmt.Sprintf("%s: expected %s, got %s", key, render(want), list(came))
	if len(missing) > 0 {
		s += "; missing " + list(missing)
	}
	if len(extra) > 0 {
		s += "; not expected " + list(extra)
	}
	return s
}

// duties: each mapping matches a duty that the step opened, by the keys named.
func checkDuties(a *Answer, want *strict.Node) string {
	if len(want.Items) == 0 && len(a.Outcome.Opened) > 0 {
		return "duties: expected none, got " + list(ids(a.Outcome.Opened))
	}
	opened := make([]*strict.Node, len(a.Outcome.Opened))
	for i, d := range a.Outcome.Opened {
		opened[i], _ = answerOf(d) // a duty can always be written
	}
	for _, w := range want.Items {
		if d := differsFromAll(w, opened); d != "" {
			return d
		}
	}
	return ""
}

// differsFromAll returns "" when some duty matches, and else how the duties of
// that id differ, or what was opened in place of it.
func differsFromAll(want *strict.Node, opened []*strict.Node) string {
	id := want.Get("id")
	var near, all []string
	for _, d := range opened {
		difference := differInDuty(want, d)
		if difference == "" {
			return ""
		}
		all = append(all, renderDuty(d))
		if id != nil && d.Get("id").Text == id.Text {
			near = append(near, difference)
		}
	}
	if len(near) > 0 {
		return fmt.Sprintf("duties: %s: %s", id.Text, strings.Join(unique(near), ", or "))
	}
	return fmt.Sprintf("duties: expected %s opened, got %s", render(want), list(all))
}

func differInDuty(want, duty *strict.Node) string {
	for _, f := range want.Fields {
		if d := differ(f.Name, f.Value, duty.Get(f.Name)); d != "" {
			return d
		}
	}
	return ""
}

// renderDuty names a duty by what scenarios mostly ask of it.
func renderDuty(d *strict.Node) string {
	s := d.Get("id").Text
	if due := d.Get("due"); due.Kind != strict.Null {
		s += " due " + due.Text
	}
	return s
}

// checkFailure compares how a step ended with how it was expected to end.
func checkFailure(s *Step, err error) []Failure {
	fail := func(pos strict.Pos, format string, args ...any) []Failure {
		return []Failure{{Line: pos.Line, Text: fmt.Sprintf(format, args...)}}
	}
	refusal := as[*rule.Refused](err)
	for _, e := range s.expect {
		switch {
		case e.key != "refused" && e.key != "error":
			continue
		case err == nil:
			return fail(e.pos, "%s: expected %s, but the step was taken", e.key, render(e.want))
		case e.key == "refused" && refusal == nil:
			return fail(e.pos, "refused: expected %s, got the error: %v", render(e.want), err)
		case e.key == "error" && refusal != nil:
			return fail(e.pos, "error: expected %s, got a refusal: %v", render(e.want), err)
		case e.want.Kind != strict.Bool && !containsFold(err.Error(), e.want.Text):
			return fail(e.pos, "%s: expected %s, got: %v", e.key, render(e.want), err)
		}
		return nil
	}
	switch {
	case err == nil:
		return nil
	case refusal != nil:
		return fail(s.pos, "expected an answer, got a refusal: %v", err)
	}
	const format = "expected an answer, got the error: %v"
	if e := as[*rule.InputError](err); e != nil {
		if pos, found := s.with.Place(e.Field); found {
			return []Failure{{Line: pos.Line, Column: pos.Column, Text: fmt.Sprintf(format, err)}}
		}
	}
	return fail(s.pos, format, err)
}

func containsFold(s, part string) bool {
	return strings.Contains(strings.ToLower(s), strings.ToLower(part))
}

func texts(n *strict.Node) []string {
	all := make([]string, len(n.Items))
	for i, item := range n.Items {
		all[i] = item.Text
	}
	return all
}

func ids(duties []calendar.Duty) []string {
	all := make([]string, len(duties))
	for i, d := range duties {
		all[i] = d.ID
	}
	return all
}

// subtract gives what of want is not among came, and what of came is not
// among want, each as often as that is so.
func subtract(want, came []string) (missing, extra []string) {
	count := map[string]int{}
	for _, c := range came {
		count[c]++
	}
	for _, w := range want {
		if count[w]--; count[w] < 0 {
			missing = append(missing, w)
		}
	}
	for _, c := range came {
		if count[c] > 0 {
			count[c]--
			extra = append(extra, c)
		}
	}
	return missing, extra
}

func unique(all []string) []string {
	var once []string
	seen := map[string]bool{}
	for _, s := range all {
		if !seen[s] {
			seen[s] = true
			once = append(once, s)
		}
	}
	return once
}

func list(all []string) string {
	if len(all) == 0 {
		return "none"
	}
	return "[" + strings.Join(all, ", ") + "]"
}

// findings are the ids of what was found.
func (a *Answer) findings() []string {
	var came []string
	for _, f := range a.Findings {
		came = append(came, f.ID)
	}
	return unique(came)
}

// interpretations are the ids of the readings that the step rested on.
func (a *Answer) interpretations() []string {
	var came []string
	for _, f := range a.Findings {
		came = append(came, f.Interpretations...)
	}
	return unique(came)
}

// awaits are the decisions that the step leaves to someone.
func (a *Answer) awaits() []string {
	var all []string
	for _, p := range a.Outcome.Pending {
		all = append(all, p.What)
	}
	return all
}

// documents are those that the step called for: of a calculation, those that it
// answers.
func (a *Answer) documents() []string {
	if answered := a.value.Get("documents"); answered != nil {
		var called []string
		for _, item := range answered.Items {
			called = append(called, item.Text)
		}
		return called
	}
	return a.Outcome.Documents
}
