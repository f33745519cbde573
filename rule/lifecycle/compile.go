package lifecycle

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// A RowError is a mistake in a definition: in a row, or in the rows as a whole. It is
// a fault of whoever wrote them and never of input. The zero value names no row.
type RowError struct {
	Name  string // of the definition
	Row   string // the id of the row, or its place; empty: of the whole
	Field string // "if", "does[2].due"
	State string // of a mistake in the rows as a whole, the state where it shows
	Err   error  // what is wrong; an *rule.ExprError has its place in the text
}

// Error names the row and the field.
func (f *RowError) Error() string {
	s := f.Name
	for _, part := range []string{f.Row, f.Field} {
		if part != "" {
			s += ": " + part
		}
	}
	return fmt.Sprintf("%s: %v", s, f.Err)
}

// Unwrap gives what is wrong.
func (f *RowError) Unwrap() error { return f.Err }

// root is where a fact is read from.
type root uint8

const (
	ofCase     root = iota
	ofDeclared      // of a case, by Definition.Declared
	ofEvent
	ofGiven // whether the event gives a fact
	ofBy
	ofPolicy
	ofReading
	ofOwed
	ofFunction
)

// slot is where the fact of a place of a scope is.
type slot struct {
	root  root
	field *expression.Field
	n     int  // of an interpretation, a duty's id or a function
	event bool // of a function: one of its expressions asks the event
}

// scope is what the texts of the rows of one event may ask.
type scope struct {
	expression.Scope
	slots []slot
	args  map[string]*expression.Program // of functions, by theirs and the argument's name
	known known
}

// asksEvent reports whether the facts of some places need the event.
func (s *scope) asksEvent(places []int) bool {
	return slices.ContainsFunc(places, func(place int) bool {
		at := &s.slots[place]
		return at.root == ofEvent || at.root == ofGiven || at.root == ofFunction && at.event
	})
}

func (s *scope) add(name string, t expression.Type, at slot) {
	s.Facts = append(s.Facts, expression.Fact{Name: name, Type: t})
	s.slots = append(s.slots, at)
}

// known are the fields of structs that can be facts, each struct read once for all
// kinds of events.
type known map[structTags][]expression.Field

// structTags is a struct with the tags by which its fields are named.
type structTags struct {
	of   reflect.Type
	tags string
}

// of reads those of a struct. A text that can be some words only may also be empty:
// what nobody set is asked for by a Guard.
func (k known) of(t reflect.Type, tags []string) []expression.Field {
	key := structTags{t, strings.Join(tags, " ")}
	if fields, ok := k[key]; ok {
		return fields
	}
	fields := expression.SomeFields(t, tags...)
	for i := range fields {
		f := &fields[i]
		if f.Form == expression.TextForm && f.Type.Words != nil && !slices.Contains(f.Type.Words, "") {
			f.Type.Words = append(slices.Clip(f.Type.Words), "")
		}
	}
	k[key] = fields
	return fields
}

// fields adds those of a struct, which lies at a slot.
func (s *scope) fields(prefix string, of reflect.Type, at slot, tags ...string) {
	if of == nil {
		return
	}
	fields := s.known.of(of, tags)
	for i := range fields {
		at.field = &fields[i]
		s.add(prefix+fields[i].Name, fields[i].Type, at)
	}
}

// text is a sentence with the places of its facts.
type text struct {
	template *rule.Template
	names    []string
	slots    []int
}

// guard is a compiled Guard.
type guard[C, P any] struct {
	Guard
	any   []int // the places of the facts of which one must be given
	when  *condition[C, P]
	fails *text
}

// who is a compiled Who.
type who[C, P any] struct {
	Who
	when *condition[C, P]
}

// row is a compiled Row.
type row[S, E ~string, C, P any] struct {
	Row[S, E]
	by              []who[C, P]
	requires, needs []guard[C, P]
	when            *condition[C, P]
	text            *text
	does            []step[C, P]
	opens           int // duties, at the most, but for what a Do opens
}

// step is a compiled Effect. It is carried out when its condition holds.
type step[C, P any] struct {
	Effect
	when *condition[C, P]
	run  func(x *Context[C, P]) error
	uses []int // the places of the facts that its expressions and texts ask
}

// compiler compiles the rows of one event.
type compiler[S, E ~string, C any, Ev Event[E], P any] struct {
	m     *Machine[S, E, C, Ev, P]
	event reflect.Type
	scope *scope
	row   string // the one at hand
	cite  rule.Citation
	uses  []int // places that the effect at hand asks
	found []*RowError
}

func (c *compiler[S, E, C, Ev, P]) fault(field string, err error) {
	c.found = append(c.found, &RowError{Name: c.m.def.Name, Row: c.row, Field: field, Err: err})
}

func (c *compiler[S, E, C, Ev, P]) faultf(field, format string, args ...any) {
	c.fault(field, fmt.Errorf(format, args...))
}

// exprError is a mistake in an expression as package rule has it.
func exprError(err error) error {
	var e *expression.Error
	if errors.As(err, &e) {
		return (*rule.ExprError)(e)
	}
	return err
}

// condition compiles a condition; none when it is empty.
func (c *compiler[S, E, C, Ev, P]) condition(field, source string) *condition[C, P] {
	if source == "" {
		return nil
	}
	p, err := expression.CompileBool(source, &c.scope.Scope)
	if err != nil {
		c.fault(field, exprError(err))
		return nil
	}
	return &condition[C, P]{p, predicateOf[C, P](c.scope, p.Root())}
}

// expression compiles an expression of one of some kinds; none when it is empty.
func (c *compiler[S, E, C, Ev, P]) expression(field, source string, kinds ...expression.Kind) *expression.Program {
	if source == "" {
		return nil
	}
	p, err := expression.Compile(source, &c.scope.Scope)
	if err != nil {
		c.fault(field, exprError(err))
		return nil
	}
	if !slices.Contains(kinds, p.Type().Kind) {
		c.faultf(field, "expected %v here, found %v", kinds[0], p.Type().Kind)
	}
	c.uses = append(c.uses, p.Uses()...)
	return p
}

func (c *compiler[S, E, C, Ev, P]) text(field, id string, cite rule.Citation, source string) *text {
	t := &text{template: &rule.Template{ID: id, Cite: cite, Text: source}}
	names, err := t.template.Names()
	if err != nil {
		c.fault(field, err)
		return t
	}
	for _, name := range names {
		place := c.scope.Slot(name)
		if place < 0 {
			c.fault(field, &rule.ExprError{Source: source, Offset: len([]rune(source[:strings.Index(source, "{"+name)])) + 1,
				Message: fmt.Sprintf("unknown fact %q", name), Suggestion: rule.Suggest(name, c.scope.Names())})
			continue
		}
		t.names, t.slots = append(t.names, name), append(t.slots, place)
	}
	c.uses = append(c.uses, t.slots...)
	return t
}

// guards compiles guards. Those of the case cannot ask the event.
func (c *compiler[S, E, C, Ev, P]) guards(field string, guards []Guard, event bool) []guard[C, P] {
	var compiled []guard[C, P]
	for i, g := range guards {
		at := fmt.Sprintf("%s[%d]", field, i)
		if g.Cite == "" {
			g.Cite = c.cite
		}
		out := guard[C, P]{Guard: g, when: c.condition(at+".if", g.If)}
		switch {
		case g.Fact == "" && (g.If == "" || g.Text == "" || g.ID == ""):
			c.faultf(at, "a guard has an id, a condition and a text, or names a fact")
		case g.Fact != "" && !event:
			c.faultf(at, "what the case must have reached is no fact of the event")
		case g.Fact != "":
			for _, name := range strings.Split(g.Fact, "|") {
				place := c.scope.Slot("event." + name)
				if place < 0 {
					c.faultf(at+".fact", "the event has no fact %q", name)
				}
				out.any = append(out.any, place)
			}
		default:
			out.fails = c.text(at+".text", g.ID, g.Cite, g.Text)
		}
		if out.when != nil && !event && c.scope.asksEvent(out.when.Uses()) {
			c.faultf(at+".if", "what the case must have reached cannot ask the event, which Permitted does not have")
		}
		compiled = append(compiled, out)
	}
	return compiled
}

func (c *compiler[S, E, C, Ev, P]) who(all []Who) []who[C, P] {
	compiled := make([]who[C, P], len(all))
	for i, w := range all {
		compiled[i] = who[C, P]{w, c.condition(fmt.Sprintf("by[%d].if", i), w.If)}
	}
	return compiled
}

// compile compiles a row with the outer ones that hold for it.
func (c *compiler[S, E, C, Ev, P]) compile(r Row[S, E], outer []Row[S, E]) row[S, E, C, P] {
	c.row, c.cite = r.ID, r.Cite
	out := row[S, E, C, P]{Row: r}
	by := r.By
	for _, o := range outer {
		if len(by) == 0 && o.On != "" {
			by = o.By
		}
	}
	out.by = c.who(by)
	out.Row.By = by
	out.when = c.condition("if", r.If)
	if r.Text == "" {
		c.faultf("text", "a row explains itself")
	}
	out.text = c.text("text", r.ID, r.Cite, r.Text)
	for _, o := range append(slices.Clip(outer), r) {
		c.row, c.cite = o.ID, cmp.Or(o.Cite, r.Cite)
		out.requires = append(out.requires, c.guards("requires", o.Requires, false)...)
		out.needs = append(out.needs, c.guards("needs", o.Needs, true)...)
		for i, e := range o.Does {
			out.does = append(out.does, c.effect(fmt.Sprintf("does[%d]", i), e))
			if _, opens := e.(Open); opens {
				out.opens++
			}
		}
	}
	return out
}

// effect compiles an effect.
func (c *compiler[S, E, C, Ev, P]) effect(at string, e Effect) (s step[C, P]) {
	s = step[C, P]{Effect: e, when: c.condition(at+".if", e.effect().condition)}
	c.uses = nil
	defer func() { s.uses = c.uses }()
	switch e := e.(type) {
	case Open:
		s.run = c.open(at, e)
	case Perform:
		s.run = c.close(at, calendar.Met, e.Duties)
	case Lapse:
		s.run = c.close(at, calendar.Lapsed, e.Duties)
	case Replace:
		s.run = c.close(at, calendar.Replaced, e.Duties)
	case Call:
		s.run = func(x *Context[C, P]) error {
			x.out.Documents = append(x.out.Documents, e.Documents...)
			return nil
		}
	case Await:
		s.run = c.await(at, e)
	case Set:
		s.run = c.set(at, e)
	case Say:
		if e.ID == "" {
			c.faultf(at+".id", "a finding has an id")
		}
		if e.Cite == "" {
			e.Cite = c.cite
		}
		t := c.text(at+".text", e.ID, e.Cite, e.Text)
		s.run = func(x *Context[C, P]) error {
			x.Find(x.finding(t, !e.Fails, nil))
			return nil
		}
	case Do:
		i := slices.IndexFunc(c.m.def.Does, func(a Action[C, P]) bool { return a.Name == e.Name })
		if i < 0 {
			c.faultf(at+".name", "the definition has no function %q", e.Name)
			break
		}
		for _, id := range append(slices.Clone(e.Opens), e.Closes...) {
			c.duty(at, id)
		}
		does := &e
		s.run = func(x *Context[C, P]) error { return c.m.def.Does[i].Do(&Change[C, P]{x, does}) }
	default:
		c.faultf(at, "%T is no effect", e)
	}
	return s
}

func (c *compiler[S, E, C, Ev, P]) duty(at, id string) {
	if !slices.Contains(c.m.shared.dutyIDs, id) {
		c.faultf(at, "the definition has no duty %q", id)
	}
}

func (c *compiler[S, E, C, Ev, P]) open(at string, e Open) func(x *Context[C, P]) error {
	c.duty(at+".duty", e.Duty)
	of := 0
	for i := range c.m.def.Duties { // each of which is large
		if d := &c.m.def.Duties[i]; d.ID == e.Duty && (e.Cite == "" || d.Cite == string(e.Cite)) {
			of++
		}
	}
	if of != 1 {
		c.faultf(at+".cite", "%d duties %q are laid down by %q, expected one", of, e.Duty, e.Cite)
		return nil
	}
	about := c.expression(at+".for", e.For, expression.TextKind)
	due := c.expression(at+".due", e.Due, expression.DateKind)
	after := c.expression(at+".after", e.After, expression.DateKind)
	by := c.expression(at+".by", e.By, expression.TextKind)
	if e.Within != "" && c.m.def.Term == nil {
		c.faultf(at+".within", "the definition has no terms")
	}
	var each func(x *Context[C, P]) (reflect.Value, error)
	if e.Each != "" {
		var of reflect.Type
		if each, of = c.path(at+".each", e.Each); of != nil && of != reflect.TypeFor[[]calendar.Duty]() {
			c.faultf(at+".each", "expected a list of duties, found %v", of)
		}
	}
	return func(x *Context[C, P]) error {
		if e.Once && slices.ContainsFunc(x.docket.Duties, func(d calendar.Duty) bool { return d.ID == e.Duty }) {
			return nil
		}
		if each != nil {
			list, err := each(x)
			if err != nil {
				return err
			}
			for _, d := range list.Interface().([]calendar.Duty) {
				if d.ID != e.Duty {
					panic(fmt.Sprintf("%s: %s opens %q and gives %q", x.m.name, e.Each, e.Duty, d.ID))
				}
				x.opens(d)
			}
			return nil
		}
		d := x.Duty(e.Duty, e.Cite)
		for _, p := range []struct {
			program *expression.Program
			into    *string
		}{{about, &d.For}, {by, &d.By}} {
			if p.program == nil {
				continue
			}
			v, err := p.program.EvalLazy(x.value)
			if err != nil {
				return err
			}
			*p.into = v.Text()
		}
		if due != nil {
			v, err := due.EvalLazy(x.value)
			if err != nil {
				return err
			}
			d.Due = v.Date()
		}
		if e.Within != "" {
			from := x.On
			if after != nil {
				v, err := after.EvalLazy(x.value)
				if err != nil {
					return err
				}
				from = v.Date()
			}
			ends, err := x.m.term(x, e.Within, from)
			if outside := (*calendar.RangeError)(nil); errors.As(err, &outside) {
				named := *outside
				named.Field = e.Within // which term it is that leaves the calendar
				return &named
			}
			if err != nil {
				return err
			}
			d.Due, d.Skipped = ends.Date, ends.Skipped
		}
		x.opens(d)
		return nil
	}
}

func (c *compiler[S, E, C, Ev, P]) close(at string, how calendar.How, e Duties) func(x *Context[C, P]) error {
	for _, id := range append(slices.Clone(e.IDs), e.Except...) {
		c.duty(at, id)
	}
	about := c.expression(at+".for", e.For, expression.TextKind)
	match := slices.IndexFunc(c.m.def.Matches, func(m Match[C, P]) bool { return m.Name == e.Match })
	if e.Match != "" && match < 0 {
		c.faultf(at+".match", "the definition has no match %q", e.Match)
	}
	return func(x *Context[C, P]) error {
		of := ""
		if about != nil {
			v, err := about.EvalLazy(x.value)
			if err != nil {
				return err
			}
			of = v.Text()
		}
		x.closes(how, func(d *calendar.Duty) bool {
			return (len(e.IDs) == 0 || slices.Contains(e.IDs, d.ID)) && !slices.Contains(e.Except, d.ID) && (e.By == "" || d.By == e.By) &&
				(about == nil || d.For == of) && (match < 0 || x.m.matches[match].Holds(x, *d))
		}, e.All)
		return nil
	}
}

func (c *compiler[S, E, C, Ev, P]) await(at string, e Await) func(x *Context[C, P]) error {
	if e.Cite == "" {
		e.Cite = c.cite
	}
	from := c.expression(at+".from", e.From, expression.ListKind, expression.TextKind)
	return func(x *Context[C, P]) error {
		on := slices.Clone(e.By)
		if from != nil {
			v, err := from.EvalLazy(x.value)
			if err != nil {
				return err
			}
			if v.Kind() == expression.TextKind {
				on = append(on, rule.Role(v.Text()))
			}
			for _, r := range v.List() {
				on = append(on, rule.Role(r))
			}
		}
		x.out.Pending = append(x.out.Pending, rule.Pending{What: e.What, On: on, Cite: e.Cite})
		return nil
	}
}

// set compiles a Set: from the path of a field of the very type, else from an
// expression.
func (c *compiler[S, E, C, Ev, P]) set(at string, e Set) func(x *Context[C, P]) error {
	index, of := fieldAt(reflect.TypeFor[C](), e.Field, "json")
	declared := false
	into := func(x *Context[C, P]) reflect.Value { return reflect.ValueOf(&x.next).Elem().FieldByIndex(index) }
	if d := c.m.def.Declared; index == nil && d != nil {
		index, of = fieldAt(reflect.TypeOf(d.Case), e.Field, "json")
		declared = true
		into = func(x *Context[C, P]) reflect.Value {
			if !x.draft.IsValid() {
				x.draft = reflect.New(reflect.TypeOf(d.Case)).Elem()
				x.draft.Set(x.declared.Value())
			}
			return x.draft.FieldByIndex(index)
		}
	}
	if index == nil {
		c.faultf(at+".field", "the case has no fact %q", e.Field)
		return nil
	}
	if e.To == "" {
		return func(x *Context[C, P]) error {
			into(x).SetZero()
			return nil
		}
	}
	var words []string // what a text of the case can be, or those of a list, where a file says so
	if declared {
		words = expression.WordsOf(reflect.TypeOf(c.m.def.Declared.Case).FieldByIndex(index))
	}
	if expression.PathOf(e.To) && words == nil {
		if from, found := c.path("", e.To); found == of {
			copied := copierOf(of)
			return func(x *Context[C, P]) error {
				v, err := from(x)
				if err != nil {
					return err
				}
				if copied != nil {
					v = copied(v)
				}
				into(x).Set(v)
				return nil
			}
		}
	}
	p := c.expression(at+".to", e.To, kindOf(of))
	write := writer(of)
	if write == nil {
		c.faultf(at+".to", "nothing of the type %v is found there", of)
	}
	if text, err := strconv.Unquote(e.To); err == nil && words != nil && !slices.Contains(words, text) {
		c.faultf(at+".to", "%v", strict.UnknownWord(e.Field, text, words))
	}
	return func(x *Context[C, P]) error {
		v, err := p.EvalLazy(x.value)
		if err != nil {
			return err
		}
		if words != nil {
			for _, word := range append(slices.Clip(v.List()), v.Text()) {
				if word != "" && !slices.Contains(words, word) {
					return strict.UnknownWord(e.Field, word, words)
				}
			}
		}
		if declared && of.Kind() == reflect.Int && v.Number().Sign() < 0 {
			return &rule.InputError{Field: e.Field, Value: v.String(), Problem: "is negative", Expected: "a count, zero or more"}
		}
		if of.Kind() == reflect.Int && (!v.Number().IsInteger() || v.Number().Abs().Cmp(mostCount) > 0) {
			return &rule.InputError{Field: e.Field, Value: v.String(), Expected: "a whole number of at most " + mostCount.String()}
		}
		write(into(x), v)
		return nil
	}
}

// mostCount is the most that a count of a case can be: more is no count of
// anything that was done, and it is far from where an int would wrap.
var mostCount = decimal.New(1, 9)

// path reads what stands at a path: of the event, or of what a function found.
func (c *compiler[S, E, C, Ev, P]) path(at, path string) (func(x *Context[C, P]) (reflect.Value, error), reflect.Type) {
	first, rest, _ := strings.Cut(path, ".")
	switch first {
	case "event":
		if index, of := fieldAt(c.event, rest, "json"); index != nil {
			return func(x *Context[C, P]) (reflect.Value, error) {
				return x.event.Value().FieldByIndex(index), nil
			}, of
		}
	case "case":
		if index, of := fieldAt(reflect.TypeFor[C](), rest, "json"); index != nil {
			return func(x *Context[C, P]) (reflect.Value, error) {
				return reflect.ValueOf(x.Case).Elem().FieldByIndex(index), nil
			}, of
		}
		if d := c.m.def.Declared; d != nil {
			if index, of := fieldAt(reflect.TypeOf(d.Case), rest, "json"); index != nil {
				return func(x *Context[C, P]) (reflect.Value, error) { return x.declared.Value().FieldByIndex(index), nil }, of
			}
		}
	}
	for i := range c.m.def.Finds {
		f := &c.m.def.Finds[i]
		if f.name != first {
			continue
		}
		for place := range c.scope.slots {
			if s := &c.scope.slots[place]; s.root == ofFunction && s.n == i {
				c.uses = append(c.uses, place) // any of its facts: they are found together
				break
			}
		}
		if index, of := fieldAt(f.of, rest, "fact", "json"); index != nil {
			return func(x *Context[C, P]) (reflect.Value, error) {
				facts, err := x.call(i)
				if err != nil {
					return reflect.Value{}, err
				}
				return facts.Value().FieldByIndex(index), nil
			}, of
		}
	}
	if at != "" {
		c.faultf(at, "nothing is at %q", path)
	}
	return nil, nil
}

// fieldAt finds the field of a struct at a path of names.
func fieldAt(t reflect.Type, path string, tags ...string) ([]int, reflect.Type) {
	var index []int
	for _, name := range strings.Split(path, ".") {
		at, of := fieldOf(t, name, tags...)
		if at == nil {
			return nil, nil
		}
		index, t = append(index, at...), of
	}
	return index, t
}

// fieldOf finds a field of a struct by its name, or of one that is embedded in it.
func fieldOf(t reflect.Type, name string, tags ...string) ([]int, reflect.Type) {
	if t.Kind() != reflect.Struct {
		return nil, nil
	}
	for i := range t.NumField() {
		f := t.Field(i)
		if expression.Promotes(f, tags...) {
			if at, of := fieldOf(f.Type, name, tags...); at != nil {
				return append([]int{i}, at...), of
			}
		} else if expression.NameOf(f, tags...) == name {
			return []int{i}, f.Type
		}
	}
	return nil, nil
}

// kindOf is the kind of an expression that can be written into a field.
func kindOf(t reflect.Type) expression.Kind {
	switch {
	case t == reflect.TypeFor[decimal.Decimal](), t.Kind() == reflect.Int:
		return expression.NumberKind
	case t == reflect.TypeFor[calendar.Date]():
		return expression.DateKind
	case t.Kind() == reflect.String:
		return expression.TextKind
	case t.Kind() == reflect.Slice:
		return expression.ListKind
	}
	return expression.BoolKind
}

// writer writes a value into a field of a type; nil for a type that holds none.
func writer(t reflect.Type) func(into reflect.Value, v expression.Value) {
	switch {
	case t == reflect.TypeFor[decimal.Decimal]():
		return func(into reflect.Value, v expression.Value) { into.Set(reflect.ValueOf(v.Number())) }
	case t == reflect.TypeFor[calendar.Date]():
		return func(into reflect.Value, v expression.Value) { into.Set(reflect.ValueOf(v.Date())) }
	case t == reflect.TypeFor[rule.Flag]():
		return func(into reflect.Value, v expression.Value) { into.Set(reflect.ValueOf(rule.FlagOf(v.IsTrue()))) }
	}
	switch t.Kind() {
	case reflect.Int:
		return func(into reflect.Value, v expression.Value) { into.SetInt(v.Number().IntPart()) }
	case reflect.Bool:
		return func(into reflect.Value, v expression.Value) { into.SetBool(v.IsTrue()) }
	case reflect.String:
		return func(into reflect.Value, v expression.Value) { into.SetString(v.Text()) }
	case reflect.Slice:
		if t.Elem().Kind() == reflect.String {
			return func(into reflect.Value, v expression.Value) {
				list := reflect.MakeSlice(t, len(v.List()), len(v.List()))
				for i, s := range v.List() {
					list.Index(i).SetString(s)
				}
				into.Set(list)
			}
		}
	}
	return nil
}

// copierOf gives how a value of a type is copied with its lists, so that a case
// shares none with what it was set from; nil for a type that has none.
func copierOf(t reflect.Type) func(v reflect.Value) reflect.Value {
	switch t.Kind() {
	case reflect.Slice:
		elem := sync.OnceValue(func() func(reflect.Value) reflect.Value { return copierOf(t.Elem()) }) // which may be of this type again
		return func(v reflect.Value) reflect.Value {
			if v.IsNil() {
				return v
			}
			list := reflect.MakeSlice(t, v.Len(), v.Len())
			reflect.Copy(list, v)
			if elem := elem(); elem != nil {
				for i := range v.Len() {
					list.Index(i).Set(elem(v.Index(i)))
				}
			}
			return list
		}
	case reflect.Map:
		elem := sync.OnceValue(func() func(reflect.Value) reflect.Value { return copierOf(t.Elem()) })
		return func(v reflect.Value) reflect.Value {
			if v.IsNil() {
				return v
			}
			m := reflect.MakeMapWithSize(t, v.Len())
			for _, k := range v.MapKeys() {
				value := v.MapIndex(k)
				if elem := elem(); elem != nil {
					value = elem(value)
				}
				m.SetMapIndex(k, value)
			}
			return m
		}
	case reflect.Struct:
		copiers, some := make([]func(reflect.Value) reflect.Value, t.NumField()), false
		for i := range copiers {
			if t.Field(i).IsExported() {
				copiers[i] = copierOf(t.Field(i).Type)
				some = some || copiers[i] != nil
			}
		}
		if !some {
			return nil
		}
		return func(v reflect.Value) reflect.Value {
			s := reflect.New(t).Elem()
			s.Set(v)
			for i, copied := range copiers {
				if copied != nil {
					s.Field(i).Set(copied(v.Field(i)))
				}
			}
			return s
		}
	}
	return nil
}
