package procedure

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/internal/words"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"github.com/workcomp-go/workcomp/rule/policy"
)

type (
	text = strict.At[string]
	row  = lifecycle.Row[State, EventName]
)

// A reader makes a procedure of a file, and reports what is wrong with it.
type reader struct {
	*strict.File
	file
	*program
	def      *lifecycle.Definition[State, EventName, Case, Event, *Procedure]
	places   map[string]text     // the texts of the rows, by the id of the row and the field of the machine
	paths    map[string]string   // of the rows in the file, by id
	effects  map[string]string   // the paths of effects in the file, by the id of the row and the field of the machine
	listed   listed              // the names in the file
	shared   int                 // characters, of what is read again for its name
	unknown  bool                // a name is none: what follows from the rows as a whole is not asked
	unkind   bool                // a fact is of no kind: what is asked of it is not known
	reported map[strict.Pos]bool // where a mistake stands already
	used     map[string]bool     // the guards, groups and series that rows name
	events   map[string][]string // the facts of each event
	terms    map[string]*term
	series   map[string]*series
	duties   map[string][]dutyText
}

// A term is a value that is a length of time.
type term struct{ calendar.Term }

// Parse reads a procedure file. The error is a rule.Diagnostics: all mistakes, each
// with its line and column.
func Parse(name string, data []byte) (*Procedure, error) {
	f := strict.ParseYAML(name, data)
	n := f.One()
	if n == nil {
		return nil, f.Err()
	}
	f.Follow()
	r := &reader{File: f, program: &program{}, places: map[string]text{}, paths: map[string]string{}, effects: map[string]string{}, reported: map[strict.Pos]bool{},
		used: map[string]bool{}, events: map[string][]string{}, terms: map[string]*term{}, series: map[string]*series{},
		duties: map[string][]dutyText{}}
	f.Decode(n, "", &r.file)
	if f.Err() != nil { // what is not there cannot be asked
		r.conditions(n, "")
		return nil, f.Err()
	}
	return r.procedure(n, data)
}

// conditions reports the tests below a node that nothing could make conditions, where
// the form of the file is wrong.
func (r *reader) conditions(n *strict.Node, path string) {
	for _, field := range n.Fields {
		at := strict.Join(path, field.Name)
		if err := expression.Syntax(field.Value.Text); err != nil && field.Name == "if" && field.Value.Kind == strict.Text {
			r.ReportExpression(at, text{Value: field.Value.Text, Pos: field.Value.Pos}, err)
		}
		r.conditions(field.Value, at)
	}
	for i, item := range n.Items {
		r.conditions(item, strict.Join(path, fmt.Sprintf("[%d]", i)))
	}
}

// mistake reports a value that cannot be, at its place.
func (r *reader) mistake(at strict.Pos, path string, code rule.Code, format string, args ...any) {
	if r.reported[at] {
		return
	}
	r.reported[at] = true
	r.Report(strict.Diagnostic{Code: code, Pos: at, Path: path, Message: fmt.Sprintf(format, args...)})
}

// known reports whether a word is one of a list, and that it is none.
func (r *reader) known(at text, path string, list []string) bool {
	if slices.Contains(list, at.Value) {
		return true
	}
	r.unknown = true
	if !r.reported[at.Pos] && !r.Full() {
		r.reported[at.Pos] = true
		expected := words.OneOf(list)
		if len(list) == 0 {
			expected = "nothing: the file declares none"
		}
		r.Report(strict.Diagnostic{Code: rule.BadValue, Pos: at.Pos, Path: path, Value: strconv.Quote(at.Value), Expected: expected,
			Suggestion: rule.Suggest(at.Value, list)})
	}
	return false
}

// name checks a word that the file makes up, for conditions to ask.
func (r *reader) name(at text, path string) bool {
	for i, c := range at.Value {
		if !(c >= 'a' && c <= 'z' || i > 0 && (c == '_' || c >= '0' && c <= '9')) {
			r.mistake(at.Pos, path, rule.BadValue, "%q is not valid, expected a name of small letters, digits and _", at.Value)
			return false
		}
	}
	return at.Value != "" && expression.Identifier(at.Value)
}

// list reads a text, or a list of texts.
func (r *reader) list(n *strict.Node, path string) []text {
	switch {
	case n == nil:
		return nil
	case n.Kind == strict.Text || n.Kind == strict.Num:
		return []text{{Value: n.Text, Pos: n.Pos}}
	}
	var all []text
	r.Decode(n, path, &all)
	return all
}

func values(all []text) []string {
	return words.Each(all, func(t text) string { return t.Value })
}

// names are the keys of a mapping.
func names[T any](all strict.Entries[T]) []string {
	return words.Each(all, func(e strict.Entry[T]) string { return e.Name })
}

// procedure makes the procedure, in the order in which its parts name each other.
func (r *reader) procedure(n *strict.Node, data []byte) (*Procedure, error) {
	var questions []reading.Question
	for _, e := range r.Interpretations.Value {
		q := reading.Question{ID: e.Value.ID.Value}
		for _, reading := range e.Value.Readings.Value {
			q.Readings = append(q.Readings, reading.Key)
		}
		questions = append(questions, q)
	}
	if !r.few(n) {
		return nil, r.Err()
	}
	set := r.board()
	r.listed = listed{states: values(r.States), roles: values(r.Roles), owing: slices.Concat(values(r.Roles), values(r.Parties)), events: names(r.file.Events),
		facts: names(r.Case), duties: names(r.file.Duties), terms: r.termNames()}
	p := &Procedure{Policy: *policy.Of(r.File, data, n, "procedure", r.Procedure, r.Head, questions, set), program: r.program}
	if len(r.States) == 0 {
		r.mistake(n.Pos, "states", rule.MissingKey, "there are no states, expected one or more")
		return nil, r.Err()
	}
	r.def = &lifecycle.Definition[State, EventName, Case, Event, *Procedure]{
		Name: r.Procedure.Value, Start: State(r.States[0].Value), Readings: reading.Asked(questions), RolesFirst: true,
		Case: func(c *Case) lifecycle.Core[State] {
			return lifecycle.Core[State]{State: &c.State, LastOn: &c.LastOn, Docket: &c.Docket}
		},
		Check: checkCase, Accept: accept,
		Own:     func(p *Procedure) *Machine { return p.machine },
		Reading: func(p *Procedure, question int) string { return p.Reading(question) },
		Values:  lifecycle.ValuesIn(set, func(p *Procedure) any { return *p.Policy.Values() }),
		Term: func(x *context, name string, after calendar.Date) (calendar.Due, error) {
			return x.Policy.terms[name].From(after)
		},
	}
	for _, list := range []struct {
		key string
		all []text
	}{{"states", r.States}, {"final", r.Final}, {"roles", r.Roles}, {"parties", r.Parties}} {
		before := values(list.all)
		for i, t := range list.all {
			if slices.Contains(before[:i], t.Value) {
				r.mistake(t.Pos, fmt.Sprintf("%s[%d]", list.key, i), rule.BadValue, "%q stands twice", t.Value)
			}
		}
	}
	for i, s := range r.Final {
		if r.known(s, fmt.Sprintf("final[%d]", i), r.listed.states) {
			r.def.Final = append(r.def.Final, State(s.Value))
		}
	}
	for _, role := range r.Roles {
		r.def.Roles = append(r.def.Roles, rule.Role(role.Value))
	}
	for _, party := range r.Parties {
		r.def.Parties = append(r.def.Parties, rule.Role(party.Value))
	}
	if r.declare(); r.unkind {
		r.conditions(n, "")
		return nil, r.Err()
	}
	r.owe()
	r.find()
	for i := range r.Rows {
		if r.row(fmt.Sprintf("rows[%d]", i), r.Rows[i]); r.shared > mostShared {
			return nil, r.Err()
		}
	}
	r.program.terms, r.program.paths = r.terms, r.paths
	r.machine = lifecycle.New(*r.def)
	r.check()
	if err := r.Err(); err != nil {
		return nil, err
	}
	r.machine.Listing() // compiled now, and not at the first event
	return p, nil
}

// mostNamed bounds what a file has of each kind, so that what is looked up by its name
// in rows takes no more than the size of the file asks for.
const mostNamed = 1000

// mostAsked bounds what the events of a file may ask, all together: the conditions of each
// are read over all of it. A function has expressions, which are read for each event, too.
const (
	mostAsked = 60_000
	costlier  = 10
)

// few reports whether the file has no more of any kind than it may.
func (r *reader) few(n *strict.Node) bool {
	few := true
	for _, kind := range []string{"states", "roles", "parties", "case", "events", "series", "values", "duties", "functions", "guards", "groups",
		"rows", "interpretations"} {
		of := n.Get(kind)
		if of == nil {
			continue
		}
		if has := len(of.Items) + len(of.Fields); has > mostNamed {
			r.mistake(of.Pos, kind, rule.BadValue, "there are %d, expected at most %d", has, mostNamed)
			few = false
		}
	}
	asked := len(r.Case) + len(r.Values) + len(r.file.Duties) + len(r.Interpretations.Value) + costlier*(len(r.Functions)+len(r.Series))
	if events := len(r.Events); few && events*asked > mostAsked {
		r.mistake(n.Get("events").Pos, "events", rule.BadValue,
			"there are %d, and each may ask %d facts, values, duties and readings, where a function and a series count %d times: "+
				"expected at most %d of one times the other",
			events, asked, costlier, mostAsked)
		few = false
	}
	return few
}

// listed are the names in a file that its rows and duties may name.
type listed struct{ states, roles, owing, events, facts, duties, terms []string }

// A field is one of a struct that is made of what a file declares.
func field(name string, of reflect.Type, tag string) reflect.StructField {
	return reflect.StructField{Name: goName(name), Type: of, Tag: reflect.StructTag(tag)}
}

// board reads the values that the board sets into a struct that conditions ask.
func (r *reader) board() any {
	fields := []reflect.StructField{field("effective", reflect.TypeFor[calendar.Date](), `fact:"effective"`)}
	given := []reflect.Value{reflect.ValueOf(r.Effective)}
	for _, e := range r.Values {
		path, v := "values."+e.Name, e.Value
		if !r.name(text{Value: e.Name, Pos: e.Pos}, path) || e.Name == "effective" {
			r.mistake(e.Pos, path, rule.BadValue, "%q is no name for a value", e.Name)
			continue
		}
		var inner []reflect.StructField
		var set []reflect.Value
		add := func(unit string, value any) {
			inner = append(inner, field(unit, reflect.TypeOf(value), `fact:"`+unit+`"`))
			set = append(set, reflect.ValueOf(value))
		}
		for _, l := range []struct {
			n    *int
			unit calendar.Unit
			name string
		}{{v.Days, calendar.Days, "days"}, {v.BusinessDays, calendar.BusinessDays, "business_days"}, {v.Weeks, calendar.Weeks, "weeks"},
			{v.Months, calendar.Months, "months"}, {v.Years, calendar.Years, "years"}} {
			if l.n == nil {
				continue
			}
			add(l.name, *l.n)
			if l.unit == calendar.BusinessDays && v.Closed.Pos == (strict.Pos{}) {
				r.mistake(e.Pos, path+".closed", rule.MissingKey, "missing, expected the days that are no business days: weekends, us-wv, ca-ab, a table, or none")
			}
			t := calendar.Term{Length: calendar.Length{N: *l.n, Unit: l.unit}, Closed: v.Closed.Days}
			if v.Roll.Value != "" {
				var err error
				if t.Roll, err = calendar.ParseRoll(v.Roll.Value); err != nil {
					r.mistake(v.Roll.Pos, path+".roll", rule.BadValue, "%q is not valid, expected none, following, preceding or modified_following",
						v.Roll.Value)
				}
			} else if v.Closed.Days != nil {
				t.Roll = calendar.Following
			}
			r.terms[e.Name] = &term{t}
		}
		if v.Count != nil {
			add("count", *v.Count)
		}
		for _, d := range []struct {
			d    *decimal.Decimal
			name string
		}{{v.Percent, "percent"}, {v.Amount, "amount"}, {v.Number, "number"}} {
			if d.d != nil {
				add(d.name, *d.d)
			}
		}
		if !v.Date.IsZero() {
			add("date", v.Date)
		}
		if v.Text.Value != "" {
			add("text", v.Text.Value)
		}
		if len(inner) != 1 {
			r.mistake(e.Pos, path, rule.BadValue, "%d values stand here, expected one of days, business_days, weeks, months, years, count, percent, "+
				"amount, number, date, text", len(inner))
			continue
		}
		s := reflect.New(reflect.StructOf(inner)).Elem()
		s.Field(0).Set(set[0])
		fields, given = append(fields, field(e.Name, s.Type(), `fact:"`+e.Name+`"`)), append(given, s)
	}
	all := reflect.New(reflect.StructOf(fields)).Elem()
	for i, v := range given {
		all.Field(i).Set(v)
	}
	return all.Interface()
}

// kind reads the kind of a fact: a word, a list of the only words that a text can be,
// or a mapping of a word to where a case begins or what bounds an event.
func (r *reader) kind(n *strict.Node, path string) (kind string, only []text, of *strict.Node) {
	switch {
	case n.Kind == strict.List:
		return "text", r.list(n, path), nil
	case n.Kind == strict.Map && len(n.Fields) == 1:
		at := text{Value: n.Fields[0].Name, Pos: n.Fields[0].Pos}
		if at, ok := r.kindOf(at, path); !ok {
			return at, nil, nil
		}
		if of = n.Fields[0].Value; at.Value == "list" {
			return "list", r.list(of, path+".list"), nil
		}
		return at.Value, nil, of
	case n.Kind == strict.Text:
		kind, _ := r.kindOf(text{Value: n.Text, Pos: n.Pos}, path)
		return kind, nil, nil
	}
	r.unkind = true
	r.mistake(n.Pos, path, rule.BadValue, "%s is not valid, expected one of %s, a list of words, or one of them with a value", n.Kind,
		strings.Join(kinds, ", "))
	return "", nil, nil
}

// otherKinds are the kinds of facts by the names that others give them.
var otherKinds = map[string]string{"integer": "count", "int": "count", "decimal": "number", "money": "number", "float": "number", "string": "text",
	"bool": "yes_no", "boolean": "yes_no", "flag": "yes_no"}

// kindOf checks the name of a kind. It is the one that is probably meant where it is none.
func (r *reader) kindOf(at text, path string) (kind string, ok bool) {
	meant := cmp.Or(otherKinds[at.Value], rule.Suggest(at.Value, kinds))
	switch {
	case slices.Contains(kinds, at.Value):
		return at.Value, true
	case meant == "":
		r.unkind = true
	}
	r.unknown, r.reported[at.Pos] = true, true
	r.Report(strict.Diagnostic{Code: rule.BadValue, Pos: at.Pos, Path: path, Value: strconv.Quote(at.Value), Expected: words.OneOf(kinds), Suggestion: meant})
	return meant, false
}

// declare makes the structs of the case and of each event.
func (r *reader) declare() {
	var fields []reflect.StructField
	begins := map[string]*strict.Node{}
	types := map[string]reflect.Type{"text": reflect.TypeFor[string](), "number": reflect.TypeFor[decimal.Decimal](), "count": reflect.TypeFor[int](),
		"yes_no": reflect.TypeFor[bool](), "date": reflect.TypeFor[calendar.Date](), "list": reflect.TypeFor[[]string]()}
	for _, e := range r.Case {
		path := "case." + e.Name
		kind, only, of := r.kind(e.Value, path)
		if !r.name(text{Value: e.Name, Pos: e.Pos}, path) || slices.Contains(ownKeys, e.Name) {
			r.mistake(e.Pos, path, rule.BadValue, "%q is no name for a fact of a case", e.Name)
		} else if kind != "" {
			if len(only) > 0 || kind == "count" {
				r.kept = append(r.kept, check{name: e.Name, field: len(fields), words: values(only)})
			}
			fields = append(fields, field(e.Name, types[kind], tagOf(e.Name, "", only)))
			begins[e.Name] = of
		}
	}
	for _, e := range r.Series {
		path := "series." + e.Name
		r.known(e.Value.Each, path+".each", []string{"year", "quarter", "month", "day"})
		if r.name(text{Value: e.Name, Pos: e.Pos}, path) && !slices.Contains(names(r.Case), e.Name) && !slices.Contains(ownKeys, e.Name) {
			r.series[e.Name] = &series{name: e.Name, each: e.Value.Each.Value, field: len(fields), period: e.Value.Period.Value,
				value: e.Value.Value.Value}
			fields = append(fields, field(e.Name, reflect.TypeFor[[]Entry](), tagOf(e.Name, "", nil)))
		} else {
			r.mistake(e.Pos, path, rule.BadValue, "%q is no name for a series: a fact of a case has it", e.Name)
		}
	}
	start := reflect.New(reflect.StructOf(fields))
	for name, of := range begins {
		if of != nil {
			var d strict.Decoder
			d.Decode(&strict.Node{Kind: strict.Map, Fields: []strict.Field{{Name: name, Value: of}}}, "case", start.Interface())
			for _, m := range d.Diagnostics {
				r.Report(m)
			}
		}
	}
	r.start = Case{State: r.def.Start, facts: start.Elem().Interface()}
	r.checks = map[EventName][]check{}
	types["count"], types["yes_no"] = types["number"], reflect.TypeFor[rule.Flag]()
	empty := map[EventName]any{}
	for _, e := range r.Events {
		name := EventName(e.Name)
		r.name(text{Value: e.Name, Pos: e.Pos}, "events."+e.Name)
		fields := []reflect.StructField{field("on", types["date"], tagOf("on", ",omitzero", nil)),
			field("by", reflect.TypeFor[rule.Role](), tagOf("by", ",omitempty", nil))}
		for _, fact := range e.Value {
			path := "events." + e.Name + "." + fact.Name
			kind, only, of := r.kind(fact.Value, path)
			if !r.name(text{Value: fact.Name, Pos: fact.Pos}, path) || slices.Contains([]string{"on", "by", "event"}, fact.Name) {
				r.mistake(fact.Pos, path, rule.BadValue, "%q is no name for a fact of an event", fact.Name)
				continue
			}
			if kind == "" {
				continue
			}
			c := check{name: fact.Name, field: len(fields), words: values(only)}
			if kind == "count" {
				c.from, c.to = decimal.New(0, 0), decimal.NewFromInt(1_000_000_000)
				if of != nil {
					var bounds []decimal.Decimal
					if r.Decode(of, path+".count", &bounds); len(bounds) == 2 {
						c.from, c.to = bounds[0], bounds[1]
					} else {
						r.mistake(of.Pos, path+".count", rule.BadValue, "%d numbers stand here, expected the least and the most", len(bounds))
					}
				}
			} else if of != nil {
				r.mistake(of.Pos, path, rule.BadValue, "a fact of an event begins with nothing, expected the kind alone")
			}
			if len(only) > 0 || kind == "count" {
				r.checks[name] = append(r.checks[name], c)
			}
			fields = append(fields, field(fact.Name, types[kind], tagOf(fact.Name, ",omitzero", only)))
			r.events[e.Name] = append(r.events[e.Name], fact.Name)
		}
		empty[name] = reflect.Zero(reflect.StructOf(fields)).Interface()
		r.def.Events = append(r.def.Events, Event{name, empty[name]})
	}
	r.empty = empty
	r.def.Declared = &lifecycle.Declared[Case, Event]{Case: r.start.facts, In: func(c *Case) *any { return &c.facts },
		Of:    r.program.factsOf,
		Event: func(name string, facts any) Event { return Event{EventName(name), facts} }}
}

// tagOf is that of a field: its name in JSON, and the only words that it can be.
func tagOf(name, options string, only []text) string {
	tag := `json:"` + name + options + `"`
	if len(only) > 0 {
		tag += ` words:"` + strings.Join(values(only), " ") + `"`
	}
	return tag
}

// owe reads the duties.
func (r *reader) owe() {
	for _, e := range r.Duties {
		r.name(text{Value: e.Name, Pos: e.Pos}, "duties."+e.Name)
		path := "duties." + e.Name
		var all []dutyText
		if e.Value.Kind == strict.List {
			r.Decode(e.Value, path, &all)
		} else {
			all = make([]dutyText, 1)
			r.Decode(e.Value, path, &all[0])
		}
		r.duties[e.Name] = all
		for _, d := range all {
			r.known(d.By, path+".by", r.listed.owing)
			if d.Within.Value != "" {
				r.known(d.Within, path+".within", r.listed.terms)
			}
			r.def.Duties = append(r.def.Duties, calendar.Duty{ID: e.Name, By: d.By.Value, To: d.To.Value, Cite: d.Cite.Value, CopyTo: d.CopyTo,
				Encloses: d.Encloses})
		}
	}
}

// termNames are the values that are lengths of time, in order.
func (r *reader) termNames() []string {
	return slices.DeleteFunc(names(r.Values), func(name string) bool { return r.terms[name] == nil })
}

// find reads the functions.
func (r *reader) find() {
	for _, e := range r.Series {
		if s := r.series[e.Name]; s != nil {
			r.def.Finds = append(r.def.Finds, s.function())
			r.places["/"+e.Name+".period"], r.places["/"+e.Name+".value"] = e.Value.Period, e.Value.Value
		}
	}
	for _, e := range r.Functions {
		path, f := "functions."+e.Name, e.Value
		taken := slices.Concat([]string{"case", "event", "given", "policy", "owed"}, names(r.Series))
		if !r.name(text{Value: e.Name, Pos: e.Pos}, path) || slices.Contains(taken, e.Name) {
			r.mistake(e.Pos, path, rule.BadValue, "%q is no name for a function", e.Name)
			continue
		}
		s := map[string]*series{}
		var which []string
		for _, k := range []struct {
			key string
			at  text
		}{{"run", f.Run}, {"improvement", f.Improvement}, {"count", f.Count}, {"dates", f.Dates}, {"number", f.Number},
			{"day", f.Day}, {"text", f.Text}, {"yes_no", f.YesNo}} {
			if k.at.Pos == (strict.Pos{}) {
				continue
			}
			which = append(which, k.key)
			switch k.key {
			case "run", "improvement", "count":
				if r.known(k.at, path+"."+k.key, names(r.Series)) {
					s[k.key] = r.series[k.at.Value]
					r.places["/"+e.Name+".period"], r.places["/"+e.Name+".value"] = k.at, k.at
				}
			case "dates":
				r.known(k.at, path+"."+k.key, r.listed.terms)
			default:
				r.places["/"+e.Name+".is"] = k.at
			}
		}
		if len(which) != 1 {
			r.mistake(e.Pos, path, rule.BadValue, "%d functions stand here, expected one of run, improvement, count, dates, number, day, text, yes_no",
				len(which))
			continue
		}
		meets, limit := f.limit()
		for name, at := range map[string]text{"limit": limit, "baseline": f.Baseline, "since": f.Since, "from": f.From, "until": f.Until} {
			r.places["/"+e.Name+"."+name] = at
		}
		needs := func(key string, at text) bool {
			if at.Pos == (strict.Pos{}) {
				r.mistake(e.Pos, path+"."+key, rule.MissingKey, "%s needs %s", which[0], key)
			}
			return at.Pos != (strict.Pos{})
		}
		switch {
		case s["run"] != nil && needs("at_least, above, at_most or below", limit):
			if s["run"].each == "day" {
				r.mistake(f.Run.Pos, path+".run", rule.BadValue, "a series of days has no periods in a row")
			}
			r.def.Finds = append(r.def.Finds, run(e.Name, s["run"], meets, limit.Value))
		case s["improvement"] != nil:
			periods, places := 0, int32(2)
			if f.Periods != nil {
				periods = *f.Periods
			}
			if f.Places != nil {
				places = int32(*f.Places)
			}
			if (periods > 0) == (f.Baseline.Value != "") || places < 0 || places > 12 || s["improvement"].each == "day" {
				r.mistake(e.Pos, path, rule.BadValue, "expected periods, 1 or more, or a baseline, and not both; and places from 0 to 12")
			}
			r.def.Finds = append(r.def.Finds, improvement(e.Name, s["improvement"], periods, f.Baseline.Value, places))
		case s["count"] != nil:
			var within *term
			if f.Within.Value != "" && r.known(f.Within, path+".within", r.listed.terms) {
				within = r.terms[f.Within.Value]
			}
			if (f.Since.Value != "") == (f.Within.Value != "") {
				r.mistake(e.Pos, path, rule.BadValue, "expected since or within, and not both")
			}
			r.def.Finds = append(r.def.Finds, count(e.Name, s["count"], f.Since.Value, within, meets, limit.Value))
		case which[0] == "dates" && needs("from", f.From) && needs("until", f.Until) && needs("duty", f.Duty):
			r.known(f.Duty, path+".duty", r.listed.duties)
			r.def.Finds = append(r.def.Finds, dates(e.Name, r.terms[f.Dates.Value], f.From.Value, f.Until.Value, f.Duty.Value))
		case which[0] == "number":
			r.def.Finds = append(r.def.Finds, named(e.Name, f.Number.Value, expression.NumberKind,
				func(v rule.Value) NumberFacts { return NumberFacts{v.Number()} }))
		case which[0] == "day":
			r.def.Finds = append(r.def.Finds, named(e.Name, f.Day.Value, expression.DateKind,
				func(v rule.Value) DayFacts { return DayFacts{v.Date()} }))
		case which[0] == "text":
			r.def.Finds = append(r.def.Finds, named(e.Name, f.Text.Value, expression.TextKind,
				func(v rule.Value) TextFacts { return TextFacts{v.Text()} }))
		case which[0] == "yes_no":
			r.def.Finds = append(r.def.Finds, named(e.Name, f.YesNo.Value, expression.BoolKind,
				func(v rule.Value) YesNoFacts { return YesNoFacts{v.IsTrue()} }))
		}
	}
}

// limit is that of a function, and which values meet it.
func (f *functionText) limit() (meets func(order int) bool, at text) {
	switch {
	case f.AtLeast.Value != "":
		return func(order int) bool { return order >= 0 }, f.AtLeast
	case f.Above.Value != "":
		return func(order int) bool { return order > 0 }, f.Above
	case f.AtMost.Value != "":
		return func(order int) bool { return order <= 0 }, f.AtMost
	}
	return func(order int) bool { return order < 0 }, f.Below
}

// path is that of a field of a row of the machine, in the words of the file.
func (r *reader) path(row, field string) string {
	effect, rest, _ := strings.Cut(field, ".")
	if path := r.effects[row+"/"+effect]; path != "" {
		if field = r.places[row+"/"+effect].Value; field == "open" && rest != "" {
			field = strings.ReplaceAll(rest, "by", "owed_by")
		} else if rest == "if" || rest == "for" || rest == "id" {
			field = rest
		}
		return path + "." + field
	}
	return r.paths[row] + "." + strings.ReplaceAll(field, "text", "says")
}

// faults reports the mistakes of the machine, each where it stands in the file.
func (r *reader) faults() {
	for _, fault := range r.machine.Faults() {
		if r.unknown && fault.Row == "" && fault.State != "" {
			continue
		}
		path := r.paths[fault.Row]
		at, ok := r.places[fault.Row+"/"+fault.Field]
		for field := fault.Field; !ok && field != ""; { // the nearest that has a place
			field = field[:max(strings.LastIndexAny(field, ".["), 0)]
			at, ok = r.places[fault.Row+"/"+field]
		}
		if fault.State != "" && fault.Row == "" {
			for i, s := range r.States {
				if s.Value == fault.State {
					at, path = s, fmt.Sprintf("states[%d]", i)
				}
			}
		}
		if fault.Row != "" && fault.Field != "" {
			path = r.path(fault.Row, fault.Field)
		}
		if r.reported[at.Pos] {
			continue
		}
		var e *rule.ExprError
		if errors.As(fault.Err, &e) && at.Value == e.Source {
			r.reported[at.Pos] = true
			r.ReportExpression(path, at, fault.Err)
			continue
		}
		r.mistake(at.Pos, path, rule.BadValue, "%v", fault.Err)
	}
}
