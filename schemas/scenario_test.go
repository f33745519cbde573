package schemas_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/workcomp-go/workcomp/classify"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/intervention"
	"github.com/workcomp-go/workcomp/placement"
	"github.com/workcomp-go/workcomp/scenario"
)

// scenarios are the files of the repository, and those of the contract where
// they are kept beside it.
func scenarios(t *testing.T) []string {
	t.Helper()
	files := slices.Concat(glob(t, "../testdata/scenarios/*.yaml"), glob(t, "../*/testdata/scenarios/*.yaml"))
	if len(files) < 20 {
		t.Fatalf("only %d files of scenarios", len(files))
	}
	return append(files, glob(t, "../../shared/scenarios/*/*.yaml")...)
}

func TestTheScenariosAreOfTheirSchema(t *testing.T) {
	schema := resolved(t, "scenario")
	for _, file := range scenarios(t) {
		for _, n := range documents(t, file, read(t, file)) {
			if err := schema.Validate(value(n)); err != nil {
				t.Errorf("%s:%d: %v", file, n.Line, err)
			}
		}
	}
}

// sample is how many spoilt scenarios there are for each that is looked at. All
// of them hold: it takes a minute.
const sample = 29

// A scenario that the schema refuses is not read, or does not pass; one that is
// not read for its form is refused by the schema. Two things pass: an empty text
// for a word, which states nothing, and a wrong word in a step that is expected
// to be refused, and is before the word is looked at.
func TestASpoiltScenarioIsRefusedOrFails(t *testing.T) {
	schema, spoiler := resolved(t, "scenario"), spoiler{}
	reader := scenario.Reader{Files: os.ReadFile} // which parses a policy once
	made, looked, refused := 0, 0, 0
	for _, file := range scenarios(t) {
		for _, root := range documents(t, file, read(t, file)) {
			for what := range spoiler.spoil(root) {
				if made++; made%sample != 0 {
					continue
				}
				looked++
				bySchema := schema.Validate(value(root))
				all, err := reader.Read(file, []byte(write(root)))
				if mistakes := formMistakes(err); bySchema == nil && len(mistakes) > 0 {
					t.Errorf("%s: %.200s: the schema takes what the reader refuses: %v", file, what, mistakes)
				}
				if bySchema == nil {
					continue
				}
				refused++
				if err == nil && len(all) == 1 && !all[0].Run().Failed() && !strings.HasSuffix(what, ` is ""`) && !expectsRefusal(all[0]) {
					t.Errorf("%s: %.200s: it passes, and the schema refuses it: %v", file, what, bySchema)
				}
			}
		}
	}
	t.Logf("of %d spoilt, %d were looked at and %d refused by the schema", made, looked, refused)
	if refused < looked/2 {
		t.Errorf("of %d spoilt scenarios the schema refuses %d: too few to say anything", looked, refused)
	}
}

// expectsRefusal reports whether some step of a scenario is to be refused.
func expectsRefusal(s *scenario.Scenario) bool {
	return slices.ContainsFunc(s.Steps, func(step scenario.Step) bool { return slices.Contains(step.Expects(), "refused") })
}

// The events that the scenarios tell, as they are sent and stored.
func TestTheEventsThatScenariosTellAreOfTheirSchemas(t *testing.T) {
	check := map[string]func(t *testing.T, event []byte){
		"classify":     checking(t, "classify-event", classify.UnmarshalEvent, classify.MarshalEvent),
		"protest":      checking(t, "protest-event", classify.UnmarshalProtestEvent, classify.MarshalProtestEvent),
		"intervention": checking(t, "intervention-event", intervention.UnmarshalEvent, intervention.MarshalEvent),
		"placement":    checking(t, "placement-event", placement.UnmarshalEvent, placement.MarshalEvent),
	}
	told := 0
	for _, file := range scenarios(t) {
		all, err := scenario.Load(file, read(t, file), os.ReadFile)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range all {
			for _, answer := range s.Run().Answers {
				if answer.Err == nil && answer.Step.Event != "" {
					check[s.Domain](t, eventOf(t, answer.Step))
					told++
				}
			}
		}
	}
	if told < 100 {
		t.Errorf("only %d events were told", told)
	}
}

// eventOf writes a step as the event that it tells.
func eventOf(t *testing.T, s *scenario.Step) []byte {
	t.Helper()
	n, err := strict.ParseJSON(s.Facts())
	if err != nil {
		t.Fatal(err)
	}
	n = n.Without("event", "on", "by")
	for _, f := range []struct{ name, text string }{{"event", s.Event}, {"on", s.On}, {"by", s.By}} {
		if f.text != "" {
			n.Fields = append(n.Fields, strict.Field{Name: f.name, Value: &strict.Node{Kind: strict.Text, Text: f.text}})
		}
	}
	data, err := json.Marshal(n)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// checking holds an event, as it was written and as it is written again, to its
// schema.
func checking[E any](t *testing.T, name string, unmarshal func([]byte) (E, error), marshal func(E) ([]byte, error)) func(*testing.T, []byte) {
	t.Helper()
	schema := resolved(t, name)
	return func(t *testing.T, data []byte) {
		t.Helper()
		e, err := unmarshal(data)
		if err != nil {
			t.Fatal(err)
		}
		again, err := marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range [][]byte{data, again} {
			if err := validate(schema, text); err != nil {
				t.Errorf("%s: %v", text, err)
			}
		}
	}
}

// validate validates a JSON text.
func validate(schema *jsonschema.Resolved, text []byte) error {
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		return err
	}
	return schema.Validate(v)
}
