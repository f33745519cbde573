package intervention

import "github.com/workcomp-go/workcomp/internal/event"

// kinds holds an empty event of each kind, in the order of the procedure.
var kinds = event.KindsOf[Event, EventName](ReportNeed{}, IdentifyNeed{}, Initiate{}, MeetEmployer{}, ReviewAsTeam{}, BriefManager{}, HoldSession{},
	DocumentSession{}, Commit{}, DeclinePartnership{}, BriefDirectors{}, DiscussReferral{}, Refer{}, NextCycle{}, Close{})

// EventNames lists the events, in the order of the procedure.
func EventNames() []EventName { return kinds.Names() }

// UnmarshalEvent reads an event from its JSON form, a flat object with the name
// of the event, its day, the role that reports it and its facts:
//
//	{"event":"meet_employer","on":"2012-02-20","by":"senior_health_and_safety_advisor","committed":false}
//
// An unknown key or event, or a value of the wrong type, is an InputError that
// names it. Whether a word is one of its list is for Apply to say.
func UnmarshalEvent(data []byte) (Event, error) { return kinds.Unmarshal(data) }

// MarshalEvent writes an event in the form that UnmarshalEvent reads. An event
// that could not be read back as it is (a text that is no UTF-8, a Flag that is
// none) is an InputError.
func MarshalEvent(e Event) ([]byte, error) { return kinds.Marshal(e, UnmarshalEvent) }
