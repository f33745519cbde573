package classify

import "github.com/workcomp-go/workcomp/internal/event"

// kinds holds an empty event of each kind, in the order of EventNames.
var kinds = event.KindsOf[Event, EventName](Review{}, Decide{}, Nonparticipation{}, Noncompliance{}, Exclude{}, Order{}, ClosePeriod{}, CloseQuarter{},
	Notify{}, ReceivePlan{}, ReceiveReport{}, CompleteInspection{}, Complete{})

// EventNames lists the events.
func EventNames() []EventName { return kinds.Names() }

// UnmarshalEvent reads an event from its JSON form, a flat object with the name
// of the event, its day and its facts:
//
//	{"event":"review","on":"1995-01-31","from":"1994-07-01","to":"1994-12-31","three_year_premium":32850,"emf":"1.73"}
//
// Numbers keep the digits that were written. An unknown key or event, or a
// value of the wrong type, is an InputError that names it.
func UnmarshalEvent(data []byte) (Event, error) { return kinds.Unmarshal(data) }

// MarshalEvent writes an event in the form that UnmarshalEvent reads. An event
// that could not be read back as it is (a text that is no UTF-8, a Flag that is
// none) is an InputError.
func MarshalEvent(e Event) ([]byte, error) { return kinds.Marshal(e, UnmarshalEvent) }
