package schema

import (
	"reflect"
	"strings"
)

// Answers makes the schema of what may be expected of an answer, by its type or
// types: their keys, each with any value. An editor offers the words of those
// that have some.
func (m *Maker) Answers(types ...reflect.Type) *Schema {
	s := &Schema{Type: "object", Properties: map[string]*Schema{}, AdditionalProperties: nothing()}
	for _, t := range types {
		m.answers(s, t)
	}
	return s
}

func (m *Maker) answers(s *Schema, t reflect.Type) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous:
			m.answers(s, f.Type)
		case name != "" && name != "-":
			p := &Schema{Description: m.Source.fieldText(t, f.Name)}
			if p.Description == "" {
				p.Description = m.Source.typeText(f.Type)
			}
			if f.Type.Kind() == reflect.String {
				p.Examples = m.text(f.Type).Enum
			}
			if s.Properties[name] == nil { // else it is that of a type before
				s.Properties[name] = p
				s.PropertyOrder = append(s.PropertyOrder, name)
			}
		}
	}
}
