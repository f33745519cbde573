package scenario

import (
	"fmt"
	"strings"

	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// differ compares an expected value with the one that came and returns where
// and how they differ, or "". Numbers are equal by value, so 1500, "1500" and
// 1500.00 are; a list is equal in order and length; a mapping by the keys that
// the expectation names; a field that is not set is none, and so is an empty
// text.
func differ(path string, want, got *strict.Node) string {
	switch {
	case got == nil:
		return fmt.Sprintf("%s: expected %s, but no answer has this key", path, render(want))
	case (got.Kind == strict.Null || got.Kind == strict.Text && got.Text == "") && isNone(want):
		return ""
	case want.Kind == strict.List && got.Kind == strict.List:
		return differInList(path, want, got)
	case want.Kind == strict.Map && got.Kind == strict.Map:
		for _, f := range want.Fields {
			if isNone(f.Value) && got.Get(f.Name) == nil {
				continue // a field that is not set is left out of what is nested
			}
			if d := differ(strict.Join(path, f.Name), f.Value, got.Get(f.Name)); d != "" {
				return d
			}
		}
		return ""
	case isScalar(want) && isScalar(got) && sameScalar(want.Text, got.Text),
		want.Kind == got.Kind && want.Text == got.Text && want.Kind != strict.List && want.Kind != strict.Map:
		return ""
	}
	return fmt.Sprintf("%s: expected %s, got %s", path, render(want), clip(render(got)))
}

// clip shortens what came when no line could hold it.
func clip(s string) string {
	const most = 600
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

func differInList(path string, want, got *strict.Node) string {
	if len(want.Items) != len(got.Items) {
		return fmt.Sprintf("%s: expected %s (length %d), got %s (length %d)", path, render(want), len(want.Items), clip(render(got)), len(got.Items))
	}
	for i := range want.Items {
		if d := differ(strict.Join(path, fmt.Sprintf("[%d]", i)), want.Items[i], got.Items[i]); d != "" {
			return d
		}
	}
	return ""
}

// isNone reports whether a value says that a field has none.
func isNone(n *strict.Node) bool { return isScalar(n) && (n.Text == "none" || n.Text == "") }

// isScalar reports whether a value is a text or a number, which compare alike.
func isScalar(n *strict.Node) bool { return n.Kind == strict.Text || n.Kind == strict.Num }

func sameScalar(a, b string) bool {
	if a == b {
		return true
	}
	x, errX := rule.ParseDecimal("", a)
	y, errY := rule.ParseDecimal("", b)
	return errX == nil && errY == nil && x.Equal(y)
}

// render writes a value on one line, as YAML's flow style does.
func render(n *strict.Node) string {
	if n == nil {
		return "none"
	}
	switch n.Kind {
	case strict.Null:
		return "none"
	case strict.List:
		items := make([]string, len(n.Items))
		for i, item := range n.Items {
			items[i] = render(item)
		}
		return "[" + strings.Join(items, ", ") + "]"
	case strict.Map:
		return "{" + renderFields(n, "%s: %s") + "}"
	}
	if n.Text == "" || strings.TrimSpace(n.Text) != n.Text || strings.ContainsAny(n.Text, "\n\r") {
		return fmt.Sprintf("%q", n.Text)
	}
	return n.Text
}

// renderFields writes the fields of a mapping in the form given.
func renderFields(n *strict.Node, form string) string {
	fields := make([]string, len(n.Fields))
	for i, f := range n.Fields {
		fields[i] = fmt.Sprintf(form, f.Name, render(f.Value))
	}
	return strings.Join(fields, ", ")
}
