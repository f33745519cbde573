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
			return fmt.Sprintf("%s\n  %s\n  %s^", s, line, before)
		default:
			line += string(r)
			if i < e.Offset {
				before += " "
			}
		}
	}
	return fmt.Sprintf("%s\n  %s\n  %s^", s, strings.TrimRight(line, " "), before)
}
