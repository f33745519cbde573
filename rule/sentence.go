package rule

import (
	"fmt"
	"strings"
)

// sentence is the text of a finding with places for facts: "The factor {emf}
// is below {focus}." It is checked when it is compiled.
type sentence[F any] struct {
	schema *schema[F]
	parts  []string // text, name, text, name, … text
	slots  []int    // of the names
}

// compileSentence returns nil for an empty text.
func compileSentence[F any](s *schema[F], text string) (*sentence[F], error) {
	if text == "" {
		return nil, nil
	}
	c := &sentence[F]{schema: s}
	for rest := text; ; {
		before, after, found := strings.Cut(rest, "{")
		if i := strings.Index(before, "}"); i >= 0 {
			return nil, &ExprError{Source: text, Offset: len([]rune(text)) - len([]rune(rest)) + len([]rune(before[:i])), Message: "a } without its {"}
		}
		c.parts = append(c.parts, before)
		if !found {
			return c, nil
		}
		offset := len([]rune(text)) - len([]rune(after))
		name, tail, closed := strings.Cut(after, "}")
		if !closed {
			return nil, &ExprError{Source: text, Offset: offset - 1, Message: "a { without its }"}
		}
		slot := s.slot(name)
		if slot < 0 {
			return nil, &ExprError{Source: text, Offset: offset, Suggestion: Suggest(name, s.names()),
				Message: fmt.Sprintf("unknown fact %q, expected one of %s", name, strings.Join(s.names(), ", "))}
		}
		c.slots = append(c.slots, slot)
		rest = tail
	}
}

// write fills in the facts. A fact that is missing is said to be missing: the
// sentence may be the one that refuses for it.
func (c *sentence[F]) write(f *F) string {
	var b strings.Builder
	for i, part := range c.parts {
		b.WriteString(part)
		if i < len(c.slots) {
			v, err := c.schema.value(f, c.slots[i])
			if err != nil {
				b.WriteString("(not given)")
			} else {
				b.WriteString(v.String())
			}
		}
	}
	return b.String()
}

// facts returns the facts the sentence names, those that are given.
func (c *sentence[F]) facts(f *F) []Fact {
	var facts []Fact
	for _, slot := range c.slots {
		if v, err := c.schema.value(f, slot); err == nil {
			facts = append(facts, Fact{c.schema.facts[slot].name, v.String()})
		}
	}
	return facts
}
