// Package policy reads the policy file of a procedure that a host writes on
// package lifecycle: its values with their provisions, and its interpretations
// with the readings taken.
//
//	policy: northmark-recovery
//	title: Recovery of overpaid benefits
//	source: Manual, chapter 12
//	effective: 2025-01-01   # may be left out
//	values:
//	  reply: {days: 30, cite: Manual 12.2}
//	interpretations:
//	  - {id: …, question: …, cite: …, reading: …, readings: [{key: …, text: …}, …]}
//
// The values are those of a struct of the host's, by its json tags; a key that no
// field has and one that is missing are mistakes, with their place, and so is a whole
// number outside of the bounds in a tag of its field (whole:"1 1200").
package policy

import (
	"slices"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/listing"
	"github.com/workcomp-go/workcomp/internal/reading"
	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
	"github.com/workcomp-go/workcomp/rule/catalogue"
	"github.com/workcomp-go/workcomp/rule/lifecycle"
)

// A Policy is what a board sets of a procedure. It is immutable and safe for any
// number of goroutines. The zero value has no values: Parse makes one.
type Policy[V any] struct {
	file, id        string
	hash, text      string
	title, source   string
	effective       calendar.Date
	stated          *strict.Node // the file
	values          V
	interpretations []rule.Interpretation
	questions       []reading.Question
	readings        []string // taken, in the order of the questions
}

// A Term is a number of days and the provision that sets it. The zero value is not set,
// and no file has it.
type Term struct {
	Days int           `json:"days" whole:"1 36500"`
	Cite rule.Citation `json:"cite"`
}

// A Count is a number of something and the provision that sets it. The zero value is not
// set, and no file has it.
type Count struct {
	Count int           `json:"count" whole:"0 1000000"`
	Cite  rule.Citation `json:"cite"`
}

// After gives the last day of the term that runs from a day. Where days are closed
// it runs to the next open one; nil closes none.
func (t Term) After(day calendar.Date, closed *calendar.Closed) (calendar.Due, error) {
	return calendar.Term{Length: calendar.Length{N: t.Days, Unit: calendar.Days}, Roll: calendar.Following, Closed: closed}.From(day)
}

// file is the form of a policy file.
type file[V any] struct {
	Policy strict.At[string] `json:"policy"`
	Head
	Values V `json:"values"`
}

// Head is what every policy file says of itself beside its id. The zero value says
// nothing, and no file has it.
type Head struct {
	Title           strict.At[string] `json:"title"`              // what the policy is about
	Source          strict.At[string] `json:"source"`             // where the rules were published
	Effective       calendar.Date     `json:"effective,omitzero"` // the first day on which it is in force; none: from the beginning
	Interpretations reading.List      `json:"interpretations,omitzero"`
}

// Parse reads the policy file of a procedure. The error is a rule.Diagnostics: all
// mistakes, each with its place.
func Parse[S, E ~string, C any, Ev lifecycle.Event[E], V any](
	m *lifecycle.Machine[S, E, C, Ev, *Policy[V]], name string, data []byte) (*Policy[V], error) {
	f := strict.ParseYAML(name, data)
	n := f.One()
	if n == nil || f.Err() != nil {
		return nil, f.Err()
	}
	var spec file[V]
	f.Decode(n, "", &spec)
	var questions []reading.Question
	for _, q := range m.Definition().Readings {
		questions = append(questions, reading.Question{ID: q.ID, Readings: q.Readings})
	}
	p := Of(f, data, n, "policy", spec.Policy, spec.Head, questions, spec.Values)
	if err := f.Err(); err != nil {
		return nil, err
	}
	return p, nil
}

// Of is the policy of a file that was read by its own form: with the id that stands at
// a key, what else it says of itself, and its values. It reports to the file what is
// wrong with them.
func Of[V any](f *strict.File, data []byte, n *strict.Node, key string, id strict.At[string], h Head, questions []reading.Question, values V) *Policy[V] {
	for _, text := range []struct {
		path string
		at   strict.At[string]
	}{{key, id}, {"title", h.Title}, {"source", h.Source}} {
		if text.at.Value == "" && text.at.Pos != (strict.Pos{}) {
			f.Report(strict.Diagnostic{Code: rule.BadValue, Pos: text.at.Pos, Path: text.path, Value: `""`, Expected: "a text"})
		}
	}
	if h.Interpretations.Pos == (strict.Pos{}) {
		h.Interpretations.Pos = n.Pos // those that are missing are missing there
	}
	p := &Policy[V]{file: f.Name, id: id.Value, hash: f.Hash, text: string(data), stated: n, values: values, questions: questions,
		title: h.Title.Value, source: h.Source.Value, effective: h.Effective}
	all, chosen := reading.Choose(f, h.Interpretations, questions, func(string) (string, string) { return "", "" }, nil)
	p.interpretations = all
	for _, q := range questions {
		p.readings = append(p.readings, chosen[q.ID])
	}
	return p
}

// Check is an error for a policy that is none: for Definition.Check.
func (p *Policy[V]) Check() error {
	if p == nil || p.stated == nil {
		return &rule.InputError{Field: "policy", Expected: "a policy, from Parse"}
	}
	return nil
}

// ID returns the policy's stable id.
func (p *Policy[V]) ID() string { return p.id }

// Title returns what the policy is about.
func (p *Policy[V]) Title() string { return p.title }

// Source returns where the rules were published.
func (p *Policy[V]) Source() string { return p.source }

// Effective returns the first day on which the policy is in force; the zero Date:
// from the beginning.
func (p *Policy[V]) Effective() calendar.Date { return p.effective }

// File returns the name of the policy's file as it was given to Parse.
func (p *Policy[V]) File() string { return p.file }

// PolicyID names the policy in a receipt: its id, and the SHA-256 of the text of
// its file, and the day from which it is in force, if it has one. The hash of a policy
// that is WithReading is empty.
func (p *Policy[V]) PolicyID() rule.PolicyID {
	return rule.PolicyID{ID: p.id, Hash: p.hash, Version: p.effective.String()}
}

// Text returns the text of the policy's file: what a host keeps under the hash of
// PolicyID, so that Parse makes the same policy again. That of a policy that is
// WithReading is empty.
func (p *Policy[V]) Text() string { return p.text }

// Values returns what the board sets, to be read only: Definition.Values is
// lifecycle.ValuesOf((*policy.Policy[V]).Values).
func (p *Policy[V]) Values() *V { return &p.values }

// Reading returns the reading taken of an interpretation, by its place in the
// definition: it is Definition.Reading. Of a place that has none it is empty.
func (p *Policy[V]) Reading(question int) string {
	if question < 0 || question >= len(p.readings) {
		return ""
	}
	return p.readings[question]
}

// Interpretations returns the places where the instrument leaves a choice, with
// the readings that the policy takes.
func (p *Policy[V]) Interpretations() []rule.Interpretation {
	return reading.Clone(p.interpretations)
}

// WithReading returns the policy with another reading of an interpretation: to see
// what rests on it. The error is a *rule.InputError for an interpretation that the
// policy does not have, and for a reading that it does not know.
func (p *Policy[V]) WithReading(id, to string) (*Policy[V], error) {
	i := slices.IndexFunc(p.questions, func(q reading.Question) bool { return q.ID == id })
	switch {
	case i < 0:
		return nil, strict.UnknownWord("interpretation", id, reading.IDs(p.questions))
	case !slices.Contains(p.questions[i].Readings, to):
		return nil, strict.UnknownWord("reading", to, p.questions[i].Readings)
	}
	copied := *p
	copied.hash, copied.text, copied.interpretations, copied.readings = "", "", reading.Clone(p.interpretations), slices.Clone(p.readings)
	copied.readings[i] = to
	for j := range copied.interpretations {
		if copied.interpretations[j].ID == id {
			copied.interpretations[j].Reading = to
		}
	}
	return &copied, nil
}

// Catalogue gives a policy as data, with the rows, the duties and the roles of its
// procedure. Without a policy it is empty.
func Catalogue[S, E ~string, C any, Ev lifecycle.Event[E], V any](
	m *lifecycle.Machine[S, E, C, Ev, *Policy[V]], p *Policy[V]) catalogue.Catalogue {
	if p.Check() != nil {
		return catalogue.Catalogue{}
	}
	return CatalogueOf(m, p)
}

// CatalogueOf is Catalogue of a procedure whose policy has that of a file in it. What
// the file says at the keys apart is no value.
func CatalogueOf[S, E ~string, C any, Ev lifecycle.Event[E], P, V any](
	m *lifecycle.Machine[S, E, C, Ev, P], p *Policy[V], apart ...string) catalogue.Catalogue {
	def := m.Definition()
	c := listing.Of(def.Name, p.PolicyID(), p.stated)
	rows, rules := catalogue.OfProcedure(m.Listing())
	c.Lifecycles, c.Rules = []catalogue.Lifecycle{rows}, rules
	c.Values = listing.File{Node: p.stated.Without(apart...)}.Values()
	c.Duties, c.Roles = listing.Duties(def.Duties), slices.Clone(def.Roles)
	listing.Gather(&c, p.interpretations)
	return c
}

// Lint lists what there is to look at in a policy file before it runs, each at
// its place: the mistakes for which Parse refuses it, else what lint.Check finds.
// Of the day on it asks whether the schedules of the policy say anything; the zero
// Date leaves that out.
func Lint[S, E ~string, C any, Ev lifecycle.Event[E], V any](
	m *lifecycle.Machine[S, E, C, Ev, *Policy[V]], name string, data []byte, on calendar.Date) rule.Diagnostics {
	p, err := Parse(m, name, data)
	return listing.Check(strict.ParseYAML(name, data), err, func() catalogue.Catalogue { return Catalogue(m, p) }, on)
}
