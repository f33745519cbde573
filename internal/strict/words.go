package strict

import (
	"github.com/shopspring/decimal"
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

// CheckWeeklyHours is rule.CheckAmount for hours of a week, which has 168.
func CheckWeeklyHours(field string, d decimal.Decimal) error {
	if err := rule.CheckAmount(field, d); err != nil {
		return err
	}
	if d.Cmp(decimal.New(7*24, 0)) > 0 {
		return &rule.InputError{Field: field, Value: rule.Digits(d), Problem: "is more than the hours of a week", Expected: "at most 168"}
	}
	return nil
}
