package strict

import (
	"errors"
	"reflect"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
)

// ClosedDays are closed days in a file or a message: a name, or a table of one's
// own. Days is nil where there were none, or what stood there was a mistake.
type ClosedDays struct {
	Days *calendar.Closed
	Pos  Pos
}

// closedNames are the names of the closed days that the calendar knows.
var closedNames = []string{"none", "weekends", "us-wv", "ca-ab"}

func (c *ClosedDays) decodeAt(d *Decoder, n *Node, path string) {
	c.Pos = n.Pos
	if n.Kind != Map {
		if !d.scalar(n, path, "the name of closed days, or a table") {
			return
		}
		days, err := calendar.Named(n.Text)
		if err != nil {
			m := n.diagnostic(rule.BadValue, path, "one of none, weekends, us-wv, ca-ab, or a table")
			m.Suggestion = rule.Suggest(n.Text, closedNames)
			d.add(m)
			return
		}
		c.Days = days
		return
	}
	var table calendar.Table
	before := len(d.Diagnostics)
	d.kind(n, path, reflect.ValueOf(&table).Elem())
	if len(d.Diagnostics) > before {
		return
	}
	days, err := calendar.NewClosed(table)
	var e *calendar.InputError
	if errors.As(err, &e) {
		_, at := n.find(e.Field)
		d.Diagnostics = append(d.Diagnostics, Diagnostic{Code: rule.BadValue, Pos: at.Pos, Path: Join(path, e.Field),
			Given: e.Value, Problem: e.Problem, Expected: e.Expected})
		return
	}
	c.Days = days
}

// String is the name by which the closed days are cited.
func (c ClosedDays) String() string { return c.Days.Name() }
