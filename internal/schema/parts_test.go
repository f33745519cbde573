package schema

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/workcomp-go/workcomp/internal/failing"
	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/internal/strict"
)

// away goes to a folder in a module of its own.
func away(t *testing.T) {
	t.Helper()
	root := t.TempDir()
	if err := os.WriteFile(filepath.Join(root, "go.mod"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"schemas", filepath.Join("a", "b", "c", "d", "e")} {
		if err := os.MkdirAll(filepath.Join(root, folder), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(filepath.Join(root, "a"))
}

func TestRoot(t *testing.T) {
	away(t)
	for _, c := range []struct{ to, want string }{
		{".", ".."}, {"b", filepath.Join("..", "..")}, {filepath.Join("c", "d"), filepath.Join("..", "..", "..", "..")},
		{"e", "."}, // too deep for a folder of a test
	} {
		t.Chdir(c.to)
		if got := Root(); got != c.want {
			t.Errorf("%s: got %s, want %s", c.to, got, c.want)
		}
	}
}

func TestGolden(t *testing.T) {
	away(t)
	type wick struct {
		Length int `json:"length"`
	}
	const kept = `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "https://github.com/workcomp-go/workcomp/schemas/wick.json",
  "title": "A wick",
  "type": "object",
  "properties": {
    "length": {
      "type": ["integer", "string"],
      "pattern": "^[+-]?[0-9]+$"
    }
  },
  "required": ["length"],
  "additionalProperties": false
}
`
	file := filepath.Join("..", "schemas", "wick.json")
	t.Setenv("UPDATE_GOLDEN", "1")
	Golden(t, &Maker{Required: true}, reflect.TypeFor[wick](), "wick", "A wick")
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(kept, string(got)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	t.Setenv("UPDATE_GOLDEN", "")
	Golden(t, &Maker{Required: true}, reflect.TypeFor[wick](), "wick", "A wick")
}

func TestGolden_errors(t *testing.T) {
	away(t)
	t.Setenv("UPDATE_GOLDEN", "")
	if err := os.WriteFile(filepath.Join("..", "schemas", "wick.json"), []byte("{}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for what, of := range map[string]func(testing.TB){
		"a type that no schema describes":   func(t testing.TB) { Golden(t, &Maker{}, reflect.TypeFor[float64](), "wick", "A wick") },
		"a schema that cannot be written":   func(t testing.TB) { Keep(t, &Schema{Type: "string", Types: []string{"number"}}, "wick", "A wick") },
		"a schema that is not what is kept": func(t testing.TB) { Keep(t, Date(), "wick", "A wick") },
		"a schema that is not kept":         func(t testing.TB) { Keep(t, Date(), "lamp", "A lamp") },
	} {
		failed := failing.Of(t, of)
		why := map[string]string{"a type that no schema describes": "no file holds", "a schema that cannot be written": "both Type and Types"}[what]
		if failed == "" || !strings.Contains(failed, why) {
			t.Errorf("%s does not fail the test, or says %q", what, failed)
		}
	}
}

func TestOptional(t *testing.T) {
	told := Words("red", "blue")
	told.Extra = map[string]any{enumDescriptions: []string{"Means stop.", "Means nothing."}}
	for want, s := range map[string]*Schema{
		`{"type":["string","null"]}`:           {Type: "string"},
		`{"type":["integer","string","null"]}`: {Types: []string{"integer", "string"}},
		`{"enum":["red","blue",null]}`:         Words("red", "blue"),
		`{"enum":["red","blue",null],"enumDescriptions":["Means stop.","Means nothing.",""]}`: told,
		`{"description":"Anything."}`: {Description: "Anything."},
	} {
		Optional(s)
		got, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// A text that has words offers them where it is expected of an answer.
func TestMaker_Answers(t *testing.T) {
	type answer struct {
		Colour colour `json:"colour"`
		Title  string `json:"title"`
		Number int    `json:"number"`
	}
	var m Maker
	s := m.Answers(reflect.TypeFor[answer]())
	if diff := cmp.Diff([]any{"red", "blue"}, s.Properties["colour"].Examples); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if s.Properties["title"].Examples != nil || s.Properties["number"].Examples != nil {
		t.Errorf("the title is %v, the number %v", s.Properties["title"], s.Properties["number"])
	}
}

func valid(t *testing.T, s *Schema, all map[string]bool) {
	t.Helper()
	r, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	for text, ok := range all {
		var v any
		if err := json.Unmarshal([]byte(text), &v); err != nil {
			t.Fatal(err)
		}
		if err := r.Validate(v); (err == nil) != ok {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// Closed days are a name, or a table.
func TestMaker_Of_closedDays(t *testing.T) {
	var m Maker
	s, err := m.Of(reflect.TypeFor[strict.ClosedDays]())
	if err != nil {
		t.Fatal(err)
	}
	valid(t, s, map[string]bool{
		`"weekends"`: true, `"weekend"`: false, `1`: false, `{"base": "us-wv"}`: true, `{"bas": "us-wv"}`: false,
		`{"name": "ours", "opened": ["2025-01-31"]}`: true, `{"opened": ["2025-13-31"]}`: false,
	})
}

// Of a question that has a default an entry may leave out all but the id, and list
// some of the readings.
func TestReadings_ofQuestionsWithADefault(t *testing.T) {
	questions := reading.Optional([]reading.Question{{ID: "own", Readings: []string{"a", "b"}}, {ID: "set", Readings: []string{"c"}}})
	m := &Maker{At: map[string]Amend{"": Readings(questions, func(id string) (string, string) {
		return map[string]string{"set": "key"}[id], ""
	})}}
	s, err := m.Of(reflect.TypeFor[reading.List]())
	if err != nil {
		t.Fatal(err)
	}
	valid(t, s, map[string]bool{
		`[{"id": "own"}]`:                                         true,
		`[{"id": "own", "reading": "b"}]`:                         true,
		`[{"id": "own", "reading": null, "readings": null}]`:      true,
		`[{"id": "own", "reading": ""}]`:                          true,
		`[{"id": "own", "reading": "c"}]`:                         false,
		`[{"id": "own", "set": "key"}]`:                           false,
		`[{"id": "own", "readings": [{"key": "b", "text": ""}]}]`: true,
		`[{"id": "own", "readings": [{"key": "c", "text": ""}]}]`: false,
		`[{"id": "own", "readings": []}]`:                         false,
		`[{"id": "set"}, {"id": "own"}]`:                          true,
		`[{"id": "set", "set": "key"}]`:                           true,
		`[{"id": "set", "set": ""}]`:                              true,
		`[{"id": "set", "set": null}]`:                            true,
		`[{"id": "set", "set": "kye"}]`:                           false,
		`[{"id": "set", "reading": "c"}]`:                         false,
		`[{"id": "other"}]`:                                       false,
	})
}

// What a range, a percent or a date cannot be, plain and in quotes.
func TestAmendRanges(t *testing.T) {
	percent, amount, weeks := Decimal(), Decimal(), Whole()
	Percent(percent)
	AtLeastZero(amount)
	Range(1, 52)(weeks)
	for _, c := range []struct {
		name      string
		s         *Schema
		good, bad []any
	}{
		{"percent", percent, []any{0, 100, 66.6, "0", "+50", "100.0", "99.999", ".5", "5e1"}, []any{-1, 100.1, "-1", "100.5", "101", "050x", ""}},
		{"amount", amount, []any{0, 1e9, "+5", "0.01", "1e-2", "1e+2"}, []any{-0.01, "-1", "a"}},
		{"weeks", weeks, []any{1, 52, "12"}, []any{0, 53, 1.5, "-3"}},
		{"date", Date(), []any{"", "2024-02-29", "2000-02-29", "2025-12-31", "2025-04-30"},
			[]any{"2025-02-29", "1900-02-29", "2025-02-30", "2025-04-31", "2025-13-01", "2025-00-10"}},
		{"month and day", MonthDay(), []any{"04-06", "12-31"}, []any{"02-29", "", "13-01", "4-6"}},
	} {
		r, err := c.s.Resolve(nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range c.good {
			if err := r.Validate(v); err != nil {
				t.Errorf("%s: %v is refused: %v", c.name, v, err)
			}
		}
		for _, v := range c.bad {
			if r.Validate(v) == nil {
				t.Errorf("%s: %v is taken", c.name, v)
			}
		}
	}
}

// A type that is shared is described once.
func TestMakerShared(t *testing.T) {
	type wick struct {
		Length int `json:"length"`
	}
	type lamps struct {
		One  wick   `json:"one"`
		More []wick `json:"more"`
		Last *wick  `json:"last,omitempty"`
	}
	m := Maker{Required: true, Shared: []reflect.Type{reflect.TypeFor[wick]()}}
	s, err := m.Of(reflect.TypeFor[lamps]())
	if err != nil || s.Properties["one"].Ref != "#/$defs/wick" || s.Properties["more"].Items.Ref != "#/$defs/wick" || len(s.Defs) != 1 ||
		s.Properties["last"].Ref != "" || s.Properties["last"].AnyOf[0].Ref != "#/$defs/wick" {
		t.Errorf("%+v, %v", s, err)
	}
}
