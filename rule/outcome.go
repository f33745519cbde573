package rule

import (
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/stored"
)

// An Outcome is what an event led to, beside the new state of the case. The zero value is
// that of an event that did nothing, or of an error.
type Outcome struct {
	// Findings are the reasoning, in the order in which it was made.
	Findings []Finding `json:"findings"`
	// Opened are the duties the event opened.
	Opened []calendar.Duty `json:"opened,omitempty"`
	// Closed are the duties the event discharged or ended.
	Closed []calendar.Duty `json:"closed,omitempty"`
	// Documents are the letters, forms and file notes the event calls for, by
	// the instrument's own codes.
	Documents []string `json:"documents,omitempty"`
	// Pending are decisions the case now waits for.
	Pending []Pending `json:"pending,omitempty"`
	// Version is the day from which the version of the policy is in force that
	// decided, or none; empty where there is one version only.
	Version string `json:"version,omitempty"`
}

// UnmarshalJSON reads an outcome strictly: each key once, as it is written, and no other,
// here and in what it holds. The error is an InputError.
func (o *Outcome) UnmarshalJSON(data []byte) error {
	type plain Outcome
	return stored.Read(data, (*plain)(o), inputError)
}

// Pending is a decision that the instrument leaves to a named authority. The zero value
// waits for nothing.
type Pending struct {
	What string   `json:"what"` // what is to be decided
	On   []Role   `json:"on"`   // who may decide it: any one of these
	Cite Citation `json:"cite"`
}

// String returns the findings as one paragraph of a letter.
func (o Outcome) String() string { return paragraph(o.Findings) }

// A Role is a person or body by the instrument's own name for it. The zero value is nobody.
type Role string
