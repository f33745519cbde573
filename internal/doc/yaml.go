package doc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/workcomp-go/workcomp/rule"
	"go.yaml.in/yaml/v3"
)

// A File is a YAML file that is being read, with the mistakes found in it.
type File struct {
	Name   string
	Docs   []*Node
	lines  []string
	errors rule.PolicyErrors
}

// maxFile bounds a file: no policy or scenario comes near it.
const maxFile = 1 << 20

// ParseYAML reads every document of a file. What is wrong with it is in Err.
func ParseYAML(name string, data []byte) *File {
	f := &File{Name: name, lines: strings.Split(string(data), "\n")}
	if len(data) > maxFile {
		f.lines = nil
		f.Report(Mistake{Kind: rule.NotYAML, Message: fmt.Sprintf("the file has %d bytes, expected at most %d", len(data), maxFile)})
		return f
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	for {
		var n yaml.Node
		err := dec.Decode(&n)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			f.Report(notYAML(err))
			return f
		}
		if n.Kind == yaml.DocumentNode && n.Content[0].Tag != "!!null" {
			f.Docs = append(f.Docs, f.convert(n.Content[0], "", 0))
		}
	}
	if len(f.Docs) == 0 && len(f.errors) == 0 {
		f.Report(Mistake{Kind: rule.NotYAML, Pos: Pos{1, 1}, Message: "the file is empty"})
	}
	return f
}

var yamlLine = regexp.MustCompile(`line (\d+): `)

func notYAML(err error) Mistake {
	m := Mistake{Kind: rule.NotYAML, Message: strings.TrimPrefix(err.Error(), "yaml: ")}
	if found := yamlLine.FindStringSubmatch(m.Message); found != nil {
		m.Pos.Line, _ = strconv.Atoi(found[1]) // digits, by the pattern
		m.Pos.Column = 1
		m.Message = strings.Replace(m.Message, found[0], "", 1)
	}
	m.Message = "not YAML: " + m.Message
	return m
}

// Report adds a mistake.
func (f *File) Report(m Mistake) {
	e := rule.PolicyError{File: f.Name, Line: m.Pos.Line, Column: m.Pos.Column, Kind: m.Kind, Path: m.Path,
		Message: m.message(), Suggestion: m.Suggestion}
	if i := m.Pos.Line - 1; i >= 0 && i < len(f.lines) {
		e.Source = strings.ReplaceAll(strings.TrimRight(f.lines[i], "\r"), "\t", " ")
	}
	f.errors = append(f.errors, e)
}

// ReportExpression places the error of a condition, a *rule.ExprError or any
// other, at its own column inside the value.
func (f *File) ReportExpression(path string, at At[string], err error) {
	m := Mistake{Kind: rule.BadExpression, Pos: at.Pos, Path: path, Message: err.Error()}
	var e *rule.ExprError
	if errors.As(err, &e) {
		m.Message, m.Suggestion = e.Message, e.Suggestion
		if f.plain(at) {
			m.Pos.Column += e.Offset
		}
	}
	f.Report(m)
}

// plain moves the place of a quoted value past its quote and reports whether
// the value stands in the file letter by letter on one line.
func (f *File) plain(at At[string]) bool {
	i := at.Pos.Line - 1
	if i < 0 || i >= len(f.lines) || at.Pos.Column > len(f.lines[i]) {
		return false
	}
	return strings.HasPrefix(f.lines[i][at.Pos.Column-1:], at.Value)
}

// Err returns all mistakes in the order of the file, or nil.
func (f *File) Err() error { return f.errors.Err() }

// One returns the file's only document, or nil after reporting a mistake.
func (f *File) One() *Node {
	if len(f.Docs) == 1 {
		return f.Docs[0]
	}
	if len(f.Docs) > 1 {
		f.Report(Mistake{Kind: rule.NotYAML, Pos: f.Docs[1].Pos, Message: "a second document, expected one policy in a file"})
	}
	return nil
}

// Decode reads a node into dst, a pointer to a struct: every field is required
// unless its json tag says omitempty or omitzero.
func (f *File) Decode(n *Node, path string, dst any) {
	d := &Decoder{Required: true}
	d.Decode(n, path, dst)
	for _, m := range d.Mistakes {
		f.Report(m)
	}
}

func (f *File) convert(y *yaml.Node, path string, depth int) *Node {
	n := &Node{Pos: Pos{y.Line, y.Column}}
	if y.Anchor != "" || y.Kind == yaml.AliasNode || depth > maxDepth {
		f.Report(Mistake{Kind: rule.NotYAML, Pos: n.Pos, Path: path, Message: "anchors, aliases and deep nesting are not used here, expected the value itself"})
		n.Kind = Null
		return n
	}
	switch y.Kind {
	case yaml.SequenceNode:
		n.Kind = List
		for i, c := range y.Content {
			n.Items = append(n.Items, f.convert(c, Join(path, fmt.Sprintf("[%d]", i)), depth+1))
		}
	case yaml.MappingNode:
		n.Kind = Map
		f.convertFields(n, y, path, depth)
	default:
		n.Text = y.Value
		n.Kind = scalarKind(y)
		if y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
			n.Pos.Column++
		}
	}
	return n
}

func (f *File) convertFields(n *Node, y *yaml.Node, path string, depth int) {
	for i := 0; i+1 < len(y.Content); i += 2 {
		key, at := y.Content[i], Join(path, y.Content[i].Value)
		pos := Pos{key.Line, key.Column}
		switch {
		case key.Kind != yaml.ScalarNode || key.Tag == "!!merge":
			f.Report(Mistake{Kind: rule.WrongType, Pos: pos, Path: at, Message: "a key must be a plain word"})
		case n.Get(key.Value) != nil:
			f.Report(Mistake{Kind: rule.DuplicateKey, Pos: pos, Path: at, Message: fmt.Sprintf("key %q stands twice", key.Value)})
		default:
			n.Fields = append(n.Fields, Field{Name: key.Value, Value: f.convert(y.Content[i+1], at, depth+1), Pos: pos})
		}
	}
}

func scalarKind(y *yaml.Node) Kind {
	switch {
	case y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return Text
	case y.Tag == "!!null":
		return Null
	case y.Tag == "!!bool":
		return Bool
	case y.Tag == "!!int", y.Tag == "!!float":
		return Num
	}
	return Text
}
