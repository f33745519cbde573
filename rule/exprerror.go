package rule

import (
	"fmt"
	"strings"
)

// ExprError is a mistake in the text of a condition, at its place.
type ExprError struct {
	Source     string // the whole text
	Offset     int    // of the mistake, in characters from 0
	Message    string
	Suggestion string // the name that was probably meant, or empty
}

// Error gives the message, the text with a caret and a suggestion.
func (e *ExprError) Error() string {
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
			return caret(s, line, before)
		default:
			line += strings.ReplaceAll(string(r), "\t", " ") // one column, as the caret counts
			if i < e.Offset {
				before += " "
			}
		}
	}
	return caret(s, line, before)
}

// caret writes a message above a line, and a caret below what stands before.
func caret(message, line, before string) string {
	return fmt.Sprintf("%s\n  %s\n  %s^", message, strings.TrimRight(line, " \r"), before)
}
