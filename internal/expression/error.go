package expression

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/workcomp-go/workcomp/internal/words"
)

// Error is a mistake in the text of an expression, at its place.
type Error struct {
	Source     string // the whole text
	Offset     int    // of the mistake, in characters from 0
	Message    string
	Suggestion string // the name that was probably meant, or empty
}

// Error gives the message, the text with what is wrong underlined, and a suggestion.
func (e *Error) Error() string {
	s := e.Message
	if e.Suggestion != "" {
		s += fmt.Sprintf(" (did you mean %q?)", e.Suggestion)
	}
	if e.Source == "" {
		return s
	}
	lines, column := strings.Split(e.Source, "\n"), e.Offset
	i := 0
	for ; i < len(lines)-1; i++ {
		characters := utf8.RuneCountInString(lines[i])
		if column <= characters {
			break
		}
		column -= characters + 1
	}
	return words.Caret(s, lines[i], min(column, utf8.RuneCountInString(lines[i])), words.Width(lines[i], column, false))
}
