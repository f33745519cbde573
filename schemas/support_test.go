package schemas_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/workcomp-go/workcomp/benefits"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/schemas"
)

// A form is a kind of policy file: its schema, its parser and the files that
// are built in. more puts keys into them that they do not have.
type form struct {
	schema string
	parse  func(file string, data []byte) error
	files  string
	also   string // a file with keys that those do not have
	more   []string
}

var forms = []form{
	{"classify-policy", parser(classify.ParsePolicy), "../classify/policies/*.yaml",
		"../classify/testdata/scenarios/policies/every-key.yaml", []string{
			"  - level: focus\n", "  - level: focus\n    interpretation: factor-not-rounded\n", "\nfacts:\n  three_year", "\neffective: 2021-01-01\nfacts:\n  three_year"}},
	{"intervention-policy", parser(intervention.ParsePolicy), "../intervention/policies/*.yaml", "", []string{
		"\ninterpretations:", "\npriority: {facts: {claims: count, industry: [mining, other]}, if: claims > 3, cite: Rule 1}\ninterpretations:"}},
	{"placement-policy", parser(placement.ParsePolicy), "../placement/policies/*.yaml", "", []string{
		"\nplan:", "\neffective: 2025-01-02\nlevels_of_authority: [{up_to: 10000, who: [decision_maker], cite: Manual 2}, {who: [supervisor], cite: Manual 3}]\nplan:"}},
	{"benefits-policy", parser(benefits.ParsePolicy), "../benefits/policies/*.yaml",
		"../benefits/testdata/scenarios/policies/every-key-benefits.yaml", []string{"{kind: regular,", `{kind: regular, interpretation: "",`}},
	{"benefits-subsidy", parser(benefits.ParseSubsidy), "../benefits/policies/subsidy/*.yaml",
		"../benefits/testdata/scenarios/policies/every-key.yaml", []string{
			"{percent: 50, cite: WAC 296-16A-030}", "{days: 66, percent: 50, flat: {amount: 5, cite: A}, per_day: {amount: 9, cite: A}, cite: WAC 296-16A-030}",
			"    set: rounding", "    set: rounding\n    reading: ''", "rounding: {how: half_up,", "rounding: {how: half_up, to: dollars,"}},
}

func parser[P any](parse func(string, []byte) (P, error)) func(string, []byte) error {
	return func(file string, data []byte) error {
		_, err := parse(file, data)
		return err
	}
}

// resolved readies a schema for validation; it is one of draft 2020-12.
func resolved(t testing.TB, name string) *jsonschema.Resolved {
	t.Helper()
	data, err := schemas.File(name)
	if err != nil {
		t.Fatal(err)
	}
	var s jsonschema.Schema
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	r, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// value is a node as an editor reads it.
func value(n *strict.Node) any {
	switch n.Kind {
	case strict.Null:
		return nil
	case strict.Bool:
		return n.Text == "true"
	case strict.Num:
		if f, err := strconv.ParseFloat(n.Text, 64); err == nil {
			return f
		}
	case strict.List:
		list := make([]any, len(n.Items))
		for i, item := range n.Items {
			list[i] = value(item)
		}
		return list
	case strict.Map:
		m := make(map[string]any, len(n.Fields))
		for _, f := range n.Fields {
			m[f.Name] = value(f.Value)
		}
		return m
	}
	return n.Text
}

func read(t testing.TB, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// documents reads the documents of a YAML file.
func documents(t testing.TB, file string, data []byte) []*strict.Node {
	t.Helper()
	f := strict.ParseYAML(file, data)
	if err := f.Err(); err != nil {
		t.Fatal(err)
	}
	return f.Docs
}

func glob(t testing.TB, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	return files
}
