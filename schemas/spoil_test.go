package schemas_test

import (
	"encoding/json"
	"iter"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/internal/strict"
)

// others are values that may stand in place of any other.
var others = []strict.Node{
	{Kind: strict.Null}, {Kind: strict.Bool, Text: "true"}, {Kind: strict.Num, Text: "12"}, {Kind: strict.Num, Text: "-0.5"}, {Kind: strict.Text, Text: ""},
	{Kind: strict.Text, Text: "word"}, {Kind: strict.Text, Text: "12"}, {Kind: strict.Text, Text: "+1.5e2"}, {Kind: strict.Text, Text: "2025-02-01"}, {Kind: strict.List}, {Kind: strict.Map},
	{Kind: strict.List, Items: []*strict.Node{{Kind: strict.Null}}},
	{Kind: strict.Map, Fields: []strict.Field{{Name: "key", Value: &strict.Node{Kind: strict.Text, Text: "word"}}}},
}

// A spoiler makes one mistake after the other in documents of a kind. It spoils
// what stands at a path (levels[].if) once; of mappings those that have the same
// keys.
type spoiler map[string]bool

// spoil yields what it made of the document, and takes it back.
func (s spoiler) spoil(root *strict.Node) iter.Seq[string] {
	return func(yield func(string) bool) { s.node(root, "", yield) }
}

func (s spoiler) node(n *strict.Node, path string, yield func(string) bool) bool {
	right := *n
	defer func() { *n = right }()
	if shape := shape(path, n); !s[shape] {
		s[shape], s[path] = true, true
		for _, wrong := range spoilt(right) {
			if *n = wrong; !yield(path + " is " + write(n)) {
				return false
			}
		}
	}
	*n = right
	for _, f := range right.Fields {
		if !s.node(f.Value, strict.Join(path, f.Name), yield) {
			return false
		}
	}
	for _, item := range right.Items {
		if !s.node(item, path+"[]", yield) {
			return false
		}
	}
	return true
}

// shape is what stands at a path, of a mapping its keys.
func shape(path string, n *strict.Node) string { return path + " " + strings.Join(n.Keys(), " ") }

// spoilt gives a value in every wrong form: another in its place, a key too
// many, a key too few, and a key misspelt.
func spoilt(n strict.Node) []strict.Node {
	all := slices.Clone(others)
	if n.Kind != strict.Map {
		return all
	}
	with := func(fields []strict.Field) { all = append(all, strict.Node{Kind: strict.Map, Fields: fields}) }
	with(append(slices.Clone(n.Fields), strict.Field{Name: "unheard_of", Value: &strict.Node{Kind: strict.Text, Text: "word"}}))
	for i := range n.Fields {
		with(slices.Delete(slices.Clone(n.Fields), i, i+1))
		misspelt := slices.Clone(n.Fields)
		misspelt[i].Name += "x"
		with(misspelt)
	}
	return all
}

// write writes a document so that numbers stay plain: JSON is YAML too.
func write(n *strict.Node) string {
	switch n.Kind {
	case strict.Bool, strict.Num:
		return n.Text
	case strict.List:
		items := make([]string, len(n.Items))
		for i, item := range n.Items {
			items[i] = write(item)
		}
		return "[" + strings.Join(items, ",\n ") + "]"
	case strict.Map:
		fields := make([]string, len(n.Fields))
		for i, f := range n.Fields {
			fields[i] = quoted(f.Name) + ": " + write(f.Value)
		}
		return "{" + strings.Join(fields, ",\n ") + "}"
	case strict.Null:
		return "null"
	}
	return quoted(n.Text)
}

func quoted(s string) string {
	q, _ := json.Marshal(s) // a text always marshals
	return string(q)
}
