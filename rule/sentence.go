package rule

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/internal/words"
)

// sentence is a template that was checked against the facts it names.
type sentence struct {
	template *Template
	slots    []int // of the facts of its finding, each once
}

// mostText bounds the text of a finding, in bytes: a sentence or two.
const mostText = 4000

// Check reports a place in the text that is none, has no such format, or names
// a fact that is not among these. The error is an *ExprError.
func (t *Template) Check(facts ...string) error {
	if len(t.Text) > mostText {
		return &ExprError{Source: t.Text, Offset: utf8.RuneCountInString(t.Text[:mostText]),
			Message: fmt.Sprintf("the text has %d bytes, expected at most %d", len(t.Text), mostText)}
	}
	for p := range placesOf(t.Text) {
		offset := utf8.RuneCountInString(t.Text[:p.offset])
		switch {
		case p.fault != "":
			return &ExprError{Source: t.Text, Offset: offset, Message: p.fault}
		case p.name != "" && !slices.Contains(facts, p.name):
			return &ExprError{Source: t.Text, Offset: offset, Suggestion: words.Suggest(p.name, facts),
				Message: fmt.Sprintf("unknown fact %q, expected %s", p.name, words.OneOf(facts))}
		}
	}
	return nil
}

// compileSentence returns nil for an empty text.
func compileSentence(s *expression.Scope, id string, cite Citation, text string) (*sentence, error) {
	if text == "" {
		return nil, nil
	}
	c := &sentence{template: &Template{ID: id, Cite: cite, Text: text}}
	if err := c.template.Check(s.Names()...); err != nil {
		return nil, err
	}
	for p := range placesOf(text) {
		if p.name != "" {
			c.slots = add(c.slots, s.Slot(p.name))
		}
	}
	return c, nil
}

// add adds slots that are not there yet.
func add(slots []int, more ...int) []int {
	for _, slot := range more {
		if !slices.Contains(slots, slot) {
			slots = append(slots, slot)
		}
	}
	return slots
}

// ownWords is the sentence of a condition that no other explains.
func ownWords(id string, cite Citation, words, verb string, names []string) *sentence {
	text := strings.ReplaceAll(strings.ReplaceAll(words, "{", "{{"), "}", "}}") + " " + verb
	before := ": "
	for _, name := range names {
		text += before + name + " is {" + name + "}"
		before = ", "
	}
	return &sentence{template: &Template{ID: id, Cite: cite, Text: text}}
}
