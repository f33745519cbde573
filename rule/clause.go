package rule

import (
	"errors"
	"fmt"
	"slices"
)

// clause is a condition with the sentences for when it holds and when it does
// not, and the provision both rest on.
type clause[F any] struct {
	condition      *Condition[F] // nil: always
	holds, fails   *sentence[F]  // nil: the condition's own words
	cite           Citation
	interpretation string
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
func compileClause[F any](s *schema[F], condition, holds, fails string, cite Citation, interpretation string) (clause[F], *RowError) {
	c := clause[F]{cite: cite, interpretation: interpretation}
	if cite == "" {
		return c, &RowError{Field: "cite", Err: errNoCitation}
	}
	var err error
	if condition != "" {
		if c.condition, err = compile(s, condition); err != nil {
			return c, &RowError{Field: "if", Err: err}
		}
	}
	if c.holds, err = compileSentence(s, holds); err != nil {
		return c, &RowError{Field: "text", Err: err}
	}
	if c.fails, err = compileSentence(s, fails); err != nil {
		return c, &RowError{Field: "else", Err: err}
	}
	return c, nil
}

// test answers the clause alone.
func (c *clause[F]) test(f *F) (bool, error) {
	if c.condition == nil {
		return true, nil
	}
	return c.condition.Holds(f)
}

// find answers the clause with its sentence and facts.
func (c clause[F]) find(f *F) (Finding, error) {
	found := Finding{Text: "this applies whatever the facts", Holds: true}
	if c.condition != nil {
		var err error
		if found, err = c.condition.Find(f, c.cite); err != nil {
			return Finding{}, err
		}
	}
	found.Cite, found.Interpretation = c.cite, c.interpretation
	said := c.holds
	if !found.Holds {
		said = c.fails
	}
	if said == nil {
		return found, nil
	}
	found.Text = said.write(f)
	for _, fact := range said.facts(f) {
		if !slices.Contains(found.Facts, fact) {
			found.Facts = append(found.Facts, fact)
		}
	}
	return found, nil
}
