package procedure

import (
	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/policy"
)

// file is the form of a procedure file.
type file struct {
	Procedure strict.At[string] `json:"procedure"` // the id, stable
	policy.Head
	States []strict.At[string] `json:"states"`          // where a case can stand, the start first
	Final  []strict.At[string] `json:"final,omitempty"` // the states in which a case has ended
	Roles  []strict.At[string] `json:"roles"`           // who reports events
	// those whom the instrument names without a role in it: one who reports an event is refused, and not unknown
	Parties []strict.At[string]                          `json:"parties,omitempty"`
	Case    strict.Entries[*strict.Node]                 `json:"case,omitempty"` // the facts of a case beside its state, with a kind for each
	Events  strict.Entries[strict.Entries[*strict.Node]] `json:"events"`         // what happens, with the facts that each event may give
	// what a case keeps of period after period, for the functions run, improvement and count
	Series    strict.Entries[seriesText]     `json:"series,omitempty"`
	Values    strict.Entries[valueText]      `json:"values,omitempty"` // what the board sets, each with its provision
	Duties    strict.Entries[*strict.Node]   `json:"duties,omitempty"` // what is owed: a duty or, for one that is owed under several provisions, a list
	Functions strict.Entries[functionText]   `json:"functions,omitempty"`
	Guards    strict.Entries[guardText]      `json:"guards,omitempty"` // what rows require or need, for those that several share
	Groups    strict.Entries[[]*strict.Node] `json:"groups,omitempty"` // effects that several rows share
	Rows      []strict.At[rowText]           `json:"rows"`             // in the order of the instrument
}

// seriesText is a series: it grows by an entry where a row records it.
type seriesText struct {
	Each   strict.At[string] `json:"each"`            // year, quarter, month: one entry each; day: any number
	Period strict.At[string] `json:"period"`          // an expression: a day in the period, or the number of a year
	Value  strict.At[string] `json:"value,omitempty"` // an expression for a number; none: 1
}

// valueText is a value: a term (days to years), or one of the others.
type valueText struct {
	Days         *int                     `json:"days,omitempty" whole:"1 36500"`
	BusinessDays *int                     `json:"business_days,omitempty" whole:"1 36500"`
	Weeks        *int                     `json:"weeks,omitempty" whole:"1 5200"`
	Months       *int                     `json:"months,omitempty" whole:"1 1200"`
	Years        *int                     `json:"years,omitempty" whole:"1 100"`
	Count        *int                     `json:"count,omitempty" whole:"0 1000000"`
	Percent      *decimal.Decimal         `json:"percent,omitempty"`
	Amount       *decimal.Decimal         `json:"amount,omitempty"` // dollars
	Number       *decimal.Decimal         `json:"number,omitempty"`
	Date         calendar.Date            `json:"date,omitzero"`
	Text         strict.At[string]        `json:"text,omitempty"`
	Closed       strict.ClosedDays        `json:"closed,omitempty"` // of a term: the closed days; none where it is left out
	Roll         strict.At[string]        `json:"roll,omitempty"`   // of a term that ends on one: none, following, preceding or modified_following
	Cite         strict.At[rule.Citation] `json:"cite"`             // the provision that sets it
}

// dutyText is a duty under a provision.
type dutyText struct {
	By       strict.At[string] `json:"by"`                 // the role that owes it
	To       strict.At[string] `json:"to"`                 // whom it is owed to
	Cite     strict.At[string] `json:"cite"`               // the provision that lays it down
	Within   strict.At[string] `json:"within,omitempty"`   // the value that is its term, where no effect says another
	After    strict.At[string] `json:"after,omitempty"`    // an expression for the day from which the term runs; none: that of the event
	CopyTo   []string          `json:"copy_to,omitempty"`  // the roles that get a copy
	Encloses []string          `json:"encloses,omitempty"` // the documents that go with it
}

// functionText is one of the ready functions, by the key that names it.
type functionText struct {
	Run         strict.At[string] `json:"run,omitempty"`         // a series: how many of its last periods in a row meet a limit
	AtLeast     strict.At[string] `json:"at_least,omitempty"`    // the limit of a run or a count: an expression for a number
	Above       strict.At[string] `json:"above,omitempty"`       // the same, not met by the number itself
	AtMost      strict.At[string] `json:"at_most,omitempty"`     // the same, from above
	Below       strict.At[string] `json:"below,omitempty"`       // the same, not met by the number itself
	Improvement strict.At[string] `json:"improvement,omitempty"` // a series: how far its last value is below a baseline
	Periods     *int              `json:"periods,omitempty"`     // the baseline is the average of so many periods before the last
	Baseline    strict.At[string] `json:"baseline,omitempty"`    // or an expression for it
	Places      *int              `json:"places,omitempty"`      // the decimals to which the percent is rounded, half up
	Count       strict.At[string] `json:"count,omitempty"`       // a series: how many entries it has since a day, and their sum
	Since       strict.At[string] `json:"since,omitempty"`       // an expression for the day
	Within      strict.At[string] `json:"within,omitempty"`      // or the value that is the term back from the day of the event
	Dates       strict.At[string] `json:"dates,omitempty"`       // the value that is the term between the dates of a recurrence
	From        strict.At[string] `json:"from,omitempty"`        // an expression for the first of them
	Until       strict.At[string] `json:"until,omitempty"`       // an expression for the last day on which one may fall
	Duty        strict.At[string] `json:"duty,omitempty"`        // the duty that is owed on each
	Number      strict.At[string] `json:"number,omitempty"`      // an expression under a name
	Day         strict.At[string] `json:"day,omitempty"`         // the same, for a date
	Text        strict.At[string] `json:"text,omitempty"`        // the same, for a text
	YesNo       strict.At[string] `json:"yes_no,omitempty"`      // the same, for what is so or is not
}

// guardText is a condition with the sentence of a refusal, or a fact that an event
// must give.
type guardText struct {
	ID    strict.At[string] `json:"id,omitempty"`    // of its finding; under the key guards it is the key
	Fact  strict.At[string] `json:"fact,omitempty"`  // a fact of the event that must be given; of several any one: a|b
	If    strict.At[string] `json:"if,omitempty"`    // the condition; of a fact, when it must be given
	Error bool              `json:"error,omitempty"` // a fact that is not given is an error, and no refusal
	Says  strict.At[string] `json:"says,omitempty"`  // the sentence when the condition does not hold
	Cite  strict.At[string] `json:"cite,omitempty"`  // the provision; none: the row's
}

// whoText are roles that may report an event.
type whoText struct {
	Role    *strict.Node      `json:"role"`              // a role, or a list of them
	If      strict.At[string] `json:"if,omitempty"`      // asked of these roles alone
	Default bool              `json:"default,omitempty"` // an event that names nobody is taken as the first one's
	Cite    strict.At[string] `json:"cite,omitempty"`    // the provision by which another role is refused, where the condition holds
}

// rowText is a row: what an event does to a case that is in one of the states. One
// without states is an outer row: it holds for every row of its event or, without an
// event, of every event.
type rowText struct {
	ID       strict.At[string] `json:"id"`                 // stable: usually the paragraph
	From     *strict.Node      `json:"from,omitempty"`     // the states in which the row applies
	On       strict.At[string] `json:"on,omitempty"`       // the event
	By       *strict.Node      `json:"by,omitempty"`       // who may report it; none: anyone
	Requires []*strict.Node    `json:"requires,omitempty"` // what the case must have reached: guards
	Needs    []*strict.Node    `json:"needs,omitempty"`    // what the event must bring: its facts, and guards
	If       strict.At[string] `json:"if,omitempty"`       // picks among rows of one event and state: the first that holds
	To       strict.At[string] `json:"to,omitempty"`       // the state after; none: the case stays where it is
	Cite     strict.At[string] `json:"cite"`               // the provision that the row states
	Also     *strict.Node      `json:"also,omitempty"`     // further provisions that it carries out
	Says     strict.At[string] `json:"says,omitempty"`     // the finding when it fires; {event.reason} stands for a value
	Effects  []*strict.Node    `json:"effects,omitempty"`  // what follows, in order
}

// effectText is an effect: one of the keys from open to record, with what else it
// says.
type effectText struct {
	If      strict.At[string] `json:"if,omitempty"`      // a condition over the case as it was before the event
	Open    strict.At[string] `json:"open,omitempty"`    // a duty
	Perform *strict.Node      `json:"perform,omitempty"` // duties that are met, or late: ids, or the word all
	Lapse   *strict.Node      `json:"lapse,omitempty"`   // duties that are owed no more
	Replace *strict.Node      `json:"replace,omitempty"` // duties in whose place another stands
	Call    *strict.Node      `json:"call,omitempty"`    // for documents
	Await   strict.At[string] `json:"await,omitempty"`   // a decision
	Set     *strict.Node      `json:"set,omitempty"`     // facts of the case, each to an expression; to nothing: not set any more
	Say     strict.At[string] `json:"say,omitempty"`     // a further finding
	Record  strict.At[string] `json:"record,omitempty"`  // the event in a series

	For    strict.At[string] `json:"for,omitempty"`     // an expression for what the duty is about
	Due    strict.At[string] `json:"due,omitempty"`     // an expression for its last day
	Within strict.At[string] `json:"within,omitempty"`  // the value that is its term
	After  strict.At[string] `json:"after,omitempty"`   // an expression for the day from which the term runs
	Each   strict.At[string] `json:"each,omitempty"`    // a function of dates: the duty is opened for each
	Once   bool              `json:"once,omitempty"`    // not while one of that id is open
	OwedBy strict.At[string] `json:"owed_by,omitempty"` // of open an expression for who owes it; of what is closed the role
	Except *strict.Node      `json:"except,omitempty"`  // ids of duties that stay open
	All    bool              `json:"all,omitempty"`     // all of each id, and not the one due first
	By     *strict.Node      `json:"by,omitempty"`      // the roles that decide what is awaited
	ID     strict.At[string] `json:"id,omitempty"`      // of the finding that is said, stable
	Fails  bool              `json:"fails,omitempty"`   // the finding is that what its provision asks is not so
	Cite   strict.At[string] `json:"cite,omitempty"`    // the provision; none: the row's
}
