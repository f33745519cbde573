package strict

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

type level struct {
	If   At[string]      `json:"if,omitempty"`
	UpTo decimal.Decimal `json:"up_to,omitzero"`
}

type base struct {
	ID string `json:"id"`
}

type limit struct {
	Amount decimal.Decimal `json:"amount"`
	Cite   string          `json:"cite"`
}

type spec struct {
	base
	From    calendar.Date     `json:"from"`
	Count   int               `json:"count,omitempty"`
	On      bool              `json:"on,omitempty"`
	Flag    rule.Flag         `json:"flag,omitzero"`
	Levels  []level           `json:"levels,omitempty"`
	Named   map[string]level  `json:"named,omitempty"`
	Raw     *Node             `json:"raw,omitempty"`
	Pointer *calendar.Date    `json:"pointer,omitempty"`
	Amounts []decimal.Decimal `json:"amounts,omitempty"`
	Limit   *limit            `json:"limit,omitempty"`
	Ignored string            // without a json name it is no key
}

// read decodes one policy and returns what is wrong with it, one to a line.
func read(t *testing.T, text string) (spec, []string) {
	t.Helper()
	f := ParseYAML("p.yaml", []byte(text))
	var s spec
	f.Decode(f.One(), "", &s)
	if f.Err() == nil {
		return s, nil
	}
	var lines []string
	for _, e := range f.Err().(rule.Diagnostics) {
		e.Source = ""
		lines = append(lines, string(e.Code)+" "+e.Error())
	}
	return s, lines
}

func TestAPolicyFileIsReadExactly(t *testing.T) {
	s, wrong := read(t, `
id: 1.10
from: 2025-01-31
count: 3
on: True
flag: TRUE
levels:
  - {if: emf > 1, up_to: 1.50}
  - up_to: 1e5
named: {a: {up_to: "2.25"}}
raw: [1, x]
pointer: "2025-02-01"
amounts: [0.1, -0, 100000000000000000000.5, 010]
`)
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	if s.ID != "1.10" || s.From != calendar.MustParse("2025-01-31") || s.Count != 3 || !s.On || s.Flag != rule.Yes {
		t.Errorf("got %+v", s)
	}
	if s.Levels[0].If.Value != "emf > 1" || s.Levels[0].If.String() != "emf > 1" || s.Levels[0].If.Pos != (Pos{8, 10}) {
		t.Errorf("the condition: %+v", s.Levels[0].If)
	}
	for i, want := range []string{"1.50", "100000", "2.25", "0.1", "0", "100000000000000000000.5", "10"} {
		got := append([]decimal.Decimal{s.Levels[0].UpTo, s.Levels[1].UpTo, s.Named["a"].UpTo}, s.Amounts...)[i]
		if !got.Equal(decimal.RequireFromString(want)) || !rule.IsSet(got) {
			t.Errorf("amount %d is %v, want %s", i, got, want)
		}
	}
	if s.Raw.Items[1].Text != "x" || *s.Pointer != calendar.MustParse("2025-02-01") {
		t.Errorf("got %+v, %v", s.Raw, s.Pointer)
	}
}

func TestEveryMistakeOfAFileIsReportedAtItsPlace(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"id: a", "missing_key p.yaml:1:1: from: missing, expected this key"},
		{"id: a\nfrom: ~\n", "missing_key p.yaml:1:1: from: missing, expected this key"},
		{"id: a\nfrom: 2025-01-31\nlevles: []\n", `unknown_key p.yaml:3:1: levles: key "levles" is not valid, expected one of id, from, count, on, flag, levels, named, raw, pointer, amounts, limit (did you mean "levels"?)`},
		{"id: a\nfrom: 2025-01-31\nfrom: 2025-01-31\n", `duplicate_key p.yaml:3:1: from: key "from" stands twice`},
		{"id: a\nfrom: 2025-02-30\n", `bad_value p.yaml:2:7: from: 2025-02-30 is not valid, expected`},
		{"id: a\nfrom: [2025]\n", "wrong_type p.yaml:2:7: from: a list is not valid, expected a text"},
		{"id: [a]\nfrom: 2025-01-31\n", "wrong_type p.yaml:1:5: id: a list is not valid, expected a text"},
		{"id: a\nfrom: 2025-01-31\ncount: 2.0\n", `wrong_type p.yaml:3:8: count: 2.0 is not valid, expected a whole number`},
		{"id: a\nfrom: 2025-01-31\ncount: true\n", `wrong_type p.yaml:3:8: count: true is not valid, expected a whole number`},
		{"id: a\nfrom: 2025-01-31\ncount: 3000000000\n", `bad_value p.yaml:3:8: count: 3000000000 is not valid, expected a whole number of at most 9 digits`},
		{"id: a\nfrom: 2025-01-31\ncount: 2147483648\n", `bad_value p.yaml:3:8: count: 2147483648 is not valid`},
		{"id: a\nfrom: 2025-01-31\ncount: -2147483649\n", `bad_value p.yaml:3:8: count: -2147483649 is not valid`},
		{"id: a\nfrom: 2025-01-31\ncount: 99999999999999999999\n", `bad_value p.yaml:3:8: count: 99999999999999999999 is not valid, expected a whole number of at most 9 digits`},
		{"id: a\nfrom: 2025-01-31\non: yes\n", `wrong_type p.yaml:3:5: on: "yes" is not valid, expected true or false`},
		{"id: a\nfrom: 2025-01-31\nflag: 1\n", `wrong_type p.yaml:3:7: flag: 1 is not valid, expected true or false`},
		{"id: a\nfrom: 2025-01-31\nlevels: {a: 1}\n", `wrong_type p.yaml:3:9: levels: a mapping is not valid, expected a list: each entry begins with a dash`},
		{"id: a\nfrom: 2025-01-31\nlevels: [1]\n", `wrong_type p.yaml:3:10: levels[0]: 1 is not valid, expected a mapping`},
		{"id: a\nfrom: 2025-01-31\namounts: 4.5\n", `wrong_type p.yaml:3:10: amounts: 4.5 is not valid, expected a list, such as [4.5]`},
		{"id: a\nfrom: 2025-01-31\namounts: four\n", `wrong_type p.yaml:3:10: amounts: "four" is not valid, expected a list` + "\n"},
		{"id: a\nfrom: 2025-01-31\nlimit: 75\n", `wrong_type p.yaml:3:8: limit: 75 is not valid, expected a mapping, such as {amount: 75, cite: …}`},
		{"id: a\nfrom: 2025-01-31\nlimit: one\n", `wrong_type p.yaml:3:8: limit: "one" is not valid, expected a mapping, such as {amount: …, cite: one}`},
		{"id: a\nfrom: 2025-01-31\nlimit: [75]\n", `wrong_type p.yaml:3:8: limit: a list is not valid, expected a mapping, such as {amount: …, cite: …}`},
		{"id: a\nfrom: 2025-01-31\nlimit: {sum: 75, cite: x}\n", `unknown_key p.yaml:3:9: limit.sum: key "sum" is not valid, expected one of amount, cite`},
		{"id: a\nfrom: “2025-01-31”\n", "bad_value p.yaml:2:7: from: \"“2025-01-31”\" is not valid, expected a day of the calendar, YYYY-MM-DD, from 0001-01-01 to " +
			"9999-12-31; typographic quotes are a part of the text: YAML has straight ones, \""},
		{"id: a\nfrom: 2025-01-31\nnamed: [1]\n", `wrong_type p.yaml:3:8: named: a list is not valid, expected a mapping`},
		{"id: a\nfrom: 2025-01-31\namounts: [.inf]\n", `bad_value p.yaml:3:11: amounts[0]: ".inf" is not valid, expected a decimal number`},
		{"id: a\nfrom: 2025-01-31\namounts: [.nan]\n", `bad_value p.yaml:3:11: amounts[0]: ".nan" is not valid, expected a decimal number`},
		{"id: a\nfrom: 2025-01-31\namounts: [1_000]\n", `bad_value p.yaml:3:11: amounts[0]: "1_000" is not valid, expected a decimal number`},
		{"id: a\nfrom: 2025-01-31\namounts: [0x10]\n", `bad_value p.yaml:3:11: amounts[0]: "0x10" is not valid, expected a decimal number`},
		{"id: a\nfrom: 2025-01-31\namounts: [1e999999999]\n", `bad_value p.yaml:3:11: amounts[0]: "1e999999999" is not valid, expected a decimal number`},
		{"id: a\nfrom: 2025-01-31\namounts: [1e65]\n", `bad_value p.yaml:3:11: amounts[0]: "1e65" is not valid, expected a decimal number of at most 64 digits`},
		{"id: a\nfrom: 2025-01-31\namounts: [true]\n", `wrong_type p.yaml:3:11: amounts[0]: true is not valid, expected a decimal number`},
		{"id: a\nfrom: 2025-01-31\namounts: [~]\n", `wrong_type p.yaml:3:11: amounts[0]: nothing is not valid, expected a decimal number`},
		{"id: a\nfrom: 2025-01-31\ncount: &a 3\n", "not_yaml p.yaml:3:8: count: anchors, aliases, tags and deep nesting are not used here"},
		{"id: a\nfrom: 2025-01-31\non: !!bool yes\n", "not_yaml p.yaml:3:5: on: anchors, aliases, tags and deep nesting are not used here"},
		{"id: a\nfrom: 2025-01-31\n<<: {a: b}\n", "wrong_type p.yaml:3:1: <<: a key must be a plain word"},
		{"id: a\nfrom: 2025-01-31\n? [a]\n: b\n", "wrong_type p.yaml:3:3: a key must be a plain word"},
		{"id: a\nfrom: 2025-01-31\nraw: " + strings.Repeat("[", 150) + strings.Repeat("]", 150), "not_yaml p.yaml:3:106: raw[0][0]"},
		{"id: a # \u202e\nfrom: 2025-01-31\n", "not_yaml p.yaml:1:9: U+202E stands here, which is not seen or changes the order of what is"},
		{"id: \"a\\u200b\"\nfrom: 2025-01-31\n", `bad_value p.yaml:1:6: id: "a\u200b" has U+200B in it, which is not seen, expected ASCII characters and Latin letters alone`},
		{"id: wv–85\nfrom: 2025-01-31\n", `bad_value p.yaml:1:5: id: "wv–85" has –, U+2013, in it, which can be taken for another character, expected ASCII`},
		{"id: a\nfrom: 2025-01-31\nсount: 3\n", `bad_value p.yaml:3:1: сount: "сount" has с, U+0441, in it, which can be taken for another character, expected ASCII`},
		{"id: a\nfrom: 2025-01-31\nraw: {title: \"a b\\u202ec\"}\n", `bad_value p.yaml:3:15: raw.title: "a b\u202ec" has U+202E in it, which is not seen, expected ASCII`},
		{"id: a\nfrom: 2025-01-31\nraw: {title: \"\\u202ec\"}\n", `bad_value p.yaml:3:15: raw.title: "\u202ec" has U+202E in it`},
		{"", "not_yaml p.yaml:1:1: the file is empty"},
		{"id: a\nlimit: {amount", "not_yaml p.yaml:2:1: not YAML: a text between { } or [ ] in which a quote, a colon, a comma or a ? stands needs quotes around all of it, or a bracket is not closed"},
		{"# nothing\n---\n", "not_yaml p.yaml:1:1: the file is empty"},
		{"id: a\n---\nid: b\n", "not_yaml p.yaml:3:1: a second document, expected one policy in a file"},
		{strings.Repeat("#", maxFile), "not_yaml p.yaml:1:1: the file is empty"},
		{strings.Repeat("\n", maxValues), "not_yaml p.yaml:1:1: the file is empty"},
		{strings.Repeat("\n", maxValues+1), "not_yaml p.yaml: the file has more than 32768 lines, keys and items"},
		{strings.Repeat("#", maxFile+1), "not_yaml p.yaml: the file has 1048577 bytes, expected at most 1048576"},
	} {
		_, wrong := read(t, c.text)
		if len(wrong) != 1 || !strings.HasPrefix(wrong[0]+"\n", c.want) {
			t.Errorf("%.60q:\n got %q\nwant %q", c.text, wrong, c.want)
		}
	}
}

// What a misspelt key is meant for is not missing as well; another key is.
func TestAMisspeltKeyIsOneMistake(t *testing.T) {
	for text, want := range map[string]int{"id: a\nfrmo: 2025-01-31\n": 1, "id: a\nfrmo: 2025-01-31\nform: 2025-01-31\n": 2, "frmo: 2025-01-31\n": 2, "id: a\nsource: x\n": 2} {
		if _, lines := read(t, text); len(lines) != want {
			t.Errorf("%q: got %q", text, lines)
		}
	}
}

func TestParseYAMLKnowsTextsThatACommentCutsOff(t *testing.T) {
	f := ParseYAML("p.yaml", []byte(`id: Form #12
of: {id: rules/été–1.yaml}
one: word # is a name
apart: two words  # set off
quoted: "Form #12 of the board" # whole
test: {if: claims >= 2 #4
  , text: "x"}
list:
  - the form #12 of the board
more: the form # of the board
cite: |
  the form #12
`))
	want := []Cut{{Pos{1, 5}, "id", "#12"}, {Pos{9, 5}, "list[0]", "#12 of the board"}, {Pos{10, 7}, "more", "# of the board"}}
	if !slices.Equal(f.Cuts, want) {
		t.Errorf("got %v, %v", f.Cuts, f.Err())
	}
	f.Report(Diagnostic{Code: rule.BadValue, Pos: want[0].Pos, Path: "id", Message: "no form of that name"})
	f.Report(Diagnostic{Code: rule.BadValue, Pos: Pos{3, 6}, Path: "one", Message: "no word"})
	errs := f.Err().(rule.Diagnostics)
	if got := errs[0].Message; got != `no form of that name; the text ends before #12, which is a comment: a text with " #" in it needs quotes` {
		t.Error(got)
	}
	if errs[1].Message != "no word" {
		t.Error(errs[1])
	}
	if f := ParseYAML("p.yaml", []byte("a: two words  # set off")); len(f.Cuts) != 0 {
		t.Errorf("on the last line: %v", f.Cuts)
	}
}

// Keys without a value are read as YAML reads them, whatever stands around them.
func TestParseYAML_keysWithoutAValue(t *testing.T) {
	for text, want := range map[string]string{
		"{b}":               `{"b":null}`,
		"{a: x, b: }":       `{"a":"x","b":null}`,
		"{a: x, b: ~}":      `{"a":"x","b":null}`,
		"{a: x, \"b\"}":     `{"a":"x","b":null}`,
		"{a: x, ? b\n : y}": `{"a":"x","b":"y"}`,
		"? a\n? b\n":        `{"a":null,"b":null}`,
		"a: x\nb:\nc: y\n":  `{"a":"x","b":null,"c":"y"}`,
	} {
		f := ParseYAML("p.yaml", []byte(text))
		got, err := json.Marshal(f.One())
		if f.Err() != nil || err != nil || string(got) != want {
			t.Errorf("%q: got %s, %v, %v", text, got, err, f.Err())
		}
	}
}

func TestValues(t *testing.T) {
	for text, want := range map[string]int{"": 0, "\n": 1, "a,b": 1, "[": 1, "{": 1, "&": 1, "*": 1, "!": 1, "a: 1": 1, "a:b": 0, "a:": 1, "a:\"b": 1, "a:]": 1, "-": 1,
		"- x": 1, "-1": 0, "?": 1, "? x": 1, "?x": 0, "- - a: b\n": 4} {
		if got := values([]byte(text)); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

// The hash is that of the file as it is stored, whatever is wrong with it.
func TestParseYAML_hash(t *testing.T) {
	const want = "37b128c59f1f5097f73f82691cb519f1f568667faab5ced1b4ab979d36837eae" // sha256sum
	if got := ParseYAML("p.yaml", []byte("a: 1\n")).Hash; got != want {
		t.Errorf("got %s", got)
	}
}

func TestWhatIsNoYAMLIsPlacedOnItsLine(t *testing.T) {
	key := plainly["did not find expected key"] + " (did not find expected key)"
	colon := plainly["mapping values are not allowed in this context"] + " (mapping values are not allowed in this context)"
	start := plainly["found character that cannot start any token"] + " (found character that cannot start any token)"
	item := plainly["did not find expected '-' indicator"] + " (did not find expected '-' indicator)"
	for _, c := range []struct{ text, want string }{
		{"a: b: c\n", "p.yaml:1:4: not YAML: a text with \": \" in it needs quotes\n  a: b: c\n     ^"},
		{"a: 1\nb: c: d\n", "p.yaml:2:4: not YAML: a text with \": \" in it needs quotes\n  b: c: d\n     ^"},
		{"a:\n  b: c: d\n", "p.yaml:2:6: not YAML: a text with \": \" in it needs quotes\n    b: c: d\n       ^"},
		{"a:\n b: c: d\n", "p.yaml:2:5: not YAML: a text with \": \" in it needs quotes\n   b: c: d\n      ^"},
		{"a:\n    b: [1]\n  c: 2", "p.yaml:3:3: not YAML: c stands in column 3, and should line up with b of line 2 in column 5\n    c: 2\n    ^"},
		{"a: 1\n - b: 2\n", "p.yaml:2:2: not YAML: " + colon + "\n   - b: 2\n   ^"},
		{"a: \ufffe\n", "p.yaml:1:4: not YAML: a character that is not printable UTF-8 text\n  a: \ufffe\n     ^"},
		{"a: \uffff\n", "p.yaml:1:4: not YAML: a character that is not printable UTF-8 text\n  a: \uffff\n     ^"},
		{"a: {b: 1,500}", "p.yaml:1:10: a.b: 1,500 is not valid: a number has no comma between its thousands, and a decimal uses a point\n  a: {b: 1,500}\n           ^^^"},
		{"a: {b: 1, c: -1.5,500, d: 1}\n", "p.yaml:1:19: a.c: -1.5,500 is not valid: a number has no comma between its thousands, and a decimal uses a point\n  a: {b: 1, c: -1.5,500, d: 1}\n                    ^^^"},
		{"a: {b: \"1,2\", x}\n", "p.yaml:1:15: a.b: a text with a comma in it needs quotes\n  a: {b: \"1,2\", x}\n                ^"},
		{"a: {b: one, two\n  three}\n", "p.yaml:1:13: a.b: a text with a comma in it needs quotes\n  a: {b: one, two\n              ^^^"},
		{"a: 1\nb: [1,\nc: 2\n", "p.yaml:2:1: not YAML: " + textInBraces + " (did not find expected ',' or ']')\n  b: [1,\n  ^"},
		{"a: 1\nb: 2\n- 2\n", "p.yaml:3:1: not YAML: " + key + "\n  - 2\n  ^"},
		{"a: 1\nb: 'c' in d\ne: 1\nf: 2\n", "p.yaml:2:1: not YAML: " + key + "\n  b: 'c' in d\n  ^"},
		{"a: 1\n---\nb:\n  c: 1\n  d: 2\n  e: \"f\n\n    g\" h\n  i: 1\nj: 1\n", "p.yaml:8:5: not YAML: " + key + "\n      g\" h\n      ^^^^"},
		{"a:\n  b: [1]\n c: 2", "p.yaml:3:2: not YAML: c stands in column 2, and should line up with b of line 2 in column 3\n   c: 2\n   ^"},
		{"l:\n  - a: 1\n    b: 2\n   c: 3\n    d: 4\n", "p.yaml:4:4: not YAML: c stands in column 4, and should line up with b of line 3 in column 5\n     c: 3\n     ^"},
		{"l:\n  - a: 1\n\n     # a note\n     b: 2\n", "p.yaml:5:6: not YAML: b stands in column 6, and should line up with a of line 2 in column 5\n       b: 2\n       ^"},
		{"l:\n  - a\n  b: 1\n", "p.yaml:3:3: not YAML: b stands in column 3, and should line up with l of line 1 in column 1\n    b: 1\n    ^"},
		{"a: {b: 1,500}\n", "p.yaml:1:10: a.b: 1,500 is not valid: a number has no comma between its thousands, and a decimal uses a point\n  a: {b: 1,500}\n           ^^^"},
		{"a: {b: x >= 1,4, c: 1}\n", "p.yaml:1:15: a.b: a decimal uses a point, and thousands no comma\n  a: {b: x >= 1,4, c: 1}\n                ^"},
		{"a: {b:one}\n", "p.yaml:1:5: a.b: a space stands after the colon of a key\n  a: {b:one}\n      ^^^^^"},
		{"a: {b: one, two}\n", "p.yaml:1:13: a.b: a text with a comma in it needs quotes\n  a: {b: one, two}\n              ^^^"},
		{"a: {b: one, 4, c: 1}\n", "p.yaml:1:13: a.b: a text with a comma in it needs quotes\n  a: {b: one, 4, c: 1}\n              ^"},
		{"a: 1\n    b: 2\n", "p.yaml:2:5: not YAML: " + colon + "\n      b: 2\n      ^"},
		{"a: @b\n", "p.yaml:1:1: not YAML: " + start + "\n  a: @b\n  ^"},
		{"l:\n  - a\n\n  1: 1\n", "p.yaml:4:3: not YAML: 1 stands in column 3, and should line up with l of line 1 in column 1\n    1: 1\n    ^"},
		{"l:\n  - a\n  'b': 1\n", "p.yaml:3:3: not YAML: " + item + "\n    'b': 1\n    ^^^"},
		{"a:\n  l:\n      - x\n     b: 1\n", "p.yaml:4:6: not YAML: " + key + "\n       b: 1\n       ^"},
		{"a:\n  l:\n    - x\n   b: 1\n", "p.yaml:4:4: not YAML: b stands in column 4, and should line up with l of line 2 in column 3\n     b: 1\n     ^"},
		{"a: *b\n", "p.yaml:1:1: not YAML: unknown anchor 'b' referenced\n  a: *b\n  ^"},
		{"a: 1\r\nü: é\x01\r\n", "p.yaml:2:5: not YAML: a character that is not printable UTF-8 text\n  ü: é\x01\n      ^"},
		{"a: 1\rb: c: d\r", "p.yaml:2:4: not YAML: a text with \": \" in it needs quotes\n  b: c: d\n     ^"},
		{"a: 1\u0085b: c: d", "p.yaml:2:4: not YAML: a text with \": \" in it needs quotes\n  b: c: d\n     ^"},
		{"a: 1\rü: é\x01", "p.yaml:2:5: not YAML: a character that is not printable UTF-8 text\n  ü: é\x01\n      ^"},
		{"a: \xff\n", "p.yaml:1:4: not YAML: a character that is not printable UTF-8 text\n  a: \xff\n     ^"},
		{"a:\n  b: 1\n\t\tc: 2\n", "p.yaml:3:3: not YAML: lines are indented with spaces and not with tabs\n    c: 2\n    ^"},
		{"a:\n  b:\n    c: 1\n\td:\n    - e\n", "p.yaml:4:2: not YAML: lines are indented with spaces and not with tabs\n   d:\n   ^"},
		{"a: 1\nl:\n  - {b: 1, c: #21.2(a)}\n\n  - {b: 1}\n", "p.yaml:3:15: not YAML: the text ends before #21.2(a)}, which is a comment: a text with " +
			"\" #\" in it needs quotes\n    - {b: 1, c: #21.2(a)}\n                ^^^^^^^^"},
		{"l: [é #2]\nb: 1\n", "p.yaml:1:7: not YAML: the text ends before #2], which is a comment: a text with \" #\" in it needs quotes\n  l: [é #2]\n        ^"},
		{"a:\n  b: 1\nc: 1\n  d: 1\n", "p.yaml:3:1: not YAML: c stands in column 1, and should line up with b of line 2 in column 3\n  c: 1\n  ^"},
		{"a:\n\t- 1\n", "p.yaml:2:2: not YAML: lines are indented with spaces and not with tabs\n   - 1\n   ^"},
	} {
		f := ParseYAML("p.yaml", []byte(c.text))
		if f.Err() == nil || f.Err().Error() != c.want {
			t.Errorf("%q:\n got %v\nwant %v", c.text, f.Err(), c.want)
		}
	}
}

func TestAMistakeOfAnotherKindKeepsThePlaceOfItsValue(t *testing.T) {
	f := ParseYAML("p.yaml", []byte("id: a\nif: emf > 1\n"))
	f.ReportExpression("if", At[string]{"emf > 1", Pos{2, 5}}, &rule.InputError{Field: "emf", Expected: "a number"})
	f.Report(Diagnostic{Code: rule.Gap, Pos: Pos{4, 9}, Path: "levels", Message: "out of the file"})
	want := "p.yaml:2:5: if: emf: missing, expected a number\n  if: emf > 1\n      ^^^\np.yaml:4:9: levels: out of the file"
	if got := f.Err().Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAKeyIsFoundListedAndLeftOut(t *testing.T) {
	n := ParseYAML("p.yaml", []byte("{a: 1, b: 2, c: 3}")).One()
	if n.Get("b").Text != "2" || n.Get("d") != nil {
		t.Errorf("b is %v, d is %v", n.Get("b"), n.Get("d"))
	}
	if got := strings.Join(n.Without("b", "x").Keys(), " "); got != "a c" {
		t.Errorf("without b: %s", got)
	}
	if got := strings.Join(n.Keys(), " "); got != "a b c" {
		t.Errorf("the mapping itself: %s", got)
	}
}

func TestFile_Wrong(t *testing.T) {
	f := ParseYAML("p.yaml", []byte("a: {b: 1}\n"))
	f.Report(Diagnostic{Code: rule.BadValue, Path: "a.b", Message: "wrong"})
	for path, want := range map[string]bool{"a": true, "a.b": true, "a.b.c": true, "a.c": false, "ab": false} {
		if f.Wrong(path) != want {
			t.Errorf("%s: %t", path, !want)
		}
	}
}

// What follows from a mistake is not said beside it; what does not is.
func TestFile_Follow(t *testing.T) {
	f := ParseYAML("p.yaml", []byte("a: [{b: 1,500}, {b: 2}]\nab: 3\n"))
	f.Report(Diagnostic{Code: rule.UnknownKey, Pos: Pos{1, 1}, Path: "a[1].stpes", Suggestion: "steps"})
	f.Follow()
	for _, path := range []string{"a[1].steps", "a[1].stps", "a", "a[0]", "a[0].b", "a[0].b.c", "a[0].b[1]", "", "a[1].b", "a[0].bc", "ab", "a[0].c"} {
		f.Report(Diagnostic{Code: rule.BadValue, Pos: Pos{1, 1}, Path: path, Message: "wrong"})
	}
	var got []string
	for _, m := range f.Err().(rule.Diagnostics) {
		got = append(got, m.Path)
	}
	if want := []string{"a[1].stpes", "a[1].stps", "a[1].b", "a[0].bc", "ab", "a[0].c", "a[0].b"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
