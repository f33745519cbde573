package lifecycle

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// kindOf gives the kind of an event; nil for one that is none, by value: neither
// nil nor a pointer to an event is.
func (m *Machine[S, E, C, Ev, P]) kindOf(e Ev) *kind[S, E, C, P] {
	of := reflect.TypeOf(m.FactsOf(e))
	kinds := m.ready().kinds
	for i := range kinds {
		if kinds[i].of == of && (m.def.Declared == nil || kinds[i].name == e.Name()) {
			return &kinds[i]
		}
	}
	return nil
}

// FactsOf gives the struct of an event, by value: the event itself, or what it keeps
// where a file declares it.
func (m *Machine[S, E, C, Ev, P]) FactsOf(e Ev) any {
	if d := m.def.Declared; d != nil {
		return d.Of(e)
	}
	return e
}

// HeadOf gives the day of an event and the role that reports it: nobody where the event
// names none, and neither of what is no event of the machine.
func (m *Machine[S, E, C, Ev, P]) HeadOf(e Ev) (h Head) {
	k := m.kindOf(e)
	if k == nil {
		return h
	}
	facts := expression.StructOf(m.FactsOf(e))
	if on, err := k.on.ReadFrom(facts); err == nil { // else it is not set
		h.On = on.Date()
	}
	if k.by != nil {
		by, _ := k.by.ReadFrom(facts) // a text of any words
		h.By = rule.Role(by.Text())
	}
	return h
}

// EventOf gives the event of a name with a struct as FactsOf gives it.
func (m *Machine[S, E, C, Ev, P]) EventOf(name E, facts any) Ev {
	if d := m.def.Declared; d != nil {
		return d.Event(string(name), facts)
	}
	e, _ := facts.(Ev)
	return e
}

// sameEvent reports whether two events state the same.
func (m *Machine[S, E, C, Ev, P]) sameEvent(a, b Ev) bool {
	return same(reflect.ValueOf(m.FactsOf(a)), reflect.ValueOf(m.FactsOf(b))) && (m.def.Declared == nil || a.Name() == b.Name())
}

// Names lists the names of the events, in order.
func (m *Machine[S, E, C, Ev, P]) Names() []E {
	names := make([]E, len(m.def.Events))
	for i, e := range m.def.Events {
		names[i] = e.Name()
	}
	return names
}

// Empty gives an empty event of each kind, in order.
func (m *Machine[S, E, C, Ev, P]) Empty() []Ev { return slices.Clone(m.def.Events) }

// unknown is the error for a name that no event has; the empty name is missing.
func (m *Machine[S, E, C, Ev, P]) unknown(name E) error {
	return strict.UnknownWord("event", name, m.Names())
}

// Unmarshal reads an event from its JSON form, a flat object with the name of the
// event, its day, the role that reports it and its facts:
//
//	{"event":"return_signed","on":"2025-02-24","complete":true}
//
// An unknown key or event, or a value of the wrong type, is a *rule.InputError
// that names it. Whether a word is one of its list is for Apply to say.
func (m *Machine[S, E, C, Ev, P]) Unmarshal(data []byte) (Ev, error) {
	var none Ev
	n, err := strict.ParseJSON(data)
	if err != nil {
		return none, err
	}
	if n.Kind != strict.Map {
		return none, &rule.InputError{Field: "json", Problem: string(n.Kind) + " is not valid", Expected: "an object with the key event"}
	}
	name := ""
	if word := n.Get("event"); word != nil {
		name = word.Text
	} else {
		for _, key := range n.Keys() {
			if rule.Suggest(key, []string{"event"}) != "" {
				return none, &rule.InputError{Field: key, Problem: fmt.Sprintf("key %q is not valid", key), Expected: "the event by its name",
					Suggestion: "event"}
			}
		}
	}
	return m.Decode(E(name), n.Without("event"))
}

// Decode reads an event of a name from its facts, as Unmarshal does.
func (m *Machine[S, E, C, Ev, P]) Decode(name E, facts *strict.Node) (Ev, error) {
	var none Ev
	for _, kind := range m.def.Events {
		if kind.Name() != name {
			continue
		}
		e := reflect.New(reflect.TypeOf(m.FactsOf(kind)))
		if err := strict.Input(facts, e.Interface()); err != nil {
			return none, err
		}
		return m.EventOf(name, e.Elem().Interface()), nil
	}
	return none, m.unknown(name)
}

// Marshal writes an event in the form that Unmarshal reads. An event that could
// not be read back as it is (a text that is no UTF-8, a rule.Flag that is none) is
// a *rule.InputError that names the event, and is not written.
func (m *Machine[S, E, C, Ev, P]) Marshal(e Ev) ([]byte, error) { return m.MarshalAs(e, m.Unmarshal) }

// MarshalAs is Marshal of a procedure that reads its events by read.
func (m *Machine[S, E, C, Ev, P]) MarshalAs(e Ev, read func(data []byte) (Ev, error)) ([]byte, error) {
	if err := m.usable(); err != nil {
		return nil, err
	}
	if m.kindOf(e) == nil {
		return nil, m.unknown("")
	}
	name := string(e.Name())
	facts, err := factsOf(m.FactsOf(e))
	if err != nil {
		return nil, &rule.InputError{Field: name, Value: err.Error(), Expected: "facts that have a JSON form"}
	}
	head := `{"event":"` + name + `"`
	if len(facts) > len("{}") {
		head += ","
	}
	data := append([]byte(head), facts[1:]...)
	if back, err := read(data); err != nil || !m.sameEvent(e, back) {
		return nil, &rule.InputError{Field: name, Value: string(facts),
			Expected: "facts that can be read back as they are: texts in UTF-8, numbers in reach, words and flags that exist"}
	}
	return data, nil
}

// factsOf writes the facts of an event: in the form of its own, where it has one.
func factsOf(e any) ([]byte, error) {
	if own, ok := e.(json.Marshaler); ok {
		return json.Marshal(own)
	}
	return strict.MarshalFacts(e)
}

// same reports whether two events state the same. Amounts are compared by value
// (1.5 and 1.50 are the same, a missing amount and zero are not), and a list
// that is empty states what one that is absent does.
func same(a, b reflect.Value) bool {
	if a.Kind() != b.Kind() || a.IsValid() && a.Type() != b.Type() {
		return false
	}
	if amount, ok := decimalOf(a); ok {
		other, _ := decimalOf(b)
		return rule.IsSet(amount) == rule.IsSet(other) && amount.Cmp(other) == 0
	}
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			if !same(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !same(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Map:
		if a.Len() != b.Len() {
			return false
		}
		for _, key := range a.MapKeys() {
			if !same(a.MapIndex(key), b.MapIndex(key)) {
				return false
			}
		}
		return true
	case reflect.Pointer, reflect.Interface:
		return same(a.Elem(), b.Elem())
	case reflect.Invalid: // nothing, on both sides
		return true
	}
	return a.Equal(b)
}

func decimalOf(v reflect.Value) (decimal.Decimal, bool) {
	if !v.IsValid() || !v.CanInterface() {
		return decimal.Decimal{}, false
	}
	d, ok := v.Interface().(decimal.Decimal)
	return d, ok
}
