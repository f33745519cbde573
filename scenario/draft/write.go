package draft

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/workcomp-go/workcomp/internal/strict"
)

// YAML writes the scenario as one document: the same scenario in the same
// bytes. Numbers that the JSON form holds as texts, as it does decimals, stay
// quoted and so exact. The error is of a value without a JSON form, and of what no file is read
// with, as a character that nobody sees.
func (s Scenario) YAML() (string, error) {
	w := &writer{}
	for _, note := range s.Notes {
		for line := range strings.SplitSeq(note, "\n") {
			w.line("", strings.TrimRight("# "+strings.Map(printable, line), " "))
		}
	}
	for _, f := range []Expected{{"scenario", s.Title}, {"source", s.Source}, {"domain", s.Domain}, {"policy", versions(s.Policy)}, {"given", s.Given}} {
		if f.Value != nil && f.Value != "" {
			w.field("", f.Key, f.Value)
		}
	}
	w.line("", "steps:")
	for _, step := range s.Steps {
		w.step(step)
	}
	text := w.b.String()
	if w.err == nil {
		if err := strict.ParseYAML("draft", []byte(text)).Err(); err != nil {
			return text, fmt.Errorf("it cannot be written: %w", err)
		}
	}
	return text, w.err
}

// versions are the names of a policy as the format has them: one, or a list.
func versions(policy string) any {
	if all := strings.Split(policy, ", "); len(all) > 1 {
		return all
	}
	return policy
}

// printable leaves a comment what YAML allows in one.
func printable(r rune) rune {
	if unicode.IsPrint(r) && r != unicode.ReplacementChar {
		return r
	}
	return ' '
}

// A writer writes lines, and keeps the first error.
type writer struct {
	b    strings.Builder
	dash bool // the next line begins an item of a list
	err  error
}

func (w *writer) line(indent, text string) {
	if w.dash {
		indent, w.dash = strings.TrimSuffix(indent, "  ")+"- ", false
	}
	w.b.WriteString(indent + text + "\n")
}

func (w *writer) step(s Step) {
	const indent = "    "
	w.dash = true
	for _, f := range s.History {
		w.field(indent, f.Key, f.Value)
	}
	for _, f := range []Expected{{"on", s.On}, {"event", s.Event}, {"call", s.Call}, {"by", s.By}} {
		if f.Value != "" {
			w.field(indent, f.Key, f.Value)
		}
	}
	if s.With != nil {
		w.field(indent, "with", s.With)
	}
	expect := &strict.Node{Kind: strict.Map}
	for _, a := range s.Expect {
		expect.Fields = append(expect.Fields, strict.Field{Name: a.Key, Value: w.node(a.Value)})
	}
	w.field(indent, "expect", expect)
}

func (w *writer) node(v any) *strict.Node {
	n, err := node(v)
	if err != nil {
		if w.err == nil {
			w.err = err
		}
		return &strict.Node{Kind: strict.Null}
	}
	return n
}

func (w *writer) field(indent, key string, v any) {
	if n := w.node(v); n.Kind != strict.Map || len(n.Fields) > 0 {
		w.put(indent, scalar(key)+": ", n)
	}
}

// widest is the line, in characters, up to which a list or a mapping stays on it.
const widest = 110

// put writes a value after its key: on the line if it fits there, or else its
// parts on lines of their own.
func (w *writer) put(indent, key string, n *strict.Node) {
	on := flow(n)
	switch {
	case len(indent)+len(key)+len([]rune(on)) <= widest || len(n.Fields)+len(n.Items) == 0:
		w.line(indent, key+on)
	case n.Kind == strict.Map:
		w.line(indent, strings.TrimSuffix(key, " "))
		for _, f := range n.Fields {
			w.put(indent+"  ", scalar(f.Name)+": ", f.Value)
		}
	default:
		w.line(indent, strings.TrimSuffix(key, " "))
		for _, item := range n.Items {
			w.line(indent+"  ", "- "+flow(item))
		}
	}
}

// flow writes a value on one line.
func flow(n *strict.Node) string {
	var parts []string
	switch n.Kind {
	case strict.Null:
		return "null"
	case strict.Bool:
		return n.Text
	case strict.Num:
		if number().MatchString(n.Text) {
			return n.Text
		}
	case strict.List:
		for _, item := range n.Items {
			parts = append(parts, flow(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case strict.Map:
		for _, f := range n.Fields {
			parts = append(parts, scalar(f.Name)+": "+flow(f.Value))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return scalar(n.Text)
}

// plain is a text that is itself without quotes, wherever it stands; so is a
// number of JSON that no reader of YAML takes for a text.
var (
	plain = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(\pL[\pL0-9_§]*((\.? |[./-])?[\pL0-9_§()]+)*\.?|\d{4}-\d\d-\d\d)$`)
	})
	number = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^-?(0|[1-9]\d{0,17})(\.\d{1,18})?$`) })
)

// scalar writes a text so that it is read as that text: in quotes unless it is
// plain.
func scalar(text string) string {
	if plain().MatchString(text) && !slices.Contains([]string{"true", "false", "null"}, strings.ToLower(text)) {
		return text
	}
	return strconv.Quote(text)
}
