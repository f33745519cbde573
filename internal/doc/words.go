package doc

import (
	"github.com/workcomp-go/workcomp/internal/words"
	"github.com/workcomp-go/workcomp/rule"
)

// UnknownWord is the error for a word that is none of those known: a
// *rule.InputError that lists them and says which was probably meant. An empty
// word is missing.
func UnknownWord(field, word string, known []string) error {
	return &rule.InputError{Field: field, Value: word, Problem: words.Odd(word), Expected: words.OneOf(known), Suggestion: rule.Suggest(word, known)}
}
