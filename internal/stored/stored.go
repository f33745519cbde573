// Package stored reads JSON that a host kept: each key once and as it was written, and
// none that its type does not have, where package json takes the last of two keys, any
// letter case, and drops what it does not know.
package stored

import (
	"bytes"
	"cmp"
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/workcomp-go/workcomp/internal/words"
)

// A Fault is what is wrong with a text, in the fields of calendar.InputError.
type Fault struct{ Field, Value, Problem, Expected, Suggestion string }

// Read reads one JSON object into dst, a pointer to a struct without an UnmarshalJSON.
// The error is that of a type inside that reads itself, or one that fault makes; with
// one dst is as it was.
func Read(data []byte, dst any, fault func(Fault) error) error {
	f := Fault{Field: "json", Problem: "this text is not valid", Expected: "one JSON value in UTF-8"}
	if !json.Valid(data) || !utf8.Valid(data) {
		return fault(f)
	}
	v := reflect.ValueOf(dst).Elem()
	r := reader{json.NewDecoder(bytes.NewReader(data))}
	r.dec.UseNumber()
	if first := bytes.TrimLeft(data, " \t\r\n"); first[0] != '{' {
		return fault(Fault{Problem: kindOf(first[0]) + " is not valid", Expected: "an object with the keys " + words.List(fieldsOf(v.Type()).names)})
	}
	if f := r.value("", v.Type()); f != nil {
		return fault(*f)
	}
	read := reflect.New(v.Type())
	if err := json.Unmarshal(data, read.Interface()); err != nil {
		return err
	}
	v.Set(read.Elem())
	return nil
}

// kindOf is what a value of JSON is, by its first letter.
func kindOf(first byte) string {
	switch first {
	case '"':
		return "a text"
	case '[':
		return "a list"
	case '{':
		return "a mapping"
	case 't', 'f':
		return "true or false"
	case 'n':
		return "nothing"
	}
	return "a number"
}

// misfit says of a value of JSON, by its first token, that it is none of a type: what
// it is instead, and what the type has. nil: it fits, as null fits all.
func misfit(path string, token json.Token, t reflect.Type) *Fault {
	is, fits, expected := "", false, ""
	switch t.Kind() {
	case reflect.Interface:
		return nil
	case reflect.String:
		_, fits = token.(string)
		expected = "a text"
	case reflect.Bool:
		_, fits = token.(bool)
		expected = "true or false"
	case reflect.Slice, reflect.Array:
		fits, expected = token == json.Delim('['), "a list"
	case reflect.Struct, reflect.Map:
		fits, expected = token == json.Delim('{'), "a mapping"
	default:
		number, _ := token.(json.Number)
		_, err := strconv.ParseInt(number.String(), 10, t.Bits())
		fits, expected = err == nil, "a whole number"
	}
	switch token := token.(type) {
	case nil:
		return nil
	case json.Delim:
		is = kindOf(byte(token))
	case string:
		is = kindOf('"')
	case bool:
		is = kindOf('t')
	default:
		is = kindOf('0')
	}
	if fits {
		return nil
	}
	return &Fault{Field: path, Problem: is + " is not valid", Expected: expected}
}

type reader struct{ dec *json.Decoder }

// value looks at the keys of the next value; a nil type is any.
func (r reader) value(path string, t reflect.Type) *Fault {
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t != nil && readsItself(t) {
		var whole json.RawMessage
		_ = r.dec.Decode(&whole) // which is valid
		return nil
	}
	token, _ := r.dec.Token()
	if t != nil {
		if f := misfit(path, token, t); f != nil {
			return f
		}
	}
	var f *Fault
	switch token {
	case json.Delim('['):
		var of reflect.Type
		if t != nil && (t.Kind() == reflect.Slice || t.Kind() == reflect.Array) {
			of = t.Elem()
		}
		for i := 0; f == nil && r.dec.More(); i++ {
			f = r.value(fmt.Sprintf("%s[%d]", path, i), of)
		}
	case json.Delim('{'):
		f = r.object(path, t)
	default:
		return nil
	}
	_, _ = r.dec.Token() // the closing bracket
	return f
}

func (r reader) object(path string, t reflect.Type) *Fault {
	known := fieldsOf(t)
	seen := map[string]bool{}
	for r.dec.More() {
		token, _ := r.dec.Token()
		key := token.(string)
		at := strings.TrimPrefix(path+"."+key, ".")
		if known.names != nil && !slices.Contains(known.names, key) {
			return &Fault{Field: at, Problem: fmt.Sprintf("key %q is not valid", words.Cut(key)), Expected: words.OneOf(known.names),
				Suggestion: words.Suggest(key, known.names)}
		}
		if seen[key] {
			return &Fault{Field: at, Problem: fmt.Sprintf("key %q twice is not valid", words.Cut(key)), Expected: "each key once"}
		}
		seen[key] = true
		if f := r.value(at, known.of(key)); f != nil {
			return f
		}
	}
	return nil
}

// readsItself reports whether a type has its own form in JSON.
func readsItself(t reflect.Type) bool {
	p := reflect.PointerTo(t)
	return p.Implements(reflect.TypeFor[json.Unmarshaler]()) || p.Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

// fields are the keys of an object with their types: those of a struct, or of a
// mapping, which has no names.
type fields struct {
	names []string
	types []reflect.Type
	each  reflect.Type
}

func (f fields) of(key string) reflect.Type {
	if i := slices.Index(f.names, key); i >= 0 {
		return f.types[i]
	}
	return f.each
}

func fieldsOf(t reflect.Type) (all fields) {
	switch {
	case t == nil:
	case t.Kind() == reflect.Map:
		all.each = t.Elem()
	case t.Kind() == reflect.Struct:
		all.names = []string{}
		for i := range t.NumField() {
			f := t.Field(i)
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			switch {
			case f.Anonymous && name == "" && f.Type.Kind() == reflect.Struct:
				inner := fieldsOf(f.Type)
				all.names, all.types = append(all.names, inner.names...), append(all.types, inner.types...)
			case f.IsExported() && f.Tag.Get("json") != "-":
				all.names, all.types = append(all.names, cmp.Or(name, f.Name)), append(all.types, f.Type)
			}
		}
	}
	return all
}
