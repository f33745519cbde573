package calendar

import (
	"reflect"
	"slices"

	"github.com/workcomp-go/workcomp/internal/stored"
)

// A Docket holds the duties that are open, in the order in which they were
// opened. It is a plain value: its methods give another docket and leave their
// receiver as it was, and no list of a duty is shared with what they take or give.
// The zero Docket has no duties, and so has one of which all were closed.
type Docket struct {
	Duties []Duty `json:"duties"`
}

// UnmarshalJSON reads a docket strictly: each key once, as it is written, and no other. The error is an [*InputError].
func (k *Docket) UnmarshalJSON(data []byte) error {
	type plain Docket
	return stored.Read(data, (*plain)(k), inputError)
}

// Open gives the docket with the duties added at its end.
func (k Docket) Open(duties ...Duty) Docket {
	return Docket{copied(slices.Concat(k.Duties, duties))}
}

// Close gives the docket without the duty of that id, the duty closed, and
// whether there was one. Of several it closes the one due first: one without
// a date after those that have one, and of equals the one opened first.
func (k Docket) Close(id string) (Docket, []Duty, bool) {
	first, ok := k.First(id)
	if !ok {
		return k, nil, false
	}
	rest := slices.Concat(k.Duties[:first], k.Duties[first+1:])
	return Docket{copied(rest)}, copied([]Duty{k.Duties[first]}), true
}

// First gives the place among the duties of the one that Close closes, and
// whether there is one.
func (k Docket) First(id string) (place int, ok bool) {
	place = -1
	for i := range k.Duties {
		if d := &k.Duties[i]; d.ID == id && (place < 0 || d.DueBefore(k.Duties[place])) {
			place = i
		}
	}
	return place, place >= 0
}

// CloseMatching gives the docket without the duties that match, and those
// duties, in the order in which they were opened.
func (k Docket) CloseMatching(match func(Duty) bool) (Docket, []Duty) {
	var open, closed []Duty
	for _, d := range k.Duties {
		if match(d) {
			closed = append(closed, d)
		} else {
			open = append(open, d)
		}
	}
	return Docket{copied(open)}, copied(closed)
}

// copied gives duties lists of their own, in the slice that it is given.
func copied(duties []Duty) []Duty {
	for i := range duties {
		d := &duties[i]
		d.Skipped, d.CopyTo, d.Encloses = slices.Clone(d.Skipped), slices.Clone(d.CopyTo), slices.Clone(d.Encloses)
	}
	return duties
}

// Has reports whether a duty of that id is open.
func (k Docket) Has(id string) bool {
	_, ok := k.First(id)
	return ok
}

// Find gives the open duties of that id, in the order in which they were
// opened.
func (k Docket) Find(id string) []Duty {
	return k.where(func(d Duty) bool { return d.ID == id })
}

// IDs gives the ids of the open duties, in the order in which they were
// opened; an id stands as often as it is open.
func (k Docket) IDs() []string {
	var ids []string
	for _, d := range k.Duties {
		ids = append(ids, d.ID)
	}
	return ids
}

// Diff compares the docket of a history with the one that follows it, duty by duty by
// their keys: gone are those that the next has no more, come are those that are new to
// it. A duty that is another now (due on another day, owed by another) is in both.
func (k Docket) Diff(next Docket) (gone, come []Duty) {
	return k.lacking(next), next.lacking(k)
}

// lacking gives the duties that another docket has not, or has otherwise.
func (k Docket) lacking(other Docket) []Duty {
	return k.where(func(d Duty) bool {
		return !slices.ContainsFunc(other.Duties, func(o Duty) bool { return o.Key == d.Key && reflect.DeepEqual(o, d) })
	})
}

// OverdueOn gives the duties that are overdue on a day, in the order in which
// they were opened. A duty is overdue from the day after it was due.
func (k Docket) OverdueOn(day Date) []Duty {
	return k.where(func(d Duty) bool { return d.overdueOn(day) })
}

// Next gives the duty that is due first on or after a day, and whether there
// is one. Of several due on one day it is the one opened first.
func (k Docket) Next(day Date) (Duty, bool) {
	next := -1
	for i := range k.Duties {
		if d := &k.Duties[i]; !d.Due.IsZero() && !d.Due.Before(day) && (next < 0 || d.DueBefore(k.Duties[next])) {
			next = i
		}
	}
	if next < 0 {
		return Duty{}, false
	}
	return copied([]Duty{k.Duties[next]})[0], true
}

// where gives the open duties that match, in the order in which they were
// opened.
func (k Docket) where(match func(Duty) bool) []Duty {
	_, matched := k.CloseMatching(match)
	return matched
}
