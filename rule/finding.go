package rule

import (
	"strings"
	"unicode"
)

// A Citation names the provision a finding rests on, in the instrument's own
// numbering and ending in the paragraph: "85-23-4.4.1", "63.00-3.I(a)", "TOJ-2".
type Citation string

// A Fact is one thing that was looked at, as it was given: its name in the
// policy and its value as text. Decimals keep the digits that were written.
type Fact struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// A Finding is one step of the reasoning behind an answer: a sentence that a
// person can check against the provision it cites.
type Finding struct {
	// Cite is the provision. It is never empty in a finding of this library.
	Cite Citation `json:"cite"`
	// Text is a full sentence with the figures that were compared.
	Text string `json:"text"`
	// Holds says whether the provision's condition was met. A provision that
	// was looked at and did not apply is a finding too.
	Holds bool `json:"holds"`
	// Facts are the facts looked at, in the order in which they were asked for.
	Facts []Fact `json:"facts,omitempty"`
	// Interpretation is the id of the reading on which the finding rests, when
	// the provision's own words leave more than one.
	Interpretation string `json:"interpretation,omitempty"`
}

// String returns the sentence and its provision: "… (85-23-4.1)".
func (f Finding) String() string {
	s := strings.TrimSuffix(f.Text, ".") + " (" + string(f.Cite)
	if f.Interpretation != "" {
		s += "; interpretation " + f.Interpretation
	}
	return s + ")."
}

// A Decision is an answer with the findings that led to it, in the order in
// which they were made.
type Decision[T any] struct {
	Value    T         `json:"value"`
	Findings []Finding `json:"findings"`
}

// String returns the findings as one paragraph of a letter.
func (d Decision[T]) String() string { return paragraph(d.Findings) }

// Cites reports whether some finding cites the provision c, which may be
// without the number of the instrument: "4.4.1" for "85-23-4.4.1", but not
// "4.1" for "85-23-14.1".
func (d Decision[T]) Cites(c Citation) bool {
	for _, f := range d.Findings {
		before, found := strings.CutSuffix(string(f.Cite), string(c))
		if found && c != "" && !strings.ContainsFunc(before[max(len(before)-1, 0):], isWord) {
			return true
		}
	}
	return false
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func paragraph(findings []Finding) string {
	sentences := make([]string, len(findings))
	for i, f := range findings {
		sentences[i] = f.String()
	}
	return strings.Join(sentences, " ")
}
