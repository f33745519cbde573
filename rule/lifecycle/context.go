package lifecycle

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/rule"
)

// A Context is an event being applied to a case, as a function of the definition
// sees it. The machine makes it; the zero value is of no event, and its methods panic.
type Context[C, P any] struct {
	Case   *C            // as it was before the event: to be read only
	Event  any           // nil when Permitted asks
	On     calendar.Date // the day of the event
	By     rule.Role     // who reports it, or by default is taken to
	Policy P

	m            *shared[C, P]
	before, next C
	found        []finding // of each function
	attempt[C, P]
}

// attempt is what stands in a Context for one event, and begins anew with the next.
type attempt[C, P any] struct {
	scope  *scope // of the event
	entry  string // of the history that the event is an entry of; else empty
	record bool   // note the facts that are read
	read   []rule.Fact
	fresh  asked // by what no finding carries yet

	event, was, values expression.Struct
	declared           expression.Struct // what the case keeps as its Definition.Declared says
	draft              reflect.Value     // what takes its place, once something is set
	calling            *Function[C, P]

	open    []calendar.Duty // before the event
	docket  *calendar.Docket
	own     bool // no other case has the docket's list
	opening int  // duties that the row may open
	out     rule.Outcome
}

// finding is what a function found.
type finding struct {
	called bool
	facts  expression.Struct
}

// asked is a set of interpretations, by their places.
type asked uint64

// shared is what a definition has whatever its states and events are called.
type shared[C, P any] struct {
	name      string
	questions []Question
	duties    []calendar.Duty
	dutyIDs   []string // each once
	finds     []Function[C, P]
	matches   []Match[C, P]
	reading   func(P, int) string
	term      func(*Context[C, P], string, calendar.Date) (calendar.Due, error)
}

// Ask gives the key of the reading that the policy takes of an interpretation.
// What is decided on it carries its id: ask only where another reading could
// answer otherwise. It panics for an id that the definition does not have.
func (x *Context[C, P]) Ask(id string) string {
	if f := x.calling; f != nil && f.asks != nil && !slices.Contains(f.asks, id) {
		panic(fmt.Sprintf("%s: %s does not declare that it asks %q", x.m.name, f.name, id))
	}
	for i := range x.m.questions {
		if x.m.questions[i].ID == id {
			return x.ask(i)
		}
	}
	panic(fmt.Sprintf("%s: there is no interpretation %q", x.m.name, id))
}

func (x *Context[C, P]) ask(i int) string {
	x.fresh |= 1 << i
	return x.m.reading(x.Policy, i)
}

// Find adds a finding, which carries the interpretations that were asked since
// the one before.
func (x *Context[C, P]) Find(f rule.Finding) {
	x.add(f, x.fresh)
	x.fresh = 0
}

// add adds a finding that carries interpretations.
func (x *Context[C, P]) add(f rule.Finding, ids asked) {
	f.Interpretations = x.ids(f.Interpretations, ids)
	x.out.Findings = append(x.out.Findings, f)
}

// ids adds the ids of a set to those of a list, which another may hold.
func (x *Context[C, P]) ids(list []string, set asked) []string {
	if set == 0 {
		return list
	}
	list = slices.Clip(list)
	for i := range x.m.questions {
		if id := x.m.questions[i].ID; set&(1<<i) != 0 && !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return list
}

// Owed reports whether a duty of that id was open before the event.
func (x *Context[C, P]) Owed(id string) bool { return x.owed(id) > 0 }

// Open gives the duties that were open before the event, to be read only.
func (x *Context[C, P]) Open() []calendar.Duty { return x.open }

func (x *Context[C, P]) owed(id string) int {
	n := 0
	for i := range x.open {
		if x.open[i].ID == id {
			n++
		}
	}
	return n
}

// value reads a fact of the scope.
func (x *Context[C, P]) value(place int) (expression.Value, error) {
	s := &x.scope.slots[place]
	var v expression.Value
	var err error
	switch s.root {
	case ofReading:
		return expression.Str(x.ask(s.n)), nil
	case ofGiven:
		v = expression.Bool(s.field.IsSetIn(x.event))
	case ofBy:
		v = expression.Str(string(x.By))
	case ofOwed:
		v = expression.Int(x.owed(x.m.dutyIDs[s.n]))
	case ofCase:
		v, err = s.field.ReadFrom(x.was)
	case ofEvent:
		v, err = s.field.ReadFrom(x.event)
	case ofDeclared:
		v, err = s.field.ReadFrom(x.declared)
	case ofPolicy:
		return s.field.ReadFrom(x.values)
	case ofFunction:
		var facts expression.Struct
		if facts, err = x.call(s.n); err == nil {
			v, err = s.field.ReadFrom(facts)
		}
	}
	if err == nil && x.record && !slices.ContainsFunc(x.read, func(f rule.Fact) bool { return f.Name == x.scope.Facts[place].Name }) {
		x.read = append(x.read, rule.Fact{Name: x.scope.Facts[place].Name, Value: rule.Value{Value: v}})
	}
	return v, err
}

// call gives what a function finds, which it does once for an event.
func (x *Context[C, P]) call(n int) (expression.Struct, error) {
	if x.found == nil {
		x.found = make([]finding, len(x.m.finds))
	}
	f := &x.found[n]
	if f.called {
		return f.facts, nil
	}
	recorded, caller := x.record, x.calling
	x.record, x.calling = false, &x.m.finds[n]
	found, err := x.m.finds[n].call(x)
	x.record, x.calling = recorded, caller
	if err != nil {
		return expression.Struct{}, err
	}
	f.called, f.facts = true, expression.StructAt(found)
	return f.facts, nil
}

// Arg gives the value of an expression that the function which is called was given:
// see Function.Taking. ok is false where it has none, and beside an error.
func (x *Context[C, P]) Arg(name string) (v rule.Value, ok bool, err error) {
	p := x.scope.args[x.calling.name+"."+name]
	if p == nil || x.Event == nil && x.scope.asksEvent(p.Uses()) {
		return v, false, nil
	}
	v.Value, err = p.EvalLazy(x.value)
	return v, err == nil, err
}

// holds answers a condition; none holds.
func (x *Context[C, P]) holds(c *condition[C, P]) (bool, error) {
	if c == nil {
		return true, nil
	}
	if c.fast != nil {
		if holds, known, err := c.fast(x); known || err != nil {
			return holds, err
		}
	}
	v, err := c.EvalLazy(x.value)
	return v.IsTrue(), err
}

// facts gives those that a condition reads on its way to an answer.
func (x *Context[C, P]) facts(c *condition[C, P]) []rule.Fact {
	if c == nil {
		return nil
	}
	x.record, x.read = true, nil
	_, _ = c.EvalLazy(x.value) // which answered before
	x.record = false
	return x.read
}

// finding makes a finding of a text of the definition, with the facts already
// read and those that it names. One that is missing is left out: the sentence
// says that it is not given.
func (x *Context[C, P]) finding(t *text, holds bool, read []rule.Fact) rule.Finding {
	facts := slices.Clip(read)
	for i, place := range t.slots {
		name := t.names[i]
		if slices.ContainsFunc(facts, func(f rule.Fact) bool { return f.Name == name }) {
			continue
		}
		if v, err := x.value(place); err == nil {
			if facts == nil {
				facts = make([]rule.Fact, 0, len(t.slots))
			}
			facts = append(facts, rule.Fact{Name: name, Value: rule.Value{Value: v}})
		}
	}
	return t.template.Finding(holds, facts...)
}

// A Change is a Context of which a Do may change what it declares. The machine makes it;
// the zero value is of no event, and its methods panic.
type Change[C, P any] struct {
	*Context[C, P]
	does *Do
}

// allow panics for what the Do does not declare: the row would lie.
func (x *Change[C, P]) allow(what, id string, declared []string) {
	if !slices.Contains(declared, id) {
		panic(fmt.Sprintf("%s: %s does not declare that it %s %q", x.m.name, x.does.Name, what, id))
	}
}

// Duties gives the duties that are open now, to be read only.
func (x *Change[C, P]) Duties() []calendar.Duty { return x.docket.Duties }

// Add opens a duty.
func (x *Change[C, P]) Add(d calendar.Duty) {
	x.allow("opens", d.ID, x.does.Opens)
	x.opens(d)
}

// Close closes the open duties that match.
func (x *Change[C, P]) Close(how calendar.How, match func(calendar.Duty) bool) {
	x.closes(how, func(d *calendar.Duty) bool {
		if !match(*d) {
			return false
		}
		x.allow("closes", d.ID, x.does.Closes)
		return true
	}, true)
}

// Call calls for a document.
func (x *Change[C, P]) Call(document string) {
	x.allow("calls for", document, x.does.Calls)
	x.out.Documents = append(x.out.Documents, document)
}

// Await says that the case waits for a decision.
func (x *Change[C, P]) Await(p rule.Pending) {
	x.allow("awaits", p.What, x.does.Awaits)
	x.out.Pending = append(x.out.Pending, p)
}

// Find adds a finding.
func (x *Change[C, P]) Find(f rule.Finding) {
	x.allow("finds", f.ID, x.does.Finds)
	x.Context.Find(f)
}

// Duty gives the duty of an id of the definition, under a provision where it has
// several.
func (x *Context[C, P]) Duty(id string, cite rule.Citation) calendar.Duty {
	for i := range x.m.duties {
		if d := &x.m.duties[i]; d.ID == id && (cite == "" || d.Cite == string(cite)) {
			return owned(*d)
		}
	}
	panic(fmt.Sprintf("%s: there is no duty %q of %q", x.m.name, id, cite))
}

// owned gives a duty lists of its own.
func owned(d calendar.Duty) calendar.Duty {
	d.Skipped, d.CopyTo, d.Encloses = slices.Clone(d.Skipped), slices.Clone(d.CopyTo), slices.Clone(d.Encloses)
	return d
}

// take makes the docket's list the change's own, with room for more.
func (x *Context[C, P]) take(room int) {
	if !x.own {
		shared := x.docket.Duties
		x.docket.Duties, x.own = append(make([]calendar.Duty, 0, len(shared)+room), shared...), true
	}
}

func (x *Context[C, P]) opens(d calendar.Duty) {
	d.Opened = calendar.Mark{On: x.On, Entry: x.entry}
	if x.entry != "" {
		d.Key = x.key(&d)
	}
	x.take(max(1, x.opening))
	x.docket.Duties = append(x.docket.Duties, d)
	if x.out.Opened == nil {
		x.out.Opened = make([]calendar.Duty, 0, max(1, x.opening))
	}
	x.out.Opened = append(x.out.Opened, d)
}

// key is that of a duty that an entry opens: unique in the history, and the same as
// often as the entry opens it.
func (x *Context[C, P]) key(d *calendar.Duty) string {
	key := x.entry + "/" + d.ID
	if d.For != "" {
		key += "/" + d.For
	}
	base, n := key, 1
	for slices.ContainsFunc(x.out.Opened, func(o calendar.Duty) bool { return o.Key == key }) {
		n++
		key = base + "/" + strconv.Itoa(n)
	}
	return key
}

// closes closes the duties that match: all of them, or of each id the one due
// first. It reports whether there was one.
func (x *Context[C, P]) closes(how calendar.How, match func(*calendar.Duty) bool, all bool) {
	var few [8]int
	places, duties := few[:0], x.docket.Duties
	for i := range duties {
		d := &duties[i]
		if !match(d) {
			continue
		}
		same := -1
		if !all {
			same = slices.IndexFunc(places, func(p int) bool { return duties[p].ID == d.ID })
		}
		switch {
		case same < 0:
			places = append(places, i)
		case d.DueBefore(duties[places[same]]):
			places[same] = i
		}
	}
	if len(places) == 0 {
		return
	}
	slices.Sort(places)
	x.out.Closed = slices.Grow(x.out.Closed, len(places))
	for _, p := range places {
		d := owned(duties[p])
		d.Closed, d.How = calendar.Mark{On: x.On, Entry: x.entry}, how
		if how == calendar.Met && d.DaysLate(x.On) > 0 {
			d.How = calendar.Late
		}
		x.out.Closed = append(x.out.Closed, d)
	}
	rest := make([]calendar.Duty, 0, len(duties)-len(places)+max(1, x.opening))
	for i, d := range duties {
		if !slices.Contains(places, i) {
			rest = append(rest, d)
		}
	}
	if len(rest) == 0 {
		rest = nil
	}
	x.docket.Duties, x.own = rest, true
}
