package scenario

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// A Domain is what decides the scenarios that name it: the library's own, or a
// process of a host's, which [Process] makes one. The zero value has no name: no scenario
// can name it.
type Domain struct {
	name string
	open func(s setup) (stage, error)
}

// A PolicyVersion is a policy as a Process needs it. That of package rule/policy is
// one, and so is that of every domain of the library. Nil is none.
type PolicyVersion interface {
	lifecycle.Versioned
	Title() string
	Interpretations() []rule.Interpretation
}

// Process makes a procedure a domain under a name. start is the case before its
// first event; what a scenario gives from the start are fields of it, by their JSON
// names. parse reads a policy file. The calls are the calculations that a scenario
// may ask for beside the events.
func Process[S, E ~string, C any, Ev lifecycle.Event[E], P PolicyVersion](name string, m *lifecycle.Machine[S, E, C, Ev, P], start C,
	parse func(file string, data []byte) (P, error), calls ...Calculation[C, P]) Domain {
	return process[S, E, C, Ev, P]{name: name, parse: parse, calls: calls,
		begin: func(given func(dst any), versions []P) (*lifecycle.History[S, E, C, Ev, P], error) {
			from := start
			given(&from)
			return lifecycle.NewHistory(m, from, versions...)
		}}.domain()
}

// A Calculation is a call that the scenarios of a domain may make. The zero value has no
// name: Calculate makes one.
type Calculation[C, P any] struct {
	name string
	make func(policy P, c C, with *strict.Node) (any, []rule.Finding, error)
}

// Calculate is the calculation of a policy by its input under a name. In is a
// struct, of which the JSON names are the facts.
func Calculate[C, P, In, Out any](name string, f func(P, In) (rule.Decision[Out], error)) Calculation[C, P] {
	return Calculation[C, P]{name, func(policy P, _ C, with *strict.Node) (any, []rule.Finding, error) {
		return calculate(with, func(in In) (rule.Decision[Out], error) { return f(policy, in) })
	}}
}

// calculate reads the facts of a call into its input and makes it.
func calculate[In, Out any](with *strict.Node, f func(In) (rule.Decision[Out], error)) (any, []rule.Finding, error) {
	var in In
	if err := strict.Input(with, &in); err != nil {
		return nil, nil, err
	}
	d, err := f(in)
	if err != nil {
		return nil, nil, err
	}
	return d.Value, d.Findings, nil
}

// compute finds a calculation by its name and makes it.
func compute[C, P any](calls []Calculation[C, P], name string, policy P, c C, with *strict.Node) (any, []rule.Finding, error) {
	for _, call := range calls {
		if call.name == name {
			return call.make(policy, c, with)
		}
	}
	return nil, nil, unknownName("call", name, namesOf(calls)...)
}

// namesOf are the names of calculations.
func namesOf[C, P any](calls []Calculation[C, P]) []string {
	names := make([]string, len(calls))
	for i, call := range calls {
		names[i] = call.name
	}
	return names
}

// unknownName is the error for an event or a calculation that a domain does
// not have.
func unknownName(kind, name string, known ...string) error {
	if len(known) == 0 {
		return &rule.InputError{Field: kind, Value: name, Expected: "a domain that has one"}
	}
	return &rule.InputError{Field: kind, Value: name, Expected: "one of " + strings.Join(known, ", "), Suggestion: rule.Suggest(name, known)}
}

// A setup is what a domain may ask of the scenario file before its cases begin.
type setup struct {
	policies []policyText // that the scenario names, in its order
	// file gives the text of a policy that a call names by its path.
	file func(name string) (policyText, error)
	// given reads the facts that hold from the start into a struct.
	given func(dst any)
}

// A stage is a domain readied for the cases of one policy.
type stage struct {
	policy stated // the zero stated where there is none
	// versions are the policy, or its versions.
	versions []any
	key      string   // the answer that says where a case stands; empty for a domain that keeps no cases
	calls    []string // the names of its calculations
	begin    func(instead Instead) (player, error)
	// draw draws the way of a case through the lifecycle; nil for a domain
	// without one.
	draw func(path ...lifecycle.PathStep) (string, error)
	// written is the event of a step in its JSON form; nil for a domain that keeps no
	// cases.
	written func(s *Step) ([]byte, error)
	// names says what the policy that a call names says of itself; nil for a domain
	// whose calls name none.
	names func(s *Step) stated
}

// Instead puts another policy in the place of one: the one that it returns, which
// is of the same type. It may return the policy itself. Nil leaves every policy in its place.
type Instead func(policy any) (any, error)

// in is the policy that stands in the place of p.
func in[P any](instead Instead, p P) (P, error) {
	if instead == nil {
		return p, nil
	}
	other, err := instead(p)
	if err != nil {
		return p, err
	}
	typed, ok := other.(P)
	if !ok {
		return p, fmt.Errorf("a %T cannot stand in the place of a %T", other, p)
	}
	return typed, nil
}

// stated is what a policy says of itself.
type stated struct {
	title    string
	id, from string // from: the day from which it is in force, where it says one
	readings []rule.Interpretation
	listed   func() catalogue.Catalogue // which takes time to make; nil where there is none
}

func statedBy(p interface {
	Title() string
	Interpretations() []rule.Interpretation
}) stated {
	of := stated{title: p.Title(), readings: p.Interpretations()}
	if lists, ok := p.(interface{ Catalogue() catalogue.Catalogue }); ok {
		of.listed = lists.Catalogue
	}
	if named, ok := p.(interface{ ID() string }); ok {
		of.id = named.ID()
	}
	if dated, ok := p.(interface{ Effective() calendar.Date }); ok && !dated.Effective().IsZero() {
		of.from = dated.Effective().Long()
	}
	return of
}

// A player plays one case of one domain.
type player interface {
	state() any                      // the case as it stands, nil for a domain that keeps none
	docket() (calendar.Docket, bool) // the duties that are open; false for a domain without duties
	event(s *Step) (rule.Outcome, error)
	// change revises the history of the case, takes a revision over, or looks at
	// another day. Of one that is refused or in error the view is the case as it is.
	change(s *Step) (view, error)
	// call makes a pure calculation, by the version of the policy that is in force on
	// its day, and names it where there are several. Beside an error the answer is
	// what the error carries, or nil.
	call(s *Step) (answer any, findings []rule.Finding, version string, err error)
}

// A view is the case that a step speaks of, where that is not the case as it
// stands, with what came of it.
type view struct {
	state    any
	docket   calendar.Docket
	day      calendar.Date // of what is overdue
	outcome  rule.Outcome
	revision *revision // nil for a look at another day
}

// A revision is a lifecycle.Revision of any domain.
type revision struct {
	changed      []string
	gained, lost []calendar.Duty
	moved        []lifecycle.Moved
	broken       []lifecycle.EntryError
	findings     []rule.Finding
}

// callsOnly plays a domain that has calculations and keeps no cases.
type callsOnly func(name string, with *strict.Node) (any, []rule.Finding, error)

func (callsOnly) state() any                      { return nil }
func (callsOnly) docket() (calendar.Docket, bool) { return calendar.Docket{}, false }
func (callsOnly) event(s *Step) (rule.Outcome, error) {
	return rule.Outcome{}, unknownName("event", s.Event)
}

func (callsOnly) change(s *Step) (view, error) {
	return view{}, &rule.InputError{Field: string(s.Kind), Expected: "a domain that keeps the history of a case"}
}

func (c callsOnly) call(s *Step) (any, []rule.Finding, string, error) {
	answer, findings, err := c(s.Call, s.with)
	return answer, findings, "", err
}

// process is what a domain of cases is made of.
type process[S, E ~string, C any, Ev lifecycle.Event[E], P PolicyVersion] struct {
	name    string
	builtin func(id string) (P, error) // nil: no policy is built in
	parse   func(file string, data []byte) (P, error)
	begin   func(given func(dst any), versions []P) (*lifecycle.History[S, E, C, Ev, P], error)
	facts   func(s *Step) (*strict.Node, error) // the event as one flat mapping; nil: flat
	calls   []Calculation[C, P]
}

func (p process[S, E, C, Ev, P]) domain() Domain { return Domain{p.name, p.open} }

// open reads the versions of the policy that the scenario names, one or more.
func (p process[S, E, C, Ev, P]) open(s setup) (stage, error) {
	if len(s.policies) == 0 {
		s.policies = []policyText{{}}
	}
	if p.facts == nil {
		p.facts = flat
	}
	versions := make([]P, len(s.policies))
	for i, text := range s.policies {
		var err error
		if versions[i], err = named(text, p.builtin, p.parse); err != nil {
			return stage{}, err
		}
	}
	first, err := p.begin(s.given, versions)
	if err != nil {
		return stage{}, err
	}
	draw := func(path ...lifecycle.PathStep) (string, error) {
		listing := first.Machine().Listing() // which is large, and only a page asks for it
		return listing.MermaidPath(path...)
	}
	each := make([]any, len(versions))
	for i, v := range versions {
		each[i] = v
	}
	return stage{policy: statedBy(versions[len(versions)-1]), versions: each, key: p.key(first), calls: namesOf(p.calls), draw: draw, written: p.written,
		begin: func(instead Instead) (player, error) {
			if instead == nil {
				return &course[S, E, C, Ev, P]{process: p, history: first.Clone()}, nil
			}
			others := make([]P, len(versions))
			for i, v := range versions {
				var err error
				if others[i], err = in(instead, v); err != nil {
					return nil, err
				}
			}
			h, err := p.begin(s.given, others)
			return &course[S, E, C, Ev, P]{process: p, history: h}, err
		}}, nil
}

// key is the JSON name of the field of a case where the machine keeps its state.
func (p process[S, E, C, Ev, P]) key(h *lifecycle.History[S, E, C, Ev, P]) string {
	var c C
	state := reflect.ValueOf(h.Machine().Core(&c).State).Pointer()
	v := reflect.ValueOf(&c).Elem()
	for i := range v.NumField() {
		if v.Field(i).Addr().Pointer() == state && v.Field(i).Type() == reflect.TypeFor[S]() {
			name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			return name
		}
	}
	return ""
}

// A course plays a case through time: every event is an entry of its history.
type course[S, E ~string, C any, Ev lifecycle.Event[E], P PolicyVersion] struct {
	process[S, E, C, Ev, P]
	history *lifecycle.History[S, E, C, Ev, P]
}

func (c *course[S, E, C, Ev, P]) state() any { return c.history.Case() }

func (c *course[S, E, C, Ev, P]) docket() (calendar.Docket, bool) {
	return c.duties(c.history.Case()), true
}

func (c *course[S, E, C, Ev, P]) duties(of C) calendar.Docket {
	return *c.history.Machine().Core(&of).Docket
}

func (c *course[S, E, C, Ev, P]) event(s *Step) (rule.Outcome, error) {
	e, as, err := c.entry(s)
	if err != nil {
		return rule.Outcome{}, err
	}
	return c.history.Append(c.id(s), e, as)
}

// entry reads the event of a step, and how it is entered.
func (c *course[S, E, C, Ev, P]) entry(s *Step) (e Ev, as lifecycle.As, err error) {
	data, err := c.written(s)
	if err != nil {
		return e, as, err
	}
	if e, err = c.history.Machine().Unmarshal(data); err != nil {
		return e, as, err
	}
	as.Recorded, err = dayOf("recorded", s.Recorded)
	return e, as, err
}

// written is the event of a step in its JSON form.
func (p process[S, E, C, Ev, P]) written(s *Step) ([]byte, error) {
	facts, err := p.facts(s)
	if err != nil {
		return nil, err
	}
	return json.Marshal(facts)
}

// dayOf reads a day of a step; the zero Date for none.
func dayOf(field, text string) (calendar.Date, error) {
	if text == "" {
		return calendar.Date{}, nil
	}
	day, err := calendar.Parse(text)
	if err != nil {
		return day, &rule.InputError{Field: field, Value: text, Expected: "a day, YYYY-MM-DD"}
	}
	return day, nil
}

// id is that of the step, else its number; one that is another entry's is passed
// over.
func (c *course[S, E, C, Ev, P]) id(s *Step) string {
	if s.ID != "" {
		return s.ID
	}
	for n := s.Number; ; n++ {
		id := strconv.Itoa(n)
		if _, err := c.history.Entry(id); err != nil {
			return id
		}
	}
}

func (c *course[S, E, C, Ev, P]) change(s *Step) (view, error) {
	if s.Kind == AView {
		return c.look(s)
	}
	r, err := c.revise(s)
	if err != nil {
		return c.view(c.history.Case(), c.history.Recorded()), err
	}
	v := c.view(r.After, r.Recorded)
	v.outcome = r.Outcome
	v.revision = &revision{changed: r.Changed, gained: r.Gained, lost: r.Lost, moved: r.Moved, broken: r.Broken, findings: r.Findings()}
	return v, nil
}

func (c *course[S, E, C, Ev, P]) view(of C, day calendar.Date) view {
	return view{state: of, docket: c.duties(of), day: day}
}

func (c *course[S, E, C, Ev, P]) revise(s *Step) (*lifecycle.Revision[C, Ev], error) {
	switch s.Kind {
	case Insertion:
		e, as, err := c.entry(s)
		if err != nil {
			return nil, err
		}
		return c.history.Insert(c.id(s), e, as)
	case Acceptance:
		return c.history.Accept()
	}
	recorded, err := dayOf("recorded", s.Recorded)
	if err != nil {
		return nil, err
	}
	as := lifecycle.As{Recorded: recorded}
	if s.Kind == Removal {
		return c.history.Remove(s.Entry, s.Reason, as)
	}
	old, err := c.history.Entry(s.Entry)
	if err != nil {
		return nil, err
	}
	corrected := *s
	if corrected.Event == "" {
		corrected.Event = string(old.Event.Name())
	}
	data, err := c.written(&corrected)
	if err != nil {
		return nil, err
	}
	e, err := c.history.Patch(s.Entry, data)
	if err != nil {
		return nil, err
	}
	return c.history.Correct(s.Entry, e, as)
}

// look gives the case on another day, or by what was known on one.
func (c *course[S, E, C, Ev, P]) look(s *Step) (view, error) {
	now := c.view(c.history.Case(), c.history.Recorded())
	history := c.history
	known, err := dayOf("known_on", s.KnownOn)
	if err == nil && !known.IsZero() {
		history, err = c.history.KnownOn(known)
	}
	if err != nil {
		return now, err
	}
	day, err := dayOf("as_of", s.AsOf)
	switch {
	case err != nil:
		return now, err
	case day.IsZero():
		return c.view(history.Case(), known), nil
	}
	return c.view(history.AsOf(day), day), nil
}

func (c *course[S, E, C, Ev, P]) call(s *Step) (answer any, findings []rule.Finding, version string, err error) {
	day, err := dayOf("on", s.On)
	if err != nil {
		return nil, nil, "", err
	}
	policies := c.history.Policies()
	policy, err := policies.InForce(s.Call, day)
	if err != nil {
		return nil, nil, "", err
	}
	answer, findings, err = compute(c.calls, s.Call, policy, c.history.Case(), s.with)
	return answer, findings, policies.Name(policy), err
}

// flat writes a step as the JSON form of an event: its name, day and role
// beside its facts. A role may stand among the facts in place of beside the
// event.
func flat(s *Step) (*strict.Node, error) {
	n := &strict.Node{Kind: strict.Map, Pos: s.pos}
	for _, f := range [...]struct{ name, value string }{{"event", s.Event}, {"on", s.On}, {"by", s.By}} {
		if given := s.with.Get(f.name); given != nil && f.value != "" && given.Text != f.value {
			return nil, &rule.InputError{Field: f.name, Value: render(given),
				Expected: fmt.Sprintf("%s, as the step says", f.value)}
		} else if f.value != "" {
			n.Fields = append(n.Fields, strict.Field{Name: f.name, Pos: s.pos, Value: &strict.Node{Kind: strict.Text, Text: f.value, Pos: s.pos}})
		}
	}
	for _, f := range s.with.Fields {
		if n.Get(f.Name) == nil {
			n.Fields = append(n.Fields, f)
		}
	}
	return n, nil
}
