package rule

import (
	"fmt"
	"slices"
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
		slot := s.Slot(name)
		if slot < 0 {
			return nil, &ExprError{Source: text, Offset: offset, Suggestion: Suggest(name, s.Names()),
				Message: fmt.Sprintf("unknown fact %q, expected one of %s", name, strings.Join(s.Names(), ", "))}
		}
		c.slots = append(c.slots, slot)
		rest = tail
	}
}

// room is how many facts the sentence can add to a finding.
func (c *sentence[F]) room() int {
	if c == nil {
		return 0
	}
	return len(c.slots)
}

// tell writes the sentence into a finding, with the facts it names. A fact that
// is missing is said to be missing: the sentence may be the one that refuses
// for it.
func (c *sentence[F]) tell(f *F, found *Finding, said *spoken) {
	var few [256]byte
	text := few[:0]
	for i, part := range c.parts {
		text = append(text, part...)
		if i == len(c.slots) {
			break
		}
		v, err := c.schema.value(f, c.slots[i])
		if err != nil {
			text = append(text, "(not given)"...)
			continue
		}
		fact := Fact{c.schema.Facts[c.slots[i]].Name, said.text(c.slots[i], v)}
		text = append(text, fact.Value...)
		if !slices.Contains(found.Facts, fact) {
			found.Facts = append(found.Facts, fact)
		}
	}
	found.Text = string(text)
}
