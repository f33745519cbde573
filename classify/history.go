package classify

import (
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// A History is an employer's standing through time: entries that can be corrected,
// inserted late and taken out, the standing on any day, and what was known on any
// day. Its zero value has no machine and is of no use: NewHistory makes one.
type History = lifecycle.History[Tier, EventName, Standing, Event, *Policy]

// A Revision is what a change of a History would lead to. A zero value changes nothing.
type Revision = lifecycle.Revision[Standing, Event]

// NewHistory begins the history of a standing at its start, under one policy or
// under several versions of one, each from the day on which it is effective. The
// error is an InputError: no policy, another policy's id, two versions of one day.
func NewHistory(start Standing, versions ...*Policy) (*History, error) {
	return lifecycle.NewHistory(historian(versions), start, versions...)
}

// ReadHistory reads a history from its JSON form, and decides its entries again by
// the versions that it was made under, which are handed over; later ones may be
// added.
func ReadHistory(data []byte, versions ...*Policy) (*History, error) {
	return lifecycle.ReadHistory(historian(versions), data, versions...)
}

// historian is the machine that decides for versions of a policy.
func historian(versions []*Policy) *Machine {
	if len(versions) == 0 {
		return runs()
	}
	return versions[0].Machine()
}

// versionOf is the day by whose version of the policy an event is decided. That of a
// review is an interpretation.
func versionOf(own *Policy, e Event) (day, other calendar.Date, id string) {
	r, ok := e.(Review)
	switch {
	case !ok || r.To.IsZero():
		return day, other, ""
	case own.readingOf(versionOfReview) == "period_end":
		return r.To, r.On, versionOfReview
	}
	return r.On, r.To, versionOfReview
}

// A ProtestHistory is a protest through time, as History is a standing. Its zero value is
// of no use: NewProtestHistory makes one.
type ProtestHistory = lifecycle.History[ProtestState, ProtestEventName, Protest, ProtestEvent, *Policy]

// NewProtestHistory begins the history of a protest at its start, as NewHistory that
// of a standing.
func NewProtestHistory(start Protest, versions ...*Policy) (*ProtestHistory, error) {
	return lifecycle.NewHistory(protestHistorian(versions), start, versions...)
}

// ReadProtestHistory reads the history of a protest, as ReadHistory that of a
// standing.
func ReadProtestHistory(data []byte, versions ...*Policy) (*ProtestHistory, error) {
	return lifecycle.ReadHistory(protestHistorian(versions), data, versions...)
}

// protestHistorian is the machine that decides protests for versions of a policy.
func protestHistorian(versions []*Policy) *protestMachine {
	if len(versions) == 0 {
		return protests()
	}
	return versions[0].protestMachine()
}
