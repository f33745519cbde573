package expression

import (
	"fmt"
	"strings"

	"github.com/workcomp-go/workcomp/internal/words"
)

// Error is a mistake in the text of an expression, at its place.
type Error struct {
	Source     string // the whole text
	Offset     int    // of the mistake, in characters from 0
	Message    string
	Suggestion string // the name that was probably meant, or empty
}

// Error gives the message, the text with a caret and a suggestion.
func (e *Error) Error() string {
	s := e.Message
	if e.Suggestion != "" {
		s += fmt.Sprintf(" (did you mean %q?)", e.Suggestion)
	}
	if e.Source == "" {
		return s
	}
	before, line := "", ""
	for i, r := range []rune(e.Source) {
		switch {
		case r == '\n' && i < e.Offset:
			before, line = "", ""
		case r == '\n':
			return words.Caret(s, line, before)
		default:
			line += strings.ReplaceAll(string(r), "\t", " ") // one column, as the caret counts
			if i < e.Offset {
				before += " "
			}
		}
	}
	return words.Caret(s, line, before)
}
