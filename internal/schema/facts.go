package schema

import (
	"reflect"

	"github.com/workcomp-go/workcomp/rule"
)

// Declared is the mapping of the facts that a policy declares: the type of
// each, the words that it can be, or what each entry of a list is or has.
func (m *Maker) Declared(s *Schema) {
	one := 1
	types := []string{string(rule.Money), string(rule.Factor), string(rule.Rate), string(rule.Number), string(rule.Count), string(rule.YesNo), string(rule.Word), string(rule.Day)}
	word := Words(types...)
	t := reflect.TypeFor[rule.FactType]()
	m.tellWords(word, types, t.PkgPath(), t.Name())
	words := Text()
	NotEmpty(words)
	plain := []*Schema{word, {Type: "array", MinItems: &one, Items: words}}
	named := func(of ...*Schema) *Schema {
		return &Schema{Type: "object", MinProperties: &one, PropertyNames: &Schema{Pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},
			AdditionalProperties: &Schema{AnyOf: of}}
	}
	most, entry := rule.MostFields, named(plain...)
	entry.MaxProperties = &most
	list := &Schema{Type: "object", Required: []string{"list"}, AdditionalProperties: nothing(),
		Description: "A list: what each of its entries is, or the fields that it has.",
		Properties:  map[string]*Schema{"list": {AnyOf: append(plain[:2:2], entry)}}}
	*s = *named(append(plain[:2:2], list)...)
}
