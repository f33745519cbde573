package schema

import (
	"reflect"

	"github.com/workcomp-go/workcomp/rule"
)

// Declared is the mapping of the facts that a policy declares: the type of
// each, or the words that it can be.
func (m *Maker) Declared(s *Schema) {
	one := 1
	types := []string{string(rule.Money), string(rule.Factor), string(rule.Rate), string(rule.Number), string(rule.Count), string(rule.YesNo), string(rule.Word), string(rule.Day)}
	word := Words(types...)
	t := reflect.TypeFor[rule.FactType]()
	m.tellWords(word, types, t.PkgPath(), t.Name())
	words := Text()
	NotEmpty(words)
	*s = Schema{Type: "object", MinProperties: &one,
		PropertyNames:        &Schema{Pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},
		AdditionalProperties: &Schema{AnyOf: []*Schema{word, {Type: "array", MinItems: &one, Items: words}}}}
}
