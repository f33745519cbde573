package rule

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/workcomp-go/workcomp/internal/words"
)

// sentence is a template that was checked against the facts it names.
type sentence[F any] struct {
	template *Template
	slots    []int // of the facts it names, each once
}

// Check reports a place in the text that is none, has no such format, or names
// a fact that is not among these. The error is an *ExprError.
func (t *Template) Check(facts ...string) error {
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
func compileSentence[F any](s *schema[F], id string, cite Citation, text string) (*sentence[F], error) {
	if text == "" {
		return nil, nil
	}
	c := &sentence[F]{template: &Template{ID: id, Cite: cite, Text: text}}
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

func add(slots []int, slot int) []int {
	for _, s := range slots {
		if s == slot {
			return slots
		}
	}
	return append(slots, slot)
}

// facts adds the facts that the sentence names and the finding does not have
// yet. A fact that is missing is left out: the sentence, which may be the one
// that refuses for it, says that it was not given.
func (c *sentence[F]) facts(s *schema[F], f *F, facts []Fact, have []int) []Fact {
	for _, slot := range c.slots {
		if len(add(have, slot)) == len(have) {
			continue
		}
		if v, err := s.value(f, slot); err == nil {
			facts = append(facts, Fact{s.Facts[slot].Name, Value{v}})
		}
	}
	return facts
}

// ownWords is the template of a condition that no sentence explains.
func ownWords(id string, cite Citation, words, verb string, names []string) *Template {
	text := strings.NewReplacer("{", "{{", "}", "}}").Replace(words) + " " + verb
	before := ": "
	for _, name := range names {
		text += before + name + " is {" + name + "}"
		before = ", "
	}
	return &Template{ID: id, Cite: cite, Text: text}
}
