package rule

import (
	"errors"
	"fmt"
	"slices"

	"github.com/workcomp-go/workcomp/internal/expression"
)

// clause is a condition with the sentences for when it holds and when it does
// not, and the provision both rest on.
type clause[F any] struct {
	schema         *schema[F]
	condition      *Condition[F] // nil: always
	holds, fails   *sentence     // that of each answer; the condition's own words where no other is given
	id             string        // of its findings
	cite           Citation
	interpretation []string
}

// RowError is a mistake in the text of one row of a Table or a Lifecycle. The zero value
// names no row.
type RowError struct {
	Name  string // of the table or lifecycle
	Row   int    // from 0
	Field string // "if", "text", "else", "cite" …
	Err   error  // an *ExprError with its place in the text, or what is wrong
}

// Error names the row and the field.
func (e *RowError) Error() string {
	return fmt.Sprintf("%s: row %d: %s: %v", e.Name, e.Row+1, e.Field, e.Err)
}

// Unwrap returns the mistake itself.
func (e *RowError) Unwrap() error { return e.Err }

var errNoCitation = errors.New("a row must cite its provision")

// compileClause compiles the texts of a row; the error says which field.
func compileClause[F any](s *schema[F], id, condition, holds, fails string, cite Citation, interpretation string) (clause[F], *RowError) {
	c := clause[F]{schema: s, id: id, cite: cite}
	if interpretation != "" {
		c.interpretation = []string{interpretation}
	}
	if cite == "" {
		return c, &RowError{Field: "cite", Err: errNoCitation}
	}
	var err error
	if condition != "" {
		if c.condition, err = compile(s, condition); err != nil {
			return c, &RowError{Field: "if", Err: err}
		}
	}
	if c.holds, err = compileSentence(&s.Scope, id, cite, holds); err != nil {
		return c, &RowError{Field: "text", Err: err}
	}
	if c.fails, err = compileSentence(&s.Scope, id, cite, fails); err != nil {
		return c, &RowError{Field: "else", Err: err}
	}
	c.explain()
	return c, nil
}

// explain completes the sentences: where none is given the condition explains
// itself, and the facts of a finding are those of its condition first.
func (c *clause[F]) explain() {
	if c.condition == nil {
		if c.holds == nil {
			c.holds = &sentence{template: &Template{ID: c.id, Cite: c.cite, Text: "this applies whatever the facts"}}
		}
		return
	}
	words, uses := c.condition.program.Source(), c.condition.program.Uses()
	if c.holds == nil {
		c.holds = ownWords(c.id, c.cite, words, "holds", c.condition.program.Names())
	}
	if c.fails == nil {
		c.fails = ownWords(c.id, c.cite, words, "does not hold", c.condition.program.Names())
	}
	for _, s := range []*sentence{c.holds, c.fails} {
		s.slots = add(slices.Clone(uses), s.slots...)
	}
}

// test answers the clause alone.
func (c *clause[F]) test(f *F) (bool, error) {
	if c.condition == nil {
		return true, nil
	}
	return c.condition.Holds(f)
}

// find answers the clause with the facts it rests on.
func (c *clause[F]) find(f *F) (Finding, error) {
	r := reader[F]{schema: c.schema, f: f, facts: make([]Fact, 0, len(c.holds.slots))}
	return c.findIn(&r, nil)
}

// findIn is find with facts that are read once for several clauses. answer is
// what is known already, nil for nothing.
func (c *clause[F]) findIn(r *reader[F], answer *bool) (Finding, error) {
	found := Finding{ID: c.id, Cite: c.cite, Holds: true, Interpretations: c.interpretation}
	explained := c.holds
	if c.condition != nil {
		var few [8]expression.Value
		values := few[:0]
		for _, slot := range c.condition.program.Uses() {
			at, err := r.read(slot)
			if err != nil {
				return Finding{}, err
			}
			if answer == nil {
				values = append(values, r.facts[at].Value.Value)
			}
		}
		if answer != nil {
			found.Holds = *answer
		} else {
			v, err := c.condition.program.Eval(values)
			if err != nil {
				return Finding{}, err
			}
			found.Holds = v.IsTrue()
		}
		if !found.Holds {
			explained = c.fails
		}
	}
	found.template, found.Facts = explained.template, r.list(explained.slots)
	if c.condition != nil && c.condition.program.AsksEntries() {
		found.Facts = c.decisive(found.Facts)
	}
	return found, nil
}

// decisive gives the facts of a finding with the entries alone, of each list that the
// condition asks by its entries, that decide.
func (c *clause[F]) decisive(facts []Fact) []Fact {
	facts = slices.Clone(facts)
	uses := c.condition.program.Uses()
	values := make([]expression.Value, len(uses)) // which stand first among the facts
	for i := range uses {
		values[i] = facts[i].Value.Value
	}
	for i, v := range c.condition.program.Decisive(values) {
		facts[i].Value.Value = v
	}
	return facts
}

// reader reads the facts of one question, each once.
type reader[F any] struct {
	schema *schema[F]
	f      *F
	facts  []Fact
	slots  [16]int // of the first facts
}

// read reads a fact, and says where it is among the facts.
func (r *reader[F]) read(slot int) (at int, err error) {
	for i := range r.facts[:min(len(r.facts), len(r.slots))] {
		if r.slots[i] == slot {
			return i, nil
		}
	}
	v, err := r.schema.value(r.f, slot)
	if err != nil {
		return 0, err
	}
	at = len(r.facts)
	if at < len(r.slots) {
		r.slots[at] = slot
	}
	r.facts = append(r.facts, Fact{r.schema.Facts[slot].Name, Value{v}})
	return at, nil
}

// list gives facts for a finding: where they lie in that order already, as a
// part of those that were read. One that is missing is left out: the sentence,
// which may be the one that refuses for it, says that it was not given.
func (r *reader[F]) list(slots []int) []Fact {
	var few [16]int
	places := few[:0]
	inOrder := true
	for _, slot := range slots {
		if at, err := r.read(slot); err == nil {
			places = append(places, at)
			inOrder = inOrder && at == places[0]+len(places)-1
		}
	}
	if len(places) == 0 {
		return nil
	}
	if from, to := places[0], places[0]+len(places); inOrder {
		return r.facts[from:to:to]
	}
	facts := make([]Fact, len(places))
	for i, at := range places {
		facts[i] = r.facts[at]
	}
	return facts
}
