package rule

import (
	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/internal/stored"
	"github.com/workcomp-go/workcomp/internal/words"
)

// InputError is input that cannot be: a value that is missing, of the wrong
// kind or out of bounds, named by its field. It is the type of package
// calendar, so that one errors.As finds the mistakes of every package. Its zero value
// names no field.
type InputError = calendar.InputError

func inputError(f stored.Fault) error { return (*InputError)(&f) }

// ExprError is a mistake in the text of a condition, at its place. The zero value names no place.
type ExprError struct {
	Source     string // the whole text
	Offset     int    // of the mistake, in characters from 0
	Message    string
	Suggestion string // the name that was probably meant, or empty
}

// Error gives the message, the text with what is wrong underlined, and a suggestion.
func (e *ExprError) Error() string { return (*expression.Error)(e).Error() }

// Suggest returns the candidate that name was probably meant to be, or "": the
// nearest, when it is near enough to be a slip. One slip in about three letters
// is near enough; a letter missing, added, wrong, or two exchanged is one slip.
// Case does not count. Among equals it is the first.
func Suggest(name string, candidates []string) string { return words.Suggest(name, candidates) }
