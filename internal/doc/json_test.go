package doc

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/workcomp-go/workcomp/internal/words"
	"github.com/workcomp-go/workcomp/rule"
	"pgregory.net/rapid"
)

func TestAMessageIsReadStrictly(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`{"id": "a", "from": "2025-01-31", "flag": null}`, ""},
		{`{"idd": "a"}`, `idd: key "idd" is not valid, expected one of id, from, count, on, flag, levels, named, raw, pointer, amounts (did you mean "id"?)`},
		{`{"id": "a", "id": "b"}`, `json: key "id" twice is not valid, expected one JSON value`},
		{`{"raw": [{"id": 1, "id": 2}]}`, `json: key "id" twice is not valid, expected one JSON value`},
		{`{} {}`, "json: more than one value is not valid, expected one JSON value"},
		{`{}]`, "json: more than one value is not valid, expected one JSON value"},
		{`{}}`, "json: more than one value is not valid, expected one JSON value"},
		{`{} x`, "json: more than one value is not valid, expected one JSON value"},
		{``, "json: EOF is not valid, expected one JSON value"},
		{`{"a"`, "json: EOF is not valid, expected one JSON value"},
		{`{1: 2}`, "json: invalid character '1'"},
		{`{"a": tru}`, "json: invalid character '}' in literal true (expecting 'e')"},
		{`[1, 2`, "json: EOF is not valid, expected one JSON value"},
		{`[1 2]`, "json: invalid character '2' after array element"},
		{"{\"id\": \"\xff\"}", "json: this text is not valid, expected UTF-8 of at most 1048576 bytes"},
		{strings.Repeat(" ", maxFile+1), "json: this text is not valid, expected UTF-8 of at most 1048576 bytes"},
		{strings.Repeat("[", 200) + strings.Repeat("]", 200), "json: more than 100 levels is not valid, expected one JSON value"},
		{`[]`, "a list is not valid, expected a mapping"},
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
		if !errors.As(err, &input) || !strings.Contains(err.Error(), c.want) {
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
		n := nodes(3).Draw(t, "document")
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
	if *s = shout(text); strings.ToUpper(string(text)) != string(text) {
		return errors.New("a word in capitals")
	}
	return nil
}

func TestATypeReadsItsOwnText(t *testing.T) {
	var words []shout
	if err := UnmarshalJSON([]byte(`["A", "B"]`), &words); err != nil || words[1] != "B" {
		t.Errorf("got %v, %v", words, err)
	}
	if err := UnmarshalJSON([]byte(`["A", "b"]`), &words); err == nil || err.Error() != `[1]: "b" is not valid, expected a word in capitals` {
		t.Errorf("got %v", err)
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
		"list: [a, {text: b}]":                                  "",
		"list:\n  - {texts: b}":                                 `f.yaml:2:13: list[0].texts: key "texts" is not valid, expected one of text, size (did you mean "text"?)`,
		"list:\n  - {text: b, size: x}\n  - {text: b, size: y}": "f.yaml:2:21: list[0].size: \"x\" is not valid, expected a whole number",
		"list:\n  - {text: [], size: x}":                        `f.yaml:2:12: list[0].text: a list is not valid, expected a text`,
	} {
		var s struct {
			List []own `json:"list"`
		}
		f := ParseYAML("f.yaml", []byte(text))
		f.Decode(f.One(), "", &s)
		got := ""
		if err := f.Err(); err != nil {
			got, _, _ = strings.Cut(err.Error(), "\n")
		}
		if got != want {
			t.Errorf("%s:\n got %s\nwant %s", text, got, want)
		}
		if want == "" && (s.List[0].text != "a" || s.List[1].text != "b") {
			t.Errorf("%+v", s)
		}
	}
}
