package strict

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/workcomp-go/workcomp/rule"
)

func TestFile_Declare(t *testing.T) {
	f := ParseYAML("facts.yaml", []byte("facts: {payroll: money, industry: [construction, other], claims: count}\n"))
	got := f.Declare(f.One().Get("facts"), "facts")
	want := []rule.Declaration{{Name: "payroll", Type: "money"}, {Name: "industry", Type: rule.Word, Values: []string{"construction", "other"}},
		{Name: "claims", Type: "count"}}
	if err := f.Err(); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
	for text, want := range map[string]string{
		"facts: {}":                         "a mapping of facts to their types",
		"facts: [a, b]":                     "a mapping of facts to their types",
		"facts: {payroll: mony}":            "1:18: facts.payroll",
		"facts: {industry: []}":             "one or more words, or the type text",
		"facts: {industry: [a, ~]}":         "1:19: facts.industry",
		"facts: {industry: [a, {b: c}]}":    "1:19: facts.industry",
		"facts: {claims: count, not: flag}": "facts.not",
	} {
		f := ParseYAML("facts.yaml", []byte(text+"\n"))
		all := f.Declare(f.One().Get("facts"), "facts")
		if errs, _ := f.Err().(rule.Diagnostics); len(errs) != 1 || !strings.Contains(errs.Error(), want) || all != nil {
			t.Errorf("%s: got %v, %v, want %s alone", text, all, errs, want)
		}
	}
}

// A list of entries is declared by what each of them is or has.
func TestFile_Declare_lists(t *testing.T) {
	f := ParseYAML("facts.yaml", []byte("facts:\n  claims: {list: {cost: money, kind: [a, b]}}\n  days: {list: count}\n"))
	got := f.Declare(f.One().Get("facts"), "facts")
	want := []rule.Declaration{
		{Name: "claims", Type: rule.Entries, Of: []rule.Declaration{{Name: "cost", Type: "money"}, {Name: "kind", Type: rule.Word, Values: []string{"a", "b"}}}},
		{Name: "days", Type: rule.Entries, Of: []rule.Declaration{{Name: rule.Plain, Type: "count"}}}}
	if err := f.Err(); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
	for text, want := range map[string]string{
		"facts: {claims: {lists: money}}":                   "a type, a list of words, or a list of entries: {list: {cost: money, open: flag}}",
		"facts: {claims: {list: mony}}":                     `facts.claims.list`,
		"facts: {claims: {list: {cost: mony}}}":             `facts.claims.list.cost`,
		"facts: {claims: {list: {cost: {list: flag}}}}":     "a type or a list of words",
		"facts: {claims: {list: {}}}":                       "facts.claims",
		"facts: {claims: {list: {cost: {}, open: flag}}}":   "facts.claims.list.cost",
		"facts: {claims: {list: {cost: mony, open: flag}}}": "facts.claims.list.cost",
	} {
		f := ParseYAML("facts.yaml", []byte(text+"\n"))
		all := f.Declare(f.One().Get("facts"), "facts")
		if errs, _ := f.Err().(rule.Diagnostics); len(errs) != 1 || !strings.Contains(errs.Error(), want) || all != nil {
			t.Errorf("%s: got %v, %v, want %s alone", text, all, errs, want)
		}
	}
}

type keptKind string

func (keptKind) Values() []string { return []string{"new", "used"} }

// What a host stored has every key that is always written, words that there are and no
// count below zero; null is missing, and nothing is read of what is null as a whole.
func TestUnmarshalStored(t *testing.T) {
	type kept struct {
		Kind  keptKind `json:"kind"`
		Count int      `json:"count"`
		Names []string `json:"names"`
		Note  string   `json:"note,omitempty"`
	}
	for text, want := range map[string]string{
		`{"kind":"new","count":0,"names":null}`: "",
		`null`:                                  "nothing is not valid, expected a mapping",
		`{"kind":"","count":1}`:                 "names: missing, expected this key",
		`{"kind":"numbr"}`:                      `kind: "numbr" is not valid, expected one of`,
		`{"count":-1}`:                          "count: -1 is not valid, expected zero or more",
		`{"count":1} {}`:                        "more than one value",
	} {
		var k kept
		if err := UnmarshalStored([]byte(text), &k); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
}

// A history may be longer than anything else that is read.
func TestUnmarshalHistory(t *testing.T) {
	long, err := json.Marshal(map[string]string{"text": strings.Repeat("x", maxFile)})
	if err != nil {
		t.Fatal(err)
	}
	var into struct {
		Text string `json:"text"`
	}
	if err := UnmarshalJSON(long, &into); err == nil {
		t.Error("a text of that length was read as an input")
	}
	if err := UnmarshalHistory(long, &into); err != nil || len(into.Text) != maxFile {
		t.Errorf("%d characters, %v", len(into.Text), err)
	}
	if err := UnmarshalHistory([]byte(`{"text": "a"`), &into); err == nil {
		t.Error("half a history was read")
	}
}
