package rule

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/internal/words"
)

// A Severity says how much a Diagnostic weighs. The zero value is neither.
type Severity string

// The severities.
const (
	SeverityError   Severity = "error"   // the file cannot be used, or the policy has for some facts no answer or two
	SeverityWarning Severity = "warning" // the policy answers, and a person should look
)

// A Code is what a Diagnostic is about. The zero value is none.
type Code string

// The mistakes that a file can hold; package lint has further codes.
const (
	NotYAML       Code = "not_yaml"       // the file cannot be read at all
	UnknownKey    Code = "unknown_key"    // a key that no policy of this kind has
	MissingKey    Code = "missing_key"    // a key that is required and absent
	DuplicateKey  Code = "duplicate_key"  // a key that stands twice
	WrongType     Code = "wrong_type"     // a list for a number, a word for a date …
	BadValue      Code = "bad_value"      // the right type and an impossible value
	BadExpression Code = "bad_expression" // a condition that does not compile
	DeadRow       Code = "dead_row"       // a row that earlier rows always mask, or that never holds
	Gap           Code = "gap"            // facts for which no row answers
	Overlap       Code = "overlap"        // facts for which two rows of a unique table hold
)

// A Diagnostic is one thing that is wrong with a policy or scenario file, or that
// a person should look at before a policy runs, at its place. The zero value has no place
// and says nothing.
type Diagnostic struct {
	Severity     Severity
	Code         Code
	File         string   // the file's name as it was given
	Line, Column int      // from 1, in characters; 0 when it has no place of its own
	Path         string   // the key at fault, "levels[1].if"
	Message      string   // what is wrong, with the value and what was expected
	Suggestion   string   // the name that was probably meant, or empty
	Source       string   // the line of the file, for the caret
	Cite         Citation // the provision of the row concerned, if it is one row's
	Regions      []Region // the facts concerned; none where it is no matter of facts
}

// Error gives the place, what is wrong and a suggestion, and the line with what stands at
// the place underlined; of a warning it says so.
func (d Diagnostic) Error() string {
	var b strings.Builder
	if d.Line > 0 {
		fmt.Fprintf(&b, "%s:%d:%d: ", d.File, d.Line, d.Column)
	} else {
		fmt.Fprintf(&b, "%s: ", d.File)
	}
	if d.Severity == SeverityWarning {
		b.WriteString("warning: ")
	}
	if d.Path != "" {
		b.WriteString(d.Path + ": ")
	}
	b.WriteString(d.Message)
	if d.Suggestion != "" {
		fmt.Fprintf(&b, " (did you mean %q?)", d.Suggestion)
	}
	if d.Source == "" {
		return b.String()
	}
	return words.Caret(b.String(), d.Source, d.Column-1, d.End()-d.Column)
}

// End is the column after what stands at the place: a word or number, a quoted text, an
// operator. It is Column where nothing stands there. What an editor underlines, and what
// a Suggestion replaces, is from Column up to End; a suggestion stands without the quotes.
func (d Diagnostic) End() int {
	if d.Column < 1 {
		return d.Column
	}
	return d.Column + words.Width(strings.TrimRight(d.Source, "\r\n"), d.Column-1, d.Code != BadExpression)
}

// Diagnostics are all that was found in a file. Those of a file that does not
// load are its error, in the order of its lines. Nil is a file with nothing to say of.
type Diagnostics []Diagnostic

// Error lists them, one after the other.
func (d Diagnostics) Error() string {
	lines := make([]string, len(d))
	for i, one := range d {
		lines[i] = one.Error()
	}
	return strings.Join(lines, "\n")
}

// Err returns the errors among them, sorted by place; nil when there is none,
// whatever there is to warn of.
func (d Diagnostics) Err() error {
	errs := slices.DeleteFunc(d.Sorted(), func(one Diagnostic) bool { return one.Severity == SeverityWarning })
	if len(errs) == 0 {
		return nil
	}
	return errs
}

// Sorted returns them in the order of the file.
func (d Diagnostics) Sorted() Diagnostics {
	sorted := slices.Clone(d)
	slices.SortStableFunc(sorted, func(a, b Diagnostic) int { return cmp.Or(a.Line-b.Line, a.Column-b.Column) })
	return sorted
}
