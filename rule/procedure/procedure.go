package procedure

import (
	"encoding/json"
	"reflect"
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/listing"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/internal/unshare"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
	"github.com/workcomp-go/workcomp/rule/policy"
)

// A Machine runs the rows of a procedure. Procedure.Machine gives it; nil runs nothing.
type Machine = lifecycle.Machine[State, EventName, Case, Event, *Procedure]

// A History is a case through time. Its zero value is of no use: NewHistory makes one.
type History = lifecycle.History[State, EventName, Case, Event, *Procedure]

// A Permit says of one event whether it is open to a case now, to whom, and if not why
// not. Its zero value is of no event.
type Permit = rule.Permit[EventName]

// A Procedure is that of a file, with the values that the board sets and the readings
// that it takes. It is immutable and safe for any number of goroutines. The zero value
// decides nothing: Parse makes one.
type Procedure struct {
	policy.Policy[any]
	*program
}

// program is what a file says beside its policy.
type program struct {
	machine *Machine
	start   Case
	empty   map[EventName]any // an empty struct of the facts of each event
	checks  map[EventName][]check
	kept    []check // of the facts of a case that was stored
	terms   map[string]*term
	paths   map[string]string // of the rows in the file
}

// Start gives the case before its first event.
func (p *Procedure) Start() Case {
	if p.Check() != nil {
		return Case{}
	}
	return p.start
}

// Machine gives the machine that runs the rows; of a procedure that is none nil.
func (p *Procedure) Machine() *Machine {
	if p.Check() != nil {
		return nil
	}
	return p.machine
}

// Check is an error for a procedure that is none.
func (p *Procedure) Check() error {
	if p == nil || p.program == nil {
		return &rule.InputError{Field: "procedure", Expected: "a procedure, from Parse"}
	}
	return p.Policy.Check()
}

// Apply applies an event to a case. It never changes its argument: the answer is the
// next case and what the event led to. The error is *rule.Refused when the procedure
// does not allow the event now, or not to that role, or needs a fact that was not
// given; it is a *rule.InputError for a value that cannot be and for an event dated
// before the one before it. With an error the case comes back as it was.
func (p *Procedure) Apply(c Case, e Event) (Case, rule.Outcome, error) {
	if err := p.Check(); err != nil {
		return c, rule.Outcome{}, err
	}
	return p.machine.Apply(p, c, e)
}

// Replay applies events one after the other. It stops at the first error and returns
// the case before that event, with the outcomes up to there.
func (p *Procedure) Replay(start Case, events ...Event) (Case, []rule.Outcome, error) {
	if err := p.Check(); err != nil {
		return start, nil, err
	}
	return p.machine.Replay(p, start, events...)
}

// Permitted lists every event, in the order of the file. What an event itself must
// give is not asked.
func (p *Procedure) Permitted(c Case) ([]Permit, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	return p.machine.Permitted(p, c)
}

// UnmarshalEvent reads an event from its JSON form, a flat object with the name of the
// event, its day, the role that reports it and its facts. An unknown key or event, or a
// value of the wrong type, is a *rule.InputError that names it.
func (p *Procedure) UnmarshalEvent(data []byte) (Event, error) {
	if err := p.Check(); err != nil {
		return Event{}, err
	}
	return p.machine.Unmarshal(data)
}

// MarshalEvent writes an event in the form that UnmarshalEvent reads.
func (p *Procedure) MarshalEvent(e Event) ([]byte, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	return p.machine.Marshal(e)
}

// NewHistory begins the history of a case, under one procedure or under several
// versions of one, which have one id and begin on days of their own. Each has rows of
// its own; one that follows has the facts of those before it, and may have more.
func NewHistory(start Case, versions ...*Procedure) (*History, error) {
	m, err := machineOf(versions)
	if err != nil {
		return nil, err
	}
	return lifecycle.NewHistory(m, start, versions...)
}

// ReadHistory reads a history that its MarshalJSON wrote.
func ReadHistory(data []byte, versions ...*Procedure) (*History, error) {
	m, err := machineOf(versions)
	if err != nil {
		return nil, err
	}
	return lifecycle.ReadHistory(m, data, versions...)
}

func machineOf(versions []*Procedure) (*Machine, error) {
	for _, p := range versions {
		if err := p.Check(); err != nil {
			return nil, err
		}
	}
	if len(versions) == 0 {
		return nil, &rule.InputError{Field: "procedure", Expected: "a procedure, or versions of one"}
	}
	latest := slices.MaxFunc(versions, func(a, b *Procedure) int { return a.Effective().Compare(b.Effective()) })
	return latest.machine, nil // which knows the facts of all
}

// WithReading returns the procedure with another reading of an interpretation. The
// error is a *rule.InputError for an interpretation or a reading that is none.
func (p *Procedure) WithReading(id, to string) (*Procedure, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	other, err := p.Policy.WithReading(id, to)
	if err != nil {
		return nil, err
	}
	return &Procedure{*other, p.program}, nil
}

// WithRows returns the procedure with other rows: what a row says is what happens. The
// error is a *lifecycle.RowError.
func (p *Procedure) WithRows(rows []lifecycle.Row[State, EventName]) (*Procedure, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	copied := *p.program
	copied.machine = p.machine.With(rows)
	return &Procedure{p.Policy, &copied}, copied.machine.Check()
}

// Rows returns the rows of the procedure, in the order of the file. They are the
// caller's own.
func (p *Procedure) Rows() []lifecycle.Row[State, EventName] {
	if p.Check() != nil {
		return nil
	}
	return unshare.Of(p.machine.Definition().Rows)
}

// Mermaid draws the procedure as a Mermaid state diagram.
func (p *Procedure) Mermaid() string {
	if p.Check() != nil {
		return ""
	}
	l := p.machine.Listing()
	return l.Mermaid()
}

// Catalogue gives the procedure as data: every row, value, duty, role, document and
// reading. Of a procedure that is none it is empty.
func (p *Procedure) Catalogue() catalogue.Catalogue {
	if p.Check() != nil {
		return catalogue.Catalogue{}
	}
	c := policy.CatalogueOf(p.machine, &p.Policy, "procedure", "effective", "states", "final", "roles", "parties", "case", "events", "series",
		"duties",
		"functions", "guards", "groups", "rows")
	c.Domain, c.ID = "procedure", "procedure/"+p.ID()
	for i := range c.Rules {
		c.Rules[i].Path = p.paths[c.Rules[i].ID]
	}
	return c
}

// CheckFile lists what there is to look at in a procedure file before it runs, each at
// its place: the mistakes for which Parse refuses it, else what lint.Check finds. Of
// the day on it asks whether the schedules of its values say anything; the zero Date
// leaves that out.
func CheckFile(name string, data []byte, on calendar.Date) rule.Diagnostics {
	p, err := Parse(name, data)
	return listing.Check(strict.ParseYAML(name, data), err, p.Catalogue, on)
}

// checkCase completes a case that was read from JSON, and finds what cannot be in one.
func checkCase(p *Procedure, c *Case) error {
	if err := p.Check(); err != nil {
		return err
	}
	switch facts := c.facts.(type) {
	case nil:
		return &rule.InputError{Field: "state", Value: string(c.State), Expected: "a case, from Start"}
	case json.RawMessage:
		read, err := read(facts, p.start.facts)
		if err != nil {
			return err
		}
		for i := range p.kept {
			if err := p.kept[i].err(reflect.ValueOf(read)); err != nil {
				return err
			}
		}
		c.facts = read
	default:
		var err error
		if c.facts, err = in(p.start.facts, facts); err != nil {
			return err
		}
	}
	return nil
}

// factsOf gives the struct of an event as this version of the procedure has it; as it
// is, where it has a fact that this version does not.
func (p *program) factsOf(e Event) any {
	if own, known := p.empty[e.name]; known && e.facts != nil {
		if facts, err := in(own, e.facts); err == nil {
			return facts
		}
	}
	return e.facts
}

// in gives facts of another version as a struct of this one. A fact that this one does
// not have is a *rule.InputError.
func in(own, facts any) (any, error) {
	if reflect.TypeOf(own) == reflect.TypeOf(facts) {
		return facts, nil
	}
	data, err := strict.MarshalFacts(facts)
	if err != nil {
		return nil, err
	}
	return read(data, own)
}

// accept finds values of an event that cannot be, whatever the case: words outside of
// their lists, and numbers out of their bounds.
func accept(p *Procedure, _ *Case, e Event) error {
	facts := reflect.ValueOf(p.factsOf(e))
	for i := range p.checks[e.name] {
		if err := p.checks[e.name][i].err(facts); err != nil {
			return err
		}
	}
	return nil
}
