package rule

import (
	"fmt"

	"github.com/workcomp-go/workcomp/internal/stored"
)

// A PolicyID says by which text something was decided. The zero value names no policy.
type PolicyID struct {
	ID      string `json:"id"`
	Hash    string `json:"hash"`              // of the policy file, hexadecimal SHA-256
	Version string `json:"version,omitempty"` // the day from which the version of the policy is effective that applied, where it has one
}

// UnmarshalJSON reads the id strictly: each key once, as it is written, and no other. The
// error is an InputError.
func (p *PolicyID) UnmarshalJSON(data []byte) error {
	type plain PolicyID
	return stored.Read(data, (*plain)(p), inputError)
}

// An Interpretation is a place where an instrument is silent, contradictory or
// ambiguous, and the reading a policy takes there. It is data: a board may set
// another reading, and every decision that rested on it carries its id. The zero value
// asks nothing.
type Interpretation struct {
	// ID is stable and never used again for another question.
	ID string `json:"id"`
	// Question is what the text leaves open.
	Question string `json:"question"`
	// Reading is the key, among Readings, of the reading taken.
	Reading string `json:"reading"`
	// Readings are all readings, the one taken among them, in a fixed order.
	Readings []Reading `json:"readings"`
	// Cite is the provision that leaves the question open.
	Cite Citation `json:"cite"`
	// Set says where the reading is set when that is not here: the key of the
	// policy whose value is the reading ("levels").
	Set string `json:"set,omitempty"`
}

// A Reading is one answer to the question of an Interpretation. The zero value answers nothing.
type Reading struct {
	Key  string `json:"key"`  // the word by which a policy takes it
	Text string `json:"text"` // the reading as a sentence
}

// Chosen returns the sentence of the reading chosen.
func (i Interpretation) Chosen() string {
	for _, r := range i.Readings {
		if r.Key == i.Reading {
			return r.Text
		}
	}
	return i.Reading
}

// String tells the question, the reading and the others, for counsel to read.
func (i Interpretation) String() string {
	s := fmt.Sprintf("%s (%s)\n  question: %s\n  reading:  %s", i.ID, i.Cite, i.Question, i.Chosen())
	for _, r := range i.Readings {
		if r.Key != i.Reading {
			s += fmt.Sprintf("\n  other:    %s", r.Text)
		}
	}
	if i.Set != "" {
		s += "\n  set by:   " + i.Set
	}
	return s
}
