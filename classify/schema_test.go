package classify

import (
	"reflect"
	"testing"

	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/internal/schema"
	"github.com/workcomp-go/workcomp/rule"
)

// What a policy with tiers must have, and one without may leave out.
func withTiers(s *schema.Schema) {
	interpretations := *s.Properties["interpretations"].CloneSchemas()
	schema.Readings(reading.Optional(questions), (&Policy{}).set)(&interpretations)
	s.AllOf = []*schema.Schema{{
		If: &schema.Schema{Required: []string{"tiers"}, Properties: map[string]*schema.Schema{"tiers": {Type: "object"}}},
		Then: &schema.Schema{Required: []string{"bands"}, Properties: map[string]*schema.Schema{
			"interpretations": {Items: &schema.Schema{Properties: map[string]*schema.Schema{"id": interpretations.Items.Properties["id"]}, AllOf: interpretations.Items.AllOf, Required: interpretations.Items.Required}},
			"facts":           {Required: []string{premiumFact, emfFact}},
			"levels":          {Items: &schema.Schema{Properties: map[string]*schema.Schema{"level": schema.Words(string(Focus), string(Target))}}},
		}},
	}}
}

// A band has the value from which it begins, and the values of the policy.
func bandRow(s *schema.Schema) {
	amount := func() *schema.Schema {
		amount := schema.Decimal()
		schema.AtLeastZero(amount)
		return amount
	}
	*s = schema.Schema{Type: "object", Required: []string{"from"},
		AdditionalProperties: &schema.Schema{AnyOf: []*schema.Schema{amount(), schema.Words(string(None))}, Description: "A value of the band; none where it has not that one."},
		Properties:           map[string]*schema.Schema{"from": {AnyOf: []*schema.Schema{amount(), schema.Date()}}}}
}

// Lists have names, and at least one value each.
func lists(s *schema.Schema) {
	one, most, values := 1, 100, 5000
	*s = schema.Schema{Type: "object", MaxProperties: &most, Description: s.Description, PropertyNames: &schema.Schema{Pattern: "^[A-Za-z_][A-Za-z0-9_]*$"},
		AdditionalProperties: &schema.Schema{Type: "array", MinItems: &one, MaxItems: &values, Items: schema.Text()}}
}

// A percent stands as a number from -100 to 100, or as a formula.
func percent(s *schema.Schema) {
	least, most := -100.0, 100.0
	s.Minimum, s.Maximum = &least, &most
	schema.NotEmpty(s)
}

func TestTheSchemaOfAPolicyFileIsThatOfItsTypes(t *testing.T) {
	m := &schema.Maker{Required: true, Types: map[reflect.Type]schema.Amend{reflect.TypeFor[rule.Citation](): schema.NotEmpty}}
	m.At = map[string]schema.Amend{
		"": withTiers, "policy": schema.NotEmpty, "title": schema.NotEmpty, "source": schema.NotEmpty,
		"facts": m.Declared, "bands.rows": schema.NotEmpty, "bands.rows[]": bandRow, "levels": schema.NotEmpty, "levels[].level": schema.NotEmpty, "lists": lists, "levels[].percent": percent, "levels[].amount": schema.NotEmpty,
		"not_modelled[].what": schema.NotEmpty, "not_modelled[].why": schema.NotEmpty, "levels[].if": schema.NotEmpty, "levels[].cite": schema.NotEmpty, "tiers.improvement.if": schema.NotEmpty,
	}
	schema.Golden(t, m, reflect.TypeFor[policyFile](), "classify-policy", "A programme that puts employers in levels (package classify)")
}

func TestTheSchemaOfEventsIsThatOfTheirTypes(t *testing.T) {
	s, err := schema.Events(&schema.Maker{}, runs().Empty()...)
	if err != nil {
		t.Fatal(err)
	}
	schema.Keep(t, s, "classify-event", "An event of an employer (package classify)")
}

func TestTheSchemaOfTheEventsOfAProtestIsThatOfTheirTypes(t *testing.T) {
	s, err := schema.Events(&schema.Maker{}, protests().Empty()...)
	if err != nil {
		t.Fatal(err)
	}
	schema.Keep(t, s, "protest-event", "An event of a protest (package classify)")
}
