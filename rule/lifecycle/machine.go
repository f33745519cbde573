package lifecycle

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/internal/unshare"
	"github.com/workcomp-go/workcomp/rule"
)

// A Machine runs a Definition. It is immutable and safe for any number of
// goroutines; its rows are compiled when they are first used. The zero value runs nothing:
// an input error.
type Machine[S, E ~string, C any, Ev Event[E], P any] struct {
	def     Definition[S, E, C, Ev, P]
	shared  *shared[C, P]
	lists   []int // the fields of a case that hold any
	compile func() *compiled[S, E, C, P]
}

// compiled are the rows of a definition, ready to run.
type compiled[S, E ~string, C, P any] struct {
	kinds  []kind[S, E, C, P]
	faults []*RowError
}

// kind is one kind of event with its rows.
type kind[S, E ~string, C, P any] struct {
	name   E
	of     reflect.Type
	on, by *expression.Field
	flags  []*expression.Field
	given  []*expression.Field // the numbers of the event
	kept   []*expression.Field // and those of the case
	states []string            // of the definition
	day    []int               // the index of the field On
	scope  *scope
	outer  []guard[C, P] // of the case, whatever the event: looked at before the state
	rows   []row[S, E, C, P]
}

// New makes a machine of a definition. Mistakes in the definition are those of
// Check; a machine that has any gives the first as its error, or panics with it where
// there is none to give.
func New[S, E ~string, C any, Ev Event[E], P any](def Definition[S, E, C, Ev, P]) *Machine[S, E, C, Ev, P] {
	def = def.apart()
	m := &Machine[S, E, C, Ev, P]{def: def, lists: unshare.Lists(reflect.TypeFor[C]())}
	m.shared = &shared[C, P]{name: def.Name, questions: def.Readings, duties: def.Duties, finds: def.Finds, matches: def.Matches,
		reading: def.Reading, term: def.Term}
	for _, d := range def.Duties {
		if !slices.Contains(m.shared.dutyIDs, d.ID) {
			m.shared.dutyIDs = append(m.shared.dutyIDs, d.ID)
		}
	}
	m.compile = sync.OnceValue(m.compileRows)
	return m
}

// apart is the definition with lists of its own: those of a caller may change.
func (d Definition[S, E, C, Ev, P]) apart() Definition[S, E, C, Ev, P] {
	d.Rows, d.Duties, d.Readings = unshare.Of(d.Rows), unshare.Of(d.Duties), unshare.Of(d.Readings)
	d.Final, d.Roles, d.Parties, d.Events = slices.Clone(d.Final), slices.Clone(d.Roles), slices.Clone(d.Parties), slices.Clone(d.Events)
	d.Finds, d.Matches, d.Does = slices.Clone(d.Finds), slices.Clone(d.Matches), slices.Clone(d.Does)
	return d
}

// Definition gives the definition that the machine runs. Its lists are copies.
func (m *Machine[S, E, C, Ev, P]) Definition() Definition[S, E, C, Ev, P] { return m.def.apart() }

// Core is where the machine's own facts are in a case: nowhere where the definition does
// not say it.
func (m *Machine[S, E, C, Ev, P]) Core(c *C) Core[S] {
	if m.def.Case == nil {
		return Core[S]{}
	}
	return m.def.Case(c)
}

// With is the machine of the same definition with other rows.
func (m *Machine[S, E, C, Ev, P]) With(rows []Row[S, E]) *Machine[S, E, C, Ev, P] {
	def := m.def
	def.Rows = rows
	return New(def)
}

// compileRows compiles the rows of each event over what they may ask.
func (m *Machine[S, E, C, Ev, P]) compileRows() *compiled[S, E, C, P] {
	out := &compiled[S, E, C, P]{}
	mistake := func(row, field string, err error) {
		out.faults = append(out.faults, &RowError{Name: m.def.Name, Row: row, Field: field, Err: err})
	}
	if len(m.def.Readings) > 64 {
		mistake("", "readings", errors.New("at most 64 interpretations"))
	}
	if m.def.Case == nil {
		mistake("", "case", errors.New("a definition says where a case keeps its state, its day and its duties"))
	}
	read, states := known{}, m.states()
	for _, e := range m.def.Events {
		of := reflect.TypeOf(m.FactsOf(e))
		k := kind[S, E, C, P]{name: e.Name(), of: of, scope: m.scopeOf(of, read), states: states}
		for i := range k.scope.slots {
			switch at := &k.scope.slots[i]; {
			case at.root == ofEvent && at.field.Form == expression.FlagForm:
				k.flags = append(k.flags, at.field)
			case at.root == ofEvent && at.field.IsNumber():
				k.given = append(k.given, at.field)
			case at.root == ofCase && at.field.IsNumber():
				k.kept = append(k.kept, at.field)
			}
			switch k.scope.Facts[i].Name {
			case "event.on":
				k.on = k.scope.slots[i].field
			case "event.by":
				k.by = k.scope.slots[i].field
				k.scope.slots[i] = slot{root: ofBy}
			}
		}
		if k.on == nil || k.on.Form != expression.DateForm {
			mistake("", string(k.name), errors.New("an event has a field On, its day"))
		}
		k.day, _ = fieldAt(of, "on", "json")
		c := compiler[S, E, C, Ev, P]{m: m, event: of, scope: k.scope}
		var outer []Row[S, E]
		for _, r := range m.def.Rows {
			if len(r.From) == 0 && (r.On == "" || r.On == k.name) {
				if r.On == "" {
					c.row, c.cite = r.ID, r.Cite
					k.outer = append(k.outer, c.guards("requires", r.Requires, true)...)
					r.Requires = nil
				}
				outer = append(outer, r)
			}
		}
		for _, r := range m.def.Rows {
			if len(r.From) > 0 && r.On == k.name {
				k.rows = append(k.rows, c.compile(r, outer))
			}
		}
		out.faults = append(out.faults, c.found...)
		out.kinds = append(out.kinds, k)
	}
	m.checkArgs(out.kinds, mistake)
	for _, r := range m.def.Rows {
		if r.On != "" && !slices.ContainsFunc(out.kinds, func(k kind[S, E, C, P]) bool { return k.name == r.On }) {
			mistake(r.ID, "on", fmt.Errorf("there is no event %q", r.On))
		}
	}
	return out
}

// scopeOf is what the rows of an event may ask.
func (m *Machine[S, E, C, Ev, P]) scopeOf(event reflect.Type, read known) *scope {
	s := &scope{known: read}
	s.fields("case.", reflect.TypeFor[C](), slot{root: ofCase}, "json")
	s.fields("event.", event, slot{root: ofEvent}, "json")
	for _, at := range slices.Clone(s.slots) {
		if at.root == ofEvent {
			s.add("given."+at.field.Name, expression.Type{Kind: expression.BoolKind}, slot{root: ofGiven, field: at.field})
		}
	}
	if d := m.def.Declared; d != nil {
		s.fields("case.", reflect.TypeOf(d.Case), slot{root: ofDeclared}, "json")
	}
	s.fields("policy.", m.def.Values.of, slot{root: ofPolicy})
	for i, q := range m.def.Readings {
		s.add("policy."+strings.ReplaceAll(q.ID, "-", "_"), expression.Type{Kind: expression.TextKind, Words: q.Readings}, slot{root: ofReading, n: i})
	}
	for i, id := range m.shared.dutyIDs {
		s.add("owed."+id, expression.Type{Kind: expression.NumberKind, Minimum: true, Whole: true}, slot{root: ofOwed, n: i})
	}
	for i, f := range m.def.Finds {
		s.fields(f.name+".", f.of, slot{root: ofFunction, n: i}, "fact", "json")
	}
	quiet := s.Scope // nobody reads why an expression is none of this event's
	quiet.Quiet = true
	for i, f := range m.def.Finds {
		for _, a := range f.args {
			p, err := a.compile(&quiet)
			if err != nil {
				continue // it asks another event: see checkArgs
			}
			if s.args == nil {
				s.args = map[string]*expression.Program{}
			}
			s.args[f.name+"."+a.Name] = p
			for j := range s.slots {
				if at := &s.slots[j]; at.root == ofFunction && at.n == i {
					at.event = at.event || s.asksEvent(p.Uses())
				}
			}
		}
	}
	return s
}

func (a *Arg) compile(s *expression.Scope) (*expression.Program, error) {
	p, err := expression.Compile(a.Is, s)
	if err == nil && len(a.Kinds) > 0 && !slices.Contains(a.Kinds, p.Type().Kind) {
		err = fmt.Errorf("expected %v here, found %v", a.Kinds[0], p.Type().Kind)
	}
	return p, err
}

// checkArgs finds the expressions of functions that no event can read.
func (m *Machine[S, E, C, Ev, P]) checkArgs(kinds []kind[S, E, C, P], mistake func(row, field string, err error)) {
	for _, f := range m.def.Finds {
		for _, a := range f.args {
			if !slices.ContainsFunc(kinds, func(k kind[S, E, C, P]) bool { return k.scope.args[f.name+"."+a.Name] != nil }) {
				_, err := a.compile(&kinds[len(kinds)-1].scope.Scope)
				mistake("", f.name+"."+a.Name, exprError(err))
			}
		}
	}
}

// usable is an error for a machine that New did not make, and for one whose definition
// has a mistake.
func (m *Machine[S, E, C, Ev, P]) usable() error {
	if m == nil || m.compile == nil {
		return &rule.InputError{Field: "machine", Expected: "a machine, from New"}
	}
	if faults := m.compile().faults; len(faults) > 0 {
		return faults[0]
	}
	return nil
}

// ready gives the compiled rows; of a machine that New did not make, none.
func (m *Machine[S, E, C, Ev, P]) ready() *compiled[S, E, C, P] {
	if m.compile == nil {
		return &compiled[S, E, C, P]{}
	}
	c := m.compile()
	if len(c.faults) > 0 {
		panic(c.faults[0])
	}
	return c
}

// context is a context of a case, which itself stays as it is.
func (m *Machine[S, E, C, Ev, P]) context(p P, c C) *Context[C, P] {
	x := &Context[C, P]{m: m.shared, Policy: p, before: c}
	x.Case = &x.before
	return x
}

// begin makes a context ready for an event of a kind, nil where Permitted asks. The
// error is that of Check, which may complete a case that was stored before, and an
// *rule.InputError for a state that the definition does not have.
func (m *Machine[S, E, C, Ev, P]) begin(x *Context[C, P], k *kind[S, E, C, P], event any) error {
	x.Event, x.On, x.By = event, calendar.Date{}, ""
	x.attempt = attempt[C, P]{scope: k.scope}
	clear(x.found)
	if m.def.Check != nil {
		if err := m.def.Check(x.Policy, x.Case); err != nil {
			return err
		}
	}
	if state := string(*m.def.Case(x.Case).State); !slices.Contains(k.states, state) {
		return strict.UnknownWord("state", state, k.states)
	}
	x.was = expression.StructAt(x.Case)
	for _, f := range k.kept {
		if err := f.Possible(x.was, 0); err != nil {
			return err
		}
	}
	if d := m.def.Declared; d != nil {
		x.declared = expression.StructOf(*d.In(x.Case))
	}
	if m.def.Values.from != nil {
		x.values = m.def.Values.from(x.Policy)
	}
	x.open = m.def.Case(x.Case).Docket.Duties
	return nil
}

// Apply applies an event to a case. It never changes its argument: the answer is
// the next case and what the event led to. The error is an *rule.InputError for a
// value that cannot be, a role that is none, and an event dated before the one
// before it; it is *rule.Refused when a provision does not allow the event now, or
// not to that role, or needs a fact that was not given. With an error the case
// comes back as it was.
func (m *Machine[S, E, C, Ev, P]) Apply(p P, c C, e Ev) (C, rule.Outcome, error) {
	return m.ApplyEntry(p, c, e, "")
}

// ApplyEntry is Apply of an event that is the entry of a history: the duties that
// it opens and closes say so.
func (m *Machine[S, E, C, Ev, P]) ApplyEntry(p P, c C, e Ev, entry string) (C, rule.Outcome, error) {
	x := m.context(p, c)
	if err := m.apply(x, e, entry); err != nil {
		return c, rule.Outcome{}, err
	}
	m.part(x)
	return x.next, x.out, nil
}

// part gives the next case lists of its own: those of the case before are the caller's.
func (m *Machine[S, E, C, Ev, P]) part(x *Context[C, P]) {
	docket := m.def.Case(&x.next).Docket
	v := reflect.ValueOf(&x.next).Elem()
	for _, i := range m.lists {
		field := v.Field(i)
		if kept, is := field.Addr().Interface().(*calendar.Docket); is && kept == docket {
			continue
		}
		if field.Kind() != reflect.Slice || field.Len() > 0 {
			unshare.All(field)
		}
	}
	switch {
	case x.own: // but for what the outcome has of its duties
		for i, d := range docket.Duties {
			docket.Duties[i] = owned(d)
		}
	case len(docket.Duties) > 0:
		*docket = docket.Open()
	}
}

// apply applies an event to the case of a context. Without an error, the next case and
// what the event led to are there; the case itself stays as it was.
func (m *Machine[S, E, C, Ev, P]) apply(x *Context[C, P], e Ev, entry string) error {
	if err := m.usable(); err != nil {
		return err
	}
	k := m.kindOf(e)
	if k == nil {
		return m.unknown("")
	}
	if err := m.begin(x, k, e); err != nil {
		return err
	}
	x.entry, x.event = entry, expression.StructOf(m.FactsOf(e))
	if err := m.header(x, k); err != nil {
		return err
	}
	for _, f := range k.flags {
		if err := f.Possible(x.event, 0); err != nil {
			return err
		}
	}
	if err := m.accept(x, !m.def.RolesFirst); err != nil {
		return err
	}
	for _, f := range k.given { // which may have been refused for better reasons
		if err := f.Possible(x.event, math.MinInt32); err != nil {
			return err
		}
	}
	r, chosen, err := m.fire(x, k)
	if err != nil {
		return err
	}
	if x.out.Findings == nil {
		x.out.Findings = make([]rule.Finding, 0, 1+len(r.Also)+len(r.does)/2)
	}
	x.next, x.opening = x.before, r.opens
	next := m.def.Case(&x.next)
	x.docket = next.Docket
	*next.LastOn = x.On
	if r.To != "" {
		*next.State = r.To
	}
	main := len(x.out.Findings)
	x.add(chosen, x.fresh)
	x.fresh = 0
	for _, cite := range r.Also {
		also := x.out.Findings[main]
		also.Cite = cite
		x.out.Findings = append(x.out.Findings, also)
	}
	for i := range r.does {
		holds, err := x.holds(r.does[i].when)
		if err == nil && holds {
			err = r.does[i].run(x)
		}
		if err != nil {
			return m.named(x, err)
		}
	}
	if x.draft.IsValid() {
		*m.def.Declared.In(&x.next) = x.draft.Interface()
	}
	// What was asked beside the findings decided the row, or what follows from it.
	x.out.Findings[main].Interpretations = x.ids(x.out.Findings[main].Interpretations, x.fresh)
	x.performed()
	return nil
}

// accept finds values of the event that cannot be, when it is the time to.
func (m *Machine[S, E, C, Ev, P]) accept(x *Context[C, P], now bool) error {
	if m.def.Accept == nil || !now {
		return nil
	}
	return m.def.Accept(x.Policy, x.Case, x.Event.(Ev))
}

// header reads the day and the role of an event.
func (m *Machine[S, E, C, Ev, P]) header(x *Context[C, P], k *kind[S, E, C, P]) error {
	on, err := k.on.ReadFrom(x.event)
	if err != nil {
		return &rule.InputError{Field: "on", Expected: "the day of the event"}
	}
	x.On = on.Date()
	if last := *m.def.Case(x.Case).LastOn; x.On.Before(last) {
		return &rule.InputError{Field: "on", Value: x.On.String(), Problem: "runs backwards",
			Expected: fmt.Sprintf("a day not before %v, the day of the event before", last)}
	}
	if k.by == nil {
		return nil
	}
	by, _ := k.by.ReadFrom(x.event) // a text of any words
	x.By = rule.Role(by.Text())
	if x.By == "" || slices.Contains(m.def.Roles, x.By) || slices.Contains(m.def.Parties, x.By) {
		return nil
	}
	roles := m.def.Roles
	if m.def.Further != nil {
		roles = append(slices.Clip(roles), m.def.Further(x.Policy)...)
	}
	if !slices.Contains(roles, x.By) {
		return strict.UnknownWord("by", x.By, roles)
	}
	return nil
}

// named gives a refusal of a function the event and the state in which it came.
func (m *Machine[S, E, C, Ev, P]) named(x *Context[C, P], err error) error {
	var refused *rule.Refused
	if errors.As(err, &refused) {
		named := *refused
		named.Event, named.State = string(x.Event.(Ev).Name()), string(*m.def.Case(x.Case).State)
		return &named
	}
	return err
}

// refuse refuses the event for reasons.
func (m *Machine[S, E, C, Ev, P]) refuse(x *Context[C, P], k *kind[S, E, C, P], reasons []rule.Finding) error {
	return &rule.Refused{Event: string(k.name), State: string(*m.def.Case(x.Case).State), Findings: reasons}
}

// fire finds the row that applies, and makes its finding. The reasons of a refusal
// are, in this order: what holds for every event, the state, the role, what the
// case must have reached, what the event must bring, and the conditions of the
// rows.
func (m *Machine[S, E, C, Ev, P]) fire(x *Context[C, P], k *kind[S, E, C, P]) (*row[S, E, C, P], rule.Finding, error) {
	var none rule.Finding
	for i := range k.rows {
		for j := range k.rows[i].needs {
			if g := &k.rows[i].needs[j]; g.Error && g.Fact != "" {
				given, err := x.given(g)
				if err == nil && !given {
					err = &rule.InputError{Field: strings.ReplaceAll(g.Fact, "|", " or "), Expected: x.scope.Facts[g.any[0]].Type.Kind.String()}
				}
				if err != nil {
					return nil, none, err
				}
			}
		}
	}
	if failed, err := x.failing(k.outer); err != nil || len(failed) > 0 {
		if err == nil {
			err = m.refuse(x, k, failed)
		}
		return nil, none, err
	}
	if v, ok := any(x.Policy).(Versioned); ok && x.On.Before(v.Effective()) {
		return nil, none, notInForce(v, string(k.name), string(*m.def.Case(x.Case).State), x.On)
	}
	state := *m.def.Case(x.Case).State
	var some [8]*row[S, E, C, P]
	rows := some[:0]
	for i := range k.rows {
		if slices.Contains(k.rows[i].From, state) {
			rows = append(rows, &k.rows[i])
		}
	}
	if len(rows) == 0 {
		return nil, none, m.refuse(x, k, notNow(k, state))
	}
	allowed, err := m.allowed(x, rows)
	if err != nil {
		return nil, none, err
	}
	if len(allowed) == 0 {
		asked := x.fresh
		within, err := reached(x, rows)
		if err != nil {
			return nil, none, m.named(x, err)
		}
		if alike(rows) {
			x.fresh = asked
		}
		by, err := rowsBy(x, within)
		if err != nil {
			return nil, none, m.named(x, err)
		}
		return nil, none, m.refuse(x, k, x.notBy(k.name, by))
	}
	if err := m.accept(x, m.def.RolesFirst); err != nil {
		return nil, none, err
	}
	before := x.fresh
	for _, r := range allowed {
		fires, err := x.fires(r.requires, r.needs, r.when)
		if err != nil {
			return nil, none, m.named(x, err)
		}
		if fires {
			return r, x.finding(r.text, true, x.facts(r.when)), nil
		}
	}
	// None does: ask again from nothing, so that each reason carries what it asked.
	x.fresh, x.found, x.out.Findings = before, nil, nil
	// Of the rows for which the case has reached what they require, where there are
	// some, only those say why they do not apply.
	within, err := reached(x, allowed)
	if err != nil {
		return nil, none, m.named(x, err)
	}
	before |= x.fresh
	var reasons []rule.Finding
	for _, r := range within {
		x.fresh = 0
		failed, err := x.failing(r.requires)
		if err == nil && len(failed) == 0 {
			failed, err = x.lacking(r.ID, r.Cite, r.needs)
		}
		if err == nil && len(failed) == 0 {
			failed, err = x.failing(r.needs)
		}
		if err != nil {
			return nil, none, m.named(x, err)
		}
		if len(failed) == 0 {
			failed = []rule.Finding{m.unmet(x, r)}
		}
		// The role, and what holds of the row, were decided by what was asked on the way.
		failed[0].Interpretations = x.ids(failed[0].Interpretations, before|x.fresh)
		reasons = merge(reasons, failed)
	}
	return nil, none, m.refuse(x, k, reasons)
}

// fires reports whether a row applies: what it requires and needs, and its
// condition. Why it does not is only looked for when no row does.
func (x *Context[C, P]) fires(requires, needs []guard[C, P], when *condition[C, P]) (bool, error) {
	for _, guards := range [...][]guard[C, P]{requires, needs} {
		all := true
		for i := range guards {
			if guards[i].Fact == "" {
				continue
			}
			given, err := x.given(&guards[i])
			if err != nil || !given {
				return false, err
			}
		}
		for i := range guards {
			if guards[i].Fact != "" {
				continue
			}
			holds, err := x.holds(guards[i].when)
			if err != nil {
				return false, err
			}
			all = all && holds // all are asked: each that fails is a reason
		}
		if !all {
			return false, nil
		}
	}
	return x.holds(when)
}

// allowed keeps the rows that the role may report. An event that names nobody is
// taken as that of the default role.
func (m *Machine[S, E, C, Ev, P]) allowed(x *Context[C, P], rows []*row[S, E, C, P]) ([]*row[S, E, C, P], error) {
	if x.By == "" {
		for _, r := range rows {
			if i := slices.IndexFunc(r.by, func(w who[C, P]) bool { return w.Default }); i >= 0 {
				x.By = r.by[i].Role
				break
			}
		}
	}
	kept := make([]*row[S, E, C, P], 0, len(rows))
	for _, r := range rows {
		ok := len(r.by) == 0
		for i := range r.by {
			if w := &r.by[i]; !ok && w.Role == x.By {
				var err error
				if ok, err = x.holds(w.when); err != nil {
					return nil, err
				}
			}
		}
		if ok {
			kept = append(kept, r)
		}
	}
	return kept, nil
}

// reached keeps the rows for which the case has reached what they require; all,
// when it has for none: whoever is not the role is told the provisions that matter.
// Of several rows, what was asked decides which these are.
func reached[S, E ~string, C, P any](x *Context[C, P], rows []*row[S, E, C, P]) ([]*row[S, E, C, P], error) {
	if len(rows) == 1 {
		return rows, nil
	}
	var kept []*row[S, E, C, P]
	for _, r := range rows {
		failed, err := x.failing(r.requires)
		if err != nil {
			return nil, err
		}
		if len(failed) == 0 {
			kept = append(kept, r)
		}
	}
	if kept == nil {
		return rows, nil
	}
	return kept, nil
}

// alike reports whether rows are for the same roles by the same provision: it does not
// matter then which of them the case has reached.
func alike[S, E ~string, C, P any](rows []*row[S, E, C, P]) bool {
	return !slices.ContainsFunc(rows, func(r *row[S, E, C, P]) bool { return r.Cite != rows[0].Cite || !slices.Equal(r.By, rows[0].By) })
}

// rowsBy lists the roles that rows are for, and the provisions that say so.
func rowsBy[S, E ~string, C, P any](x *Context[C, P], rows []*row[S, E, C, P]) ([]byRow, error) {
	var all []byRow
	for _, r := range rows {
		b := byRow{id: r.ID, cite: r.Cite}
		for i := range r.by {
			if r.by[i].Cite != "" {
				holds, err := x.holds(r.by[i].when)
				if err != nil {
					return nil, err
				}
				if holds {
					b.cite = r.by[i].Cite
				}
			}
			if r.by[i].when == nil {
				b.roles = append(b.roles, r.by[i].Role)
			}
		}
		all = append(all, b)
	}
	return all, nil
}

type byRow struct {
	id    string
	cite  rule.Citation
	roles []rule.Role
}

var (
	forAnother = sentence{".role", "{event} is for {roles:or}, not for {by}."}
	forSomeone = sentence{".unnamed", "{event} is for {roles:or}, and it is not said by whom it came."}
	notInState = sentence{".state", "{event} is possible when the case is {states:or}, and it is {state}."}
	isOpen     = sentence{".open", "{event} is open."}
	notGiven   = sentence{".given", "The event must give {needed}; not given: {missing}."}
	unmet      = sentence{".unmet", "No row applies: it is not so that {condition} ({values})."}
	late       = sentence{".late", "The duty {duty:words} was due on {due} and was performed on {on}, {days} calendar day{days:s} late."}
	met        = sentence{".performed", "The duty {duty:words} is performed."}
)

// A sentence is one that the machine itself makes of a row or a duty: its id is that
// of the row or the duty, and the sentence's own.
type sentence struct{ id, text string }

func (s *sentence) of(id string, cite rule.Citation) *rule.Template {
	return &rule.Template{ID: id + s.id, Cite: cite, Text: s.text}
}

// notBy says to whom the event belongs.
func (x *Context[C, P]) notBy(event any, rows []byRow) []rule.Finding {
	var reasons []rule.Finding
	for _, r := range rows {
		t := forAnother.of(r.id, r.cite)
		if x.By == "" {
			t = forSomeone.of(r.id, r.cite)
		}
		f := t.Finding(false, rule.Str("event", fmt.Sprint(event)), rule.List("roles", r.roles), rule.Str("by", x.By))
		f.Interpretations = x.ids(nil, x.fresh)
		reasons = merge(reasons, []rule.Finding{f})
	}
	return reasons
}

// notNow says in which states the event belongs, once for rows of one provision that
// name the same states.
func notNow[S, E ~string, C, P any](k *kind[S, E, C, P], state S) []rule.Finding {
	var reasons []rule.Finding
	for i := range k.rows {
		r := &k.rows[i]
		if slices.ContainsFunc(k.rows[:i], func(o row[S, E, C, P]) bool { return o.Cite == r.Cite && slices.Equal(o.From, r.From) }) {
			continue
		}
		t := notInState.of(r.ID, r.Cite)
		reasons = append(reasons, t.Finding(false, rule.Str("event", string(k.name)), rule.List("states", r.From), rule.Str("state", state)))
	}
	return reasons
}

// unmet says that the condition of a row does not hold.
func (m *Machine[S, E, C, Ev, P]) unmet(x *Context[C, P], r *row[S, E, C, P]) rule.Finding {
	t := unmet.of(r.ID, r.Cite)
	facts := x.facts(r.when)
	values := make([]string, len(facts))
	for i, f := range facts {
		values[i] = f.Name + " = " + f.Value.String()
	}
	f := t.Finding(false, append([]rule.Fact{rule.Str("condition", r.If), rule.Str("values", strings.Join(values, ", "))}, facts...)...)
	f.Interpretations = x.ids(nil, x.fresh)
	return f
}

// given reports whether the event gives the fact of a guard, or needs not.
func (x *Context[C, P]) given(g *guard[C, P]) (bool, error) {
	if needed, err := x.holds(g.when); err != nil || !needed {
		return true, err
	}
	for _, place := range g.any {
		switch s := x.scope.slots[place]; {
		case s.root == ofBy && x.By != "", s.root == ofEvent && s.field.IsSetIn(x.event):
			return true, nil
		}
	}
	return false, nil
}

// lacking are the facts that the event must give and does not, all in one finding.
func (x *Context[C, P]) lacking(id string, cite rule.Citation, guards []guard[C, P]) ([]rule.Finding, error) {
	var needed, missing []string
	for i := range guards {
		g := &guards[i]
		if g.Fact == "" {
			continue
		}
		given, err := x.given(g)
		if err != nil {
			return nil, err
		}
		name := strings.ReplaceAll(g.Fact, "|", " or ")
		if asked, err := x.holds(g.when); err != nil || !asked {
			continue // given has said that error
		}
		needed = append(needed, name)
		if !given {
			missing, cite = append(missing, name), g.Cite
		}
	}
	if len(missing) == 0 {
		return nil, nil
	}
	return []rule.Finding{notGiven.of(id, cite).Finding(false, rule.List("needed", needed), rule.List("missing", missing))}, nil
}

// failing are the guards that do not hold. All are asked.
func (x *Context[C, P]) failing(guards []guard[C, P]) ([]rule.Finding, error) {
	var failed []rule.Finding
	for i := range guards {
		g := &guards[i]
		if g.Fact != "" {
			continue
		}
		before := x.fresh
		x.fresh = 0
		holds, err := x.holds(g.when)
		if err != nil {
			return nil, err
		}
		if !holds {
			f := x.finding(g.fails, false, nil)
			f.Interpretations = x.ids(nil, x.fresh)
			failed = append(failed, f)
		}
		x.fresh |= before
	}
	return failed, nil
}

// merge adds the findings that are not there yet: rows share guards.
func merge(to, from []rule.Finding) []rule.Finding {
	for _, f := range from {
		if !slices.ContainsFunc(to, func(g rule.Finding) bool { return g.Cite == f.Cite && g.Text() == f.Text() }) {
			to = append(to, f)
		}
	}
	return to
}

// performed adds a finding for each duty that was performed late, and for each
// performed under a provision that no finding cites yet.
func (x *Context[C, P]) performed() {
	for i := range x.out.Closed {
		d := &x.out.Closed[i]
		cite := rule.Citation(d.Cite)
		switch {
		case d.How == calendar.Late:
			t := late.of(d.ID, cite)
			x.add(t.Finding(false, rule.Str("duty", d.ID), rule.Date("due", d.Due), rule.Date("on", x.On), rule.Int("days", d.DaysLate(x.On))), 0)
		case d.How == calendar.Met && !slices.ContainsFunc(x.out.Findings, func(f rule.Finding) bool { return f.Cite == cite }):
			t := met.of(d.ID, cite)
			x.add(t.Finding(true, rule.Str("duty", d.ID)), 0)
		}
	}
}

// Replay applies events one after the other. It stops at the first error, which
// says the number of its event, and returns the case before that event, with the
// outcomes up to there.
func (m *Machine[S, E, C, Ev, P]) Replay(p P, start C, events ...Ev) (C, []rule.Outcome, error) {
	outcomes := make([]rule.Outcome, 0, len(events))
	if len(events) == 0 {
		return start, outcomes, nil
	}
	x := m.context(p, start)
	for i, e := range events {
		if i > 0 {
			x.before = x.next
		}
		if err := m.apply(x, e, ""); err != nil {
			if i > 0 {
				x.next = x.before
				m.part(x)
				start = x.next
			}
			return start, outcomes, fmt.Errorf("event %d: %w", i+1, err)
		}
		outcomes = append(outcomes, x.out)
	}
	m.part(x)
	return x.next, outcomes, nil
}

// Permitted says of every event, in the order of the definition, whether it is
// open to the case now, to whom, and if not why not. What an event itself must
// bring is not asked; nor is the If that picks among its rows.
func (m *Machine[S, E, C, Ev, P]) Permitted(p P, c C) ([]rule.Permit[E], error) {
	if err := m.usable(); err != nil {
		return nil, err
	}
	kinds := m.ready().kinds
	permits := make([]rule.Permit[E], len(kinds))
	x := m.context(p, c)
	for i := range kinds {
		k := &kinds[i]
		if err := m.begin(x, k, nil); err != nil {
			return nil, err
		}
		state := *m.def.Case(x.Case).State
		permits[i].Event = k.name
		permit := &permits[i]
		anyone := false
		var closed []rule.Finding
		for j := range k.rows {
			r := &k.rows[j]
			if !slices.Contains(r.From, state) {
				continue
			}
			failed, err := x.failing(r.requires)
			if err != nil {
				return nil, err
			}
			if len(failed) > 0 {
				closed = merge(closed, failed)
				continue
			}
			permit.Open = true
			anyone = anyone || len(r.by) == 0
			for _, w := range r.by {
				holds, err := x.holds(w.when)
				if err != nil {
					return nil, err
				}
				if holds && !slices.Contains(permit.By, w.Role) {
					permit.By = append(permit.By, w.Role)
				}
			}
			if !slices.ContainsFunc(permit.Why, func(f rule.Finding) bool { return f.Cite == r.Cite }) {
				permit.Why = append(permit.Why, isOpen.of(r.ID, r.Cite).Finding(true, rule.Str("event", string(k.name))))
			}
		}
		switch {
		case permit.Open && anyone:
			permit.By = nil
		case !permit.Open && closed != nil:
			permit.Why = closed
		case !permit.Open:
			permit.Why = notNow(k, state)
		}
	}
	return permits, nil
}
