// Package event has what the events of the three procedures have in common: how
// they change a case and its docket, what is told of that to whoever asks, how a
// case is replayed, and their JSON form, a flat object with the name of the
// event, its day and its facts.
//
//	{"event":"return_signed","on":"2025-02-24","complete":true}
package event

import (
	"encoding/json"
	"reflect"
	"slices"

	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

// Named is what has the name of its kind.
type Named[N ~string] interface{ Name() N }

// Kinds holds an empty event of each kind, by value, in the order in which a
// package lists them. E is the package's interface of all its events.
type Kinds[E Named[N], N ~string] struct {
	list  []E
	types map[reflect.Type]bool // theirs
}

// KindsOf holds the events.
func KindsOf[E Named[N], N ~string](list ...E) Kinds[E, N] {
	k := Kinds[E, N]{list: list, types: map[reflect.Type]bool{}}
	for _, kind := range list {
		k.types[reflect.TypeOf(kind)] = true
	}
	return k
}

// Empty gives the empty events, in order.
func (k Kinds[E, N]) Empty() []E { return slices.Clone(k.list) }

// Names lists the names, in order.
func (k Kinds[E, N]) Names() []N {
	names := make([]N, len(k.list))
	for i, kind := range k.list {
		names[i] = kind.Name()
	}
	return names
}

// Has reports whether e is one of the events, by value. Neither nil nor a
// pointer to an event is.
func (k Kinds[E, N]) Has(e E) bool { return k.types[reflect.TypeOf(e)] }

// Unknown is the error for a name that no event has, with those known; of the
// empty name, that the event is missing.
func (k Kinds[E, N]) Unknown(name N) error {
	known := make([]string, len(k.list))
	for i, kind := range k.list {
		known[i] = string(kind.Name())
	}
	return doc.UnknownWord("event", string(name), known)
}

// Split parts the JSON form of an event into its name, "" when it has none, and
// its facts.
func Split(data []byte) (name string, facts *doc.Node, err error) {
	n, err := doc.ParseJSON(data)
	if err != nil {
		return "", nil, err
	}
	if word := n.Get("event"); word != nil {
		name = word.Text
	}
	return name, n.Without("event"), nil
}

// Unmarshal reads an event from its JSON form. An unknown key or event, or a
// value of the wrong type, is a *rule.InputError that names it.
func (k Kinds[E, N]) Unmarshal(data []byte) (E, error) {
	name, facts, err := Split(data)
	if err != nil {
		var none E
		return none, err
	}
	return k.Of(N(name), facts)
}

// Of reads the facts of an event of a name, as Unmarshal does.
func (k Kinds[E, N]) Of(name N, facts *doc.Node) (E, error) {
	var none E
	for _, kind := range k.list {
		if kind.Name() != name {
			continue
		}
		e := reflect.New(reflect.TypeOf(kind))
		if err := doc.Input(facts, e.Interface()); err != nil {
			return none, err
		}
		return e.Elem().Interface().(E), nil
	}
	return none, k.Unknown(name)
}

// Marshal writes an event in the form that read reads. An event that could not
// be read back as it is (a text that is no UTF-8, a rule.Flag that is none) is
// not written: it is a *rule.InputError that names the event.
func (k Kinds[E, N]) Marshal(e E, read func(data []byte) (E, error)) ([]byte, error) {
	if !k.Has(e) {
		return nil, k.Unknown("")
	}
	name := string(e.Name())
	facts, err := json.Marshal(e)
	if err != nil {
		return nil, &rule.InputError{Field: name, Problem: "there is no JSON form (" + err.Error() + ")", Expected: "facts that have one"}
	}
	head := `{"event":"` + name + `"`
	if len(facts) > len("{}") {
		head += ","
	}
	data := append([]byte(head), facts[1:]...)
	if back, err := read(data); err != nil || !same(reflect.ValueOf(e), reflect.ValueOf(back)) {
		return nil, &rule.InputError{Field: name, Value: string(facts), Expected: "facts that can be read back as they are: texts in UTF-8, numbers in reach, words and flags that exist"}
	}
	return data, nil
}
