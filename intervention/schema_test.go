package intervention

import (
	"reflect"
	"testing"

	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/internal/schema"
	"github.com/workcomp-go/workcomp/rule"
)

func TestTheSchemaOfAPolicyFileIsThatOfItsTypes(t *testing.T) {
	m := &schema.Maker{Required: true, Types: map[reflect.Type]schema.Amend{reflect.TypeFor[rule.Citation](): schema.NotEmpty}}
	m.At = map[string]schema.Amend{
		"policy": schema.NotEmpty, "effective": schema.NotEmpty, "evidence_enough": schema.NotEmpty, "priority.facts": m.Declared,
		"not_modelled[].what": schema.NotEmpty, "not_modelled[].why": schema.NotEmpty, "priority.if": schema.NotEmpty, "priority.cite": schema.NotEmpty, "interpretations": schema.Readings(reading.Optional(questions), (&Policy{}).set),
	}
	schema.Golden(t, m, reflect.TypeFor[policyFile](), "intervention-policy", "What a board sets of an intervention (package intervention)")
}

func TestTheSchemaOfEventsIsThatOfTheirTypes(t *testing.T) {
	m := &schema.Maker{Types: map[reflect.Type]schema.Amend{reflect.TypeFor[Stage](): schema.Is(schema.Words("1", "2", "3"))}}
	s, err := schema.Events(m, runs().Empty()...)
	if err != nil {
		t.Fatal(err)
	}
	schema.Keep(t, s, "intervention-event", "An event of an intervention (package intervention)")
}
