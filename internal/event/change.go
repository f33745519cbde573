package event

import (
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
)

// Change is what the changes of the three procedures have in common: whom to
// tell, and the duties of the case that is changed.
type Change struct {
	*Told
	Docket *calendar.Docket // of the case as it becomes
	own    bool             // no other case has the docket's list: it may be written
}

// take makes the docket's list the change's own, with room for more.
func (c *Change) take(room int) {
	if c.own {
		return
	}
	shared := c.Docket.Duties
	c.Docket.Duties, c.own = append(make([]calendar.Duty, 0, len(shared)+room), shared...), true
}

// Open opens duties.
func (c *Change) Open(duties ...calendar.Duty) {
	if len(duties) == 0 {
		return
	}
	c.take(len(duties))
	c.Docket.Duties = append(c.Docket.Duties, duties...)
	c.opened(duties...)
}

// Close closes the duty of that id that is due first, if one is open.
func (c *Change) Close(id string) bool {
	place, ok := c.Docket.First(id)
	if !ok {
		return false
	}
	c.closed(c.Docket.Duties[place])
	switch {
	case len(c.Docket.Duties) == 1:
		c.Docket.Duties = nil // as Docket.Close leaves it
	case place == 0 && !c.own: // the others may stay where they are
		c.Docket.Duties = c.Docket.Duties[1:]
	default:
		c.take(0)
		c.Docket.Duties = slices.Delete(c.Docket.Duties, place, place+1)
	}
	return true
}

// CloseWhere closes every duty that matches, and gives those that it closed.
func (c *Change) CloseWhere(match func(calendar.Duty) bool) []calendar.Duty {
	open, closed := c.Docket.CloseMatching(match)
	*c.Docket, c.own = open, true
	c.closed(closed...)
	return closed
}
