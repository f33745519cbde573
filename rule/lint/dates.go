package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
)

// A dated list has rows that hold for some days each.
type dated struct {
	list string
	rows []span
}

// String is the list's own name, without that of the row in which it stands.
func (d *dated) String() string {
	if _, own, nested := strings.Cut(d.list, "]."); nested {
		return own
	}
	return d.list
}

// A span is the days for which a row holds, both included; to is unset where
// only the next row ends it, or nothing.
type span struct {
	from, to calendar.Date
	start    catalogue.Value // that says so: the row's own key from, accidents_from or year
}

// end is where the row says when it ends.
func (s span) end() string {
	_, key := place(s.start)
	if key == "year" {
		return s.start.Path
	}
	return strings.TrimSuffix(s.start.Path, key) + "to"
}

// spanOf reads the days of a row from the value that says when it begins.
func spanOf(v catalogue.Value) (s span, ok bool) {
	from, to := v.From, v.To
	if _, key := place(v); key == "year" {
		from, to = v.Value+"-01-01", v.Value+"-12-31"
	} else if v.Value != from {
		return span{}, false
	}
	s = span{start: v}
	var err error
	if s.from, err = calendar.Parse(from); err == nil && to != "" {
		s.to, err = calendar.Parse(to)
	}
	return s, err == nil
}

// dated are the lists of the policy whose rows are for days.
func (l *linter) dated() []*dated {
	var all []*dated
	for _, v := range l.Values {
		row, ok := spanOf(v)
		list, _ := place(v)
		if !ok || list == "" {
			continue
		}
		i := slices.IndexFunc(all, func(d *dated) bool { return d.list == list })
		if i < 0 {
			i, all = len(all), append(all, &dated{list: list})
		}
		all[i].rows = append(all[i].rows, row)
	}
	return all
}

// schedules reports the days of which a dated list says nothing: those between
// two rows, and the day on.
func (l *linter) schedules(on calendar.Date) {
	for _, d := range l.dated() {
		for i := 1; i < len(d.rows); i++ {
			d.between(l, d.rows[i-1], d.rows[i])
		}
		if on.IsZero() {
			continue
		}
		first, last := d.rows[0], d.rows[len(d.rows)-1]
		switch {
		case on.Before(first.from) && strings.HasPrefix(first.start.Path, d.list+"[0]"):
			d.silent(l, first.start.Path, first, on, "begins on "+first.from.String())
		case !last.to.IsZero() && on.After(last.to):
			d.silent(l, last.end(), last, on, "ends on "+last.to.String())
		}
	}
}

// between reports the days between two rows that follow one another.
func (d *dated) between(l *linter, row, next span) {
	if row.to.IsZero() {
		return
	}
	from, err := row.to.AddDays(1)
	if err != nil || !from.Before(next.from) {
		return
	}
	to, _ := next.from.AddDays(-1) // not before from
	l.warn(rule.Gap, next.start.Path, next.start.Cite,
		fmt.Sprintf("%s says nothing of the days from %v to %v: a question about one of them would be an error", d, from, to),
		rule.Region{Bounds: []string{fmt.Sprintf("%v <= day <= %v", from, to)}, Example: []rule.Fact{rule.Date("day", from)}})
}

// silent reports that the list says nothing of the day on.
func (d *dated) silent(l *linter, path string, row span, on calendar.Date, why string) {
	l.warn(Outdated, path, row.start.Cite, fmt.Sprintf("%s %s: a question about %v would be an error; add a row for it", d, why, on),
		rule.Region{Bounds: []string{"day == " + on.String()}, Example: []rule.Fact{rule.Date("day", on)}})
}
