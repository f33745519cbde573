package procedure

import (
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/internal/words"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// check looks over the procedure as a whole: what nothing leads to, what nobody does,
// and what nothing names. Where a name is none that would only follow from it.
func (r *reader) check() {
	if r.faults(); r.unknown {
		return
	}
	for _, e := range r.file.Events {
		if !slices.ContainsFunc(r.def.Rows, func(row row) bool { return row.On == EventName(e.Name) && len(row.From) > 0 }) {
			r.mistake(e.Pos, "events."+e.Name, rule.BadValue, "no row takes the event %q", e.Name)
		}
	}
	for _, s := range r.States {
		if !slices.ContainsFunc(r.def.Rows, func(row row) bool { return slices.Contains(row.From, State(s.Value)) || row.To == State(s.Value) }) {
			r.mistake(s.Pos, "states", rule.BadValue, "no row leads to the state %q, or out of it", s.Value)
		}
	}
	r.dutiesAreDone()
	reporters := r.reporters()
	for _, row := range r.def.Rows {
		for i, e := range row.Does {
			if await, ok := e.(lifecycle.Await); ok && len(await.By) > 0 && !decided(row, await, reporters) {
				at := r.places[fmt.Sprintf("%s/does[%d]", row.ID, i)]
				r.mistake(at.Pos, r.paths[row.ID], rule.BadValue, "nobody decides %q: where the case then is, no row takes an event of %s", await.What,
					strings.Join(words.Texts(await.By), " or "))
			}
		}
	}
	unused := func(pos strict.Pos, kind, name string) {
		if !r.used[kind+"."+name] {
			r.mistake(pos, kind+"."+name, rule.BadValue, "nothing names %q", name)
		}
	}
	for _, e := range r.Guards {
		unused(e.Pos, "guards", e.Name)
	}
	for _, e := range r.Groups {
		unused(e.Pos, "groups", e.Name)
	}
	for _, e := range r.Series {
		unused(e.Pos, "series", e.Name)
	}
}

// dutiesAreDone asks of each duty that some row opens it and some row performs it.
func (r *reader) dutiesAreDone() {
	for _, e := range r.file.Duties {
		opened, performed := false, false
		for _, row := range r.def.Rows {
			for _, effect := range row.Does {
				switch effect := effect.(type) {
				case lifecycle.Open:
					opened = opened || effect.Duty == e.Name
				case lifecycle.Perform:
					some := len(effect.IDs) == 0 || slices.Contains(effect.IDs, e.Name)
					performed = performed || some && !slices.Contains(effect.Except, e.Name)
				}
			}
		}
		if !opened {
			r.mistake(e.Pos, "duties."+e.Name, rule.BadValue, "no row opens the duty %q", e.Name)
		} else if !performed {
			r.mistake(e.Pos, "duties."+e.Name, rule.BadValue, "nobody performs the duty %q: no row does", e.Name)
		}
	}
}

// reporters are the roles that may report an event, by the states in which some row
// takes one.
func (r *reader) reporters() map[State]map[rule.Role]bool {
	outer := map[EventName][]lifecycle.Who{}
	for _, row := range r.def.Rows {
		if len(row.From) == 0 {
			outer[row.On] = row.By
		}
	}
	all := map[State]map[rule.Role]bool{}
	for _, row := range r.def.Rows {
		by := row.By
		if len(by) == 0 {
			by = outer[row.On]
		}
		for _, from := range row.From {
			if all[from] == nil {
				all[from] = map[rule.Role]bool{}
			}
			for _, w := range by {
				all[from][w.Role] = true
			}
		}
	}
	return all
}

// decided reports whether some row takes an event from one of the roles that decide,
// in a state where the case is after the row.
func decided(row row, await lifecycle.Await, reporters map[State]map[rule.Role]bool) bool {
	after := row.From
	if row.To != "" {
		after = []State{row.To}
	}
	return slices.ContainsFunc(after, func(s State) bool {
		return slices.ContainsFunc(await.By, func(role rule.Role) bool { return reporters[s][role] })
	})
}
