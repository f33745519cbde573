// Package schema makes JSON Schemas of the types into which package doc decodes
// files and messages, so that an editor completes and checks a file as it is
// typed. Since the types are those that decode, the schemas cannot drift from
// the parsers; the descriptions are the comments of the Go source. Tests alone
// use this package: the library does not import it.
package schema

import (
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// A Schema is a JSON Schema of draft 2020-12.
type Schema = jsonschema.Schema

// An Amend changes the schema that a type gives into what the parser also asks.
type Amend func(s *Schema)

// A Maker makes the schema of one kind of file or message.
type Maker struct {
	// Required makes every key required that is not optional by its json tag,
	// as strict.Decoder does.
	Required bool
	// At amends what the type at a path gives: "levels[].cite" is the key cite
	// of each item of levels. A raw node gives an empty schema and needs one.
	At map[string]Amend
	// Types amends what a type gives, wherever it stands. A type that reads
	// itself, from a text or from JSON, gives an empty schema and needs one.
	Types map[reflect.Type]Amend
	// Shared types are described once, under $defs, and referred to.
	Shared []reflect.Type
	// Keys amends what the type gives at every path that ends with the keys.
	Keys map[string]Amend
	// Source are the comments, where another Maker has read them already.
	Source Source

	used map[string]bool
	errs []error
	defs map[string]*Schema
}

var (
	nodeType        = reflect.TypeFor[*strict.Node]()
	decimalType     = reflect.TypeFor[decimal.Decimal]()
	flagType        = reflect.TypeFor[rule.Flag]()
	unmarshalerType = reflect.TypeFor[encoding.TextUnmarshaler]()
	ownFormType     = reflect.TypeFor[json.Unmarshaler]()
	periodType      = reflect.TypeFor[calendar.Period]()
	closedType      = reflect.TypeFor[strict.ClosedDays]()
	docPackage      = nodeType.Elem().PkgPath()
)

// known are the amendments of types of the library's own base.
var known = map[reflect.Type]Amend{
	reflect.TypeFor[calendar.Date]():    Is(Date()),
	reflect.TypeFor[rule.Facts]():       Is(&Schema{Type: "object", Description: "The facts that the policy declares, each with its value."}),
	reflect.TypeFor[calendar.Week]():    Is(&Schema{Type: "string", Pattern: `^([0-9]{4}-W[0-9]{2})?$`, Description: "An ISO week, such as 2026-W53."}),
	reflect.TypeFor[calendar.Nth]():     Is(Words("1", "2", "3", "4", "5", "last")),
	reflect.TypeFor[calendar.Quarter](): Is(&Schema{Type: "string", Pattern: `^([0-9]{4}-Q[1-4])?$`, Description: "A calendar quarter, such as 2025-Q2."}),
}

// Of makes the schema of a type. The error says which parts of the type could
// not be described, and which amendments no part of it asked for.
func (m *Maker) Of(t reflect.Type) (*Schema, error) {
	m.used, m.errs, m.defs = map[string]bool{}, nil, nil
	s := m.value(t, "")
	s.Defs = m.defs
	for path := range m.At {
		if !m.used[path] {
			m.fail(path, "is amended and is no key of %v", t)
		}
	}
	slices.SortFunc(m.errs, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return s, errors.Join(m.errs...)
}

func (m *Maker) fail(path, format string, args ...any) {
	m.errs = append(m.errs, fmt.Errorf("%q %s", path, fmt.Sprintf(format, args...)))
}

// value makes the schema of a value, in the order in which the decoder looks at
// types.
func (m *Maker) value(t reflect.Type, path string) *Schema {
	if isAt(t) {
		at, _ := t.FieldByName("Value")
		return m.value(at.Type, path)
	}
	if slices.Contains(m.Shared, t) {
		name := strings.ToLower(t.Name())
		if m.defs[name] == nil {
			if m.defs == nil {
				m.defs = map[string]*Schema{}
			}
			m.defs[name] = m.own(t, path)
		}
		return &Schema{Ref: "#/$defs/" + name}
	}
	if t.PkgPath() == docPackage && strings.HasPrefix(t.Name(), "Entries[") {
		of, _ := t.Elem().FieldByName("Value")
		return &Schema{Type: "object", AdditionalProperties: m.value(of.Type, path+"{}")}
	}
	return m.own(t, path)
}

// own makes the schema of a value that is described where it stands.
func (m *Maker) own(t reflect.Type, path string) *Schema {
	s := m.plain(t, path)
	amended := false
	amends := []Amend{known[t], m.Types[t]}
	for keys, amend := range m.Keys {
		if strings.HasSuffix("."+path, "."+keys) {
			amends = append(amends, amend)
		}
	}
	for _, amend := range append(amends, m.At[path]) {
		if amend != nil {
			amend(s)
			amended = true
		}
	}
	m.used[path] = true
	if !amended && raw(t) {
		m.fail(path, "is a %v, of which only an amendment can say what it holds", t)
	}
	if s.Description == "" && t != nodeType {
		s.Description = m.Source.typeText(t)
	}
	return s
}

// isAt reports whether a type is a strict.At, a value with its place.
func isAt(t reflect.Type) bool {
	return t.PkgPath() == docPackage && strings.HasPrefix(t.Name(), "At[")
}

// raw reports whether a type says nothing of what it holds.
func raw(t reflect.Type) bool {
	p := reflect.PointerTo(t)
	if strict.ReadsFields(t) {
		return false
	}
	return t == nodeType || t != decimalType && t != flagType && t != periodType && (p.Implements(unmarshalerType) || p.Implements(ownFormType))
}

func (m *Maker) plain(t reflect.Type, path string) *Schema {
	switch {
	case raw(t):
		return &Schema{}
	case t == decimalType:
		return Decimal()
	case t == closedType:
		return &Schema{AnyOf: []*Schema{Words("none", "weekends", "us-wv", "ca-ab"), m.value(reflect.TypeFor[calendar.Table](), path)}}
	case t == flagType, t.Kind() == reflect.Bool:
		return &Schema{Type: "boolean"}
	}
	switch t.Kind() {
	case reflect.String:
		return m.text(t)
	case reflect.Int:
		return Whole()
	case reflect.Pointer:
		return m.value(t.Elem(), path)
	case reflect.Slice:
		return &Schema{Type: "array", Items: m.value(t.Elem(), path+"[]")}
	case reflect.Map:
		return &Schema{Type: "object", AdditionalProperties: m.value(t.Elem(), path+"{}")}
	case reflect.Struct:
		s := &Schema{Type: "object", Properties: map[string]*Schema{}, AdditionalProperties: nothing()}
		m.fields(s, t, path)
		return s
	}
	m.fail(path, "is a %v, which no file holds", t)
	return &Schema{}
}

// text makes the schema of a text: the words that its type allows, if it says
// so by a method Values() []string, or any.
func (m *Maker) text(t reflect.Type) *Schema {
	v, ok := reflect.Zero(t).Interface().(interface{ Values() []string })
	if !ok {
		return Text()
	}
	words := slices.DeleteFunc(v.Values(), func(w string) bool { return w == "" })
	s := Words(words...)
	m.tellWords(s, words, t.PkgPath(), t.Name())
	return s
}

// tellWords adds what the source says of each word: an editor shows it beside
// the word.
func (m *Maker) tellWords(s *Schema, words []string, pkg, name string) {
	said := m.Source.words(pkg, name)
	texts, some := make([]string, len(s.Enum)), false
	for i, w := range words {
		texts[i] = said[w]
		some = some || said[w] != ""
	}
	if some {
		s.Extra = map[string]any{enumDescriptions: texts}
	}
}

// enumDescriptions is the word by which editors know the descriptions of words.
const enumDescriptions = "enumDescriptions"

// fields adds the keys of a struct, those of embedded structs among them.
func (m *Maker) fields(s *Schema, t reflect.Type, path string) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous:
			m.fields(s, f.Type, path)
		case name != "" && name != "-":
			p := m.value(f.Type, strict.Join(path, name))
			if text := m.Source.fieldText(t, f.Name); text != "" {
				p.Description = text
			}
			if m.Required && !strings.Contains(options, "omit") {
				s.Required = append(s.Required, name)
			} else {
				Optional(p)
			}
			s.Properties[name] = p
			s.PropertyOrder = append(s.PropertyOrder, name)
		}
	}
}
