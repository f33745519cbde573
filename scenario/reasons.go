package scenario

import (
	"strings"

	"github.com/workcomp-go/workcomp/internal/strict"
	"github.com/workcomp-go/workcomp/rule"
)

// reasons lists the findings as sentences with their provisions: those that
// hold, and apart from them what else was looked at. Those that a table of the
// answer shows are left out.
func (a *Answer) reasons() string {
	if a.dated() != "" {
		return ""
	}
	if a.revision != nil {
		if a.Step.Kind == Acceptance {
			return "" // it was explained when it was looked at
		}
		return sentences("With it:\n\n", a.revision.findings)
	}
	var holds, not []rule.Finding
	for _, f := range a.Findings {
		if f.Holds {
			holds = append(holds, f)
		} else {
			not = append(not, f)
		}
	}
	if as[*rule.Refused](a.Err) != nil {
		return sentences("", a.Findings)
	}
	said := sentences("Why:\n\n", holds)
	if len(not) > 0 && said != "" {
		said += "\n"
	}
	return said + sentences("Also looked at:\n\n", not)
}

// sentences lists findings. The same sentence by several provisions is said
// once.
func sentences(heading string, findings []rule.Finding) string {
	var b strings.Builder
	for i := 0; i < len(findings); i++ {
		f := findings[i]
		under := provision(f)
		for i+1 < len(findings) && findings[i+1].Text() == f.Text() {
			i++
			under += "; " + provision(findings[i])
		}
		b.WriteString("- " + strings.TrimSuffix(plain(f.Text()), ".") + " (" + under + ").\n")
	}
	if b.Len() == 0 {
		return ""
	}
	return heading + b.String()
}

func provision(f rule.Finding) string {
	text := escape(string(f.Cite))
	for _, id := range f.Interpretations {
		text += ", interpretation `" + id + "`"
	}
	return text
}

// calledFor names the documents that the step calls for, and the decisions for
// which the case waits.
func (a *Answer) calledFor() string {
	var said []string
	if len(a.Outcome.Documents) > 0 {
		said = append(said, "Documents called for: "+escape(names().ReplaceAllStringFunc(strings.Join(a.Outcome.Documents, ", "), words))+".")
	}
	for _, p := range a.Outcome.Pending {
		by := make([]string, len(p.On))
		for i, role := range p.On {
			by[i] = "the " + words(string(role))
		}
		said = append(said, "To be decided by "+escape(strings.Join(by, " or "))+": "+strings.TrimSuffix(plain(p.What), ".")+" ("+escape(string(p.Cite))+").")
	}
	return strings.Join(said, "\n")
}

// inlineAnswers are the answers of a calculation that a sentence can hold, but
// for those that repeat the question.
func (a *Answer) inlineAnswers() []strict.Field {
	var inline []strict.Field
	for _, f := range a.value.Fields {
		asked := a.Step.with.Get(f.Name)
		repeats := asked != nil && render(asked) == render(f.Value)
		if f.Pos != putBack && !repeats && isInline(f.Value) && !a.inTable(f) {
			inline = append(inline, f)
		}
	}
	return inline
}
