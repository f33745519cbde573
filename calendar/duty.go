package calendar

import "github.com/workcomp-go/workcomp/internal/stored"

// A Duty is something that someone owes someone, by a day or by none. The zero value is
// no duty; a zero Due is a duty without a day.
type Duty struct {
	ID       string    `json:"id"`                 // stable: which duty of the instrument it is
	By       string    `json:"by"`                 // the role that owes it
	To       string    `json:"to"`                 // the role it is owed to
	Cite     string    `json:"cite"`               // the provision that lays it down
	Due      Date      `json:"due,omitzero"`       // the last day on which it can be met; the zero Date is no date
	Skipped  []Skipped `json:"skipped,omitempty"`  // the closed days that Due moved past
	CopyTo   []string  `json:"copy_to,omitempty"`  // the roles that get a copy
	Encloses []string  `json:"encloses,omitempty"` // the documents that go with it
	For      string    `json:"for,omitempty"`      // what it is about: a quarter, a date, a role
	Key      string    `json:"key,omitempty"`      // unique in the history of a case: "3/review/2021-Q1"; empty outside of one
	Opened   Mark      `json:"opened,omitzero"`    // when it was opened
	Closed   Mark      `json:"closed,omitzero"`    // when it was closed; the zero Mark while it is open
	How      How       `json:"how,omitempty"`      // how it was closed; empty while it is open
}

// UnmarshalJSON reads a duty strictly: each key once, as it is written, and no other. The
// error is an [*InputError].
func (d *Duty) UnmarshalJSON(data []byte) error {
	type plain Duty
	return stored.Read(data, (*plain)(d), inputError)
}

// A Mark is a day of a case's history, and the entry by which something came
// about; outside of a history the entry is empty. The zero value is no day.
type Mark struct {
	On    Date   `json:"on,omitzero"`
	Entry string `json:"entry,omitempty"`
}

// How says how a duty was closed. The zero value is that of an open duty.
type How string

// The ways in which a duty is closed.
const (
	Met      How = "met"      // performed by its due day, or without one
	Late     How = "late"     // performed after its due day
	Replaced How = "replaced" // another stands in its place: an extension, a new notice
	Lapsed   How = "lapsed"   // the case moved, and it is owed no more
)

// DaysLate is by how many calendar days the duty was performed after its due
// day, or is overdue on the day; 0 when it is not.
func (d Duty) DaysLate(day Date) int {
	if d.Due.IsZero() || !d.Due.Before(day) {
		return 0
	}
	return day.DaysSince(d.Due)
}

// overdueOn reports whether the duty is overdue on a day: from the day after
// it was due. One without a date never is.
func (d Duty) overdueOn(day Date) bool { return !d.Due.IsZero() && d.Due.Before(day) }

// DueBefore reports whether d is due before e. One without a date comes after
// every one that has one.
func (d Duty) DueBefore(e Duty) bool {
	return !d.Due.IsZero() && (e.Due.IsZero() || d.Due.Before(e.Due))
}
