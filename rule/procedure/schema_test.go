package procedure

import (
	"maps"
	"reflect"
	"testing"

	"github.com/workcomp-go/workcomp/internal/schema"
)

// one is any of some schemas.
func one(of ...*schema.Schema) *schema.Schema { return &schema.Schema{AnyOf: of} }

func listOf(s *schema.Schema) *schema.Schema { return &schema.Schema{Type: "array", Items: s} }

func TestTheSchemaOfAProcedureFileIsThatOfItsTypes(t *testing.T) {
	source := schema.Source{}
	word := func() *schema.Schema { return one(schema.Text(), listOf(schema.Text())) }
	of := func(of reflect.Type, at map[string]schema.Amend) *schema.Schema {
		s, err := (&schema.Maker{Required: true, Source: source, At: at}).Of(of)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	kind := &schema.Schema{Type: "object", Properties: map[string]*schema.Schema{}, AdditionalProperties: &schema.Schema{Not: &schema.Schema{}}}
	for _, k := range kinds {
		kind.Properties[k] = &schema.Schema{}
	}
	fact := func() *schema.Schema {
		return &schema.Schema{AnyOf: []*schema.Schema{schema.Words(kinds...), listOf(schema.Text()), kind.CloneSchemas()},
			Description: "A kind of fact; the only words that a text can be; or a kind with where a case begins, or with the bounds of an event."}
	}
	effects := map[string]schema.Amend{}
	for _, key := range []string{"perform", "lapse", "replace", "call", "except", "by"} {
		effects[key] = schema.Is(word())
	}
	effects["set"] = schema.Is(&schema.Schema{Type: "object"})
	guard := one(schema.Text(), of(reflect.TypeFor[guardText](), nil))
	effect := one(schema.Text(), of(reflect.TypeFor[effectText](), effects))
	who := one(schema.Text(), of(reflect.TypeFor[whoText](), map[string]schema.Amend{"role": schema.Is(word())}))
	duty := of(reflect.TypeFor[dutyText](), nil)
	at := map[string]schema.Amend{
		"case{}": schema.Is(fact()), "events{}{}": schema.Is(fact()), "duties{}": schema.Is(one(duty, listOf(duty.CloneSchemas()))),
		"groups{}[]": schema.Is(effect), "rows[].effects[]": schema.Is(effect.CloneSchemas()),
		"rows[].requires[]": schema.Is(guard), "rows[].needs[]": schema.Is(guard.CloneSchemas()),
		"rows[].by": schema.Is(one(append(who.CloneSchemas().AnyOf, listOf(who))...)), "rows[].from": schema.Is(word()), "rows[].also": schema.Is(word()),
		"procedure": schema.NotEmpty, "title": schema.NotEmpty, "source": schema.NotEmpty,
	}
	m := &schema.Maker{Required: true, Source: source, At: maps.Clone(at)}
	schema.Golden(t, m, reflect.TypeFor[file](), "procedure", "A board's own procedure (package rule/procedure)")
}
