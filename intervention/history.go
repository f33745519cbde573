package intervention

import "github.com/workcomp-go/workcomp/rule/lifecycle"

// A History is a case through time: entries that can be corrected, inserted late and
// taken out, the case on any day, and what was known on any day. Its zero value is of no
// use: NewHistory makes one.
type History = lifecycle.History[State, EventName, Case, Event, *Policy]

// A Revision is what a change of a History would lead to. A zero value changes nothing.
type Revision = lifecycle.Revision[Case, Event]

// NewHistory begins the history of a case at its start, under one policy or under
// several versions of one, each from the day on which it is effective. The error is
// an InputError: no policy, another policy's id, two versions of one day.
func NewHistory(start Case, versions ...*Policy) (*History, error) {
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
