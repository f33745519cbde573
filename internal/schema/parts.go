package schema

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Text is any text. What is written without quotes and reads as a number or as
// true or false is its text.
func Text() *Schema { return &Schema{Types: []string{"string", "number", "boolean"}} }

// Words is one of some words.
func Words(words ...string) *Schema {
	s := &Schema{}
	for _, w := range words {
		s.Enum = append(s.Enum, w)
	}
	for _, w := range words { // one that reads as a number may stand without quotes
		if n, err := strconv.Atoi(w); err == nil {
			s.Enum = append(s.Enum, n)
		}
	}
	return s
}

// Open is any text; an editor offers the words.
func Open(words ...string) *Schema {
	s := Text()
	for _, w := range words {
		s.Examples = append(s.Examples, w)
	}
	return s
}

// Decimal is a decimal number, plain or in quotes, which keep it exact for every
// reader.
func Decimal() *Schema {
	return &Schema{Types: []string{"number", "string"}, Pattern: `^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$`}
}

// Whole is a whole number, plain or in quotes.
func Whole() *Schema { return &Schema{Types: []string{"integer", "string"}, Pattern: `^[+-]?[0-9]+$`} }

// Date is a civil date; one that is empty is none.
func Date() *Schema {
	return &Schema{Type: "string", Pattern: `^([0-9]{4}-(` + days + `)|([0-9]{2}(0[48]|[2468][048]|[13579][26])|` +
		`([02468][048]|[13579][26])00)-02-29)?$`, Description: "A civil date, YYYY-MM-DD."}
}

// days are those that every year has, as MM-DD.
const days = `(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31`

// MonthDay is a day that every year has.
func MonthDay() *Schema {
	return &Schema{Type: "string", Pattern: "^(" + days + ")$", Description: "A day of every year, MM-DD."}
}

// Percent asks for a number from 0 to 100; in quotes too.
func Percent(s *Schema) {
	low, high := 0.0, 100.0
	s.Minimum, s.Maximum = &low, &high
	s.Pattern = `^\+?(0*(100(\.0*)?|[0-9]{1,2}(\.[0-9]*)?)|\.[0-9]+|[0-9.]+[eE][+-]?[0-9]+)$`
}

// AtLeastZero asks for a number that is not below zero; in quotes too.
func AtLeastZero(s *Schema) {
	low := 0.0
	s.Minimum = &low
	s.Pattern = strings.Replace(s.Pattern, "[+-]?", `\+?`, 1)
}

// Range asks for a whole number from low to high; in quotes it is not below zero.
// Range asks for a whole number from low to high.
func Range(low, high int) Amend {
	return func(s *Schema) {
		from, to := float64(low), float64(high)
		s.Minimum, s.Maximum = &from, &to
		s.Pattern = `^\+?[0-9]+$`
	}
}

// nothing is the schema that no value satisfies.
func nothing() *Schema { return &Schema{Not: &Schema{}} }

// Is puts a schema in the place of what a type gives.
func Is(as *Schema) Amend {
	return func(s *Schema) { *s = *as.CloneSchemas() }
}

// NotEmpty asks for a text, list or mapping that is not empty.
func NotEmpty(s *Schema) {
	one := 1
	switch s.Type {
	case "array":
		s.MinItems = &one
	case "object":
		s.MinProperties = &one
	default:
		s.MinLength = &one
	}
}

// Optional lets a value be left empty: the decoder takes a key without a value
// for one that is absent.
func Optional(s *Schema) {
	switch {
	case s.Ref != "":
		s.AnyOf, s.Ref = []*Schema{{Ref: s.Ref}, {Type: "null"}}, ""
	case s.Type != "":
		s.Types, s.Type = []string{s.Type, "null"}, ""
	case s.Types != nil:
		s.Types = append(slices.Clone(s.Types), "null")
	case s.Enum != nil:
		s.Enum = append(slices.Clone(s.Enum), nil)
		if texts, ok := s.Extra[enumDescriptions].([]string); ok {
			s.Extra = map[string]any{enumDescriptions: append(slices.Clone(texts), "")}
		}
	}
}

// version is the draft that the schemas are written in.
const version = "https://json-schema.org/draft/2020-12/schema"

// home begins the ids of the schemas. An id names a schema; nothing is fetched
// from there.
const home = "https://github.com/workcomp-go/workcomp/schemas/"

// Document writes a schema as a file of its own, under its name and title.
func Document(name, title string, s *Schema) (string, error) {
	rest, err := json.Marshal(s)
	if err != nil {
		return "", err
	}
	head, _ := json.Marshal(struct { // texts always marshal
		Schema string `json:"$schema"`
		ID     string `json:"$id"`
		Title  string `json:"title"`
	}{version, home + name + ".json", title})
	var b bytes.Buffer
	err = json.Indent(&b, slices.Concat(head[:len(head)-1], []byte(","), rest[1:]), "", "  ")
	return scalars.ReplaceAllStringFunc(unescaped.Replace(b.String()), func(list string) string {
		var items []string
		for line := range strings.Lines(list) {
			items = append(items, strings.TrimSpace(line))
		}
		last := len(items) - 1
		return items[0] + strings.Join(items[1:last], " ") + items[last]
	}) + "\n", err
}

// unescaped writes the characters that package json escapes for HTML.
var unescaped = strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&")

// scalars is an indented list of words or numbers, which stands on one line.
var scalars = regexp.MustCompile(`\[\n(\s+("([^"\\]|\\.)*"|[0-9a-z.-]+),?\n)+\s+\]`)
