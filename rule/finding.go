package rule

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"github.com/workcomp-go/workcomp/internal/stored"
)

// A Citation names the provision a finding rests on, in the instrument's own
// numbering and ending in the paragraph: "85-23-4.4.1", "63.00-3.I(a)", "TOJ-2". The zero
// value names none.
type Citation string

// A Finding is one step of the reasoning behind an answer: a provision, whether
// its condition was met, and the facts that were looked at. It is data; its
// sentence is written when somebody reads it, by Text, String or as JSON. The zero value
// found nothing.
type Finding struct {
	// ID names what was found, and is never used again for anything else.
	ID string
	// Cite is the provision. It is never empty in a finding of this library.
	Cite Citation
	// Holds says whether the provision's condition was met. A provision that
	// was looked at and was not met is a finding too.
	Holds bool
	// Facts are those looked at, in the order in which they were asked for.
	Facts []Fact
	// Interpretations are the ids of the readings on which the finding rests,
	// where the provision's own words leave more than one.
	Interpretations []string

	template *Template // of its sentence
}

// Text returns the finding as a full sentence with the figures that were
// compared, for a person to check against the provision it cites.
func (f Finding) Text() string { return f.template.write(f.Facts) }

// Equal reports whether two findings say the same, of the same provision, facts
// and interpretations.
func (f Finding) Equal(g Finding) bool {
	return f.ID == g.ID && f.Cite == g.Cite && f.Holds == g.Holds && slices.Equal(f.Interpretations, g.Interpretations) &&
		slices.EqualFunc(f.Facts, g.Facts, func(a, b Fact) bool { return a.Name == b.Name && a.Value.String() == b.Value.String() }) &&
		f.Text() == g.Text()
}

// String returns the sentence and its provision: "… (85-23-4.1)".
func (f Finding) String() string {
	s := strings.TrimSuffix(f.Text(), ".") + " (" + string(f.Cite)
	for _, id := range f.Interpretations {
		s += "; interpretation " + id
	}
	return s + ")."
}

// findingJSON is the form of a finding. Interpretation is the first of them, and
// Interpretations are all where there are several.
type findingJSON struct {
	ID              string   `json:"id,omitempty"`
	Cite            Citation `json:"cite"`
	Text            string   `json:"text"`
	Holds           bool     `json:"holds"`
	Facts           []Fact   `json:"facts,omitempty"`
	Interpretation  string   `json:"interpretation,omitempty"`
	Interpretations []string `json:"interpretations,omitempty"`
}

// MarshalJSON writes the finding with its sentence.
func (f Finding) MarshalJSON() ([]byte, error) {
	form := findingJSON{ID: f.ID, Cite: f.Cite, Text: f.Text(), Holds: f.Holds, Facts: f.Facts}
	if len(f.Interpretations) > 0 {
		form.Interpretation = f.Interpretations[0]
	}
	if len(f.Interpretations) > 1 {
		form.Interpretations = f.Interpretations
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads a finding strictly: each key once, as it is written, and no other;
// the error is an InputError. It keeps the sentence that was written; its facts are texts.
func (f *Finding) UnmarshalJSON(data []byte) error {
	var form findingJSON
	if err := stored.Read(data, &form, inputError); err != nil {
		return err
	}
	*f = Verbatim(form.Cite, form.Holds, form.Text)
	f.ID, f.Facts, f.Interpretations = form.ID, form.Facts, form.Interpretations
	if f.Interpretations == nil && form.Interpretation != "" {
		f.Interpretations = []string{form.Interpretation}
	}
	return nil
}

// Verbatim is a finding whose sentence stands already, as one that was stored or
// that came from elsewhere.
func Verbatim(cite Citation, holds bool, sentence string) Finding {
	return Finding{Cite: cite, Holds: holds, template: &Template{Cite: cite, Text: sentence, verbatim: true}}
}

// A Decision is an answer with the findings that led to it, in the order in
// which they were made. The zero value stands beside an error.
type Decision[T any] struct {
	Value    T         `json:"value"`
	Findings []Finding `json:"findings"`
}

// UnmarshalJSON reads a decision strictly: each key once, as it is written, and no other,
// in the value too where its type does not read itself. The error is an InputError, or
// that of the value's type.
func (d *Decision[T]) UnmarshalJSON(data []byte) error {
	type plain Decision[T]
	return stored.Read(data, (*plain)(d), inputError)
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

// paragraph writes each sentence once, with all the provisions for which it stands in a row.
func paragraph(findings []Finding) string {
	var sentences []string
	for i := 0; i < len(findings); {
		f, text := findings[i], findings[i].Text()
		for i++; i < len(findings) && findings[i].Text() == text && slices.Equal(findings[i].Interpretations, f.Interpretations); i++ {
			if next := findings[i].Cite; next != findings[i-1].Cite {
				f.Cite += "; " + next
			}
		}
		sentences = append(sentences, f.String())
	}
	return strings.Join(sentences, " ")
}
