package strict

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/words"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

func TestAMessageIsReadStrictly(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`{"id": "a", "from": "2025-01-31", "flag": null}`, ""},
		{`{"id" : "a" , "count" :2147483647}`, ""},
		{`{"count": -2147483648, "id": "\u0061"}`, ""},
		{strings.Repeat(" ", maxFile-len(`{"id":"a"}`)) + `{"id":"a"}`, ""},
		{`{"idd": "a"}`, `idd: key "idd" is not valid, expected one of id, from, count, on, flag, levels, named, raw, pointer, amounts, limit (did you mean "id"?)`},
		{`{"id": "a", "id": "b"}`, `json: key "id" twice is not valid, expected one JSON value`},
		{`{"raw": [{"id": 1, "id": 2}]}`, `json: key "id" twice is not valid, expected one JSON value`},
		{`{} {}`, "json: more than one value is not valid, expected one JSON value"},
		{`{}]`, "json: more than one value is not valid, expected one JSON value"},
		{`{}}`, "json: more than one value is not valid, expected one JSON value"},
		{`{} x`, "json: more than one value is not valid, expected one JSON value"},
		{``, "json: unexpected end of JSON input is not valid, expected one JSON value"},
		{`{"a"`, "json: unexpected end of JSON input is not valid, expected one JSON value"},
		{`{1: 2}`, "json: invalid character '1'"},
		{`{"a": tru}`, "json: invalid character '}' in literal true (expecting 'e')"},
		{`[1, 2`, "json: unexpected end of JSON input is not valid, expected one JSON value"},
		{`[1 2]`, "json: invalid character '2' after array element"},
		{"{\"id\": \"\xff\"}", "json: this text is not valid, expected UTF-8 of at most 1048576 bytes"},
		{strings.Repeat(" ", maxFile+1), "json: this text is not valid, expected UTF-8 of at most 1048576 bytes"},
		{strings.Repeat("[", 200) + strings.Repeat("]", 200), "json: more than 100 levels is not valid, expected one JSON value"},
		{`[]`, "a list is not valid, expected a mapping"},
		{`{"amounts": 4.5}`, "amounts: 4.5 is not valid, expected a list\n"},
		{`{"amounts": [1e1000000000]}`, `amounts[0]: "1e1000000000" is not valid, expected a decimal number`},
		{`{"amounts": ["1.50", 0, {}]}`, `amounts[2]: a mapping is not valid, expected a decimal number`},
		{`{"count": "x", "on": 1}`, "count: \"x\" is not valid, expected a whole number\non: 1 is not valid, expected true or false"},
	} {
		var s spec
		err := UnmarshalJSON([]byte(c.text), &s)
		if c.want == "" {
			if err != nil || s.ID != "a" {
				t.Errorf("%s: %v, %+v", c.text, err, s)
			}
			continue
		}
		var input *rule.InputError
		if !errors.As(err, &input) || !strings.Contains(err.Error()+"\n", c.want) {
			t.Errorf("%.60s:\n got %v\nwant %s", c.text, err, c.want)
		}
	}
}

var texts = rapid.StringOf(rapid.RuneFrom(nil, unicode.L, unicode.N, unicode.P, unicode.S, unicode.Zs).Filter(func(r rune) bool { return !words.IsHidden(r) }))

// keys are names that a file may have.
var keys = rapid.StringMatching(`[ -~§À-ÖØ-öø-ÿ]*`)

// nodes draws any document, with numbers as written.
func nodes(depth int) *rapid.Generator[*Node] {
	return rapid.Custom(func(t *rapid.T) *Node {
		kinds := []Kind{Null, Bool, Text, Num}
		if depth > 0 {
			kinds = append(kinds, List, Map)
		}
		n := &Node{Kind: rapid.SampledFrom(kinds).Draw(t, "kind")}
		switch n.Kind {
		case Bool:
			n.Text = rapid.SampledFrom([]string{"true", "false"}).Draw(t, "bool")
		case Num:
			n.Text = rapid.StringMatching(`-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,10})?`).Draw(t, "number")
		case Text:
			n.Text = texts.Draw(t, "text")
		case List:
			n.Items = rapid.SliceOfN(nodes(depth-1), 0, 4).Draw(t, "items")
		case Map:
			for _, name := range rapid.SliceOfNDistinct(keys, 0, 4, rapid.ID[string]).Draw(t, "names") {
				n.Fields = append(n.Fields, Field{Name: name, Value: nodes(depth-1).Draw(t, "value")})
			}
		}
		return n
	})
}

// asText is what a document is once its numbers have become texts.
func asText(n *Node) *Node {
	c := *n
	if c.Kind == Num {
		c.Kind = Text
	}
	c.Items, c.Fields = nil, nil
	for _, item := range n.Items {
		c.Items = append(c.Items, asText(item))
	}
	for _, f := range n.Fields {
		c.Fields = append(c.Fields, Field{Name: f.Name, Value: asText(f.Value)})
	}
	return &c
}

var alike = []cmp.Option{cmpopts.EquateEmpty(), cmpopts.IgnoreTypes(Pos{})}

func TestADocumentComesThroughJSONWithoutLoss(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		throughJSON(t, nodes(3).Draw(t, "document"))
	})
}

// JSON is YAML: the two readers agree, but for what YAML does not print.
func TestTheTwoReadersAgreeOnTheSameDocument(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := nodes(3).Draw(t, "document")
		if n.Kind == Null {
			t.Skip("an empty file")
		}
		data, err := json.Marshal(n)
		if err != nil {
			t.Fatal(err)
		}
		f := ParseYAML("f", data)
		if f.Err() != nil {
			t.Fatalf("%s\n%v", data, f.Err())
		}
		again, err := json.Marshal(f.One())
		if err != nil || string(again) != string(data) {
			t.Fatalf("wrote %s, read %s, %v", data, again, err)
		}
	})
}

// shout is a word in capitals.
type shout string

func (s *shout) UnmarshalText(text []byte) error {
	switch *s = shout(text); {
	case strings.Contains(string(text), " "):
		return &rule.InputError{Field: "shout", Value: string(text), Problem: "are not one", Expected: "a word in capitals", Suggestion: "A"}
	case strings.ToUpper(string(text)) != string(text) || len(text) == 0:
		return errors.New("a word in capitals")
	}
	return nil
}

func TestATypeReadsItsOwnText(t *testing.T) {
	var words []shout
	if err := UnmarshalJSON([]byte(`["A", "B"]`), &words); err != nil || words[1] != "B" {
		t.Errorf("got %v, %v", words, err)
	}
	for text, want := range map[string]string{
		`["A", "b"]`:   `[1]: "b" is not valid, expected a word in capitals`,
		`["A", "B C"]`: `[1]: "B C" are not one, expected a word in capitals (did you mean "A"?)`,
		`[[]]`:         `[0]: a list is not valid, expected a text`,
	} {
		if err := UnmarshalJSON([]byte(text), &words); err == nil || err.Error() != want {
			t.Errorf("%s: got %v", text, err)
		}
	}
}

// own is a type with a JSON form of its own: a text, or a mapping.
type own struct{ text string }

func (o *own) UnmarshalJSON(data []byte) error {
	if json.Unmarshal(data, &o.text) == nil {
		return nil
	}
	var form struct {
		Text string `json:"text"`
		Size int    `json:"size"`
	}
	err := UnmarshalJSON(data, &form)
	o.text = form.Text
	return err
}

func TestATypeReadsItsOwnForm(t *testing.T) {
	for text, want := range map[string]string{
		"list: [a, {text: b}]":  "",
		"list:\n  - {texts: b}": `f.yaml:2:6: list[0].texts: key "texts" is not valid, expected one of text, size (did you mean "text"?)`,
		"list:\n  - {x: b}":     `f.yaml:2:6: list[0].x: key "x" is not valid, expected one of text, size`,
		"list:\n  - {text: b, size: x}\n  - {text: b, size: y}": "f.yaml:2:21: list[0].size: \"x\" is not valid, expected a whole number",
		"list:\n  - {text: [], size: x}":                        `f.yaml:2:12: list[0].text: a list is not valid, expected a text`,
	} {
		var s struct {
			List []own `json:"list"`
		}
		f := ParseYAML("f.yaml", []byte(text))
		f.Decode(f.One(), "", &s)
		got, errs := "", rule.Diagnostics(nil)
		if errors.As(f.Err(), &errs) {
			got, _, _ = strings.Cut(errs.Error(), "\n")
		}
		if strings.Contains(text, "[], size: x") && len(errs) != 2 {
			t.Errorf("%s: %v", text, errs)
		}
		if got != want {
			t.Errorf("%s:\n got %s\nwant %s", text, got, want)
		}
		if want == "" && (s.List[0].text != "a" || s.List[1].text != "b") {
			t.Errorf("%+v", s)
		}
	}
}

// strict reads itself by its fields, other in a way of its own.
type strict struct {
	Amount int    `json:"amount"`
	Name   string `json:"name,omitempty"`
}

func (s *strict) UnmarshalJSON(data []byte) error { return UnmarshalFields(data, s) }

func TestUnmarshalFields(t *testing.T) {
	s := strict{Name: "before"}
	if err := json.Unmarshal([]byte(`{"amount": 3}`), &s); err != nil || s != (strict{Amount: 3}) {
		t.Errorf("got %+v, %v", s, err)
	}
	for text, want := range map[string]string{
		`{"amuont": 3, "name": 1}`:    `amuont: key "amuont" is not valid, expected one of amount, name (did you mean "amount"?)`,
		`{"amount": 3, "amount": 4}`:  `key "amount" twice`,
		`{"amount": "x", "Name": ""}`: "Name: key \"Name\" is not valid",
		`[]`:                          "a list is not valid",
	} {
		if err := json.Unmarshal([]byte(text), &s); err == nil || !strings.Contains(err.Error(), want) || s != (strict{Amount: 3}) {
			t.Errorf("%s: got %v, %+v, want %s", text, err, s, want)
		}
	}
	if err := json.Unmarshal([]byte("null"), &s); err != nil || s.Amount != 3 {
		t.Errorf("null: %v, %+v", err, s)
	}
	var nested struct {
		Of struct {
			One strict `json:"one"`
		} `json:"of"`
	}
	f := ParseYAML("f.yaml", []byte("of:\n  one: {amount: 3,\n    nmae: x}\n"))
	f.Decode(f.One(), "", &nested)
	if err := f.Err(); err == nil || !strings.Contains(err.Error(), `f.yaml:3:5: of.one.nmae: key "nmae" is not valid`) {
		t.Errorf("in a file: %v", err)
	}
	for typ, want := range map[reflect.Type]bool{reflect.TypeFor[strict](): true, reflect.TypeFor[decimal.Decimal](): false,
		reflect.TypeFor[int](): false, reflect.TypeFor[rule.Value](): false, reflect.TypeFor[spec](): false} {
		if got := ReadsFields(typ); got != want {
			t.Errorf("%v: %t", typ, got)
		}
	}
}

func TestParseJSON_escapes(t *testing.T) {
	n, err := ParseJSON([]byte(`["\"", "x\\", "\u0041\n", ""]`))
	if err != nil || len(n.Items) != 4 {
		t.Fatal(n, err)
	}
	for i, want := range []string{`"`, `x\`, "A\n", ""} {
		if got := n.Items[i].Text; got != want {
			t.Errorf("%d: got %q, want %q", i, got, want)
		}
	}
}

// What bounds a text holds at its edge: as deep, as many, and what lies beside a
// character that no file has.
func TestParseJSON_bounds(t *testing.T) {
	nested := func(n int) []byte { return []byte(strings.Repeat("[", n) + "1" + strings.Repeat("]", n)) }
	for name, c := range map[string]struct {
		data   []byte
		values int
		ok     bool
	}{
		"as deep as it may be":    {nested(maxDepth), 1000, true},
		"one deeper":              {nested(maxDepth + 1), 1000, false},
		"as many as it may be":    {[]byte(`{"a": [1, {}]}`), 4, true},
		"one more":                {[]byte(`{"a": [1, {}]}`), 3, false},
		"one more list":           {[]byte(`[[[[]]]]`), 3, false},
		"one more, set off alone": {[]byte(`[1, 2, 3, 4]`), 3, false},
	} {
		if _, err := parseJSON(c.data, 10_000, c.values); (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
	for text, ok := range map[string]bool{"a: \"\U00010000\"\n": true, "a: \"\uffff\"\n": false, "a: \"\ufffe\"\n": false, "a: \"\ufffd\"\n": true} {
		if err := ParseYAML("f.yaml", []byte(text)).Err(); (err == nil) != ok {
			t.Errorf("%q: %v", text, err)
		}
	}
	if data, err := MarshalFacts(map[string]decimal.Decimal(nil)); err != nil || string(data) != "null" {
		t.Errorf("a mapping that is none: %s, %v", data, err)
	}
}
