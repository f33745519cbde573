package rule

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/internal/words"
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
	return words.Caret(b.String(), strings.ReplaceAll(e.Source, "\t", " "), strings.Repeat(" ", max(e.Column-1, 0)))
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

// ExprError is a mistake in the text of a condition, at its place.
type ExprError struct {
	Source     string // the whole text
	Offset     int    // of the mistake, in characters from 0
	Message    string
	Suggestion string // the name that was probably meant, or empty
}

// Error gives the message, the text with a caret and a suggestion.
func (e *ExprError) Error() string { return (*expression.Error)(e).Error() }

// Suggest returns the candidate that name was probably meant to be, or "": the
// nearest, when it is near enough to be a slip. One slip in about three letters
// is near enough; a letter missing, added, wrong, or two exchanged is one slip.
// Case does not count. Among equals it is the first.
func Suggest(name string, candidates []string) string { return words.Suggest(name, candidates) }
