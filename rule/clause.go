package rule

import (
	"errors"
	"fmt"

	"github.com/workcomp-go/workcomp/internal/expression"
)

// clause is a condition with the sentences for when it holds and when it does
// not, and the provision both rest on.
type clause[F any] struct {
	schema         *schema[F]
	condition      *Condition[F] // nil: always
	holds, fails   *sentence[F]  // that of each answer; the condition's own words where no other is given
	id             string        // of its findings
	cite           Citation
	interpretation []string
}

// RowError is a mistake in the text of one row of a Table or a Lifecycle.
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

var (
	errNoCitation = errors.New("a row must cite its provision")
	errNoGuard    = errors.New("a guard must have a condition")
)

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
	if c.holds, err = compileSentence(s, id, cite, holds); err != nil {
		return c, &RowError{Field: "text", Err: err}
	}
	if c.fails, err = compileSentence(s, id, cite, fails); err != nil {
		return c, &RowError{Field: "else", Err: err}
	}
	switch {
	case c.condition == nil && c.holds == nil:
		c.holds = &sentence[F]{template: &Template{ID: id, Cite: cite, Text: "this applies whatever the facts"}}
	case c.condition != nil:
		c.words(id, cite)
	}
	return c, nil
}

// words lets the condition explain itself where no sentence does.
func (c *clause[F]) words(id string, cite Citation) {
	names := c.condition.Uses()
	if c.holds == nil {
		c.holds = &sentence[F]{template: ownWords(id, cite, c.condition.words, "holds", names)}
	}
	if c.fails == nil {
		c.fails = &sentence[F]{template: ownWords(id, cite, c.condition.words, "does not hold", names)}
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
	found := Finding{ID: c.id, Cite: c.cite, Holds: true, Interpretations: c.interpretation}
	explained := c.holds
	var schema *schema[F]
	var have []int
	if c.condition != nil {
		var few [8]expression.Value
		values, err := c.condition.load(f, few[:0])
		if err != nil {
			return Finding{}, err
		}
		if found.Holds, err = c.condition.answer(f, values); err != nil {
			return Finding{}, err
		}
		if !found.Holds {
			explained = c.fails
		}
		have, schema = c.condition.program.Uses(), c.condition.schema
		if room := len(values) + len(explained.slots); room > 0 {
			found.Facts = make([]Fact, 0, room)
		}
		for i, slot := range have {
			found.Facts = append(found.Facts, Fact{schema.Facts[slot].Name, Value{values[i]}})
		}
	}
	found.template = explained.template
	if len(explained.slots) > 0 {
		found.Facts = explained.facts(c.schema, f, found.Facts, have)
	}
	return found, nil
}
