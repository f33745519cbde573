package lifecycle

import "github.com/workcomp-go/workcomp/rule"

// A Row is what an event does to a case that is in one of the states From. The
// first row of the state, the event and the role whose If holds is the one that
// fires.
//
// A row without From is an outer one: it holds for every row of its event or,
// without On, of every event. Of it count Requires, Needs and Does, which come
// before those of the row that fires, and with On its By. The zero value has no event: a
// mistake of the definition.
type Row[S, E ~string] struct {
	ID       string          // the row's own name, stable: usually its paragraph
	From     []S             // the states in which the row applies
	On       E               // the event
	By       []Who           // who may report it, any one of these; none: anyone
	Requires []Guard         // what the case must have reached; Permitted asks these too
	Needs    []Guard         // what the event must bring
	If       string          // picks among rows of the same event and state
	To       S               // the state after; empty: the case stays where it is
	Cite     rule.Citation   // the provision the row states
	Also     []rule.Citation // further provisions that it carries out
	Text     string          // the finding when it fires; {event.reason} stands for a value
	Does     []Effect        // what follows, in order
}

// Who is a role that may report an event. The zero value names nobody: a mistake of the definition.
type Who struct {
	Role    rule.Role
	If      string        // asked of that role alone; empty: always
	Default bool          // an event that names nobody is taken as this role's
	Cite    rule.Citation // the provision by which another role is refused, where If holds; empty: the row's
}

// By lists roles that may report an event.
func By(roles ...rule.Role) []Who {
	who := make([]Who, len(roles))
	for i, r := range roles {
		who[i].Role = r
	}
	return who
}

// ByDefault is By of one role that is also the one taken where none is named.
func ByDefault(role rule.Role) []Who { return []Who{{Role: role, Default: true}} }

// A Guard is something a row requires. When it does not hold the event is
// refused. A Guard with a Fact asks that the event gives it; the facts of a row
// that are not given are refused together, each named. Guards with If alone are
// asked when all facts are there. The zero value requires nothing: a mistake of the definition.
type Guard struct {
	ID    string        // of its finding; stable. A Fact needs none
	Fact  string        // a fact of the event that must be given: "reason"; of several any one: "resolved|progressing"
	If    string        // the condition; with a Fact, when it must be given
	Error bool          // a Fact that is not given is an error, not a refusal, and is looked at before everything else
	Text  string        // the sentence when it fails
	Cite  rule.Citation // the provision; empty: the row's
}

// An Effect is one thing that follows when a row fires. Each has an If, which
// reads the case as it was before the event. Nil is none: a mistake of the definition.
type Effect interface{ effect() common }

// common is what the machine asks of every effect.
type common struct{ condition string }

// Open opens a duty. Its day comes from a Due or a Within; with neither it has
// none. The zero value names nothing: a mistake of the definition.
type Open struct {
	If     string
	Duty   string        // the id of a duty of the definition
	Cite   rule.Citation // which of those of that id; empty: its only one
	For    string        // an expression for what it is about
	Due    string        // an expression for its last day
	Within string        // the term of the policy, by the name the definition knows, that runs from After
	After  string        // an expression for the day from which it runs; empty: the day of the event
	Each   string        // a list of duties that a function found, "plan.contacts", opened in place of one
	Once   bool          // not while a duty of that id is open
	By     string        // an expression for who owes it, where that is not always the same
}

// Perform closes duties that were performed: met, or late. A duty performed late
// is a finding under its citation, with the number of days. The zero value names nothing:
// a mistake of the definition.
type Perform struct {
	If string
	Duties
}

// Lapse closes duties that are owed no more. The zero value names nothing: a mistake of
// the definition.
type Lapse struct {
	If string
	Duties
}

// Replace closes duties in whose place another stands. The zero value names nothing: a
// mistake of the definition.
type Replace struct {
	If string
	Duties
}

// Duties selects open duties. What is left empty selects nothing away. The zero value selects all.
type Duties struct {
	IDs    []string // any of these
	Except []string // none of these
	By     string   // owed by this role
	For    string   // an expression: about this
	Match  string   // a Match of the definition, by its name
	All    bool     // all of them; without it, of those of each id the one due first
}

// Call calls for documents: letters, forms, file notes. The zero value names nothing: a
// mistake of the definition.
type Call struct {
	If        string
	Documents []string
}

// Await says that the case now waits for a decision of a named authority. The zero value
// names nothing: a mistake of the definition.
type Await struct {
	If   string
	What string
	By   []rule.Role
	From string        // an expression for the roles, a list, in place of By
	Cite rule.Citation // empty: the row's
}

// Set sets a fact of the case. To is an expression, or the path of a field of the
// event or of what a function found that has the very type of Field; empty, it
// makes the field unset. The zero value names no fact: a mistake of the definition.
type Set struct {
	If    string
	Field string // its path in the case: "extension.end"
	To    string
}

// Say adds a finding. The zero value names nothing: a mistake of the definition.
type Say struct {
	ID    string // stable
	If    string
	Cite  rule.Citation // empty: the row's
	Fails bool          // the finding is that its provision's condition is not met
	Text  string
}

// Do hands the change to a function of the definition, which may do what is
// declared here and nothing else. The zero value names nothing: a mistake of the definition.
type Do struct {
	If     string
	Name   string
	Opens  []string // ids of duties
	Closes []string // ids of duties
	Calls  []string // documents
	Awaits []string // what for
	Finds  []string // ids of findings
}

func (e Open) effect() common    { return common{e.If} }
func (e Perform) effect() common { return common{e.If} }
func (e Lapse) effect() common   { return common{e.If} }
func (e Replace) effect() common { return common{e.If} }
func (e Call) effect() common    { return common{e.If} }
func (e Await) effect() common   { return common{e.If} }
func (e Set) effect() common     { return common{e.If} }
func (e Say) effect() common     { return common{e.If} }
func (e Do) effect() common      { return common{e.If} }
