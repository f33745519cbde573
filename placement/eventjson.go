package placement

import (
	"encoding/json"
	"reflect"

	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

// kinds holds an empty event of each kind, in the order of the procedure.
var kinds = []Event{Propose{}, ArrangeSupport{}, AgreeTerms{}, Assess{}, Approve{}, Refuse{}, ConfirmDenial{}, RejectDenial{},
	SendAgreement{}, ReturnSigned{}, Decline{}, DecideSuspension{}, Begin{}, Contact{}, RaiseIssue{}, ResolveIssue{}, Discontinue{},
	ReturnClaim{}, RequestExtension{}, DecideExtension{}, Conclude{}, Determine{}}

// EventNames lists the events, in the order of the procedure.
func EventNames() []EventName {
	names := make([]EventName, len(kinds))
	for i, e := range kinds {
		names[i] = e.Name()
	}
	return names
}

// UnmarshalEvent reads an event from its JSON form, a flat object with the name
// of the event, its day and its facts:
//
//	{"event":"return_signed","on":"2025-02-24","complete":true}
//
// An unknown key or event, or a value of the wrong type, is an InputError that
// names it.
func UnmarshalEvent(data []byte) (Event, error) {
	n, err := doc.ParseJSON(data)
	if err != nil {
		return nil, err
	}
	name := ""
	if word := n.Get("event"); word != nil {
		name = word.Text
	}
	for _, kind := range kinds {
		if string(kind.Name()) != name {
			continue
		}
		e := reflect.New(reflect.TypeOf(kind))
		if err := doc.Input(n.Without("event"), e.Interface()); err != nil {
			return nil, err
		}
		return e.Elem().Interface().(Event), nil
	}
	return nil, unknownEvent(name)
}

func unknownEvent(name string) error {
	var known []string
	for _, k := range EventNames() {
		known = append(known, string(k))
	}
	if name == "" {
		return &rule.InputError{Field: "event", Expected: "the name of an event"}
	}
	return unknownWord("event", name, known)
}

// MarshalEvent writes an event in the form that UnmarshalEvent reads.
func MarshalEvent(e Event) ([]byte, error) {
	if !isEvent(e) {
		return nil, unknownEvent("")
	}
	facts, err := json.Marshal(e)
	if err != nil {
		return nil, err
	}
	head := `{"event":"` + string(e.Name()) + `",`
	return append([]byte(head), facts[1:]...), nil // On is always among the facts
}
