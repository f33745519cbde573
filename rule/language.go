package rule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/expression"
)

// A Language has the sentences of findings in another language than English. Whoever
// reads a finding chooses it: see Finding.In. What it does not have is read in
// English, so that nothing is lost; Lacking says what that is. The zero value has no
// sentences: all is read in English.
type Language struct {
	Name string // "fr"
	// Texts are the sentences, by the ids of findings, with the places of the
	// English ones. An id that begins with a star is that of every finding whose id
	// ends so: "*.late".
	Texts map[string]string
	// Words are what the words stand for that are facts: roles, states, events,
	// duties. A word that is not there stays as it is.
	Words map[string]string
	// Or stands between the last two of a list of which one is meant.
	Or string
	// NotGiven stands for a fact that a finding does not have.
	NotGiven string
	// Day writes a date, as 31 January 2025; nil writes 2025-01-31.
	Day func(calendar.Date) string
}

// In returns the sentence of the finding in a language. A finding that was read from
// JSON keeps the sentence that was written.
func (f Finding) In(l *Language) string {
	if f.template == nil || f.template.verbatim {
		return f.Text()
	}
	text, ok := l.text(f.ID)
	if !ok {
		return f.Text()
	}
	return (&Template{Text: text}).fill(f.Facts, l.value, l.NotGiven)
}

// text is the sentence of an id.
func (l *Language) text(id string) (string, bool) {
	text, ok := l.Texts[id]
	if dot := strings.LastIndexByte(id, '.'); !ok && dot >= 0 {
		text, ok = l.Texts["*"+id[dot:]]
	}
	return text, ok
}

// value writes a fact in a format.
func (l *Language) value(format string, v Value) string {
	switch {
	case v.Kind() == expression.DateKind && (format == "" || format == "long") && l.Day != nil:
		return l.Day(v.Date())
	case v.Kind() == expression.TextKind && l.Words[v.Text()] != "":
		return l.Words[v.Text()]
	case v.Kind() == expression.ListKind:
		words := make([]string, len(v.List()))
		for i, w := range v.List() {
			words[i] = l.value(format, Str("", w).Value)
		}
		between := ", "
		if format == "or" {
			between = " " + l.Or + " "
		}
		return strings.Join(words, between)
	case format == "long":
		return v.String()
	}
	return formats[format](v)
}

// Lacking says what the language lacks of some sentences: an id that it does not
// have, a place that the English sentence has and it has not, or the other way round.
// A plural's s may be either's own.
func (l *Language) Lacking(sentences []Template) []string {
	var lacks []string
	for i := range sentences {
		t := &sentences[i]
		text, ok := l.Texts[t.ID]
		if !ok {
			lacks = append(lacks, fmt.Sprintf("%s: no sentence for %q", t.ID, t.Text))
			continue
		}
		own, err := (&Template{Text: text}).Names()
		if err != nil {
			lacks = append(lacks, fmt.Sprintf("%s: %v", t.ID, err))
			continue
		}
		english, _ := t.Names() // compiled by whoever states the sentence
		for _, name := range slices.Concat(english, own) {
			if slices.Contains(english, name) != slices.Contains(own, name) {
				lacks = append(lacks, fmt.Sprintf("%s: the place {%s} is in %q or in %q alone", t.ID, name, t.Text, text))
			}
		}
	}
	return lacks
}
