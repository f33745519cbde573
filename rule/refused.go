package rule

// Refused is a lawful no: the event or the request was understood, and a
// provision does not allow it now, or not to this person. It is an error that
// carries its reasons; use errors.As to read them. The case is as it was. The zero value
// gives no reason.
type Refused struct {
	// Event is what was refused: an event of a case or a calculation.
	Event string `json:"event"`
	// State is the state the case was in, empty for a calculation.
	State string `json:"state,omitempty"`
	// Findings say why, each with its provision. There is at least one.
	Findings []Finding `json:"findings"`
}

// Error says what was refused and why, with the provisions.
func (r *Refused) Error() string {
	s := "refused: " + r.Event
	if r.State != "" {
		s += " in state " + r.State
	}
	return s + ": " + paragraph(r.Findings)
}

// Refuse returns a refusal with one reason. holds is false in its finding: the
// provision's condition is not met.
func Refuse(event, state string, cite Citation, text string) *Refused {
	return &Refused{Event: event, State: state, Findings: []Finding{Verbatim(cite, false, text)}}
}
