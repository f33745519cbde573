package schemas_test

import (
	"errors"
	"testing"

	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/schemas"
)

func TestEverySchemaIsOneOfDraft2020(t *testing.T) {
	for _, name := range schemas.Names() {
		s := resolved(t, name).Schema()
		if s.Schema != "https://json-schema.org/draft/2020-12/schema" || s.Title == "" {
			t.Errorf("%s: $schema %q, title %q", name, s.Schema, s.Title)
		}
	}
}

func TestAnUnknownSchemaIsAnError(t *testing.T) {
	_, err := schemas.File("clasify-policy")
	var input *rule.InputError
	if !errors.As(err, &input) || input.Field != "schema" {
		t.Fatal(err)
	}
	want := `schema: "clasify-policy" is not valid, expected one of benefits-policy, benefits-subsidy, classify-event, classify-policy, intervention-event, intervention-policy, placement-event, placement-policy, procedure, protest-event, scenario (did you mean "classify-policy"?)`
	if err.Error() != want {
		t.Errorf("got %v", err)
	}
}
