package schema

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// datePattern is that of a civil date, as it stands in a schema.
var datePattern = strings.ReplaceAll(Date().Pattern, `\`, `\\`)

// A colour is a colour of a lamp.
type colour string

const (
	red  colour = "red"  // means stop
	blue colour = "blue" // blue means nothing
)

var _ colour // is no word

func (colour) Values() []string { return []string{"", string(red), string(blue)} }

// A base is what every lamp has. There is more to say.
type base struct {
	ID strict.At[string] `json:"id"` // the lamp's own
}

// A lamp is a lamp.
type lamp struct {
	base
	Colour strict.At[colour] `json:"colour"`
	// Watts are how many it draws; BuiltOn does not matter.
	Watts   *int              `json:"watts,omitempty"`
	BuiltOn calendar.Date     `json:"built_on,omitzero"`
	Quarter calendar.Quarter  `json:"quarter,omitzero"`
	Price   decimal.Decimal   `json:"price"` // Price says what it costs
	On      rule.Flag         `json:"on,omitzero"`
	Spares  []base            `json:"spares,omitempty"`
	Names   map[string]string `json:"names,omitempty"`
	Facts   *strict.Node      `json:"facts"`
	Hidden  func()            `json:"-"`
	Unsaid  bool
}

func made(t *testing.T, m *Maker) string {
	t.Helper()
	s, err := m.Of(reflect.TypeFor[lamp]())
	if err != nil {
		t.Fatal(err)
	}
	text, err := Document("lamp", "A lamp", s)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestASchemaSaysWhatTheDecoderReads(t *testing.T) {
	m := &Maker{Required: true}
	m.At = map[string]Amend{"facts": m.Declared, "id": NotEmpty, "names": NotEmpty, "spares": NotEmpty}
	got := made(t, m)
	want := `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "https://github.com/workcomp-go/workcomp/schemas/lamp.json",
  "title": "A lamp",
  "type": "object",
  "properties": {
    "id": {
      "type": ["string", "number", "boolean"],
      "description": "The lamp's own.",
      "minLength": 1
    },
    "colour": {
      "description": "A colour of a lamp.",
      "enum": ["red", "blue"],
      "enumDescriptions": ["Means stop.", "Means nothing."]
    },
    "watts": {
      "type": ["integer", "string", "null"],
      "description": "How many it draws; built_on does not matter.",
      "pattern": "^[+-]?[0-9]+$"
    },
    "built_on": {
      "type": ["string", "null"],
      "description": "A civil date, YYYY-MM-DD.",
      "pattern": "` + datePattern + `"
    },
    "quarter": {
      "type": ["string", "null"],
      "description": "A calendar quarter, such as 2025-Q2.",
      "pattern": "^([0-9]{4}-Q[1-4])?$"
    },
    "price": {
      "type": ["number", "string"],
      "description": "price says what it costs.",
      "pattern": "^[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?$"
    },
    "on": {
      "type": ["boolean", "null"],
      "description": "A yes, a no, or not given at all."
    },
    "spares": {
      "type": ["array", "null"],
      "items": {
        "type": "object",
        "properties": {
          "id": {
            "type": ["string", "number", "boolean"],
            "description": "The lamp's own."
          }
        },
        "description": "What every lamp has.",
        "required": ["id"],
        "additionalProperties": false
      },
      "minItems": 1
    },
    "names": {
      "type": ["object", "null"],
      "minProperties": 1,
      "additionalProperties": {
        "type": ["string", "number", "boolean"]
      }
    },
    "facts": {
`
	if diff := cmp.Diff(want, got[:min(len(want), len(got))]); diff != "" {
		t.Error(diff)
	}
	if want := `"required": ["id", "colour", "price", "facts"],`; !strings.Contains(got, want) {
		t.Errorf("%s is not in\n%s", want, got)
	}
}

func TestWhatNoTypeSaysAndNobodyAmendsIsAnError(t *testing.T) {
	type strange struct {
		Raw    *strict.Node    `json:"raw"`
		Ratio  float64         `json:"ratio"`
		Amount shout           `json:"amount"`
		Right  strict.At[bool] `json:"right"`
	}
	m := &Maker{At: map[string]Amend{"rihgt": NotEmpty}}
	_, err := m.Of(reflect.TypeFor[strange]())
	want := `"amount" is a schema.shout, of which only an amendment can say what it holds
"ratio" is a float64, which no file holds
"raw" is a *strict.Node, of which only an amendment can say what it holds
"rihgt" is amended and is no key of schema.strange`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

type shout string

func (s *shout) UnmarshalText(text []byte) error { *s = shout(text); return nil }

// A call is an event.
type call struct {
	On  calendar.Date `json:"on"`
	By  rule.Role     `json:"by,omitempty"`
	How shout         `json:"how,omitempty"`
}

func (call) Name() string { return "call" }

const caller rule.Role = "caller"

func TestTheEventsOfAPackageAreOneSchema(t *testing.T) {
	loud := &Maker{Types: map[reflect.Type]Amend{reflect.TypeFor[shout](): Is(Words("1", "low"))}}
	s, err := Events(loud, call{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	for text, ok := range map[string]bool{
		`{"event": "call", "on": "2025-01-31", "by": "` + string(caller) + `", "how": 1}`: true,
		`{"event": "call", "by": "anybody", "how": "low"}`:                                true,
		`{"event": "call", "how": null}`:                                                  true,
		`{"event": "call", "how": 2}`:                                                     false,
		`{"event": "call", "on": "2025-13-31"}`:                                           false,
		`{"event": "cal"}`:                                                                false,
		`{"event": "call", "why": ""}`:                                                    false,
		`{"on": "2025-01-31"}`:                                                            false,
		`[]`:                                                                              false,
	} {
		var v any
		if err := json.Unmarshal([]byte(text), &v); err != nil {
			t.Fatal(err)
		}
		if err := r.Validate(v); (err == nil) != ok {
			t.Errorf("%s: %v", text, err)
		}
	}
	if _, err := Events(&Maker{}, call{}); err == nil {
		t.Error("a text that reads itself is described by nobody")
	}
	said := s.Defs["call"].Properties
	for key, got := range map[string][2]string{
		"event": {s.Properties["event"].Description, "What happened."},
		"on":    {said["on"].Description, "The day of the event."},
		"by":    {said["by"].Description, "The role that reports it."},
	} {
		if got[0] != got[1] {
			t.Errorf("%s: %q, expected %q", key, got[0], got[1])
		}
	}
	if got := fmt.Sprint(said["by"].Examples); got != "[caller]" {
		t.Errorf("an editor offers the roles %s", got)
	}
	if got := strings.Join(s.Defs["call"].PropertyOrder, " "); got != "event on by how" {
		t.Errorf("the keys are %s", got)
	}
	if said["event"].Extra != nil {
		t.Errorf("words of which nothing is said have %v", said["event"].Extra)
	}
}

func TestTheReadingsOfAnInterpretationAreThoseOfItsQuestion(t *testing.T) {
	questions := []reading.Question{{ID: "own", Readings: []string{"a", "14"}}, {ID: "set", Readings: []string{"b"}}, {ID: "open"}}
	m := &Maker{Required: true, At: map[string]Amend{"": Readings(questions, func(id string) (string, string) {
		return map[string]string{"set": "key"}[id], ""
	})}}
	s, err := m.Of(reflect.TypeFor[reading.List]())
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	for text, ok := range map[string]bool{
		`{"id": "own", "reading": "a", "readings": [{"key": "a", "text": ""}, {"key": 14, "text": ""}]}`:    true,
		`{"id": "own", "reading": "14", "readings": [{"key": "a", "text": ""}, {"key": "14", "text": ""}]}`: true,
		`{"id": "own", "reading": "b", "readings": [{"key": "a", "text": ""}, {"key": 14, "text": ""}]}`:    false,
		`{"id": "own", "readings": [{"key": "a", "text": ""}, {"key": 14, "text": ""}]}`:                    false,
		`{"id": "own", "reading": "a", "readings": [{"key": "a", "text": ""}]}`:                             false,
		`{"id": "set", "set": "key", "readings": [{"key": "b", "text": ""}]}`:                               true,
		`{"id": "set", "set": "key", "reading": "b", "readings": [{"key": "b", "text": ""}]}`:               false,
		`{"id": "set", "reading": "b", "readings": [{"key": "b", "text": ""}]}`:                             false,
		`{"id": "open", "reading": "z", "readings": [{"key": "z", "text": ""}]}`:                            true,
		`{"id": "set", "readings": [{"key": "b", "text": ""}]}`:                                             false,
		`{"id": "own", "reading": "a", "readings": null}`:                                                   false,
		`{"id": "open", "reading": "z", "readings": null}`:                                                  false,
		`{"id": "open", "set": "key", "readings": []}`:                                                      false,
		`{"id": "other", "reading": "z", "readings": []}`:                                                   false,
	} {
		var v map[string]any
		if err := json.Unmarshal([]byte(text), &v); err != nil {
			t.Fatal(err)
		}
		v["question"], v["cite"] = "?", "1"
		if err := r.Validate([]any{v}); (err == nil) != ok {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// What every policy has in full says what it asks, also where nothing else is known of
// it; the id says that it stands once.
func TestReadings_inFull(t *testing.T) {
	m := &Maker{At: map[string]Amend{"": Readings([]reading.Question{{ID: "open"}}, func(string) (string, string) { return "", "" })}}
	s, err := m.Of(reflect.TypeFor[reading.List]())
	if err != nil {
		t.Fatal(err)
	}
	valid(t, s, map[string]bool{
		`[{"id": "open", "question": "?", "readings": [], "cite": "1"}]`:   true,
		`[{"id": "open", "question": null, "readings": [], "cite": "1"}]`:  false,
		`[{"id": "open", "question": "?", "readings": null, "cite": "1"}]`: false,
		`[{"id": "open", "readings": [], "cite": "1"}]`:                    false,
		`[{"id": "open", "question": "?", "cite": "1"}]`:                   false,
		`[{"id": "open", "question": "?", "readings": []}]`:                false,
	})
	if got := s.Items.Properties["id"].Description; got != "Which interpretation this is: each of these ids stands once at most." {
		t.Errorf("id: %q", got)
	}
}

// Facts are declared by their type, their words, or the fields of each entry of a list:
// at least one of each, and not more fields than a list can have.
func TestMaker_Declared(t *testing.T) {
	var shared, s Schema
	(&Maker{}).Declared(&shared)
	for i, said := range shared.AdditionalProperties.AnyOf[0].Extra[enumDescriptions].([]string) {
		if said == "" {
			t.Errorf("nothing is said of the type %v", shared.AdditionalProperties.AnyOf[0].Enum[i])
		}
	}
	data, err := json.Marshal(&shared)
	if err := errors.Join(err, json.Unmarshal(data, &s)); err != nil { // as a file has it: a part that stands twice is two
		t.Fatal(err)
	}
	fields := func(n int) string {
		all := make([]string, n)
		for i := range all {
			all[i] = fmt.Sprintf(`"f%d": "count"`, i)
		}
		return `{"visits": {"list": {` + strings.Join(all, ",") + `}}}`
	}
	valid(t, &s, map[string]bool{
		`{"paid": "money"}`:                      true,
		`{}`:                                     false,
		`{"paid": "coin"}`:                       false,
		`{"industry": ["fishing"]}`:              true,
		`{"industry": []}`:                       false,
		`{"industry": [""]}`:                     false,
		`{"days": {"list": "date"}}`:             true,
		`{"kinds": {"list": ["a"]}}`:             true,
		`{"days": {}}`:                           false,
		`{"days": {"of": "date"}}`:               false,
		fields(0):                                false,
		fields(1):                                true,
		fields(rule.MostFields):                  true,
		fields(rule.MostFields + 1):              false,
		`{"a b": "money"}`:                       false,
		`{"visits": {"list": {"a b": "money"}}}`: false,
	})
}

func TestASchemaThatCannotBeWrittenIsAnError(t *testing.T) {
	if _, err := Document("lamp", "A lamp", &Schema{Type: "string", Types: []string{"number"}}); err == nil {
		t.Error("a schema of two types was written")
	}
}

func TestWhatMayBeExpectedOfAnAnswerAreItsKeys(t *testing.T) {
	var m Maker
	s := m.Answers(reflect.TypeFor[base](), reflect.TypeFor[lamp]())
	want := []string{"id", "colour", "watts", "built_on", "quarter", "price", "on", "spares", "names", "facts"}
	if diff := cmp.Diff(want, s.PropertyOrder); diff != "" {
		t.Error(diff)
	}
	for key, said := range map[string]string{"id": "The lamp's own.", "on": "A yes, a no, or not given at all."} {
		if got := s.Properties[key].Description; got != said {
			t.Errorf("%s: %q", key, got)
		}
	}
}

// The keys of what is embedded are those of the answer.
func TestMaker_Answers_embedded(t *testing.T) {
	if got := new(Maker).Answers(reflect.TypeFor[lamp]()).PropertyOrder; got[0] != "id" || got[1] != "colour" {
		t.Errorf("got %s", got)
	}
}

type plain struct {
	ID string `json:"id"`
}

func (p *plain) UnmarshalJSON(data []byte) error { return strict.UnmarshalFields(data, p) }

// A shade is a colour of which nothing is said.
type shade string

func (shade) Values() []string { return []string{"dark"} }

// Names that the file makes up, a type that reads itself by its fields, and what is
// asked of a key wherever it stands.
func TestMaker_Of(t *testing.T) {
	type lamps struct {
		ID    string                `json:"id"`
		Grid  string                `json:"grid"`
		Named strict.Entries[plain] `json:"named"`
		Shade shade                 `json:"shade"`
	}
	m := &Maker{Required: true, Keys: map[string]Amend{"id": NotEmpty}}
	s, err := m.Of(reflect.TypeFor[lamps]())
	if err != nil {
		t.Fatal(err)
	}
	valid(t, s, map[string]bool{
		`{"id": "a", "grid": "", "named": {"x": {"id": "b"}}, "shade": "dark"}`: true,
		`{"id": "", "grid": "", "named": {"x": {"id": "b"}}, "shade": "dark"}`:  false,
		`{"id": "a", "grid": "", "named": {"x": {"id": ""}}, "shade": "dark"}`:  false,
		`{"id": "a", "grid": "", "named": {"x": {}}, "shade": "dark"}`:          false,
		`{"id": "a", "grid": "", "named": {"x": {"ID": "b"}}, "shade": "dark"}`: false,
		`{"id": "a", "grid": "", "named": [], "shade": "dark"}`:                 false,
		`{"id": "a", "grid": "", "named": {}, "shade": "light"}`:                false,
	})
	if s.Properties["shade"].Extra != nil {
		t.Errorf("words of which nothing is said have %v", s.Properties["shade"].Extra)
	}
	if len(m.Source) == 0 || m.Source[reflect.TypeFor[lamps]().PkgPath()] == nil {
		t.Error("the comments are not kept for another Maker")
	}
}

func TestTidy(t *testing.T) {
	for text, want := range map[string]string{"Price is 4.5": "4.5.", "Price is high!": "High!", "The Price: low": "Low.", "": ""} {
		if got := tidy(text, "Price", nil); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
