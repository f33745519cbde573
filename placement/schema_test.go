package placement

import (
	"reflect"
	"testing"

	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/internal/schema"
	"github.com/workcomp-go/workcomp/internal/words"
	"github.com/workcomp-go/workcomp/rule"
)

// approving asks for one or more roles of the procedure().
func approving(s *schema.Schema) {
	schema.NotEmpty(s)
	s.Items = schema.Words(words.Texts(roles)...)
}

// anyone asks for one or more roles: those of the procedure, or a board's own.
func anyone(s *schema.Schema) {
	schema.NotEmpty(s)
	s.Items = schema.Open(words.Texts(append([]rule.Role{DecisionMaker}, roles...))...)
	schema.NotEmpty(s.Items)
}

func TestTheSchemaOfAPolicyFileIsThatOfItsTypes(t *testing.T) {
	m := &schema.Maker{Required: true, Types: map[reflect.Type]schema.Amend{reflect.TypeFor[rule.Citation](): schema.NotEmpty}}
	m.At = map[string]schema.Amend{
		"policy": schema.NotEmpty, "benefits.payment_code.value": schema.NotEmpty, "levels_of_authority[].who": anyone,
		"approvals.placement.who": approving, "approvals.training.who": approving, "approvals.extension.who": approving,
		"not_modelled[].what": schema.NotEmpty, "not_modelled[].why": schema.NotEmpty, "approvals.training_extension.who": approving, "interpretations": schema.Readings(reading.Optional(questions), (&Policy{}).set),
	}
	schema.Golden(t, m, reflect.TypeFor[policyFile](), "placement-policy", "What a board sets of a work placement (package placement)")
}

func TestTheSchemaOfEventsIsThatOfTheirTypes(t *testing.T) {
	s, err := schema.Events(&schema.Maker{Types: map[reflect.Type]schema.Amend{reflect.TypeFor[Years](): schema.Is(years())}}, procedure().Empty()...)
	if err != nil {
		t.Fatal(err)
	}
	schema.Keep(t, s, "placement-event", "An event of a work placement (package placement)")
}

// years is a number, or the word none.
func years() *schema.Schema {
	return &schema.Schema{AnyOf: []*schema.Schema{schema.Decimal(), schema.Words("none")}}
}
