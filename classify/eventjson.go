package classify

import (
	"encoding/json"
	"reflect"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

// kinds holds an empty event of each kind, in the order of EventNames.
var kinds = []Event{Review{}, Decide{}, Nonparticipation{}, Noncompliance{}, Exclude{}, Order{}, ClosePeriod{}, CloseQuarter{},
	Notify{}, ReceivePlan{}, ReceiveReport{}, CompleteInspection{}, Complete{}}

// EventNames lists the events.
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
//	{"event":"review","on":"1995-01-31","from":"1994-07-01","to":"1994-12-31","three_year_premium":32850,"emf":"1.73"}
//
// Numbers keep the digits that were written. An unknown key or event, or a
// value of the wrong type, is an InputError that names it.
func UnmarshalEvent(data []byte) (Event, error) {
	n, err := doc.ParseJSON(data)
	if err != nil {
		return nil, err
	}
	name := ""
	if word := n.Get("event"); word != nil {
		name = word.Text
	}
	facts := n.Without("event")
	if name == string(review) {
		return unmarshalReview(facts)
	}
	for _, kind := range kinds {
		if string(kind.Name()) != name {
			continue
		}
		e := reflect.New(reflect.TypeOf(kind))
		if err := doc.Input(facts, e.Interface()); err != nil {
			return nil, err
		}
		return e.Elem().Interface().(Event), nil
	}
	return nil, unknownEvent(name)
}

func unmarshalReview(facts *doc.Node) (Event, error) {
	var j reviewJSON
	if err := doc.Input(facts, &j); err != nil {
		return nil, err
	}
	e := Review{On: j.On, By: j.By, From: j.From, To: j.To, NewSubscriber: j.NewSubscriber, Facts: j.Facts}
	for _, amount := range []struct {
		field string
		text  *string
		to    *decimal.Decimal
	}{{premiumFact, j.ThreeYearPremium, &e.ThreeYearPremium}, {emfFact, j.EMF, &e.EMF}} {
		if amount.text == nil {
			continue
		}
		var err error
		if *amount.to, err = rule.ParseDecimal(amount.field, *amount.text); err != nil {
			return nil, err
		}
	}
	return e, nil
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
	return append([]byte(head), facts[1:]...), nil // on is always among the facts
}

// isEvent reports whether e is one of the events, by value.
func isEvent(e Event) bool {
	switch e.(type) {
	case Review, Decide, Nonparticipation, Noncompliance, Exclude, Order, ClosePeriod, CloseQuarter,
		Notify, ReceivePlan, ReceiveReport, CompleteInspection, Complete:
		return true
	}
	return false
}

func unknownEvent(name string) error {
	known := make([]string, len(kinds))
	for i, e := range kinds {
		known[i] = string(e.Name())
	}
	return unknownWord("event", name, known)
}
