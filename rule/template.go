package rule

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"github.com/workcomp-go/workcomp/internal/expression"
	"github.com/workcomp-go/workcomp/internal/number"
)

// A Template is the sentence of a finding, written once beside the rule that it
// explains. Its Text has places for facts: {emf} as the fact was given,
// {premium:grouped} as 32,850, {cost:money} as 1,250.00, {by:words} as the words of
// an id, of a|b those of both, {day:long} as 31 January 2025,
// {roles:or} as a list in words, and {n:s} as the s of a plural, so that "{n} week{n:s}" is right for
// one and for many. {{ and }} are braces. A fact that the finding does not have
// reads "(not given)". The zero value writes an empty sentence.
type Template struct {
	ID   string // stable, and never used again for another sentence
	Cite Citation
	Text string

	verbatim bool // Text is a sentence that was read back, braces and all
}

// Finding makes a finding of the template: whether its provision holds, and the
// facts that were looked at. Nothing is written until the sentence is read.
func (t *Template) Finding(holds bool, facts ...Fact) Finding {
	return Finding{ID: t.ID, Cite: t.Cite, Holds: holds, Facts: facts, template: t}
}

// Names are the facts that the text has places for, each once, in order. The
// error is an *ExprError for a place that is none.
func (t *Template) Names() ([]string, error) {
	var names []string
	for p := range placesOf(t.Text) {
		if p.fault != "" {
			return nil, &ExprError{Source: t.Text, Offset: utf8.RuneCountInString(t.Text[:p.offset]), Message: p.fault}
		}
		if p.name != "" && !slices.Contains(names, p.name) {
			names = append(names, p.name)
		}
	}
	return names, nil
}

// write writes the sentence with the facts.
func (t *Template) write(facts []Fact) string {
	if t == nil {
		return ""
	}
	return t.fill(facts, inEnglish, "(not given)")
}

func inEnglish(format string, v Value) string { return formats[format](v) }

// fill writes the sentence with the facts, each as a value is written in its format.
func (t *Template) fill(facts []Fact, value func(format string, v Value) string, notGiven string) string {
	if t.verbatim || !strings.ContainsAny(t.Text, "{}") {
		return t.Text
	}
	var few [256]byte
	text := few[:0]
	for p := range placesOf(t.Text) {
		text = append(text, p.before...)
		if p.name == "" {
			continue
		}
		i := slices.IndexFunc(facts, func(f Fact) bool { return f.Name == p.name })
		if i < 0 {
			text = append(text, notGiven...)
			continue
		}
		text = append(text, value(p.format, facts[i].Value)...)
	}
	return string(text)
}

// placeholder is one place of a template's text, with what stands before it. The
// last has no name.
type placeholder struct {
	before, name, format string
	offset               int    // of the name, in bytes
	fault                string // what is wrong with it, and nothing more follows
}

// placesOf goes through the places of a template's text. A doubled brace is one
// that is meant.
func placesOf(text string) func(yield func(placeholder) bool) {
	return func(yield func(placeholder) bool) {
		var before strings.Builder
		for i := 0; i < len(text); i++ {
			c := text[i]
			switch {
			case c != '{' && c != '}':
				before.WriteByte(c)
				continue
			case i+1 < len(text) && text[i+1] == c:
				before.WriteByte(c)
				i++
				continue
			case c == '}':
				yield(placeholder{before: before.String(), offset: i, fault: "a } without its {"})
				return
			}
			end := strings.IndexByte(text[i:], '}')
			if end < 0 {
				yield(placeholder{before: before.String(), offset: i, fault: "a { without its }"})
				return
			}
			name, format, _ := strings.Cut(text[i+1:i+end], ":")
			p := placeholder{before: before.String(), name: name, format: format, offset: i + 1}
			switch {
			case name == "":
				p.fault = "a place without the name of a fact"
			case formats[format] == nil:
				p.fault = fmt.Sprintf("unknown format %q, expected one of grouped, money, words, long, or, s", format)
			}
			if !yield(p) || p.fault != "" {
				return
			}
			i += end
			before.Reset()
		}
		yield(placeholder{before: before.String()})
	}
}

// idWords writes ids as words, with or between alternatives.
var idWords = strings.NewReplacer("_", " ", "|", " or ")

// formats are how a place can be written, by the word after its colon.
var formats = map[string]func(Value) string{
	"":        Value.String,
	"grouped": func(v Value) string { return number.Grouped(v.String()) },
	"money": func(v Value) string {
		if v.Kind() != expression.NumberKind || number.IsExtreme(v.Number()) {
			return v.String()
		}
		return number.Grouped(v.Number().StringFixed(max(2, -v.Number().Exponent())))
	},
	"words": func(v Value) string { return idWords.Replace(v.String()) },
	"long": func(v Value) string {
		if v.Kind() != expression.DateKind {
			return v.String()
		}
		return v.Date().Long()
	},
	"or": func(v Value) string {
		if v.Kind() != expression.ListKind {
			return v.String()
		}
		return strings.Join(v.List(), " or ")
	},
	"s": func(v Value) string {
		if v.Kind() == expression.NumberKind && number.Compare(v.Number(), decimal.New(1, 0)) == 0 {
			return ""
		}
		return "s"
	},
}
