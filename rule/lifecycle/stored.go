package lifecycle

import (
	"cmp"
	"encoding/json"
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/stored"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// State gives the state of the case after all entries.
func (h *History[S, E, C, Ev, P]) State() string {
	if h.m == nil {
		return ""
	}
	c := h.Case()
	return string(*h.m.def.Case(&c).State)
}

// Docket gives the duties that are open after all entries.
func (h *History[S, E, C, Ev, P]) Docket() calendar.Docket {
	if h.m == nil {
		return calendar.Docket{}
	}
	c := h.Case()
	return *h.m.def.Case(&c).Docket
}

// A Request asks for a change of a history in the form in which it comes to a host,
// of a procedure of any kind. The zero value asks for nothing: an input error.
type Request struct {
	Do       string          `json:"do"`                // append, insert, correct or remove
	Entry    string          `json:"entry"`             // the id of the entry
	Event    json.RawMessage `json:"event,omitempty"`   // the event; of correct the facts that are others, see Patch
	Reason   string          `json:"reason,omitempty"`  // of remove
	Recorded calendar.Date   `json:"recorded,omitzero"` // see As
	Note                     // see As
}

// UnmarshalJSON reads a request strictly: each key once, as it is written, and no other.
// The error is an *rule.InputError.
func (r *Request) UnmarshalJSON(data []byte) error {
	type plain Request
	return stored.Read(data, (*plain)(r), inputError)
}

func inputError(f stored.Fault) error { return (*rule.InputError)(&f) }

// Done is what a request led to. The zero value stands beside an error.
type Done struct {
	Outcome  rule.Outcome   `json:"outcome"`            // of the entry; of one that is removed an empty one
	Revision []rule.Finding `json:"revision,omitempty"` // of insert, correct and remove: what becomes of the case, see Revision.Findings
}

// Request makes the change that is asked for. A revision is accepted at once: a host
// that looks at it first asks a Clone. Refused or in error, the history is as it was.
func (h *History[S, E, C, Ev, P]) Request(r Request) (Done, error) {
	as := As{Recorded: r.Recorded, Note: r.Note}
	var revision *Revision[C, Ev]
	var e Ev
	var err error
	switch r.Do {
	case "append":
		if e, err = h.m.Unmarshal(r.Event); err != nil {
			return Done{}, err
		}
		outcome, err := h.Append(r.Entry, e, as)
		return Done{Outcome: outcome}, err
	case "insert":
		if e, err = h.m.Unmarshal(r.Event); err == nil {
			revision, err = h.Insert(r.Entry, e, as)
		}
	case "correct":
		if e, err = h.Patch(r.Entry, r.Event); err == nil {
			revision, err = h.Correct(r.Entry, e, as)
		}
	case "remove":
		revision, err = h.Remove(r.Entry, r.Reason, as)
	default:
		err = strict.UnknownWord("do", r.Do, []string{"append", "correct", "insert", "remove"})
	}
	if err != nil {
		return Done{}, err
	}
	findings := revision.Findings()
	_, err = h.Accept()
	return Done{revision.Outcome, findings}, err
}

// A Stored is a record of an entry in the form in which a host keeps it, as a row of
// a table: change and entry are its key. That of an entry which decides nothing has
// no event: it is the one before. The zero value is no record: an error where one is read.
type Stored struct {
	Entry    string          `json:"entry,omitempty"`
	Change   int             `json:"change"`
	Recorded calendar.Date   `json:"recorded"`
	Status   Status          `json:"status"`
	Event    json.RawMessage `json:"event,omitempty"`
	Why      string          `json:"why,omitempty"`
	Note
}

// UnmarshalJSON reads a record strictly: each key once, as it is written, and no other. The
// error is an *rule.InputError.
func (s *Stored) UnmarshalJSON(data []byte) error {
	type plain Stored
	return stored.Read(data, (*plain)(s), inputError)
}

// stored is a record of an entry as it is kept.
func (h *History[S, E, C, Ev, P]) stored(entry string, r Record[Ev]) (Stored, error) {
	s := Stored{Entry: entry, Change: r.Change, Recorded: r.Recorded, Status: r.Status, Why: r.Why, Note: r.Note}
	if r.Status == InForce {
		event, err := h.m.Marshal(r.Event)
		if err != nil {
			return s, &EntryError{entry, err}
		}
		s.Event = event
	}
	return s, nil
}

// Changes counts the changes of the history so far.
func (h *History[S, E, C, Ev, P]) Changes() int { return h.changes }

// Records gives what was recorded after a number of changes, in the order of the
// changes: 0 gives all. A change of one entry records those that it makes void too.
// An event that could not be read back is an *EntryError.
func (h *History[S, E, C, Ev, P]) Records(after int) ([]Stored, error) {
	var all []Stored
	for _, n := range h.line {
		for _, r := range append(slices.Clip(n.entry.Earlier), n.entry.Record) {
			if r.Change <= after {
				continue
			}
			s, err := h.stored(n.entry.ID, r)
			if err != nil {
				return nil, err
			}
			all = append(all, s)
		}
	}
	slices.SortStableFunc(all, func(a, b Stored) int { return a.Change - b.Change })
	return all, nil
}

// Load fills a history that has no entries with what Records gave, in any order, and
// decides it again. The error is that of ReadHistory, and an *rule.InputError for a
// history that has begun; with an error the history is not to be used.
func (h *History[S, E, C, Ev, P]) Load(records ...Stored) error {
	if len(h.line) > 0 {
		return &rule.InputError{Field: "records", Expected: "a history without entries to load them into"}
	}
	records = slices.Clone(records)
	slices.SortStableFunc(records, func(a, b Stored) int { return cmp.Or(cmp.Compare(a.Entry, b.Entry), a.Change-b.Change) })
	var forms []entryJSON
	for i, r := range records {
		if i == 0 || records[i-1].Entry != r.Entry {
			forms = append(forms, entryJSON{ID: r.Entry})
		}
		last := &forms[len(forms)-1]
		last.Records = append(last.Records, r)
	}
	var entries []*Entry[Ev]
	for _, form := range forms {
		e, err := h.m.readEntry(form)
		if err != nil {
			return &EntryError{form.ID, err}
		}
		entries = append(entries, e)
	}
	slices.SortStableFunc(entries, func(a, b *Entry[Ev]) int { return cmp.Or(a.On.Compare(b.On), a.placed()-b.placed()) })
	if err := forward(entries); err != nil {
		return err
	}
	return h.fill(entries, nil)
}
