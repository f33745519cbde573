package classify

import (
	"fmt"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// A ProtestEventName is the word by which an event of a protest is known. The zero value
// is no event.
type ProtestEventName string

// The events of a protest.
const (
	fileProtest        ProtestEventName = "file"
	acknowledgeProtest ProtestEventName = "acknowledge"
	decideProtest      ProtestEventName = "decide"
	extendStay         ProtestEventName = "extend_stay"
)

// A ProtestEvent is something that was done about a protest, one of the structs
// below, by value. Nil is no event: an input error.
type ProtestEvent interface {
	Name() ProtestEventName
	protest() // of this package
}

// FileProtest is the filing of a petition (10.2). Without By it is the employer's. The
// zero value lacks its day: an input error.
type FileProtest struct {
	On             calendar.Date `json:"on"`
	By             rule.Role     `json:"by,omitempty"`
	Decided        calendar.Date `json:"decided,omitzero"`         // the day of the order
	NoticeReceived calendar.Date `json:"notice_received,omitzero"` // on which the employer received notice of it
	Received       calendar.Date `json:"received,omitzero"`        // on which the commission received the petition
	Issue          string        `json:"issue,omitempty"`          // the exact issue
	Address        string        `json:"address,omitempty"`        // a person with the address for notices
}

// AcknowledgeProtest is the commission's acknowledgement of a protest, and later
// the day of an opportunity for hearing that it gives or moves (10.3). Without By
// it is the commission's. The zero value lacks its day: an input error.
type AcknowledgeProtest struct {
	On      calendar.Date `json:"on"`
	By      rule.Role     `json:"by,omitempty"`
	Hearing calendar.Date `json:"hearing,omitzero"` // the day of the opportunity for hearing
}

// DecideProtest is the decision of a hearing examiner (10.4). The zero value lacks its
// day: an input error.
type DecideProtest struct {
	On      calendar.Date `json:"on"`
	By      rule.Role     `json:"by,omitempty"`
	Granted rule.Flag     `json:"granted,omitzero"` // the protest succeeds: the decision is set aside
	Reason  string        `json:"reason,omitempty"`
}

// ExtendStay is a further stay, at the commission's discretion (10.3). The zero value
// lacks its day: an input error.
type ExtendStay struct {
	On                   calendar.Date `json:"on"`
	By                   rule.Role     `json:"by,omitempty"`
	Until                calendar.Date `json:"until,omitzero"`                  // its last day
	SafetyNotCompromised rule.Flag     `json:"safety_not_compromised,omitzero"` // the safety of employees is not compromised by it
}

// Name returns "file".
func (FileProtest) Name() ProtestEventName { return fileProtest }

// Name returns "acknowledge".
func (AcknowledgeProtest) Name() ProtestEventName { return acknowledgeProtest }

// Name returns "decide".
func (DecideProtest) Name() ProtestEventName { return decideProtest }

// Name returns "extend_stay".
func (ExtendStay) Name() ProtestEventName { return extendStay }

func (FileProtest) protest()        {}
func (AcknowledgeProtest) protest() {}
func (DecideProtest) protest()      {}
func (ExtendStay) protest()         {}

// acceptProtest looks at days that cannot be: those that were not given are asked
// for by the rows.
func acceptProtest(_ *Policy, c *Protest, e ProtestEvent) error {
	switch e := e.(type) {
	case FileProtest:
		switch {
		case !e.NoticeReceived.IsZero() && e.NoticeReceived.Before(e.Decided):
			return dayBefore("notice_received", e.NoticeReceived, "the order", e.Decided)
		case !e.Received.IsZero() && e.Received.Before(e.Decided):
			return dayBefore("received", e.Received, "the order", e.Decided)
		case e.On.Before(e.Received):
			return &rule.InputError{Field: "received", Value: e.Received.String(),
				Expected: fmt.Sprintf("a day not after %v, the day of the event", e.On)}
		}
	case AcknowledgeProtest:
		if !e.Hearing.IsZero() && e.Hearing.Before(e.On) {
			return dayBefore("hearing", e.Hearing, "the event", e.On)
		}
	case ExtendStay:
		latest, of := e.On, "the event"
		if latest.Before(c.StayUntil.Until) {
			latest, of = c.StayUntil.Until, "the stay"
		}
		if !e.Until.IsZero() && !latest.Before(e.Until) {
			return &rule.InputError{Field: "until", Value: e.Until.String(), Expected: fmt.Sprintf("a day after that of %s, %v", of, latest)}
		}
	}
	return nil
}

// dayBefore is the error for a day before the one that it follows.
func dayBefore(field string, day calendar.Date, of string, than calendar.Date) error {
	return &rule.InputError{Field: field, Value: day.String(), Expected: fmt.Sprintf("a day not before that of %s, %v", of, than)}
}
