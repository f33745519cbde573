package classify

import (
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/internal/event"
	"github.com/workcomp-go/workcomp/rule"
)

// kinds holds an empty event of each kind, in the order of EventNames.
var kinds = event.Kinds[Event, EventName]{Review{}, Decide{}, Nonparticipation{}, Noncompliance{}, Exclude{}, Order{}, ClosePeriod{}, CloseQuarter{},
	Notify{}, ReceivePlan{}, ReceiveReport{}, CompleteInspection{}, Complete{}}

// EventNames lists the events.
func EventNames() []EventName { return kinds.Names() }

// UnmarshalEvent reads an event from its JSON form, a flat object with the name
// of the event, its day and its facts:
//
//	{"event":"review","on":"1995-01-31","from":"1994-07-01","to":"1994-12-31","three_year_premium":32850,"emf":"1.73"}
//
// Numbers keep the digits that were written. An unknown key or event, or a
// value of the wrong type, is an InputError that names it.
func UnmarshalEvent(data []byte) (Event, error) {
	name, facts, err := event.Split(data)
	if err != nil {
		return nil, err
	}
	if name == string(review) {
		return unmarshalReview(facts)
	}
	return kinds.Of(EventName(name), facts)
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

// MarshalEvent writes an event in the form that UnmarshalEvent reads. An event
// that could not be read back as it is (a text that is no UTF-8, a Flag that is
// none) is an InputError.
func MarshalEvent(e Event) ([]byte, error) { return kinds.Marshal(e, UnmarshalEvent) }
