package doc

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
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
	for _, m := range d.Mistakes {
		errs = append(errs, m.input())
	}
	if len(errs) == 1 {
		return errs[0]
	}
	return errors.Join(errs...)
}

// ParseJSON reads one JSON value into a Node; numbers keep their digits. A key
// that stands twice, text that is not UTF-8, and anything after the value are
// errors.
func ParseJSON(data []byte) (*Node, error) { return parseJSON(data, maxFile, maxJSON) }

func parseJSON(data []byte, most, values int) (*Node, error) {
	if len(data) > most || !utf8.Valid(data) {
		return nil, &rule.InputError{Field: "json", Problem: "this text is not valid", Expected: fmt.Sprintf("UTF-8 of at most %d bytes", most)}
	}
	if signs := bytes.Count(data, []byte(",")) + bytes.Count(data, []byte("[")) + bytes.Count(data, []byte("{")); signs > values {
		return nil, &rule.InputError{Field: "json", Problem: "this text is not valid", Expected: fmt.Sprintf("at most %d values", values)}
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	n, err := readJSON(dec, 0)
	if err == nil {
		if _, after := dec.Token(); after != io.EOF {
			err = errors.New("more than one value")
		}
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

func readJSON(dec *json.Decoder, depth int) (*Node, error) {
	token, err := dec.Token()
	if err != nil {
		return nil, err
	}
	if depth > maxDepth {
		return nil, fmt.Errorf("more than %d levels", maxDepth)
	}
	switch t := token.(type) {
	case json.Delim:
		return readNested(dec, t, depth)
	case bool:
		return &Node{Kind: Bool, Text: fmt.Sprint(t)}, nil
	case json.Number:
		return &Node{Kind: Num, Text: t.String()}, nil
	case string:
		return &Node{Kind: Text, Text: t}, nil
	}
	return &Node{Kind: Null}, nil
}

func readNested(dec *json.Decoder, open json.Delim, depth int) (*Node, error) {
	n := &Node{Kind: List}
	seen := make(map[string]bool)
	if open == '{' {
		n.Kind = Map
	}
	for dec.More() {
		var name string
		if n.Kind == Map {
			key, err := dec.Token()
			if err != nil {
				return nil, err
			}
			name = key.(string) // the decoder itself refuses any other key
			if seen[name] {
				return nil, fmt.Errorf("key %q twice", name)
			}
			seen[name] = true
		}
		value, err := readJSON(dec, depth+1)
		if err != nil {
			return nil, err
		}
		if n.Kind == Map {
			n.Fields = append(n.Fields, Field{Name: name, Value: value})
		} else {
			n.Items = append(n.Items, value)
		}
	}
	_, err := dec.Token()
	return n, err
}
