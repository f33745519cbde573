package schema

import (
	"maps"
	"reflect"
	"slices"

	"github.com/workcomp-go/workcomp/rule"
)

// Events makes the schema of the JSON form of events, from an empty one of each
// kind: its name, its day, who reports it, and its facts.
func Events[E interface{ Name() N }, N ~string](m *Maker, kinds ...E) (*Schema, error) {
	all := &Schema{Type: "object", Required: []string{"event"}, Defs: map[string]*Schema{}, Properties: map[string]*Schema{}}
	var names []string
	for _, kind := range kinds {
		name := string(kind.Name())
		s, err := m.Event(reflect.TypeOf(kind), name)
		if err != nil {
			return nil, err
		}
		names = append(names, name)
		all.Defs[name] = s
		all.AllOf = append(all.AllOf, &Schema{
			If:   &Schema{Required: []string{"event"}, Properties: map[string]*Schema{"event": Words(name)}},
			Then: &Schema{Ref: "#/$defs/" + name},
		})
	}
	all.Properties["event"] = Words(names...)
	all.Properties["event"].Description = "What happened."
	return all, nil
}

// Event makes the schema of one kind of event.
func (m *Maker) Event(t reflect.Type, name string) (*Schema, error) {
	if m.Types == nil {
		m.Types = map[reflect.Type]Amend{}
	}
	m.Types[reflect.TypeFor[rule.Role]()] = m.roles(t.PkgPath())
	s, err := m.Of(t)
	if err != nil {
		return nil, err
	}
	tell := func(key, text string) {
		if p := s.Properties[key]; p != nil {
			p.Description = text
		}
	}
	tell("on", "The day of the event.")
	tell("by", "The role that reports it.")
	s.Properties["event"] = Words(name)
	s.PropertyOrder = append([]string{"event"}, s.PropertyOrder...)
	return s, nil
}

// roles offers the roles that a package declares. A board's policy may name
// others.
func (m *Maker) roles(pkg string) Amend {
	said := m.Source.words(pkg, reflect.TypeFor[rule.Role]().Name())
	return func(s *Schema) { *s = *Open(slices.Sorted(maps.Keys(said))...) }
}
