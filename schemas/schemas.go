// Package schemas holds the JSON Schemas (draft 2020-12) of the files and
// messages of this library: of each kind of policy file, of the events of each
// procedure, and of scenario files. By them an editor completes and checks a file
// as it is typed, and a host in any language checks an event before it sends it.
//
// They are made from the types by which the parsers read, and their
// descriptions are the comments of those types. A schema checks the form: keys,
// types, words, what is missing. A policy that the schema refuses the parser
// refuses; the parser also refuses what no schema can see, such as a condition
// that asks an unknown fact, a level that can never be answered, or a 30
// February. Of an event UnmarshalEvent reads more than the schema takes: a word
// that nobody knows, or an empty one, of which Apply then speaks.
package schemas

import (
	"embed"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/internal/strict"
)

//go:embed *.json
var files embed.FS

// form is how the name of a schema's file ends.
const form = ".json"

// Names lists the schemas: classify-policy, classify-event, scenario …
func Names() []string {
	entries, _ := files.ReadDir(".") // the folder itself is embedded
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = strings.TrimSuffix(e.Name(), form)
	}
	return names
}

// File returns the text of a schema. An unknown name is a *rule.InputError of
// the field schema, with those known.
func File(name string) ([]byte, error) {
	if known := Names(); !slices.Contains(known, name) {
		return nil, strict.UnknownWord("schema", name, known)
	}
	return files.ReadFile(name + form)
}
