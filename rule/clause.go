package rule

import (
	"errors"
	"fmt"

	"github.com/workcomp-go/workcomp/internal/expression"
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
func (c *clause[F]) find(f *F, said *spoken) (Finding, error) {
	found := Finding{Holds: true}
	if c.condition != nil {
		var err error
		if found, err = c.condition.look(f, said, max(c.holds.room(), c.fails.room())); err != nil {
			return Finding{}, err
		}
	}
	found.Cite, found.Interpretation = c.cite, c.interpretation
	sentence := c.holds
	if !found.Holds {
		sentence = c.fails
	}
	switch {
	case sentence != nil:
		sentence.tell(f, &found, said)
	case c.condition != nil:
		found.Text = c.condition.say(found)
	default:
		found.Text = "this applies whatever the facts"
	}
	return found, nil
}

// spoken remembers how facts were written: findings that follow one another
// tell the same.
type spoken struct {
	count int
	slots [8]int
	texts [8]string
}

// text writes the value of a fact, or gives what was written before.
func (s *spoken) text(slot int, v expression.Value) string {
	for i := range s.count {
		if s.slots[i] == slot {
			return s.texts[i]
		}
	}
	text := v.String()
	if s.count < len(s.slots) {
		s.slots[s.count], s.texts[s.count] = slot, text
		s.count++
	}
	return text
}
