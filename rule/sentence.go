package rule

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// sentence is a template that was checked against the facts it names.
type sentence[F any] struct {
	template *Template
	slots    []int // of the facts it names, each once
}

// compileSentence returns nil for an empty text.
func compileSentence[F any](s *schema[F], id string, cite Citation, text string) (*sentence[F], error) {
	if text == "" {
		return nil, nil
	}
	c := &sentence[F]{template: &Template{ID: id, Cite: cite, Text: text}}
	for p := range placesOf(text) {
		offset := utf8.RuneCountInString(text[:p.offset])
		if p.fault != "" {
			return nil, &ExprError{Source: text, Offset: offset, Message: p.fault}
		}
		if p.name == "" {
			break // what stands after the last place
		}
		slot := s.Slot(p.name)
		if slot < 0 {
			return nil, &ExprError{Source: text, Offset: offset, Suggestion: Suggest(p.name, s.Names()),
				Message: fmt.Sprintf("unknown fact %q, expected one of %s", p.name, strings.Join(s.Names(), ", "))}
		}
		c.slots = add(c.slots, slot)
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
