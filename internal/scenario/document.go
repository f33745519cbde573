package scenario

import (
	"fmt"
	"strings"

	"github.com/workcomp-go/workcomp/calendar"
	"github.com/workcomp-go/workcomp/internal/doc"
	"github.com/workcomp-go/workcomp/rule"
)

// Document returns the case as Markdown: its source and policy, then each step
// as a dated sentence with the facts it brought and what it led to, the
// provisions it rests on, its findings, and the duties with their dates.
func (r Result) Document() string {
	var b strings.Builder
	s := r.Scenario
	fmt.Fprintf(&b, "## %s\n\n", escape(s.Title))
	if s.Source != "" {
		fmt.Fprintf(&b, "Source: %s.  \n", strings.TrimSuffix(escape(s.Source), "."))
	}
	if s.Policy != "" {
		fmt.Fprintf(&b, "Policy: `%s` (%s).\n", s.Policy, s.Domain)
	} else {
		fmt.Fprintf(&b, "Domain: %s.\n", s.Domain)
	}
	if s.Given != nil && len(s.Given.Fields) > 0 {
		fmt.Fprintf(&b, "\nFrom the start: %s.\n", facts(s.Given))
	}
	b.WriteByte('\n')
	for i := range r.Answers {
		r.Answers[i].document(&b, i+1)
	}
	return b.String()
}

func (a *Answer) document(b *strings.Builder, number int) {
	fmt.Fprintf(b, "%d. %s%s %s\n", number, a.sentence(), a.citations(), a.consequence())
	item := func(format string, args ...any) {
		fmt.Fprintf(b, "   - %s\n", fmt.Sprintf(format, args...))
	}
	for _, f := range a.Findings {
		item("%s", sentence(f))
	}
	for _, d := range a.Outcome.Opened {
		item("Duty opened: %s.", duty(d))
	}
	for _, d := range a.Outcome.Closed {
		item("Duty closed: %s.", duty(d))
	}
	if len(a.Outcome.Documents) > 0 {
		item("Documents called for: %s.", escape(strings.Join(a.Outcome.Documents, ", ")))
	}
	for _, f := range a.Failures {
		item("**Does not hold** (line %d): %s", f.Pos.Line, escape(f.Text))
	}
}

// sentence says who did what on which day, with which facts.
func (a *Answer) sentence() string {
	s := a.Step
	var parts []string
	if day, err := calendar.Parse(s.On); err == nil {
		parts = append(parts, fmt.Sprintf("On %d %s %d,", day.Day(), day.Month(), day.Year()))
	}
	if s.By != "" {
		parts = append(parts, "by the "+words(s.By)+",")
	}
	parts = append(parts, "**"+words(s.Name())+"**")
	if len(s.With.Fields) > 0 {
		parts = append(parts, "with "+facts(s.With))
	}
	said := strings.Join(parts, " ")
	return strings.ToUpper(said[:1]) + said[1:]
}

// citations are the provisions the step rests on, each once.
func (a *Answer) citations() string {
	var cites []string
	for _, f := range a.Findings {
		cites = append(cites, escape(string(f.Cite)))
	}
	for _, d := range a.Outcome.Opened {
		cites = append(cites, escape(d.Cite))
	}
	if len(cites) == 0 {
		return "."
	}
	return " (" + strings.Join(unique(cites), "; ") + ")."
}

// consequence says what the step led to.
func (a *Answer) consequence() string {
	var said []string
	switch {
	case asRefusal(a.Err) != nil:
		said = append(said, "It is refused, and nothing changes.")
	case a.Err != nil:
		said = append(said, fmt.Sprintf("It is an error, and nothing changes: %s.", strings.TrimSuffix(escape(a.Err.Error()), ".")))
	}
	if len(a.Value.Fields) > 0 {
		said = append(said, fmt.Sprintf("The answer: %s.", facts(a.Value)))
	}
	if changes := a.changes(); len(changes) > 0 {
		now := make([]string, len(changes))
		for i, c := range changes {
			now[i] = fmt.Sprintf("%s %s (was %s)", words(c.name), escape(c.after), escape(c.before))
		}
		said = append(said, "Now: "+strings.Join(now, ", ")+".")
	}
	if said == nil {
		return "The case stays as it is."
	}
	return strings.Join(said, " ")
}

func sentence(f rule.Finding) string {
	s := strings.TrimSuffix(escape(f.Text), ".") + " (" + escape(string(f.Cite))
	if f.Interpretation != "" {
		s += "; interpretation `" + f.Interpretation + "`"
	}
	return s + ")."
}

func duty(d calendar.Duty) string {
	d.ID, d.By, d.To = strings.ReplaceAll(d.ID, "_", " "), strings.ReplaceAll(d.By, "_", " "), strings.ReplaceAll(d.To, "_", " ")
	return escape(describe(d))
}

// facts writes a mapping as part of a sentence.
func facts(n *doc.Node) string {
	said := make([]string, len(n.Fields))
	for i, f := range n.Fields {
		said[i] = words(f.Name) + " " + escape(render(f.Value))
	}
	return strings.Join(said, ", ")
}

// words writes a name as words.
func words(name string) string { return escape(strings.ReplaceAll(name, "_", " ")) }

var markdown = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "<", `\<`, "[", `\[`)

// escape writes a text on one line so that Markdown shows it as it is.
func escape(s string) string { return markdown.Replace(oneLine(s)) }
