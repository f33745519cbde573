package procedure

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// A State is where a case stands: a word of the file. The zero value is none.
type State string

// An EventName is the word by which the file knows an event. The zero value is none.
type EventName string

// A Case is one case under a procedure: a plain value, which Start gives first and
// Apply next. It marshals to JSON and back without loss; its facts stand beside the
// others under their names. The zero value has no state, an input error.
type Case struct {
	State  State           `json:"state"`
	LastOn calendar.Date   `json:"last_on,omitzero"` // the day of the last event
	Docket calendar.Docket `json:"docket"`           // the duties that are open

	// facts are a struct of the type that the file declares. Of a case that was read
	// from JSON they are the text, a json.RawMessage, until it meets its procedure.
	facts any
}

// Fact gives a fact of the case by its name: a decimal.Decimal, an int, a bool, a
// string, a calendar.Date, a list of strings or of Entries. It is nil for a name that
// the file does not have, and before a case that was read from JSON met its procedure.
func (c Case) Fact(name string) any { return factOf(c.facts, name) }

func factOf(facts any, name string) any {
	v := reflect.ValueOf(facts)
	if v.Kind() != reflect.Struct {
		return nil
	}
	f := v.FieldByName(goName(name))
	if !f.IsValid() {
		return nil
	}
	switch list := f.Interface().(type) {
	case []string:
		return slices.Clone(list)
	case []Entry:
		return slices.Clone(list)
	}
	return f.Interface()
}

// MarshalJSON writes the state, the facts, the day of the last event and the docket.
func (c Case) MarshalJSON() ([]byte, error) {
	facts, raw := c.facts.(json.RawMessage)
	if !raw && c.facts != nil {
		var err error
		if facts, err = strict.MarshalFacts(c.facts); err != nil {
			return nil, err
		}
	}
	core, err := strict.MarshalFacts(struct {
		LastOn calendar.Date   `json:"last_on,omitzero"`
		Docket calendar.Docket `json:"docket"`
	}{c.LastOn, c.Docket})
	if err != nil {
		return nil, err
	}
	state, err := json.Marshal(c.State)
	if inner := bytes.TrimSpace(facts); len(inner) > len("{}") {
		state = slices.Concat(state, []byte(","), inner[1:len(inner)-1])
	}
	return slices.Concat([]byte(`{"state":`), state, []byte(","), core[1:]), err
}

// UnmarshalJSON reads a case, which has a state and a docket, or over one from Start what
// it has otherwise. What the facts are is for its procedure to say: one that
// it does not have, and a value of another type, are *rule.InputErrors of the first
// event or, in a case from Start, at once.
func (c *Case) UnmarshalJSON(data []byte) error {
	n, err := strict.ParseJSON(data)
	if err != nil {
		return err
	}
	if n.Kind != strict.Map {
		return &rule.InputError{Field: "case", Problem: string(n.Kind) + " is not valid", Expected: "an object"}
	}
	core := struct {
		State  *State           `json:"state"`
		LastOn *calendar.Date   `json:"last_on,omitempty"`
		Docket *calendar.Docket `json:"docket"`
	}{&c.State, &c.LastOn, &c.Docket}
	var own [][]byte
	dec := json.NewDecoder(bytes.NewReader(data))
	_, _ = dec.Token() // it was read before
	for dec.More() {
		key, _ := dec.Token()
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return err
		}
		if !slices.Contains(ownKeys, fmt.Sprint(key)) {
			name, _ := json.Marshal(key)
			own = append(own, slices.Concat(name, []byte(":"), value))
		}
	}
	n.Fields = slices.DeleteFunc(n.Fields, func(f strict.Field) bool { return !slices.Contains(ownKeys, f.Name) })
	reads := strict.Stored
	if c.facts != nil { // over what a case has at the start
		reads = strict.Input
	}
	if err := reads(n, &core); err != nil {
		return err
	}
	c.State, c.LastOn, c.Docket = *core.State, *core.LastOn, *core.Docket
	facts := slices.Concat([]byte("{"), bytes.Join(own, []byte(",")), []byte("}"))
	if _, raw := c.facts.(json.RawMessage); raw || c.facts == nil {
		c.facts = json.RawMessage(facts)
		return nil
	}
	c.facts, err = read(facts, c.facts)
	return err
}

// ownKeys are those of every case.
var ownKeys = []string{"state", "last_on", "docket"}

// read reads facts over those of a struct, which stays as it is.
func read(data []byte, over any) (any, error) {
	facts := reflect.New(reflect.TypeOf(over))
	facts.Elem().Set(reflect.ValueOf(over))
	if err := strict.UnmarshalJSON(data, facts.Interface()); err != nil {
		return over, err
	}
	return facts.Elem().Interface(), nil
}

// An Event is something that was done about a case: of a name, with the facts that the
// file declares. UnmarshalEvent reads one. The zero value has no name: an input error.
type Event struct {
	name  EventName
	facts any // a struct of the type that the file declares, with On and By
}

// Name returns the word by which the event is known.
func (e Event) Name() EventName { return e.name }

// Fact gives a fact of the event by its name, on and by among them, as Case.Fact does.
func (e Event) Fact(name string) any { return factOf(e.facts, name) }

// An Entry is what a case keeps of one period in a series. The zero value is of no period.
type Entry struct {
	Period string          `json:"period"` // 2025, 2025-Q2, 2025-06, 2025-06-30
	Value  decimal.Decimal `json:"value"`
}

// goName is the name of the field of a fact.
func goName(fact string) string {
	if fact == "" {
		return ""
	}
	return strings.ToUpper(fact[:1]) + fact[1:]
}

// The kinds of facts.
var kinds = []string{"text", "number", "count", "yes_no", "date", "list"}

// A check finds what a fact of an event, or of a case that was stored, cannot be.
type check struct {
	name     string
	field    int
	words    []string        // of a text or a list
	from, to decimal.Decimal // of a whole number; to unset: no more than a count can be
}

// err is that of the value in the struct of an event.
func (c *check) err(facts reflect.Value) error {
	switch v := facts.Field(c.field).Interface().(type) {
	case string:
		if v != "" && !slices.Contains(c.words, v) {
			return strict.UnknownWord(c.name, v, c.words)
		}
	case int:
		if v < 0 {
			return &rule.InputError{Field: c.name, Value: strconv.Itoa(v), Expected: "zero or more"}
		}
	case []string:
		for i, w := range v {
			if !slices.Contains(c.words, w) {
				return strict.UnknownWord(fmt.Sprintf("%s[%d]", c.name, i), w, c.words)
			}
		}
	case decimal.Decimal:
		if rule.IsSet(v) && (v.Exponent() > 20 || v.Exponent() < -20 || !v.IsInteger() || v.Cmp(c.from) < 0 || v.Cmp(c.to) > 0) {
			return &rule.InputError{Field: c.name, Value: rule.Digits(v), Expected: fmt.Sprintf("a whole number from %v to %v", c.from, c.to)}
		}
	}
	return nil
}
