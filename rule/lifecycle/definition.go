package lifecycle

import (
	"reflect"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/rule"
)

// An Event is something that was done about a case: a struct, handed over by
// value, with a field On for its day and, where a role reports it, By. Nil is no event:
// an input error.
type Event[E ~string] interface {
	// Name returns the word by which the event is known.
	Name() E
}

// Head is what every event says, for those that embed it: its day, and the role
// that reports it. The zero value lacks the day, which is an input error; a zero By is nobody.
type Head struct {
	On calendar.Date `json:"on"`
	By rule.Role     `json:"by,omitempty"`
}

// A Definition is a procedure: all that a Machine runs on. C is its case, a plain
// struct; Ev the interface of its events; P its policy. The zero value has no states: a
// mistake, which Machine.Check gives.
type Definition[S, E ~string, C any, Ev Event[E], P any] struct {
	Name  string // of the procedure, in mistakes
	Start S
	Final []S

	Roles    []rule.Role                // that report events
	Parties  []rule.Role                // named by the instrument without a role in it: refused, not unknown
	Further  func(policy P) []rule.Role // further roles that a policy names; nil: none
	Events   []Ev                       // an empty one of each kind, in order
	Duties   []calendar.Duty            // each once for every provision under which it is owed
	Readings []Question                 // the interpretations that rows and functions may ask
	Rows     []Row[S, E]

	Case   func(c *C) Core[S]               // where the machine's own facts are in a case
	Check  func(policy P, c *C) error       // of a policy or a case that is none; nil: nothing
	Accept func(policy P, c *C, e Ev) error // of values of an event that cannot be in that case, an *rule.InputError; nil: nothing
	// RolesFirst says that what Accept finds counts only of an event that some row
	// takes now from that role: the wrong role is refused whatever the event gives.
	RolesFirst bool
	// Version gives the day by whose version of the policy an event is decided: of the
	// readings of an interpretation the one that own takes, with the other reading's
	// day and the id, which is asked where the two days lie in two versions. An empty
	// id, or nil: the event's own day.
	Version func(own P, e Ev) (day, other calendar.Date, id string)
	Values  Values[P]                                                                      // policy.x
	Reading func(policy P, question int) string                                            // the reading taken, by the place of its question in Readings
	Term    func(x *Context[C, P], term string, after calendar.Date) (calendar.Due, error) // when a term ends that runs from a day
	Finds   []Function[C, P]                                                               // f.x
	Matches []Match[C, P]                                                                  // of Duties
	Does    []Action[C, P]                                                                 // of Do
	// Own gives the machine of a version of the policy that has rows of its own. Nil:
	// every version goes by these.
	Own func(policy P) *Machine[S, E, C, Ev, P]
	// Declared says how a case and the events keep facts that a file declares. Nil: C
	// and Ev are the structs of their facts.
	Declared *Declared[C, Ev]
}

// Declared is how a case and events keep facts that no Go type has: in structs of
// types that were made when a file was read. A struct is kept by value and never
// changes: another takes its place. The zero value declares nothing: a mistake of the definition.
type Declared[C, Ev any] struct {
	Case  any                             // an empty struct of the facts that a case has beside the fields of C
	In    func(c *C) *any                 // where a case keeps its own; Definition.Check sees to it that there is one
	Of    func(e Ev) any                  // the struct of an event: its field On, By where there is one, and its facts
	Event func(name string, facts any) Ev // the event of a struct
}

// A Question is an interpretation that rows and functions may ask, with the keys of
// its readings, the default first. The zero value asks nothing: a mistake of the definition.
type Question struct {
	ID       string
	Readings []string
}

// Core is where a case keeps what every procedure has. The zero value points nowhere: a
// mistake of the definition.
type Core[S ~string] struct {
	State  *S
	LastOn *calendar.Date   // the day of the last event
	Docket *calendar.Docket // the duties that are open
}

// Values is the struct of a policy that conditions read as policy.x. The zero value has
// no values: conditions cannot read policy.x.
type Values[P any] struct {
	of   reflect.Type
	from func(P) expression.Struct
}

// ValuesOf gives the struct of values of a policy. Conditions know its fields by
// their `fact` tags, else by their Go names in lower snake case.
func ValuesOf[P, V any](values func(policy P) *V) Values[P] {
	return Values[P]{reflect.TypeFor[V](), func(p P) expression.Struct { return expression.StructAt(values(p)) }}
}

// ValuesIn is ValuesOf where the struct is of a type that was made when a file was
// read. Empty is one of its type; values gives a policy's, by value.
func ValuesIn[P any](empty any, values func(policy P) any) Values[P] {
	return Values[P]{reflect.TypeOf(empty), func(p P) expression.Struct { return expression.StructOf(values(p)) }}
}

// A Function finds facts that conditions, texts and Sets read under its name. It
// is called once for an event, when something first reads one of them, and never
// touches the case. Its error is that of the event: a *rule.Refused, or a
// *rule.InputError. The zero value has no name: Find makes one.
type Function[C, P any] struct {
	name string
	of   reflect.Type
	call func(*Context[C, P]) (any, error)
	asks []string
	args []Arg
}

// An Arg is an expression that a function is given, by the name under which it asks
// for the value. It is of one of the kinds; of any, without them. The zero value has no
// name: a mistake of the definition.
type Arg struct {
	Name, Is string
	Kinds    []rule.Kind
}

// Taking is the function with expressions, over what conditions may ask, of which it
// reads the values with Context.Arg. One that asks a fact of another event than that
// at hand has no value.
func (f Function[C, P]) Taking(args ...Arg) Function[C, P] {
	f.args = args
	return f
}

// Asking is the function with the ids of the interpretations that it may ask, for
// the catalogue. It may then ask no others.
func (f Function[C, P]) Asking(ids ...string) Function[C, P] {
	f.asks = ids
	return f
}

// Find is the function f under a name. F is a struct; its fields are known by
// their `fact` or `json` tags, else by their Go names in lower snake case.
func Find[F, C, P any](name string, f func(x *Context[C, P]) (F, error)) Function[C, P] {
	return Function[C, P]{name: name, of: reflect.TypeFor[F](), call: func(x *Context[C, P]) (any, error) {
		found, err := f(x)
		return &found, err
	}}
}

// A Match tells the duties that an effect selects from others. The zero value has no
// name: a mistake of the definition.
type Match[C, P any] struct {
	Name  string
	Holds func(x *Context[C, P], d calendar.Duty) bool
}

// An Action is the function of a Do. The zero value has no name: a mistake of the definition.
type Action[C, P any] struct {
	Name string
	Do   func(x *Change[C, P]) error
}
