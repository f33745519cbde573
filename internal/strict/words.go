package strict

import (
	"github.com/workcomp-go/workcomp/internal/words"
	"github.com/workcomp-go/workcomp/rule"
)

// UnknownWord is the error for a word that is none of those known: a
// *rule.InputError that lists them and says which was probably meant. An empty
// word is missing.
func UnknownWord[W, K ~string](field string, word W, known []K) error {
	text, texts := string(word), words.Texts(known)
	return &rule.InputError{Field: field, Value: text, Problem: words.Odd(text), Expected: words.OneOf(texts), Suggestion: rule.Suggest(text, texts)}
}
