// Package strict reads the files and messages of this library strictly: policy and
// scenario files in YAML with the place of every value, events and questions in
// JSON. Numbers keep the digits that were written, unknown keys are mistakes,
// and all mistakes are reported at once.
package strict

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/internal/words"
	"github.com/workcomp-go/workcomp/rule"
)

// A Kind is the shape of a Node.
type Kind string

// The shapes of a Node.
const (
	Null Kind = "nothing"
	Bool Kind = "true or false"
	Text Kind = "a text"   // quoted, or plain and no number
	Num  Kind = "a number" // plain and written as a number
	List Kind = "a list"
	Map  Kind = "a mapping"
)

// A Node is one value of a document with its place.
type Node struct {
	Kind   Kind
	Text   string // a scalar as written
	Items  []*Node
	Fields []Field
	Pos
}

// A Field is a key of a mapping with its value.
type Field struct {
	Name  string
	Value *Node
	Pos   // of the key
}

// A Pos is a place in a file, from 1. The zero Pos is no place.
type Pos struct{ Line, Column int }

// Get returns the value of a key, or nil.
func (n *Node) Get(name string) *Node {
	for _, f := range n.Fields {
		if f.Name == name {
			return f.Value
		}
	}
	return nil
}

// Keys returns the names of a mapping's keys, in order.
func (n *Node) Keys() []string {
	return words.Each(n.Fields, func(f Field) string { return f.Name })
}

// Without returns a copy of a mapping that lacks the named keys.
func (n *Node) Without(names ...string) *Node {
	c := *n
	c.Fields = nil
	for _, f := range n.Fields {
		if !slices.Contains(names, f.Name) {
			c.Fields = append(c.Fields, f)
		}
	}
	return &c
}

// MarshalJSON writes the value as JSON. Numbers become strings, so that no
// reader turns them into binary fractions.
func (n *Node) MarshalJSON() ([]byte, error) {
	var b strings.Builder
	n.write(&b)
	return []byte(b.String()), nil
}

func (n *Node) write(b *strings.Builder) {
	switch n.Kind {
	case Null:
		b.WriteString("null")
	case Bool:
		b.WriteString(n.Text)
	case List:
		for i, item := range n.Items {
			b.WriteByte("[,"[min(i, 1)])
			item.write(b)
		}
		b.WriteString("[]"[min(len(n.Items), 1):])
	case Map:
		for i, f := range n.Fields {
			b.WriteByte("{,"[min(i, 1)])
			quote(b, f.Name)
			b.WriteByte(':')
			f.Value.write(b)
		}
		b.WriteString("{}"[min(len(n.Fields), 1):])
	default:
		quote(b, n.Text)
	}
}

func quote(b *strings.Builder, s string) {
	q, _ := json.Marshal(s) // a string always marshals
	b.Write(q)
}

// A Diagnostic is something wrong in a document, not yet placed in a file.
type Diagnostic struct {
	Code            rule.Code
	Pos             Pos
	Path            string
	Value, Expected string // Value as it is shown: quoted, or what it is ("an empty list")
	Given, Problem  string // in place of Value: those of a rule.InputError
	Message         string // in place of all of these
	Suggestion      string
}

// input is the mistake as the error of a message or of a question.
func (m Diagnostic) input() *rule.InputError {
	return &rule.InputError{Field: m.Path, Value: m.Given, Problem: m.Problem, Expected: m.Expected, Suggestion: m.Suggestion}
}

func (m Diagnostic) message() string {
	switch {
	case m.Message != "":
		return m.Message
	case m.Value != "":
		return m.Value + " is not valid, expected " + m.Expected
	default:
		e := m.input()
		e.Field, e.Suggestion = "", "" // the place and the suggestion are the Diagnostic's
		return e.Error()
	}
}

// Join returns a path with one more key: "levels[1].if".
func Join(path, key string) string {
	if path == "" || key == "" || strings.HasPrefix(key, "[") {
		return path + key
	}
	return path + "." + key
}
