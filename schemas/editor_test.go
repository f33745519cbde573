package schemas_test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

// The settings by which an editor opens this repository name schemas that are
// there, and files that are of them.
func TestTheEditorIsToldTheRightSchemas(t *testing.T) {
	var settings struct {
		Schemas map[string][]string `json:"yaml.schemas"`
	}
	if err := json.Unmarshal(read(t, "../.vscode/settings.json"), &settings); err != nil {
		t.Fatal(err)
	}
	if len(settings.Schemas) != len(forms)+2 {
		t.Errorf("%d schemas are named, expected those of %d policy files, of procedures and of scenarios", len(settings.Schemas), len(forms))
	}
	for path, patterns := range settings.Schemas {
		schema := resolved(t, strings.TrimSuffix(strings.TrimPrefix(path, "./schemas/"), ".json"))
		for _, pattern := range patterns {
			files := glob(t, filepath.Join("..", pattern))
			if len(files) == 0 {
				t.Errorf("%s: %s: there is no such file", path, pattern)
			}
			for _, file := range files {
				for _, n := range documents(t, file, read(t, file)) {
					if err := schema.Validate(value(n)); err != nil {
						t.Errorf("%s: %v", file, err)
					}
				}
			}
		}
	}
}
