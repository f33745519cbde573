package calendar

// A Duty is something that someone owes someone, by a day or by none.
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
}

// overdueOn reports whether the duty is overdue on a day: from the day after
// it was due. One without a date never is.
func (d Duty) overdueOn(day Date) bool { return !d.Due.IsZero() && d.Due.Before(day) }

// dueBefore reports whether d is due before e. One without a date comes after
// every one that has one.
func (d *Duty) dueBefore(e *Duty) bool {
	return !d.Due.IsZero() && (e.Due.IsZero() || d.Due.Before(e.Due))
}
