package strict

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

// Whatever a file holds, it is read or every mistake in it has its place, and
// what was read comes through JSON without loss.
func FuzzParseYAML(f *testing.F) {
	for _, seed := range []string{
		"", "a: 1\n", "a: |\n  x\n", "a: >-\n  x\n\n  y\n", "a: \"x\\n\\u00e9\"\n", "- [a, 'b''c']\n- {a: ~}\n", "a: &b c\nd: *b\n", "<<: 3",
		"? [a]\n: b", "a: !!int 5", "a: 1\n---\nb", "a: b: c", "\ufeffa: 1", "a: \t\n", "id: a\nfrom: 2025-01-31\nlevels: [{if: x > 1}]\n",
	} {
		f.Add(seed, 3)
	}
	f.Fuzz(func(t *testing.T, text string, offset int) {
		file := ParseYAML("f.yaml", []byte(text))
		n := file.One()
		var s spec
		file.Decode(n, "", &s)
		for _, l := range s.Levels {
			if l.If.Pos == (Pos{}) { // it has none
				continue
			}
			pos := file.place(l.If, offset)
			if pos.Line < 1 || pos.Line > len(file.lines) || pos.Column < 1 {
				t.Errorf("%+v placed at %v", l, pos)
			}
			file.ReportExpression("if", l.If, &rule.ExprError{Source: l.If.Value, Offset: offset})
		}
		errs, _ := file.Err().(rule.Diagnostics)
		for _, e := range errs {
			if e.Line < 1 || e.Column < 1 || e.Error() == "" {
				t.Errorf("a mistake without a place: %+v", e)
			}
		}
		if n != nil && len(errs) == 0 {
			throughJSON(t, n)
		}
	})
}

// throughJSON asks that a node comes through JSON without loss.
func throughJSON(t rapid.TB, n *Node) {
	t.Helper()
	data, err := json.Marshal(n)
	if err != nil {
		t.Fatal(err)
	}
	again, err := ParseJSON(data)
	if err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	if diff := cmp.Diff(asText(n), again, alike...); diff != "" {
		t.Fatalf("%s\n%s", data, diff)
	}
}

// Whatever a message holds, it is read or refused by an InputError, as
// encoding/json reads or refuses it, and more strictly.
func FuzzParseJSON(f *testing.F) {
	for _, seed := range []string{
		"", "{}", `{"a":1,"a":2}`, `[1,2.50,"x",null,true]`, `{}]`, `{"a":{"b":[{}]}}`, `1e999`, `"\ud800"`, `{"levels":[{"up_to":"1"}]}`, "[[[[[[", "\xff",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		n, err := ParseJSON(data)
		if err != nil {
			var input *rule.InputError
			if !errors.As(err, &input) {
				t.Errorf("%T: %v", err, err)
			}
			return
		}
		if !json.Valid(data) {
			t.Errorf("%q is no JSON", data)
		}
		dec := json.NewDecoder(bytes.NewReader(data))
		dec.UseNumber()
		var want any
		if err := dec.Decode(&want); err != nil || !reflect.DeepEqual(unwrapped(n), want) {
			t.Errorf("%q is %#v; want %#v, %v", data, unwrapped(n), want, err)
		}
		throughJSON(t, n)
		var s spec
		for _, m := range []error{Input(n, &s)} {
			var input *rule.InputError
			if m != nil && !errors.As(m, &input) {
				t.Errorf("%T: %v", m, m)
			}
		}
	})
}

// unwrapped is a node as package json gives it.
func unwrapped(n *Node) any {
	switch n.Kind {
	case Map:
		all := map[string]any{}
		for _, f := range n.Fields {
			all[f.Name] = unwrapped(f.Value)
		}
		return all
	case List:
		all := []any{}
		for _, item := range n.Items {
			all = append(all, unwrapped(item))
		}
		return all
	case Num:
		return json.Number(n.Text)
	case Bool:
		return n.Text == "true"
	case Null:
		return nil
	}
	return n.Text
}
