package scenario

import (
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
)

// An expectation is one key of a step's expect with the value that must come.
type expectation struct {
	key  string
	want *strict.Node
	pos  strict.Pos // of the key
}

// expects returns what the step expects under a key, or nil.
func (s *Step) expects(key string) *strict.Node {
	for _, e := range s.expect {
		if e.key == key {
			return e.want
		}
	}
	return nil
}

// expectations reads an expect mapping. What the keys with a meaning of their
// own must be is checked here; every other key is for the answer to have.
func (l *loader) expectations(path string, n *strict.Node, of Kind) []expectation {
	if n == nil {
		return nil
	}
	if n.Kind != strict.Map {
		l.wrong(n.Pos, path, "%s is not valid, expected a mapping of answers", render(n))
		return nil
	}
	var all []expectation
	for _, f := range n.Fields {
		if expected := mustBe(f.Name, f.Value, of); expected != "" {
			l.wrong(f.Value.Pos, strict.Join(path, f.Name), "%s is not valid, expected %s", render(f.Value), expected)
		}
		all = append(all, expectation{f.Name, f.Value, f.Pos})
	}
	if refused := n.Get("refused"); refused != nil && n.Get("error") != nil {
		l.wrong(refused.Pos, strict.Join(path, "refused"), "a step is refused or in error, expected one of the two")
	}
	return all
}

// mustBe says what the value of a key has to be, or "" when it is that.
func mustBe(key string, n *strict.Node, of Kind) string {
	isText := isScalar(n) && n.Text != ""
	switch {
	case key == "refused" && (isText && strings.EqualFold(n.Text, "yes") || !isText && n.Kind+strict.Kind(n.Text) != strict.Bool+"true"):
		return "true, or a text found in the refusal"
	case key == "error" && !isText:
		return "a text found in the error"
	}
	if slices.Contains(ofRevision, key) && !of.revises() {
		return "" // a field of the state, or nothing
	}
	switch key {
	case "cites", "findings", "interpretations", "awaits", "closed", "open", "overdue", "documents", "changed":
		if !listOf(n, func(item *strict.Node) bool { return isScalar(item) && item.Text != "" }) {
			return "a list of texts"
		}
	case "gained", "lost":
		return mappingsOf(n, "a list of duties such as {id: review, due: 2025-01-30, key: 1/review}", "id", "due", "key")
	case "moved":
		return mappingsOf(n, "a list of duties such as {id: review, from: 2025-01-30, to: 2025-02-06}", "id", "from", "to", "key")
	case "broken":
		return mappingsOf(n, "a list of entries such as {id: P7, refused: plan}", "id", "refused")
	case "how":
		if n.Kind != strict.Map || len(n.Fields) == 0 || slices.ContainsFunc(n.Fields, func(f strict.Field) bool { return !slices.Contains(ways, f.Value.Text) }) {
			return "a mapping of duties to how they were closed: met, late, replaced or lapsed"
		}
	case "duties":
		if !listOf(n, func(item *strict.Node) bool { return item.Kind == strict.Map && len(item.Fields) > 0 }) {
			return "a list of mappings such as {id: review, due: 2025-01-30}"
		}
	}
	return ""
}

// mappingsOf says what a list of mappings of some keys has to be, or "" when it is
// that.
func mappingsOf(n *strict.Node, expected string, keys ...string) string {
	if listOf(n, func(item *strict.Node) bool {
		return item.Kind == strict.Map && len(item.Fields) > 0 && !slices.ContainsFunc(item.Fields, func(f strict.Field) bool { return !slices.Contains(keys, f.Name) })
	}) {
		return ""
	}
	return expected
}

// ways are the ways in which a duty is closed.
var ways = []string{string(calendar.Met), string(calendar.Late), string(calendar.Replaced), string(calendar.Lapsed)}

func listOf(n *strict.Node, is func(*strict.Node) bool) bool {
	if n.Kind != strict.List {
		return false
	}
	for _, item := range n.Items {
		if !is(item) {
			return false
		}
	}
	return true
}
