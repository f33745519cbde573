package scenario

import (
	"encoding/json"
	"reflect"
	"strings"

	"github.com/workcomp-go/workcomp/internal/strict"
)

// answerOf reads an answer by its JSON form, so that an expectation meets what
// a host's own readers would. A field that the answer has and leaves out of
// its JSON because it is not set is put back as what it stands for, so that it
// can be told from a field that no answer has.
func answerOf(v any) (*strict.Node, error) {
	none := &strict.Node{Kind: strict.Null}
	data, err := json.Marshal(v)
	if err != nil {
		return none, err
	}
	n, err := strict.ParseJSON(data)
	if err != nil {
		return none, err
	}
	if n.Kind == strict.Map {
		addUnset(n, reflect.TypeOf(v))
	}
	return n, nil
}

// addUnset adds the fields of a struct type that its JSON form lacks.
func addUnset(n *strict.Node, t reflect.Type) {
	if t.Kind() != reflect.Struct {
		return
	}
	for i := range t.NumField() {
		field := t.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case field.Anonymous && name == "":
			addUnset(n, field.Type)
		case name != "" && name != "-" && n.Get(name) == nil:
			n.Fields = append(n.Fields, strict.Field{Name: name, Value: unset(field.Type), Pos: putBack})
		}
	}
}

// putBack is the place of a field that the JSON of an answer leaves out.
var putBack = strict.Pos{Line: -1}

// unset is what a field that is not set stands for: an empty list, zero of
// what is counted, no, or nothing.
func unset(t reflect.Type) *strict.Node {
	switch t.Kind() {
	case reflect.Slice:
		return &strict.Node{Kind: strict.List}
	case reflect.Int:
		return &strict.Node{Kind: strict.Num, Text: "0"}
	case reflect.Bool:
		return &strict.Node{Kind: strict.Bool, Text: "false"}
	}
	return &strict.Node{Kind: strict.Null}
}
