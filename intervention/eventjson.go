package intervention

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"

	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

// kinds holds an empty event of each kind, in the order of the procedure.
var kinds = []Event{ReportNeed{}, IdentifyNeed{}, Initiate{}, MeetEmployer{}, ReviewAsTeam{}, BriefManager{}, HoldSession{},
	DocumentSession{}, Commit{}, DeclinePartnership{}, BriefDirectors{}, DiscussReferral{}, Refer{}, NextCycle{}, Close{}}

// EventNames lists the events, in the order of the procedure.
func EventNames() []EventName {
	names := make([]EventName, len(kinds))
	for i, e := range kinds {
		names[i] = e.Name()
	}
	return names
}

// kindOf returns the empty event of a name, or nil.
func kindOf(name string) Event {
	for _, k := range kinds {
		if string(k.Name()) == name {
			return k
		}
	}
	return nil
}

// UnmarshalEvent reads an event from its JSON form, a flat object with the name
// of the event, its day, the role that reports it and its facts:
//
//	{"event":"meet_employer","on":"2012-02-20","by":"senior_health_and_safety_advisor","committed":false}
//
// An unknown key or event, or a value of the wrong type, is an InputError that
// names it. Whether a word is one of its list is for Apply to say.
func UnmarshalEvent(data []byte) (Event, error) {
	n, err := doc.ParseJSON(data)
	if err != nil {
		return nil, err
	}
	name := ""
	if word := n.Get("event"); word != nil {
		name = word.Text
	}
	kind := kindOf(name)
	if kind == nil {
		return nil, unknownEvent(name)
	}
	e := reflect.New(reflect.TypeOf(kind))
	if err := doc.Input(n.Without("event"), e.Interface()); err != nil {
		return nil, err
	}
	return e.Elem().Interface().(Event), nil
}

// MarshalEvent writes an event in the form that UnmarshalEvent reads. An event
// that could not be read back as it is (a text that is no UTF-8, a Flag that is
// none) is an InputError.
func MarshalEvent(e Event) ([]byte, error) {
	if !isEvent(e) {
		return nil, unknownEvent("")
	}
	facts, err := json.Marshal(e)
	if err != nil {
		return nil, &rule.InputError{Field: string(e.Name()), Value: err.Error(), Expected: "facts that have a JSON form"}
	}
	head := `{"event":"` + string(e.Name()) + `"`
	if len(facts) > len("{}") {
		head += ","
	}
	data := append([]byte(head), facts[1:]...)
	if back, err := UnmarshalEvent(data); err != nil || !reflect.DeepEqual(back, e) {
		return nil, &rule.InputError{Field: string(e.Name()), Value: string(facts), Expected: "facts that can be read back as they are: texts in UTF-8, stages, flags"}
	}
	return data, nil
}

// isEvent reports whether e is one of the events, by value.
func isEvent(e Event) bool {
	for _, k := range kinds {
		if reflect.TypeOf(k) == reflect.TypeOf(e) {
			return true
		}
	}
	return false
}

func unknownEvent(name string) error {
	var known []string
	for _, k := range EventNames() {
		known = append(known, string(k))
	}
	if name == "" {
		return &rule.InputError{Field: "event", Expected: "one of " + strings.Join(known, ", ")}
	}
	return unknownWord("event", name, known)
}

// unknownWord is the error for a word that is none of a list.
func unknownWord(field, word string, known []string) error {
	e := &rule.InputError{Field: field, Value: strconv.Quote(word), Expected: "one of " + strings.Join(known, ", ")}
	if s := rule.Suggest(word, known); s != "" {
		e.Expected += " (did you mean " + strconv.Quote(s) + "?)"
	}
	return e
}
