package strict

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/workcomp-go/workcomp/rule"
)

// UnmarshalJSON reads one JSON value strictly into dst, a pointer. Keys that dst
// does not have are errors; keys that are absent leave their field unset, so
// that the same check serves a host that builds the value in Go. Every mistake
// is a *rule.InputError that names the field; several are joined.
func UnmarshalJSON(data []byte, dst any) error {
	n, err := ParseJSON(data)
	if err != nil {
		return err
	}
	return Input(n, dst)
}

// UnmarshalFields reads one JSON object as UnmarshalJSON does into the struct that dst
// points to, by its fields: it is the whole UnmarshalJSON of an input that a host may
// store or receive. What it had before is gone; null changes nothing, as in package json.
func UnmarshalFields(data []byte, dst any) error {
	n, err := ParseJSON(data)
	if err != nil || n.Kind == Null {
		return err
	}
	v := reflect.ValueOf(dst).Elem()
	read := reflect.New(v.Type()).Elem()
	d := &Decoder{}
	d.kind(n, "", read)
	if err := d.input(); err != nil {
		return err
	}
	v.Set(read)
	return nil
}

// ReadsFields reports whether a type reads itself from JSON, and only to be strict: its
// form is its fields.
func ReadsFields(t reflect.Type) bool {
	u, reads := reflect.New(t).Interface().(json.Unmarshaler)
	if !reads || t.Kind() != reflect.Struct {
		return false
	}
	want := &Decoder{}
	want.kind(&Node{Kind: Map, Fields: []Field{{Name: "?", Value: &Node{Kind: Null}}}}, "", reflect.New(t).Elem())
	err := u.UnmarshalJSON([]byte(`{"?":null}`))
	return err != nil && err.Error() == want.input().Error()
}

// UnmarshalStored reads a case that a host stored into the struct that dst points to. It
// is UnmarshalJSON, and nothing is taken to be zero: a key that is always written is
// there, a word is one that its type lists, and a count is not below zero. null is no case.
func UnmarshalStored(data []byte, dst any) error {
	n, err := ParseJSON(data)
	if err != nil {
		return err
	}
	return Stored(n, dst)
}

// Stored decodes a node into dst as UnmarshalStored does.
func Stored(n *Node, dst any) error {
	d := &Decoder{stored: true}
	d.Decode(n, "", dst)
	return d.input()
}

// UnmarshalHistory is UnmarshalJSON of a text that may be as long as the history of a
// case.
func UnmarshalHistory(data []byte, dst any) error {
	const longer = 1 << 6
	n, err := parseJSON(data, longer*maxFile, longer*maxJSON)
	if err != nil {
		return err
	}
	return Input(n, dst)
}

// Input decodes a node into dst as UnmarshalJSON does.
func Input(n *Node, dst any) error {
	d := &Decoder{}
	d.Decode(n, "", dst)
	return d.input()
}

// input is the error for what was wrong: a *rule.InputError, or several that are joined.
func (d *Decoder) input() error {
	var errs []error
	for _, m := range d.Diagnostics {
		errs = append(errs, m.input())
	}
	if len(errs) == 1 {
		return errs[0]
	}
	return errors.Join(errs...)
}

// ParseJSON reads one JSON value into a Node; numbers keep their digits. A key
// that stands twice, text that is not UTF-8, and anything after the value are
// errors. A byte order mark before it is skipped.
func ParseJSON(data []byte) (*Node, error) { return parseJSON(data, maxFile, maxJSON) }

func parseJSON(data []byte, most, values int) (*Node, error) {
	if len(data) > most || !utf8.Valid(data) {
		return nil, &rule.InputError{Field: "json", Problem: "this text is not valid", Expected: fmt.Sprintf("UTF-8 of at most %d bytes", most)}
	}
	if signs := bytes.Count(data, []byte(",")) + bytes.Count(data, []byte("[")) + bytes.Count(data, []byte("{")); signs > values {
		return nil, &rule.InputError{Field: "json", Problem: "this text is not valid", Expected: fmt.Sprintf("at most %d values", values)}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	var whole json.RawMessage
	err := json.Unmarshal(data, &whole)
	if err != nil && json.NewDecoder(bytes.NewReader(data)).Decode(&whole) == nil {
		err = errors.New("more than one value")
	}
	var n *Node
	if err == nil {
		r := jsonReader{text: string(data)}
		n, err = r.value(0)
	}
	if err != nil {
		return nil, &rule.InputError{Field: "json", Problem: err.Error() + " is not valid", Expected: "one JSON value"}
	}
	return n, nil
}

const (
	maxDepth = 100
	maxJSON  = 1 << 16 // values of a message
)

// A jsonReader makes the nodes of a text that is valid JSON, which package json has
// found: its tokens, one by one, take ten times as long.
type jsonReader struct {
	text string
	at   int
}

// next gives the character at hand, behind spaces.
func (r *jsonReader) next() byte {
	for strings.IndexByte(" \t\r\n", r.text[r.at]) >= 0 {
		r.at++
	}
	return r.text[r.at]
}

// value reads a value. What package json allows and this refuses is an error.
func (r *jsonReader) value(depth int) (*Node, error) {
	if depth > maxDepth {
		return nil, fmt.Errorf("more than %d levels", maxDepth)
	}
	switch first := r.next(); first {
	case '{', '[':
		return r.nested(first, depth)
	case '"':
		return &Node{Kind: Text, Text: r.string()}, nil
	}
	from := r.at
	for r.at < len(r.text) && strings.IndexByte(",]} \t\r\n", r.text[r.at]) < 0 {
		r.at++
	}
	switch word := r.text[from:r.at]; word {
	case "true", "false":
		return &Node{Kind: Bool, Text: word}, nil
	case "null":
		return &Node{Kind: Null}, nil
	default:
		return &Node{Kind: Num, Text: word}, nil
	}
}

func (r *jsonReader) nested(open byte, depth int) (*Node, error) {
	n, end := &Node{Kind: List}, byte(']')
	var seen map[string]bool
	if open == '{' {
		n.Kind, end, seen = Map, '}', map[string]bool{}
	}
	r.at++
	for r.next() != end {
		if r.text[r.at] == ',' {
			r.at++
			r.next()
		}
		var name string
		if n.Kind == Map {
			if name = r.string(); seen[name] {
				return nil, fmt.Errorf("key %q twice", name)
			}
			seen[name] = true
			r.next() // the colon
			r.at++
		}
		value, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		if n.Kind == Map {
			n.Fields = append(n.Fields, Field{Name: name, Value: value})
		} else {
			n.Items = append(n.Items, value)
		}
	}
	r.at++
	return n, nil
}

// string reads the string at hand.
func (r *jsonReader) string() (s string) {
	from, escaped := r.at, false
	for r.at++; r.text[r.at] != '"'; r.at++ {
		if r.text[r.at] == '\\' {
			r.at, escaped = r.at+1, true
		}
	}
	r.at++
	if !escaped {
		return r.text[from+1 : r.at-1]
	}
	_ = json.Unmarshal([]byte(r.text[from:r.at]), &s) // which is valid
	return s
}
