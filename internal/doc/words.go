package doc

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/workcomp-go/workcomp/rule"
)

// UnknownWord is the error for a word that is none of those known: a
// *rule.InputError that lists them and says which was probably meant. An empty
// word is missing.
func UnknownWord(field, word string, known []string) error {
	e := &rule.InputError{Field: field, Expected: "one of " + strings.Join(known, ", ") + DidYouMean(word, known)}
	if word != "" {
		e.Value = strconv.Quote(word)
	}
	return e
}

// DidYouMean is " (did you mean …?)" with the word that was probably meant, to
// stand after what was expected; empty when none is near.
func DidYouMean(word string, known []string) string { return meant(rule.Suggest(word, known)) }

func meant(suggestion string) string {
	if suggestion == "" {
		return ""
	}
	return fmt.Sprintf(" (did you mean %q?)", suggestion)
}
