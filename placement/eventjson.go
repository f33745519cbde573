package placement

import "github.com/workcomp-go/workcomp/internal/event"

// kinds holds an empty event of each kind, in the order of the procedure.
var kinds = event.KindsOf[Event, EventName](Propose{}, ArrangeSupport{}, AgreeTerms{}, Assess{}, Approve{}, Refuse{}, ConfirmDenial{}, RejectDenial{},
	SendAgreement{}, ReturnSigned{}, Decline{}, DecideSuspension{}, Begin{}, Contact{}, RaiseIssue{}, ResolveIssue{}, Discontinue{},
	ReturnClaim{}, RequestExtension{}, DecideExtension{}, Conclude{}, Determine{})

// EventNames lists the events, in the order of the procedure.
func EventNames() []EventName { return kinds.Names() }

// UnmarshalEvent reads an event from its JSON form, a flat object with the name
// of the event, its day and its facts:
//
//	{"event":"return_signed","on":"2025-02-24","complete":true}
//
// An unknown key or event, or a value of the wrong type, is an InputError that
// names it.
func UnmarshalEvent(data []byte) (Event, error) { return kinds.Unmarshal(data) }

// MarshalEvent writes an event in the form that UnmarshalEvent reads. An event
// that could not be read back as it is (a text that is no UTF-8, a Flag that is
// none) is an InputError.
func MarshalEvent(e Event) ([]byte, error) { return kinds.Marshal(e, UnmarshalEvent) }
