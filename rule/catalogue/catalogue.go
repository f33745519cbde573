// Package catalogue is a policy as data: every rule, value, duty, role, document,
// interpretation and provision of it, under ids that stay.
package catalogue

import (
	"encoding/json"
	"strings"

	"github.com/workcomp-go/workcomp/rule"
)

// A Catalogue is a policy as data: every rule, value, duty, role, document,
// interpretation and provision of it, under ids that stay. It marshals to
// stable JSON: the same policy, the same bytes. Numbers are texts with the
// digits that were written.
//
// An entry that stands in the policy file has a Path there
// ("bands.rows[2].focus"); one without is stated by the library itself. What a
// library states as Go and not as rows (the counting of a run of periods, say)
// is no rule here; the provisions that it cites are among the Citations all the
// same. The zero value lists nothing.
type Catalogue struct {
	ID              string           `json:"id"` // the domain and the policy: "placement/ab-toj"
	Domain          string           `json:"domain"`
	Policy          rule.PolicyID    `json:"policy"`
	Title           string           `json:"title"`
	Source          string           `json:"source"`
	Tables          []Table          `json:"tables,omitempty"`
	Lifecycles      []Lifecycle      `json:"lifecycles,omitempty"`
	Rules           []Rule           `json:"rules,omitempty"`
	Values          []Value          `json:"values,omitempty"`
	Duties          []Duty           `json:"duties,omitempty"`
	Roles           []rule.Role      `json:"roles,omitempty"`
	Documents       []Document       `json:"documents,omitempty"`
	Interpretations []Interpretation `json:"interpretations,omitempty"`
	Citations       []rule.Citation  `json:"citations"` // every provision cited, each once, in order
	NotModelled     []NotModelled    `json:"not_modelled,omitempty"`
	Borrowed        *Borrowed        `json:"borrowed,omitempty"`
}

// Borrowed is the rule of another board by which a policy goes where its file states no
// provision of its own. The zero value names none.
type Borrowed struct {
	Of   rule.Citation `json:"of"`
	Path string        `json:"path"` // of what goes by it in the policy file
}

// String writes the catalogue as indented JSON, its conditions as they were
// written: "emf >= target", where json.Marshal has "emf \u003e= target".
func (c Catalogue) String() string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	_ = e.Encode(c) // texts and lists of them: nothing in it can fail
	return b.String()
}

// A Fact is a fact that conditions may ask. A Declaration of the type
// "texts", a list of texts, cannot be declared; the others can. The zero value lists nothing.
type Fact struct {
	rule.Declaration
	// Fixed says that the policy itself gives the value, by a band.
	Fixed bool   `json:"fixed,omitempty"`
	Path  string `json:"path,omitempty"`
}

// A Table is a table: what its rows may ask and which they are, enough to
// build it again (rule.NewTableOn) and to analyse it (Table.CheckWith). The zero value
// lists nothing.
type Table struct {
	Name      string         `json:"name"`
	Path      string         `json:"path,omitempty"`
	HitPolicy rule.HitPolicy `json:"hit"`
	Facts     []Fact         `json:"facts"`
	Bands     *Bands         `json:"bands,omitempty"`
	// Lists are those that the rows may ask by name.
	Lists []rule.NamedList `json:"lists,omitempty"`
	Rows  []string         `json:"rows"` // the ids of its rules, in order
	// Otherwise is the answer when no row applies, of a table that leaves that
	// open.
	Otherwise string `json:"otherwise,omitempty"`
}

// A Bands is the schedule of the values that a table's fact fixes. The zero value lists nothing.
type Bands struct {
	By   string        `json:"by"` // the fact
	Cite rule.Citation `json:"cite"`
	Path string        `json:"path"`
	Rows []Band        `json:"rows"`
}

// A Band is one band: it holds from its value of the fact up to, and
// without, that of the next. The zero value lists nothing.
type Band struct {
	From  string      `json:"from"`
	Fixed []rule.Fact `json:"fixed"`
	Path  string      `json:"path"`
}

// A Lifecycle is a lifecycle: its states, its events and its rows. Their
// conditions are compiled by the procedure's own machine, which checks them. The zero
// value lists nothing.
type Lifecycle struct {
	Name   string   `json:"name"`
	Start  string   `json:"start"`
	Final  []string `json:"final,omitempty"`
	States []string `json:"states"`
	Events []string `json:"events"`
	Rows   []string `json:"rows"` // the ids of its rules, in order
}

// A Rule is a row of a table or of a lifecycle, or a condition that stands
// alone. The zero value lists nothing.
type Rule struct {
	ID   string `json:"id"`
	Of   string `json:"of,omitempty"` // the table or lifecycle; empty: it stands alone
	Path string `json:"path,omitempty"`

	// Of a row of a lifecycle: see lifecycle.Row.
	From []string    `json:"from,omitempty"`
	On   string      `json:"on,omitempty"`
	By   []rule.Role `json:"by,omitempty"`
	When []Guard     `json:"when,omitempty"`
	With []Guard     `json:"with,omitempty"`
	To   string      `json:"to,omitempty"`

	If             string          `json:"if,omitempty"`      // as written; empty: whatever the facts
	Then           string          `json:"then,omitempty"`    // the answer of a row of a table
	Percent        string          `json:"percent,omitempty"` // that goes with it, as written
	Amount         string          `json:"amount,omitempty"`
	Cite           rule.Citation   `json:"cite"`
	Also           []rule.Citation `json:"also,omitempty"`
	Text           string          `json:"text,omitempty"`
	Else           string          `json:"else,omitempty"`
	Interpretation string          `json:"interpretation,omitempty"`

	Opens     []string `json:"opens,omitempty"`
	Closes    []string `json:"closes,omitempty"`
	Documents []string `json:"documents,omitempty"`

	Asks []string `json:"asks,omitempty"` // the interpretations that it may ask
	Says []Says   `json:"says,omitempty"` // the findings beside its own

	Facts []Fact `json:"facts,omitempty"` // of a condition that stands alone: what it may ask
}

// A Guard is what a row of a lifecycle requires of the case or of the event. The zero
// value lists nothing.
type Guard struct {
	If             string        `json:"if"`
	Text           string        `json:"text,omitempty"` // the sentence when it fails; {fact} stands for a value
	Cite           rule.Citation `json:"cite,omitempty"` // the provision
	Interpretation string        `json:"interpretation,omitempty"`
}

// A Value is one number, date or word that a board sets. The zero value lists nothing.
type Value struct {
	// ID is the path with the key of each row in place of its number:
	// "bands.rows[25000].focus".
	ID     string   `json:"id"`
	Path   string   `json:"path"`
	Value  string   `json:"value,omitempty"`
	Values []string `json:"values,omitempty"` // of a list
	Unit   string   `json:"unit,omitempty"`   // of a number
	// From is the key from which the value holds, of a row of a schedule; To
	// the last one, and Before the first for which it does not hold any more.
	From           string        `json:"from,omitempty"`
	To             string        `json:"to,omitempty"`
	Before         string        `json:"before,omitempty"`
	Cite           rule.Citation `json:"cite"`
	Interpretation string        `json:"interpretation,omitempty"`
}

// A Duty is something that one role owes another. The zero value lists nothing.
type Duty struct {
	ID string `json:"id"`
	// By are the roles that can owe it; "a|b" is either of the two.
	By         []string        `json:"by"`
	To         string          `json:"to"`
	Provisions []DutyProvision `json:"provisions"`
	OpenedBy   []string        `json:"opened_by,omitempty"` // the rules that open it, some for some facts only
	ClosedBy   []string        `json:"closed_by,omitempty"` // the rules that close it, if it is open
}

// A DutyProvision is a provision under which a duty is owed, and what it asks
// to go with it. The zero value lists nothing.
type DutyProvision struct {
	Cite     rule.Citation `json:"cite"`
	CopyTo   []string      `json:"copy_to,omitempty"`
	Encloses []string      `json:"encloses,omitempty"`
}

// A Document is a letter, form, file note or enclosure, by the instrument's
// own code or subject. The zero value lists nothing.
type Document struct {
	ID       string   `json:"id"`
	CalledBy []string `json:"called_by,omitempty"` // the rules that call for it whatever the facts
	// EnclosedWith are the duties with which it goes.
	EnclosedWith []string `json:"enclosed_with,omitempty"`
}

// An Interpretation is an interpretation, with the rules and values that
// rest on it or set it. Values in a list that sets it as a whole are not named. The zero
// value lists nothing.
type Interpretation struct {
	rule.Interpretation
	Path   string   `json:"path"`
	Rules  []string `json:"rules,omitempty"`
	Values []string `json:"values,omitempty"`
	// Own says that the policy alone asks the question: the library does not
	// know it, so that only a rule or a value can rest on it.
	Own bool `json:"own,omitempty"`
}

// A NotModelled is something that an instrument has and its policy does
// not state. The zero value lists nothing.
type NotModelled struct {
	What string        `json:"what"`
	Why  string        `json:"why,omitempty"`
	Cite rule.Citation `json:"cite"`
	Path string        `json:"path"`
}

// Says is a finding that a row may make beside its own. The zero value lists nothing.
type Says struct {
	ID    string        `json:"id"`
	If    string        `json:"if,omitempty"`
	Cite  rule.Citation `json:"cite"`
	Text  string        `json:"text"`
	Fails bool          `json:"fails,omitempty"` // it says that the provision's condition is not met
}
