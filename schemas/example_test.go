package schemas_test

import (
	"encoding/json"
	"fmt"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/workcomp-go/workcomp/schemas"
)

// A host writes the schemas where its editor looks for them.
func ExampleNames() {
	for _, name := range schemas.Names() {
		fmt.Println(name + ".json")
	}
	// Output:
	// benefits-policy.json
	// benefits-subsidy.json
	// classify-event.json
	// classify-policy.json
	// intervention-event.json
	// intervention-policy.json
	// placement-event.json
	// placement-policy.json
	// procedure.json
	// protest-event.json
	// scenario.json
}

// An event is checked before it is sent, here by google/jsonschema-go.
func ExampleFile() {
	text, err := schemas.File("placement-event")
	if err != nil {
		panic(err)
	}
	var schema jsonschema.Schema
	if err := json.Unmarshal(text, &schema); err != nil {
		panic(err)
	}
	resolved, err := schema.Resolve(nil)
	if err != nil {
		panic(err)
	}
	for _, event := range []map[string]any{
		{"event": "return_signed", "on": "2025-02-24", "complete": true},
		{"event": "return_signed", "on": "2025-02-24", "complet": true},
	} {
		fmt.Println(resolved.Validate(event) == nil)
	}
	// Output:
	// true
	// false
}
