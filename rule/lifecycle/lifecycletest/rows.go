package lifecycletest

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/internal/words"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// said is what the effects of a row may lead to, and what they must.
type said struct {
	opens, closes, calls, awaits, sets      []string
	mustOpen, mustCall, mustAwait, mustFind []string
	closing                                 []closing
}

// closing is how an effect closes which duties.
type closing struct {
	how []calendar.How
	lifecycle.Duties
	must bool // it has no condition beside the ids
}

// says gathers the effects.
func says(effects []lifecycle.Effect) *said {
	s := &said{}
	for _, e := range effects {
		switch e := e.(type) {
		case lifecycle.Open:
			s.opens = append(s.opens, e.Duty)
			if e.If == "" && e.Each == "" && !e.Once {
				s.mustOpen = append(s.mustOpen, e.Duty)
			}
		case lifecycle.Perform:
			s.closing = append(s.closing, closing{[]calendar.How{calendar.Met, calendar.Late}, e.Duties, e.If == ""})
		case lifecycle.Lapse:
			s.closing = append(s.closing, closing{[]calendar.How{calendar.Lapsed}, e.Duties, e.If == ""})
		case lifecycle.Replace:
			s.closing = append(s.closing, closing{[]calendar.How{calendar.Replaced}, e.Duties, e.If == ""})
		case lifecycle.Call:
			s.calls = append(s.calls, e.Documents...)
			if e.If == "" {
				s.mustCall = append(s.mustCall, e.Documents...)
			}
		case lifecycle.Await:
			s.awaits = append(s.awaits, e.What)
			if e.If == "" {
				s.mustAwait = append(s.mustAwait, e.What)
			}
		case lifecycle.Set:
			s.sets = append(s.sets, e.Field)
		case lifecycle.Say:
			if e.If == "" {
				s.mustFind = append(s.mustFind, e.ID)
			}
		case lifecycle.Do:
			s.opens, s.closes, s.calls = append(s.opens, e.Opens...), append(s.closes, e.Closes...), append(s.calls, e.Calls...)
			s.awaits = append(s.awaits, e.Awaits...)
		}
	}
	return s
}

// doesWhatItSays holds when everything that came is said by the row that fired and
// the outer ones, and everything that they say without a condition came.
func (m *Transition[S, E, C, Ev, P]) doesWhatItSays() error {
	if m.Err != nil {
		return nil
	}
	if m.Row == nil {
		return errors.New("no row of the event says so: none has its finding in the outcome")
	}
	var effects []lifecycle.Effect
	for _, r := range append(m.outer(), *m.Row) {
		effects = append(effects, r.Does...)
	}
	s := says(effects)
	for _, c := range []struct {
		what            string
		may, must, came []string
	}{
		{"opens", s.opens, s.mustOpen, ids(m.Outcome.Opened)},
		{"calls for", s.calls, s.mustCall, m.Outcome.Documents},
		{"awaits", s.awaits, s.mustAwait, words.Each(m.Outcome.Pending, func(p rule.Pending) string { return p.What })},
		{"finds", nil, append([]string{m.Row.ID}, s.mustFind...), words.Each(m.Outcome.Findings, func(f rule.Finding) string { return f.ID })},
	} {
		for _, came := range c.came {
			if c.what != "finds" && !slices.Contains(c.may, came) { // what else is found is of the guards
				return fmt.Errorf("%s %s %q, which the row does not say", m.Row.ID, c.what, came)
			}
		}
		for _, must := range c.must {
			if !slices.Contains(c.came, must) {
				return fmt.Errorf("%s says that it %s %q, and does not", m.Row.ID, c.what, must)
			}
		}
	}
	if err := m.closesWhatItSays(s); err != nil {
		return err
	}
	return m.movesAsItSays(s)
}

func (m *Transition[S, E, C, Ev, P]) closesWhatItSays(s *said) error {
	for _, d := range m.Outcome.Closed {
		by := func(c closing) bool {
			ofID := (len(c.IDs) == 0 || slices.Contains(c.IDs, d.ID)) && !slices.Contains(c.Except, d.ID)
			return slices.Contains(c.how, d.How) && ofID && (c.By == "" || c.By == d.By)
		}
		if !slices.ContainsFunc(s.closing, by) && !slices.Contains(s.closes, d.ID) {
			return fmt.Errorf("%s closes %q as %s, which the row does not say", m.Row.ID, d.ID, d.How)
		}
	}
	for _, c := range s.closing {
		if !c.must || c.By != "" || c.For != "" || c.Match != "" {
			continue
		}
		for _, id := range c.IDs {
			open := slices.ContainsFunc(m.Kit.docket(m.Before), func(d calendar.Duty) bool { return d.ID == id })
			if open && !slices.Contains(ids(m.Outcome.Closed), id) {
				return fmt.Errorf("%s says that it closes %q, and does not", m.Row.ID, id)
			}
		}
	}
	return nil
}

// movesAsItSays holds when the case is in the state of the row, and all else that
// changed is set by it.
func (m *Transition[S, E, C, Ev, P]) movesAsItSays(s *said) error {
	before, after := m.Before, m.After
	was, is := m.Kit.core(&before), m.Kit.core(&after)
	want := m.Row.To
	if want == "" {
		want = *was.State
	}
	if *is.State != want {
		return fmt.Errorf("%s moves the case to %s, and it is %s", m.Row.ID, want, *is.State)
	}
	*is.State, *is.LastOn, *is.Docket = *was.State, *was.LastOn, *was.Docket
	for _, field := range s.sets {
		m.Kit.put(&after, &before, field)
	}
	if written(after) != written(before) {
		return fmt.Errorf("%s changes what the row does not set: %s became %s", m.Row.ID, written(before), written(after))
	}
	return nil
}

// put gives a fact of a case the value that it has in another; nil: none.
func (k *Kit[S, E, C, Ev, P]) put(c, from *C, field string) {
	to, d := at(reflect.ValueOf(c).Elem(), field), k.definition().Declared
	var own reflect.Value // what takes the place of what a case keeps of a type that a file declares
	if !to.IsValid() {
		own = reflect.New(reflect.TypeOf(d.Case)).Elem()
		own.Set(reflect.ValueOf(*d.In(c)))
		to = at(own, field)
	}
	switch {
	case from == nil:
		to.SetZero()
	case own.IsValid():
		to.Set(at(reflect.ValueOf(*d.In(from)), field))
	default:
		to.Set(at(reflect.ValueOf(from).Elem(), field))
	}
	if own.IsValid() {
		*d.In(c) = own.Interface()
	}
}

// at is the field of a case at a path of JSON names; the zero Value where it has none.
func at(v reflect.Value, path string) reflect.Value {
	for name := range strings.SplitSeq(path, ".") {
		if v = fieldOf(v, name); !v.IsValid() {
			break
		}
	}
	return v
}

// fieldOf is a field of a struct by its JSON name, or of one that is embedded in
// it.
func fieldOf(v reflect.Value, name string) reflect.Value {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if expression.Promotes(f, "json") {
			if found := fieldOf(v.Field(i), name); found.IsValid() {
				return found
			}
		} else if expression.NameOf(f, "json") == name {
			return v.Field(i)
		}
	}
	return reflect.Value{}
}

func ids(duties []calendar.Duty) []string {
	return words.Each(duties, func(d calendar.Duty) string { return d.ID })
}
