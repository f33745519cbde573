package rule

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/calendar"
)

// InputError is input that cannot be: a value that is missing, of the wrong
// kind or out of bounds, named by its field. It is the type of package
// calendar, so that one errors.As finds the mistakes of every package.
type InputError = calendar.InputError

// A PolicyError is one mistake in a policy or scenario file, at its place.
type PolicyError struct {
	File         string // the file's name as it was given
	Line, Column int    // from 1, in characters; 0 when the mistake has no place of its own
	Kind         Mistake
	Path         string // the key at fault, "levels[1].if"
	Message      string // what is wrong, with the value and what was expected
	Suggestion   string // the name that was probably meant, or empty
	Source       string // the line of the file, for the caret
}

// A Mistake is the kind of a PolicyError.
type Mistake string

// The kinds of mistakes a file can hold.
const (
	NotYAML       Mistake = "not_yaml"       // the file cannot be read at all
	UnknownKey    Mistake = "unknown_key"    // a key that no policy of this kind has
	MissingKey    Mistake = "missing_key"    // a key that is required and absent
	DuplicateKey  Mistake = "duplicate_key"  // a key that stands twice
	WrongType     Mistake = "wrong_type"     // a list for a number, a word for a date …
	BadValue      Mistake = "bad_value"      // the right type and an impossible value
	BadExpression Mistake = "bad_expression" // a condition that does not compile
	DeadRow       Mistake = "dead_row"       // a row that earlier rows always mask, or that never holds
	Gap           Mistake = "gap"            // facts for which no row answers
	Overlap       Mistake = "overlap"        // facts for which two rows of a unique table hold
)

// Error gives the place, the mistake, the line with a caret and a suggestion.
func (e PolicyError) Error() string {
	var b strings.Builder
	if e.Line > 0 {
		fmt.Fprintf(&b, "%s:%d:%d: ", e.File, e.Line, e.Column)
	} else {
		fmt.Fprintf(&b, "%s: ", e.File)
	}
	if e.Path != "" {
		b.WriteString(e.Path + ": ")
	}
	b.WriteString(e.Message)
	if e.Suggestion != "" {
		fmt.Fprintf(&b, " (did you mean %q?)", e.Suggestion)
	}
	if e.Source == "" {
		return b.String()
	}
	// A tab is one column, here as in Column.
	return caret(b.String(), strings.ReplaceAll(e.Source, "\t", " "), strings.Repeat(" ", max(e.Column-1, 0)))
}

// PolicyErrors are all the mistakes of a file, in the order of its lines.
type PolicyErrors []PolicyError

// Error lists every mistake, one after the other.
func (e PolicyErrors) Error() string {
	lines := make([]string, len(e))
	for i, one := range e {
		lines[i] = one.Error()
	}
	return strings.Join(lines, "\n")
}

// Err returns the mistakes sorted by place, or nil when there is none.
func (e PolicyErrors) Err() error {
	if len(e) == 0 {
		return nil
	}
	sorted := slices.Clone(e)
	slices.SortStableFunc(sorted, PolicyError.before)
	return sorted
}

// before compares two mistakes by their places.
func (e PolicyError) before(other PolicyError) int {
	return cmp.Or(e.Line-other.Line, e.Column-other.Column)
}

// Suggest returns the candidate that name was probably meant to be, or "": the
// nearest, when it is near enough to be a slip. One slip in about three letters
// is near enough; a letter missing, added, wrong, or two exchanged is one slip.
// Case does not count. Among equals it is the first.
func Suggest(name string, candidates []string) string {
	s := []rune(strings.ToLower(name))
	if len(s) < 2 {
		return "" // of one letter anything is near
	}
	best, limit := "", max((len(s)+1)/3, 1)+1
	for _, c := range candidates {
		t := []rune(strings.ToLower(c))
		if len(s)-len(t) >= limit || len(t)-len(s) >= limit {
			continue
		}
		if d := slips(s, t); d < limit {
			best, limit = c, d
		}
	}
	return best
}

// slips counts how many slips part two words: the optimal string alignment
// distance.
func slips(s, t []rune) int {
	var before []int // the row above the row above
	above := make([]int, len(t)+1)
	for j := range above {
		above[j] = j
	}
	for i := range s {
		row := make([]int, len(t)+1)
		row[0] = i + 1
		for j := range t {
			row[j+1] = min(above[j], above[j+1], row[j]) + 1
			if s[i] == t[j] {
				row[j+1] = above[j]
			}
			if i > 0 && j > 0 && s[i] == t[j-1] && s[i-1] == t[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, above = above, row
	}
	return above[len(t)]
}

// Given reports whether d was ever set. A decimal.Decimal that nobody assigned
// is not zero but missing: its coefficient is no number at all, which the
// decimal package itself reads as 0. An amount that is lawfully nothing is
// decimal.NewFromInt(0), or what was read from "0". It is not decimal.Zero,
// which from version 1.6 of that package on is the unassigned Decimal itself.
func Given(d decimal.Decimal) bool { return d != decimal.Decimal{} }

// MaxDigits bounds the decimals this library takes: no more digits before or
// after the point. A few characters ("1e1000000000") would otherwise unfold
// into gigabytes in the first comparison.
const MaxDigits = 64

// CheckDecimal returns an InputError naming field when d is missing (see Given)
// or has more than MaxDigits digits on either side of the point. It looks at the
// exponent before anything is rescaled.
func CheckDecimal(field string, d decimal.Decimal) error {
	if !Given(d) {
		return &InputError{Field: field, Expected: "a decimal number"}
	}
	exponent := int64(d.Exponent())
	if exponent < -MaxDigits || exponent > MaxDigits || int64(d.NumDigits())+exponent > MaxDigits {
		return &InputError{Field: field, Problem: "a number of extreme size is not valid",
			Expected: fmt.Sprintf("a decimal number of at most %d digits before and after the point", MaxDigits)}
	}
	return nil
}

// CheckAmount is CheckDecimal for a fact that cannot be negative.
func CheckAmount(field string, d decimal.Decimal) error {
	if err := CheckDecimal(field, d); err != nil {
		return err
	}
	if d.Sign() < 0 {
		return &InputError{Field: field, Value: numberValue(d).String(), Problem: "is negative", Expected: "zero or more"}
	}
	return nil
}

// ParseDecimal reads a decimal number exactly as written: digits, one point, an
// optional sign, and an exponent of at most MaxDigits. The error names field.
func ParseDecimal(field, text string) (decimal.Decimal, error) {
	bad := &InputError{Field: field, Value: text, Expected: "a decimal number"}
	if len(text) > 4*MaxDigits {
		bad.Value, bad.Problem = "", "a text of extreme size is not valid"
	}
	if len(text) > 4*MaxDigits || strings.Trim(text, "0123456789.eE+-") != "" {
		return decimal.Decimal{}, bad
	}
	d, err := decimal.NewFromString(text)
	if err != nil {
		return decimal.Decimal{}, bad
	}
	if err := CheckDecimal(field, d); err != nil {
		bad.Expected = fmt.Sprintf("a decimal number of at most %d digits before and after the point", MaxDigits)
		return decimal.Decimal{}, bad
	}
	return d, nil
}
